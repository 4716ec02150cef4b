/**
 * Files on their way, request by request: what is asked for when, what an answer does and does not change, and when it
 * is asked again.
 */

import { randomBytes } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { encryptBlob, encryptedSize } from '~/lib/crypto/blobCrypto'
import { epochKey } from '~/lib/crypto/epoch'
import { sha256HexOf } from '~/lib/crypto/digest'
import { concatBytes, toBytes, type Bytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import {
  createBlobTransfer,
  pendingMs,
  type BlobTransfer,
  type BlobTransferOptions,
} from '~/lib/sync/blobs/blobTransfer'
import { expectFiles, fileRefsIn, mostNames, mostNamesOfMember } from '~/lib/sync/blobs/expectedFiles'
import { relayAddress } from '~/lib/sync/connection/relayAddress'
import { noFiles, readFilesOut } from '~/lib/vault/views/filesOut'
import type { Replica } from '~/lib/vault/replica/replica'
import type { BlobRow, TrailRow, Vault } from '~/lib/vault/store/tables'
import { freshVault } from '../support/device'

const workspaceId = 'ab'.repeat(32)
const address = unwrap(relayAddress('https://relay.example'))
let secret: CryptoKey
let vault: Vault
let now: number
let head: number
let transfer: BlobTransfer
beforeAll(async () => {
  secret = await epochKey(new Uint8Array(32).fill(7))
})
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vault = await freshVault(workspaceId)
  now = 1_000_000
  head = 0
})
afterEach(async () => {
  await transfer?.stop()
  // In this order: what a spy puts back is the clock that was there before it.
  vi.restoreAllMocks()
  vi.useRealTimers()
})

interface Request {
  readonly method: string
  readonly id: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Bytes
  readonly init: RequestInit
}
type Answer = (request: Request, n: number) => Response | Promise<Response>

/** How long a file is at the relay. */
const sizeOf = async (id: string): Promise<number> =>
  encryptedSize((await vault.blobs.toArray()).find((row) => row.id === id)!.size)

/**
 * A transfer whose every request is answered by `answer`, with the length of what the relay has as the relay tells it;
 * not connected yet.
 */
function stage(answer: Answer, options: Partial<BlobTransferOptions> = {}) {
  const asked: Request[] = []
  const replica = {
    vault,
    workspaceId,
    head: () => ({ seq: head }),
    epochKey: (epoch: number) => (epoch === 1 ? secret : undefined),
  } as unknown as Replica
  transfer = createBlobTransfer({
    replica,
    clock: { now: () => now },
    fetch: (async (url: string, init: RequestInit) => {
      const request: Request = {
        method: init.method ?? 'GET',
        id: url.split('/').at(-1)!,
        headers: init.headers as Record<string, string>,
        ...(init.body ? { body: init.body as Bytes } : {}),
        init,
      }
      asked.push(request)
      expect(url).toBe(`https://relay.example/v1/blobs/${workspaceId}/${request.id}`)
      const answered = await answer(request, asked.length - 1)
      const lengthOf = { HEAD: 'Content-Length', PUT: 'Upload-Offset' }[request.method]
      if (lengthOf && (answered.status === 200 || answered.status === 201) && !answered.headers.has(lengthOf))
        answered.headers.set(lengthOf, String(await sizeOf(request.id)))
      return answered
    }) as unknown as typeof fetch,
    ...options,
  })
  const connect = (): void => transfer.connected({ address, token: 'secret token' })
  const run = async (): Promise<void> => {
    transfer.nudge()
    await transfer.idle()
  }
  connect()
  return { asked, connect, run, kinds: () => asked.map(({ method, id }) => `${method} ${id.slice(0, 6)}`) }
}
const says = (status: number, headers: Record<string, string> = {}, body: BodyInit | null = null): Response =>
  new Response(body, { status, headers })
const drops = (): Promise<never> => Promise.reject(new TypeError('network error'))

interface Sealed {
  readonly row: BlobRow & { readonly bytes: Blob }
  readonly encrypted: Bytes
}
async function seal(size: number, more: Partial<BlobRow> = {}): Promise<Sealed> {
  const bytes = new Blob([toBytes(randomBytes(size))], { type: 'image/png' })
  const salt = toBytes(randomBytes(16))
  const parts: Bytes[] = []
  const made = encryptBlob(bytes, { epochKey: secret, workspaceId, epoch: 1, salt })
  let part = await made.next()
  for (; !part.done; part = await made.next()) parts.push(part.value)
  return {
    encrypted: concatBytes(...parts),
    row: {
      sha256: await sha256HexOf(bytes),
      id: part.value,
      size,
      mime: 'image/png',
      bytes,
      state: 'present',
      epoch: 1,
      salt,
      upload: 'waiting',
      addedAt: now,
      ...more,
    },
  }
}
/** The row of a device that waits for it. */
const awaited = ({ row: { bytes: _bytes, ...row } }: Sealed, more: Partial<BlobRow> = {}): BlobRow => ({
  ...row,
  state: 'pending',
  upload: 'none',
  epoch: 0,
  salt: new Uint8Array(16),
  pendingSince: now,
  ...more,
})
const put = (...rows: readonly BlobRow[]) => vault.blobs.bulkPut([...rows])
const rowOf = async ({ row }: Sealed): Promise<BlobRow> => (await vault.blobs.get(row.sha256))!

describe('a file that goes out', () => {
  it('is asked about first, then sent whole with its range and the token of the session, and is out', async () => {
    const file = await seal(100, { relayAnswered: 403 })
    await put(file.row)
    const { asked, run } = stage(({ method }) => says(method === 'HEAD' ? 404 : 201))
    expect(await transfer.waiting()).toBe(1)
    await run()
    expect(asked.map(({ method, headers }) => [method, headers['Content-Range']])).toEqual([
      ['HEAD', undefined],
      ['PUT', `bytes 0-${file.encrypted.length - 1}/${file.encrypted.length}`],
    ])
    expect(asked[1]!.body).toEqual(file.encrypted)
    for (const { init, headers } of asked)
      expect([headers['Authorization'], init.cache, init.credentials, init.redirect]).toEqual([
        'Bearer secret token',
        'no-store',
        'omit',
        'error',
      ])
    expect(await rowOf(file)).toMatchObject({ upload: 'done', state: 'present' })
    expect((await rowOf(file)).relayAnswered).toBeUndefined()
    expect([await transfer.waiting(), vi.getTimerCount()]).toEqual([0, 0])
  })

  it('that the relay has already is not sent again', async () => {
    const file = await seal(100)
    await put(file.row)
    const { kinds, run } = stage(() => says(200))
    await run()
    expect(kinds()).toEqual([`HEAD ${file.row.id.slice(0, 6)}`])
    expect((await rowOf(file)).upload).toBe('done')
  })

  it('goes on from where the relay has it, in the middle of a piece or at its end, with the same bytes', async () => {
    const file = await seal(1024 * 1024 + 50)
    const first = 25 + 1024 * 1024 + 16
    for (const [offset, starts] of [
      [7, [7, first]],
      [first, [first]],
      [first + 3, [first + 3]],
    ] as const) {
      await put(file.row)
      const { asked, run } = stage(({ method, headers }) =>
        method === 'HEAD'
          ? says(404, { 'Upload-Offset': String(offset) })
          : says(headers['Content-Range']!.includes(`-${file.encrypted.length - 1}/`) ? 200 : 202),
      )
      await run()
      const puts = asked.filter(({ method }) => method === 'PUT')
      expect(puts.map(({ headers }) => Number(/bytes (\d+)-/.exec(headers['Content-Range']!)![1]))).toEqual(starts)
      expect(Buffer.compare(concatBytes(...puts.map(({ body }) => body!)), file.encrypted.subarray(offset))).toBe(0)
      expect((await rowOf(file)).upload).toBe('done')
      await transfer.stop()
    }
  })

  it('goes on from where the relay says it stands after a piece', async () => {
    const file = await seal(1024 * 1024 + 50)
    const first = 25 + 1024 * 1024 + 16
    await put(file.row)
    const { asked, run } = stage(({ method }, n) =>
      method === 'HEAD' ? says(404) : n === 1 ? says(202, { 'Upload-Offset': String(first + 5) }) : says(201),
    )
    await run()
    expect(asked.at(-1)!.headers['Content-Range']).toBe(
      `bytes ${first + 5}-${file.encrypted.length - 1}/${file.encrypted.length}`,
    )
  })

  it.each([
    [429, 3],
    [409, 3],
    [202, 3],
  ])('answered %i is tried %i times, then later again, a little later each time', async (status, times) => {
    const file = await seal(10)
    await put(file.row)
    const timers = vi.spyOn(globalThis, 'setTimeout')
    const { asked, run } = stage(({ method }) => says(method === 'HEAD' ? 404 : status))
    await run()
    expect(asked.filter(({ method }) => method === 'PUT')).toHaveLength(times)
    expect(await rowOf(file)).toMatchObject({ upload: 'waiting' })
    expect((await rowOf(file)).relayAnswered).toBeUndefined()
    // It waits still, so a connection is held for it.
    expect(await transfer.waiting()).toBe(1)
    for (let i = 0; i < 9; i++) {
      now += 60_000
      await run()
    }
    expect(timers.mock.calls.map(([, ms]) => ms)).toEqual([
      250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000,
    ])
    expect(vi.getTimerCount()).toBe(1)
  })

  it('that has to wait is asked for again by itself once it is due, and not before', async () => {
    const file = await seal(10)
    await put(file.row)
    let status = 429
    const { asked, run } = stage(({ method }) => says(method === 'HEAD' ? 404 : status))
    await run()
    const before = asked.length
    now += 249
    await run()
    expect(asked).toHaveLength(before)
    now += 1
    status = 201
    vi.advanceTimersByTime(50)
    await transfer.idle()
    expect((await rowOf(file)).upload).toBe('done')
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([
    [403, 403],
    [410, 410],
    [413, 413],
    [500, 500],
    [401, undefined],
  ])('refused with %i stays here; what the relay said stands beside it', async (status, told) => {
    for (const refusing of ['HEAD', 'PUT']) {
      const file = await seal(10)
      await put(file.row)
      const { asked, run, connect } = stage(({ method }) => says(method === refusing ? status : 404))
      await run()
      expect(asked).toHaveLength(refusing === 'HEAD' ? 1 : 2)
      expect(await rowOf(file)).toMatchObject({ upload: 'waiting', state: 'present', bytes: expect.anything() as Blob })
      expect((await rowOf(file)).relayAnswered).toBe(told)
      // Given up in this session, unless only the session ended; asked again in the next.
      expect(await transfer.waiting()).toBe(told === undefined ? 1 : 0)
      const before = asked.length
      await run()
      expect(asked).toHaveLength(before)
      connect()
      expect(await transfer.waiting()).toBe(1)
      await run()
      expect(asked).toHaveLength(2 * before)
      await transfer.stop()
      await vault.blobs.clear()
    }
  })

  it('refused for lack of room is told as that beside what only waits, and tried at once when somebody asks for it', async () => {
    const [file, other, here, broken] = [
      await seal(10),
      await seal(20),
      await seal(30, { upload: 'done', relayAnswered: 413 }),
      await seal(40, { state: 'corrupt' }),
    ]
    await put(file.row, here.row, broken.row)
    let status = 413
    const { asked, run } = stage(({ method }) => says(method === 'HEAD' ? 404 : status))
    expect(await readFilesOut(vault)).toEqual({ waiting: 1, refused: 0, full: false, damaged: 1 })
    await run()
    await put(other.row)
    expect(await readFilesOut(vault)).toEqual({ waiting: 2, refused: 1, full: true, damaged: 1 })
    await vault.blobs.update(file.row.sha256, { relayAnswered: 403 })
    expect(await readFilesOut(vault)).toEqual({ waiting: 2, refused: 1, full: false, damaged: 1 })
    status = 201
    const before = asked.length
    transfer.tryAgain()
    await transfer.idle()
    expect(asked.slice(before).map(({ method, id }) => [method, id])).toEqual(
      expect.arrayContaining([
        ['PUT', file.row.id],
        ['PUT', other.row.id],
      ]),
    )
    expect(await readFilesOut(vault)).toEqual({ ...noFiles, damaged: 1 })
  })

  it('whose line breaks is tried three times, and once where the session has ended meanwhile', async () => {
    const file = await seal(10)
    await put(file.row)
    const broken = stage(drops)
    await broken.run()
    expect([broken.asked.length, await transfer.waiting(), (await rowOf(file)).upload]).toEqual([3, 1, 'waiting'])
    await transfer.stop()
    const ended = stage(() => {
      transfer.disconnected()
      return drops()
    })
    await ended.run()
    expect([ended.asked.length, vi.getTimerCount()]).toEqual([1, 0])
    expect(ended.asked[0]!.init.signal!.aborted).toBe(true)
  })

  it('waits for its bytes, and for a session', async () => {
    const file = await seal(10)
    const { bytes: _bytes, ...bare } = file.row
    await put(bare)
    const { asked, run } = stage(() => says(200))
    expect(await transfer.waiting()).toBe(0)
    await run()
    expect(asked).toEqual([])
    await put(file.row)
    transfer.disconnected()
    await run()
    expect(asked).toEqual([])
  })

  it('goes out again to a relay that is new to it, with what it was made with', async () => {
    const [whole, other, gone] = [
      await seal(10),
      await seal(10, { upload: 'none' }),
      await seal(10, { upload: 'done' }),
    ]
    const short = await seal(10, { upload: 'done', salt: new Uint8Array(0) })
    const { bytes: _bytes, ...bare } = gone.row
    await put({ ...whole.row, upload: 'done' }, other.row, bare, short.row)
    stage(() => says(200))
    await transfer.sendAll()
    expect(await Promise.all([whole, other, gone, short].map(async (file) => (await rowOf(file)).upload))).toEqual([
      'waiting',
      'none',
      'done',
      'done',
    ])
  })

  it('goes out before anything is fetched, and what is nudged meanwhile in the same run', async () => {
    const [out, comes, later] = [await seal(10), await seal(10), await seal(10)]
    await put(out.row, awaited(comes))
    const { asked, run } = stage(async ({ method }) => {
      if (method === 'GET' && !(await vault.blobs.get(later.row.sha256))) {
        await put(later.row)
        transfer.nudge()
      }
      return method === 'GET' ? says(200, {}, comes.encrypted) : says(200)
    })
    await run()
    expect(asked.map(({ method, id }) => [method, id])).toEqual([
      ['HEAD', out.row.id],
      ['GET', comes.row.id],
      ['HEAD', later.row.id],
    ])
  })
})

describe('a file that comes in', () => {
  it('is there with what it was made with, and nothing waits for it any more', async () => {
    const file = await seal(100)
    await put(awaited(file, { relayAnswered: 404 }))
    const { asked, run } = stage(() => says(200, {}, file.encrypted))
    await run()
    expect(asked.map(({ headers }) => headers['Range'])).toEqual([undefined])
    const row = await rowOf(file)
    expect(row).toMatchObject({
      state: 'present',
      upload: 'done',
      epoch: 1,
      salt: file.row.salt,
      id: file.row.id,
      size: 100,
    })
    expect([row.pendingSince, row.relayAnswered, row.bytes!.type, await sha256HexOf(row.bytes!)]).toEqual([
      undefined,
      undefined,
      'image/png',
      file.row.sha256,
    ])
    await run()
    expect(asked).toHaveLength(1)
  })

  it('that the relay does not have is pending as before, and asked for again soon', async () => {
    const file = await seal(100)
    await put(awaited(file))
    const { asked, run } = stage(() => says(404))
    await run()
    expect([asked.length, vi.getTimerCount()]).toEqual([1, 1])
    expect(await rowOf(file)).toMatchObject({ state: 'pending', relayAnswered: 404 })
    now += 250
    await run()
    expect(asked).toHaveLength(2)
    transfer.disconnected()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is first one that somebody is about to look at, then the newest; one alone is asked for at once', async () => {
    const [old, newer, looked] = [await seal(1), await seal(2), await seal(3)]
    const wantFirst = vi.fn(() => Promise.resolve(new Set([looked.row.sha256])))
    await put(awaited(old, { addedAt: 1 }), awaited(newer, { addedAt: 3 }), awaited(looked, { addedAt: 2 }))
    const order = stage(() => says(410), { wantFirst })
    await order.run()
    expect(order.asked.map(({ id }) => id)).toEqual([looked, newer, old].map(({ row }) => row.id))
    expect(wantFirst).toHaveBeenCalledTimes(2)
    await transfer.stop()
    const plain = stage(() => says(410))
    await plain.run()
    expect(plain.asked.map(({ id }) => id)).toEqual([newer, looked, old].map(({ row }) => row.id))
  })

  it('goes on by range where the line broke; a relay that begins anew is heard from its beginning', async () => {
    const file = await seal(500)
    for (const status of [206, 200]) {
      await put(awaited(file))
      const cut = (from: number, to: number): ReadableStream => {
        let sent = false
        return new ReadableStream({
          pull(controller) {
            if (sent) controller.error(new TypeError('broken'))
            else controller.enqueue(file.encrypted.slice(from, to))
            sent = true
          },
        })
      }
      const { asked, run } = stage((_request, n) =>
        n === 0
          ? new Response(cut(0, 100))
          : says(status, {}, toBytes(status === 206 ? file.encrypted.subarray(100) : file.encrypted)),
      )
      await run()
      expect(asked.map(({ headers }) => headers['Range'])).toEqual([undefined, 'bytes=100-'])
      expect((await rowOf(file)).state).toBe('present')
      await transfer.stop()
    }
  })

  it('over a line that breaks again and again is left for later after three breaks, three times', async () => {
    const file = await seal(500)
    await put(awaited(file))
    const { asked, run } = stage(
      () => new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('broken')) })),
    )
    await run()
    expect([asked.length, (await rowOf(file)).state, vi.getTimerCount()]).toEqual([9, 'pending', 1])
  })

  it('is read no further than it can be long', async () => {
    const file = await seal(10)
    await put(awaited(file))
    let cancelled = 0
    const { asked, run } = stage(
      () =>
        new Response(
          new ReadableStream({
            pull: (controller) => controller.enqueue(new Uint8Array(30)),
            cancel: () => void cancelled++,
          }),
        ),
    )
    await run()
    expect([asked.length, cancelled, (await rowOf(file)).state]).toEqual([1, 1, 'corrupt'])
    expect((await rowOf(file)).bytes).toBeUndefined()
  })

  it('that is too short is asked for once, and pieces of nothing three times', async () => {
    const file = await seal(100)
    await put(awaited(file))
    const short = stage(() => says(200, {}, toBytes(file.encrypted.subarray(0, 50))))
    await short.run()
    expect([short.asked.length, (await rowOf(file)).state, await transfer.waiting()]).toEqual([1, 'corrupt', 0])
    await transfer.stop()
    await put(awaited(file))
    const nothing = stage(() => says(206, {}, new Uint8Array(0)))
    await nothing.run()
    expect([nothing.asked.length, (await rowOf(file)).state]).toEqual([3, 'corrupt'])
  })

  it('with one byte changed, under a key that is not here, or without a body, is not used', async () => {
    const file = await seal(100)
    const changed = toBytes(file.encrypted)
    changed[40]! ^= 1
    for (const [answer, state] of [
      [() => says(200, {}, changed), 'corrupt'],
      [() => says(200), 'pending'],
      [() => says(204), 'pending'],
    ] as const) {
      await put(awaited(file))
      const { asked, run } = stage(answer)
      await run()
      expect([asked.length, (await rowOf(file)).state, (await rowOf(file)).bytes]).toEqual([1, state, undefined])
      await transfer.stop()
    }
  })

  it('whose content is another than its record says is not used, though it is the one that was asked for', async () => {
    const [file, other] = [await seal(100), await seal(100)]
    await put({ ...awaited(file), sha256: other.row.sha256 })
    const { run } = stage(() => says(200, {}, file.encrypted))
    await run()
    expect([(await rowOf(other)).state, (await rowOf(other)).bytes]).toEqual(['corrupt', undefined])
  })

  it('is tried under every id that is not erased, and kept under the one that held', async () => {
    const file = await seal(100)
    const [wrong, erased] = ['cd'.repeat(32), 'ef'.repeat(32)]
    await put(
      awaited(file, {
        id: wrong,
        size: 50,
        named: [
          { id: wrong, size: 50, memberId: 'x' },
          { id: erased, size: 9, memberId: 'x' },
          { id: file.row.id, size: 100, memberId: 'y' },
        ],
      }),
    )
    await vault.erasures.put({ blobId: erased, seq: 1, relayTime: 1, deviceId: 'x', memberId: 'm', reason: 'r' })
    const { asked, run } = stage(({ id }) =>
      says(200, {}, id === file.row.id ? file.encrypted : new Uint8Array(encryptedSize(50))),
    )
    await run()
    expect(asked.map(({ id }) => id)).toEqual([wrong, file.row.id])
    expect(await rowOf(file)).toMatchObject({ state: 'present', id: file.row.id, size: 100 })
  })

  it('that is wrong under one id and not there under another is awaited still', async () => {
    const file = await seal(100)
    const wrong = 'cd'.repeat(32)
    await put(awaited(file, { id: wrong, size: 50, named: [{ id: file.row.id, size: 100, memberId: 'y' }] }))
    const { run } = stage(({ id }) => (id === wrong ? says(200, {}, new Uint8Array(encryptedSize(50))) : says(404)))
    await run()
    expect([(await rowOf(file)).state, vi.getTimerCount()]).toEqual(['pending', 1])
  })

  it('is missing when more than seven days have passed since it was expected, or added where that is not known', async () => {
    const [one, two, three, four] = [await seal(1), await seal(2), await seal(3), await seal(4)]
    await put(
      awaited(one, { pendingSince: now - pendingMs }),
      awaited(two, { pendingSince: now - pendingMs - 1, addedAt: now }),
      awaited(three, { pendingSince: undefined, addedAt: now - pendingMs - 1 }),
      awaited(four, { state: 'corrupt', pendingSince: 0 }),
    )
    const { asked, run } = stage(() => says(404))
    await run()
    expect(await Promise.all([one, two, three, four].map(async (file) => (await rowOf(file)).state))).toEqual([
      'pending',
      'missing',
      'missing',
      'corrupt',
    ])
    now += 250
    await run()
    expect(asked).toHaveLength(8)
  })

  it('as the relay has it, for what has no row: whole, tried three times', async () => {
    const file = await seal(10)
    const { asked } = stage((_request, n) => (n < 2 ? drops() : says(200, {}, file.encrypted)))
    expect(concatBytes(...unwrap(await transfer.fetchEncrypted(file.row)))).toEqual(file.encrypted)
    expect(asked).toHaveLength(3)
    transfer.disconnected()
    expect(await transfer.fetchEncrypted(file.row)).toMatchObject({ ok: false, error: { type: 'lost' } })
    expect(asked).toHaveLength(3)
  })

  it('a failure of this device is told on its console, and the next nudge goes on', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const file = await seal(10)
    await put(file.row)
    const { run } = stage(() => says(200))
    vi.spyOn(vault.blobs, 'where').mockImplementationOnce(() => {
      throw new Error('the disk is full')
    })
    await run()
    expect(told).toHaveBeenCalledWith('files', expect.any(Error))
    await run()
    expect((await rowOf(file)).upload).toBe('done')
  })
})

describe('files that the log names', () => {
  const ref = (digit: string, id = digit, size = 3) => ({
    sha256: digit.repeat(64),
    id: id.repeat(64),
    size,
    mime: 'text/plain',
  })
  let n = 0
  const names = (seq: number, value: unknown, memberId = 'm', deviceId = 'dev') =>
    vault.trail.put({
      id: `${seq}.${String(++n).padStart(4, '0')}`,
      commandId: `c${n}`,
      kind: 'evidence',
      recordId: 'ev_1',
      field: 'files',
      before: null,
      after: value,
      deviceId,
      memberId,
      time: 1,
      seq,
      concurrent: false,
      lost: false,
    } as TrailRow)
  const rowAt = (digit: string) => vault.blobs.get(digit.repeat(64))

  it('are found anywhere in a value, and nothing that only looks like one', () => {
    const file = ref('a', 'b')
    expect(fileRefsIn([{ x: [file, [file]] }, 'text', null, 4])).toEqual([file, file])
    expect(fileRefsIn({ ...file, mime: 7 })).toEqual([{ ...file, mime: 'application/octet-stream' }])
    expect(fileRefsIn({ ...file, size: 0 })).toEqual([{ ...file, size: 0 }])
    const none = [
      { sha256: 7 },
      { sha256: 'g'.repeat(64) },
      { sha256: 'a'.repeat(65) },
      { id: 7 },
      { id: 'B'.repeat(64) },
      { size: -1 },
      { size: 1.5 },
      { size: '3' },
      { size: 2 ** 53 },
    ]
    for (const wrong of none) expect(fileRefsIn({ ...file, ...wrong }), JSON.stringify(wrong)).toEqual([])
    // A file that is none may still hold one.
    expect(fileRefsIn({ ...file, size: -1, inside: file } as never)).toEqual([file])
  })

  it('are pending from the entry that names them up to the head, each looked at once', async () => {
    await names(1, { blob: ref('a') })
    await names(2, { blob: ref('b') })
    await names(3, { blob: ref('c') })
    expect([...(await expectFiles(vault, 2, 50))]).toEqual(['a'.repeat(64), 'b'.repeat(64)])
    expect(await rowAt('a')).toEqual({
      ...ref('a'),
      state: 'pending',
      epoch: 0,
      salt: new Uint8Array(16),
      upload: 'none',
      addedAt: 50,
      pendingSince: 50,
      named: [{ id: 'a'.repeat(64), size: 3, memberId: 'm' }],
    })
    expect([...(await expectFiles(vault, 2, 60))]).toEqual([])
    await names(2, { blob: ref('d') })
    expect([...(await expectFiles(vault, 3, 70))]).toEqual(['c'.repeat(64)])
    expect([...(await expectFiles(vault, 1, 80))]).toEqual([])
    expect(await rowAt('d')).toBeUndefined()
  })

  it('are also those that many records were born with in one row, and the frozen copy of what was signed', async () => {
    await vault.trail.put({
      id: '1.0/births/ev_1',
      commandId: 'c',
      kind: 'evidence',
      deviceId: 'dev',
      memberId: 'm',
      time: 1,
      seq: 1,
      records: ['ev_1'],
      born: JSON.stringify([{ 'files/a': { blob: ref('a') } }]),
    })
    const statement = { id: 's', seq: 1, deviceId: 'dev' }
    await vault.statements.bulkPut([
      { ...statement, frozenBlob: { id: 'e'.repeat(64), sha256: 'f'.repeat(64), size: 9 } },
      { ...statement, id: 't', seq: 2 },
    ] as never)
    expect([...(await expectFiles(vault, 2, 50))]).toEqual(['a'.repeat(64), 'f'.repeat(64)])
    expect(await rowAt('f')).toMatchObject({ mime: 'application/json', id: 'e'.repeat(64), size: 9 })
  })

  it('under a further id are asked for under that, too, and keep the bytes they have', async () => {
    await vault.blobs.put({
      ...ref('a'),
      bytes: new Blob(['x']),
      state: 'present',
      epoch: 1,
      salt: new Uint8Array(16),
      upload: 'done',
      addedAt: 1,
    })
    await names(1, { blob: ref('a', 'b') })
    expect([...(await expectFiles(vault, 1, 50))]).toEqual(['a'.repeat(64)])
    expect(await rowAt('a')).toMatchObject({ state: 'present', id: 'a'.repeat(64), named: [{ id: 'b'.repeat(64) }] })
    // The same id again is nothing new; of another size it is another word.
    await names(2, { blob: ref('a', 'b') })
    expect([...(await expectFiles(vault, 2, 50))]).toEqual([])
    await names(3, { blob: ref('a', 'b', 4) })
    expect([...(await expectFiles(vault, 3, 50))]).toHaveLength(1)
  })

  it('count under so many ids of one member, on however many devices, and so many in all; those that were erased make room', async () => {
    const idOf = (i: number): string => i.toString(16).padStart(64, '0')
    const namesId = (seq: number, i: number, memberId: string, deviceId = memberId) =>
      names(seq, { blob: { ...ref('a'), id: idOf(i) } }, memberId, deviceId)
    const known = async () => (await rowAt('a'))!.named!.map(({ id }) => Number.parseInt(id, 16))
    // One member with many devices fills no more places than with one.
    for (let i = 0; i < 12; i++) await namesId(1, i, 'one', `device ${i}`)
    await expectFiles(vault, 1, 50)
    expect(await known()).toEqual([0, 1])
    for (let i = 20; i < 20 + mostNames; i++) await namesId(2, i, `member ${i}`)
    await expectFiles(vault, 2, 50)
    expect(await known()).toEqual([0, 1, ...Array.from({ length: mostNames - mostNamesOfMember }, (_, i) => 20 + i)])
    await vault.erasures.put({ blobId: idOf(0), seq: 3, relayTime: 1, deviceId: 'x', memberId: 'm', reason: 'r' })
    await namesId(3, 9, 'one')
    await expectFiles(vault, 3, 50)
    expect((await known()).at(-1)).toBe(9)
    expect(await known()).toHaveLength(mostNames)
    // An id that was erased is not named again.
    await namesId(4, 0, 'two')
    expect([...(await expectFiles(vault, 4, 50))]).toEqual([])
  })

  it('that were given up are asked for again once they have a new id, in the same session', async () => {
    const file = await seal(100)
    await put(awaited(file, { id: 'cd'.repeat(32), size: 50 }))
    const { asked, run } = stage(({ id }) => (id === file.row.id ? says(200, {}, file.encrypted) : says(410)))
    await run()
    await run()
    expect(asked).toHaveLength(1)
    await names(1, { blob: { sha256: file.row.sha256, id: file.row.id, size: 100, mime: 'image/png' } })
    head = 1
    await run()
    expect(await rowOf(file)).toMatchObject({ state: 'present', id: file.row.id })
  })

  it('that have to wait are asked for at once under a new id', async () => {
    const file = await seal(100)
    await put(awaited(file, { id: 'cd'.repeat(32), size: 50 }))
    const { run } = stage(({ id }) => (id === file.row.id ? says(200, {}, file.encrypted) : says(404)))
    await run()
    await names(1, { blob: { sha256: file.row.sha256, id: file.row.id, size: 100, mime: 'image/png' } })
    head = 1
    await run()
    expect((await rowOf(file)).state).toBe('present')
  })
})

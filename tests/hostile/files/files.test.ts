/**
 * What a hostile relay or member does to files: no copy goes by an unsigned word, and nobody hides a file by naming it
 * wrongly.
 */

import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { sha256HexOf } from '~/lib/crypto/digest'
import { encryptBlob, encryptedSize } from '~/lib/crypto/blobCrypto'
import { storeFiles } from '~/lib/engine/commands/evidence/evidenceFiles'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { mostNames, mostNamesOfMember } from '~/lib/sync/blobs/expectedFiles'
import { readFilesOut } from '~/lib/vault/views/filesOut'
import type { BlobRow } from '~/lib/vault/store/tables'
import { foundDevice, joinDevice, level, type Device, type Surroundings } from '../../sync/support/device'
import { random, startRelay, until, wait, type TestRelay } from '../../sync/support/relay'

const devices: Device[] = []
const servers: Server[] = []
let relay: TestRelay | undefined
const own = (device: Device): Device => {
  devices.push(device)
  return device
}
const replace = (device: Device, again: Device): Device => (devices[devices.indexOf(device)] = again)
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop()
  for (const server of servers.splice(0)) server.close()
  await relay?.close()
  relay = undefined
})

async function alice(options: Partial<Surroundings> = {}): Promise<Device> {
  relay ??= await startRelay()
  const device = own(await foundDevice('Alice', options))
  unwrap(await device.sync.connectRelay(relay.url))
  await until(() => device.status()?.state === 'synced', 'synced')
  return device
}
async function joins(name: string, from: Device, options: Partial<Surroundings> = {}): Promise<Device> {
  const device = own(await joinDevice(name, await from.invite('editor', { relayUrl: relay!.url }), options))
  await until(() => device.status()?.state === 'synced', `${name} synced`)
  return device
}

interface Sealed extends BlobRow {
  readonly bytes: Blob
}

/** A file as the device seals it; not uploaded yet. */
async function seal(device: Device, bytes: Uint8Array): Promise<Sealed> {
  const blob = new Blob([toBytes(bytes)], { type: 'image/png' })
  const salt = random(16)
  const parts = encryptBlob(blob, {
    epochKey: device.replica.epochKey(1)!,
    workspaceId: device.workspaceId,
    epoch: 1,
    salt,
  })
  let part = await parts.next()
  while (!part.done) part = await parts.next()
  return {
    sha256: await sha256HexOf(blob),
    id: part.value,
    size: blob.size,
    mime: blob.type,
    bytes: blob,
    state: 'present',
    epoch: 1,
    salt,
    upload: 'waiting',
    addedAt: Date.now(),
  }
}
/** A record that names a file, by whatever id. */
const names = (device: Device, { sha256, id, size }: Pick<BlobRow, 'sha256' | 'id' | 'size'>): Promise<string> =>
  device.create('evidence', {
    'title': 'A picture',
    'files/picture.png': {
      blob: { sha256, id, size, mime: 'image/png' },
      mime: 'image/png',
      size,
      part: 'original',
    } as never,
  })
async function addFile(device: Device, bytes: Uint8Array): Promise<Sealed> {
  const row = await seal(device, bytes)
  await device.vault.blobs.put(row)
  await names(device, row)
  return row
}
const rowOf = async (device: Device, { sha256 }: Pick<BlobRow, 'sha256'>): Promise<BlobRow | undefined> =>
  device.vault.blobs.get(sha256)
const uploaded = (device: Device, file: BlobRow): Promise<void> =>
  until(async () => (await rowOf(device, file))?.upload === 'done', 'uploaded')
const arrives = (device: Device, file: BlobRow): Promise<void> =>
  until(async () => (await rowOf(device, file))?.state === 'present', `${device.name} has the file`)
const memberOf = async (device: Device, other: Device): Promise<string> =>
  (await device.vault.devices.get(other.keys.deviceId))!.memberId
const hex = (): string => randomBytes(32).toString('hex')

/** Answers of this kind for requests of files, whatever they ask. */
const answering =
  (status: number, of: (method: string) => boolean): typeof fetch =>
  async (url, init) =>
    of(init?.method ?? 'GET') ? new Response(null, { status }) : fetch(url, init)

describe('an unsigned answer changes nothing on a device', () => {
  test.each([410, 403, 404])(
    "a holder who offers the only copy is answered %i: the bytes stay, and the answer is told as the relay's",
    async (status) => {
      const a = await alice({
        fetch: answering(status, (method) => method === 'PUT' || (method === 'HEAD' && status !== 404)),
      })
      const file = await addFile(a, randomBytes(30_000))
      await until(async () => (await rowOf(a, file))?.relayAnswered === status, 'told')
      const kept = (await rowOf(a, file))!
      expect(kept).toMatchObject({ state: 'present', upload: 'waiting', id: file.id })
      expect(await sha256HexOf(kept.bytes!)).toBe(file.sha256)
      // An honest relay takes it afterwards, and nothing is said any more.
      const again = replace(a, await a.restart({ fetch: globalThis.fetch }))
      await uploaded(again, file)
      expect((await rowOf(again, file))!.relayAnswered).toBeUndefined()
    },
  )

  test.each([
    ['without a length', {}],
    ['of another length', { 'Content-Length': '12', 'Upload-Offset': '12' }],
  ])(
    'a relay that answers everything with 200 %s has no file by it: the file waits, is counted, and goes out to the real one',
    async (_what, headers) => {
      const a = await alice({ fetch: () => Promise.resolve(new Response(null, { status: 200, headers })) })
      const file = await addFile(a, randomBytes(30_000))
      await until(async () => (await rowOf(a, file))?.relayAnswered === 200, 'told')
      expect(await rowOf(a, file)).toMatchObject({ state: 'present', upload: 'waiting' })
      expect(await readFilesOut(a.vault)).toMatchObject({ waiting: 1, refused: 1 })
      const asked: (readonly [string, number, string | null])[] = []
      const again = replace(
        a,
        await a.restart({
          fetch: async (url, init) => {
            const answer = await fetch(url, init)
            asked.push([
              init?.method ?? 'GET',
              answer.status,
              answer.headers.get(init?.method === 'HEAD' ? 'Content-Length' : 'Upload-Offset'),
            ])
            return answer
          },
        }),
      )
      await uploaded(again, file)
      // Offered once more, the real relay says by its length that it has it.
      unwrap(await again.sync.connectRelay(relay!.url))
      await until(() => asked.some(([method, status]) => method === 'HEAD' && status === 200), 'asked again')
      await uploaded(again, file)
      const length = String(encryptedSize(file.size))
      expect(asked.filter(([, status]) => status !== 404)).toEqual([
        ['PUT', 201, length],
        ['HEAD', 200, length],
      ])
    },
  )

  test.each([410, 403, 404])(
    'who waits for a file is answered %i: it stays awaited, and comes later',
    async (status) => {
      const a = await alice()
      const file = await addFile(a, randomBytes(30_000))
      await uploaded(a, file)
      const b = await joins('Bob', a, { fetch: answering(status, (method) => method === 'GET') })
      await until(async () => (await rowOf(b, file))?.relayAnswered === status, 'told')
      expect(await rowOf(b, file)).toMatchObject({ state: 'pending', id: file.id, size: file.size })
      const again = replace(b, await b.restart({ fetch: globalThis.fetch }))
      await arrives(again, file)
      expect((await rowOf(again, file))!.relayAnswered).toBeUndefined()
    },
  )

  test('bytes that are here and whole are not asked for, so no answer reaches them', async () => {
    const a = await alice()
    const file = await addFile(a, randomBytes(30_000))
    const b = await joins('Bob', a)
    await arrives(b, file)
    const asked: string[] = []
    const again = replace(
      b,
      await b.restart({
        fetch: async (url, init) => {
          asked.push(`${init?.method ?? 'GET'} ${String(url)}`)
          return new Response(null, { status: 410 })
        },
      }),
    )
    await level(a, again)
    await wait(200)
    expect(asked).toEqual([])
    expect(await rowOf(again, file)).toMatchObject({ state: 'present', upload: 'done' })
  })
})

describe('a hash with several ids', () => {
  test("a member who names somebody else's file first, by an id that leads nowhere, hides it from nobody", async () => {
    const a = await alice()
    const m = await joins('Mallory', a)
    const bytes = randomBytes(30_000)
    const { sha256, size } = await seal(a, bytes)
    await names(m, { sha256, id: hex(), size })
    await level(a, m)
    await until(async () => (await rowOf(a, { sha256 })) !== undefined, 'a row')
    const stored = unwrap(
      await storeFiles(
        { workspaceId: a.workspaceId, vault: a.vault, replica: a.replica, random, clock: { now: () => Date.now() } },
        [{ name: 'picture.png', mime: 'image/png', part: 'original', bytes: new Blob([toBytes(bytes)]) }],
      ),
    )
    const { row, ref } = stored[0]!
    expect(row).toMatchObject({ sha256, upload: 'waiting', state: 'present', id: ref.id })
    await a.vault.blobs.put(row)
    await names(a, { sha256, id: ref.id, size })
    await uploaded(a, row)
    const b = await joins('Bob', a)
    await arrives(b, row)
    expect(await rowOf(b, row)).toMatchObject({ id: ref.id, size, upload: 'done' })
    await arrives(m, row)
  })

  test('a file of the right id that holds other bytes than the hash: not used; the id of another member still leads to it', async () => {
    const a = await alice()
    const m = await joins('Mallory', a)
    const bytes = randomBytes(30_000)
    const real = await seal(a, bytes)
    const other = await addFile(m, randomBytes(30_000))
    await uploaded(m, other)
    // Mallory's record says that her file is the bytes of this hash.
    await names(m, { sha256: real.sha256, id: other.id, size: other.size })
    await level(a, m)
    const b = await joins('Bob', a)
    await until(async () => (await rowOf(b, real))?.state === 'corrupt', 'found out')
    expect((await rowOf(b, real))!.bytes).toBeUndefined()
    await a.vault.blobs.put(real)
    await names(a, real)
    await arrives(b, real)
    expect(await sha256HexOf((await rowOf(b, real))!.bytes!)).toBe(real.sha256)
    // Her own file is what it was.
    expect(await rowOf(b, other)).toMatchObject({ state: 'present', id: other.id })
  })

  test('a wrong size named first keeps nobody from the file', async () => {
    const a = await alice()
    const m = await joins('Mallory', a)
    const real = await seal(a, randomBytes(30_000))
    await names(m, { sha256: real.sha256, id: real.id, size: 7 })
    await level(a, m)
    await a.vault.blobs.put(real)
    await names(a, real)
    await uploaded(a, real)
    const b = await joins('Bob', a)
    await arrives(b, real)
    expect(await rowOf(b, real)).toMatchObject({ size: real.size })
  })

  test(`one member can name ${mostNamesOfMember} ids for a hash, all together ${mostNames}: the rest is not asked for`, async () => {
    const a = await alice()
    const m = await joins('Mallory', a)
    const real = await seal(a, randomBytes(3_000))
    for (let n = 0; n < 12; n++) await names(m, { sha256: real.sha256, id: hex(), size: real.size })
    await level(a, m)
    await a.vault.blobs.put(real)
    await names(a, real)
    await uploaded(a, real)
    const b = await joins('Bob', a)
    await arrives(b, real)
    const { named } = (await rowOf(b, real))!
    expect(named!.map(({ memberId }) => memberId)).toEqual([
      ...Array<string>(mostNamesOfMember).fill(await memberOf(a, m)),
      await memberOf(a, a),
    ])
    expect(mostNames).toBe(64)
  })

  test('a member who names it by many devices, before its maker does, hides it from nobody', async () => {
    const a = await alice()
    const m = await joins('Mallory', a)
    const memberId = await memberOf(a, m)
    const real = await seal(a, randomBytes(3_000))
    const devices = [m]
    for (let n = 1; n < 5; n++) {
      const further = own(
        await joinDevice(`Mallory ${n}`, await m.invite('editor', { memberId, relayUrl: relay!.url }), {}),
      )
      await until(() => further.status()?.state === 'synced', 'synced')
      devices.push(further)
    }
    for (const device of devices)
      for (let n = 0; n < 2; n++) await names(device, { sha256: real.sha256, id: hex(), size: real.size })
    await level(a, ...devices)
    await a.vault.blobs.put(real)
    await names(a, real)
    await uploaded(a, real)
    const b = await joins('Bob', a)
    await arrives(b, real)
  })
})

describe('a relay that sends what was not asked for', () => {
  const listening = async (answer: Parameters<typeof createServer>[1]): Promise<string> => {
    const server = createServer(answer as never)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  test('a redirect is not followed, wherever it leads', async () => {
    const a = await alice()
    const file = await addFile(a, randomBytes(3_000))
    await uploaded(a, file)
    const followed: string[] = []
    const target = await listening((request, response) => {
      followed.push(request.url!)
      response.end()
    })
    let asked = 0
    const bouncing = await listening((_request, response) => {
      asked++
      response.writeHead(302, { Location: `${target}/elsewhere` }).end()
    })
    const b = await joins('Bob', a, { fetch: (url, init) => fetch(String(url).replace(relay!.url, bouncing), init) })
    await until(() => asked > 0, 'asked')
    await wait(300)
    expect(followed).toEqual([])
    expect(await rowOf(b, file)).toMatchObject({ state: 'pending' })
    expect((await rowOf(b, file))!.bytes).toBeUndefined()
  })

  test('an endless file is not read past its size', async () => {
    const a = await alice()
    const file = await addFile(a, randomBytes(3_000))
    await uploaded(a, file)
    let sent = 0
    const endless = await listening((_request, response) => {
      response.writeHead(200)
      const more = (): void => {
        while (!response.destroyed && sent < 64 * 1024 * 1024) {
          sent += 65_536
          if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', more)
        }
        response.end()
      }
      more()
    })
    const b = await joins('Bob', a, { fetch: (url, init) => fetch(String(url).replace(relay!.url, endless), init) })
    await until(async () => (await rowOf(b, file))?.state === 'corrupt', 'found out')
    expect(sent).toBeLessThan(16 * 1024 * 1024)
    expect((await rowOf(b, file))!.bytes).toBeUndefined()
  })
})

test('bytes that were found to be another file on this disk are fetched again, and go out to nobody meanwhile', async () => {
  const from = await alice()
  const file = await addFile(from, randomBytes(3_000))
  await uploaded(from, file)
  // As "Verify integrity" leaves it.
  await from.vault.blobs.update(file.sha256, { bytes: new Blob(['another file']), state: 'corrupt', upload: 'waiting' })
  from.sync.nudge()
  await arrives(from, file)
  expect(await sha256HexOf((await rowOf(from, file))!.bytes!)).toBe(file.sha256)
})

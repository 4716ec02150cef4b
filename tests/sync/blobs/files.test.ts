import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { sha256HexOf } from '~/lib/crypto/digest'
import { encryptBlob } from '~/lib/crypto/blobCrypto'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { createBlobTransfer, pendingMs } from '~/lib/sync/blobs/blobTransfer'
import { fileRefsIn } from '~/lib/sync/blobs/expectedFiles'
import type { BlobRow } from '~/lib/vault/store/tables'
import { foundDevice, joinDevice, level, type Device, type Surroundings } from '../support/device'
import { random, startRelay, until, type TestRelay } from '../support/relay'

const devices: Device[] = []
let relay: TestRelay | undefined
const own = (device: Device): Device => {
  devices.push(device)
  return device
}
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop()
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
async function bob(from: Device, options: Partial<Surroundings> = {}): Promise<Device> {
  const device = own(await joinDevice('Bob', await from.invite('editor', { relayUrl: relay!.url }), options))
  await until(() => device.status()?.state === 'synced', 'Bob synced')
  return device
}

/** Evidence with one file, as the capture command writes it: record and row at once. */
async function addFile(device: Device, bytes: Uint8Array): Promise<BlobRow> {
  const blob = new Blob([toBytes(bytes)], { type: 'image/png' })
  const sha256 = await sha256HexOf(blob)
  const salt = random(16)
  const epoch = device.replica.access().epochs.length
  const parts = encryptBlob(blob, {
    epochKey: device.replica.epochKey(epoch)!,
    workspaceId: device.workspaceId,
    epoch,
    salt,
  })
  let part = await parts.next()
  while (!part.done) part = await parts.next()
  const row: BlobRow = {
    sha256,
    id: part.value,
    size: blob.size,
    mime: blob.type,
    bytes: blob,
    state: 'present',
    epoch,
    salt,
    upload: 'waiting',
    addedAt: Date.now(),
  }
  await device.vault.blobs.put(row)
  await device.create('evidence', {
    'title': 'A picture',
    'files/picture.png': {
      blob: { sha256, id: row.id, size: row.size, mime: row.mime },
      mime: row.mime,
      size: row.size,
      part: 'original',
    } as never,
  })
  return row
}

const arrives = (device: Device, { sha256 }: BlobRow): Promise<void> =>
  until(async () => (await device.vault.blobs.get(sha256))?.state === 'present', `${device.name} has the file`)

describe('files', () => {
  it.each([0, 1, 1024 * 1024, 1024 * 1024 + 1, 3_500_000])('of %i bytes reach the other device whole', async (size) => {
    const a = await alice()
    const b = await bob(a)
    const row = await addFile(a, randomBytes(size))
    await arrives(b, row)
    const got = (await b.vault.blobs.get(row.sha256))!
    expect(await sha256HexOf(got.bytes!)).toBe(row.sha256)
    expect({ epoch: got.epoch, salt: [...got.salt], id: got.id, upload: got.upload }).toEqual({
      epoch: row.epoch,
      salt: [...row.salt],
      id: row.id,
      upload: 'done',
    })
    await until(async () => (await a.vault.blobs.get(row.sha256))?.upload === 'done', 'uploaded')
  })

  it('an upload that breaks goes on where it broke, with the same bytes', async () => {
    const sent: string[] = []
    let broken = false
    const a = await alice({
      fetch: async (url, init) => {
        if (init?.method === 'PUT') {
          sent.push((init.headers as Record<string, string>)['Content-Range']!)
          if (sent.length === 2 && !broken) {
            broken = true
            throw new TypeError('network error')
          }
        }
        return fetch(url, init)
      },
    })
    const row = await addFile(a, randomBytes(3_000_000))
    await until(async () => (await a.vault.blobs.get(row.sha256))?.upload === 'done', 'uploaded')
    expect(sent.map((range) => /^bytes (\d+)-/.exec(range)![1])).toEqual([
      '0',
      sent[1]!.match(/\d+/)![0],
      sent[1]!.match(/\d+/)![0],
      expect.anything(),
    ])
    const b = await bob(a)
    await arrives(b, row)
  })

  it('a file that the relay takes later, because others of the member are on their way, goes out in the same session', async () => {
    let refusals = 0
    const a = await alice({
      fetch: async (url, init) =>
        init?.method === 'PUT' && refusals++ < 4 ? new Response(null, { status: 429 }) : fetch(url, init),
    })
    const row = await addFile(a, randomBytes(50_000))
    await until(async () => (await a.vault.blobs.get(row.sha256))?.upload === 'done', 'uploaded')
    expect(refusals).toBeGreaterThan(4)
  })

  it('MG15: a record whose bytes have not arrived is pending, not an alarm; after seven days missing; then they come', async () => {
    let now = Date.now()
    const clock = { now: () => now }
    const a = await alice({ fetch: () => Promise.reject(new TypeError('uploads are blocked')) })
    const b = await bob(a, { clock })
    const row = await addFile(a, randomBytes(50_000))
    await level(a, b)
    await until(async () => (await b.vault.blobs.get(row.sha256)) !== undefined, 'a row')
    expect(await b.vault.blobs.get(row.sha256)).toMatchObject({ state: 'pending', upload: 'none', size: 50_000 })
    expect((await b.vault.blobs.get(row.sha256))!.bytes).toBeUndefined()

    now += pendingMs + 60_000
    const transfer = createBlobTransfer({ replica: b.replica, fetch: globalThis.fetch, clock })
    transfer.connected({
      address: { origin: relay!.url, socketUrl: '', host: '', blobUrl: () => `${relay!.url}/v1/blobs/x/y` },
      token: 'none',
    })
    transfer.nudge()
    await until(async () => (await b.vault.blobs.get(row.sha256))?.state === 'missing', 'missing')
    await transfer.stop()

    await a.sync.stop()
    const free = await a.restart({ fetch: globalThis.fetch })
    devices[devices.indexOf(a)] = free
    await until(async () => (await free.vault.blobs.get(row.sha256))?.upload === 'done', 'uploaded')
    const again = await b.restart()
    devices[devices.indexOf(b)] = again
    await arrives(again, row)
  })

  it('a relay that swaps or changes a file is found out; the bytes are not used', async () => {
    const a = await alice()
    const [one, two] = [await addFile(a, randomBytes(20_000)), await addFile(a, randomBytes(20_000))]
    await until(async () => (await a.vault.blobs.where('upload').equals('waiting').count()) === 0, 'uploaded')
    const lie = { on: true }
    const b = await bob(a, {
      fetch: async (url, init) => {
        const address = String(url)
        if (lie.on && address.endsWith(one.id)) return fetch(address.replace(one.id, two.id), init)
        const response = await fetch(url, init)
        if (!lie.on || !address.endsWith(two.id) || !response.ok) return response
        const bytes = new Uint8Array(await response.arrayBuffer())
        bytes[bytes.length - 5]! ^= 1
        return new Response(bytes, { status: response.status, headers: response.headers })
      },
    })
    await until(async () => (await b.vault.blobs.where('state').equals('corrupt').count()) === 2, 'both found out')
    for (const { sha256 } of [one, two]) expect((await b.vault.blobs.get(sha256))!.bytes).toBeUndefined()
    // The next connection asks again, and an honest answer heals it.
    lie.on = false
    const again = await b.restart()
    devices[devices.indexOf(b)] = again
    await arrives(again, one)
    await arrives(again, two)
  })

  it('moving to another relay takes log and files along', async () => {
    const a = await alice()
    const row = await addFile(a, randomBytes(30_000))
    await until(async () => (await a.vault.blobs.get(row.sha256))?.upload === 'done', 'uploaded')
    const before = (await a.vault.log.toArray()).map(({ chain }) => chain)
    const second = await startRelay()
    try {
      unwrap(await a.sync.connectRelay(second.url))
      await until(() => a.status()?.state === 'synced' && a.status()?.relayUrl === second.url, 'on the other relay')
      await until(async () => (await a.vault.blobs.get(row.sha256))?.upload === 'done', 'uploaded there')
      expect(
        (await second.log.read(a.workspaceId, { after: 0, maxBytes: 1e9 }))
          .slice(0, before.length)
          .map(({ chain }) => chain),
      ).toEqual(before)
      const b = own(await joinDevice('Bob', await a.invite('editor', { relayUrl: second.url })))
      await arrives(b, row)
    } finally {
      for (const device of devices.splice(0)) await device.stop()
      await second.close()
    }
  })

  it('finds files anywhere in a value, and nothing that only looks like one', () => {
    const file = { sha256: 'a'.repeat(64), id: 'b'.repeat(64), size: 3, mime: 'text/plain' }
    expect(fileRefsIn({ blob: file, part: 'original' })).toEqual([file])
    expect(fileRefsIn([{ x: [file] }, 'text', null, 4])).toEqual([file])
    expect(fileRefsIn({ ...file, id: 'short' })).toEqual([])
    expect(fileRefsIn({ ...file, size: -1 })).toEqual([])
  })
})

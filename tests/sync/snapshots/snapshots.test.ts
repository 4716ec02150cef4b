/** Snapshots through a real relay: who writes them, and what one who joins makes of true, false and missing ones. */

import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encryptBlob } from '~/lib/crypto/blobCrypto'
import { sha256HexOf } from '~/lib/crypto/digest'
import { writeSnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import { unwrap } from '~/lib/shared/result'
import { snapshotMime } from '~/lib/sync/snapshots/snapshotWriter'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import { verificationKey, type SnapshotVerification } from '~/lib/vault/snapshots/snapshotClaims'
import { writeSnapshotState } from '~/lib/vault/snapshots/snapshotState'
import { foundDevice, joinDevice, level, type Device, type Surroundings } from '../support/device'
import { connectWs, random, startRelay, until, wait, type TestRelay } from '../support/relay'

const every = 13
const snapshots = { every, listenMs: 0 }
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
  const device = own(await foundDevice('Alice', { snapshots: { every: 100_000 }, ...options }))
  unwrap(await device.sync.connectRelay(relay.url))
  await until(() => device.status()?.state === 'synced', 'Alice synced')
  return device
}

async function joins(
  name: string,
  from: Device,
  role: 'lead' | 'editor',
  options: Partial<Surroundings> = {},
): Promise<Device> {
  const invitation = await from.invite(role, { relayUrl: relay!.url })
  const joined = own(await joinDevice(name, invitation, { snapshots, ...options }))
  if (invitation.admit === 'words') await from.admit(invitation, joined)
  return joined
}

const synced = (device: Device): Promise<void> =>
  until(() => device.status()?.state === 'synced', `${device.name} synced`)

/** One entry each, because the class changes every time; half of them are risks. */
async function work(device: Device, entries: number): Promise<void> {
  for (let i = 0; i < entries; i++) {
    if (i % 2 === 0) await device.create('risk', { title: `Risk ${i / 2}` }, `ri_${i / 2}`)
    else await device.create('comment', { text: `Comment ${i}` })
  }
  await until(async () => (await device.replica.waiting()) === 0, 'sent')
}

const written = async (device: Device) => (await device.vault.log.toArray()).filter((row) => row.class === 'snapshot')
const verification = async (device: Device) =>
  (await device.vault.meta.get(verificationKey))?.value as SnapshotVerification | undefined
const titles = async (device: Device) => (await device.rows('risk')).map(({ title }) => title).sort()

/** Lets everything through until rows of a snapshot are shown; then the log itself only when told. */
function gate() {
  const held: { device?: Device; open: boolean } = { open: false }
  return {
    held,
    connect: ((url, protocols) => {
      if (!held.open && held.device && !held.device.replica.writable().ok) throw new Error('not yet')
      return connectWs(url, protocols)
    }) satisfies Surroundings['connect'],
  }
}

describe('writing', () => {
  it('after so many entries, every book once, with its file at the relay and none left here', async () => {
    const a = await alice({ snapshots })
    await work(a, every)
    await until(async () => (await written(a)).length > 0 && (await a.replica.waiting()) === 0, 'a snapshot')
    const rows = await a.replica.snapshots.rows()
    expect(rows.map(({ book, state, deviceId }) => ({ book, state, deviceId }))).toEqual(
      ['comment', 'risk'].map((book) => ({ book, state: 'matches', deviceId: a.keys.deviceId })),
    )
    expect(rows[0]!.chain).toBe((await a.vault.log.get(rows[0]!.upToSeq))!.chain)
    await until(
      async () => (await a.vault.blobs.filter(({ upload }) => upload === 'waiting').count()) === 0,
      'uploaded',
    )
    const before = (await written(a)).length
    await work(a, 3)
    await wait(50)
    expect((await written(a)).length).toBe(before)
    expect(await a.vault.blobs.filter(({ mime }) => mime === snapshotMime).count()).toBe(0)
  })

  it('by the online owner or lead with the lowest id, and nobody else', async () => {
    const a = await alice()
    const lea = await joins('Lea', a, 'lead', { snapshots: { every: 100_000 } })
    await synced(lea)
    await level(a, lea)
    const ed = await joins('Ed', a, 'editor')
    await synced(ed)
    await work(lea, 1)
    await level(a, lea, ed)
    const [restartedA, restartedLea] = [await a.restart({ snapshots }), await lea.restart({ snapshots })]
    devices.splice(0, 2, restartedA, restartedLea)
    await Promise.all([synced(restartedA), synced(restartedLea)])
    await work(ed, every)
    await until(async () => (await written(ed)).length > 0, 'a snapshot')
    await level(restartedA, restartedLea, ed)
    const lowest = [a.keys.deviceId, lea.keys.deviceId].sort()[0]
    expect(new Set((await written(ed)).map(({ deviceId }) => deviceId))).toEqual(new Set([lowest]))
  })

  it('not by a device that has not listened who else is there', async () => {
    const a = await alice({ snapshots: { every, listenMs: 60_000 } })
    await work(a, every + 5)
    await wait(50)
    expect(await written(a)).toEqual([])
  })
})

describe('joining', () => {
  async function withSnapshots(): Promise<Device> {
    const a = await alice({ snapshots })
    await work(a, every)
    await until(async () => (await written(a)).length > 0 && (await a.replica.waiting()) === 0, 'a snapshot')
    await until(
      async () => (await a.vault.blobs.filter(({ upload }) => upload === 'waiting').count()) === 0,
      'uploaded',
    )
    return a
  }

  it('rows are there before the log is, nothing is written until both agree', async () => {
    const a = await withSnapshots()
    const { connect, held } = gate()
    const b = (held.device = await joins('Bob', a, 'editor', { connect }))
    await until(async () => (await b.rows('risk')).length === Math.floor(every / 2), 'rows early')
    expect(b.replica.head().seq).toBe(0)
    expect(await verification(b)).toMatchObject({
      state: 'verifying',
      books: expect.arrayContaining(['risk', 'comment']) as unknown,
    })
    await expect(b.create('risk', { title: 'Too early' })).rejects.toThrow(/notYetVerified.*Stay connected/)
    held.open = true
    await synced(b)
    await level(a, b)
    expect(await verification(b)).toMatchObject({ state: 'verified' })
    expect(await b.rows('risk')).toEqual(await a.rows('risk'))
    await b.create('risk', { title: 'From Bob' })
    await level(a, b)
    expect(await titles(a)).toContain('From Bob')
  })

  it('a poisoned snapshot of a hostile lead is gone and its author named when the log was read', async () => {
    const a = await alice()
    await work(a, 4)
    const lea = await joins('Lea', a, 'lead', { snapshots: { every: 100_000 } })
    await synced(lea)
    await level(a, lea)
    await publishPoison(lea)
    await level(a, lea)
    const { connect, held } = gate()
    const b = (held.device = await joins('Bob', a, 'editor', { connect }))
    await until(async () => (await titles(b)).includes('Nothing to see'), 'the poison is seen')
    expect(await verification(b)).toMatchObject({ state: 'verifying' })
    expect(b.replica.writable()).toMatchObject({ ok: false, error: { type: 'notYetVerified' } })
    held.open = true
    await synced(b)
    await level(a, b)
    expect(await verification(b)).toMatchObject({
      state: 'dropped',
      books: ['risk'],
      by: { deviceId: lea.keys.deviceId },
    })
    expect(await b.rows('risk')).toEqual(await a.rows('risk'))
    expect(await titles(b)).not.toContain('Nothing to see')
    await b.create('risk', { title: 'From Bob' })
    await level(a, b)
  })

  it('where the file is not to be had, the log is read as ever', async () => {
    const a = await withSnapshots()
    const b = await joins('Bob', a, 'editor', { fetch: () => Promise.resolve(new Response(null, { status: 404 })) })
    await synced(b)
    await level(a, b)
    expect(await verification(b)).toBeUndefined()
    expect(await b.rows('risk')).toEqual(await a.rows('risk'))
    expect(b.replica.writable().ok).toBe(true)
  })
})

/** As a patched client does it: a state of its own making, with the hash that fits it, under a true position. */
async function publishPoison(by: Device): Promise<void> {
  const honest = (await by.replica.snapshots.take()).find(({ book }) => book === 'risk')!
  const doc = newBookDoc()
  Y.applyUpdate(doc, honest.state)
  recordsOf(doc).set('ri_0/title', 'Nothing to see')
  const { state, stateVector, rowsHash } = writeSnapshotState(doc)
  const bytes = new Blob([state], { type: snapshotMime })
  const [salt, sha256] = [random(16), await sha256HexOf(bytes)]
  const parts = encryptBlob(bytes, { epochKey: by.replica.epochKey(1)!, workspaceId: by.workspaceId, epoch: 1, salt })
  let part = await parts.next()
  while (!part.done) part = await parts.next()
  const blob = { id: part.value, sha256, size: bytes.size }
  await by.vault.blobs.put({
    ...blob,
    mime: snapshotMime,
    bytes,
    state: 'present',
    epoch: 1,
    salt,
    upload: 'waiting',
    addedAt: 1,
  })
  by.sync.nudge()
  await until(async () => (await by.vault.blobs.get(sha256))?.upload === 'done', 'the poison is at the relay')
  await by.replica.exclusive(async () =>
    unwrap(
      await by.replica.commit({
        commandId: 'poison',
        name: 'test',
        input: null,
        at: 1,
        result: null,
        snapshots: [writeSnapshotPlaintext({ ...honest, stateVector, rowsHash, blob })],
      }),
    ),
  )
}

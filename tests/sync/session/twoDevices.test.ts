import Dexie from 'dexie'
import { afterEach, describe, expect, it } from 'vitest'
import { trailOfFields } from '~/lib/vault/history/readTrail'
import { until, startRelay, wait, type TestRelay } from '../support/relay'
import { foundDevice, joinDevice, level, type Device, type Surroundings } from '../support/device'
import type { Role } from '~/lib/protocol/access/workspaceRoles'
import { unwrap } from '~/lib/shared/result'

let relay: TestRelay | undefined
const devices: Device[] = []
const own = <T extends Device>(device: T): T => {
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
  return device
}
async function connect(device: Device): Promise<void> {
  unwrap(await device.sync.connectRelay(relay!.url))
  await until(() => device.status()?.state === 'synced', `${device.name} synced`)
}
async function bob(from: Device, role: Role, options: Partial<Surroundings> = {}, name = 'Bob'): Promise<Device> {
  const device = own(await joinDevice(name, await from.invite(role, { relayUrl: relay!.url }), options))
  await until(() => device.status()?.state === 'synced', `${name} synced`)
  return device
}

describe('a device without a relay', () => {
  it('is its own log: what is written counts at once, with device time', async () => {
    const a = await alice()
    const id = await a.create('risk', { title: 'Laptop stolen' })
    await until(async () => (await a.replica.waiting()) === 0, 'outbox empty')
    expect(await a.rows('risk')).toMatchObject([{ id, title: 'Laptop stolen' }])
    const log = await a.vault.log.toArray()
    expect(log.map(({ seq, class: c, timeSource, verdict }) => [seq, c, timeSource, verdict])).toEqual([
      [1, 'access', 'device', 'counts'],
      [2, 'register', 'device', 'counts'],
    ])
    await until(() => a.status()?.headSeq === 2, 'status')
    expect(a.status()).toMatchObject({ state: 'none' })
  })
})

describe('Alice and Bob', () => {
  it('the relay adopts the log verbatim and continues it', async () => {
    const a = await alice()
    await a.create('risk', { title: 'Before the relay' })
    await until(async () => (await a.replica.waiting()) === 0, 'outbox empty')
    const before = await a.vault.log.toArray()
    await connect(a)
    await a.create('risk', { title: 'With the relay' })
    await level(a)
    const after = await a.vault.log.toArray()
    expect(after.slice(0, 2)).toEqual(before)
    expect(after.slice(2)).toMatchObject([
      { seq: 3, class: 'access', timeSource: 'relay', verdict: 'counts' },
      { seq: 4, timeSource: 'relay', verdict: 'counts' },
    ])
    const stored = await relay!.log.read(a.workspaceId, { after: 0, maxBytes: 1e9 })
    expect(stored.map(({ seq, chain, relayTime }) => [seq, chain, relayTime])).toEqual(
      after.map(({ seq, chain, relayTime }) => [seq, chain, relayTime]),
    )
  })

  it('the relay adopts what the device was just taking into its own log, too', async () => {
    const a = await alice()
    await a.create('risk', { title: 'In the log' })
    await until(async () => (await a.replica.waiting()) === 0, 'outbox empty')
    await a.create('risk', { title: 'On its way into the log' })
    let release = (): void => undefined
    const slow = a.vault.transaction('rw', a.vault.trail, () =>
      Dexie.waitFor(new Promise<void>((resolve) => (release = resolve))),
    )
    await until(
      async () => (await a.vault.outbox.toArray()).some(({ entryUuid }) => entryUuid !== undefined),
      'taken out of the outbox',
    )
    await wait(50)
    unwrap(await a.sync.connectRelay(relay!.url))
    a.sync.nudge()
    await wait(200)
    release()
    await slow
    await level(a)
    await until(() => a.status()?.state === 'synced', `synced; ${JSON.stringify(a.status())}`)
    expect((await relay!.log.read(a.workspaceId, { after: 0, maxBytes: 1e9 })).map(({ seq }) => seq)).toEqual([
      1, 2, 3, 4,
    ])
  })

  it('Bob joins by an invitation, is let in by himself, and has everything', async () => {
    const a = await alice()
    await a.create('risk', { title: 'Laptop stolen' })
    await connect(a)
    const b = await bob(a, 'editor')
    await level(a, b)
    expect(await b.rows('risk')).toEqual(await a.rows('risk'))
    expect(b.statuses.map(({ state }) => state)).toContain('waitingForAdmission')
    expect(b.statuses.find(({ message }) => message !== undefined)?.message).toBe(
      'Waiting for a member to come online and let this device in.',
    )
    expect((await a.vault.devices.toArray()).map(({ code }) => code).sort()).toEqual(['', 'B'])
    expect(await b.vault.keys.get('invite')).toBeUndefined()
  })

  it('an invitation that asks for the safety words lets nobody in by itself', async () => {
    const a = await alice()
    await connect(a)
    const b = own(await joinDevice('Bob', await a.invite('editor', { relayUrl: relay!.url, admit: 'words' })))
    await until(() => Object.values(a.replica.access().invites)[0]?.state === 'joined', 'joined')
    await wait(400)
    expect(Object.values(a.replica.access().invites)[0]!.state).toBe('joined')
    expect(b.status()).toMatchObject({
      state: 'waitingForAdmission',
      message: 'Read the six words out to who invited you. They type them, and this device is let in.',
    })
    expect(b.status()!.safetyWords).toHaveLength(6)
    expect(b.replica.head().seq).toBe(0)
  })

  it('a change too large for an entry is refused; one that waits since before that was so is kept under Not sent, and the line goes on with what follows', async () => {
    const a = await alice()
    await connect(a)
    await expect(a.create('risk', { title: 'x'.repeat(1_100_000) })).rejects.toThrow('tooLarge')
    await cut(a)
    await a.create('risk', { title: 'Large' })
    await a.vault.outbox
      .toCollection()
      .modify(
        (row) => void Object.assign(row.payload, { parts: [{ book: 'risk', update: new Uint8Array(1_100_000) }] }),
      )
    await a.create('risk', { title: 'After it' })
    await reconnect(a)
    await level(a)
    expect((await a.vault.notSent.toArray()).map(({ reason }) => reason.type)).toEqual(['tooLarge'])
    expect(await a.rows('risk')).toMatchObject([{ title: 'After it' }])
    expect(a.statuses.filter(({ state }) => state !== 'none').map(({ message }) => message)).not.toContain(
      'A message was larger than the relay takes. Split the change and send it again.',
    )
    expect(a.status()).toMatchObject({ state: 'synced' })
  })

  it('edit offline, reconnect, and see the same; two values of one field leave one conflict in both histories', async () => {
    const a = await alice()
    await connect(a)
    const b = await bob(a, 'editor')
    const id = await a.create('risk', { title: 'Laptop stolen', description: 'at the station' })
    await level(a, b)
    for (const device of [a, b]) {
      device.online = false
      device.sync.uiOpen(0)
    }
    await cut(a, b)
    await a.set('risk', id, { title: 'Laptop stolen on a train' })
    await b.set('risk', id, { title: 'Notebook stolen' })
    await b.create('risk', { title: 'Only Bob' })
    expect(await a.replica.waiting()).toBe(1)
    await reconnect(a, b)
    await level(a, b)
    expect(sorted(await a.rows('risk'))).toEqual(sorted(await b.rows('risk')))
    expect(await a.rows('risk')).toHaveLength(2)
    const trails = await Promise.all(
      [a, b].map(async ({ vault }) =>
        [...(await trailOfFields(vault, [[id, 'title']]))]
          .map(({ after, concurrent, lost, seq, deviceId }) => ({ after, concurrent, lost, seq, deviceId }))
          .sort((x, y) => x.seq! - y.seq!),
      ),
    )
    expect(trails[0]).toEqual(trails[1])
    expect(trails[0]!.filter(({ concurrent }) => concurrent)).toHaveLength(1)
  })

  it('an idle reconnect appends no entry', async () => {
    const a = await alice()
    await connect(a)
    const b = await bob(a, 'editor')
    await a.create('risk', { title: 'One' })
    await level(a, b)
    const { seq } = a.replica.head()
    for (let i = 0; i < 5; i++) {
      await cut(a, b)
      await reconnect(a, b)
    }
    await wait(700)
    expect((await relay!.log.head(a.workspaceId))!.seq).toBe(seq)
  })

  it("a viewer's change is refused by the relay and kept under Not sent", async () => {
    const a = await alice()
    await connect(a)
    const b = await bob(a, 'viewer')
    // The command layer would refuse before; a hostile or outdated one would not.
    await b.create('risk', { title: 'Smuggled' })
    await until(async () => (await b.vault.notSent.count()) === 1, 'not sent')
    expect(await b.vault.notSent.toArray()).toMatchObject([{ reason: { type: 'roleMayNotWrite' } }])
    expect(await b.replica.waiting()).toBe(0)
    expect(await b.rows('risk')).toEqual([])
    await a.create('risk', { title: 'Allowed' })
    await level(a, b)
    expect(await a.rows('risk')).toMatchObject([{ title: 'Allowed' }])
  })

  it('a long outbox goes out in few entries, in order, once', async () => {
    const a = await alice()
    await connect(a)
    const b = await bob(a, 'editor')
    await cut(a)
    const before = a.replica.head().seq
    for (let i = 0; i < 60; i++)
      await a.create(i % 3 === 0 ? 'comment' : 'risk', i % 3 === 0 ? { text: `c${i}` } : { title: `r${i}` })
    await reconnect(a)
    await level(a, b)
    expect(await b.rows('risk')).toHaveLength(40)
    expect(await b.rows('comment')).toHaveLength(20)
    const entries = await a.vault.log.where('seq').above(before).toArray()
    expect(new Set(entries.map(({ uuid }) => uuid)).size).toBe(entries.length)
    expect(entries.every(({ verdict }) => verdict === 'counts')).toBe(true)
  })
})

const sorted = (rows: readonly Record<string, unknown>[]) =>
  [...rows].sort((x, y) => String(x.id).localeCompare(String(y.id)))

/** The line breaks and does not come back. */
async function cut(...cutOff: readonly Device[]): Promise<void> {
  for (const device of cutOff) {
    device.online = false
    await device.sync.stop()
  }
}
async function reconnect(...back: readonly Device[]): Promise<void> {
  for (const device of back) {
    const index = devices.indexOf(device)
    device.online = true
    await device.sync.start()
    expect(index).toBeGreaterThanOrEqual(0)
  }
  for (const device of back) {
    device.sync.uiOpen(1)
    await until(() => device.status()?.state === 'synced', `${device.name} synced`)
  }
}

import { afterEach, describe, expect, it } from 'vitest'
import { createBackoff } from '~/lib/sync/connection/backoff'
import { relayAddress } from '~/lib/sync/connection/relayAddress'
import { lingerMs } from '~/lib/sync/session/syncLoop'
import { unwrap } from '~/lib/shared/result'
import { foundDevice, joinDevice, level, type Device } from '../support/device'
import { connectWs, startRelay, until, wait, type TestRelay } from '../support/relay'

const devices: Device[] = []
let relay: TestRelay | undefined
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop()
  await relay?.close()
  relay = undefined
})
const own = (device: Device): Device => {
  devices.push(device)
  return device
}

describe('when a relay connection is held (protocol.md 4)', () => {
  it('while an interface is open, and two minutes after; then let go, without a wrong word', async () => {
    relay = await startRelay()
    let now = Date.now()
    let sockets = 0
    const a = own(
      await foundDevice('Alice', { clock: { now: () => now }, connect: (...call) => (sockets++, connectWs(...call)) }),
    )
    unwrap(await a.sync.connectRelay(relay.url))
    await until(() => a.status()?.state === 'synced', 'synced')
    const open = sockets
    a.sync.uiOpen(0)
    await wait(50)
    await a.create('risk', { title: 'Still connected' })
    await until(async () => (await a.replica.waiting()) === 0, 'out')
    expect(sockets).toBe(open)
    now += lingerMs + 5_000
    a.sync.uiOpen(0)
    await wait(50)
    expect(a.status()).toMatchObject({ state: 'synced' })
    // A change alone is a reason to connect again.
    await a.create('risk', { title: 'Connects by itself' })
    await until(async () => (await a.replica.waiting()) === 0, 'out')
    expect(sockets).toBe(open + 1)
    expect((await relay.log.head(a.workspaceId))!.seq).toBe(a.replica.head().seq)
  })

  it('without an interface, an alarm pulls and pushes once', async () => {
    relay = await startRelay()
    const a = own(await foundDevice('Alice'))
    unwrap(await a.sync.connectRelay(relay.url))
    await until(() => a.status()?.state === 'synced', 'synced')
    const b = own(await joinDevice('Bob', await a.invite('editor', { relayUrl: relay.url })))
    await until(() => b.status()?.state === 'synced', 'synced')
    await b.sync.stop()
    await a.create('risk', { title: 'Meanwhile' })
    await level(a)
    const sleeping = await b.restart({ uiOpen: 0 })
    devices[devices.indexOf(b)] = sleeping
    expect(await sleeping.rows('risk')).toEqual([])
    expect(await sleeping.sync.wanted()).toEqual({ everyMinutes: 5 })
    await sleeping.sync.syncOnce()
    expect(await sleeping.rows('risk')).toMatchObject([{ title: 'Meanwhile' }])
  })

  it('a workspace on this device only never asks for an alarm or a socket', async () => {
    let sockets = 0
    const a = own(await foundDevice('Alice', { connect: (...call) => (sockets++, connectWs(...call)) }))
    await a.create('risk', { title: 'Alone' })
    await a.sync.syncOnce()
    expect(await a.sync.wanted()).toBeUndefined()
    expect(sockets).toBe(0)
  })

  it('a relay that is away is tried again, and found when it is back', async () => {
    relay = await startRelay()
    const { url, folder, log, key } = relay
    const a = own(await foundDevice('Alice'))
    unwrap(await a.sync.connectRelay(url))
    await until(() => a.status()?.state === 'synced', 'synced')
    const before = relay
    await before.close()
    await until(() => a.status()?.state === 'offline', 'offline')
    await a.create('risk', { title: 'While it was away' })
    expect(await a.replica.waiting()).toBe(1)
    relay = await startRelay({ log, key, port: Number(new URL(url).port), folder })
    await until(async () => a.status()?.state === 'synced' && (await a.replica.waiting()) === 0, 'back', 15_000)
  })

  it('another window of the same device takes over, and the first says so instead of fighting', async () => {
    relay = await startRelay()
    const a = own(await foundDevice('Alice'))
    unwrap(await a.sync.connectRelay(relay.url))
    await until(() => a.status()?.state === 'synced', 'synced')
    const twin = await foundTwin(a)
    await until(() => twin.status()?.state === 'synced', 'twin synced')
    await until(() => a.status()?.state === 'offline', 'first one off')
    expect(a.status()!.message).toContain('Another window or a copy of this profile uses the same device.')
    await wait(300)
    expect(twin.status()?.state).toBe('synced')
  })
})

/** A second worker over the same vault: what must never fight for the connection. */
async function foundTwin(a: Device): Promise<Device> {
  const { openDevice } = await import('../support/device')
  const twin = await openDevice({
    name: 'Twin',
    workspaceId: a.workspaceId,
    keys: a.keys,
    vault: a.vault,
    connect: connectWs,
    fetch: globalThis.fetch,
    clock: { now: () => Date.now() },
    uiOpen: 1,
    checkpoints: { load: () => Promise.resolve(), store: () => Promise.resolve(), drop: () => Promise.resolve() },
  })
  devices.unshift(twin)
  return twin
}

describe('pauses between attempts', () => {
  it('double up to 30 s and never come in step', () => {
    let byte = 0
    const backoff = createBackoff(() => Uint8Array.of(byte))
    byte = 255
    const longest = Array.from({ length: 10 }, () => backoff.next())
    backoff.reset()
    byte = 0
    const shortest = Array.from({ length: 10 }, () => backoff.next())
    expect(Math.max(...longest)).toBeLessThanOrEqual(30_000)
    expect(longest.at(-1)!).toBeGreaterThan(29_000)
    expect(shortest[0]).toBe(250)
    expect(shortest.every((ms, i) => ms < longest[i]!)).toBe(true)
  })
})

describe('addresses', () => {
  it.each([
    ['relay.example.com', 'https://relay.example.com', 'wss://relay.example.com/v1/sync'],
    ['https://relay.example.com/', 'https://relay.example.com', 'wss://relay.example.com/v1/sync'],
    ['wss://relay.example.com:8443', 'https://relay.example.com:8443', 'wss://relay.example.com:8443/v1/sync'],
    ['localhost:8137', 'http://localhost:8137', 'ws://localhost:8137/v1/sync'],
    ['http://127.0.0.1:8137', 'http://127.0.0.1:8137', 'ws://127.0.0.1:8137/v1/sync'],
  ])('%s', (typed, origin, socketUrl) => {
    expect(unwrap(relayAddress(typed))).toMatchObject({ origin, socketUrl })
  })

  it.each([
    '',
    'http://relay.example.com',
    'ftp://relay.example.com',
    'https://user:pass@relay.example.com',
    'https://relay.example.com/path',
    'https://relay.example.com?x=1',
    'javascript:alert(1)',
  ])('refuses %s', (typed) => {
    expect(relayAddress(typed)).toMatchObject({ ok: false, error: { type: 'badRelayUrl' } })
  })
})

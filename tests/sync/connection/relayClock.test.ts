/** The offset of the relay's clock that capture records carry (capture.md 2). */

import { afterEach, describe, expect, it, vi } from 'vitest'
import { generateDeviceKeys, sign } from '~/lib/crypto/deviceKeys'
import { zeroHash } from '~/lib/protocol/log/entry'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { relayAddress } from '~/lib/sync/connection/relayAddress'
import { createRelayConnection } from '~/lib/sync/connection/relayConnection'
import { readRelayOffset } from '~/lib/sync/connection/relaySettings'
import { foundDevice, type Device } from '../support/device'
import { random, startRelay, until } from '../support/relay'
import { scriptedRelay, welcome } from '../support/scriptedRelay'

describe('the relay clock as a connection hears it', () => {
  afterEach(() => void vi.useRealTimers())

  it('half the way there and back is taken off; a pong of an older ping says nothing', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    let time = 1_000_000
    const heard: number[] = []
    const keys = await generateDeviceKeys()
    let late: (() => void) | undefined
    const { connect } = scriptedRelay((frame, socket) => {
      if (frame.kind === 'hello') socket.send({ kind: 'challenge', relayNonce: new Uint8Array(32) })
      if (frame.kind === 'auth') {
        time += 80
        socket.send({ ...welcome({ seq: 0, chain: zeroHash }), relayTime: time - 40 + 5_000 })
      }
      if (frame.kind === 'ping' && frame.n === 0) late = () => socket.send({ kind: 'pong', n: 0, relayTime: 1 })
      if (frame.kind === 'ping' && frame.n === 1) {
        late!()
        time += 20
        socket.send({ kind: 'pong', n: 1, relayTime: time - 10 + 7_000 })
      }
    })
    const port = createRelayConnection({
      connect,
      random,
      clock: { now: () => time },
      address: unwrap(relayAddress('http://127.0.0.1:1')),
      workspaceId: zeroHash,
      speaker: { as: 'device', deviceId: keys.deviceId },
      sign: (message) => sign(keys.sign.privateKey, toBytes(message)),
      events: {
        entries: () => undefined,
        caughtUp: () => undefined,
        stored: () => undefined,
        refused: () => undefined,
        presence: () => undefined,
        closed: () => undefined,
        welcome: () => undefined,
        heard: () => undefined,
        relayClock: (offset) => heard.push(offset),
      },
    })
    port.open({ seq: 0, chain: zeroHash, relayTime: 0 })
    await until(() => heard.length === 1, 'a welcome')
    vi.advanceTimersByTime(limits.pingMs)
    vi.advanceTimersByTime(limits.pingMs)
    await until(() => heard.length === 2, 'a pong')
    expect(heard).toEqual([5_000, 7_000])
    port.close()
  })
})

describe('over a real relay', () => {
  const ends: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  it('a device whose clock is a minute slow knows it, and forgets it with the relay', async () => {
    const relay = await startRelay()
    ends.push(() => relay.close())
    const device: Device = await foundDevice('Alice', { clock: { now: () => Date.now() - 60_000 } })
    ends.push(() => device.stop())
    expect(await readRelayOffset(device.vault)).toBeUndefined()
    unwrap(await device.sync.connectRelay(relay.url))
    await until(() => device.status()?.state === 'synced', 'synced')
    await until(async () => (await readRelayOffset(device.vault)) !== undefined, 'an offset')
    const offset = await readRelayOffset(device.vault)
    expect(offset).toBeGreaterThan(55_000)
    expect(offset).toBeLessThan(65_000)
    await device.sync.disconnectRelay()
    expect(await readRelayOffset(device.vault)).toBeUndefined()
  })
})

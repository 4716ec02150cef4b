/** Presence decides nothing: a lie in it, or an old frame played again, halts nobody and makes nobody look present. */

import { afterEach, describe, expect, it } from 'vitest'
import type { RemoteWriter } from '~/lib/sync/editors/writers'
import { createWriters } from '~/lib/sync/editors/writers'
import { createPresenceGate, openPresence, presenceHoldsMs, sealPresence } from '~/lib/sync/editors/sendPresence'
import { writePresenceHeader } from '~/lib/protocol/bodies/presenceFrame'
import { unwrap } from '~/lib/shared/result'
import { readLogAfter } from '~/lib/sync/session/readLog'
import { foundDevice, joinDevice, level, type Device } from '../../sync/support/device'
import { random, startRelay, until, wait, type TestRelay } from '../../sync/support/relay'
import { scriptedRelay, serving } from '../../sync/support/scriptedRelay'

const devices: Device[] = []
let relay: TestRelay | undefined
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop()
  await relay?.close()
})

async function aliceAndMallory() {
  relay = await startRelay()
  const a = await foundDevice('Alice')
  devices.push(a)
  unwrap(await a.sync.connectRelay(relay.url))
  await until(() => a.status()?.state === 'synced', 'synced')
  const b = await joinDevice('Mallory', await a.invite('editor', { relayUrl: relay.url }))
  devices.push(b)
  await until(() => b.status()?.state === 'synced', 'synced')
  await level(a, b)
  await b.sync.stop()
  return { a, b }
}
const place = { kind: 'policy', recordId: 'po_1', field: 'body' }

describe('a presence frame', () => {
  it('has no room for a claim about the log', () => {
    const bytes = writePresenceHeader({
      deviceId: 'ab'.repeat(16),
      epoch: 1,
      time: 0,
      head: { seq: 2, chain: 'cd'.repeat(32) },
    } as never)
    expect(bytes).toEqual(writePresenceHeader({ deviceId: 'ab'.repeat(16), epoch: 1, time: 0 }))
  })

  it('of a lying member halts nobody, and does not change when that member was last heard', async () => {
    const { a, b } = await aliceAndMallory()
    const frame = (await sealPresence(
      { ...b.replica, head: () => ({ seq: 2, chain: 'ab'.repeat(32), relayTime: 0, verdicts: '' }) },
      { random, relayNow: Date.now },
    ))!
    const accomplice = scriptedRelay(serving(await readLogAfter(a.vault, 0), { key: relay!.key }))
    const reader = await a.restart({ connect: accomplice.connect })
    devices[devices.indexOf(a)] = reader
    await until(() => reader.status()?.state === 'synced', 'synced')
    const before = await reader.vault.devices.get(b.keys.deviceId)
    accomplice.sockets.at(-1)!.send({ kind: 'presence', bytes: frame })
    await wait(300)
    expect(reader.status()?.state).toBe('synced')
    expect(await reader.vault.devices.get(b.keys.deviceId)).toEqual(before)
    expect(before!.lastHeard).toBe((await reader.vault.log.where('deviceId').equals(b.keys.deviceId).last())!.relayTime)
  })

  it("holds within two minutes of the relay's time, each later one of a device once", async () => {
    const { a, b } = await aliceAndMallory()
    let now = 1_000_000
    const sealed = async () =>
      unwrap(
        await openPresence(
          a.replica,
          (await sealPresence(b.replica, { random, relayNow: () => now }, { writing: [place] }))!,
        ),
      ).header
    const gate = createPresenceGate({ relayNow: () => now })
    const first = await sealed()
    expect(gate.letsIn(first)).toBe(true)
    expect(gate.letsIn(first)).toBe(false)
    now += 1
    const second = await sealed()
    expect(gate.letsIn(second)).toBe(true)
    expect(gate.letsIn(first)).toBe(false)
    // Kept back by a relay, and from a clock far ahead; also where nothing of that device was heard before.
    now += presenceHoldsMs + 1
    expect(createPresenceGate({ relayNow: () => now }).letsIn(second)).toBe(false)
    expect(createPresenceGate({ relayNow: () => second.time - presenceHoldsMs - 1 }).letsIn(second)).toBe(false)
    expect(createPresenceGate({ relayNow: () => second.time + presenceHoldsMs }).letsIn(second)).toBe(true)
  })

  it('played again puts no caret back', async () => {
    const { a, b } = await aliceAndMallory()
    const seen: (readonly RemoteWriter[])[] = []
    const writers = createWriters({ now: Date.now, tell: () => undefined })
    writers.watch('policy/po_1/body', (now) => seen.push(now))
    const gate = createPresenceGate({ relayNow: Date.now })
    const hear = async (frame: Uint8Array): Promise<void> => {
      const { header, body } = unwrap(await openPresence(a.replica, frame))
      if (gate.letsIn(header)) writers.heard(header.deviceId, header.time, body)
    }
    const writing = (await sealPresence(b.replica, { random, relayNow: Date.now }, { writing: [place] }))!
    await hear(writing)
    await wait(5)
    await hear((await sealPresence(b.replica, { random, relayNow: Date.now }))!)
    await hear(writing)
    expect(seen.map((one) => one.length)).toEqual([1, 0])
    writers.stop()
  })
})

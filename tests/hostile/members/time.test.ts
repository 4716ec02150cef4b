/** Times that somebody chose: a founder, a relay's clock, a member who turns time back. */

import { afterEach, describe, expect, it } from 'vitest'
import { followChain, sequenceEntry } from '~/lib/protocol/log/chain'
import { clockMark } from '~/lib/records/merge/fieldMerging'
import { statedAt } from '~/lib/isms/statement/statedAt'
import { closeMessages } from '~/lib/protocol/wire/closeCodes'
import { unwrap } from '~/lib/shared/result'
import { readSeenTimes } from '~/lib/vault/log/seenTimes'
import { createClockWatch } from '~/server/clockWatch'
import { positionOf } from '../../contract/logPort'
import { adopt, bring, Client, hello, signIn } from '../../server/support/client'
import { admitMember } from '../../server/support/members'
import { found, invitation, joinBody, newDevice, sealed, type Workspace } from '../../server/support/people'
import { startRelay as startServer } from '../../server/support/relay'
import { foundDevice, joinDevice, level, type Device } from '../../sync/support/device'
import { startRelay, until, wait, type TestRelay } from '../../sync/support/relay'

const day = 86_400_000
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
const synced = (device: Device): Promise<void> =>
  until(
    () => device.status()?.state === 'synced',
    `${device.name} synced, not ${JSON.stringify(device.status())}`,
    15_000,
  )

async function founder(origin: string, workspace: Workspace): Promise<Client> {
  const client = new Client(origin)
  await hello(client, {
    workspaceId: workspace.workspaceId,
    speaker: { as: 'founder', deviceId: workspace.alice.deviceId },
    signKey: workspace.alice.keys.sign.privateKey,
  })
  return client
}

describe('a log from before the relay', () => {
  it('has device time for everybody, however it is dated: a back-dated founder shows no relay time of 2024', async () => {
    relay = await startRelay()
    const then = Date.UTC(2024, 2, 1)
    let now = then
    const a = own(await foundDevice('Alice', { clock: { now: () => now } }))
    await a.create('risk', { title: 'Assessed in 2024' })
    await until(async () => (await a.replica.waiting()) === 0, 'in the log')
    now = Date.now()
    unwrap(await a.sync.connectRelay(relay.url))
    await synced(a)
    await a.create('risk', { title: 'Assessed today' })
    await level(a)
    const b = own(await joinDevice('Bob', await a.invite('editor', { relayUrl: relay.url })))
    await synced(b)
    await level(a, b)
    for (const { vault } of [a, b]) {
      const rows = await vault.log.toArray()
      const joined = rows.findIndex(({ seq }) => seq === a.replica.access().relays[0]!.seq)
      expect(rows[joined]!.relayTime).toBeGreaterThan(Date.now() - 60_000)
      expect(rows.map(({ timeSource }) => timeSource)).toEqual(
        rows.map((_row, at) => (at < joined ? 'device' : 'relay')),
      )
      expect(rows.slice(0, joined).every(({ relayTime }) => relayTime < then + day)).toBe(true)
      expect(joined).toBe(2)
    }
    expect(a.replica.access().relays).toMatchObject([{ origin: relay.url }])
  })

  it('that moves to another relay has device time up to there, on devices that had seen it otherwise, too', async () => {
    relay = await startRelay()
    const second = await startRelay()
    try {
      const a = own(await foundDevice('Alice'))
      unwrap(await a.sync.connectRelay(relay.url))
      await synced(a)
      const b = own(await joinDevice('Bob', await a.invite('editor', { relayUrl: relay.url })))
      await synced(b)
      await level(a, b)
      expect((await b.vault.log.toArray()).at(-1)!.timeSource).toBe('relay')
      unwrap(await a.sync.connectRelay(second.url))
      await until(() => a.replica.access().relays.length === 2, 'joined the second')
      unwrap(await b.sync.connectRelay(second.url))
      await until(() => b.replica.access().relays.length === 2, 'Bob, too')
      const joined = a.replica.access().relays[1]!.seq
      for (const { vault } of [a, b]) {
        expect(
          await vault.log
            .where('seq')
            .below(joined)
            .and(({ timeSource }) => timeSource === 'relay')
            .count(),
        ).toBe(0)
        expect((await vault.log.get(joined))!.timeSource).toBe('relay')
      }
    } finally {
      for (const device of devices.splice(0)) await device.stop()
      await second.close()
    }
  })

  it('is not taken when it names this relay already, or runs ahead of its clock', async () => {
    const server = await startServer()
    const workspace = await found(server.clock.now() - day)
    const { alice } = workspace
    const named = await alice.draft(
      'access',
      { type: 'relayJoined', prev: alice.prevDeviceHash, origin: server.origin },
      workspace.head,
    )
    const dated = await founder(server.origin, workspace)
    await bring(dated, [
      ...workspace.log,
      sequenceEntry(positionOf(workspace.log[0]!), named.bytes, server.clock.now() - day),
    ])
    expect((await dated.closed).code).toBe(4410)
    expect(dated.frames.at(-1)).toMatchObject({ kind: 'bye', reason: closeMessages.adoptedBefore })
    const ahead = await founder(server.origin, workspace)
    const late = await alice.draft('register', sealed(), workspace.head)
    await bring(ahead, [
      ...workspace.log,
      sequenceEntry(positionOf(workspace.log[0]!), late.bytes, Date.UTC(2100, 0, 1)),
    ])
    expect((await ahead.closed).code).toBe(4411)
    // Another relay's name is no reason, and neither is a clock a few minutes fast.
    const elsewhere = await alice.draft(
      'access',
      { type: 'relayJoined', prev: alice.prevDeviceHash, origin: 'https://other.example' },
      workspace.head,
    )
    const moved = await founder(server.origin, workspace)
    await bring(moved, [
      ...workspace.log,
      sequenceEntry(positionOf(workspace.log[0]!), elsewhere.bytes, server.clock.now() + 5 * 60_000),
    ])
    expect((await moved.first('welcome')).head.seq).toBe(2)
  })

  it('is brought by an owner: another member’s device waits for one', async () => {
    const first = await startServer()
    const workspace = await found()
    const client = await adopt(first.origin, workspace)
    const { device } = await admitMember(workspace, client, {
      role: 'editor',
      head: workspace.head,
      accessHash: workspace.alice.prevDeviceHash,
      now: first.clock.now(),
    })
    const whole = (await signIn(first.origin, device)).entries
    const second = await startServer()
    const editor = new Client(second.origin)
    await hello(editor, {
      workspaceId: workspace.workspaceId,
      speaker: { as: 'founder', deviceId: device.deviceId },
      signKey: device.keys.sign.privateKey,
    })
    await bring(editor, whole)
    expect((await editor.closed).code).toBe(4404)
    await adopt(second.origin, workspace, { log: whole })
  })
})

describe('the word of owners about time', () => {
  it('is no other member’s: a lead’s relayJoined and timeReset are refused', async () => {
    const server = await startServer()
    const workspace = await found()
    const client = await adopt(server.origin, workspace)
    const { device, head, accessHash } = await admitMember(workspace, client, {
      role: 'lead',
      head: workspace.head,
      accessHash: workspace.alice.prevDeviceHash,
      now: server.clock.now(),
    })
    const lead = await signIn(server.origin, device)
    for (const body of [
      { type: 'relayJoined', prev: accessHash, origin: 'https://relay.example' },
      { type: 'timeReset', prev: accessHash },
    ] as const) {
      expect(await lead.append(await device.draft('access', body, head))).toMatchObject({
        kind: 'refused',
        type: 'roleMayNotWrite',
      })
    }
    expect((await (await signIn(server.origin, workspace.alice)).first('welcome')).head).toEqual(head)
  })

  it('a relay says once from where on it kept the log', async () => {
    const server = await startServer()
    const workspace = await found()
    const { alice } = workspace
    const client = await adopt(server.origin, workspace)
    const head = await client.store(
      await alice.write(
        'access',
        { type: 'relayJoined', prev: alice.prevDeviceHash, origin: server.origin },
        workspace.head,
      ),
    )
    expect(
      await client.append(
        await alice.draft('access', { type: 'relayJoined', prev: alice.prevDeviceHash, origin: server.origin }, head),
      ),
    ).toMatchObject({ kind: 'refused', type: 'knownRelay' })
  })
})

describe('one entry of 2100', () => {
  it('stops appends once the clock is right again, in words, and an owner’s timeReset heals it: invitations hold again', async () => {
    const server = await startServer()
    const workspace = await found()
    const { alice } = workspace
    const client = await adopt(server.origin, workspace)
    const years = Date.UTC(2100, 0, 1) - server.clock.now()
    server.clock.advance(years)
    const wrong = await client.store(await alice.write('register', sealed(), workspace.head))
    expect((await client.entryAt(2)).relayTime).toBeGreaterThan(Date.UTC(2099, 11, 31))
    server.clock.advance(-years)

    const refused = await client.append(await alice.draft('register', sealed(), wrong))
    expect(refused).toMatchObject({
      kind: 'refused',
      type: 'clockPaused',
      message:
        'The clock of the relay is more than a day behind the last entry of this workspace. It takes no changes until whoever runs it has set it right; yours wait on this device.',
    })
    // The access head is the founding: the register entry did not move it.
    const genesisHash = (await client.first('welcome')).accessHead.accessHash
    const invite = await invitation(genesisHash, 'editor', Date.UTC(2101, 0, 1))
    expect(await client.append(await alice.draft('access', invite.body, wrong))).toMatchObject({
      kind: 'refused',
      type: 'clockPaused',
    })

    const reset = await alice.write('access', { type: 'timeReset', prev: genesisHash }, wrong)
    const healed = await client.store(reset)
    const at = await client.entryAt(healed.seq)
    expect(Math.abs(at.relayTime - server.clock.now())).toBeLessThan(60_000)
    unwrap(followChain(positionOf(await client.entryAt(2)), at))

    const again = await invitation(reset.hash, 'editor', server.clock.now() + day)
    const invited = await alice.write('access', again.body, healed)
    const head = await client.store(invited)
    const bob = await newDevice(workspace.workspaceId)
    const socket = new Client(server.origin)
    await hello(socket, {
      workspaceId: workspace.workspaceId,
      speaker: { as: 'invite', deviceId: bob.deviceId, inviteId: again.inviteId },
      signKey: again.signKey,
    })
    await socket.first('welcome')
    expect((await socket.append(await bob.write('access', await joinBody(again, bob, invited.hash), head))).kind).toBe(
      'stored',
    )
  })

  it('time falls at a timeReset and nowhere else', async () => {
    const workspace = await found(5_000)
    const { alice } = workspace
    const head = positionOf(workspace.log[0]!)
    const reset = await alice.draft('access', { type: 'timeReset', prev: alice.prevDeviceHash }, workspace.head)
    const other = await alice.draft(
      'access',
      { type: 'relayJoined', prev: alice.prevDeviceHash, origin: 'https://relay.example' },
      workspace.head,
    )
    expect(sequenceEntry(head, reset.bytes, 4_000).relayTime).toBe(4_000)
    expect(sequenceEntry(head, other.bytes, 4_000).relayTime).toBe(5_000)
    expect(followChain(head, sequenceEntry(head, reset.bytes, 4_000))).toEqual({ ok: true })
    expect(followChain(head, sequenceEntry({ ...head, relayTime: 0 }, other.bytes, 4_000))).toMatchObject({
      ok: false,
      error: { type: 'timeFell' },
    })
  })

  it('changes wait on the device meanwhile, none is lost, the state says why, and the owner’s word goes first', async () => {
    let offset = 0
    relay = await startRelay({ clock: { now: () => Date.now() + offset } })
    const a = own(await foundDevice('Alice'))
    unwrap(await a.sync.connectRelay(relay.url))
    await synced(a)
    offset = 80 * 365 * day
    await a.create('risk', { title: 'Written in 2100' })
    await level(a)
    offset = 0
    await a.create('risk', { title: 'Waits' })
    await until(() => a.status()?.cause === 'clockPaused', 'the words')
    expect(a.status()).toMatchObject({
      state: 'offline',
      message: expect.stringContaining('more than a day behind the last entry') as string,
    })
    expect(await a.replica.waiting()).toBe(1)
    expect(await a.vault.notSent.count()).toBe(0)
    await wait(700)
    expect(await a.replica.waiting()).toBe(1)
    await a.sync.resetTime()
    await synced(a)
    await level(a)
    const rows = await a.vault.log.toArray()
    expect(rows.at(-2)).toMatchObject({ class: 'access', verdict: 'counts' })
    expect(rows.at(-1)!.relayTime).toBeLessThan(Date.now() + 60_000)
    expect(rows.at(-2)!.relayTime).toBeLessThan(rows.at(-3)!.relayTime)
    expect((await a.rows('risk')).map(({ title }) => title).sort()).toEqual(['Waits', 'Written in 2100'])
    // Said once: the next connection doesn't say it again.
    const again = own(await a.restart())
    await synced(again)
    await wait(100)
    expect((await again.vault.log.toArray()).length).toBe(rows.length)
  })
})

describe('the clock of a relay', () => {
  const watch = (times: { now: number; uptime: number }) =>
    createClockWatch({ now: () => times.now, uptime: () => times.uptime })

  it('that jumps by more than a day, sleep not counted, stops everything until it is back', () => {
    const times = { now: 1_000 * day, uptime: 0 }
    const { refusal } = watch(times)
    times.now += day
    expect(refusal(1_000 * day)).toBeUndefined()
    times.now += 1
    expect(refusal(1_000 * day)).toMatchObject({
      healedByReset: false,
      failure: { type: 'clockPaused', message: expect.stringContaining('jumped ahead') as string },
    })
    // The machine slept for it: its uptime went on, too.
    times.uptime += day
    expect(refusal(1_000 * day)).toBeUndefined()
  })

  it('that starts in the past and is set right by the network goes on', () => {
    const times = { now: 5 * day, uptime: 0 }
    const { refusal } = watch(times)
    expect(refusal(1_000 * day)).toMatchObject({
      healedByReset: true,
      failure: { message: expect.stringContaining('behind the last entry') as string },
    })
    times.now = 1_001 * day
    expect(refusal(1_000 * day)).toBeUndefined()
  })

  it('that fell by a day and no more is carried by the time of the log', () => {
    const { refusal } = watch({ now: 1_000 * day, uptime: 0 })
    expect(refusal(1_000 * day + day)).toBeUndefined()
    expect(refusal(1_000 * day + day + 1)).toMatchObject({ healedByReset: true })
  })
})

describe('times as they are shown', () => {
  it('a statement by a device with a wrong clock shows the time of its place in the log; its own only while it waits', () => {
    const claimed = Date.UTC(2019, 0, 1)
    expect(statedAt({ time: claimed, relayTime: 1_800_000_000_000 })).toBe(1_800_000_000_000)
    expect(statedAt({ time: claimed })).toBe(claimed)
  })

  it('a change is held against what its author had seen: written offline is no lie, before what was seen is one', async () => {
    relay = await startRelay()
    const a = own(await foundDevice('Alice'))
    unwrap(await a.sync.connectRelay(relay.url))
    await synced(a)
    await a.create('risk', { title: 'Seen' })
    await level(a)
    const [seen, last] = (await a.vault.log.toArray()).slice(-2)
    const times = await readSeenTimes(a.vault, [last!.seq, 1, 9_999])
    expect([...times]).toEqual([[last!.seq, seen!.relayTime]])
    const change = (time: number) => clockMark({ time, relayTime: last!.relayTime + day }, times.get(last!.seq))
    expect([
      change(last!.relayTime + day / 2),
      change(seen!.relayTime - 11 * 60_000),
      change(last!.relayTime + day + 11 * 60_000),
    ]).toEqual([undefined, 'late', 'ahead'])
  })
})

/** A device with an invitation, from its first look at the workspace until it is let in or told that it will not be. */

import { afterEach, describe, expect, it } from 'vitest'
import { generateInviteKeys } from '~/lib/crypto/inviteKeys'
import { writeAccessBody, type AccessBody } from '~/lib/protocol/access/accessBody'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { closeMessages } from '~/lib/protocol/wire/closeCodes'
import { newUuid, readEntry } from '~/lib/protocol/log/entry'
import type { ClientFrame } from '~/lib/protocol/wire/frames'
import { shownHash } from '~/lib/protocol/access/shownFacts'
import { toBase64Url, toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { admitBody } from '~/lib/sync/joining/admission'
import { readJoining } from '~/lib/sync/joining/joining'
import { readLogAfter } from '~/lib/sync/session/readLog'
import { readRelaySettings } from '~/lib/sync/connection/relaySettings'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import { createRelayKey } from '~/server/relayKey'
import { foundDevice, joinDevice, type Device, type Invitation, type Surroundings } from '../support/device'
import { random, until, wait } from '../support/relay'
import { scriptedRelay, welcome, type ScriptedSocket } from '../support/scriptedRelay'

const url = 'http://127.0.0.1:1'
const devices: Device[] = []
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop()
})

/** Alice's workspace with one invitation, on a relay in memory that shows what it is told to. */
async function invited(admit: 'atOnce' | 'words' = 'atOnce') {
  const alice = await foundDevice('Alice')
  devices.push(alice)
  const invitation = await alice.invite('editor', { relayUrl: url, admit })
  await alice.sync.stop()
  const { workspaceId } = alice
  const state = {
    log: [...(await readLogAfter(alice.vault, 0))] as SequencedEntry[],
    on: undefined as ((frame: ClientFrame, socket: ScriptedSocket) => boolean) | undefined,
    opened: 0,
  }
  const key = createRelayKey()
  const place = async (bytes: Uint8Array): Promise<SequencedEntry> => {
    const entry = sequenceEntry(state.log.at(-1)!, toBytes(bytes), Date.now())
    state.log.push(entry)
    unwrap(await alice.replica.ingest([entry], 'device'))
    return entry
  }
  /** By Alice's device, in the log. */
  const says = async (make: (prev: string) => AccessBody): Promise<SequencedEntry> => {
    const own = alice.replica.ownChain()
    const { seq, chain } = alice.replica.head()
    const sealed = await writeSignedEntry(
      'access',
      newUuid(random),
      writeAccessBody(make(alice.replica.access().head.accessHash)),
      {
        workspaceId,
        deviceId: alice.keys.deviceId,
        deviceSeq: own.deviceSeq + 1,
        prevDeviceHash: own.prevDeviceHash,
        head: { seq, chain },
        epoch: 1,
      },
      { sign: (message) => alice.replica.signer().sign(message), epochKey: () => undefined },
      random,
    )
    return place(sealed.bytes)
  }
  const relay = scriptedRelay((frame, socket) => {
    if (state.on?.(frame, socket)) return
    const { seq, chain } = state.log.at(-1)!
    if (frame.kind === 'hello') socket.send({ kind: 'challenge', relayNonce: new Uint8Array(32) })
    if (frame.kind === 'auth') socket.send({ ...welcome({ seq, chain }, workspaceId, key), relayTime: Date.now() })
    if (frame.kind === 'resume') {
      const entries = state.log.filter((entry) => entry.seq > frame.fromSeq)
      if (entries.length > 0) socket.send({ kind: 'entries', entries })
      socket.send({ kind: 'caughtUp', seq })
    }
    if (frame.kind === 'append')
      void place(frame.entry).then((entry) => socket.send({ kind: 'entries', entries: [entry] }))
  })
  const connect: Surroundings['connect'] = (...given) => (state.opened++, relay.connect(...given))
  const joins = async (over: Partial<Invitation> = {}, surroundings: Partial<Surroundings> = {}): Promise<Device> => {
    const bob = await joinDevice(
      'Bob',
      { ...invitation, ...over },
      { connect, fetch: () => Promise.reject(new TypeError('Failed to fetch')), ...surroundings },
    )
    devices.push(bob)
    return bob
  }
  const send = (...entries: readonly SequencedEntry[]): void => relay.sockets.at(-1)!.send({ kind: 'entries', entries })
  const appends = (): number => relay.received.filter(({ kind }) => kind === 'append').length
  return {
    alice,
    invitation,
    state,
    relay,
    says,
    place,
    joins,
    send,
    appends,
    invite: () => alice.replica.access().invites[invitation.inviteId]!,
  }
}
const waits = (device: Device): Promise<void> =>
  until(
    () => device.status()?.message?.startsWith('Waiting for a member') ?? false,
    `waits, not ${JSON.stringify(device.status())}`,
  )
const isOver = (device: Device, reason: string): Promise<void> =>
  until(() => device.status()?.inviteOver === reason, `${reason}, not ${JSON.stringify(device.status())}`)

describe('a device with an invitation', () => {
  it('says once that it is here, waits, and is a device of the workspace as soon as it is let in', async () => {
    const { alice, joins, appends, invite, says, send, state } = await invited()
    const bob = await joins()
    await waits(bob)
    expect(bob.status()).toMatchObject({ state: 'waitingForAdmission', relayUrl: url, headSeq: 0 })
    expect([bob.status()!.safetyWords, await bob.sync.wanted(), appends(), invite().state]).toEqual([
      undefined,
      { everyMinutes: 1 },
      1,
      'joined',
    ])
    expect(await readJoining(bob.vault)).toMatchObject({ relayUrl: url })
    const body = unwrap(await admitBody(alice.replica.access(), invite(), alice.keys))
    send(await says(() => body))
    await until(() => bob.status()?.state === 'synced', `synced, not ${JSON.stringify(bob.status())}`)
    expect([
      await readJoining(bob.vault),
      await readRelaySettings(bob.vault),
      await bob.vault.keys.get('invite'),
      appends(),
    ]).toEqual([undefined, { url, shared: true }, undefined, 1])
    expect(await bob.sync.wanted()).toEqual({ everyMinutes: 5 })
    // Once to wait, once for snapshots, once for the log.
    expect(state.opened).toBe(3)
  })

  it('takes no offence at what was only refused by its rights', async () => {
    const { joins, says, invitation, invite } = await invited()
    await says(() => ({ type: 'revokeInvite', prev: 'ab'.repeat(32), inviteId: invitation.inviteId }))
    expect(invite().state).toBe('open')
    await waits(await joins())
  })

  it('reads out the words where they are asked for', async () => {
    const { joins } = await invited('words')
    const bob = await joins()
    await until(() => bob.status()?.safetyWords !== undefined, 'words')
    expect(bob.status()).toMatchObject({
      state: 'waitingForAdmission',
      message: expect.stringContaining('Read the six words out') as string,
    })
    expect(bob.status()!.safetyWords).toHaveLength(6)
  })

  it('that comes back while it waits does not say it a second time', async () => {
    const { joins, appends, relay, state } = await invited()
    const bob = await joins()
    await waits(bob)
    const opened = state.opened
    relay.sockets.at(-1)!.close(1006)
    bob.sync.uiOpen(2)
    await until(() => state.opened > opened, 'connected anew')
    await waits(bob)
    await wait(30)
    expect([appends(), state.opened]).toEqual([1, opened + 1])
  })

  it('says it again on what came between, and not where it was only said before', async () => {
    const { joins, appends, state, says, relay, invitation } = await invited()
    let refuse: string | undefined = 'accessConflict'
    state.on = (frame, socket) => {
      if (frame.kind !== 'append' || !refuse) return false
      socket.send({ kind: 'refused', uuid: unwrap(readEntry(frame.entry)).header.uuid, type: refuse, message: 'm' })
      return true
    }
    const bob = await joins()
    await until(() => appends() === 1, 'said')
    await wait(20)
    expect(appends()).toBe(1)
    refuse = 'duplicate'
    const { publicKey } = await generateInviteKeys()
    relay.sockets.at(-1)!.send({
      kind: 'entries',
      entries: [
        await says((prev) => ({
          type: 'invite',
          prev,
          inviteId: newUuid(random),
          memberId: newUuid(random),
          publicKey: toBase64Url(publicKey),
          role: 'editor',
          expiresAt: Date.now() + 1e6,
          admit: 'atOnce',
          shown: shownHash(invitation.shown),
        })),
      ],
    })
    await until(() => appends() === 2, 'said again')
    await wait(20)
    expect([bob.status()?.inviteOver, appends()]).toEqual([undefined, 2])
  })

  it('whose word is refused for good is told why, and asks again only when somebody looks', async () => {
    const { joins, state } = await invited()
    state.on = (frame, socket) =>
      frame.kind === 'append' &&
      (socket.send({
        kind: 'refused',
        uuid: unwrap(readEntry(frame.entry)).header.uuid,
        type: 'knownDevice',
        message: 'words',
      }),
      true)
    const bob = await joins()
    await isOver(bob, 'knownDevice')
    expect([bob.status()!.message, await bob.sync.wanted()]).toEqual(['words', undefined])
    const { opened } = state
    await bob.sync.syncOnce()
    expect(state.opened).toBe(opened + 1)
    await isOver(bob, 'knownDevice')
    bob.sync.uiOpen(2)
    await until(() => state.opened === opened + 2, 'asked again')
  })
})

describe('an invitation that lets nobody in any more', () => {
  it('because it was withdrawn, also while somebody waits', async () => {
    const { joins, says, send, invitation } = await invited()
    const bob = await joins()
    await waits(bob)
    send(await says((prev) => ({ type: 'revokeInvite', prev, inviteId: invitation.inviteId })))
    await isOver(bob, 'inviteWithdrawn')
    expect([bob.status()!.message, bob.status()!.state]).toEqual([closeMessages.inviteWithdrawn, 'waitingForAdmission'])
  })

  it('because another device came first', async () => {
    const { joins, appends } = await invited()
    await waits(await joins())
    const second = await joins()
    await isOver(second, 'inviteUsed')
    expect([second.status()!.message, appends()]).toEqual([closeMessages.inviteUsed, 1])
  })

  it('that nobody knows yet is asked for again; what the link shows must be what was signed', async () => {
    const { joins, state, appends, invitation } = await invited()
    const early = await joins({ inviteId: 'ab'.repeat(16) })
    await until(() => early.status()?.message === closeMessages.inviteUnknown, 'not known yet')
    expect([early.status()!.inviteOver, appends()]).toEqual([undefined, 0])
    const { opened } = state
    await until(() => state.opened > opened, 'asked again')
    const bent = await joins({ shown: { ...invitation.shown, role: 'owner' } })
    await isOver(bent, 'shownDiffers')
    expect(appends()).toBe(0)
  })

  it('on a relay that does not know the workspace is no end', async () => {
    const { joins, state } = await invited()
    state.on = (frame, socket) => frame.kind === 'hello' && (socket.close(4404), true)
    const bob = await joins()
    await until(() => bob.status()?.trouble?.type === 'inviteUnknown', 'not known yet')
    expect(bob.status()).toMatchObject({
      message: closeMessages.inviteUnknown,
      trouble: { host: '127.0.0.1:1', retryAt: expect.any(Number) as number },
    })
    state.on = undefined
    await waits(bob)
  })
})

describe('a relay that shows something else', () => {
  it('than the head that the inviter knew is not joined', async () => {
    const { joins, invitation, appends } = await invited()
    for (const head of [
      { ...invitation.head, accessHash: 'ab'.repeat(32) },
      { ...invitation.head, seq: 99 },
    ]) {
      const bob = await joins({ head })
      await isOver(bob, 'fork')
      expect(bob.status()!.message).toContain('The relay shows another history of this workspace')
    }
    // An inviter who knew nothing yet names no head.
    await waits(await joins({ head: { seq: 0, accessHash: '' } }))
    expect(appends()).toBe(1)
  })

  it('than this workspace, or an entry that is forged, is not joined either', async () => {
    const { joins, state, appends } = await invited()
    const other = await invited()
    const honest = state.log
    state.log = other.state.log
    await isOver(await joins(), 'otherWorkspace')
    const forged = toBytes(honest[1]!.bytes)
    forged[forged.length - 1]! ^= 1
    state.log = [honest[0]!, sequenceEntry(honest[0]!, forged, honest[1]!.relayTime)]
    await isOver(await joins(), 'badSignature')
    state.log = [honest[0]!, sequenceEntry(honest[0]!, Uint8Array.of(1, 2, 3), honest[1]!.relayTime)]
    await isOver(await joins(), 'malformed')
    state.on = (frame, socket) => {
      if (frame.kind === 'hello') socket.send({ kind: 'challenge', relayNonce: new Uint8Array(32) })
      if (frame.kind === 'auth') socket.send(welcome({ seq: 0, chain: '0'.repeat(64) }, '00'.repeat(32)))
      if (frame.kind === 'resume') socket.send({ kind: 'caughtUp', seq: 0 })
      return true
    }
    await isOver(await joins(), 'fork')
    expect(appends()).toBe(0)
  })
})

describe('what can’t be asked', () => {
  it('at an address that is none, or without the key of the link, is said', async () => {
    const { joins, state } = await invited()
    const bob = await joins({ relayUrl: 'ftp://nowhere' })
    await until(() => bob.status()?.message !== undefined, 'said')
    expect([bob.status()!.message, bob.status()!.state, state.opened]).toEqual([
      expect.stringContaining('A relay address begins with https://.'),
      'waitingForAdmission',
      0,
    ])
    const lost = await joins({}, { uiOpen: 0 })
    await lost.sync.stop()
    await lost.vault.keys.delete('invite')
    const again = await lost.restart({ uiOpen: 1 })
    devices.push(again)
    await until(
      () => again.status()?.message?.startsWith('The invitation is not on this device') ?? false,
      `said, not ${JSON.stringify(again.status())}`,
    )
  })

  it('of a relay that nobody reaches is told with the next attempt, and tried again', async () => {
    const { joins, state } = await invited()
    state.on = (frame, socket) => frame.kind === 'hello' && (socket.close(1006), true)
    const bob = await joins()
    await until(() => bob.status()?.trouble !== undefined, 'a trouble')
    expect(bob.status()).toMatchObject({
      state: 'waitingForAdmission',
      trouble: { type: 'refusedEarly', host: '127.0.0.1:1', retryAt: expect.any(Number) as number },
    })
    const { opened } = state
    state.on = undefined
    await waits(bob)
    expect(state.opened).toBeGreaterThan(opened)
    expect(bob.status()!.trouble).toBeUndefined()
  })

  it('after it was stopped, is not', async () => {
    const { joins, state, relay, appends } = await invited()
    const bob = await joins()
    await waits(bob)
    const told = bob.statuses.length
    await bob.sync.stop()
    relay.sockets.at(-1)!.close(1006)
    bob.sync.uiOpen(5)
    await wait(700)
    expect([state.opened, bob.statuses.length, appends()]).toEqual([1, told, 1])
  })
})

/**
 * Times that somebody else chose: what no date can name gets no place, and relay time falls by an owner's word alone.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readAccessBody, writeAccessBody, type AccessBody } from '~/lib/protocol/access/accessBody'
import type { AccessState } from '~/lib/protocol/access/accessState'
import { nextChain } from '~/lib/protocol/log/chain'
import { newUuid, zeroHash } from '~/lib/protocol/log/entry'
import { readRelayFrame, writeRelayFrame, type RelayFrame } from '~/lib/protocol/wire/frames'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { readShownFacts, writeShownFacts } from '~/lib/protocol/access/shownFacts'
import { toBase64Url } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { makeNextEpoch } from '~/lib/sync/session/epochSecrets'
import { generateInviteKeys } from '~/lib/crypto/inviteKeys'
import {
  closeEverybody,
  createWorld,
  foundBy,
  join,
  random,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'
import { byHand } from '../support/byHand'

const last = limits.update.time

let world: World
let alice: Person
let lea: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  lea = await join(world, alice, 'Lea', 'lead')
  await settle(alice, lea)
})
afterEach(closeEverybody)

/** The state without a device, for the wraps of the next key. */
const without = (access: AccessState, deviceId: string): AccessState => ({
  ...access,
  devices: Object.fromEntries(Object.entries(access.devices).filter(([id]) => id !== deviceId)),
})

describe('a time after the last one that a date can name', () => {
  const frames: readonly [string, (time: number) => RelayFrame][] = [
    [
      'an entry',
      (relayTime) => ({ kind: 'entries', entries: [{ seq: 1, relayTime, chain: zeroHash, bytes: new Uint8Array(4) }] }),
    ],
    ['a pong', (relayTime) => ({ kind: 'pong', n: 1, relayTime })],
    [
      'a stored',
      (relayTime) => ({
        kind: 'stored',
        uuid: newUuid(random),
        seq: 1,
        relayTime,
        chain: zeroHash,
        receipt: { seq: 1, chain: zeroHash, time: 1, signature: new Uint8Array(64) },
      }),
    ],
    [
      'a receipt',
      (time) => ({
        kind: 'stored',
        uuid: newUuid(random),
        seq: 1,
        relayTime: 1,
        chain: zeroHash,
        receipt: { seq: 1, chain: zeroHash, time, signature: new Uint8Array(64) },
      }),
    ],
  ]
  test.each(frames)('in %s of a relay is read by nobody: no statement is ever dated by it', (_what, frame) => {
    expect(readRelayFrame(writeRelayFrame(frame(last)))).toMatchObject({ ok: true })
    expect(readRelayFrame(writeRelayFrame(frame(last + 1)))).toMatchObject({
      ok: false,
      error: { type: 'malformed', message: expect.stringContaining('a time that no date can name') as string },
    })
  })

  test('as the end of an invitation counts for nobody: no list of invitations breaks by it', async () => {
    const { publicKey } = await generateInviteKeys()
    const body = (expiresAt: number): AccessBody => ({
      type: 'invite',
      prev: lea.replica.access().head.accessHash,
      inviteId: newUuid(random),
      memberId: newUuid(random),
      publicKey: toBase64Url(publicKey),
      role: 'viewer',
      expiresAt,
      admit: 'words',
      shown: zeroHash,
    })
    expect(readAccessBody(writeAccessBody(body(last)))).toMatchObject({ ok: true })
    const entry = await byHand(world, lea, 'access', writeAccessBody(body(last + 1)))
    expect(await world.log.append(entry.bytes)).toMatchObject({ ok: false, error: { type: 'malformed' } })
    await world.log.force(entry.bytes)
    await settle(alice, lea)
    expect((await alice.vault.invites.toArray()).filter(({ expiresAt }) => expiresAt > last)).toEqual([])
    expect(await alice.vault.refused.count()).toBe(1)
  })

  test('as the day since which a device is doubted counts for nobody: no mark beside a signature breaks by it', async () => {
    const { memberId } = alice.replica.access().devices[lea.keys.deviceId]!
    const { prev, nextEpoch } = {
      prev: alice.replica.access().head.accessHash,
      nextEpoch: unwrap(
        await makeNextEpoch(alice.replica.access(), without(alice.replica.access(), lea.keys.deviceId), alice.keys, {
          random,
          mayLeaveOut: false,
        }),
      ),
    }
    const removal = (since: number): AccessBody => ({
      type: 'remove',
      prev,
      memberIds: [memberId],
      deviceIds: [],
      compromised: { [lea.keys.deviceId]: since },
      nextEpoch,
    })
    const later = (since: number): AccessBody => ({
      type: 'compromised',
      prev,
      devices: { [lea.keys.deviceId]: since },
    })
    for (const make of [removal, later]) {
      expect(readAccessBody(writeAccessBody(make(last)))).toMatchObject({ ok: true })
      for (const since of [last + 1, 0, -1, 1.5]) {
        const entry = await byHand(world, alice, 'access', writeAccessBody(make(since)))
        expect(await world.log.append(entry.bytes)).toMatchObject({ ok: false, error: { type: 'malformed' } })
      }
    }
    const before = alice.replica.access()
    const at = await world.log.force((await byHand(world, alice, 'access', writeAccessBody(removal(last + 1)))).bytes)
    await settle(alice, lea)
    for (const person of [alice, lea]) {
      expect(await person.vault.log.get(at)).toMatchObject({ verdict: 'malformed' })
      expect(person.replica.access()).toEqual(before)
    }
  })

  test('as the end of an invitation in a link is no link', () => {
    const facts = {
      organisation: 'O',
      inviter: 'I',
      role: 'viewer',
      expiresAt: last,
      salt: toBase64Url(random(16)),
    } as const
    expect(readShownFacts(writeShownFacts(facts))).toMatchObject({ ok: true })
    expect(readShownFacts(writeShownFacts({ ...facts, expiresAt: last + 1 }))).toMatchObject({
      ok: false,
      error: { type: 'malformed', message: expect.stringContaining('This is not a whole invitation link') as string },
    })
  })
})

describe('a timeReset of somebody who is no owner', () => {
  test('is no way for a relay and its accomplice to turn time back: the device stops reading with the words, and nothing was applied', async () => {
    const head = alice.replica.head()
    const entry = await byHand(
      world,
      lea,
      'access',
      writeAccessBody({ type: 'timeReset', prev: lea.replica.access().head.accessHash }),
    )
    expect(await world.log.append(entry.bytes)).toMatchObject({ ok: false, error: { type: 'roleMayNotWrite' } })
    const then = Date.UTC(2024, 0, 1)
    const before = world.log.entries.at(-1)!
    const back = {
      seq: before.seq + 1,
      relayTime: then,
      chain: nextChain(before.chain, before.seq + 1, then, entry.hash),
      bytes: entry.bytes,
    }
    await alice.pull()
    expect(await alice.replica.ingest([back], 'relay')).toMatchObject({
      ok: false,
      error: { type: 'timeFell', message: expect.stringContaining("The relay's time went back at position") as string },
    })
    expect(alice.replica.head()).toEqual(head)
    expect(await alice.vault.refused.count()).toBe(0)
    // With the time going on it is an entry like any other that does not count.
    const { relayTime } = before
    const on = { ...back, relayTime, chain: nextChain(before.chain, back.seq, relayTime, entry.hash) }
    expect(await alice.replica.ingest([on], 'relay')).toMatchObject({ ok: true })
    expect(await alice.vault.log.get(on.seq)).toMatchObject({ verdict: 'roleMayNotWrite' })
  })
})

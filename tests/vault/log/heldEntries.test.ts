/** Entries behind a missing key: judged in all that needs none, as they will be once it is here. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { createVerifier } from '~/lib/crypto/verifier'
import { writeAccessBody } from '~/lib/protocol/access/accessBody'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { emptyHead, readEntry, zeroHash } from '~/lib/protocol/log/entry'
import { emptyLogState } from '~/lib/protocol/log/judge'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import type { Core, HeldEntries } from '~/lib/vault/replica/replicaCore'
import { epochAwaited, judgeAhead, mayBringKeys, placeOf, showAhead } from '~/lib/vault/log/heldEntries'
import { openVault } from '~/lib/vault/store/tables'
import { byHand } from '../../hostile/support/byHand'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../support/person'

let world: World
let alice: Person
let bob: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  for (const person of [alice, bob]) {
    world.now += 1_000
    await person.must('record.create', { kind: 'risk', fields: { title: person.name } })
    await person.push()
  }
  await settle(alice, bob)
})
afterEach(closeEverybody)

/** A device of this person that has read nothing. */
const coreOf = (person: Person): Core =>
  ({
    vault: person.vault,
    keys: { deviceId: person.keys.deviceId },
    verifier: createVerifier(),
    log: emptyLogState(),
    head: { ...emptyHead, relayTime: 0, verdicts: zeroHash },
    heard: new Map(),
  }) as never as Core
const headerOf = ({ bytes }: SequencedEntry) => unwrap(readEntry(bytes)).header
const own = (person: Person, classes: readonly string[]) =>
  world.log.entries
    .map(headerOf)
    .filter((header) => header.deviceId === person.keys.deviceId && classes.includes(header.class))
    .map(({ uuid }) => uuid)

test('the state behind them is that of every other device; of one’s own those count that need no key', async () => {
  const { ahead, ownCounted } = unwrap(await judgeAhead(coreOf(alice), undefined, world.log.entries))
  expect(ahead).toEqual(world.log.state)
  expect(ownCounted).toEqual(own(alice, ['access', 'key']))
  expect(own(alice, ['register', 'settings']).length).toBeGreaterThan(0)
  expect(unwrap(await judgeAhead(coreOf(bob), undefined, world.log.entries)).ownCounted).toEqual(
    own(bob, ['access', 'key']),
  )
})

test('in two pieces as in one; what does not follow stops it with the words of every other reading', async () => {
  const { entries } = world.log
  const [first, rest] = [entries.slice(0, 4), entries.slice(4)]
  const core = coreOf(alice)
  const before = unwrap(await judgeAhead(core, undefined, first))
  const held: HeldEntries = { entries: first, places: first.map(placeOf), ahead: before.ahead, admitted: true }
  const whole = unwrap(await judgeAhead(coreOf(alice), undefined, entries))
  const after = unwrap(await judgeAhead(core, held, rest))
  expect(after.ahead).toEqual(whole.ahead)
  expect([...before.ownCounted, ...after.ownCounted]).toEqual(whole.ownCounted)
  expect(await judgeAhead(core, held, rest.slice(1))).toMatchObject({ ok: false, error: { type: 'gap' } })
  expect(await judgeAhead(core, held, [{ ...rest[0]!, chain: 'ab'.repeat(32) }])).toMatchObject({
    ok: false,
    error: { type: 'fork' },
  })
  const last = entries.at(-1)!
  const fallen = sequenceEntry({ seq: last.seq, chain: last.chain, relayTime: 0 }, entries.at(-2)!.bytes, 5)
  expect(await judgeAhead(core, held, [...rest, fallen])).toMatchObject({ ok: false, error: { type: 'timeFell' } })
  // Bytes that are no entry keep their place, and say nothing.
  const odd = sequenceEntry(last, Uint8Array.of(1, 2, 3) as never, world.now)
  expect(unwrap(await judgeAhead(core, held, [...rest, odd])).ahead).toEqual(whole.ahead)
})

test('on a device whose vault is empty, and on one that has read half: heads of authors are found among what is held, and in the log', async () => {
  const { entries } = world.log
  const vault = await openVault('held-empty')
  const empty = { ...coreOf(alice), vault } as Core
  const whole = unwrap(await judgeAhead(empty, undefined, entries))
  expect(whole).toEqual(unwrap(await judgeAhead(coreOf(alice), undefined, entries)))
  const [first, rest] = [entries.slice(0, -2), entries.slice(-2)]
  const before = unwrap(await judgeAhead(empty, undefined, first))
  const held: HeldEntries = { entries: first, places: first.map(placeOf), ahead: before.ahead, admitted: true }
  expect(unwrap(await judgeAhead(empty, held, rest)).ahead).toEqual(whole.ahead)
  const last = first.at(-1)!
  const half = {
    ...coreOf(alice),
    log: before.ahead,
    head: { seq: last.seq, chain: last.chain, relayTime: last.relayTime, verdicts: '' },
  } as Core
  expect(unwrap(await judgeAhead(half, undefined, rest)).ahead).toEqual(whole.ahead)
  vault.close()
})

test('what does not count there moves nobody, and is no own entry that left the outbox', async () => {
  const { entries } = world.log
  const before = unwrap(await judgeAhead(coreOf(alice), undefined, entries))
  const body = writeAccessBody({
    type: 'relayJoined',
    prev: alice.replica.access().head.accessHash,
    origin: 'https://one.example',
  })
  const after = async (bytes: Uint8Array) =>
    unwrap(
      await judgeAhead(coreOf(alice), undefined, [
        ...entries,
        sequenceEntry(entries.at(-1)!, toBytes(bytes), world.now),
      ]),
    )
  const good = (await byHand(world, alice, 'access', body)).bytes
  expect((await after(good)).ahead.access.relays).toHaveLength(1)
  expect((await after(good)).ownCounted).toHaveLength(before.ownCounted.length + 1)
  const forged = Uint8Array.from(good)
  forged[forged.length - 1]! ^= 1
  for (const odd of [
    forged,
    (await byHand(world, alice, 'access', body, { head: { seq: 2, chain: 'ab'.repeat(32) } })).bytes,
  ]) {
    const { ahead, ownCounted } = await after(odd)
    expect([ahead.access, ownCounted]).toEqual([before.ahead.access, before.ownCounted])
  }
})

test('what may bring a key are entries about members and keys; the epoch awaited is that of the first', () => {
  const of = (...classes: readonly string[]) =>
    world.log.entries.filter((entry) => classes.includes(headerOf(entry).class))
  expect(mayBringKeys(of('register', 'settings'))).toBe(false)
  expect(mayBringKeys([...of('register'), ...of('access')])).toBe(true)
  expect(mayBringKeys([{ ...world.log.entries[0]!, bytes: Uint8Array.of(1) as never }])).toBe(false)
  const held = (admitted: boolean) => ({
    held: { entries: of('register'), places: [], ahead: world.log.state, admitted },
  })
  expect(epochAwaited(held(true))).toBe(headerOf(of('register')[0]!).epoch)
  expect(epochAwaited(held(false))).toBeUndefined()
})

test('members and devices are shown as they are there, and own entries among those leave the outbox', async () => {
  const core = coreOf(bob)
  const { vault } = bob
  await Promise.all([vault.members.clear(), vault.devices.clear(), vault.invites.clear()])
  await vault.outbox.bulkAdd([
    { n: 7, commandId: 'a', class: 'access', entryUuid: 'in', payload: { type: 'access' } },
    { n: 8, commandId: 'b', class: 'access', entryUuid: 'out', payload: { type: 'access' } },
  ] as never)
  core.heard.set(alice.keys.deviceId, 77)
  const held: HeldEntries = {
    entries: world.log.entries,
    places: world.log.entries.slice(3).map(placeOf),
    ahead: world.log.state,
    admitted: true,
  }
  expect(await showAhead(core, held, ['in'])).toEqual(['in'])
  expect((await vault.outbox.toArray()).map(({ entryUuid }) => entryUuid)).toEqual(['out'])
  const rows = async (person: Person) => [
    await person.vault.members.toArray(),
    (await person.vault.devices.toArray()).map(({ own: _own, lastHeard: _heard, ...row }) => row),
    await person.vault.invites.toArray(),
  ]
  expect(await rows(bob)).toEqual(await rows(alice))
  expect(await vault.devices.get(alice.keys.deviceId)).toMatchObject({ lastHeard: 77, own: false })
  expect((await vault.devices.get(bob.keys.deviceId))!.own).toBe(true)
  expect(await showAhead(core, held, [])).toEqual([])
  expect(await vault.outbox.count()).toBe(1)
})

/** The verdict on each entry and what it says, before anything is applied. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createVerifier } from '~/lib/crypto/verifier'
import { writeAccessBody } from '~/lib/protocol/access/accessBody'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { emptyHead, newUuid, readEntry, zeroHash } from '~/lib/protocol/log/entry'
import { emptyLogState } from '~/lib/protocol/log/judge'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { toBytes, type Bytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import { createClients } from '~/lib/vault/books/clients'
import type { Core } from '~/lib/vault/replica/replicaCore'
import { replicaKeysOf } from '~/lib/vault/store/deviceKeyStore'
import { fetchEpochKeys, judgeEntries, lookAhead, type JudgedBatch } from '~/lib/vault/log/judgeEntries'
import { createEntryKeys } from '~/lib/vault/log/openEntry'
import { unappliable } from '~/lib/vault/log/unappliable'
import { readAndVerify } from '~/lib/vault/log/verifySignatures'
import { byHand, sayByHand } from '../../hostile/support/byHand'
import { closeEverybody, createWorld, foundBy, join, random, settle, type Person, type World } from '../support/person'

let world: World
let alice: Person
let bob: Person
let log: readonly SequencedEntry[]
beforeAll(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  for (const person of [alice, bob]) {
    world.now += 1_000
    await person.must('record.create', { kind: 'risk', fields: { title: person.name } })
    await person.push()
  }
  await settle(alice, bob)
  log = [...world.log.entries]
})
afterAll(closeEverybody)

let core: Core
/** This person's device, which has read nothing. */
function coreOf(person: Person, more: Partial<Core> = {}): Core {
  const epochKeys = new Map<number, CryptoKey>()
  return {
    workspaceId: world.workspaceId,
    vault: person.vault,
    keys: replicaKeysOf(person.keys, person.vault),
    verifier: createVerifier(),
    log: emptyLogState(),
    head: { ...emptyHead, relayTime: 0, verdicts: zeroHash },
    epochKeys,
    entryKeys: createEntryKeys(world.workspaceId, (epoch) => epochKeys.get(epoch)),
    clients: createClients(() => Promise.resolve([])),
    leftOut: new Set(),
    clientId: 1,
    isStated: () => Promise.resolve(false),
    ...more,
  } as never as Core
}
beforeEach(() => {
  core = coreOf(alice)
})

const judged = async (entries: readonly SequencedEntry[] = log, of = core, found = new Map()) =>
  judgeEntries(of, await readAndVerify(of.verifier, of.log, entries), found)
const headerOf = ({ bytes }: SequencedEntry) => unwrap(readEntry(bytes)).header
/** After what is in the log already, in a place of its own. */
const behind = (bytes: Bytes, ...before: readonly SequencedEntry[]) =>
  sequenceEntry([...log, ...before].at(-1)!, bytes, world.now)
const verdicts = ({ entries }: JudgedBatch) => entries.map(({ failure }) => failure?.type ?? 'counts')
const updateOf = (clientId: number, ...values: readonly string[]): readonly Uint8Array[] => {
  const doc = newBookDoc()
  doc.clientID = clientId
  const made: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => made.push(update))
  for (const value of values) recordsOf(doc).set('ri_9/title', value)
  return made
}
const change = (...updates: readonly Uint8Array[]) =>
  writeUpdatePlaintext({
    verdicts: 'cd'.repeat(32),
    commands: updates.map((update, n) => ({
      commandId: `c${n}`,
      time: 1,
      parts: [{ class: 'register', book: 'risk', update: toBytes(update) }],
    })),
  })
const sealed = async (by: Person, plaintext: Bytes, wrong = {}) =>
  (await byHand(world, by, 'register', plaintext, wrong)).bytes

describe('a log', () => {
  test('counts from its first entry on, the same for every device; of one’s own each knows', async () => {
    const batch = unwrap(await judged())
    expect(batch.accessChanged).toBe(true)
    expect(verdicts(batch)).toEqual(log.map(() => 'counts'))
    expect(batch.entries.at(-1)!.after).toEqual(world.log.state)
    expect(batch.entries.map(({ own }) => own)).toEqual(
      log.map((entry) => headerOf(entry).deviceId === alice.keys.deviceId),
    )
    // Bob was let in further on, with the key.
    const his = coreOf(bob)
    await fetchEpochKeys(his, world.log.state)
    expect(unwrap(await judged(log, his)).entries.map(({ own }) => own)).toEqual(
      log.map((entry) => headerOf(entry).deviceId === bob.keys.deviceId),
    )
    for (const { entry, content, says, described, takesClientId, memberId, before, after } of batch.entries) {
      const plain = ['access', 'key'].includes(entry!.header.class)
      expect([content!.type, says !== undefined, described, takesClientId]).toEqual([
        plain ? 'plain' : 'update',
        !plain,
        undefined,
        false,
      ])
      expect(memberId).toBe(after.access.devices[entry!.header.deviceId]?.memberId)
      expect(before).not.toBe(after)
    }
    expect([...batch.seen]).toEqual([])
  })

  test('goes on from where it was read to: what its authors had seen is asked of the vault', async () => {
    const half = log.length - 1
    const first = unwrap(await judged(log.slice(0, half)))
    const { seq, chain, relayTime } = log[half - 1]!
    const on = coreOf(alice, {
      log: first.entries.at(-1)!.after,
      head: { seq, chain, relayTime, verdicts: 'ab'.repeat(32) },
      clients: core.clients,
    })
    const batch = unwrap(await judged(log.slice(half), on))
    expect(verdicts(batch)).toEqual(['counts'])
    expect(batch.accessChanged).toBe(false)
    const head = headerOf(log[half]!).head.seq
    expect([...batch.seen]).toEqual([[head, (await alice.vault.log.get(head))!.verdicts]])
    // The very head it was read to, and not one further.
    const fresh = behind(await sealed(alice, change(updateOf(5, 'x')[0]!)))
    expect([
      ...unwrap(
        await judged(
          [fresh],
          coreOf(alice, { log: batch.entries.at(-1)!.after, head: { ...log.at(-1)!, verdicts: '' } }),
        ),
      ).seen.keys(),
    ]).toEqual([log.length])
  })

  test('that does not follow is taken nowhere: a gap, another history, a time that falls, first or further on', async () => {
    const type = async (...entries: readonly SequencedEntry[]) => {
      const result = await judged(entries)
      return result.ok ? 'ok' : result.error.type
    }
    const [one, two, three] = log as [SequencedEntry, SequencedEntry, SequencedEntry]
    expect(await type(two)).toBe('gap')
    expect(await type(one, three)).toBe('gap')
    expect(await type({ ...one, chain: 'ab'.repeat(32) })).toBe('fork')
    expect(await type(one, { ...two, chain: 'ab'.repeat(32) })).toBe('fork')
    const last = log.at(-1)!
    const fallen = sequenceEntry(
      { seq: last.seq, chain: last.chain, relayTime: 0 },
      await sealed(alice, change(updateOf(5, 'x')[0]!)),
      5,
    )
    expect(await type(...log, fallen)).toBe('timeFell')
    // An owner alone may say that it does.
    const reset = async (by: Person) =>
      sequenceEntry(
        { seq: last.seq, chain: last.chain, relayTime: 0 },
        (
          await byHand(
            world,
            by,
            'access',
            writeAccessBody({ type: 'timeReset', prev: world.log.state.access.head.accessHash }),
          )
        ).bytes,
        5,
      )
    expect(await type(...log, await reset(bob))).toBe('timeFell')
    expect(await type(...log, await reset(alice))).toBe('ok')
  })
})

describe('an entry that does not count', () => {
  const after = async (...bytes: readonly Bytes[]) => {
    const entries = bytes.reduce<readonly SequencedEntry[]>((so, one) => [...so, behind(one, ...so)], [])
    return unwrap(await judged([...log, ...entries]))
  }

  test('of bytes that are none: it is of nobody, and the state stays', async () => {
    const batch = await after(toBytes(Uint8Array.of(1, 2, 3)))
    const { sequenced, hash, before, failure, ...rest } = batch.entries.at(-1)!
    expect([sequenced.seq, hash.length, failure!.type]).toEqual([log.length + 1, 64, 'malformed'])
    expect(before).toBe(rest.after)
    expect(rest).toEqual({
      entry: undefined,
      content: undefined,
      says: undefined,
      described: undefined,
      own: false,
      after: before,
      memberId: undefined,
      takesClientId: false,
      vouched: false,
    })
  })

  test('of another history, or under a name that is not its author’s, is told with what it says; only what one signed is one’s own', async () => {
    const own = await after(
      await sealed(alice, change(updateOf(5, 'x')[0]!), { head: { seq: 2, chain: 'ab'.repeat(32) } }),
    )
    expect(own.entries.at(-1)).toMatchObject({
      failure: { type: 'wrongHead' },
      own: true,
      content: undefined,
      says: undefined,
      described: { commands: [{ commandId: 'c0' }] },
      takesClientId: false,
    })
    const { deviceSeq, prevDeviceHash } = alice.replica.ownChain()
    const place = {
      workspaceId: world.workspaceId,
      deviceId: alice.keys.deviceId,
      deviceSeq: deviceSeq + 1,
      prevDeviceHash,
      head: { seq: log.length, chain: log.at(-1)!.chain },
      epoch: 1,
    }
    const forged = await writeSignedEntry(
      'register',
      newUuid(random),
      change(updateOf(5, 'x')[0]!),
      place,
      { sign: bob.replica.signer().sign, epochKey: (epoch) => bob.replica.epochKey(epoch) },
      random,
    )
    const { failure, own: isOwn, before, after: then } = (await after(forged.bytes)).entries.at(-1)!
    expect([failure!.type, isOwn]).toEqual(['badSignature', false])
    expect(then).toBe(before)
    // On a later entry's word it is believed, until it is verified by itself.
    core = coreOf(alice)
    const entries = [...log, behind(forged.bytes)]
    const read = await readAndVerify(core.verifier, core.log, entries)
    expect(
      unwrap(
        await judgeEntries(core, [...read.slice(0, -1), { ...read.at(-1)!, valid: true, vouched: true }]),
      ).entries.at(-1),
    ).toMatchObject({ failure: undefined, vouched: true, own: true })
  })

  test('that can’t be read, or whose clocks do not fit, says what it is; the next one of its device counts', async () => {
    const odd = await after(await sealed(bob, toBytes(Uint8Array.of(9))))
    expect(odd.entries.at(-1)).toMatchObject({
      failure: { type: 'malformedContent' },
      content: undefined,
      says: undefined,
      described: { unreadable: expect.any(String) },
      own: false,
    })
    core = coreOf(alice)
    const [, second] = updateOf(5, 'x', 'y')
    const gap = await after(await sealed(bob, change(second!)))
    // What its author makes of the log is heard all the same.
    expect(gap.entries.at(-1)).toMatchObject({
      failure: { type: 'clockGap' },
      content: undefined,
      says: 'cd'.repeat(32),
      described: { commands: [{ commandId: 'c0' }] },
    })
  })

  test('because Yjs did not take it', async () => {
    const bytes = await sealed(bob, change(updateOf(5, 'x')[0]!))
    const at = log.length + 1
    const batch = unwrap(await judged([...log, behind(bytes)], core, new Map([[at, unappliable()]])))
    expect(verdicts(batch)).toEqual([...log.map(() => 'counts'), 'unappliable'])
    expect(batch.entries.at(-1)).toMatchObject({
      content: undefined,
      says: 'cd'.repeat(32),
      described: { commands: [{ commandId: 'c0' }] },
    })
    // Of one that can't even be read, that is told.
    core = coreOf(alice)
    expect(
      verdicts(
        unwrap(
          await judged(
            [...log, behind(await sealed(bob, toBytes(Uint8Array.of(9))))],
            core,
            new Map([[at, unappliable()]]),
          ),
        ),
      ).at(-1),
    ).toBe('malformedContent')
  })

  test('because an owner left its key out; what is not sealed counts, and what counts for nobody else keeps its own word', async () => {
    const odd = behind(await sealed(bob, change(updateOf(5, 'x')[0]!), { head: { seq: 2, chain: 'ab'.repeat(32) } }))
    core = coreOf(alice, { leftOut: new Set([1]) })
    const batch = unwrap(await judged([...log, odd]))
    expect(verdicts(batch)).toEqual([
      ...log.map((entry) => (['access', 'key'].includes(headerOf(entry).class) ? 'counts' : 'leftOutEpoch')),
      'wrongHead',
    ])
    const sealedOne = batch.entries.find(({ failure }) => failure?.type === 'leftOutEpoch')!
    expect(sealedOne).toMatchObject({ content: undefined, says: undefined, described: { unreadable: 'noKey' } })
    expect(sealedOne.failure!.message).toContain('counts for nobody')
    core = coreOf(alice, { leftOut: new Set([2]) })
    expect(new Set(verdicts(unwrap(await judged())))).toEqual(new Set(['counts']))
  })
})

describe('a statement', () => {
  test('is judged by the records of its place: what changes those after it is of the next piece; sent twice it counts once', async () => {
    const other = createWorld()
    const owner = await foundBy(other, 'Olga')
    const create = async (kind: 'risk' | 'asset') => {
      await owner.must('record.create', { kind, fields: kind === 'risk' ? { title: 'x' } : { name: 'x' } })
      await owner.push()
    }
    const judgedOf = async (isStated: (id: string) => boolean = () => false) =>
      unwrap(
        await judged(other.log.entries, {
          ...coreOf(owner),
          workspaceId: other.workspaceId,
          entryKeys: createEntryKeys(other.workspaceId, (epoch) => owner.replica.epochKey(epoch)),
          isStated: (id: string) => Promise.resolve(isStated(id)),
        } as Core),
      )
    await create('risk')
    await sayByHand(other, owner, { type: 'approve', kind: 'roleAssignment', id: 'ro_1', contentHash: '0'.repeat(64) })
    await create('asset')
    await create('risk')
    expect((await judgedOf()).entries).toHaveLength(other.log.entries.length)
    await sayByHand(other, owner, {
      type: 'accept',
      kind: 'riskAcceptance',
      id: 'ra_1',
      contentHash: '0'.repeat(64),
      validUntil: '2026-12-01',
    })
    const said = await judgedOf()
    expect(said.entries.at(-1)).toMatchObject({ failure: undefined, content: { type: 'statement' }, says: undefined })
    expect(verdicts(await judgedOf(() => true)).filter((verdict) => verdict === 'repeatedStatement')).toHaveLength(2)
    await create('asset')
    await sayByHand(other, owner, {
      type: 'accept',
      kind: 'riskAcceptance',
      id: 'ra_1',
      contentHash: '0'.repeat(64),
      validUntil: '2026-12-01',
    })
    const twice = await judgedOf()
    expect(twice.entries.at(-1)).toMatchObject({
      failure: { type: 'repeatedStatement' },
      content: undefined,
      described: { statement: { type: 'accept' } },
    })
    const before = other.log.entries.length
    await create('risk')
    expect((await judgedOf()).entries).toHaveLength(before)
    await owner.close()
  })
})

describe('a client id of this device', () => {
  test('in another’s hands is noticed, in its own it is not', async () => {
    const first = updateOf(77, 'x')[0]!
    const takes = async (by: Person, clientId: number) => {
      core = coreOf(alice, { clientId })
      return unwrap(await judged([...log, behind(await sealed(by, change(updateOf(78, 'y')[0]!, first)))])).entries.at(
        -1,
      )!.takesClientId
    }
    expect([await takes(bob, 77), await takes(bob, 78), await takes(bob, 79), await takes(alice, 77)]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('keys', () => {
  test('that are not here: what comes before is taken in, and then it waits', async () => {
    const none = { ...core.keys, openEpochs: () => Promise.resolve(new Map()) } as never as Core['keys']
    core = coreOf(alice, { keys: none })
    const first = log.findIndex((entry) => !['access', 'key'].includes(headerOf(entry).class))
    const batch = unwrap(await judged())
    expect(batch.entries).toHaveLength(first)
    const { seq, chain, relayTime } = log[first - 1]!
    const on = coreOf(alice, {
      keys: none,
      log: batch.entries.at(-1)!.after,
      head: { seq, chain, relayTime, verdicts: '' },
    })
    expect(await judged(log.slice(first), on)).toMatchObject({ ok: false, error: { type: 'noKey' } })
  })

  test('are fetched once, and none before there is a workspace', async () => {
    expect(await fetchEpochKeys(core, core.log)).toBe(false)
    expect([await fetchEpochKeys(core, world.log.state), [...core.epochKeys.keys()]]).toEqual([true, [1]])
    expect(await fetchEpochKeys(core, world.log.state)).toBe(false)
  })

  test('of a device that waits to be let in: what members and keys add up to further on, whatever lies between', async () => {
    const of = (...classes: readonly string[]) => log.filter((entry) => classes.includes(headerOf(entry).class))
    expect((await lookAhead(core, core.log, log)).access).toEqual(world.log.state.access)
    expect((await lookAhead(core, core.log, of('access'))).access).toEqual(world.log.state.access)
    expect(
      (
        await lookAhead(core, core.log, [
          { ...log[0]!, bytes: toBytes(Uint8Array.of(1)) },
          ...of('register'),
          ...of('access'),
        ])
      ).access,
    ).toEqual(world.log.state.access)
    // Other entries move nothing, not even the chain of their device.
    expect(await lookAhead(core, world.log.state, of('register'))).toBe(world.log.state)
    // What somebody else signed is not believed.
    const bytes = Uint8Array.from(log[0]!.bytes)
    bytes[bytes.length - 1]! ^= 1
    expect((await lookAhead(core, core.log, [{ ...log[0]!, bytes: toBytes(bytes) }])).access).toEqual(
      emptyLogState().access,
    )
  })
})

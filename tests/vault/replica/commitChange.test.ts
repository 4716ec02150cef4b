/** What a command leaves behind when it is durable, and that it leaves nothing when it is not. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newUuid } from '~/lib/protocol/log/entry'
import { emptyLogState } from '~/lib/protocol/log/judge'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { toBytes } from '~/lib/shared/bytes'
import { canonicalBytes, type JsonValue } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { commitChange } from '~/lib/vault/replica/commitChange'
import { metaKeys, type Core } from '~/lib/vault/replica/replicaCore'
import { intentsOf, packIntents } from '~/lib/vault/history/packedIntents'
import type { Change } from '~/lib/vault/replica/replica'
import type { Intent, TrailRow } from '~/lib/vault/store/tables'
import { allAgree } from '~/lib/vault/log/verdictCheck'
import { closeEverybody, createWorld, foundBy, random, type Person, type World } from '../support/person'

let world: World
let alice: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterEach(closeEverybody)

const changeOf = (more: Partial<Change>): Change => ({
  commandId: newUuid(random),
  name: 'test.change',
  input: { a: 1 },
  at: 77,
  result: 'done',
  ...more,
})
const commit = (more: Partial<Change>) => alice.replica.exclusive(() => alice.replica.commit(changeOf(more)))
const set = (key: string, after: JsonValue, book: Intent['book'] = 'risk', before: JsonValue = null): Intent => ({
  type: 'set',
  book,
  key,
  before,
  after,
})
const typeOf = (done: Awaited<ReturnType<typeof commit>>) => (done.ok ? 'ok' : done.error.type)
const left = async () => [
  await alice.replica.waiting(),
  await alice.vault.commands.count(),
  await alice.vault.trail.filter(({ seq }) => seq === undefined).count(),
  (await alice.rows('risk')).length,
]
const full = (): never => {
  throw new DOMException('full', 'QuotaExceededError')
}

describe('a change that is durable', () => {
  test('waits in rows of their classes, with its answer, its history and what interfaces show', async () => {
    const { vault } = alice
    const commands = await vault.commands.count()
    const base = alice.replica.head().seq
    const n = 2
    expect(await vault.outbox.count()).toBe(0)
    const intents = [set('ri_1/kind', 'risk'), set('ri_1/title', 'R'), set('as_1/kind', 'asset', 'asset')]
    const about = { kind: 'risk', id: 'ri_1', fields: ['title'] } as const
    unwrap(await commit({ commandId: 'c', intents, access: [toBytes(Uint8Array.of(1))], about }))
    const common = { commandId: 'c', name: 'test.change', input: { a: 1 }, at: 77, base, about }
    const rows = await vault.outbox.where('commandId').equals('c').sortBy('n')
    expect(rows).toEqual([
      {
        ...common,
        n: n + 1,
        class: 'register',
        payload: {
          type: 'update',
          intents: packIntents(intents),
          parts: [
            { book: 'risk', update: expect.any(Uint8Array) },
            { book: 'asset', update: expect.any(Uint8Array) },
          ],
        },
      },
      { ...common, n: n + 2, class: 'access', payload: { type: 'access', body: Uint8Array.of(1) } },
    ])
    expect(intentsOf(rows[0]!)).toEqual(intents)
    expect([(await vault.commands.count()) - commands, await vault.commands.get('c')]).toEqual([
      1,
      { commandId: 'c', name: 'test.change', at: 77, result: 'done' },
    ])
    const { memberId } = alice.replica.access().devices[alice.keys.deviceId]!
    expect(
      ((await vault.trail.where('commandId').equals('c').toArray()) as TrailRow[])
        .map(({ recordId, field, memberId: of, deviceId, n: at, time, seq }) => [
          recordId,
          field,
          of,
          deviceId,
          at,
          time,
          seq,
        ])
        .sort(),
    ).toEqual(
      [
        ['as_1', 'kind'],
        ['ri_1', 'kind'],
        ['ri_1', 'title'],
      ].map((name) => [...name, memberId, alice.keys.deviceId, n + 1, 77, undefined]),
    )
    expect(await alice.rows('risk')).toMatchObject([{ id: 'ri_1', title: 'R' }])
    expect(await alice.rows('asset')).toMatchObject([{ id: 'as_1' }])
    expect((await vault.meta.get(metaKeys.clientId))!.value).toBeTypeOf('number')
    unwrap(await commit({ commandId: 'd', intents: [set('ri_1/title', 'S', 'risk', 'R')] }))
    expect(await vault.outbox.get(n + 3)).not.toHaveProperty('about')
    expect(await vault.outbox.get(n + 3)).not.toHaveProperty('share')
  })

  test('as a statement is a row that waits for the log', async () => {
    const { id } = await alice.must('record.create', { kind: 'evidence', fields: { title: 'Seen', source: 'link' } })
    const { memberId } = alice.replica.access().devices[alice.keys.deviceId]!
    const body = toBytes(
      canonicalBytes({
        v: 1,
        workspaceId: world.workspaceId,
        deviceId: alice.keys.deviceId,
        memberId,
        type: 'review',
        subject: { kind: 'evidence', id },
        profile: 'review',
        decision: 'accepted',
        contentHash: '0'.repeat(64),
        time: '2026-06-01T09:00:00.000Z',
      }),
    )
    unwrap(await commit({ commandId: 's', statements: [{ body, innerSignature: random(64) }] }))
    expect(await alice.vault.statements.toArray()).toMatchObject([{ subjectKind: 'evidence', subjectId: id }])
    expect((await alice.vault.statements.toArray())[0]!.seq).toBeUndefined()
    expect((await alice.vault.outbox.orderBy('n').last())!).toMatchObject({
      class: 'statement',
      payload: { type: 'statement', body },
    })
  })

  test('of nothing waits nowhere', async () => {
    const before = await alice.replica.waiting()
    unwrap(await commit({ commandId: 'n' }))
    expect([await alice.replica.waiting(), (await alice.vault.commands.get('n'))!.result]).toEqual([before, 'done'])
    expect(await alice.vault.statements.count()).toBe(0)
  })

  test('settles a conflict at once where it says so, and opens it again', async () => {
    const rival = { value: 'theirs', deviceId: 'd', memberId: 'm', time: 1 }
    const row = (id: string, more: object): TrailRow => ({
      id,
      commandId: 'x',
      kind: 'risk',
      recordId: 'ri_1',
      field: 'title',
      before: null,
      after: 'x',
      deviceId: 'd',
      memberId: 'm',
      time: 1,
      seq: 2,
      concurrent: true,
      lost: false,
      ...more,
    })
    await alice.vault.trail.bulkPut([
      row('2.0/ri_1/title', { rival, conflict: 'risk' }),
      row('2.0/ri_1/cause', { long: true, field: 'cause' }),
      row('2.0/ri_1/owner', { field: 'owner' }),
    ])
    const settle = async (id: string, after: JsonValue) =>
      unwrap(await commit({ intents: [set(`ri_1/_settled/${id}`, after)] }))
    const at = async (id: string) => (await alice.vault.trail.get(id)) as TrailRow
    for (const id of ['2.0/ri_1/title', '2.0/ri_1/cause', '2.0/ri_1/owner', 'nobody']) await settle(id, true)
    expect([
      (await at('2.0/ri_1/title')).settled,
      (await at('2.0/ri_1/title')).conflict,
      (await at('2.0/ri_1/cause')).settled,
      (await at('2.0/ri_1/owner')).settled,
    ]).toEqual([true, undefined, true, undefined])
    await settle('2.0/ri_1/title', 'yes')
    expect([(await at('2.0/ri_1/title')).settled, (await at('2.0/ri_1/title')).conflict]).toEqual([undefined, 'risk'])
    // Another field of that name, and one without an element, settle nothing.
    unwrap(await commit({ intents: [set('ri_1/other/2.0/ri_1/title', true), set('ri_1/_settled', true)] }))
    expect((await at('2.0/ri_1/title')).conflict).toBe('risk')
  })
})

describe('a change that is not', () => {
  test('leaves nothing, whatever step the worker dies at; once it is written it is all there', async () => {
    const before = await left()
    for (const step of ['commit:opened', 'commit:beforeTransaction', 'commit:applied', 'commit:inTransaction']) {
      alice.dieAt(step)
      await expect(commit({ intents: [set('ri_1/kind', 'risk'), set('ri_1/title', step)] })).rejects.toThrow(step)
      expect([await left(), await alice.replica.readValue('risk', 'ri_1/title')]).toEqual([before, null])
      await alice.restart()
      expect([await left(), await alice.replica.readValue('risk', 'ri_1/title')]).toEqual([before, null])
    }
    alice.dieAt('commit:afterTransaction')
    await expect(commit({ intents: [set('ri_1/kind', 'risk'), set('ri_1/title', 'kept')] })).rejects.toThrow(
      'commit:afterTransaction',
    )
    await alice.restart()
    expect(await alice.rows('risk')).toMatchObject([{ title: 'kept' }])
    expect(await alice.replica.waiting()).toBe((before[0]! as number) + 1)
  })

  test('for a full disk says so at the first try; a bug is thrown on', async () => {
    const before = await left()
    const creating = alice.vault.outbox.hook('creating')
    let fails = 1
    const once = (): void => {
      if (fails-- > 0) full()
    }
    creating.subscribe(once)
    expect(await commit({ intents: [set('ri_1/kind', 'risk')] })).toMatchObject({
      ok: false,
      error: { type: 'diskFull' },
    })
    expect([await left(), await alice.replica.readValue('risk', 'ri_1/kind')]).toEqual([before, null])
    creating.unsubscribe(once)
    const bug = (): never => {
      throw new TypeError('a bug')
    }
    creating.subscribe(bug)
    await expect(commit({ intents: [set('ri_1/kind', 'risk')] })).rejects.toThrow('a bug')
    creating.unsubscribe(bug)
    expect([await left(), await alice.replica.readValue('risk', 'ri_1/kind')]).toEqual([before, null])
    unwrap(await commit({ intents: [set('ri_1/kind', 'risk')] }))
  })

  test('because one value is more than an entry takes, or because nobody would count it', async () => {
    const before = await left()
    const most = Math.floor(limits.entryBytes * 0.87)
    unwrap(await commit({ commandId: 'measure', intents: [set('ri_0/x', 'x'.repeat(most - 500))] }))
    const measured = (await alice.vault.outbox.orderBy('n').last())!.payload as never as {
      readonly parts: readonly [{ readonly update: Uint8Array }]
    }
    const letters = most - (measured.parts[0].update.length - (most - 500))
    expect(typeOf(await commit({ intents: [set('ri_1/x', 'x'.repeat(letters + 1))] }))).toBe('tooLarge')
    expect(await alice.replica.waiting()).toBe((before[0]! as number) + 1)
    expect(await alice.replica.readValue('risk', 'ri_1/x')).toBeNull()
    expect(typeOf(await commit({ intents: [set('ri_2/x', 'x'.repeat(letters))] }))).toBe('ok')
    expect(await commit({ intents: [set(`ri_3/x/${'a'.repeat(limits.update.keyChars)}`, 1)] })).toMatchObject({
      ok: false,
      error: {
        type: 'notCountable',
        message: expect.stringContaining('no device would count this change (it stands where nothing may)'),
      },
    })
    expect(await alice.replica.waiting()).toBe((before[0]! as number) + 2)
  })
})

describe('nothing is written', () => {
  const rules = (n: number) => ({ ...emptyLogState(), access: { ...emptyLogState().access, rules: { n, seq: 1 } } })
  const ask = async (core: object, change: Partial<Change>) =>
    typeOf(
      await commitChange(
        { log: rules(1), verdictCheck: { ...allAgree, state: 'checking' }, ...core } as never as Core,
        changeOf(change),
      ),
    )
  const intents = [set('ri_1/x', 1)]

  test('by rules that are not known, on rows from a snapshot, without the key, or while the log is judged again', async () => {
    expect(await ask({}, { intents })).toBe('verdictsDiffer')
    expect(await ask({ log: rules(2) }, { intents })).toBe('updateNeeded')
    expect(await ask({ early: [] }, { intents })).toBe('notYetVerified')
    const held = (admitted: boolean, ahead = rules(1)) => ({ held: { admitted, ahead } })
    expect(await ask({ ...held(true, rules(2)) }, { access: [] })).toBe('updateNeeded')
    expect(await ask({ ...held(true), log: rules(2) }, { access: [] })).toBe('verdictsDiffer')
    expect(await ask({ ...held(false, rules(2)) }, { intents })).toBe('verdictsDiffer')
    const one = [toBytes(Uint8Array.of(1))]
    for (const part of [
      { intents },
      { statements: [{ body: one[0]!, innerSignature: one[0]! }] },
      { erasures: one },
      { snapshots: one },
    ]) {
      expect(await ask(held(true), part)).toBe('keyMissing')
      expect(await ask(held(true), { ...part, access: one })).toBe('keyMissing')
      expect(await ask(held(false), part)).toBe('verdictsDiffer')
    }
    for (const part of [{ access: one }, { keys: one }, { intents: [], statements: [], erasures: [], snapshots: [] }])
      expect(await ask(held(true), part)).toBe('verdictsDiffer')
  })
})

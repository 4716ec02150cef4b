/** Which rows make the next entry, by themselves: at each boundary, and what holds them back. */

import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emptyLogState } from '~/lib/protocol/log/judge'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { toBytes } from '~/lib/shared/bytes'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import type { Core } from '~/lib/vault/replica/replicaCore'
import { takeBatch } from '~/lib/vault/replica/outbox'
import { openVault, type OutboxRow, type Vault } from '~/lib/vault/store/tables'
import { allAgree } from '~/lib/vault/log/verdictCheck'

let vault: Vault
let names = 0
beforeEach(async () => {
  vault = await openVault(`outbox-${names++}`)
})
afterEach(() => vault.close())

const core = (more: Partial<Core> = {}): Core =>
  ({
    vault,
    random: (n: number) => toBytes(randomBytes(n)),
    held: undefined,
    log: emptyLogState(),
    verdictCheck: allAgree,
    rebaseDue: undefined,
    ...more,
  }) as never as Core
const rules = (n: number) => ({ ...emptyLogState(), access: { ...emptyLogState().access, rules: { n, seq: 1 } } })

function updateOf(value: unknown): Uint8Array {
  const doc = newBookDoc()
  doc.clientID = 77
  let update = new Uint8Array()
  doc.on('update', (bytes: Uint8Array) => void (update = bytes as never))
  recordsOf(doc).set('ri_1/title', value as never)
  return update
}
const small = updateOf('x')
let n = 0
const row = (more: Partial<OutboxRow> = {}, updates: readonly Uint8Array[] = [small]): OutboxRow => {
  n += 1
  return {
    n,
    commandId: `c${n}`,
    name: 'test',
    input: null,
    class: 'register',
    at: 1,
    base: 0,
    payload: { type: 'update', intents: '[]', parts: updates.map((update) => ({ book: 'risk', update })) },
    ...more,
  }
}
const odd = (entryClass: string, type: 'statement' | 'access' | 'key'): OutboxRow =>
  row({ class: entryClass, payload: { type, body: Uint8Array.of(1), innerSignature: Uint8Array.of(1) } as never })
const put = async (...rows: readonly OutboxRow[]): Promise<void> => {
  await vault.outbox.clear()
  await vault.outbox.bulkPut([...rows])
}
/** The numbers of the rows of the next batch; nothing is left marked. */
async function taken(of: Core = core(), skip: readonly string[] = []): Promise<readonly number[] | undefined> {
  const before = await vault.outbox.toArray()
  const batch = await takeBatch(of, new Set(skip))
  await vault.outbox.bulkPut(before)
  return batch?.rows.map((one) => one.n)
}

describe('nothing goes out', () => {
  test('of an empty outbox, under rules that this program does not know, while the log is judged again, or while a repair is due', async () => {
    await put()
    expect(await taken()).toBeUndefined()
    const one = row()
    await put(one)
    expect(await taken()).toEqual([one.n])
    expect(await taken(core({ log: rules(99) }))).toBeUndefined()
    expect(await taken(core({ verdictCheck: { ...allAgree, state: 'checking' } }))).toBeUndefined()
    expect(await taken(core({ rebaseDue: { reason: 'refused', touched: [] } }))).toBeUndefined()
    expect((await vault.outbox.get(one.n))!.entryUuid).toBeUndefined()
  })

  test('but members and keys while a key is missing, also while a repair is due, by the rules as they are further on', async () => {
    const [record, access, key] = [row(), odd('access', 'access'), odd('key', 'key')]
    const held = (ahead = emptyLogState(), admitted = true) => ({ held: { entries: [], places: [], ahead, admitted } })
    await put(record, access, key)
    expect(await taken(core(held()))).toEqual([access.n])
    expect(await taken(core({ ...held(), rebaseDue: { reason: 'refused', touched: [] } }))).toEqual([access.n])
    expect(await taken(core(held(rules(99))))).toBeUndefined()
    expect(await taken(core({ ...held(), log: rules(99) }))).toEqual([access.n])
    // Of a device that is not let in nothing is known further on.
    expect(await taken(core(held(rules(99), false)))).toEqual([record.n])
    expect(
      await taken(core({ ...held(emptyLogState(), false), rebaseDue: { reason: 'refused', touched: [] } })),
    ).toBeUndefined()
    await put(record, key)
    expect(await taken(core(held()))).toEqual([key.n])
    await put(record)
    expect(await taken(core(held()))).toBeUndefined()
  })

  test('of what was made anew, while another entry is in flight', async () => {
    const [former, plain] = [row({ former: 'sent' }), row()]
    await put(former, plain)
    expect(await taken()).toEqual([former.n, plain.n])
    expect(await taken(core(), ['x'])).toBeUndefined()
    const [first, later, last] = [row(), row({ former: 'sent' }), row()]
    await put(first, later, last)
    expect(await taken()).toEqual([first.n, later.n, last.n])
    expect(await taken(core(), ['x'])).toEqual([first.n])
  })
})

describe('an entry that was marked', () => {
  test('is asked again with all its rows in their order; what is in flight is passed over, and marked rows join no other', async () => {
    const [one, other, two] = [row({ entryUuid: 'a' }), row(), row({ entryUuid: 'a' })]
    await put(two, other, one)
    expect(await takeBatch(core(), new Set())).toMatchObject({
      uuid: 'a',
      class: 'register',
      rows: [{ n: one.n }, { n: two.n }],
    })
    expect(await taken(core(), ['a'])).toEqual([other.n])
    const [fresh, marked, behind] = [row(), row({ entryUuid: 'b' }), row()]
    await put(fresh, marked, behind)
    expect(await taken()).toEqual([fresh.n])
    expect(await taken(core(), ['b'])).toEqual([fresh.n, behind.n])
  })

  test('is marked before it is given away, under a name of its own', async () => {
    await put(row(), row())
    const batch = (await takeBatch(core(), new Set()))!
    expect((await vault.outbox.toArray()).map(({ entryUuid }) => entryUuid)).toEqual([batch.uuid, batch.uuid])
    expect(batch.rows.map(({ entryUuid }) => entryUuid)).toEqual([batch.uuid, batch.uuid])
    expect((await takeBatch(core(), new Set()))!.uuid).toBe(batch.uuid)
  })
})

describe('one entry takes', () => {
  const most = Math.floor(limits.entryBytes * 0.85)
  /** A row that counts for so many bytes: command, book and what stands around them included. */
  function rowOf(bytes: number, more: Partial<OutboxRow> = {}): OutboxRow {
    const empty = row(more)
    const around = empty.commandId.length + 16 + 'risk'.length + 32
    const room = bytes - around
    const update = updateOf('x'.repeat(2 * room - updateOf('x'.repeat(room)).length))
    expect(update.length).toBe(room)
    return { ...empty, payload: { type: 'update', intents: '[]', parts: [{ book: 'risk', update }] } }
  }

  test('so many bytes and not one more; the first row whatever it takes', async () => {
    const half = Math.floor(most / 2)
    const [a, b, c] = [rowOf(half), rowOf(most - half), rowOf(most - half + 1)]
    await put(a, b)
    expect(await taken()).toEqual([a.n, b.n])
    await put(a, c)
    expect(await taken()).toEqual([a.n])
    const large = rowOf(most + 1)
    await put(large, row())
    expect(await taken()).toEqual([large.n])
  })

  test('so many commands, so many values, and rows of one class', async () => {
    const rows = Array.from({ length: limits.update.commands + 1 }, () => row())
    await put(...rows)
    expect((await taken())!.length).toBe(limits.update.commands)
    const list = updateOf(Array.from({ length: limits.update.nodes / 2 - 10 }, () => 0))
    const [one, two, three] = [row({}, [list]), row({}, [list]), row({}, [list])]
    await put(one, two, three)
    expect(await taken()).toEqual([one.n, two.n])
    const [risk, audit, again] = [row(), row({ class: 'audit' }), row()]
    await put(risk, audit, again)
    expect(await taken()).toEqual([risk.n])
    await put(audit, again)
    expect(await taken()).toEqual([audit.n])
  })

  test('each command once; of what is no change, one alone', async () => {
    const [one, two, same] = [row(), row(), row()]
    await put(one, two, { ...same, commandId: one.commandId })
    expect(await taken()).toEqual([one.n, two.n])
    for (const [entryClass, type] of [
      ['statement', 'statement'],
      ['access', 'access'],
      ['key', 'key'],
    ] as const) {
      const [first, second] = [odd(entryClass, type), odd(entryClass, type)]
      await put(first, second)
      expect(await taken()).toEqual([first.n])
      await put(first, row({ class: entryClass }))
      expect(await taken()).toEqual([first.n])
      // Not even where a class says otherwise.
      const change = row({ class: entryClass })
      await put(change, { ...second, n: change.n + 1 })
      n += 1
      expect(await taken()).toEqual([change.n])
    }
  })

  test('what can’t be measured only alone, so that the answer is about it', async () => {
    const damaged = row({}, [Uint8Array.of(1, 2, 3)])
    const behind = row()
    await put(damaged, behind)
    expect(await taken()).toEqual([damaged.n])
    const [first, broken, last] = [row(), row({}, [Uint8Array.of(1, 2, 3)]), row()]
    await put(first, broken, last)
    expect(await taken()).toEqual([first.n])
  })

  test('more rows than are read at once, in their order, none twice', async () => {
    const rows = Array.from({ length: 200 }, () => row())
    await put(...rows)
    expect(await taken()).toEqual(rows.map((one) => one.n))
  })
})

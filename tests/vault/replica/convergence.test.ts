/**
 * The property of protocol.md 7: random edits on 2-4 devices, offline spells, restarts, refusals, restored copies and
 * reordered delivery end in equal rows and trails everywhere, and every acknowledged command is in the log exactly once
 * or under "Not sent" on its author's device.
 */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordKind, type Kind } from '~/lib/records/registry'
import { readEntry } from '~/lib/protocol/log/entry'
import { readUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { deriveKey } from '~/lib/crypto/epoch'
import { openEntry } from '~/lib/crypto/sealEntry'
import { unwrap } from '~/lib/shared/result'
import type { FieldChange } from '~/lib/engine/commandMap'
import { createWorld, foundBy, join, settle, type Copy, type Person, type World } from '../support/person'

type Action =
  | { readonly do: 'create'; readonly who: number; readonly kind: 0 | 1 | 2 }
  | {
      readonly do: 'edit'
      readonly who: number
      readonly record: number
      readonly field: number
      readonly value: number
    }
  | {
      readonly do: 'text'
      readonly who: number
      readonly record: number
      readonly at: number
      readonly cut: number
      readonly insert: string
      readonly stale: boolean
    }
  | { readonly do: 'soa'; readonly who: number; readonly requirement: number; readonly value: number }
  | { readonly do: 'archive' | 'undo' | 'settle'; readonly who: number; readonly record: number }
  | { readonly do: 'pull'; readonly who: number; readonly most: number }
  | { readonly do: 'push' | 'pushUnheard' | 'restart' | 'copy' | 'restore' | 'checkpoint'; readonly who: number }
  | { readonly do: 'refuse'; readonly entryClass: 0 | 1 }
  | { readonly do: 'wait'; readonly ms: number }

const who = fc.nat({ max: 3 })
const record = fc.nat({ max: 20 })
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      who,
      kind: fc.constantFrom(0 as const, 1 as const, 2 as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      who,
      record,
      field: fc.nat({ max: 3 }),
      value: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('text' as const),
      who,
      record,
      at: fc.nat({ max: 40 }),
      cut: fc.nat({ max: 4 }),
      insert: fc.constantFrom('', 'a', 'xyz ', '\n\n', '🙂'),
      stale: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('soa' as const),
      who,
      requirement: fc.nat({ max: 2 }),
      value: fc.nat({ max: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('archive' as const, 'undo' as const, 'settle' as const), who, record }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pull' as const), who, most: fc.integer({ min: 1, max: 6 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom('push' as const, 'pushUnheard' as const, 'restart' as const), who }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'copy' as const,
        'copy' as const,
        'restore' as const,
        'restore' as const,
        'checkpoint' as const,
      ),
      who,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('refuse' as const), entryClass: fc.constantFrom(0 as const, 1 as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(10, 30_000, 90_000) }) },
)

const createKinds = ['asset', 'risk', 'comment'] as const
const words = ['red', 'green', 'blue', 'grey']

interface Acked {
  readonly commandId: string
  readonly author: Person
}

class Run {
  readonly people: Person[] = []
  readonly acked: Acked[] = []
  readonly records: { readonly kind: Kind; readonly id: string; readonly author: Person }[] = []
  readonly copies = new Map<Person, Copy>()
  #n = 0

  constructor(readonly world: World) {}

  who(n: number): Person {
    return this.people[n % this.people.length]!
  }

  async command(
    person: Person,
    name: 'record.create' | 'record.edit' | 'record.archive' | 'command.undo' | 'conflict.settle',
    input: never,
  ): Promise<unknown> {
    const commandId = `c${++this.#n}-${person.name}`
    const result = await person.run(name, input, commandId)
    if (!result.ok) return undefined
    const value = result.value as { changed?: number; undone?: number } | null
    if (value === null || (value.changed !== 0 && value.undone !== 0)) this.acked.push({ commandId, author: person })
    return value
  }

  async step(next: Action): Promise<void> {
    this.world.now += 7
    switch (next.do) {
      case 'create':
        return this.create(this.who(next.who), createKinds[next.kind])
      case 'edit':
        return this.edit(this.who(next.who), next.record, next.field, next.value)
      case 'text':
        return this.text(this.who(next.who), next)
      case 'soa':
        return void (await this.command(this.who(next.who), 'record.edit', {
          edits: [
            {
              kind: 'soaEntry',
              id: `soa_iso27001-2022:A.5.${next.requirement}`,
              changes: [
                { op: 'set', field: 'applicability', value: ['undecided', 'applicable', 'inherited'][next.value] },
                {
                  op: 'set',
                  field: 'justification',
                  value: ['Asked for by law.', 'Asked for by law.', 'Asked for by risks.'][next.value],
                },
              ],
            },
          ],
        } as never))
      case 'archive': {
        const found = this.records[next.record % Math.max(1, this.records.length)]
        return void (
          found &&
          (await this.command(this.who(next.who), 'record.archive', { kind: found.kind, ids: [found.id] } as never))
        )
      }
      case 'undo': {
        const found = this.acked[next.record % Math.max(1, this.acked.length)]
        return void (
          found && (await this.command(this.who(next.who), 'command.undo', { commandId: found.commandId } as never))
        )
      }
      case 'settle': {
        const person = this.who(next.who)
        const open = (await person.vault.trail.orderBy('conflict').toArray())[next.record % 3]
        return void (
          open &&
          (await this.command(person, 'conflict.settle', {
            trailId: open.id,
            use: next.record % 2 ? 'kept' : 'other',
          } as never))
        )
      }
      case 'pull':
        return this.who(next.who).pull(next.most)
      case 'push':
        return this.who(next.who).push()
      case 'pushUnheard':
        return this.who(next.who).pushUnheard()
      case 'restart':
        return this.who(next.who).restart()
      case 'checkpoint':
        return this.who(next.who).replica.checkpoint()
      case 'copy':
        return void this.copies.set(this.who(next.who), await this.who(next.who).copy())
      case 'restore': {
        const copied = [...this.copies.keys()]
        return copied.length > 0 ? this.restore(copied[next.who % copied.length]!) : undefined
      }
      case 'refuse':
        return this.world.log.refuseNext(['register', 'discussion'][next.entryClass]!, {
          type: 'quota',
          message: 'The relay is full. Ask who runs it.',
        })
      case 'wait':
        this.world.now += next.ms
    }
  }

  /**
   * What the lost profile had acknowledged and never sent is gone with its disk; only what the log or the copy holds
   * can be asked for.
   */
  async restore(person: Person): Promise<void> {
    const copy = this.copies.get(person)
    if (!copy) return
    const inCopy = new Set((copy.get('commands') as { commandId: string }[]).map(({ commandId }) => commandId))
    const inLog = new Set((await commandsInLog(this.world, person)).map((share) => share.split(' ')[0]))
    for (let i = this.acked.length - 1; i >= 0; i--) {
      const { commandId, author } = this.acked[i]!
      if (author === person && !inCopy.has(commandId) && !inLog.has(commandId)) this.acked.splice(i, 1)
    }
    await person.restore(copy)
  }

  async create(person: Person, kind: (typeof createKinds)[number]): Promise<void> {
    const fields =
      kind === 'asset'
        ? { name: 'thing', type: 'service' }
        : kind === 'risk'
          ? { title: 'risk', event: 'Something. Happens.' }
          : { body: 'A word.' }
    const made = (await this.command(person, 'record.create', { kind, fields } as never)) as { id: string } | undefined
    if (made) this.records.push({ kind, id: made.id, author: person })
  }

  async edit(person: Person, n: number, field: number, value: number): Promise<void> {
    const found = this.records[n % Math.max(1, this.records.length)]
    if (!found) return
    const changes: FieldChange[] =
      found.kind === 'asset'
        ? [
            [{ op: 'set', field: 'name', value: words[value]! } as const],
            [{ op: 'set', field: 'c', value: value + 1 } as const],
            [{ op: value % 2 ? 'add' : 'remove', field: 'tags', element: words[value]! } as const],
            [{ op: 'set', field: 'location', value: value ? words[value]! : null } as const],
          ][field]!
        : found.kind === 'risk'
          ? [
              [{ op: 'set', field: 'title', value: words[value]! } as const],
              [{ op: 'add', field: 'properties', element: ['C', 'I', 'A', 'C'][value]! } as const],
              [{ op: 'remove', field: 'properties', element: ['C', 'I', 'A', 'C'][value]! } as const],
              [{ op: 'set', field: 'currentL', value } as const],
            ][field]!
          : [{ op: 'set', field: 'field', value: words[value]! }]
    await this.command(person, 'record.edit', { edits: [{ kind: found.kind, id: found.id, changes }] } as never)
  }

  async text(person: Person, { record: n, at, cut, insert, stale }: Extract<Action, { do: 'text' }>): Promise<void> {
    const found = this.records[n % Math.max(1, this.records.length)]
    if (!found || found.kind === 'asset') return
    const field = found.kind === 'risk' ? 'event' : 'body'
    const base = stale
      ? found.kind === 'risk'
        ? 'Something. Happens.'
        : 'A word.'
      : await person.replica.readText(found.kind, found.id, field)
    const letters = [...base]
    const from = Math.min(at, letters.length)
    const value = [...letters.slice(0, from), insert, ...letters.slice(from + cut)].join('')
    await this.command(person, 'record.edit', {
      edits: [{ kind: found.kind, id: found.id, changes: [{ op: 'text', field, base, value }] }],
    } as never)
  }
}

/** `commandId class` of every command in a counted entry. */
async function commandsInLog(world: World, reader: Person): Promise<readonly string[]> {
  const counted = new Set((await reader.vault.log.where('verdict').equals('counts').toArray()).map(({ uuid }) => uuid))
  const shares: string[] = []
  const keys = new Map<number, CryptoKey>()
  for (const { bytes } of world.log.entries) {
    const entry = unwrap(readEntry(bytes))
    const { header, headerBytes, nonce, ciphertext } = entry
    if (
      header.class === 'access' ||
      header.class === 'statement' ||
      (reader.replica.head().seq >= world.log.entries.length && !counted.has(header.uuid))
    )
      continue
    const key =
      keys.get(header.epoch) ??
      (await deriveKey(reader.replica.epochKey(header.epoch)!, world.workspaceId, 'entry', header.epoch))
    keys.set(header.epoch, key)
    const plaintext = unwrap(readUpdatePlaintext(unwrap(await openEntry(key, headerBytes, { nonce, ciphertext }))))
    shares.push(...plaintext.commands.map(({ commandId }) => `${commandId} ${header.class}`))
  }
  return shares
}

async function converge(actions: readonly Action[], people: number): Promise<void> {
  const world = createWorld()
  const run = new Run(world)
  try {
    const names = ['Alice', 'Bob', 'Carol', 'Dan']
    run.people.push(await foundBy(world, names[0]!))
    for (let i = 1; i < people; i++) run.people.push(await join(world, run.people[0]!, names[i]!, 'editor'))
    for (const next of actions) await run.step(next)
    await settle(...run.people)
    await expectConverged(run)
    // What is durable says the same as what memory said.
    for (const person of run.people) await person.restart()
    await settle(...run.people)
    await expectConverged(run)
  } finally {
    for (const person of run.people) await person.close()
  }
}

async function expectConverged({ people, world, acked }: Run): Promise<void> {
  const [first, ...others] = people
  const log = await first!.vault.log.toArray()
  const trail = await first!.trail()
  for (const person of others) {
    for (const kind of ['asset', 'risk', 'comment', 'soaEntry', 'person'] as const)
      expect(await person.rows(kind), `${kind} of ${person.name}`).toEqual(await first!.rows(kind))
    expect(await person.trail(), `trail of ${person.name}`).toEqual(trail)
    expect((await person.vault.log.toArray()).map(({ seq, verdict }) => [seq, verdict])).toEqual(
      log.map(({ seq, verdict }) => [seq, verdict]),
    )
    expect(person.replica.logState()).toEqual(first!.replica.logState())
  }
  // What was shown step by step is what the log makes in one go.
  expect((await first!.must('integrity.verify', null)).failures).toEqual([])
  for (const person of people) {
    expect(await person.replica.waiting()).toBe(0)
    for (const kind of ['asset', 'risk', 'comment', 'soaEntry'] as const) {
      const book = await person.replica.books.open(kind)
      const rows = await person.rows(kind)
      expect([...book.records.keys()].sort()).toEqual(rows.map(({ id }) => id).sort())
    }
  }

  const shares = await commandsInLog(world, first!)
  const counts = new Map<string, number>()
  for (const share of shares) counts.set(share, (counts.get(share) ?? 0) + 1)
  expect([...counts].filter(([, count]) => count > 1)).toEqual([])
  const inTrail = new Set(trail.flatMap(({ commandId, also = [] }) => [commandId, ...also]))
  for (const { commandId, author } of acked) {
    const notSent = await author.vault.notSent.where('commandId').equals(commandId).count()
    const inLog = shares.some((share) => share.startsWith(`${commandId} `))
    expect({ commandId, inLog, notSent: notSent > 0, once: inLog !== notSent > 0 }).toMatchObject({ once: true })
    expect(!inLog || inTrail.has(commandId), `${commandId} in the trail`).toBe(true)
  }
}

const runs = Number(process.env.PLUMBLINE_RUNS ?? 5)

describe('all replicas and trails end equal; every acknowledged command is in the log once or under Not sent', () => {
  test.each([2, 3, 4])(
    '%i devices',
    async (people) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(action, { minLength: 5, maxLength: Number(process.env.PLUMBLINE_STEPS ?? 40) }),
          (actions) => converge(actions, people),
        ),
        {
          numRuns: runs,
          interruptAfterTimeLimit: 240_000,
        },
      )
    },
    300_000,
  )

  test('classes of the kinds used', () => {
    expect(createKinds.map((kind) => recordKind(kind).class)).toEqual(['register', 'register', 'discussion'])
  })
})

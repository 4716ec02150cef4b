/** Which updates count (protocol.md 3), and what they are found to have changed, from the log alone. */

import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { birthText, writeBirthText } from '~/lib/vault/books/birthTexts'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import { applyCounted } from '~/lib/vault/books/countedChanges'
import { checkFits, decodeUpdate } from '~/lib/vault/books/decodedUpdate'
import { applySteps, rebaseSteps, stepsBetween } from '~/lib/vault/books/textMerge'
import { unwrap } from '~/lib/shared/result'

const docWith = (clientId: number, ...updates: readonly Uint8Array[]): Y.Doc => {
  const doc = newBookDoc()
  for (const update of updates) Y.applyUpdate(doc, update)
  doc.clientID = clientId
  return doc
}
const change = (doc: Y.Doc, work: (doc: Y.Doc) => void): Uint8Array => {
  let update = new Uint8Array()
  const capture = (bytes: Uint8Array): void => void (update = bytes as never)
  doc.on('update', capture)
  doc.transact(() => work(doc))
  doc.off('update', capture)
  return update
}
const set = (doc: Y.Doc, key: string, value: string): Uint8Array => change(doc, () => recordsOf(doc).set(key, value))
const clocks =
  (...pairs: readonly (readonly [number, number])[]) =>
  (client: number) =>
    new Map(pairs).get(client) ?? 0
const fits = (update: Uint8Array, clockOf: (client: number) => number) => {
  const result = checkFits(unwrap(decodeUpdate(update)), clockOf)
  return result.ok ? 'ok' : result.error.type
}

describe('an update fits', () => {
  test('where the clock of its client id ended; a gap and a repetition do not', () => {
    const doc = docWith(7)
    const first = set(doc, 'a/x', '1')
    const second = set(doc, 'a/x', '2')
    expect(fits(first, clocks())).toBe('ok')
    expect(fits(second, clocks([7, 1]))).toBe('ok')
    expect(fits(second, clocks())).toBe('clockGap')
    expect(fits(first, clocks([7, 1]))).toBe('clockGap')
  })

  test('where all it hangs in is counted: origins, deletions, surroundings in a text', () => {
    const alice = docWith(1)
    const first = set(alice, 'a/x', '1')
    const bob = docWith(2, first)
    const answer = set(bob, 'a/x', '2')
    expect(fits(answer, clocks([1, 1]))).toBe('ok')
    expect(fits(answer, clocks())).toBe('pendingStructs')
    const writer = docWith(3)
    const text = change(writer, (doc) => doc.getText('a/t').insert(0, 'hello'))
    const cutter = docWith(4, text)
    const cut = change(cutter, (doc) => doc.getText('a/t').delete(1, 2))
    expect(fits(cut, clocks([3, 5]))).toBe('ok')
    expect(fits(cut, clocks([3, 2]))).toBe('pendingStructs')
  })

  test('with the text a record is born with, which each who makes it brings whole, and on which a later part of it may stand', () => {
    const { clientId } = birthText('risk', 'a/t', 'abc')
    const born = (more: (doc: Y.Doc) => void = () => undefined) =>
      change(docWith(5), (doc) => {
        writeBirthText(doc, 'a/t', 'abc', clientId)
        more(doc)
      })
    expect(fits(born(), clocks())).toBe('ok')
    expect(fits(born(), clocks([clientId, 3]))).toBe('ok')
    expect(
      fits(
        born((doc) => doc.getText('a/t').insert(3, 'd')),
        clocks(),
      ),
    ).toBe('ok')
    expect(
      checkFits(
        { ...unwrap(decodeUpdate(born())), ranges: [{ client: clientId, from: 1, to: 3 }] },
        clocks([clientId, 1]),
      ),
    ).toMatchObject({ ok: false, error: { type: 'clockGap' } })
  })

  test('at the very position that is needed it waits, one further it does not', () => {
    const writer = docWith(3)
    const text = change(writer, (doc) => doc.getText('a/t').insert(0, 'hello'))
    const author = docWith(4, text)
    const after = change(author, (doc) => doc.getText('a/t').insert(3, '!'))
    expect(fits(after, clocks([3, 3]))).toBe('pendingStructs')
    expect(fits(after, clocks([3, 4]))).toBe('ok')
    // What comes with it need not be there before.
    const own = change(docWith(5), (doc) => {
      doc.getText('a/t').insert(0, 'a')
      doc.getText('a/t').insert(0, 'b')
      doc.getText('a/t').delete(0, 1)
    })
    expect(fits(own, clocks())).toBe('ok')
  })

  test('client ids of one update that stand on each other’s news are malformed: they would wait for each other; on what counted already they may stand', () => {
    const one = docWith(1)
    const first = set(one, 'a/x', '1')
    const second = set(one, 'a/x', '2')
    const answer = set(docWith(2, first, second), 'a/x', '3')
    expect(decodeUpdate(Y.mergeUpdates([second, answer]))).toMatchObject({
      ok: false,
      error: { type: 'malformedUpdate', message: expect.stringContaining('it stands beside what comes with it') },
    })
    const early = set(docWith(2, first), 'a/x', '3')
    expect(decodeUpdate(Y.mergeUpdates([second, early])).ok).toBe(true)
  })

  test('what an update brings and needs is told: ranges, deletions, origins', () => {
    const first = set(docWith(1), 'a/x', '1')
    const decoded = unwrap(decodeUpdate(set(docWith(2, first), 'a/x', '2')))
    expect(decoded).toMatchObject({
      ranges: [{ client: 2, from: 0, to: 1 }],
      deletes: [{ client: 1, clock: 0, len: 1 }],
      needs: [
        { client: 1, clock: 0 },
        { client: 1, clock: 0 },
      ],
    })
  })

  test('garbage, nested types and documents are malformed', () => {
    expect(decodeUpdate(Uint8Array.of(1, 2, 3, 255, 255))).toMatchObject({
      ok: false,
      error: { type: 'malformedUpdate' },
    })
    const doc = docWith(9)
    const nested = change(doc, () => doc.getMap('records').set('a/x', new Y.Map()))
    expect(decodeUpdate(nested)).toMatchObject({ ok: false, error: { type: 'malformedUpdate' } })
  })
})

describe('what a counted update changed', () => {
  const applied = (doc: Y.Doc, update: Uint8Array) => applyCounted(doc, update, unwrap(decodeUpdate(update)))

  test('MG1: a losing value that comes second is told, with what it lost against', () => {
    const base = docWith(1)
    const created = set(base, 'a/x', 'old')
    const low = set(docWith(10, created), 'a/x', 'low')
    const high = set(docWith(20, created), 'a/x', 'high')
    const counted = docWith(99, created)
    expect(applied(counted, high).keys).toEqual([
      { key: 'a/x', before: 'old', after: 'high', concurrent: false, lost: false, same: false },
    ])
    expect(applied(counted, low).keys).toEqual([
      { key: 'a/x', before: 'old', after: 'low', concurrent: true, lost: true, same: true, rival: { value: 'high' } },
    ])
    const other = docWith(99, created)
    applied(other, low)
    expect(applied(other, high).keys).toEqual([
      { key: 'a/x', before: 'old', after: 'high', concurrent: true, lost: false, same: false, rival: { value: 'low' } },
    ])
  })

  test('MG2: the same value is no conflict; MG3: other keys are none', () => {
    const created = set(docWith(1), 'a/x', 'old')
    const one = set(docWith(10, created), 'a/x', 'same')
    const two = set(docWith(20, created), 'a/x', 'same')
    const three = set(docWith(30, created), 'a/y', 'else')
    const counted = docWith(99, created)
    applied(counted, one)
    expect(applied(counted, two).keys).toMatchObject([{ concurrent: false, lost: false, same: true }])
    expect(applied(counted, three).keys).toMatchObject([{ key: 'a/y', concurrent: false }])
  })

  test('MG5: a text tells before and after; the same place at once is marked', () => {
    const created = change(docWith(1), (doc) => doc.getText('a/t').insert(0, 'The cat.'))
    const front = change(docWith(10, created), (doc) => doc.getText('a/t').insert(0, '> '))
    const end = change(docWith(20, created), (doc) => doc.getText('a/t').insert(8, ' Yes.'))
    const front2 = change(docWith(30, created), (doc) => doc.getText('a/t').insert(0, '# '))
    const counted = docWith(99, created)
    expect(applied(counted, front).texts).toEqual([
      { name: 'a/t', before: 'The cat.', after: '> The cat.', concurrent: false },
    ])
    expect(applied(counted, end).texts).toEqual([
      { name: 'a/t', before: '> The cat.', after: '> The cat. Yes.', concurrent: false },
    ])
    expect(applied(counted, front2).texts).toMatchObject([{ name: 'a/t', concurrent: true }])
  })

  test('a deletion of a value, which no version of ours makes, does not go unseen', () => {
    const created = set(docWith(1), 'a/x', 'old')
    const deleted = change(docWith(2, created), (doc) => recordsOf(doc).delete('a/x'))
    expect(applied(docWith(99, created), deleted).keys).toEqual([
      { key: 'a/x', before: 'old', after: null, concurrent: false, lost: false, same: false },
    ])
  })

  test('a deletion that changes nothing visible is not told: of a value that lost, of one with another in its place', () => {
    const created = set(docWith(1), 'a/x', 'old')
    const deleted = change(docWith(2, created), (doc) => recordsOf(doc).delete('a/x'))
    const counted = docWith(99, created)
    applied(counted, set(docWith(20, created), 'a/x', 'new'))
    expect(applied(counted, deleted)).toEqual({ keys: [], texts: [] })
    const twice = docWith(99, created)
    applied(twice, deleted)
    expect(
      applied(
        twice,
        change(docWith(4, created), (doc) => recordsOf(doc).delete('a/x')),
      ),
    ).toEqual({ keys: [], texts: [] })
    const both = change(docWith(3, created), (doc) => {
      recordsOf(doc).delete('a/x')
      recordsOf(doc).set('a/x', 'other')
      recordsOf(doc).set('a/y', 'beside')
    })
    expect(applied(docWith(99, created), both).keys.map(({ key, before, after }) => [key, before, after])).toEqual([
      ['a/x', 'old', 'other'],
      ['a/y', null, 'beside'],
    ])
  })

  test('several values of one key in one update: what was there before the first, and the last', () => {
    const created = set(docWith(1), 'a/x', 'old')
    const thrice = change(docWith(2, created), (doc) =>
      ['one', 'two', 'three'].forEach((value) => recordsOf(doc).set('a/x', value)),
    )
    const counted = docWith(99, created)
    expect(applied(counted, thrice).keys).toEqual([
      { key: 'a/x', before: 'old', after: 'three', concurrent: false, lost: false, same: false },
    ])
    // Overwritten ones lie together; whoever saw one of them is told that one.
    const seenOf = (values: readonly string[], client: number): Uint8Array => {
      const writer = docWith(5)
      const updates = values.map((value) => set(writer, 'a/x', value))
      return set(docWith(client, ...updates), 'a/x', 'mine')
    }
    const doc = docWith(5)
    const all = docWith(98, ...['v1', 'v2', 'v3', 'v4'].map((value) => set(doc, 'a/x', value)))
    expect(applied(all, seenOf(['v1'], 3)).keys).toMatchObject([
      { before: 'v1', after: 'mine', concurrent: true, rival: { value: 'v4' } },
    ])
    expect(applied(all, seenOf(['v1', 'v2'], 4)).keys).toMatchObject([{ before: 'v2', after: 'mine' }])
  })

  test('MG2: the same bytes are the same file, whatever they are called on the relay; what only looks alike is not', () => {
    const file = (more: Readonly<Record<string, unknown>>) => ({ sha256: 'ff', id: 'one', size: 3, ...more })
    const put = (client: number, created: Uint8Array, value: unknown) =>
      change(docWith(client, created), (doc) => recordsOf(doc).set('a/f', value as never))
    const told = (first: unknown, second: unknown) => {
      const created = set(docWith(1), 'a/x', 'old')
      const counted = docWith(99, created)
      applied(counted, put(10, created, first))
      const [change_] = applied(counted, put(20, created, second)).keys
      return [change_!.concurrent, change_!.same]
    }
    expect(told(file({}), file({ id: 'two', size: 4 }))).toEqual([false, true])
    expect(told(file({}), file({ sha256: 'ee' }))).toEqual([true, false])
    for (const odd of [{ sha256: 1 }, { id: 1 }, { size: '3' }])
      expect(told(file({ ...odd, by: 1 }), file({ ...odd, by: 2 }))).toEqual([true, false])
  })

  describe('MG5: the same place of a text at once', () => {
    const insert = (client: number, at: number, text: string, ...seen: readonly Uint8Array[]) =>
      change(docWith(client, ...seen), (doc) => doc.getText('a/t').insert(at, text))
    const created = insert(1, 0, 'The cat.')
    const concurrent = (before: readonly Uint8Array[], update: Uint8Array) => {
      const counted = docWith(99, ...before)
      const [text] = applied(counted, update).texts
      return text!.concurrent
    }

    test('in the middle and at the end: what came between the neighbours unseen marks it, what stands elsewhere does not', () => {
      const middle = insert(10, 4, 'big ', created)
      const end = insert(11, 8, ' Yes.', created)
      for (const update of [middle, end]) expect(concurrent([created], update)).toBe(false)
      expect(concurrent([created, end], middle)).toBe(false)
      expect(concurrent([created, middle], end)).toBe(false)
      expect(concurrent([created, insert(20, 4, 'old ', created)], middle)).toBe(true)
      expect(concurrent([created, insert(20, 8, ' No.', created)], end)).toBe(true)
      // What was seen may stand there.
      const seen = insert(20, 4, 'old ', created)
      expect(concurrent([created, seen], insert(10, 8, 'big ', created, seen))).toBe(false)
    })

    test('in an empty text: the first is alone, the second is not; a text that was only looked at is empty', () => {
      const [one, two] = [insert(10, 0, 'one'), insert(20, 0, 'two')]
      expect(concurrent([], one)).toBe(false)
      expect(concurrent([one], two)).toBe(true)
      const looked = docWith(99)
      looked.getText('a/t')
      expect(applied(looked, one).texts).toEqual([{ name: 'a/t', before: '', after: 'one', concurrent: false }])
    })

    test('what an update brings stands beside its own letters without being marked', () => {
      const typed = change(docWith(10, created), (doc) => {
        doc.getText('a/t').insert(8, 'A')
        doc.getText('a/t').insert(8, 'B')
        doc.getText('a/t').insert(10, 'C')
      })
      expect(concurrent([created], typed)).toBe(false)
      expect(concurrent([created, insert(20, 8, '!', created)], typed)).toBe(true)
    })

    test('an author’s earlier letters are not among what the update brings', () => {
      const author = docWith(10, created)
      const first = change(author, (doc) => doc.getText('a/t').insert(8, 'ab'))
      const second = change(author, (doc) => doc.getText('a/t').insert(10, 'c'))
      const between = insert(20, 10, '!', created, first)
      expect(concurrent([created, first], second)).toBe(false)
      expect(concurrent([created, first, between], second)).toBe(true)
    })

    test('letters that go are told, and mark nothing', () => {
      const cut = change(docWith(10, created), (doc) => doc.getText('a/t').delete(3, 4))
      expect(applied(docWith(99, created, insert(20, 3, '!', created)), cut).texts).toEqual([
        { name: 'a/t', before: 'The! cat.', after: 'The!.', concurrent: false },
      ])
    })
  })

  describe('an update that Yjs would put elsewhere than its author says is not applied', () => {
    const id = (encoder: encoding.Encoder, [client, clock]: readonly [number, number]): void => {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
    }
    /** One item of client 50: letters, or a value. */
    const item = ({
      left,
      right,
      letters,
      value,
    }: {
      readonly left?: readonly [number, number]
      readonly right?: readonly [number, number]
      readonly letters?: string
      readonly value?: string
    }): Uint8Array => {
      const encoder = encoding.createEncoder()
      for (const number of [1, 1, 50, 0]) encoding.writeVarUint(encoder, number)
      encoding.writeUint8(encoder, (left ? 0x80 : 0) | (right ? 0x40 : 0) | (letters === undefined ? 8 : 4))
      if (left) id(encoder, left)
      if (right) id(encoder, right)
      if (letters !== undefined) encoding.writeVarString(encoder, letters)
      else {
        encoding.writeVarUint(encoder, 1)
        encoding.writeAny(encoder, value!)
      }
      encoding.writeVarUint(encoder, 0)
      return encoding.toUint8Array(encoder)
    }
    const values = docWith(1)
    const value = set(values, 'a/x', 'old')
    const beside = set(values, 'a/y', 'else')
    const text = change(docWith(2), (doc) => doc.getText('a/t').insert(0, 'abc'))
    const second = change(docWith(3), (doc) => doc.getText('a/u').insert(0, 'xyz'))
    const refused = (update: Uint8Array) => {
      const doc = docWith(99, value, beside, text, second)
      const before = Y.encodeStateAsUpdate(doc)
      expect(() => applied(doc, update)).toThrow(/stands/)
      expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
    }

    test('beside nothing, between two texts, a letter beside a value, a value beside a letter', () => {
      refused(item({ left: [7, 0], letters: '!' }))
      refused(item({ right: [7, 0], letters: '!' }))
      refused(item({ left: [2, 3], letters: '!' }))
      refused(item({ left: [2, 0], right: [3, 0], letters: '!' }))
      refused(item({ left: [1, 0], right: [2, 0], letters: '!' }))
      refused(item({ left: [1, 0], letters: '!' }))
      refused(item({ left: [1, 0], right: [1, 1], value: 'no' }))
      refused(item({ left: [2, 0], value: 'no' }))
      refused(item({ right: [2, 0], value: 'no' }))
    })

    test('with a part that waits for what is not here: a change before it, or what it deletes', () => {
      const author = docWith(6)
      const first = set(author, 'a/x', '1')
      const gap = change(author, (doc) => doc.getText('a/new').insert(0, 'late'))
      expect(() => applied(docWith(99), gap)).toThrow('a part of it waits')
      const deletion = change(docWith(8, first), (doc) => recordsOf(doc).delete('a/x'))
      expect(() => applied(docWith(99), deletion)).toThrow('a part of it waits')
    })

    test('where it does stand it is applied: after the value, between two letters', () => {
      const two = change(docWith(6), (doc) => {
        doc.getText('a/new').insert(0, 'ac')
        doc.getText('a/new').insert(1, 'b')
      })
      expect(applied(docWith(99), two).texts).toMatchObject([{ name: 'a/new', after: 'abc' }])
      const three = change(docWith(6), (doc) => {
        doc.getText('a/new').insert(0, 'a')
        recordsOf(doc).set('a/k', 1)
        recordsOf(doc).set('a/k', 2)
      })
      expect(applied(docWith(99), three)).toMatchObject({
        keys: [{ key: 'a/k', before: null, after: 2 }],
        texts: [{ name: 'a/new', after: 'a' }],
      })
      expect(applied(docWith(99, value), item({ left: [1, 0], value: 'new' })).keys).toMatchObject([
        { key: 'a/x', before: 'old', after: 'new' },
      ])
      expect(applied(docWith(99, text), item({ left: [2, 0], right: [2, 1], letters: '!' })).texts).toEqual([
        { name: 'a/t', before: 'abc', after: 'a!bc', concurrent: false },
      ])
    })

    test('before letters whose beginning it does not name, it is marked: its author had not seen them', () => {
      expect(applied(docWith(99, text), item({ right: [2, 0], letters: '!' })).texts).toMatchObject([
        { concurrent: false },
      ])
      expect(applied(docWith(99, text), item({ right: [2, 1], letters: '!' })).texts).toMatchObject([
        { concurrent: true },
      ])
    })
  })

  test('what an update changed is the same whatever else has been applied later or lies elsewhere', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 }), fc.nat({ max: 4 })), { maxLength: 25 }),
        (script) => {
          // Each writer sees only its own and what it was given; updates are counted in script order.
          const writers = [11, 22, 33, 44].map((id) => docWith(id))
          const log: Uint8Array[] = []
          for (const [who, key, value] of script) {
            const writer = writers[who]!
            if (value === 4) {
              for (const update of log) Y.applyUpdate(writer, update)
              writer.clientID = [11, 22, 33, 44][who]!
            } else log.push(set(writer, `a/k${key}`, `v${value}`))
          }
          const oneByOne = docWith(99)
          const told = log.map((update) => applied(oneByOne, update))
          const batched = docWith(98)
          const toldBatched: unknown[] = []
          batched.transact(() => {
            for (const update of log) toldBatched.push(applied(batched, update))
          })
          expect(toldBatched).toEqual(told)
          for (const key of ['a/k0', 'a/k1', 'a/k2']) {
            const last = told
              .flatMap(({ keys }) => keys)
              .filter((row) => row.key === key && !row.lost)
              .at(-1)
            expect(recordsOf(oneByOne).get(key) ?? null).toEqual(last?.after ?? null)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('long texts as differences', () => {
  const words = fc
    .array(fc.constantFrom('a', 'b', ' ', '\n', '🙂', 'xyz'), { maxLength: 20 })
    .map((parts) => parts.join(''))

  test('steps lead from one text to the other, in Y.Text too', () => {
    fc.assert(
      fc.property(words, words, (from, to) => {
        const steps = stepsBetween(from, to)
        expect(applySteps(from, steps)).toBe(to)
        const text = new Y.Doc().getText('t')
        text.insert(0, from)
        if (steps.length > 0) text.applyDelta([...steps])
        expect(text.toJSON()).toBe(to)
      }),
    )
  })

  test('steps, letter by letter', () => {
    expect(stepsBetween('same', 'same')).toEqual([])
    expect(stepsBetween('abc', 'abXc')).toEqual([{ retain: 2 }, { insert: 'X' }])
    expect(stepsBetween('abc', 'ab')).toEqual([{ retain: 2 }, { delete: 1 }])
    expect(applySteps('abc', [{ retain: 9 }, { insert: '!' }])).toBe('abc!')
    expect(applySteps('abc', [{ delete: 1 }])).toBe('bc')
  })

  test('carried over: insertions stand between what stood beside them, deletions take what is left, in one run', () => {
    const carried = (base: string, value: string, current: string) => rebaseSteps(base, value, current)
    expect(carried('abc', 'abXc', 'abc')).toEqual([{ retain: 2 }, { insert: 'X' }])
    expect(carried('abcdef', 'af', 'abcdefgh')).toEqual([{ retain: 1 }, { delete: 4 }])
    // Of the four, others had taken one and put something between two.
    expect(carried('abcdef', 'af', 'abd1ef')).toEqual([{ retain: 1 }, { delete: 2 }, { retain: 1 }, { delete: 1 }])
    expect(carried('abc', 'Xabc', '123abc')).toEqual([{ retain: 3 }, { insert: 'X' }])
    expect(carried('abc', 'abcX', 'abc123')).toEqual([{ retain: 6 }, { insert: 'X' }])
    expect(carried('abc', '', '')).toEqual([])
    expect(carried('abc', 'aXbc', 'c')).toEqual([{ insert: 'X' }])
  })

  test('a change carried over keeps the other one: nothing inserted is lost, nothing deleted comes back', () => {
    fc.assert(
      fc.property(words, fc.nat(), fc.nat({ max: 3 }), fc.nat(), (base, at, cut, where) => {
        const letters = [...base]
        const i = Math.min(at % (letters.length + 1), letters.length)
        const mine = [...letters.slice(0, i), 'MINE', ...letters.slice(i + cut)].join('')
        const j = where % (letters.length + 1)
        const theirs = [...letters.slice(0, j), 'THEIRS', ...letters.slice(j)].join('')
        const merged = applySteps(theirs, rebaseSteps(base, mine, theirs))
        expect(merged).toContain('MINE')
        expect(merged).toContain('THEIRS')
        expect(merged.length).toBe(mine.length + 'THEIRS'.length)
      }),
    )
  })
})

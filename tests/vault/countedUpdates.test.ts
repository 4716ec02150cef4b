/** Which updates count (protocol.md 3), and what they are found to have changed, from the log alone. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { newBookDoc, recordsOf } from '~/lib/vault/book'
import { applyCounted } from '~/lib/vault/countedChanges'
import { checkFits, decodeUpdate } from '~/lib/vault/decodedUpdate'
import { applySteps, rebaseSteps, stepsBetween } from '~/lib/vault/textMerge'
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
const clocks = (...pairs: readonly (readonly [number, number])[]) => (client: number) => new Map(pairs).get(client) ?? 0
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

  test('garbage, nested types and documents are malformed', () => {
    expect(decodeUpdate(Uint8Array.of(1, 2, 3, 255, 255))).toMatchObject({ ok: false, error: { type: 'malformedUpdate' } })
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
    expect(applied(counted, high).keys).toEqual([{ key: 'a/x', before: 'old', after: 'high', concurrent: false, lost: false, same: false }])
    expect(applied(counted, low).keys).toEqual([{ key: 'a/x', before: 'old', after: 'low', concurrent: true, lost: true, same: true, rival: { value: 'high' } }])
    const other = docWith(99, created)
    applied(other, low)
    expect(applied(other, high).keys).toEqual([{ key: 'a/x', before: 'old', after: 'high', concurrent: true, lost: false, same: false, rival: { value: 'low' } }])
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
    expect(applied(counted, front).texts).toEqual([{ name: 'a/t', before: 'The cat.', after: '> The cat.', concurrent: false }])
    expect(applied(counted, end).texts).toEqual([{ name: 'a/t', before: '> The cat.', after: '> The cat. Yes.', concurrent: false }])
    expect(applied(counted, front2).texts).toMatchObject([{ name: 'a/t', concurrent: true }])
  })

  test('a deletion of a value, which no version of ours makes, does not go unseen', () => {
    const created = set(docWith(1), 'a/x', 'old')
    const deleted = change(docWith(2, created), (doc) => recordsOf(doc).delete('a/x'))
    expect(applied(docWith(99, created), deleted).keys).toEqual([{ key: 'a/x', before: 'old', after: null, concurrent: false, lost: false, same: false }])
  })

  test('what an update changed is the same whatever else has been applied later or lies elsewhere', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 }), fc.nat({ max: 4 })), { maxLength: 25 }), (script) => {
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
        const last = told.flatMap(({ keys }) => keys).filter((row) => row.key === key && !row.lost).at(-1)
        expect(recordsOf(oneByOne).get(key) ?? null).toEqual(last?.after ?? null)
      }
    }), { numRuns: 200 })
  })
})

describe('long texts as differences', () => {
  const words = fc.array(fc.constantFrom('a', 'b', ' ', '\n', '🙂', 'xyz'), { maxLength: 20 }).map((parts) => parts.join(''))

  test('steps lead from one text to the other, in Y.Text too', () => {
    fc.assert(fc.property(words, words, (from, to) => {
      const steps = stepsBetween(from, to)
      expect(applySteps(from, steps)).toBe(to)
      const text = new Y.Doc().getText('t')
      text.insert(0, from)
      if (steps.length > 0) text.applyDelta([...steps])
      expect(text.toJSON()).toBe(to)
    }))
  })

  test('a change carried over keeps the other one: nothing inserted is lost, nothing deleted comes back', () => {
    fc.assert(fc.property(words, fc.nat(), fc.nat({ max: 3 }), fc.nat(), (base, at, cut, where) => {
      const letters = [...base]
      const i = Math.min(at % (letters.length + 1), letters.length)
      const mine = [...letters.slice(0, i), 'MINE', ...letters.slice(i + cut)].join('')
      const j = where % (letters.length + 1)
      const theirs = [...letters.slice(0, j), 'THEIRS', ...letters.slice(j)].join('')
      const merged = applySteps(theirs, rebaseSteps(base, mine, theirs))
      expect(merged).toContain('MINE')
      expect(merged).toContain('THEIRS')
      expect(merged.length).toBe(mine.length + 'THEIRS'.length)
    }))
  })
})

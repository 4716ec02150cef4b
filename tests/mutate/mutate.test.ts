/** The mutation runner itself: what it changes, what it leaves alone, which tests it asks. */

import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { knownReason, knownRow, readKnown } from './known'
import { mutantsOf, mutated, mutationName } from './mutants'
import { readImports, sourcesBelow } from './related'
import { sampled } from './sample'

const root = resolve(import.meta.dirname, '../..')
const changes = (text: string): readonly string[] => mutantsOf('lib/x.ts', text).map((one) => `${one.kind}: ${mutationName(one)}`)

describe('the changes a file is put through', () => {
  it('are what a tired hand gets wrong: guards, boundaries, halves of conditions, refusals, calls left out', () => {
    expect(changes("if (a < 3) return fail('tooFew', 'Too few.')")).toEqual(['guard: a < 3 → false', 'boundary: < → <=', 'number: 3 → (3 + 1)', "refusal: fail('tooFew', 'Too few.') → ok(undefined as never)"])
    expect(changes('const x = a === b && !c')).toEqual(['half: a === b && !c → (a === b)', 'half: a === b && !c → !c', 'equality: === → !==', 'negation: !c → c'])
    expect(changes('await store.clear()')).toEqual(['call: await store.clear() → ;'])
    expect(changes('const y = list.every(isGood) ? one : two')).toEqual(['branch: list.every(isGood) → true', 'branch: list.every(isGood) → false', 'method: every → some'])
    expect(changes('const limit = 20\nthrow new Error()')).toEqual(['number: 20 → (20 + 1)', 'refusal: throw new Error() → ;'])
  })

  it('leave types, imports and words alone: a change there shows no missing test', () => {
    expect(changes("import { a } from './a'\ninterface B { readonly done: true }\ntype C = A extends B ? 1 : 2\nconst words = 'a < b && c'")).toEqual([])
  })

  it('are each one place of the text, and taking it back gives the file again', () => {
    const file = 'lib/protocol/judge.ts'
    const text = readFileSync(join(root, file), 'utf8')
    const all = mutantsOf(file, text)
    expect(all.length).toBeGreaterThan(20)
    for (const one of all) {
      const changed = mutated(text, one)
      expect(changed).not.toBe(text)
      expect(changed.slice(0, one.from) + one.was + changed.slice(one.from + one.becomes.length)).toBe(text)
    }
  })
})

describe('the tests that are asked', () => {
  it('are those that import the file over any number of steps, the nearest first', () => {
    const graph = readImports(root)
    const tests = graph.testsOf('lib/protocol/judge.ts')
    expect(tests.slice(0, 3)).toContain('tests/protocol/judge.test.ts')
    expect(tests.length).toBeGreaterThan(10)
    expect(graph.testsOf('lib/no/such/file.ts')).toEqual([])
    expect(tests.every((file) => existsSync(join(root, file)))).toBe(true)
    expect(sourcesBelow(root, 'lib/protocol/judge.ts')).toEqual(['lib/protocol/judge.ts'])
  })

  it('a sample is drawn by its seed and keeps the order of the files', () => {
    const numbers = Array.from({ length: 50 }, (_, index) => index)
    expect(sampled(numbers, 8, 1)).toEqual(sampled(numbers, 8, 1))
    expect(sampled(numbers, 8, 2)).not.toEqual(sampled(numbers, 8, 1))
    expect([...sampled(numbers, 8, 1)].sort((a, b) => a - b)).toEqual(sampled(numbers, 8, 1))
    expect(sampled(numbers, Infinity, 3)).toEqual(numbers)
  })
})

describe('survivors that were looked at', () => {
  const [mutant] = mutantsOf('lib/x.ts', 'const a = b || c')

  it('are found again by file and change, with their reason', () => {
    const row = knownRow(mutant!).replace('| |', '| Both mean the same here. |')
    expect(knownReason(mutant!, readKnown(`# Words\n\n| file | change | reason |\n| --- | --- | --- |\n${row}\n`))).toBe('Both mean the same here.')
    expect(knownReason(mutant!, readKnown(row.replace('lib/x.ts', 'lib/y.ts')))).toBeUndefined()
    expect(readKnown(knownRow(mutant!))).toEqual([])
  })
})

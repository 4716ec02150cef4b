/** The mutation runner itself: what it changes, what it leaves alone, which tests it asks. */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import ts from 'typescript'
import { knownReason, knownRow, readKnown } from './known'
import { marked, placeOf } from './marks'
import { mutantsOf, mutated, mutationName } from './mutants'
import { hashOf, reachedBy, type Reached } from './reach'
import { readImports, sourcesBelow } from './related'
import { sampled } from './sample'
import { openSlot } from './slots'
import { openTypeCheck } from './types'

const root = resolve(import.meta.dirname, '../..')
const changes = (text: string): readonly string[] =>
  mutantsOf('lib/x.ts', text).map((one) => `${one.kind}: ${mutationName(one)}`)

describe('the changes a file is put through', () => {
  it('are what a tired hand gets wrong: guards, boundaries, halves of conditions, refusals, calls left out', () => {
    expect(changes("if (a < 3) return fail('tooFew', 'Too few.')")).toEqual([
      'guard: a < 3 → false',
      'boundary: < → <= in a < 3',
      'number: 3 → (3 + 1) in a < 3',
      "refusal: fail('tooFew', 'Too few.') → ok(undefined as never)",
    ])
    expect(changes('const x = a === b && !c')).toEqual([
      'half: a === b && !c → (a === b)',
      'half: a === b && !c → !c',
      'equality: === → !== in a === b',
      'negation: !c → c',
    ])
    expect(changes('await store.clear()')).toEqual(['call: await store.clear() → ;'])
    expect(changes('const y = list.every(isGood) ? one : two')).toEqual([
      'branch: list.every(isGood) → true',
      'branch: list.every(isGood) → false',
      'method: every → some in list.every',
    ])
    expect(changes('const limit = 20\nthrow new Error()')).toEqual([
      'number: 20 → (20 + 1) in limit = 20',
      'refusal: throw new Error() → ;',
    ])
  })

  it('leave types, imports and words alone: a change there shows no missing test', () => {
    expect(
      changes(
        "import { a } from './a'\ninterface B { readonly done: true }\ntype C = A extends B ? 1 : 2\nconst words = 'a < b && c'",
      ),
    ).toEqual([])
  })

  it('leave the call of `super` where it is: a class without it is none', () => {
    expect(changes('class A extends B { constructor(readonly n: number) { super(); this.go() } }')).toEqual([
      'call: this.go() → ;',
    ])
  })

  it('are no names that every object has: a change that is no code is told by any test', () => {
    expect(changes('const digits = byte.toString(2)')).toEqual([])
  })

  it('are each one place of the text, and taking it back gives the file again', () => {
    const file = 'lib/protocol/log/judge.ts'
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

describe('marks that tell which test reaches a change', () => {
  const code = `const limit = 20
const seen = []
export function use(list, other) {
  if (list?.some((one) => one > limit)?.valueOf()) seen.push('over')
  other ?? seen.push('none')
  other && list.length > 1 ? seen.push('both') : seen.push('one')
  for (let at = 0; at < list.length; at++) if (list[at] === 3) throw new Error('three')
  return seen.join()
}`
  const load = (text: string): ((list: readonly number[] | undefined, other?: unknown) => string) => {
    const exports = {} as { use: (list: readonly number[] | undefined, other?: unknown) => string }
    new Function(
      'exports',
      ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ESNext } })
        .outputText,
    )(exports)
    return exports.use
  }
  const mutants = mutantsOf('lib/x.ts', code)
  const places = [...new Set(mutants.filter(({ reach }) => !reach.loading).map(placeOf))]
  const withMarks = marked(code, mutants, (place) => places.indexOf(place))

  it('change nothing that the code does', () => {
    for (const list of [[], [1], [30, 1], [2, 2]])
      for (const other of [undefined, 1]) expect(load(withMarks)(list, other)).toBe(load(code)(list, other))
    expect(() => load(withMarks)([3], 1)).toThrow('three')
  })

  it('are told by what runs, and by nothing else', () => {
    const reached = new Set<number>()
    const scope = globalThis as { __reached?: (number: number) => void }
    scope.__reached = (number) => reached.add(number)
    load(withMarks)([1])
    delete scope.__reached
    const told = new Set([...reached].map((number) => places[number]))
    const isTold = (was: string): boolean =>
      mutants.filter((one) => one.was === was).every((one) => told.has(placeOf(one)))
    expect(isTold("seen.push('none')") && isTold("seen.push('over')")).toBe(false)
    expect(isTold('list[at] === 3')).toBe(true)
    expect(isTold("throw new Error('three')")).toBe(false)
  })

  it('leave sources as they can be read', () => {
    for (const file of ['lib', 'server']
      .flatMap((folder) => sourcesBelow(root, folder))
      .filter((name) => name.endsWith('.ts') && name.length % 16 === 0)) {
      const text = readFileSync(join(root, file), 'utf8')
      const { diagnostics } = ts.transpileModule(
        marked(text, mutantsOf(file, text), () => 1),
        { reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ESNext } },
      )
      expect(diagnostics, file).toEqual([])
    }
  })

  it('name the tests that told, as long as the file is the one that was measured', () => {
    const inner = mutants.find(({ was }) => was === 'list[at] === 3')!
    const known: Reached = {
      sources: { 'lib/x.ts': hashOf(code) },
      took: {},
      places: { 'tests/x.test.ts': [placeOf(inner)], 'tests/y.test.ts': [] },
    }
    expect(reachedBy(known, inner, code)).toEqual(['tests/x.test.ts'])
    expect(reachedBy(known, inner, `${code}\n`)).toBeUndefined()
    expect(
      reachedBy(
        known,
        mutants.find(({ was }) => was === '20')!,
        code,
      ),
    ).toBeUndefined()
  })
})

describe('the tests that are asked', () => {
  it('are those that import the file over any number of steps, the nearest first', () => {
    const graph = readImports(root)
    const tests = graph.testsOf('lib/protocol/log/judge.ts')
    expect(tests.slice(0, 3)).toContain('tests/protocol/judge.test.ts')
    expect(tests.length).toBeGreaterThan(10)
    expect(graph.testsOf('lib/no/such/file.ts')).toEqual([])
    expect(graph.testsImporting('lib/protocol/log/judge.ts')).toContain('tests/protocol/judge.test.ts')
    expect(graph.testsImporting('lib/protocol/log/judge.ts').length).toBeLessThan(tests.length)
    expect(graph.testsImporting('lib/no/such/file.ts')).toEqual([])
    expect(tests.every((file) => existsSync(join(root, file)))).toBe(true)
    expect(sourcesBelow(root, 'lib/protocol/log/judge.ts')).toEqual(['lib/protocol/log/judge.ts'])
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
    expect(
      knownReason(mutant!, readKnown(`# Words\n\n| file | change | reason |\n| --- | --- | --- |\n${row}\n`)),
    ).toBe('Both mean the same here.')
    expect(knownReason(mutant!, readKnown(row.replace('lib/x.ts', 'lib/y.ts')))).toBeUndefined()
    expect(readKnown(knownRow(mutant!))).toEqual([])
  })
})

describe('changes that the compiler refuses', () => {
  const check = (change: string): string | undefined => {
    const root = mkdtempSync(join(tmpdir(), 'plumbline-types-'))
    try {
      writeFileSync(
        join(root, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: { strict: true, noEmit: true, types: [] } }),
      )
      writeFileSync(join(root, 'short.ts'), guarded)
      return openTypeCheck(root, ['short.ts']).refusal('short.ts', guarded.replace('word === undefined', change))
    } finally {
      rmSync(root, { recursive: true })
    }
  }
  const guarded =
    'export function short(word: string | undefined): number {\n  if (word === undefined) return 0\n  return word.length\n}\n'

  it('are told with what it says', () => {
    expect(check('false')).toBe("'word' is possibly 'undefined'.")
  })

  it('are none where it says something only of lines that the change leaves dead', () => {
    expect(check('word === undefined || true')).toBeUndefined()
    expect(check('true')).toBeUndefined()
  })
})

describe('a slot', () => {
  it('sees each change, and a failure of one run is none of the next', async () => {
    const slot = openSlot(root)
    const [one, other] = ['lib/crypto/recoveryKit.ts', 'lib/crypto/inviteKeys.ts']
    const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')
    const run = async (test: string): Promise<string> => (await slot.run(test, 60_000)).type
    try {
      slot.write(one, `throw new Error()\n${textOf(one)}`)
      expect(await run('tests/crypto/recoveryKit.test.ts')).toBe('failed')
      slot.write(one, textOf(one))
      slot.write(other, `throw new Error()\n${textOf(other)}`)
      expect(await run('tests/crypto/inviteKeys.test.ts')).toBe('failed')
      slot.write(other, textOf(other))
      expect(await run('tests/crypto/recoveryKit.test.ts')).toBe('passed')
    } finally {
      slot.close()
    }
  }, 120_000)
})

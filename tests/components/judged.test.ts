/** A verdict is shown once it is judged: every table that it rests on is loaded before an area says that it is ready. */

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const sourceOf = (path: string): string =>
  readFileSync(new URL(`../../lib/live/${path}Store.ts`, import.meta.url), 'utf8')

/** The stores that verdicts rest on, and the stores that each of them reads. */
const stores: Readonly<Record<string, readonly string[]>> = {
  'statement/statementRows': [],
  'task/tasks': [],
  'record/registers': [],
  'evidence/evidence': ['statementRows'],
  'control/controlFacts': ['evidenceStore'],
  'risk/risks': ['statementRows', 'controlStore', 'registers'],
  'soa/soaRows': ['riskStore'],
}

describe('what the rules say of the workspace', () => {
  it.each(Object.entries(stores))(
    'is ready only with every table of %s: without the tests, rows that are verified would read "not verified"',
    (path, others) => {
      const source = sourceOf(path)
      const read = [...source.matchAll(/^ {2}const (\w+) = (?:useRecords|useLiveQuery)\(/gm)]
        .map(([, name]) => name!)
        .filter((name) => name !== 'comments')
      expect(read.length).toBeGreaterThan(0)
      const ready =
        /\bready(?: =|:) computed\(([\s\S]*?)\n {2}(?:\)|\w)/.exec(source)?.[1] ??
        source.slice(source.indexOf('ready:'))
      expect(read.filter((name) => !new RegExp(`\\b${name}\\b`).test(ready))).toEqual([])
      expect(others.filter((other) => !ready.includes(`${other}.ready`))).toEqual([])
    },
  )
})

/** A verdict is shown once it is judged: what it is made of is asked for as a whole. */

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const store = readFileSync(new URL('../../lib/live/isms/ismsStore.ts', import.meta.url), 'utf8')

describe('what the rules say of the workspace', () => {
  it('is ready only with every table that a verdict is made of: without the tests, rows that are verified would read "not verified"', () => {
    const read = [...store.matchAll(/^ {2}const (\w+) = useRecords\('(\w+)'\)/gm)]
      .map(([, name]) => name!)
      .filter((name) => name !== 'comments')
    expect(read.length).toBeGreaterThan(14)
    const ready = /const ready = computed\(\(\) =>\s*\[([\s\S]*?)\]\.every/
      .exec(store)![1]!
      .split(',')
      .map((name) => name.trim())
    expect([...read, 'statements', 'blobs', 'ownerChanges'].filter((name) => !ready.includes(name))).toEqual([])
  })
})

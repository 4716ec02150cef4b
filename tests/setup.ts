/** Before the tests of each file. One process runs many files, one after the other. */

// The browser's own database is not here.
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterAll, expect, vi } from 'vitest'

// A run that is red is red again: every run draws the same examples. `npm run properties -- --seeds N` draws others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) })

// A second is short where types are checked and the builds run beside the tests; who waits for what does not come waits
// ten.
const waits = globalThis as { __waitFor?: typeof vi.waitFor }
const waitFor = (waits.__waitFor ??= vi.waitFor)
vi.waitFor = (callback, options) => waitFor(callback, options ?? { timeout: 10_000 })

/**
 * What a test may put something else in place of, and has to put back: else the files after it wait on a clock that
 * stands still.
 */
const shared = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'queueMicrotask',
  'Date',
  'fetch',
  'WebSocket',
  'navigator',
  'crypto',
] as const
const scope = globalThis as unknown as Record<string, unknown> & { __own?: Record<string, unknown> }
const own = (scope.__own ??= Object.fromEntries(shared.map((name) => [name, scope[name]])))

afterAll(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  const left = shared.filter((name) => scope[name] !== own[name])
  for (const name of left) Object.defineProperty(scope, name, { value: own[name], configurable: true, writable: true })
  expect(left, 'left changed for the files that run after this one').toEqual([])
})

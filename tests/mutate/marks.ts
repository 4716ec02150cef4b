/**
 * Marks in the sources that tell which test file reaches which change, so that a change is tried against those alone.
 */

import type { Mutant, Reach } from './mutants'

/** One number for each place; several changes share the place they need. */
export const placeOf = ({ file, reach }: Mutant): string => `${file}:${reach.from}:${reach.to}`

/** The text with a call `__reached(number)` before each place runs. `numberOf` gives a place its number. */
export function marked(text: string, mutants: readonly Mutant[], numberOf: (place: string) => number): string {
  const places = new Map(
    mutants.filter(({ reach }) => !reach.loading).map((one): [string, Reach] => [placeOf(one), one.reach]),
  )
  const inserts = [...places].flatMap(([place, { from, to, begins }]) => {
    const call = `globalThis.__reached?.(${numberOf(place)}),`
    // Outer ones open first and close last.
    return begins
      ? [{ at: from, order: -to, put: call }]
      : [
          { at: from, order: -to, put: `(${call}` },
          { at: to, order: -Infinity, inner: from, put: ')' },
        ]
  })
  const ordered = inserts.sort((a, b) => a.at - b.at || a.order - b.order || (b.inner ?? 0) - (a.inner ?? 0))
  let result = ''
  let done = 0
  for (const { at, put } of ordered) {
    result += text.slice(done, at) + put
    done = at
  }
  return result + text.slice(done)
}

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptanceLine } from '~/components/risk/acceptance/acceptanceState'
import { bandOf } from '~/components/risk/bands'
import { defaultMethod, templateGrid } from '~/lib/isms/risk/defaultMethod'
import { resizeScales, setCell, withTemplate, type MethodDraft } from '~/lib/isms/risk/methodDraft'

const rises = (grid: readonly (readonly number[])[]): boolean =>
  grid.every((line, l) =>
    line.every((value, i) => (i === 0 || value >= line[i - 1]!) && (l === 0 || value >= grid[l - 1]![i]!)),
  )

describe('matrix', () => {
  it('draws the acceptance line of the default method as in the picture', () => {
    expect(acceptanceLine(templateGrid(5, 5), 2)).toBe('M1 0L1 1L2 1L2 2L3 2L3 3L4 3L4 4L5 4')
  })

  it('draws no line where everything is accepted, and the left edge where nothing is', () => {
    expect(
      acceptanceLine(
        [
          [1, 1],
          [1, 1],
        ],
        1,
      ),
    ).toBe('')
    expect(
      acceptanceLine(
        [
          [2, 2],
          [2, 2],
        ],
        1,
      ),
    ).toBe('M0 0L0 1L0 2')
  })

  it('keeps values from falling along rows and columns, whichever cells are set (RS0)', () => {
    const start: MethodDraft = defaultMethod
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 6 }),
        fc.integer({ min: 3, max: 6 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 4 })), { maxLength: 40 }),
        (m, n, chosen) => {
          let draft = withTemplate(resizeScales(start, { m, n }))
          for (const [row, column, level] of chosen) {
            draft = setCell(draft, row % m, column % n, level)
            expect(draft.grid[row % m]![column % n]).toBe(level)
            expect(rises(draft.grid)).toBe(true)
          }
        },
      ),
    )
  })

  it('brings methods of 3 to 6 levels onto four bands, lowest and highest fixed', () => {
    for (const k of [3, 4, 5, 6]) {
      expect([bandOf(1, k), bandOf(k, k)]).toEqual([1, 4])
      for (let level = 2; level <= k; level++) expect(bandOf(level, k)).toBeGreaterThanOrEqual(bandOf(level - 1, k))
    }
  })
})

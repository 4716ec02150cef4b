import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byLogOrder, inLogOrder, logPosition, type LogPlace } from '~/lib/shared/logOrder'

const before = (a: Partial<LogPlace>, b: Partial<LogPlace>): void => {
  expect(byLogOrder({ time: 0, ...a }, { time: 0, ...b })).toBeLessThan(0)
  expect(byLogOrder({ time: 0, ...b }, { time: 0, ...a })).toBeGreaterThan(0)
}

describe('log order (ST5, MG1)', () => {
  it('is by position; several edits told as one are at their last, and what waits comes last', () => {
    expect([logPosition({ seq: 3, untilSeq: 9 }), logPosition({ seq: 3 }), logPosition({})]).toEqual([9, 3, Infinity])
    before({ seq: 3, time: 9 }, { seq: 4, time: 1 })
    before({ seq: 3, untilSeq: 4, time: 9 }, { seq: 5, time: 1 })
    before({ seq: 3 }, {})
  })
  it('in one place: birth first, then the outbox, then the clock, then the id', () => {
    before({ seq: 3, folded: true, time: 9 }, { seq: 3, time: 1 })
    before({ n: 1, time: 9 }, { n: 2, time: 1 })
    before({ n: 1 }, { n: 2 })
    before({ seq: 3, time: 1, until: 2 }, { seq: 3, time: 1, until: 3 })
    before({ seq: 3, time: 1 }, { seq: 3, time: 1, until: 3 })
    before({ seq: 3, id: 'a' }, { seq: 3, id: 'b' })
    before({ id: 'a' }, { id: 'b' })
    expect(byLogOrder({ seq: 3, time: 0 }, { seq: 3, time: 0 })).toBe(0)
  })
  it('of any rows is one, however they come, those that wait included', () => {
    const places = fc.uniqueArray(
      fc.record({
        seq: fc.option(fc.nat(3), { nil: undefined }),
        folded: fc.boolean(),
        n: fc.option(fc.nat(2), { nil: undefined }),
        time: fc.nat(3),
        id: fc.uuid(),
      }),
      { selector: ({ id }) => id, maxLength: 12 },
    )
    fc.assert(
      fc.property(
        places.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          expect(inLogOrder(shuffled)).toEqual(inLogOrder(rows))
        },
      ),
    )
  })
})

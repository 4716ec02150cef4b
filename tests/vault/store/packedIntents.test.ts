import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packIntents, unpackIntents } from '~/lib/vault/history/packedIntents'
import type { Intent } from '~/lib/vault/store/tables'

const field = fc.constantFrom('title', 'tags/a', 'tags/b', 'levels/1', '__proto__', 'constructor', '7', '_settled/c/x')
const key = fc.oneof(
  fc.tuple(fc.constantFrom('r_1', 'r_2'), field).map((parts) => parts.join('/')),
  fc.constant('alone'),
)
const value = fc.jsonValue().map((one) => JSON.parse(JSON.stringify(one)) as never)
const intent: fc.Arbitrary<Intent> = fc.oneof(
  fc.record({
    type: fc.constant('set' as const),
    book: fc.constantFrom('risk' as const, 'control' as const),
    key,
    before: fc.oneof(fc.constant(null), value),
    after: value,
  }),
  fc.record({
    type: fc.constant('text' as const),
    book: fc.constant('policy' as const),
    key,
    before: fc.string(),
    delta: fc.array(
      fc.oneof(fc.record({ insert: fc.string() }), fc.record({ retain: fc.nat() }), fc.record({ delete: fc.nat() })),
    ),
  }),
)

describe('intents as one text', () => {
  it('property: come out as they went in, in their order', () => {
    fc.assert(
      fc.property(fc.array(intent, { maxLength: 20 }), (intents) => {
        expect(unpackIntents(packIntents(intents))).toEqual(intents)
      }),
    )
  })

  it('take a record that is born once, not once for each of its fields', () => {
    const born = (n: number): readonly Intent[] =>
      ['kind', 'ref', 'title', 'owner', 'status'].map((name) => ({
        type: 'set',
        book: 'risk',
        key: `r_${n}/${name}`,
        before: null,
        after: `${name} ${n}`,
      }))
    expect(packIntents([...born(1), ...born(2)]).match(/r_/g)).toHaveLength(2)
  })
})

/**
 * Words of record kinds, written one file per kind, spread over the keys that views ask for (`kind.risk.one`,
 * `field.risk.owner`).
 */

interface KindWords {
  readonly one: string
  readonly many: string
  readonly new: string
  readonly empty?: { readonly title: string; readonly text: string }
  readonly fields: object
  readonly sections: object
  readonly values: object
}

type Each<W, T> = Readonly<Record<keyof W, T>>

/**
 * What kinds are called, in one and in many, with the button that makes one; their labels, heads of sections, values,
 * and what their empty registers say.
 */
export function kindWords<W extends Readonly<Record<string, KindWords>>>(
  words: W,
): {
  readonly kind: Each<W, Pick<KindWords, 'one' | 'many' | 'new'>>
  readonly field: Each<W, object>
  readonly section: Each<W, object>
  readonly value: Each<W, object>
  readonly empty: Each<W, KindWords['empty']>
} {
  const each = <T>(pick: (kind: KindWords) => T): Each<W, T> =>
    Object.fromEntries(Object.entries(words).map(([name, kind]) => [name, pick(kind)])) as Each<W, T>
  return {
    kind: each(({ one, many, new: make }) => ({ one, many, new: make })),
    field: each(({ fields }) => fields),
    section: each(({ sections }) => sections),
    value: each(({ values }) => values),
    empty: each((kind) => kind.empty),
  }
}

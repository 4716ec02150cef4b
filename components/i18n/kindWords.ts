import { isKind, type Kind } from '~/lib/records/registry'

/** The words of one kind: what `en/kinds/<kind>.ts` and `de/kinds/<kind>.ts` each export under the name of the kind. */
interface KindWords {
  /** What one is called, what many are called, and the button that creates one. */
  readonly one: string
  readonly many: string
  readonly new: string
  /** What the register says while it is empty. */
  readonly empty?: { readonly title: string; readonly text: string }
  readonly fields: Words
  readonly sections: Words
  readonly values: { readonly [field: string]: Words }
}
interface Words {
  readonly [name: string]: string
}

/** A module of words as a glob import finds it. */
export type KindFile = { readonly [K in Kind]?: KindWords }

type Each<T> = { readonly [K in Kind]: T }

/**
 * The words of every kind, spread over the keys that views ask for (`kind.risk.one`, `field.risk.owner`). The folder
 * is the list: a new kind brings its file of words, and nobody has to name it here. That every registered kind has
 * one, with a label for each field, is tested.
 *
 * @param files the modules of a `kinds` folder by their paths
 * @throws if a file is not named after a registered kind, or does not export its words under that name
 */
export function kindWords(files: Readonly<Record<string, KindFile>>): {
  readonly kind: Each<Pick<KindWords, 'one' | 'many' | 'new'>>
  readonly field: Each<KindWords['fields']>
  readonly section: Each<KindWords['sections']>
  readonly value: Each<KindWords['values']>
  readonly empty: Each<KindWords['empty']>
} {
  const all = Object.entries(files).map(([path, file]): readonly [Kind, KindWords] => {
    const name = path.slice(path.lastIndexOf('/') + 1, -'.ts'.length)
    const words = isKind(name) ? file[name] : undefined
    if (!words) throw new Error(`${path} does not export the words of a record kind of its name`)
    return [name as Kind, words]
  })
  const each = <T>(pick: (words: KindWords) => T): Each<T> =>
    Object.fromEntries(all.map(([kind, words]) => [kind, pick(words)])) as Each<T>
  return {
    kind: each(({ one, many, new: create }) => ({ one, many, new: create })),
    field: each(({ fields }) => fields),
    section: each(({ sections }) => sections),
    value: each(({ values }) => values),
    empty: each((words) => words.empty),
  }
}

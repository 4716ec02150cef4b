import type { Kind } from '~/lib/records/registry'

/**
 * The words of the interface, as far as tables need them: in the language shown for writing, in all languages for
 * reading.
 */
export interface TableWords {
  /** Label of a column in the language shown. */
  readonly label: (kind: Kind, field: string) => string
  /** Labels of a column in every language. */
  readonly labels: (kind: Kind, field: string) => readonly string[]
  /** Word for a value of an enum or fixed set in the language shown; the value itself where there is none. */
  readonly value: (kind: Kind, field: string, value: string) => string
  readonly values: (kind: Kind, field: string, value: string) => readonly string[]
  /** What a kind is called, in one and in many, in every language. */
  readonly kinds: (kind: Kind) => readonly string[]
  readonly yes: string
  readonly no: string
}

/** Compared without case, accents' spelling and outer spaces. */
export const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')

import type { en } from './en'
import type { CatalogueWords } from '~/lib/content/catalogue/catalogueWords'
import type { Say } from '~/lib/shared/sentences'

/** The shape of a language: the keys of English, each with words. */
export type Messages = Spoken<typeof en>
type Spoken<T> = { readonly [K in keyof T]: T[K] extends string ? string : Spoken<T[K]> }

/** All a language brings: the words of the interface, and what it makes of sentences the code says itself. */
export interface Words {
  readonly messages: Messages
  readonly say: Say
  /**
   * Titles, guidance and questions of the catalogue; loaded by pages that show it. Undefined: as the catalogue has
   * them.
   */
  readonly catalogue: () => Promise<CatalogueWords | undefined>
}

import type { Kind } from '~/lib/isms/registry'
import type { JsonValue } from '~/lib/shared/json'

/** One tab of a page of registers: the records of a kind, and what the register does with them beside what the kind says. */
export interface KindTab {
  /** Value of `?view=`; message `registers.tab.<view>` names it. */
  readonly view: string
  readonly kind: Kind
  readonly prominent?: readonly string[]
  readonly bulk?: readonly string[]
  readonly sort?: { readonly name: string; readonly descending: boolean }
  readonly fresh?: Readonly<Record<string, JsonValue>>
}

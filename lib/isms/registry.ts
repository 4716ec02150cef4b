/** Every record kind, registered once. Books, tables, forms and routes follow this list. */

import type { RecordDefinition, RecordOf } from './defineRecord'
import { asset } from './kinds/asset'
import { comment } from './kinds/comment'
import { control } from './kinds/control'
import { evidence } from './kinds/evidence'
import { evidenceRequest } from './kinds/evidenceRequest'
import { evidenceSubmission } from './kinds/evidenceSubmission'
import { person } from './kinds/person'
import { risk } from './kinds/risk'
import { riskMethod } from './kinds/riskMethod'
import { scope } from './kinds/scope'
import { settings } from './kinds/settings'
import { soaEntry } from './kinds/soaEntry'
import { task } from './kinds/task'

export const kinds = {
  settings,
  scope,
  person,
  riskMethod,
  asset,
  risk,
  control,
  soaEntry,
  evidence,
  evidenceRequest,
  evidenceSubmission,
  task,
  comment,
} as const

export type Kind = keyof typeof kinds
/** The row of a kind, as the interface and the rules see it. */
export type RowOf<K extends Kind> = RecordOf<(typeof kinds)[K]>
export type AnyRecord = { [K in Kind]: RowOf<K> }[Kind]
export type AnyDefinition = RecordDefinition

export const kindNames = Object.keys(kinds) as readonly Kind[]

export const isKind = (word: string): word is Kind => Object.hasOwn(kinds, word)
export const recordKind = (kind: Kind): AnyDefinition => kinds[kind] as unknown as AnyDefinition

const byIdPrefix = new Map(kindNames.map((kind) => [recordKind(kind).prefix.toLowerCase(), kind]))

/** The kind an id was made for (ID1: lower-case prefix, underscore). */
export const kindOfId = (id: string): Kind | undefined => byIdPrefix.get(id.slice(0, Math.max(0, id.indexOf('_'))))

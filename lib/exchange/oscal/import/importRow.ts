/** What comes out of a file: drafts of records for the dry run that every import goes through (isms.md 7.2). */

import type { AnyRecord, Kind } from '~/lib/records/registry'
import type { JsonValue } from '../../../shared/json'
import type { OscalFramework, OscalState } from '../oscalState'

export interface ImportRow {
  readonly kind: Kind
  readonly importKey?: string
  /** Of the record that is there, or that the row will make: other rows name it by this id. */
  readonly id?: string
  /** Values as `record.create` takes them; references are ids. */
  readonly fields: Readonly<Record<string, JsonValue>>
  /** Where it stands in the file, as a JSON pointer. */
  readonly source: string
}

/** Why something of the file does not become a record. The interface has a sentence for each. */
export const importNoteCodes = [
  'unknownControl',
  'noFramework',
  'notRead',
  'personNotAllowed',
  'ambiguousPerson',
  'archived',
  'signature',
  'evidenceHere',
  'remote',
  'unresolved',
] as const
export type ImportNoteCode = (typeof importNoteCodes)[number]

export interface ImportNote {
  readonly code: ImportNoteCode
  readonly source: string
  /** The control id, component type or address it is about. */
  readonly about: string
}

/** What the reader of a file may ask of the workspace. */
export interface ImportSurroundings {
  readonly workspaceId: string
  /** All records of a kind, archived ones too. */
  readonly rows: (kind: Kind) => readonly AnyRecord[]
  readonly frameworks: readonly OscalFramework[]
  readonly soaRequirements: OscalState['soaRequirements']
  /** A fresh id of the kind (ID1). */
  readonly newId: (kind: Kind) => string
  readonly mayWrite: (kind: Kind) => boolean
  /** Of the risk method in use: scores are put on its scales. */
  readonly matrixHash: string
  /** Control ids are looked up in this framework; without one, in the one that knows most of them. */
  readonly framework?: string | undefined
}

/**
 * What a table can be imported into: everything except records that are frozen or signed as a unit, and fields written
 * by the workspace or a seal. Every other kind can be imported and exported completely.
 */

import { commonFields } from '../defineRecord'
import type { Field } from '../fields'
import { fieldOf } from '../validateValue'
import { kindNames, recordKind, type Kind } from '../registry'

/** Why a kind is never imported; the interface has a sentence for each reason. */
const never: Partial<Readonly<Record<Kind, 'frozen' | 'signed' | 'words' | 'setup'>>> = {
  soaVersion: 'frozen',
  readinessRun: 'frozen',
  riskAcceptance: 'signed',
  evidenceSubmission: 'signed',
  comment: 'words',
  settings: 'setup',
  riskMethod: 'setup',
}

export type NeverImported = NonNullable<(typeof never)[Kind]>
export const neverImported: readonly { readonly kind: Kind; readonly why: NeverImported }[] = Object.entries(never).map(
  ([kind, why]) => ({ kind: kind as Kind, why }),
)
/** Maximum rows of one table, shown in the interface and enforced by the readers. */
export const importRowLimit = 20_000
export const isImportable = (kind: Kind): boolean => never[kind] === undefined
export const importableKinds: readonly Kind[] = kindNames.filter(isImportable)

/**
 * Fields written by a seal, a freeze or the workspace itself. A table may contain them; an import never writes them.
 */
const sealed: Partial<Readonly<Record<Kind, readonly string[]>>> = {
  evidence: [
    'source',
    'capturedAt',
    'capturedBy',
    'captureRecord',
    'pageText',
    'recipe',
    'redactedFrom',
    'redactionReason',
  ],
  managementReview: ['packAsOf', 'pack', 'packHash'],
  framework: ['importedOn', 'source', 'oscal'],
  requirement: ['oscal'],
}
/** For every record, plus the matrix a risk was scored under (RS8): written by the import itself. */
const own = ['kind', 'createdAt', 'createdBy', 'archivedOn', 'archivedBy', 'duplicateOf', 'matrixHash']

/** Columns that are not fields: the parent that makes up a derived id, and the hash of a file next to its name. */
export type VirtualColumn = 'requirement' | 'sha256'
const virtual: Partial<Readonly<Record<Kind, readonly VirtualColumn[]>>> = {
  soaEntry: ['requirement'],
  evidence: ['sha256'],
}

export type ColumnAccess = 'write' | 'sealed' | 'own'

export interface ImportField {
  readonly name: string
  /** Undefined for a virtual column. */
  readonly field: Field | undefined
  readonly access: ColumnAccess
}

const fields = new Map<Kind, readonly ImportField[]>()

/** Every column a table of this kind may have, in template order. */
export function importFields(kind: Kind): readonly ImportField[] {
  let list = fields.get(kind)
  if (list) return list
  const definition = recordKind(kind)
  const names = [
    ...(definition.singleton !== undefined || definition.naturalKey ? [] : ['ref']),
    ...(virtual[kind] ?? []).filter((name) => name === 'requirement'),
    definition.title,
    ...Object.keys(definition.fields).filter((name) => name !== definition.title),
    ...(virtual[kind] ?? []).filter((name) => name === 'sha256'),
    'legacyRef',
    'tags',
    'importKey',
    ...Object.keys(commonFields).filter((name) => own.includes(name)),
  ]
  list = [...new Set(names)].map((name) => {
    const field = fieldOf(kind, name)
    return {
      name,
      field,
      access: own.includes(name) ? 'own' : sealed[kind]?.includes(name) || field?.writeOnce ? 'sealed' : 'write',
    }
  })
  fields.set(kind, list)
  return list
}

export const importField = (kind: Kind, name: string): ImportField | undefined =>
  importFields(kind).find((field) => field.name === name)
/** Columns that an import reads back into the same records. */
export const importableColumns = (kind: Kind): readonly ImportField[] =>
  importFields(kind).filter(({ access, name }) => access === 'write' && name !== 'sha256')

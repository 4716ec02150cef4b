/**
 * One file per record kind, written with `defineRecord`. Type, validation, form, table, search, history labels and the
 * local table derive from the definition. Synced fields are append-only: never rename or retype them.
 */

import { byName } from '../shared/byName'
import type { Failure } from '../shared/result'
import type { JsonValue } from '../shared/json'
import type { RecordClass } from './classes'
import { date, instant, person, ref, setOf, text, type Field, type Fields } from './fields'

/** The short names of ST13, the same as in lib/protocol/access/workspaceRoles.ts (a test compares them). */
export const statementTypes = [
  'approve',
  'reject',
  'accept',
  'confirm',
  'review',
  'attest',
  'declare',
  'sign',
  'verify',
  'captureSeal',
  'custody',
  'revoke',
] as const
export type StatementType = (typeof statementTypes)[number]

/**
 * Who may sign (ST12); of a list, any one alternative is enough. `holderOf`: the person named in that field of the
 * hashed content, who with `and` must also be top management. `allOf`: a person listed in that field; if it is empty,
 * `ifNone` applies. `ownerOf`: the owner of the record named by the first of these fields that is set. `not`: anybody
 * except the person in that field and the members whose devices created the record. `when`: one rule or the other,
 * depending on a hashed field. `riskAuthority`: TR4. `notHolderOf`: any writer of the class except the person in the
 * first of these fields that is set, and except the members whose devices created the record.
 */
export type Authority =
  | 'topManagement'
  | 'owner'
  | 'lead'
  | 'auditor'
  | 'any'
  | 'riskAuthority'
  | { readonly holderOf: string; readonly and?: 'topManagement' }
  | { readonly allOf: string; readonly ifNone?: readonly Authority[] }
  | { readonly role: 'lead'; readonly not: string }
  | { readonly ownerOf: readonly string[]; readonly not: string }
  | {
      readonly when: { readonly field: string; readonly is: string }
      readonly then: Authority
      readonly otherwise: Authority
    }
  | { readonly notHolderOf: readonly string[] }

/**
 * Fields of other records included in the hash (ST2), sorted by id. `naming`: the records whose field references this
 * one; `named`: the records that a field of this one references. Archived records are left out. `derived`: computed for
 * the hash.
 */
export type Composite = {
  readonly name: string
  readonly kind: string
  readonly fields: readonly string[]
  readonly derived?: readonly 'residualLevel'[]
} & ({ readonly naming: string } | { readonly named: string })

/** A named list of hashed fields and the statements that sign them. */
export interface Profile {
  readonly fields: readonly string[]
  readonly signed: Readonly<Partial<Record<StatementType, readonly Authority[]>>>
  readonly composite?: readonly Composite[]
  /**
   * ST8, PO2: when an approval is complete: all persons in that field signed the same content, and one of them as top
   * management if the given field says so.
   */
  readonly complete?: {
    readonly approvers: string
    readonly topManagementWhen?: { readonly field: string; readonly is: string }
  }
}

type HashedFields<F extends Fields> =
  'all' | { readonly except: readonly (keyof F & string)[] } | readonly (keyof F & string)[]

/** Common fields of all kinds (isms.md 2.1). */
export const commonFields = {
  kind: text(),
  ref: text(),
  createdAt: instant(),
  createdBy: person(),
  archivedOn: date(),
  archivedBy: person(),
  legacyRef: text(),
  tags: setOf('text'),
  importKey: text(),
  duplicateOf: ref('any'),
} as const satisfies Fields

export interface CommonRow {
  readonly id: string
  /** Human reference `R-12`; for kinds with derived ids the natural key (ID4); empty for singletons. */
  readonly ref: string
  readonly createdAt: string
  readonly createdBy: string
  readonly archivedOn: string | undefined
  readonly archivedBy: string | undefined
  readonly legacyRef: string | undefined
  readonly tags: readonly string[]
  readonly importKey: string | undefined
  readonly duplicateOf: string | undefined
  /** Values written by a newer version of the app, by field key: shown read-only, never overwritten (MG19). */
  readonly unknown: Readonly<Record<string, JsonValue>>
}

type ValueOf<F> = F extends Field<infer T> ? T : never
export type FieldValues<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> }

export interface Section<N extends string = string> {
  /** Message key below `section.<kind>`. */
  readonly key: string
  readonly fields: readonly N[]
}

export interface RecordDefinition<K extends string = string, F extends Fields = Fields> {
  readonly kind: K
  /** Prefix of refs; ids use it in lower case (ID1). */
  readonly prefix: string
  readonly class: RecordClass
  /** Clause of ISO/IEC 27001:2022, or Annex A control, that requires this kind. */
  readonly clause: string
  /** lucide icon name without prefix. */
  readonly icon: string
  /** Id of the only record of this kind. */
  readonly singleton?: string
  /** Whether its id is built from parent ids (marked D in the specification). */
  readonly derivedId?: 'always' | 'whenLinked'
  /** Shown instead of a ref (ID4). */
  readonly naturalKey?: (id: string) => string
  /** Refs carry the year: `IA-2026-1` (ID3). */
  readonly yearRef?: boolean
  /** Version of the kind, incremented with every field added. */
  readonly version: number
  readonly fields: F
  /** Fields the local table is indexed by. */
  readonly indexes: readonly (keyof F & string)[]
  readonly title: keyof F & string
  /** The stored status and its final values: "active" means not archived and not final. */
  readonly states?: { readonly field: keyof F & string; readonly final: readonly string[] }
  readonly profiles: Readonly<Record<string, Profile>>
  readonly sections: readonly Section<keyof F & string>[]
  /** Pairs of days where the first must not be after the second. A command that would violate this is rejected. */
  readonly order?: readonly (readonly [keyof F & string, keyof F & string])[]
  /** References that must not lead back to the record itself. */
  readonly acyclic?: readonly (keyof F & string)[]
  /** Cross-field rules (V). Violations are never repaired by software (MG18). */
  validate?(row: CommonRow & { readonly kind: K } & FieldValues<F>): readonly Failure[]
}

export type RecordOf<D> =
  D extends RecordDefinition<infer K, infer F> ? CommonRow & { readonly kind: K } & FieldValues<F> : never

interface ProfileInput<F extends Fields> extends Omit<Profile, 'fields'> {
  readonly fields: HashedFields<F>
}

type Input<K extends string, F extends Fields> = Omit<
  RecordDefinition<K, F>,
  'profiles' | 'sections' | 'version' | 'validate'
> & {
  readonly profiles?: Readonly<Record<string, ProfileInput<F>>>
  readonly sections?: readonly Section<keyof F & string>[]
  readonly validate?: (row: CommonRow & { readonly kind: K } & FieldValues<F>) => readonly Failure[]
}

/**
 * Completes a definition: profiles list their fields, sections cover all fields, and the version is that of the newest
 * field.
 */
export function defineRecord<const K extends string, F extends Fields>(input: Input<K, F>): RecordDefinition<K, F> {
  const names = Object.keys(input.fields) as (keyof F & string)[]
  const profiles = byName(
    Object.fromEntries(
      Object.entries(input.profiles ?? {}).map(([name, profile]) => [
        name,
        { ...profile, signed: byName(profile.signed), fields: hashedFields(names, profile.fields) },
      ]),
    ),
  )
  return {
    ...input,
    fields: byName(input.fields) as F,
    version: Math.max(1, ...names.map((name) => input.fields[name]!.since)),
    profiles,
    sections: completeSections(names, input.sections ?? []),
  }
}

function hashedFields(names: readonly string[], hashed: HashedFields<Fields>): readonly string[] {
  if (hashed === 'all') return names
  if ('except' in hashed) return names.filter((name) => !hashed.except.includes(name))
  return hashed
}

/** Appends fields that no section lists in a last section `more`, so that a new field is never invisible. */
function completeSections<N extends string>(
  names: readonly N[],
  sections: readonly Section<N>[],
): readonly Section<N>[] {
  const placed = new Set<string>(sections.flatMap((section) => section.fields))
  const rest = names.filter((name) => !placed.has(name))
  if (rest.length === 0) return sections
  return [...sections, { key: sections.length === 0 ? 'main' : 'more', fields: rest }]
}

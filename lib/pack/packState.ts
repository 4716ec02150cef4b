/**
 * Everything a pack is made from, read from the vault's tables in one go. Reads only; bytes are fetched one file at a
 * time.
 */

import { groupBy } from '../shared/groups'
import { readHeldFiles } from '../vault/views/heldFiles'
import { fieldValues } from '~/lib/records/fieldValues'
import { frameworks, requirementById } from '../content/catalogue/catalogue'
import { spoken, type CatalogueWords } from '../content/catalogue/catalogueWords'
import { frameworkOf, requirementCode } from '../records/derivedIds'
import { effectiveSettings, type EffectiveSettings } from '../isms/workspace/effectiveSettings'
import type { Settings } from '../records/kinds/settings'
import type { HeldState } from '../isms/pack/packPlan'
import { byRef } from '../records/refs'
import type { AnyRecord, Kind, RowOf } from '../records/registry'
import type { RecordLookup } from '../isms/statement/composites'
import { kindTable, type StatementRow, type Vault } from '../vault/store/tables'

/** Kinds that a pack reads. */
const kinds = [
  'scope',
  'person',
  'policy',
  'document',
  'riskMethod',
  'risk',
  'treatmentPlan',
  'treatmentAction',
  'riskAcceptance',
  'objective',
  'competence',
  'control',
  'controlTest',
  'evidence',
  'evidenceRequest',
  'evidenceSubmission',
  'measurement',
  'auditProgramme',
  'audit',
  'auditItem',
  'finding',
  'managementReview',
  'decision',
  'nonconformity',
  'correctiveAction',
  'soaVersion',
  'framework',
  'requirement',
] as const satisfies readonly Kind[]

export interface RequirementFacts {
  readonly id: string
  readonly framework: string
  readonly code: string
  readonly title: string
  readonly group: string
  readonly order: number
}

export interface PackState {
  readonly workspaceId: string
  readonly organisation: string
  /** ISO instant of the last change: what reports stand as of, so that the same state reads the same on any day. */
  readonly asOf: string
  readonly settings: EffectiveSettings
  /** Records of a kind that are not archived, by ref. */
  readonly rows: <K extends Kind>(kind: K) => readonly RowOf<K>[]
  readonly statementsOf: (recordId: string) => readonly StatementRow[]
  readonly lookup: RecordLookup
  readonly held: (sha256: string) => HeldState
  readonly blob: (sha256: string) => Promise<Blob | undefined>
  readonly nameOfPerson: (id: string) => string | undefined
  /** A person or a member, by what it is called. */
  readonly nameOf: (id: string) => string
  readonly requirement: (id: string) => RequirementFacts
  readonly frameworkTitle: (id: string) => string
}

/** Titles of requirements are in the language of the words; without any, in the catalogue's own. */
export async function readPackState(vault: Vault, workspaceId: string, words?: CatalogueWords): Promise<PackState> {
  const [tables, statements, members, settingsRow, files, changedAt] = await Promise.all([
    Promise.all(kinds.map(async (kind) => [kind, await kindTable<AnyRecord>(vault, kind).toArray()] as const)),
    vault.statements.toArray(),
    vault.members.toArray(),
    kindTable<Settings>(vault, 'settings').get('settings_main'),
    readHeldFiles(vault),
    lastChange(vault),
  ])
  const all = new Map<Kind, readonly AnyRecord[]>(tables)
  const active = new Map<Kind, readonly AnyRecord[]>(
    tables.map(([kind, rows]) => [kind, rows.filter((row) => row.archivedOn === undefined).sort(byRef)]),
  )
  const rows = <K extends Kind>(kind: K): readonly RowOf<K>[] =>
    (active.get(kind) ?? []) as readonly unknown[] as readonly RowOf<K>[]
  const ofSubject = groupBy(statements, (row) => row.subjectId)
  // The log carries small frozen copies itself: a capture record is here although its file may not be.
  const frozen = new Map(
    statements.flatMap(({ type, contentHash, frozen: bytes }) =>
      type === 'captureSeal' && bytes ? [[contentHash, bytes] as const] : [],
    ),
  )
  const persons = new Map((all.get('person') ?? []).map((row) => [row.id, (row as RowOf<'person'>).name]))
  const memberNames = new Map(
    members.map(({ memberId, personId }) => [
      memberId,
      (personId === undefined ? undefined : persons.get(personId)) ?? settingsRow?.memberNames[memberId],
    ]),
  )
  const byId = new Map([...all.values()].flat().map((row) => [row.id, row]))
  const own = new Map(rows('requirement').map((row) => [`${row.framework}:${row.code}`, row]))
  return {
    workspaceId,
    rows,
    asOf: new Date(changedAt).toISOString(),
    organisation: rows('scope')[0]?.orgName ?? '',
    settings: effectiveSettings(settingsRow),
    statementsOf: (id) => ofSubject.get(id) ?? [],
    lookup: {
      get: (kind, id) => ((row) => (row?.kind === kind ? row : undefined))(byId.get(id)),
      referencing: (kind, field, id) =>
        (all.get(kind) ?? []).filter((row) =>
          [fieldValues<string | readonly string[] | undefined>(row)[field] ?? []].flat().includes(id),
        ),
    },
    held: (sha256) => (frozen.has(sha256) ? 'present' : (files.of(sha256)?.state ?? 'pending')) as HeldState,
    async blob(sha256) {
      const copy = frozen.get(sha256)
      const bytes = (await vault.blobs.get(sha256))?.bytes
      return bytes ?? (copy && new Blob([copy as Uint8Array<ArrayBuffer>]))
    },
    nameOfPerson: (id) => persons.get(id),
    nameOf: (id) => persons.get(id) ?? memberNames.get(id) ?? id.slice(0, 8),
    requirement(id) {
      const shipped = requirementById(id)
      const known = shipped && spoken(shipped, words)
      const record = own.get(id)
      return {
        id,
        framework: frameworkOf(id),
        code: requirementCode(id),
        title: known?.title ?? record?.title ?? '',
        group: known?.group ?? record?.group ?? '',
        order: known?.order ?? record?.order ?? Number.MAX_SAFE_INTEGER,
      }
    },
    frameworkTitle: (id) =>
      frameworks.find((framework) => framework.id === id)?.title ??
      rows('framework').find(({ frameworkId }) => frameworkId === id)?.title ??
      id,
  }
}

/** By the log's clock, or this device's for what waits. */
async function lastChange(vault: Vault): Promise<number> {
  const [logged, waiting] = await Promise.all([vault.log.orderBy('seq').last(), vault.outbox.toCollection().last()])
  return Math.max(logged?.relayTime ?? 0, waiting?.at ?? 0)
}

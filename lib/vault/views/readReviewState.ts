/**
 * What a review pack is computed from, read from the vault's tables: the same for the engine that freezes it and for
 * the page that shows it before. Reads only; the pack itself is made by lib/isms/review.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { inLogOrder } from '~/lib/shared/logOrder'
import { dateInZone } from '~/lib/shared/dates'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { isSetValue } from '~/lib/records/fieldCompleteness'
import { resolvePerson } from '~/lib/isms/improvement/actionVerifier'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import type { Person } from '~/lib/records/kinds/person'
import type { Settings } from '~/lib/records/kinds/settings'
import { byRef } from '~/lib/records/refs'
import { recordKind, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import { parseReviewPack, type ReviewPack } from '~/lib/isms/review/pack'
import { reviewBefore } from '~/lib/isms/review/reviewPack'
import type { RecordChange, ReviewState } from '~/lib/isms/review/managementReviewState'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import type { RecordLookup } from '~/lib/isms/statement/composites'
import { onWordOf } from '~/lib/isms/statement/onWord'
import { isTopManagementOn } from '~/lib/isms/statement/topManagement'
import type { JsonValue } from '~/lib/shared/json'
import { fail, type Result } from '~/lib/shared/result'
import { readFile } from '../store/fileBytes'
import { mergesOf } from '../log/memberIndependence'
import { trailOfFields, trailOfRecords } from '../history/readTrail'
import { kindTable, type TrailRow, type Vault } from '../store/tables'
import { groupBy } from '~/lib/shared/groups'

/** People read lists by ref; the id settles what carries none, so that every device makes the same list. */
/** Every kind some input of 9.3.2 is filled from. */
const kinds = [
  'managementReview',
  'decision',
  'task',
  'issue',
  'interestedParty',
  'obligation',
  'nonconformity',
  'correctiveAction',
  'metric',
  'measurement',
  'audit',
  'auditItem',
  'auditProgramme',
  'finding',
  'objective',
  'feedback',
  'communication',
  'risk',
  'riskMethod',
  'treatmentAction',
  'riskAcceptance',
  'exception',
  'improvement',
  'incident',
  'control',
  'controlTest',
  'policy',
  'soaEntry',
  'roleAssignment',
  'readinessRun',
] as const satisfies readonly Kind[]

/** Kinds whose movements inputs b and c tell. */
const followed: ReadonlySet<Kind> = new Set(['issue', 'interestedParty', 'obligation'])
/** Fields that say whose work something was on a past day (AU3), and since when a nonconformity is withdrawn. */
const dated: readonly (readonly [Kind, string])[] = [
  ['control', 'owner'],
  ['policy', 'owner'],
  ['soaEntry', 'owner'],
  ['risk', 'owner'],
  ['roleAssignment', 'holder'],
  ['roleAssignment', 'deputy'],
  ['nonconformity', 'withdrawnReason'],
]

/** The state of the workspace for the pack of one review; `today` decides which review came before. */
export async function readReviewState(
  vault: Vault,
  review: Pick<ManagementReview, 'id' | 'heldOn'>,
  today: string,
): Promise<ReviewState> {
  const [tables, statements, members, settingsRow, persons] = await Promise.all([
    Promise.all(
      kinds.map(
        async (kind) =>
          [
            kind,
            (await kindTable<AnyRecord>(vault, kind).toArray())
              .filter((row) => row.archivedOn === undefined)
              .sort(byRef),
          ] as const,
      ),
    ),
    vault.statements.toArray(),
    vault.members.toArray(),
    kindTable<Settings>(vault, 'settings').get('settings_main'),
    kindTable<Person>(vault, 'person').toArray(),
  ])
  const byKind = new Map<Kind, readonly AnyRecord[]>(tables)
  const rows = <K extends Kind>(kind: K): readonly RowOf<K>[] =>
    (byKind.get(kind) ?? []) as readonly unknown[] as readonly RowOf<K>[]
  const settings = effectiveSettings(settingsRow)
  const changes = await readChanges(vault, rows, settings.timeZone)
  const grouped = groupBy(statements, ({ subjectId }) => subjectId)
  const roles = statements.filter((row) => row.subjectKind === 'roleAssignment')
  const method = rows('riskMethod')[0]
  // A duplicate is archived by the merge, and still leads to the person who is kept.
  const mergedInto = new Map(persons.map(({ id, duplicateOf }) => [id, duplicateOf]))
  const kept = (person: string): string => resolvePerson(person, (id) => mergedInto.get(id))
  const state: ReviewState = {
    rows,
    settings,
    changes,
    statementsOf: (id) => grouped.get(id) ?? [],
    lookup: lookupOver(rows),
    method: { grid: method?.grid ?? defaultMethod.grid, acceptMax: method?.acceptMax ?? defaultMethod.acceptMax },
    isTopManagement: (person, day) => isTopManagementOn(person, day, { members, roles, timeZone: settings.timeZone }),
    kept,
    onWord: onWordOf(
      members,
      kept,
      await mergesOf(
        vault,
        members.flatMap(({ bound = [] }) => bound.map(({ personId }) => personId)),
      ),
    ),
  }
  const before = reviewBefore(state, review, today)
  const pack = before?.pack && (await readPack(vault, before.pack.sha256))
  return pack?.ok ? { ...state, previousPack: pack.value } : state
}

/** A frozen pack from its bytes. Fails with `packPending` while they have not arrived, or with `badPack`. */
export async function readPack(vault: Vault, sha256: string): Promise<Result<ReviewPack>> {
  const held = await readFile(vault, sha256)
  if (held.type === 'differs') return parseReviewPack(undefined)
  if (held.type === 'away')
    return fail(
      'packPending',
      'The frozen inputs are not on this device yet. They arrive when the device that froze them is online.',
    )
  try {
    return parseReviewPack(JSON.parse(await held.bytes.text()))
  } catch {
    return parseReviewPack(undefined)
  }
}

async function readChanges(
  vault: Vault,
  rows: ReviewState['rows'],
  timeZone: string,
): Promise<readonly RecordChange[]> {
  const ids = [...followed].flatMap((kind) => rows(kind).map((row) => row.id))
  const pairs = dated.flatMap(([kind, field]) => rows(kind).map((row) => [row.id, field] as const))
  const found = (await Promise.all([trailOfRecords(vault, ids), trailOfFields(vault, pairs)])).flat()
  return inLogOrder(found.filter((row) => !row.lost && !sameValue(row))).map((row) => ({
    recordId: row.recordId,
    field: row.field,
    day: dateInZone(
      new Date(row.untilSeq === undefined ? (row.relayTime ?? row.time) : (row.until ?? row.time)).toISOString(),
      timeZone,
    ),
    before: row.before,
    after: row.after,
  }))
}

/** A long text that was changed and put back changed nothing. */
const sameValue = ({ kind, field, before, after }: TrailRow): boolean => {
  const of = recordKind(kind).fields[field]
  const value = (raw: JsonValue): JsonValue | undefined => (of && !isSetValue(of, raw) ? undefined : raw)
  return JSON.stringify(value(before)) === JSON.stringify(value(after))
}

function lookupOver(rows: ReviewState['rows']): RecordLookup {
  return {
    get: (kind, id) => rows(kind).find((row) => row.id === id) as AnyRecord | undefined,
    referencing: (kind, field, id) =>
      rows(kind).filter((row) =>
        [fieldValues<string | readonly string[] | undefined>(row)[field] ?? []].flat().includes(id),
      ) as readonly AnyRecord[],
  }
}

/** Checks of clauses 6.2, 6.3 and 7: objectives, changes, support (isms.md 5.2). */

import { fieldValues } from '~/lib/records/fieldValues'
import { daysBetween, isOverdue } from '~/lib/shared/dates'
import { isOpenObjective } from '~/lib/isms/objective/objectiveHealth'
import { isGap } from '~/lib/isms/people/competenceState'
import { isAwarenessRun, trainingFacts } from '~/lib/isms/people/trainingState'
import type { Objective } from '~/lib/records/kinds/objective'
import type { Person } from '~/lib/records/kinds/person'
import { isTaskOpen } from '~/lib/records/recurrence/occurrences'
import { isReference, isSet } from '~/lib/records/fields'
import { kindNames, kindOfId, recordKind, type AnyRecord } from '~/lib/records/registry'
import { asksPeople } from '~/lib/records/merge/fieldMerging'
import { isInDoubt, restsOnDoubt } from '~/lib/isms/statement/doubt'
import { counts, type StatementFact } from '~/lib/isms/statement/statementFacts'
import { verdict, type Check, type Judged } from '../readinessCheck'
import { changesWait, documentOverdue, policyFacts, targets } from '../facts/documentFacts'
import { isSuperseded } from '../facts/controlFacts'
import { lastHeld } from '../facts/improvementFacts'
import { fact, factOfAll, type Reader } from '../readinessReader'
import { unreadKinds } from '../sources'
import {
  approval,
  dayOfInstant,
  filled,
  isActive,
  keptPerson,
  links,
  lookupOf,
  settings,
  some,
} from '../facts/workspace'

const ofObjective =
  (judge: (row: Objective, read: Reader) => Judged) =>
  (read: Reader, id: string): Judged =>
    ((row) => (row && isOpenObjective(row) ? judge(row, read) : undefined))(read.row('objective', id))

/** Persons who hold an ISMS role today, each once. */
const holders = factOfAll((read): readonly string[] =>
  [
    ...new Set(
      read.rows('roleAssignment').flatMap(({ from, until, holder }) => {
        const runs = (from === undefined || from <= read.today()) && (until === undefined || until >= read.today())
        return runs && isActive(read, holder) ? [keptPerson(read, holder!)] : []
      }),
    ),
  ].sort(),
)

const awarenessRun = fact((read, id): boolean => {
  const row = read.row('training', id)
  if (row?.type !== 'awareness') return false
  const persons = new Map(
    row.audience.flatMap((id): (readonly [string, Person])[] =>
      ((person) => (person ? [[id, person]] : []))(read.row('person', keptPerson(read, id))),
    ),
  )
  return isAwarenessRun(
    row,
    trainingFacts(row, persons, read.statements(id), read.today(), (one) => keptPerson(read, one)),
    read.today(),
  )
})

/** Records, not archived, with a valid signature that is in doubt. */
const doubtedSubjects = (read: Reader): readonly string[] =>
  [...new Set(read.doubtedStatements().map(({ subjectId }) => subjectId))]
    .filter((id) => isInDoubt(read.statements(id)) && present(read, id) !== undefined && !isSuperseded(read, id))
    .sort()
const present = (read: Reader, id: string): AnyRecord | undefined =>
  ((kind) => kind && (read.row(kind, id) as unknown as AnyRecord | undefined))(kindOfId(id))
const doubtful = fact((read, id): boolean =>
  ((row) =>
    row !== undefined &&
    restsOnDoubt(row, { statements: read.statements(id), lookup: lookupOf(read), today: read.today() }))(
    present(read, id),
  ),
)

/** Kinds whose records reference others. */
const pointing = kindNames.filter((kind) => Object.values(recordKind(kind).fields).some(isReference))

/**
 * Fails for a record with references that have led nowhere for more than seven days (MG14), or with a ref that another
 * record also carries (ID6).
 */
const damage = fact((read, id): 'pass' | 'fail' | undefined => {
  const kind = kindOfId(id)
  const row = kind && (read.row(kind, id) as unknown as AnyRecord | undefined)
  if (!row) return undefined
  const values = fieldValues<string | readonly string[] | undefined>(row)
  let dangling = false
  let old = false
  for (const [name, field] of Object.entries(recordKind(row.kind).fields)) {
    if (!isReference(field)) continue
    const named = isSet(field)
      ? (values[name] as readonly string[])
      : values[name] === undefined
        ? []
        : [values[name] as string]
    for (const target of named) {
      const kind = kindOfId(target)
      if (field.target === 'any' && (kind === undefined || unreadKinds.has(kind))) continue
      if (read.isHere(target)) continue
      dangling = true
      old ||= daysBetween(linkedOn(read, row, name, target), read.today()) > 7
    }
  }
  const duplicate = !recordKind(row.kind).naturalKey && row.ref !== '' && read.withRef(row.ref).length > 1
  return dangling || duplicate ? verdict(old || duplicate) : undefined
})

/** The day a link was written, from the history; if the history does not show it, the day the record was created. */
function linkedOn(read: Reader, row: AnyRecord, field: string, target: string): string {
  const written = read
    .history(row.id)
    .findLast(
      (change) =>
        !change.lost &&
        change.field === field &&
        (change.after === target || (change.element === target && change.after === true)),
    )
  return dayOfInstant(
    read,
    written
      ? new Date(written.relayTime ?? written.time).toISOString()
      : row.createdAt || `${read.today()}T00:00:00.000Z`,
  )
}

const inForce = factOfAll((read): readonly string[] =>
  read
    .ids('policy')
    .filter((id) =>
      ((facts) => facts?.state === 'inForce' || facts?.state === 'inForceWithChanges')(policyFacts(read, id)),
    ),
)
const openConflicts = (read: Reader) =>
  read.conflicts().filter(({ recordId, field }) => asksPeople(field) && isPresent(read, recordId))
const isPresent = (read: Reader, id: string): boolean =>
  ((kind) => kind !== undefined && (unreadKinds.has(kind) || read.row(kind, id) !== undefined))(kindOfId(id))

/**
 * A statement that does not verify stays in the log for ever. It is settled once somebody with authority has made the
 * same statement again, or once nothing depends on its record any more.
 */
function isSettled(read: Reader, broken: StatementFact): boolean {
  const { subjectId, type, profile, basedOn, seq = Infinity } = broken
  const saidAgain = read
    .statements(subjectId)
    .some(
      (one) =>
        one.type === type &&
        one.profile === profile &&
        counts(one) &&
        one.seq! > seq &&
        (type !== 'revoke' || one.basedOn === basedOn),
    )
  return saidAgain || isSuperseded(read, subjectId) || (read.isHere(subjectId) && !isPresent(read, subjectId))
}

export const supportChecks: readonly Check[] = [
  {
    id: '6.2-objectives-exist',
    phase: 'P',
    severity: 'B',
    stage: 1,
    holds: (read) =>
      some(read, 'objective', (id) => ['planned', 'inProgress'].includes(read.row('objective', id)?.status ?? '')),
  },
  {
    id: '6.2-objective-measurable',
    phase: 'P',
    severity: 'W',
    stage: 1,
    over: 'objective',
    judge: ofObjective((row, read) =>
      verdict(!filled(row.target) || (links(read, 'metric', row.metrics).length === 0 && !filled(row.evaluation))),
    ),
  },
  {
    id: '6.2-objective-plan',
    phase: 'P',
    severity: 'W',
    stage: 1,
    over: 'objective',
    judge: ofObjective((row) =>
      verdict(!filled(row.plan) || !filled(row.resources) || row.owner === undefined || row.due === undefined),
    ),
  },
  {
    id: '6.2-objective-overdue',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: 'objective',
    judge: ofObjective((row, read) => verdict(isOverdue(row.due, read.today()))),
  },
  {
    id: '6.3-change-planned',
    phase: 'P',
    severity: 'W',
    stage: 2,
    over: 'change',
    judge: (read, id) =>
      ((row) =>
        row && (row.status === 'inProgress' || row.status === 'implemented')
          ? verdict(approval(read, id) !== 'current' || ![row.purpose, row.consequences, row.integrity].every(filled))
          : undefined)(read.row('change', id)),
  },
  {
    id: '7.1-resources',
    phase: 'D',
    severity: 'A',
    stage: 2,
    over: { name: 'last review held', keys: (read) => ((row) => (row ? [row.id] : []))(lastHeld(read)) },
    judge: (read, id) => verdict(!read.referencing('decision', 'review', id).some(({ type }) => type === 'resources')),
  },
  {
    id: '7.2-competence-recorded',
    phase: 'D',
    severity: 'B',
    stage: 2,
    holds: (read) => read.ids('competence').length > 0,
  },
  {
    id: '7.2-competence-evidence',
    phase: 'D',
    severity: 'W20',
    stage: 2,
    over: { name: 'holders of roles', keys: holders },
    judge: (read, id) =>
      verdict(
        !read.referencing('competence', 'person', id).some((row) => links(read, 'evidence', row.evidence).length > 0),
      ),
  },
  {
    id: '7.2-gap-open',
    phase: 'D',
    severity: 'W',
    stage: 2,
    over: 'competence',
    judge: (read, id) =>
      ((row) =>
        row && isGap(row)
          ? verdict(((task) => task === undefined || !isTaskOpen(task, read.today()))(read.row('task', row.gapTask)))
          : undefined)(read.row('competence', id)),
  },
  {
    id: '7.3-awareness-run',
    phase: 'D',
    severity: 'W',
    stage: 2,
    holds: (read) => some(read, 'training', (id) => awarenessRun(read, id)),
  },
  {
    // ST11: an acknowledgement that waits for sync is not counted yet.
    id: '7.3-attestation-overdue',
    phase: 'D',
    severity: 'W20',
    stage: 2,
    over: 'policy',
    judge: (read, id) =>
      ((found) =>
        found.length === 0
          ? undefined
          : {
              total: found.length,
              failing: found
                .filter(
                  (one) => one.state === 'overdue' || (one.state === 'waiting' && isOverdue(one.due, read.today())),
                )
                .map(({ personId }) => `${personId}~${id}`),
            })(targets(read, id)),
  },
  {
    id: '7.4-communication-plan',
    phase: 'P',
    severity: 'W',
    stage: 1,
    holds: (read) =>
      (['internal', 'external'] as const).every((direction) =>
        some(read, 'communication', (id) => read.row('communication', id)?.direction === direction),
      ),
  },
  {
    id: '7.5-review-overdue',
    phase: 'C',
    severity: 'W20',
    stage: 2,
    over: { name: 'policies in force and documents', keys: (read) => [...inForce(read), ...read.ids('document')] },
    judge: (read, id) =>
      kindOfId(id) === 'policy'
        ? verdict(policyFacts(read, id)?.reviewOverdue === true)
        : ((overdue) => (overdue === undefined ? undefined : verdict(overdue)))(documentOverdue(read, id)),
  },
  {
    id: '7.5-unapproved-changes',
    phase: 'D',
    severity: 'W',
    stage: 2,
    over: 'policy',
    judge: (read, id) =>
      policyFacts(read, id)?.state === 'inForceWithChanges' ? verdict(changesWait(read, id)) : undefined,
  },
  {
    id: '7.5-void-statement',
    phase: 'D',
    severity: 'B',
    stage: 2,
    over: { name: 'the log of statements', keys: () => ['log'] },
    judge: (read) => ({
      total: read.statementCount(),
      failing: read
        .brokenStatements()
        .filter((one) => !isSettled(read, one))
        .map(({ id }) => id),
    }),
  },
  {
    // ST16: such a signature still counts everywhere else, so this check reports it.
    id: '7.5-doubtful-decision',
    phase: 'D',
    severity: 'W',
    stage: 2,
    over: { name: 'records with a signature in doubt', keys: doubtedSubjects },
    judge: (read, id) => verdict(doubtful(read, id)),
  },
  {
    id: '7.5-open-conflicts',
    phase: 'D',
    severity: 'A',
    stage: 2,
    over: {
      name: 'records with open conflicts',
      keys: (read) => [...new Set(openConflicts(read).map(({ recordId }) => recordId))].sort(),
    },
    judge: (read, id) =>
      verdict(
        openConflicts(read).some(
          (one) => one.recordId === id && daysBetween(one.day, read.today()) > settings(read).conflictDays,
        ),
      ),
  },
  {
    id: '7.5-record-integrity',
    phase: 'D',
    severity: 'A',
    stage: 2,
    over: { name: 'records that point at others', keys: (read) => pointing.flatMap((kind) => read.ids(kind)) },
    judge: damage,
  },
]

/** Input d: nonconformities and their actions, metrics, audits, objectives. */

import { declaredBy, isAuditComplete, isAssessed } from '~/lib/isms/audit/auditCompleteness'
import { programmeCoverage, requiredSet } from '../../audit/coverage'
import { isInternal, itemConflicts } from '~/lib/isms/audit/auditIndependence'
import { valuesOn } from '../../audit/valueOn'
import { iso27001 } from '~/lib/content/catalogue/iso27001'
import { addPeriod, daysBetween } from '~/lib/shared/dates'
import { isActionOverdue, ncStanding, type NcState } from '../../improvement/ncState'
import type { Audit } from '~/lib/records/kinds/audit'
import type { Nonconformity } from '~/lib/records/kinds/nonconformity'
import { metricFacts, type MetricFacts } from '~/lib/isms/metric/metricFacts'
import { seriesOf } from '~/lib/isms/metric/metricSeries'
import { isOpenObjective, objectiveHealth, type ObjectiveHealth } from '~/lib/isms/objective/objectiveHealth'
import { group, type PackFigure, type PackGroup, type PackInput, type PackLine, type PackTone } from '../pack'
import { dayOfStatement, isSince, standing, type PackDays, type ReviewState } from '../managementReviewState'
import { countByMonth, median, monthEnds } from './months'

export function performance(state: ReviewState, days: PackDays): PackInput {
  const facts = new Map(
    state.rows('metric').map((row) => [row.id, metricFacts(row, state.rows('measurement'), days.today)]),
  )
  const parts = [
    nonconformities(state, days),
    metrics(state, facts),
    audits(state, days),
    objectives(state, facts, days),
  ]
  return { figures: parts.flatMap((part) => part.figures), groups: parts.flatMap((part) => part.groups) }
}

interface Part {
  readonly figures: readonly PackFigure[]
  readonly groups: readonly PackGroup[]
}

interface Standing {
  readonly row: Nonconformity
  readonly state: NcState
  readonly closedOn: string | undefined
}

function nonconformities(state: ReviewState, days: PackDays): Part {
  const actions = state.rows('correctiveAction')
  const gaps = new Map(state.rows('finding').map((finding) => [finding.id, finding.gap]))
  const all = state
    .rows('nonconformity')
    .map((row): Standing => {
      const { contentHash } = standing(state, row, 'effectiveness', days.today)
      const found = ncStanding(row, {
        actions: actions.filter((action) => action.nonconformity === row.id),
        statements: state.statementsOf(row.id),
        contentHash,
        today: days.today,
        gap: gaps.get(row.finding ?? ''),
      })
      return {
        row,
        state: found.state,
        closedOn: found.state === 'closed' && found.decidedBy ? dayOfStatement(state, found.decidedBy) : undefined,
      }
    })
    .filter((one) => one.state !== 'withdrawn')
  const ends = monthEnds(days.today, state.settings.ismsStart)
  const opened = all.map(({ row }) => row.detectedOn)
  const closed = all.map(({ closedOn }) => closedOn)
  const corrected = all.filter(
    ({ row }) => row.correctedOn !== undefined && row.detectedOn !== undefined && row.correctedOn >= row.detectedOn,
  )
  const daysToCorrect = (within: (day: string) => boolean): number | null =>
    median(
      corrected
        .filter(({ row }) => within(row.correctedOn!))
        .map(({ row }) => daysBetween(row.detectedOn!, row.correctedOn!)),
    )
  const repeats = all.filter(({ row }) => isRepeat(row, all))
  const open = all.filter((one) => one.state !== 'closed')
  return {
    figures: [
      { key: 'ncOpened', value: opened.filter((day) => isSince(day, days)).length, series: countByMonth(ends, opened) },
      {
        key: 'ncClosed',
        value: closed.filter((day) => isSince(day, days)).length,
        series: countByMonth(ends, closed),
        better: 'up',
      },
      {
        key: 'daysToCorrect',
        value: daysToCorrect((day) => isSince(day, days)),
        series: ends.map((end) =>
          end === null ? null : daysToCorrect((day) => day.slice(0, 7) === end.slice(0, 7) && day <= end),
        ),
        better: 'down',
      },
      {
        key: 'overdueActions',
        value: actions.filter((action) => isActionOverdue(action, days.today)).length,
        better: 'down',
        series: ends.map((end) =>
          end === null
            ? null
            : actions.filter(
                (action) =>
                  action.status !== 'cancelled' &&
                  action.due !== undefined &&
                  action.due < end &&
                  !(action.completedOn !== undefined && action.completedOn <= end) &&
                  !(action.status === 'done' && action.completedOn === undefined),
              ).length,
        ),
      },
      {
        key: 'repeats',
        value: repeats.filter(({ row }) => isSince(row.detectedOn, days)).length,
        series: countByMonth(
          ends,
          repeats.map(({ row }) => row.detectedOn),
        ),
        better: 'down',
      },
    ],
    groups:
      all.length === 0
        ? []
        : [
            group(
              'nonconformities',
              [...open, ...all.filter(({ closedOn }) => isSince(closedOn, days))].map(
                ({ row, state: word, closedOn }): PackLine => {
                  const own = actions.filter((action) => action.nonconformity === row.id)
                  const overdue = own.filter((action) => isActionOverdue(action, days.today)).length
                  return {
                    id: row.id,
                    kind: 'nonconformity',
                    ref: row.ref,
                    title: row.title ?? '',
                    state: word,
                    tone:
                      word === 'closed'
                        ? 'good'
                        : word === 'ineffective' || overdue > 0
                          ? 'bad'
                          : word === 'open'
                            ? 'open'
                            : 'progress',
                    facts: {
                      ...(row.grade !== undefined && { grade: row.grade }),
                      ...(row.detectedOn !== undefined && {
                        age: Math.max(0, daysBetween(row.detectedOn, closedOn ?? days.today)),
                      }),
                      actions: own.length,
                      actionsDone: own.filter((action) => action.status === 'done').length,
                      overdue,
                    },
                  }
                },
              ),
            ),
          ],
  }
}

/**
 * True if raised within twelve months after another one on the same requirement was closed as effective: it recurred.
 */
const isRepeat = (row: Nonconformity, all: readonly Standing[]): boolean =>
  row.requirement !== undefined &&
  row.detectedOn !== undefined &&
  all.some(
    (other) =>
      other.row.id !== row.id &&
      other.row.requirement === row.requirement &&
      other.closedOn !== undefined &&
      other.closedOn <= row.detectedOn! &&
      row.detectedOn! <= addPeriod(other.closedOn, 'P12M'),
  )

/** Number of metric values per line. */
const shownPoints = 12

function metrics(state: ReviewState, facts: ReadonlyMap<string, MetricFacts>): Part {
  const active = state.rows('metric').filter((row) => row.status === 'active')
  const count = (word: string): number => active.filter((row) => facts.get(row.id)!.state === word).length
  if (active.length === 0) return { figures: [{ key: 'onTarget', value: null }], groups: [] }
  return {
    figures: [{ key: 'onTarget', value: count('onTarget'), of: active.length, better: 'up' }],
    groups: [
      group(
        'metrics',
        active.map((row): PackLine => {
          const { state: word, last, trend, stale, points } = facts.get(row.id)!
          const target = last?.target
          return {
            id: row.id,
            kind: 'metric',
            ref: row.ref,
            title: row.title ?? '',
            state: word,
            tone:
              word === 'onTarget'
                ? stale
                  ? 'watch'
                  : 'good'
                : word === 'offTarget'
                  ? 'bad'
                  : word === 'watch'
                    ? 'watch'
                    : 'open',
            facts: {
              trend,
              stale,
              ...(row.unit !== undefined && { unit: row.unit }),
              ...(row.direction !== undefined && { direction: row.direction }),
              ...(last && { value: last.value, periodTo: last.to }),
              ...Object.fromEntries(Object.entries(target ?? {}).filter(([, value]) => value !== undefined)),
            },
            ...(points.length > 1 && {
              points: seriesOf(points, row.every, shownPoints).map(({ point }) => point?.value ?? null),
            }),
          }
        }),
      ),
    ],
  }
}

function audits(state: ReviewState, days: PackDays): Part {
  const [findings, items] = [state.rows('finding'), state.rows('auditItem')]
  const isComplete = (audit: Audit): boolean =>
    isAuditComplete(audit, {
      items: items.filter((item) => item.audit === audit.id),
      findings: findings.filter((finding) => finding.audit === audit.id),
      declared: declaredBy(state.statementsOf(audit.id), state.onWord),
      signature: standing(state, audit, 'main', days.today).approval.state,
    })
  const running = (audit: Audit): boolean => audit.status === 'inProgress' || audit.status === 'reporting'
  const shown = state
    .rows('audit')
    .filter(
      (audit) =>
        running(audit) || (audit.status === 'completed' && isSince(audit.performedTo ?? audit.plannedTo, days)),
    )
  const programme = state
    .rows('auditProgramme')
    .filter((row) => row.from !== undefined && row.from <= days.today && row.to !== undefined)
    .sort((a, b) => (a.from! < b.from! ? 1 : -1))[0]
  const coverage =
    programme &&
    programmeCoverage(programme, requiredSet(programme, iso27001.requirements, state.rows('soaEntry')), {
      audits: state.rows('audit'),
      items,
      today: days.today,
      isComplete: (id) => state.rows('audit').some((audit) => audit.id === id && isComplete(audit)),
      hasConflict: conflictOf(state, days.today),
    })
  return {
    figures: [
      { key: 'audits', value: shown.filter((audit) => audit.status === 'completed').length },
      {
        key: 'findings',
        value: findings.filter((finding) => !finding.withdrawn && isSince(finding.raisedOn, days)).length,
      },
      coverage
        ? { key: 'coverage', value: coverage.covered, of: coverage.required, better: 'up' }
        : { key: 'coverage', value: null },
    ],
    groups:
      shown.length === 0
        ? []
        : [
            group(
              'audits',
              shown.map((audit): PackLine => {
                const own = findings.filter((finding) => finding.audit === audit.id && !finding.withdrawn)
                const of = (grade: string): number => own.filter((finding) => finding.grade === grade).length
                const complete = isComplete(audit)
                const checklist = items.filter((item) => item.audit === audit.id)
                return {
                  id: audit.id,
                  kind: 'audit',
                  ref: audit.ref,
                  title: audit.title ?? '',
                  state: complete ? 'complete' : (audit.status ?? 'planned'),
                  tone: !complete ? 'progress' : of('major') > 0 ? 'bad' : of('minor') > 0 ? 'watch' : 'good',
                  facts: {
                    major: of('major'),
                    minor: of('minor'),
                    observation: of('observation'),
                    opportunity: of('opportunity'),
                    ...(isInternal(audit) && {
                      items: checklist.length,
                      assessed: checklist.filter(isAssessed).length,
                    }),
                    ...(audit.conclusion !== undefined && { conclusion: audit.conclusion }),
                  },
                }
              }),
            ),
          ],
  }
}

function conflictOf(state: ReviewState, today: string): (itemId: string) => boolean {
  const items = new Map(state.rows('auditItem').map((item) => [item.id, item]))
  const audits = new Map(state.rows('audit').map((audit) => [audit.id, audit]))
  const facts = {
    controls: state.rows('control'),
    policies: state.rows('policy'),
    soaEntries: state.rows('soaEntry'),
    tests: state.rows('controlTest'),
    tasks: state.rows('task'),
    risks: state.rows('risk'),
    roles: state.rows('roleAssignment'),
    today,
    ...(state.kept && { kept: state.kept }),
    ...(state.onWord && { onWord: state.onWord.ofPerson }),
    ownerAt: (recordId: string, field: string, day: string) =>
      valuesOn(
        state.changes.filter((change) => change.recordId === recordId && change.field === field),
        day,
      ),
  }
  return (id) => {
    const item = items.get(id)
    const audit = item?.audit === undefined ? undefined : audits.get(item.audit)
    return item !== undefined && audit !== undefined && itemConflicts(item, audit, facts).length > 0
  }
}

const healthTones: Readonly<Record<ObjectiveHealth, PackTone>> = {
  onTrack: 'good',
  atRisk: 'watch',
  offTrack: 'bad',
  achieved: 'good',
  missed: 'bad',
  cancelled: 'closed',
}

function objectives(state: ReviewState, facts: ReadonlyMap<string, MetricFacts>, days: PackDays): Part {
  const shown = state.rows('objective').filter((row) => isOpenObjective(row) || isSince(row.closedOn, days))
  const health = (row: (typeof shown)[number]): ObjectiveHealth =>
    objectiveHealth(row, (id) => facts.get(id), days.today)
  if (shown.length === 0) return { figures: [{ key: 'objectives', value: null }], groups: [] }
  return {
    figures: [
      {
        key: 'objectives',
        value: shown.filter((row) => healthTones[health(row)] === 'good').length,
        of: shown.length,
        better: 'up',
      },
    ],
    groups: [
      group(
        'objectives',
        shown.map((row): PackLine => ({
          id: row.id,
          kind: 'objective',
          ref: row.ref,
          title: row.title ?? '',
          tone: healthTones[health(row)],
          state: health(row),
          facts: {
            ...(row.due !== undefined && { due: row.due }),
            ...(row.target !== undefined && { target: row.target }),
            ...(row.owner !== undefined && { owner: row.owner }),
          },
        })),
      ),
    ],
  }
}

/** Registers as lists (isms.md 7.1, last row): every column of the kind, plus what the rules say about each record. */

import { fieldValues } from '~/lib/records/fieldValues'
import type { ReportWords } from '~/lib/isms/report/reportLanguage'
import { type ReportContext } from '~/lib/isms/report/reportLanguage'
import { attestations, type Attestation } from '~/lib/isms/policy/attestation'
import { inForceVersion, policyVersions, type PolicyVersion } from '~/lib/isms/policy/policyVersions'
import { metricFacts, type MetricFacts } from '~/lib/isms/metric/metricFacts'
import { objectiveHealth } from '~/lib/isms/objective/objectiveHealth'
import { isLongText } from '~/lib/records/fields'
import { valueLabelKey } from '~/lib/records/formSections'
import { recordKind, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import { evidenceFacts } from '~/lib/isms/evidence/evidenceFacts'
import { usableAmong } from '~/lib/isms/evidence/usable'
import { supplierState } from '~/lib/isms/supplier/supplierState'
import { nextOccurrence } from '~/lib/records/recurrence/occurrences'
import { column, date, moment, naming, number, text } from '../reportCells'
import { frame, scopeWords } from '../frame'
import type { Cell, Column, Report, ReportId } from '../report'
import { personName, refName } from '../reportState'
import { dayOfStatement } from '~/lib/isms/review/managementReviewState'
import { approvalWords, notesOn, standingIn } from '../signing'
import { recordHash } from '../stateHash'

/** A column that is not a field of the record. */
interface Derived<K extends Kind> {
  readonly column: Column
  readonly cell: (row: RowOf<K>) => Cell
}

interface ListOf<K extends Kind> {
  readonly kind: K
  /** Columns on paper, in this order; a sheet shows all. */
  readonly page: readonly (readonly [field: string, width: number])[]
  readonly derived: (ctx: ReportContext) => readonly Derived<K>[]
}

const lists = {
  metrics: {
    kind: 'metric',
    page: [
      ['title', 22],
      ['unit', 8],
      ['direction', 9],
      ['every', 9],
      ['collector', 13],
      ['status', 8],
    ],
    derived: (ctx) => {
      const facts = memo((row: RowOf<'metric'>) => metricFacts(row, ctx.state.rows('measurement'), ctx.today))
      const { t } = ctx.words
      return [
        derived<'metric'>(
          'last',
          t('report.lists.lastValue'),
          9,
          (row) => number(ctx.words, facts(row).last?.value),
          'number',
        ),
        derived('on', t('report.lists.lastPeriod'), 10, (row) => date(ctx.words, facts(row).last?.to), 'date'),
        derived('target', t('report.lists.target'), 9, (row) => text(targetWords(ctx, row, facts(row)))),
        derived('state', t('report.lists.state'), 10, (row) =>
          text(
            [t(`metric.state.${facts(row).state}`), ...(facts(row).stale ? [t('report.lists.stale')] : [])].join(', '),
          ),
        ),
        derived('trend', t('report.lists.trend'), 9, (row) => text(t(`report.lists.trends.${facts(row).trend}`))),
      ]
    },
  } satisfies ListOf<'metric'>,
  objectives: {
    kind: 'objective',
    page: [
      ['title', 26],
      ['owner', 14],
      ['target', 22],
      ['due', 10],
      ['status', 10],
    ],
    derived: (ctx) => {
      const metrics = new Map(
        ctx.state.rows('metric').map((row) => [row.id, metricFacts(row, ctx.state.rows('measurement'), ctx.today)]),
      )
      return [
        derived<'objective'>('health', ctx.words.t('report.lists.health'), 10, (row) =>
          text(ctx.words.t(`metric.health.${objectiveHealth(row, (id) => metrics.get(id), ctx.today)}`)),
        ),
        derived('approval', ctx.words.t('report.lists.approval'), 20, (row) =>
          text(approvalWords(ctx, standingIn(ctx, row, 'main')?.approval, 'approved')),
        ),
      ]
    },
  } satisfies ListOf<'objective'>,
  suppliers: {
    kind: 'supplier',
    page: [
      ['name', 20],
      ['service', 26],
      ['owner', 12],
      ['criticality', 9],
      ['dataAccess', 10],
      ['assurance', 10],
      ['assuranceUntil', 10],
      ['reviewedOn', 10],
    ],
    derived: ({ state: { rows, statementsOf, held, settings }, words, today }) => {
      const { timeZone } = settings
      const hasUsableEvidence = usableAmong(rows('evidence'), {
        facts: (row) => evidenceFacts(row, { statements: statementsOf(row.id), held, today, timeZone }),
        settings,
        today,
      })
      const facts = memo((row: RowOf<'supplier'>) => supplierState(row, today, { timeZone, hasUsableEvidence }))
      return [
        derived<'supplier'>(
          'reviewDue',
          words.t('report.lists.reviewDue'),
          10,
          (row) => date(words, facts(row).reviewDue),
          'date',
        ),
        derived('problems', words.t('report.lists.toSettle'), 20, (row) =>
          text(
            facts(row)
              .problems.map((problem) => words.t(`report.lists.supplier.${problem}`))
              .join(', '),
          ),
        ),
      ]
    },
  } satisfies ListOf<'supplier'>,
  assets: {
    kind: 'asset',
    page: [
      ['name', 26],
      ['type', 12],
      ['owner', 14],
      ['classification', 12],
      ['c', 5],
      ['i', 5],
      ['a', 5],
      ['pii', 8],
      ['location', 14],
      ['status', 9],
    ],
    derived: () => [],
  } satisfies ListOf<'asset'>,
  incidents: {
    kind: 'incident',
    page: [
      ['title', 26],
      ['detectedAt', 13],
      ['isIncident', 10],
      ['severity', 8],
      ['category', 11],
      ['owner', 13],
      ['status', 10],
      ['lessons', 26],
    ],
    derived: () => [],
  } satisfies ListOf<'incident'>,
  tasks: {
    kind: 'task',
    page: [
      ['title', 32],
      ['purpose', 14],
      ['assignee', 16],
      ['status', 9],
    ],
    derived: (ctx) => {
      const next = memo((row: RowOf<'task'>) => nextOccurrence(row, ctx.today))
      return [
        derived<'task'>('next', ctx.words.t('task.next'), 11, (row) => date(ctx.words, next(row)?.date), 'date'),
        derived('nextState', ctx.words.t('report.lists.state'), 11, (row) =>
          text(((found) => (found ? ctx.words.t(`task.state.${found.state}`) : ''))(next(row))),
        ),
        derived(
          'doneCount',
          ctx.words.t('report.lists.doneCount'),
          7,
          (row) => number(ctx.words, Object.keys(row.done).length),
          'number',
        ),
      ]
    },
  } satisfies ListOf<'task'>,
} as const

export type ListId = keyof typeof lists
export const isListId = (id: ReportId): id is ListId => Object.hasOwn(lists, id)
export const listKind = (id: ListId): Kind => lists[id].kind

const derived = <K extends Kind>(
  key: string,
  label: string,
  width: number,
  cell: (row: RowOf<K>) => Cell,
  type: Column['type'] = 'text',
): Derived<K> => ({ column: column(key, label, width, type), cell })

function memo<T extends object, R>(make: (row: T) => R): (row: T) => R {
  const known = new WeakMap<T, R>()
  return (row) => {
    if (!known.has(row)) known.set(row, make(row))
    return known.get(row)!
  }
}

export function listReport(ctx: ReportContext, id: ListId): Report {
  const { kind, page, derived: derive } = lists[id] as unknown as ListOf<Kind>
  const { state, words, today } = ctx
  const { t } = words
  const rows = state.rows(kind)
  const extra = derive(ctx)
  const columns: Column[] = [column('ref', t('report.column.ref'), 7, 'ref')]
  const cells: ((row: AnyRecord) => Cell)[] = [(row) => text(row.ref)]
  const fields = recordKind(kind).sections.flatMap((section) => section.fields)
  for (const name of [
    ...page.map(([field]) => field),
    ...fields.filter((field) => !page.some(([shown]) => shown === field)),
  ]) {
    const width = page.find(([field]) => field === name)?.[1]
    const made = column(
      name,
      words.label(kind, name),
      width ?? 16,
      typeOf(words, kind, name),
      width === undefined ? 'sheet' : undefined,
    )
    columns.push(name === recordKind(kind).title ? naming(made) : made)
    cells.push((row) => fieldCell(ctx, row, name))
    // Derived columns come before the fields that only a sheet shows.
    if (name === page.at(-1)?.[0])
      for (const one of extra) {
        columns.push(one.column)
        cells.push(one.cell as (row: AnyRecord) => Cell)
      }
  }
  return frame(ctx, {
    ...registerFrame(ctx, rows.length),
    id,
    title: t(`report.title.${id}`),
    subtitle: [
      t('report.clause', { clause: recordKind(kind).clause }),
      t('report.asOf', { date: words.longDay(today) }),
    ],
    blocks: [
      {
        type: 'table',
        sheet: t(`kind.${kind}.many`),
        columns,
        rows: rows.map((row) => cells.map((cell) => cell(row))),
        empty: t('report.empty'),
      },
    ],
    used: rows.map(recordHash),
    document: t(`report.title.${id}`),
    orientation: 'landscape',
  })
}

/** Numbers that are steps of a scale are shown as text. */
function typeOf(words: ReportWords, kind: Kind, name: string): Column['type'] {
  const field = recordKind(kind).fields[name]!
  if (field.type === 'date') return 'date'
  if (isLongText(field) || field.type === 'map' || field.type === 'json') return 'long'
  return (field.type === 'int' && !words.has(valueLabelKey(kind, name, String(field.min ?? 1)))) || field.type === 'num'
    ? 'number'
    : 'text'
}

function fieldCell({ state, words }: ReportContext, row: AnyRecord, name: string): Cell {
  const raw = fieldValues(row)[name]
  const type = typeOf(words, row.kind, name)
  if (type === 'date') return date(words, typeof raw === 'string' ? raw : undefined)
  if (recordKind(row.kind).fields[name]!.type === 'instant')
    return moment(words, typeof raw === 'string' ? raw : undefined)
  if (type === 'number') return number(words, typeof raw === 'number' ? raw : undefined)
  return text(
    words.value(row.kind, name, raw, (id) =>
      personName(state, id) !== undefined && state.record(id)?.kind === 'person'
        ? personName(state, id)!
        : refName(state, id),
    ),
  )
}

function targetWords({ words }: ReportContext, row: RowOf<'metric'>, { last }: MetricFacts): string {
  const target = last?.target
  if (!target) return ''
  if (row.direction === 'band')
    return [
      target.low === undefined ? '' : `≥ ${words.number(target.low)}`,
      target.high === undefined ? '' : `≤ ${words.number(target.high)}`,
    ]
      .filter(Boolean)
      .join(', ')
  return target.target === undefined ? '' : `${row.direction === 'lower' ? '≤' : '≥'} ${words.number(target.target)}`
}

export interface AttestationLine {
  readonly one: Attestation
  readonly policy: RowOf<'policy'>
  readonly version: PolicyVersion
}

/** PO6: everybody who must acknowledge a policy in force, policy by policy. */
export function attestationLines(ctx: ReportContext): readonly AttestationLine[] {
  const { state, today } = ctx
  const persons = state.rows('person')
  return state.rows('policy').flatMap((policy) => {
    const statements = state.statementsOf(policy.id)
    const versions = policyVersions({
      versions: standingIn(ctx, policy, 'main')?.versions ?? [],
      statements,
      timeZone: state.settings.timeZone,
    })
    const inForce = inForceVersion(policy, versions, today)
    return attestations({
      policy,
      versions,
      inForce,
      statements,
      persons,
      trainings: state.rows('training'),
      hasKeys: state.hasKeys,
      attestDays: state.settings.attestDays,
      today,
    }).map((one) => ({ one, policy, version: inForce! }))
  })
}

/** PO6: one row per person and policy. */
export function attestationReport(ctx: ReportContext): Report {
  const { state, words, today } = ctx
  const { t } = words
  const rows = attestationLines(ctx)
  const done = rows.filter(({ one }) => one.state === 'signed' || one.state === 'recorded').length
  const overdue = rows.filter(({ one }) => one.state === 'overdue').length
  return frame(ctx, {
    ...registerFrame(ctx, rows.length),
    id: 'attestations',
    title: t('report.title.attestations'),
    subtitle: [t('report.clause', { clause: '7.3' }), t('report.asOf', { date: words.longDay(today) })],
    fields: [
      { label: t('report.lists.done'), value: t('review.of', { n: words.number(done), m: words.number(rows.length) }) },
      { label: t('report.lists.overdue'), value: words.number(overdue) },
      { label: t('report.field.scope'), value: scopeWords(ctx) },
      { label: t('report.lists.policies'), value: words.number(new Set(rows.map(({ policy }) => policy.id)).size) },
    ],
    blocks: [
      {
        type: 'table',
        sheet: t('report.title.attestations'),
        empty: t('report.lists.noAttestations'),
        columns: [
          column('ref', t('report.column.ref'), 8, 'ref'),
          column('policy', t('kind.policy.one'), 32),
          column('version', t('report.policies.version'), 8, 'number'),
          column('person', t('kind.person.one'), 20),
          column('state', t('report.lists.state'), 12),
          column('due', t('report.lists.due'), 11, 'date'),
          column('on', t('report.lists.on'), 11, 'date'),
          column('hash', t('report.treatment.hash'), 24, 'text', 'sheet'),
        ],
        rows: rows.map(({ one, policy, version }) => [
          text(policy.ref),
          text(version.content?.title ?? policy.title),
          number(words, version.number),
          text(personName(state, one.personId)),
          text(
            [t(`report.lists.attestation.${one.state}`), ...(one.statement ? notesOn(ctx, one.statement) : [])].join(
              ', ',
            ),
          ),
          date(words, one.due),
          date(words, one.statement ? dayOfStatement(state, one.statement) : one.training?.on),
          text(one.statement?.contentHash),
        ]),
      },
    ],
    used: rows.flatMap(({ one, version }) => [version.contentHash, one.statement?.id ?? '']).filter(Boolean),
    document: t('report.title.attestations'),
  })
}

/** The frame of every register: it is not an approved document, and says so. */
const registerFrame = (ctx: ReportContext, n: number): Pick<Parameters<typeof frame>[1], 'fields'> => ({
  fields: [
    { label: ctx.words.t('report.field.kind'), value: ctx.words.t('report.register') },
    { label: ctx.words.t('report.field.asOf'), value: ctx.words.day(ctx.today) },
    { label: ctx.words.t('report.field.scope'), value: scopeWords(ctx) },
    { label: ctx.words.t('report.field.entries'), value: ctx.words.number(n) },
  ],
})

/**
 * The report of an audit (9.2): plan, people and their declarations, what was examined with samples and evidence,
 * findings, conclusion, signature.
 */

import { type ReportContext } from '~/lib/isms/report/reportLanguage'
import { fail, ok, type Result } from '~/lib/shared/result'
import { itemConflicts, isInternal } from '~/lib/isms/audit/auditIndependence'
import { declaredBy, isAssessed } from '~/lib/isms/audit/auditCompleteness'
import { isReported } from '~/lib/isms/audit/reporting'
import { valuesOn, type FieldChangeOnDay } from '~/lib/isms/audit/valueOn'
import { nonconformityIdOfFinding } from '~/lib/records/derivedIds'
import { requirementById } from '~/lib/content/catalogue/catalogue'
import type { Audit } from '~/lib/records/kinds/audit'
import type { AuditItem } from '~/lib/records/kinds/auditItem'
import type { Finding } from '~/lib/records/kinds/finding'
import { counts, isType } from '~/lib/isms/statement/statementFacts'
import { column, list, naming, number, text } from '../reportCells'
import { frame, scopeWords } from '../frame'
import type { Block, Cell, Labelled, Report } from '../report'
import { personName, refName } from '../reportState'
import { approvalWords, notesOn, signature, signedAt, standingIn } from '../signing'
import { recordHash } from '../stateHash'

const grades = ['major', 'minor', 'observation', 'opportunity', 'strength'] as const

/** Fails with `notFound`. */
export function auditReport(
  ctx: ReportContext,
  { audit: id }: { readonly audit?: string | undefined } = {},
): Result<Report> {
  const { state, words } = ctx
  const { t } = words
  const audit = id === undefined ? lastAudit(state.rows('audit')) : state.rows('audit').find((row) => row.id === id)
  if (!audit) return fail('notFound', 'This audit is not in the workspace. Choose another one.')
  const order = (item: { readonly requirement: string | undefined }): number =>
    requirementById(item.requirement ?? '')?.order ?? Number.MAX_SAFE_INTEGER
  const items = state
    .rows('auditItem')
    .filter((row) => row.audit === audit.id)
    .sort((a, b) => order(a) - order(b))
  const findings = state
    .rows('finding')
    .filter((row) => row.audit === audit.id && !row.withdrawn)
    .sort((a, b) => grades.indexOf(a.grade ?? 'strength') - grades.indexOf(b.grade ?? 'strength'))
  const standing = standingIn(ctx, audit, 'main')
  const signed = standing?.approval.state === 'current' ? standing.approval.statement : undefined
  const internal = isInternal(audit)
  const sampled = items.filter((row) => row.method.includes('sample') || row.sampleSize !== undefined)
  const conflicts = internal ? conflictsOf(ctx, audit, items) : []
  const facts = (pairs: readonly (readonly [string, string | undefined])[]): readonly Labelled[] =>
    pairs.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]))
  const own = (field: keyof Audit & string): readonly [string, string | undefined] => [
    words.label('audit', field),
    words.value('audit', field, audit[field], (one) => personName(state, one) ?? refName(state, one)),
  ]
  const assessed = items.filter(isAssessed).length

  const blocks: readonly Block[] = [
    { type: 'heading', level: 2, text: t('report.audit.plan') },
    {
      type: 'facts',
      items: facts([
        programmeOf(ctx, audit),
        own('objectives'),
        own('scope'),
        own('criteria'),
        own('methods'),
        [t('audit.planned'), span(ctx, audit.plannedFrom, audit.plannedTo)],
        [t('audit.performed'), span(ctx, audit.performedFrom, audit.performedTo)],
        [t('audit.window'), span(ctx, audit.windowFrom, audit.windowTo)],
        own('auditees'),
      ]),
    },
    { type: 'heading', level: 2, text: t('report.audit.auditors') },
    {
      type: 'table',
      sheet: t('report.audit.auditors'),
      empty: t('audit.noAuditors'),
      rows: auditors(ctx, audit),
      columns: [
        column('name', t('report.audit.auditor'), 30),
        column('role', t('report.audit.role'), 25),
        column('declared', t('report.audit.declaration'), 45),
      ],
    },
    ...(conflicts.length > 0
      ? [
          { type: 'heading' as const, level: 2 as const, text: t('report.audit.conflicts') },
          { type: 'paragraph' as const, quiet: true, text: t('audit.conflict.text') },
          conflictTable(ctx, conflicts),
        ]
      : []),
    { type: 'heading', level: 2, text: t('report.audit.result') },
    {
      type: 'facts',
      items: facts([
        own('conclusion'),
        [t('audit.assessed'), t('audit.assessedOf', { n: assessed, m: items.length })],
        [t('audit.findings'), gradeCounts(ctx, findings) || t('audit.report.noFindings')],
      ]),
    },
    ...(audit.summary?.trim() ? [{ type: 'paragraph' as const, text: audit.summary }] : []),
    { type: 'heading', level: 2, text: t('audit.report.sections.findings') },
    ...(findings.length === 0
      ? [{ type: 'paragraph' as const, text: t('audit.report.noFindings') }]
      : findings.flatMap((row) => findingBlocks(ctx, row, facts))),
    { type: 'heading', level: 2, text: t('report.audit.items') },
    {
      type: 'table',
      sheet: t('report.audit.items'),
      empty: t('audit.checklist.empty'),
      rows: items.map((row) => itemCells(ctx, row)),
      columns: [
        column('code', t('audit.checklist.id'), 8, 'ref'),
        naming(column('title', t('audit.checklist.requirement'), 22)),
        column('method', t('audit.checklist.how'), 12),
        column('result', t('audit.checklist.result'), 12),
        column('seen', words.label('auditItem', 'objectiveEvidence'), 32, 'long'),
        column('auditor', words.label('auditItem', 'auditor'), 14),
      ],
    },
    ...(sampled.length === 0
      ? []
      : [
          { type: 'heading' as const, level: 2 as const, text: t('report.audit.samples') },
          {
            type: 'table' as const,
            sheet: t('report.audit.samples'),
            rows: sampled.map((row) => sampleCells(ctx, row)),
            columns: [
              column('code', t('audit.checklist.id'), 8, 'ref'),
              column('population', words.label('auditItem', 'population'), 36),
              column('size', t('report.audit.size'), 9, 'number'),
              column('sample', t('report.audit.sample'), 9, 'number'),
              column('selection', words.label('auditItem', 'selection'), 14),
              column('exceptions', t('report.audit.exceptions'), 10, 'number'),
              column('samples', words.label('auditItem', 'samples'), 14, 'long'),
            ],
          },
        ]),
    { type: 'heading', level: 2, text: t('report.audit.reach') },
    {
      type: 'facts',
      items: facts([
        own('distribution'),
        own('reportedOn'),
        ...(internal
          ? [
              [
                t('report.audit.topManagement'),
                t(
                  isReported(audit, (person) => state.isTopManagement(person, audit.reportedOn ?? ctx.today))
                    ? 'report.audit.reported'
                    : 'report.audit.notReported',
                ),
              ] as const,
            ]
          : []),
        own('report'),
        [
          t('report.field.signature'),
          signed ? signature(ctx, signed) : approvalWords(ctx, standing?.approval, 'signed'),
        ],
      ]),
    },
  ]
  return ok(
    frame(ctx, {
      id: 'audit',
      title: t(internal ? 'report.title.audit' : 'report.title.auditExternal'),
      subtitle: [
        audit.ref,
        audit.title,
        audit.performedTo
          ? t('report.performedTo', { date: words.longDay(audit.performedTo) })
          : words.value('audit', 'status', audit.status, String),
      ],
      fields: [
        { label: words.label('audit', 'leadAuditor'), value: personName(state, audit.leadAuditor) ?? '–' },
        {
          label: t('report.field.signed'),
          value: signed ? words.moment(signedAt(signed)) : approvalWords(ctx, standing?.approval, 'signed'),
        },
        { label: t('report.field.scope'), value: scopeWords(ctx) },
        {
          label: words.label('audit', 'conclusion'),
          value: audit.conclusion === undefined ? '–' : words.value('audit', 'conclusion', audit.conclusion, String),
        },
      ],
      blocks,
      used: [standing?.contentHash ?? '', ...[audit, ...items, ...findings].map(recordHash)].filter(Boolean),
      document: audit.ref,
      statement: signed,
      ...(!signed &&
        internal && {
          watermark: t(
            standing?.approval.state === 'stale' ? 'report.watermark.staleSigned' : 'report.watermark.unsigned',
          ),
        }),
      fileParts: [audit.ref],
    }),
  )
}

/** The most recently performed internal audit, otherwise the newest of all. */
export const lastAudit = (audits: readonly Audit[]): Audit | undefined => {
  const day = (row: Audit): string => row.performedTo ?? row.performedFrom ?? ''
  const sorted = [...audits].sort((a, b) => day(b).localeCompare(day(a)) || b.createdAt.localeCompare(a.createdAt))
  return sorted.find((row) => isInternal(row) && row.performedTo !== undefined) ?? sorted[0]
}

const span = (
  { words: { t, day } }: ReportContext,
  from: string | undefined,
  to: string | undefined,
): string | undefined =>
  from === undefined && to === undefined
    ? undefined
    : from === undefined || to === undefined
      ? day(from ?? to)
      : t('report.period', { from: day(from), to: day(to) })

function programmeOf({ state, words }: ReportContext, audit: Audit): readonly [string, string | undefined] {
  const row = audit.programme === undefined ? undefined : state.record(audit.programme)
  return [
    words.label('audit', 'programme'),
    row?.kind === 'auditProgramme' ? [row.ref, row.title].filter(Boolean).join(' ') : undefined,
  ]
}

function auditors(ctx: ReportContext, audit: Audit): readonly (readonly Cell[])[] {
  const {
    state,
    words: { t, day },
  } = ctx
  const statements = state.statementsOf(audit.id)
  const declared = declaredBy(statements, state.onWord)
  const present = standingIn(ctx, audit, 'independence')?.contentHash
  return audit.auditors.map((person) => {
    const statement = statements.findLast((one) => isType(one, 'declare') && counts(one) && one.personId === person)
    const declaration =
      declared.has(person) && statement
        ? [
            t('report.audit.declaredOn', { date: day(signedAt(statement)), n: ctx.words.number(statement.seq ?? 0) }),
            ...notesOn(ctx, statement),
            ...(statement.contentHash === present ? [] : [t('audit.plan.changed')]),
          ].join(', ')
        : t('audit.plan.notYet')
    return [
      text(personName(state, person) ?? person),
      text(t(person === audit.leadAuditor ? 'report.audit.lead' : 'report.audit.auditor')),
      text(declaration),
    ]
  })
}

interface OwnWork {
  readonly item: AuditItem
  readonly reasons: readonly string[]
}

/** AU3, as of now or of the first day of the audit. */
function conflictsOf(ctx: ReportContext, audit: Audit, items: readonly AuditItem[]): readonly OwnWork[] {
  const {
    state,
    today,
    words: { t },
  } = ctx
  const changes = new Map<string, FieldChangeOnDay[]>()
  for (const change of state.changes)
    changes.set(`${change.recordId}/${change.field}`, [
      ...(changes.get(`${change.recordId}/${change.field}`) ?? []),
      change,
    ])
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
    ownerAt: (recordId: string, field: string, day: string): readonly string[] =>
      valuesOn(changes.get(`${recordId}/${field}`) ?? [], day),
  }
  return items.filter(isAssessed).flatMap((item) => {
    const found = itemConflicts(item, audit, facts)
    return found.length === 0
      ? []
      : [
          {
            item,
            reasons: [
              ...new Set(
                found.map(({ reason, onWordOf }) =>
                  onWordOf === undefined
                    ? t(`audit.conflict.${reason}`)
                    : t('audit.conflict.onWord', { reason: t(`audit.conflict.${reason}`) }),
                ),
              ),
            ],
          },
        ]
  })
}

function conflictTable(ctx: ReportContext, conflicts: readonly OwnWork[]): Block {
  const {
    state,
    words: { t, requirement },
  } = ctx
  return {
    type: 'table',
    sheet: t('report.audit.conflicts'),
    columns: [
      column('code', t('audit.checklist.id'), 10, 'ref'),
      column('title', t('audit.checklist.requirement'), 34),
      column('auditor', t('report.audit.auditor'), 24),
      column('why', t('report.audit.why'), 32),
    ],
    rows: conflicts.map(({ item, reasons }) =>
      ((named) => [text(named.code), text(named.title), text(personName(state, item.auditor)), list(reasons)])(
        requirement(item.requirement ?? ''),
      ),
    ),
  }
}

const gradeCounts = ({ words: { t } }: ReportContext, findings: readonly Finding[]): string =>
  grades
    .map((grade) => [grade, findings.filter((row) => row.grade === grade).length] as const)
    .filter(([, n]) => n > 0)
    .map(([grade, n]) => t(`audit.grades.${grade}`, { n }, n))
    .join(', ')

function findingBlocks(
  { state, words }: ReportContext,
  row: Finding,
  facts: (pairs: readonly (readonly [string, string | undefined])[]) => readonly Labelled[],
): readonly Block[] {
  const nc =
    state.record(nonconformityIdOfFinding(row.id)) ?? state.rows('nonconformity').find((one) => one.finding === row.id)
  const requirement =
    row.requirement === undefined
      ? undefined
      : ((named) => `${named.code} ${named.title}`)(words.requirement(row.requirement))
  return [
    { type: 'heading', level: 3, text: [row.ref, row.title].filter(Boolean).join('  ') },
    {
      type: 'facts',
      items: facts([
        [words.label('finding', 'grade'), row.grade && words.value('finding', 'grade', row.grade, String)],
        [words.label('finding', 'requirement'), requirement],
        [words.label('finding', 'statement'), row.statement],
        [words.label('finding', 'objectiveEvidence'), row.objectiveEvidence],
        [words.label('finding', 'gap'), row.gap],
        [words.label('finding', 'evidence'), row.evidence.map((id) => refName(state, id)).join(', ')],
        [
          words.t('report.audit.raised'),
          [personName(state, row.raisedBy), words.day(row.raisedOn)].filter(Boolean).join(', '),
        ],
        [words.t('audit.finding.ncLabel'), nc?.ref],
      ]),
    },
  ]
}

function itemCells({ state, words }: ReportContext, row: AuditItem): readonly Cell[] {
  const named = words.requirement(row.requirement ?? '')
  return [
    text(named.code),
    text(named.title),
    text(words.value('auditItem', 'method', row.method, String)),
    text(words.value('auditItem', 'result', row.result ?? 'notAssessed', String)),
    text([row.objectiveEvidence, row.evidence.map((id) => refName(state, id)).join(', ')].filter(Boolean).join('\n')),
    text(personName(state, row.auditor)),
  ]
}

function sampleCells({ words }: ReportContext, row: AuditItem): readonly Cell[] {
  return [
    text(words.requirement(row.requirement ?? '').code),
    text(row.population),
    number(words, row.populationSize),
    number(words, row.sampleSize),
    text(row.selection && words.value('auditItem', 'selection', row.selection, String)),
    number(words, row.exceptionsFound),
    text(row.samples),
  ]
}

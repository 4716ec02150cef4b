/**
 * The risk treatment plan (6.1.3 e, 8.3): options, residual risk, who approved it, and the actions with days and cost.
 */

import { type ReportContext } from '~/lib/isms/report/reportLanguage'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { TreatmentPlan } from '~/lib/records/kinds/treatmentPlan'
import { leftOutOf, planFacts } from '~/lib/isms/risk/riskPlan'
import { isOpenRisk } from '~/lib/isms/risk/aggregate'
import { column, date, list, naming, number, text } from '../reportCells'
import { frame, scopeWords } from '../frame'
import type { Block, Cell, Report } from '../report'
import { personName, refName } from '../reportState'
import { residualWords, riskStateWords, stageWords } from './riskReport'
import { riskLines, type RiskLine } from './riskLines'
import { approvalWords, signedAt, signerWords, standingIn } from '../signing'
import { recordHash } from '../stateHash'

/**
 * Fails with `notFound`. Without a plan it covers every open risk that has an option, and says that no plan is
 * recorded.
 */
export function treatmentReport(
  ctx: ReportContext,
  { plan: planId }: { readonly plan?: string | undefined } = {},
): Result<Report> {
  const { state, words, today } = ctx
  const { t } = words
  const plans = state.rows('treatmentPlan')
  const plan = planId === undefined ? currentPlan(plans, today) : plans.find((row) => row.id === planId)
  if (planId !== undefined && !plan)
    return fail('notFound', 'This treatment plan is not in the workspace. Choose another one.')
  const all = riskLines(ctx)
  const lines = all.filter(({ row }) =>
    plan ? plan.risks.includes(row.id) : isOpenRisk(row) && row.option !== undefined,
  )
  const facts = plan && planFacts(plan, state.rows('treatmentAction'), today)
  const ids = new Set(lines.map(({ row }) => row.id))
  const actions = state.rows('treatmentAction').filter((row) => row.risks.some((id) => ids.has(id)))
  const standing = plan && standingIn(ctx, plan, 'main')
  const approved = standing?.approval.state === 'current' ? standing.approval.statement : undefined
  // Content that was approved, changed and approved again has two numbers: the last one applies, as long as it is
  // approved at all.
  const version = approved && standing?.versions.at(-1)?.number
  const done = actions.filter(({ status }) => status === 'done').length
  const counted = actions.filter(({ status }) => status !== 'cancelled').length
  // TR12: the approver of a plan must see what it leaves out.
  const factsById = new Map(all.map(({ row, facts: of }) => [row.id, of]))
  const outside = plan
    ? leftOutOf(
        plan,
        all.map(({ row }) => row),
        { factsOf: ({ id }) => factsById.get(id), matrix: state.method },
      )
    : []
  const blocks: readonly Block[] = [
    ...(outside.length === 0
      ? []
      : [
          {
            type: 'facts' as const,
            items: [
              { label: t('report.treatment.outside'), value: outside.map(({ id }) => refName(state, id)).join(', ') },
            ],
          },
        ]),
    ...(plan?.summary ? [{ type: 'paragraph' as const, text: plan.summary }] : []),
    { type: 'heading', level: 2, text: t('report.treatment.risks') },
    {
      type: 'table',
      sheet: t('report.treatment.risks'),
      empty: t('treatment.plan.noRisks'),
      rows: lines.map((line) => riskCells(ctx, line)),
      columns: [
        column('ref', t('report.column.ref'), 6, 'ref'),
        naming(column('risk', words.label('risk', 'title'), 24)),
        column('owner', words.label('risk', 'owner'), 12),
        column('current', t('risk.current'), 9),
        column('option', words.label('risk', 'option'), 9),
        column('why', words.label('risk', 'optionReason'), 24, 'long', 'sheet'),
        column('residual', t('report.treatment.expected'), 10),
        column('approval', t('report.treatment.ownerApproval'), 22, 'long'),
        column('hash', t('report.treatment.hash'), 24, 'text', 'sheet'),
        column('state', t('risk.state'), 9),
      ],
    },
    { type: 'heading', level: 2, text: t('report.treatment.actions') },
    {
      type: 'table',
      sheet: t('report.treatment.actions'),
      empty: t('treatment.plan.none'),
      rows: actions.map((row): readonly Cell[] => [
        text(row.ref),
        list(row.risks.map((id) => refName(state, id))),
        text(row.title),
        text(row.description),
        text(personName(state, row.responsible)),
        date(words, row.start),
        date(words, row.due),
        text(actionStatus(ctx, row)),
        date(words, row.completedOn),
        number(words, row.cost),
        text(row.resources),
        list(row.controls.map((id) => refName(state, id))),
        list(row.evidence.map((id) => refName(state, id))),
      ]),
      columns: [
        column('ref', t('report.column.ref'), 6, 'ref'),
        column('risks', t('report.treatment.treats'), 9, 'text'),
        naming(column('title', words.label('treatmentAction', 'title'), 30)),
        column('description', words.label('treatmentAction', 'description'), 30, 'long', 'sheet'),
        column('responsible', words.label('treatmentAction', 'responsible'), 14),
        column('start', words.label('treatmentAction', 'start'), 10, 'date', 'sheet'),
        column('due', words.label('treatmentAction', 'due'), 11, 'date'),
        column('status', words.label('treatmentAction', 'status'), 13),
        column('completed', words.label('treatmentAction', 'completedOn'), 11, 'date'),
        column(
          'cost',
          [words.label('treatmentAction', 'cost'), plan?.currency].filter(Boolean).join(', '),
          8,
          'number',
        ),
        column('resources', words.label('treatmentAction', 'resources'), 24, 'long', 'sheet'),
        column('controls', words.label('treatmentAction', 'controls'), 14, 'text', 'sheet'),
        column('evidence', words.label('treatmentAction', 'evidence'), 14, 'text', 'sheet'),
      ],
    },
    ...(facts && (facts.cost !== undefined || plan?.budget !== undefined)
      ? [
          {
            type: 'facts' as const,
            items: [
              ...(facts.cost === undefined
                ? []
                : [
                    {
                      label: t('treatment.plan.cost'),
                      value: `${words.money(facts.cost, plan?.currency)} ${t('treatment.plan.priced', { n: facts.priced, m: facts.summary.total })}`,
                    },
                  ]),
              ...(plan?.budget === undefined
                ? []
                : [{ label: t('treatment.plan.budget'), value: words.money(plan.budget, plan.currency) }]),
            ],
          },
        ]
      : []),
  ]
  return ok(
    frame(ctx, {
      id: 'treatment',
      title: t('report.title.treatment'),
      subtitle: [
        plan?.title ?? t('report.treatment.noPlan'),
        plan?.from && plan.to ? t('report.period', { from: words.day(plan.from), to: words.day(plan.to) }) : undefined,
        version === undefined ? undefined : t('report.version', { n: version }),
        t('report.asOf', { date: words.longDay(today) }),
      ],
      fields: [
        {
          label: t('report.field.approvedBy'),
          value: approved
            ? signerWords(ctx, approved)
            : plan
              ? approvalWords(ctx, standing?.approval, 'approved')
              : t('report.notApproved'),
        },
        { label: t('report.field.signed'), value: approved ? words.moment(signedAt(approved)) : '–' },
        { label: t('report.field.scope'), value: scopeWords(ctx) },
        {
          label: t('report.field.summary'),
          value: t('report.treatment.summary', { risks: lines.length, done, of: counted }),
        },
      ],
      blocks,
      used: [...lines.map(({ row }) => row), ...actions, ...(plan ? [plan] : []), ...state.rows('riskAcceptance')].map(
        recordHash,
      ),
      document: version === undefined ? t('report.title.treatment') : `${t('report.title.treatment')} v${version}`,
      statement: approved,
      ...(!approved && {
        watermark: t(standing?.approval.state === 'stale' ? 'report.watermark.stale' : 'report.watermark.live'),
      }),
      orientation: 'landscape',
      fileParts: [plan?.ref],
    }),
  )
}

/** The plan that runs today, otherwise the one that ended last. */
export const currentPlan = (plans: readonly TreatmentPlan[], today: string): TreatmentPlan | undefined => {
  const sorted = [...plans].sort((a, b) => (b.to ?? '').localeCompare(a.to ?? ''))
  return (
    sorted.find(({ from, to }) => from !== undefined && to !== undefined && from <= today && today <= to) ?? sorted[0]
  )
}

function riskCells(ctx: ReportContext, { row, facts }: RiskLine): readonly Cell[] {
  const { state, words } = ctx
  const { levels, approval } = facts
  const accepted = facts.acceptances.find(({ facts: one }) => one.state === 'valid')
  return [
    text(row.ref),
    text(row.title),
    text(personName(state, row.owner)),
    text(stageWords(ctx, levels.current)),
    text(row.option && words.value('risk', 'option', row.option, String)),
    text(row.optionReason),
    text(residualWords(ctx, levels)),
    text(
      [
        approval && approvalWords(ctx, approval, 'approved'),
        accepted && approvalWords(ctx, accepted.facts.approval, 'accepted'),
      ]
        .filter(Boolean)
        .join('\n'),
    ),
    text(approval?.state === 'current' ? approval.statement?.contentHash : ''),
    text(riskStateWords(ctx, facts)),
  ]
}

function actionStatus(
  { words, today }: ReportContext,
  row: { readonly status: string | undefined; readonly due: string | undefined },
): string {
  const status = row.status === undefined ? '' : words.value('treatmentAction', 'status', row.status, String)
  const late = row.status !== 'done' && row.status !== 'cancelled' && row.due !== undefined && today > row.due
  return late ? `${status}, ${words.t('report.late')}` : status
}

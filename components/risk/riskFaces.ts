import { defineAsyncComponent } from 'vue'
import type { Risk } from '~/lib/records/kinds/risk'
import { isOverdue } from '~/lib/shared/dates'
import { authorityFor, borneLevel } from '~/lib/isms/risk/acceptance'
import { isLevel, type Level } from '~/lib/isms/risk/level'
import { lateActions } from '~/lib/isms/risk/actionState'
import type { RiskFacts, RiskWarning } from '~/lib/isms/risk/riskFacts'
import { titleOf } from '~/lib/records/text/searchText'
import { useRisks } from '~/lib/live/risk/risksStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { FaceWords, KindFaces, RecordSignal } from '../record/face'

const ofRisk = {
  closed: 'excluded',
  unassessed: 'undecided',
  overdue: 'blocker',
  accepted: 'waiting',
  treatingAccepted: 'inProgress',
  treating: 'inProgress',
  treated: 'verified',
  within: 'verified',
  untreated: 'open',
} as const

export const riskFaces: KindFaces = {
  risk: {
    drawer: ['event', 'consequence', 'controls', 'reqs', 'option', 'owner'],
    hidden: [
      'inherentL',
      'inherentI',
      'currentL',
      'currentI',
      'residualL',
      'residualI',
      'matrixHash',
      'status',
      'closedReason',
    ],
    picture: defineAsyncComponent(() => import('./RiskPicture.vue')),
    settle: defineAsyncComponent(() => import('./RiskSettle.vue')),
    work: defineAsyncComponent(() => import('./RiskTreatment.vue')),
    state: (row) => {
      const facts = useRisks().riskFacts.get(row.id)
      if (!facts) return 'undecided'
      if (facts.problem === 'offScale') return 'blocker'
      if (facts.problem === 'noOption') return 'noControl'
      return facts.state === 'untreated' && row.option !== undefined ? 'waiting' : ofRisk[facts.state]
    },
    problem: (row, words) => {
      const facts = useRisks().riskFacts.get(row.id)
      if (!facts?.problem) return undefined
      return {
        tone: facts.problem === 'unassessed' || facts.problem === 'residualMissing' ? 'warn' : 'fail',
        title: words.t(`risk.problems.${facts.problem}`, { level: levelWord(facts, words) }),
        text: problemText(row, facts, words),
      }
    },
    signals: riskSignals,
    stateWord: (row, { t, dates }) =>
      ((facts) =>
        facts?.state === 'treatingAccepted'
          ? t('risk.treatingAcceptedTo', { date: dates.day(facts.cover.until) })
          : t(`risk.states.${facts?.state ?? 'unassessed'}`))(useRisks().riskFacts.get(row.id)),
  },
  riskMethod: { hidden: ['likelihood', 'impact', 'levels', 'grid', 'authority'] },
  threat: { drawer: ['origin', 'description'] },
  vulnerability: {
    drawer: ['description', 'assets', 'source', 'severity', 'externalId', 'status', 'foundOn', 'due', 'risks'],
    state: (row) =>
      row.status === 'open' && isOverdue(row.due, useSession().today)
        ? 'blocker'
        : row.status === undefined
          ? 'undecided'
          : ({ open: 'open', mitigated: 'verified', accepted: 'waiting', closed: 'excluded' } as const)[row.status],
    stateWord: (row, { t }) => (row.status === undefined ? undefined : t(`value.vulnerability.status.${row.status}`)),
  },
}

/** What a register shows of a risk beside its state: the acceptance first, then what is to be looked at. */
function riskSignals(row: Risk, { t }: FaceWords): readonly RecordSignal[] {
  const facts = useRisks().riskFacts.get(row.id)
  if (!facts) return []
  const { problem, warnings } = facts
  const has = (warning: RiskWarning): boolean => warnings.includes(warning)
  const draft = facts.acceptances.some(({ facts: one }) => one.state === 'draft')
  const doubts = [
    ...facts.flags.map((flag) => t(`risk.flags.${flag}`)),
    ...(['shareUnnamed', 'avoidOpen'] as const).filter(has).map((warning) => t(`risk.warnings.${warning}`)),
  ]
  const all: readonly (readonly [boolean, RecordSignal])[] = [
    [problem === 'acceptanceEnded', { icon: 'calendar-x', tone: 'fail', text: t('risk.signals.acceptanceEnded') }],
    [problem === 'acceptanceStale', { icon: 'signature', tone: 'fail', text: t('risk.signals.acceptanceStale') }],
    [
      problem === 'notAccepted',
      { icon: 'signature', tone: 'fail', text: t(draft ? 'risk.signals.draft' : 'risk.signals.notAccepted') },
    ],
    [has('approvalStale'), { icon: 'file-diff', tone: 'warn', text: t('risk.warnings.approvalStale') }],
    [has('outdated'), { icon: 'history', tone: 'warn', text: t('risk.scoredOutdated') }],
    [has('reassess'), { icon: 'rotate-ccw', tone: 'warn', text: t('risk.warnings.reassess') }],
    [has('selfAppointed'), { icon: 'user-check', tone: 'warn', text: t('risk.warnings.selfAppointed') }],
    [doubts.length > 0, { icon: 'triangle-alert', tone: 'warn', text: doubts.join(' ') }],
  ]
  return all.filter(([shows]) => shows).map(([, signal]) => signal)
}

const levelWord = (facts: RiskFacts, words: FaceWords): string => wordOfLevel(facts.levels.effectiveResidual, words)
function wordOfLevel(worst: Level, { t }: FaceWords): string {
  return isLevel(worst) ? (useRisks().method.levels[worst - 1]?.label ?? String(worst)) : t('risk.unset')
}

/**
 * What is so, then who can settle it (ux.md 1): of an unaccepted residual the draft that waits and the authority of its
 * level.
 */
function problemText(row: Risk, facts: RiskFacts, words: FaceWords): string {
  const { t, dates } = words
  const session = useSession()
  const residuals = facts.acceptances.filter(({ row: one }) => one.type !== 'interim')
  if (facts.problem === 'overdue') {
    const late = lateActions(facts.actions, session.today)
    const first = late[0]!
    return t(
      'risk.problemText.overdue',
      { ref: first.ref, title: titleOf(first), date: dates.day(first.due), n: late.length - 1 },
      late.length - 1,
    )
  }
  if (facts.problem === 'acceptanceEnded')
    return t('risk.problemText.acceptanceEnded', {
      date: dates.day(
        residuals
          .map(({ facts: one }) => one.approval.statement?.validUntil ?? '')
          .sort()
          .at(-1),
      ),
    })
  if (facts.problem === 'acceptanceStale')
    return t('risk.problemText.acceptanceStale', {
      ref: (residuals.find(({ facts: one }) => one.state === 'stale') ??
        residuals.find(({ facts: one }) => one.state === 'valid'))!.row.ref,
      fields: row.ref,
    })
  if (facts.problem !== 'notAccepted') return t(`risk.problemText.${facts.problem!}`)
  const draft = residuals.find(({ facts: one }) => one.state === 'draft')
  return [
    ...(draft ? [t('risk.problemText.draft', { ref: draft.row.ref })] : []),
    authoritySentence(row, facts, words),
  ].join(' ')
}

/** TR4 in a sentence: who may accept this level, for how long. */
function authoritySentence(row: Risk, facts: RiskFacts, words: FaceWords): string {
  const { t } = words
  // TR11: by the level that is really borne today.
  const level = isLevel(facts.levels.effectiveResidual)
    ? borneLevel(facts.levels.effectiveResidual, facts.levels.current.level)
    : facts.levels.effectiveResidual
  const rule = isLevel(level) ? authorityFor(level, useRisks().method.authority) : undefined
  if (!rule) return t('risk.problemText.noAuthority', { level: wordOfLevel(level, words) })
  const name = useSession().nameOfPerson(row.owner)
  const who =
    rule.signer !== 'riskOwner'
      ? t(`risk.who.${rule.signer}`)
      : name === undefined
        ? t('risk.who.riskOwnerNone')
        : t('risk.who.riskOwner', { name })
  const [, n, unit] = /^P(\d+)([DWMY])$/.exec(rule.max) ?? []
  return t('risk.problemText.authority', {
    who,
    level: wordOfLevel(level, words),
    period: unit === undefined ? rule.max : t(`record.period.${unit}`, { n: Number(n) }, Number(n)),
  })
}

import { defineAsyncComponent } from 'vue'
import { documentGlyph, exceptionGlyphs, policyGlyphs } from './policyLook'
import type { FaceWords, KindFaces, RecordProblem } from '../record/face'
import { usePolicies, type PolicyFacts } from '~/lib/live/policy/policiesStore'

/** The worst thing about a policy, what stops an auditor first. */
function policyProblem(
  { row, state, approval, reviewDue, reviewOverdue, changesWait, changedSince, progress, inForce }: PolicyFacts,
  { t, dates }: FaceWords,
): RecordProblem | undefined {
  if (row.retiredOn !== undefined && row.replacedBy === undefined && !row.changeSummary?.trim())
    return { tone: 'warn', title: t('policy.problem.retired'), text: t('policy.problem.retiredText') }
  if (approval?.state === 'void')
    return { tone: 'fail', title: t('policy.problem.void'), text: t('policy.problem.voidText') }
  if (state === 'retired') return undefined
  if (approval?.state === 'revoked' && !inForce)
    return { tone: 'fail', title: t('policy.problem.revoked'), text: t('policy.problem.revokedText') }
  if (reviewOverdue)
    return {
      tone: 'fail',
      title: t('policy.problem.review', { n: -dates.inDays(reviewDue!) }),
      text: t('policy.problem.reviewText', { date: dates.day(reviewDue) }),
    }
  if (progress.overdue > 0)
    return {
      tone: 'fail',
      title: t('policy.problem.overdue', { n: progress.overdue }, progress.overdue),
      text: t('policy.problem.overdueText', { v: inForce?.number ?? 1 }),
    }
  if (changesWait)
    return {
      tone: 'warn',
      title: t('policy.problem.changes', { n: -dates.inDays(changedSince!) }),
      text: t('policy.problem.changesText', { v: inForce!.number }),
    }
  if (row.level === 'top' && !(row.setsObjectives && row.commitsRequirements && row.commitsImprovement))
    return { tone: 'warn', title: t('policy.problem.commitments'), text: t('policy.problem.commitmentsText') }
  return undefined
}

export const policyFaces: KindFaces = {
  policy: {
    drawer: ['level', 'owner', 'approvers', 'effectiveFrom', 'reviewEvery', 'attest', 'audience', 'reqs', 'controls'],
    hidden: ['body'],
    picture: defineAsyncComponent(() => import('./PolicyPicture.vue')),
    page: defineAsyncComponent(() => import('./PolicyPage.vue')),
    state: (row) => ((facts) => facts && policyGlyphs[facts.state])(usePolicies().facts.get(row.id)),
    stateWord: (row, { t }) => ((facts) => facts && t(`policy.state.${facts.state}`))(usePolicies().facts.get(row.id)),
    problem: (row, words) => ((facts) => facts && policyProblem(facts, words))(usePolicies().facts.get(row.id)),
  },
  document: {
    drawer: [
      'type',
      'origin',
      'location',
      'owner',
      'edition',
      'classification',
      'retention',
      'reviewEvery',
      'reviewedOn',
      'evidence',
      'reqs',
    ],
    picture: defineAsyncComponent(() => import('./DocumentPicture.vue')),
    state: (row) => ((facts) => facts && documentGlyph(facts))(usePolicies().documentFacts.get(row.id)),
    problem: (row, { t, dates }) => {
      const facts = usePolicies().documentFacts.get(row.id)
      return facts?.overdue
        ? {
            tone: 'warn',
            title: t('policy.problem.review', { n: -dates.inDays(facts.reviewDue!) }),
            text: t('policy.problem.documentText'),
          }
        : undefined
    },
  },
  exception: {
    drawer: ['policy', 'control', 'reason', 'risk', 'compensating', 'requestedBy', 'validUntil', 'closedOn'],
    state: (row) => ((state) => state && exceptionGlyphs[state])(usePolicies().exceptionStates.get(row.id)),
    stateWord: (row, { t }) =>
      ((state) => state && t(`policy.exception.state.${state}`))(usePolicies().exceptionStates.get(row.id)),
    problem: (row, { t, dates }) => {
      const state = usePolicies().exceptionStates.get(row.id)
      if (state === 'expired')
        return {
          tone: 'fail',
          title: t('policy.exception.ended', { date: dates.day(row.validUntil) }),
          text: t('policy.exception.endedText'),
        }
      if (state === 'void')
        return { tone: 'fail', title: t('policy.exception.void'), text: t('policy.exception.voidText') }
      if (state === 'requested' && row.validUntil !== undefined && dates.inDays(row.validUntil) < 0)
        return {
          tone: 'warn',
          title: t('policy.exception.pastRequest', { date: dates.day(row.validUntil) }),
          text: t('policy.exception.pastRequestText'),
        }
      return undefined
    },
  },
}

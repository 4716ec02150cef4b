import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useRecords } from '../record/useRecords'
import {
  earliestDue,
  isActionOverdue,
  isEarlyReview,
  ncDues,
  ncStanding,
  type NcDues,
  type NcStanding,
} from '~/lib/isms/improvement/ncState'
import { ncProblem, type NcProblem } from '~/lib/isms/improvement/ncProblem'
import type { CorrectiveAction } from '~/lib/records/kinds/correctiveAction'
import type { Nonconformity } from '~/lib/records/kinds/nonconformity'
import { dateInZone } from '~/lib/shared/dates'
import type { NcVerdictDay } from '~/lib/isms/improvement/ncFlow'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { dependence, type DependenceReason } from '~/lib/isms/improvement/actionVerifier'
import { useSettings } from '../workspace/settingsStore'
import { useSession } from '../workspace/sessionStore'
import { useStatements } from '../statement/statementsStore'

export interface NcFactsOf {
  readonly standing: NcStanding
  readonly dues: NcDues
  readonly actions: readonly CorrectiveAction[]
  readonly reviewedOn: string | undefined
  readonly verdicts: readonly NcVerdictDay[]
  /** CA3: reviewed before its due day. */
  readonly early: boolean
  readonly problem: NcProblem | undefined
}

/** What the rules CA1-CA7 say about nonconformities and their actions, live. Nothing is stored. */
export const useImprovement = defineStore('improvement', () => {
  const settings = useSettings()
  const session = useSession()
  const statements = useStatements()
  const nonconformities = useRecords('nonconformity')
  const actions = useRecords('correctiveAction')

  const actionsByNc = computed(() => {
    const groups = new Map<string, CorrectiveAction[]>()
    for (const row of [...(actions.value ?? [])].sort(
      (a, b) => (a.round ?? 1) - (b.round ?? 1) || a.createdAt.localeCompare(b.createdAt),
    )) {
      if (row.nonconformity === undefined) continue
      groups.set(row.nonconformity, [...(groups.get(row.nonconformity) ?? []), row])
    }
    return groups
  })
  const actionsOf = (id: string): readonly CorrectiveAction[] => actionsByNc.value.get(id) ?? []
  const duplicateOf = (id: string): string | undefined => session.personById.get(id)?.duplicateOf
  const isOverdue = (row: CorrectiveAction): boolean => isActionOverdue(row, session.today)

  const facts = computed(
    () => new Map((nonconformities.value ?? []).map((row): [string, NcFactsOf] => [row.id, factsFor(row)])),
  )
  function factsFor(row: Nonconformity): NcFactsOf {
    const own = actionsOf(row.id)
    const signed = statements.statementsOf(row.id)
    const finding = row.finding === undefined ? undefined : statements.lookup.get('finding', row.finding)
    const standing = ncStanding(row, {
      actions: own,
      statements: signed,
      contentHash: statements.standing(row, 'effectiveness')?.contentHash ?? '',
      today: session.today,
      gap: finding?.kind === 'finding' ? finding.gap : undefined,
      duplicateOf,
      onWord: session.onWord,
    })
    const dues = ncDues(row, own, settings.effective)
    const dayOf = (statement: StatementFact): string =>
      dateInZone(new Date(statement.relayTime ?? statement.time).toISOString(), session.timeZone)
    const reviewedOn = standing.decidedBy && dayOf(standing.decidedBy)
    return {
      standing,
      dues,
      actions: own,
      reviewedOn,
      verdicts: standing.verdicts.map((one) => ({ effective: one.decision === 'effective', on: dayOf(one) })),
      early: standing.verdict !== 'revoked' && standing.verdict !== 'void' && isEarlyReview(reviewedOn, dues.review),
      problem: ncProblem(standing, dues, own, session.today),
    }
  }
  /** Works for archived ones, too, which the registers leave out. */
  const factsOf = (row: Nonconformity): NcFactsOf => facts.value.get(row.id) ?? factsFor(row)

  /** The day the next open step is due; undefined if nothing is open or dated. */
  function nextDue(row: Nonconformity): string | undefined {
    const { standing, dues } = factsOf(row)
    const { needs, state } = standing
    if (state === 'closed' || state === 'withdrawn') return undefined
    if (needs.includes('correction')) return dues.correction
    if (needs.includes('rootCause') || needs.includes('method') || needs.includes('similar')) return dues.rootCause
    return earliestDue(actionsOf(row.id)) ?? dues.review
  }

  /** CA4 for the person on this device, before they sign. */
  const ownDependence = (row: Nonconformity): DependenceReason | undefined =>
    dependence(session.personId, {
      nonconformity: row,
      actions: actionsOf(row.id),
      duplicateOf,
      onWord: session.ownMember ? session.onWord.ofMember(session.ownMember.memberId) : [],
    })

  return { nonconformities, actions, actionsOf, isOverdue, facts, factsOf, nextDue, ownDependence }
})

import type { FaceWords } from '../record/face'
import type { AnyRecord } from '~/lib/records/registry'
import { usePolicies } from '~/lib/live/policy/policiesStore'

/** How a policy or an exception stands, in words. Reads stores. */
export function stateText(row: AnyRecord, { t, dates }: FaceWords): string {
  const policies = usePolicies()
  const exception = policies.exceptionStates.get(row.id)
  if (exception) return t(`policy.exception.state.${exception}`)
  const facts = policies.facts.get(row.id)
  // Approved, though nothing applies yet: "Draft" alone would hide it.
  if (facts?.state === 'draft' && facts.upcoming && !facts.changed)
    return t('policy.startsOn', { date: dates.short(facts.upcoming.effectiveFrom) })
  return t(`policy.state.${facts?.state ?? 'draft'}`)
}

/** The version in force, and the one that begins later. */
export function versionText(row: AnyRecord, { t, dates }: FaceWords): string {
  const facts = usePolicies().facts.get(row.id)
  return [
    ...(facts?.inForce ? [t('policy.version', { v: facts.inForce.number })] : []),
    ...(facts?.upcoming
      ? [t('policy.upcoming', { v: facts.upcoming.number, date: dates.day(facts.upcoming.effectiveFrom) })]
      : []),
  ].join(', ')
}

/** How many of those who are asked have acknowledged (PO6), and how many are late. */
export function acknowledgedText(row: AnyRecord, { t }: FaceWords): string {
  const progress = usePolicies().facts.get(row.id)?.progress
  if (!progress || progress.of === 0)
    return t(row.kind === 'policy' && row.attest === true ? 'policy.ack.notYet' : 'policy.ack.notAsked')
  return [
    t('policy.ack.ofN', { n: progress.done, m: progress.of }),
    ...(progress.overdue > 0 ? [t('policy.ack.overdue', { n: progress.overdue })] : []),
  ].join(', ')
}

import type { SoaEntry } from '~/lib/records/kinds/soaEntry'
import type { SupplierFacts } from './soaFacts'

export const soaProblems = [
  'undecided',
  'reasonMissing',
  'reasonRiskWithoutRisk',
  'justificationMissing',
  'reasonOnExclusion',
  'providerMissing',
  'providerAssuranceEnded',
] as const
export type SoaProblem = (typeof soaProblems)[number]

/** SOA4: a shorter text is not a justification. */
export const minJustification = 30

/**
 * What a decision lacks (SOA1, SOA3-SOA5). `risks`: open risks behind the row. Without a register of suppliers the
 * provider is not judged.
 */
export function entryProblems(
  entry: Pick<SoaEntry, 'applicability' | 'reasons' | 'justification' | 'provider'> | undefined,
  {
    risks,
    suppliers,
    hasUsableEvidence,
    today,
  }: {
    readonly risks: number
    readonly suppliers: readonly SupplierFacts[] | undefined
    readonly hasUsableEvidence: (ids: readonly string[]) => boolean
    readonly today: string
  },
): readonly SoaProblem[] {
  const applicability = entry?.applicability ?? 'undecided'
  if (!entry || applicability === 'undecided') return ['undecided']
  const problems: SoaProblem[] = []
  if (applicability === 'notApplicable') {
    if ((entry.justification?.trim().length ?? 0) < minJustification) problems.push('justificationMissing')
    if (entry.reasons.length > 0) problems.push('reasonOnExclusion')
    return problems
  }
  if (entry.reasons.length === 0) problems.push('reasonMissing')
  if (entry.reasons.includes('risk') && risks === 0) problems.push('reasonRiskWithoutRisk')
  if (applicability === 'inherited' && suppliers) {
    const provider = suppliers.find((supplier) => supplier.id === entry.provider && supplier.archivedOn === undefined)
    if (!provider) problems.push('providerMissing')
    else if (!((provider.assuranceUntil ?? '') >= today || hasUsableEvidence(provider.evidence)))
      problems.push('providerAssuranceEnded')
  }
  return problems
}

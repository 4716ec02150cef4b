import { recordKind, type Kind } from '~/lib/records/registry'
import type { StatementFact } from './statementFacts'
import { frozenFields } from './frozen'

/** What makes an approval of given content complete (ST8, PO2). */
export interface Completeness {
  /** Persons who must all sign it; empty: one signature is enough. */
  readonly approvers: readonly string[]
  /** One of the signers must be top management. */
  readonly topManagement: boolean
}

export type CompletenessOf = (contentHash: string) => Completeness

const single: Completeness = { approvers: [], topManagement: false }
const unknown: Completeness = { approvers: [], topManagement: true }
export const oneSignature: CompletenessOf = () => single

/**
 * Completeness of each content of a record that was ever signed, from the frozen copies, and of the present one from
 * its fields. The list of required signers is part of the signed content, so changing it later cannot complete an older
 * approval.
 */
export function completenessOf(
  kind: Kind,
  profile: string,
  statements: readonly StatementFact[],
  present?: { readonly contentHash: string; readonly fields: Readonly<Record<string, unknown>> },
): CompletenessOf {
  const rule = recordKind(kind).profiles[profile]?.complete
  if (!rule) return oneSignature
  return (contentHash) => {
    const frozen = statements.find(
      (statement) => statement.profile === profile && statement.contentHash === contentHash && statement.frozen,
    )?.frozen
    const fields = present?.contentHash === contentHash ? present.fields : frozenFields(frozen)
    // Signed, but the copy that says who must sign is not present: only top management is certain to complete it.
    if (!fields) return unknown
    const approvers = fields[rule.approvers]
    const when = rule.topManagementWhen
    return {
      approvers: Array.isArray(approvers) ? approvers.filter((one) => typeof one === 'string') : [],
      topManagement: when !== undefined && fields[when.field] === when.is,
    }
  }
}

/**
 * Required persons who have not signed yet, and whether top management is still missing. Complete means at least one
 * signature and nothing missing.
 */
export function lacking(
  signatures: readonly StatementFact[],
  { approvers, topManagement }: Completeness,
): { readonly persons: readonly string[]; readonly topManagement: boolean; readonly complete: boolean } {
  const signed = new Set(signatures.map((statement) => statement.personId))
  const persons = approvers.filter((person) => !signed.has(person))
  const needsTop = topManagement && !signatures.some((statement) => statement.asTopManagement)
  return { persons, topManagement: needsTop, complete: signatures.length > 0 && persons.length === 0 && !needsTop }
}

/** AU2, AU5, AU7: what an audit still lacks before it counts as complete. */

import type { Audit } from '~/lib/records/kinds/audit'
import type { AuditItem } from '~/lib/records/kinds/auditItem'
import type { Finding } from '~/lib/records/kinds/finding'
import type { ApprovalState } from '../statement/approvalState'
import { counts, isType, revokedIds, type StatementFact } from '../statement/statementFacts'
import type { OnWord } from '../statement/onWord'
import { isInternal } from './auditIndependence'

export const missingParts = [
  'noItems',
  'notAssessed',
  'performedDates',
  'findingText',
  'summary',
  'conclusion',
  'declarations',
  'dates',
  'report',
  'status',
  'signature',
  'changedAfterSignature',
] as const
export type MissingPart = (typeof missingParts)[number]

export interface Missing {
  readonly part: MissingPart
  /** Number of items, findings or auditors affected; 1 for a single field. */
  readonly n: number
  /** Ids of the items, findings or persons affected. */
  readonly ids: readonly string[]
}

export interface AuditFacts {
  readonly items: readonly AuditItem[]
  readonly findings: readonly Finding[]
  /** Persons whose declaration of independence counts. */
  readonly declared: ReadonlySet<string>
  /** State of the lead auditor's signature over the report (ST4, profile `main`). */
  readonly signature: ApprovalState
}

/**
 * Persons whose declaration of independence for an audit is still in force (not withdrawn). If a merge later turned the
 * declarant into another person, the declaration does not count for that person until somebody else confirms that the
 * two are the same (ST17).
 */
export function declaredBy(
  statements: readonly StatementFact[],
  onWord?: Pick<OnWord, 'ofMember'>,
): ReadonlySet<string> {
  const revoked = revokedIds(statements)
  const valid = statements.filter(
    (statement) =>
      isType(statement, 'declare') &&
      counts(statement) &&
      !revoked.has(statement.id) &&
      (onWord?.ofMember(statement.memberId) ?? []).length === 0,
  )
  return new Set(valid.map((statement) => statement.personId).filter((id) => id !== undefined))
}

export const isAssessed = (item: Pick<AuditItem, 'result'>): boolean =>
  item.result !== undefined && item.result !== 'notAssessed'

/**
 * AU5: true for a major or minor finding that lacks its requirement, the evidence seen or the gap text. Withdrawn
 * findings need none of them.
 */
export const lacksText = (
  finding: Pick<Finding, 'grade' | 'statement' | 'objectiveEvidence' | 'gap' | 'withdrawn'>,
): boolean =>
  !finding.withdrawn &&
  (finding.grade === 'major' || finding.grade === 'minor') &&
  [finding.statement, finding.objectiveEvidence, finding.gap].some(isBlank)

/**
 * AU2: what keeps an audit from being complete, in working order; empty when it is complete. An internal audit needs
 * every checklist item assessed, a written report, a declaration from each auditor and the lead auditor's current
 * signature; changes made after that signature (AU7) undo it. External types need status, dates, conclusion and a
 * report.
 */
export function auditMissing(audit: Audit, facts: AuditFacts): readonly Missing[] {
  return isInternal(audit) ? internalMissing(audit, facts) : externalMissing(audit)
}

export const isAuditComplete = (audit: Audit, facts: AuditFacts): boolean =>
  audit.archivedOn === undefined && auditMissing(audit, facts).length === 0

/** What must be in place before the lead auditor signs: all of AU2 except the signature itself and the final status. */
export const missingBeforeSigning = (missing: readonly Missing[]): readonly Missing[] =>
  missing.filter(({ part }) => part !== 'status' && part !== 'signature' && part !== 'changedAfterSignature')

function internalMissing(audit: Audit, { items, findings, declared, signature }: AuditFacts): readonly Missing[] {
  const open = items.filter((item) => !isAssessed(item)).map((item) => item.id)
  const undeclared = audit.auditors.filter((person) => !declared.has(person))
  return [
    ...field('noItems', items.length === 0),
    ...list('notAssessed', open),
    ...list(
      'findingText',
      findings.filter(lacksText).map((finding) => finding.id),
    ),
    ...field('performedDates', audit.performedFrom === undefined || audit.performedTo === undefined),
    ...field('summary', isBlank(audit.summary)),
    ...field('conclusion', audit.conclusion === undefined),
    // Without auditors nobody has declared independence, so declarations are missing.
    ...(audit.auditors.length === 0 ? field('declarations', true) : list('declarations', undeclared)),
    ...field('status', audit.status !== 'completed'),
    ...field('changedAfterSignature', signature === 'stale'),
    ...field('signature', signature !== 'current' && signature !== 'stale'),
  ]
}

const externalMissing = (audit: Audit): readonly Missing[] => [
  ...field('dates', audit.performedFrom === undefined || audit.performedTo === undefined),
  ...field('conclusion', audit.conclusion === undefined),
  ...field('report', audit.report.length === 0),
  ...field('status', audit.status !== 'completed'),
]

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === ''
const field = (part: MissingPart, missing: boolean): readonly Missing[] => (missing ? [{ part, n: 1, ids: [] }] : [])
const list = (part: MissingPart, ids: readonly string[]): readonly Missing[] =>
  ids.length === 0 ? [] : [{ part, n: ids.length, ids }]

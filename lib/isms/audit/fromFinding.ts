/**
 * Records created from a finding: its nonconformity or its improvement. Their ids are derived, so that creating one
 * twice offline yields a single record (MG11).
 */

import { improvementIdOfFinding, nonconformityIdOfFinding } from '~/lib/records/derivedIds'
import type { Audit } from '~/lib/records/kinds/audit'
import type { Finding } from '~/lib/records/kinds/finding'
import type { JsonValue } from '../../shared/json'
import { isInternal } from './auditIndependence'

export interface NewRecord {
  readonly id: string
  readonly fields: Readonly<Record<string, JsonValue>>
}

/** The nonconformity of a major or minor finding; `owner` is the owner of its first control. */
export function nonconformityFrom(
  finding: Finding,
  audit: Pick<Audit, 'type'> | undefined,
  owner: string | undefined,
): NewRecord {
  return {
    id: nonconformityIdOfFinding(finding.id),
    fields: defined({
      title: finding.title,
      source: audit && !isInternal(audit) ? 'external' : 'audit',
      finding: finding.id,
      requirement: finding.requirement,
      grade: finding.grade,
      statement: paragraphs(finding.statement, finding.gap),
      detectedOn: finding.raisedOn,
      owner,
    }),
  }
}

/** The improvement for an opportunity or an observation. */
export function improvementFrom(finding: Finding, owner: string | undefined): NewRecord {
  return {
    id: improvementIdOfFinding(finding.id),
    fields: defined({
      title: finding.title,
      source: 'finding',
      benefit: paragraphs(finding.gap ?? finding.statement),
      owner,
      status: 'proposed',
      links: [finding.id],
    }),
  }
}

const paragraphs = (...texts: readonly (string | undefined)[]): string | undefined =>
  texts
    .map((text) => text?.trim())
    .filter(Boolean)
    .join('\n\n') || undefined
const defined = (fields: Readonly<Record<string, JsonValue | undefined>>): Readonly<Record<string, JsonValue>> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined))

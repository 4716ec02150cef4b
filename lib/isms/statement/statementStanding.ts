import { isJsonObject } from '~/lib/shared/json'
import type { StatementType } from '~/lib/records/defineRecord'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { approvalState, type Approval } from './approvalState'
import { completenessOf } from './statementCompleteness'
import { compositeRecords, type RecordLookup } from './composites'
import type { StatementFact } from './statementFacts'
import { hashedContent, type HashedContent } from './hashedContent'
import { versionsOf, type Version } from './versions'

/** What has been signed about a record under one profile, and its present content. */
export interface Standing extends HashedContent {
  readonly profile: string
  readonly approval: Approval
  /** ST7, oldest first. */
  readonly versions: readonly Version[]
}

/** Statement types that decide on a profile; the statement bar of a kind uses the first type the kind supports. */
const deciding: readonly StatementType[] = ['approve', 'accept', 'sign']

/**
 * The profile of a kind that is approved, accepted or signed off, and the statement type that does so; undefined if
 * there is none. Evidence is reviewed on its own page.
 */
export function decidedProfile(kind: Kind): { readonly profile: string; readonly type: StatementType } | undefined {
  for (const type of deciding) {
    const found = Object.entries(recordKind(kind).profiles).find(
      ([, profile]) => profile.signed[type] !== undefined && profile.signed.review === undefined,
    )
    if (found) return { profile: found[0], type }
  }
  return undefined
}

/** The standing of a record on a day; `statements` are those of this record (ST4, ST7, ST8). */
export function standingOf(
  row: AnyRecord,
  profile: string,
  statements: readonly StatementFact[],
  lookup: RecordLookup,
  today: string,
): Standing {
  const { content, contentHash } = hashedContent(row, profile, compositeRecords(row, profile, lookup))
  const fields = isJsonObject(content.fields) ? content.fields : {}
  const completeness = completenessOf(row.kind, profile, statements, { contentHash, fields })
  return {
    profile,
    content,
    contentHash,
    approval: approvalState(statements, { profile, contentHash, today, completeness }),
    versions: versionsOf(statements, profile, completeness),
  }
}

/**
 * Versions of a policy with the contents of their frozen copies, and which of them applies today (PO1, PO3). Never uses
 * the working copy.
 */

import { dateInZone, isDate } from '~/lib/shared/dates'
import type { Policy } from '~/lib/records/kinds/policy'
import type { StatementFact } from '../statement/statementFacts'
import { frozenFields } from '../statement/frozen'
import type { Version } from '../statement/versions'

/** The part of the approved content that the policy rules need. */
export interface PolicyContent {
  readonly title: string
  readonly level: string | undefined
  /** Markdown. */
  readonly body: string
  readonly approvers: readonly string[]
  readonly effectiveFrom: string | undefined
  readonly reattest: boolean
  readonly changeSummary: string | undefined
}

export interface PolicyVersion extends Version {
  /** Undefined if the frozen copy is in a separate file that is not present. */
  readonly content: PolicyContent | undefined
  /** Day of the approval that completed it, in the workspace's time zone. */
  readonly approvedOn: string
  /** First day it applies: as approved, or the day of the approval if none was set. */
  readonly effectiveFrom: string
  /** Day of its revocation. */
  readonly revokedOn: string | undefined
}

export interface PolicyVersionFacts {
  /** Versions of profile `main` (PO1: by ST7 and ST8), oldest first. */
  readonly versions: readonly Version[]
  /** All statements on the policy. */
  readonly statements: readonly StatementFact[]
  readonly timeZone: string
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Parses a frozen copy of profile `main`; undefined for bytes that are not one. */
export function policyContent(frozen: Uint8Array | undefined): PolicyContent | undefined {
  const fields = frozenFields(frozen)
  if (!fields) return undefined
  const effectiveFrom = text(fields['effectiveFrom'])
  return {
    title: text(fields['title']) ?? '',
    level: text(fields['level']),
    body: text(fields['body']) ?? '',
    approvers: Array.isArray(fields['approvers']) ? fields['approvers'].filter((one) => typeof one === 'string') : [],
    effectiveFrom: effectiveFrom !== undefined && isDate(effectiveFrom) ? effectiveFrom : undefined,
    reattest: fields['reattest'] === true,
    changeSummary: text(fields['changeSummary']),
  }
}

/** The day of a statement in the workspace's time zone; by the relay's clock if available. */
export const dayOf = ({ relayTime, time }: Pick<StatementFact, 'relayTime' | 'time'>, timeZone: string): string =>
  dateInZone(new Date(relayTime ?? time).toISOString(), timeZone)

/** PO1: the versions with their frozen contents, oldest first. */
export function policyVersions({ versions, statements, timeZone }: PolicyVersionFacts): readonly PolicyVersion[] {
  const copies = new Map<string, Uint8Array>()
  for (const { contentHash, frozen } of statements)
    if (frozen && !copies.has(contentHash)) copies.set(contentHash, frozen)
  return versions.map((version): PolicyVersion => {
    const content = policyContent(copies.get(version.contentHash))
    const approvedOn = dayOf(version.statement, timeZone)
    return {
      ...version,
      content,
      approvedOn,
      effectiveFrom: content?.effectiveFrom ?? approvedOn,
      revokedOn: version.revokedBy && dayOf(version.revokedBy, timeZone),
    }
  })
}

/** A version revoked before its first day never came into force. */
const neverInForce = ({ effectiveFrom, revokedOn }: PolicyVersion): boolean =>
  revokedOn !== undefined && revokedOn < effectiveFrom

export const isRetired = ({ retiredOn }: Pick<Policy, 'retiredOn'>, today: string): boolean =>
  retiredOn !== undefined && retiredOn <= today

/**
 * PO3: the highest version with `effectiveFrom` ≤ today, read from the frozen copy; undefined for a retired or archived
 * policy. If that version was revoked while in force, none is in force: an older one is not reinstated (ST4).
 */
export function inForceVersion(
  row: Pick<Policy, 'retiredOn' | 'archivedOn'>,
  versions: readonly PolicyVersion[],
  today: string,
): PolicyVersion | undefined {
  if (isRetired(row, today) || row.archivedOn !== undefined) return undefined
  const highest = versions.findLast((version) => version.effectiveFrom <= today && !neverInForce(version))
  return highest?.revoked ? undefined : highest
}

/** The version a draft is compared with: the latest that was not revoked, or the latest if all were. */
export const lastApproved = (versions: readonly PolicyVersion[]): PolicyVersion | undefined =>
  versions.findLast(({ revoked }) => !revoked) ?? versions.at(-1)

/** The approved version that comes into force next, if the latest approval starts on a later day. */
export function upcomingVersion(versions: readonly PolicyVersion[], today: string): PolicyVersion | undefined {
  const latest = versions.at(-1)
  return latest && !latest.revoked && latest.effectiveFrom > today ? latest : undefined
}

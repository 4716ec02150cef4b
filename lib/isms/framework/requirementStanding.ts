/**
 * How far one requirement is met by what the workspace has for it, before any crosswalk: decisions, controls, readiness
 * checks.
 */

import type { Requirement } from '~/lib/content/catalogue/catalogueRequirement'
import { isTestedInTime, type TestState } from '../control/testState'
import type { EvidenceState } from '../evidence/usable'
import type { Control } from '~/lib/records/kinds/control'
import type { SoaEntry } from '~/lib/records/kinds/soaEntry'
import type { CheckResult } from '../readiness/checkResult'
import { soaStatus, type SoaStatus } from '../soa/status'
import { byName } from '~/lib/shared/byName'

/** Clause items are mandatory and have no controls: readiness checks judge them. */
export const clauseStatuses = ['checksPass', 'checksWarn', 'checksFail', 'checksIdle', 'checksUnknown'] as const
export type ClauseStatus = (typeof clauseStatuses)[number]
export type OwnStatus = SoaStatus | ClauseStatus

/** What keeps it from being met: the first thing to act on. `controls` and `control` hold ids. */
export type Missing =
  | { readonly type: 'decision' | 'control' | 'checks' | 'openNc' | 'checksIdle' | 'checksUnknown' | 'wider' }
  | { readonly type: 'ineffective' | 'implementation' | 'operation'; readonly controls: readonly string[] }
  | { readonly type: 'evidence' | 'test'; readonly control: string }

export interface OwnFacts {
  readonly status: OwnStatus
  /** XW4: verified or inherited; for a clause: at least one check applies and none fails. */
  readonly met: boolean
  readonly missing: Missing | undefined
  /** Ids of the controls that name it, without retired ones. */
  readonly controls: readonly string[]
}

export interface StandingLookups {
  /** Whether it needs a decision in the Statement of Applicability (SOA1). */
  readonly hasSoa: (requirement: Requirement) => boolean
  readonly applicability: (requirement: string) => SoaEntry['applicability']
  /** Controls that are not retired, by ref. */
  readonly controlsOf: (requirement: string) => readonly Control[]
  readonly evidenceOf: (control: string) => EvidenceState
  /** Undefined if no register of tests is kept. */
  readonly testOf: (control: string) => TestState | undefined
  /** Undefined for anything but a clause item. */
  readonly clause: (requirement: Requirement) => ClauseStatus | undefined
  readonly today: string
}

export function ownFacts(requirement: Requirement, lookups: StandingLookups): OwnFacts {
  const controls = lookups.controlsOf(requirement.id)
  const ids = controls.map(({ id }) => id)
  const clause = lookups.clause(requirement)
  if (clause !== undefined) {
    const missing: Missing | undefined =
      clause === 'checksPass'
        ? undefined
        : { type: clause === 'checksUnknown' || clause === 'checksIdle' ? clause : 'checks' }
    return { status: clause, met: clause === 'checksPass', missing, controls: ids }
  }
  const applicability = lookups.hasSoa(requirement)
    ? (lookups.applicability(requirement.id) ?? 'undecided')
    : 'applicable'
  const evidenceOf = ({ id }: Control): EvidenceState => lookups.evidenceOf(id)
  const testOf = ({ id }: Control): TestState | undefined => lookups.testOf(id)
  const status = soaStatus(applicability, controls, { evidenceOf, testOf, today: lookups.today })
  return {
    status,
    met: status === 'verified' || status === 'inherited',
    missing: missingOf(status, controls, { evidenceOf, testOf, today: lookups.today }),
    controls: ids,
  }
}

function missingOf(
  status: SoaStatus,
  controls: readonly Control[],
  {
    evidenceOf,
    testOf,
    today,
  }: {
    readonly evidenceOf: (of: Control) => EvidenceState
    readonly testOf: (of: Control) => TestState | undefined
    readonly today: string
  },
): Missing | undefined {
  const idsWhere = (holds: (of: Control) => boolean): readonly string[] => controls.filter(holds).map(({ id }) => id)
  switch (status) {
    case 'undecided':
      return { type: 'decision' }
    case 'noControl':
      return { type: 'control' }
    case 'ineffective':
      return { type: 'ineffective', controls: idsWhere((of) => testOf(of)?.result === 'ineffective') }
    case 'planned':
      return { type: 'implementation', controls: idsWhere(() => true) }
    case 'partial':
      return { type: 'operation', controls: idsWhere((of) => of.status !== 'operating') }
    case 'notVerified': {
      const bare = controls.find((of) => !['fresh', 'expiring'].includes(evidenceOf(of)))
      if (bare) return { type: 'evidence', control: bare.id }
      const untested = controls.find((of) =>
        ((state) => state !== undefined && !isTestedInTime(state, today))(testOf(of)),
      )
      return untested && { type: 'test', control: untested.id }
    }
    default:
      return undefined
  }
}

/** Whether a readiness check is about a clause item: `9.3-…` is about 9.3.1 to 9.3.3, `6.1.2-…` about 6.1.2. */
export function isCheckOf(check: string, code: string): boolean {
  const head = check.slice(0, check.indexOf('-'))
  return head === code || code.startsWith(`${head}.`) || head.startsWith(`${code}.`)
}

/** 6.1.1 has no checks of its own: assessment, treatment and objectives fulfil it. */
const doneIn: Readonly<Record<string, readonly string[]>> = byName({ '6.1.1': ['6.1.2', '6.1.3', '6.2'] })
/** Whether a readiness check is about a clause item, or about one that fulfils it. */
export const concernsClause = (check: string, code: string): boolean =>
  (doneIn[code] ?? [code]).some((one) => isCheckOf(check, one))

/**
 * Status of a clause item by its readiness checks: `checksUnknown` while none has run, `checksIdle` while none of them
 * has anything to judge. Waived checks do not count against it.
 */
export function clauseStatus(
  code: string,
  results: readonly Pick<CheckResult, 'id' | 'status' | 'severity'>[],
): ClauseStatus {
  if (results.length === 0) return 'checksUnknown'
  const judged = results.filter(({ id, status }) => status !== 'na' && concernsClause(id, code))
  if (judged.length === 0) return 'checksIdle'
  const failing = judged.filter(({ status }) => status === 'fail')
  if (failing.some(({ severity }) => severity === 'blocker')) return 'checksFail'
  return failing.some(({ severity }) => severity === 'warning') ? 'checksWarn' : 'checksPass'
}

const worstFirst: readonly OwnStatus[] = [
  'ineffective',
  'checksFail',
  'noControl',
  'undecided',
  'checksUnknown',
  'checksIdle',
  'planned',
  'excluded',
  'partial',
  'checksWarn',
  'notVerified',
  'inherited',
  'verified',
  'checksPass',
]
/** Comparator: the worse status sorts first. */
export const byWorst = (a: OwnStatus, b: OwnStatus): number => worstFirst.indexOf(a) - worstFirst.indexOf(b)

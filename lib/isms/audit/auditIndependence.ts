/** AU3: whether auditors have audited their own work. Computed on every read; the record only names an auditor. */

import { addPeriod } from '~/lib/shared/dates'
import { requirementCode } from '~/lib/records/derivedIds'
import type { Audit } from '~/lib/records/kinds/audit'
import type { AuditItem } from '~/lib/records/kinds/auditItem'
import type { Control } from '~/lib/records/kinds/control'
import type { ControlTest } from '~/lib/records/kinds/controlTest'
import type { Policy } from '~/lib/records/kinds/policy'
import type { Risk } from '~/lib/records/kinds/risk'
import type { RoleAssignment } from '~/lib/records/kinds/roleAssignment'
import type { SoaEntry } from '~/lib/records/kinds/soaEntry'
import type { Task } from '~/lib/records/kinds/task'
import { isOpenRisk } from '../risk/aggregate'
import { requirementOfSoaEntry } from '~/lib/records/derivedIds'

export const conflictReasons = [
  'controlOwner',
  'policyOwner',
  'soaOwner',
  'tester',
  'taskDoer',
  'riskOwner',
  'ismsLead',
  'auditee',
] as const
export type ConflictReason = (typeof conflictReasons)[number]

export interface Conflict {
  readonly reason: ConflictReason
  /** The record that makes it the auditor's own work; the audit itself for `auditee`. */
  readonly recordId: string
  /**
   * `now`: true today. Otherwise the day on which it was true (first day of the audit, or the day of the test or the
   * occurrence).
   */
  readonly when: string
  /**
   * Set if this is the work of the only person who vouches for the auditor's identity (ST12), not the auditor's own.
   */
  readonly onWordOf?: string
}

export interface IndependenceFacts {
  readonly controls: readonly Control[]
  readonly policies: readonly Policy[]
  readonly soaEntries: readonly SoaEntry[]
  readonly tests: readonly ControlTest[]
  readonly tasks: readonly Task[]
  readonly risks: readonly Risk[]
  readonly roles: readonly RoleAssignment[]
  /** The persons a field named during that day, from the change trail: every value it had in the course of the day. */
  readonly ownerAt: (recordId: string, field: string, day: string) => readonly string[]
  readonly today: string
  /** Resolves a person merged as a duplicate to the kept one (ST12); dates and histories keep the old id. */
  readonly kept?: (personId: string) => string
  /** Persons on whose word alone somebody is bound to that person (ST12). */
  readonly onWord?: (personId: string) => readonly string[]
}

/** Independence in external audits is not ours to judge: no conflict check (AU3). */
export const isInternal = (audit: Pick<Audit, 'type'>): boolean => audit.type === 'internal'

/**
 * AU3: why the auditor of an item is not independent of it, in the order of the rule. Empty if the auditor is
 * independent, if none is named, and for external audits. Ownership counts as of today or as of `performedFrom`.
 * Conflicts of the persons who alone vouch for the auditor's identity follow the auditor's own.
 */
export function itemConflicts(
  item: Pick<AuditItem, 'requirement' | 'auditor'>,
  audit: Audit,
  facts: IndependenceFacts,
): readonly Conflict[] {
  const { requirement, auditor } = item
  if (!isInternal(audit) || auditor === undefined || requirement === undefined) return []
  const { kept = same, onWord = () => [] } = facts
  const others = onWord(auditor).filter((person) => kept(person) !== kept(auditor))
  return [
    ...conflictsWith(auditor, requirement, audit, facts),
    ...others.flatMap((person) =>
      conflictsWith(person, requirement, audit, facts).map((conflict) => ({ ...conflict, onWordOf: person })),
    ),
  ]
}

const same = (person: string): string => person

function conflictsWith(who: string, requirement: string, audit: Audit, facts: IndependenceFacts): readonly Conflict[] {
  const { kept = same } = facts
  const auditor = kept(who)
  const isAuditor = (person: string | undefined): boolean => person !== undefined && kept(person) === auditor
  const began = audit.performedFrom
  const named = (row: { readonly reqs: readonly string[]; readonly archivedOn: string | undefined }): boolean =>
    row.reqs.includes(requirement) && row.archivedOn === undefined
  const owned = (
    reason: ConflictReason,
    recordId: string,
    fields: Readonly<Record<string, string | undefined>>,
  ): readonly Conflict[] => {
    if (Object.values(fields).some(isAuditor)) return [{ reason, recordId, when: 'now' }]
    if (began === undefined) return []
    return Object.keys(fields).some((field) => facts.ownerAt(recordId, field, began).some(isAuditor))
      ? [{ reason, recordId, when: began }]
      : []
  }

  const controls = facts.controls.filter((control) => control.status !== 'retired' && named(control))
  const controlIds = new Set(controls.map((control) => control.id))
  const until = audit.performedTo ?? facts.today
  const since = addPeriod(until, 'P12M', -1)
  const recent = (day: string | undefined): day is string => day !== undefined && day > since && day <= until

  return [
    ...controls.flatMap((control) => owned('controlOwner', control.id, { owner: control.owner })),
    ...facts.policies.filter(named).flatMap((policy) => owned('policyOwner', policy.id, { owner: policy.owner })),
    ...facts.soaEntries
      .filter((entry) => entry.archivedOn === undefined && requirementOfSoaEntry(entry.id) === requirement)
      .flatMap((entry) => owned('soaOwner', entry.id, { owner: entry.owner })),
    ...facts.tests
      .filter(
        (test) =>
          test.archivedOn === undefined &&
          test.control !== undefined &&
          controlIds.has(test.control) &&
          isAuditor(test.tester) &&
          recent(test.testedOn),
      )
      .map((test): Conflict => ({ reason: 'tester', recordId: test.id, when: test.testedOn! })),
    ...facts.tasks
      .filter((task) => task.archivedOn === undefined && task.links.some((id) => controlIds.has(id)))
      .flatMap((task) => doneBy(task, isAuditor, recent)),
    ...facts.risks
      .filter((risk) => isOpenRisk(risk) && risk.reqs.includes(requirement))
      .flatMap((risk) => owned('riskOwner', risk.id, { owner: risk.owner })),
    ...(requirementCode(requirement).startsWith('A.')
      ? []
      : facts.roles.flatMap((role) => ledBy(role, isAuditor, began, facts))),
    ...(audit.auditees.some(isAuditor) ? [{ reason: 'auditee', recordId: audit.id, when: 'now' } as const] : []),
  ]
}

function doneBy(
  task: Task,
  isAuditor: (person: string) => boolean,
  recent: (day: string | undefined) => day is string,
): readonly Conflict[] {
  const days = Object.values(task.done)
    .filter((done) => isAuditor(done.by) && recent(done.on))
    .map((done) => done.on)
    .sort()
  const last = days.at(-1)
  return last === undefined ? [] : [{ reason: 'taskDoer', recordId: task.id, when: last }]
}

/**
 * Holders and deputies of the lead role while the assignment runs; an assignment that has ended counts for the days it
 * ran.
 */
function ledBy(
  role: RoleAssignment,
  isAuditor: (person: string | undefined) => boolean,
  began: string | undefined,
  { ownerAt, today }: IndependenceFacts,
): readonly Conflict[] {
  if (role.role !== 'ismsLead' || role.archivedOn !== undefined) return []
  const runs = (day: string): boolean =>
    (role.from === undefined || role.from <= day) && (role.until === undefined || day <= role.until)
  if (runs(today) && (isAuditor(role.holder) || isAuditor(role.deputy)))
    return [{ reason: 'ismsLead', recordId: role.id, when: 'now' }]
  if (began === undefined || !runs(began)) return []
  const then = [...ownerAt(role.id, 'holder', began), ...ownerAt(role.id, 'deputy', began)]
  return then.some(isAuditor) ? [{ reason: 'ismsLead', recordId: role.id, when: began }] : []
}

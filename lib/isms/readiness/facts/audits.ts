/** Audits, their items and programmes (AU). */

import { declaredBy, isAssessed, isAuditComplete } from '~/lib/isms/audit/auditCompleteness'
import { programmeCoverage, requiredSet, type ProgrammeCoverage } from '../../audit/coverage'
import { isInternal, itemConflicts } from '~/lib/isms/audit/auditIndependence'
import { valuesOn } from '../../audit/valueOn'
import { requirements as isoRequirements } from '~/lib/content/catalogue/iso27001'
import { soaEntryId } from '~/lib/records/derivedIds'
import type { Audit } from '~/lib/records/kinds/audit'
import { fact, type Reader } from '../readinessReader'
import { approval, dayOf, keptPerson, onWord } from './workspace'

export { isAssessed, isInternal }

/** AU2: whether the audit is complete. */
export const isComplete = fact((read, id): boolean => {
  const audit = read.row('audit', id)
  return (
    audit !== undefined &&
    isAuditComplete(audit, {
      items: read.referencing('auditItem', 'audit', id),
      findings: read.referencing('finding', 'audit', id),
      declared: declared(read, audit),
      signature: approval(read, id),
    })
  )
})

/** Auditors of an audit who declared their independence, under any of their merged records (ST12). */
export function declared(read: Reader, { id, auditors }: Audit): ReadonlySet<string> {
  const declarants = new Set(
    [...declaredBy(read.statements(id), onWord(read))].map((person) => keptPerson(read, person)),
  )
  return new Set(auditors.filter((person) => declarants.has(keptPerson(read, person))))
}

/** Complete internal audits. */
export const completeInternal = (read: Reader): readonly Audit[] =>
  read.rows('audit').filter((row) => isInternal(row) && isComplete(read, row.id))

/** Values of a field on a day, from the history. Every item of an audit asks for them, so each answer is cached. */
const valuesAt = fact((read, key): readonly string[] => {
  const [recordId, field, day] = key.split('|') as [string, string, string]
  return valuesOn(
    read
      .history(recordId)
      .filter((change) => change.field === field && !change.lost)
      .map((change) => ({ day: dayOf(read, change), before: change.before, after: change.after })),
    day,
  )
})

/** AU3 for one item: true if its auditor assessed their own work. */
export const hasConflict = fact((read, id): boolean => {
  const item = read.row('auditItem', id)
  const audit = item && read.row('audit', item.audit)
  if (!item || !audit || !isInternal(audit) || item.requirement === undefined || item.auditor === undefined)
    return false
  const controls = read.referencing('control', 'reqs', item.requirement)
  const entry = read.row('soaEntry', soaEntryId(item.requirement))
  return (
    itemConflicts(item, audit, {
      controls,
      policies: read.referencing('policy', 'reqs', item.requirement),
      soaEntries: entry ? [entry] : [],
      tests: controls.flatMap((control) => read.referencing('controlTest', 'control', control.id)),
      tasks: controls.flatMap((control) => read.referencing('task', 'links', control.id)),
      risks: read.referencing('risk', 'reqs', item.requirement),
      roles: read.rows('roleAssignment'),
      ownerAt: (recordId, field, day) => valuesAt(read, `${recordId}|${field}|${day}`),
      kept: (person) => keptPerson(read, person),
      onWord: (person) => onWord(read).ofPerson(person),
      today: read.today(),
    }).length > 0
  )
})

/** AU1: coverage of a programme. */
export const coverage = fact((read, id): ProgrammeCoverage | undefined => {
  const programme = read.row('auditProgramme', id)
  return (
    programme &&
    programmeCoverage(programme, requiredSet(programme, isoRequirements, read.rows('soaEntry')), {
      audits: read.rows('audit'),
      items: read.rows('auditItem'),
      isComplete: (audit) => isComplete(read, audit),
      hasConflict: (item) => hasConflict(read, item),
      today: read.today(),
    })
  )
})

/**
 * RE12: checks that fail because a day went by, and that day for each record. A gap is as old as its day, not as the first look
 * that saw it. Undefined where the record no longer says; checks that are not here take the first day found in the kept runs.
 */

import { supplierState } from '../suppliers/supplierState'
import { nextOccurrence } from '../tasks/occurrences'
import { frozenFields } from '../statements/frozen'
import { controlTest, hasUsableEvidence } from './facts/controls'
import { ncFacts } from './facts/improvement'
import { reassessBy, residualAcceptanceEnd } from './facts/risks'
import { judgeable, settings, standing } from './facts/workspace'
import type { Reader } from './reader'

type DueDay = (read: Reader, id: string) => string | undefined

const dueDays: Readonly<Record<string, DueDay>> = {
  '6.1.3-acceptance-expired': residualAcceptanceEnd,
  '6.2-objective-overdue': (read, id) => read.row('objective', id)?.due,
  '8.1-suppliers-reviewed': (read, id) => ((row) => row && supplierState(row, read.today(), { timeZone: settings(read).timeZone, hasUsableEvidence: hasUsableEvidence(read) }).reviewDue)(read.row('supplier', id)),
  '8.1-tasks-overdue': (read, id) => ((row) => row && nextOccurrence(row, read.today())?.date)(read.row('task', id)),
  '8.2-risks-reviewed': (read, id) => ((row) => row && reassessBy(read, row))(read.row('risk', id)),
  '8.3-action-overdue': (read, id) => read.row('treatmentAction', id)?.due,
  '8.3-exception-expired': (read, id) => ((approved) => (typeof approved === 'string' ? approved : read.row('exception', id)?.validUntil))(frozenFields(standing(read, id)?.approval.statement?.frozen)?.['validUntil']),
  'A-control-test-overdue': (read, id) => controlTest(read, id).due,
  '9.2-requests-overdue': (read, id) => read.row('evidenceRequest', id)?.due,
  '9.3-actions-overdue': (read, id) => read.row('decision', id)?.due,
  '10.2-correction-missing': (read, id) => ncFacts(read, id)?.dues.correction,
  '10.2-root-cause-missing': (read, id) => ncFacts(read, id)?.dues.rootCause,
  '10.2-action-overdue': (read, id) => read.row('correctiveAction', id)?.due,
  '10.2-effectiveness-overdue': (read, id) => ncFacts(read, id)?.dues.review,
}

/** The oldest day of what fails; undefined where the check has none. */
export function dueSince(read: Reader, check: string, failing: readonly string[]): string | undefined {
  const dueOf = dueDays[check]
  return dueOf && failing.map((id) => judgeable(() => dueOf(read, id), undefined)).filter((day) => day !== undefined && day <= read.today()).sort()[0]
}

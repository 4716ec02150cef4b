/** What an audit found: its checklist and the tests of its window as observations, its findings with their targets. */

import type { Audit } from '~/lib/records/kinds/audit'
import type { ControlTest } from '~/lib/records/kinds/controlTest'
import { addMonths, isDate } from '~/lib/shared/dates'
import type { JsonObject } from '../../../shared/json'
import { fail, ok, type Result } from '../../../shared/result'
import { controlInPlan } from '../exportComponents'
import type { Draft } from '../oscalDraft'
import { pruned, textProp } from '../oscalParts'
import { dayInstant, lineOr, prose } from '../text'
import { auditPeople, auditProps, reviewedControls } from './assessmentPlan'
import {
  findingPiece,
  isObserved,
  isOfFramework,
  itemObservation,
  observationUuid,
  testObservation,
} from './exportFinding'

/** Fails with `notPerformed` or `nothingReviewed`. */
export function assessmentResultsOf(draft: Draft, audit: Audit): Result<JsonObject> {
  const { state, uuid } = draft
  const start = dayInstant(audit.performedFrom)
  if (start === undefined)
    return fail(
      'notPerformed',
      `${audit.ref} has not begun: set the first day it was performed on, then export its results.`,
    )
  const reviewed = reviewedControls(draft, audit)
  if (!reviewed.ok) return reviewed

  const items = state.rows('auditItem').filter((item) => item.audit === audit.id)
  const seen = items.filter((item) => isObserved(item) && isOfFramework(draft, item.requirement))
  draft.leaveOut('notAssessed', items.filter((item) => !isObserved(item)).length)
  const tests = testsOf(draft, audit)
  const tested = new Set(tests.map((test) => test.control))
  const components = draft.facts.controls
    .filter((control) => tested.has(control.id))
    .map((control) => controlInPlan(draft, control, { withEvidence: false }))

  const raised = state.rows('finding').filter((finding) => finding.audit === audit.id)
  const findings = raised.filter((finding) => !finding.withdrawn && isOfFramework(draft, finding.requirement))
  draft.leaveOut('withdrawnFindings', raised.filter((finding) => finding.withdrawn).length)
  draft.leaveOut(
    'otherFramework',
    raised.filter((finding) => !finding.withdrawn && !isOfFramework(draft, finding.requirement)).length,
  )
  const seenById = new Set(seen.map((item) => item.id))
  const itemOf = (finding: (typeof findings)[number]): readonly string[] => {
    const found =
      finding.item !== undefined && seenById.has(finding.item)
        ? finding.item
        : seen.find((item) => item.requirement === finding.requirement)?.id
    return found === undefined ? [] : [observationUuid(draft, found)]
  }

  const plan = draft.document('assessment-plan', audit.ref, `Plan of ${lineOr(audit.title, audit.ref)}`)
  const result = {
    'uuid': uuid(audit.id, 'result'),
    'title': lineOr(audit.title, audit.ref),
    'description': prose(audit.summary) ?? prose(audit.objectives) ?? lineOr(audit.title, audit.ref),
    start,
    'end': dayInstant(audit.performedTo),
    'props': [
      ...auditProps(audit),
      textProp('objectives', audit.objectives),
      textProp('summary', audit.summary),
      textProp('criteria', audit.criteria),
    ],
    'local-definitions': components.length === 0 ? undefined : { components },
    'reviewed-controls': reviewed.value,
    'observations': [
      ...seen.map((item) => itemObservation(draft, item, start)),
      ...tests.map((test) => testObservation(draft, test, start)),
    ],
    'findings': findings.map((finding) => findingPiece(draft, finding, itemOf(finding))),
  }
  const people = auditPeople(draft, audit)
  return ok(
    pruned({
      'assessment-results': {
        'uuid': uuid('assessment-results', audit.id),
        'metadata': draft.metadata(`${lineOr(audit.title, audit.ref)}: results`, state.today, {
          'responsible-parties': people,
          'props': auditProps(audit),
        }),
        'import-ap': { href: plan },
        'results': [result],
        'back-matter': draft.backMatter(),
      },
    }),
  )
}

/**
 * Tests made in the evidence window (without one: the year up to the last day of the audit), of controls that answer to
 * what was reviewed.
 */
function testsOf(draft: Draft, audit: Audit): readonly ControlTest[] {
  const last = audit.windowTo ?? audit.performedTo ?? draft.state.today
  const first = audit.windowFrom ?? (isDate(last) ? addMonths(last, -12) : last)
  const items = new Set(
    draft.state
      .rows('auditItem')
      .filter((item) => item.audit === audit.id)
      .map((item) => item.requirement),
  )
  const controls = new Set(
    draft.facts.controls
      .filter((control) => control.reqs.some((id) => (items.size === 0 ? isOfFramework(draft, id) : items.has(id))))
      .map((control) => control.id),
  )
  return draft.state
    .rows('controlTest')
    .filter(
      (test) =>
        test.control !== undefined &&
        controls.has(test.control) &&
        test.testedOn !== undefined &&
        first <= test.testedOn &&
        test.testedOn <= last,
    )
}

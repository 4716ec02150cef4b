/** What an audit is going to look at, when and by whom (the plan part of an audit). */

import { requiredSet } from '../../../isms/audit/coverage'
import type { Audit } from '~/lib/records/kinds/audit'
import type { JsonObject } from '../../../shared/json'
import { fail, ok, type Result } from '../../../shared/result'
import type { Draft } from '../oscalDraft'
import { ns } from '../models'
import { prop, pruned, recordProps, type Piece } from '../oscalParts'
import { dayInstant, kebab, lineOr, prose } from '../text'

/** Fails with `nothingReviewed`. */
export function assessmentPlanOf(draft: Draft, audit: Audit): Result<JsonObject> {
  const { framework, uuid } = draft
  const reviewed = reviewedControls(draft, audit)
  if (!reviewed.ok) return reviewed
  const ssp = draft.document('system-security-plan', framework.id, `Security plan by ${framework.title}`)
  const parts = termsOf(audit)
  const tasks = [task(draft, audit)]
  const people = auditPeople(draft, audit)
  return ok(
    pruned({
      'assessment-plan': {
        'uuid': uuid('assessment-plan', audit.id),
        'metadata': draft.metadata(lineOr(audit.title, audit.ref), draft.state.today, {
          'responsible-parties': people,
          'props': auditProps(audit),
        }),
        'import-ssp': { href: ssp },
        'terms-and-conditions': parts.length === 0 ? undefined : { parts },
        'reviewed-controls': reviewed.value,
        'assessment-subjects': [{ 'type': 'component', 'include-all': {} }],
        tasks,
        'back-matter': draft.backMatter(),
      },
    }),
  )
}

export const auditProps = (audit: Audit): readonly Piece[] => [
  ...recordProps(audit),
  prop('audit-type', kebab(audit.type ?? '')),
  prop('audit-status', kebab(audit.status ?? '')),
  prop('conclusion', kebab(audit.conclusion ?? '')),
]

/** Auditors and those audited, as responsible parties of the document. */
export const auditPeople = (draft: Draft, audit: Audit): readonly Piece[] => [
  ...draft.responsible('lead-assessor', 'Lead auditor', audit.leadAuditor),
  ...together(draft, 'assessor', 'Auditor', audit.auditors),
  ...together(draft, 'auditee', 'Auditee', audit.auditees),
]

function together(draft: Draft, role: string, title: string, persons: readonly string[]): readonly Piece[] {
  const parties = persons.map((id) => draft.person(id)).filter((party) => party !== undefined)
  return parties.length === 0 ? [] : [{ 'role-id': draft.role(role, title), 'party-uuids': parties }]
}

/** The checklist; before there is one, what its programme has to look at (AU1). Fails with `nothingReviewed`. */
export function reviewedControls(draft: Draft, audit: Audit): Result<Piece> {
  const items = draft.state
    .rows('auditItem')
    .filter((item) => item.audit === audit.id && item.requirement !== undefined)
    .map((item) => item.requirement!)
  const programme = draft.facts.find('auditProgramme', audit.programme)
  const wanted =
    items.length > 0
      ? items
      : requiredSet({ reqs: programme?.reqs ?? [] }, draft.framework.requirements, draft.state.rows('soaEntry'))
  const known = [...new Set(wanted)].filter((id) => draft.ids.of(id) !== undefined)
  draft.leaveOut('unknownRequirement', new Set(wanted).size - known.length)
  if (known.length === 0)
    return fail(
      'nothingReviewed',
      `The audit looks at no requirement of ${draft.framework.title}. Add checklist items, or choose another framework.`,
    )
  return ok({
    'description': prose(audit.scope),
    'control-selections': [
      {
        'include-controls': known.map((id) => ({
          'control-id': draft.ids.of(id)!,
          'statement-ids': [draft.ids.statement(id)!],
        })),
      },
    ],
  })
}

function termsOf(audit: Audit): readonly Piece[] {
  const part = (name: string, text: string | undefined, own = false): readonly Piece[] =>
    prose(text) === undefined ? [] : [{ name, ns: own ? ns : undefined, prose: prose(text) }]
  return [
    ...part('objectives', audit.objectives, true),
    ...part('assessment-inclusions', audit.scope),
    ...part('criteria', audit.criteria, true),
    ...part('methodology', audit.methods),
  ]
}

function task(draft: Draft, audit: Audit): Piece {
  const [start, end] = [dayInstant(audit.plannedFrom), dayInstant(audit.plannedTo)]
  return {
    'uuid': draft.uuid(audit.id, 'task'),
    'type': 'action',
    'title': lineOr(audit.title, audit.ref),
    'timing':
      start && end
        ? { 'within-date-range': { start, end } }
        : (start ?? end)
          ? { 'on-date': { date: start ?? end } }
          : undefined,
    'responsible-roles': draft.responsible('lead-assessor', 'Lead auditor', audit.leadAuditor),
  }
}

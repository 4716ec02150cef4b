/** Findings and what was seen: the same pieces in assessment results and in the plan of action. */

import { isAssessed } from '~/lib/isms/audit/auditCompleteness'
import type { AuditItem } from '~/lib/records/kinds/auditItem'
import type { ControlTest } from '~/lib/records/kinds/controlTest'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { Finding } from '~/lib/records/kinds/finding'
import type { Draft } from '../oscalDraft'
import { prop, recordProps, textProp, type Piece } from '../oscalParts'
import { dayInstant, kebab, lineOr, prose } from '../text'

const methodOf = {
  interview: 'INTERVIEW',
  document: 'EXAMINE',
  observation: 'EXAMINE',
  sample: 'EXAMINE',
  reperform: 'TEST',
} as const

export const observationUuid = (draft: Draft, id: string): string => draft.uuid(id, 'observation')

/** One checked requirement. `fallback`: the day of the audit where the item has none. */
export function itemObservation(draft: Draft, item: AuditItem, fallback: string): Piece {
  const methods = [...new Set(item.method.map((one) => methodOf[one]))].sort()
  return {
    'uuid': observationUuid(draft, item.id),
    'title': titleOf(draft, item.requirement),
    'description': prose(item.objectiveEvidence) ?? 'No objective evidence is written down.',
    'props': [
      prop('record', 'auditItem'),
      prop('control-id', controlId(draft, item.requirement)),
      prop('result', kebab(item.result ?? 'notAssessed')),
      ...item.method.map((one) => prop('method', one)),
      textProp('question', item.question),
      prop('population', item.population),
      prop('population-size', item.populationSize),
      prop('sample-size', item.sampleSize),
      prop('selection', item.selection),
      textProp('samples', item.samples),
      prop('exceptions-found', item.exceptionsFound),
      undated(item.assessedOn),
    ],
    'methods': methods.length === 0 ? ['UNKNOWN'] : methods,
    'types': ['control-objective'],
    'origins': origins(draft, item.auditor, 'assessor', 'Auditor'),
    'relevant-evidence': relevant(draft, item.evidence),
    'collected': dayInstant(item.assessedOn) ?? fallback,
  }
}

/** OSCAL asks for a day; this one nobody wrote down. */
const undated = (day: string | undefined): Piece =>
  dayInstant(day) === undefined ? prop('collected', 'unknown') : undefined

/** Controls that a piece is about, by their UUID: they need not be in the document. */
export const controlProps = (draft: Draft, ids: readonly string[]): readonly Piece[] =>
  ids
    .map((id) => draft.facts.find('control', id))
    .filter((control) => control !== undefined)
    .map(({ id }) => prop('control', draft.uuid(id)))

export const isObserved = (item: AuditItem): boolean => isAssessed(item)

export const testObservation = (draft: Draft, test: ControlTest, fallback: string): Piece => ({
  'uuid': observationUuid(draft, test.id),
  'title': lineOr(draft.facts.find('control', test.control)?.title, test.ref),
  'description': prose(test.procedure, test.conclusion) ?? lineOr(test.ref, 'Test'),
  'props': [
    ...recordProps(test),
    prop('test-kind', test.testKind),
    prop('result', kebab(test.result ?? '')),
    prop('period-from', test.periodFrom),
    prop('period-to', test.periodTo),
    prop('population', test.population),
    prop('population-size', test.populationSize),
    prop('sample-size', test.sampleSize),
    prop('selection', test.selection),
    prop('exceptions-found', test.exceptionsFound),
    undated(test.testedOn),
  ],
  'methods': ['TEST'],
  'types': ['control-objective'],
  'origins': origins(draft, test.tester, 'assessor', 'Auditor'),
  'subjects': [{ 'subject-uuid': draft.uuid(test.control!), 'type': 'component' }],
  'relevant-evidence': relevant(draft, test.evidence),
  'collected': dayInstant(test.testedOn) ?? fallback,
})

/** Strengths, observations and opportunities leave the requirement fulfilled; only major and minor ones do not. */
export function findingPiece(draft: Draft, finding: Finding, related: readonly string[]): Piece {
  const unmet = finding.grade === 'major' || finding.grade === 'minor'
  return {
    'uuid': draft.uuid(finding.id),
    'title': lineOr(finding.title, finding.ref),
    'description': prose(finding.statement, finding.gap) ?? lineOr(finding.title, finding.ref),
    'props': [
      ...recordProps(finding),
      prop('grade', finding.grade),
      prop('raised-on', finding.raisedOn),
      prop('of-item', itemOf(draft, finding)),
      ...controlProps(draft, finding.controls),
      textProp('statement', finding.statement),
      textProp('objective-evidence', finding.objectiveEvidence),
      textProp('gap', finding.gap),
    ],
    'links': evidenceOf(draft, finding.evidence).map((row) => ({ href: draft.resource(row), rel: 'evidence' })),
    'origins': origins(draft, finding.raisedBy, 'assessor', 'Auditor'),
    'target': {
      'type': 'statement-id',
      'target-id': draft.ids.statement(finding.requirement!)!,
      'title': titleOf(draft, finding.requirement),
      'status': {
        state: unmet ? 'not-satisfied' : 'satisfied',
        reason: unmet ? 'fail' : finding.grade === 'strength' ? 'pass' : 'other',
      },
    },
    'related-observations': related.map((uuid) => ({ 'observation-uuid': uuid })),
  }
}

/** The requirement of the checklist item it was found at, which need not be its own. */
const itemOf = (draft: Draft, finding: Finding): string | undefined =>
  ((item) => (item && item.audit === finding.audit ? controlId(draft, item.requirement) : undefined))(
    draft.facts.find('auditItem', finding.item),
  )

/** A finding stands on a requirement of the framework that the document is about. */
export const isOfFramework = (draft: Draft, requirement: string | undefined): boolean =>
  requirement !== undefined && draft.ids.of(requirement) !== undefined

/** Who said so; the organisation where no person is named. */
export function origins(draft: Draft, person: string | undefined, role: string, title: string): readonly Piece[] {
  const party = draft.person(person)
  return [
    {
      actors: [
        {
          'type': 'party',
          'actor-uuid': party ?? draft.organisation(),
          ...(party !== undefined && { 'role-id': draft.role(role, title) }),
        },
      ],
    },
  ]
}

const evidenceOf = (draft: Draft, ids: readonly string[]): readonly Evidence[] =>
  ids.map((id) => draft.facts.find('evidence', id)).filter((row) => row !== undefined)
const relevant = (draft: Draft, ids: readonly string[]): readonly Piece[] =>
  evidenceOf(draft, ids).map((row) => ({ href: draft.resource(row), description: lineOr(row.title, row.ref) }))
const controlId = (draft: Draft, requirement: string | undefined): string | undefined =>
  requirement === undefined ? undefined : draft.ids.of(requirement)
const titleOf = (draft: Draft, requirement: string | undefined): string | undefined => {
  const found = draft.framework.requirements.find((one) => one.id === requirement)
  return found && lineOr(`${found.code} ${found.title}`, found.code)
}

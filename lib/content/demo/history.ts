/**
 * How the demo's records developed: the data files describe each record today; this file says when it was first written
 * and what was added later, by whom. A risk is scored, scored again under the new matrix and reviewed; a control is
 * planned before it operates; an action is open before it is done. Records not mentioned here were written once.
 */

import { addDays } from '~/lib/shared/dates'
import { templateGrid } from '~/lib/isms/risk/defaultMethod'
import type { Kind } from '~/lib/records/registry'
import { demoId, soaId, type DemoFields, type DemoRecord } from './demoRecord'
import { takenOn } from './demoEvidence'
import { previousMatrixHash } from './organisation'
import { person } from './demoPeople'
import { demoFirstEdition, demoPolicyBody } from './policies'

/** A later change of a record. */
export interface DemoEdit {
  readonly kind: Kind
  readonly id: string
  readonly fields: DemoFields<Kind>
  readonly at: string
  readonly by: string
}

interface Stage<K extends Kind> {
  /** A day means that day's afternoon. */
  readonly on: string
  readonly by?: string | undefined
  readonly fields: DemoFields<K>
}

interface Course<K extends Kind> {
  /** Initial values that differ from today's; `undefined` for fields that were not known yet. */
  readonly first: { readonly [F in keyof DemoFields<K>]?: DemoFields<K>[F] | undefined }
  readonly stages: readonly (Stage<K> | undefined | false)[]
}

type Courses = { readonly [K in Kind]?: (fields: DemoFields<K>, record: DemoRecord<K>) => Course<K> }

/** The named fields of `all`. */
const only = <K extends Kind>(all: DemoFields<K>, ...names: readonly (keyof DemoFields<K>)[]): DemoFields<K> =>
  Object.fromEntries(names.map((name) => [name, all[name]])) as DemoFields<K>
const none = <K extends Kind>(...names: readonly (keyof DemoFields<K>)[]): Course<K>['first'] => Object.fromEntries(names.map((name) => [name, undefined])) as Course<K>['first']
/** Clamped to the four-by-four matrix. */
const atMostFour = (score: number | undefined): number | undefined => (score === undefined ? undefined : Math.min(score, 4))

const courses: Courses = {
  riskMethod: (now) => ({
    first: { likelihood: now.likelihood!.slice(0, 4), impact: now.impact!.slice(0, 4), grid: templateGrid(4, 4) },
    stages: [{ on: '2026-01-12', fields: only<'riskMethod'>(now, 'likelihood', 'impact', 'grid') }],
  }),
  risk: (now, { ref, at }) => {
    const old = now.matrixHash === previousMatrixHash
    return {
      first: {
        assessedOn: at.slice(0, 10), matrixHash: previousMatrixHash, status: 'open', closedReason: undefined,
        inherentL: atMostFour(now.inherentL), inherentI: atMostFour(now.inherentI), currentL: atMostFour(now.inherentL ?? now.currentL), currentI: atMostFour(now.inherentI ?? now.currentI),
        residualL: atMostFour(now.residualL), residualI: atMostFour(now.residualI),
      },
      stages: [
        // Every open risk was scored again once there were five steps, except R-11, which was forgotten.
        !old && { on: '2026-01-20', by: person('IS'), fields: { ...only<'risk'>(now, 'inherentL', 'inherentI', 'residualL', 'residualI', 'matrixHash'), assessedOn: '2026-01-20' } },
        {
          on: now.assessedOn!, by: ref === 'R-30' ? person('EL') : now.owner,
          fields: only<'risk'>(now, 'assessedOn', 'currentL', 'currentI', ...(old ? (['inherentL', 'inherentI', 'residualL', 'residualI'] as const) : []), ...(now.status === 'closed' ? (['status', 'closedReason'] as const) : [])),
        },
      ],
    }
  },
  control: (now) => {
    const degraded = now.status === 'degraded'
    return {
      first: { status: 'planned', implementedOn: undefined },
      stages: [
        now.implementedOn !== undefined && { on: now.implementedOn, by: now.owner, fields: { ...only<'control'>(now, 'implementedOn'), status: degraded ? 'operating' : now.status } },
        degraded && { on: '2026-04-21', by: now.owner, fields: { status: 'degraded' } },
        now.status === 'inProgress' && { on: '2026-05-04', by: now.owner, fields: { status: 'inProgress' } },
      ],
    }
  },
  asset: (now) => (now.status === 'retired' ? { first: { status: 'inUse' }, stages: [{ on: '2025-11-28', by: now.owner, fields: { status: 'retired' } }] } : plain),
  issue: (now) => ({ first: { reviewedOn: '2025-03-06' }, stages: [{ on: '2026-02-02', fields: only<'issue'>(now, 'reviewedOn') }] }),
  interestedParty: (now) => ({ first: { reviewedOn: '2025-03-06' }, stages: [{ on: '2026-02-02', fields: only<'interestedParty'>(now, 'reviewedOn') }] }),
  obligation: (now) => ({ first: { reviewedOn: '2025-04-02' }, stages: [{ on: '2026-01-20', by: person('PV'), fields: only<'obligation'>(now, 'reviewedOn') }] }),
  document: (now) => ({ first: { reviewedOn: '2025-04-15' }, stages: [{ on: '2026-02-02', fields: only<'document'>(now, 'reviewedOn') }] }),
  supplier: (now) => (now.reviewedOn! > '2025-03-27' ? { first: { reviewedOn: '2025-03-27' }, stages: [{ on: now.reviewedOn!, by: now.owner, fields: only<'supplier'>(now, 'reviewedOn') }] } : plain),
  policy: (now, { ref }) => {
    const number = Number(ref.slice(3))
    // The supplier policy is the one whose yearly review was missed.
    if (number === 8) return plain
    return { first: { reattest: undefined, ...demoFirstEdition(number) }, stages: [{ on: '2025-12-08', fields: only<'policy'>(now, 'body', 'effectiveFrom', 'changeSummary', ...(now.reattest ? (['reattest'] as const) : [])) }] }
  },
  competence: (now) => ({
    first: none<'competence'>('actualLevel', 'evidence', 'assessedOn'),
    stages: [{ on: now.assessedOn!, by: person('PP'), fields: only<'competence'>(now, 'actualLevel', 'evidence', 'assessedOn') }],
  }),
  training: (now) => {
    const shown = takenOn(now.evidence![0]!)
    return {
      first: none<'training'>('attended', 'effectiveness', 'evidence'),
      stages: [
        { on: now.heldOn!, by: person('PP'), fields: only<'training'>(now, 'attended', 'effectiveness') },
        { on: shown > now.heldOn! ? shown : now.heldOn!, by: person('PP'), fields: only<'training'>(now, 'evidence') },
      ],
    }
  },
  change: (now) => ({
    first: { status: 'proposed', implementedOn: undefined, outcome: undefined },
    stages: [now.status !== 'proposed' && { on: now.implementedOn ?? '2026-03-23', fields: only<'change'>(now, 'status', ...(now.implementedOn ? (['implementedOn', 'outcome'] as const) : [])) }],
  }),
  treatmentAction: (now) => (now.completedOn
    ? { first: { status: 'inProgress', completedOn: undefined, evidence: undefined }, stages: [{ on: now.completedOn, by: now.responsible, fields: only<'treatmentAction'>(now, 'status', 'completedOn', 'evidence') }] }
    : now.status === 'cancelled'
      ? { first: { status: 'planned', blockedReason: undefined }, stages: [{ on: '2025-11-24', fields: only<'treatmentAction'>(now, 'status', 'blockedReason') }] }
      : plain),
  audit: (now) => (now.performedTo
    ? {
        first: { status: 'planned', ...none<'audit'>('performedFrom', 'performedTo', 'summary', 'conclusion', 'distribution', 'reportedOn') },
        stages: [
          { on: `${now.performedFrom!}T06:30:00.000Z`, by: now.leadAuditor, fields: { status: 'inProgress', performedFrom: now.performedFrom } },
          { on: `${now.performedTo}T15:30:00.000Z`, by: now.leadAuditor, fields: { status: 'reporting', performedTo: now.performedTo } },
          { on: `${now.reportedOn!}T09:00:00.000Z`, by: now.leadAuditor, fields: only<'audit'>(now, 'summary', 'conclusion', 'distribution', 'reportedOn', 'status') },
        ],
      }
    : plain),
  evidenceRequest: (now) => ({
    first: none<'evidenceRequest'>('verdict', 'verdictFor', 'verdictOn', 'verdictReason', 'withdrawn'),
    stages: [
      now.verdictOn !== undefined && { on: `${now.verdictOn}T16:30:00.000Z`, by: person('IA'), fields: only<'evidenceRequest'>(now, 'verdict', 'verdictFor', 'verdictOn', ...(now.verdictReason ? (['verdictReason'] as const) : [])) },
      now.withdrawn && { on: '2026-05-19', by: person('IA'), fields: { withdrawn: true } },
    ],
  }),
  managementReview: (now) => (now.status === 'held'
    ? {
        first: { ...only<'managementReview'>(now, 'title', 'heldOn', 'chair', 'attendees', 'nextOn'), ...none<'managementReview'>('inputA', 'inputB', 'inputC', 'inputD', 'inputE', 'inputF', 'inputG', 'suitable', 'adequate', 'effective', 'conclusion'), status: 'planned' },
        stages: [{ on: `${now.heldOn!}T12:30:00.000Z`, by: person('IS'), fields: only<'managementReview'>(now, 'inputA', 'inputB', 'inputC', 'inputD', ...(now.inputE ? (['inputE'] as const) : []), 'inputF', 'inputG', 'suitable', 'adequate', 'effective', 'conclusion', 'status') }],
      }
    : plain),
  decision: (now) => (now.doneOn ? { first: { status: 'open', doneOn: undefined, outcome: undefined }, stages: [{ on: now.doneOn, by: now.owner, fields: only<'decision'>(now, 'status', 'doneOn', 'outcome') }] } : plain),
  nonconformity: (now) => {
    const analysed = now.rootCause !== undefined
    const noted = now.effectivenessDue === undefined || now.effectivenessDue > '2026-06-01' ? '2026-05-26' : addDays(now.effectivenessDue, -1)
    return {
      first: none<'nonconformity'>('correction', 'correctedOn', 'rootCause', 'causeMethod', 'similar', 'similarNote', 'effectivenessCriteria', 'effectivenessDue', 'effectivenessNote', 'riskUpdate'),
      stages: [
        { on: now.correctedOn!, by: now.owner, fields: only<'nonconformity'>(now, 'correction', 'correctedOn', ...(analysed ? [] : (['similar'] as const))) },
        analysed && { on: addDays(now.detectedOn!, 18), by: now.owner, fields: only<'nonconformity'>(now, 'rootCause', 'causeMethod', 'similar', 'similarNote', 'effectivenessCriteria', 'effectivenessDue', ...(now.riskUpdate ? (['riskUpdate'] as const) : [])) },
        now.effectivenessNote !== undefined && { on: noted, by: now.owner, fields: only<'nonconformity'>(now, 'effectivenessNote') },
      ],
    }
  },
  correctiveAction: (now) => (now.completedOn ? { first: { status: 'inProgress', completedOn: undefined, evidence: undefined }, stages: [{ on: now.completedOn, by: now.responsible, fields: only<'correctiveAction'>(now, 'status', 'completedOn', 'evidence') }] } : plain),
  improvement: (now) => ({
    first: { status: 'proposed', doneOn: undefined, realised: undefined },
    stages: [now.doneOn ? { on: now.doneOn, by: now.owner, fields: only<'improvement'>(now, 'status', 'doneOn', 'realised') } : { on: '2026-01-12', by: now.owner, fields: only<'improvement'>(now, 'status') }],
  }),
  incident: (now) => ({
    first: { status: 'reported', isIncident: undefined, lessons: undefined, resolvedAt: undefined, timeline: { [now.detectedAt!]: 'Reported' } },
    stages: [{ on: now.resolvedAt!, by: now.owner, fields: only<'incident'>(now, 'isIncident', 'resolvedAt', 'timeline', 'status', ...(now.lessons ? (['lessons'] as const) : [])) }],
  }),
  task: (now) => {
    const days = Object.keys(now.done ?? {}).sort()
    const doneUpTo = (day: string): NonNullable<typeof now.done> => Object.fromEntries(days.filter((one) => one <= day).map((one) => [one, now.done![one]!]))
    return {
      first: { done: undefined, skipped: undefined, status: 'open' },
      stages: [
        ...days.map((day): Stage<'task'> => ({ on: day, by: now.assignee, fields: { done: doneUpTo(day) } })),
        now.skipped !== undefined && { on: '2026-05-26', by: now.assignee, fields: only<'task'>(now, 'skipped') },
        now.status === 'closed' && { on: '2025-12-08', fields: { status: 'closed' } },
      ],
    }
  },
}

const plain = { first: {}, stages: [] }

export interface Told {
  readonly record: DemoRecord
  readonly edits: readonly DemoEdit[]
}

/** The record as first written, and its later changes in chronological order. */
export function asItHappened<K extends Kind>(record: DemoRecord<K>): Told {
  const course = courses[record.kind] as ((fields: DemoFields<K>, record: DemoRecord<K>) => Course<K>) | undefined
  if (!course) return { record: record as DemoRecord, edits: [] }
  const { first, stages } = course(record.fields, record)
  const began = Object.fromEntries(Object.entries({ ...record.fields, ...first }).filter(([, value]) => value !== undefined)) as DemoFields<K>
  const edits = stages.filter((stage) => stage !== undefined && stage !== false)
    .map(({ on, by, fields }): DemoEdit => ({ kind: record.kind, id: record.id, fields: fields as DemoFields<Kind>, at: later(instantOf(on), record.at), by: by ?? person('IS') }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return { record: { ...record, fields: began } as DemoRecord, edits }
}

const instantOf = (on: string): string => (on.length === 10 ? `${on}T14:00:00.000Z` : on)
/** Ensures that no change comes before the creation. */
const later = (at: string, made: string): string => (at > made ? at : new Date(Date.parse(made) + 60_000).toISOString())

const edit = <K extends Kind>(kind: K, id: string, at: string, by: string, fields: DemoFields<K>): DemoEdit => ({ kind, id, at, by: person(by), fields: fields as DemoFields<Kind> })

/** Changes that are gaps today: a draft of the top policy, three rows of the statement edited after its version 3. */
export const lateEdits = (): readonly DemoEdit[] => [
  edit('policy', demoId('PO-1'), '2026-04-17T09:10:00.000Z', 'IS', { body: demoPolicyBody(1).replace('Objectives are set each year', 'Objectives are set each January') }),
  edit('soaEntry', soaId('A.5.22'), '2026-04-21T10:55:00.000Z', 'FL', { justification: 'Reports of two critical suppliers came late in the first quarter.' }),
  edit('soaEntry', soaId('A.8.12'), '2026-05-19T10:20:00.000Z', 'IS', { justification: 'Needed for driver data; means are decided by 12 June 2026.' }),
  edit('soaEntry', soaId('A.8.16'), '2026-05-12T08:00:00.000Z', 'SE', { justification: 'Alerting on bulk reads of location history was added.' }),
]

/**
 * A risk with its levels, treatment and acceptances; a nonconformity as the weakness it is, with its corrective
 * actions.
 */

import type { NcState } from '~/lib/isms/improvement/ncState'
import type { CorrectiveAction } from '~/lib/records/kinds/correctiveAction'
import type { Risk } from '~/lib/records/kinds/risk'
import type { TreatmentAction } from '~/lib/records/kinds/treatmentAction'
import { isLevel, type Stage } from '~/lib/isms/risk/level'
import { isOpenAction, type RiskState } from '~/lib/isms/risk/riskState'
import { assetComponent } from '../exportComponents'
import type { Draft } from '../oscalDraft'
import { ns } from '../models'
import type { NcInWork, RiskStanding } from '../oscalState'
import { prop, recordProps, textProp, type Piece } from '../oscalParts'
import { dayInstant, kebab, lineOr, prose } from '../text'
import { controlProps, origins } from './exportFinding'

const statusOf: Readonly<Record<RiskState, string>> = {
  closed: 'closed',
  accepted: 'deviation-approved',
  treating: 'remediating',
  treatingAccepted: 'remediating',
  overdue: 'remediating',
  treated: 'open',
  within: 'open',
  untreated: 'open',
  unassessed: 'open',
}
const statusOfNc: Readonly<Record<NcState, string>> = {
  withdrawn: 'closed',
  closed: 'closed',
  awaitingReview: 'remediating',
  acting: 'remediating',
  ineffective: 'open',
  analysed: 'investigating',
  corrected: 'investigating',
  open: 'open',
}
/** Words of OSCAL for a response. */
const responseOf = { modify: 'mitigate', retain: 'accept', avoid: 'avoid', share: 'share' } as const

export function riskPiece(draft: Draft, row: Risk, standing: RiskStanding): Piece {
  const { state, levels, actions } = standing
  const open = actions.filter(isOpenAction)
  const assets = row.assets.map((id) => draft.facts.find('asset', id)).filter((asset) => asset !== undefined)
  return {
    'uuid': draft.uuid(row.id),
    'title': lineOr(row.title, row.ref),
    'description': prose(row.event) ?? lineOr(row.title, row.ref),
    'statement': prose(row.consequence) ?? 'No consequence is written down.',
    'props': [
      ...recordProps(row),
      prop('state', kebab(state)),
      prop('option', row.option),
      ...row.properties.map((one) => prop('property', one)),
      ...row.processes.map((one) => prop('process', one)),
      prop('fraud', row.fraud),
      prop('assessed-on', row.assessedOn),
      prop('matrix', row.matrixHash),
      textProp('cause', row.cause),
      textProp('rationale', row.rationale),
      textProp('closed-reason', row.closedReason),
      prop('owner', draft.person(row.owner)),
      ...row.reqs.map((id) => prop('control-id', draft.ids.of(id))),
      // Information is no component, so there is nothing in the document that a link could lead to.
      ...assets
        .filter((asset) => assetComponent(draft, asset) === undefined)
        .map((asset) => prop('affected-asset', draft.uuid(asset.id))),
    ],
    'links': assets
      .filter((asset) => assetComponent(draft, asset) !== undefined)
      .map((asset) => ({
        href: `#${draft.uuid(asset.id)}`,
        rel: 'affected-asset',
        text: lineOr(asset.name, asset.ref),
      })),
    'status': statusOf[state],
    'origins': origins(draft, row.owner, 'risk-owner', 'Risk owner'),
    'characterizations': [
      characterization(draft, row, 'inherent', levels.inherent, undefined),
      characterization(draft, row, 'current', levels.current, 'initial'),
      characterization(draft, row, 'residual', levels.residual, 'adjusted'),
    ],
    'mitigating-factors': row.controls
      .map((id) => draft.facts.controls.find((control) => control.id === id))
      .filter((control) => control !== undefined)
      .map((control) => ({
        uuid: draft.uuid(row.id, control!.id),
        description: lineOr(control!.title, control!.ref),
        subjects: [{ 'subject-uuid': draft.uuid(control!.id), 'type': 'component' }],
      })),
    'deadline': dayInstant(
      open
        .map((action) => action.due)
        .filter((due) => due !== undefined)
        .sort()
        .at(-1),
    ),
    'remediations': [
      treatment(draft, row, standing),
      ...standing.acceptances.map((acceptance) => acceptancePiece(draft, acceptance)),
    ],
  }
}

/**
 * Scores of a stage as facets. OSCAL knows a state before and one after treatment: the current level, and the expected
 * residual.
 */
function characterization(
  draft: Draft,
  row: Risk,
  stage: 'inherent' | 'current' | 'residual',
  { l, i, level }: Stage,
  state: 'initial' | 'adjusted' | undefined,
): Piece {
  if (l === undefined && i === undefined) return undefined
  const { likelihood, impact, levels } = draft.facts.method
  const facet = (name: string, value: number | undefined, label: string | undefined): Piece =>
    value === undefined
      ? undefined
      : {
          name,
          system: ns,
          value: String(value),
          props: [state && { name: 'state', value: state }, prop('label', label)],
        }
  return {
    props: [prop('stage', stage)],
    origin: origins(draft, row.assessedBy ?? row.owner, 'risk-assessor', 'Assessor of the risk')[0],
    facets: [
      facet('likelihood', l, l === undefined ? undefined : likelihood[l - 1]?.label),
      facet('impact', i, i === undefined ? undefined : impact[i - 1]?.label),
      facet('risk-level', isLevel(level) ? level : undefined, isLevel(level) ? levels[level - 1]?.label : undefined),
    ],
  }
}

function treatment(draft: Draft, row: Risk, { actions }: RiskStanding): Piece {
  const counted = actions.filter((action) => action.status !== 'cancelled')
  if (row.option === undefined && actions.length === 0) return undefined
  const finished = counted.length > 0 && !counted.some(isOpenAction)
  return {
    uuid: draft.uuid(row.id, 'treatment'),
    lifecycle: finished ? 'completed' : 'planned',
    title: row.option === undefined ? 'Treatment' : `Treatment: ${row.option}`,
    description: prose(row.optionReason) ?? 'No reason is written down.',
    props: [row.option && { name: 'type', value: responseOf[row.option] }, prop('record', 'treatment')],
    tasks: actions.map((action) => taskOf(draft, action, row.id)),
  }
}

/** An acceptance is a signature here; elsewhere it is news of one. */
const acceptancePiece = (draft: Draft, { row, facts }: RiskStanding['acceptances'][number]): Piece => ({
  uuid: draft.uuid(row.id),
  lifecycle: facts.state === 'valid' ? 'completed' : 'planned',
  title: `Acceptance of the ${row.type === 'interim' ? 'current' : 'residual'} level`,
  description: prose(row.justification) ?? 'No reason is written down.',
  props: [
    { name: 'type', value: 'accept' },
    ...recordProps(row),
    prop('state', facts.state),
    prop('valid-until', row.validUntil),
    prop('level', row.frozenLevel),
  ],
})

/**
 * An action of several risks stands with each of them; a UUID stands for one piece, so all but the first say whose copy
 * they are.
 */
function taskOf(draft: Draft, action: TreatmentAction | CorrectiveAction, parent: string): Piece {
  const first = draft.firstTime(action.id)
  const [start, due] = ['start' in action ? dayInstant(action.start) : undefined, dayInstant(action.due)]
  const inRange = start !== undefined && due !== undefined && start <= due
  return {
    'uuid': first ? draft.uuid(action.id) : draft.uuid(action.id, parent),
    'type': 'action',
    'title': lineOr(action.title, action.ref),
    'description': prose(action.description),
    'props': [
      ...recordProps(action),
      prop('status', kebab(action.status ?? 'planned')),
      prop('completed-on', action.completedOn),
      ...('round' in action ? [prop('round', action.round)] : []),
      first ? undefined : prop('same-as', draft.uuid(action.id)),
      ...controlProps(draft, action.controls),
      inRange ? undefined : prop('start', 'start' in action ? action.start : undefined),
    ],
    'timing': inRange ? { 'within-date-range': { start, end: due } } : due ? { 'on-date': { date: due } } : undefined,
    'responsible-roles': draft.responsible('action-owner', 'Responsible for the action', action.responsible),
  }
}

export function ncRisk(draft: Draft, { row, state, actions }: NcInWork): Piece {
  const open = actions.filter((action) => action.status !== 'done' && action.status !== 'cancelled')
  return {
    uuid: draft.uuid(row.id),
    title: lineOr(row.title, row.ref),
    description: prose(row.statement) ?? lineOr(row.title, row.ref),
    statement: prose(row.consequences) ?? 'No consequence is written down.',
    props: [
      ...recordProps(row),
      prop('grade', row.grade),
      prop('state', kebab(state)),
      prop('source', kebab(row.source ?? '')),
      prop('detected-on', row.detectedOn),
      prop('control-id', row.requirement === undefined ? undefined : draft.ids.of(row.requirement)),
      textProp('correction', row.correction),
      prop('corrected-on', row.correctedOn),
      textProp('root-cause', row.rootCause),
      prop('cause-method', kebab(row.causeMethod ?? '')),
      prop('similar', kebab(row.similar ?? '')),
      textProp('effectiveness-criteria', row.effectivenessCriteria),
      prop('effectiveness-due', row.effectivenessDue),
      prop('owner', draft.person(row.owner)),
    ],
    status: statusOfNc[state],
    origins: origins(draft, row.owner, 'nonconformity-owner', 'Owner of the nonconformity'),
    deadline: dayInstant(
      open
        .map((action) => action.due)
        .filter((due) => due !== undefined)
        .sort()
        .at(-1),
    ),
    remediations:
      actions.length === 0
        ? []
        : [
            {
              uuid: draft.uuid(row.id, 'actions'),
              lifecycle: open.length === 0 ? 'completed' : 'planned',
              title: 'Corrective action',
              description: prose(row.rootCause) ?? 'The root cause is not written down yet.',
              props: [{ name: 'type', value: 'mitigate' }],
              tasks: actions.map((action) => taskOf(draft, action, row.id)),
            },
          ],
  }
}

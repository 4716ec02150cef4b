/**
 * A plan of action and milestones as risks with their treatment, findings, and nonconformities with their corrective
 * actions.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { nonconformityIdOfFinding } from '~/lib/records/derivedIds'
import type { JsonObject } from '../../../shared/json'
import { ns } from '../models'
import { addComponent, uuidOf } from './importComponents'
import {
  dayOf,
  objectIn,
  objectsIn,
  ownFlag,
  ownNumber,
  ownProp,
  ownProps,
  saidIn,
  textIn,
  wordOf,
  type Placed,
} from './importPieces'
import type { Reader } from './oscalReader'
import { actorOf, addFinding, controlsNamed } from './readResults'

export function readPlanOfAction(reader: Reader): void {
  const { root, at } = reader
  const observations = new Map(
    objectsIn(root, 'observations', at).map(({ piece }) => [uuidOf(piece).toLowerCase(), piece]),
  )
  const risks = objectsIn(root, 'risks', at)
  const byUuid = new Map(risks.map((placed) => [uuidOf(placed.piece).toLowerCase(), placed]))
  for (const placed of objectsIn(objectIn(root, 'local-definitions'), 'components', `${at}/local-definitions`))
    addComponent(reader, placed)
  for (const placed of objectsIn(root, 'findings', at)) readFinding(reader, placed, observations)
  for (const placed of risks) if (ownProp(placed.piece, 'record') !== 'nonconformity') readRisk(reader, placed)
  for (const placed of objectsIn(root, 'poam-items', at)) readItem(reader, placed, byUuid)
}

/** Of an audit of ours, found by its finding; a finding of others belongs to no audit here. */
function readFinding(reader: Reader, placed: Placed, observations: ReadonlyMap<string, JsonObject>): void {
  const known = reader.idOf(uuidOf(placed.piece))
  const audit =
    known === undefined
      ? undefined
      : (reader.recordOf(known) as unknown as { readonly audit?: string } | undefined)?.audit
  addFinding(reader, placed, audit, observations)
}

function readRisk(reader: Reader, { piece, at }: Placed): void {
  const status = textIn(piece, 'status')
  const scores = scoresOf(piece)
  const scored = scores.currentL !== undefined
  const option = wordOf('risk', 'option', ownProp(piece, 'option')) ?? optionOf(piece)
  const treatment = objectsIn(piece, 'remediations', at)
    .map(({ piece: one }) => one)
    .find((one) => ownProp(one, 'record') !== 'riskAcceptance')
  const controls = objectsIn(piece, 'mitigating-factors', at)
    .flatMap(({ piece: factor }) => objectsIn(factor, 'subjects', ''))
    .map(({ piece: subject }) => reader.idOf(textIn(subject, 'subject-uuid')))
    .filter((id): id is string => id?.startsWith('c_') === true)
  const links = objectsIn(piece, 'links', at)
    .filter(({ piece: link }) => link.rel === 'affected-asset')
    .map(({ piece: link }) => textIn(link, 'href')?.slice(1))
  const assets = [...links, ...ownProps(piece, 'affected-asset')]
    .map((uuid) => reader.idOf(uuid))
    .filter((id): id is string => id?.startsWith('as_') === true)
  const id = reader.add('risk', uuidOf(piece), at, {
    title: textIn(piece, 'title'),
    event: saidIn(piece),
    consequence: saidIn(piece, 'statement'),
    cause: ownProp(piece, 'cause'),
    rationale: ownProp(piece, 'rationale'),
    ...scores,
    matrixHash: scored ? (ownProp(piece, 'matrix') ?? reader.around.matrixHash) : undefined,
    assessedOn: ownProp(piece, 'assessed-on'),
    properties: ownProps(piece, 'property').filter((word) => wordOf('risk', 'properties', word) !== undefined),
    processes: [...ownProps(piece, 'process')],
    fraud: ownFlag(piece, 'fraud'),
    option,
    optionReason: treatment && saidIn(treatment),
    status: status === 'closed' ? 'closed' : 'open',
    closedReason: ownProp(piece, 'closed-reason'),
    owner: reader.person(ownProp(piece, 'owner')) ?? actorOf(reader, piece),
    controls,
    assets,
    reqs: ownProps(piece, 'control-id')
      .map((one) => reader.requirement(one, at))
      .filter((one) => one !== undefined),
  })
  if (id === undefined) return
  for (const { piece: response, at: place } of objectsIn(piece, 'remediations', at)) {
    if (ownProp(response, 'record') === 'riskAcceptance')
      reader.note('signature', place, ownProp(response, 'ref') ?? '')
    for (const placed of objectsIn(response, 'tasks', place))
      readAction(reader, placed, 'treatmentAction', { risks: [id] })
  }
  if (
    status === 'deviation-approved' &&
    objectsIn(piece, 'remediations', at).every(({ piece: one }) => ownProp(one, 'record') !== 'riskAcceptance')
  )
    reader.note('signature', at, textIn(piece, 'title') ?? '')
}

const optionOf = (piece: JsonObject): string | undefined => {
  const types = objectsIn(piece, 'remediations', '')
    .flatMap(({ piece: one }) => objectsIn(one, 'props', ''))
    .filter(({ piece: prop }) => prop.name === 'type')
    .map(({ piece: prop }) => textIn(prop, 'value') ?? '')
  return (
    { mitigate: 'modify', accept: 'retain', avoid: 'avoid', share: 'share', transfer: 'share' } as Readonly<
      Record<string, string>
    >
  )[types[0] ?? '']
}

/** Scores of ours alone: other scales say nothing on the scales of this method. */
function scoresOf(piece: JsonObject): Readonly<Record<string, number | undefined>> {
  const scores: Record<string, number | undefined> = {}
  for (const { piece: one } of objectsIn(piece, 'characterizations', '')) {
    const stage = ownProp(one, 'stage')
    if (stage !== 'inherent' && stage !== 'current' && stage !== 'residual') continue
    for (const { piece: facet } of objectsIn(one, 'facets', '')) {
      const value = Number(textIn(facet, 'value'))
      if (facet.system === ns && Number.isInteger(value) && (facet.name === 'likelihood' || facet.name === 'impact'))
        scores[`${stage}${facet.name === 'likelihood' ? 'L' : 'I'}`] = value
    }
  }
  return scores
}

/** An item about a risk alone is that risk; anything else is a nonconformity. */
function readItem(reader: Reader, { piece, at }: Placed, risks: ReadonlyMap<string, Placed>): void {
  if (ownProp(piece, 'record') === 'risk') return
  const related = objectsIn(piece, 'related-risks', at)
    .map(({ piece: one }) => risks.get((textIn(one, 'risk-uuid') ?? '').toLowerCase()))
    .filter((one) => one !== undefined)
  const findings = objectsIn(piece, 'related-findings', at)
    .map(({ piece: one }) => reader.idOf(textIn(one, 'finding-uuid')))
    .filter((id) => id !== undefined)
  const own = related.find(({ piece: risk }) => ownProp(risk, 'record') === 'nonconformity')
  if (!own && related.length > 0 && findings.length === 0) return
  const facts = own?.piece ?? piece
  const [finding] = findings
  const requirement = ownProp(facts, 'control-id')
  const id = reader.add(
    'nonconformity',
    own ? uuidOf(own.piece) : uuidOf(piece) || `${at}`,
    own?.at ?? at,
    {
      title: textIn(piece, 'title'),
      statement: saidIn(piece),
      source:
        wordOf('nonconformity', 'source', ownProp(facts, 'source')) ?? (finding === undefined ? 'external' : 'audit'),
      finding,
      grade: wordOf('nonconformity', 'grade', ownProp(facts, 'grade')) ?? 'minor',
      requirement: requirement === undefined ? requirementOf(reader, finding) : reader.requirement(requirement, at),
      detectedOn: ownProp(facts, 'detected-on'),
      owner: reader.person(ownProp(facts, 'owner')) ?? actorOf(reader, piece),
      consequences: own && saidIn(own.piece, 'statement'),
      correction: ownProp(facts, 'correction'),
      correctedOn: ownProp(facts, 'corrected-on'),
      rootCause: ownProp(facts, 'root-cause'),
      causeMethod: wordOf('nonconformity', 'causeMethod', ownProp(facts, 'cause-method')),
      similar: wordOf('nonconformity', 'similar', ownProp(facts, 'similar')),
      effectivenessCriteria: ownProp(facts, 'effectiveness-criteria'),
      effectivenessDue: ownProp(facts, 'effectiveness-due'),
    },
    finding === undefined ? undefined : nonconformityIdOfFinding(finding),
  )
  if (id === undefined || !own) return
  for (const { piece: response, at: place } of objectsIn(own.piece, 'remediations', own.at)) {
    for (const placed of objectsIn(response, 'tasks', place))
      readAction(reader, placed, 'correctiveAction', { nonconformity: id })
  }
}

const requirementOf = (reader: Reader, finding: string | undefined): string | undefined => {
  const row =
    finding === undefined ? undefined : (reader.drafted(finding)?.fields ?? fieldValues(reader.recordOf(finding)))
  return typeof row?.requirement === 'string' ? row.requirement : undefined
}

function readAction(
  reader: Reader,
  { piece, at }: Placed,
  kind: 'treatmentAction' | 'correctiveAction',
  link: { readonly risks?: string[]; readonly nonconformity?: string },
): void {
  const timing = objectIn(piece, 'timing')
  const range = objectIn(timing, 'within-date-range')
  const due = dayOf(textIn(range, 'end')) ?? dayOf(textIn(objectIn(timing, 'on-date'), 'date'))
  reader.add(kind, ownProp(piece, 'same-as') ?? uuidOf(piece), at, {
    title: textIn(piece, 'title'),
    description: textIn(piece, 'description'),
    due,
    ...(kind === 'treatmentAction'
      ? { start: dayOf(textIn(range, 'start')) ?? ownProp(piece, 'start') }
      : { round: ownNumber(piece, 'round') }),
    status: wordOf(kind, 'status', ownProp(piece, 'status')) ?? 'planned',
    completedOn: ownProp(piece, 'completed-on'),
    responsible: reader.responsible(piece),
    controls: controlsNamed(reader, piece),
    ...link,
  })
  for (const inner of objectsIn(piece, 'tasks', at)) readAction(reader, inner, kind, link)
}

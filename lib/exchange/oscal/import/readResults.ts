/**
 * Assessment results as an audit with its checklist and findings. Tests of controls and evidence stay with who signed
 * and holds them.
 */

import { auditItemId } from '~/lib/records/derivedIds'
import type { JsonObject } from '../../../shared/json'
import { prose } from '../text'
import { uuidOf } from './importComponents'
import {
  dayOf,
  objectIn,
  objectsIn,
  ownNumber,
  ownProp,
  ownProps,
  saidIn,
  textIn,
  textsIn,
  wordOf,
  type Placed,
} from './importPieces'
import type { Reader } from './oscalReader'

export function readResults(reader: Reader): void {
  for (const placed of objectsIn(reader.root, 'results', reader.at)) readResult(reader, placed)
}

function readResult(reader: Reader, { piece, at }: Placed): void {
  const audit = auditOf(reader, { piece, at })
  if (audit === undefined) return
  const observations = objectsIn(piece, 'observations', at)
  const byUuid = new Map(observations.map((placed) => [uuidOf(placed.piece).toLowerCase(), placed.piece]))
  for (const placed of observations) readObservation(reader, audit, placed)
  for (const placed of objectsIn(piece, 'findings', at)) addFinding(reader, placed, audit, byUuid)
  for (const { at: place, piece: risk } of objectsIn(piece, 'risks', at))
    reader.note('notRead', place, textIn(risk, 'title') ?? 'risk')
}

/** A result is an audit: that of ours it was written from, or one made of it. */
function auditOf(reader: Reader, { piece, at }: Placed): string | undefined {
  const end = dayOf(textIn(piece, 'end'))
  const people = objectsIn(objectIn(reader.root, 'metadata'), 'responsible-parties', '').map(({ piece: one }) => one)
  const persons = (role: string): readonly string[] =>
    people
      .filter((one) => one['role-id'] === role)
      .flatMap((one) => textsIn(one, 'party-uuids'))
      .map((party) => reader.person(party))
      .filter((id) => id !== undefined)
  return reader.add('audit', uuidOf(piece), at, {
    title: textIn(piece, 'title'),
    type: wordOf('audit', 'type', ownProp(piece, 'audit-type')),
    status:
      wordOf('audit', 'status', ownProp(piece, 'audit-status')) ?? (end === undefined ? 'inProgress' : 'completed'),
    conclusion: wordOf('audit', 'conclusion', ownProp(piece, 'conclusion')),
    scope: textIn(objectIn(piece, 'reviewed-controls'), 'description'),
    objectives: ownProp(piece, 'objectives'),
    criteria: ownProp(piece, 'criteria'),
    summary: ownProp(piece, 'record') === 'audit' ? ownProp(piece, 'summary') : textIn(piece, 'description'),
    performedFrom: dayOf(textIn(piece, 'start')),
    performedTo: end,
    leadAuditor: persons('lead-assessor')[0],
    auditors: [...persons('assessor')],
    auditees: [...persons('auditee')],
  })
}

function readObservation(reader: Reader, audit: string, { piece, at }: Placed): void {
  const record = ownProp(piece, 'record')
  if (record === 'controlTest') reader.note('signature', at, ownProp(piece, 'ref') ?? '')
  if (record !== 'auditItem') return
  const requirement = reader.requirement(ownProp(piece, 'control-id'), at)
  if (requirement === undefined) return
  reader.add(
    'auditItem',
    uuidOf(piece),
    at,
    {
      audit,
      requirement,
      result: wordOf('auditItem', 'result', ownProp(piece, 'result')),
      objectiveEvidence: saidIn(piece),
      question: ownProp(piece, 'question'),
      method: [...ownProps(piece, 'method')],
      population: ownProp(piece, 'population'),
      populationSize: ownNumber(piece, 'population-size'),
      sampleSize: ownNumber(piece, 'sample-size'),
      selection: wordOf('auditItem', 'selection', ownProp(piece, 'selection')),
      samples: ownProp(piece, 'samples'),
      exceptionsFound: ownNumber(piece, 'exceptions-found'),
      auditor: actorOf(reader, piece),
      assessedOn: collectedOn(piece),
      evidence: evidenceHere(reader, piece, at),
    },
    auditItemId(audit, requirement),
  )
}

/**
 * A finding with what was seen for it. Without a grade of ours, what is not satisfied is a minor one until somebody
 * says otherwise.
 */
export function addFinding(
  reader: Reader,
  { piece, at }: Placed,
  audit: string | undefined,
  observations: ReadonlyMap<string, JsonObject>,
): string | undefined {
  const target = objectIn(piece, 'target')
  const requirement = reader.target(textIn(target, 'target-id') ?? '', `${at}/target/target-id`)
  const satisfied = textIn(objectIn(target, 'status'), 'state') === 'satisfied'
  const related = objectsIn(piece, 'related-observations', at)
    .map(({ piece: one }) => observations.get((textIn(one, 'observation-uuid') ?? '').toLowerCase()))
    .filter((one) => one !== undefined)
  const ours = ownProp(piece, 'grade') !== undefined
  const seen = prose(...related.map((one) => textIn(one, 'description')))
  const item = audit === undefined ? undefined : itemHere(reader, audit, ownProp(piece, 'of-item'), requirement)
  return reader.add('finding', uuidOf(piece), at, {
    audit,
    requirement,
    item,
    grade: wordOf('finding', 'grade', ownProp(piece, 'grade')) ?? (satisfied ? 'observation' : 'minor'),
    title: textIn(piece, 'title'),
    statement: ours ? ownProp(piece, 'statement') : textIn(piece, 'description'),
    objectiveEvidence: ours ? ownProp(piece, 'objective-evidence') : seen,
    gap: ours
      ? ownProp(piece, 'gap')
      : satisfied
        ? undefined
        : (textIn(objectIn(target, 'status'), 'remarks') ?? textIn(piece, 'description')),
    raisedOn: ours ? ownProp(piece, 'raised-on') : related.map(collectedOn).find((day) => day !== undefined),
    raisedBy: actorOf(reader, piece),
    evidence: evidenceLinks(reader, piece, at),
    controls: controlsNamed(reader, piece),
  })
}

/** Controls that a piece of ours is about, as far as they are here or in the file. */
export const controlsNamed = (reader: Reader, piece: JsonObject): string[] =>
  ownProps(piece, 'control')
    .map((uuid) => reader.idOf(uuid))
    .filter((id): id is string => id?.startsWith('c_') === true)

/** The day it was seen; a day that only filled a place says nothing. */
const collectedOn = (observation: JsonObject): string | undefined =>
  ownProp(observation, 'collected') === 'unknown' ? undefined : dayOf(textIn(observation, 'collected'))

/**
 * The checklist item a finding was made at, where it is drafted or here. Earlier documents said `true` for the one of
 * its own requirement.
 */
function itemHere(
  reader: Reader,
  audit: string,
  named: string | undefined,
  requirement: string | undefined,
): string | undefined {
  const at = named === undefined ? undefined : named === 'true' ? requirement : reader.known(named)
  const id = at === undefined ? undefined : auditItemId(audit, at)
  return id !== undefined && (reader.drafted(id) ?? reader.recordOf(id)) !== undefined ? id : undefined
}

export const actorOf = (reader: Reader, piece: JsonObject): string | undefined =>
  objectsIn(piece, 'origins', '')
    .flatMap(({ piece: origin }) => objectsIn(origin, 'actors', ''))
    .map(({ piece: actor }) => (actor.type === 'party' ? reader.person(textIn(actor, 'actor-uuid')) : undefined))
    .find((id) => id !== undefined)

const evidenceHere = (reader: Reader, piece: JsonObject, at: string): string[] =>
  found(
    reader,
    objectsIn(piece, 'relevant-evidence', at).map(({ piece: one, at: place }) => ({
      href: textIn(one, 'href'),
      place,
    })),
  )
const evidenceLinks = (reader: Reader, piece: JsonObject, at: string): string[] =>
  found(
    reader,
    objectsIn(piece, 'links', at)
      .filter(({ piece: one }) => one.rel === 'evidence')
      .map(({ piece: one, at: place }) => ({ href: textIn(one, 'href'), place })),
  )

/** A file names evidence by hash and place; its bytes come with an evidence pack, never from here. */
function found(
  reader: Reader,
  links: readonly { readonly href: string | undefined; readonly place: string }[],
): string[] {
  const ids: string[] = []
  for (const { href, place } of links) {
    const id = href?.startsWith('#') ? reader.idOf(href.slice(1)) : undefined
    if (id?.startsWith('ev_')) ids.push(id)
    else reader.note('evidenceHere', place, href ?? '')
  }
  return ids
}

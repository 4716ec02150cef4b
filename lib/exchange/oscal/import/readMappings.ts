/** Mappings as crosswalk records, where both catalogues are here. */

import type { CrosswalkPair } from '~/lib/content/crosswalk/crosswalkPair'
import { inverse, type Relation } from '~/lib/content/crosswalk/relation'
import { shippedPairs } from '~/lib/content/crosswalk/shipped'
import { crosswalkId } from '~/lib/records/derivedIds'
import { byName } from '../../../shared/byName'
import type { JsonObject } from '../../../shared/json'
import { controlIdsOf, type ControlIds } from '../controlIds'
import { ns } from '../models'
import { line } from '../text'
import { uuidOf } from './importComponents'
import { objectIn, objectsIn, ownProp, textIn, textsIn, wordOf, type Placed } from './importPieces'
import type { Reader } from './oscalReader'

/** NIST IR 8477 as OSCAL says it, in the words of XW1. */
const relations: Readonly<Record<string, Relation>> = byName({
  'equal-to': 'equal',
  'equivalent-to': 'equal',
  'equal': 'equal',
  'subset-of': 'subset',
  'superset-of': 'superset',
  'intersects-with': 'intersects',
  'no-relationship': 'none',
})

export function readMappings(reader: Reader): void {
  for (const { piece, at } of objectsIn(withList(reader.root), 'mappings', reader.at))
    readMapping(reader, { piece, at })
}

/** OSCAL takes one mapping without a list, too. */
const withList = (root: JsonObject): JsonObject =>
  Array.isArray(root.mappings) ? root : { ...root, mappings: root.mappings === undefined ? [] : [root.mappings] }

function readMapping(reader: Reader, { piece, at }: Placed): void {
  const maps = objectsIn(piece, 'maps', at)
  const [source, target] = [sideOf(reader, piece, 'source', maps), sideOf(reader, piece, 'target', maps)]
  for (const [name, side] of [
    ['source-resource', source],
    ['target-resource', target],
  ] as const) {
    if (!side) reader.note('unresolved', `${at}/${name}`, textIn(objectIn(piece, name), 'href') ?? '')
  }
  if (!source || !target) return
  readGap(reader, piece, at, 'source', source, target)
  readGap(reader, piece, at, 'target', target, source)
  for (const { piece: map, at: place } of maps) {
    const relation = relations[textIn(map, 'relationship') ?? '']
    if (relation === undefined) {
      reader.note('notRead', place, textIn(map, 'relationship') ?? '')
      continue
    }
    for (const from of requirements(reader, source, map, 'sources', place)) {
      for (const to of requirements(reader, target, map, 'targets', place)) {
        addPair(reader, `${uuidOf(map)}:${from}:${to}`, place, {
          source: from,
          target: to,
          relation,
          rationale: line(textIn(map, 'remarks')),
          confidence: textIn(objectIn(map, 'confidence-score'), 'category'),
          origin: ownProp(map, 'origin'),
          review: ownProp(map, 'review'),
        })
      }
    }
  }
}

interface ReadPair extends Pick<CrosswalkPair, 'source' | 'target' | 'relation'> {
  readonly rationale: string | undefined
  readonly confidence: string | undefined
  readonly origin: string | undefined
  readonly review: string | undefined
}

const shipped = new Set(shippedPairs.map(({ source, target }) => crosswalkId(source, target)))

/**
 * A pair has one row, whichever way it is read. What ships is here already; whether somebody reviewed a pair that is
 * here is said here.
 */
function addPair(
  reader: Reader,
  uuid: string,
  at: string,
  { source, target, relation, rationale, confidence, origin, review }: ReadPair,
): void {
  const [id, turned] = [crosswalkId(source, target), crosswalkId(target, source)]
  if (origin === 'shipped' && (shipped.has(id) || shipped.has(turned))) return
  const isHere = (one: string): boolean =>
    ((row) => row !== undefined && row.archivedOn === undefined)(reader.recordOf(one))
  const facts = { rationale, confidence: wordOf('crosswalk', 'confidence', confidence) }
  if (isHere(id)) reader.add('crosswalk', uuid, at, { source, target, relation, ...facts }, id)
  else if (isHere(turned))
    reader.add('crosswalk', uuid, at, { source: target, target: source, relation: inverse(relation), ...facts }, turned)
  else
    reader.add(
      'crosswalk',
      uuid,
      at,
      {
        source,
        target,
        relation,
        rationale: rationale ?? 'From an OSCAL mapping.',
        confidence: facts.confidence ?? 'medium',
        status: wordOf('crosswalk', 'status', review) ?? 'draft',
      },
      id,
    )
}

/**
 * Controls that nothing of the other framework answers to. OSCAL lists them bare; what is thought of each stands in a
 * prop of the mapping.
 */
function readGap(
  reader: Reader,
  mapping: JsonObject,
  at: string,
  side: 'source' | 'target',
  own: ControlIds,
  other: ControlIds,
): void {
  const name = `${side}-gap-summary`
  const thought = new Map(
    objectsIn(mapping, 'props', at)
      .filter(({ piece }) => piece.name === `${side}-gap` && piece.ns === ns)
      .map(({ piece }) => [textIn(piece, 'value') ?? '', piece]),
  )
  for (const { piece, at: place } of objectsIn(objectIn(mapping, name), 'unmapped-controls', `${at}/${name}`)) {
    for (const id of textsIn(piece, 'with-ids')) {
      const found = own.requirement(id)
      const said = thought.get(id) ?? {}
      if (!found) reader.note('unknownControl', place, id)
      else
        addPair(reader, `${found.id}:${other.framework}`, place, {
          source: found.id,
          target: other.framework,
          relation: 'none',
          rationale: line(textIn(said, 'remarks')),
          confidence: textIn(said, 'class'),
          origin: textIn(said, 'group'),
          review: textIn(said, 'group'),
        })
    }
  }
}

/** The framework a side names, else the one here that knows most of its ids. */
function sideOf(
  reader: Reader,
  mapping: JsonObject,
  side: 'source' | 'target',
  maps: readonly Placed[],
): ControlIds | undefined {
  const all = reader.around.frameworks.map((one) => controlIdsOf(one))
  const named = all.find(({ framework }) => framework === ownProp(objectIn(mapping, `${side}-resource`), 'framework'))
  if (named) return named
  const used = maps
    .flatMap(({ piece }) => objectsIn(piece, `${side}s`, ''))
    .map(({ piece }) => textIn(piece, 'id-ref') ?? '')
  const best = all
    .map((ids) => ({ ids, known: used.filter((id) => ids.requirement(id) !== undefined).length }))
    .sort((a, b) => b.known - a.known)[0]
  return best && best.known > 0 ? best.ids : undefined
}

function requirements(
  reader: Reader,
  ids: ControlIds,
  map: JsonObject,
  name: 'sources' | 'targets',
  at: string,
): readonly string[] {
  return objectsIn(map, name, at).flatMap(({ piece, at: place }) => {
    const id = textIn(piece, 'id-ref') ?? ''
    const found = ids.requirement(id)
    if (!found) reader.note('unknownControl', place, id)
    return found ? [found.id] : []
  })
}

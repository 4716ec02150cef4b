/** Mappings as crosswalk records, where both catalogues are here. */

import { crosswalkId } from '../../../isms/derivedIds'
import type { JsonObject } from '../../../shared/json'
import { controlIdsOf, type ControlIds } from '../controlIds'
import { line } from '../text'
import { uuidOf } from './components'
import { objectIn, objectsIn, ownProp, textIn, textsIn, wordOf, type Placed } from './pieces'
import type { Reader } from './reader'

/** NIST IR 8477 as OSCAL says it, in the words of XW1. */
const relations: Readonly<Record<string, string>> = { 'equal-to': 'equal', 'equivalent-to': 'equal', equal: 'equal', 'subset-of': 'subset', 'superset-of': 'superset', 'intersects-with': 'intersects', 'no-relationship': 'none' }

export function readMappings(reader: Reader): void {
  for (const { piece, at } of objectsIn(withList(reader.root), 'mappings', reader.at)) readMapping(reader, { piece, at })
}

/** OSCAL takes one mapping without a list, too. */
const withList = (root: JsonObject): JsonObject => (Array.isArray(root.mappings) ? root : { ...root, mappings: root.mappings === undefined ? [] : [root.mappings] })

function readMapping(reader: Reader, { piece, at }: Placed): void {
  const maps = objectsIn(piece, 'maps', at)
  const [source, target] = [sideOf(reader, piece, 'source', maps), sideOf(reader, piece, 'target', maps)]
  for (const [name, side] of [['source-resource', source], ['target-resource', target]] as const) {
    if (!side) reader.note('unresolved', `${at}/${name}`, textIn(objectIn(piece, name), 'href') ?? '')
  }
  if (!source || !target) return
  readGap(reader, piece, at, 'source-gap-summary', source, target)
  readGap(reader, piece, at, 'target-gap-summary', target, source)
  for (const { piece: map, at: place } of maps) {
    const relation = relations[textIn(map, 'relationship') ?? '']
    if (relation === undefined) {
      reader.note('notRead', place, textIn(map, 'relationship') ?? '')
      continue
    }
    for (const from of requirements(reader, source, map, 'sources', place)) {
      for (const to of requirements(reader, target, map, 'targets', place)) {
        reader.add('crosswalk', `${uuidOf(map)}:${from}:${to}`, place, {
          source: from, target: to, relation, rationale: line(textIn(map, 'remarks')) ?? 'From an OSCAL mapping.',
          confidence: wordOf('crosswalk', 'confidence', textIn(objectIn(map, 'confidence-score'), 'category')) ?? 'medium', status: 'draft',
        }, crosswalkId(from, to))
      }
    }
  }
}

/** Controls that nothing of the other framework answers to. */
function readGap(reader: Reader, mapping: JsonObject, at: string, name: string, side: ControlIds, other: ControlIds): void {
  for (const { piece, at: place } of objectsIn(objectIn(mapping, name), 'unmapped-controls', `${at}/${name}`)) {
    for (const id of textsIn(piece, 'with-ids')) {
      const found = side.requirement(id)
      if (!found) reader.note('unknownControl', place, id)
      else reader.add('crosswalk', `${found.id}:${other.framework}`, place, { source: found.id, target: other.framework, relation: 'none', rationale: 'From an OSCAL mapping: nothing answers to it.', confidence: 'medium', status: 'draft' }, crosswalkId(found.id, other.framework))
    }
  }
}

/** The framework a side names, else the one here that knows most of its ids. */
function sideOf(reader: Reader, mapping: JsonObject, side: 'source' | 'target', maps: readonly Placed[]): ControlIds | undefined {
  const all = reader.around.frameworks.map((one) => controlIdsOf(one))
  const named = all.find(({ framework }) => framework === ownProp(objectIn(mapping, `${side}-resource`), 'framework'))
  if (named) return named
  const used = maps.flatMap(({ piece }) => objectsIn(piece, `${side}s`, '')).map(({ piece }) => textIn(piece, 'id-ref') ?? '')
  const best = all.map((ids) => ({ ids, known: used.filter((id) => ids.requirement(id) !== undefined).length })).sort((a, b) => b.known - a.known)[0]
  return best && best.known > 0 ? best.ids : undefined
}

function requirements(reader: Reader, ids: ControlIds, map: JsonObject, name: 'sources' | 'targets', at: string): readonly string[] {
  return objectsIn(map, name, at).flatMap(({ piece, at: place }) => {
    const id = textIn(piece, 'id-ref') ?? ''
    const found = ids.requirement(id)
    if (!found) reader.note('unknownControl', place, id)
    return found ? [found.id] : []
  })
}

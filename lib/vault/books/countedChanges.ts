/**
 * What a counted update changed, key by key, as the log tells it: the document must hold counted entries only, so every
 * device finds the same whatever it was doing when the update came.
 *
 * Yjs tells nobody about a value that lost against a concurrent one, so changes are read from the update itself: each
 * new item is looked up in the store for its key. It is concurrent when its left origin is not the item visible before.
 */

import { push } from '~/lib/shared/groups'
import * as Y from 'yjs'
import { canonicalJson, isJsonObject, type JsonValue } from '~/lib/shared/json'
import { mapName, recordsOf, textOf } from './book'
import type { DecodedUpdate } from './decodedUpdate'

export interface KeyChange {
  readonly key: string
  /** What the author saw. */
  readonly before: JsonValue
  readonly after: JsonValue
  /** The author had not seen `rival`, the other value that was visible (MG1). Equal values are no conflict (MG2). */
  readonly concurrent: boolean
  readonly lost: boolean
  /** The value in use is what it was before. */
  readonly same: boolean
  readonly rival?: { readonly value: JsonValue }
}

export interface TextChange {
  readonly name: string
  readonly before: string
  readonly after: string
  /** Somebody else wrote at the same place, unseen by the author (MG5). */
  readonly concurrent: boolean
}

export interface CountedChanges {
  readonly keys: readonly KeyChange[]
  readonly texts: readonly TextChange[]
}

/**
 * Applies the update and says what it changed. Call inside a transaction of `doc` where many follow each other. Throws
 * where it can't be applied whole; then the document is to be thrown away.
 */
export function applyCounted(doc: Y.Doc, update: Uint8Array, decoded: DecodedUpdate): CountedChanges {
  const own = ownItems(decoded)
  checkPlaces(doc, decoded)
  const touched = textsTouched(doc, decoded)
  const before = new Map([...touched].map((name) => [name, textOf(doc, name)]))
  const crowded = new Set(decoded.items.filter((item) => isCrowded(doc, item, own)).map((item) => nameOf(doc, item)))
  const gone = deletedKeys(doc, decoded)

  Y.applyUpdate(doc, update, 'log')
  checkWhole(doc, decoded)

  const texts = [...touched].map((name) => ({
    name,
    before: before.get(name) ?? '',
    after: textOf(doc, name),
    concurrent: crowded.has(name),
  }))
  return {
    keys: [...keyChanges(doc, decoded, own), ...gone()],
    texts: texts.filter((text) => text.before !== text.after),
  }
}

/**
 * Values stand in the map under a key and letters in texts. Most items do not say where they stand but take it from
 * what stands beside them, so it is asked here, before anything is changed: a letter beside a value would be the value.
 */
function checkPlaces(doc: Y.Doc, { items }: DecodedUpdate): void {
  const placed = new Map<number, { readonly clock: number; readonly place: Place }[]>()
  const beside = ({ client, clock }: Y.ID): Place => {
    if (clock < Y.getState(doc.store, client)) {
      const neighbour: unknown = Y.getItem(doc.store, Y.createID(client, clock))
      if (!(neighbour instanceof Y.Item)) throw new Error('it stands beside nothing')
      return { in: neighbour.parent as object, key: neighbour.parentSub }
    }
    const found = placed.get(client)?.findLast((one) => one.clock <= clock)
    if (!found) throw new Error('it stands beside nothing')
    return found.place
  }
  for (const item of items) {
    const name: unknown = item.parent
    const places =
      typeof name === 'string'
        ? [{ in: doc.share.get(name) ?? name, key: item.parentSub }]
        : [item.origin, item.rightOrigin].flatMap((id) => (id ? [beside(id)] : []))
    const [place, other = place] = places
    if (!place || !other || place.in !== other.in || place.key !== other.key) throw new Error('it stands in two places')
    const inMap = place.in === mapName || place.in === doc.share.get(mapName)
    if (
      inMap
        ? place.key === null || !(item.content instanceof Y.ContentAny)
        : place.key !== null || !(item.content instanceof Y.ContentString)
    ) {
      throw new Error('it stands where nothing of its kind may')
    }
    push(placed, item.id.client, { clock: item.id.clock, place })
  }
}

interface Place {
  /** The map or the text; by its name while the document does not have it yet. */
  readonly in: object | string
  readonly key: string | null
}

/** All of it is in the document: nothing waits for something else, and nothing went in as a hole. */
function checkWhole(doc: Y.Doc, { items }: DecodedUpdate): void {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error('a part of it waits')
  if (items.some(({ id }) => !((Y.getItem(doc.store, id) as unknown) instanceof Y.Item)))
    throw new Error('a part of it is a hole')
}

const isOwn = (own: Own, id: Y.ID): boolean => {
  const from = own.get(id.client)
  return from !== undefined && id.clock >= from
}
/** Where the news of each client id begins; nothing lies behind them. */
type Own = ReadonlyMap<number, number>
const ownItems = ({ ranges }: DecodedUpdate): Own => new Map(ranges.map(({ client, from }) => [client, from]))

function* keyChanges(doc: Y.Doc, { items }: DecodedUpdate, own: Own): Iterable<KeyChange> {
  const map = recordsOf(doc) as unknown as Y.AbstractType<unknown>
  /** Newest item of the update per key, and the first one's left origin. */
  const byKey = new Map<string, { readonly origin: Y.ID | null; readonly value: JsonValue }>()
  for (const item of items) {
    const stored = Y.getItem(doc.store, item.id) as Y.Item
    // Values alone stand under a key (checkPlaces).
    if (stored.parentSub === null) continue
    byKey.set(stored.parentSub, {
      origin: byKey.has(stored.parentSub) ? byKey.get(stored.parentSub)!.origin : item.origin,
      value: contentAt(item, item.id.clock + item.length - 1),
    })
  }
  for (const [key, { origin, value }] of byKey) {
    const winner = map._map.get(key)!
    const lost = !isOwn(own, winner.id)
    let seen: Y.Item | null = winner
    while (seen !== null && isOwn(own, seen.id)) seen = seen.left
    const rival = seen === null ? null : contentAt(seen, seen.id.clock + seen.length - 1)
    const unseen = seen !== null && !Y.compareIDs(origin, seen.lastId)
    const concurrent = unseen && canonicalJson(meant(rival)) !== canonicalJson(meant(value))
    yield {
      key,
      before: origin === null ? null : valueAt(doc, origin),
      after: value,
      concurrent,
      lost,
      same:
        canonicalJson(meant(seen === null ? null : contentAt(seen, seen.id.clock + seen.length - 1))) ===
        canonicalJson(meant(contentAt(winner, winner.id.clock + winner.length - 1))),
      ...(concurrent ? { rival: { value: rival } } : {}),
    }
  }
}

/**
 * MG2 for files: the same bytes are the same value, whatever the encrypted file is called on the relay (isms.md 2.1,
 * blob).
 */
const meant = (value: JsonValue): JsonValue =>
  isJsonObject(value) &&
  typeof value.sha256 === 'string' &&
  typeof value.id === 'string' &&
  typeof value.size === 'number'
    ? value.sha256
    : value

/**
 * Keys whose visible value the update deletes without another in its place: no version of ours does, but it must not go
 * unseen.
 */
function deletedKeys(doc: Y.Doc, decoded: DecodedUpdate): () => KeyChange[] {
  const map = recordsOf(doc) as unknown as Y.AbstractType<unknown>
  const visible = new Map<string, { readonly item: Y.Item; readonly value: JsonValue }>()
  for (const item of deletedItems(doc, decoded)) {
    if (item.parentSub !== null && !item.deleted)
      visible.set(item.parentSub, { item, value: contentAt(item, item.id.clock) })
  }
  return () =>
    [...visible]
      .filter(([key, { item }]) => map._map.get(key) === item)
      .map(([key, { value }]) => ({ key, before: value, after: null, concurrent: false, lost: false, same: false }))
}

/** Items in the store that the update's deletions meet. */
function* deletedItems(doc: Y.Doc, { deletes }: DecodedUpdate): Iterable<Y.Item> {
  for (const { client, clock, len } of deletes) {
    const end = Math.min(clock + len, Y.getState(doc.store, client))
    for (let at = clock; at < end;) {
      const item: unknown = Y.getItem(doc.store, Y.createID(client, at))
      if (!(item instanceof Y.Item)) break
      yield item
      at = item.id.clock + item.length
    }
  }
}

/** Names of the long texts that an update inserts into or deletes from. */
function textsTouched(doc: Y.Doc, decoded: DecodedUpdate): ReadonlySet<string> {
  const names = new Set<string>()
  const types = new Set<Y.AbstractType<unknown>>()
  for (const item of decoded.items) {
    const parent: unknown = item.parent
    if (typeof parent === 'string' && parent !== mapName) names.add(parent)
    for (const id of [item.origin, item.rightOrigin]) {
      if (id === null || id.clock >= Y.getState(doc.store, id.client)) continue
      const neighbour: unknown = Y.getItem(doc.store, id)
      if (neighbour instanceof Y.Item && neighbour.parentSub === null)
        types.add(neighbour.parent as Y.AbstractType<unknown>)
    }
  }
  for (const item of deletedItems(doc, decoded))
    if (item.parentSub === null) types.add(item.parent as Y.AbstractType<unknown>)
  for (const type of types) if (type._item === null) names.add(Y.findRootTypeKey(type))
  return names
}

/** The name of what an item goes into: its own word, or that of its neighbour in the store. */
function nameOf(doc: Y.Doc, { parent, origin, rightOrigin }: Y.Item): string {
  return typeof (parent as unknown) === 'string'
    ? (parent as unknown as string)
    : Y.findRootTypeKey(Y.getItem(doc.store, (origin ?? rightOrigin)!).parent as Y.AbstractType<unknown>)
}

/**
 * Whether something the author had not seen stands where the item goes: between its two origins. Of texts it is asked;
 * a value has one place.
 */
function isCrowded(doc: Y.Doc, { parent, origin, rightOrigin }: Y.Item, own: Own): boolean {
  if ((origin !== null && isOwn(own, origin)) || (rightOrigin !== null && isOwn(own, rightOrigin))) return false
  if (origin === null) {
    if (rightOrigin !== null) {
      const right = Y.getItem(doc.store, rightOrigin)
      return rightOrigin.clock > right.id.clock || right.left !== null
    }
    const name: unknown = parent
    return typeof name === 'string' && doc.share.has(name) && doc.share.get(name)!._start !== null
  }
  const left = Y.getItem(doc.store, origin)
  const inside = origin.clock < left.id.clock + left.length - 1
  const next = inside ? Y.createID(origin.client, origin.clock + 1) : (left.right?.id ?? null)
  return !Y.compareIDs(next, rightOrigin)
}

const valueAt = (doc: Y.Doc, id: Y.ID): JsonValue => {
  const item: unknown = Y.getItem(doc.store, id)
  return item instanceof Y.Item ? contentAt(item, id.clock) : null
}

/** The JSON value of a map item at a clock; `null` for what holds none. */
const contentAt = (item: Y.Item, clock: number): JsonValue =>
  (item.content.getContent()[clock - item.id.clock] as JsonValue | undefined) ?? null

/**
 * From intents to what goes into the outbox: the intents as they apply to the books now, and the Yjs updates made of
 * them.
 */

import { recordIdOf } from '~/lib/records/recordKey'
import { recordKind, type Kind } from '~/lib/records/registry'
import type { JsonValue } from '~/lib/shared/json'
import { birthText, hasDerivedId, isBornSo, isUntouched, writeBirthText } from './birthTexts'
import { changeLocally, recordsOf, textOf, valueOf, type Book } from './book'
import type { Core, RecordName } from '../replica/replicaCore'
import { applySteps, rebaseSteps } from './textMerge'
import type { Intent } from '../store/tables'

export interface MadeUpdate {
  readonly class: string
  readonly intents: readonly Intent[]
  readonly parts: readonly { readonly book: Kind; readonly update: Uint8Array }[]
}

export function recordsTouched(intents: readonly Intent[]): readonly RecordName[] {
  const touched = new Map<string, RecordName>()
  let before: RecordName | undefined
  for (const { book, key } of intents) {
    const id = recordIdOf(key)
    // Those of one record mostly follow each other.
    if (before?.[0] === book && before[1] === id) continue
    before = [book, id]
    touched.set(`${book}/${id}`, before)
  }
  return [...touched.values()]
}

/**
 * The intent as every reader will find it: what JSON has no word for is left out, and half a character (a surrogate
 * without its other half) becomes the mark for one, as it does when it is written as UTF-8.
 */
export function asOthersRead(intent: Intent): Intent {
  if (intent.type === 'set') return { ...intent, after: plain(intent.after) }
  return intent.delta.some((step) => 'insert' in step && halves.test(step.insert))
    ? { ...intent, delta: intent.delta.map((step) => ('insert' in step ? { insert: wellFormed(step.insert) } : step)) }
    : intent
}

const halves = /\p{Surrogate}/u
const wellFormed = (text: string): string => (halves.test(text) ? text.replaceAll(/\p{Surrogate}/gu, '\ufffd') : text)

function plain(value: JsonValue): JsonValue {
  if (typeof value === 'string') return wellFormed(value)
  if (typeof value !== 'object' || value === null)
    return typeof value === 'number' && !Number.isFinite(value) ? null : (value ?? null)
  return JSON.parse(JSON.stringify(value), (_key, member: JsonValue) =>
    typeof member === 'string' ? wellFormed(member) : member,
  ) as JsonValue
}

/** Applies the intents of one class to the live books; undefined when they change nothing. The books must be open. */
export function makeUpdate(core: Core, intents: readonly Intent[], n: number): MadeUpdate | undefined {
  const made: { book: Kind; update: Uint8Array }[] = []
  const anchored: Intent[] = []
  for (const kind of new Set(intents.map(({ book }) => book))) {
    const book = core.books.peek(kind)!
    const { own, births } = anchorAll(book, lastPerKey(intents.filter((intent) => intent.book === kind)))
    const update = changeLocally(book, core.clientId, (doc) => {
      for (const { name, text, clientId } of births) writeBirthText(doc, name, text, clientId)
      const written = new Set(births.map(({ name }) => name))
      for (const intent of own) {
        if (intent.type === 'set') recordsOf(doc).set(intent.key, intent.after)
        else if (intent.delta.length > 0 && !written.has(intent.key))
          doc.getText(intent.key).applyDelta([...intent.delta])
      }
    })
    if (!update) continue
    made.push({ book: kind, update })
    anchored.push(...own)
    book.pending.add(n)
  }
  return made.length > 0 ? { class: recordKind(made[0]!.book).class, intents: anchored, parts: made } : undefined
}

/** One value per key and update: a second one in the same transaction would leave nothing of the first. */
function lastPerKey(intents: readonly Intent[]): readonly Intent[] {
  const byKey = new Map<string, Intent>()
  for (const intent of intents) {
    const earlier = byKey.get(intent.key)
    if (intent.type === 'text' && earlier?.type === 'text') {
      // The second speaks of the text the first made.
      const between = applySteps(earlier.before, earlier.delta)
      const value = applySteps(intent.before, intent.delta)
      byKey.set(intent.key, {
        ...intent,
        before: earlier.before,
        delta: rebaseSteps(
          earlier.before,
          intent.before === between ? value : applySteps(between, rebaseSteps(intent.before, value, between)),
          earlier.before,
        ),
      })
    } else byKey.set(intent.key, intent)
  }
  return [...byKey.values()]
}

interface Anchored {
  readonly own: readonly Intent[]
  readonly births: readonly { readonly name: string; readonly text: string; readonly clientId: number }[]
}

/**
 * The intents as they apply now, and which of the texts are those that records with derived ids are born with (MG11).
 */
function anchorAll(book: Book, intents: readonly Intent[]): Anchored {
  const born = new Set(
    intents.flatMap(({ key }) =>
      key.endsWith('/kind') && key === `${recordIdOf(key)}/kind` && hasDerivedId(book.kind, recordIdOf(key))
        ? [recordIdOf(key)]
        : [],
    ),
  )
  const births: { name: string; text: string; clientId: number }[] = []
  const own = intents.map((intent): Intent => {
    if (intent.type === 'set' || intent.before !== '' || !born.has(recordIdOf(intent.key))) return anchor(book, intent)
    const text = applySteps('', intent.delta)
    const { clientId } = birthText(book.kind, intent.key, text)
    // Another device's birth of the same record brought it already.
    if (isBornSo(book.live, intent.key, text, clientId))
      return { ...intent, before: textOf(book.live, intent.key), delta: [] }
    if (text !== '' && isUntouched(book.live, intent.key) && !book.live.store.clients.has(clientId))
      births.push({ name: intent.key, text, clientId })
    return anchor(book, intent)
  })
  // Yjs writes the highest client id first, and finds names at once in the order they were made (namedTypes.ts).
  return { own, births: births.sort((a, b) => b.clientId - a.clientId) }
}

/** The intent with `before` as the book has it now; a text's steps are carried over to the text there (MG5). */
function anchor(book: Book, intent: Intent): Intent {
  if (intent.type === 'set') {
    const before = valueOf(book.live, intent.key)
    return before === intent.before ? intent : { ...intent, before }
  }
  const current = textOf(book.live, intent.key)
  return current === intent.before
    ? intent
    : {
        ...intent,
        before: current,
        delta: rebaseSteps(intent.before, applySteps(intent.before, intent.delta), current),
      }
}

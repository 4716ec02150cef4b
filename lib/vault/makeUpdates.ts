/** From intents to what goes into the outbox: the intents as they apply to the books now, and the Yjs updates made of them. */

import { recordKind, type Kind } from '../isms/registry'
import { changeLocally, recordIdOf, recordsOf, textOf, valueOf, type Book } from './book'
import type { Core, RecordName } from './core'
import { applySteps, rebaseSteps } from './textMerge'
import type { Intent } from './tables'

export interface MadeUpdate {
  readonly class: string
  readonly intents: readonly Intent[]
  readonly parts: readonly { readonly book: Kind; readonly update: Uint8Array }[]
}

export const recordsTouched = (intents: readonly Intent[]): readonly RecordName[] =>
  [...new Map(intents.map(({ book, key }) => [`${book}/${recordIdOf(key)}`, [book, recordIdOf(key)] as const])).values()]

/** Applies the intents of one class to the live books; undefined when they change nothing. The books must be open. */
export function makeUpdate(core: Core, intents: readonly Intent[], n: number): MadeUpdate | undefined {
  const made: { book: Kind; update: Uint8Array }[] = []
  const anchored: Intent[] = []
  for (const kind of new Set(intents.map(({ book }) => book))) {
    const book = core.books.peek(kind)!
    const own = lastPerKey(intents.filter((intent) => intent.book === kind)).map((intent) => anchor(book, intent))
    const update = changeLocally(book, core.clientId, (doc) => {
      for (const intent of own) {
        if (intent.type === 'set') recordsOf(doc).set(intent.key, intent.after)
        else if (intent.delta.length > 0) doc.getText(intent.key).applyDelta([...intent.delta])
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
      byKey.set(intent.key, { ...intent, before: earlier.before, delta: rebaseSteps(earlier.before, intent.before === between ? value : applySteps(between, rebaseSteps(intent.before, value, between)), earlier.before) })
    } else byKey.set(intent.key, intent)
  }
  return [...byKey.values()]
}

/** The intent with `before` as the book has it now; a text's steps are carried over to the text there (MG5). */
function anchor(book: Book, intent: Intent): Intent {
  if (intent.type === 'set') return { ...intent, before: valueOf(book.live, intent.key) }
  const current = textOf(book.live, intent.key)
  return current === intent.before
    ? intent
    : { ...intent, before: current, delta: rebaseSteps(intent.before, applySteps(intent.before, intent.delta), current) }
}

/**
 * Intents as they wait in the outbox: one text in place of an object each. An import of ten thousand rows waits with
 * two hundred thousand of them, which a database takes and gives back many times slower as objects.
 *
 * A JSON array of intents; values set for the first time in one record, one after the other, are
 * `[book, recordId, field[/element], value, field[/element], value, …]`.
 */

import { recordIdOf } from '~/lib/records/recordKey'
import type { Kind } from '~/lib/records/registry'
import type { JsonValue } from '~/lib/shared/json'
import type { Intent, OutboxRow } from '../store/tables'

type FirstValues = [book: Kind, recordId: string, ...namesAndValues: JsonValue[]]

export function packIntents(intents: readonly Intent[]): string {
  const packed: (Intent | FirstValues)[] = []
  let run: FirstValues | undefined
  for (const intent of intents) {
    const recordId = recordIdOf(intent.key)
    if (intent.type !== 'set' || intent.before !== null || recordId === '') {
      run = undefined
      packed.push(intent)
      continue
    }
    if (run?.[0] !== intent.book || run[1] !== recordId) packed.push((run = [intent.book, recordId]))
    run.push(intent.key.slice(recordId.length + 1), intent.after)
  }
  return JSON.stringify(packed)
}

/** What was packed, in its order. */
export function unpackIntents(packed: string): readonly Intent[] {
  const intents: Intent[] = []
  for (const one of JSON.parse(packed) as readonly (Intent | FirstValues)[]) {
    if (!Array.isArray(one)) intents.push(one as Intent)
    else
      for (let at = 2; at < one.length; at += 2)
        intents.push({
          type: 'set',
          book: one[0] as Kind,
          key: `${one[1]}/${one[at]}`,
          before: null,
          after: one[at + 1]!,
        })
  }
  return intents
}

/** What a waiting command means to change; nothing for one that changes no records. */
export const intentsOf = ({ payload }: Pick<OutboxRow, 'payload'>): readonly Intent[] =>
  payload.type === 'update' ? unpackIntents(payload.intents) : []

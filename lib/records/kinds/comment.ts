import { defineRecord, type RecordOf } from '../defineRecord'
import { long, person, ref, setOf, text } from '../fields'

/** A comment on a record or one of its fields. `author` is a claim; the log identifies the device. */
export const comment = defineRecord({
  kind: 'comment',
  prefix: 'CO',
  class: 'discussion',
  clause: '7.4',
  icon: 'message-square',
  title: 'body',
  indexes: ['target', 'author', 'mentions'],
  acyclic: ['replyTo'],
  fields: {
    target: ref('any', '*'),
    field: text(),
    body: long('*'),
    author: person('*'),
    replyTo: ref('comment'),
    mentions: setOf('person'),
    resolvedBy: person(),
  },
})

export type Comment = RecordOf<typeof comment>

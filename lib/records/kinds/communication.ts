import { defineRecord, type RecordOf } from '../defineRecord'
import { enumOf, person, ref, text } from '../fields'

/** What is communicated, when, with whom, how and by whom (7.4). */
export const communication = defineRecord({
  kind: 'communication',
  prefix: 'CM',
  class: 'register',
  clause: '7.4',
  icon: 'megaphone',
  title: 'subject',
  indexes: ['owner', 'task'],
  fields: {
    subject: text('*'),
    direction: enumOf(['internal', 'external'], '*'),
    audience: text('*'),
    when: text('*'),
    method: text('*'),
    owner: person('*'),
    task: ref('task'),
  },
})

export type Communication = RecordOf<typeof communication>

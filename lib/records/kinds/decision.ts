import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, long, person, ref, refs } from '../fields'

/** A result of a management review (9.3.3). */
export const decision = defineRecord({
  kind: 'decision',
  prefix: 'DE',
  class: 'register',
  clause: '9.3',
  icon: 'check-check',
  title: 'text',
  indexes: ['review', 'owner', 'status', 'links'],
  states: { field: 'status', final: ['done', 'dropped'] },
  fields: {
    review: ref('managementReview', '*'),
    type: enumOf(['improvement', 'ismsChange', 'resources', 'risk', 'other'], '*'),
    text: long('*'),
    owner: person('*'),
    due: date(),
    links: refs('any'),
    status: enumOf(['open', 'done', 'dropped'], '*'),
    doneOn: date(),
    outcome: long(),
  },
})

export type Decision = RecordOf<typeof decision>

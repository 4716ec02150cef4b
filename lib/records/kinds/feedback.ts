import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, long, ref, refs } from '../fields'

/** Feedback from an interested party (9.3.2 e). */
export const feedback = defineRecord({
  kind: 'feedback',
  prefix: 'FB',
  class: 'register',
  clause: '9.3',
  icon: 'message-square',
  title: 'summary',
  indexes: ['party', 'links'],
  fields: {
    party: ref('interestedParty', '*'),
    receivedOn: date('*'),
    summary: long('*'),
    sentiment: enumOf(['positive', 'neutral', 'negative']),
    links: refs('any'),
  },
})

export type Feedback = RecordOf<typeof feedback>

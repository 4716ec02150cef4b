import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, long, person, refs, text } from '../fields'

/** Something to do better (10.1). */
export const improvement = defineRecord({
  kind: 'improvement',
  prefix: 'OI',
  class: 'register',
  clause: '10.1',
  icon: 'sprout',
  derivedId: 'whenLinked',
  title: 'title',
  indexes: ['owner', 'status', 'links'],
  states: { field: 'status', final: ['done', 'rejected'] },
  fields: {
    title: text('*'),
    source: enumOf(['finding', 'review', 'metric', 'staff', 'incident', 'feedback', 'other'], '*'),
    benefit: long('*'),
    owner: person('*'),
    due: date(),
    status: enumOf(['proposed', 'accepted', 'inProgress', 'done', 'rejected'], '*'),
    doneOn: date(),
    realised: long(),
    metrics: refs('metric'),
    links: refs('any'),
  },
})

export type Improvement = RecordOf<typeof improvement>

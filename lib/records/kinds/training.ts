import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, long, map, refs, setOf, text } from '../fields'

/** An awareness training, role training or exercise, and who took part (7.2 c, 7.3, A.6.3). */
export const training = defineRecord({
  kind: 'training',
  prefix: 'TN',
  class: 'register',
  clause: '7.3',
  icon: 'presentation',
  title: 'title',
  indexes: ['policies', 'controls', 'evidence'],
  fields: {
    title: text('*'),
    type: enumOf(['awareness', 'roleTraining', 'exercise'], '*'),
    content: long(),
    audience: setOf('person'),
    heldOn: date(),
    due: date(),
    attended: map(date()),
    effectiveness: long(),
    policies: refs('policy'),
    controls: refs('control'),
    evidence: refs('evidence'),
  },
  profiles: {
    main: { fields: ['title', 'type', 'content', 'policies'], signed: { attest: ['any'] } },
  },
})

export type Training = RecordOf<typeof training>

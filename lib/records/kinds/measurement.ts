import { defineRecord, type RecordOf } from '../defineRecord'
import { parentsOf } from '../derivedIds'
import { date, long, num, person, ref, refs } from '../fields'

/** One value of a metric for one period (9.1). The id contains both, so a period has one value (MG20). */
export const measurement = defineRecord({
  kind: 'measurement',
  prefix: 'ME',
  class: 'register',
  clause: '9.1',
  icon: 'ruler',
  derivedId: 'always',
  naturalKey: (id) => parentsOf(id)[1] ?? '',
  title: 'periodTo',
  indexes: ['metric', 'periodTo'],
  order: [['periodFrom', 'periodTo']],
  fields: {
    metric: ref('metric', '*'),
    periodFrom: date('*'),
    periodTo: date('*'),
    value: num('*'),
    evaluation: long(),
    followUp: refs('any'),
    measuredOn: date('*'),
    measuredBy: person('*'),
    evidence: refs('evidence'),
  },
})

export type Measurement = RecordOf<typeof measurement>

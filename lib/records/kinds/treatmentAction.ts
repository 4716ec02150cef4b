import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, long, num, person, refs, text } from '../fields'

/** One step of risk treatment (6.1.3 e, 8.3). */
export const treatmentAction = defineRecord({
  kind: 'treatmentAction',
  prefix: 'TA',
  class: 'register',
  clause: '8.3',
  icon: 'route',
  title: 'title',
  indexes: ['risks', 'controls', 'responsible', 'status', 'evidence'],
  states: { field: 'status', final: ['done', 'cancelled'] },
  order: [['start', 'due']],
  fields: {
    title: text('*'),
    description: long(),
    risks: refs('risk', '*'),
    controls: refs('control'),
    responsible: person('*'),
    start: date(),
    due: date('*'),
    resources: long(),
    cost: num(),
    status: enumOf(['planned', 'inProgress', 'blocked', 'done', 'cancelled'], '*'),
    completedOn: date(),
    evidence: refs('evidence'),
    blockedReason: text(),
  },
  validate: (row) =>
    row.status === 'cancelled' && !row.blockedReason?.trim()
      ? [{ type: 'reasonMissing', field: 'blockedReason', message: 'Say why the action is cancelled.' }]
      : row.status === 'blocked' && !row.blockedReason?.trim()
        ? [{ type: 'reasonMissing', field: 'blockedReason', message: 'Say what blocks the action.' }]
        : [],
})

export type TreatmentAction = RecordOf<typeof treatmentAction>

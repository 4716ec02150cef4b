import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, int, long, person, ref, refs, text } from '../fields'

/** What removes the cause of a nonconformity (10.2). */
export const correctiveAction = defineRecord({
  kind: 'correctiveAction',
  prefix: 'CA',
  class: 'register',
  clause: '10.2',
  icon: 'wrench',
  title: 'title',
  indexes: ['nonconformity', 'responsible', 'status', 'evidence'],
  states: { field: 'status', final: ['done', 'cancelled'] },
  fields: {
    nonconformity: ref('nonconformity', '*'),
    title: text('*'),
    description: long(),
    responsible: person('*'),
    due: date('*'),
    status: enumOf(['planned', 'inProgress', 'done', 'cancelled'], '*'),
    completedOn: date(),
    evidence: refs('evidence'),
    controls: refs('control'),
    round: int('', { min: 1 }),
  },
})

export type CorrectiveAction = RecordOf<typeof correctiveAction>

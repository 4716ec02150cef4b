import { defineRecord, type RecordOf } from '../defineRecord'
import { date, long, num, refs, text } from '../fields'

/** The risk treatment plan of a period (6.1.3 e). */
export const treatmentPlan = defineRecord({
  kind: 'treatmentPlan',
  prefix: 'TP',
  class: 'register',
  clause: '6.1.3',
  icon: 'route',
  title: 'title',
  indexes: ['risks'],
  order: [['from', 'to']],
  fields: {
    title: text('*'),
    from: date('*'),
    to: date('*'),
    summary: long('*'),
    risks: refs('risk', '*'),
    budget: num(),
    currency: text(),
  },
  profiles: {
    main: {
      fields: 'all',
      composite: [{ name: 'risks', kind: 'risk', named: 'risks', fields: ['option'], derived: ['residualLevel'] }],
      signed: { approve: ['topManagement', 'lead'], reject: ['topManagement', 'lead'] },
    },
  },
})

export type TreatmentPlan = RecordOf<typeof treatmentPlan>

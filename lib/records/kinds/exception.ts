import { defineRecord, type RecordOf } from '../defineRecord'
import { date, long, person, ref, refs, text } from '../fields'

/** Time-limited permission to deviate from a policy or control. */
export const exception = defineRecord({
  kind: 'exception',
  prefix: 'EX',
  class: 'register',
  clause: '6.1.3',
  icon: 'file-clock',
  title: 'title',
  indexes: ['policy', 'control', 'risk', 'requestedBy'],
  fields: {
    title: text('*'),
    policy: ref('policy'),
    control: ref('control'),
    reason: long('*'),
    risk: ref('risk'),
    compensating: refs('control'),
    requestedBy: person('*'),
    validUntil: date('*'),
    closedOn: date(),
  },
  profiles: {
    main: {
      fields: 'all',
      signed: {
        approve: [
          { role: 'lead', not: 'requestedBy' },
          { ownerOf: ['policy', 'control'], not: 'requestedBy' },
        ],
        reject: [
          { role: 'lead', not: 'requestedBy' },
          { ownerOf: ['policy', 'control'], not: 'requestedBy' },
        ],
      },
    },
  },
  validate: (row) =>
    row.policy === undefined && row.control === undefined
      ? [{ type: 'linkMissing', field: 'policy', message: 'Name the policy or the control it deviates from.' }]
      : [],
})

export type Exception = RecordOf<typeof exception>

import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, long, person, text } from '../fields'

/** Who has a stake in information security, and what they need (4.2 a). */
export const interestedParty = defineRecord({
  kind: 'interestedParty',
  prefix: 'IP',
  class: 'register',
  clause: '4.2',
  icon: 'users',
  title: 'name',
  indexes: ['owner', 'status'],
  states: { field: 'status', final: ['closed'] },
  fields: {
    name: text('*'),
    category: enumOf(
      ['customer', 'employee', 'owner', 'regulator', 'supplier', 'partner', 'insurer', 'public', 'other'],
      '*',
    ),
    needs: long('*'),
    climateNeed: long(),
    owner: person(),
    status: enumOf(['active', 'closed'], '*'),
    reviewedOn: date(),
  },
})

export type InterestedParty = RecordOf<typeof interestedParty>

import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, long, period, person, ref, refs, reqs, text } from '../fields'

/** One requirement from law, contract, an interested party or by own choice (4.2 b-c, A.5.31). */
export const obligation = defineRecord({
  kind: 'obligation',
  prefix: 'OB',
  class: 'register',
  clause: '4.2',
  icon: 'scale',
  title: 'title',
  indexes: ['owner', 'status', 'party', 'reqs', 'controls'],
  states: { field: 'status', final: ['ended'] },
  fields: {
    title: text('*'),
    source: enumOf(['law', 'regulation', 'contract', 'partyNeed', 'voluntary'], '*'),
    party: ref('interestedParty'),
    citation: text(),
    summary: long('*'),
    addressed: enumOf(['isms', 'elsewhere', 'no'], '*'),
    owner: person('*'),
    reqs: reqs(),
    controls: refs('control'),
    policies: refs('policy'),
    validFrom: date(),
    reviewedOn: date(),
    reviewEvery: period(),
    status: enumOf(['active', 'ended'], '*'),
  },
  profiles: {
    main: { fields: 'all', signed: { confirm: ['lead', { holderOf: 'owner' }] } },
  },
  validate: (row) =>
    row.addressed === 'no' && !row.summary?.trim()
      ? [{ type: 'reasonMissing', field: 'summary', message: 'Say in the summary why the ISMS does not address it.' }]
      : [],
})

export type Obligation = RecordOf<typeof obligation>

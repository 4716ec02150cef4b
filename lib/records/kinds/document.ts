import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, period, person, ref, reqs, text } from '../fields'

/** Register of other documented information, internal or external (7.5.1 b, 7.5.3). */
export const document = defineRecord({
  kind: 'document',
  prefix: 'DC',
  class: 'register',
  clause: '7.5',
  icon: 'file-text',
  title: 'title',
  indexes: ['owner', 'reqs'],
  fields: {
    title: text('*'),
    type: enumOf(['procedure', 'record', 'plan', 'contract', 'standard', 'diagram', 'other'], '*'),
    origin: enumOf(['internal', 'external'], '*'),
    location: text('*'),
    owner: person('*'),
    edition: text(),
    classification: enumOf(['public', 'internal', 'confidential']),
    retention: period(),
    evidence: ref('evidence'),
    reqs: reqs(),
    reviewEvery: period(),
    reviewedOn: date(),
  },
  profiles: {
    main: { fields: 'all', signed: { confirm: [{ holderOf: 'owner' }, 'lead'] } },
  },
})

export type Document = RecordOf<typeof document>

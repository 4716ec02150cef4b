import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, long, person, refs, text } from '../fields'

/** A planned change of the ISMS (6.3). */
export const change = defineRecord({
  kind: 'change',
  prefix: 'CH',
  class: 'register',
  clause: '6.3',
  icon: 'replace',
  title: 'title',
  indexes: ['responsible', 'status', 'links'],
  states: { field: 'status', final: ['implemented', 'rejected'] },
  fields: {
    title: text('*'),
    purpose: long('*'),
    consequences: long('*'),
    integrity: long('*'),
    resources: long(),
    responsible: person('*'),
    planned: date('*'),
    implementedOn: date(),
    status: enumOf(['proposed', 'inProgress', 'implemented', 'rejected'], '*'),
    links: refs('any'),
    outcome: long(),
  },
  sections: [
    { key: 'change', fields: ['title', 'purpose', 'consequences', 'integrity', 'resources'] },
    { key: 'plan', fields: ['responsible', 'planned', 'status', 'implementedOn', 'outcome', 'links'] },
  ],
  profiles: {
    main: {
      fields: ['title', 'purpose', 'consequences', 'integrity', 'resources', 'responsible', 'planned'],
      signed: { approve: ['lead'], reject: ['lead'] },
    },
  },
})

export type Change = RecordOf<typeof change>

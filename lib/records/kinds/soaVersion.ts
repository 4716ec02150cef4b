import { defineRecord, type RecordOf } from '../defineRecord'
import { parentsOf } from '../derivedIds'
import { blob, date, long, text, writeOnce } from '../fields'

/** A frozen Statement of Applicability (6.1.3 d, SOA8). Freezing the same content on two devices yields one record. */
export const soaVersion = defineRecord({
  kind: 'soaVersion',
  prefix: 'SV',
  class: 'register',
  clause: '6.1.3',
  icon: 'snowflake',
  derivedId: 'always',
  naturalKey: (id) => `SoA ${parentsOf(id)[1]?.slice(0, 8) ?? ''}`,
  title: 'asOf',
  indexes: ['framework', 'asOf'],
  fields: {
    framework: writeOnce(text('*')),
    asOf: writeOnce(date('*')),
    contentHash: writeOnce(text('*')),
    decisionHash: writeOnce(text('*')),
    frozen: writeOnce(blob('*')),
    note: writeOnce(long()),
  },
  profiles: {
    main: { fields: 'all', signed: { approve: ['topManagement', 'lead'], reject: ['topManagement', 'lead'] } },
  },
})

export type SoaVersion = RecordOf<typeof soaVersion>

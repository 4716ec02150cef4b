import { defineRecord, type RecordOf } from '../defineRecord'
import { date, long, period, reqs, text } from '../fields'

/** The internal audit programme of a period (9.2.2, ISO 19011). */
export const auditProgramme = defineRecord({
  kind: 'auditProgramme',
  prefix: 'AP',
  class: 'audit',
  clause: '9.2',
  icon: 'clipboard-check',
  title: 'title',
  indexes: ['from', 'to'],
  order: [['from', 'to']],
  fields: {
    title: text('*'),
    from: date('*'),
    to: date('*'),
    objectives: long('*'),
    frequency: period('*'),
    methods: long('*'),
    responsibilities: long('*'),
    reqs: reqs(),
    importance: long('*'),
    previousResults: long('*'),
    resources: long(),
    programmeRisks: long(),
  },
  sections: [
    { key: 'programme', fields: ['title', 'from', 'to', 'objectives', 'frequency', 'reqs'] },
    {
      key: 'procedure',
      fields: ['methods', 'responsibilities', 'importance', 'previousResults', 'resources', 'programmeRisks'],
    },
  ],
  profiles: {
    main: { fields: 'all', signed: { approve: ['topManagement', 'lead'], reject: ['topManagement', 'lead'] } },
  },
})

export type AuditProgramme = RecordOf<typeof auditProgramme>

import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, long, person, ref, refs, setOf, text } from '../fields'

/** An internal or external audit (9.2). */
export const audit = defineRecord({
  kind: 'audit',
  prefix: 'IA',
  class: 'audit',
  clause: '9.2',
  icon: 'clipboard-check',
  yearRef: true,
  title: 'title',
  indexes: ['programme', 'type', 'status', 'leadAuditor'],
  states: { field: 'status', final: ['completed', 'cancelled'] },
  order: [
    ['plannedFrom', 'plannedTo'],
    ['performedFrom', 'performedTo'],
    ['windowFrom', 'windowTo'],
  ],
  fields: {
    title: text('*'),
    programme: ref('auditProgramme'),
    type: enumOf(
      ['internal', 'stage1', 'stage2', 'surveillance', 'recertification', 'soc2Type1', 'soc2Type2', 'supplier'],
      '*',
    ),
    objectives: long('*'),
    scope: long('*'),
    criteria: long('*'),
    methods: long('*'),
    leadAuditor: person('*'),
    auditors: setOf('person', '*'),
    auditees: setOf('person'),
    plannedFrom: date('*'),
    plannedTo: date('*'),
    performedFrom: date(),
    performedTo: date(),
    windowFrom: date(),
    windowTo: date(),
    status: enumOf(['planned', 'inProgress', 'reporting', 'completed', 'cancelled'], '*'),
    summary: long(),
    conclusion: enumOf(['conforms', 'conformsWithMinors', 'doesNotConform']),
    distribution: setOf('person'),
    reportedOn: date(),
    report: refs('evidence'),
  },
  sections: [
    {
      key: 'plan',
      fields: ['title', 'type', 'programme', 'objectives', 'scope', 'criteria', 'methods', 'plannedFrom', 'plannedTo'],
    },
    { key: 'people', fields: ['leadAuditor', 'auditors', 'auditees'] },
    { key: 'performance', fields: ['performedFrom', 'performedTo', 'windowFrom', 'windowTo', 'status'] },
    { key: 'report', fields: ['summary', 'conclusion', 'distribution', 'reportedOn', 'report'] },
  ],
  profiles: {
    main: {
      fields: { except: ['status'] },
      composite: [
        {
          name: 'items',
          kind: 'auditItem',
          naming: 'audit',
          fields: ['requirement', 'result', 'objectiveEvidence', 'auditor'],
        },
        { name: 'findings', kind: 'finding', naming: 'audit', fields: ['grade', 'requirement', 'statement'] },
      ],
      signed: { sign: [{ holderOf: 'leadAuditor' }] },
    },
    independence: { fields: ['title', 'scope', 'criteria', 'auditors', 'auditees'], signed: { declare: ['auditor'] } },
  },
})

export type Audit = RecordOf<typeof audit>

import { defineRecord, type RecordOf } from '../defineRecord'
import { bool, date, enumOf, int, long, person, refs, reqs, setOf, text } from '../fields'

/** One risk, written as cause, event and consequence (6.1.2 c-e, 8.2). Levels are computed (RS), never stored. */
export const risk = defineRecord({
  kind: 'risk',
  prefix: 'R',
  class: 'register',
  clause: '6.1.2',
  icon: 'radar',
  title: 'title',
  indexes: ['owner', 'status', 'option', 'controls', 'reqs', 'assets'],
  states: { field: 'status', final: ['closed'] },
  fields: {
    title: text('*'),
    cause: long(),
    event: long('*'),
    consequence: long('*'),
    assets: refs('asset'),
    processes: setOf('text'),
    threats: refs('threat'),
    vulnerabilities: refs('vulnerability'),
    issues: refs('issue'),
    properties: setOf(['C', 'I', 'A'], '*'),
    owner: person('*'),
    controls: refs('control'),
    reqs: reqs(),
    inherentL: int(),
    inherentI: int(),
    currentL: int('*'),
    currentI: int('*'),
    residualL: int(),
    residualI: int(),
    rationale: long('*'),
    assessedOn: date('*'),
    assessedBy: person(),
    matrixHash: text('*'),
    option: enumOf(['modify', 'retain', 'avoid', 'share']),
    optionReason: long(),
    fraud: bool(),
    status: enumOf(['open', 'closed'], '*'),
    closedReason: long(),
  },
  sections: [
    { key: 'description', fields: ['title', 'cause', 'event', 'consequence', 'properties', 'owner', 'fraud'] },
    { key: 'sources', fields: ['assets', 'processes', 'threats', 'vulnerabilities', 'issues'] },
    {
      key: 'assessment',
      fields: ['inherentL', 'inherentI', 'currentL', 'currentI', 'rationale', 'assessedOn', 'assessedBy', 'matrixHash'],
    },
    { key: 'treatment', fields: ['option', 'optionReason', 'residualL', 'residualI', 'controls', 'reqs'] },
    { key: 'state', fields: ['status', 'closedReason'] },
  ],
  profiles: {
    treatment: {
      fields: ['title', 'event', 'owner', 'option', 'optionReason', 'residualL', 'residualI', 'reqs'],
      composite: [
        {
          name: 'actions',
          kind: 'treatmentAction',
          naming: 'risks',
          fields: ['title', 'responsible', 'due', 'controls'],
        },
      ],
      signed: { approve: [{ holderOf: 'owner' }], reject: [{ holderOf: 'owner' }] },
    },
    main: { fields: 'all', signed: { confirm: [{ holderOf: 'owner' }, 'lead'] } },
  },
  validate: (row) =>
    row.status === 'closed' && !row.closedReason?.trim()
      ? [{ type: 'closedReasonMissing', field: 'closedReason', message: 'Say why the risk is closed (TR9).' }]
      : [],
})

export type Risk = RecordOf<typeof risk>

import { defineRecord, type Authority, type RecordOf } from '../defineRecord'
import { bool, date, enumOf, long, period, person, ref, refs, reqs, rich, setOf, text } from '../fields'

/** The persons listed; if none are, top management, or a lead for policies other than the top policy (PO2). */
const approvers: readonly Authority[] = [
  {
    allOf: 'approvers',
    ifNone: ['topManagement', { when: { field: 'level', is: 'top' }, then: 'topManagement', otherwise: 'lead' }],
  },
]

/**
 * Policy, topic policy, procedure or standard (5.2, 7.5, A.5.1). `body` is the working copy; the version in force is
 * the approved frozen copy (PO3).
 */
export const policy = defineRecord({
  kind: 'policy',
  prefix: 'PO',
  class: 'register',
  clause: '5.2',
  icon: 'scroll-text',
  title: 'title',
  indexes: ['owner', 'level', 'reqs', 'controls'],
  acyclic: ['replacedBy'],
  fields: {
    title: text('*'),
    level: enumOf(['top', 'topic', 'procedure', 'standard'], '*'),
    body: rich('*'),
    owner: person('*'),
    approvers: setOf('person', '!'),
    audience: setOf('person'),
    attest: bool(),
    reviewEvery: period(),
    effectiveFrom: date(),
    reattest: bool(),
    changeSummary: long(),
    setsObjectives: bool(),
    commitsRequirements: bool(),
    commitsImprovement: bool(),
    reqs: reqs(),
    controls: refs('control'),
    classification: enumOf(['public', 'internal', 'confidential']),
    retiredOn: date(),
    replacedBy: ref('policy'),
  },
  sections: [
    { key: 'document', fields: ['title', 'level', 'body', 'changeSummary'] },
    { key: 'approval', fields: ['owner', 'approvers', 'effectiveFrom', 'reattest', 'reviewEvery'] },
    { key: 'commitments', fields: ['setsObjectives', 'commitsRequirements', 'commitsImprovement'] },
    { key: 'reach', fields: ['audience', 'attest', 'classification', 'reqs', 'controls'] },
    { key: 'end', fields: ['retiredOn', 'replacedBy'] },
  ],
  profiles: {
    main: {
      fields: [
        'title',
        'level',
        'body',
        'approvers',
        'effectiveFrom',
        'reattest',
        'changeSummary',
        'setsObjectives',
        'commitsRequirements',
        'commitsImprovement',
      ],
      // ST8, PO2: all approvers sign the same content; for a top policy one of them must be top management.
      complete: { approvers: 'approvers', topManagementWhen: { field: 'level', is: 'top' } },
      signed: { approve: approvers, reject: approvers, confirm: [{ holderOf: 'owner' }, 'lead'], attest: ['any'] },
    },
  },
  validate: (row) =>
    row.retiredOn !== undefined && row.replacedBy === undefined && !row.changeSummary?.trim()
      ? [
          {
            type: 'retireReasonMissing',
            field: 'replacedBy',
            message: 'Name the policy that replaces it, or say in the change summary why it is retired (PO8).',
          },
        ]
      : [],
})

export type Policy = RecordOf<typeof policy>

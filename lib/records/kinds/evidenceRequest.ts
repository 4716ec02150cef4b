import { defineRecord, type RecordOf } from '../defineRecord'
import { bool, date, enumOf, long, person, ref, refs, reqs, text } from '../fields'

/**
 * What an auditor asks for. The answer is a separate record (evidenceSubmission), so that neither side overwrites the
 * other.
 */
export const evidenceRequest = defineRecord({
  kind: 'evidenceRequest',
  prefix: 'ER',
  class: 'audit',
  clause: '9.2',
  icon: 'clipboard-list',
  title: 'title',
  indexes: ['audit', 'assignee', 'due', 'controls', 'reqs'],
  fields: {
    audit: ref('audit'),
    title: text('*'),
    description: long('*'),
    reqs: reqs(),
    controls: refs('control'),
    population: text(),
    sample: text(),
    periodFrom: date(),
    periodTo: date(),
    due: date('*'),
    assignee: person(),
    verdict: enumOf(['accepted', 'rejected']),
    verdictReason: text(),
    verdictOn: date(),
    verdictFor: ref('evidenceSubmission'),
    withdrawn: bool(),
  },
  sections: [
    { key: 'asked', fields: ['title', 'description', 'audit', 'due', 'assignee', 'reqs', 'controls'] },
    { key: 'population', fields: ['population', 'sample', 'periodFrom', 'periodTo'] },
    { key: 'verdict', fields: ['verdict', 'verdictReason', 'verdictOn', 'verdictFor', 'withdrawn'] },
  ],
  validate: (row) =>
    row.verdict === 'rejected' && !row.verdictReason?.trim()
      ? [
          {
            type: 'verdictReasonMissing',
            field: 'verdictReason',
            message: 'Say why the answer is rejected, so that it can be put right.',
          },
        ]
      : [],
})

export type EvidenceRequest = RecordOf<typeof evidenceRequest>

import { defineRecord, type RecordOf } from '../defineRecord'
import { date, long, person, ref, refs } from '../fields'

/** The answer to an evidence request. */
export const evidenceSubmission = defineRecord({
  kind: 'evidenceSubmission',
  prefix: 'ES',
  class: 'evidence',
  clause: '9.2',
  icon: 'clipboard-list',
  title: 'text',
  indexes: ['request', 'evidence', 'submittedBy'],
  fields: {
    request: ref('evidenceRequest', '*'),
    evidence: refs('evidence'),
    text: long(),
    submittedOn: date('*'),
    submittedBy: person('*'),
  },
})

export type EvidenceSubmission = RecordOf<typeof evidenceSubmission>

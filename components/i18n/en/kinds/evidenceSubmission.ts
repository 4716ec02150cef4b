export const evidenceSubmission = {
  one: 'Submission',
  many: 'Submissions',
  new: 'New submission',
  empty: { title: 'Nothing handed in yet', text: 'Answers to requests appear here with the evidence they name.' },
  fields: {
    request: 'Request',
    evidence: 'Evidence',
    text: 'Note',
    submittedOn: 'Handed in',
    submittedBy: 'Handed in by',
  },
  sections: { main: 'Submission', more: 'More' },
  values: {},
}

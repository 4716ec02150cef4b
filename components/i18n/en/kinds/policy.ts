export const policy = {
  one: 'Policy', many: 'Policies', new: 'New policy',
  empty: { title: 'No policies yet', text: 'Begin with the information security policy. A starter text saves the first hour.' },
  fields: {
    title: 'Policy', level: 'Level', body: 'Text', owner: 'Owner', approvers: 'Approved by', audience: 'Audience',
    attest: 'To be acknowledged', reviewEvery: 'Review every', effectiveFrom: 'Effective from', reattest: 'Acknowledge again',
    changeSummary: 'What changed', setsObjectives: 'Frames objectives (5.2 b)', commitsRequirements: 'Commits to requirements (5.2 c)',
    commitsImprovement: 'Commits to improvement (5.2 d)', reqs: 'Requirements', controls: 'Controls', classification: 'Classification',
    retiredOn: 'Retired on', replacedBy: 'Replaced by',
  },
  sections: { document: 'Document', approval: 'Approval', commitments: 'Commitments', reach: 'Reach', end: 'End', more: 'More' },
  values: {
    level: { top: 'Top', topic: 'Topic', procedure: 'Procedure', standard: 'Standard' },
    classification: { public: 'Public', internal: 'Internal', confidential: 'Confidential' },
  },
}

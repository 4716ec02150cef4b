export const finding = {
  one: 'Finding', many: 'Findings', new: 'New finding',
  empty: { title: 'No findings', text: 'What audits found: nonconformities, observations, opportunities and strengths.' },
  fields: {
    audit: 'Audit', item: 'Item', requirement: 'Requirement', grade: 'Grade', title: 'Finding', statement: 'Asked for',
    objectiveEvidence: 'Seen', gap: 'Gap', evidence: 'Evidence', controls: 'Controls', raisedBy: 'Raised by',
    raisedOn: 'Raised', acknowledgedBy: 'Acknowledged by', withdrawn: 'Withdrawn',
  },
  sections: { main: 'Finding', more: 'More' },
  values: { grade: { major: 'Major', minor: 'Minor', observation: 'Observation', opportunity: 'Opportunity', strength: 'Strength' } },
}

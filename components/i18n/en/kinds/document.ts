export const document = {
  one: 'Document', many: 'Documents', new: 'New document',
  empty: {
    title: 'No documents registered yet',
    text: 'Procedures, plans, contracts and standards that live elsewhere, with their owner and review date.',
  },
  fields: {
    title: 'Title', type: 'Type', origin: 'Origin', location: 'Location', owner: 'Owner', edition: 'Edition',
    classification: 'Classification', retention: 'Kept for', evidence: 'Evidence', reqs: 'Requirements', reviewEvery: 'Review every',
    reviewedOn: 'Reviewed',
  },
  sections: { main: 'Document', more: 'More' },
  values: {
    type: {
      procedure: 'Procedure', record: 'Record', plan: 'Plan', contract: 'Contract', standard: 'Standard', diagram: 'Diagram',
      other: 'Other',
    },
    origin: { internal: 'Internal', external: 'External' },
    classification: { public: 'Public', internal: 'Internal', confidential: 'Confidential' },
  },
}

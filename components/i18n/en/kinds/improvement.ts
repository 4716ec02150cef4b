export const improvement = {
  one: 'Improvement', many: 'Improvements', new: 'New improvement',
  empty: { title: 'No improvements yet', text: 'What you do better, and what came of it.' },
  fields: {
    title: 'Title', source: 'Source', benefit: 'Expected benefit', owner: 'Owner', due: 'Due', status: 'Status', doneOn: 'Done on',
    realised: 'What came of it', metrics: 'Metrics', links: 'Links',
  },
  sections: { main: 'Improvement', more: 'More' },
  values: {
    source: { finding: 'Finding', review: 'Review', metric: 'Metric', staff: 'Staff', incident: 'Incident', feedback: 'Feedback', other: 'Other' },
    status: { proposed: 'Proposed', accepted: 'Accepted', inProgress: 'Under way', done: 'Done', rejected: 'Rejected' },
  },
}

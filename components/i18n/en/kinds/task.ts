export const task = {
  one: 'Task', many: 'Tasks', new: 'New task',
  empty: { title: 'No tasks yet', text: 'Recurring work with an owner and a date is what keeps an ISMS alive.' },
  fields: {
    title: 'Task', purpose: 'Purpose', description: 'What to do', assignee: 'Assigned to', due: 'Due', rules: 'Repeats',
    until: 'Until', done: 'Done', skipped: 'Skipped', links: 'About', status: 'Status',
  },
  sections: { main: 'Task', more: 'More' },
  values: {
    purpose: {
      accessReview: 'Access review', riskReview: 'Risk review', internalAudit: 'Internal audit', managementReview: 'Management review',
      policyReview: 'Policy review', supplierReview: 'Supplier review', backupTest: 'Backup test', continuityTest: 'Continuity test',
      awareness: 'Awareness', metric: 'Metric', evidence: 'Evidence', other: 'Other',
    },
    status: { open: 'Open', closed: 'Closed' },
  },
}

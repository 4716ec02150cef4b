export const metric = {
  one: 'Metric', many: 'Metrics', new: 'New metric',
  empty: {
    title: 'Nothing is measured yet',
    text: 'Three to ten figures that say whether information security works. Each with a target and an owner.',
  },
  fields: {
    title: 'Metric', purpose: 'Purpose', method: 'Formula and source', unit: 'Unit', direction: 'Better when', targets: 'Targets',
    every: 'Measured', collector: 'Collected by', analyst: 'Analysed by', analysedWhen: 'Analysed when', start: 'Since',
    objectives: 'Objectives', controls: 'Controls', reqs: 'Requirements', status: 'Status',
  },
  sections: { metric: 'Metric', responsibility: 'Responsibility', links: 'Links', more: 'More' },
  values: {
    direction: { higher: 'Higher', lower: 'Lower', band: 'Within a band' },
    every: { weekly: 'Weekly', monthly: 'Monthly', quarterly: 'Quarterly', semiannual: 'Twice a year', annual: 'Yearly' },
    status: { draft: 'Draft', active: 'Active', retired: 'Retired' },
  },
}

export const evidenceRequest = {
  one: 'Request', many: 'Requests', new: 'New request',
  empty: { title: 'No requests yet', text: 'An auditor asks here for what he wants to see. Captures answer it directly.' },
  fields: {
    audit: 'Audit', title: 'Request', description: 'What is asked', reqs: 'Requirements', controls: 'Controls',
    population: 'Population', sample: 'Sample', periodFrom: 'Period from', periodTo: 'Period to', due: 'Due', assignee: 'Assigned to',
    verdict: 'Verdict', verdictReason: 'Why', verdictOn: 'Judged', verdictFor: 'Judged submission', withdrawn: 'Withdrawn',
  },
  sections: { asked: 'What is asked', population: 'Population and period', verdict: 'Verdict', more: 'More' },
  values: { verdict: { accepted: 'Accepted', rejected: 'Rejected' } },
}

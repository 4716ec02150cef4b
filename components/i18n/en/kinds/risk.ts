export const risk = {
  one: 'Risk', many: 'Risks', new: 'New risk',
  empty: { title: 'No risks yet', text: 'Five real ones are worth more than fifty copied. Write what could happen, why, and what it would cost.' },
  fields: {
    title: 'Risk', cause: 'Cause', event: 'Event', consequence: 'Consequence', assets: 'Assets', processes: 'Processes',
    threats: 'Threats', vulnerabilities: 'Vulnerabilities', issues: 'Issues', properties: 'Touches', owner: 'Owner',
    controls: 'Controls', reqs: 'Asked for by', inherentL: 'Inherent likelihood', inherentI: 'Inherent impact',
    currentL: 'Current likelihood', currentI: 'Current impact', residualL: 'Residual likelihood', residualI: 'Residual impact',
    rationale: 'Rationale', assessedOn: 'Assessed', assessedBy: 'Assessed by', matrixHash: 'Scored under', option: 'Treatment',
    optionReason: 'Why this option', fraud: 'Fraud considered', status: 'Status', closedReason: 'Why closed',
  },
  sections: { description: 'Description', sources: 'Sources', assessment: 'Assessment', treatment: 'Treatment', state: 'State', more: 'More' },
  values: {
    properties: { C: 'Confidentiality', I: 'Integrity', A: 'Availability' },
    option: { modify: 'Modify', retain: 'Retain', avoid: 'Avoid', share: 'Share' }, status: { open: 'Open', closed: 'Closed' },
  },
}

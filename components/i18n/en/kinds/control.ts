export const control = {
  one: 'Control', many: 'Controls', new: 'New control',
  empty: { title: 'No controls yet', text: 'Write down what you really do. Annex A rows are requirements; controls are your answers to them.' },
  fields: {
    title: 'Control', description: 'What is done', types: 'Type', nature: 'Nature', owner: 'Owner', reqs: 'Meets', status: 'Status',
    implementedOn: 'In place since', frequency: 'Runs', automation: 'Automation', key: 'Key control', testProcedure: 'How to test',
    testEvery: 'Test every', evidenceNeeded: 'Evidence needed', evidenceMaxAge: 'Evidence counts for', policies: 'Policies',
    assets: 'Assets', suppliers: 'Suppliers', priority: 'Priority', cost: 'Cost per year',
  },
  sections: { description: 'Description', operation: 'Operation', testing: 'Testing and evidence', links: 'Links', more: 'More' },
  values: {
    types: { preventive: 'Preventive', detective: 'Detective', corrective: 'Corrective' },
    nature: { technical: 'Technical', administrative: 'Administrative', physical: 'Physical', people: 'People' },
    status: { planned: 'Planned', inProgress: 'In progress', operating: 'Operating', degraded: 'Degraded', retired: 'Retired' },
    frequency: {
      continuous: 'Continuously', perEvent: 'Per event', daily: 'Daily', weekly: 'Weekly', monthly: 'Monthly', quarterly: 'Quarterly',
      semiannual: 'Twice a year', annual: 'Yearly',
    },
    automation: { manual: 'Manual', partly: 'Partly automated', automated: 'Automated' },
  },
}

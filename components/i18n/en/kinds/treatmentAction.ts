export const treatmentAction = {
  one: 'Treatment action', many: 'Treatment actions', new: 'New action',
  empty: { title: 'No actions yet', text: 'Each step that lowers a risk, with who does it and by when.' },
  fields: {
    title: 'Action', description: 'Description', risks: 'Risks', controls: 'Controls', responsible: 'Responsible', start: 'Start',
    due: 'Due', resources: 'Resources', cost: 'Cost', status: 'Status', completedOn: 'Completed', evidence: 'Evidence',
    blockedReason: 'Why blocked or cancelled',
  },
  sections: { main: 'Treatment action', more: 'More' },
  values: { status: { planned: 'Planned', inProgress: 'Under way', blocked: 'Blocked', done: 'Done', cancelled: 'Cancelled' } },
}

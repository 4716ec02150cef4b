export const correctiveAction = {
  one: 'Corrective action', many: 'Corrective actions', new: 'New corrective action',
  empty: { title: 'No corrective actions', text: 'What removes the cause of a nonconformity.' },
  fields: {
    nonconformity: 'Nonconformity', title: 'Title', description: 'Description', responsible: 'Responsible', due: 'Due',
    status: 'Status', completedOn: 'Completed', evidence: 'Evidence', controls: 'Controls', round: 'Round',
  },
  sections: { main: 'Corrective action', more: 'More' },
  values: { status: { planned: 'Planned', inProgress: 'Under way', done: 'Done', cancelled: 'Cancelled' } },
}

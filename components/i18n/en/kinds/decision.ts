export const decision = {
  one: 'Decision',
  many: 'Decisions',
  new: 'New decision',
  empty: { title: 'No decisions yet', text: 'What management reviews decided, with owner and date.' },
  fields: {
    review: 'Review',
    type: 'Type',
    text: 'Decision',
    owner: 'Owner',
    due: 'Due',
    links: 'Links',
    status: 'Status',
    doneOn: 'Done on',
    outcome: 'Outcome',
  },
  sections: { main: 'Decision', more: 'More' },
  values: {
    type: {
      improvement: 'Improvement',
      ismsChange: 'ISMS change',
      resources: 'Resources',
      risk: 'Risk',
      other: 'Other',
    },
    status: { open: 'Open', done: 'Done', dropped: 'Dropped' },
  },
}

export const communication = {
  one: 'Communication',
  many: 'Communication plan',
  new: 'New entry',
  empty: {
    title: 'Nothing planned yet',
    text: 'What is said to whom, when and by whom, inside and outside the organisation.',
  },
  fields: {
    subject: 'Subject',
    direction: 'Direction',
    audience: 'With whom',
    when: 'When',
    method: 'How',
    owner: 'By whom',
    task: 'Task',
  },
  sections: { main: 'Communication', more: 'More' },
  values: { direction: { internal: 'Internal', external: 'External' } },
}

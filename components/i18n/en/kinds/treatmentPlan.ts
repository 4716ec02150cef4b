export const treatmentPlan = {
  one: 'Treatment plan',
  many: 'Treatment plans',
  new: 'New plan',
  empty: {
    title: 'No risk treatment plan yet',
    text: 'The document that top management approves: which risks are treated in which period.',
  },
  fields: {
    title: 'Title',
    from: 'From',
    to: 'To',
    summary: 'Summary',
    risks: 'Risks',
    budget: 'Budget',
    currency: 'Currency',
  },
  sections: { main: 'Treatment plan', more: 'More' },
  values: {},
}

export const competence = {
  one: 'Competence',
  many: 'Competence',
  new: 'New competence record',
  empty: {
    title: 'No competence recorded yet',
    text: 'What each ISMS role needs to know, who knows it, and what proves it.',
  },
  fields: {
    person: 'Person',
    role: 'Role',
    needed: 'What is needed',
    neededLevel: 'Needed level',
    actualLevel: 'Level today',
    basis: 'Based on',
    evidence: 'Evidence',
    gapTask: 'Task that closes the gap',
    assessedOn: 'Assessed',
  },
  sections: { main: 'Competence', more: 'More' },
  values: { basis: { education: 'Education', training: 'Training', experience: 'Experience' } },
}

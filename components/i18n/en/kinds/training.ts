export const training = {
  one: 'Training',
  many: 'Trainings',
  new: 'New training',
  empty: {
    title: 'No trainings yet',
    text: 'Awareness for everybody once a year, role training and exercises for those who need them.',
  },
  fields: {
    title: 'Title',
    type: 'Type',
    content: 'Content',
    audience: 'Audience',
    heldOn: 'Held on',
    due: 'Due',
    attended: 'Attended',
    effectiveness: 'Did it work',
    policies: 'Policies',
    controls: 'Controls',
    evidence: 'Evidence',
  },
  sections: { main: 'Training', more: 'More' },
  values: { type: { awareness: 'Awareness', roleTraining: 'Role training', exercise: 'Exercise' } },
}

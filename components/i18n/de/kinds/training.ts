export const training = {
  one: 'Schulung',
  many: 'Schulungen',
  new: 'Neue Schulung',
  empty: {
    title: 'Noch keine Schulungen',
    text: 'Bewusstsein für alle einmal im Jahr, Rollenschulung und Übungen für die, die sie brauchen.',
  },
  fields: {
    title: 'Titel',
    type: 'Art',
    content: 'Inhalt',
    audience: 'Adressaten',
    heldOn: 'Gehalten am',
    due: 'Fällig',
    attended: 'Teilgenommen',
    effectiveness: 'Hat es gewirkt',
    policies: 'Richtlinien',
    controls: 'Maßnahmen',
    evidence: 'Nachweise',
  },
  sections: { main: 'Schulung', more: 'Mehr' },
  values: { type: { awareness: 'Bewusstsein', roleTraining: 'Rollenschulung', exercise: 'Übung' } },
}

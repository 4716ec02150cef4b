export const evidenceSubmission = {
  one: 'Einreichung',
  many: 'Einreichungen',
  new: 'Neue Einreichung',
  empty: {
    title: 'Noch nichts eingereicht',
    text: 'Antworten auf Anfragen stehen hier mit den Nachweisen, die sie nennen.',
  },
  fields: {
    request: 'Anfrage',
    evidence: 'Nachweise',
    text: 'Notiz',
    submittedOn: 'Eingereicht',
    submittedBy: 'Eingereicht von',
  },
  sections: { main: 'Einreichung', more: 'Mehr' },
  values: {},
}

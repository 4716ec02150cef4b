export const decision = {
  one: 'Beschluss',
  many: 'Beschlüsse',
  new: 'Neuer Beschluss',
  empty: {
    title: 'Noch keine Beschlüsse',
    text: 'Was Managementbewertungen beschlossen haben, mit Eigentümer und Datum.',
  },
  fields: {
    review: 'Bewertung',
    type: 'Art',
    text: 'Beschluss',
    owner: 'Eigentümer',
    due: 'Fällig',
    links: 'Verknüpft',
    status: 'Status',
    doneOn: 'Erledigt am',
    outcome: 'Ergebnis',
  },
  sections: { main: 'Beschluss', more: 'Mehr' },
  values: {
    type: {
      improvement: 'Verbesserung',
      ismsChange: 'Änderung am ISMS',
      resources: 'Ressourcen',
      risk: 'Risiko',
      other: 'Sonstiges',
    },
    status: { open: 'Offen', done: 'Erledigt', dropped: 'Fallen gelassen' },
  },
}

export const improvement = {
  one: 'Verbesserung', many: 'Verbesserungen', new: 'Neue Verbesserung',
  empty: { title: 'Noch keine Verbesserungen', text: 'Was Sie besser machen und was daraus wurde.' },
  fields: {
    title: 'Titel', source: 'Quelle', benefit: 'Erwarteter Nutzen', owner: 'Eigentümer', due: 'Fällig', status: 'Status', doneOn: 'Erledigt am',
    realised: 'Was daraus wurde', metrics: 'Kennzahlen', links: 'Verknüpft',
  },
  sections: { main: 'Verbesserung', more: 'Mehr' },
  values: {
    source: { finding: 'Feststellung', review: 'Bewertung', metric: 'Kennzahl', staff: 'Mitarbeitende', incident: 'Vorfall', feedback: 'Rückmeldung', other: 'Sonstiges' },
    status: { proposed: 'Vorgeschlagen', accepted: 'Angenommen', inProgress: 'In Arbeit', done: 'Erledigt', rejected: 'Abgelehnt' },
  },
}

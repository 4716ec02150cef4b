export const correctiveAction = {
  one: 'Korrekturmaßnahme', many: 'Korrekturmaßnahmen', new: 'Neue Korrekturmaßnahme',
  empty: { title: 'Keine Korrekturmaßnahmen', text: 'Was die Ursache einer Nichtkonformität beseitigt.' },
  fields: {
    nonconformity: 'Nichtkonformität', title: 'Titel', description: 'Beschreibung', responsible: 'Zuständig', due: 'Fällig',
    status: 'Status', completedOn: 'Erledigt am', evidence: 'Nachweise', controls: 'Maßnahmen', round: 'Runde',
  },
  sections: { main: 'Korrekturmaßnahme', more: 'Mehr' },
  values: { status: { planned: 'Geplant', inProgress: 'In Arbeit', done: 'Erledigt', cancelled: 'Abgebrochen' } },
}

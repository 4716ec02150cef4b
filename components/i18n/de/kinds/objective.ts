export const objective = {
  one: 'Ziel', many: 'Ziele', new: 'Neues Ziel',
  empty: { title: 'Noch keine Ziele', text: 'Was die Informationssicherheit erreichen soll, bis wann, und woran Sie es erkennen.' },
  fields: {
    title: 'Titel', statement: 'Wortlaut', policyLink: 'Aus Richtlinie', owner: 'Eigentümer', metrics: 'Kennzahlen', target: 'Zielwert',
    plan: 'Was getan wird', resources: 'Ressourcen', due: 'Fällig', evaluation: 'Wie das Ergebnis beurteilt wird', risks: 'Risiken',
    status: 'Status', closedOn: 'Geschlossen am', result: 'Ergebnis',
  },
  sections: { objective: 'Ziel', plan: 'Plan', result: 'Ergebnis', more: 'Mehr' },
  values: { status: { planned: 'Geplant', inProgress: 'In Arbeit', achieved: 'Erreicht', missed: 'Verfehlt', cancelled: 'Aufgegeben' } },
}

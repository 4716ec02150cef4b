export const treatmentAction = {
  one: 'Behandlungsschritt',
  many: 'Behandlungsschritte',
  new: 'Neuer Schritt',
  empty: {
    title: 'Noch keine Schritte',
    text: 'Jeder Schritt, der ein Risiko senkt, mit dem, der ihn tut, und bis wann.',
  },
  fields: {
    title: 'Schritt',
    description: 'Beschreibung',
    risks: 'Risiken',
    controls: 'Maßnahmen',
    responsible: 'Zuständig',
    start: 'Beginn',
    due: 'Fällig',
    resources: 'Ressourcen',
    cost: 'Kosten',
    status: 'Status',
    completedOn: 'Erledigt am',
    evidence: 'Nachweise',
    blockedReason: 'Warum blockiert oder abgebrochen',
  },
  sections: { main: 'Behandlungsschritt', more: 'Mehr' },
  values: {
    status: {
      planned: 'Geplant',
      inProgress: 'In Arbeit',
      blocked: 'Blockiert',
      done: 'Erledigt',
      cancelled: 'Abgebrochen',
    },
  },
}

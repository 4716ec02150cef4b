export const change = {
  one: 'Geplante Änderung',
  many: 'Geplante Änderungen',
  new: 'Neue Änderung',
  empty: {
    title: 'Keine Änderungen geplant',
    text: 'Änderungen am ISMS selbst: warum, mit welchen Folgen, und wie es dabei vollständig bleibt.',
  },
  fields: {
    title: 'Änderung',
    purpose: 'Zweck',
    consequences: 'Folgen',
    integrity: 'Wie das ISMS vollständig bleibt',
    resources: 'Ressourcen',
    responsible: 'Zuständig',
    planned: 'Geplant für',
    implementedOn: 'Umgesetzt am',
    status: 'Status',
    links: 'Verknüpft',
    outcome: 'Ergebnis',
  },
  sections: { change: 'Änderung', plan: 'Plan', more: 'Mehr' },
  values: {
    status: { proposed: 'Vorgeschlagen', inProgress: 'In Arbeit', implemented: 'Umgesetzt', rejected: 'Abgelehnt' },
  },
}

export const change = {
  one: 'Planned change',
  many: 'Planned changes',
  new: 'New change',
  empty: {
    title: 'No changes planned',
    text: 'Changes of the ISMS itself: why, with what consequences, and how it stays whole meanwhile.',
  },
  fields: {
    title: 'Change',
    purpose: 'Purpose',
    consequences: 'Consequences',
    integrity: 'How the ISMS stays whole',
    resources: 'Resources',
    responsible: 'Responsible',
    planned: 'Planned for',
    implementedOn: 'Implemented on',
    status: 'Status',
    links: 'Links',
    outcome: 'Outcome',
  },
  sections: { change: 'Change', plan: 'Plan', more: 'More' },
  values: {
    status: { proposed: 'Proposed', inProgress: 'Under way', implemented: 'Implemented', rejected: 'Rejected' },
  },
}

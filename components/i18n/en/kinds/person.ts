export const person = {
  one: 'Person',
  many: 'Persons',
  new: 'New person',
  empty: {
    title: 'No persons yet',
    text: 'Owners, assignees and auditors are chosen from here, with or without a key to this workspace.',
  },
  fields: {
    name: 'Name',
    title: 'Role or title',
    unit: 'Unit',
    external: 'External',
    firm: 'Firm',
    activeFrom: 'Active from',
    activeUntil: 'Active until',
  },
  sections: { main: 'Person', more: 'More' },
  values: {},
}

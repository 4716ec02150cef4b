export const threat = {
  one: 'Threat',
  many: 'Threats',
  new: 'New threat',
  empty: { title: 'No threats yet', text: 'A light list of what can cause harm, to pick from when writing risks.' },
  fields: { name: 'Name', origin: 'Origin', description: 'Description' },
  sections: { main: 'Threat', more: 'More' },
  values: { origin: { deliberate: 'Deliberate', accidental: 'Accidental', environmental: 'Environmental' } },
}

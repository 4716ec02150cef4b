export const threat = {
  one: 'Bedrohung',
  many: 'Bedrohungen',
  new: 'Neue Bedrohung',
  empty: {
    title: 'Noch keine Bedrohungen',
    text: 'Eine leichte Liste dessen, was schaden kann, zum Auswählen beim Schreiben von Risiken.',
  },
  fields: { name: 'Name', origin: 'Herkunft', description: 'Beschreibung' },
  sections: { main: 'Bedrohung', more: 'Mehr' },
  values: { origin: { deliberate: 'Vorsätzlich', accidental: 'Unbeabsichtigt', environmental: 'Umwelt' } },
}

export const person = {
  one: 'Person',
  many: 'Personen',
  new: 'Neue Person',
  empty: {
    title: 'Noch keine Personen',
    text: 'Eigentümer, Zuständige und Auditoren werden von hier gewählt, mit oder ohne Schlüssel zu diesem Arbeitsbereich.',
  },
  fields: {
    name: 'Name',
    title: 'Funktion',
    unit: 'Einheit',
    external: 'Extern',
    firm: 'Firma',
    activeFrom: 'Tätig ab',
    activeUntil: 'Tätig bis',
  },
  sections: { main: 'Person', more: 'Mehr' },
  values: {},
}

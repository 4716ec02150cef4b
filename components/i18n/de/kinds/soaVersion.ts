export const soaVersion = {
  one: 'Fassung', many: 'Fassungen', new: 'Fassung einfrieren',
  empty: { title: 'Noch keine Fassung eingefroren', text: 'Frieren Sie die Erklärung zur Anwendbarkeit ein, wenn sie entschieden ist, und lassen Sie sie freigeben.' },
  fields: {
    framework: 'Rahmenwerk', asOf: 'Stand', contentHash: 'Hash des Inhalts', decisionHash: 'Hash der Entscheidungen', frozen: 'Eingefrorene Fassung',
    note: 'Notiz',
  },
  sections: { main: 'Fassung', more: 'Mehr' },
  values: {},
}

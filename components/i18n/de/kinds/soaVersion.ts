export const soaVersion = {
  one: 'Version',
  many: 'Versionen',
  new: 'Version einfrieren',
  empty: {
    title: 'Noch keine Version eingefroren',
    text: 'Frieren Sie die Erklärung zur Anwendbarkeit ein, wenn sie entschieden ist, und lassen Sie sie freigeben.',
  },
  fields: {
    framework: 'Rahmenwerk',
    asOf: 'Stand',
    contentHash: 'Hash des Inhalts',
    decisionHash: 'Hash der Entscheidungen',
    frozen: 'Eingefrorene Version',
    note: 'Notiz',
  },
  sections: { main: 'Version', more: 'Mehr' },
  values: {},
}

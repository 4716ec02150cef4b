export const framework = {
  one: 'Rahmenwerk',
  many: 'Rahmenwerke',
  new: 'Neues Rahmenwerk',
  empty: {
    title: 'Kein eigenes Rahmenwerk',
    text: 'Bringen Sie eines aus einer Tabelle oder einem OSCAL-Katalog mit.',
  },
  fields: {
    frameworkId: 'Id',
    title: 'Titel',
    edition: 'Ausgabe',
    publisher: 'Herausgeber',
    soa: 'Erklärung zur Anwendbarkeit',
    licenceNote: 'Lizenz',
    source: 'Kam aus',
    sourceVersion: 'Version der Datei',
    sourceUrl: 'Adresse',
    importedOn: 'Eingelesen',
    oscal: 'OSCAL',
  },
  sections: { main: 'Rahmenwerk', more: 'Mehr' },
  values: {},
}

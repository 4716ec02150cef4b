export const document = {
  one: 'Dokument', many: 'Dokumente', new: 'Neues Dokument',
  empty: {
    title: 'Noch keine Dokumente verzeichnet',
    text: 'Verfahren, Pläne, Verträge und Normen, die anderswo liegen, mit Eigentümer und Prüfdatum.',
  },
  fields: {
    title: 'Titel', type: 'Art', origin: 'Herkunft', location: 'Ablageort', owner: 'Eigentümer', edition: 'Ausgabe',
    classification: 'Klassifizierung', retention: 'Aufbewahrt', evidence: 'Nachweise', reqs: 'Anforderungen', reviewEvery: 'Prüfen alle',
    reviewedOn: 'Geprüft',
  },
  sections: { main: 'Dokument', more: 'Mehr' },
  values: {
    type: {
      procedure: 'Verfahren', record: 'Aufzeichnung', plan: 'Plan', contract: 'Vertrag', standard: 'Norm', diagram: 'Diagramm',
      other: 'Sonstiges',
    },
    origin: { internal: 'Intern', external: 'Extern' },
    classification: { public: 'Öffentlich', internal: 'Intern', confidential: 'Vertraulich' },
  },
}

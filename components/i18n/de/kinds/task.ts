export const task = {
  one: 'Aufgabe', many: 'Aufgaben', new: 'Neue Aufgabe',
  empty: { title: 'Noch keine Aufgaben', text: 'Wiederkehrende Arbeit mit Eigentümer und Datum hält ein ISMS lebendig.' },
  fields: {
    title: 'Aufgabe', purpose: 'Zweck', description: 'Was zu tun ist', assignee: 'Zugewiesen an', due: 'Fällig', rules: 'Wiederholt sich',
    until: 'Bis', done: 'Erledigt', skipped: 'Übersprungen', links: 'Über', status: 'Status',
  },
  sections: { main: 'Aufgabe', more: 'Mehr' },
  values: {
    purpose: {
      accessReview: 'Zugangsprüfung', riskReview: 'Risikoprüfung', internalAudit: 'Internes Audit', managementReview: 'Managementbewertung',
      policyReview: 'Richtlinienprüfung', supplierReview: 'Lieferantenprüfung', backupTest: 'Test der Sicherung', continuityTest: 'Kontinuitätstest',
      awareness: 'Bewusstsein', metric: 'Kennzahl', evidence: 'Nachweis', other: 'Sonstiges',
    },
    status: { open: 'Offen', closed: 'Geschlossen' },
  },
}

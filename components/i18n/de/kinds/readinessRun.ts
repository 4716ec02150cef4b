export const readinessRun = {
  one: 'Lauf der Auditreife',
  many: 'Läufe der Auditreife',
  new: 'Neuer Lauf der Auditreife',
  empty: {
    title: 'Noch kein Lauf',
    text: 'Jeden Monat und bei jedem Audit, Einfrieren und jeder Bewertung wird ein Lauf behalten; daraus werden die Linien über die Zeit gezeichnet.',
  },
  fields: {
    scores: 'Punkte',
    failing: 'Nicht bestandene Prüfungen',
    counts: 'Zahlen',
    packHash: 'Hash der Eingaben',
    reason: 'Behalten bei',
  },
  sections: { main: 'Lauf', more: 'Mehr' },
  values: {
    reason: {
      month: 'Monatsanfang',
      audit: 'Ende eines Audits',
      soa: 'Einfrieren der Erklärung zur Anwendbarkeit',
      review: 'Managementbewertung',
      asked: 'Auf Verlangen',
    },
  },
}

export const finding = {
  one: 'Feststellung', many: 'Feststellungen', new: 'Neue Feststellung',
  empty: { title: 'Keine Feststellungen', text: 'Was Audits fanden: Haupt- und Nebenabweichungen, Beobachtungen, Verbesserungspotenziale und Stärken.' },
  fields: {
    audit: 'Audit', item: 'Prüfpunkt', requirement: 'Anforderung', grade: 'Einstufung', title: 'Feststellung', statement: 'Verlangt',
    objectiveEvidence: 'Gesehen', gap: 'Lücke', evidence: 'Nachweise', controls: 'Maßnahmen', raisedBy: 'Festgestellt von',
    raisedOn: 'Festgestellt', acknowledgedBy: 'Zur Kenntnis genommen von', withdrawn: 'Zurückgezogen',
  },
  sections: { main: 'Feststellung', more: 'Mehr' },
  values: { grade: { major: 'Hauptabweichung', minor: 'Nebenabweichung', observation: 'Beobachtung', opportunity: 'Verbesserungspotenzial', strength: 'Stärke' } },
}

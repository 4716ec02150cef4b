export const auditItem = {
  one: 'Prüfpunkt', many: 'Checkliste', new: 'Neuer Prüfpunkt',
  empty: { title: 'Noch keine Prüfpunkte', text: 'Jede Anforderung, die dieses Audit betrachtet.' },
  fields: {
    audit: 'Audit', requirement: 'Anforderung', question: 'Frage', method: 'Methode', population: 'Grundgesamtheit',
    populationSize: 'Größe', sampleSize: 'Stichprobe', selection: 'Auswahl', samples: 'Gezogene Stichprobe', exceptionsFound: 'Abweichungen',
    objectiveEvidence: 'Objektiver Nachweis', evidence: 'Nachweise', result: 'Ergebnis', auditor: 'Auditor', assessedOn: 'Beurteilt am',
  },
  sections: { checked: 'Was geprüft wird', sample: 'Stichprobe', result: 'Ergebnis', more: 'Mehr' },
  values: {
    method: { interview: 'Befragung', document: 'Dokumente', observation: 'Beobachtung', sample: 'Stichprobe', reperform: 'Nachvollzug' },
    selection: { all: 'Alle', random: 'Zufällig', systematic: 'Systematisch', judgemental: 'Nach Ermessen' },
    result: {
      notAssessed: 'Nicht beurteilt', conforms: 'Konform', nonconforms: 'Nicht konform', observation: 'Beobachtung',
      notApplicable: 'Nicht anwendbar',
    },
  },
}

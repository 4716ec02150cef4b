export const settings = {
  one: 'Einstellungen', many: 'Einstellungen', new: 'Einstellungen',
  fields: {
    timeZone: 'Zeitzone', ismsStart: 'ISMS seit', frameworks: 'Rahmenwerke', socCategories: 'SOC-2-Kategorien',
    socReport: 'SOC-2-Bericht', auditInterval: 'Internes Audit alle', reviewInterval: 'Managementbewertung alle',
    contextReview: 'Kontext prüfen alle', policyReview: 'Richtlinien prüfen alle', attestDays: 'Tage zur Kenntnisnahme',
    evidenceMaxAge: 'Nachweis gilt', evidenceWarnDays: 'Tage Vorwarnung vor dem Ende',
    requireEvidenceReview: 'Nachweise brauchen eine Prüfung', findingToNcDays: 'Tage von Feststellung zu Nichtkonformität',
    correctionDays: 'Tage zur Korrektur', rootCauseDays: 'Tage zur Ursache', effectivenessWait: 'Wartezeit vor der Wirksamkeitsprüfung',
    taskGraceDays: 'Karenztage für Aufgaben', improvementWindow: 'Rückblick der Verbesserung', activityWindow: 'Rückblick der Aktivität',
    conflictDays: 'Tage zum Klären von Konflikten', readyScore: 'Bereit ab Punktzahl', waivers: 'Durch Entscheidung geregelte Prüfungen', deviceNames: 'Namen der Geräte',
    memberNames: 'Namen der Mitglieder', logo: 'Logo', accent: 'Akzent der Berichte', classification: 'Klassifizierung der Berichte',
  },
  sections: { workspace: 'Arbeitsbereich', intervals: 'Abstände', evidence: 'Nachweise', improvement: 'Verbesserung', reports: 'Berichte', more: 'Mehr' },
  values: {
    socCategories: {
      security: 'Sicherheit', availability: 'Verfügbarkeit', confidentiality: 'Vertraulichkeit',
      processingIntegrity: 'Integrität der Verarbeitung', privacy: 'Datenschutz',
    },
    socReport: { type1: 'Typ 1', type2: 'Typ 2' },
  },
}

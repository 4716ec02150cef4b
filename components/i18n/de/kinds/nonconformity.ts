export const nonconformity = {
  one: 'Nichtkonformität', many: 'Nichtkonformitäten', new: 'Neue Nichtkonformität',
  empty: {
    title: 'Keine Nichtkonformitäten',
    text: 'Eine Anforderung, die nicht erfüllt war: korrigiert, die Ursache beseitigt, die Wirkung von jemand anderem geprüft.',
  },
  fields: {
    title: 'Nichtkonformität', source: 'Quelle', finding: 'Feststellung', incident: 'Vorfall', test: 'Test', requirement: 'Anforderung',
    grade: 'Einstufung', statement: 'Was nicht erfüllt ist', detectedOn: 'Bemerkt', owner: 'Eigentümer', correction: 'Korrektur',
    correctedOn: 'Korrigiert', consequences: 'Folgen', rootCause: 'Ursache', causeMethod: 'Ermittelt mit',
    similar: 'Ähnliche anderswo', similarNote: 'Wo gesucht', similarNcs: 'Ähnliche Nichtkonformitäten',
    noActionReason: 'Warum keine Korrekturmaßnahme nötig ist', effectivenessCriteria: 'Wirksam, wenn', effectivenessDue: 'Wirkung prüfen am',
    effectivenessNote: 'Was gesehen wurde', riskUpdate: 'Risikobeurteilung aktualisiert', changes: 'Änderungen', withdrawnReason: 'Warum zurückgezogen',
  },
  sections: { found: 'Gefunden', correction: 'Korrektur', cause: 'Ursache', action: 'Korrekturmaßnahme', effectiveness: 'Wirksamkeit', end: 'Ende', more: 'Mehr' },
  values: {
    source: {
      audit: 'Audit', incident: 'Vorfall', controlTest: 'Test einer Maßnahme', metric: 'Kennzahl', complaint: 'Beschwerde', review: 'Bewertung',
      self: 'Selbst bemerkt', external: 'Extern',
    },
    grade: { major: 'Hauptabweichung', minor: 'Nebenabweichung' },
    causeMethod: {
      fiveWhys: '5-mal Warum', fishbone: 'Ishikawa-Diagramm', faultTree: 'Fehlerbaum', barrier: 'Barrierenanalyse', changeAnalysis: 'Änderungsanalyse',
      other: 'Sonstiges',
    },
    similar: { notChecked: 'Nicht geprüft', none: 'Keine', found: 'Gefunden' },
    riskUpdate: { notAnswered: 'Nicht beantwortet', notNeeded: 'Nicht nötig', done: 'Erledigt' },
  },
}

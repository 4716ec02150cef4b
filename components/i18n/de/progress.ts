/** Verbesserung im Verlauf. */
export const progress = {
  title: 'Es wird besser', months: '{n} Monate', none: 'Noch keine Zahlen im Verlauf', score: 'Auditreife', phases: 'Nach Phase', days: '{n} T', share: '{n} %', from: 'von {n} im {date}', onePoint: 'Bisher eine Zahl. Eine Linie beginnt mit der nächsten.',
  summary: '{name}: {first} am {from}, jetzt {last}, {change}.', summaryPast: '{name}: {first} am {from}, {last} am {to}, {change}. Seither ist nichts bekannt.', asOf: 'am {date}', change: { better: 'besser', worse: 'schlechter', same: 'unverändert' }, findings: 'Feststellungen nach Einstufung', realised: 'Umgesetzte Verbesserungen',
  figure: {
    risksAbove: 'Risiken über den Kriterien', worstLevel: 'Höchste Risikostufe', risksOpen: 'Offene Risiken', soaVerified: 'Belegte Zeilen von Anhang A', soaApplicable: 'Anwendbare Zeilen von Anhang A', testsEffective: 'Maßnahmentests wirksam', patternRatio: 'Belegte Zeiträume der Schlüsselmaßnahmen', evidenceAll: 'Nachweise', evidenceFresh: 'Aktuelle Nachweise',
    evidenceExpiring: 'Bald ablaufende Nachweise', evidenceExpired: 'Abgelaufene Nachweise', attestationRate: 'Kenntnisnahmen', metricsOnTarget: 'Kennzahlen im Ziel', metricsImproving: 'Kennzahlen besser', metricsFlat: 'Kennzahlen unverändert', metricsWorsening: 'Kennzahlen schlechter',
    objectivesAchieved: 'Ziele erreicht', auditCoverage: 'Auditabdeckung', ncOpened: 'Nichtkonformitäten eröffnet', ncClosed: 'Nichtkonformitäten geschlossen', ncMedianDaysToCorrect: 'Tage bis zur Korrektur (Median)', ncMedianDaysToClose: 'Tage bis zum Abschluss (Median)', ncRepeatRate: 'Wiedergekehrte NC aus 12 Monaten', decisionsOnTime: 'Beschlüsse rechtzeitig', improvementsRealised: 'Verbesserungen umgesetzt',
  },
  nc: { title: 'Nichtkonformitäten je Monat', text: '{opened} eröffnet, {closed} geschlossen.', effective: '{k} von {n} Prüfung fand die Maßnahmen wirksam. | {k} von {n} Prüfungen fanden die Maßnahmen wirksam.', month: '{month}: {opened} eröffnet, {closed} geschlossen', opened: 'eröffnet', closed: 'geschlossen' },
}

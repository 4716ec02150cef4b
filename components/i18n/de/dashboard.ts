/** Dashboard, und was auf mich wartet. */
export const dashboard = {
  title: 'Dashboard', waits: 'Wartet auf Sie', waitsNone: 'Nichts wartet auf Sie.', riskMap: 'Risikokarte', stageAbove: '{stage}, {n} darüber', moreAbove: '+{n}', openGroup: 'offen', soa: 'Erklärung zur Anwendbarkeit', evidence: 'Nachweise', inAll: '{n} insgesamt, {m} wartet auf Prüfung | {n} insgesamt, {m} warten auf Prüfung', broken: '{n}, dessen Datei fehlt oder verändert ist | {n}, deren Dateien fehlen oder verändert sind',
  evidenceState: { fresh: '{n} aktuell', expiring: '{n} endet binnen {d} Tagen | {n} enden binnen {d} Tagen', future: '{n} über künftige Tage', unlinked: '{n} nicht verknüpft', expired: '{n} abgelaufen', followed: '{n} durch neuere abgelöst' }, next: 'Nächste 30 Tage', late: '{n} zu spät', due: '{n} fällig', lateBy: '{n} T zu spät', inDays: '{n} T', today: 'heute', moreLate: '{n} weitere zu spät | {n} weitere zu spät', nothingDue: 'In den nächsten 30 Tagen ist nichts fällig.',
  verdict: {
    rest: '{n} weiterer Punkt zu klären. | {n} weitere Punkte zu klären.', pass: '{n} von {m} Prüfungen bestanden.', waived: '{n} durch Entscheidung geregelt. | {n} durch Entscheidung geregelt.', blockers: 'Blocker | Blocker', warnings: 'Warnung | Warnungen', advice: 'Hinweis | Hinweise',
  },
  wheel: 'Planen, umsetzen, prüfen, handeln', byClause: 'Nach Abschnitt', better: 'Es wird besser', betterNote: 'Auditreife, und woher sie kommt', patterns: 'Schlüsselmaßnahmen je Zeitraum', patternsNote: '12 Monate', patternsNone: 'Noch ist keine wiederkehrende Schlüsselmaßnahme in Betrieb.', evidenceEnds: '{title}: Nachweis endet',
  wait: {
    reviews: 'Erfassungen, die auf Prüfung warten: {n}', review: '{ref} prüfen: {title}', task: '{title}', request: 'Von Ihnen erbeten: {title}', submission: 'Beantwortet: {title}', conflict: '{ref} {field}: zwei Werte', mention: 'Erwähnt: {title}', risk: '{ref} {title}', blocker: 'Blocker', late: '{n} T zu spät', in: 'in {n} T', todayDue: 'heute',
  },
  riskCells: '{n} Risiko bei Wahrscheinlichkeit {l}, Auswirkung {i} | {n} Risiken bei Wahrscheinlichkeit {l}, Auswirkung {i}',
}

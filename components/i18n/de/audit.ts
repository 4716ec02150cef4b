/** Audits: Programm, Checkliste, Feststellungen, Bericht, Anfragen und Einreichungen. */
export const audit = {
  tab: { audits: 'Audits', programme: 'Programm', findings: 'Feststellungen', requests: 'Anfragen', submissions: 'Eingereicht', checklist: 'Checkliste', plan: 'Plan', report: 'Bericht' },
  state: { withdrawn: 'Zurückgezogen', accepted: 'Angenommen', rejected: 'Zurückgegeben', submitted: 'Eingereicht', requested: 'Angefragt' },
  handedIn: 'Eingereicht', nothing: 'Noch ist nichts eingereicht.', accept: 'Antwort annehmen', reject: 'Zurückgeben', reason: 'Warum zurückgegeben wird',
  submit: 'Nachweise einreichen', submitted: '{n} eingereicht',
  assessed: 'Prüfpunkte beurteilt', assessedOf: '{n} von {m}', findings: 'Feststellungen', performed: 'Durchgeführt', planned: 'Geplant', window: 'Nachweiszeitraum', declared: 'Unabhängigkeit erklärt', noAuditors: 'Keine Auditoren benannt', noDates: 'Keine Daten', to: '{from} bis {to}',
  grades: { major: '{n} Hauptabw.', minor: '{n} Nebenabw.', observation: '{n} Beobachtung | {n} Beobachtungen', opportunity: '{n} Potenzial | {n} Potenziale', strength: '{n} Stärke | {n} Stärken' },
  open: 'Audit öffnen', notDeclared: '{name} hat keine Unabhängigkeit erklärt', isDeclared: '{name} hat Unabhängigkeit erklärt',
  conflict: {
    own: 'eigene Arbeit', line: '{code} wurde beurteilt von: {reason}.', would: '{name} ist hier nicht unabhängig: {reason}.', brief: '{code}: {reason}', many: '{n} Prüfpunkte beurteilt von jemandem, dem die Arbeit gehört', reassign: 'Neu zuweisen', look: 'Zeigen', since: 'am {day}',
    controlOwner: 'Eigentümer der Maßnahme', policyOwner: 'Eigentümer der Richtlinie', soaOwner: 'Eigentümer der Zeile in der Erklärung zur Anwendbarkeit', tester: 'Tester der Maßnahme', taskDoer: 'Ausführender einer Aufgabe zur Maßnahme', riskOwner: 'Eigentümer eines Risikos dazu', ismsLead: 'ISMS-Leitung oder Vertretung', auditee: 'auditierte Seite',
    text: 'Ein Prüfpunkt, den jemand beurteilt, dem die Arbeit gehört, zählt im Programm nicht.', who: 'Wer sonst könnte', independent: 'unabhängig',
  },
  checklist: {
    id: 'Nr.', requirement: 'Anforderung', how: 'Wie', sample: 'Stichprobe', result: 'Ergebnis', evidence: 'Nachweise', sampleOf: '{n} von {m}', label: 'Checkliste', help: 'Pfeiltasten bewegen, Enter öffnet den Prüfpunkt. 1 konform, 2 nicht konform, 3 Beobachtung, 4 nicht anwendbar, 0 nicht beurteilt.', filterLabel: 'Filter', filter: { all: 'Alle Prüfpunkte', open: 'Nicht beurteilt', conflicts: 'Eigene Arbeit', nonconforms: 'Nicht konform' },
    add: 'Hinzufügen', empty: 'Noch keine Prüfpunkte', emptyText: 'Wählen Sie, was dieses Audit betrachtet: die Abschnitte, die anwendbaren Maßnahmen, oder was dem Programm noch fehlt.', nothing: 'Kein Prüfpunkt passt.', showAll: 'Alle Prüfpunkte zeigen', evidenceCount: '{n} Nachweis | {n} Nachweise', missingSample: 'Stichprobe nicht festgehalten',
  },
  add: {
    title: 'Prüfpunkte zu {ref} hinzufügen', text: 'Jede Anforderung wird ein Prüfpunkt mit einer Frage für den Anfang.', search: 'Nach Nummer oder Wörtern suchen', clauses: 'Abschnitte 4 bis 10', controls: 'Anwendbare Maßnahmen', gaps: 'Lücken des Programms', none: 'Leeren', chosen: '1 gewählt | {n} gewählt', act: '1 Prüfpunkt hinzufügen | {n} Prüfpunkte hinzufügen', done: '1 Prüfpunkt hinzugefügt | {n} Prüfpunkte hinzugefügt', there: 'in diesem Audit', gap: 'Lücke', all: 'Alles aus {group}', nothing: 'Nichts passt.', noApplicable: 'Noch ist keine Zeile der Erklärung zur Anwendbarkeit anwendbar, deshalb werden nur Abschnitte als Satz angeboten.',
  },
  item: {
    assessed: 'Beurteilt von {name}, {date}', remove: 'Von der Checkliste nehmen', removed: '{code} von der Checkliste genommen',
    draw: 'Stichprobe ziehen', drawAgain: 'Neu ziehen', drawn: 'Gezogen: {numbers}.', seed: 'Startwert {seed}; derselbe Startwert zieht dasselbe.', drawnDone: 'Stichprobe von {n} gezogen', link: 'Verknüpfen', capture: 'Erfassen', captureHelp: 'Öffnen Sie die Seite, die es zeigt, und drücken Sie Alt+Shift+E. Wählen Sie diese Anforderung und verknüpfen Sie den Nachweis dann hier.', add: 'Datei hinzufügen',
    raise: 'Feststellung treffen', raiseHint: 'Nicht konform. Sagen Sie in einer Feststellung, was fehlt.', back: 'Zurück zur Liste', guidance: 'Wonach zu sehen ist', noResult: 'Noch kein Ergebnis', set: '{code}: {result}',
  },
  finding: {
    raised: 'Festgestellt', raisedAgo: '{date}, vor {n} Tag | {date}, vor {n} Tagen', raisedToday: '{date}, heute', age: '{n} T', state: { withdrawn: 'Zurückgezogen', closed: 'Geschlossen', resolved: 'Gelöst', inAction: 'In Arbeit', open: 'Offen' }, stateLabel: 'Stand', ageLabel: 'Alter', ncLabel: 'Nichtkonformität',
    noNc: 'Noch keine Nichtkonformität. Fällig {date}.', noNcLate: 'Keine Nichtkonformität, fällig seit {date}.', openNc: 'NC eröffnen', openNcDone: '{ref} eröffnet', askNc: 'Eine Leitung oder ein Bearbeiter eröffnet sie: Auditoren schreiben das Register nicht.', hasNc: 'Beantwortet durch', openOi: 'Verbesserung eröffnen', openOiDone: '{ref} eröffnet', askOi: 'Eine Leitung oder ein Bearbeiter greift es auf: Auditoren schreiben das Register nicht.', noOi: 'Noch hat das niemand aufgegriffen.',
    close: 'Geprüft, schließen', closedBy: 'Geschlossen von {name}, {date}', closedByNc: 'Mit ihrer Nichtkonformität geschlossen', resolvedText: 'Ihre Nichtkonformität ist geschlossen. Die Feststellung schließt der externe Auditor.', stale: 'Nach dem Schließen geändert.', due: 'fällig {date}', late: '{n} T zu spät', withdraw: 'Zurückziehen', unwithdraw: 'Wieder aufnehmen', withdrawn: '{ref} zurückgezogen', reinstated: '{ref} wieder aufgenommen', created: '{ref} festgestellt',
    needs: 'Eine Haupt- oder Nebenabweichung braucht, was verlangt ist, was gesehen wurde und die Lücke.', strength: 'Eine Stärke verlangt nichts.', empty: 'Keine Feststellungen in diesem Audit', emptyText: 'Feststellungen werden an einem Prüfpunkt der Checkliste getroffen.',
  },
  missing: {
    title: 'Bevor unterschrieben werden kann', after: 'Bevor es als vollständig zählt', complete: 'Vollständig. Es zählt im Programm.',
    noItems: 'Kein Prüfpunkt auf der Checkliste', notAssessed: '1 Prüfpunkt nicht beurteilt | {n} Prüfpunkte nicht beurteilt', performedDates: 'Erster und letzter Tag des Audits', findingText: '1 Feststellung ohne Anforderung, Nachweis oder Lücke | {n} Feststellungen ohne Anforderung, Nachweis oder Lücke', summary: 'Zusammenfassung', conclusion: 'Ergebnis',
    declarations: '1 Erklärung der Unabhängigkeit | {n} Erklärungen der Unabhängigkeit', dates: 'Erster und letzter Tag des Audits', report: 'Der Bericht als Nachweis', status: 'Status ist noch nicht abgeschlossen', signature: 'Unterschrift des leitenden Auditors', changedAfterSignature: 'Nach der Unterschrift geändert. Unterschreiben Sie neu.',
  },
  report: {
    open: 'Bericht', sign: 'Unterschreiben', complete: 'Abschließen', start: 'Beginnen', started: '{ref} läuft', toReport: 'Bericht schreiben', reporting: '{ref} im Bericht', signer: 'Nur der leitende Auditor unterschreibt: {name}.', noLead: 'Benennen Sie einen leitenden Auditor, der unterschreibt.', signed: 'Unterschrieben von {name}, {date}', stale: 'Nach der Unterschrift geändert', staleText: 'Was {name} am {date} unterschrieb, ist nicht, was jetzt hier steht. Das Audit ist nicht vollständig, bis neu unterschrieben ist.', unsigned: 'Noch nicht unterschrieben', waiting: 'Die Unterschrift wartet auf den Abgleich', waitingText: 'Für andere zählt sie, sobald sie im gemeinsamen Protokoll steht.',
    void: 'Unterschrift ohne Befugnis', reported: 'Rechtzeitig an die oberste Leitung berichtet.', notTop: 'Niemand aus der obersten Leitung ist unter denen, an die berichtet wird.', reportBy: 'Bis {date} an die oberste Leitung berichten.', beforeSigning: 'An wen und wann, wird mit unterschrieben: Setzen Sie beides vorher.', late: 'Nach dem {date} berichtet; das Audit endete mehr als 30 Tage davor.', noFindings: 'Keine Feststellungen.', revoked: 'Unterschrift zurückgenommen',
    sections: { result: 'Ergebnis', reach: 'Berichtsweg', findings: 'Feststellungen' },
  },
  plan: { independence: 'Unabhängigkeit', declareText: 'Jeder Auditor erklärt für sich, dass er nicht die eigene Arbeit auditiert. Die Erklärung nennt Umfang, Kriterien und auditierte Personen, wie sie stehen.', declare: 'Unabhängigkeit erklären', declaredOn: 'erklärt {date}', notYet: 'nicht erklärt', changed: 'Umfang oder Personen seither geändert', external: 'Audits anderer werden nicht auf Unabhängigkeit geprüft.' },
  programme: {
    choose: 'Programm', coveredLabel: 'Abgedeckt', expected: 'Bis heute erwartet', expectedOf: '{n} von {m}', behind: '{n} im Rückstand', ahead: 'Auf Kurs', gaps: 'Lücken', gapsNone: 'Jede Anforderung steht in einem Audit', gapsSome: '1 Anforderung in keinem Audit | {n} Anforderungen in keinem Audit', period: 'Zeitraum', document: 'Dokument', empty: 'Noch kein Auditprogramm', emptyText: 'Was im Zyklus wann auditiert wird, damit jeder Abschnitt und jede anwendbare Maßnahme an die Reihe kommt.', noPeriod: 'Setzen Sie den Zeitraum des Programms, damit sich seine Audits zählen lassen.',
    requirement: 'Anforderung', standing: 'Stand', map: 'Abdeckung nach Anforderung und Audit', done: 'Abgedeckt', assessed: 'Audit nicht vollständig', planned: 'Geplant', conflict: 'Eigene Arbeit, zählt nicht', gap: 'In keinem Audit', planned_done: '{ref} geplant', filter: { all: 'Alle', gap: 'Lücken', open: 'Nicht abgedeckt' }, group: '{n} von {m}', newTitle: 'Internes Auditprogramm {year}', auditTitle: 'Internes Audit', nothing: 'Hier ist nichts.', gapAct: 'Audit der Lücken planen',
  },
  list: { progress: 'Beurteilt', findings: 'Feststellungen', when: 'Wann', signed: 'Bericht', signedWord: 'unterschrieben', staleWord: 'geändert', unsignedWord: '–', },
}

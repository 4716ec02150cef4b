/** Berichte: was in Dokumenten steht, und die Seite, von der sie kommen. */
export const report = {
  title: {
    soa: 'Erklärung zur Anwendbarkeit', risks: 'Risikoregister', treatment: 'Risikobehandlungsplan', audit: 'Bericht zum internen Audit', auditExternal: 'Auditbericht', review: 'Managementbewertung', nonconformities: 'Nichtkonformitäten und Korrekturmaßnahmen',
    readiness: 'Auditreife', policies: 'Richtlinienbuch', metrics: 'Kennzahlen', objectives: 'Informationssicherheitsziele', attestations: 'Kenntnisnahmen von Richtlinien', suppliers: 'Lieferanten', assets: 'Werte', incidents: 'Vorfälle', tasks: 'Aufgaben',
  },
  coverSheet: 'Bericht', version: 'Version {n}', draft: 'eingefroren, nicht freigegeben', live: 'laufender Stand', asOf: 'Stand {date}', clause: 'ISO/IEC 27001:2022, {clause}', period: '{from} bis {to}', performedTo: 'durchgeführt bis {date}', heldOn: 'abgehalten am {date}',
  noOrganisation: 'Organisation ohne Namen', somebody: 'jemand, der hier nicht erfasst ist', notApproved: 'niemand', statement: 'Eintrag {n}', late: 'überfällig', more: 'und {n} weitere', empty: 'Noch kein Eintrag.', register: 'Register, laufender Stand',
  column: { ref: 'Nr.' },
  field: { approvedBy: 'Freigegeben von', signed: 'Unterschrieben', signature: 'Unterschrift', scope: 'Anwendungsbereich', decided: 'Entschieden', summary: 'Kurz gesagt', method: 'Risikomethode', criteria: 'Akzeptanzkriterien', entries: 'Einträge', open: 'Offen', kind: 'Dokument', asOf: 'Stand' },
  scope: { version: 'Version {n}', rejected: 'Version {n}, seither abgelehnt', expired: 'Version {n}, abgelaufen', stale: 'Version {n}, seither geändert', none: 'nicht freigegeben', revoked: 'Freigabe widerrufen' },
  approval: {
    approved: 'Freigegeben von {name}, {when}', approvedUntil: 'Freigegeben von {name}, {when}, bis {until}', approvedNone: 'Niemand hat das freigegeben', without: 'freigegeben ohne {fields}, weil: {reason}', reason: 'Begründung: {reason}', noReason: 'ohne Begründung', signed: 'Unterschrieben von {name}, {when}', signedUntil: 'Unterschrieben von {name}, {when}, bis {until}', signedNone: 'Nicht unterschrieben',
    accepted: 'Akzeptiert von {name}, {when}', acceptedUntil: 'Akzeptiert von {name}, {when}, bis {until}', acceptedNone: 'Niemand hat das akzeptiert', waiting: 'Wartet auf Abgleich, zählt noch für niemanden', stale: 'Geändert, seit {name} am {when} unterschrieb', rejected: 'Abgelehnt von {name}, {when}',
    revoked: 'Widerrufen; {name} hatte am {when} unterschrieben', expired: 'Endete am {until}; {name} hatte am {when} unterschrieben', void: 'Ohne Befugnis: {name}, {when}',
  },
  watermark: { live: 'Nicht freigegeben, laufender Stand', draft: 'Eingefroren, nicht freigegeben', stale: 'Nach der Freigabe geändert', unsigned: 'Nicht unterschrieben, laufender Stand', staleSigned: 'Nach der Unterschrift geändert', replaced: 'Ersetzt durch Version {n}', withdrawn: 'Freigabe widerrufen' },
  foot: {
    state: 'Stand {hash} · erstellt {when}', pages: '{n} von {m}', internal: 'intern', head: 'Unterschriften bis Eintrag {n} im Protokoll', noStatement: 'Keine Unterschrift im Protokoll', approve: 'Freigabe, Eintrag {n} im Protokoll', approveTop: 'Freigabe durch die oberste Leitung, Eintrag {n} im Protokoll',
    approveStandsIn: 'Freigegeben vom Inhaber des Arbeitsbereichs, oberste Leitung noch nicht benannt; Eintrag {n} im Protokoll', signStandsIn: 'Unterschrieben vom Inhaber des Arbeitsbereichs, oberste Leitung noch nicht benannt; Eintrag {n} im Protokoll',
    sign: 'Unterschrift, Eintrag {n} im Protokoll', signTop: 'Unterschrift der obersten Leitung, Eintrag {n} im Protokoll',
  },
  soa: {
    annexA: 'Anhang A', sheet: 'Anhang A', namedControls: 'Maßnahmen, die die Zeilen nennen', additionalSheet: 'Zusätzliche Maßnahmen', compareSheet: 'Vergleich', compare: 'Änderungen seit {version}', applies: 'Gilt', why: 'Grund', implementation: 'Umsetzung', evidence: 'Nachweise', control: 'Maßnahme', proof: 'Nachweis oder Begründung', proofLive: 'Nachweis oder Begründung',
    covers: '{ref}, bis {date}', more: 'und {n} weitere', noneReviewed: 'keiner geprüft', noJustification: 'keine Begründung', undecidedRow: 'nicht entschieden', decided: '{a} gelten, {i} geerbt, {e} nicht', undecided: '{n} offen', document: 'SoA v{n}', replaced: 'ersetzt durch Version {n}', documentLive: 'SoA, laufend',
    endFrozen: 'Eingefrorene Kopie, nicht der laufende Stand. {rows} Zeilen, danach {additional} zusätzliche Maßnahmen.', endLive: 'Laufender Stand, keine eingefrorene Kopie. {rows} Zeilen, danach {additional} zusätzliche Maßnahmen.',
    applicability: { applicable: 'Ja', notApplicable: 'Nein', inherited: 'Geerbt', undecided: 'Offen' }, reason: { risk: 'Risiko', legal: 'Recht', contractual: 'Vertrag', practice: 'gute Praxis' },
  },
  risks: {
    cia: 'C, I, A', criteria: 'Kriterien', above: 'darüber', within: 'innerhalb', upTo: 'bis {level}', acceptedUntil: 'Akzeptiert bis', notes: 'Zu klären', summary: '{n} offen, {above} über den Kriterien', unlevelled: '{n} ohne Stufe',
    matrix: 'Risikomatrix', matrixCurrent: 'Offene Risiken nach aktueller Stufe', matrixResidual: 'Offene Risiken nach erwartetem Restrisiko', matrixSheet: 'Matrix, {stage}', matrixNote: 'Kräftige Rahmen liegen über den Akzeptanzkriterien: mehr als {level}.',
  },
  treatment: { risks: 'Risiken und Optionen', actions: 'Behandlungsschritte', expected: 'Erwartetes Restrisiko', ownerApproval: 'Freigabe durch Risikoeigentümer', hash: 'Hash des Inhalts', treats: 'Behandelt', noPlan: 'Kein Plan erfasst', outside: 'Über den Kriterien, weder in diesem Plan noch akzeptiert', summary: '{risks} Risiken, {done} von {of} Schritten erledigt' },
  audit: {
    plan: 'Planung', auditors: 'Auditoren und Unabhängigkeit', auditor: 'Auditor', lead: 'Leitender Auditor', role: 'Rolle', declaration: 'Unabhängigkeitserklärung', declaredOn: 'erklärt am {date}, Eintrag {n}', conflicts: 'Beurteilt von jemandem, dem die Arbeit gehört', why: 'Grund', result: 'Ergebnis',
    items: 'Was geprüft wurde', samples: 'Stichproben', size: 'Grundgesamtheit', sample: 'Stichprobe', exceptions: 'Abweichungen', reach: 'Berichterstattung und Unterschrift', topManagement: 'Oberste Leitung', reported: 'erhielt die Ergebnisse rechtzeitig', notReported: 'erhielt die Ergebnisse nicht rechtzeitig', raised: 'Festgestellt',
  },
  review: {
    meeting: 'Sitzung', inputs: 'Eingaben', frozen: 'eingefroren, Stand {date}, {hash}', notFrozen: 'nicht eingefroren', lookedBack: 'Blickt zurück', recorded: 'Erfasst', input: 'Eingabe {letter}: {name}', groupSheet: '{letter} {name}', standing: 'Stand', discussed: 'Besprochen: {text}', notDiscussed: 'Nicht besprochen.',
    decisions: 'Beschlüsse', summary: 'kein Beschluss | {n} Beschluss | {n} Beschlüsse',
  },
  nc: {
    nc: 'NC', document: 'NC-Liste', state: 'Stand', days: 'Tage offen', closedOn: 'Geschlossen', reviewDue: 'Prüfung fällig', verified: 'Wirksamkeit', round: 'Runde', none: 'Keine Nichtkonformität erfasst.', noActions: 'Keine Korrekturmaßnahme erfasst.', summary: '{closed} geschlossen, {late} Korrekturmaßnahme überfällig | {closed} geschlossen, {late} Korrekturmaßnahmen überfällig',
    states: { withdrawn: 'Zurückgezogen', closed: 'Geschlossen', ineffective: 'Nicht wirksam', awaitingReview: 'Wartet auf Prüfung', acting: 'In Umsetzung', analysed: 'Analysiert', corrected: 'Korrigiert', open: 'Offen' },
    decision: { effective: 'Wirksam', notEffective: 'Nicht wirksam', changed: 'Nach der Prüfung geändert' }, dependent: 'Erfasst, schließt nicht, da selbst beteiligt: {by}', lacks: 'Zum Schließen fehlt: {what}',
    need: { correction: 'Korrektur mit Tag', rootCause: 'Ursache', method: 'Methode der Analyse', similar: 'Suche nach ähnlichen Fällen', criteria: 'Kriterien der Wirksamkeit', actions: 'erledigte Maßnahmen' },
  },
  readiness: {
    verdicts: 'Urteile', scores: 'Punkte', fails: 'Nicht bestandene Prüfungen', waivers: 'Durch Entscheidung geregelt', part: 'Teil', viewLabel: 'Ansicht', verdict: 'Urteil', score: 'Punkte', passing: 'Bestanden', failing: 'Nicht bestanden', waived: 'Geregelt', noVerdict: 'nichts trifft zu', capped: '{n}, durch Blocker begrenzt', view: { stage1: 'Stufe 1', stage2: 'Stufe 2', soc2: 'SOC 2' },
    criteria: 'SOC 2: Kriterien, die ein Bericht nennen würde', criteriaSheet: 'Kriterien SOC 2', criteriaNone: 'Kein Kriterium, das ein Bericht nennen würde.', criterion: 'Kriterium', standing: 'Stand',
    lacks: 'Nicht bereit, kein Wert: {what}', notReadyCriteria: 'Nicht bereit, {n} Kriterium, das ein Bericht nennen würde | Nicht bereit, {n} Kriterien, die ein Bericht nennen würde',
    verdictWords: { notReady: 'Nicht bereit | Nicht bereit, {n} Blocker | Nicht bereit, {n} Blocker', nearlyReady: 'Fast bereit', ready: 'Bereit' }, phase: { P: 'Planen', D: 'Umsetzen', C: 'Prüfen', A: 'Handeln' },
    group: { 4: '4 Kontext', 5: '5 Führung', 6: '6 Planung', 7: '7 Unterstützung', 8: '8 Betrieb', 9: '9 Bewertung der Leistung', 10: '10 Verbesserung', A: 'Anhang A im Betrieb', SOC: 'SOC 2' },
    severity: 'Gewicht', severities: { blocker: 'Blocker', warning: 'Warnung', advice: 'Hinweis' }, escalated: 'viele Fälle', check: 'Prüfung', says: 'Was sie sagt', asked: 'Gefragt in', since: 'Seit', count: 'Betroffen', of: '{n} von {m}', records: 'Einträge', fix: 'Was es behebt', reason: 'Begründung', until: 'Bis', by: 'Von',
    nothingFails: 'Alles ist bestanden.', noWaivers: 'Nichts ist durch Entscheidung geregelt.', summary: '{failing} von {of} Prüfungen nicht bestanden', note: 'Gewichte und Schwellen sind das Urteil des Produkts, kein Text einer Norm. Eine Zertifizierungsstelle entscheidet selbst.',
  },
  policies: {
    contents: 'Inhalt', version: 'Version', versionOf: '{ref}, Version {n}', approvedOn: 'Freigegeben', from: 'In Kraft seit', reviewDue: 'Nächste Prüfung', page: 'Seite', none: 'Keine Richtlinie ist in Kraft.', outside: 'Nicht in diesem Buch, weil nichts davon in Kraft ist: {names}.', inForce: 'Richtlinien in Kraft', lastApproval: 'Letzte Freigabe',
    changed: '{n} mit geänderter Arbeitsfassung', unchanged: 'wie freigegeben', workingCopy: 'Arbeitsfassung', differs: 'weicht ab; dies ist der freigegebene Text', away: 'Der freigegebene Text ist noch nicht auf diesem Gerät. Er kommt, sobald ein Gerät mit ihm verbunden ist.',
  },
  lists: {
    lastValue: 'Letzter Wert', lastPeriod: 'Zeitraum bis', target: 'Zielwert', state: 'Stand', stale: 'kein neuer Wert', trend: 'Trend', trends: { improving: 'Besser', flat: 'Gleich', worsening: 'Schlechter', unknown: 'Zu wenige Werte' }, health: 'Stand', approval: 'Freigabe', reviewDue: 'Prüfung fällig', toSettle: 'Zu klären', done: 'Erledigt', doneCount: 'Wie oft erledigt', due: 'Fällig', on: 'Am', overdue: 'Überfällig', policies: 'Richtlinien',
    supplier: { assuranceMissing: 'keine Zusicherung', assuranceEnded: 'Zusicherung abgelaufen', reviewOverdue: 'Prüfung überfällig', contractEnded: 'Vertrag beendet', clausesMissing: 'keine Sicherheitsklauseln', exitPlanMissing: 'kein Ausstiegsplan' },
    attestation: { signed: 'Unterschrieben', recorded: 'In einer Schulung erfasst', waiting: 'Wartet auf Abgleich', overdue: 'Überfällig', open: 'Offen' }, noAttestations: 'Keine Richtlinie in Kraft verlangt eine Kenntnisnahme.',
  },
  what: {
    soa: 'Jede Zeile von Anhang A mit Entscheidung, Grund, Status und Nachweis. Danach fragt eine Zertifizierungsstelle zuerst.', risks: 'Alle Risiken mit Stufen vor und nach der Behandlung, und die Matrix.', treatment: 'Optionen, Behandlungsschritte mit Tagen und die Freigabe der Eigentümer.',
    audit: 'Was geprüft wurde, Stichproben, Feststellungen, Schlussfolgerung und Unterschrift.', review: 'Protokoll mit eingefrorenen Zahlen, Beschlüssen und Urteilen.', nonconformities: 'Jede Nichtkonformität mit Ursache, Maßnahmen und Nachweis der Wirksamkeit.', readiness: 'Urteile, Punkte und was nicht besteht, mit seinen Einträgen.',
    policies: 'Alle Richtlinien in Kraft, mit Version und Freigabe.', metrics: 'Was gemessen wird, letzte Werte gegen Zielwerte.', objectives: 'Ziele mit Plan, Stand und Freigabe.', attestations: 'Wer welche Version zur Kenntnis nahm.', suppliers: 'Lieferanten mit Zusicherungen und Prüfungen.', assets: 'Das Inventar der Werte.', incidents: 'Vorfälle mit Lehren.', tasks: 'Wiederkehrende und einzelne Arbeit mit nächstem Tag.',
  },
  page: {
    documents: 'Dokumente', lists: 'Listen', exchange: 'Export und Import', open: 'Öffnen', print: 'Drucken oder PDF', format: { print: 'Drucken', docx: 'Word', xlsx: 'Excel', csv: 'CSV' }, openOf: 'Öffnen: {title}', formatOf: '{title} als {format}', reading: 'Der Arbeitsbereich wird gelesen.', failed: 'Der Arbeitsbereich ließ sich nicht lesen: {message}', back: 'Berichte', report: 'Bericht',
    option: { version: 'Version', against: 'Vergleich mit', plan: 'Plan', audit: 'Audit', review: 'Bewertung', from: 'Von', to: 'Bis', lang: 'Sprache', paper: 'Papier' }, noCompare: 'nichts', paper: { a4: 'A4', letter: 'Letter' }, making: '{name} wird erstellt', made: '{name} gespeichert', notMade: '{name} wurde nicht erstellt: {message}', cancelled: 'Nichts wurde gesichert.',
    pages: '{n} Seite | {n} Seiten', pageLabel: 'Seite {n} von {m}', layout: 'Die Seiten werden gesetzt.', printHelp: 'Der Druckdialog sichert auch als PDF. Ränder und Seitenzahlen gehören zu den Seiten: Lassen Sie die Kopfzeilen des Browsers weg.', unable: 'Dieser Bericht ist noch nicht möglich',
    status: {
      soa: 'Version {n}, freigegeben {date}', soaDiffers: 'Version {n}, freigegeben {date}; der laufende Stand ist gleich | Version {n}, freigegeben {date}; {d} Zeile weicht ab | Version {n}, freigegeben {date}; {d} Zeilen weichen ab', soaNone: 'Keine Version freigegeben', risks: '{n} offen, {above} über den Kriterien', treatment: '{title}: {state}', treatmentNone: 'Kein Plan erfasst', current: 'freigegeben, wie er steht', notApproved: 'nicht freigegeben', stale: 'nach der Freigabe geändert',
      audit: '{ref}: {state}', auditNone: 'Kein Audit erfasst', review: '{ref}: {state}', reviewNone: 'Keine Bewertung erfasst', signed: 'unterschrieben', unsigned: 'nicht unterschrieben', staleSigned: 'nach der Unterschrift geändert', nonconformities: '{n} von {m} offen', readiness: '{verdict}', readinessNone: 'Noch nicht berechnet', policies: '{n} in Kraft', entries: 'Kein Eintrag | {n} Eintrag | {n} Einträge',
    },
    import: 'Tabelle importieren', importText: 'Register aus Excel oder CSV, mit Probelauf zuerst.', oscal: 'OSCAL', oscalText: 'Kataloge, Komponentendefinition, Prüfergebnisse, POA&M.', packs: 'Nachweispakete', packsText: 'Nachweise mit ihren Siegeln, zum Übergeben und Prüfen.',
  },
  look: {
    title: 'Aussehen der Berichte', lead: 'Logo, Akzent und Klassifizierung stehen auf jedem Bericht dieses Arbeitsbereichs.', logo: 'Logo', choose: 'Bild wählen', replace: 'Ersetzen', remove: 'Entfernen', logoHelp: 'PNG, JPEG oder WebP, höchstens 512 KiB. Es steht oben rechts.', logoAlt: 'Logo der Organisation', logoAway: 'Das Bild ist noch nicht auf diesem Gerät.', accent: 'Akzent', accentHelp: 'Farbe der Linie unter dem Titel, als #rrggbb.',
    notColour: 'Schreiben Sie die Farbe als # und sechs Ziffern, etwa {example}.', tooLight: 'Zu hell auf weißem Papier: Der Kontrast ist {n} zu 1, nötig sind 3 zu 1. Wählen Sie eine dunklere.', classification: 'Klassifizierung', classificationHelp: 'Steht in der Fußzeile. Leer heißt „intern“.', preview: 'Linie unter dem Titel',
  },
}

/** Rahmenwerke: Liste, Katalog, Anforderung, Lücken, Zuordnung, Import. */
export const frameworks = {
  title: 'Rahmenwerke',
  aid: 'Eine Hilfe, keine Bestätigung.',
  list: {
    count: '{n} aktiv', own: 'Eigenes', soa: 'Erklärung zur Anwendbarkeit', on: 'Aktiv', off: 'Inaktiv', turn: '{name} aktiv oder inaktiv', last: 'Ein Rahmenwerk bleibt aktiv. Schalten Sie zuerst ein anderes ein.',
    requirements: 'keine Anforderung | {n} Anforderung | {n} Anforderungen', offText: 'Inaktiv. {n} Anforderungen zum Lesen.', gaps: 'keine Lücke | {n} Lücke | {n} Lücken', turnedOn: '{name} eingeschaltet', turnedOff: '{name} ausgeschaltet',
    explain: 'Einmal bewerten, jedes Rahmenwerk sehen. Eine Anforderung ist erfüllt, wenn ihre Maßnahmen nachgewiesen oder geerbt sind, ein Abschnitt, wenn Prüfungen der Auditreife zutreffen und keine offen ist. Was ein anderes Rahmenwerk beiträgt, kommt über die Zuordnung.',
    import: 'Rahmenwerk importieren', checksUnknown: 'Die Prüfungen der Auditreife liefen hier noch nicht. Abschnitte zählen darum als offen.', retire: 'Archivieren', retired: '{name} archiviert. Anforderungen und Entscheidungen bleiben.',
  },
  soc: {
    categories: 'Kategorien im Umfang', report: 'Bericht', always: 'Sicherheit gehört zu jedem Bericht.', changed: 'Umfang von SOC 2 geändert',
  },
  standing: { met: 'Erfüllt', covered: 'Abgedeckt', partly: 'Teilweise', open: 'Offen', excluded: 'Ausgeschlossen' },
  standingOf: { met: '{n} erfüllt', covered: '{n} durch andere abgedeckt', partly: '{n} teilweise', open: '{n} offen', excluded: '{n} ausgeschlossen' },
  ofTotal: 'von {n}',
  standingText: {
    met: 'Durch eigene Maßnahmen erfüllt.', metClause: 'Keine Prüfung dazu ist offen.', covered: 'Nicht selbst erfüllt. {code} ist erfüllt und verlangt mindestens so viel.', open: 'Noch trägt sie nichts.', excluded: 'In der Erklärung zur Anwendbarkeit ausgeschlossen.',
    partlyOwn: 'Teilweise: {why}.', openOwn: 'Offen: {why}.', partlyBy: 'Teilweise: {n} erfüllte Anforderung anderer Rahmenwerke spricht davon. | Teilweise: {n} erfüllte Anforderungen anderer Rahmenwerke sprechen davon.',
  },
  status: { checksPass: 'Prüfungen bestanden', checksWarn: 'Warnungen', checksFail: 'Blocker', checksIdle: 'Noch nichts zu prüfen', checksUnknown: 'Ungeprüft' },
  missing: {
    openNc: 'eine Nichtkonformität dazu ist offen', decision: 'niemand hat darüber entschieden', control: 'keine Maßnahme nennt sie', checks: 'Prüfungen dazu sind nicht bestanden', checksIdle: 'noch keine Prüfung hat etwas zu beurteilen', checksUnknown: 'die Prüfungen liefen noch nicht', wider: 'sie verlangt mehr als die erfüllten Anforderungen',
    ineffective: '{refs} als unwirksam getestet', implementation: '{refs} noch nicht in Betrieb', operation: '{refs} nicht voll in Betrieb', evidence: '{refs} ohne Nachweis, der heute zählt', test: '{refs} ohne rechtzeitigen wirksamen Test',
  },
  next: {
    decide: 'Entscheiden', takeOver: 'Maßnahmen übernehmen', link: 'Maßnahme verknüpfen', implement: 'In Betrieb nehmen', operate: 'Betrieb herstellen', repair: 'Beheben und neu testen', evidence: 'Nachweis erfassen', test: 'Maßnahme testen', checks: 'Prüfungen ansehen', runChecks: 'Prüfungen ausführen',
  },
  view: { catalogue: 'Katalog', gaps: 'Lücken', crosswalk: 'Zuordnung' },
  search: 'Kennung oder Worte suchen', nothing: 'Nichts passt zu {q}', nothingText: 'Gesucht wird in Kennungen, Titeln und Hinweisen.', clear: 'Leeren',
  column: { code: 'Kennung', requirement: 'Anforderung', status: 'Status', support: 'Aus anderen Rahmenwerken', missing: 'Was fehlt', weakest: 'Schwächstes Glied', next: 'Nächster Schritt', source: 'Diese', relation: 'Beziehung', target: 'Jene', confidence: 'Gewissheit', rationale: 'Warum', standing: 'Stand', origin: 'Urteil' },
  support: { full: 'ganz durch {code}', partial: 'teilweise durch {n}' },
  tree: { open: 'Öffnen', close: 'Schließen', label: 'Anforderungen von {name}' },
  unknown: { title: 'Dieses Rahmenwerk ist nicht hier', text: 'Vielleicht wurde es archiviert, oder der Link gehört zu einem anderen Arbeitsbereich.', back: 'Alle Rahmenwerke' },
  emptyOwn: { title: 'Keine Anforderung ist übrig', text: 'Alle Anforderungen dieses Rahmenwerks sind archiviert. Ein neuer Import bringt sie zurück.' },
  pane: {
    guidance: 'Was verlangt wird', help: 'Wonach Auditoren fragen', standing: 'Stand', linked: 'Verknüpft', none: 'Noch ist nichts damit verknüpft.', controls: 'Maßnahmen', risks: 'Risiken', evidence: 'Nachweise', policies: 'Richtlinien',
    link: 'Maßnahme verknüpfen', linked1: '{ref} mit {code} verknüpft', unlinked1: '{ref} nicht mehr mit {code} verknüpft', openSoa: 'In der Erklärung öffnen', openChecks: 'Auditreife öffnen', weakest: 'Schwächstes Glied', weakestText: '{code}, {status}: {why}.', confidence: 'Gewissheit: {word}.', carried: 'Getragen von {code}, {status}.',
    close: 'Schließen', previous: 'Vorige Anforderung', next: 'Nächste Anforderung',
  },
  crosswalk: {
    title: 'Zuordnung', none: 'In anderen Rahmenwerken ist kein Gegenstück bekannt.', noCounterpart: 'Kein Gegenstück in {name}: {why}', relation: { equal: 'gleicht', subset: 'liegt innerhalb von', superset: 'verlangt mehr als', intersects: 'überschneidet', none: 'hat nichts von', possible: 'berührt vielleicht' },
    confidence: { high: 'hoch', medium: 'mittel', low: 'niedrig' }, own: 'eigene', shipped: 'mitgeliefert', via: 'über {code}', possible: 'kein Hinweis über zwei Schritte | {n} Hinweis über zwei Schritte | {n} Hinweise über zwei Schritte', possibleText: 'Gefolgert, nicht beurteilt. Zählt nicht.',
    add: 'Zuordnung anlegen', change: 'Selbst beurteilen', remove: 'Zurücknehmen', removed: 'Eigene Zuordnung von {code} archiviert', all: 'Alle', empty: 'Keine Zuordnung passt', emptyText: 'Wählen Sie andere Filter oder legen Sie eine eigene Zuordnung an.',
  },
  mapping: {
    title: 'Wie sich {code} verhält', target: 'Die andere Anforderung', choose: 'Anforderung wählen', relation: 'Was {code} verlangt', relations: { equal: 'ist dasselbe', subset: 'liegt in dem, was die andere verlangt', superset: 'geht über die andere hinaus', intersects: 'überschneidet sich mit der anderen', none: 'hat mit der anderen nichts zu tun' },
    rationale: 'Warum, in einer Zeile', confidence: 'Wie sicher', save: 'Zuordnung behalten', kept: 'Zuordnung von {code} zu {other} behalten', replaces: 'Tritt an die Stelle des mitgelieferten Urteils: {why}', needTarget: 'Wählen Sie die andere Anforderung.', needRationale: 'Sagen Sie warum, damit ein Auditor folgen kann.',
  },
  proposals: {
    title: 'Zum Übernehmen', text: 'Beantwortet andere Anforderungen, die hiervon sprechen. Übernehmen verknüpft; der Inhalt bleibt.', from: 'von {code}', hint: 'Hinweis von {code}', take: 'Übernehmen', takeAll: '{n} Maßnahmen übernehmen', taken: '{ref} mit {code} verknüpft', takenAll: '{n} Einträge mit {code} verknüpft', possible: 'Ein Hinweis über zwei Schritte.',
    decision: 'Entscheiden wie {code}: {decision}', decided: '{code} wie {other} entschieden',
  },
  criterion: {
    stateOf: { operating: '{n} in Betrieb', designed: '{n} entworfen', partial: '{n} teilweise', exception: '{n} mit Abweichung', gap: '{n} nicht abgedeckt' }, state: { exception: 'Abweichung', gap: 'Nicht abgedeckt', partial: 'Teilweise', operating: 'In Betrieb', designed: 'Entworfen' }, points: '{n} von 100 Punkten', coverage: { full: 'ganz abgedeckt', partial: 'teilweise abgedeckt', none: 'nicht abgedeckt' },
    problem: { openNc: 'Eine Nichtkonformität dazu ist offen.', ineffective: 'Als unwirksam getestet: {refs}.', clauseBlocker: 'Ein Blocker ist nicht bestanden: {refs}.', noControl: 'Keine Maßnahme stützt es.', onlyPartial: 'Nur weitere oder überschneidende Anforderungen haben Maßnahmen. Verknüpfen Sie eine Maßnahme direkt.', notOperating: 'Nicht in Betrieb: {refs}.', pattern: 'Nicht über den ganzen Zeitraum gezeigt: {refs}.', untested: 'Kein unterschriebener Test im Zeitraum: {refs}.' },
    outOfScope: 'Nicht im Umfang Ihres SOC-2-Berichts.', outside: 'Nicht im Umfang',
  },
  gaps: {
    none: 'Keine Lücke', noneText: 'Jede Anforderung von {name} ist erfüllt oder ausgeschlossen.', filtered: 'Keine Lücke passt', filteredText: 'Wählen Sie andere Filter.', file: '{name} Lücken', note: 'Zuordnung und Stand sind eine Hilfe zum Vergleich, keine Bestätigung. Stand {day}.', exportCsv: 'Als CSV exportieren', exportXlsx: 'Als XLSX exportieren', export: 'Exportieren', exporting: 'Schreibt die Datei',
    off: '{name} ist inaktiv', offText: 'Schalten Sie es ein, um seine Lücken zu sehen.',
  },
  import: {
    title: 'Rahmenwerk importieren', drop: 'Datei hierher ziehen oder wählen', accepted: 'CSV oder XLSX mit Kennung und Titel, oder ein OSCAL-Katalog als JSON. Höchstens 50 MB.', choose: 'Datei wählen', change: 'Andere Datei', reading: '{name} wird gelesen', comparing: '{n} Anforderungen werden mit dem Arbeitsbereich verglichen', writing: '{n} Anforderungen werden geschrieben', writingText: 'Alles oder nichts. Ein Rückgängig nimmt es zurück.', cancelText: 'Abbrechen lässt alles, wie es war.',
    found: '{n} Anforderungen | {n} Anforderung | {n} Anforderungen', andMappings: 'und {n} Zuordnung | und {n} Zuordnungen', name: 'Titel', id: 'Kurzname', idHelp: 'Kennungen beginnen damit. Ein Kurzname, den es schon gibt, aktualisiert dieses Rahmenwerk.', idBad: 'Kleinbuchstaben, Ziffern, Punkte und Striche; höchstens 60.', idShipped: 'Er gehört zu einem Rahmenwerk, das Plumbline mitbringt.', edition: 'Ausgabe', publisher: 'Herausgeber',
    licence: 'Lizenz', licenceHelp: 'Mit welchem Recht Sie den Text nutzen. Viele Normen dürfen nicht kopiert werden, Kennungen und eigene Titel oft schon.', licenceMissing: 'Sagen Sie, unter welcher Lizenz Sie den Text nutzen.', soa: 'Dafür eine Erklärung zur Anwendbarkeit führen', turnOn: 'Einschalten', titleMissing: 'Geben Sie einen Titel an.',
    dry: 'Was geschieht', create: 'keine Anforderung ist neu | {n} Anforderung ist neu | {n} Anforderungen sind neu', changeN: '{n} ändert sich | {n} ändert sich | {n} ändern sich', same: '{n} bleibt, wie sie ist | {n} bleibt, wie sie ist | {n} bleiben, wie sie sind', archive: '{n} fehlt in der Datei und wird archiviert | {n} fehlt in der Datei und wird archiviert | {n} fehlen in der Datei und werden archiviert', restore: '{n} kommt zurück | {n} kommt zurück | {n} kommen zurück', mappings: 'keine Zuordnung | {n} Zuordnung neu oder geändert | {n} Zuordnungen neu oder geändert', archiveText: 'Entscheidungen über archivierte Anforderungen bleiben.',
    problems: 'kein Fehler | {n} Fehler | {n} Fehler', problemsText: 'Nichts wird übernommen, bis die Datei stimmt. Berichtigen Sie sie und wählen Sie sie erneut.', more: 'und {n} weitere', row: 'Zeile {n}', mappingRow: 'Zuordnungen, Zeile {n}', act: '{n} Anforderungen importieren', actAgain: 'Rahmenwerk aktualisieren', cancel: 'Abbrechen', done: '{name} importiert', nothing: 'Die Datei sagt, was schon hier ist.', changedFields: '{code}: {fields}',
    failed: 'Die Datei ließ sich nicht lesen. Wählen Sie sie noch einmal.',
  },
  problem: {
    codeMissing: 'hat keine Kennung', codeTooLong: 'hat eine Kennung von mehr als 100 Zeichen', titleMissing: 'hat keinen Titel', titleTooLong: 'hat einen Titel von mehr als 500 Zeichen', groupTooLong: 'hat eine Gruppe von mehr als 500 Zeichen', guidanceTooLong: 'hat Hinweise von mehr als 200.000 Zeichen', duplicateCode: 'wiederholt die Kennung {value}', unknownParent: 'nennt eine übergeordnete Kennung, die nicht in der Datei steht: {value}', circularParent: 'hat eine übergeordnete Kennung, die zu ihr zurückführt: {value}',
    notYesNo: 'sagt unter „bewertbar“ weder ja noch nein: {value}', notNumber: 'hat keine ganze Zahl als Reihenfolge: {value}', tooMany: 'liegt jenseits der 20.000 Zeilen, die ein Rahmenwerk haben darf', controlTooLarge: 'umfasst mehr als 200.000 Zeichen: {value}', sourceMissing: 'hat keine Quelle', targetMissing: 'hat kein Ziel', unknownSource: 'nennt eine unbekannte Quelle: {value}', unknownTarget: 'nennt ein unbekanntes Ziel: {value}', sameFramework: 'bleibt innerhalb eines Rahmenwerks: {value}',
    unknownRelation: 'hat eine Beziehung, die weder equal, subset, superset, intersects noch none ist: {value}', unknownConfidence: 'hat eine Gewissheit, die weder high, medium noch low ist: {value}', rationaleMissing: 'hat keine Begründung', rationaleTooLong: 'hat eine Begründung von mehr als 500 Zeichen', duplicateMapping: 'wiederholt ein Paar: {value}', notLinked: 'ordnet zwei andere Rahmenwerke einander zu: {value}',
  },
}

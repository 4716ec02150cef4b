/** OSCAL herein und hinaus. */
export const oscal = {
  title: 'OSCAL', version: 'Version {version}', views: { export: 'Export', import: 'Import' },
  framework: 'Rahmenwerk', audit: 'Audit', noAudit: 'Es gibt noch kein Audit', documents: 'Dokumente',
  model: {
    catalog: 'Katalog', profile: 'Profil', 'system-security-plan': 'Systemsicherheitsplan', 'component-definition': 'Komponentendefinition', 'assessment-plan': 'Prüfplan', 'assessment-results': 'Prüfergebnisse',
    'plan-of-action-and-milestones': 'Maßnahmenplan mit Meilensteinen', 'mapping-collection': 'Zuordnungen',
  },
  about: {
    catalog: 'Die Anforderungen des Rahmenwerks: Kennungen, unsere Titel und Hinweise.', profile: 'Die Auswahl des Rahmenwerks, als Ganzes.', 'system-security-plan': 'Anwendungsbereich, Werte, Lieferanten, Maßnahmen und die Erklärung zur Anwendbarkeit, wie sie heute steht.',
    'component-definition': 'Maßnahmen und die Anforderungen, die sie erfüllen, ohne den Anwendungsbereich.', 'assessment-plan': 'Was das Audit ansieht, wann und durch wen.', 'assessment-results': 'Checkliste, Tests und Feststellungen des Audits.',
    'plan-of-action-and-milestones': 'Offene Nichtkonformitäten und Risiken über den Kriterien, mit ihren Schritten.', 'mapping-collection': 'Wie sich die Anforderungen zu denen anderer Rahmenwerke verhalten.',
  },
  step: { write: 'Das Dokument wird geschrieben und geprüft', check: 'Die Datei wird gegen ihr Schema geprüft', compare: 'Vergleich mit dem, was hier ist' },
  cancel: 'Abbrechen', cancelled: 'Abgebrochen. Nichts wurde geschrieben.', save: 'Speichern',
  checks: { title: 'Geprüft', schema: 'Folgt dem Schema von OSCAL {version}', references: 'Alles, worauf es verweist, steht darin', nothingFetched: 'Nichts wurde gesendet oder geholt' },
  holds: 'Inhalt',
  count: {
    controls: 'Einträge des Katalogs', groups: 'Gruppen', imports: 'Eingebundene Kataloge', 'implemented-requirements': 'Beantwortete Anforderungen', components: 'Komponenten', 'information-types': 'Arten von Information', users: 'Rollen', observations: 'Beobachtungen',
    findings: 'Feststellungen', risks: 'Risiken und Schwachstellen', 'poam-items': 'Posten', tasks: 'Schritte', 'include-controls': 'Geprüfte Anforderungen', maps: 'Zuordnungen', parties: 'Personen und Organisation', resources: 'Genannte Nachweise und Dokumente',
  },
  leftOut: {
    title: 'Nicht enthalten', none: 'Nichts wurde ausgelassen.',
    otherFramework: '{n} Verweis auf ein anderes Rahmenwerk. Exportieren Sie auch dieses. | {n} Verweise auf andere Rahmenwerke. Exportieren Sie auch diese.', retiredControls: '{n} beendete Maßnahme. | {n} beendete Maßnahmen.', endedRoles: '{n} Rolle, die heute niemand innehaben soll. | {n} Rollen, die heute niemand innehaben soll.',
    notAssessed: '{n} Prüfpunkt ohne Ergebnis. | {n} Prüfpunkte ohne Ergebnis.', withdrawnFindings: '{n} zurückgezogene Feststellung. | {n} zurückgezogene Feststellungen.', restrictedFiles: '{n} Datei eingeschränkter Nachweise. Der Nachweis ist ohne sie genannt. | {n} Dateien eingeschränkter Nachweise. Die Nachweise sind ohne sie genannt.',
    unknownRequirement: '{n} Anforderung eines anderen Rahmenwerks. | {n} Anforderungen anderer Rahmenwerke.', withinCriteria: '{n} Risiko innerhalb der Kriterien oder geschlossen hat keinen eigenen Posten. Es ist aufgeführt. | {n} Risiken innerhalb der Kriterien oder geschlossen haben keinen eigenen Posten. Sie sind aufgeführt.',
    closedNonconformities: '{n} geschlossene Nichtkonformität. | {n} geschlossene Nichtkonformitäten.', unknownCrosswalk: '{n} Zuordnung zu einem Katalog, der nicht hier ist. | {n} Zuordnungen zu Katalogen, die nicht hier sind.', externalLinks: '{n} Verweis des importierten Katalogs auf Material, das nicht behalten wurde. | {n} Verweise des importierten Katalogs auf Material, das nicht behalten wurde.',
    noFiles: '{n} Nachweis hat keine Datei, auf die zu zeigen wäre. | {n} Nachweise haben keine Datei, auf die zu zeigen wäre.', sharedIds: '{n} Datensatz unter der Kennung eines anderen. | {n} Datensätze unter Kennungen anderer.',
  },
  failure: {
    title: 'Dieses Dokument lässt sich jetzt nicht schreiben', noScope: 'Es beschreibt den Anwendungsbereich. Schreiben Sie zuerst den Namen der Organisation und den Anwendungsbereich.', noRequirements: 'Keine Maßnahme erfüllt eine Anforderung dieses Rahmenwerks. Verknüpfen Sie Maßnahmen mit seinen Anforderungen, oder wählen Sie ein anderes.',
    noControls: 'Es gibt keine Maßnahme zu beschreiben. Legen Sie zuerst Maßnahmen an.', noItems: 'Es gibt keine offene Nichtkonformität und kein Risiko über den Kriterien, also nichts zu planen. OSCAL kennt keinen Plan ohne Posten.', noCrosswalk: 'Keine Anforderung dieses Rahmenwerks ist einem anderen zugeordnet. Legen Sie zuerst Zuordnungen unter Rahmenwerke an.',
    auditMissing: 'Wählen Sie das Audit, von dem das Dokument handelt.', notPerformed: 'Das Audit hat nicht begonnen. Setzen Sie den ersten Tag seiner Durchführung, dann exportieren Sie die Ergebnisse.', nothingReviewed: 'Das Audit sieht keine Anforderung dieses Rahmenwerks an. Legen Sie Prüfpunkte an, oder wählen Sie ein anderes.',
    invalidExport: 'Das Dokument besteht seine eigene Prüfung nicht und wird nicht angeboten. Das ist ein Fehler dieses Programms. Kopieren Sie die Einzelheiten für die, die es betreuen.', unknownFramework: 'Das Rahmenwerk ist nicht in diesem Arbeitsbereich. Wählen Sie ein anderes.', copy: 'Einzelheiten kopieren',
    openScope: 'Anwendungsbereich öffnen', openControls: 'Maßnahmen öffnen', openFrameworks: 'Rahmenwerke öffnen', openAudits: 'Audits öffnen',
  },
  problem: {
    required: 'Das Feld {about} fehlt', unknownMember: 'Dieses Feld kennt OSCAL hier nicht', uuid: 'Nötig ist eine UUID der Version 4 oder 5', instant: 'Nötig ist ein Zeitpunkt mit Zeitzone, etwa 2026-05-01T10:00:00Z', token: 'Nötig ist ein Token: zuerst ein Buchstabe oder _, dann Buchstaben, Ziffern, ., - und _',
    line: 'Nötig ist eine Zeile Text', address: 'Nötig ist eine Adresse (URI)', text: 'Nötig ist Text ohne Umbruch und ohne Leerzeichen am Rand', type: 'Nötig ist eine andere Art von Wert', empty: 'Eine leere Liste ist nicht erlaubt; das Feld entfällt dann', word: 'Dieses Wort kennt OSCAL hier nicht', other: '{about}',
    undefinedUuid: '{about} ist im Dokument nicht definiert', usedTwice: '{about} kommt zweimal vor', undefinedRole: 'Die Rolle {about} ist im Dokument nicht definiert', leadsNowhere: '{about} führt im Dokument nirgendwohin', unknownControl: 'Der Katalog kennt {about} nicht', unknownStatement: 'Der Katalog kennt die Aussage {about} nicht',
  },
  import: {
    drop: 'OSCAL-Datei hierher ziehen oder auswählen', dropHelp: 'JSON, Versionen 1.0 bis 1.2, bis 50 MB. Sie wird auf diesem Gerät gelesen. Nichts wird geschrieben, bevor Sie es sagen.', choose: 'Auswählen', other: 'Andere Datei',
    reads: 'Systemsicherheitspläne, Komponentendefinitionen, Prüfergebnisse, Maßnahmenpläne und Zuordnungen werden zu Einträgen. Profile werden mit den Katalogen verglichen, die hier sind. Kataloge importieren Sie unter Rahmenwerke.',
    failed: 'Diese Datei lässt sich nicht importieren', toFrameworks: 'Rahmenwerke öffnen', more: '{n} weiteres Problem. | {n} weitere Probleme.',
    failure: {
      tooLarge: 'Sie ist größer als 50 MB. Teilen Sie sie, oder exportieren Sie am Ursprung einen kleineren Teil.', notText: 'Sie ist kein UTF-8-Text. Speichern Sie sie als JSON in UTF-8.', notJson: 'Sie ist kein JSON-Dokument. OSCAL in XML oder YAML wird zuerst in JSON umgewandelt.', tooDeep: 'Sie ist tiefer verschachtelt als jedes OSCAL-Dokument. Sie ist beschädigt oder feindlich.',
      tooMany: 'Sie enthält mehr als 3 Millionen Werte. Teilen Sie sie.', textTooLong: 'Ein Text darin ist länger als eine Million Zeichen: {path}', reservedName: 'Sie hat ein Feld, dessen Name in einem Dokument nicht erlaubt ist: {path}', notOscal: 'Sie ist JSON, aber kein OSCAL-Dokument.',
      version: 'Sie ist OSCAL {version}. Gelesen werden die Versionen 1.0 bis 1.2, Zuordnungen ab 1.2.', schema: 'Sie folgt nicht dem Schema ihres Modells. Was falsch ist und wo:', isCatalog: 'Sie ist ein Katalog. Importieren Sie ihn unter Rahmenwerke; dort sehen Sie seine Anforderungen, bevor sie übernommen werden.',
      notReadModel: 'Ein Prüfplan sagt, was jemand ansehen will. Daraus wird kein Eintrag; importieren Sie die Ergebnisse.', cancelled: 'Abgebrochen. Nichts wurde geschrieben.',
    },
    read: '{model}, OSCAL {version}', codes: 'Kennungen aus', filter: { all: 'Alle', create: 'Neu', update: 'Geändert', same: 'Gleich', error: 'Nicht möglich' },
    dryRun: 'Probelauf. Noch ist nichts geschrieben.', nothing: 'Nichts in dieser Datei weicht von dem ab, was hier ist.', nothingShown: 'Keine Zeile dieser Art.', all: 'Alle wählen', choose1: '{title} importieren', isNew: 'neu', comesBack: 'War zurückgenommen und kommt wieder', showMore: '{n} weitere zeigen',
    commit: '{n} Eintrag importieren | {n} Einträge importieren', done: '{n} Eintrag importiert | {n} Einträge importiert', from: '{before} → {after}', empty: 'nichts',
    profile: '{n} von {of} Anforderungen aus {framework}', profileText: 'Ein Profil wählt Anforderungen aus. Es ändert keinen Eintrag: Was hier gilt, entscheidet die Erklärung zur Anwendbarkeit.',
    notes: 'Nicht übernommen', broken: 'Verweise, die ins Leere führen',
    note: {
      unknownControl: 'Kein Katalog hier kennt {about}', noFramework: 'Kein Katalog hier kennt die Kennungen dieser Datei', notRead: 'Wird nicht aus OSCAL gelesen: {about}', personNotAllowed: '{about} ist hier nicht unter den Personen; nur Inhaber und Leitung legen Personen an', ambiguousPerson: 'Mehrere Personen heißen hier {about}; das Feld bleibt leer', archived: '{about} ist hier archiviert und bleibt es',
      signature: 'Eine Unterschrift, kein Feld: {about}', evidenceHere: 'Nachweis, der nicht hier ist: {about}', remote: 'Liegt anderswo, wird nie geholt: {about}', unresolved: 'Kein Katalog hier für: {about}',
    },
  },
}

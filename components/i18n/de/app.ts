/** Rahmen, Navigation, Aktionen, Meldungen: was jede Seite teilt. */
export const app = {
  name: 'Plumbline',
  find: 'Suchen oder tun',
  demo: 'Demo-Arbeitsbereich. Das Datum steht fest auf {date}, und nichts hier mischt sich mit Ihren eigenen Arbeitsbereichen.',
  demoErase: 'Wegwerfen',
  snapshot: {
    verifying: 'Noch nicht geprüft. Das ist eine Momentaufnahme; dahinter wird das Protokoll gelesen. Geschrieben werden kann erst, wenn beide übereinstimmen.',
    dropped: 'Eine Momentaufnahme von {name} sagte etwas anderes als das Protokoll. Sie wurde verworfen; was Sie sehen, ist aus dem Protokoll gelesen. Sagen Sie es einem Inhaber.',
    someone: 'einem früheren Mitglied',
  },
  kit: { lead: 'Drucken Sie Ihren Wiederherstellungsbogen.', text: 'Ohne ihn ist ein verlorener Laptop ein verlorener Arbeitsbereich. Niemand sonst kann ihn öffnen, auch wir nicht.', act: 'Drucken und bestätigen' },
  more: 'Mehr', close: 'Schließen', cancel: 'Abbrechen', clear: 'Leeren', undo: 'Rückgängig', set: 'Setzen', retry: 'Erneut versuchen', copyDetails: 'Details kopieren',
  open: 'Öffnen', previous: 'Vorheriger', next: 'Nächster', copyLink: 'Link kopieren', fullPage: 'Als Seite öffnen',
  none: 'keine', yes: 'Ja', no: 'Nein', main: 'Hauptnavigation', days: '{n} T',
  switcher: { title: 'Arbeitsbereiche', demo: 'Demo', joining: 'Beitritt', removed: 'entfernt', add: 'Anlegen oder beitreten' },
  sync: {
    none: 'Nur auf diesem Gerät', synced: 'Synchron {time}', waiting: '{n} Änderung wartet | {n} Änderungen warten', offline: 'Offline, alles hier gesichert', connecting: 'Verbindet', catchingUp: 'Liest neue Einträge',
    silent: 'Das Relay antwortet nicht mehr', removed: 'Sie wurden entfernt', waitingForAdmission: 'Wartet auf Einlass', keyMissing: 'Wartet auf einen Schlüssel', updateNeeded: 'Aktualisierung nötig', halted: 'Abgleich angehalten', notSent: '{n} Änderung nicht gesendet | {n} Änderungen nicht gesendet',
    filesDamaged: '{n} Datei hier verloren oder geändert | {n} Dateien hier verloren oder geändert', filesWaiting: '{n} Datei wartet | {n} Dateien warten', filesFull: 'Relay voll, {n} Datei wartet | Relay voll, {n} Dateien warten', filesRefused: 'Relay lehnt {n} Datei ab | Relay lehnt {n} Dateien ab',
    open: 'Abgleich öffnen',
    trouble: {
      unreachable: 'Relay nicht erreichbar', refusedEarly: 'Relay lehnt ab', notARelay: 'Kein Relay gefunden', noSockets: 'Relay blockiert', quota: 'Relay ist voll', inviteUnknown: 'Einladung fehlt noch', refused: 'Vom Relay abgewiesen',
    },
  },
  trouble: {
    title: {
      unreachable: 'Nicht erreichbar: {host}', refusedEarly: '{host} lehnt die Verbindung ab', notARelay: 'Kein Relay unter {host}', noSockets: 'Verbindung zu {host} ist blockiert', quota: '{host} hat keinen Platz mehr', inviteUnknown: '{host} kennt diese Einladung noch nicht', refused: '{host} weist dieses Gerät ab',
    },
    next: { seconds: 'Arbeitet offline, neuer Versuch in {n} s.', now: 'Arbeitet offline, neuer Versuch läuft.', secondsJoining: 'Neue Anfrage in {n} s.', nowJoining: 'Neue Anfrage läuft.', asked: 'Arbeitet offline. „Jetzt versuchen“ startet einen neuen Versuch.', what: 'Was prüfen?' },
    check: {
      unreachable: 'Prüfen Sie, ob dieses Gerät online ist, ob das Relay unter {host} läuft und ob sein Zertifikat noch gilt. Auch eine Firewall oder ein VPN kann im Weg sein.',
      refusedEarly: 'Adresse, Zertifikat oder Netz: Woran es liegt, verrät der Browser nicht. Öffnen Sie https://{host} in einem Tab; die Meldung dort nennt den Grund.',
      notARelay: 'Unter {host} antwortet etwas, aber kein Plumbline-Relay dieser Version. Prüfen Sie die Adresse und ob Relay und App dieselbe Version haben.',
      noSockets: 'Das Relay antwortet, aber keine Verbindung kommt zustande. Ein Proxy vor {host} muss WebSocket durchlassen.',
      quota: 'Was Sie ändern, bleibt auf diesem Gerät. Bitten Sie den Betreiber von {host} um mehr Platz.',
      inviteUnknown: 'Sie wird gesendet, sobald das Gerät online ist, auf dem sie erstellt wurde. Bitten Sie die einladende Person, Plumbline dort zu öffnen. Hilft das nicht, prüfen Sie den Link oder bitten Sie um einen neuen.',
    },
  },
  files: {
    what: 'Was tun?',
    full: '{host} hat keinen Platz für {n} Datei | {host} hat keinen Platz für {n} Dateien',
    refused: '{host} nimmt {n} Datei nicht an | {host} nimmt {n} Dateien nicht an',
    damaged: '{n} Datei ging auf diesem Gerät verloren oder wurde geändert, bevor sie hinausging | {n} Dateien gingen auf diesem Gerät verloren oder wurden geändert, bevor sie hinausgingen',
    damagedText: 'Andere sehen den Eintrag, aber nicht seine Datei, und {host} hatte sie nie. Haben Sie die Datei anderswo, laden Sie sie erneut hoch; sonst erfassen Sie den Nachweis neu. „Integrität prüfen“ im Arbeitsbereich nennt jede.',
    fullText: 'Nur auf diesem Gerät: Andere sehen den Eintrag, aber nicht seine Datei. Bitten Sie den Betreiber von {host}, die Grenze für Dateien anzuheben, und wählen Sie dann „Jetzt versuchen“ im Abgleich. Behalten Sie dieses Browserprofil, bis die Dateien draußen sind.',
    refusedText: 'Nur auf diesem Gerät: Andere sehen den Eintrag, aber nicht seine Datei. Wählen Sie „Jetzt versuchen“ im Abgleich. Lehnt das Relay wieder ab, fragen Sie den Betreiber von {host}. Behalten Sie dieses Browserprofil, bis die Dateien draußen sind.',
  },
  member: { account: 'Sie sind {name}, {role}', system: 'Wie das System', light: 'Hell', dark: 'Dunkel', keys: 'Tastaturübersicht' },
  role: { owner: 'Inhaber', lead: 'Leitung', editor: 'Bearbeiter', auditor: 'Auditor', viewer: 'Leser' },
  palette: { placeholder: 'Suchen oder tun', empty: 'Nichts gefunden für „{q}“.', go: 'öffnen', hint: 'Name, Kennung oder Abschnitt wie A.8.13' },
  toast: {
    changed: '{what} geändert', saved: '{what} angelegt', archived: '{what} archiviert', restored: '{what} wiederhergestellt', undone: 'Zurückgenommen', kept: '{n} Wert wurde seither geändert und bleibt | {n} Werte wurden seither geändert und bleiben',
    settled: 'Geklärt', bulk: '{n} Eintrag geändert | {n} Einträge geändert',
  },
  keymap: {
    title: 'Tastatur', group: { everywhere: 'Überall', list: 'In einer Liste', record: 'In einem Eintrag', evidence: 'Nachweise und Audits', calendar: 'Kalender', go: 'Gehe zu' }, extend: 'Mit nächstem, vorherigem auswählen', all: 'Alle auswählen', page: 'Als Seite öffnen', comment: 'Kommentieren', due: 'Fälligkeitstag', pane: 'Nächster Bereich', accept: 'Annehmen', reject: 'Ablehnen', ask: 'Nachfragen', large: 'Bild verschieben', zoom: 'Größer, kleiner', arrows: 'Bewegen', month: 'Voriger, nächster Monat', today: 'Heute', openDay: 'Tag öffnen', pickMention: 'Jemanden im Kommentar nennen', sendComment: 'Kommentar senden', renameView: 'Gespeicherten Filter umbenennen, wegnehmen', palette: 'Suchen oder tun', move: 'Nächste und vorige Zeile', open: 'Öffnen', close: 'Schließen', select: 'Auswählen', edit: 'Feld bearbeiten', link: 'Verknüpfen', filter: 'Diese Liste filtern', new: 'Neu in diesem Register',
    undo: 'Rückgängig', theme: 'Hell oder dunkel', side: 'Seitenleiste einklappen', help: 'Diese Übersicht', history: 'Verlauf', owner: 'Eigentümer', single: 'Einzelne Buchstaben wirken, wenn kein Feld aktiv ist.',
  },
  language: { label: 'Sprache', help: 'Für dieses Gerät. Was Personen geschrieben haben, bleibt, wie sie es schrieben.' },
  error: { title: 'Hier ging etwas schief', text: 'Was Sie gesichert haben, ist sicher. Öffnen Sie eine andere Seite oder versuchen Sie diese noch einmal.', notFound: 'An dieser Adresse liegt nichts.', toDashboard: 'Dashboard öffnen', noEngine: 'Der Kern von Plumbline startet nicht: {message}' },
  quadrant: { plan: 'Planen', do: 'Umsetzen', check: 'Prüfen', act: 'Handeln' },
  nav: {
    dashboard: 'Dashboard', needsMe: 'Wartet auf mich', readiness: 'Auditreife', context: 'Kontext', roles: 'Rollen', policies: 'Richtlinien', risks: 'Risiken', treatment: 'Behandlung', soa: 'Anwendbarkeit',
    objectives: 'Ziele', controls: 'Maßnahmen', evidence: 'Nachweise', tasks: 'Aufgaben', assets: 'Werte', suppliers: 'Lieferanten', incidents: 'Vorfälle', people: 'Personen', metrics: 'Kennzahlen',
    audits: 'Audits', reviews: 'Bewertungen', nonconformities: 'Abweichungen', improvements: 'Verbesserungen', frameworks: 'Rahmenwerke', reports: 'Berichte', workspace: 'Arbeitsbereich', search: 'Suche', activity: 'Aktivität', import: 'Import', oscal: 'OSCAL', progress: 'Es wird besser',
  },
  state: {
    verified: 'Belegt', notVerified: 'Nicht belegt', partial: 'Teilweise', planned: 'Geplant', noControl: 'Keine Maßnahme', ineffective: 'Unwirksam', inherited: 'Geerbt', excluded: 'Ausgeschlossen',
    inProgress: 'In Arbeit', open: 'Offen', waiting: 'Wartet', warning: 'Warnung', advice: 'Hinweis', blocker: 'Blocker', undecided: 'Nicht entschieden',
  },
  level: { none: 'Keine Stufe', offScale: 'Außerhalb der Skala' },
  freshness: { left: 'noch {n} T', leftLong: '{n} Mon.', endsIn: 'endet in {n} T', ended: 'vor {n} T abgelaufen', ago: 'vor {n} T', none: 'keine' },
  seal: {
    timed: 'Versiegelt, mit Zeitstempel', sealed: 'Versiegelt',
    integrity: 'Nur Integrität', failed: 'Gebrochen',
  },
}

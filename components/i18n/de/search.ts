/** Finden: Palette, Seite der Ergebnisse, Verweise in Texten. */
export const search = {
  title: 'Suche', results: 'Gefunden', placeholder: 'Wörter, eine Nummer oder ein Code',
  group: { recent: 'Zuletzt angesehen', records: 'Einträge', close: 'Ähnlich wie eingegeben', clauses: 'Codes', pages: 'Seiten', actions: 'Aktionen', all: 'Alle Ergebnisse' },
  all: 'Das eine Ergebnis zeigen | Das eine Ergebnis zeigen | Alle {n} Ergebnisse zeigen',
  found: 'Nichts gefunden | {n} Ergebnis | {n} Ergebnisse',
  archived: 'archiviert', commentOn: 'Kommentar, {kind}', allKinds: 'Alle Arten', ofKind: 'Alle {n} zeigen', close: 'Nichts enthält diese Wörter so, wie sie eingegeben sind. Dies kommt ihnen nahe.',
  hints: 'Weniger Wörter finden mehr. Eine Nummer (R-12) oder ein Code (A.8.13) findet den Eintrag; art:risiko und wer:ich grenzen ein.',
  unknownFilter: '{filter} nennt keine Art von Eintrag.',
  indexing: '{done} von {total} gelesen; Ergebnisse bisher', indexingNote: 'Das Verzeichnis dieses Arbeitsbereichs entsteht gerade auf diesem Gerät. Was schon gefunden ist, steht hier und wächst von selbst.',
  failed: 'Die Suche hat angehalten. Was Sie geschrieben haben, ist sicher.',
  none: { title: 'Nichts gefunden für „{q}“', text: 'Weniger Wörter finden mehr. Eine Nummer (R-12) oder ein Code (A.8.13) findet den Eintrag.' },
  empty: { title: 'Alles in diesem Arbeitsbereich finden', text: 'Titel und Texte aller Einträge, Richtlinien, Kommentare und der Text erfasster Seiten. Nichts davon verlässt dieses Gerät.' },
  active: 'Ohne Archiviertes', filters: 'Eingrenzen',
  example: { label: 'Zum Beispiel', owner: 'Was mir gehört', policy: 'In Richtlinien', evidence: 'In Nachweisen' },
  more: 'Mehr zeigen',
  action: {
    invite: 'Jemanden einladen', import: 'Tabelle importieren', export: 'Exportieren oder berichten', backup: 'Sicherung schreiben', activity: 'Ansehen, was geschah', printPage: 'Diese Seite drucken', light: 'Hell anzeigen', dark: 'Dunkel anzeigen', keys: 'Tastenkürzel zeigen',
    switch: 'Zu {name} wechseln', demo: 'Demo-Arbeitsbereich öffnen', create: 'Arbeitsbereich anlegen oder beitreten',
    print: { soa: 'Erklärung zur Anwendbarkeit drucken', risks: 'Risikoregister drucken', readiness: 'Bericht zur Zertifizierungsreife drucken' },
  },
  actionText: {
    invite: 'mitglied hinzufügen teilen', import: 'csv xlsx excel hochladen', export: 'csv xlsx docx bericht herunterladen', backup: 'sichern datei', activity: 'aktivität verlauf änderungen protokoll', printPage: 'pdf papier', theme: 'design dunkel hell nacht', keys: 'tastatur hilfe',
    switch: 'arbeitsbereich wechseln', demo: 'beispiel', create: 'neuer arbeitsbereich',
    print: { soa: 'pdf soa bericht', risks: 'pdf bericht', readiness: 'pdf bericht' },
  },
  link: { state: 'Zustand', unknown: 'Dieser Eintrag ist nicht hier.', copied: 'Verweis auf {ref} kopiert', pasted: 'Verweis auf {name}' },
}

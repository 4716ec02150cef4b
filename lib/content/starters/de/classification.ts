import { defineStarter } from '../starter'

export const classification = defineStarter({
  name: 'classification', title: 'Richtlinie zur Klassifizierung und Handhabung von Informationen', level: 'topic', reqs: ['A.5.12', 'A.5.13', 'A.5.14', 'A.5.33', 'A.8.10', 'A.8.11', 'A.8.12'],
  purpose: 'Nicht jede Information braucht dieselbe Sorgfalt. Drei Klassen sagen allen bei {organisation:dat}, wie sie mit dem umgehen, was vor ihnen liegt, ohne jedes Mal zu fragen.',
  scope: 'Alle Informationen, die {organisation} erzeugt oder erhält, in jeder Form: Dokumente, Mail, Chat, Daten in Systemen, Aufnahmen, Papier und das gesprochene Wort. Informationen von Kunden werden mindestens so behandelt, wie ihr Vertrag es verlangt.',
  rules: [
    ['Die Klassen', [
      'Öffentlich: für alle freigegeben durch die für Kommunikation zuständige Person. Beispiel: veröffentlichte Webseiten.',
      'Intern: alles, was nicht anders gekennzeichnet ist. Für die eigenen Leute und die, die mit uns unter einer Vereinbarung arbeiten.',
      'Vertraulich: würde in falschen Händen erheblich schaden. Nur für benannte Personen oder Gruppen. Beispiele: Kundendaten, personenbezogene Daten, Verträge, Passwörter und Schlüssel, Sicherheitsfeststellungen, Zahlen vor der Veröffentlichung.',
      'Wer eine Information erzeugt, wählt die Klasse; der Eigentümer kann sie ändern. Im Zweifel gilt die höhere, bis entschieden ist.',
    ]],
    ['Kennzeichnen', [
      'Vertrauliche Dokumente tragen das Wort auf jeder Seite oder im Dateinamen; Systeme mit vertraulichen Daten sind im Inventar so vermerkt.',
    ]],
    ['Ablegen und teilen', [
      'Interne und vertrauliche Informationen liegen in freigegebenen Diensten. Vertrauliche Ordner haben eine benannte Gruppe von Lesenden, die zweimal im Jahr geprüft wird.',
      'Links, die sich ohne Anmeldung öffnen, dienen nur öffentlichen Informationen.',
      'Vertrauliches geht nur an Empfänger mit Vertraulichkeitsvereinbarung nach draußen, und verschlüsselt: durch verschlüsselte Mail, einen geteilten Ordner mit Anmeldung oder eine Datei, deren Passwort einen anderen Weg nimmt.',
      'Vertrauliches wird nicht an öffentlichen Orten oder über Lautsprecher besprochen und nicht ohne Not aufgenommen.',
      'Ausdrucke werden sofort geholt. Vertrauliches Papier wird weggeschlossen, wenn niemand im Raum ist.',
      'Testsysteme und Schulungen nutzen erfundene oder maskierte Daten. Echte personenbezogene Daten in Tests brauchen eine freigegebene Ausnahme.',
      'Ausgehende Mail und Freigaben werden automatisch auf Kartennummern, Ausweisnummern und gekennzeichnete Dokumente geprüft. Meldungen werden binnen einem Arbeitstag angesehen.',
    ]],
    ['Aufbewahren und löschen', [
      'Aufzeichnungen werden so lange aufbewahrt, wie Recht, Vertrag oder Bedarf es verlangen und der Aufbewahrungsplan es nennt, und in dieser Zeit vor Änderung und Verlust geschützt.',
      'Was seine Zeit überschritten hat, wird binnen 90 Tagen gelöscht, auch in Kopien und Archiven.',
    ]],
  ],
  responsibilities: [
    ['Alle', 'wählen die Klasse dessen, was sie schreiben, und behandeln nach Klasse, was sie erhalten.'],
    ['Eigentümer von Informationen', 'entscheiden über Klasse, Lesende und Aufbewahrung.'],
    ['Die IT', 'stellt Dienste bereit, bei denen der richtige Umgang der einfache ist.'],
    ['Die ISMS-Leitung', 'führt den Aufbewahrungsplan und die Liste der freigegebenen Dienste.'],
  ],
  exceptions: 'Eine Abweichung, etwa ein anderer Übertragungsweg auf Wunsch eines Kunden, wird mit Grund, Schutz und Ende festgehalten und vom Eigentümer der Information und der ISMS-Leitung gewährt.',
  review: 'Geprüft alle zwölf Monate und wenn neue Arten von Informationen oder neue Vertragspflichten hinzukommen.',
}, 'de')

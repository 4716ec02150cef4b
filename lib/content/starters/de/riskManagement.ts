import { defineStarter } from '../starter'

export const riskManagement = defineStarter({
  name: 'riskManagement', title: 'Verfahren zum Risikomanagement', level: 'procedure', attest: false, reqs: ['6.1.1', '6.1.2', '6.1.3', '8.2', '8.3'],
  purpose: 'Risiken für Informationen werden jedes Mal auf dieselbe Weise gefunden, beurteilt und behandelt, so dass sich Ergebnisse vergleichen lassen und zwei Personen mit denselben Tatsachen zum selben Ergebnis kommen.',
  scope: 'Alle Risiken und Chancen im Anwendungsbereich des ISMS {organisation:dat}, für Leistungen, Prozesse, Werte, Projekte, Änderungen und Lieferanten.',
  rules: [
    ['Finden', [
      'Einmal im Jahr und vor erheblichen Änderungen suchen Eigentümer von Prozessen und Werten in Workshops, die der Risikomanager leitet, nach Risiken. Sie gehen von Ereignissen aus, die Vertraulichkeit, Integrität oder Verfügbarkeit schaden könnten, und von Listen der Werte, Bedrohungen und Schwachstellen.',
      'Vorfälle, Auditfeststellungen, Schwachstellen, geändertes Recht und neue Lieferanten werden auf neue Risiken geprüft, sobald sie auftreten.',
      'Jedes Risiko wird als Ursache, Ereignis und Folge geschrieben und hat einen Eigentümer, der darüber entscheiden kann.',
    ]],
    ['Beurteilen', [
      'Wahrscheinlichkeit und Auswirkung werden auf den Skalen der freigegebenen Methode bewertet, mit einem begründenden Satz je Wert. Die Matrix ergibt die Stufe; Stufen werden nicht von Hand errechnet.',
      'Drei Stufen werden festgehalten: ohne Maßnahmen, mit Maßnahmen, wie sie heute wirken, und wie nach der Behandlung erwartet. Eine Maßnahme senkt eine Stufe nur, wenn sie in Betrieb ist.',
      'Skalen, Matrix, Akzeptanzkriterien und wer welche Stufe akzeptieren darf, gibt die oberste Leitung frei. Ändern sie sich, werden alle Risiken binnen 60 Tagen neu beurteilt.',
    ]],
    ['Behandeln', [
      'Jedes Risiko hat eine Option: mindern, vermeiden, teilen oder tragen. Risiken über den Kriterien werden nie ohne Akzeptanz getragen.',
      'Nötige Maßnahmen werden zuerst bestimmt und dann mit Anhang A verglichen, damit keine vergessen wird. Das Ergebnis ist die Erklärung zur Anwendbarkeit, mit einem Grund für jede Aufnahme und jeden Ausschluss.',
      'Der Risikobehandlungsplan nennt Schritt, Eigentümer, Datum und Ressourcen. Der Risikoeigentümer gibt den Plan für das Risiko und das Restrisiko frei.',
      'Eine Stufe über den Kriterien wird schriftlich von der befugten Person akzeptiert, mit Grund, Bedingungen und einem Ende nach höchstens zwölf Monaten.',
    ]],
    ['Aktuell halten', [
      'Risikoeigentümer prüfen ihre Risiken mindestens alle zwölf Monate, die über den Kriterien alle drei Monate.',
      'Nach dem letzten Schritt wird die aktuelle Stufe anhand von Nachweisen neu beurteilt und nicht angenommen.',
      'Ein geschlossenes Risiko behält seinen Verlauf und den Grund des Schließens.',
      'Jedes Vierteljahr berichtet der Risikomanager der obersten Leitung: Risiken über den Kriterien, überfällige Schritte, bald endende Akzeptanzen und was neu ist.',
    ]],
  ],
  responsibilities: [
    ['Die oberste Leitung', 'gibt Methode und Kriterien frei und akzeptiert, was ihr vorbehalten ist.'],
    ['Der Risikomanager', 'führt Methode und Register, leitet Workshops und achtet auf Stimmigkeit.'],
    ['Risikoeigentümer', 'beurteilen, entscheiden, behandeln und prüfen.'],
    ['Alle', 'melden Risiken, die sie sehen.'],
  ],
  exceptions: 'Dringende Entscheidungen dürfen auf eine kurze Beurteilung hin fallen; die vollständige folgt binnen zehn Arbeitstagen. Andere Abweichungen von der Methode werden mit dem Grund beim betreffenden Risiko festgehalten.',
  review: 'Geprüft alle zwölf Monate, mit der Frage, ob die Ergebnisse stimmig, gültig und vergleichbar waren, und nach jedem erheblichen Vorfall, der nicht im Register stand.',
}, 'de')

import { defineStarter } from '../starter'

export const dataProtection = defineStarter({
  name: 'dataProtection', title: 'Datenschutzrichtlinie', level: 'topic', reqs: ['A.5.31', 'A.5.33', 'A.5.34', 'A.8.10', 'A.8.11'],
  purpose: 'Hinter jedem Datenbestand stehen Menschen. {organisation} geht mit personenbezogenen Daten rechtmäßig, sparsam und offen um und kann das zeigen.',
  scope: 'Alle personenbezogenen Daten von Kunden, Nutzenden, Bewerbenden, Beschäftigten und anderen, die {organisation} für sich oder im Auftrag von Kunden verarbeitet, in jedem System und auf Papier. Wo das Recht mehr verlangt, gilt das Recht.',
  rules: [
    ['Vor der Verarbeitung', [
      'Personenbezogene Daten werden für einen genannten Zweck mit Rechtsgrundlage erhoben, und nicht mehr, als der Zweck braucht.',
      'Jede Verarbeitung steht im Verzeichnis der Verarbeitungstätigkeiten mit Zweck, Grundlage, betroffenen Personen und Daten, Empfängern, Ländern, Fristen und Schutz. Das Verzeichnis wird einmal im Jahr bestätigt.',
      'Neue oder erheblich geänderte Verarbeitung prüft zuerst die für Datenschutz zuständige Person. Ist ein hohes Risiko für Menschen wahrscheinlich, gibt es vorher eine Folgenabschätzung.',
      'Betroffene erfahren bei der Erhebung klar, was mit ihren Daten geschieht. Einwilligung ist frei, festgehalten und so leicht zu widerrufen wie zu geben.',
    ]],
    ['Während der Verarbeitung', [
      'Zugang hat nur, wer die Daten für den Zweck braucht. Sensible Daten, etwa zur Gesundheit, sind verschlüsselt, und der Zugang wird protokolliert.',
      'Systeme sind so eingestellt, dass die sparsame Einstellung die voreingestellte ist. Wo Namen nicht nötig sind, werden Daten maskiert oder pseudonymisiert, in Tests immer.',
      'Auftragsverarbeiter werden nur mit Vertrag zur Auftragsverarbeitung und nach einer Prüfung genutzt. Die Liste ist aktuell und geht an Kunden wie vereinbart.',
      'In Länder außerhalb des Europäischen Wirtschaftsraums gehen Daten nur mit gültiger Grundlage und nachdem das Risiko beurteilt ist.',
      'Daten, die wir für Kunden verarbeiten, werden nur nach deren Weisung genutzt.',
    ]],
    ['Rechte und Löschung', [
      'Anfragen auf Auskunft, Berichtigung, Löschung, Einschränkung, Übertragung und Widersprüche werden am Tag des Eingangs festgehalten, die Identität wird geprüft, und sie sind binnen eines Monats beantwortet.',
      'Daten werden gelöscht oder anonymisiert, wenn ihre Frist endet. Das läuft, wo möglich, automatisch und wird alle sechs Monate stichprobenweise geprüft.',
    ]],
    ['Wenn etwas schiefgeht', [
      'Eine vermutete Verletzung wird sofort nach der Richtlinie zu Vorfällen gemeldet. Die für Datenschutz zuständige Person entscheidet binnen 72 Stunden über Meldungen; Kunden, deren Daten wir verarbeiten, erfahren es unverzüglich, spätestens binnen 24 Stunden, wenn der Vertrag nicht weniger sagt.',
      'Alle Verletzungen werden mit Tatsachen, Folgen und Maßnahmen festgehalten, gemeldete und andere.',
    ]],
  ],
  responsibilities: [
    ['Die oberste Leitung', 'steht für rechtmäßige Verarbeitung ein.'],
    ['Die für Datenschutz zuständige Person', 'berät, führt das Verzeichnis, beantwortet Anfragen und spricht mit der Behörde. Niemand weist sie im Urteil an.'],
    ['Prozesseigentümer', 'kennen ihre Verarbeitung und halten ihren Eintrag wahr.'],
    ['Alle', 'gehen mit Daten anderer um, wie sie es für die eigenen wünschen, geben Anfragen am selben Tag weiter und schließen die jährliche Schulung ab.'],
  ],
  exceptions: 'Vom Recht gibt es keine Ausnahmen. Abweichungen von eigenen strengeren Regeln werden mit Grund und Ende festgehalten, nachdem die für Datenschutz zuständige Person gehört wurde.',
  review: 'Geprüft alle zwölf Monate und wenn sich Recht, Hinweise der Behörden oder unsere Verarbeitung ändern.',
}, 'de')

import { defineStarter } from '../starter'

export const awareness = defineStarter({
  name: 'awareness', title: 'Richtlinie zu Bewusstsein und Schulung', level: 'topic', attest: false, reqs: ['7.2', '7.3', 'A.6.3', 'A.5.4'],
  purpose: 'Alle bei {organisation:dat} wissen, warum Sicherheit in der eigenen Arbeit zählt, was zu tun ist und wen sie fragen. Wer eine besondere Rolle hat, hat das Wissen dafür, und wir können beides zeigen.',
  scope: 'Alle, die unter der Aufsicht {organisation:dat} arbeiten: Leitung, Beschäftigte, Aushilfen und Auftragnehmer mit Zugang zu unseren Systemen.',
  rules: [
    ['Programm', [
      'Einmal im Jahr entsteht ein Programm: Adressaten, Themen, Form, Termine, wer schult und wie die Wirkung gemessen wird. Die Themen folgen aus Risiken, Vorfällen, Auditfeststellungen und geänderten Regeln.',
      'Es umfasst mindestens: die Informationssicherheitspolitik und was sie für die Person bedeutet, Passwörter und zweiten Faktor, Phishing und andere Täuschung, Klassen von Informationen, Arbeit außer Haus, Nutzung von KI-Diensten, Datenschutz und wie gemeldet wird.',
      'Alle erfahren, was sie zum ISMS beitragen und was folgen kann, wenn Regeln nicht eingehalten werden.',
    ]],
    ['Teilnehmen', [
      'Neue haben am ersten Tag eine Einführung und schließen die Grundschulung binnen 30 Tagen ab.',
      'Alle schließen alle zwölf Monate eine Auffrischung ab und lesen mindestens jedes Vierteljahr kurze Hinweise zu aktuellen Gefahren.',
      'Wer zu spät ist, wird nach 14 Tagen erinnert, dann die Führungskraft; nach 30 Tagen ruht der Zugang zu vertraulichen Informationen, bis es erledigt ist.',
      'Rollenschulung ist Pflicht für Entwickelnde (sicheres Programmieren), Administratoren (Härtung, Protokollierung, Vorfälle), Vorfallmanager, interne Auditoren, Prozesseigentümer (Risiko und Kontinuität) und alle, die mit sensiblen personenbezogenen Daten arbeiten: binnen drei Monaten nach Übernahme der Rolle, dann alle zwei Jahre.',
      'Die oberste Leitung nimmt an derselben Grundschulung teil und einmal im Jahr an einer Krisenübung.',
    ]],
    ['Beleg und Wirkung', [
      'Die Teilnahme wird mit Person, Thema und Datum festgehalten und bis drei Jahre nach dem Ausscheiden aufbewahrt.',
      'Die Wirkung wird gemessen: Fragen am Ende mit mindestens 80 % richtigen Antworten, nachgestelltes Phishing mindestens viermal im Jahr, Zeit und Zahl der Meldungen. Die Ergebnisse dienen der Verbesserung des Programms. Sie werden nie mit Namen veröffentlicht.',
      'Wer auf eine Übung hereinfällt, erhält sofort eine kurze zusätzliche Lektion, ohne Vorwurf. Das Ziel sind mehr Meldungen, nicht nur weniger Klicks.',
      'Nötige und vorhandene Kompetenz der Personen mit Rollen im ISMS wird einmal im Jahr beurteilt; Lücken werden Aufgaben.',
    ]],
  ],
  responsibilities: [
    ['Die ISMS-Leitung', 'schreibt und führt das Programm und berichtet Teilnahme und Wirkung.'],
    ['Führungskräfte', 'geben ihren Leuten die Zeit und nehmen selbst teil.'],
    ['Die Personalabteilung', 'führt die Aufzeichnungen und nimmt Schulung in die ersten Tage auf.'],
    ['Alle', 'nehmen rechtzeitig teil und fragen, wenn etwas unklar ist.'],
  ],
  exceptions: 'Wer kein Konto hat oder lange abwesend ist, wird persönlich oder binnen 14 Tagen nach der Rückkehr geschult. Ein Beleg gleichwertiger Schulung anderswo kann für einzelne Themen gelten und wird aufbewahrt.',
  review: 'Richtlinie und Programm werden alle zwölf Monate mit den gemessenen Ergebnissen geprüft.',
}, 'de')

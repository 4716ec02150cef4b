import { defineStarter } from '../starter'

export const humanResources = defineStarter({
  name: 'humanResources', title: 'Richtlinie zur personellen Sicherheit', level: 'topic', attest: false, reqs: ['7.2', 'A.6.1', 'A.6.2', 'A.6.4', 'A.6.5', 'A.6.6', 'A.5.11'],
  purpose: 'Auf Menschen verlässt sich {organisation} am meisten. Diese Richtlinie sorgt dafür, dass wir wissen, wem wir Informationen anvertrauen, dass alle wissen, was von ihnen erwartet wird, und dass Wechsel und Abschiede geordnet sind.',
  scope: 'Bewerbende, Beschäftigte, Aushilfen, Auszubildende und Auftragnehmer, die in unseren Systemen oder Räumen arbeiten, vom ersten Kontakt bis nach dem Ende.',
  rules: [
    ['Vor dem Beginn', [
      'Identität, Arbeitserlaubnis, Abschlüsse und die letzte Beschäftigung werden bei allen geprüft. Für Rollen mit Administrationsrechten oder Zugang zu vertraulichen Kundendaten werden Referenzen eingeholt und, wo das Recht es erlaubt, ein Führungszeugnis verlangt.',
      'Prüfungen sind verhältnismäßig, der Person vorher bekannt und abgeschlossen, bevor Zugang gegeben wird; ihre Ergebnisse werden getrennt verwahrt und gelöscht, wie das Recht es sagt.',
      'Für Auftragnehmer bestätigt deren Firma gleichwertige Prüfungen schriftlich.',
      'Der Vertrag oder ein Anhang enthält: Pflichten zur Informationssicherheit, Vertraulichkeit auch nach dem Ende, Rechte an Arbeitsergebnissen und was auf Regelbruch folgt. Er ist vor dem ersten Zugang unterschrieben.',
    ]],
    ['Während der Tätigkeit', [
      'Jede Stellenbeschreibung nennt ihre Verantwortung für Sicherheit. Die für Rollen im ISMS nötige Kompetenz ist aufgeschrieben, wird einmal im Jahr mit der vorhandenen verglichen, und Lücken schließt Schulung.',
      'Am ersten Tag erhält jede Person eine Einführung in die Sicherheit. Binnen 30 Tagen ist die Grundschulung abgeschlossen und sind die Richtlinien zur Kenntnis genommen; wenn nicht, wird der Zugang beschränkt.',
      'Wechselt die Aufgabe, wird binnen fünf Arbeitstagen neu über Zugang, Geräte und Verantwortung entschieden.',
      'Regelbrüche werden fair untersucht: erst die Tatsachen, dann wird die Person gehört, dann Maßnahmen im Verhältnis zu Absicht, Schaden und Wiederholung. Gemeldete ehrliche Fehler haben keine solchen Folgen.',
    ]],
    ['Am Ende', [
      'Die Führungskraft meldet der Personalabteilung ein Ende, sobald es bekannt ist. Eine Checkliste umfasst Zugang, Geräte, Schlüssel, Karten, Unterlagen, Übergabe und Konten bei Kunden und Lieferanten.',
      'Der Zugang endet spätestens am letzten Arbeitstag; bei einer Kündigung im Streit vor dem Gespräch.',
      'Im letzten Gespräch wird an bleibende Pflichten erinnert, vor allem Vertraulichkeit, und die Person unterschreibt, dass alles zurückgegeben ist.',
      'Postfächer und Dateien gehen an eine benannte Person und werden nach 90 Tagen gelöscht; Privates wird geachtet.',
    ]],
  ],
  responsibilities: [
    ['Die Personalabteilung', 'führt Prüfungen durch, verwahrt Verträge und Checklisten und meldet der IT Eintritte, Wechsel und Austritte mindestens fünf Arbeitstage vorher.'],
    ['Führungskräfte', 'führen ein, weisen an und schließen die Checkliste ab.'],
    ['Die IT', 'gibt, ändert und beendet Zugang an den genannten Tagen.'],
    ['Alle', 'halten die vereinbarte Vertraulichkeit ein.'],
  ],
  exceptions: 'Lässt sich eine Prüfung nicht vor dem Beginn abschließen, beginnt die Person ohne Zugang zu Vertraulichem. Das und andere Abweichungen werden mit einem Ende festgehalten und von Personalabteilung und ISMS-Leitung gemeinsam gewährt.',
  review: 'Geprüft alle zwölf Monate und wenn sich das Arbeitsrecht ändert. Jedes Halbjahr werden fünf Eintritte und fünf Austritte gegen die Regeln geprüft.',
}, 'de')

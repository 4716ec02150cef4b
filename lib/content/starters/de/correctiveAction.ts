import { defineStarter } from '../starter'

export const correctiveAction = defineStarter({
  name: 'correctiveAction', title: 'Verfahren für Korrekturmaßnahmen', level: 'procedure', attest: false, reqs: ['10.1', '10.2', 'A.5.27'],
  purpose: 'Wenn etwas nicht ist, wie es sein soll, behebt {organisation} es, findet heraus, warum es geschah, beseitigt die Ursache und prüft später, dass sie wirklich weg ist.',
  scope: 'Nichtkonformitäten aus jeder Quelle: interne und externe Audits, Vorfälle, Überwachung, Prüfungen von Lieferanten, Beschwerden und was in der täglichen Arbeit auffällt. Verbesserungsvorschläge nutzen dasselbe Register auf kürzerem Weg.',
  rules: [
    ['Festhalten', [
      'Jeder kann eine Nichtkonformität melden. Sie wird binnen sieben Tagen mit Anforderung, Tatsachen, Quelle und Eigentümer festgehalten.',
      'Die Beschreibung sagt, was ist und was sein soll, so dass es versteht, wer nicht dabei war. Sie nennt keine Schuldigen.',
      'Die Einstufung setzt die ISMS-Leitung: Hauptabweichung, wenn eine Anforderung ganz fehlt, als Ganzes versagt hat oder das ISMS in Frage stellt; sonst Nebenabweichung.',
    ]],
    ['Korrigieren', [
      'Die unmittelbare Wirkung wird begrenzt und der Einzelfall binnen 14 Tagen korrigiert, Hauptabweichungen binnen fünf Arbeitstagen. Folgen, etwa für Kunden, werden bearbeitet.',
      'Es wird geprüft und vermerkt, ob dasselbe anderswo besteht oder geschehen könnte.',
    ]],
    ['Die Ursache finden', [
      'Binnen 30 Tagen ist die Ursache gefunden, durch Fragen nach dem Warum, bis die Antwort etwas Änderbares ist, oder mit einem Ursachendiagramm. „Menschliches Versagen“ und die Feststellung in anderen Worten gelten nicht als Ursache.',
      'Folgt auf eine Ursache keine Korrekturmaßnahme, wird der Grund festgehalten und von der ISMS-Leitung freigegeben.',
    ]],
    ['Die Ursache beseitigen', [
      'Korrekturmaßnahmen haben einen Eigentümer, ein Datum und ein Maß des Gelingens, vorher festgelegt. Sie stehen im Verhältnis zur Wirkung der Nichtkonformität.',
      'Korrekturmaßnahmen, die Risiken, Maßnahmen oder Dokumente ändern, werden auch dort eingetragen.',
      'Überfällige Korrekturmaßnahmen werden nach 14 Tagen der Führungskraft des Eigentümers gemeldet und nach 30 der obersten Leitung.',
    ]],
    ['Die Wirkung prüfen', [
      'Frühestens 30 Tage nach der letzten Maßnahme prüft jemand, der sie nicht ausgeführt hat, anhand von Nachweisen, ob die Ursache weg und das Maß des Gelingens erreicht ist. Wenn nicht, beginnt die Suche nach der Ursache neu.',
      'Erst dann wird die Nichtkonformität geschlossen. Alle Schritte bleiben mindestens drei Jahre festgehalten.',
      'Nichtkonformitäten, die binnen zwölf Monaten wiederkehren, gelten als Hauptabweichung.',
      'Muster werden jedes Vierteljahr angesehen und der Managementbewertung berichtet.',
    ]],
  ],
  responsibilities: [
    ['Der Eigentümer der Nichtkonformität', 'korrigiert, findet die Ursache und bringt die Maßnahmen zu Ende.'],
    ['Eigentümer von Korrekturmaßnahmen', 'schließen rechtzeitig ab und geben Nachweise.'],
    ['Wer die Wirkung prüft', 'urteilt unabhängig.'],
    ['Die ISMS-Leitung', 'führt das Register, stuft ein und achtet auf die Zeiten.'],
  ],
  exceptions: 'Fristen können einmal verlängert werden, bevor sie ablaufen, mit festgehaltenem Grund und durch jemand anderen als den Eigentümer. Die Prüfung der Wirkung kennt keine Ausnahmen.',
  review: 'Geprüft alle zwölf Monate mit Zahlen: eröffnet und geschlossen, mittlere Tage bis zur Korrektur und bis zum Schließen, Anteil wirksam bei der ersten Prüfung, wiederholte.',
}, 'de')

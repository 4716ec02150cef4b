import { defineStarter } from '../starter'

export const informationSecurity = defineStarter({
  name: 'informationSecurity', title: 'Informationssicherheitspolitik', level: 'top', reqs: ['5.1', '5.2', '5.3', '6.2', '10.1', 'A.5.1', 'A.5.2', 'A.5.4'],
  purpose: 'Kunden, Partner sowie Kolleginnen und Kollegen vertrauen {organisation:dat} Informationen an. Diese Politik sagt, was wir erreichen wollen, um dieses Vertrauen zu halten, und worauf sich alle verlassen dürfen. Alle anderen Richtlinien und Verfahren folgen aus ihr und widersprechen ihr nicht.',
  scope: 'Sie gilt für alle, die für {organisation} arbeiten, angestellt oder nicht, und für alle Informationen, Systeme, Räume und Lieferanten im Anwendungsbereich des Informationssicherheitsmanagementsystems (ISMS), wo immer gearbeitet wird.',
  rules: [
    ['Wozu wir uns verpflichten', [
      'Wir setzen jedes Jahr Ziele der Informationssicherheit, geben jedem einen Eigentümer, einen Zielwert und ein Datum und berichten darüber. Sie folgen aus dieser Politik und aus unseren Risiken.',
      'Wir erfüllen die Anforderungen, die für uns gelten: Gesetze, Verträge und was wir Kunden und anderen interessierten Parteien zugesagt haben. Sie stehen in einem Verzeichnis, jede mit einem Eigentümer.',
      'Wir verbessern das ISMS fortlaufend. Was schiefgeht, was Audits finden und was Menschen vorschlagen, wird festgehalten, bearbeitet und auf seine Wirkung geprüft.',
    ]],
    ['Wie wir entscheiden', [
      'Sicherheitsentscheidungen beruhen auf beurteilten Risiken. Die Methode, die Akzeptanzkriterien und wer welche Stufe akzeptieren darf, sind geschrieben und freigegeben.',
      'Ein Risiko über den Kriterien wird behandelt oder von der dazu befugten Person schriftlich und bis zu einem genannten Tag akzeptiert.',
      'Geschützt werden alle drei Eigenschaften: Vertraulichkeit, Integrität und Verfügbarkeit. Welche am meisten wiegt, entscheidet der Eigentümer der Information.',
      'Sicherheit wird bedacht, bevor ein System gekauft oder gebaut, ein Lieferant beauftragt oder ein Prozess geändert wird. Sie wird nicht nachgereicht.',
    ]],
    ['Was alle tun', [
      'Alle lesen diese Politik und die Richtlinien, die ihre Arbeit betreffen, und nehmen sie binnen 30 Tagen nach dem Beginn oder einer neuen Version zur Kenntnis.',
      'Alle melden Sicherheitsereignisse, Schwächen und Fehler sofort. Wer in gutem Glauben meldet, hat davon nie einen Nachteil.',
      'Wer eine Sicherheitsregel absichtlich oder wiederholt bricht, muss mit Maßnahmen nach Arbeits- oder Vertragsrecht rechnen.',
    ]],
  ],
  responsibilities: [
    ['Die oberste Leitung', 'gibt diese Politik frei, stellt Personen, Zeit und Geld bereit und bewertet das ISMS mindestens einmal im Jahr.'],
    ['Die ISMS-Leitung', 'hält das ISMS an seinen Anforderungen und berichtet der obersten Leitung mindestens jedes Vierteljahr über seine Leistung.'],
    ['Eigentümer von Risiken, Werten und Maßnahmen', 'entscheiden im Rahmen dieser Politik über das, was ihnen gehört, und stehen für das Ergebnis ein.'],
    ['Führungskräfte', 'sorgen dafür, dass ihre Leute die Regeln kennen und die Mittel haben, sie zu befolgen.'],
    ['Interne Auditoren', 'prüfen unabhängig, dass getan wird, was geschrieben steht, und dass es wirkt.'],
  ],
  exceptions: 'Die Verpflichtungen dieser Politik kennen keine Ausnahmen. Eine Abweichung von einer Richtlinie wird schriftlich erbeten, mit Grund, ausgleichenden Maßnahmen und einem Ende. Sie gewährt jemand anderes als die Person, die darum bittet, und sie steht im Verzeichnis der Ausnahmen.',
  review: 'Die oberste Leitung prüft diese Politik mindestens alle zwölf Monate und immer, wenn sich Geschäft, Recht oder Risikolage erheblich ändern. Jede neue Version wird freigegeben, intern veröffentlicht und interessierten Parteien, die danach fragen, zugänglich gemacht.',
}, 'de')

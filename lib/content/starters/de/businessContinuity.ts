import { defineStarter } from '../starter'

export const businessContinuity = defineStarter({
  name: 'businessContinuity', title: 'Richtlinie zur Geschäftskontinuität', level: 'topic', attest: false, reqs: ['A.5.29', 'A.5.30', 'A.8.14', 'A.7.5'],
  purpose: 'Kunden verlassen sich auch an schlechten Tagen auf {organisation}. Diese Richtlinie sorgt dafür, dass die wichtigen Leistungen weiterlaufen oder in bekannter Zeit zurückkommen und dass die Sicherheit unterwegs nicht aufgegeben wird.',
  scope: 'Die Leistungen, Prozesse, Personen, Orte, Systeme und Lieferanten, ohne die {organisation} Zusagen an Kunden oder gesetzliche Pflichten nicht erfüllen könnte.',
  rules: [
    ['Wissen, worauf es ankommt', [
      'Einmal im Jahr nennen Prozesseigentümer für jeden Prozess: den Schaden einer Unterbrechung über die Zeit, die längste erträgliche Unterbrechung, die angestrebte Wiederanlaufzeit und den tragbaren Datenverlust.',
      'Daraus folgen die nötigen Personen, Systeme, Lieferanten und Orte, in der Reihenfolge, in der sie zurückkommen müssen.',
      'Die Risikobeurteilung umfasst mindestens: Verlust eines Rechenzentrums oder einer Region, Erpressungssoftware, Verlust des Büros, Verlust eines kritischen Lieferanten, Fehlen vieler Personen zugleich und Ausfall von Strom oder Kommunikation.',
    ]],
    ['Vorbereiten', [
      'Für jeden Prozess mit einer Wiederanlaufzeit von höchstens zwei Arbeitstagen gibt es einen Kontinuitätsplan: wer entscheidet, erste Schritte, Arbeitsweise in der Zwischenzeit, Wiederherstellung, Rückweg, Kontakte.',
      'Systeme sind mit genug Redundanz für ihre Wiederanlaufzeit gebaut. Keine wichtige Aufgabe hängt an einer Person: Jede hat eine Vertretung, die sie in den letzten zwölf Monaten getan hat.',
      'Pläne, Kontakte und Notfallanmeldungen sind erreichbar, wenn unsere Systeme stehen. Sie liegen an zwei anderen Orten, einmal auf Papier.',
      'Die Sicherheit hält während einer Unterbrechung. Andere Arbeitsweisen und Ersatzsysteme erfüllen dieselben Regeln, oder die Krisenleitung entscheidet über Abweichung und Ende und hält es fest.',
    ]],
    ['Handeln', [
      'Die Krisenleitung oder ihre Vertretung ruft den Notfall aus, holt den Krisenstab per Telefon zusammen und führt ein Protokoll der Entscheidungen.',
      'Betroffene Kunden erfahren binnen vier Stunden und dann mindestens alle acht Stunden, was geht, was nicht und was als Nächstes kommt.',
    ]],
    ['Üben', [
      'Jeder Plan wird mindestens einmal im Jahr geübt; der wichtigste technisch, durch wirkliches Umschalten oder Wiederherstellen, die anderen am Tisch.',
      'Erreichte Zeiten werden mit den angestrebten verglichen. Lücken werden Schritte mit Eigentümer und Datum.',
      'Kritische Lieferanten belegen, dass ihre Wiederanlaufzeiten zu unseren passen.',
    ]],
  ],
  responsibilities: [
    ['Die oberste Leitung', 'entscheidet über erträgliche Unterbrechungen und stellt Mittel bereit.'],
    ['Die Leitung Kontinuität', 'führt Pläne, Übungen und die Notfallliste.'],
    ['Prozesseigentümer', 'nennen ihren Bedarf und halten ihre Pläne wahr.'],
    ['Die IT', 'baut und testet, was die Wiederanlaufzeiten verlangen.'],
  ],
  exceptions: 'Ein Prozess, dessen Wiederanlaufzeit heute nicht erreichbar ist, steht als Risiko mit Eigentümer, Zwischenlösung und Datum. Die oberste Leitung akzeptiert es schriftlich.',
  review: 'Pläne und diese Richtlinie werden alle zwölf Monate geprüft, nach jeder Übung und jedem Notfall und wenn sich Leistungen, Orte oder Lieferanten ändern.',
}, 'de')

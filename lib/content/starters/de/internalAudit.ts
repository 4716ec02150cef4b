import { defineStarter } from '../starter'

export const internalAudit = defineStarter({
  name: 'internalAudit', title: 'Verfahren für interne Audits', level: 'procedure', attest: false, reqs: ['9.2.1', '9.2.2', 'A.5.35', 'A.5.36'],
  purpose: '{organisation} will von Menschen, die die Arbeit nicht selbst getan haben, wissen, ob das ISMS ist wie geplant, wie verlangt und wirksam.',
  scope: 'Alle anwendbaren Abschnitte der Norm, alle anwendbaren Maßnahmen, alle Standorte und Prozesse im Anwendungsbereich des ISMS und Lieferanten, soweit Verträge es erlauben.',
  rules: [
    ['Programm', [
      'Das Auditprogramm umfasst einen Zyklus von drei Jahren. In dieser Zeit wird jeder Abschnitt mindestens einmal im Jahr auditiert und jede anwendbare Maßnahme mindestens einmal; wichtige oder schwache Bereiche öfter.',
      'Es nennt für jedes Audit Ziel, Kriterien, Umfang, Methode, Zeit und Auditoren und berücksichtigt Risiken, Änderungen und frühere Ergebnisse. Die oberste Leitung gibt es frei.',
      'Alle zwölf Monate findet mindestens ein internes Audit statt.',
    ]],
    ['Auditoren', [
      'Auditoren kennen die Norm und die Auditpraxis, belegt durch Schulung oder durch zwei gemeinsam mit einem erfahrenen Auditor durchgeführte Audits.',
      'Niemand auditiert die eigene Arbeit, Arbeit der letzten zwölf Monate oder Bereiche der eigenen Vorgesetzten. Die Unabhängigkeit wird für jedes Audit schriftlich erklärt; Konflikte bei einzelnen Punkten löst ein anderer Auditor.',
      'Wo niemand im Haus unabhängig ist, wird ein Auditor von außen beauftragt.',
    ]],
    ['Durchführen', [
      'Ein Plan geht mindestens zehn Arbeitstage vorher an die Betroffenen, mit einer Liste der nötigen Nachweise.',
      'Urteile beruhen auf Nachweisen: Aufzeichnungen, Beobachtung, Befragung von mindestens zwei Personen je Prozess und Stichproben. Bei Stichproben werden Grundgesamtheit, Größe und Auswahl festgehalten, so dass ein anderer Auditor folgen kann.',
      'Als Faustregel werden 25 Elemente aus mehr als 250 geprüft, 10 %, aber mindestens 5, aus 50 bis 250, alle oder mindestens 3 aus weniger.',
      'Feststellungen werden eingestuft: Haupt- oder Nebenabweichung, Beobachtung, Verbesserungspotenzial, Stärke. Jede nennt Anforderung, Nachweis und Lücke und wird mit der zuständigen Person besprochen, bevor sie endgültig ist.',
      'Auditwerkzeuge und lesender Zugang werden mit Systemeigentümern vereinbart, so dass der Betrieb nicht gestört wird.',
    ]],
    ['Berichten und nachhalten', [
      'Der Bericht ist unterschrieben und binnen zehn Arbeitstagen nach dem letzten Tag vor Ort bei der Leitung. Er sagt, was angesehen wurde, was nicht, und ob die Kriterien erfüllt sind.',
      'Jede Nichtkonformität steht binnen sieben Tagen im Register, mit Ursache und Korrekturmaßnahme in den Zeiten jenes Verfahrens.',
      'Ein Auditor prüft abgeschlossene Maßnahmen anhand von Nachweisen. Ergebnisse aller Audits gehen in die Managementbewertung.',
      'Programm, Pläne, Nachweislisten und Berichte werden mindestens sechs Jahre aufbewahrt.',
    ]],
  ],
  responsibilities: [
    ['Die oberste Leitung', 'gibt das Programm frei und macht Unabhängigkeit möglich.'],
    ['Die Auditleitung', 'plant, wählt Auditoren und achtet auf den Zyklus.'],
    ['Auditoren', 'sammeln Nachweise, urteilen fair und halten vertraulich, was sie sehen.'],
    ['Auditierte', 'geben Zugang und Auskunft und klären Feststellungen.'],
  ],
  exceptions: 'Audits dürfen mit Zustimmung der obersten Leitung und festgehaltenem Grund um höchstens drei Monate verschoben werden. Die Unabhängigkeit kennt keine Ausnahmen.',
  review: 'Verfahren und Programm werden alle zwölf Monate geprüft, mit den Erfahrungen von Auditoren und Auditierten.',
}, 'de')

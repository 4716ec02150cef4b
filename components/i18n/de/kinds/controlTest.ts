export const controlTest = {
  one: 'Test', many: 'Tests', new: 'Neuer Test',
  empty: { title: 'Noch keine Tests', text: 'Ein Test zeigt, dass eine Maßnahme über einen Zeitraum wirkt: Grundgesamtheit, Stichprobe, Ergebnis, Unterschrift.' },
  fields: {
    control: 'Maßnahme', testKind: 'Testet', periodFrom: 'Zeitraum ab', periodTo: 'Zeitraum bis', procedure: 'Vorgehen',
    population: 'Grundgesamtheit', populationSize: 'Größe der Grundgesamtheit', sampleSize: 'Größe der Stichprobe', selection: 'Auswahl', samples: 'Stichprobe',
    exceptionsFound: 'Gefundene Abweichungen', result: 'Ergebnis', conclusion: 'Schlussfolgerung', tester: 'Tester', testedOn: 'Getestet am',
    evidence: 'Nachweise',
  },
  sections: { test: 'Test', sample: 'Stichprobe', result: 'Ergebnis', more: 'Mehr' },
  values: {
    testKind: { design: 'Ausgestaltung', operating: 'Betrieb' },
    selection: { all: 'Alle', random: 'Zufällig', systematic: 'Systematisch', judgemental: 'Nach Ermessen' },
    result: { effective: 'Wirksam', partlyEffective: 'Teilweise wirksam', ineffective: 'Unwirksam' },
  },
}

export const auditProgramme = {
  one: 'Auditprogramm', many: 'Auditprogramme', new: 'Neues Programm',
  empty: { title: 'Noch kein Auditprogramm', text: 'Was im Zyklus wann auditiert wird, damit jeder Abschnitt und jede Maßnahme an die Reihe kommt.' },
  fields: {
    title: 'Titel', from: 'Von', to: 'Bis', objectives: 'Ziele', frequency: 'Häufigkeit', methods: 'Methoden',
    responsibilities: 'Verantwortlichkeiten', reqs: 'Anforderungen (leer: alle)', importance: 'Bedeutung der Prozesse',
    previousResults: 'Frühere Ergebnisse', resources: 'Ressourcen', programmeRisks: 'Risiken für das Programm',
  },
  sections: { programme: 'Programm', procedure: 'Verfahren', more: 'Mehr' },
  values: {},
}

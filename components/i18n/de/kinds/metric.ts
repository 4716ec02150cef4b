export const metric = {
  one: 'Kennzahl', many: 'Kennzahlen', new: 'Neue Kennzahl',
  empty: {
    title: 'Noch wird nichts gemessen',
    text: 'Drei bis zehn Zahlen, die sagen, ob die Informationssicherheit wirkt. Jede mit Zielwert und Eigentümer.',
  },
  fields: {
    title: 'Kennzahl', purpose: 'Zweck', method: 'Formel und Quelle', unit: 'Einheit', direction: 'Besser, wenn', targets: 'Zielwerte',
    every: 'Gemessen', collector: 'Erhoben von', analyst: 'Ausgewertet von', analysedWhen: 'Ausgewertet wann', start: 'Seit',
    objectives: 'Ziele', controls: 'Maßnahmen', reqs: 'Anforderungen', status: 'Status',
  },
  sections: { metric: 'Kennzahl', responsibility: 'Zuständigkeit', links: 'Verknüpft', more: 'Mehr' },
  values: {
    direction: { higher: 'Höher', lower: 'Niedriger', band: 'In einem Band' },
    every: { weekly: 'Wöchentlich', monthly: 'Monatlich', quarterly: 'Vierteljährlich', semiannual: 'Halbjährlich', annual: 'Jährlich' },
    status: { draft: 'Entwurf', active: 'Aktiv', retired: 'Beendet' },
  },
}

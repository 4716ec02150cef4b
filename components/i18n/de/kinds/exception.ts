export const exception = {
  one: 'Ausnahme',
  many: 'Ausnahmen',
  new: 'Neue Ausnahme',
  empty: {
    title: 'Keine Ausnahmen',
    text: 'Eine erlaubte Abweichung von einer Richtlinie oder Maßnahme, mit Grund und Ende.',
  },
  fields: {
    title: 'Titel',
    policy: 'Richtlinie',
    control: 'Maßnahme',
    reason: 'Grund',
    risk: 'Risiko',
    compensating: 'Ausgeglichen durch',
    requestedBy: 'Erbeten von',
    validUntil: 'Bis',
    closedOn: 'Beendet',
  },
  sections: { main: 'Ausnahme', more: 'Mehr' },
  values: {},
}

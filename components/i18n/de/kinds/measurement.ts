export const measurement = {
  one: 'Messung',
  many: 'Messungen',
  new: 'Neue Messung',
  empty: { title: 'Noch keine Messungen', text: 'Ein Wert für einen Zeitraum, mit dem, was er bedeutet.' },
  fields: {
    metric: 'Kennzahl',
    periodFrom: 'Von',
    periodTo: 'Bis',
    value: 'Wert',
    evaluation: 'Was es bedeutet',
    followUp: 'Was folgt',
    measuredOn: 'Gemessen am',
    measuredBy: 'Gemessen von',
    evidence: 'Nachweise',
  },
  sections: { main: 'Messung', more: 'Mehr' },
  values: {},
}

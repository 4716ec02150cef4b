export const communication = {
  one: 'Kommunikation',
  many: 'Kommunikationsplan',
  new: 'Neue Zeile',
  empty: {
    title: 'Noch nichts geplant',
    text: 'Was wem gesagt wird, wann und durch wen, innerhalb und außerhalb der Organisation.',
  },
  fields: {
    subject: 'Worüber',
    direction: 'Richtung',
    audience: 'Mit wem',
    when: 'Wann',
    method: 'Wie',
    owner: 'Durch wen',
    task: 'Aufgabe',
  },
  sections: { main: 'Kommunikation', more: 'Mehr' },
  values: { direction: { internal: 'Intern', external: 'Extern' } },
}

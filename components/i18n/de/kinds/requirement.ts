export const requirement = {
  one: 'Anforderung',
  many: 'Anforderungen',
  new: 'Anforderung',
  empty: { title: 'Keine Anforderungen', text: 'Ein Rahmenwerk bringt sie mit.' },
  fields: {
    framework: 'Rahmenwerk',
    code: 'Kennung',
    title: 'Titel',
    group: 'Gruppe',
    parent: 'Darüber',
    assessable: 'Beurteilbar',
    guidance: 'Erläuterung',
    types: 'Art',
    properties: 'Schützt',
    order: 'Stelle',
    oscal: 'OSCAL',
  },
  sections: { main: 'Anforderung', more: 'Mehr' },
  values: {
    types: { preventive: 'Präventiv', detective: 'Detektiv', corrective: 'Korrektiv' },
    properties: { C: 'Vertraulichkeit', I: 'Integrität', A: 'Verfügbarkeit' },
  },
}

export const feedback = {
  one: 'Rückmeldung',
  many: 'Rückmeldungen',
  new: 'Neue Rückmeldung',
  empty: {
    title: 'Noch keine Rückmeldung',
    text: 'Was Kunden, Auditoren und andere Parteien sagen. Die Managementbewertung fragt danach.',
  },
  fields: { party: 'Partei', receivedOn: 'Erhalten', summary: 'Zusammenfassung', sentiment: 'Ton', links: 'Verknüpft' },
  sections: { main: 'Rückmeldung', more: 'Mehr' },
  values: { sentiment: { positive: 'Positiv', neutral: 'Neutral', negative: 'Negativ' } },
}

export const interestedParty = {
  one: 'Interessierte Partei',
  many: 'Interessierte Parteien',
  new: 'Neue Partei',
  empty: {
    title: 'Noch keine interessierten Parteien',
    text: 'Kunden, Beschäftigte, Eigentümer, Behörden: wer immer etwas von Ihrer Informationssicherheit erwartet.',
  },
  fields: {
    name: 'Name',
    category: 'Kategorie',
    needs: 'Erfordernisse und Erwartungen',
    climateNeed: 'Erfordernisse zum Klimawandel',
    owner: 'Eigentümer',
    status: 'Status',
    reviewedOn: 'Geprüft am',
  },
  sections: { main: 'Interessierte Partei', more: 'Mehr' },
  values: {
    category: {
      customer: 'Kunde',
      employee: 'Beschäftigte',
      owner: 'Eigentümer',
      regulator: 'Behörde',
      supplier: 'Lieferant',
      partner: 'Partner',
      insurer: 'Versicherer',
      public: 'Öffentlichkeit',
      other: 'Sonstige',
    },
    status: { active: 'Aktiv', closed: 'Geschlossen' },
  },
}

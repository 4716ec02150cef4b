export const treatmentPlan = {
  one: 'Risikobehandlungsplan',
  many: 'Risikobehandlungspläne',
  new: 'Neuer Plan',
  empty: {
    title: 'Noch kein Risikobehandlungsplan',
    text: 'Das Dokument, das die oberste Leitung freigibt: welche Risiken in welchem Zeitraum behandelt werden.',
  },
  fields: {
    title: 'Titel',
    from: 'Von',
    to: 'Bis',
    summary: 'Zusammenfassung',
    risks: 'Risiken',
    budget: 'Budget',
    currency: 'Währung',
  },
  sections: { main: 'Risikobehandlungsplan', more: 'Mehr' },
  values: {},
}

export const asset = {
  one: 'Wert', many: 'Werte', new: 'Neuer Wert',
  empty: { title: 'Noch keine Werte', text: 'Beginnen Sie mit den Diensten, für die Kunden zahlen, und den Informationen, auf denen sie beruhen.' },
  fields: {
    name: 'Name', type: 'Art', owner: 'Eigentümer', custodian: 'Verwahrer', classification: 'Klassifizierung', c: 'Vertraulichkeit',
    i: 'Integrität', a: 'Verfügbarkeit', pii: 'Personenbezogene Daten', location: 'Ort', supports: 'Trägt', supplier: 'Lieferant',
    status: 'Status',
  },
  sections: { main: 'Wert', more: 'Mehr' },
  values: {
    type: {
      information: 'Information', service: 'Dienst', software: 'Software', hardware: 'Hardware', network: 'Netz', site: 'Standort',
      people: 'Personen', supplierService: 'Dienst eines Lieferanten',
    },
    classification: { public: 'Öffentlich', internal: 'Intern', confidential: 'Vertraulich', secret: 'Geheim' },
    status: { planned: 'Geplant', inUse: 'In Betrieb', retired: 'Außer Betrieb' }, c: { 1: 'Niedrig', 2: 'Mittel', 3: 'Hoch', 4: 'Sehr hoch' },
    i: { 1: 'Niedrig', 2: 'Mittel', 3: 'Hoch', 4: 'Sehr hoch' }, a: { 1: 'Niedrig', 2: 'Mittel', 3: 'Hoch', 4: 'Sehr hoch' },
  },
}

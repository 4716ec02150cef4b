export const control = {
  one: 'Maßnahme', many: 'Maßnahmen', new: 'Neue Maßnahme',
  empty: { title: 'Noch keine Maßnahmen', text: 'Schreiben Sie auf, was Sie wirklich tun. Die Zeilen des Anhangs A sind Anforderungen; Maßnahmen sind Ihre Antworten darauf.' },
  fields: {
    title: 'Maßnahme', description: 'Was getan wird', types: 'Art', nature: 'Beschaffenheit', owner: 'Eigentümer', reqs: 'Erfüllt', status: 'Status',
    implementedOn: 'Umgesetzt seit', frequency: 'Läuft', automation: 'Automatisierung', key: 'Schlüsselmaßnahme', testProcedure: 'Wie getestet wird',
    testEvery: 'Testen alle', evidenceNeeded: 'Nötiger Nachweis', evidenceMaxAge: 'Nachweis gilt', policies: 'Richtlinien',
    assets: 'Werte', suppliers: 'Lieferanten', priority: 'Priorität', cost: 'Kosten pro Jahr',
  },
  sections: { description: 'Beschreibung', operation: 'Betrieb', testing: 'Test und Nachweis', links: 'Verknüpft', more: 'Mehr' },
  values: {
    types: { preventive: 'Präventiv', detective: 'Detektiv', corrective: 'Korrektiv' },
    nature: { technical: 'Technisch', administrative: 'Organisatorisch', physical: 'Physisch', people: 'Personell' },
    status: { planned: 'Geplant', inProgress: 'In Arbeit', operating: 'In Betrieb', degraded: 'Eingeschränkt', retired: 'Beendet' },
    frequency: {
      continuous: 'Laufend', perEvent: 'Je Ereignis', daily: 'Täglich', weekly: 'Wöchentlich', monthly: 'Monatlich', quarterly: 'Vierteljährlich',
      semiannual: 'Halbjährlich', annual: 'Jährlich',
    },
    automation: { manual: 'Von Hand', partly: 'Teils automatisch', automated: 'Automatisch' },
  },
}

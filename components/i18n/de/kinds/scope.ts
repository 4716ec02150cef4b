export const scope = {
  one: 'Anwendungsbereich', many: 'Anwendungsbereich', new: 'Anwendungsbereich',
  fields: {
    orgName: 'Organisation', orgProfile: 'Kurzprofil', statement: 'Wortlaut des Anwendungsbereichs', orgUnits: 'Einheiten', locations: 'Standorte',
    systems: 'Systeme', processes: 'Prozesse', interfaces: 'Schnittstellen und Abhängigkeiten', exclusions: 'Ausschlüsse', headcount: 'Personen',
    climateRelevant: 'Klimawandel ist relevant', climateRationale: 'Warum oder warum nicht', developsSoftware: 'Entwickelt Software',
    outsourcesDevelopment: 'Lässt Software entwickeln', remoteWork: 'Arbeit außer Haus', hasPremises: 'Hat Räume',
    handlesPii: 'Verarbeitet personenbezogene Daten', systemDescription: 'Systembeschreibung', commitments: 'Zusagen',
    auditorExclusions: 'Dem Auditor überlassen', sector: 'Branche',
  },
  sections: {
    organisation: 'Organisation', scope: 'Grenzen', processes: 'Prozesse', climate: 'Klimawandel', facts: 'Was Sie tun', soc2: 'SOC 2',
    more: 'Mehr',
  },
  values: { climateRelevant: { yes: 'Ja', no: 'Nein' }, sector: { software: 'Software und Onlinedienste', services: 'Beratung und Dienstleistung', finance: 'Finanzen und Versicherung', health: 'Gesundheit und Pflege', manufacturing: 'Herstellung', trade: 'Handel', transport: 'Verkehr und Logistik', energy: 'Energie und Versorgung', publicSector: 'Öffentliche Hand', education: 'Bildung und Forschung', other: 'Etwas anderes' } },
}

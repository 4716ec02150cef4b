export const supplier = {
  one: 'Lieferant', many: 'Lieferanten', new: 'Neuer Lieferant',
  empty: { title: 'Noch keine Lieferanten', text: 'Beginnen Sie mit denen, die Ihre Daten halten oder deren Ausfall Sie anhält.' },
  fields: {
    name: 'Lieferant', service: 'Leistung', owner: 'Eigentümer', criticality: 'Kritikalität', cloud: 'Cloud-Dienst',
    subservice: 'SOC-2-Subdienstleister', userControls: 'Uns überlassene Maßnahmen', dataAccess: 'Sieht Daten', contractFrom: 'Vertrag ab',
    contractUntil: 'Vertrag bis', securityClauses: 'Sicherheitsklauseln vereinbart', assurance: 'Zusicherung',
    assuranceUntil: 'Zusicherung bis', evidence: 'Nachweise', risks: 'Risiken', reviewedOn: 'Geprüft', reviewEvery: 'Prüfen alle',
    exitPlan: 'Ausstiegsplan', status: 'Status',
  },
  sections: { supplier: 'Lieferant', contract: 'Vertrag', assurance: 'Zusicherung', review: 'Prüfung', more: 'Mehr' },
  values: {
    criticality: { low: 'Niedrig', medium: 'Mittel', high: 'Hoch' },
    subservice: { no: 'Nein', carveOut: 'Ausgenommen (Carve-out)', inclusive: 'Einbezogen (Inclusive)' },
    dataAccess: { none: 'Keine', internal: 'Intern', confidential: 'Vertraulich', pii: 'Personenbezogene Daten' },
    assurance: { none: 'Keine', iso27001: 'ISO/IEC 27001', soc2: 'SOC 2', questionnaire: 'Fragebogen', other: 'Sonstige' },
    status: { active: 'Aktiv', ended: 'Beendet' },
  },
}

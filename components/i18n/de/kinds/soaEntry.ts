export const soaEntry = {
  one: 'Anwendbarkeit',
  many: 'Erklärung zur Anwendbarkeit',
  new: 'Neue Entscheidung',
  fields: {
    applicability: 'Entscheidung',
    reasons: 'Gründe',
    justification: 'Begründung',
    provider: 'Lieferant',
    implementation: 'Wie es umgesetzt ist',
    owner: 'Eigentümer',
  },
  sections: { main: 'Entscheidung', more: 'Mehr' },
  values: {
    applicability: {
      undecided: 'Nicht entschieden',
      applicable: 'Anwendbar',
      notApplicable: 'Nicht anwendbar',
      inherited: 'Geerbt',
    },
    reasons: { risk: 'Risiko', legal: 'Recht', contractual: 'Vertrag', practice: 'Gute Praxis' },
  },
}

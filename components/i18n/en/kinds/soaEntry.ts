export const soaEntry = {
  one: 'Applicability',
  many: 'Statement of Applicability',
  new: 'New decision',
  fields: {
    applicability: 'Decision',
    reasons: 'Reasons',
    justification: 'Justification',
    provider: 'Provider',
    implementation: 'How it is done',
    owner: 'Owner',
  },
  sections: { main: 'Decision', more: 'More' },
  values: {
    applicability: {
      undecided: 'Undecided',
      applicable: 'Applicable',
      notApplicable: 'Not applicable',
      inherited: 'Inherited',
    },
    reasons: { risk: 'Risk', legal: 'Legal', contractual: 'Contract', practice: 'Practice' },
  },
}

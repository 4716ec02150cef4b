export const supplier = {
  one: 'Supplier', many: 'Suppliers', new: 'New supplier',
  empty: { title: 'No suppliers yet', text: 'Begin with those who hold your data or whose outage stops you.' },
  fields: {
    name: 'Supplier', service: 'Service', owner: 'Owner', criticality: 'Criticality', cloud: 'Cloud service',
    subservice: 'SOC 2 subservice', userControls: 'Controls left to us', dataAccess: 'Sees data', contractFrom: 'Contract from',
    contractUntil: 'Contract until', securityClauses: 'Security clauses agreed', assurance: 'Assurance',
    assuranceUntil: 'Assurance until', evidence: 'Evidence', risks: 'Risks', reviewedOn: 'Reviewed', reviewEvery: 'Review every',
    exitPlan: 'Exit plan', status: 'Status',
  },
  sections: { supplier: 'Supplier', contract: 'Contract', assurance: 'Assurance', review: 'Review', more: 'More' },
  values: {
    criticality: { low: 'Low', medium: 'Medium', high: 'High' },
    subservice: { no: 'No', carveOut: 'Carve out', inclusive: 'Inclusive' },
    dataAccess: { none: 'None', internal: 'Internal', confidential: 'Confidential', pii: 'Personal data' },
    assurance: { none: 'None', iso27001: 'ISO/IEC 27001', soc2: 'SOC 2', questionnaire: 'Questionnaire', other: 'Other' },
    status: { active: 'Active', ended: 'Ended' },
  },
}

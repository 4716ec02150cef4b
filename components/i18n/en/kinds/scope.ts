export const scope = {
  one: 'Scope', many: 'Scope', new: 'Scope',
  fields: {
    orgName: 'Organisation', orgProfile: 'Profile', statement: 'Scope statement', orgUnits: 'Units', locations: 'Locations',
    systems: 'Systems', processes: 'Processes', interfaces: 'Interfaces and dependencies', exclusions: 'Exclusions', headcount: 'Headcount',
    climateRelevant: 'Climate change matters', climateRationale: 'Why, or why not', developsSoftware: 'Develops software',
    outsourcesDevelopment: 'Outsources development', remoteWork: 'Remote work', hasPremises: 'Has premises',
    handlesPii: 'Handles personal data', systemDescription: 'System description', commitments: 'Commitments',
    auditorExclusions: 'Left to the auditor', sector: 'Sector',
  },
  sections: {
    organisation: 'Organisation', scope: 'Boundaries', processes: 'Processes', climate: 'Climate change', facts: 'What you do', soc2: 'SOC 2',
    more: 'More',
  },
  values: { climateRelevant: { yes: 'Yes', no: 'No' }, sector: { software: 'Software and online services', services: 'Consulting and services', finance: 'Finance and insurance', health: 'Health and care', manufacturing: 'Manufacturing', trade: 'Trade', transport: 'Transport and logistics', energy: 'Energy and utilities', publicSector: 'Public sector', education: 'Education and research', other: 'Something else' } },
}

export const scope = {
  one: 'Scope', many: 'Scope', new: 'Scope',
  fields: {
    orgName: 'Organisation', orgProfile: 'Profile', statement: 'Scope statement', orgUnits: 'Units', locations: 'Locations',
    systems: 'Systems', processes: 'Processes', interfaces: 'Interfaces and dependencies', exclusions: 'Exclusions', headcount: 'Headcount',
    climateRelevant: 'Climate change matters', climateRationale: 'Why, or why not', developsSoftware: 'Develops software',
    outsourcesDevelopment: 'Outsources development', remoteWork: 'Remote work', hasPremises: 'Has premises',
    handlesPii: 'Handles personal data', systemDescription: 'System description', commitments: 'Commitments',
    auditorExclusions: 'Left to the auditor',
  },
  sections: {
    organisation: 'Organisation', scope: 'Boundaries', processes: 'Processes', climate: 'Climate change', facts: 'What you do', soc2: 'SOC 2',
    more: 'More',
  },
  values: { climateRelevant: { yes: 'Yes', no: 'No' } },
}

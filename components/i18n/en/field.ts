/** Field labels by kind. A structure test asks for one for every field of every kind. */
export const field = {
  common: {
    ref: 'Ref', createdAt: 'Created', createdBy: 'Created by', archivedOn: 'Archived', archivedBy: 'Archived by',
    legacyRef: 'Former number', tags: 'Tags', importKey: 'Import key', duplicateOf: 'Duplicate of',
  },
  settings: {
    timeZone: 'Time zone', ismsStart: 'ISMS since', frameworks: 'Frameworks', socCategories: 'SOC 2 categories', socReport: 'SOC 2 report',
    auditInterval: 'Internal audit every', reviewInterval: 'Management review every', contextReview: 'Context review every', policyReview: 'Policy review every',
    attestDays: 'Days to acknowledge', evidenceMaxAge: 'Evidence counts for', evidenceWarnDays: 'Warn days before it ends', requireEvidenceReview: 'Evidence needs a review',
    findingToNcDays: 'Days from finding to nonconformity', correctionDays: 'Days to correct', rootCauseDays: 'Days to the cause', effectivenessWait: 'Wait before judging effect',
    taskGraceDays: 'Days of grace for tasks', improvementWindow: 'Improvement looks back', activityWindow: 'Activity looks back', conflictDays: 'Days to settle conflicts',
    readyScore: 'Ready from score', waivers: 'Waivers', deviceNames: 'Device names', memberNames: 'Member names',
  },
  scope: {
    orgName: 'Organisation', orgProfile: 'Profile', statement: 'Scope statement', orgUnits: 'Units', locations: 'Locations', systems: 'Systems',
    processes: 'Processes', interfaces: 'Interfaces', exclusions: 'Exclusions', headcount: 'Headcount', climateRelevant: 'Climate change matters',
    climateRationale: 'Why', developsSoftware: 'Develops software', outsourcesDevelopment: 'Outsources development', remoteWork: 'Remote work',
    hasPremises: 'Has premises', handlesPii: 'Handles personal data', systemDescription: 'System description', commitments: 'Commitments', auditorExclusions: 'Left to the auditor',
  },
  person: { name: 'Name', title: 'Role or title', unit: 'Unit', external: 'External', firm: 'Firm', activeFrom: 'Active from', activeUntil: 'Active until' },
  riskMethod: {
    likelihood: 'Likelihood scale', impact: 'Impact scale', levels: 'Levels', grid: 'Matrix', acceptMax: 'Accept up to', acceptanceText: 'Acceptance criteria',
    authority: 'Who may accept more', whenToAssess: 'When to assess', approach: 'Approach', procedure: 'Procedure', reassessEvery: 'Reassess every',
  },
  asset: {
    name: 'Name', type: 'Type', owner: 'Owner', custodian: 'Custodian', classification: 'Classification', c: 'Confidentiality', i: 'Integrity', a: 'Availability',
    pii: 'Personal data', location: 'Location', supports: 'Supports', supplier: 'Supplier', status: 'Status',
  },
  risk: {
    title: 'Risk', cause: 'Cause', event: 'Event', consequence: 'Consequence', assets: 'Assets', processes: 'Processes', threats: 'Threats',
    vulnerabilities: 'Vulnerabilities', issues: 'Issues', properties: 'Touches', owner: 'Owner', controls: 'Controls', reqs: 'Asked for by',
    inherentL: 'Inherent likelihood', inherentI: 'Inherent impact', currentL: 'Current likelihood', currentI: 'Current impact', residualL: 'Residual likelihood',
    residualI: 'Residual impact', rationale: 'Rationale', assessedOn: 'Assessed', assessedBy: 'Assessed by', matrixHash: 'Scored under', option: 'Treatment',
    optionReason: 'Why this option', fraud: 'Fraud considered', status: 'Status', closedReason: 'Why closed',
  },
  control: {
    title: 'Control', description: 'What is done', types: 'Type', nature: 'Nature', owner: 'Owner', reqs: 'Meets', status: 'Status', implementedOn: 'In place since',
    frequency: 'Runs', automation: 'Automation', key: 'Key control', testProcedure: 'How to test', testEvery: 'Test every', evidenceNeeded: 'Evidence needed',
    evidenceMaxAge: 'Evidence counts for', policies: 'Policies', assets: 'Assets', suppliers: 'Suppliers', priority: 'Priority', cost: 'Cost per year',
  },
  soaEntry: { applicability: 'Decision', reasons: 'Reasons', justification: 'Justification', provider: 'Provider', implementation: 'How it is done', owner: 'Owner' },
  evidence: {
    title: 'Title', source: 'Source', files: 'Files', capturedAt: 'Captured', capturedBy: 'Captured by', url: 'Address', system: 'System', environment: 'Environment',
    account: 'Signed in as', captureRecord: 'Capture record', recipe: 'Recipe', coversFrom: 'Covers from', coversTo: 'Covers to', expiresOn: 'Ends on', freshFor: 'Fresh for',
    populationNote: 'Population', completeness: 'Completeness', completenessNote: 'What is missing', controls: 'Controls', reqs: 'Requirements', subjects: 'About',
    supersedes: 'Replaces', redactedFrom: 'Redacted from', redactionReason: 'Why redacted', sensitivity: 'Sensitivity', collectedFrom: 'Collected from', note: 'Note', pageText: 'Page text',
  },
  evidenceRequest: {
    audit: 'Audit', title: 'Request', description: 'What is asked', reqs: 'Requirements', controls: 'Controls', population: 'Population', sample: 'Sample', periodFrom: 'Period from',
    periodTo: 'Period to', due: 'Due', assignee: 'Assigned to', verdict: 'Verdict', verdictReason: 'Why', verdictOn: 'Judged', verdictFor: 'Judged submission', withdrawn: 'Withdrawn',
  },
  evidenceSubmission: { request: 'Request', evidence: 'Evidence', text: 'Note', submittedOn: 'Handed in', submittedBy: 'Handed in by' },
  task: {
    title: 'Task', purpose: 'Purpose', description: 'What to do', assignee: 'Assigned to', due: 'Due', rules: 'Repeats', until: 'Until', done: 'Done', skipped: 'Skipped',
    links: 'About', status: 'Status',
  },
  comment: { target: 'About', field: 'Field', body: 'Comment', author: 'Author', replyTo: 'In reply to', mentions: 'Mentions', resolvedBy: 'Resolved by' },
}

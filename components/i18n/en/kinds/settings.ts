export const settings = {
  one: 'Settings', many: 'Settings', new: 'Settings',
  fields: {
    timeZone: 'Time zone', ismsStart: 'ISMS since', frameworks: 'Frameworks', socCategories: 'SOC 2 categories',
    socReport: 'SOC 2 report', auditInterval: 'Internal audit every', reviewInterval: 'Management review every',
    contextReview: 'Context review every', policyReview: 'Policy review every', attestDays: 'Days to acknowledge',
    evidenceMaxAge: 'Evidence counts for', evidenceWarnDays: 'Warn days before it ends',
    requireEvidenceReview: 'Evidence needs a review', findingToNcDays: 'Days from finding to nonconformity',
    correctionDays: 'Days to correct', rootCauseDays: 'Days to the cause', effectivenessWait: 'Wait before judging effect',
    taskGraceDays: 'Days of grace for tasks', improvementWindow: 'Improvement looks back', activityWindow: 'Activity looks back',
    conflictDays: 'Days to settle conflicts', readyScore: 'Ready from score', waivers: 'Waivers', deviceNames: 'Device names',
    memberNames: 'Member names', logo: 'Logo', accent: 'Accent of reports', classification: 'Classification of reports',
  },
  sections: { workspace: 'Workspace', intervals: 'Intervals', evidence: 'Evidence', improvement: 'Improvement', reports: 'Reports', more: 'More' },
  values: {
    socCategories: {
      security: 'Security', availability: 'Availability', confidentiality: 'Confidentiality',
      processingIntegrity: 'Processing integrity', privacy: 'Privacy',
    },
    socReport: { type1: 'Type 1', type2: 'Type 2' },
  },
}

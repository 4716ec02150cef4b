/** Improvement over time. */
export const progress = {
  title: 'Getting better', months: '{n} months', none: 'No figures over time yet', score: 'Readiness', phases: 'By phase', days: '{n} d', share: '{n} %', from: 'from {n} in {date}', onePoint: 'One figure so far. A line begins with the next.',
  summary: '{name}: {first} on {from}, {last} now, {change}.', summaryPast: '{name}: {first} on {from}, {last} on {to}, {change}. Nothing is known since.', asOf: 'on {date}', change: { better: 'better', worse: 'worse', same: 'unchanged' }, findings: 'Findings by grade', realised: 'Improvements realised',
  figure: {
    risksAbove: 'Risks above criteria', worstLevel: 'Worst risk level', risksOpen: 'Open risks', soaVerified: 'Rows of Annex A verified', soaApplicable: 'Rows of Annex A that apply', testsEffective: 'Control tests effective', patternRatio: 'Periods shown, key controls', evidenceAll: 'Evidence', evidenceFresh: 'Fresh evidence',
    evidenceExpiring: 'Evidence that ends soon', evidenceExpired: 'Evidence that ended', attestationRate: 'Policies acknowledged', metricsOnTarget: 'Metrics on target', metricsImproving: 'Metrics improving', metricsFlat: 'Metrics unchanged', metricsWorsening: 'Metrics getting worse',
    objectivesAchieved: 'Objectives achieved', auditCoverage: 'Audit coverage', ncOpened: 'Nonconformities opened', ncClosed: 'Nonconformities closed', ncMedianDaysToCorrect: 'Median days to correct', ncMedianDaysToClose: 'Median days to close an NC', ncRepeatRate: 'NCs of 12 months that came back', decisionsOnTime: 'Review decisions on time', improvementsRealised: 'Improvements realised',
  },
  nc: { title: 'Nonconformities by month', text: '{opened} opened, {closed} closed.', effective: '{k} of {n} review found the actions effective. | {k} of {n} reviews found the actions effective.', month: '{month}: {opened} opened, {closed} closed', opened: 'opened', closed: 'closed' },
}

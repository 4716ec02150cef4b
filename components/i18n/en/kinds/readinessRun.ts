export const readinessRun = {
  one: 'Readiness run',
  many: 'Readiness runs',
  new: 'New readiness run',
  empty: {
    title: 'No run yet',
    text: 'A run is kept each month and at each audit, freeze and review; lines over time are drawn from them.',
  },
  fields: {
    scores: 'Scores',
    failing: 'Failing checks',
    counts: 'Figures',
    packHash: 'Hash of the review pack',
    reason: 'Kept at',
  },
  sections: { main: 'Run', more: 'More' },
  values: {
    reason: {
      month: 'Start of the month',
      audit: 'End of an audit',
      soa: 'Freeze of the Statement of Applicability',
      review: 'Management review',
      asked: 'Request',
    },
  },
}

export const riskMethod = {
  one: 'Risk method', many: 'Risk method', new: 'Risk method',
  fields: {
    likelihood: 'Likelihood scale', impact: 'Impact scale', levels: 'Levels', grid: 'Matrix', acceptMax: 'Accept up to',
    acceptanceText: 'Acceptance criteria', authority: 'Who may accept more', whenToAssess: 'When to assess', approach: 'Approach',
    procedure: 'Procedure', reassessEvery: 'Reassess every',
  },
  sections: { matrix: 'Scales and matrix', criteria: 'Acceptance', procedure: 'Procedure', more: 'More' },
  values: { approach: { assetBased: 'By asset', eventBased: 'By event', both: 'Both' } },
}

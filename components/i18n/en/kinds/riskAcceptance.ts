export const riskAcceptance = {
  one: 'Acceptance',
  many: 'Acceptances',
  new: 'New acceptance',
  empty: {
    title: 'No acceptances yet',
    text: 'A risk above the criteria that its owner bears for a time. Begin it from the risk.',
  },
  fields: {
    risk: 'Risk',
    type: 'Type',
    justification: 'Justification',
    conditions: 'Conditions',
    validUntil: 'Until',
    frozenL: 'Likelihood accepted',
    frozenI: 'Impact accepted',
    frozenLevel: 'Level accepted',
  },
  sections: { main: 'Acceptance', more: 'More' },
  values: { type: { residual: 'Residual', interim: 'Interim' } },
}

export const riskAcceptance = {
  one: 'Akzeptanz',
  many: 'Akzeptanzen',
  new: 'Neue Akzeptanz',
  empty: {
    title: 'Noch keine Akzeptanzen',
    text: 'Ein Risiko über den Kriterien, das sein Eigentümer auf Zeit trägt. Beginnen Sie beim Risiko.',
  },
  fields: {
    risk: 'Risiko',
    type: 'Art',
    justification: 'Begründung',
    conditions: 'Bedingungen',
    validUntil: 'Bis',
    frozenL: 'Akzeptierte Wahrscheinlichkeit',
    frozenI: 'Akzeptierte Auswirkung',
    frozenLevel: 'Akzeptierte Stufe',
  },
  sections: { main: 'Akzeptanz', more: 'Mehr' },
  values: { type: { residual: 'Restrisiko', interim: 'Vorläufig' } },
}

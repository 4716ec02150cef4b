export const riskMethod = {
  one: 'Risikomethode', many: 'Risikomethode', new: 'Risikomethode',
  fields: {
    likelihood: 'Skala der Wahrscheinlichkeit', impact: 'Skala der Auswirkung', levels: 'Stufen', grid: 'Matrix', acceptMax: 'Akzeptieren bis',
    acceptanceText: 'Akzeptanzkriterien', authority: 'Wer mehr akzeptieren darf', whenToAssess: 'Wann zu beurteilen ist', approach: 'Ansatz',
    procedure: 'Verfahren', reassessEvery: 'Neu beurteilen alle',
  },
  sections: { matrix: 'Skalen und Matrix', criteria: 'Akzeptanz', procedure: 'Verfahren', more: 'Mehr' },
  values: { approach: { assetBased: 'Nach Werten', eventBased: 'Nach Ereignissen', both: 'Beides' } },
}

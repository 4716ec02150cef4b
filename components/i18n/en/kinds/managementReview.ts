export const managementReview = {
  one: 'Management review', many: 'Management reviews', new: 'New review',
  empty: { title: 'No management review yet', text: 'Top management looks at the ISMS as a whole and decides. Once a year at least.' },
  fields: {
    title: 'Title', heldOn: 'Held on', chair: 'Chair', attendees: 'Attendees', apologies: 'Apologies', packAsOf: 'Inputs as of',
    pack: 'Pack', packHash: 'Hash of the inputs', inputA: 'Earlier actions', inputB: 'Changes in issues', inputC: 'Changes in needs',
    inputD: 'Performance and trends', inputE: 'Feedback', inputF: 'Risk and treatment', inputG: 'Improvement',
    nothingA: 'Nothing to report (a)', nothingB: 'Nothing to report (b)', nothingC: 'Nothing to report (c)',
    nothingD: 'Nothing to report (d)', nothingE: 'Nothing to report (e)', nothingF: 'Nothing to report (f)',
    nothingG: 'Nothing to report (g)', suitable: 'Suitable', adequate: 'Adequate', effective: 'Effective', conclusion: 'Conclusion',
    noDecisions: 'No decisions needed', nextOn: 'Next on', status: 'Status',
  },
  sections: { meeting: 'Meeting', pack: 'Pack', inputs: 'Inputs', result: 'Result', more: 'More' },
  values: {
    suitable: { yes: 'Yes', no: 'No' }, adequate: { yes: 'Yes', no: 'No' }, effective: { yes: 'Yes', no: 'No' },
    status: { planned: 'Planned', held: 'Held' },
  },
}

export const controlTest = {
  one: 'Test', many: 'Tests', new: 'New test',
  empty: { title: 'No tests yet', text: 'A test shows that a control works over a period: population, sample, result, signature.' },
  fields: {
    control: 'Control', testKind: 'Tests', periodFrom: 'Period from', periodTo: 'Period to', procedure: 'Procedure',
    population: 'Population', populationSize: 'Population size', sampleSize: 'Sample size', selection: 'Chosen', samples: 'Samples',
    exceptionsFound: 'Exceptions found', result: 'Result', conclusion: 'Conclusion', tester: 'Tester', testedOn: 'Tested on',
    evidence: 'Evidence',
  },
  sections: { test: 'Test', sample: 'Sample', result: 'Result', more: 'More' },
  values: {
    testKind: { design: 'Design', operating: 'Operating' },
    selection: { all: 'All', random: 'Random', systematic: 'Systematic', judgemental: 'Judgemental' },
    result: { effective: 'Effective', partlyEffective: 'Partly effective', ineffective: 'Ineffective' },
  },
}

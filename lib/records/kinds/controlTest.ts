import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, int, long, person, ref, refs, text } from '../fields'

/**
 * A test of design or operating effectiveness (9.1, SOC 2). The field is called `testKind` because `kind` is the record
 * kind of a row.
 */
export const controlTest = defineRecord({
  kind: 'controlTest',
  prefix: 'CT',
  class: 'evidence',
  clause: '9.1',
  icon: 'flask-conical',
  title: 'procedure',
  indexes: ['control', 'tester', 'evidence'],
  order: [['periodFrom', 'periodTo']],
  fields: {
    control: ref('control', '*'),
    testKind: enumOf(['design', 'operating'], '*'),
    periodFrom: date('*'),
    periodTo: date('*'),
    procedure: long('*'),
    population: text(),
    populationSize: int('', { min: 0 }),
    sampleSize: int('', { min: 0 }),
    selection: enumOf(['all', 'random', 'systematic', 'judgemental']),
    samples: long(),
    exceptionsFound: int('', { min: 0 }),
    result: enumOf(['effective', 'partlyEffective', 'ineffective']),
    conclusion: long(),
    tester: person('*'),
    testedOn: date('*'),
    evidence: refs('evidence'),
  },
  sections: [
    { key: 'test', fields: ['control', 'testKind', 'periodFrom', 'periodTo', 'procedure'] },
    {
      key: 'sample',
      fields: ['population', 'populationSize', 'sampleSize', 'selection', 'samples', 'exceptionsFound'],
    },
    { key: 'result', fields: ['result', 'conclusion', 'tester', 'testedOn', 'evidence'] },
  ],
  profiles: {
    main: { fields: 'all', signed: { sign: [{ holderOf: 'tester' }] } },
  },
  validate: (row) => [
    ...(row.testKind === 'operating' && row.populationSize === undefined
      ? [
          {
            type: 'populationMissing',
            field: 'populationSize',
            message: 'An operating test needs the size of its population.',
          },
        ]
      : []),
    ...(row.testKind === 'operating' && row.sampleSize === undefined
      ? [{ type: 'sampleMissing', field: 'sampleSize', message: 'An operating test needs the size of its sample.' }]
      : []),
    ...(row.testKind === 'operating' && row.selection === undefined
      ? [{ type: 'selectionMissing', field: 'selection', message: 'Say how the sample was chosen.' }]
      : []),
    ...(row.sampleSize !== undefined && row.populationSize !== undefined && row.sampleSize > row.populationSize
      ? [{ type: 'sampleTooLarge', field: 'sampleSize', message: 'A sample is not larger than its population.' }]
      : []),
    ...(row.result === 'effective' && (row.exceptionsFound ?? 0) > 0 && !row.conclusion?.trim()
      ? [
          {
            type: 'conclusionMissing',
            field: 'conclusion',
            message: 'Say why the control counts as effective in spite of the exceptions.',
          },
        ]
      : []),
  ],
})

export type ControlTest = RecordOf<typeof controlTest>

import { defineRecord, type RecordOf } from '../defineRecord'
import { blob, bool, date, enumOf, long, person, setOf, text } from '../fields'

/** A review of the ISMS by top management (9.3). */
export const managementReview = defineRecord({
  kind: 'managementReview',
  prefix: 'MR',
  class: 'register',
  clause: '9.3',
  icon: 'gavel',
  yearRef: true,
  title: 'title',
  indexes: ['status', 'heldOn'],
  states: { field: 'status', final: [] },
  order: [['heldOn', 'nextOn']],
  fields: {
    title: text('*'),
    heldOn: date('*'),
    chair: person('*'),
    attendees: setOf('person', '*'),
    apologies: setOf('person'),
    packAsOf: date(),
    pack: blob(),
    packHash: text(),
    inputA: long(),
    inputB: long(),
    inputC: long(),
    inputD: long(),
    inputE: long(),
    inputF: long(),
    inputG: long(),
    nothingA: bool(),
    nothingB: bool(),
    nothingC: bool(),
    nothingD: bool(),
    nothingE: bool(),
    nothingF: bool(),
    nothingG: bool(),
    suitable: enumOf(['yes', 'no']),
    adequate: enumOf(['yes', 'no']),
    effective: enumOf(['yes', 'no']),
    conclusion: long('*'),
    noDecisions: bool(),
    nextOn: date('*'),
    status: enumOf(['planned', 'held'], '*'),
  },
  sections: [
    { key: 'meeting', fields: ['title', 'heldOn', 'chair', 'attendees', 'apologies', 'status'] },
    { key: 'pack', fields: ['packAsOf', 'pack', 'packHash'] },
    { key: 'inputs', fields: ['inputA', 'nothingA', 'inputB', 'nothingB', 'inputC', 'nothingC', 'inputD', 'nothingD', 'inputE', 'nothingE', 'inputF', 'nothingF', 'inputG', 'nothingG'] },
    { key: 'result', fields: ['suitable', 'adequate', 'effective', 'conclusion', 'noDecisions', 'nextOn'] },
  ],
  profiles: {
    main: {
      fields: { except: ['status'] },
      composite: [{ name: 'decisions', kind: 'decision', naming: 'review', fields: ['type', 'text'] }],
      signed: { sign: [{ holderOf: 'chair', and: 'topManagement' }] },
    },
  },
})

export type ManagementReview = RecordOf<typeof managementReview>

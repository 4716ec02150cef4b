import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, long, person, ref, refs, req, text } from '../fields'

/** A requirement not fulfilled, from any source (10.2). */
export const nonconformity = defineRecord({
  kind: 'nonconformity',
  prefix: 'NC',
  class: 'register',
  clause: '10.2',
  icon: 'octagon-alert',
  derivedId: 'whenLinked',
  title: 'title',
  indexes: ['owner', 'finding', 'incident', 'test'],
  order: [['detectedOn', 'correctedOn']],
  fields: {
    title: text('*'),
    source: enumOf(['audit', 'incident', 'controlTest', 'metric', 'complaint', 'review', 'self', 'external'], '*'),
    finding: ref('finding'),
    incident: ref('incident'),
    test: ref('controlTest'),
    requirement: req('*'),
    grade: enumOf(['major', 'minor'], '*'),
    statement: long('*'),
    detectedOn: date('*'),
    owner: person('*'),
    correction: long('*'),
    correctedOn: date(),
    consequences: long(),
    rootCause: long('*'),
    causeMethod: enumOf(['fiveWhys', 'fishbone', 'faultTree', 'barrier', 'changeAnalysis', 'other'], '*'),
    similar: enumOf(['notChecked', 'none', 'found'], '*'),
    similarNote: long(),
    similarNcs: refs('nonconformity'),
    noActionReason: long(),
    effectivenessCriteria: long('*'),
    effectivenessDue: date('*'),
    effectivenessNote: long(),
    riskUpdate: enumOf(['notAnswered', 'notNeeded', 'done']),
    changes: refs('change'),
    withdrawnReason: long('!'),
  },
  sections: [
    {
      key: 'found',
      fields: [
        'title',
        'source',
        'grade',
        'requirement',
        'statement',
        'detectedOn',
        'owner',
        'finding',
        'incident',
        'test',
      ],
    },
    { key: 'correction', fields: ['correction', 'correctedOn', 'consequences'] },
    { key: 'cause', fields: ['rootCause', 'causeMethod', 'similar', 'similarNote', 'similarNcs'] },
    { key: 'action', fields: ['noActionReason', 'changes', 'riskUpdate'] },
    { key: 'effectiveness', fields: ['effectivenessCriteria', 'effectivenessDue', 'effectivenessNote'] },
    { key: 'end', fields: ['withdrawnReason'] },
  ],
  profiles: {
    effectiveness: {
      fields: ['statement', 'rootCause', 'effectivenessCriteria', 'effectivenessNote'],
      composite: [
        { name: 'actions', kind: 'correctiveAction', naming: 'nonconformity', fields: ['title', 'completedOn'] },
      ],
      // CA4 is judged when the statement is counted: a verify by somebody involved is recorded but does not close.
      signed: { verify: ['any'] },
    },
  },
})

export type Nonconformity = RecordOf<typeof nonconformity>

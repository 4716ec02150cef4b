import { defineRecord, type RecordOf } from '../defineRecord'
import { bool, date, enumOf, long, person, ref, refs, req, text } from '../fields'

/** What an audit found (9.2). */
export const finding = defineRecord({
  kind: 'finding',
  prefix: 'FN',
  class: 'audit',
  clause: '9.2',
  icon: 'flag',
  title: 'title',
  indexes: ['audit', 'item', 'grade', 'evidence'],
  fields: {
    audit: ref('audit', '*'),
    item: ref('auditItem'),
    requirement: req('*'),
    grade: enumOf(['major', 'minor', 'observation', 'opportunity', 'strength'], '*'),
    title: text('*'),
    statement: long('*'),
    objectiveEvidence: long('*'),
    gap: long(),
    evidence: refs('evidence'),
    controls: refs('control'),
    raisedBy: person('*'),
    raisedOn: date('*'),
    acknowledgedBy: person(),
    withdrawn: bool(),
  },
  profiles: {
    closing: {
      fields: ['grade', 'requirement', 'statement', 'objectiveEvidence', 'gap'],
      signed: { verify: ['auditor'] },
    },
  },
  validate: (row) =>
    (row.grade === 'major' || row.grade === 'minor') && !row.gap?.trim()
      ? [
          {
            type: 'gapMissing',
            field: 'gap',
            message: 'Say what lies between the requirement and what was seen (AU5).',
          },
        ]
      : [],
})

export type Finding = RecordOf<typeof finding>

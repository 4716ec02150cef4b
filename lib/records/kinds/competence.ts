import { defineRecord, type RecordOf } from '../defineRecord'
import { date, int, long, person, ref, refs, setOf } from '../fields'

/** Competence that work in the ISMS requires, and its proof (7.2). */
export const competence = defineRecord({
  kind: 'competence',
  prefix: 'CP',
  class: 'register',
  clause: '7.2',
  icon: 'graduation-cap',
  title: 'needed',
  indexes: ['person', 'role', 'evidence'],
  fields: {
    person: person('*'),
    role: ref('roleAssignment'),
    needed: long('*'),
    neededLevel: int('*', { min: 1, max: 4 }),
    actualLevel: int('', { min: 0, max: 4 }),
    basis: setOf(['education', 'training', 'experience']),
    evidence: refs('evidence'),
    gapTask: ref('task'),
    assessedOn: date(),
  },
})

export type Competence = RecordOf<typeof competence>

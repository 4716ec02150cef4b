import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, long, person, ref, refs, text } from '../fields'

/** An information security objective with its plan (6.2). */
export const objective = defineRecord({
  kind: 'objective',
  prefix: 'OJ',
  class: 'register',
  clause: '6.2',
  icon: 'target',
  title: 'title',
  indexes: ['owner', 'status', 'metrics', 'risks'],
  states: { field: 'status', final: ['achieved', 'missed', 'cancelled'] },
  fields: {
    title: text('*'),
    statement: long('*'),
    policyLink: ref('policy'),
    owner: person('*'),
    metrics: refs('metric'),
    target: text('*'),
    plan: long('*'),
    resources: long('*'),
    due: date('*'),
    evaluation: long('*'),
    risks: refs('risk'),
    status: enumOf(['planned', 'inProgress', 'achieved', 'missed', 'cancelled'], '*'),
    closedOn: date(),
    result: long(),
  },
  sections: [
    { key: 'objective', fields: ['title', 'statement', 'policyLink', 'owner', 'target', 'metrics', 'risks'] },
    { key: 'plan', fields: ['plan', 'resources', 'due', 'evaluation'] },
    { key: 'result', fields: ['status', 'closedOn', 'result'] },
  ],
  profiles: {
    main: {
      fields: ['title', 'statement', 'target', 'owner', 'due', 'plan', 'resources', 'evaluation'],
      signed: { approve: ['topManagement'], reject: ['topManagement'] },
    },
  },
})

export type Objective = RecordOf<typeof objective>

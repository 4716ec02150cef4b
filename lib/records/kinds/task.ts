import * as v from 'valibot'
import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, json, long, map, person, refs, rrule, text } from '../fields'

/** One completed occurrence, keyed by its due day (RC5). */
export interface TaskDone {
  readonly on: string
  readonly by: string
  readonly note?: string | undefined
  readonly evidence?: string | undefined
}

const doneSchema: v.GenericSchema<unknown, TaskDone> = v.object({
  on: v.string(),
  by: v.string(),
  note: v.optional(v.string()),
  evidence: v.optional(v.string()),
})

/** One-off or recurring work (8.1). */
export const task = defineRecord({
  kind: 'task',
  prefix: 'TK',
  class: 'register',
  clause: '8.1',
  icon: 'calendar-check',
  title: 'title',
  indexes: ['assignee', 'due', 'purpose', 'status', 'links'],
  states: { field: 'status', final: ['closed'] },
  fields: {
    title: text('*'),
    purpose: enumOf([
      'accessReview',
      'riskReview',
      'internalAudit',
      'managementReview',
      'policyReview',
      'supplierReview',
      'backupTest',
      'continuityTest',
      'awareness',
      'metric',
      'evidence',
      'other',
    ]),
    description: long(),
    assignee: person('*'),
    due: date(),
    rules: map(rrule()),
    until: date(),
    done: map(json(doneSchema)),
    skipped: map(text()),
    links: refs('any'),
    status: enumOf(['open', 'closed']),
  },
})

export type Task = RecordOf<typeof task>

import * as v from 'valibot'
import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, json, long, map, person, refs, reqs, text } from '../fields'

/**
 * The target from a given day on (M1). `band` uses low and high; `watch` is the warning line, for a band the width of
 * its margin.
 */
export interface MetricTarget {
  readonly target?: number | undefined
  readonly watch?: number | undefined
  readonly low?: number | undefined
  readonly high?: number | undefined
}

const targetSchema: v.GenericSchema<unknown, MetricTarget> = v.object({
  target: v.optional(v.number()),
  watch: v.optional(v.number()),
  low: v.optional(v.number()),
  high: v.optional(v.number()),
})

/** What is measured, how, by whom, and the target (9.1 a-f, ISO/IEC 27004). */
export const metric = defineRecord({
  kind: 'metric',
  prefix: 'MT',
  class: 'register',
  clause: '9.1',
  icon: 'chart-spline',
  title: 'title',
  indexes: ['collector', 'status', 'objectives', 'controls'],
  states: { field: 'status', final: ['retired'] },
  fields: {
    title: text('*'),
    purpose: long('*'),
    method: long('*'),
    unit: text('*'),
    direction: enumOf(['higher', 'lower', 'band'], '*'),
    targets: map(json(targetSchema), '*'),
    every: enumOf(['weekly', 'monthly', 'quarterly', 'semiannual', 'annual'], '*'),
    collector: person('*'),
    analyst: person('*'),
    analysedWhen: text('*'),
    start: date('*'),
    objectives: refs('objective'),
    controls: refs('control'),
    reqs: reqs(),
    status: enumOf(['draft', 'active', 'retired'], '*'),
  },
  sections: [
    { key: 'metric', fields: ['title', 'purpose', 'method', 'unit', 'direction', 'targets'] },
    { key: 'responsibility', fields: ['every', 'start', 'collector', 'analyst', 'analysedWhen', 'status'] },
    { key: 'links', fields: ['objectives', 'controls', 'reqs'] },
  ],
})

export type Metric = RecordOf<typeof metric>

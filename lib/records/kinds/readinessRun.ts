import * as v from 'valibot'
import { defineRecord, type RecordOf } from '../defineRecord'
import { parentsOf } from '../derivedIds'
import { enumOf, json, text } from '../fields'

const score = v.nullable(v.number())
const scoresSchema = v.object({
  overall: score,
  phases: v.record(v.string(), score),
  groups: v.record(v.string(), score),
})
/** Scores of one run: 0 to 100, null if nothing applied. */
export type RunScores = v.InferOutput<typeof scoresSchema>

/** Ids of the records (or requirements) that each failing check names. */
const failingSchema = v.record(v.string(), v.array(v.string()))
/** Figures of the day for charts over time, by name; absent if there was no data. */
const countsSchema = v.record(v.string(), v.number())

/** Frozen result of the readiness checks on one day (isms.md 3.5, 5). Used for trends only. */
export const readinessRun = defineRecord({
  kind: 'readinessRun',
  prefix: 'RR',
  class: 'register',
  clause: '9.1',
  icon: 'list-checks',
  derivedId: 'always',
  naturalKey: (id) => parentsOf(id)[0] ?? '',
  title: 'reason',
  indexes: [],
  fields: {
    scores: json(scoresSchema as v.GenericSchema<unknown, RunScores>, '*'),
    failing: json(failingSchema as v.GenericSchema<unknown, Readonly<Record<string, readonly string[]>>>, '*'),
    counts: json(countsSchema as v.GenericSchema<unknown, Readonly<Record<string, number>>>, '*'),
    packHash: text(),
    reason: enumOf(['month', 'audit', 'soa', 'review', 'asked']),
  },
})

export type ReadinessRun = RecordOf<typeof readinessRun>

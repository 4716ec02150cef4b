import { defineRecord, type RecordOf } from '../defineRecord'
import { enumOf, long, text } from '../fields'

/** A threat from the short catalogue that risks name as their source (6.1.2). */
export const threat = defineRecord({
  kind: 'threat',
  prefix: 'TH',
  class: 'register',
  clause: '6.1.2',
  icon: 'cloud-lightning',
  title: 'name',
  indexes: ['origin'],
  fields: {
    name: text('*'),
    origin: enumOf(['deliberate', 'accidental', 'environmental'], '*'),
    description: long(),
  },
})

export type Threat = RecordOf<typeof threat>

import { defineRecord, type RecordOf } from '../defineRecord'
import { bool, date, enumOf, int, long, num, period, person, refs, reqs, setOf, text } from '../fields'

/** What the organisation actually does (6.1.3 b, 8.1). Annex A rows are requirements, not controls. */
export const control = defineRecord({
  kind: 'control',
  prefix: 'C',
  class: 'register',
  clause: '8.1',
  icon: 'sliders-horizontal',
  title: 'title',
  indexes: ['owner', 'status', 'reqs', 'assets', 'policies', 'suppliers'],
  states: { field: 'status', final: ['retired'] },
  fields: {
    title: text('*'),
    description: long('*'),
    types: setOf(['preventive', 'detective', 'corrective'], '*'),
    nature: enumOf(['technical', 'administrative', 'physical', 'people'], '*'),
    owner: person('*'),
    reqs: reqs(),
    status: enumOf(['planned', 'inProgress', 'operating', 'degraded', 'retired'], '*'),
    implementedOn: date(),
    frequency: enumOf(
      ['continuous', 'perEvent', 'daily', 'weekly', 'monthly', 'quarterly', 'semiannual', 'annual'],
      '*',
    ),
    automation: enumOf(['manual', 'partly', 'automated']),
    key: bool(),
    testProcedure: long(),
    testEvery: period(),
    evidenceNeeded: long(),
    evidenceMaxAge: period(),
    policies: refs('policy'),
    assets: refs('asset'),
    suppliers: refs('supplier'),
    priority: int('', { min: 1, max: 4 }),
    cost: num('', { min: 0 }),
  },
  sections: [
    { key: 'description', fields: ['title', 'description', 'types', 'nature', 'owner', 'reqs'] },
    { key: 'operation', fields: ['status', 'implementedOn', 'frequency', 'automation', 'key', 'priority', 'cost'] },
    { key: 'testing', fields: ['testProcedure', 'testEvery', 'evidenceNeeded', 'evidenceMaxAge'] },
    { key: 'links', fields: ['policies', 'assets', 'suppliers'] },
  ],
})

export type Control = RecordOf<typeof control>

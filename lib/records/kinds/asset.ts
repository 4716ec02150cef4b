import { defineRecord, type RecordOf } from '../defineRecord'
import { bool, enumOf, int, person, ref, refs, text } from '../fields'

/** Information, a service, or what supports it (A.5.9). */
export const asset = defineRecord({
  kind: 'asset',
  prefix: 'AS',
  class: 'register',
  clause: 'A.5.9',
  icon: 'boxes',
  title: 'name',
  indexes: ['type', 'owner', 'status', 'supports', 'supplier'],
  states: { field: 'status', final: ['retired'] },
  fields: {
    name: text('*'),
    type: enumOf(
      ['information', 'service', 'software', 'hardware', 'network', 'site', 'people', 'supplierService'],
      '*',
    ),
    owner: person('*'),
    custodian: person(),
    classification: enumOf(['public', 'internal', 'confidential', 'secret']),
    c: int('*', { min: 1, max: 4 }),
    i: int('*', { min: 1, max: 4 }),
    a: int('*', { min: 1, max: 4 }),
    pii: bool(),
    location: text(),
    supports: refs('asset'),
    supplier: ref('supplier'),
    status: enumOf(['planned', 'inUse', 'retired'], '*'),
  },
})

export type Asset = RecordOf<typeof asset>

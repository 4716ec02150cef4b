import { defineRecord, type RecordOf } from '../defineRecord'
import { bool, date, enumOf, long, period, person, refs, text } from '../fields'

/** A supplier of services or goods with an effect on information (A.5.19-A.5.23). */
export const supplier = defineRecord({
  kind: 'supplier',
  prefix: 'SU',
  class: 'register',
  clause: 'A.5.19',
  icon: 'handshake',
  title: 'name',
  indexes: ['owner', 'status', 'criticality', 'evidence', 'risks'],
  states: { field: 'status', final: ['ended'] },
  order: [['contractFrom', 'contractUntil']],
  fields: {
    name: text('*'),
    service: long('*'),
    owner: person('*'),
    criticality: enumOf(['low', 'medium', 'high'], '*'),
    cloud: bool(),
    subservice: enumOf(['no', 'carveOut', 'inclusive']),
    userControls: long(),
    dataAccess: enumOf(['none', 'internal', 'confidential', 'pii']),
    contractFrom: date(),
    contractUntil: date(),
    securityClauses: bool(),
    assurance: enumOf(['none', 'iso27001', 'soc2', 'questionnaire', 'other']),
    assuranceUntil: date(),
    evidence: refs('evidence'),
    risks: refs('risk'),
    reviewedOn: date(),
    reviewEvery: period(),
    exitPlan: long(),
    status: enumOf(['active', 'ended'], '*'),
  },
  sections: [
    { key: 'supplier', fields: ['name', 'service', 'owner', 'criticality', 'cloud', 'dataAccess', 'status'] },
    { key: 'contract', fields: ['contractFrom', 'contractUntil', 'securityClauses', 'exitPlan'] },
    { key: 'assurance', fields: ['assurance', 'assuranceUntil', 'evidence', 'subservice', 'userControls'] },
    { key: 'review', fields: ['reviewedOn', 'reviewEvery', 'risks'] },
  ],
})

export type Supplier = RecordOf<typeof supplier>

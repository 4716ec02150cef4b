import { defineRecord, type RecordOf } from '../defineRecord'
import { date, enumOf, int, long, ref } from '../fields'

/** Signed acceptance of a level above the criteria, with an end date (6.1.3 f). */
export const riskAcceptance = defineRecord({
  kind: 'riskAcceptance',
  prefix: 'RX',
  class: 'register',
  clause: '6.1.3',
  icon: 'signature',
  title: 'justification',
  indexes: ['risk'],
  fields: {
    risk: ref('risk', '*'),
    type: enumOf(['residual', 'interim'], '*'),
    justification: long('*'),
    conditions: long(),
    validUntil: date('*'),
    frozenL: int('*'),
    frozenI: int('*'),
    frozenLevel: int('*', { min: 0 }),
  },
  profiles: {
    main: {
      fields: 'all',
      composite: [
        {
          name: 'risk',
          kind: 'risk',
          named: 'risk',
          fields: [
            'title',
            'event',
            'consequence',
            'owner',
            'option',
            'currentL',
            'currentI',
            'residualL',
            'residualI',
            'matrixHash',
          ],
        },
      ],
      signed: { accept: ['riskAuthority'], reject: ['riskAuthority'] },
    },
  },
})

export type RiskAcceptance = RecordOf<typeof riskAcceptance>

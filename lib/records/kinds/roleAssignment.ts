import { defineRecord, type RecordOf } from '../defineRecord'
import { bool, date, enumOf, long, person, text } from '../fields'

/** A responsibility and authority in the ISMS, and its holder (5.3). */
export const roleAssignment = defineRecord({
  kind: 'roleAssignment',
  prefix: 'RA',
  class: 'register',
  clause: '5.3',
  icon: 'users-round',
  title: 'title',
  indexes: ['holder', 'role'],
  order: [['from', 'until']],
  fields: {
    role: enumOf(
      [
        'topManagement',
        'ismsLead',
        'internalAuditor',
        'riskManager',
        'incidentManager',
        'continuityLead',
        'privacyLead',
        'systemOwner',
        'other',
      ],
      '*',
    ),
    title: text('*'),
    responsibilities: long('*'),
    authorities: long('*'),
    ensuresConformity: bool(),
    reportsPerformance: bool(),
    holder: person(),
    deputy: person(),
    from: date('*'),
    until: date(),
  },
  sections: [
    {
      key: 'role',
      fields: ['role', 'title', 'responsibilities', 'authorities', 'ensuresConformity', 'reportsPerformance'],
    },
    { key: 'holder', fields: ['holder', 'deputy', 'from', 'until'] },
  ],
  profiles: {
    main: {
      fields: 'all',
      signed: {
        approve: [{ when: { field: 'role', is: 'topManagement' }, then: 'owner', otherwise: 'topManagement' }],
        reject: [{ when: { field: 'role', is: 'topManagement' }, then: 'owner', otherwise: 'topManagement' }],
      },
    },
  },
})

export type RoleAssignment = RecordOf<typeof roleAssignment>

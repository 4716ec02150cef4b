import { defineRecord, type RecordOf } from '../defineRecord'
import { bool, enumOf, int, long, setOf, since, text } from '../fields'

/** The sector of the organisation: determines only the order of starter risks and obligations. */
export const sectors = [
  'software',
  'services',
  'finance',
  'health',
  'manufacturing',
  'trade',
  'transport',
  'energy',
  'publicSector',
  'education',
  'other',
] as const
export type Sector = (typeof sectors)[number]

/** Organisation profile and scope of the ISMS (4.1, 4.3, 4.4, Amd 1:2024). */
export const scope = defineRecord({
  kind: 'scope',
  prefix: 'SC',
  class: 'settings',
  clause: '4.3',
  icon: 'compass',
  singleton: 'sc_main',
  title: 'orgName',
  indexes: [],
  fields: {
    orgName: text('*'),
    orgProfile: long('*'),
    statement: long('*'),
    orgUnits: setOf('text'),
    locations: setOf('text'),
    systems: setOf('text'),
    processes: long('*'),
    interfaces: long('*'),
    exclusions: long(),
    headcount: int('', { min: 0 }),
    climateRelevant: enumOf(['yes', 'no'], '*'),
    climateRationale: long('*'),
    developsSoftware: bool('*'),
    outsourcesDevelopment: bool('*'),
    remoteWork: bool('*'),
    hasPremises: bool('*'),
    handlesPii: bool('*'),
    systemDescription: long(),
    commitments: long(),
    auditorExclusions: long(),
    sector: since(2, enumOf(sectors)),
  },
  sections: [
    { key: 'organisation', fields: ['orgName', 'orgProfile', 'sector', 'headcount'] },
    { key: 'scope', fields: ['statement', 'orgUnits', 'locations', 'systems', 'interfaces', 'exclusions'] },
    { key: 'processes', fields: ['processes'] },
    { key: 'climate', fields: ['climateRelevant', 'climateRationale'] },
    { key: 'facts', fields: ['developsSoftware', 'outsourcesDevelopment', 'remoteWork', 'hasPremises', 'handlesPii'] },
    { key: 'soc2', fields: ['systemDescription', 'commitments', 'auditorExclusions'] },
  ],
  profiles: { main: { fields: { except: ['headcount', 'sector'] }, signed: { approve: ['topManagement'] } } },
  validate: (row) =>
    row.statement !== undefined && row.statement.length < 80
      ? [
          {
            type: 'scopeTooShort',
            field: 'statement',
            message: 'Describe the scope in at least 80 characters: what is inside, where, and for whom.',
          },
        ]
      : [],
})

export type Scope = RecordOf<typeof scope>

import ApprovalCell from './ApprovalCell.vue'
import CompetenceStateCell from './CompetenceStateCell.vue'
import HeldStrip from './HeldStrip.vue'
import HoldersStrip from './HoldersStrip.vue'
import LevelCell from './LevelCell.vue'
import PersonKeysCell from './PersonKeysCell.vue'
import PersonRolesCell from './PersonRolesCell.vue'
import RateCell from './RateCell.vue'
import RoleStateCell from './RoleStateCell.vue'
import { planStrip } from './planStrip'
import { approvalText, levelsText, memberRoleText, rateText, rolesText } from './peopleTexts'
import type { KindTab } from '../register/kindTab'
import type { AnyRecord } from '~/lib/records/registry'
import { usePeople } from '~/lib/live/people/peopleStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

const roleStates = ['vacant', 'active', 'upcoming', 'ended'] as const
const competenceStates = ['gap', 'closing', 'unproven', 'notAssessed', 'proven'] as const
const place = <T extends string>(list: readonly T[], value: T | undefined): number | undefined =>
  value === undefined ? undefined : list.indexOf(value)

/** Roles and who may hold them (5.3). */
export const roleTabs = (): readonly KindTab[] => {
  const session = useSession()
  const stateOf = (row: AnyRecord) => usePeople().roleFacts.get(row.id)?.state
  return [
    {
      view: 'roles',
      kind: 'roleAssignment',
      prominent: ['roleState', 'holder'],
      bulk: ['holder', 'deputy'],
      sort: { name: 'roleState', descending: false },
      fresh: { from: session.today },
      above: HeldStrip,
      columns: ({ t }) => [
        {
          name: 'roleState',
          label: t('people.role.state'),
          width: 92,
          initial: true,
          shown: (row) => ((state) => state && t(`people.role.states.${state}`))(stateOf(row)),
          sortValue: (row) => place(roleStates, stateOf(row)),
        },
        { name: 'role', initial: false, width: 140 },
        { name: 'holder', initial: true, width: 160 },
        { name: 'deputy', initial: true, width: 150 },
        { name: 'ensuresConformity', label: t('people.role.conformity'), initial: true, width: 56 },
        { name: 'reportsPerformance', label: t('people.role.reporting'), initial: true, width: 56 },
        {
          name: 'approval',
          label: t('people.role.approval'),
          width: 116,
          initial: true,
          shown: (row) => approvalText(row, t),
        },
        { name: 'from', initial: false },
        { name: 'until', initial: false, width: 90 },
      ],
      facets: ({ t }) => [
        {
          name: 'roleState',
          label: t('people.role.state'),
          valuesOf: (row) => [stateOf(row) ?? 'ended'],
          options: roleStates.map((value) => ({ value, label: t(`people.role.states.${value}`) })),
        },
      ],
      cells: { roleState: RoleStateCell, approval: ApprovalCell },
    },
    {
      view: 'persons',
      kind: 'person',
      prominent: ['external'],
      bulk: ['external', 'activeUntil'],
      sort: { name: 'name', descending: false },
      columns: ({ t }) => [
        { name: 'title', initial: true, width: 170 },
        { name: 'unit', initial: true, width: 110 },
        { name: 'roles', label: t('people.person.roles'), width: 180, initial: true, shown: rolesText },
        {
          name: 'keys',
          label: t('people.person.member'),
          width: 90,
          initial: true,
          shown: (row) => memberRoleText(row, t) ?? t('people.person.noKeys'),
        },
        { name: 'external', initial: false, width: 80 },
        { name: 'firm', initial: false },
        { name: 'activeUntil', initial: true, width: 110 },
        { name: 'activeFrom', initial: false },
      ],
      cells: { roles: PersonRolesCell, keys: PersonKeysCell },
    },
  ]
}

/** Competence, training and what is said to whom (7.2 to 7.4). */
export const peopleTabs = (): readonly KindTab[] => {
  const session = useSession()
  const stateOf = (row: AnyRecord) => usePeople().competenceStates.get(row.id)
  const factsOf = (row: AnyRecord) => usePeople().trainingFactsById.get(row.id)
  return [
    {
      view: 'competence',
      kind: 'competence',
      prominent: ['competenceState', 'person', 'role'],
      bulk: ['person', 'role', 'assessedOn'],
      sort: { name: 'competenceState', descending: false },
      fresh: { assessedOn: session.today },
      above: HoldersStrip,
      columns: ({ t }) => [
        { name: 'person', initial: true, width: 150 },
        { name: 'role', initial: false, width: 150 },
        {
          name: 'level',
          label: t('people.competence.level'),
          width: 130,
          initial: true,
          shown: (row) => levelsText(row, t),
          sortValue: (row) =>
            row.kind === 'competence' && row.neededLevel !== undefined
              ? (row.actualLevel ?? 0) - row.neededLevel
              : undefined,
        },
        {
          name: 'competenceState',
          label: t('people.competence.state'),
          width: 110,
          initial: true,
          shown: (row) => ((state) => state && t(`people.competence.states.${state}`))(stateOf(row)),
          sortValue: (row) => place(competenceStates, stateOf(row)),
        },
        { name: 'evidence', initial: false, width: 110 },
        { name: 'gapTask', initial: false },
        { name: 'assessedOn', initial: true, width: 90 },
        { name: 'neededLevel', initial: false },
        { name: 'actualLevel', initial: false },
        { name: 'basis', initial: false },
      ],
      facets: ({ t }) => [
        {
          name: 'competenceState',
          label: t('people.competence.state'),
          valuesOf: (row) => [stateOf(row) ?? 'notAssessed'],
          options: competenceStates.map((value) => ({ value, label: t(`people.competence.states.${value}`) })),
        },
      ],
      cells: { level: LevelCell, competenceState: CompetenceStateCell },
    },
    {
      view: 'training',
      kind: 'training',
      prominent: ['type'],
      bulk: ['type', 'due', 'heldOn', 'policies'],
      sort: { name: 'heldOn', descending: true },
      fresh: { type: 'awareness' },
      columns: ({ t }) => [
        { name: 'type', initial: true, width: 110 },
        {
          name: 'rate',
          label: t('people.training.rate'),
          width: 150,
          initial: true,
          shown: (row) => rateText(row, t),
          sortValue: (row) => factsOf(row)?.rate,
        },
        { name: 'heldOn', initial: true, width: 90 },
        { name: 'due', initial: true, width: 90 },
        { name: 'policies', initial: false, width: 110 },
        { name: 'evidence', initial: false },
        { name: 'controls', initial: false },
        { name: 'audience', initial: false },
      ],
      cells: { rate: RateCell },
    },
    {
      view: 'communication',
      kind: 'communication',
      prominent: ['direction', 'owner'],
      bulk: ['owner', 'direction'],
      sort: { name: 'direction', descending: false },
      fresh: { direction: 'internal' },
      above: planStrip,
      columns: () => [
        { name: 'direction', initial: true, width: 90 },
        { name: 'audience', initial: true, width: 160 },
        { name: 'when', initial: true, width: 140 },
        { name: 'method', initial: true, width: 150 },
        { name: 'owner', initial: true, width: 160 },
        { name: 'task', initial: false },
      ],
    },
  ]
}

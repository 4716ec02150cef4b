import { defineAsyncComponent } from 'vue'
import type { KindFaces } from '../record/face'
import type { StateName } from '../glyph/states'
import type { CompetenceState } from '~/lib/isms/people/competenceState'
import type { RoleFacts } from '~/lib/isms/people/roleState'
import type { TrainingFacts } from '~/lib/isms/people/trainingState'
import { usePeople } from '~/lib/live/people/peopleStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

const roleGlyph = ({ state, approved }: RoleFacts): StateName =>
  state === 'vacant'
    ? 'blocker'
    : state === 'upcoming'
      ? 'planned'
      : state === 'ended'
        ? 'excluded'
        : approved
          ? 'verified'
          : 'notVerified'
const competenceGlyphs: Readonly<Record<CompetenceState, StateName>> = {
  notAssessed: 'open',
  gap: 'blocker',
  closing: 'inProgress',
  unproven: 'notVerified',
  proven: 'verified',
}
const trainingGlyphs: Readonly<Record<TrainingFacts['state'], StateName>> = {
  planned: 'planned',
  late: 'blocker',
  poor: 'partial',
  good: 'verified',
}
const words = (id: string | undefined): string => (id === undefined ? '' : (useSession().nameOfPerson(id) ?? id))

export const peopleFaces: KindFaces = {
  roleAssignment: {
    drawer: [
      'role',
      'holder',
      'deputy',
      'responsibilities',
      'authorities',
      'ensuresConformity',
      'reportsPerformance',
      'from',
      'until',
    ],
    state: (row) => ((facts) => facts && roleGlyph(facts))(usePeople().roleFacts.get(row.id)),
    stateWord: (row, { t }) =>
      ((facts) => facts && t(`people.role.states.${facts.state}`))(usePeople().roleFacts.get(row.id)),
    problem: (row, { t }) => {
      const facts = usePeople().roleFacts.get(row.id)
      if (!facts || facts.state === 'ended' || facts.state === 'upcoming') return undefined
      if (facts.state === 'vacant')
        return { tone: 'fail', title: t('people.role.vacant'), text: t('people.role.vacantText') }
      if (row.role !== 'topManagement') return undefined
      if (!facts.approved)
        return { tone: 'warn', title: t('people.role.topNotApproved'), text: t('people.role.notApprovedText') }
      return facts.holderIsMember
        ? undefined
        : {
            tone: 'warn',
            title: t('people.role.topNotMember', { name: words(row.holder) }),
            text: t('people.role.topNotMemberText'),
          }
    },
  },
  competence: {
    drawer: ['person', 'role', 'needed', 'basis', 'evidence', 'gapTask', 'assessedOn'],
    hidden: ['neededLevel', 'actualLevel'],
    picture: defineAsyncComponent(() => import('./CompetencePicture.vue')),
    state: (row) => ((state) => state && competenceGlyphs[state])(usePeople().competenceStates.get(row.id)),
    stateWord: (row, { t }) =>
      ((state) => state && t(`people.competence.states.${state}`))(usePeople().competenceStates.get(row.id)),
  },
  training: {
    drawer: ['type', 'content', 'due', 'heldOn', 'audience', 'policies', 'controls', 'effectiveness', 'evidence'],
    hidden: ['attended'],
    picture: defineAsyncComponent(() => import('./AttendancePicture.vue')),
    state: (row) => ((facts) => facts && trainingGlyphs[facts.state])(usePeople().trainingFactsById.get(row.id)),
    stateWord: (row, { t }) =>
      ((facts) => facts && t(`people.training.states.${facts.state}`))(usePeople().trainingFactsById.get(row.id)),
    problem: (row, { t, dates }) => {
      const facts = usePeople().trainingFactsById.get(row.id)
      if (facts?.state === 'poor' && row.type === 'awareness')
        return {
          tone: 'warn',
          title: t('people.training.poor', { n: facts.done, m: facts.of }),
          text: t('people.training.poorText'),
        }
      return facts?.state === 'late'
        ? { tone: 'fail', title: t('people.training.late', { date: dates.day(row.due) }) }
        : undefined
    },
  },
  communication: { drawer: ['direction', 'audience', 'when', 'method', 'owner', 'task'] },
}

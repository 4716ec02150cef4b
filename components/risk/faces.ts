import { defineAsyncComponent } from 'vue'
import { isLevel } from '~/lib/isms/risk/level'
import { useIsms } from '~/lib/stores/isms'
import type { KindFaces } from '../record/face'

const ofRisk = { closed: 'excluded', unassessed: 'undecided', overdue: 'blocker', accepted: 'waiting', treating: 'inProgress', treated: 'verified', within: 'verified', untreated: 'open' } as const

export const riskFaces: KindFaces = {
  risk: {
    drawer: ['event', 'consequence', 'controls', 'reqs', 'cause', 'option', 'optionReason', 'owner', 'rationale'],
    hidden: ['inherentL', 'inherentI', 'currentL', 'currentI', 'residualL', 'residualI', 'matrixHash'],
    picture: defineAsyncComponent(() => import('./RiskPicture.vue')),
    state: (row) => {
      const facts = useIsms().riskFacts.get(row.id)
      if (!facts) return 'undecided'
      if (facts.problem === 'offScale') return 'blocker'
      if (facts.problem === 'noOption') return 'noControl'
      return facts.state === 'untreated' && row.option !== undefined ? 'waiting' : ofRisk[facts.state]
    },
    problem: (row, { t }) => {
      const isms = useIsms()
      const facts = isms.riskFacts.get(row.id)
      if (!facts?.problem) return undefined
      const worst = facts.levels.effectiveResidual
      const level = isLevel(worst) ? (isms.method.levels[worst - 1]?.label ?? String(worst)) : t('risk.unset')
      return { tone: facts.problem === 'unassessed' ? 'warn' : 'fail', title: t(`risk.problems.${facts.problem}`, { level }), text: t(`risk.problemText.${facts.problem}`) }
    },
  },
  riskMethod: { hidden: ['likelihood', 'impact', 'levels', 'grid', 'authority'] },
  threat: { drawer: ['origin', 'description'] },
  vulnerability: { drawer: ['description', 'assets', 'source', 'severity', 'externalId', 'status', 'foundOn', 'due', 'risks'] },
}

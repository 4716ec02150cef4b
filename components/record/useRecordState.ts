import type { StateName } from '../glyph/states'
import type { AnyRecord } from '~/lib/isms/registry'
import { useIsms } from '~/lib/stores/isms'

const ofRisk = { closed: 'excluded', unassessed: 'undecided', overdue: 'blocker', accepted: 'waiting', treating: 'inProgress', treated: 'verified', within: 'verified', untreated: 'open' } as const
const ofControl = { failing: 'ineffective', attention: 'notVerified', ok: 'verified', planned: 'planned' } as const
const ofTask = { done: 'verified', skipped: 'excluded', overdue: 'blocker', due: 'inProgress', upcoming: 'open' } as const
const ofReview = { unreviewed: 'waiting', accepted: 'verified', rejected: 'noControl', stale: 'warning' } as const
const ofRequest = { withdrawn: 'excluded', accepted: 'verified', rejected: 'noControl', submitted: 'inProgress', requested: 'open' } as const

/** The state glyph of a record, where its kind has states. */
export function useRecordState(): (row: AnyRecord) => StateName | undefined {
  const isms = useIsms()
  return (row) => {
    if (row.archivedOn !== undefined) return 'excluded'
    switch (row.kind) {
      case 'risk': {
        const facts = isms.riskFacts.get(row.id)
        if (!facts) return 'undecided'
        if (facts.problem === 'offScale') return 'blocker'
        if (facts.problem === 'noOption') return 'noControl'
        return facts.state === 'untreated' && row.option !== undefined ? 'waiting' : ofRisk[facts.state]
      }
      case 'control':
        return row.status === 'retired' ? 'excluded' : ofControl[isms.controlHealth(row)]
      case 'task':
        return row.status === 'closed' ? 'verified' : ofTask[isms.taskNext.get(row.id)?.state ?? 'upcoming']
      case 'evidence':
        return ofReview[isms.factsOf(row.id).reviewState]
      case 'evidenceRequest':
        return ofRequest[isms.requestStates.get(row.id) ?? 'requested']
      case 'asset':
        return row.status === 'retired' ? 'excluded' : row.status === 'planned' ? 'planned' : undefined
      default:
        return undefined
    }
  }
}

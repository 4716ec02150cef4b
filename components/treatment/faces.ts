import type { KindFaces } from '../record/face'

export const treatmentFaces: KindFaces = {
  treatmentPlan: { drawer: ['from', 'to', 'summary', 'risks', 'budget', 'currency'] },
  treatmentAction: { drawer: ['description', 'risks', 'controls', 'responsible', 'start', 'due', 'status', 'blockedReason', 'completedOn', 'evidence'] },
  riskAcceptance: { drawer: ['risk', 'type', 'justification', 'conditions', 'validUntil'], hidden: ['frozenL', 'frozenI', 'frozenLevel'] },
}

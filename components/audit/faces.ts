import { defineAsyncComponent } from 'vue'
import { useIsms } from '~/lib/stores/isms'
import type { KindFaces } from '../record/face'

const ofRequest = { withdrawn: 'excluded', accepted: 'verified', rejected: 'noControl', submitted: 'inProgress', requested: 'open' } as const

export const auditFaces: KindFaces = {
  audit: { drawer: ['type', 'programme', 'scope', 'criteria', 'leadAuditor', 'auditors', 'plannedFrom', 'plannedTo', 'status', 'conclusion'] },
  auditProgramme: { drawer: ['from', 'to', 'objectives', 'frequency', 'methods', 'responsibilities', 'importance', 'reqs'] },
  auditItem: { drawer: ['audit', 'requirement', 'question', 'method', 'objectiveEvidence', 'result', 'auditor', 'evidence'] },
  finding: { drawer: ['audit', 'grade', 'requirement', 'statement', 'objectiveEvidence', 'gap', 'raisedBy', 'raisedOn', 'evidence', 'controls'] },
  evidenceRequest: {
    drawer: ['description', 'due', 'assignee', 'controls', 'reqs', 'population', 'sample', 'periodFrom', 'periodTo'],
    hidden: ['verdict', 'verdictOn', 'verdictFor', 'verdictReason'],
    picture: defineAsyncComponent(() => import('./RequestPicture.vue')),
    state: (row) => ofRequest[useIsms().requestStates.get(row.id) ?? 'requested'],
  },
  evidenceSubmission: { drawer: ['request', 'evidence', 'text', 'submittedOn', 'submittedBy'] },
}

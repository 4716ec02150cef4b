import { defineAsyncComponent } from 'vue'
import { findingGlyph, resultGlyph, statusGlyph } from './auditLook'
import type { KindFaces } from '../record/face'
import { useAudits } from '~/lib/live/audit/auditsStore'
import { useEvidence } from '~/lib/live/evidence/evidenceStore'

const ofRequest = {
  withdrawn: 'excluded',
  accepted: 'verified',
  rejected: 'noControl',
  submitted: 'inProgress',
  requested: 'open',
} as const

export const auditFaces: KindFaces = {
  audit: {
    drawer: [
      'type',
      'programme',
      'scope',
      'criteria',
      'leadAuditor',
      'auditors',
      'auditees',
      'plannedFrom',
      'plannedTo',
      'status',
      'conclusion',
    ],
    picture: defineAsyncComponent(() => import('./AuditPicture.vue')),
    page: defineAsyncComponent(() => import('./AuditPage.vue')),
    state: (row) => statusGlyph[row.status ?? 'planned'] ?? 'open',
    stateWord: (row, { t }) => t(`value.audit.status.${row.status ?? 'planned'}`),
    problem: (row, { t }) =>
      useAudits().progress.get(row.id)?.signature === 'stale'
        ? { tone: 'warn', title: t('audit.report.stale'), text: t('audit.missing.changedAfterSignature') }
        : undefined,
  },
  auditProgramme: {
    drawer: [
      'from',
      'to',
      'objectives',
      'frequency',
      'methods',
      'responsibilities',
      'importance',
      'previousResults',
      'reqs',
    ],
  },
  auditItem: {
    drawer: ['audit', 'requirement', 'question', 'method', 'objectiveEvidence', 'result', 'auditor', 'evidence'],
    state: (row) => resultGlyph[row.result ?? 'notAssessed'] ?? 'planned',
    stateWord: (row, { t }) => t(`value.auditItem.result.${row.result ?? 'notAssessed'}`),
  },
  finding: {
    drawer: [
      'audit',
      'grade',
      'requirement',
      'statement',
      'objectiveEvidence',
      'gap',
      'raisedBy',
      'raisedOn',
      'evidence',
      'controls',
    ],
    picture: defineAsyncComponent(() => import('./finding/FindingPicture.vue')),
    state: (row) => {
      const facts = useAudits().findingFacts.get(row.id)
      return facts?.due?.isOverdue && facts.state === 'open' ? 'blocker' : findingGlyph[facts?.state ?? 'open']
    },
    stateWord: (row, { t }) => t(`audit.finding.state.${useAudits().findingFacts.get(row.id)?.state ?? 'open'}`),
  },
  evidenceRequest: {
    drawer: [
      'description',
      'audit',
      'due',
      'assignee',
      'controls',
      'reqs',
      'population',
      'sample',
      'periodFrom',
      'periodTo',
    ],
    hidden: ['verdict', 'verdictOn', 'verdictFor', 'verdictReason'],
    picture: defineAsyncComponent(() => import('./RequestPicture.vue')),
    state: (row) => ofRequest[useEvidence().requestStates.get(row.id) ?? 'requested'],
  },
  evidenceSubmission: { drawer: ['request', 'evidence', 'text', 'submittedOn', 'submittedBy'] },
}

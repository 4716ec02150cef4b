import AcknowledgedCell from './acknowledgement/AcknowledgedCell.vue'
import ExceptionEndCell from './ExceptionEndCell.vue'
import NewPolicyDialog from './NewPolicyDialog.vue'
import ReviewDueCell from './ReviewDueCell.vue'
import StateCell from './StateCell.vue'
import { acknowledgedText, stateText, versionText } from './stateText'
import VersionCell from './VersionCell.vue'
import { dayCell } from '../exchange/import/shownTable'
import type { KindTab } from '../register/kindTab'
import { exceptionStates } from '~/lib/isms/policy/exceptionState'
import { policyStates } from '~/lib/isms/policy/policyState'
import type { AnyRecord } from '~/lib/records/registry'
import { usePolicies } from '~/lib/live/policy/policiesStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { JsonValue } from '~/lib/shared/json'

const levels = ['top', 'topic', 'procedure', 'standard'] as const
/** What needs somebody, as a filter over the derived facts. */
const needs = ['review', 'changes', 'acknowledge', 'none'] as const

/** Policies, documents, exceptions, acknowledgements (5.2, 7.5). */
export const policyTabs = (): readonly KindTab[] => {
  const policies = usePolicies()
  const session = useSession()
  const factsOf = (row: AnyRecord) => policies.facts.get(row.id)
  const needsOf = (row: AnyRecord): readonly string[] => {
    const facts = factsOf(row)
    const found = facts
      ? [
          ...(facts.reviewOverdue ? ['review'] : []),
          ...(facts.changesWait ? ['changes'] : []),
          ...(facts.progress.overdue > 0 ? ['acknowledge'] : []),
        ]
      : []
    return found.length > 0 ? found : ['none']
  }
  const documentNeeds = (row: AnyRecord): readonly string[] => [
    policies.documentFacts.get(row.id)?.overdue ? 'review' : 'none',
  ]
  const own: Readonly<Record<string, JsonValue>> = session.personId === undefined ? {} : { owner: session.personId }
  return [
    {
      view: 'policies',
      kind: 'policy',
      prominent: ['policyState', 'level', 'owner'],
      bulk: ['owner', 'reviewEvery', 'attest', 'audience', 'classification'],
      dialog: NewPolicyDialog,
      columns: (words) => [
        {
          name: 'policyState',
          label: words.t('policy.column.state'),
          width: 150,
          initial: true,
          shown: (row) => stateText(row, words),
          sortValue: (row) => policyStates.indexOf(factsOf(row)?.state ?? 'draft'),
        },
        {
          name: 'level',
          initial: true,
          width: 76,
          sortValue: (row) =>
            row.kind === 'policy' && row.level !== undefined
              ? (levels as readonly string[]).indexOf(row.level)
              : undefined,
        },
        {
          name: 'version',
          label: words.t('policy.column.version'),
          width: 74,
          initial: true,
          shown: (row) => versionText(row, words),
          sortValue: (row) => factsOf(row)?.inForce?.number,
        },
        { name: 'owner', initial: true, width: 136 },
        {
          name: 'reviewDue',
          label: words.t('policy.column.reviewDue'),
          width: 106,
          initial: true,
          shown: (row) => dayCell(factsOf(row)?.reviewDue),
        },
        {
          name: 'acknowledged',
          label: words.t('policy.column.acknowledged'),
          width: 166,
          initial: true,
          shown: (row) => acknowledgedText(row, words),
          sortValue: (row) =>
            ((progress) => (progress === undefined || progress.of === 0 ? undefined : progress.done / progress.of))(
              factsOf(row)?.progress,
            ),
        },
        ...[
          'approvers',
          'audience',
          'attest',
          'reviewEvery',
          'effectiveFrom',
          'reattest',
          'reqs',
          'controls',
          'classification',
          'retiredOn',
          'replacedBy',
          'setsObjectives',
          'commitsRequirements',
          'commitsImprovement',
        ].map((name) => ({ name, initial: false })),
      ],
      facets: ({ t }) => [
        {
          name: 'policyState',
          label: t('policy.column.state'),
          valuesOf: (row) => [factsOf(row)?.state ?? 'draft'],
          options: policyStates.map((value) => ({ value, label: t(`policy.state.${value}`) })),
        },
        {
          name: 'needs',
          label: t('policy.column.needs'),
          valuesOf: needsOf,
          options: needs.map((value) => ({ value, label: t(`policy.needs.${value}`) })),
        },
      ],
      cells: { policyState: StateCell, version: VersionCell, reviewDue: ReviewDueCell, acknowledged: AcknowledgedCell },
    },
    {
      view: 'documents',
      kind: 'document',
      prominent: ['type', 'owner', 'needs'],
      bulk: ['owner', 'classification', 'reviewEvery', 'retention'],
      sort: { name: 'reviewDue', descending: false },
      fresh: { origin: 'internal', ...own },
      columns: ({ t }) => [
        { name: 'type', initial: true, width: 92 },
        { name: 'origin', initial: true, width: 80 },
        { name: 'location', initial: true, width: 168 },
        { name: 'edition', initial: true, width: 66 },
        { name: 'owner', initial: true, width: 136 },
        {
          name: 'reviewDue',
          label: t('policy.column.reviewDue'),
          width: 104,
          initial: true,
          shown: (row) => dayCell(policies.documentFacts.get(row.id)?.reviewDue),
        },
        ...['classification', 'retention', 'evidence', 'reqs', 'reviewEvery', 'reviewedOn'].map((name) => ({
          name,
          initial: false,
        })),
      ],
      facets: ({ t }) => [
        {
          name: 'needs',
          label: t('policy.column.needs'),
          valuesOf: documentNeeds,
          options: (['review', 'none'] as const).map((value) => ({ value, label: t(`policy.needs.${value}`) })),
        },
      ],
      cells: { reviewDue: ReviewDueCell },
    },
    {
      view: 'exceptions',
      kind: 'exception',
      prominent: ['exceptionState', 'policy', 'requestedBy'],
      bulk: ['compensating', 'closedOn'],
      sort: { name: 'ends', descending: false },
      fresh: session.personId === undefined ? {} : { requestedBy: session.personId },
      columns: (words) => [
        {
          name: 'exceptionState',
          label: words.t('policy.column.state'),
          width: 100,
          initial: true,
          shown: (row) => stateText(row, words),
          sortValue: (row) => exceptionStates.indexOf(policies.exceptionStates.get(row.id) ?? 'requested'),
        },
        { name: 'policy', initial: true, width: 150 },
        { name: 'control', initial: true, width: 120 },
        { name: 'requestedBy', initial: true, width: 140 },
        {
          name: 'ends',
          label: words.t('policy.column.ends'),
          width: 116,
          initial: true,
          shown: (row) => (row.kind === 'exception' ? dayCell(row.validUntil) : undefined),
        },
        ...['validUntil', 'risk', 'compensating', 'closedOn'].map((name) => ({ name, initial: false })),
      ],
      facets: ({ t }) => [
        {
          name: 'exceptionState',
          label: t('policy.column.state'),
          valuesOf: (row) => [policies.exceptionStates.get(row.id) ?? 'requested'],
          options: exceptionStates.map((value) => ({ value, label: t(`policy.exception.state.${value}`) })),
        },
      ],
      cells: { exceptionState: StateCell, ends: ExceptionEndCell },
    },
    { view: 'acknowledgements', kind: 'policy' },
  ]
}

import { push } from '~/lib/shared/groups'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useLiveQuery } from '../engine/useLiveQuery'
import { useRecords } from '../record/useRecords'
import { isOverdue } from '~/lib/shared/dates'
import type { Document } from '~/lib/records/kinds/document'
import type { Exception } from '~/lib/records/kinds/exception'
import type { Policy } from '~/lib/records/kinds/policy'
import {
  attestationProgress,
  attestations,
  type Attestation,
  type AttestationProgress,
} from '~/lib/isms/policy/attestation'
import { exceptionState, type ExceptionState } from '~/lib/isms/policy/exceptionState'
import {
  documentReviewDue,
  firstUnapprovedChange,
  isReviewOverdue,
  lacksSecondPair,
  policyReviewDue,
  policyState,
  waitsTooLong,
  type PolicyState,
} from '~/lib/isms/policy/policyState'
import {
  inForceVersion,
  lastApproved,
  policyVersions,
  upcomingVersion,
  type PolicyVersion,
} from '~/lib/isms/policy/policyVersions'
import { recordKind } from '~/lib/records/registry'
import { counts } from '~/lib/isms/statement/statementFacts'
import type { Approval } from '~/lib/isms/statement/approvalState'
import { differingFields } from '~/lib/isms/policy/differingFields'
import type { TrailRow } from '~/lib/vault/store/tables'
import { useSettings } from '../workspace/settingsStore'
import { useStatementRows } from '../statement/statementRowsStore'
import { useSession } from '../workspace/sessionStore'
import { trailOfRecords } from '~/lib/vault/history/readTrail'
import { useStatements } from '../statement/statementsStore'

export interface PolicyFacts {
  readonly row: Policy
  readonly state: PolicyState
  readonly approval: Approval | undefined
  /** PO1, oldest first. */
  readonly versions: readonly PolicyVersion[]
  /** PO3: what people read and attest. */
  readonly inForce: PolicyVersion | undefined
  /** Approved for a later day. */
  readonly upcoming: PolicyVersion | undefined
  /** True if the working copy is neither in force nor approved for a later day. */
  readonly changed: boolean
  /** Day of the first unapproved change, and whether it has waited too long. */
  readonly changedSince: string | undefined
  readonly changesWait: boolean
  /** PO5. */
  readonly reviewDue: string | undefined
  readonly reviewOverdue: boolean
  /** PO7: approved only by the author of the last change. */
  readonly lonely: boolean
  /** PO6. */
  readonly targets: readonly Attestation[]
  readonly progress: AttestationProgress
}

export interface DocumentFacts {
  readonly reviewDue: string | undefined
  readonly overdue: boolean
  /** True if it was reviewed since it was registered. */
  readonly read: boolean
}

/** A policy that the person on this device must acknowledge. */
export interface WaitingAttestation {
  readonly policy: Policy
  readonly version: PolicyVersion
  readonly due: string
  readonly overdue: boolean
}

const none: readonly TrailRow[] = []

/**
 * What the rules say about policies, documents, exceptions and acknowledgements of this workspace, live. Nothing is
 * stored.
 */
export const usePolicies = defineStore('policies', () => {
  const session = useSession()
  const settings = useSettings()
  const statementRows = useStatementRows()
  const statements = useStatements()
  const policies = useRecords('policy')
  const documents = useRecords('document')
  const exceptions = useRecords('exception')
  const trainings = useRecords('training')

  /** History of the policies that were ever approved: who wrote last, and since when changes have been waiting. */
  const approvedIds = computed(() =>
    [
      ...new Set(
        (statementRows.statements ?? [])
          .filter((row) => row.subjectKind === 'policy' && row.type === 'approve')
          .map((row) => row.subjectId),
      ),
    ].sort(),
  )
  const trail = useLiveQuery(async () => {
    const { vault } = session
    if (!vault) return undefined
    const groups = new Map<string, TrailRow[]>()
    for (const row of await trailOfRecords(vault, approvedIds.value)) {
      push(groups, row.recordId, row)
    }
    return groups
  }, [() => session.vault, () => approvedIds.value.join()]).value

  const memberOfPerson = computed(
    () =>
      new Set(
        (session.members ?? [])
          .filter((member) => member.active && member.personId !== undefined)
          .map((member) => member.personId!),
      ),
  )
  const personOfMember = computed(
    () => new Map((session.members ?? []).map((member) => [member.memberId, member.personId])),
  )

  const facts = computed(() => new Map((policies.value ?? []).map((row) => [row.id, factsOf(row)])))

  function factsOf(row: Policy): PolicyFacts {
    const { today, timeZone } = session
    const reviewSettings = { policyReview: settings.effective.policyReview, timeZone }
    const own = statements.statementsOf(row.id)
    const standing = statements.standing(row, 'main')!
    const history = trail.value?.get(row.id) ?? none
    const versions = policyVersions({ versions: standing.versions, statements: own, timeZone })
    const inForce = inForceVersion(row, versions, today)
    const upcoming = upcomingVersion(versions, today)
    const state = policyState(row, inForce, standing.contentHash, today)
    const approved = lastApproved(versions)
    const changed = approved !== undefined && state !== 'retired' && approved.contentHash !== standing.contentHash
    const changedSince = changed
      ? firstUnapprovedChange(history, differingFields(own, approved.contentHash, standing.content), versions, timeZone)
      : undefined
    const reviewDue = state === 'retired' ? undefined : policyReviewDue(row, versions, own, reviewSettings)
    const targets = attestations({
      policy: row,
      versions,
      inForce,
      statements: own,
      persons: session.persons ?? [],
      trainings: trainings.value ?? [],
      hasKeys: (id) => memberOfPerson.value.has(id),
      attestDays: settings.effective.attestDays,
      today,
    })
    return {
      row,
      state,
      approval: standing.approval,
      versions,
      inForce,
      upcoming,
      changed,
      changedSince,
      changesWait: state === 'inForceWithChanges' && waitsTooLong(changedSince, today),
      reviewDue,
      reviewOverdue: isReviewOverdue(state, reviewDue, today),
      targets,
      progress: attestationProgress(targets),
      lonely:
        inForce !== undefined &&
        lacksSecondPair(inForce, own, history, recordKind('policy').profiles['main']!.fields, (id) =>
          personOfMember.value.get(id),
        ),
    }
  }

  const documentFacts = computed(
    () =>
      new Map(
        (documents.value ?? []).map((row: Document): [string, DocumentFacts] => {
          const own = statements.statementsOf(row.id)
          const reviewDue = documentReviewDue(row, own, {
            policyReview: settings.effective.policyReview,
            timeZone: session.timeZone,
          })
          return [
            row.id,
            {
              reviewDue,
              overdue: isOverdue(reviewDue, session.today),
              read:
                row.reviewedOn !== undefined ||
                own.some((statement) => statement.type === 'confirm' && counts(statement)),
            },
          ]
        }),
      ),
  )
  const exceptionStates = computed(
    () =>
      new Map(
        (exceptions.value ?? []).map((row: Exception): [string, ExceptionState] => [
          row.id,
          exceptionState(row, statements.standing(row, 'main')!.approval, session.today),
        ]),
      ),
  )

  /** Policies with something to acknowledge, worst first. */
  const asked = computed(() =>
    [...facts.value.values()]
      .filter(({ targets }) => targets.length > 0)
      .sort(
        (a, b) =>
          b.progress.overdue - a.progress.overdue || a.row.ref.localeCompare(b.row.ref, 'en', { numeric: true }),
      ),
  )
  /** Policies, documents and exceptions that need action, each once. */
  const attention = computed(
    () =>
      [...facts.value.values()].filter(
        ({ reviewOverdue, changesWait, progress, approval }) =>
          reviewOverdue || changesWait || progress.overdue > 0 || approval?.state === 'void',
      ).length +
      [...documentFacts.value.values()].filter(({ overdue }) => overdue).length +
      [...exceptionStates.value.values()].filter((state) => state === 'expired').length,
  )
  /** Progress over all pairs of person and policy. */
  const totals = computed(() => attestationProgress(asked.value.flatMap(({ targets }) => targets)))

  /** Acknowledgements that wait for the person on this device, the most overdue first. */
  const waitingAttestations = computed((): readonly WaitingAttestation[] => {
    const me = session.personId
    if (me === undefined) return []
    return asked.value
      .flatMap(({ row, inForce, targets }) =>
        targets
          .filter((target) => target.personId === me && (target.state === 'open' || target.state === 'overdue'))
          .map((target) => ({ policy: row, version: inForce!, due: target.due, overdue: target.state === 'overdue' })),
      )
      .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
  })

  return {
    policies,
    documents,
    exceptions,
    facts,
    documentFacts,
    exceptionStates,
    asked,
    totals,
    waitingAttestations,
    attention,
    memberOfPerson,
  }
})

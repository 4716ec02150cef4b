import { fieldValues } from '~/lib/records/fieldValues'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useNames } from '../record/useNames'
import { isComplete } from '~/lib/records/fieldCompleteness'
import { mayWrite } from '~/lib/records/classes'
import type { Authority } from '~/lib/records/defineRecord'
import { kindNames, recordKind, type AnyRecord } from '~/lib/records/registry'
import { isPackRecord } from '~/lib/isms/pack/selection'
import { titleOf } from '~/lib/records/text/searchText'
import { decidedProfile } from '~/lib/isms/statement/statementStanding'
import { datedFor } from '~/lib/isms/task/reminders'
import { byUrgency, type Waiting } from '~/lib/isms/task/waiting'
import { useAgenda } from './agendaStore'
import { useConflicts } from '../record/conflictsStore'
import { useEvidence } from '../evidence/evidenceStore'
import { useRegisters } from '../record/registersStore'
import { useRisks } from '../risk/risksStore'
import { usePeople } from '../people/peopleStore'
import { usePolicies } from '../policy/policiesStore'
import { useSession } from '../workspace/sessionStore'
import { useStatements } from '../statement/statementsStore'

/** Kinds that are approved or accepted, with the deciding profile. */
const decided = new Map(
  kindNames.flatMap((kind) => {
    const found = decidedProfile(kind)
    return found && (found.type === 'approve' || found.type === 'accept')
      ? [[kind, { ...found, rules: recordKind(kind).profiles[found.profile]!.signed[found.type] ?? [] }] as const]
      : []
  }),
)

/**
 * What waits for the person on this device: their dated work, what they may approve, reviews they may give, risks they
 * own, conflicts, mentions. One list for the page, the dashboard and the badges.
 */
export const useNeedsMeStore = defineStore('needsMe', () => {
  const conflictStore = useConflicts()
  const evidenceStore = useEvidence()
  const registers = useRegisters()
  const riskStore = useRisks()
  const session = useSession()
  const statements = useStatements()
  const agenda = useAgenda()
  const people = usePeople()
  const policies = usePolicies()
  const names = useNames()

  const own = computed((): readonly Waiting[] =>
    datedFor(agenda.dated, { person: session.personId, lead: session.canLead, today: session.today })
      // Requests are listed below, from the moment they are made.
      .filter((one) => one.kind !== 'evidenceRequest')
      .map((one) => ({
        id: one.id,
        type: one.what === 'occurrence' ? 'task' : 'dated',
        title: one.title,
        ref: one.ref,
        recordId: one.recordId,
        due: one.date,
        blocker: false,
        what: one.what,
        kind: one.kind,
      })),
  )

  /** A cheap check first: most records are decided by somebody else, which a field shows without hashing anything. */
  const mayBeMine = (row: AnyRecord, rules: readonly Authority[]): boolean =>
    rules.some(
      (rule) =>
        typeof rule === 'string' || !('holderOf' in rule) || fieldValues(row)[rule.holderOf] === session.personId,
    )

  const approvals = computed((): readonly Waiting[] => {
    const found: Waiting[] = []
    for (const row of names.value.values()) {
      const rule = decided.get(row.kind)
      if (!rule || row.archivedOn !== undefined || !mayBeMine(row, rule.rules)) continue
      // Without an option there is no treatment to approve yet; what has ended is not approved any more.
      if (
        (row.kind === 'risk' && (row.option === undefined || row.status === 'closed')) ||
        (row.kind === 'exception' && row.closedOn !== undefined) ||
        (row.kind === 'policy' && row.retiredOn !== undefined)
      )
        continue
      if (!isComplete(row.kind, row as never) || !statements.maySign(row, rule.type, rule.profile).ok) continue
      const standing = statements.standing(row, rule.profile)
      if (!standing || standing.approval.state === 'current' || standing.approval.waiting.length > 0) continue
      const { state, statement, signatures } = standing.approval
      if (state === 'rejected' && statement?.contentHash === standing.contentHash) continue
      if (signatures.some((one) => one.personId !== undefined && one.personId === session.personId) && state === 'none')
        continue
      found.push({
        id: `approval:${row.id}:${standing.contentHash}`,
        type: 'approval',
        title: titleOf(row),
        ref: row.ref,
        recordId: row.id,
        due: undefined,
        blocker: false,
        kind: row.kind,
        by: rule.type === 'accept' ? 'accept' : 'approve',
        again: state === 'stale' || state === 'expired',
      })
    }
    return found
  })

  /** Trainings whose audience includes this person, and which they have neither attended nor signed. */
  const trainings = computed((): readonly Waiting[] =>
    (people.trainings ?? []).flatMap((row) => {
      const mine = people.trainingFactsById.get(row.id)?.attendees.find((one) => one.person === session.personId)
      return mine?.active === true &&
        mine.attendedOn === undefined &&
        !mine.attested &&
        row.heldOn !== undefined &&
        row.heldOn <= session.today
        ? [
            {
              id: `attest:${row.id}`,
              type: 'attest' as const,
              title: titleOf(row),
              ref: row.ref,
              recordId: row.id,
              due: row.due,
              blocker: false,
              kind: row.kind,
            },
          ]
        : []
    }),
  )

  const acknowledgements = computed((): readonly Waiting[] =>
    policies.waitingAttestations.map(({ policy, due }) => ({
      id: `attest:${policy.id}`,
      type: 'attest',
      title: titleOf(policy),
      ref: policy.ref,
      recordId: policy.id,
      due,
      blocker: false,
      kind: policy.kind,
    })),
  )

  const talk = computed((): readonly Waiting[] => {
    const me = session.personId
    const found: Waiting[] = []
    for (const row of conflictStore.openConflicts) {
      if ([row.memberId, row.rival?.memberId].includes(session.ownMember?.memberId) || session.canLead)
        found.push({
          id: `conflict:${row.id}`,
          type: 'conflict',
          title: row.field,
          ref: '',
          recordId: row.recordId,
          due: undefined,
          blocker: false,
        })
    }
    for (const comment of registers.comments ?? []) {
      if (
        me !== undefined &&
        comment.mentions.includes(me) &&
        comment.author !== me &&
        comment.resolvedBy === undefined &&
        comment.target
      )
        found.push({
          id: `mention:${comment.id}`,
          type: 'mention',
          title: comment.body ?? '',
          ref: '',
          recordId: comment.target,
          due: undefined,
          blocker: false,
        })
    }
    return found
  })

  const work = computed((): readonly Waiting[] => {
    const me = session.personId
    const found: Waiting[] = []
    for (const request of evidenceStore.requests ?? []) {
      const state = evidenceStore.requestStates.get(request.id)
      const base = { title: titleOf(request), ref: request.ref, recordId: request.id, due: request.due, blocker: false }
      if (request.assignee === me && (state === 'requested' || state === 'rejected'))
        found.push({ id: `request:${request.id}`, type: 'request', ...base })
      if (state === 'submitted' && mayWrite(session.role, 'audit'))
        found.push({ id: `submission:${request.id}`, type: 'submission', ...base })
    }
    if (mayWrite(session.role, 'evidence')) {
      const queue = (evidenceStore.evidence ?? []).filter((row) => {
        const { reviewState } = evidenceStore.factsOf(row.id)
        return (
          !isPackRecord(row) &&
          (reviewState === 'unreviewed' || reviewState === 'stale') &&
          (row.capturedBy ?? row.createdBy) !== me
        )
      })
      const [only] = queue
      if (queue.length === 1 && only)
        found.push({
          id: `review:${only.id}`,
          type: 'review',
          title: titleOf(only),
          ref: only.ref,
          recordId: only.id,
          due: undefined,
          blocker: false,
        })
      else if (queue.length > 1)
        found.push({
          id: 'reviews',
          type: 'reviews',
          title: '',
          ref: '',
          recordId: 'reviews',
          due: undefined,
          blocker: false,
          count: queue.length,
        })
    }
    for (const risk of riskStore.risks ?? []) {
      if (risk.owner !== me) continue
      const facts = riskStore.riskFacts.get(risk.id)
      if (facts?.problem)
        found.push({
          id: `risk:${risk.id}`,
          type: 'risk',
          title: titleOf(risk),
          ref: risk.ref,
          recordId: risk.id,
          due: undefined,
          blocker: facts.problem === 'notAccepted',
        })
    }
    return found
  })

  const waiting = computed((): readonly Waiting[] =>
    [
      ...own.value,
      ...approvals.value,
      ...trainings.value,
      ...acknowledgements.value,
      ...work.value,
      ...talk.value,
    ].sort(byUrgency(session.today)),
  )
  return { waiting }
})

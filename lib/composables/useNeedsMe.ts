import { computed, type ComputedRef } from 'vue'
import { titleOf } from '../isms/searchText'
import { mayWrite } from '../isms/classes'
import { useIsms } from '../stores/isms'
import { useSession } from '../stores/session'

export interface Waiting {
  readonly id: string
  readonly type: 'review' | 'reviews' | 'task' | 'request' | 'submission' | 'conflict' | 'mention' | 'risk'
  readonly title: string
  readonly ref: string
  readonly recordId: string
  /** Day it is or was due; undefined where nothing is dated. */
  readonly due: string | undefined
  readonly blocker: boolean
  readonly count?: number
}

/** What waits for the person on this device: own tasks and requests, reviews they may give, risks they own, conflicts, mentions. */
export function useNeedsMe(): ComputedRef<readonly Waiting[]> {
  const isms = useIsms()
  const session = useSession()
  return computed(() => {
    const me = session.personId
    const today = session.today
    const found: Waiting[] = []
    const add = (item: Omit<Waiting, 'id'> & { id?: string }): number => found.push({ id: `${item.type}:${item.recordId}`, ...item })

    for (const task of isms.tasks ?? []) {
      const next = isms.taskNext.get(task.id)
      if (next && task.assignee === me && (next.state === 'overdue' || next.state === 'due')) add({ type: 'task', title: titleOf(task), ref: task.ref, recordId: task.id, due: next.date, blocker: false })
    }
    for (const request of isms.requests ?? []) {
      const state = isms.requestStates.get(request.id)
      if (request.assignee === me && (state === 'requested' || state === 'rejected')) add({ type: 'request', title: titleOf(request), ref: request.ref, recordId: request.id, due: request.due, blocker: false })
      if (state === 'submitted' && mayWrite(session.role, 'audit')) add({ type: 'submission', title: titleOf(request), ref: request.ref, recordId: request.id, due: request.due, blocker: false })
    }
    if (mayWrite(session.role, 'evidence')) {
      const queue = (isms.evidence ?? []).filter((row) => {
        const { reviewState } = isms.factsOf(row.id)
        return (reviewState === 'unreviewed' || reviewState === 'stale') && (row.capturedBy ?? row.createdBy) !== me
      })
      const [only] = queue
      if (queue.length === 1 && only) add({ type: 'review', title: titleOf(only), ref: only.ref, recordId: only.id, due: undefined, blocker: false })
      else if (queue.length > 1) add({ type: 'reviews', title: '', ref: '', recordId: 'reviews', due: undefined, blocker: false, count: queue.length })
    }
    for (const risk of isms.risks ?? []) {
      if (risk.owner !== me) continue
      const facts = isms.riskFacts.get(risk.id)
      if (facts?.problem) add({ type: 'risk', title: titleOf(risk), ref: risk.ref, recordId: risk.id, due: undefined, blocker: facts.problem === 'notAccepted' })
    }
    for (const row of isms.openConflicts) if ([row.memberId, row.rival?.memberId].includes(session.ownMember?.memberId) || session.canLead) add({ id: `conflict:${row.id}`, type: 'conflict', title: row.field, ref: '', recordId: row.recordId, due: undefined, blocker: false })
    for (const comment of isms.comments ?? []) {
      if (me !== undefined && comment.mentions.includes(me) && comment.resolvedBy === undefined && comment.target) add({ id: `mention:${comment.id}`, type: 'mention', title: comment.body ?? '', ref: '', recordId: comment.target, due: undefined, blocker: false })
    }
    const rank = (item: Waiting): number => (item.due !== undefined && item.due < today ? 0 : item.blocker ? 1 : 2)
    return found.sort((a, b) => rank(a) - rank(b) || (a.due ?? '9').localeCompare(b.due ?? '9'))
  })
}

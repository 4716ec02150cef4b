import { computed, type ComputedRef } from 'vue'
import { addDays } from '~/lib/isms/dates'
import { evidenceBase, freshness } from '~/lib/isms/evidence/freshness'
import type { Evidence } from '~/lib/isms/kinds/evidence'
import { titleOf } from '~/lib/isms/searchText'
import { taskOccurrences } from '~/lib/isms/tasks/occurrences'
import type { IconName } from '../theme/icons'
import type { Kind } from '~/lib/isms/registry'
import { useIsms } from '~/lib/stores/isms'
import { useSession } from '~/lib/stores/session'

export interface Dated {
  readonly id: string
  readonly kind: Kind
  readonly ref: string
  readonly title: string
  readonly date: string
  readonly personId: string | undefined
  readonly icon: IconName
}

export interface Dashboard {
  /** Open work with a day: late first, then what is due within 30 days. */
  readonly dated: ComputedRef<{ readonly late: readonly Dated[]; readonly next: readonly Dated[] }>
  readonly evidence: ComputedRef<{ readonly all: number; readonly waiting: number; readonly fresh: number; readonly expiring: number; readonly unlinked: number; readonly expired: number; readonly followed: number }>
  readonly points: ComputedRef<{ readonly risks: number; readonly soa: number; readonly tasks: number; readonly evidence: number; readonly all: number }>
  readonly empty: ComputedRef<boolean>
}

/** Figures of the dashboard: what these records give, nothing that isn't counted. */
export function useDashboard(): Dashboard {
  const isms = useIsms()
  const session = useSession()

  const dated = computed(() => {
    const until = addDays(session.today, 30)
    const found: Dated[] = []
    for (const task of isms.tasks ?? []) {
      for (const one of taskOccurrences(task, session.today, until)) {
        if (one.state !== 'done' && one.state !== 'skipped') found.push({ id: task.id, kind: 'task', ref: task.ref, title: titleOf(task), date: one.date, personId: task.assignee, icon: 'calendar-check' })
      }
    }
    for (const request of isms.requests ?? []) {
      const state = isms.requestStates.get(request.id)
      if ((state === 'requested' || state === 'rejected') && request.due !== undefined && request.due <= until) found.push({ id: request.id, kind: 'evidenceRequest', ref: request.ref, title: titleOf(request), date: request.due, personId: request.assignee, icon: 'clipboard-list' })
    }
    for (const control of isms.controls ?? []) {
      const best = isms.evidenceOfControl.get(control.id)?.best
      if (best && best.freshness.end >= session.today && best.freshness.end <= until && control.status !== 'retired') found.push({ id: control.id, kind: 'control', ref: control.ref, title: `${titleOf(control)}`, date: best.freshness.end, personId: control.owner, icon: 'scan-eye' })
    }
    found.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    return { late: found.filter((item) => item.date < session.today), next: found.filter((item) => item.date >= session.today) }
  })

  const evidence = computed(() => {
    const counts = { all: 0, waiting: 0, fresh: 0, expiring: 0, unlinked: 0, expired: 0, followed: 0 }
    const newest = new Map<string, string>()
    const takenOn = (row: Evidence): string => evidenceBase(row, isms.settings)
    for (const row of isms.evidence ?? []) for (const control of row.controls) if ((newest.get(control) ?? '') < takenOn(row)) newest.set(control, takenOn(row))
    for (const row of isms.evidence ?? []) {
      counts.all++
      const { reviewState } = isms.factsOf(row.id)
      if (reviewState === 'unreviewed' || reviewState === 'stale') counts.waiting++
      if (row.controls.length === 0 && row.reqs.length === 0) {
        counts.unlinked++
        continue
      }
      const { state } = freshness(row, isms.settings, { today: session.today, control: isms.controlById.get(row.controls[0] ?? '') })
      if (state === 'expired') counts[row.controls.length > 0 && row.controls.every((control) => newest.get(control)! > takenOn(row)) ? 'followed' : 'expired']++
      else if (state === 'expiring') counts.expiring++
      else counts.fresh++
    }
    return counts
  })

  const points = computed(() => {
    const risks = [...isms.riskFacts.values()].filter((facts) => facts.problem !== undefined).length
    const soa = isms.soa.filter((row) => row.problems.length > 0 || row.contradictions.length > 0).length
    const tasks = dated.value.late.length
    return { risks, soa, tasks, evidence: evidence.value.waiting, all: risks + soa + tasks + evidence.value.waiting }
  })
  const empty = computed(() => isms.ready && (isms.risks ?? []).length < 5 && (isms.entries ?? []).length === 0 && (isms.controls ?? []).length === 0)
  return { dated, evidence, points, empty }
}

import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { addDays } from '~/lib/shared/dates'
import { evidenceCurrency, newestBase, type Currency } from '~/lib/isms/evidence/currency'
import { supersededIds } from '~/lib/isms/evidence/usable'
import { titleOf } from '~/lib/records/text/searchText'
import { isIconName, type IconName } from '../theme/icons'
import { recordKind, type Kind } from '~/lib/records/registry'
import { useAgenda } from '~/lib/live/task/agendaStore'
import { useControlFacts } from '~/lib/live/control/controlFactsStore'
import { useEvidence } from '~/lib/live/evidence/evidenceStore'
import { useIsms } from '~/lib/live/isms/ismsStore'
import { useRisks } from '~/lib/live/risk/risksStore'
import { useSettings } from '~/lib/live/workspace/settingsStore'
import { useSoaRows } from '~/lib/live/soa/soaRowsStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { groupBy } from '~/lib/shared/groups'

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
  /** Everything open with a day: late first, then what is due, planned or ends within 30 days. */
  readonly dated: ComputedRef<{ readonly late: readonly Dated[]; readonly next: readonly Dated[] }>
  readonly evidence: ComputedRef<Readonly<Record<Currency | 'all' | 'waiting' | 'broken', number>>>
  readonly empty: ComputedRef<boolean>
}

/** Figures of the dashboard: what these records give, nothing that isn't counted. */
export function useDashboard(): Dashboard {
  const { t } = useI18n()
  const controlStore = useControlFacts()
  const evidenceStore = useEvidence()
  const isms = useIsms()
  const riskStore = useRisks()
  const settings = useSettings()
  const soaRows = useSoaRows()
  const session = useSession()

  const agenda = useAgenda()
  const dated = computed(() => {
    const until = addDays(session.today, 30)
    const found: Dated[] = agenda.dated
      .filter((one) => one.settled === undefined && one.date <= until)
      .map((one) => ({
        id: one.recordId,
        kind: one.kind,
        ref: one.ref,
        title: one.title,
        date: one.date,
        personId: one.person,
        icon: isIconName(recordKind(one.kind).icon) ? (recordKind(one.kind).icon as IconName) : 'calendar',
      }))
    for (const control of controlStore.controls ?? []) {
      const best = controlStore.evidenceOfControl.get(control.id)?.best
      if (best && best.freshness.end >= session.today && best.freshness.end <= until && control.status !== 'retired')
        found.push({
          id: control.id,
          kind: 'control',
          ref: control.ref,
          title: t('dashboard.evidenceEnds', { title: titleOf(control) }),
          date: best.freshness.end,
          personId: control.owner,
          icon: 'scan-eye',
        })
    }
    found.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    return {
      late: found.filter((item) => item.date < session.today),
      next: found.filter((item) => item.date >= session.today),
    }
  })

  const evidence = computed(() => {
    const counts = {
      all: 0,
      waiting: 0,
      broken: 0,
      fresh: 0,
      expiring: 0,
      future: 0,
      unlinked: 0,
      expired: 0,
      followed: 0,
    }
    const rows = evidenceStore.evidence ?? []
    const superseded = supersededIds(rows)
    const newest = new Map(
      [...groupBy(rows, (row) => row.controls)].map(([control, linked]) => [
        control,
        newestBase(linked, settings.effective, session.today),
      ]),
    )
    for (const row of rows) {
      counts.all++
      const { reviewState, blobState } = evidenceStore.factsOf(row.id)
      if (blobState === 'missing' || blobState === 'corrupt') counts.broken++
      if (reviewState === 'unreviewed' || reviewState === 'stale') counts.waiting++
      const controls = row.controls.flatMap((id) =>
        ((control) => (control && control.status !== 'retired' ? [control] : []))(controlStore.controlById.get(id)),
      )
      counts[
        evidenceCurrency(row, {
          controls,
          superseded: superseded.has(row.id),
          newest: (id) => newest.get(id),
          settings: settings.effective,
          today: session.today,
        })
      ]++
    }
    return counts
  })

  const empty = computed(
    () =>
      isms.ready &&
      (riskStore.risks ?? []).length < 5 &&
      (soaRows.entries ?? []).length === 0 &&
      (controlStore.controls ?? []).length === 0,
  )
  return { dated, evidence, empty }
}

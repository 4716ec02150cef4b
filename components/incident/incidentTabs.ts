import { defineAsyncComponent } from 'vue'
import { spanText } from './useSpan'
import type { KindTab } from '../register/kindTab'
import { incidentClock } from '~/lib/isms/incident/clock'
import type { Incident } from '~/lib/records/kinds/incident'
import type { AnyRecord } from '~/lib/records/registry'
import { useSession } from '~/lib/live/workspace/sessionStore'

const clockOf = (row: AnyRecord): number | undefined =>
  ((clock) => clock.running ?? clock.toResolve)(incidentClock(row as Incident, useSession().nowMs))

/** Events and incidents with severity, state and clock; the latest first. */
export const incidentTabs: readonly KindTab[] = [
  {
    view: 'incidents',
    kind: 'incident',
    prominent: ['status', 'isIncident', 'severity'],
    fresh: { status: 'reported', isIncident: 'undecided' },
    sort: { name: 'detectedAt', descending: true },
    columns: ({ t }) => [
      {
        name: 'severity',
        initial: true,
        width: 108,
        shown: (row) =>
          row.kind === 'incident' && row.severity !== undefined
            ? t(`value.incident.severity.${row.severity}`)
            : undefined,
      },
      { name: 'isIncident', initial: true, width: 96 },
      { name: 'status', initial: true, width: 100 },
      { name: 'detectedAt', initial: true },
      {
        name: 'clock',
        label: t('incident.column.clock'),
        width: 100,
        shown: (row) => ((ms) => (ms === undefined ? undefined : spanText(ms, t)))(clockOf(row)),
        sortValue: clockOf,
      },
      { name: 'owner', initial: true },
    ],
    cells: {
      severity: defineAsyncComponent(() => import('./IncidentSeverityCell.vue')),
      clock: defineAsyncComponent(() => import('./IncidentClockCell.vue')),
    },
  },
]

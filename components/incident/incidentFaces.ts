import { defineAsyncComponent } from 'vue'
import { incidentProblem } from '~/lib/isms/incident/clock'
import { useLanguage } from '~/lib/live/ui/languageStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { KindFaces } from '../record/face'

const ofIncident = { reported: 'open', responding: 'inProgress', resolved: 'notVerified', closed: 'verified' } as const

export const incidentFaces: KindFaces = {
  incident: {
    // The picture holds what runs: state, clock, decision, timeline, who was told, lessons.
    drawer: ['description', 'occurredAt', 'detectedAt', 'reportedBy', 'category', 'assets', 'pii', 'owner'],
    hidden: [
      'isIncident',
      'severity',
      'status',
      'resolvedAt',
      'timeline',
      'notifications',
      'nonconformity',
      'lessons',
      'failedControls',
      'risks',
    ],
    picture: defineAsyncComponent(() => import('./IncidentPicture.vue')),
    state: (row) => (incidentProblem(row, useSession().today) ? 'blocker' : ofIncident[row.status ?? 'reported']),
    stateWord: (row, { t }) =>
      [
        row.status && t(`value.incident.status.${row.status}`),
        row.isIncident && row.isIncident !== 'undecided'
          ? useLanguage().format.inSentence(t(`value.incident.isIncident.${row.isIncident}`))
          : '',
      ]
        .filter(Boolean)
        .join(', '),
    problem: (row, { t }) => {
      const problem = incidentProblem(row, useSession().today)
      return (
        problem && {
          tone: problem === 'notResolved' ? 'warn' : 'fail',
          title: t(`incident.problem.${problem}`),
          text: t(`incident.problem.${problem}Text`),
        }
      )
    },
  },
}

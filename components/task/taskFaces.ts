import { defineAsyncComponent } from 'vue'
import { useTasks } from '~/lib/live/task/tasksStore'
import type { KindFaces } from '../record/face'

const states = {
  done: 'verified',
  skipped: 'excluded',
  overdue: 'blocker',
  due: 'inProgress',
  upcoming: 'open',
} as const

export const taskFaces: KindFaces = {
  task: {
    drawer: ['description', 'assignee', 'due', 'rules', 'purpose', 'links', 'status'],
    hidden: ['done', 'skipped'],
    picture: defineAsyncComponent(() => import('./TaskPicture.vue')),
    state: (row) =>
      row.status === 'closed' ? 'verified' : states[useTasks().taskNext.get(row.id)?.state ?? 'upcoming'],
    problem: (row, { t, dates }) => {
      const next = useTasks().taskNext.get(row.id)
      return next?.state === 'overdue'
        ? { tone: 'fail', title: t('task.lateBy', { n: -dates.inDays(next.date) }), text: dates.day(next.date) }
        : undefined
    },
  },
}

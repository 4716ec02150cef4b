import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useNames } from '../record/useNames'
import { dayMs, addDays, dateInZone } from '~/lib/shared/dates'
import { datedOf, type Dated } from '~/lib/isms/task/dated'
import { useSettings } from '../workspace/settingsStore'
import { useSession } from '../workspace/sessionStore'
import { useStatements } from '../statement/statementsStore'

/** Everything with a date, live: behind calendar, "needs me" and reminders. Nothing is stored. */
export const useAgenda = defineStore('agenda', () => {
  const session = useSession()
  const settings = useSettings()
  const statements = useStatements()
  const names = useNames()
  /** How far ahead recurring tasks are expanded; a calendar that pages forward asks for more. */
  const days = shallowRef(100)
  const reach = (day: string): void => {
    const wanted = Math.ceil((Date.parse(day) - Date.parse(session.today)) / dayMs)
    if (wanted > days.value) days.value = wanted + 100
  }
  const dated = computed((): readonly Dated[] =>
    datedOf(names.value.values(), {
      today: session.today,
      end: addDays(session.today, days.value),
      settings: settings.effective,
      statementsOf: statements.statementsOf,
      recordOf: (id) => names.value.get(id),
      dayOf: (time) => dateInZone(new Date(time).toISOString(), session.timeZone),
    }),
  )
  return { dated, reach }
})

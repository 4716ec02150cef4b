/**
 * One notification a day of what became due for the person on this device. Only if they turned it on with a click: the
 * browser is never asked for permission otherwise. What was notified is stored on the device and never synced.
 */

import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { becameDue } from '~/lib/isms/task/reminders'
import { useNeedsMeStore } from './needsMeStore'
import { usePreferences } from '../ui/preferencesStore'
import { useSession } from '../workspace/sessionStore'
import type { NotificationPermissionWord } from '~/lib/platform/platform'
import { usePlatform } from '../engine/engine'

export interface Reminders {
  /** `none`: this browser has no notifications; `blocked`: the person denied them in the browser. */
  readonly state: ComputedRef<'none' | 'off' | 'on' | 'blocked'>
  /** Must be called from a click. */
  turnOn(): Promise<void>
  turnOff(): void
}

export interface ReminderWords {
  readonly title: (count: number) => string
  readonly body: (titles: readonly string[]) => string
}

const kept = 400
const list = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** State of the reminders on this device, for the bell. */
export function useReminderSwitch(): Reminders {
  const preferences = usePreferences()
  const platform = usePlatform()
  const permission = shallowRef<NotificationPermissionWord>('default')
  watch(
    () => preferences.get('reminders'),
    () => void platform.notifications?.permission().then((word) => (permission.value = word)),
    { immediate: true },
  )
  return {
    state: computed(() =>
      platform.notifications === undefined
        ? 'none'
        : preferences.get('reminders') !== true
          ? 'off'
          : permission.value === 'granted'
            ? 'on'
            : permission.value === 'denied'
              ? 'blocked'
              : 'off',
    ),
    async turnOn() {
      permission.value = (await platform.notifications?.ask()) ?? 'denied'
      await preferences.set('reminders', true)
    },
    turnOff: () => void preferences.set('reminders', false),
  }
}

/**
 * Watches what is due while a page is open. Of several open pages only one notifies: the day is marked before the
 * notification is shown.
 */
export function useReminders(words: ReminderWords, open: () => void): void {
  const preferences = usePreferences()
  const session = useSession()
  const needsMe = useNeedsMeStore()
  const platform = usePlatform()
  const { state } = useReminderSwitch()
  watch(
    [() => needsMe.waiting, state, () => session.today, () => preferences.ready],
    () => {
      const workspace = session.workspaceId
      if (workspace === undefined || session.workspace?.demo === true || !preferences.ready || state.value !== 'on')
        return
      const day = preferences.get(`reminded.day.${workspace}`)
      const told = list(preferences.get(`reminded.ids.${workspace}`))
      const due = becameDue(needsMe.waiting, {
        today: session.today,
        lastDay: typeof day === 'string' ? day : undefined,
        reminded: new Set(told),
      })
      if (due.length === 0) return
      void preferences.set(`reminded.day.${workspace}`, session.today)
      void preferences.set(`reminded.ids.${workspace}`, [...told, ...due].slice(-kept))
      const titles = needsMe.waiting.filter((item) => due.includes(item.id)).map((item) => item.title)
      platform.notifications?.show(
        { title: words.title(due.length), body: words.body(titles), tag: `plumbline-${workspace}` },
        open,
      )
    },
    { immediate: true },
  )
}

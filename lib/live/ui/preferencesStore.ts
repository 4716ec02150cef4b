import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useSurroundings } from '../engine/engine'
import { useLiveQuery } from '../engine/useLiveQuery'
import type { JsonValue } from '~/lib/shared/json'

export const densities = ['compact', 'normal', 'relaxed'] as const
export type Density = (typeof densities)[number]

/** Preferences of this person in this browser profile: never synced, read immediately, written in the background. */
export const usePreferences = defineStore('preferences', () => {
  const { deviceDb } = useSurroundings()
  const rows = useLiveQuery(() => deviceDb.preferences.toArray()).value
  const pending = shallowRef<ReadonlyMap<string, JsonValue>>(new Map())
  const byKey = computed(
    () => new Map([...(rows.value ?? []).map((row) => [row.key, row.value] as const), ...pending.value]),
  )

  const get = (key: string): JsonValue | undefined => byKey.value.get(key)
  async function set(key: string, value: JsonValue): Promise<void> {
    pending.value = new Map([...pending.value, [key, value]])
    await deviceDb.preferences.put({ key, value })
  }

  const sidebarCollapsed = computed(() => get('sidebarCollapsed') === true)
  const drawerWidth = computed(() => {
    const width = get('drawerWidth')
    return typeof width === 'number' ? Math.min(640, Math.max(400, width)) : 468
  })
  const density = computed<Density>(() => densities.find((word) => word === get('density')) ?? 'normal')
  /** Columns a person chose for a register; undefined for the register's default. */
  const columnsOf = (register: string): readonly string[] | undefined => {
    const value = get(`columns.${register}`)
    return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : undefined
  }
  return {
    ready: computed(() => rows.value !== undefined),
    sidebarCollapsed,
    drawerWidth,
    density,
    columnsOf,
    get,
    set,
    toggleSidebar: () => void set('sidebarCollapsed', !sidebarCollapsed.value),
    setColumns: (register: string, names: readonly string[]) => set(`columns.${register}`, [...names]),
  }
})

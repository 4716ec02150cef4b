/**
 * Workers of the app page, by name. Created by its entrypoint, because only a composition root may name what it
 * composes. Popup and side panel have none.
 */

import { inject, type App, type InjectionKey } from 'vue'
import { assert } from '~/lib/shared/assert'

export const workerNames = ['exchange', 'frameworks', 'oscal', 'pack', 'report', 'search', 'view'] as const
/** Each call starts a worker; the caller terminates it. */
export type PageWorkers = Readonly<Record<(typeof workerNames)[number], () => Worker>>

const key: InjectionKey<PageWorkers> = Symbol('workers')

export const provideWorkers = (app: App, workers: PageWorkers): void => {
  app.provide(key, workers)
}

export function useWorkers(): PageWorkers {
  const workers = inject(key)
  assert(workers, 'the entrypoint provides the workers before it mounts')
  return workers
}

/** Undefined on surfaces without workers. */
export const useWorkersIfAny = (): PageWorkers | undefined => inject(key, undefined)

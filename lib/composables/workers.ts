/** Workers of a page, by name. Made by its entrypoint, because only a composition root may name what it composes. */

import { inject, type App, type InjectionKey } from 'vue'
import { assert } from '../shared/assert'

export interface PageWorkers {
  /** Each call starts one; whoever asks for it ends it. */
  readonly oscal: () => Worker
}

const key: InjectionKey<PageWorkers> = Symbol('workers')

export const provideWorkers = (app: App, workers: PageWorkers): void => {
  app.provide(key, workers)
}

export function useWorkers(): PageWorkers {
  const workers = inject(key)
  assert(workers, 'the entrypoint provides the workers before it mounts')
  return workers
}

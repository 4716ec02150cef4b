/**
 * What an entrypoint provides to its interface: the connection to the engine, the platform, and the device's own
 * database.
 */

import { inject, type App, type InjectionKey } from 'vue'
import { assert } from '~/lib/shared/assert'
import type { EngineClient } from '~/lib/engine/host/rpc'
import type { Platform } from '~/lib/platform/platform'
import type { DeviceDb } from '~/lib/vault/store/deviceDb'

export interface PageDeps {
  readonly client: EngineClient
  readonly platform: Platform
  readonly deviceDb: DeviceDb
  /** Milliseconds since the epoch, by the device's clock. Workspaces add their offset (the demo's fixed date). */
  readonly now: () => number
}

const key: InjectionKey<PageDeps> = Symbol('pageDeps')

export const providePageDeps = (app: App, deps: PageDeps): void => {
  app.provide(key, deps)
}

export function usePageDeps(): PageDeps {
  const deps = inject(key)
  assert(deps, 'the entrypoint provides the page deps before it mounts')
  return deps
}

export const useEngine = (): EngineClient => usePageDeps().client
export const usePlatform = (): Platform => usePageDeps().platform

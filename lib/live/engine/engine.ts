/**
 * What an entrypoint provides to its interface: the connection to the engine, the platform, and the device's own
 * database.
 */

import { inject, type App, type InjectionKey } from 'vue'
import { assert } from '~/lib/shared/assert'
import type { EngineClient } from '~/lib/engine/host/rpc'
import type { Platform } from '~/lib/platform/platform'
import type { DeviceDb } from '~/lib/vault/store/deviceDb'

export interface Surroundings {
  readonly client: EngineClient
  readonly platform: Platform
  readonly deviceDb: DeviceDb
  /** Milliseconds since the epoch, by the device's clock. Workspaces add their offset (the demo's fixed date). */
  readonly now: () => number
}

const key: InjectionKey<Surroundings> = Symbol('surroundings')

export const provideSurroundings = (app: App, surroundings: Surroundings): void => {
  app.provide(key, surroundings)
}

export function useSurroundings(): Surroundings {
  const surroundings = inject(key)
  assert(surroundings, 'the entrypoint provides the surroundings before it mounts')
  return surroundings
}

export const useEngine = (): EngineClient => useSurroundings().client
export const usePlatform = (): Platform => useSurroundings().platform

import { createEngineClient } from '~/lib/engine/host/rpc'
import type { Platform } from '~/lib/platform/platform'
import { newCommandId } from './newCommandId'
import { openDeviceDb } from '~/lib/vault/store/deviceDb'
import type { Surroundings } from './engine'

/** The dependencies of a page on a platform. */
export async function createSurroundings(platform: Platform): Promise<Surroundings> {
  return {
    platform,
    client: createEngineClient({ connect: () => platform.connect(), newCommandId }),
    deviceDb: await openDeviceDb(),
    now: () => Date.now(),
  }
}

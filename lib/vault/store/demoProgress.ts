/**
 * How far the making of the demo is, told by the engine's context to the page that waits for it, through this device's
 * preferences.
 */

import { isJsonObject, type JsonValue } from '~/lib/shared/json'
import type { DeviceDb } from './deviceDb'

export const demoStages = ['files', 'sign', 'check'] as const
export interface DemoProgress {
  readonly stage: (typeof demoStages)[number]
  readonly done: number
  readonly of: number
}

const key = 'demoProgress'

export const writeDemoProgress = async (deviceDb: DeviceDb, { stage, done, of }: DemoProgress): Promise<void> =>
  void (await deviceDb.preferences.put({ key, value: { stage, done, of } }))

export const readDemoProgress = async (deviceDb: DeviceDb): Promise<DemoProgress | undefined> =>
  parse((await deviceDb.preferences.get(key))?.value)

export const endDemoProgress = (deviceDb: DeviceDb): Promise<void> => deviceDb.preferences.delete(key)

function parse(value: JsonValue | undefined): DemoProgress | undefined {
  if (!isJsonObject(value)) return undefined
  const stage = demoStages.find((word) => word === value['stage'])
  const { done, of } = value
  return stage && typeof done === 'number' && typeof of === 'number' ? { stage, done, of } : undefined
}

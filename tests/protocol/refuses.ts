import { expect } from 'vitest'
import { access, type World } from './world'

/** Refused for this reason, and nobody's rights are other than before. */
export function refuses(world: World, deviceId: string, draft: Parameters<typeof access>[2], type: string): void {
  const { verdict, world: after } = access(world, deviceId, draft)
  expect(verdict.counts ? 'counts' : verdict.type).toBe(type)
  expect(after.state.access).toBe(world.state.access)
}

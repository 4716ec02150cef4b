/**
 * The demo workspace: made at its first opening, beside one's own workspaces and never mixed with them (own databases, own
 * clock on which its fixed date is today, a mark on its row). It appears in the list only when it is whole.
 */

import { demoNow } from '../isms/demo/demoRecord'
import { demoMembers } from '../isms/demo/people'
import { assert } from '../shared/assert'
import { fail, ok, type Result } from '../shared/result'
import type { FileBytes } from './commands/evidenceFiles'
import { writeFounding, workspaceRow } from './createWorkspace'
import { seedDemo } from './demoSeed'
import type { HostParts } from './host'

/** In the device's preferences while it is made: a demo that a dying worker left half made is thrown away by it. */
const buildingKey = 'demoBuilding'
const demoHue = 205

export type DemoPictures = (ref: string) => Promise<readonly FileBytes[]>

/** The demo that is here, else a new one. Calls made while it is being made wait for the same one. */
export function createDemoOpener(host: HostParts, pictures: DemoPictures): () => Promise<Result<{ readonly workspaceId: string }>> {
  let making: Promise<Result<{ readonly workspaceId: string }>> | undefined
  return async () => {
    const here = (await host.deviceDb.workspaces.toArray()).find((row) => row.demo)
    if (here) {
      await host.deviceDb.workspaces.update(here.id, { openedAt: host.clock.now() })
      return ok({ workspaceId: here.id })
    }
    making ??= makeDemo(host, pictures).finally(() => (making = undefined))
    return making
  }
}

async function makeDemo(host: HostParts, pictures: DemoPictures): Promise<Result<{ readonly workspaceId: string }>> {
  const left = await host.deviceDb.preferences.get(buildingKey)
  if (typeof left?.value === 'string') await host.erase(left.value)

  const today = Date.parse(demoNow)
  let then = Date.parse('2025-03-01T08:00:00.000Z')
  const clock = { now: () => then, set: (milliseconds: number) => (then = Math.max(then, milliseconds)) }
  const { workspaceId, memberId } = await writeFounding(host, clock, async (begun) => void (await host.deviceDb.preferences.put({ key: buildingKey, value: begun.workspaceId })))
  const vault = await host.openFillingVault(workspaceId)
  const workspace = workspaceRow(host, workspaceId, { name: 'Quillmere Logistics', demo: true, hue: demoHue, kitConfirmed: true, clockOffset: today - host.clock.now() })
  const engine = await host.engineOf({ workspace, vault, clock })
  await engine.start()
  const [signer] = demoMembers.filter(({ role }) => role === 'lead').map(({ person }) => person)
  assert(signer, 'the demo organisation has an ISMS lead')
  try {
    const seeded = await seedDemo({ engine, clock, pictures, signer, memberId, random: host.random, browser: host.browser })
    if (!seeded.ok) return seeded
    clock.set(today)
    if (!(await settled(() => engine.replica.waiting()))) return fail('demoUnfinished', 'The demo could not be finished. Free some space on this disk and open it again.')
  } finally {
    await engine.stop()
    vault.close()
  }
  await host.deviceDb.workspaces.put({ ...workspace, openedAt: host.clock.now() })
  await host.deviceDb.preferences.delete(buildingKey)
  return ok({ workspaceId })
}

/** Everything that was written is in the log. */
async function settled(waiting: () => Promise<number>): Promise<boolean> {
  for (let tries = 0; tries < 600; tries++) {
    if ((await waiting()) === 0) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

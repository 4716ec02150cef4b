/**
 * The demo workspace: made at its first opening, beside one's own workspaces and never mixed with them (own databases,
 * own clock on which its fixed date is today, a mark on its row). It appears in the list only when it is whole.
 *
 * Its log is written in memory by the devices of its members (lib/engine/demo) and taken in here as a device does that
 * joined late: judged, verified and opened entry by entry.
 */

import { generateDeviceKeys } from '~/lib/crypto/deviceKeys'
import { demoNow } from '~/lib/content/demo/demoRecord'
import { ok, type Result } from '~/lib/shared/result'
import { createReplica } from '~/lib/vault/replica/createReplica'
import { dropAccessAhead, replicaKeysOf, writeAccessAhead, writeDeviceKeys } from '~/lib/vault/store/deviceKeyStore'
import { endDemoProgress, writeDemoProgress, type DemoProgress } from '~/lib/vault/store/demoProgress'
import type { Vault } from '~/lib/vault/store/tables'
import type { FileBytes } from '../commands/evidence/evidenceFiles'
import { workspaceRow } from '../host/createWorkspace'
import { makeDemoLog, type MadeDemo } from './makeDemoLog'
import type { HostParts } from '../host/host'

/** In the device's preferences while it is made: a demo that a dying worker left half made is thrown away by it. */
const buildingKey = 'demoBuilding'
const demoHue = 205
/** Entries taken in at once: one transaction, and a step of progress. */
const chunk = 200

export type DemoPictures = (ref: string) => Promise<readonly FileBytes[]>

/** The demo that is here, else a new one. Calls made while it is being made wait for the same one. */
export function createDemoOpener(
  host: HostParts,
  pictures: DemoPictures,
): () => Promise<Result<{ readonly workspaceId: string }>> {
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
  const { deviceDb, random, browser } = host
  const left = await deviceDb.preferences.get(buildingKey)
  if (typeof left?.value === 'string') await host.erase(left.value)

  const progress = createProgress(host)
  const own = await generateDeviceKeys()
  const made = await makeDemoLog({ random, browser, pictures, own, onProgress: progress.tell })
  const { workspaceId } = made
  await deviceDb.preferences.put({ key: buildingKey, value: workspaceId })
  const vault = await host.openFillingVault(workspaceId)
  try {
    await writeDeviceKeys(vault, own)
    await writeAccessAhead(vault, made.access)
    await vault.blobs.bulkPut([...made.files])
    const taken = await takeIn(host, vault, made, own, progress.tell)
    if (!taken.ok) return taken
    await dropAccessAhead(vault, made.entries.length)
  } finally {
    vault.close()
    await progress.end()
  }
  await deviceDb.workspaces.put(
    workspaceRow(host, workspaceId, {
      name: 'Quillmere Logistics',
      demo: true,
      hue: demoHue,
      kitConfirmed: true,
      clockOffset: Date.parse(demoNow) - host.clock.now(),
    }),
  )
  await deviceDb.preferences.delete(buildingKey)
  return ok({ workspaceId })
}

/**
 * Fails like the taking in of any log: `diskFull`, `vaultClosed`. An entry that does not count would be a bug of the
 * demo.
 */
async function takeIn(
  host: HostParts,
  vault: Vault,
  { workspaceId, entries }: MadeDemo,
  own: Parameters<typeof replicaKeysOf>[0],
  tell: (progress: DemoProgress) => void,
): Promise<Result<void>> {
  const replica = await createReplica({
    workspaceId,
    vault,
    keys: replicaKeysOf(own, vault),
    random: host.random,
    now: () => Date.parse(demoNow),
  })
  try {
    for (let at = 0; at < entries.length; at += chunk) {
      const report = await replica.ingest(entries.slice(at, at + chunk), 'device')
      if (!report.ok) return report
      const [refused] = report.value.notCounted
      if (refused) throw new Error(`an entry of the demo does not count: ${refused.verdict} at ${refused.seq}`)
      tell({ stage: 'check', done: Math.min(entries.length, at + chunk), of: entries.length })
    }
    return ok()
  } finally {
    await replica.close()
  }
}

/** Written a few times a second at most. */
const tellMs = 250

function createProgress({ deviceDb, clock }: HostParts): { tell(progress: DemoProgress): void; end(): Promise<void> } {
  let last = 0
  let writing: Promise<unknown> = Promise.resolve()
  return {
    tell(progress) {
      const now = clock.now()
      if (now - last < tellMs) return
      last = now
      // Nobody waits for it, and where it cannot be written nothing is lost.
      writing = writing.then(() => writeDemoProgress(deviceDb, progress)).catch(() => undefined)
    },
    async end() {
      await writing
      await endDemoProgress(deviceDb).catch(() => undefined)
    },
  }
}

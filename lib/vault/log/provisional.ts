/**
 * Entries that a later one of their device vouched for (verifySignatures.ts) are shown, and their own signatures
 * verified afterwards: little by little in the background, and all at once before this device signs or erases anything.
 * One that does not hold never counted: everything is then made again from the log, each signature by itself, and the
 * entry is named.
 */

import { signaturesOf } from '~/lib/protocol/log/judge'
import { readEntry } from '~/lib/protocol/log/entry'
import { beginRebuild } from './rebuild'
import type { Core } from '../replica/replicaCore'
import type { LogRow } from '../store/tables'

/** How many are verified in one go, between which other work of the workspace has its turn. */
const atOnce = 256

/** `none` wait any more; `some` were verified and others wait; `forged`: a rebuild has begun and is to be continued. */
export async function verifyProvisional(core: Core): Promise<'none' | 'some' | 'forged'> {
  const { log } = core.vault
  const rows = await log.where('provisional').equals(1).limit(atOnce).toArray()
  if (rows.length === 0) return 'none'
  const held = await Promise.all(rows.map((row) => holds(core, row)))
  const forged = rows.find((_, at) => !held[at])
  if (forged) {
    await beginRebuild(core, 'forgedEntry', { seq: forged.seq, deviceId: forged.deviceId })
    return 'forged'
  }
  await log.bulkUpdate(rows.map(({ seq }) => ({ key: seq, changes: { provisional: undefined } })))
  return rows.length < atOnce ? 'none' : 'some'
}

/** A device's keys never change, so they may be taken from the state at the head. */
async function holds(core: Core, { bytes }: LogRow): Promise<boolean> {
  const entry = readEntry(bytes)
  if (!entry.ok) return false
  const signatures = signaturesOf(core.log, entry.value)
  return signatures.ok && core.verifier.verifyAll(signatures.value)
}

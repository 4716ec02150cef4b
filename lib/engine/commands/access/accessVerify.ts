/**
 * "Verify integrity": the log, the files and the founding, all over again, from what is stored on this device; and what
 * the log makes of verdicts, records, history, decisions and members, against what is shown.
 */

import { ok, type Result } from '~/lib/shared/result'
import { expectFiles } from '~/lib/sync/blobs/expectedFiles'
import { readLogAfter } from '~/lib/sync/session/readLog'
import { createLogVerification } from '~/lib/sync/session/verifyLog'
import { metaKeys } from '~/lib/vault/replica/replicaCore'
import { areTheFile } from '~/lib/vault/store/fileBytes'
import type { Vault } from '~/lib/vault/store/tables'
import type { CommandOutput } from '~/lib/engine/commandMap'
import type { EngineContext } from '~/lib/engine/commandContext'
import { deriveAgain } from '~/lib/engine/deriveAgain'

export async function verifyIntegrity(ctx: EngineContext): Promise<Result<CommandOutput<'integrity.verify'>>> {
  const failures: string[] = []
  const entries = await verifyEntries(ctx, failures)
  await verifyFiles(ctx, failures)
  // Of a log that does not verify, nothing is derived.
  if (failures.length === 0) {
    const derived = await deriveAgain(ctx.replica)
    failures.push(...(derived.ok ? derived.value : [derived.error.message]))
  }
  return ok({ entries, failures })
}

async function verifyEntries({ vault, workspaceId, replica }: EngineContext, failures: string[]): Promise<number> {
  const verification = createLogVerification(workspaceId)
  for (
    let entries = await readLogAfter(vault, 0);
    entries.length > 0;
    entries = await readLogAfter(vault, verification.head.seq)
  ) {
    const rows = await vault.log.bulkGet(entries.map(({ seq }) => seq))
    for (const [i, sequenced] of entries.entries()) {
      const verified = await verification.add(sequenced)
      if (!verified.ok) {
        failures.push(`Entry ${sequenced.seq}: ${verified.error.message}`)
        return verification.head.seq
      }
      // An entry may count less than its signature and rights allow (its content is judged too), never more.
      if (rows[i]!.verdict === 'counts' && !verified.value.verdict.counts) {
        failures.push(`Entry ${sequenced.seq} is used here but must not be: ${verified.value.verdict.message}`)
      }
    }
  }
  if (verification.head.chain !== replica.head().chain)
    failures.push('The log on this device does not end where its records do. Restore the workspace from a backup.')
  return verification.head.seq
}

/**
 * One file as "Verify integrity" looks at all of them: whoever met bytes that are not the file asks for it, and from
 * then on all that is said of the file says so.
 */
export async function lookAtFile(
  { vault, clock }: EngineContext,
  sha256: string,
): Promise<'gone' | 'differs' | undefined> {
  const row = await vault.blobs.get(sha256)
  if (row?.state === 'present' && !row.bytes) {
    // What never went out is not said to be out.
    await vault.blobs.update(sha256, {
      state: 'pending',
      upload: row.upload === 'waiting' ? 'waiting' : 'none',
      pendingSince: clock.now(),
    })
    return 'gone'
  }
  if (!row?.bytes) return undefined
  let good = await areTheFile(row)
  if (good && row.state !== 'corrupt') return undefined
  if (!good) {
    await vault.blobs.update(sha256, { state: 'corrupt' })
    // A disk may fail to be read once, and bytes may have arrived while these were hashed: what is there now decides.
    const now = await vault.blobs.get(sha256)
    good = now?.bytes !== undefined && (await areTheFile(now))
  }
  if (!good) return 'differs'
  await vault.blobs
    .where('sha256')
    .equals(sha256)
    .and(({ state, bytes }) => state === 'corrupt' && bytes !== undefined)
    .modify({ state: 'present' })
  return undefined
}

async function verifyFiles(ctx: EngineContext, failures: string[]): Promise<void> {
  const { vault, clock } = ctx
  const now = clock.now()
  const ids = await vault.blobs.toCollection().primaryKeys()
  for (const id of ids) {
    const found = await lookAtFile(ctx, id)
    if (found === 'gone') failures.push(gone(id))
    if (found === 'differs')
      failures.push(`File ${id.slice(0, 16)} differs from what its record says. Don't rely on it.`)
  }
  for (const id of await expectLost(vault, now)) if (!ids.includes(id)) failures.push(gone(id))
}

/** Files that the log names and this device has heard of, though it has no row of them: they are awaited anew. */
async function expectLost(vault: Vault, now: number): Promise<readonly string[]> {
  const heardUpTo = ((await vault.meta.get(metaKeys.expectedFiles))?.value as number | undefined) ?? 0
  await vault.meta.delete(metaKeys.expectedFiles)
  await expectFiles(vault, heardUpTo, now)
  return vault.blobs.where('state').notEqual('erased').primaryKeys()
}

const gone = (sha256: string): string =>
  `File ${sha256.slice(0, 16)} is gone from this device and is being fetched again.`

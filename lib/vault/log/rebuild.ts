/**
 * Everything that is derived, made again from the stored log: verdicts, books, rows, history, statements, members. The
 * log is the truth and stays; what waits in the outbox is made again on top of the new books (rebase.ts), which until
 * then hold counted entries alone. Reasons: the program was upgraded and judges by other rules, an entry that was
 * believed turned out to be forged, an epoch was left out of the chain of keys, or this device's verdicts differ from
 * those of others.
 *
 * It survives the death of the worker: `meta` says how far the log was read, and the next start goes on from there.
 */

import { type VerdictCheck } from '~/lib/vault/replica/replicaCore'
import { isKind, kindNames, type Kind } from '~/lib/records/registry'
import type { AccessState } from '~/lib/protocol/access/accessState'
import { emptyHead, isPlainClass, zeroHash } from '~/lib/protocol/log/entry'
import { emptyLogState } from '~/lib/protocol/log/judge'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import { ok, type Result } from '~/lib/shared/result'
import { accessRows, positionsNeeded } from './accessRows'
import { metaKeys, storageFailure, type Core, type RebuildDue, type RebuildReason } from '../replica/replicaCore'
import { ingestEntries } from './ingest'
import { rulesVersion } from '../views/projection'
import { sequencedRow } from '../store/sequencedRow'
import type { LogRow } from '../store/tables'
import { isUnclear } from './verdictCheck'

/** Log rows read at once. */
const readAtOnce = 400

/**
 * Throws away what is derived, in one transaction, and remembers that it is to be made again. `about`: the entry that
 * was the reason.
 */
export async function beginRebuild(core: Core, reason: RebuildReason, about?: RebuildDue['about']): Promise<void> {
  const { vault } = core
  const due: RebuildDue = {
    reason,
    upTo: Math.max(core.head.seq, core.rebuildDue?.upTo ?? 0),
    at: core.now(),
    leftOut: [...core.leftOut],
    ...(about && { about }),
  }
  // What the checkpoints held is in the log. Lost in between, they are only read again.
  for (const kind of await vault.books.toCollection().primaryKeys())
    await core.checkpoints.drop(kind).catch(() => undefined)
  await vault.transaction(
    'rw',
    [
      vault.tail,
      vault.clients,
      vault.books,
      vault.trail,
      vault.statements,
      vault.refused,
      vault.erasures,
      vault.blobs,
      vault.meta,
    ],
    async () => {
      await Promise.all([
        vault.tail.clear(),
        vault.clients.clear(),
        vault.books.clear(),
        vault.refused.clear(),
        vault.erasures.clear(),
      ])
      // Whether they are, the log says again; bytes that are gone come back from others where they were not to go.
      await vault.blobs.where('state').equals('erased').modify({ state: 'pending', erased: undefined })
      await vault.trail.where('seq').above(0).delete()
      await vault.statements.where('seq').above(0).delete()
      await vault.meta.where('key').startsWith('snapshot/').delete()
      await vault.meta.bulkPut([
        { key: metaKeys.head, value: { ...emptyHead, relayTime: 0, verdicts: zeroHash } },
        { key: metaKeys.logState, value: emptyLogState() },
        { key: metaKeys.expectedFiles, value: 0 },
        { key: metaKeys.rebuildDue, value: due },
        { key: metaKeys.rebaseDue, value: { reason: 'rebuilt', touched: [] } },
      ])
    },
  )
  core.rebuildDue = due
  core.rebaseDue = { reason: 'rebuilt', touched: [] }
  core.head = { ...emptyHead, relayTime: 0, verdicts: zeroHash }
  core.log = emptyLogState()
  core.held = undefined
  core.books.reset()
  core.clients.reset()
}

/**
 * Goes on with a rebuild that is due. Whether it is done: it waits where a key is missing, and is then finished by what
 * the log says further on. Fails with `diskFull` or `vaultClosed`; then it stays due.
 */
export async function continueRebuild(core: Core): Promise<Result<boolean>> {
  const due = core.rebuildDue
  if (!due) return ok(true)
  core.step('rebuild:begun')
  while (core.head.seq < due.upTo && !core.held) {
    const rows = await core.vault.log
      .where('seq')
      .between(core.head.seq, due.upTo, false, true)
      .limit(readAtOnce)
      .toArray()
    for (const alike of byTimeSource(rows)) {
      const taken = await ingestEntries(core, alike.map(sequencedRow), alike[0]!.timeSource)
      if (!taken.ok) return taken
    }
  }
  if (core.head.seq < due.upTo) return ok(false)
  core.step('rebuild:read')
  return finish(core, due).then(
    () => ok(true),
    (error: unknown) => {
      const failure = storageFailure(error)
      if (failure) return failure
      throw error
    },
  )
}

function* byTimeSource(rows: readonly LogRow[]): Iterable<readonly LogRow[]> {
  for (let from = 0, to = 1; from < rows.length; from = to++) {
    while (to < rows.length && rows[to]!.timeSource === rows[from]!.timeSource) to++
    yield rows.slice(from, to)
  }
}

/**
 * Whether epochs are left out that were not known to be. Where something sealed under one of them counted here, a
 * rebuild begins: everybody ends with the verdict of those who never had the key.
 */
export async function noteLeftOut(core: Core, access: AccessState): Promise<boolean> {
  const fresh = leftOutEpochs(access).filter((epoch) => !core.leftOut.has(epoch))
  if (fresh.length === 0) return false
  const before = core.leftOut
  core.leftOut = new Set([...before, ...fresh])
  const counted = await core.vault.log
    .filter(
      ({ epoch, verdict, class: of }) =>
        verdict === 'counts' && fresh.includes(epoch) && !isPlainClass(of as EntryClass),
    )
    .first()
  if (!counted) return true
  try {
    await beginRebuild(core, 'leftOutEpoch', { seq: counted.seq, deviceId: counted.deviceId })
    return true
  } catch (error) {
    // Not known then: whoever asks next begins it.
    core.leftOut = before
    throw error
  }
}

export const leftOutEpochs = ({ epochs }: AccessState): readonly number[] =>
  epochs.flatMap(({ epoch, leftOutAt }) => (leftOutAt === undefined ? [] : [epoch]))

/** Rows of records and members that the log no longer tells of go; the reason stays readable. */
async function finish(core: Core, due: RebuildDue): Promise<void> {
  const { vault } = core
  const gone = new Map<Kind, readonly string[]>()
  // Rows that a snapshot shows are made again when the log has been compared with it.
  for (const kind of core.early ? [] : kindNames.filter(isKind)) {
    const shown = (await vault.table(kind).toCollection().primaryKeys()) as readonly string[]
    if (shown.length === 0) continue
    const { records } = await core.books.open(kind)
    gone.set(
      kind,
      shown.filter((id) => !records.has(id)),
    )
  }
  const { access } = core.log
  // Others' words were compared with the books that were just replaced, so nobody is named for them. A device that
  // still differs says so with its next change.
  const mended: VerdictCheck | undefined = isUnclear(core.verdictCheck)
    ? { ...core.verdictCheck, state: 'mended', by: [], ...(due.reason === 'verdictsDiffer' && { checkedAt: due.at }) }
    : undefined
  const times = new Map(
    (await vault.log.bulkGet([...new Set(positionsNeeded(access))])).flatMap((row) =>
      row ? [[row.seq, row.relayTime] as const] : [],
    ),
  )
  const { members, devices, invites } = accessRows(access, {
    ownDeviceId: core.keys.deviceId,
    timeAt: (seq) => times.get(seq) ?? 0,
    heard: (deviceId) => core.heard.get(deviceId),
  })
  await vault.transaction(
    'rw',
    [vault.meta, vault.members, vault.devices, vault.invites, ...[...gone.keys()].map((kind) => vault.table(kind))],
    async () => {
      for (const [kind, ids] of gone) await vault.table(kind).bulkDelete([...ids])
      await Promise.all([vault.members.clear(), vault.devices.clear(), vault.invites.clear()])
      await Promise.all([
        vault.members.bulkPut([...members]),
        vault.devices.bulkPut([...devices]),
        vault.invites.bulkPut([...invites]),
      ])
      await vault.meta.bulkPut([
        { key: metaKeys.rulesVersion, value: rulesVersion },
        { key: metaKeys.rebuilt, value: due },
      ])
      if (mended) await vault.meta.put({ key: metaKeys.verdictCheck, value: mended })
      await vault.meta.delete(metaKeys.rebuildDue)
      core.step('rebuild:inTransaction')
    },
  )
  core.rebuildDue = undefined
  if (mended) core.verdictCheck = mended
}

/**
 * Opens the local replica of a workspace. One queue per workspace: commands, log entries, batches and repairs run one
 * after the other, and nothing durable is ever half of one of them.
 */

import type { RebaseReason, ReplicaEvent, ReplicaKeys } from './replicaCore'
import { type VerdictCheck } from './replicaCore'
import { type KeyFaults } from './replicaCore'
import { createVerifier } from '~/lib/crypto/verifier'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { recordKey } from '~/lib/records/recordKey'
import { rulesAreKnown } from '~/lib/protocol/access/accessRules'
import { emptyHead, readEntry, zeroHash } from '~/lib/protocol/log/entry'
import { deviceChain, emptyLogState, type LogState } from '~/lib/protocol/log/judge'
import type { Random } from '~/lib/shared/ids'
import { createQueue } from '~/lib/shared/createQueue'
import { fail, ok, type Result } from '~/lib/shared/result'
import { createBooks } from '../books/books'
import { textOf, valueOf } from '../books/book'
import { createCheckpoints, type Checkpoints } from '../books/checkpoints'
import { createClients } from '../books/clients'
import { commitChange } from './commitChange'
import { freshClientId, metaKeys, storageFailure, type Core, type RebaseDue, type RebuildDue } from './replicaCore'
import { ingestEntries } from '../log/ingest'
import { epochAwaited } from '../log/heldEntries'
import { fetchEpochKeys } from '../log/judgeEntries'
import { keyFaultsKey, noKeyFaults, noteKeyFaults } from '../log/keyFaults'
import { createEntryKeys, openContent } from '../log/openEntry'
import { takeBatch } from './outbox'
import { verifyProvisional } from '../log/provisional'
import { readRecord, rulesVersion } from '../views/projection'
import { rebase, setAside } from './rebase'
import { beginRebuild, continueRebuild, noteLeftOut } from '../log/rebuild'
import type { Replica } from './replica'
import { checkSnapshots, readSnapshotRows, takeSnapshots } from '../snapshots/snapshotClaims'
import { endEarly, notYetVerified, readEarlyClaims, showEarly } from '../snapshots/snapshotEarly'
import { replayVerdicts } from '../log/replayLog'
import type { TailRow, Vault } from '../store/tables'
import { allAgree, isUnclear, keepVerdictCheck, verdictsDiffer } from '../log/verdictCheck'

export interface ReplicaSurroundings {
  readonly workspaceId: string
  readonly vault: Vault
  readonly keys: ReplicaKeys
  readonly random: Random
  readonly now: () => number
  /** Default: y-indexeddb of this browser profile. */
  readonly checkpoints?: Checkpoints
  /** Test hook, see `Core.step`. */
  readonly steps?: (name: string) => void
}

/** Of books that are thrown away a moment later. */
const noCheckpoints: Checkpoints = {
  load: () => Promise.resolve(),
  store: () => Promise.resolve(),
  drop: () => Promise.resolve(),
}

/** Updates in a book's tail that make a checkpoint worth writing. */
const checkpointEvery = 200

export async function createReplica(surroundings: ReplicaSurroundings): Promise<Replica> {
  const { workspaceId, vault, keys } = surroundings
  const listeners = new Set<(what: ReplicaEvent) => void>()
  const core = await openCore(surroundings, (what) => listeners.forEach((listener) => listener(what)))

  const exclusive = createQueue()

  /** Runs the repair when it is due. Where the disk is full it stays due; nothing is sent until it has run. */
  async function repair(
    reason: RebaseReason | undefined = core.rebaseDue?.reason,
    refusal?: Parameters<typeof rebase>[2],
  ): Promise<RebaseReason | undefined> {
    if (!reason) return undefined
    // Books that are being made again do not hold yet what waiting changes speak of: their repair comes when they are
    // whole.
    if (core.rebuildDue && !(refusal && core.held?.admitted)) return undefined
    const done = core.rebuildDue && refusal ? await setAside(core, refusal) : await rebase(core, reason, refusal)
    core.emit('records')
    core.emit('outbox')
    return done.ok ? reason : undefined
  }

  /** Checkpoints wait until snapshots were compared: the comparison needs the log's updates one by one. */
  async function checkpoint(atLeast: number): Promise<void> {
    if (core.early) return
    await checkSnapshots(core)
    await core.books.checkpoint(atLeast)
  }

  /**
   * Runs work that may be put off: if the disk is full it stays due, and whatever was read before is still announced.
   */
  async function unlessFull(work: () => Promise<unknown>): Promise<void> {
    await work().catch((error: unknown) => {
      if (!storageFailure(error)) throw error
    })
  }

  /**
   * Where another device judges the log otherwise, it is judged again here, before anything else is written
   * (verdictCheck.ts).
   */
  async function judgeAgain(): Promise<void> {
    if (!isUnclear(core.verdictCheck)) return
    const checked: VerdictCheck = { ...core.verdictCheck, checkedAt: core.now() }
    const mended: VerdictCheck = { ...checked, state: 'mended', by: [] }
    if (core.rebuildDue) {
      // Begun before the worker died, or for another reason: then it is compared when it is whole.
      if (core.rebuildDue.reason === 'verdictsDiffer') await keepVerdictCheck(core, mended)
      return
    }
    core.step('verdicts:checking')
    if ((await replayVerdicts(core)) === core.head.verdicts)
      return keepVerdictCheck(core, { ...checked, state: 'stands' })
    const [about] = checked.by
    await beginRebuild(core, 'verdictsDiffer', about && { seq: about.seq, deviceId: about.deviceId })
    await keepVerdictCheck(core, mended)
  }

  await fetchEpochKeys(core, core.log)

  /** Where the disk is full, the next start looks. */
  async function lookForFaults(): Promise<void> {
    await unlessFull(() => noteKeyFaults(core))
  }

  /** A rebuild that is due goes on, and the repair after it. Where the disk is full both stay due. */
  async function rebuildAndRepair(): Promise<RebaseReason | undefined> {
    const rebuilding = core.rebuildDue !== undefined
    const rebuilt = await continueRebuild(core)
    if (!rebuilt.ok || !rebuilt.value) return undefined
    const repaired = await repair()
    if (rebuilding) core.emit('access')
    return repaired
  }

  /** Verifies one lot of provisional entries. Whether others wait. */
  async function verifySome(): Promise<boolean> {
    const found = await verifyProvisional(core)
    if (found === 'forged') {
      await rebuildAndRepair()
      core.emit('head')
      core.emit('records')
    }
    return found === 'some'
  }

  let closed = false
  let verifying: Promise<void> | undefined
  function verifyInBackground(): void {
    verifying ??= (async () => {
      while (!closed && (await exclusive(verifySome))) await new Promise((resolve) => setTimeout(resolve))
    })()
      .catch((error: unknown) => {
        // They stay provisional, and are verified by whoever signs next. A bug goes into the console of the engine's
        // context.
        if (!storageFailure(error)) console.error('signatures', error)
      })
      .finally(() => (verifying = undefined))
  }

  /**
   * Everything shown rests on signatures of its own. Fails with `rebuilt` where something did not, and with `diskFull`
   * or `vaultClosed`.
   */
  const settled = (): Promise<Result<void>> =>
    settle().catch((error: unknown) => {
      const failure = storageFailure(error)
      if (failure) return failure
      throw error
    })

  async function settle(): Promise<Result<void>> {
    for (let found = await verifyProvisional(core); found !== 'none'; found = await verifyProvisional(core)) {
      if (found === 'some') continue
      await rebuildAndRepair()
      core.emit('head')
      core.emit('records')
      return fail(
        'rebuilt',
        'Nothing was signed: a change that was shown here had a forged signature, and what you see was rebuilt without it. Read it again, then decide.',
      )
    }
    return ok()
  }

  await exclusive(async () => {
    // The worker may have died between taking an epoch in and acting on it, or looking at it.
    await unlessFull(() => noteLeftOut(core, core.log.access))
    await beginWhereRulesChanged(core)
    await lookForFaults()
    await unlessFull(judgeAgain)
    await rebuildAndRepair()
    await endEarly(core)
  })

  return {
    workspaceId,
    vault,
    deviceId: keys.deviceId,
    access: () => newest(core).access,
    logState: () => newest(core),
    head: () => core.head,
    ownChain() {
      const { deviceSeq, hash } = deviceChain(newest(core), keys.deviceId)
      return { deviceSeq, prevDeviceHash: hash }
    },
    signer: () => ({ sign: keys.sign }),
    epochKey: (epoch) => core.epochKeys.get(epoch),
    keyFaults: () => core.keyFaults.faults,
    exclusive,
    settled,
    async commit(change) {
      // Whatever is signed is signed over what rests on signatures of its own.
      const signs = [change.statements, change.access, change.keys, change.erasures, change.snapshots].some(
        (shares) => shares !== undefined && shares.length > 0,
      )
      const fit = signs ? await settled() : ok()
      if (!fit.ok) return fit
      const committed = await commitChange(core, change)
      if (committed.ok) {
        core.emit('outbox')
        core.emit('records')
      }
      return committed
    },
    readValue: async (kind, key) => valueOf((await core.books.open(kind)).live, key),
    readText: async (kind, id, field) => textOf((await core.books.open(kind)).live, recordKey(id, field)),
    async readRecord<K extends Kind>(kind: K, id: string) {
      const book = await core.books.open(kind)
      return readRecord(book as typeof book & { readonly kind: K }, id) as Extract<AnyRecord, { kind: K }> | undefined
    },
    books: core.books,
    epochAwaited: () => epochAwaited(core),
    writable: () =>
      !rulesAreKnown(newest(core).access).ok
        ? rulesAreKnown(newest(core).access)
        : core.early
          ? notYetVerified()
          : core.rebuildDue && !core.held?.admitted
            ? rebuilding()
            : isUnclear(core.verdictCheck)
              ? verdictsDiffer()
              : ok(),
    snapshots: {
      take: () => exclusive(() => takeSnapshots(core)),
      rows: () => readSnapshotRows(vault),
      show: (snapshots) =>
        exclusive(async () => {
          const shown = await showEarly(core, snapshots)
          if (shown.ok && shown.value.length > 0) core.emit('records')
          return shown
        }),
    },
    ingest: (entries, timeSource) =>
      exclusive(async () => {
        const report = await ingestEntries(core, entries, timeSource)
        if (!report.ok) return report
        if (report.value.accessChanged) {
          await fetchEpochKeys(core, core.log)
          await lookForFaults()
        }
        await unlessFull(() => noteLeftOut(core, core.log.access))
        verifyInBackground()
        await unlessFull(judgeAgain)
        const rebased = await rebuildAndRepair()
        await endEarly(core)
        if (report.value.applied > 0) {
          core.emit('head')
          core.emit('records')
        }
        if (report.value.accessChanged) core.emit('access')
        if (report.value.confirmed.length > 0) core.emit('outbox')
        return ok({ ...report.value, ...(rebased && { rebased }) })
      }),
    takeBatch: (skip) =>
      exclusive(async () => {
        if (skip.size === 0) await repair()
        return takeBatch(core, skip)
      }),
    refuse: (uuid, failure) => exclusive(async () => void (await repair('refused', { uuid, failure }))),
    rebase: (reason) => exclusive(async () => void (await repair(reason))),
    waiting: () => vault.outbox.count(),
    beside: (other) =>
      createReplica({
        workspaceId,
        keys,
        random: surroundings.random,
        now: surroundings.now,
        vault: other,
        checkpoints: noCheckpoints,
      }),
    tidy: () => exclusive(() => checkpoint(checkpointEvery)),
    checkpoint: () => exclusive(() => checkpoint(1)),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      closed = true
      return exclusive(async () => core.books.reset())
    },
  }
}

/** Who may be here is judged further than records are, while those wait for a key. */
const newest = ({ held, log }: Core): LogState => (held?.admitted ? held.ahead : log)

async function openCore(surroundings: ReplicaSurroundings, emit: (what: ReplicaEvent) => void): Promise<Core> {
  const { workspaceId, vault, keys, random, now, steps } = surroundings
  const meta = new Map((await vault.meta.toArray()).map(({ key, value }) => [key, value]))
  const epochKeys = new Map<number, CryptoKey>()
  const entryKeys = createEntryKeys(workspaceId, (epoch) => epochKeys.get(epoch))
  const checkpoints = surroundings.checkpoints ?? createCheckpoints(workspaceId, keys.deviceId)
  const books = createBooks({
    vault,
    checkpoints,
    clientId: () => core.clientId,
    withWaiting: () => core.rebuildDue === undefined,
    fromLog: (kind, upToSeq) => tailFromLog(core, kind, upToSeq),
  })
  const log = (meta.get(metaKeys.logState) as LogState | undefined) ?? emptyLogState()
  const rebuildDue = meta.get(metaKeys.rebuildDue) as RebuildDue | undefined
  const core: Core = {
    workspaceId,
    vault,
    keys,
    random,
    now,
    emit,
    books,
    checkpoints,
    epochKeys,
    entryKeys,
    verifier: createVerifier(),
    clients: createClients((book) => vault.clients.where('book').equals(book).toArray()),
    isStated: async (id) => (await vault.statements.get(id))?.seq !== undefined,
    verdictCheck: (meta.get(metaKeys.verdictCheck) as VerdictCheck | undefined) ?? allAgree,
    step: steps ?? (() => undefined),
    keyFaults: (meta.get(keyFaultsKey) as KeyFaults | undefined) ?? noKeyFaults,
    log,
    leftOut: new Set(rebuildDue?.leftOut),
    head: (meta.get(metaKeys.head) as Core['head'] | undefined) ?? { ...emptyHead, relayTime: 0, verdicts: zeroHash },
    clientId: (meta.get(metaKeys.clientId) as number | undefined) ?? freshClientId(random, () => false),
    lastN: (await vault.outbox.orderBy('n').last())?.n ?? 0,
    rebaseDue: meta.get(metaKeys.rebaseDue) as RebaseDue | undefined,
    rebuildDue,
    held: undefined,
    early: await readEarlyClaims(vault),
    heard: new Map(
      (await vault.devices.toArray()).flatMap(({ deviceId, lastHeard }) =>
        lastHeard === undefined ? [] : [[deviceId, lastHeard]],
      ),
    ),
  }
  return core
}

/** Counted updates of a book, opened again from the log: for a checkpoint that was lost. */
async function tailFromLog(core: Core, kind: Kind, upToSeq: number): Promise<readonly TailRow[]> {
  const rows: TailRow[] = []
  const entries = await core.vault.log
    .where('seq')
    .belowOrEqual(upToSeq)
    .filter(({ verdict }) => verdict === 'counts')
    .toArray()
  for (const { seq, bytes } of entries) {
    const entry = readEntry(bytes)
    const content = entry.ok ? await openContent(entry.value, core.entryKeys) : entry
    if (!content.ok) throw new Error(`the log can't be read at position ${seq}: ${content.error.type}`)
    if (content.value.type !== 'update') continue
    for (const { book, update } of content.value.commands.flatMap(({ parts }) => parts)) {
      if (book === kind) rows.push({ book, seq, part: rows.length, update })
    }
  }
  return rows
}

const rebuilding = () =>
  fail(
    'rebuilding',
    'Nothing can be written yet: what this device shows is being rebuilt from the log. Stay connected and try again in a moment.',
  )

/** Verdicts, statements and rows follow from the log: when the program's rules changed, all are made again from it. */
async function beginWhereRulesChanged(core: Core): Promise<void> {
  const { meta } = core.vault
  if (core.rebuildDue || (await meta.get(metaKeys.rulesVersion))?.value === rulesVersion) return
  if (core.head.seq > 0) await beginRebuild(core, 'newRules')
  else await meta.put({ key: metaKeys.rulesVersion, value: rulesVersion })
}

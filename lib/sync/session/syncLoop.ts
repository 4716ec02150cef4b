/**
 * Keeps the replica of one workspace level with its log: chooses the log (this device itself, or a relay), connects
 * when somebody looks or something waits, and says in one row how it stands. What happens on a connection is
 * `syncLine.ts`.
 *
 * Relays come and go: a lost connection is tried again with growing pauses; a final refusal is told and left; a relay
 * that shows another history is not used again until somebody connects anew.
 */

import { sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { rulesAreKnown } from '~/lib/protocol/access/accessRules'
import { memberOfDevice, type AccessState } from '~/lib/protocol/access/accessState'
import { closeReasonOf } from '~/lib/protocol/wire/closeCodes'
import { zeroHash } from '~/lib/protocol/log/entry'
import { toBytes } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import { fail, ok, type Failure, type Result } from '~/lib/shared/result'
import { readRecoveryKeys, writeAccessAhead } from '~/lib/vault/store/deviceKeyStore'
import type { Replica } from '~/lib/vault/replica/replica'
import type { SyncStatus, SyncTrouble } from '~/lib/vault/store/tables'
import { isAutomatic } from '../joining/admission'
import { createBackoff } from '../connection/backoff'
import { createHealing } from './healing'
import type { BlobTransfer } from '../blobs/blobTransfer'
import { troubleOf, type Ask } from '../connection/connectTrouble'
import { endJoining, readJoining, type JoiningFacts } from '../joining/joining'
import { createLocalLog } from '../connection/localLog'
import type { LogClosed } from '../connection/logPort'
import { createOutboxDrain } from '../outbox/outboxDrain'
import { askTimeReset, rememberBrought } from './ownersWord'
import { readLogAfter } from './readLog'
import { relayAddress, type RelayAddress } from '../connection/relayAddress'
import { createRelayConnection, type Connect } from '../connection/relayConnection'
import {
  createStatusWriter,
  readRelaySettings,
  writeRelayOffset,
  writeRelaySettings,
  type RelaySettings,
} from '../connection/relaySettings'
import { isRemoved, keepAsNotSent, removedSentence } from './removed'
import { readSnapshots } from '../snapshots/snapshotReader'
import { createSnapshotWriter, snapshotEvery } from '../snapshots/snapshotWriter'
import { createRelayWordWriter, wasMet, type RelayWord } from '../connection/relayWord'
import { createLine, type Line, type LineEnd } from '../connection/syncLine'
import { givesBackWords, keyLostWords, words } from './syncWords'
import { createWaitingRoom, type WaitingRoom } from '../joining/waitingRoom'
import type { Writers } from '../editors/writers'

export interface SyncOptions {
  readonly replica: Replica
  readonly keys: DeviceKeys
  readonly random: Random
  readonly clock: { now(): number }
  /** Opens a WebSocket; absent where there is no network. */
  readonly connect?: Connect
  /** Asks over HTTP what stands at an address that did not answer; without it, nothing more is said than that. */
  readonly ask?: Ask
  /** Moves files while a relay is connected. */
  readonly blobs?: BlobTransfer
  readonly onStatus?: (status: SyncStatus) => void
  /** Who writes where, told and heard with presence. */
  readonly writers?: Pick<Writers, 'again' | 'body' | 'heard'>
  /** Entries between two snapshots, and how long to listen before one is written; see snapshotWriter.ts. */
  readonly snapshots?: { readonly every?: number; readonly listenMs?: number }
  /** How long each device waits for another to send a missing key again; see healing.ts. */
  readonly healTurnMs?: number
}

export interface Sync {
  start(): Promise<void>
  stop(): Promise<void>
  /** Something may wait in the outbox. */
  nudge(): void
  /** How many interfaces are open: while there are any, a relay connection is kept. */
  uiOpen(count: number): void
  /** Connects, pulls, pushes and lets go again: what an alarm does. Resolves when level, or when that failed. */
  syncOnce(): Promise<void>
  /** Whether an alarm should call `syncOnce`, and how soon, in minutes: 1 while a decision waits to go out, else 5. */
  wanted(): Promise<{ readonly everyMinutes: 1 | 5 } | undefined>
  /** Remembers the relay and begins to connect; how it goes is the status. Fails with `badRelayUrl`. */
  connectRelay(url: string, createToken?: string): Promise<Result<void>>
  disconnectRelay(): Promise<void>
  /** By an owner: relay time may fall at the next entry (ownersWord.ts). */
  resetTime(): Promise<void>
  status(): SyncStatus | undefined
  /** Says now where this device writes, if a relay is connected; nothing otherwise. */
  present(): void
}

/** Halts after which a person takes the relay as it is now, or doesn't connect to it again. */
const distrusted: readonly string[] = ['fork', 'badReceipt', 'relayKeyChanged', 'relayKeyLost']
/** A connection nobody needs any more is kept this long. */
export const lingerMs = 120_000
const syncOnceMs = 60_000
/** Longer than this nobody waits for snapshots: the log is there. */
const lookMs = 20_000

export function createSync(options: SyncOptions): Sync {
  const { replica, keys, random, clock, blobs } = options
  const { vault } = replica
  const status = createStatusWriter(vault, options.onStatus)
  const relayWord = createRelayWordWriter(vault)
  const backoff = createBackoff(random)
  const drain = createOutboxDrain({
    replica,
    random,
    clock,
    isAutomatic,
    onStuck: (message, cause) => inBackground(stuck(message, cause)),
  })

  const healing = createHealing({
    replica,
    clock,
    ...(options.healTurnMs !== undefined && { turnMs: options.healTurnMs }),
  })
  const snapshots = blobs && createSnapshotWriter({ replica, random, clock, ...options.snapshots })

  let settings: RelaySettings = { shared: false }
  let line: (Line & { readonly local: boolean }) | undefined
  /** Until what lines that were dropped still had in hand is in the vault: the next one begins where they ended. */
  let leaving: Promise<unknown> = Promise.resolve()
  /** While this device waits to be let in. */
  let joining: WaitingRoom | undefined
  let recovery: DeviceKeys | undefined
  /** While the log's last entries are looked at for snapshots; once in a run. */
  let looking: AbortController | undefined
  /** From the first moment, and from when it is known which log it is: whoever looks meanwhile is counted and waits. */
  let starting = false
  let started = false
  let interfaces = 0
  let asked = 0
  let lingerUntil = 0
  /** The relay said it does not know the workspace: the next connection brings the whole log. */
  let adopting = false
  let refused: LogClosed | undefined
  /** What kept the last attempt from coming about, shown until one does. */
  let trouble: SyncTrouble | undefined
  /** A relay has answered at this address before. */
  let answered = false
  /** By how much the relay's clock is ahead of this device's. */
  let clockOffset = 0
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let lingerTimer: ReturnType<typeof setTimeout> | undefined
  let deciding: Promise<void> | undefined
  let outdated = false
  let unsubscribe: () => void = () => undefined
  const waiters = new Set<() => void>()

  // ── Which log, and whether to connect ─────────────────────────────────────────────────────────────────────────

  /** One decision at a time: one that began before somebody looked must not end what was opened since. */
  function update(): Promise<void> {
    outdated = true
    deciding ??= (async () => {
      while (outdated) {
        outdated = false
        await decide()
      }
    })().finally(() => {
      deciding = undefined
    })
    return deciding
  }

  async function decide(): Promise<void> {
    await leaving
    if (!started) return
    if (joining) return joining.enter()
    if (isRemoved(replica)) return showRemoved()
    if (settings.halted) return show('halted', settings.halted.message)
    if (settings.url === undefined) return settings.shared ? show('offline', words.disconnected) : openLocal()
    // Opened while the relay was being chosen.
    if (line?.local) dropLine()
    await leaving
    if (!started) return
    const address = relayAddress(settings.url)
    if (!address.ok || !options.connect) return show('offline', address.ok ? undefined : address.error.message)
    if (refused)
      return refused.reason === 'removed'
        ? showRemoved()
        : show('offline', refused.message, { trouble: troubleFrom(refused, address.value) })
    const needed = await isNeeded()
    if (needed && !line && retryTimer === undefined) {
      const word = await relayWord.read(address.value.origin)
      if (!word && (await wasMet(vault, address.value.origin)))
        return halt(fail('relayKeyLost', keyLostWords(address.value.host)).error)
      await lookForSnapshots(address.value, options.connect)
      if (started) openRelay(address.value, options.connect, word)
    }
    if (needed || !line) return
    if (!line.caughtUp) show('offline')
    dropLine()
  }

  async function halt(failure: Failure): Promise<void> {
    const { type, message } = failure
    await remember({ ...settings, halted: { type, message } })
    show('halted', message)
  }

  /** A device that was just let in: something to see before the whole log was read (snapshotReader.ts). */
  async function lookForSnapshots(address: RelayAddress, connect: Connect): Promise<void> {
    if (looking || !blobs || recovery || replica.head().seq > 0) return
    looking = new AbortController()
    show('catchingUp')
    const timer = setTimeout(() => looking!.abort(), lookMs)
    const lastEntries = 2 * (options.snapshots?.every ?? snapshotEvery)
    await readSnapshots({
      replica,
      keys,
      blobs,
      address,
      connect,
      random,
      clock,
      lastEntries,
      signal: looking.signal,
    }).catch((error: unknown) => console.error('sync', error))
    clearTimeout(timer)
  }

  async function isNeeded(): Promise<boolean> {
    if (interfaces > 0 || asked > 0 || clock.now() < lingerUntil) return true
    return (await replica.waiting()) > 0 || ((await blobs?.waiting()) ?? 0) > 0
  }

  function openLocal(): void {
    if (line) return
    if (replica.head().seq === 0) return show('none')
    const opened = newLine(undefined)
    opened.open(
      createLocalLog({
        clock,
        events: opened.events,
        state: replica.logState(),
        chainAt: async (seq) => (seq === 0 ? zeroHash : (await vault.log.get(seq))?.chain),
      }),
    )
  }

  function openRelay(address: RelayAddress, connect: Connect, word: RelayWord | undefined): void {
    const brings = adopting
    const speaks = recovery ?? keys
    if (trouble) show('offline', undefined, { trouble: withoutRetry(trouble) })
    else show('connecting')
    const opened = newLine(address.origin)
    opened.open(
      createRelayConnection({
        connect,
        address,
        random,
        clock,
        workspaceId: replica.workspaceId,
        speaker: { as: brings ? 'founder' : 'device', deviceId: speaks.deviceId },
        sign: (message) => sign(speaks.sign.privateKey, toBytes(message)),
        events: {
          ...opened.events,
          heard: () => undefined,
          slow(retryAt) {
            if (line !== opened) return
            trouble = { type: 'unreachable', host: address.host }
            show('offline', undefined, { trouble: { ...trouble, retryAt } })
          },
          relayClock: (offset) => {
            if (line === opened) clockOffset = offset
            // Told again by the next pong where it could not be written.
            if (line === opened && settings.url !== undefined)
              writeRelayOffset(vault, settings.url, offset).catch(() => undefined)
          },
          word: (heard) => {
            if (line === opened) relayWord.set(heard)
          },
          givesBack: (from, to) => {
            if (line !== opened) return
            show('catchingUp', givesBackWords(from, to))
            // It may have lost files along with entries.
            if (blobs) inBackground(blobs.sendAll())
          },
          welcome: ({ token }) => {
            if (line === opened) inBackground(welcomed({ address, token }, brings))
          },
        },
        held: {
          word,
          chainAt: async (seq) => (seq === 0 ? zeroHash : (await vault.log.get(seq))?.chain),
          read: (after) => readLogAfter(vault, after),
        },
        ...(brings && { createToken: settings.createToken ?? '' }),
      }),
    )
  }

  function newLine(relayOrigin: string | undefined): Line & { readonly local: boolean } {
    const local = relayOrigin === undefined
    const made = createLine({
      relayOrigin,
      replica,
      keys,
      recovery,
      random,
      clock,
      drain,
      writers: options.writers,
      blobs: local ? undefined : blobs,
      snapshots: local ? undefined : snapshots,
      healing,
      relayNow: () => clock.now() + clockOffset,
      onProgress: progressed,
      async onEnd(end) {
        line = undefined
        await afterEnd(end)
        settleWaiters()
      },
    })
    line = Object.assign(made, { local })
    return line
  }

  async function welcomed(session: Parameters<BlobTransfer['connected']>[0], brought: boolean): Promise<void> {
    adopting = false
    trouble = undefined
    answered = true
    blobs?.connected(session)
    // A relay that is new to the workspace has none of its files.
    if (brought) await blobs?.sendAll()
    if (!settings.shared) await remember({ ...settings, shared: true })
  }

  // ── How a connection goes, and how it ends ────────────────────────────────────────────────────────────────────

  function progressed(): void {
    if (!line) return
    if (line.local) show('none')
    else if (!line.caughtUp) show('catchingUp')
    else if (!rulesAreKnown(replica.access()).ok) show('updateNeeded')
    else if (replica.epochAwaited() !== undefined) show('keyMissing')
    else {
      backoff.reset()
      extendLinger()
      const now = clock.now()
      status.set({
        state: 'synced',
        relayUrl: settings.url,
        syncedAt: now,
        lastHeardAt: now,
        headSeq: replica.head().seq,
      })
    }
    settleWaiters()
  }

  async function afterEnd(end: LineEnd): Promise<void> {
    if (!started) return
    switch (end.type) {
      case 'recovered':
        recovery = undefined
        return update()
      case 'readAgain':
        return update()
      case 'removed':
        await showRemoved()
        return keepAsNotSent(replica)
      case 'later':
        show('offline', end.message, { cause: end.cause })
        retryLater()
        return
      case 'misbehaves':
        return halt(end.failure)
      case 'closed':
        return afterClose(end.why)
    }
  }

  async function afterClose(why: LogClosed): Promise<void> {
    const brought = adopting
    adopting = false
    if (why.reason === 'unknownWorkspace' && !brought && replica.head().seq > 0 && mayBring()) {
      // It takes over the log as it is (protocol.md 4).
      adopting = true
      await rememberBrought(vault, settings.url!)
      return update()
    }
    if (why.final) {
      refused = why
      if (why.reason === 'removed') await keepAsNotSent(replica)
      return update()
    }
    const retryAt = retryLater()
    show(why.reason === 'silent' ? 'silent' : 'offline', why.message, { trouble: trouble && { ...trouble, retryAt } })
    inBackground(explain(why, retryAt))
  }

  /**
   * Says what kept the connection from coming about, once that is known; not where another attempt has gone better
   * meanwhile.
   */
  async function explain(why: LogClosed, retryAt: number): Promise<void> {
    const address = settings.url === undefined ? undefined : relayAddress(settings.url)
    if (!address?.ok) return
    let found = await troubleOf(why, address.value, options.ask)
    // What answered before has not changed its name: it is away, or this device is.
    if (found?.type === 'refusedEarly' && answered) found = { ...found, type: 'unreachable' }
    if (
      !found ||
      !started ||
      settings.url === undefined ||
      line?.caughtUp ||
      refused ||
      status.current?.state !== 'offline'
    )
      return
    trouble = found
    show('offline', why.message, { trouble: line ? found : { ...found, retryAt } })
  }

  /** An owner's log is taken; anybody else waits for one. */
  const mayBring = (): boolean =>
    recovery !== undefined || memberOfDevice(replica.access(), replica.deviceId)?.role === 'owner'

  async function stuck(message: string, cause?: string): Promise<void> {
    if (!line) return
    dropLine()
    await afterEnd({ type: 'later', message, ...(cause !== undefined && { cause }) })
  }

  function dropLine(): void {
    const dropped = line
    line = undefined
    dropped?.close()
    if (dropped) leaving = Promise.all([leaving, dropped.idle()])
  }

  /** The moment of the next attempt, in milliseconds. */
  function retryLater(): number {
    stopRetrying()
    const pause = backoff.next()
    retryTimer = setTimeout(() => {
      retryTimer = undefined
      inBackground(update())
    }, pause)
    return clock.now() + pause
  }

  function stopRetrying(): void {
    clearTimeout(retryTimer)
    retryTimer = undefined
  }

  function extendLinger(): void {
    lingerUntil = clock.now() + lingerMs
    clearTimeout(lingerTimer)
    lingerTimer = setTimeout(() => inBackground(update()), lingerMs + 1_000)
  }

  // ── Waiting to be let in ──────────────────────────────────────────────────────────────────────────────────────

  const waitingRoom = (facts: JoiningFacts, connect: Connect): WaitingRoom =>
    createWaitingRoom({
      workspaceId: replica.workspaceId,
      vault,
      facts,
      keys,
      connect,
      random,
      clock,
      ask: options.ask,
      show: (how) =>
        status.set({ state: 'waitingForAdmission', relayUrl: facts.relayUrl, headSeq: replica.head().seq, ...how }),
      onAdmitted: (access) => inBackground(admitted(facts, access)),
      onTurn: settleWaiters,
    })

  async function admitted({ relayUrl }: JoiningFacts, access: AccessState): Promise<void> {
    joining?.close()
    joining = undefined
    await writeAccessAhead(vault, access)
    await remember({ url: relayUrl, shared: true })
    await endJoining(vault)
    backoff.reset()
    extendLinger()
    await update()
    settleWaiters()
  }

  // ── Small things ──────────────────────────────────────────────────────────────────────────────────────────────

  function show(
    state: SyncStatus['state'],
    message?: string,
    { cause, trouble: kept }: { readonly cause?: string | undefined; readonly trouble?: SyncTrouble | undefined } = {},
  ): void {
    const { syncedAt, lastHeardAt } = status.current ?? {}
    status.set({
      state,
      relayUrl: settings.url,
      syncedAt,
      lastHeardAt,
      headSeq: replica.head().seq,
      ...(message && { message }),
      ...(cause !== undefined && { cause }),
      ...(kept && { trouble: kept }),
    })
  }

  /** A final refusal is a trouble of its own name, which is not tried again by itself. */
  const troubleFrom = ({ code }: LogClosed, { host }: RelayAddress): SyncTrouble | undefined =>
    ((type) => type && { type, host })(closeReasonOf(code))

  const showRemoved = async (): Promise<void> => show('removed', await removedSentence(replica))

  async function remember(next: RelaySettings): Promise<void> {
    settings = next
    await writeRelaySettings(vault, next)
  }

  function settleWaiters(): void {
    for (const waiter of [...waiters]) waiter()
  }

  const isLevel = async (): Promise<boolean> =>
    line?.caughtUp === true && (await replica.waiting()) === 0 && ((await blobs?.waiting()) ?? 0) === 0

  return {
    async start() {
      if (starting) return
      starting = true
      unsubscribe = replica.onChange((what) => {
        if (what !== 'outbox') return
        drain.nudge()
        if (!line) inBackground(update())
      })
      settings = await readRelaySettings(vault)
      recovery = await readRecoveryKeys(vault)
      const facts = await readJoining(vault)
      joining = facts && options.connect && waitingRoom(facts, options.connect)
      await status.load()
      answered = status.current?.relayUrl === settings.url && status.current?.lastHeardAt !== undefined
      if (!starting) return
      started = true
      await update()
    },
    async stop() {
      starting = started = false
      unsubscribe()
      stopRetrying()
      clearTimeout(lingerTimer)
      joining?.close()
      looking?.abort()
      dropLine()
      await leaving
      await blobs?.stop()
      await relayWord.idle()
      await status.idle()
      settleWaiters()
    },
    nudge() {
      drain.nudge()
      blobs?.nudge()
      if (!line) inBackground(update())
    },
    uiOpen(count) {
      if (count > interfaces) {
        // Somebody looks: try at once, also what was given up.
        if (refused?.reason !== 'removed') refused = undefined
        stopRetrying()
        joining?.again()
      }
      if (count === 0 && interfaces > 0) extendLinger()
      interfaces = count
      inBackground(update())
    },
    async syncOnce() {
      asked++
      refused = undefined
      blobs?.tryAgain()
      stopRetrying()
      joining?.again()
      const deadline = clock.now() + syncOnceMs
      try {
        await update()
        while (
          started &&
          (joining ? joining.connected : line && !line.local) &&
          !(await isLevel()) &&
          clock.now() < deadline
        )
          await nextTurn(waiters)
      } finally {
        asked--
        inBackground(update())
      }
    },
    async wanted() {
      if (joining) return joining.isOver ? undefined : { everyMinutes: 1 }
      const { url, halted } = await readRelaySettings(vault)
      if (url === undefined || halted || isRemoved(replica)) return undefined
      const decisions = await vault.statements.filter(({ seq }) => seq === undefined).count()
      return { everyMinutes: decisions > 0 ? 1 : 5 }
    },
    async connectRelay(url, createToken) {
      const address = relayAddress(url)
      if (!address.ok) return address
      dropLine()
      stopRetrying()
      refused = undefined
      adopting = false
      backoff.reset()
      trouble = undefined
      answered &&= settings.url === address.value.origin
      // When another relay was level with this device says nothing about this one.
      if (settings.url !== address.value.origin)
        status.set({ state: 'connecting', relayUrl: address.value.origin, headSeq: replica.head().seq })
      await relayWord.idle()
      await relayWord.forget(distrusted.includes(settings.halted?.type ?? ''))
      // Somebody else may have brought the log there, without the files that are here.
      await blobs?.sendAll()
      await remember({ url: address.value.origin, shared: settings.shared, ...(createToken && { createToken }) })
      extendLinger()
      inBackground(update())
      return ok()
    },
    async disconnectRelay() {
      dropLine()
      stopRetrying()
      refused = trouble = undefined
      // A device that returns from a backup may go on alone: the relay it knew may be gone for good.
      await remember({ shared: settings.shared && !recovery })
      inBackground(update())
    },
    async resetTime() {
      await askTimeReset(vault)
      dropLine()
      stopRetrying()
      inBackground(update())
    },
    status: () => status.current,
    present: () => line?.present(),
  }
}

const withoutRetry = ({ type, host }: SyncTrouble): SyncTrouble => ({ type, host })

/** A bug goes into the console of the engine's context, where it can be copied from. */
function inBackground(task: Promise<void>): void {
  task.catch((error: unknown) => console.error('sync', error))
}

/** Until something happened, or half a second passed. */
const nextTurn = (waiters: Set<() => void>): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      waiters.delete(done)
      resolve()
    }
    const timer = setTimeout(done, 500)
    waiters.add(done)
  })

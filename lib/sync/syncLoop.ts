/**
 * Keeps the replica of one workspace level with its log: chooses the log (this device itself, or a relay), connects when
 * somebody looks or something waits, reads to the head before it writes, and says in one row how it stands.
 *
 *   entries → ingest (vault) → caught up → drain the outbox, admit who joined, move files
 *
 * Relays come and go: a lost connection is tried again with growing pauses; a final refusal is told and left; a relay
 * that shows another history is never used again until somebody connects anew.
 */

import { sign, type DeviceKeys } from '../crypto/deviceKeys'
import { isActiveDevice, type AccessState } from '../protocol/accessState'
import type { SequencedEntry } from '../protocol/chain'
import type { Random } from '../shared/ids'
import { toBytes } from '../shared/bytes'
import { ok, type Result } from '../shared/result'
import { dropAccessAhead, dropRecoveryKeys, readRecoveryKeys, writeAccessAhead } from '../vault/deviceKeyStore'
import type { IngestReport, Replica } from '../vault/replica'
import type { SyncStatus } from '../vault/tables'
import { admitNext, isAutomatic } from './admission'
import { createBackoff } from './backoff'
import type { BlobTransfer } from './blobTransfer'
import { endJoining, openJoining, readJoining, type JoiningFacts, type JoiningLine } from './joining'
import { createLocalLog } from './localLog'
import type { LogClosed, LogPort, LogPortEvents } from './logPort'
import { createOutboxDrain } from './outboxDrain'
import { openPresence, sealPresence } from './presence'
import { relayAddress, type RelayAddress } from './relayAddress'
import { recoverEntry } from './recovering'
import { createRelayConnection, misbehaviours, type Connect, type RelayEvents } from './relayConnection'
import { createStatusWriter, readRelaySettings, writeRelaySettings, type RelaySettings } from './relaySettings'
import { readLogAfter } from './readLog'

export interface SyncOptions {
  readonly replica: Replica
  readonly keys: DeviceKeys
  readonly random: Random
  readonly clock: { now(): number }
  /** Opens a WebSocket; absent where there is no network. */
  readonly connect?: Connect
  /** Moves files while a relay is connected. */
  readonly blobs?: BlobTransfer
  readonly onStatus?: (status: SyncStatus) => void
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
  /** Whether an alarm should call `syncOnce`, and how soon, in minutes: 1 while a review is awaited, else 5. */
  wanted(): Promise<{ readonly everyMinutes: 1 | 5 } | undefined>
  connectRelay(url: string, createToken?: string): Promise<Result<void>>
  disconnectRelay(): Promise<void>
  status(): SyncStatus | undefined
}

/** A connection nobody needs any more is kept this long. */
export const lingerMs = 120_000
const presenceMs = 60_000
const syncOnceMs = 60_000
/** Verdicts no honest relay lets into a log: it checks them before it gives a place. */
const forged: readonly string[] = ['badSignature', 'duplicate', 'wrongWorkspace', 'wrongSeq', 'unknownDevice', 'malformed']

export function createSync(options: SyncOptions): Sync {
  const { replica, random, clock, blobs } = options
  const { vault } = replica
  const status = createStatusWriter(vault, options.onStatus)
  const backoff = createBackoff(random)
  const drain = createOutboxDrain({
    replica,
    random,
    clock,
    isAutomatic,
    onStuck: () => current?.port.close(),
  })

  let settings: RelaySettings = { shared: false }
  let current: Line | undefined
  /** While this device waits to be let in. */
  let joining: { readonly facts: JoiningFacts; line?: JoiningLine } | undefined
  /** While this device comes back with a recovery kit: it speaks with the kit's key. */
  let recovery: DeviceKeys | undefined
  let started = false
  let interfaces = 0
  let asked = 0
  let lingerUntil = 0
  let adopting = false
  let final: LogClosed | undefined
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let lingerTimer: ReturnType<typeof setTimeout> | undefined
  let work: Promise<void> = Promise.resolve()
  const waiters = new Set<() => void>()

  /** One life of one port. What a dead one still says is dropped. */
  interface Line {
    readonly port: LogPort
    readonly address?: RelayAddress
    caughtUp: boolean
    presenceTimer?: ReturnType<typeof setInterval>
  }

  const isRemoved = (): boolean => {
    const access = replica.access()
    return access.devices[replica.deviceId] !== undefined && !isActiveDevice(access, replica.deviceId)
  }

  // ── Connecting ────────────────────────────────────────────────────────────────────────────────────────────────

  async function isNeeded(): Promise<boolean> {
    if (interfaces > 0 || asked > 0 || clock.now() < lingerUntil) return true
    return (await replica.waiting()) > 0 || ((await blobs?.waiting()) ?? 0) > 0
  }

  async function update(): Promise<void> {
    if (!started) return
    if (joining) return wait(joining)
    if (isRemoved()) return showRemoved()
    if (settings.halted) return show('halted', { message: settings.halted.message })
    if (settings.url === undefined) return settings.shared ? show('offline', { message: disconnected }) : openLocal()
    const address = relayAddress(settings.url)
    if (!address.ok || !options.connect) return show('offline', { message: address.ok ? undefined : address.error.message })
    if (final) return final.reason === 'removed' ? showRemoved() : show('offline', { message: final.message })
    const needed = await isNeeded()
    if (needed && !current && retryTimer === undefined) openRelay(address.value, options.connect)
    if (!needed && current) current.port.close()
  }

  /** Until a member lets this device in there is no log to read, only the invitation's few entries. */
  async function wait(waiting: NonNullable<typeof joining>): Promise<void> {
    if (waiting.line || retryTimer !== undefined || !options.connect) return
    if (final) return show('waitingForAdmission', { message: final.message })
    show('waitingForAdmission', { message: status.current?.message })
    const line = await openJoining({
      workspaceId: replica.workspaceId, vault, facts: waiting.facts, keys: options.keys, connect: options.connect, random, clock,
      onWaiting: () => show('waitingForAdmission', { message: waitsForMember }),
      onAdmitted: (access) => inBackground(admitted(waiting.facts, access)),
      onClosed(why) {
        waiting.line = undefined
        if (!started) return
        if (why.final) final = why
        show('waitingForAdmission', { message: why.reason === 'notMember' ? inviteGone : why.message })
        if (!why.final) retryLater()
        settleWaiters()
      },
    })
    if (line.ok) waiting.line = line.value
    else show('waitingForAdmission', { message: line.error.message })
  }

  async function admitted({ relayUrl }: JoiningFacts, access: AccessState): Promise<void> {
    joining = undefined
    await writeAccessAhead(vault, access)
    await remember({ url: relayUrl, shared: true })
    await endJoining(vault)
    lingerUntil = clock.now() + lingerMs
    backoff.reset()
    await update()
    settleWaiters()
  }

  function openLocal(): void {
    if (current) return
    if (replica.head().seq === 0) return show('none')
    const line: Line = {
      caughtUp: false,
      port: createLocalLog({
        clock,
        events: eventsOf(() => line),
        state: replica.logState(),
        chainAt: async (seq) => (seq === 0 ? zeroChain : (await vault.log.get(seq))?.chain),
      }),
    }
    open(line)
  }

  function openRelay(address: RelayAddress, connect: Connect): void {
    const events: RelayEvents = {
      ...eventsOf(() => line),
      heard: () => undefined,
      welcome({ token }) {
        if (current !== line) return
        if (!settings.shared) inBackground(remember({ ...settings, shared: true }))
        blobs?.connected({ address, token })
        if (adopting) inBackground(blobs?.sendAll() ?? Promise.resolve())
        adopting = false
      },
    }
    const line: Line = {
      address,
      caughtUp: false,
      port: createRelayConnection({
        connect, address, random, clock, events,
        workspaceId: replica.workspaceId,
        speaker: { as: adopting ? 'founder' : 'device', deviceId: (recovery ?? options.keys).deviceId },
        sign: (message) => sign((recovery ?? options.keys).sign.privateKey, toBytes(message)),
        ...(adopting && { adopt: { createToken: settings.createToken ?? '', read: (after: number) => readLogAfter(vault, after) } }),
      }),
    }
    show('connecting')
    open(line)
  }

  function open(line: Line): void {
    current = line
    line.port.open(replica.head())
  }

  // ── What the log says ─────────────────────────────────────────────────────────────────────────────────────────

  /** Everything in the order it came, one after the other; nothing of a line that is not the current one. */
  function eventsOf(lineOf: () => Line): LogPortEvents {
    const inOrder = (handle: (line: Line) => Promise<void> | void): void => {
      work = work
        .then(() => (current === lineOf() ? handle(lineOf()) : undefined))
        .catch((error: unknown) => lineOf().port.close() ?? reportBug(error))
    }
    return {
      entries: (entries) => inOrder((line) => take(line, entries)),
      caughtUp: () => inOrder(caughtUp),
      stored: () => undefined,
      refused: (uuid, type, message) => inOrder((line) => refused(line, uuid, type, message)),
      presence: (frame) => inOrder((line) => heardPresence(line, frame)),
      closed: (why) => inOrder((line) => closed(line, why)),
    }
  }

  async function take(line: Line, entries: readonly SequencedEntry[]): Promise<void> {
    if (!line.caughtUp && line.port.timeSource === 'relay') show('catchingUp')
    const report = await replica.ingest(entries, line.port.timeSource)
    if (!report.ok && report.error.type === 'noKey') return keyMissing(line, report.error.message)
    if (!report.ok) return halt(line, report.error.type, report.error.message)
    const lie = line.port.timeSource === 'relay' ? report.value.notCounted.find(({ verdict }) => forged.includes(verdict)) : undefined
    if (lie) return halt(line, lie.verdict, forgedMessage(lie.seq, lie.verdict))
    await noteHeard(entries, report.value)
    drain.ingested(report.value)
    if (report.value.accessChanged && isRemoved()) return removed(line)
    if (recovery && report.value.accessChanged && line.caughtUp) return isActiveDevice(replica.access(), replica.deviceId) ? recovered(line) : recover(line, recovery)
    if (line.caughtUp) {
      showLevel(line)
      await afterChange(line, report.value)
    }
  }

  async function refused(line: Line, uuid: string, type: string, message: string): Promise<void> {
    if (!recovery) return drain.refused(uuid, type, message)
    // Members changed in the same moment: tried again when that change arrives. All else means the kit is of no use here.
    if (!['accessConflict', 'wrongEpoch', 'wrongSeq', 'duplicate'].includes(type)) await halt(line, type, message)
  }

  async function caughtUp(line: Line): Promise<void> {
    line.caughtUp = true
    await dropAccessAhead(vault, replica.head().seq)
    backoff.reset()
    if (recovery) return isActiveDevice(replica.access(), replica.deviceId) ? recovered(line) : recover(line, recovery)
    drain.start(line.port)
    showLevel(line)
    await admit(line)
    blobs?.nudge()
    if (line.address && line.presenceTimer === undefined) {
      line.presenceTimer = setInterval(() => void present(line), presenceMs)
      await present(line)
    }
    if (line.address) extendLinger()
    settleWaiters()
  }

  async function recover(line: Line, key: DeviceKeys): Promise<void> {
    const entry = await recoverEntry({ state: replica.logState(), head: replica.head(), recovery: key, keys: options.keys, random })
    if (entry.ok) line.port.append(entry.value.uuid, entry.value.bytes)
    else halt(line, entry.error.type, entry.error.message).catch(reportBug)
  }

  /** This device is a member's own again; from here on it speaks with its own key. */
  async function recovered(line: Line): Promise<void> {
    await dropRecoveryKeys(vault)
    recovery = undefined
    letGo(line)
    line.port.close()
    await update()
  }

  async function afterChange(line: Line, report: IngestReport): Promise<void> {
    if (report.accessChanged) await admit(line)
    if (report.applied > 0) blobs?.nudge()
    settleWaiters()
  }

  async function admit(line: Line): Promise<void> {
    if (line.address && (await admitNext({ replica, keys: options.keys, clock }))) drain.nudge()
  }

  async function present(line: Line): Promise<void> {
    const frame = await sealPresence(replica, { random, clock })
    if (frame && current === line) line.port.present(frame)
  }

  /** Two devices that hold different entries at one position: the relay keeps two histories. */
  async function heardPresence(line: Line, frame: Uint8Array): Promise<void> {
    const header = await openPresence(replica, frame)
    // A frame that does not open changes nothing: anybody who holds the socket could send one.
    if (!header.ok) return
    const { head, deviceId } = header.value
    const mine = head.seq === 0 ? undefined : await vault.log.get(head.seq)
    if (mine && mine.chain !== head.chain) {
      return halt(line, 'fork', `The relay shows two histories. Your device saw entry ${head.seq.toLocaleString('en')} otherwise than device ${deviceId.slice(0, 8)}. Stop using this relay, compare the words, tell the owner. Nothing was applied.`)
    }
    await vault.devices.update(deviceId, { lastHeard: clock.now() })
  }

  /** "Last heard" per device: the time of its newest entry. */
  async function noteHeard(entries: readonly SequencedEntry[], report: IngestReport): Promise<void> {
    if (report.applied === 0) return
    const rows = await vault.log.bulkGet(entries.map(({ seq }) => seq))
    const newest = new Map<string, number>()
    for (const row of rows) if (row) newest.set(row.deviceId, row.relayTime)
    for (const [deviceId, lastHeard] of newest) await vault.devices.update(deviceId, { lastHeard })
  }

  // ── Endings ───────────────────────────────────────────────────────────────────────────────────────────────────

  function letGo(line: Line): void {
    if (current !== line) return
    current = undefined
    clearInterval(line.presenceTimer)
    drain.stop()
    blobs?.disconnected()
  }

  async function closed(line: Line, why: LogClosed): Promise<void> {
    const wasAdopting = adopting
    letGo(line)
    adopting = false
    if (!started) return settleWaiters()
    if (misbehaviours.includes(why.reason)) return halt(line, why.reason, why.message)
    if (why.reason === 'unknownWorkspace' && !wasAdopting && replica.head().seq > 0) {
      // A relay that never saw this workspace takes over the log as it is (protocol.md 4).
      adopting = true
      return update()
    }
    if (why.final) final = why
    if (why.reason === 'removed') await keepWaitingAsNotSent()
    if (why.reason === 'stopped') show('offline', { message: undefined })
    else if (!why.final) {
      show(why.reason === 'silent' ? 'silent' : 'offline', { message: why.message })
      retryLater()
    }
    settleWaiters()
    await update()
  }

  async function halt(line: Line, type: string, message: string): Promise<void> {
    letGo(line)
    line.port.close()
    await remember({ ...settings, halted: { type, message } })
    show('halted', { message })
    settleWaiters()
  }

  /** Another device may send the key: tried again, and nothing is skipped meanwhile. */
  function keyMissing(line: Line, message: string): void {
    letGo(line)
    line.port.close()
    show('offline', { message })
    retryLater()
    settleWaiters()
  }

  async function removed(line: Line): Promise<void> {
    letGo(line)
    line.port.close()
    await showRemoved()
    await keepWaitingAsNotSent()
    settleWaiters()
  }

  /** MG17: what was not out stays on this device under "Not sent", with its content. */
  async function keepWaitingAsNotSent(): Promise<void> {
    const done = new Set<string>()
    for (let batch = await replica.takeBatch(new Set()); batch && !done.has(batch.uuid); batch = await replica.takeBatch(new Set())) {
      done.add(batch.uuid)
      await replica.refuse(batch.uuid, { type: 'removed', message: removedMessage })
    }
  }

  /** The date is the removal's in the log. A relay that turns a device away shows no entry, so there it is left out. */
  async function showRemoved(): Promise<void> {
    const access = replica.access()
    const device = access.devices[replica.deviceId]
    const seq = device && (device.removedAt ?? access.members[device.memberId]?.removedAt)
    const row = seq === undefined ? undefined : await vault.log.get(seq)
    const scope = (await vault.table('scope').get('sc_main')) as { readonly orgName?: string } | undefined
    const on = row ? ` on ${longDate.format(row.relayTime)}` : ''
    show('removed', { message: `You were removed from ${scope?.orgName ?? 'this workspace'}${on}. What this device holds stays readable; nothing new arrives.` })
  }

  function retryLater(): void {
    clearTimeout(retryTimer)
    retryTimer = setTimeout(() => {
      retryTimer = undefined
      inBackground(update())
    }, backoff.next())
  }

  function extendLinger(): void {
    lingerUntil = clock.now() + lingerMs
    clearTimeout(lingerTimer)
    lingerTimer = setTimeout(() => inBackground(update()), lingerMs + 1_000)
  }

  // ── Saying how it stands ──────────────────────────────────────────────────────────────────────────────────────

  function show(state: SyncStatus['state'], extra: { readonly message?: string } = {}): void {
    const { syncedAt, lastHeardAt } = status.current ?? {}
    status.set({ state, relayUrl: settings.url, syncedAt, lastHeardAt, headSeq: replica.head().seq, ...extra })
  }

  function showLevel(line: Line): void {
    if (!line.address) return show('none')
    status.set({ state: 'synced', relayUrl: settings.url, syncedAt: clock.now(), lastHeardAt: clock.now(), headSeq: replica.head().seq })
  }

  async function remember(next: RelaySettings): Promise<void> {
    settings = next
    await writeRelaySettings(vault, next)
  }

  function settleWaiters(): void {
    for (const waiter of [...waiters]) waiter()
  }

  const isLevel = async (): Promise<boolean> =>
    current?.caughtUp === true && (await replica.waiting()) === 0 && ((await blobs?.waiting()) ?? 0) === 0

  let unsubscribe: () => void = () => undefined

  return {
    async start() {
      if (started) return
      started = true
      unsubscribe = replica.onChange((what) => {
        if (what !== 'outbox') return
        drain.nudge()
        if (started && !current) inBackground(update())
      })
      settings = await readRelaySettings(vault)
      const facts = await readJoining(vault)
      joining = facts && { facts }
      recovery = await readRecoveryKeys(vault)
      await status.load()
      await update()
    },
    async stop() {
      started = false
      unsubscribe()
      clearTimeout(retryTimer)
      clearTimeout(lingerTimer)
      joining?.line?.close()
      const line = current
      if (line) letGo(line)
      line?.port.close()
      await work
      await blobs?.stop()
      await status.idle()
      settleWaiters()
    },
    nudge() {
      drain.nudge()
      blobs?.nudge()
      if (started && !current) inBackground(update())
    },
    uiOpen(count) {
      if (count > interfaces) {
        // Somebody looks: try at once, also what was given up.
        final = final?.reason === 'removed' ? final : undefined
        clearTimeout(retryTimer)
        retryTimer = undefined
      }
      if (count === 0 && interfaces > 0) extendLinger()
      interfaces = count
      inBackground(update())
    },
    async syncOnce() {
      asked++
      final = undefined
      clearTimeout(retryTimer)
      retryTimer = undefined
      const deadline = clock.now() + syncOnceMs
      try {
        await update()
        while (started && (joining?.line ?? current?.address) && !(await isLevel()) && clock.now() < deadline) await nextTurn(waiters)
      } finally {
        asked--
        inBackground(update())
      }
    },
    async wanted() {
      if (joining) return final ? undefined : { everyMinutes: 1 }
      const { url, halted } = await readRelaySettings(vault)
      if (url === undefined || halted || isRemoved()) return undefined
      const reviews = await vault.statements.filter(({ seq }) => seq === undefined).count()
      return { everyMinutes: reviews > 0 ? 1 : 5 }
    },
    async connectRelay(url, createToken) {
      const address = relayAddress(url)
      if (!address.ok) return address
      const line = current
      if (line) letGo(line)
      line?.port.close()
      final = undefined
      adopting = false
      clearTimeout(retryTimer)
      retryTimer = undefined
      backoff.reset()
      await remember({ url: address.value.origin, ...(createToken && { createToken }), shared: settings.shared })
      lingerUntil = clock.now() + lingerMs
      // What the line before still had in hand is taken in first, so that the relay adopts the whole log.
      inBackground(work.then(update))
      return ok()
    },
    async disconnectRelay() {
      const line = current
      if (line) letGo(line)
      line?.port.close()
      clearTimeout(retryTimer)
      retryTimer = undefined
      final = undefined
      // A device that returns from a backup may go on alone: the relay it knew may be gone for good.
      await remember({ shared: settings.shared && !recovery })
      inBackground(update())
    },
    status: () => status.current,
  }

  function inBackground(task: Promise<void>): void {
    task.catch(reportBug)
  }
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

/** A bug: into the console of the engine's context, where it can be copied from. */
const reportBug = (error: unknown): void => console.error('sync', error)

const longDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const zeroChain = '0'.repeat(64)
const disconnected = 'No relay is connected. Your changes are kept on this device; connect a relay to send them.'
const waitsForMember = 'Waiting for a member to come online and let this device in.'
const inviteGone = 'The invitation was used, withdrawn or is over. Ask for a new one.'
const removedMessage = 'This did not go out: you were removed from the workspace. Export it or ask a lead to enter it.'

const forgedMessage = (seq: number, verdict: string): string => {
  const what = verdict === 'duplicate' ? 'sent an entry a second time' : verdict === 'badSignature' ? 'sent an entry with a wrong signature' : 'sent an entry that no relay may take'
  return `The relay ${what}, at position ${seq.toLocaleString('en')}. Stop using this relay, compare the words, tell the owner. Nothing was applied.`
}

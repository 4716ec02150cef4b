/**
 * One socket, from hello to bye:
 *
 *   hello ─► challenge ─► auth ─┬─ known workspace ─────────────────────► welcome ─► resume ─► entries… ─► caughtUp ─►
 *   live
 *                               └─ founder: create ─► bring ─► adopt… ──►    └─► offer ─► bring ─► adopt… ─► welcome
 *
 * Until somebody has shown who they are, a frame is small; a log is taken only behind its token and a founding entry
 * that holds, or behind this relay's own receipt, and few at a time, because each is held in memory until all of it
 * fits.
 *
 * Frames are handled one after the other. What a client sends wrongly ends its own socket, with the reason, and
 * nothing else. Reading pauses while more appends are unanswered than we told the client, or faster than it may.
 */

import type { CloseReason } from '../../lib/protocol/wire/closeCodes'
import type { ClientFrame } from '../../lib/protocol/wire/frames'
import { frameVersion, readClientFrame } from '../../lib/protocol/wire/frames'
import { deviceChain } from '../../lib/protocol/log/judge'
import { emptyHead } from '../../lib/protocol/log/entry'
import { sequenceEntry } from '../../lib/protocol/log/chain'
import { limits as wireLimits } from '../../lib/protocol/wire/protocolLimits'
import type { Receipt } from '../../lib/protocol/log/receipt'
import { assertNever } from '../../lib/shared/assert'
import type { Bytes } from '../../lib/shared/bytes'
import { createAdoption, type Adoption } from '../log/adoption'
import { withChainOf } from '../log/logState'
import type { LogReader, WorkspaceLog } from '../log/workspaceLog'
import type { Workspaces } from '../log/workspaces'
import type { Metrics } from '../metrics'
import { createRateLimit } from '../rateLimit'
import type { RelayKey } from '../relayKey'
import type { RelayLimits } from '../relayLimits'
import type { Slots } from '../slots'
import type { LogStore, StoredHead } from '../store/logStore'
import { createAppends } from './appends'
import type { Outlet } from './outlet'
import { isSameSecret, sessionRights, type Session, type Sessions } from './sessions'
import { asDevice, isSignedBySpeaker, type SignIn } from './signIn'

export interface ConnectionSurroundings {
  readonly workspaces: Workspaces
  readonly store: LogStore
  readonly sessions: Sessions
  readonly metrics: Metrics
  readonly limits: RelayLimits
  readonly key: RelayKey
  /** Logs being brought, of all sockets together. */
  readonly bringing: Slots
  readonly now: () => number
  readonly random: (length: number) => Bytes
  readonly origins: () => readonly string[]
  /** Undefined: anyone may create a workspace. */
  readonly createToken: string | undefined
  readonly onError: (error: unknown, what: string) => void
}

export interface ConnectionOptions extends ConnectionSurroundings {
  readonly outlet: Outlet
  /** Stops and starts receiving. */
  readonly pause: () => void
  readonly resume: () => void
}

export interface Connection {
  receive(bytes: Uint8Array): void
  /** Has shown who it is, or what it brings: until then little is read. */
  isKnown(): boolean
  /** The socket is gone. */
  closed(): void
  /** The relay stops: says so once what was received is answered. */
  drain(): Promise<void>
}

type Hello = Extract<ClientFrame, { kind: 'hello' }>

type Phase =
  | { readonly at: 'hello' }
  | { readonly at: 'auth'; readonly hello: Hello; readonly relayNonce: Bytes }
  | { readonly at: 'creating'; readonly signIn: SignIn }
  | { readonly at: 'adopting'; readonly signIn: SignIn; readonly adoption: Adoption }
  | { readonly at: 'offering'; readonly session: Session; readonly adoption: Adoption; readonly after: StoredHead }
  | { readonly at: 'welcomed' | 'reading'; readonly session: Session; readonly accessOnly: boolean }
  | { readonly at: 'closed' }

const maxWaitingFrames = 32
/** Of a whole log that is not taken; what else is wrong with it is a client that is not ours. */
const refusals: Readonly<Record<string, CloseReason>> = {
  adoptedBefore: 'adoptedBefore',
  timesAhead: 'timesAhead',
  notOwner: 'unknownWorkspace',
}

export function createConnection(options: ConnectionOptions): Connection {
  const { outlet, limits, metrics, workspaces, sessions, now } = options
  const mayPresent = createRateLimit({ perSecond: limits.presencePerSecond, burst: limits.presencePerSecond, now })
  let phase: Phase = { at: 'hello' }
  let reader: LogReader | undefined
  let work: Promise<void> = Promise.resolve()
  let waiting = 0
  let draining = false
  let drained: () => void = () => undefined
  const timer = setTimeout(() => close('authTimeout'), limits.authMs)
  /** Where the log ended by the last welcome. */
  let told = 0
  let adoptTimer: ReturnType<typeof setTimeout> | undefined
  let giveSlot: (() => void) | undefined

  function close(reason: Parameters<Outlet['close']>[0]): void {
    outlet.close(reason)
    // The other side's goodbye has to be read, also where reading was paused.
    options.resume()
    closed()
  }

  function closed(): void {
    clearTimeout(timer)
    broughtAll()
    const before = phase
    phase = { at: 'closed' }
    if (before.at !== 'welcomed' && before.at !== 'reading' && before.at !== 'offering') return
    const { readers, watchers } = before.session.workspace
    if (reader) readers.delete(reader)
    watchers.delete(checkRights)
    sessions.remove(before.session)
    workspaces.release(before.session.workspace.workspaceId)
  }

  /** Asked after waiting: the socket may have gone meanwhile. */
  const isClosed = (): boolean => phase.at === 'closed'

  const appends = createAppends({
    outlet,
    metrics,
    limits,
    now,
    close,
    isClosed,
    onFull: options.pause,
    onAnswered: resumeWhenFree,
  })

  function receive(bytes: Uint8Array): void {
    if (isClosed()) return
    if (bytes.length > mostBytes()) return close('tooLarge')
    const frame = readClientFrame(bytes)
    if (!frame.ok) return close(frame.error.type === 'tooLarge' ? 'tooLarge' : 'badRequest')
    waiting += 1
    if (waiting >= maxWaitingFrames) options.pause()
    work = work
      .then(() => handle(frame.value))
      .catch((error: unknown) => {
        options.onError(error, 'frame')
        close('failed')
      })
      .finally(() => {
        waiting -= 1
        resumeWhenFree()
      })
  }

  function mostBytes(): number {
    if (phase.at === 'hello' || phase.at === 'auth') return wireLimits.signInBytes
    return phase.at === 'creating' ? wireLimits.foundingBytes : wireLimits.frameBytes
  }

  function resumeWhenFree(): void {
    if (draining) return waiting + appends.unanswered() === 0 ? drained() : undefined
    if (waiting < maxWaitingFrames && appends.unanswered() < wireLimits.inFlight) options.resume()
  }

  async function handle(frame: ClientFrame): Promise<void> {
    switch (phase.at) {
      case 'closed':
        return
      case 'hello':
        return frame.kind === 'hello' ? challenge(frame) : close('badRequest')
      case 'auth':
        return frame.kind === 'auth'
          ? signIn({ ...phase, signature: frame.signature, origins: options.origins() })
          : close('badRequest')
      case 'creating':
        return frame.kind === 'create' ? create(frame, phase.signIn) : close('badRequest')
      case 'adopting':
        return frame.kind === 'adopt' ? adopt(frame, phase) : close('badRequest')
      case 'offering':
        return frame.kind === 'adopt' ? takeBack(frame, phase) : close('badRequest')
      default:
        return handleSignedIn(frame, phase)
    }
  }

  async function handleSignedIn(
    frame: ClientFrame,
    { session, accessOnly, at }: Extract<Phase, { at: 'welcomed' | 'reading' }>,
  ): Promise<void> {
    switch (frame.kind) {
      case 'hello':
      case 'auth':
      case 'create':
      case 'adopt':
        return close('badRequest')
      case 'offer':
        return at === 'welcomed' && !accessOnly ? offered(frame.receipt, session) : close('badRequest')
      case 'resume':
        if (at === 'reading' || frame.fromSeq > session.workspace.head().seq) return close('badRequest')
        phase = { at: 'reading', session, accessOnly }
        // Not awaited: appends and pings go on while a long log is being sent.
        stream(session.workspace, frame.fromSeq, accessOnly).catch((error: unknown) => {
          options.onError(error, 'stream')
          close('failed')
        })
        return
      case 'append':
        return appends.take(frame.entry, session)
      case 'presence':
        metrics.presenceFrames.inc()
        if (!accessOnly && mayPresent.take()) session.workspace.present(session.token, frame.bytes)
        return
      case 'ping':
        outlet.send({ kind: 'pong', n: frame.n, relayTime: now() })
        return session.workspace.poll()
      default:
        return assertNever(frame)
    }
  }

  function challenge(hello: Hello): void {
    if (hello.version !== frameVersion) return close('unsupportedVersion')
    const relayNonce = options.random(32)
    phase = { at: 'auth', hello, relayNonce }
    outlet.send({ kind: 'challenge', relayNonce })
  }

  async function signIn(given: SignIn): Promise<void> {
    const workspace = await workspaces.acquire(given.hello.workspaceId)
    if (workspace) return enter(workspace, given)
    if (isClosed()) return
    if (given.hello.speaker.as !== 'founder') return close('unknownWorkspace')
    phase = { at: 'creating', signIn: given }
    outlet.send({ kind: 'bring', what: 'genesis', fromSeq: 0 })
  }

  /** The token, and a founding entry that makes this very workspace: only then a log is worth reading. */
  async function create(frame: Extract<ClientFrame, { kind: 'create' }>, given: SignIn): Promise<void> {
    if (options.createToken !== undefined && !isSameSecret(frame.createToken, options.createToken))
      return close('mayNotCreate')
    const { workspaceId, speaker } = given.hello
    // Another relay's word, or that of a key this relay lost, is none.
    const receipt = frame.receipt && (await options.key.isOwn(workspaceId, frame.receipt)) ? frame.receipt : undefined
    const brought = { workspaceId, maxBytes: limits.adoptBytes, origins: given.origins, now }
    const first = createAdoption(brought)
    if (!(await first.add([sequenceEntry({ ...emptyHead, relayTime: 0 }, frame.genesis, 0)])).ok)
      return close('badRequest')
    // A founder shows its key at once; another owner of a log that moves here is known by what follows.
    const founded = first.state().access
    if (founded.devices[speaker.deviceId] && !(await isSignedBySpeaker(founded, given))) return close('notMember')
    if (!beginBringing()) return
    phase = { at: 'adopting', signIn: given, adoption: createAdoption({ ...brought, receipt }) }
    outlet.send({ kind: 'bring', what: 'log', fromSeq: 0 })
  }

  async function adopt(
    frame: Extract<ClientFrame, { kind: 'adopt' }>,
    { signIn: given, adoption }: Extract<Phase, { at: 'adopting' }>,
  ): Promise<void> {
    const added = await isAdded(frame, adoption)
    if (added !== true) return close(added)
    if (!frame.last || isClosed()) return
    // Who may not enter by the log it brings may not bring it.
    if (!(await isSignedBySpeaker(adoption.state().access, given))) return close('notMember')
    const { workspaceId, speaker } = given.hello
    const records = adoption.finish(speaker.deviceId)
    if (!records.ok) return close(refusals[records.error.type] ?? 'badRequest')
    await workspaces.found(workspaceId, records.value)
    broughtAll()
    const workspace = await workspaces.acquire(workspaceId)
    return workspace ? enter(workspace, given) : close('failed')
  }

  /** A device saw more of this log than is here now, and has our word for it. */
  async function offered(receipt: Receipt, session: Session): Promise<void> {
    const { workspace } = session
    if (receipt.seq <= told || !(await options.key.isOwn(workspace.workspaceId, receipt))) return close('badRequest')
    const after = workspace.head()
    if (receipt.seq <= after.seq) return anew(session)
    if (isClosed() || !beginBringing()) return
    const adoption = createAdoption({
      workspaceId: workspace.workspaceId,
      maxBytes: limits.adoptBytes,
      origins: options.origins(),
      now,
      receipt,
      from: {
        head: after,
        state: workspace.state(),
        withChainOf: (state, deviceId) => withChainOf(options.store, workspace.workspaceId, state, deviceId),
        chainAt: (seq) => workspace.chainAt(seq),
      },
    })
    phase = { at: 'offering', session, adoption, after }
    outlet.send({ kind: 'bring', what: 'log', fromSeq: after.seq })
  }

  async function takeBack(
    frame: Extract<ClientFrame, { kind: 'adopt' }>,
    { session, adoption, after }: Extract<Phase, { at: 'offering' }>,
  ): Promise<void> {
    const added = await isAdded(frame, adoption)
    // Another device was faster. Its entries are read to their end, and judged no more.
    if (session.workspace.head().seq !== after.seq) return frame.last ? anew(session) : undefined
    if (added !== true) return close(added)
    if (!frame.last || isClosed()) return
    const records = adoption.finish(session.speaker.deviceId)
    if (!records.ok) return close('badRequest')
    await session.workspace.restore(after, records.value)
    return anew(session)
  }

  /** The next welcome says what is here by now, and the device sees whether anything is still missing. */
  async function anew(session: Session): Promise<void> {
    broughtAll()
    if (isClosed()) return
    const rights = sessionRights(session, now())
    if (rights.type === 'denied') return close(rights.reason)
    phase = { at: 'welcomed', session, accessOnly: false }
    return welcome(session, false)
  }

  /** True, or why the connection ends. */
  async function isAdded(
    frame: Extract<ClientFrame, { kind: 'adopt' }>,
    adoption: Adoption,
  ): Promise<true | CloseReason> {
    timer.refresh()
    const added = frame.entries.length > 0 || frame.last ? await adoption.add(frame.entries) : undefined
    return added?.ok ? true : added?.error.type === 'tooLarge' ? 'quota' : 'badRequest'
  }

  /** False when as many logs are being brought as this relay holds at once: the client comes again. */
  function beginBringing(): boolean {
    giveSlot = options.bringing.take('')
    if (!giveSlot) {
      close('busy')
      return false
    }
    timer.refresh()
    adoptTimer = setTimeout(() => close('authTimeout'), limits.adoptMs)
    return true
  }

  function broughtAll(): void {
    clearTimeout(adoptTimer)
    giveSlot?.()
    giveSlot = undefined
  }

  /** Takes over the acquired workspace, or gives it back. */
  async function enter(workspace: WorkspaceLog, given: SignIn): Promise<void> {
    const { hello } = given
    const session: Session = {
      token: sessions.newToken(),
      speaker: asDevice(hello.speaker),
      workspace,
      takeOver: () => close('takenOver'),
    }
    const signed = await isSignedBySpeaker(workspace.state().access, given)
    const rights = sessionRights(session, now())
    if (!signed || rights.type === 'denied' || isClosed()) {
      workspaces.release(workspace.workspaceId)
      // An invitation that is not here has no key to sign with, and whoever asks for it learns nothing else.
      const said =
        rights.type === 'denied' && (signed || rights.reason === 'inviteUnknown') ? rights.reason : 'notMember'
      return close(said)
    }
    clearTimeout(timer)
    phase = { at: 'welcomed', session, accessOnly: rights.accessOnly }
    workspace.watchers.add(checkRights)
    sessions.add(session)
    // What an older socket of this device had sent gets its place first, so that the welcome tells all of its chain.
    await workspace.settled()
    return welcome(session, rights.accessOnly)
  }

  async function welcome({ workspace, speaker, token }: Session, accessOnly: boolean): Promise<void> {
    const state = await withChainOf(options.store, workspace.workspaceId, workspace.state(), speaker.deviceId)
    const { seq, chain } = workspace.head()
    told = seq
    const own = deviceChain(state, speaker.deviceId)
    outlet.send({
      kind: 'welcome',
      head: { seq, chain },
      accessHead: workspace.state().access.head,
      deviceSeq: own.deviceSeq,
      prevDeviceHash: own.hash,
      token: accessOnly ? '' : token,
      limits: {
        entryBytes: wireLimits.entryBytes,
        frameBytes: limits.frameBytes,
        blobBytes: limits.blobBytes,
        inFlight: wireLimits.inFlight,
      },
      relayTime: now(),
      relayKey: options.key.publicKey,
      receipt: workspace.receipt(),
    })
  }

  /** Sends what the log holds, at the pace of the reader, then joins those who are told of each batch. */
  async function stream(workspace: WorkspaceLog, fromSeq: number, accessOnly: boolean): Promise<void> {
    let at = fromSeq
    while (outlet.open && phase.at === 'reading') {
      if (at >= workspace.head().seq) {
        reader = createReader(accessOnly)
        workspace.readers.add(reader)
        return outlet.send({ kind: 'caughtUp', seq: at })
      }
      const next = await workspace.read(at, accessOnly)
      at = next.at
      await outlet.drained()
      if (next.entries.length === 0) continue
      metrics.entriesSent.inc(next.entries.length)
      outlet.send({ kind: 'entries', entries: next.entries })
    }
  }

  const createReader = (accessOnly: boolean): LogReader => ({
    accessOnly,
    deliver(prepared, entries) {
      metrics.entriesSent.inc(entries)
      outlet.write(prepared)
    },
    present(from, prepared) {
      const own = phase.at === 'reading' && phase.session.token === from
      if (!accessOnly && !own && outlet.isReady()) outlet.write(prepared)
    },
  })

  /** A removal ends the connection at once, also in the middle of catching up. */
  function checkRights(): void {
    if (phase.at !== 'welcomed' && phase.at !== 'reading' && phase.at !== 'offering') return
    const rights = sessionRights(phase.session, now())
    if (rights.type === 'denied') close(rights.reason)
  }

  return {
    receive,
    isKnown: () => !['hello', 'auth', 'creating'].includes(phase.at),
    closed,
    async drain() {
      options.pause()
      draining = true
      if (waiting + appends.unanswered() > 0)
        await new Promise<void>((resolve) => {
          drained = resolve
        })
      close('restart')
    },
  }
}

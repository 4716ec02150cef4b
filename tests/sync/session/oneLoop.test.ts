/**
 * Which log, whether to connect and what the state says meanwhile: a real device against a relay in memory that does as
 * it is told.
 */

import { afterEach, describe, expect, it, vi } from 'vitest'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { closeMessages } from '~/lib/protocol/wire/closeCodes'
import { emptyHead, readEntry } from '~/lib/protocol/log/entry'
import type { ClientFrame } from '~/lib/protocol/wire/frames'
import { unwrap } from '~/lib/shared/result'
import { readLogAfter } from '~/lib/sync/session/readLog'
import { readRelayOffset, readRelaySettings, writeRelaySettings } from '~/lib/sync/connection/relaySettings'
import { readRelayWord } from '~/lib/sync/connection/relayWord'
import { createSync, lingerMs, type Sync } from '~/lib/sync/session/syncLoop'
import type { SyncStatus } from '~/lib/vault/store/tables'
import { createRelayKey } from '~/server/relayKey'
import { foundDevice, type Device, type Surroundings } from '../support/device'
import { random, until, wait } from '../support/relay'
import { scriptedRelay, welcome, type ScriptedSocket } from '../support/scriptedRelay'

const url = 'http://127.0.0.1:1'
const devices: Device[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const device of devices.splice(0)) await device.stop()
})

/** Keeps one log, honestly, unless `on` answers a frame itself. */
function smallRelay() {
  const key = createRelayKey()
  const state = {
    log: [] as SequencedEntry[],
    unknown: false,
    time: undefined as number | undefined,
    on: undefined as ((frame: ClientFrame, socket: ScriptedSocket) => boolean) | undefined,
    opened: 0,
    brought: [] as SequencedEntry[],
  }
  const head = () => state.log.at(-1) ?? { ...emptyHead, relayTime: 0 }
  let workspaceId = ''
  let speaker = ''
  const greet = (socket: ScriptedSocket): void => {
    const { seq, chain } = head()
    socket.send({ ...welcome({ seq, chain }, workspaceId, key), relayTime: state.time ?? Date.now() })
  }
  const relay = scriptedRelay((frame, socket) => {
    if (state.on?.(frame, socket)) return
    switch (frame.kind) {
      case 'hello':
        ;({ workspaceId } = frame)
        speaker = frame.speaker.as
        return socket.send({ kind: 'challenge', relayNonce: new Uint8Array(32) })
      case 'auth':
        if (speaker === 'founder') return socket.send({ kind: 'bring', what: 'genesis', fromSeq: 0 })
        return state.unknown ? socket.close(4404) : greet(socket)
      case 'create':
        return socket.send({ kind: 'bring', what: 'log', fromSeq: 1 })
      case 'adopt':
        state.brought.push(...frame.entries)
        if (!frame.last) return
        state.unknown = false
        return greet(socket)
      case 'resume': {
        const entries = state.log.filter(({ seq }) => seq > frame.fromSeq)
        if (entries.length > 0) socket.send({ kind: 'entries', entries })
        return socket.send({ kind: 'caughtUp', seq: head().seq })
      }
      case 'append': {
        const entry = sequenceEntry(head(), frame.entry, Date.now())
        state.log.push(entry)
        socket.send({ kind: 'entries', entries: [entry] })
        return socket.send({
          kind: 'stored',
          uuid: unwrap(readEntry(frame.entry)).header.uuid,
          seq: entry.seq,
          relayTime: entry.relayTime,
          chain: entry.chain,
          receipt: key.receipt(workspaceId, entry, 0),
        })
      }
      case 'ping':
        return socket.send({ kind: 'pong', n: frame.n, relayTime: Date.now() })
    }
  })
  return {
    ...state,
    state,
    relay,
    connect: (...given: Parameters<typeof relay.connect>) => (state.opened++, relay.connect(...given)),
    kinds: () => relay.received.map(({ kind }) => kind),
  }
}
const nobodyAsks = () => Promise.reject(new TypeError('Failed to fetch'))

async function found(over: Partial<Surroundings> = {}) {
  const small = smallRelay()
  const a = await foundDevice('Alice', { connect: small.connect, fetch: nobodyAsks, ...over })
  devices.push(a)
  small.state.log = [...(await readLogAfter(a.vault, 0))]
  return {
    a,
    small,
    is: (state: SyncStatus['state']) =>
      until(() => a.status()?.state === state, `${state}, not ${JSON.stringify(a.status())}`),
  }
}
/** Connected and level, with its owner's word in the log. */
async function synced(over: Partial<Surroundings> = {}) {
  const all = await found(over)
  unwrap(await all.a.sync.connectRelay(url))
  await all.is('synced')
  return all
}
const restart = async (device: Device, over: Partial<Surroundings> = {}): Promise<Device> => {
  const again = await device.restart(over)
  devices[devices.indexOf(device)] = again
  return again
}

describe('a device without a relay', () => {
  it('is none; one that is connected says so from the first moment to the last', async () => {
    const { a, small, is } = await found()
    expect([a.statuses.map(({ state }) => state), small.state.opened]).toEqual([['none'], 0])
    unwrap(await a.sync.connectRelay(`${url}/`))
    await is('synced')
    expect(a.statuses.map(({ state }) => state)).toEqual(
      ['none', 'connecting', 'catchingUp', 'synced'].filter(
        (state, at) => at < 2 || a.statuses.some((one) => one.state === state),
      ),
    )
    const status = a.status()!
    expect(status).toMatchObject({ relayUrl: url, headSeq: a.replica.head().seq })
    expect([
      status.syncedAt !== undefined,
      status.syncedAt === status.lastHeardAt,
      status.message,
      status.trouble,
    ]).toEqual([true, true, undefined, undefined])
    expect(await readRelaySettings(a.vault)).toEqual({ url, shared: true })
    expect((await readRelayWord(a.vault, url))!.receipt.seq).toBeGreaterThan(0)
  })

  it('an address that is none changes nothing', async () => {
    const { a, small } = await found()
    expect(await a.sync.connectRelay('ftp://relay')).toMatchObject({ ok: false, error: { type: 'badRelayUrl' } })
    expect([await readRelaySettings(a.vault), small.state.opened, a.status()!.state]).toEqual([
      { shared: false },
      0,
      'none',
    ])
  })

  it('that had one once can’t go on alone: what it writes waits, and the state says what to do', async () => {
    const { a, is } = await synced()
    const before = a.status()!
    await a.sync.disconnectRelay()
    await is('offline')
    expect(a.status()).toEqual({
      state: 'offline',
      syncedAt: before.syncedAt,
      lastHeardAt: before.lastHeardAt,
      headSeq: a.replica.head().seq,
      message: expect.stringContaining('No relay is connected.') as string,
    })
    await a.create('risk', { title: 'Waits' })
    await wait(30)
    expect([await a.replica.waiting(), await readRelaySettings(a.vault)]).toEqual([1, { shared: true }])
    expect(await a.sync.wanted()).toBeUndefined()
  })

  it('where there is no network at all stays offline with what it has', async () => {
    const { a } = await synced()
    await a.sync.stop()
    const sync = createSync({ replica: a.replica, keys: a.keys, random, clock: { now: Date.now } })
    sync.uiOpen(1)
    await sync.start()
    expect(sync.status()).toMatchObject({ state: 'offline', relayUrl: url })
    expect(sync.status()!.message).toBeUndefined()
    await sync.stop()
  })
})

describe('what an alarm does', () => {
  it('is wanted every five minutes where a relay is connected, every minute while a decision waits, and never after a halt', async () => {
    const { a } = await synced()
    expect(await a.sync.wanted()).toEqual({ everyMinutes: 5 })
    await a.vault.statements.put({ id: 's', type: 't' } as never)
    expect(await a.sync.wanted()).toEqual({ everyMinutes: 1 })
    await a.vault.statements.put({ id: 's', type: 't', seq: 1 } as never)
    expect(await a.sync.wanted()).toEqual({ everyMinutes: 5 })
    await writeRelaySettings(a.vault, { ...(await readRelaySettings(a.vault)), halted: { type: 'fork', message: 'm' } })
    expect(await a.sync.wanted()).toBeUndefined()
  })

  it('connects, resolves when all is level, and lets go of the line when nobody looks', async () => {
    const first = await synced()
    await first.a.sync.stop()
    let now = Date.now() + lingerMs * 2
    const a = await restart(first.a, { uiOpen: 0, clock: { now: () => now } })
    const opened = first.small.state.opened
    expect(a.status()).toMatchObject({ state: 'synced' })
    await a.create('risk', { title: 'Goes by itself' })
    await until(async () => (await a.replica.waiting()) === 0, 'out')
    expect(first.small.state.opened).toBe(opened + 1)
    now += lingerMs + 1
    await a.sync.syncOnce()
    expect(a.status()).toMatchObject({ state: 'synced' })
    await wait(50)
    now += lingerMs + 1
    a.sync.uiOpen(0)
    await wait(50)
    const sockets = first.small.state.opened
    await a.sync.syncOnce()
    expect([first.small.state.opened, a.status()!.state]).toEqual([sockets + 1, 'synced'])
  })

  it('resolves without a line, and when the line is lost', async () => {
    const { a, small, is } = await synced()
    small.state.on = (frame, socket) => frame.kind === 'hello' && (socket.close(1006), true)
    small.relay.sockets.at(-1)!.close(1006)
    await is('offline')
    await a.sync.syncOnce()
    expect(a.status()!.state).toBe('offline')
  })
})

describe('a relay that turns a device away', () => {
  it('for good is left with its words until somebody looks again, or an alarm asks', async () => {
    const { a, small, is } = await synced()
    small.state.on = (frame, socket) => frame.kind === 'hello' && (socket.close(4429), true)
    small.relay.sockets.at(-1)!.close(1006)
    await until(() => a.status()?.trouble?.type === 'quota', 'quota')
    expect(a.status()).toMatchObject({
      state: 'offline',
      message: closeMessages.quota,
      trouble: { type: 'quota', host: '127.0.0.1:1' },
    })
    expect(a.status()!.trouble!.retryAt).toBeUndefined()
    const opened = small.state.opened
    await a.create('risk', { title: 'Waits' })
    await wait(30)
    expect(small.state.opened).toBe(opened)
    a.sync.uiOpen(2)
    await until(() => small.state.opened === opened + 1, 'asked again')
    await until(() => a.status()?.trouble?.type === 'quota', 'quota again')
    // Fewer that look are no reason.
    a.sync.uiOpen(1)
    await wait(20)
    expect(small.state.opened).toBe(opened + 1)
    small.state.on = undefined
    await a.sync.syncOnce()
    await is('synced')
    expect(await a.replica.waiting()).toBe(0)
  })

  it('because it was removed keeps what had not gone out under Not sent, and does not ask again because somebody looks', async () => {
    const { a, small, is } = await synced()
    small.state.on = (frame, socket) =>
      (frame.kind === 'append' || frame.kind === 'hello') && (socket.close(4403), true)
    await a.create('risk', { title: 'Not out' })
    await is('removed')
    expect(a.status()!.message).toMatch(
      /^You were removed from this workspace\. What this device holds stays readable; nothing new arrives\.$/,
    )
    expect(await a.vault.notSent.toArray()).toMatchObject([{ reason: { type: 'removed' } }])
    const opened = small.state.opened
    a.sync.uiOpen(2)
    await wait(30)
    expect([small.state.opened, a.status()!.state, await a.replica.waiting()]).toEqual([opened, 'removed', 0])
  })
})

describe('a relay that is not to be trusted', () => {
  it('halts the device, also after a restart; it is taken as it is now when somebody connects anew', async () => {
    const { a, small, is } = await synced()
    const word = await readRelayWord(a.vault, url)
    small.state.on = (frame, socket) =>
      frame.kind === 'resume' &&
      (socket.send({ kind: 'entries', entries: [{ ...small.state.log.at(-1)!, seq: 99 }] }), true)
    small.relay.sockets.at(-1)!.close(1006)
    await is('halted')
    expect(await readRelaySettings(a.vault)).toMatchObject({ url, shared: true, halted: { type: 'gap' } })
    const { message } = a.status()!
    const opened = small.state.opened
    const again = await restart(a)
    await until(() => again.status()?.state === 'halted', 'halted')
    again.sync.uiOpen(2)
    await again.sync.syncOnce()
    expect([again.status()!.message, small.state.opened]).toEqual([message, opened])
    small.state.on = undefined
    unwrap(await again.sync.connectRelay(url))
    await until(() => again.status()?.state === 'synced', 'synced')
    expect(await readRelaySettings(again.vault)).toEqual({ url, shared: true })
    // A gap says nothing of its key: that stays pinned.
    expect((await readRelayWord(again.vault, url))!.since).toBe(word!.since)
  })

  it.each(['fork', 'badReceipt', 'relayKeyChanged'])('for %s is met anew with its key of now', async (type) => {
    const { a } = await synced()
    const { since } = (await readRelayWord(a.vault, url))!
    await a.sync.stop()
    await writeRelaySettings(a.vault, { url, shared: true, halted: { type, message: 'm' } })
    const again = await restart(a)
    await wait(3)
    unwrap(await again.sync.connectRelay(url))
    await until(() => again.status()?.state === 'synced', 'synced')
    expect((await readRelayWord(again.vault, url))!.since).toBeGreaterThan(since)
  })

  it('is not met as a stranger where the key that it was known by is gone: nothing is sent to it, and the words say so until somebody connects anew', async () => {
    const { a, small } = await synced()
    await a.sync.stop()
    await a.vault.meta.delete('relayWord')
    const opened = small.state.opened
    const again = await restart(a)
    await until(() => again.status()?.state === 'halted', 'halted')
    expect(again.status()!.message).toBe(
      'This device was connected to the relay at 127.0.0.1:1 before, but no longer holds the key that it knew it by. Ask whoever runs it whether it is still the same; connect again only if they say so.',
    )
    expect(await readRelaySettings(again.vault)).toMatchObject({ url, shared: true, halted: { type: 'relayKeyLost' } })
    await again.sync.syncOnce()
    expect([small.state.opened, await readRelayWord(again.vault, url)]).toEqual([opened, undefined])
    unwrap(await again.sync.connectRelay(url))
    await until(() => again.status()?.state === 'synced', 'synced')
    expect(await readRelayWord(again.vault, url)).toBeDefined()
    // Once more: met, it is known again.
    const third = await restart(again)
    third.sync.uiOpen(1)
    await until(() => third.status()?.state === 'synced', 'synced')
  })

  it('whose key could not be kept is remembered while this device runs: another one is not taken for it', async () => {
    const { a, small, is } = await found()
    a.vault.meta.hook('creating').subscribe((_key, { key }) => {
      if (key === 'relayWord') throw new DOMException('full', 'QuotaExceededError')
    })
    unwrap(await a.sync.connectRelay(url))
    await is('synced')
    expect(await readRelayWord(a.vault, url)).toBeUndefined()
    const other = createRelayKey()
    small.state.on = (frame, socket) =>
      frame.kind === 'auth' &&
      (socket.send({ ...welcome(small.state.log.at(-1)!, a.workspaceId, other), relayTime: Date.now() }), true)
    small.relay.sockets.at(-1)!.close(1006)
    await is('halted')
    expect(a.status()!.message).toContain('has another key than the one this device has known')
  })

  it('of another address, or of a device that came from a backup, is met as new', async () => {
    const { a } = await synced()
    await a.sync.stop()
    await a.vault.meta.delete('relayWord')
    await writeRelaySettings(a.vault, { url: 'http://localhost:1', shared: true })
    const again = await restart(a)
    again.sync.uiOpen(1)
    await until(() => again.status()?.state === 'synced', 'synced')
  })
})

describe('a relay that does not know the workspace', () => {
  it('is brought the log by its owner, with the token that was typed, and its files', async () => {
    const { a, small, is } = await found()
    const blob = new Blob(['x'])
    await a.vault.blobs.put({
      sha256: 'a'.repeat(64),
      id: 'b'.repeat(64),
      size: 1,
      mime: 't',
      bytes: blob,
      state: 'present',
      epoch: 1,
      salt: new Uint8Array(16),
      upload: 'done',
      addedAt: 1,
    })
    small.state.unknown = true
    unwrap(await a.sync.connectRelay(url, 'the token'))
    await is('synced')
    const created = small.relay.received.find((frame) => frame.kind === 'create')
    expect(created).toMatchObject({ createToken: 'the token' })
    expect(small.kinds().slice(0, 7)).toEqual(['hello', 'auth', 'hello', 'auth', 'create', 'adopt', 'resume'])
    // The kept row is the device's: with a relay that is new to them, its files go out again.
    await until(async () => (await a.vault.blobs.get('a'.repeat(64)))!.upload === 'waiting', 'files wait')
    expect(a.replica.access().relays.map(({ origin }) => origin)).toEqual([url])
  })

  it('and does not take it either is refused, once', async () => {
    const { a, small } = await found()
    small.state.unknown = true
    small.state.on = (frame, socket) => frame.kind === 'create' && (socket.close(4404), true)
    unwrap(await a.sync.connectRelay(url))
    await until(() => a.status()?.trouble?.type === 'unknownWorkspace', 'refused')
    await wait(30)
    expect(small.state.opened).toBe(2)
  })

  it('gets nothing from a member who is no owner: it waits for one', async () => {
    const { a, small, is } = await synced()
    await a.sync.stop()
    const access = a.replica.access()
    const lead = {
      ...access,
      members: Object.fromEntries(
        Object.entries(access.members).map(([id, member]) => [id, { ...member, role: 'lead' as const }]),
      ),
    }
    small.state.unknown = true
    const sync = createSync({
      replica: { ...a.replica, access: () => lead },
      keys: a.keys,
      random,
      clock: { now: Date.now },
      connect: small.connect,
    })
    sync.uiOpen(1)
    const opened = small.state.opened
    await sync.start()
    await until(() => sync.status()?.trouble?.type === 'unknownWorkspace', 'refused')
    expect(small.state.opened).toBe(opened + 1)
    await sync.stop()
    expect(is).toBeDefined()
  })
})

describe('a line that breaks', () => {
  it('is made again after a pause that is told, and sooner when somebody looks', async () => {
    const { a, small, is } = await synced()
    let refuse = true
    small.state.on = (frame, socket) => refuse && frame.kind === 'hello' && (socket.close(1006), true)
    const opened = small.state.opened
    small.relay.sockets.at(-1)!.close(1012, 'restart')
    await is('offline')
    expect(a.status()!.message).toContain('broke. It is made again by itself.')
    await until(() => a.status()?.trouble !== undefined, 'a trouble')
    // It answered before, so it is away: its name is not what is wrong.
    expect(a.status()!.trouble).toMatchObject({ type: 'unreachable', host: '127.0.0.1:1' })
    expect(a.status()!.trouble!.retryAt! - Date.now()).toBeGreaterThan(-1_000)
    refuse = false
    a.sync.uiOpen(2)
    await is('synced')
    expect(small.state.opened).toBeGreaterThan(opened)
    expect(a.status()!.trouble).toBeUndefined()
  })

  it('before any relay answered at the address is one that was refused early', async () => {
    const { a, small } = await found()
    small.state.on = (frame, socket) => frame.kind === 'hello' && (socket.close(1006), true)
    unwrap(await a.sync.connectRelay(url))
    await until(() => a.status()?.trouble !== undefined, 'a trouble')
    expect(a.status()).toMatchObject({
      state: 'offline',
      relayUrl: url,
      trouble: { type: 'refusedEarly', host: '127.0.0.1:1', retryAt: expect.any(Number) as number },
    })
    // While it is tried again it is still said, without the moment.
    const from = a.statuses.length
    await until(
      () => a.statuses.slice(from).some(({ trouble }) => trouble !== undefined && trouble.retryAt === undefined),
      'tried again',
    )
    expect(a.statuses.slice(from).every(({ state }) => state === 'offline')).toBe(true)
    await a.sync.disconnectRelay()
    await until(() => a.status()?.state === 'none', 'none')
    expect(a.status()!.trouble).toBeUndefined()
  })

  it('because the relay keeps refusing what should fit, or its clock stands, is said with the cause', async () => {
    const { a, small, is } = await synced()
    small.state.on = (frame, socket) =>
      frame.kind === 'append' &&
      (socket.send({
        kind: 'refused',
        uuid: unwrap(readEntry(frame.entry)).header.uuid,
        type: 'clockPaused',
        message: 'The clock stands.',
      }),
      true)
    await a.create('risk', { title: 'Waits' })
    await is('offline')
    expect(a.status()).toMatchObject({ message: 'The clock stands.', cause: 'clockPaused' })
    expect(await a.vault.notSent.count()).toBe(0)
    small.state.on = undefined
    await until(async () => (await a.replica.waiting()) === 0, 'out', 15_000)
    await is('synced')
    expect(a.status()!.cause).toBeUndefined()
  })
})

describe('the clock of the relay', () => {
  it('is known while it is connected', async () => {
    const { a, small } = await found()
    small.state.time = Date.now() + 60_000
    unwrap(await a.sync.connectRelay(url))
    await until(async () => ((await readRelayOffset(a.vault)) ?? 0) > 55_000, 'an offset')
  })
})

describe('what the owner asks of time', () => {
  it('is said on a new line, at once', async () => {
    const { a, small, is } = await synced()
    const opened = small.state.opened
    await a.sync.resetTime()
    await until(
      () =>
        small.state.log.some(({ bytes }) =>
          new TextDecoder().decode(unwrap(readEntry(bytes)).ciphertext).includes('timeReset'),
        ),
      'said',
    )
    await is('synced')
    expect(small.state.opened).toBe(opened + 1)
  })
})

describe('starting and stopping', () => {
  it('starts once; who looks before is counted; after its end nothing is opened or said', async () => {
    const { a, small } = await synced()
    await a.sync.stop()
    const opened = small.state.opened
    const told: SyncStatus[] = []
    const sync: Sync = createSync({
      replica: a.replica,
      keys: a.keys,
      random,
      clock: { now: Date.now },
      connect: small.connect,
      onStatus: (status) => told.push(status),
    })
    sync.uiOpen(1)
    await wait(10)
    expect([small.state.opened, told]).toEqual([opened, []])
    await Promise.all([sync.start(), sync.start()])
    await until(() => sync.status()?.state === 'synced', 'synced')
    expect(small.state.opened).toBe(opened + 1)
    await sync.stop()
    told.length = 0
    sync.uiOpen(2)
    sync.nudge()
    sync.present()
    await a.create('risk', { title: 'Later' })
    await wait(30)
    expect([small.state.opened, told]).toEqual([opened + 1, []])
  })

  it('lets go of its line and its replica at the end: what a relay still sends is not taken', async () => {
    const { a, small } = await synced()
    await a.sync.stop()
    const before = a.replica.head().seq
    let listening = 0
    const replica = {
      ...a.replica,
      onChange: (listener: Parameters<typeof a.replica.onChange>[0]) => (
        listening++,
        ((leave) => () => (listening--, leave()))(a.replica.onChange(listener))
      ),
    }
    const sync = createSync({ replica, keys: a.keys, random, clock: { now: Date.now }, connect: small.connect })
    sync.uiOpen(1)
    await sync.start()
    await until(() => sync.status()?.state === 'synced', 'synced')
    expect(listening).toBe(1)
    await sync.stop()
    expect(listening).toBe(0)
    const socket = small.relay.sockets.at(-1)!
    const last = small.state.log.at(-1)!
    socket.send({ kind: 'entries', entries: [sequenceEntry(last, last.bytes, last.relayTime)] })
    await wait(30)
    expect([a.replica.head().seq, sync.status()!.state]).toEqual([before, 'synced'])
  })

  it('shows "last synced" of the run before until it is level again', async () => {
    const { a, small } = await synced()
    const { syncedAt } = a.status()!
    small.state.on = () => true
    const again = await restart(a)
    await until(() => again.status()?.state === 'connecting', 'connecting')
    expect(again.status()).toMatchObject({ syncedAt, lastHeardAt: syncedAt })
  })
})

describe('pauses', () => {
  /** Timers stand until they are advanced; the vault works by turns. */
  const becomes = async (condition: () => boolean, what: string): Promise<void> => {
    for (const end = Date.now() + 8_000; Date.now() < end && !condition();)
      await new Promise((resolve) => setImmediate(resolve))
    expect(condition(), what).toBe(true)
  }
  const turns = async (): Promise<void> => {
    for (let i = 0; i < 200; i++) await new Promise((resolve) => setImmediate(resolve))
  }
  /** The first pause of the longest possible. */
  const pause = 499
  async function standing() {
    const { a, small } = await synced()
    await a.sync.stop()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const now = { value: Date.now() }
    let sockets = 0
    let refuse = false
    small.state.on = (frame, socket) => {
      if (frame.kind === 'hello' && !refuse) sockets++
      return refuse && frame.kind === 'hello' && (sockets++, socket.close(1006), true)
    }
    const sync = createSync({
      replica: a.replica,
      keys: a.keys,
      random: (length) => new Uint8Array(length).fill(255),
      clock: { now: () => now.value },
      connect: small.connect,
    })
    sync.uiOpen(1)
    await sync.start()
    await becomes(() => sync.status()?.state === 'synced', 'synced')
    return {
      a,
      small,
      sync,
      now,
      sockets: () => sockets,
      lose: async (then = true) => {
        refuse = then
        small.relay.sockets.at(-1)!.close(1006)
        await becomes(() => sync.status()?.state === 'offline', 'offline')
        await turns()
      },
      heal: () => void (refuse = false),
    }
  }
  afterEach(() => void vi.useRealTimers())

  it('double with each attempt that fails, and are short again after one that went well', async () => {
    const { sync, sockets, lose, heal } = await standing()
    await lose()
    let tried = sockets()
    for (const ms of [pause, 998, 1_996]) {
      vi.advanceTimersByTime(ms - 1)
      await turns()
      expect(sockets()).toBe(tried)
      vi.advanceTimersByTime(1)
      tried++
      await becomes(() => sockets() === tried && sync.status()!.state === 'offline', `tried after ${ms}`)
    }
    heal()
    vi.advanceTimersByTime(4_000)
    await becomes(() => sync.status()?.state === 'synced', 'synced again')
    await lose()
    const before = sockets()
    vi.advanceTimersByTime(pause)
    await becomes(() => sockets() === before + 1, 'a short one')
    await sync.stop()
  })

  it.each<[string, (sync: Sync) => unknown]>([
    ['somebody looks', (sync) => sync.uiOpen(2)],
    ['an alarm asks', (sync) => sync.syncOnce()],
    ['somebody connects anew', (sync) => sync.connectRelay(url)],
    ['the owner asks that time may fall', (sync) => sync.resetTime()],
  ])('end when %s, and nothing of them is left', async (_what, what) => {
    const { sync, sockets, lose } = await standing()
    await lose()
    const before = sockets()
    void what(sync)
    await becomes(() => sockets() === before + 1, 'tried at once')
    await sync.stop()
    expect([sockets(), vi.getTimerCount()]).toEqual([before + 1, 0])
  })

  it('are none for an alarm: it is over in the moment in which all is level', async () => {
    const { sync, lose, heal } = await standing()
    await lose()
    heal()
    let over = false
    void sync.syncOnce().then(() => (over = true))
    await becomes(() => over, 'over, though no time has passed')
    expect(sync.status()!.state).toBe('synced')
    await sync.stop()
  })

  it('of a change that waits are not cut short: nothing is tried before its time', async () => {
    const { a, sync, sockets, lose } = await standing()
    await lose()
    const before = sockets()
    await a.create('risk', { title: 'Waits' })
    sync.nudge()
    sync.uiOpen(1)
    await turns()
    expect(sockets()).toBe(before)
    await sync.stop()
  })

  it('nobody needs a line any more after the time to linger; one that had not come about says that it is offline', async () => {
    const { sync, now, small, sockets } = await standing()
    sync.uiOpen(0)
    now.value += lingerMs - 1
    sync.uiOpen(0)
    await turns()
    small.state.on = undefined
    const socket = small.relay.sockets.at(-1)!
    socket.send({ kind: 'pong', n: 9, relayTime: now.value })
    await turns()
    now.value += 1
    vi.advanceTimersByTime(lingerMs + 1_000)
    await turns()
    const { state } = sync.status()!
    expect([state, sockets()]).toEqual(['synced', 1])
    // It was let go of: what the relay still says is not heard.
    socket.close(1006)
    await turns()
    expect(sync.status()!.state).toBe('synced')
    small.state.on = (frame) => frame.kind === 'auth'
    sync.uiOpen(1)
    await becomes(() => sync.status()!.state === 'connecting', 'connecting')
    await turns()
    sync.uiOpen(0)
    now.value += lingerMs
    sync.uiOpen(0)
    await becomes(() => sync.status()!.state === 'offline', 'offline')
    await sync.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('what the state says once all was read', () => {
  it('is that a key is missing, or that rules are not known, where that is so: it is not level then', async () => {
    const { a, small } = await synced()
    await a.sync.stop()
    const { syncedAt } = a.status()!
    const shows = async (over: object, state: string): Promise<void> => {
      const sync = createSync({
        replica: { ...a.replica, ...over },
        keys: a.keys,
        random,
        clock: { now: Date.now },
        connect: small.connect,
      })
      sync.uiOpen(1)
      await sync.start()
      await until(() => sync.status()?.state === state, `${state}, not ${JSON.stringify(sync.status())}`)
      expect(sync.status()!.syncedAt).toBe(syncedAt)
      await sync.stop()
    }
    await shows({ epochAwaited: () => 2 }, 'keyMissing')
    const access = a.replica.access()
    await shows({ access: () => ({ ...access, rules: { n: 99, seq: 1 } }) }, 'updateNeeded')
  })
})

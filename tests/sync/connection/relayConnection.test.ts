/** One socket to a relay, frame by frame: what is believed, what ends it and with which word, and what is sent when. */

import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { generateDeviceKeys, sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { closeMessages } from '~/lib/protocol/wire/closeCodes'
import { emptyHead, type LogHead } from '~/lib/protocol/log/entry'
import { readClientFrame, writeRelayFrame, type ClientFrame, type RelayFrame } from '~/lib/protocol/wire/frames'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import type { LogClosed, LogPosition } from '~/lib/sync/connection/logPort'
import { relayAddress } from '~/lib/sync/connection/relayAddress'
import {
  createRelayConnection,
  firstWordMs,
  silentMs,
  type HeldLog,
  type RelayConnectionOptions,
  type WebSocketLike,
} from '~/lib/sync/connection/relayConnection'
import type { RelayWord } from '~/lib/sync/connection/relayWord'
import { createRelayKey } from '~/server/relayKey'
import { random } from '../support/relay'
import { scriptedKey, welcome } from '../support/scriptedRelay'

const workspaceId = 'ab'.repeat(32)
const nonce = new Uint8Array(32)
const mark = 'ff'.repeat(16)
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
let keys: DeviceKeys
beforeAll(async () => {
  keys = await generateDeviceKeys()
})
afterEach(() => void vi.useRealTimers())

const start: LogPosition = { ...emptyHead, relayTime: 0 }
/** Bytes that are no entry are as good as any here: the chain is all that a connection checks. */
function chainOf(count: number, from: LogPosition = start, mark = 0): SequencedEntry[] {
  const out: SequencedEntry[] = []
  let head = from
  for (let i = 0; i < count; i++) {
    const next = sequenceEntry(head, Uint8Array.of(mark, i, 7, 7), 1_000 + head.seq)
    out.push(next)
    head = next
  }
  return out
}
const log = chainOf(6)
const at = (seq: number): LogPosition => (seq === 0 ? start : log[seq - 1]!)
const headAt = (seq: number): LogHead => ({ seq, chain: at(seq).chain })
const receiptAt = (seq: number, key = scriptedKey) => key.receipt(workspaceId, headAt(seq), 5)
const wordAt = (seq: number): RelayWord => ({
  url: 'http://127.0.0.1:1',
  key: scriptedKey.publicKey,
  since: 1,
  receipt: receiptAt(seq),
})
const welcomeAt = (seq: number) => welcome(headAt(seq), workspaceId)

function heldLog(upTo: number, word?: RelayWord): HeldLog {
  return {
    word,
    chainAt: (seq) => Promise.resolve(seq <= upTo ? at(seq).chain : undefined),
    // Two at a time, as a long log comes in pieces.
    read: (after) => Promise.resolve(log.filter(({ seq }) => seq > after && seq <= upTo).slice(0, 2)),
  }
}

function connection(
  options: Partial<RelayConnectionOptions> & { readonly from?: LogPosition; readonly onEntries?: () => void } = {},
) {
  const seen = {
    sent: [] as ClientFrame[],
    closes: [] as (number | undefined)[],
    entries: [] as number[],
    caughtUp: [] as LogHead[],
    stored: [] as number[],
    refused: [] as string[],
    presence: [] as number[],
    closed: [] as LogClosed[],
    welcomed: 0,
    heard: 0,
    slow: [] as number[],
    clocks: [] as number[],
    words: [] as RelayWord[],
    givesBack: [] as (readonly number[])[],
  }
  let [state, marks, marked] = [0, 0, 0]
  const socket: WebSocketLike = {
    binaryType: '',
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    get readyState() {
      return state
    },
    send: (data) => void seen.sent.push(unwrap(readClientFrame(data))),
    close: (code) => void seen.closes.push(code),
  }
  const port = createRelayConnection({
    connect: () => socket,
    random,
    clock: { now: () => Date.now() },
    address: unwrap(relayAddress('http://127.0.0.1:1')),
    workspaceId,
    speaker: { as: 'device', deviceId: keys.deviceId },
    sign: (message) => sign(keys.sign.privateKey, toBytes(message)),
    events: {
      entries: (entries) => {
        seen.entries.push(...entries.map(({ seq }) => seq))
        options.onEntries?.()
      },
      caughtUp: (head) => seen.caughtUp.push(head),
      stored: (_uuid, seq) => seen.stored.push(seq),
      refused: (uuid, type) => void (uuid === mark ? marked++ : seen.refused.push(type)),
      presence: (bytes) => seen.presence.push(bytes.length),
      closed: (why) => seen.closed.push(why),
      welcome: () => void seen.welcomed++,
      heard: () => void seen.heard++,
      slow: (until) => seen.slow.push(until),
      relayClock: (offset) => seen.clocks.push(offset),
      word: (word) => seen.words.push(word),
      givesBack: (from, to) => seen.givesBack.push([from, to]),
    },
    ...options,
  })
  port.open(options.from ?? start)
  /** Until what was said is worked off, in order: the mark that comes last is heard, or the line has ended. */
  const settled = async (): Promise<void> => {
    marks++
    socket.onmessage?.({ data: writeRelayFrame({ kind: 'refused', uuid: mark, type: 'mark', message: '' }) })
    while (marked < marks && seen.closed.length === 0) await turn()
    await turn()
  }
  return {
    port,
    socket,
    seen,
    state: (now: number) => void (state = now),
    opens() {
      state = 1
      socket.onopen?.(undefined as never)
    },
    async says(...frames: readonly RelayFrame[]) {
      for (const frame of frames) socket.onmessage?.({ data: writeRelayFrame(frame) })
      await settled()
    },
    async saysRaw(data: unknown) {
      socket.onmessage?.({ data })
      await turn()
    },
    kinds: () => seen.sent.map(({ kind }) => kind),
  }
}
async function welcomed(options: Parameters<typeof connection>[0] & { readonly head?: number } = {}) {
  const line = connection(options)
  line.opens()
  await line.says({ kind: 'challenge', relayNonce: nonce }, welcomeAt(options.head ?? 6))
  return line
}
const entries = (...seqs: readonly number[]): RelayFrame => ({
  kind: 'entries',
  entries: seqs.map((seq) => log[seq - 1]!),
})

describe('before a relay has said who it is', () => {
  it('nothing it says of the log is believed: no entries, no head, no word for an entry', async () => {
    const stored: RelayFrame = {
      kind: 'stored',
      uuid: 'ab'.repeat(16),
      seq: 1,
      relayTime: 1,
      chain: headAt(1).chain,
      receipt: receiptAt(1),
    }
    for (const frame of [entries(1), { kind: 'caughtUp', seq: 0 } as const, stored]) {
      const line = connection()
      line.opens()
      await line.says({ kind: 'challenge', relayNonce: nonce }, frame)
      expect(line.seen.closed, frame.kind).toMatchObject([{ reason: 'malformed', final: true, code: 4400 }])
      expect([line.seen.entries, line.seen.caughtUp, line.seen.stored, line.kinds()]).toEqual([
        [],
        [],
        [],
        ['hello', 'auth'],
      ])
    }
  })

  it('nobody is greeted on a socket that is not open, and nothing is sent on one that closes', async () => {
    const line = connection()
    line.port.present(Uint8Array.of(1))
    expect(line.kinds()).toEqual([])
    line.opens()
    expect(line.kinds()).toEqual(['hello'])
    line.state(2)
    line.port.append('', Uint8Array.of(1))
    expect(line.kinds()).toEqual(['hello'])
    expect(line.socket.binaryType).toBe('arraybuffer')
  })

  it('a relay is said to be slow after five seconds and not reachable after twenty, not a moment sooner', async () => {
    vi.useFakeTimers()
    const began = Date.now()
    const line = connection()
    line.opens()
    await vi.advanceTimersByTimeAsync(4_999)
    expect(line.seen.slow).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(line.seen.slow).toEqual([began + 20_000])
    await vi.advanceTimersByTimeAsync(14_999)
    expect(line.seen.closed).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(line.seen.closed).toEqual([
      {
        code: 1006,
        reason: 'unreachable',
        final: false,
        message: 'The relay at 127.0.0.1:1 does not answer.',
        trouble: 'unreachable',
      },
    ])
    expect(line.seen.closes).toEqual([1000])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('its first word is enough: after it, nobody says that it is slow', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
    const line = connection()
    line.opens()
    await line.says({ kind: 'challenge', relayNonce: nonce })
    vi.advanceTimersByTime(firstWordMs + 1)
    expect([line.seen.slow, line.seen.closed]).toEqual([[], []])
    line.port.close()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('a socket that can’t be made is a line that broke, unanswered', async () => {
    const line = connection({
      connect: () => {
        throw new Error('no network')
      },
    })
    expect(line.seen.closed).toEqual([])
    await turn()
    expect(line.seen.closed).toEqual([
      {
        code: 1006,
        reason: 'lost',
        final: false,
        message: "The relay at 127.0.0.1:1 can't be reached: Error: no network",
        unanswered: true,
      },
    ])
  })

  it.each<[string, unknown]>([
    ['text', 'hello'],
    ['no frame', Uint8Array.of(200, 1).buffer],
    ['nothing', undefined],
  ])('%s as its first word is no relay; after its first frame it is one that misbehaves', async (_what, data) => {
    const stranger = connection()
    stranger.opens()
    await stranger.saysRaw(data)
    expect(stranger.seen.closed).toMatchObject([
      { code: 1002, reason: 'notARelay', final: false, trouble: 'notARelay' },
    ])
    const relay = connection()
    relay.opens()
    await relay.saysRaw(writeRelayFrame({ kind: 'challenge', relayNonce: nonce }).buffer)
    await relay.saysRaw(data)
    expect(relay.seen.closed).toMatchObject([{ code: 4400, reason: 'malformed', final: true }])
    expect(relay.seen.heard).toBe(2)
  })
})

describe('how a connection ends', () => {
  it('once, with the socket closed and nobody listening to it any more', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    for (const [state, closes] of [
      [0, [1000]],
      [1, [1000]],
      [2, []],
      [3, []],
    ] as const) {
      const line = connection()
      line.state(state)
      line.port.close()
      line.port.close()
      expect(line.seen.closed).toEqual([{ code: 1000, reason: 'stopped', final: false, message: '' }])
      expect([line.seen.closes, line.socket.onopen, line.socket.onmessage, line.socket.onclose]).toEqual([
        closes,
        null,
        null,
        null,
      ])
      expect(line.socket.onerror).not.toThrow()
    }
    expect(vi.getTimerCount()).toBe(0)
  })

  it('what came in the same moment as its end, or after it, is dropped; nothing is sent any more', async () => {
    const line = await welcomed({ onEntries: () => line.port.close() })
    await line.says(entries(1), entries(2))
    expect(line.seen.entries).toEqual([1])
    const sent = line.seen.sent.length
    line.port.append('', Uint8Array.of(1))
    expect(line.seen.sent).toHaveLength(sent)
  })

  it('a failure of this device is no fault of the relay: it is tried again', async () => {
    const line = await welcomed({
      onEntries: () => {
        throw new Error('the disk is full')
      },
    })
    await line.says(entries(1))
    expect(line.seen.closed).toEqual([
      { code: 1011, reason: 'failed', final: false, message: 'Error: the disk is full' },
    ])
  })

  it('a bye says more than the code that follows it', async () => {
    const line = await welcomed()
    line.socket.onmessage!({ data: writeRelayFrame({ kind: 'bye', code: 4429, reason: 'quota' }) })
    line.socket.onclose!({ code: 1006, reason: '' })
    await turn()
    expect(line.seen.closed).toEqual([
      { code: 4429, reason: 'quota', final: true, message: closeMessages.quota, trouble: 'quota' },
    ])
  })

  it('a code of the relay is told by its word, any other by its own reason or as lost; unanswered only before its first word', async () => {
    const ended = async (code: number, reason: string, spoken: boolean): Promise<LogClosed> => {
      const line = connection()
      line.opens()
      if (spoken) await line.says({ kind: 'challenge', relayNonce: nonce })
      line.socket.onclose!({ code, reason })
      await turn()
      return line.seen.closed[0]!
    }
    const broke = 'The connection to the relay at 127.0.0.1:1 broke. It is made again by itself.'
    expect(await ended(1006, '', false)).toEqual({
      code: 1006,
      reason: 'lost',
      final: false,
      message: broke,
      unanswered: true,
    })
    expect(await ended(1006, '', true)).toEqual({ code: 1006, reason: 'lost', final: false, message: broke })
    expect(await ended(1012, 'restart', true)).toEqual({ code: 1012, reason: 'restart', final: false, message: broke })
    expect(await ended(4403, 'anything', false)).toEqual({
      code: 4403,
      reason: 'removed',
      final: true,
      message: closeMessages.removed,
      trouble: 'removed',
    })
  })
})

describe('silence', () => {
  it('is one moment more than the time of two pings and five seconds; each ping has the next number', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    let now = 1_000
    const line = connection({ clock: { now: () => now } })
    line.opens()
    await line.says({ kind: 'challenge', relayNonce: nonce })
    now += silentMs
    vi.advanceTimersByTime(limits.pingMs)
    vi.advanceTimersByTime(limits.pingMs)
    expect(line.seen.sent.filter((frame) => frame.kind === 'ping').map(({ n }) => n)).toEqual([0, 1])
    now += 1
    vi.advanceTimersByTime(limits.pingMs)
    expect(line.seen.closed).toMatchObject([{ reason: 'silent', final: false, code: 1006 }])
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a log that is read on', () => {
  it('from the head that is held; what follows it comes once, and its end with its chain value', async () => {
    const line = await welcomed({ from: at(2) })
    expect(line.seen.sent.at(-1)).toEqual({ kind: 'resume', fromSeq: 2 })
    expect(line.seen.welcomed).toBe(1)
    await line.says(entries(3, 4), { kind: 'entries', entries: [] }, entries(5, 6), { kind: 'caughtUp', seq: 6 })
    expect([line.seen.entries, line.seen.caughtUp]).toEqual([[3, 4, 5, 6], [headAt(6)]])
    await line.says(
      { kind: 'refused', uuid: 'ab'.repeat(16), type: 'wrongSeq', message: 'm' },
      { kind: 'presence', bytes: Uint8Array.of(1, 2) },
    )
    expect([line.seen.refused, line.seen.presence, line.seen.closed]).toEqual([['wrongSeq'], [2], []])
  })

  it('a piece of nothing is no news', async () => {
    let told = 0
    const line = await welcomed({ onEntries: () => void told++ })
    await line.says({ kind: 'entries', entries: [] })
    expect([told, line.seen.closed]).toEqual([0, []])
  })

  it('a relay that stops one entry short of what it promised hides it', async () => {
    const line = await welcomed()
    await line.says(entries(1, 2, 3, 4, 5), { kind: 'caughtUp', seq: 5 })
    expect(line.seen.closed).toMatchObject([
      {
        reason: 'truncated',
        final: true,
        message: 'The relay said its log reaches 6 but shows 5. Stop using this relay and tell the owner.',
      },
    ])
    expect(line.seen.caughtUp).toEqual([])
  })

  it('the last entries alone: the first may follow anything, the next ones follow it', async () => {
    const line = await welcomed({ lastEntries: 2 })
    expect(line.seen.sent.at(-1)).toEqual({ kind: 'resume', fromSeq: 4 })
    await line.says(entries(5, 6), { kind: 'caughtUp', seq: 6 })
    expect([line.seen.entries, line.seen.caughtUp]).toEqual([[5, 6], [headAt(6)]])
    const gap = await welcomed({ lastEntries: 3 })
    await gap.says(entries(4, 6))
    expect([gap.seen.entries, gap.seen.closed]).toMatchObject([[], [{ reason: 'gap' }]])
  })

  it('more last entries than there are: all of it, from the beginning and checked from there', async () => {
    const line = await welcomed({ lastEntries: 10 })
    expect(line.seen.sent.at(-1)).toEqual({ kind: 'resume', fromSeq: 0 })
    await line.says(entries(2))
    expect(line.seen.closed).toMatchObject([
      { reason: 'gap', message: 'The relay sent position 2 after 0. Connect again; if it stays, change the relay.' },
    ])
  })

  it('an invited device reads from the beginning, and its entries have gaps', async () => {
    const line = await welcomed({ accessOnly: true, from: at(3), head: 2 })
    expect(line.seen.sent.at(-1)).toEqual({ kind: 'resume', fromSeq: 0 })
    await line.says(entries(1, 4), { kind: 'caughtUp', seq: 4 })
    expect([line.seen.entries, line.seen.closed, line.seen.caughtUp.length]).toEqual([[1, 4], [], 1])
    // Fewer than the log has are all that it may see.
    const few = await welcomed({ accessOnly: true })
    await few.says(entries(1), { kind: 'caughtUp', seq: 6 })
    expect([few.seen.closed, few.seen.caughtUp.length]).toEqual([[], 1])
    const other = await welcomed({ accessOnly: true, from: { ...at(6), chain: 'cd'.repeat(32) } })
    expect(other.seen.closed).toEqual([])
  })

  it('another history at the head that is held, or behind it, is a fork and said so', async () => {
    for (const [from, head] of [[{ ...at(6), chain: 'cd'.repeat(32) }, 6]] as const) {
      const line = await welcomed({ from, head })
      expect(line.seen.closed).toMatchObject([
        { reason: 'fork', message: expect.stringContaining('its entry 6 is not the one this device holds.') as string },
      ])
      expect([line.seen.welcomed, line.kinds()]).toEqual([0, ['hello', 'auth']])
    }
    const line = await welcomed({ from: at(2) })
    await line.says({
      kind: 'entries',
      entries: [chainOf(1, at(2), 9).map((entry) => ({ ...entry, bytes: Uint8Array.of(1) }))[0]!],
    })
    expect(line.seen.closed).toMatchObject([
      { reason: 'fork', message: expect.stringContaining('its entry 3 is not the one this device holds.') as string },
    ])
  })
})

describe('a log that is brought', () => {
  it('is not given to a relay that nobody offered one', async () => {
    for (const held of [undefined, heldLog(6)]) {
      const line = connection({ from: at(6), ...(held && { held }) })
      line.opens()
      await line.says({ kind: 'challenge', relayNonce: nonce }, { kind: 'bring', what: 'log', fromSeq: 0 })
      expect(line.seen.closed).toMatchObject([
        {
          reason: 'malformed',
          final: true,
          message: 'The relay asks for a log that nobody offered. Check the address.',
        },
      ])
      expect(line.kinds()).toEqual(['hello', 'auth'])
    }
    const nothing = connection({ createToken: 'token' })
    nothing.opens()
    await nothing.says({ kind: 'challenge', relayNonce: nonce }, { kind: 'bring', what: 'genesis', fromSeq: 0 })
    expect(nothing.seen.closed).toMatchObject([{ reason: 'malformed' }])
  })

  it('begins with its founding, the token and the relay’s own word where there is one', async () => {
    for (const word of [undefined, wordAt(4)]) {
      const line = connection({ from: at(6), held: heldLog(6, word), createToken: 'secret' })
      line.opens()
      await line.says({ kind: 'challenge', relayNonce: nonce }, { kind: 'bring', what: 'genesis', fromSeq: 0 })
      expect(line.seen.sent.at(-1)).toEqual({
        kind: 'create',
        createToken: 'secret',
        genesis: log[0]!.bytes,
        ...(word && { receipt: word.receipt }),
      })
      await line.says({ kind: 'bring', what: 'log', fromSeq: 1 })
      const adopted = line.seen.sent.filter((frame) => frame.kind === 'adopt')
      // What it signed for is what it gets; without a word, all there is.
      expect(adopted.map(({ entries: part, last }) => [part.map(({ seq }) => seq), last])).toEqual(
        word
          ? [
              [[2, 3], false],
              [[4], false],
              [[], true],
            ]
          : [
              [[2, 3], false],
              [[4, 5], false],
              [[6], false],
              [[], true],
            ],
      )
    }
    const empty = connection({ held: heldLog(0), createToken: '' })
    empty.opens()
    await empty.says({ kind: 'challenge', relayNonce: nonce }, { kind: 'bring', what: 'genesis', fromSeq: 0 })
    expect([empty.kinds(), empty.seen.closed]).toEqual([['hello', 'auth'], []])
  })

  it('ends where the line ends, however much of it is left', async () => {
    const held = heldLog(6)
    const line = connection({
      from: at(6),
      createToken: '',
      held: { ...held, read: (after) => (after >= 2 && line.port.close(), held.read(after)) },
    })
    line.opens()
    await line.says({ kind: 'challenge', relayNonce: nonce }, { kind: 'bring', what: 'log', fromSeq: 0 })
    expect(line.kinds()).toEqual(['hello', 'auth', 'adopt'])
  })
})

describe('a relay whose log ends before this device’s', () => {
  it('is offered what it signed for, and gets that once; a second time it has lost it for good', async () => {
    const word = wordAt(5)
    const line = await welcomed({ from: at(6), head: 3, held: heldLog(6, word) })
    expect(line.seen.givesBack).toEqual([[4, 5]])
    expect(line.seen.words.at(-1)).toMatchObject({ returned: { from: 4, to: 5 }, receipt: { seq: 5 } })
    expect(line.seen.sent.at(-1)).toEqual({ kind: 'offer', receipt: word.receipt })
    await line.says({ kind: 'bring', what: 'log', fromSeq: 3 })
    expect(line.seen.sent.slice(3)).toEqual([
      { kind: 'adopt', entries: [log[3], log[4]], last: false },
      { kind: 'adopt', entries: [], last: true },
    ])
    await line.says(welcomeAt(3))
    expect(line.seen.closed).toMatchObject([
      {
        reason: 'rollback',
        final: true,
        message: expect.stringContaining("The relay's log ends at 3, but this device has seen 6") as string,
      },
    ])
    expect(line.seen.givesBack).toHaveLength(1)
  })

  it('is offered the rest where another device gave back a part of it meanwhile', async () => {
    const line = await welcomed({ from: at(6), head: 3, held: heldLog(6, wordAt(6)) })
    await line.says({ kind: 'bring', what: 'log', fromSeq: 3 }, welcomeAt(4))
    expect([line.seen.givesBack, line.seen.closed]).toEqual([
      [
        [4, 6],
        [5, 6],
      ],
      [],
    ])
    expect(line.seen.sent.at(-1)).toMatchObject({ kind: 'offer' })
    await line.says(welcomeAt(4))
    expect(line.seen.closed).toMatchObject([{ reason: 'rollback', final: true }])
  })

  it('up to the last entry that is held, and from one entry behind the end it shows', async () => {
    for (const [head, word] of [
      [3, 6],
      [3, 4],
    ] as const) {
      const line = await welcomed({ from: at(6), head, held: heldLog(6, wordAt(word)) })
      expect(line.seen.givesBack).toEqual([[head + 1, word]])
    }
  })

  it('and that signed nothing for the rest, or for more than is held here, is left; so it is where nothing is remembered', async () => {
    const beyond: RelayWord = {
      ...wordAt(6),
      receipt: scriptedKey.receipt(workspaceId, { seq: 7, chain: 'cd'.repeat(32) }, 5),
    }
    for (const held of [heldLog(6, wordAt(3)), heldLog(6, wordAt(2)), heldLog(6), heldLog(6, beyond), undefined]) {
      const line = await welcomed({ from: at(6), head: 3, ...(held && { held }) })
      expect(line.seen.closed).toMatchObject([{ reason: 'rollback', final: true }])
      expect([line.seen.givesBack, line.seen.welcomed, line.kinds()]).toEqual([[], 0, ['hello', 'auth']])
    }
  })

  it('with another history before its end is a fork, offered nothing', async () => {
    const held = { ...heldLog(6, wordAt(5)), chainAt: () => Promise.resolve('cd'.repeat(32)) }
    const line = await welcomed({ from: at(6), head: 3, held })
    expect(line.seen.closed).toMatchObject([
      { reason: 'fork', message: expect.stringContaining('its entry 3 is not the one this device holds.') as string },
    ])
    expect(line.kinds()).toEqual(['hello', 'auth'])
  })
})

describe('the word of a relay', () => {
  it('with another key than the one that is known ends it before anything is read', async () => {
    const line = await welcomed({ from: at(6), held: heldLog(6, { ...wordAt(6), key: createRelayKey().publicKey }) })
    expect(line.seen.closed).toMatchObject([{ reason: 'relayKeyChanged', final: true }])
    expect([line.seen.welcomed, line.kinds()]).toEqual([0, ['hello', 'auth']])
  })

  it('for the last of the entries is kept when it holds, and ends the connection when it does not', async () => {
    const line = await welcomed({ held: heldLog(0), head: 0 })
    await line.says({ ...entries(1, 2), receipt: receiptAt(2) } as RelayFrame)
    expect([line.seen.entries, line.seen.words.at(-1)!.receipt.seq]).toEqual([[1, 2], 2])
    await line.says({ ...entries(3), receipt: receiptAt(3, createRelayKey()) } as RelayFrame)
    expect([line.seen.entries, line.seen.closed]).toMatchObject([[1, 2], [{ reason: 'badReceipt', final: true }]])
    expect(line.seen.words.at(-1)!.receipt.seq).toBe(2)
  })

  it('that another chain value stood at a position which is now shown otherwise is a fork; nothing of it is handed over', async () => {
    const word: RelayWord = {
      ...wordAt(6),
      receipt: scriptedKey.receipt(workspaceId, { seq: 2, chain: 'cd'.repeat(32) }, 5),
    }
    const line = await welcomed({ held: heldLog(0, word) })
    await line.says(entries(1, 2, 3))
    expect([line.seen.entries, line.seen.closed]).toMatchObject([
      [],
      [{ reason: 'fork', message: expect.stringContaining('The relay signed two histories: for entry 2') as string }],
    ])
    // Its word of now, for the log that can't be, is the proof against what it signed before.
    expect(line.seen.words.at(-1)).toMatchObject({
      receipt: { seq: 2, chain: 'cd'.repeat(32) },
      against: { seq: 6, chain: headAt(6).chain },
    })
  })

  it('for an entry of this device counts where the head stands there, and is otherwise left until it comes with the entries', async () => {
    const stored = (seq: number, receipt = receiptAt(seq)): RelayFrame => ({
      kind: 'stored',
      uuid: 'ab'.repeat(16),
      seq,
      relayTime: 1,
      chain: headAt(seq).chain,
      receipt,
    })
    const line = await welcomed({ held: heldLog(0), head: 0 })
    await line.says(stored(1, receiptAt(1, createRelayKey())))
    expect([line.seen.stored, line.seen.closed]).toEqual([[1], []])
    await line.says(entries(1), stored(1))
    expect(line.seen.words.at(-1)!.receipt.seq).toBe(1)
    await line.says(stored(1, receiptAt(1, createRelayKey())))
    expect([line.seen.stored, line.seen.closed]).toMatchObject([[1, 1], [{ reason: 'badReceipt' }]])
  })
})

describe('the clock of a relay', () => {
  it('is heard with the welcome, half of the time to answer taken off', async () => {
    let now = 1_000_000
    const line = connection({ clock: { now: () => now } })
    line.opens()
    await line.says({ kind: 'challenge', relayNonce: nonce })
    now += 80
    await line.says({ ...welcomeAt(6), relayTime: now - 40 + 3_000 })
    expect(line.seen.clocks).toEqual([3_000])
  })
})

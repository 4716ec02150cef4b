import { afterEach, describe, expect, it, vi } from 'vitest'
import { generateDeviceKeys, sign } from '~/lib/crypto/deviceKeys'
import { createRecoveryKit } from '~/lib/crypto/recoveryKit'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { foundWorkspace } from '~/lib/sync/joining/founding'
import type { LogClosed, LogPosition } from '~/lib/sync/connection/logPort'
import { relayAddress } from '~/lib/sync/connection/relayAddress'
import { createRelayConnection, silentMs, type Connect } from '~/lib/sync/connection/relayConnection'
import { createAuthor, positionOf } from '../../contract/logPort'
import { random, until } from '../support/relay'
import { scriptedRelay, serving } from '../support/scriptedRelay'

/** A log of one device: founding and five entries. */
async function aLog() {
  const clock = { now: () => 1_000 }
  const keys = await generateDeviceKeys()
  const kit = await createRecoveryKit(random)
  const founding = await foundWorkspace(keys, kit.sealed, { random, clock })
  const author = await createAuthor({ ...founding, keys })
  const entries: SequencedEntry[] = [founding.genesis]
  for (let i = 0; i < 5; i++)
    entries.push(sequenceEntry(positionOf(entries.at(-1)!), (await author.entry()).bytes, 1_000 + i))
  return { keys, entries, author, ...founding }
}

function read(
  log: Awaited<ReturnType<typeof aLog>>,
  connect: Connect,
  from: LogPosition,
  clock = { now: () => Date.now() },
) {
  const taken: SequencedEntry[] = []
  const closed: LogClosed[] = []
  const caughtUp: number[] = []
  const port = createRelayConnection({
    connect,
    clock,
    random,
    address: unwrap(relayAddress('http://127.0.0.1:1')),
    workspaceId: log.workspaceId,
    speaker: { as: 'device', deviceId: log.keys.deviceId },
    sign: (message) => sign(log.keys.sign.privateKey, toBytes(message)),
    events: {
      entries: (entries) => taken.push(...entries),
      caughtUp: ({ seq }) => caughtUp.push(seq),
      stored: () => undefined,
      refused: () => undefined,
      presence: () => undefined,
      closed: (why) => closed.push(why),
      welcome: () => undefined,
      heard: () => undefined,
    },
  })
  port.open(from)
  return { port, taken, closed, caughtUp, done: () => until(() => closed.length + caughtUp.length > 0, 'an end') }
}

const at = (entries: readonly SequencedEntry[], seq: number): LogPosition => positionOf(entries[seq - 1]!)

/** The same entries under another order or time: what a relay makes that shows somebody another history. */
function resequence(entries: readonly SequencedEntry[], later = 0): SequencedEntry[] {
  const out: SequencedEntry[] = []
  let head: LogPosition = { seq: 0, chain: '0'.repeat(64), relayTime: 0 }
  for (const { bytes, relayTime } of entries) {
    const next = sequenceEntry(head, bytes, relayTime + later)
    out.push(next)
    head = positionOf(next)
  }
  return out
}

describe('a relay that is not to be trusted is left, and named', () => {
  it('an honest one is followed to its head', async () => {
    const log = await aLog()
    const reader = read(log, scriptedRelay(serving(log.entries)).connect, at(log.entries, 2))
    await reader.done()
    expect(reader.taken.map(({ seq }) => seq)).toEqual([3, 4, 5, 6])
    expect(reader.caughtUp).toEqual([6])
  })

  it('fork at our head: another history of the same length', async () => {
    const log = await aLog()
    const reader = read(log, scriptedRelay(serving(resequence(log.entries, 7))).connect, at(log.entries, 6))
    await reader.done()
    expect(reader.closed[0]).toMatchObject({ reason: 'fork', final: true })
    expect(reader.closed[0]!.message).toContain(
      'The relay shows two histories: its entry 6 is not the one this device holds.',
    )
    expect(reader.taken).toEqual([])
  })

  it('fork behind us: entries that do not continue what we hold', async () => {
    const log = await aLog()
    const reader = read(log, scriptedRelay(serving(resequence(log.entries, 7))).connect, at(log.entries, 3))
    await reader.done()
    expect(reader.closed[0]).toMatchObject({ reason: 'fork', final: true })
    expect(reader.taken).toEqual([])
  })

  it('rollback: its log ends before what we have seen', async () => {
    const log = await aLog()
    const reader = read(log, scriptedRelay(serving(log.entries.slice(0, 4))).connect, at(log.entries, 6))
    await reader.done()
    expect(reader.closed[0]).toMatchObject({ reason: 'rollback', final: true })
  })

  it('truncated: it promises more than it shows', async () => {
    const log = await aLog()
    const reader = read(
      log,
      scriptedRelay(serving(log.entries, { after: () => log.entries.slice(2, 4) })).connect,
      at(log.entries, 2),
    )
    await reader.done()
    expect(reader.closed[0]).toMatchObject({ reason: 'truncated', final: true })
  })

  it('drop: an entry is left out in the middle', async () => {
    const log = await aLog()
    const reader = read(
      log,
      scriptedRelay(serving(log.entries, { after: () => [log.entries[2]!, log.entries[4]!] })).connect,
      at(log.entries, 2),
    )
    await reader.done()
    expect(reader.closed[0]).toMatchObject({ reason: 'gap', final: true })
  })

  it('reorder: two entries change places', async () => {
    const log = await aLog()
    const reader = read(
      log,
      scriptedRelay(serving(log.entries, { after: () => [log.entries[3]!, log.entries[2]!] })).connect,
      at(log.entries, 2),
    )
    await reader.done()
    expect(reader.closed[0]).toMatchObject({ reason: 'gap', final: true })
  })

  it('replay: an entry that we hold comes again', async () => {
    const log = await aLog()
    const reader = read(
      log,
      scriptedRelay(serving(log.entries, { after: () => [log.entries[1]!, ...log.entries.slice(2)] })).connect,
      at(log.entries, 2),
    )
    await reader.done()
    expect(reader.closed[0]).toMatchObject({ reason: 'gap', final: true })
  })

  it('swapped bytes under a true place', async () => {
    const log = await aLog()
    const swapped = { ...log.entries[2]!, bytes: log.entries[3]!.bytes }
    const reader = read(
      log,
      scriptedRelay(serving(log.entries, { after: () => [swapped] })).connect,
      at(log.entries, 2),
    )
    await reader.done()
    expect(reader.closed[0]).toMatchObject({ reason: 'fork', final: true })
    expect(reader.taken).toEqual([])
  })

  it('time that falls', async () => {
    const log = await aLog()
    const head = at(log.entries, 6)
    const before = { ...sequenceEntry(head, (await log.author.entry()).bytes, 2_000), relayTime: 10 }
    const reader = read(log, scriptedRelay(serving([...log.entries, before], { after: () => [before] })).connect, head)
    await reader.done()
    expect(reader.closed[0]).toMatchObject({ reason: 'timeFell', final: true })
  })

  it('bytes that are no frame', async () => {
    const log = await aLog()
    const honest = serving(log.entries)
    const reader = read(
      log,
      scriptedRelay((frame, socket) =>
        frame.kind === 'auth' ? socket.sendBytes(Uint8Array.of(200, 1, 2)) : honest(frame, socket),
      ).connect,
      at(log.entries, 1),
    )
    await reader.done()
    expect(reader.closed[0]).toMatchObject({ reason: 'malformed', final: true })
  })

  it('bytes that are no frame as the first word: nobody there ever was a relay, so the address is what is wrong', async () => {
    const log = await aLog()
    const reader = read(
      log,
      scriptedRelay((_frame, socket) => socket.sendBytes(Uint8Array.of(200, 1, 2))).connect,
      at(log.entries, 1),
    )
    await reader.done()
    expect(reader.closed[0]).toMatchObject({ reason: 'notARelay', final: false, trouble: 'notARelay' })
  })

  it('a challenge is signed with its own tag: the answer is no entry and no statement', async () => {
    const log = await aLog()
    // The relay chooses as challenge what an entry would begin with; the tag in front makes the signature worthless for
    // it.
    const chosen = log.entries[1]!.bytes.slice(0, 32)
    const relay = scriptedRelay((frame, socket) => {
      if (frame.kind === 'hello') socket.send({ kind: 'challenge', relayNonce: toBytes(chosen) })
    })
    read(log, relay.connect, at(log.entries, 1))
    await until(() => relay.received.some(({ kind }) => kind === 'auth'), 'auth')
    const auth = relay.received.find((frame) => frame.kind === 'auth')!
    if (auth.kind !== 'auth') throw new Error('no auth')
    const { verify } = await import('~/lib/crypto/deviceKeys')
    expect(await verify(log.keys.signKey, toBytes(chosen), auth.signature)).toBe(false)
  })
})

describe('close codes', () => {
  it.each([
    [4401, true],
    [4403, true],
    [4409, true],
    [4429, true],
    [1006, false],
    [1012, false],
    [4500, false],
  ])('%i final: %s', async (code, final) => {
    const log = await aLog()
    const reader = read(log, scriptedRelay((_frame, socket) => socket.close(code)).connect, at(log.entries, 1))
    await reader.done()
    expect(reader.closed[0]).toMatchObject({ code, final })
  })
})

describe('a relay that says nothing', () => {
  afterEach(() => void vi.useRealTimers())

  it('is pinged every 20 s and counts as silent when nothing is heard', async () => {
    const log = await aLog()
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'Date'] })
    const relay = scriptedRelay((frame, socket) => {
      if (frame.kind !== 'ping') serving(log.entries)(frame, socket)
    })
    const reader = read(log, relay.connect, at(log.entries, 1))
    await vi.waitFor(() => expect(reader.caughtUp).toEqual([6]))
    await vi.advanceTimersByTimeAsync(limits.pingMs * 2)
    expect(relay.received.filter(({ kind }) => kind === 'ping')).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(silentMs)
    expect(reader.closed).toMatchObject([{ reason: 'silent', final: false }])
    expect(reader.closed[0]!.message).toContain(
      'stopped answering. Keep this browser profile until your changes are out.',
    )
  })
})

/**
 * One life of one connection, seen from the replica: what ends it with which word, what goes out when, and what is done
 * about what came in.
 */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { generateDeviceKeys } from '~/lib/crypto/deviceKeys'
import { openRecoveryKit } from '~/lib/crypto/recoveryKit'
import { readAccessBody } from '~/lib/protocol/access/accessBody'
import { sequenceEntry } from '~/lib/protocol/log/chain'
import { readEntry } from '~/lib/protocol/log/entry'
import { readPresence } from '~/lib/protocol/bodies/presenceFrame'
import { toBytes } from '~/lib/shared/bytes'
import { fail, ok, unwrap } from '~/lib/shared/result'
import type { LogClosed, LogPort } from '~/lib/sync/connection/logPort'
import { askTimeReset, isTimeResetAsked, rememberBrought } from '~/lib/sync/session/ownersWord'
import { sealPresence } from '~/lib/sync/editors/sendPresence'
import { createLine, type LineEnd, type LineOptions } from '~/lib/sync/connection/syncLine'
import { readRecoveryKeys, writeRecoveryKeys } from '~/lib/vault/store/deviceKeyStore'
import type { IngestReport, Replica } from '~/lib/vault/replica/replica'
import { foundDevice, type Device } from '../support/device'
import { random } from '../support/relay'

let alice: Device
const origin = 'https://relay.example'
beforeEach(async () => {
  alice = await foundDevice('Alice')
  await alice.sync.stop()
})
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await alice.stop()
})

const report = (more: Partial<IngestReport> = {}): Awaited<ReturnType<Replica['ingest']>> =>
  ok({ head: { seq: 1, chain: '' }, applied: 1, confirmed: [], notCounted: [], accessChanged: false, ...more })

function aLine(
  over: Partial<LineOptions> & {
    readonly timeSource?: 'relay' | 'device'
    readonly replicaOver?: Partial<Replica>
  } = {},
) {
  const calls: string[] = []
  const ends: LineEnd[] = []
  const appended: { readonly uuid: string; readonly bytes: Uint8Array }[] = []
  const presented: Uint8Array[] = []
  const heals: (boolean | number)[] = []
  const clock = { now: Date.now() }
  const did = (what: string) => () => void calls.push(what)
  const port: LogPort = {
    timeSource: over.timeSource ?? 'relay',
    open: ({ seq }) => void calls.push(`open ${seq}`),
    append: (uuid, bytes) => void appended.push({ uuid, bytes }),
    present: (frame) => void presented.push(frame),
    close: did('port closed'),
  }
  const line = createLine({
    replica: { ...alice.replica, ...over.replicaOver },
    keys: alice.keys,
    recovery: undefined,
    random,
    clock: { now: () => clock.now },
    drain: {
      start: did('drain'),
      stop: did('drain stops'),
      nudge: did('drain nudge'),
      flush: did('flush'),
      refused: (uuid, type, message) => void calls.push(`drain refused ${uuid} ${type} ${message}`),
      ingested: did('drain ingested'),
      inFlight: 0,
    },
    blobs: { nudge: did('files'), disconnected: did('files stop') } as unknown as NonNullable<LineOptions['blobs']>,
    snapshots: {
      listen: did('listen'),
      heard: (id: string) => void calls.push(`snapshots heard ${id === alice.keys.deviceId ? 'Alice' : id}`),
      writeDue: () => (calls.push('write due'), Promise.resolve(true)),
    },
    healing: { healNext: () => (calls.push('heal'), Promise.resolve(heals.shift() ?? false)) },
    writers: {
      again: did('again'),
      body: () => ({ writing: [] }),
      heard: (id) => void calls.push(`writers heard ${id === alice.keys.deviceId ? 'Alice' : id}`),
    },
    relayOrigin: origin,
    relayNow: () => clock.now,
    onProgress: did('progress'),
    onEnd: (end) => (ends.push(end), Promise.resolve()),
    ...over,
  })
  line.open(port)
  const { events } = line
  /** The log gives an entry its place and hands it back. */
  const placed = async (bytes: Uint8Array): Promise<void> => {
    const head = alice.replica.head()
    events.entries([sequenceEntry(head, toBytes(bytes), Math.max(clock.now, head.relayTime))])
    await line.idle()
  }
  const caughtUp = async (): Promise<void> => {
    events.caughtUp(alice.replica.head())
    await line.idle()
  }
  const said = (at = -1): string => {
    const entry = unwrap(readEntry(appended.at(at)!.bytes))
    return unwrap(readAccessBody(entry.ciphertext)).type
  }
  return {
    line,
    events,
    calls,
    ends,
    appended,
    presented,
    heals,
    clock,
    placed,
    caughtUp,
    said,
    told: () => calls.splice(0),
  }
}
/** A line whose owner has nothing to say any more: everything else goes out. */
async function sending(over: Parameters<typeof aLine>[0] = {}) {
  const made = aLine(over)
  await made.caughtUp()
  await made.placed(made.appended[0]!.bytes)
  made.told()
  return made
}
/** A line that hands these reports back, whatever comes. */
const reporting = (answer: () => Awaited<ReturnType<Replica['ingest']>>): Partial<Replica> => ({
  ingest: () => Promise.resolve(answer()),
})

describe('at the head of a relay’s log', () => {
  it('an owner’s word goes first; everything else waits until it is in the log, and then starts in one go', async () => {
    const { line, caughtUp, placed, appended, said, told, presented } = aLine()
    expect([told(), line.caughtUp]).toEqual([[`open ${alice.replica.head().seq}`], false])
    await caughtUp()
    expect([said(), appended.length, told(), line.caughtUp]).toEqual(['relayJoined', 1, [], true])
    await placed(appended[0]!.bytes)
    expect([told(), appended.length, presented.length]).toEqual([
      ['drain ingested', 'drain', 'heal', 'files', 'listen', 'progress'],
      1,
      1,
    ])
  })

  it('the word waits for nobody’s: what else comes in meanwhile starts nothing', async () => {
    let answer = report()
    const { caughtUp, events, line, told, appended } = aLine({ replicaOver: reporting(() => answer) })
    await caughtUp()
    told()
    answer = report({ accessChanged: true })
    events.entries([])
    await line.idle()
    expect([told(), appended.length]).toEqual([['drain ingested'], 1])
  })

  it.each(['accessConflict', 'wrongEpoch'])('refused for %s it is said again on what came between', async (type) => {
    const { caughtUp, events, line, appended, said, told } = aLine({ replicaOver: reporting(() => report()) })
    await caughtUp()
    events.refused(appended[0]!.uuid, type, 'm')
    await line.idle()
    expect([appended.length, told()]).toEqual([1, [expect.stringContaining('open') as string]])
    events.entries([])
    await line.idle()
    expect([appended.length, said(), told()]).toEqual([2, 'relayJoined', ['drain ingested']])
  })

  it('refused because the relay’s clock stands, it is tried on a later line; refused for good, all goes on without it', async () => {
    const paused = aLine()
    await paused.caughtUp()
    paused.events.refused(paused.appended[0]!.uuid, 'clockPaused', 'The clock stands.')
    await paused.line.idle()
    expect([paused.ends, paused.line.caughtUp]).toEqual([
      [{ type: 'later', cause: 'clockPaused', message: 'The clock stands.' }],
      false,
    ])
    const refused = aLine()
    await refused.caughtUp()
    refused.told()
    refused.events.refused(refused.appended[0]!.uuid, 'mayNot', 'm')
    await refused.line.idle()
    expect([refused.ends, refused.appended.length, refused.told()]).toEqual([
      [],
      1,
      ['drain', 'heal', 'files', 'listen', 'progress'],
    ])
  })

  it('a relay that is named is told nothing; where the owner asked for it, time may fall, once', async () => {
    const first = await sending()
    first.line.close()
    await askTimeReset(alice.vault)
    const { caughtUp, placed, appended, said, told } = aLine()
    await caughtUp()
    expect([said(), appended.length]).toEqual(['timeReset', 1])
    expect(await isTimeResetAsked(alice.vault)).toBe(true)
    await placed(appended[0]!.bytes)
    expect([appended.length, await isTimeResetAsked(alice.vault), told().includes('drain')]).toEqual([1, false, true])
    const third = aLine()
    await third.caughtUp()
    expect([third.appended, third.told().includes('drain')]).toEqual([[], true])
  })

  it('who brought the log to another relay says so, and only for that one', async () => {
    const first = await sending()
    first.line.close()
    await rememberBrought(alice.vault, 'https://other.example')
    const elsewhere = aLine()
    await elsewhere.caughtUp()
    // It is not the one it was brought to: nothing is due, and what was remembered is over.
    expect([elsewhere.appended, await alice.vault.meta.get('relayBrought')]).toEqual([[], undefined])
    elsewhere.line.close()
    await rememberBrought(alice.vault, 'https://other.example')
    const { caughtUp, placed, appended, said } = aLine({ relayOrigin: 'https://other.example' })
    await caughtUp()
    expect(said()).toBe('relayJoined')
    await placed(appended[0]!.bytes)
    expect(alice.replica.access().relays.map(({ origin: at }) => at)).toEqual([origin, 'https://other.example'])
  })

  it('who is no owner, or knows not all rules, has no word to say', async () => {
    const access = alice.replica.access()
    const lead = {
      ...access,
      members: Object.fromEntries(
        Object.entries(access.members).map(([id, member]) => [id, { ...member, role: 'lead' as const }]),
      ),
    }
    const gone = {
      ...access,
      devices: Object.fromEntries(
        Object.entries(access.devices).map(([id, device]) => [id, { ...device, removedAt: 1 }]),
      ),
    }
    for (const state of [lead, gone]) {
      const { caughtUp, appended, told } = aLine({ replicaOver: { access: () => state } })
      await caughtUp()
      expect([appended, told().includes('drain')]).toEqual([[], true])
    }
    const doubted = aLine({ replicaOver: { settled: () => Promise.resolve(fail('rebuilt', '')) } })
    await doubted.caughtUp()
    expect(doubted.appended).toEqual([])
  })
})

describe('the log of this device alone', () => {
  it('has nobody to tell, to let in or to heal: what waits goes out', async () => {
    const { caughtUp, told, appended, presented, line } = aLine({
      timeSource: 'device',
      relayOrigin: undefined,
      blobs: undefined,
      snapshots: undefined,
    })
    await caughtUp()
    line.present()
    await line.idle()
    expect([told(), appended, presented]).toEqual([
      [expect.stringContaining('open') as string, 'drain', 'progress'],
      [],
      [],
    ])
  })
})

describe('what comes in', () => {
  it('at the head is acted on: rights changed, somebody may be let in or healed; records changed, files and snapshots may be due', async () => {
    let answer = report()
    const first = await sending()
    first.line.close()
    const made = aLine({ replicaOver: reporting(() => answer) })
    await made.caughtUp()
    made.told()
    const take = async (more: Partial<IngestReport>): Promise<string[]> => {
      answer = report(more)
      made.events.entries([])
      await made.line.idle()
      return made.told()
    }
    expect(await take({ applied: 0 })).toEqual(['drain ingested', 'progress'])
    expect(await take({ applied: 1 })).toEqual(['drain ingested', 'files', 'write due', 'files', 'progress'])
    expect(await take({ applied: 0, accessChanged: true })).toEqual(['drain ingested', 'heal', 'progress'])
    expect(await take({ applied: 0, confirmed: ['x'] })).toEqual(['drain ingested', 'again', 'progress'])
  })

  it('before the head is only taken', async () => {
    const made = aLine({ replicaOver: reporting(() => report({ accessChanged: true })) })
    made.events.entries([])
    await made.line.idle()
    expect(made.told()).toEqual([expect.stringContaining('open') as string, 'drain ingested', 'progress'])
  })

  it.each<[string, LineEnd['type']]>([
    ['fork', 'misbehaves'],
    ['timeFell', 'misbehaves'],
    ['gap', 'misbehaves'],
    ['rebuilding', 'later'],
    ['diskFull', 'later'],
  ])('that the replica does not take for %s ends the line: %s', async (type, ends) => {
    const made = aLine({ replicaOver: reporting(() => fail(type, 'what it says')) })
    made.events.entries([])
    await made.line.idle()
    expect(made.ends).toMatchObject([
      ends === 'misbehaves'
        ? { type: ends, failure: { type, message: 'what it says' } }
        : { type: ends, message: 'what it says' },
    ])
    expect(made.told().slice(1)).toEqual(['drain stops', 'files stop', 'port closed'])
  })

  it.each(['badSignature', 'duplicate', 'wrongWorkspace', 'wrongSeq', 'unknownDevice', 'malformed'])(
    'and does not count for %s is a lie of the relay, which this device alone can’t tell itself',
    async (verdict) => {
      const lies = reporting(() =>
        report({
          notCounted: [
            { seq: 4, uuid: 'x', verdict: 'accessConflict', own: false },
            { seq: 5, uuid: 'y', verdict, own: false },
          ],
        }),
      )
      const made = aLine({ replicaOver: lies })
      made.events.entries([])
      await made.line.idle()
      expect(made.ends).toMatchObject([
        { type: 'misbehaves', failure: { type: verdict, message: expect.stringContaining('at position 5') as string } },
      ])
      expect(made.told()).not.toContain('drain ingested')
      const own = aLine({ replicaOver: lies, timeSource: 'device', relayOrigin: undefined })
      own.events.entries([])
      await own.line.idle()
      expect([own.ends, own.told()]).toEqual([[], [expect.anything() as string, 'drain ingested', 'progress']])
    },
  )

  it('that was refused by its rights is no lie', async () => {
    const made = aLine({
      replicaOver: reporting(() =>
        report({ notCounted: [{ seq: 4, uuid: 'x', verdict: 'roleMayNotWrite', own: false }] }),
      ),
    })
    made.events.entries([])
    await made.line.idle()
    expect(made.ends).toEqual([])
  })

  it('beyond what stays in memory is read again from the head', async () => {
    const made = aLine({ replicaOver: reporting(() => report({ letGo: true })) })
    made.events.entries([])
    await made.line.idle()
    expect([made.ends, made.told().includes('progress')]).toEqual([[{ type: 'readAgain' }], false])
  })

  it('and removes this device ends the line as that, when rights changed, and not for one that was never let in', async () => {
    const access = alice.replica.access()
    const gone = {
      ...access,
      devices: { [alice.keys.deviceId]: { ...access.devices[alice.keys.deviceId]!, removedAt: 1 } },
    }
    const take = async (accessChanged: boolean, state = gone): Promise<readonly LineEnd[]> => {
      const made = aLine({ replicaOver: { ...reporting(() => report({ accessChanged })), access: () => state } })
      made.events.entries([])
      await made.line.idle()
      return made.ends
    }
    expect(await take(true)).toEqual([{ type: 'removed' }])
    expect(await take(false)).toEqual([])
    expect(await take(true, { ...access, devices: {} } as never)).toEqual([])
  })

  it('after its end is dropped, and so is what was being taken', async () => {
    let let_in = (): void => undefined
    const made = aLine({
      replicaOver: { ingest: () => new Promise((resolve) => (let_in = () => resolve(report({ confirmed: ['x'] })))) },
    })
    made.events.entries([])
    await new Promise((resolve) => setImmediate(resolve))
    made.line.close()
    made.told()
    let_in()
    made.events.caughtUp(alice.replica.head())
    made.events.refused('u', 't', 'm')
    await made.line.idle()
    expect([made.told(), made.ends, made.line.caughtUp]).toEqual([[], [], false])
    made.line.close()
    expect(made.told()).toEqual([])
  })

  it('and breaks this device’s own work is tried again later, and told on the console', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const made = aLine({ replicaOver: { ingest: () => Promise.reject(new Error('a bug')) } })
    made.events.entries([])
    await made.line.idle()
    await vi.waitFor(() => expect(made.ends).toMatchObject([{ type: 'later' }]))
    expect(told).toHaveBeenCalledWith('sync', expect.any(Error))
  })
})

describe('what others say', () => {
  it('is dropped unless it is genuine, of now and new', async () => {
    const { events, line, clock, told } = await sending()
    const frame = (await sealPresence(alice.replica, { random, relayNow: () => clock.now }))!
    events.presence(frame)
    events.presence(frame)
    events.presence(Uint8Array.of(1))
    await line.idle()
    expect(told()).toEqual(['writers heard Alice', 'snapshots heard Alice'])
    events.presence((await sealPresence(alice.replica, { random, relayNow: () => clock.now - 200_000 }))!)
    await line.idle()
    expect(told()).toEqual([])
  })

  it('a refusal of an entry goes to the outbox', async () => {
    const { events, line, told } = await sending()
    events.refused('u', 'wrongSeq', 'm')
    events.stored('u', 3)
    await line.idle()
    expect(told()).toEqual(['drain refused u wrongSeq m'])
  })

  it.each<[string, 'misbehaves' | 'closed']>([
    ['fork', 'misbehaves'],
    ['relayKeyChanged', 'misbehaves'],
    ['lost', 'closed'],
    ['quota', 'closed'],
  ])('closed for %s: %s', async (reason, type) => {
    const why: LogClosed = { code: 1, reason, final: false, message: 'words' }
    const { events, line, ends } = aLine()
    events.closed(why)
    events.closed(why)
    await line.idle()
    expect(ends).toEqual([type === 'closed' ? { type, why } : { type, failure: { type: reason, message: 'words' } }])
  })
})

describe('being here', () => {
  const timeOf = (frame: Uint8Array): number => unwrap(readPresence(frame)).header.time

  it('is said when sending begins, once a minute and when asked; each time later than before, whatever the clock does', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { line, clock, presented, told } = await sending()
    expect(presented.map(timeOf)).toEqual([clock.now])
    const began = clock.now
    clock.now -= 5_000
    line.present()
    await line.idle()
    vi.advanceTimersByTime(60_000)
    await line.idle()
    expect(presented.map(timeOf)).toEqual([began, began + 1, began + 2])
    expect(told()).toEqual(['heal', 'write due', 'files'])
    clock.now = began + 9_000
    line.present()
    await line.idle()
    expect(timeOf(presented.at(-1)!)).toBe(began + 9_000)
    line.close()
    line.present()
    await line.idle()
    expect([presented.length, vi.getTimerCount()]).toEqual([4, 0])
  })

  it('is not said before sending begins', async () => {
    const { line, presented, caughtUp } = aLine()
    await caughtUp()
    line.present()
    await line.idle()
    expect(presented).toEqual([])
  })
})

describe('a key that somebody did not get', () => {
  it('is looked at when it is this device’s turn, again and again, and what was written for it goes out at once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const made = aLine()
    made.heals.push(700, true)
    await made.caughtUp()
    await made.placed(made.appended[0]!.bytes)
    expect(made.told()).not.toContain('flush')
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(699)
    await made.line.idle()
    expect(made.told()).toEqual([])
    vi.advanceTimersByTime(1)
    await made.line.idle()
    expect([made.told(), vi.getTimerCount()]).toEqual([['heal', 'flush'], 0])
    made.line.close()
    const other = aLine()
    other.heals.push(700)
    await other.caughtUp()
    expect(vi.getTimerCount()).toBe(1)
    other.line.close()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a device that comes back with the kit', () => {
  it('says so at the head, on what is there, until it is let in; then it forgets the key', async () => {
    const recovery = unwrap(await openRecoveryKit(alice.kit!.entropy, alice.kit!.sealed))
    const keys = await generateDeviceKeys()
    let answer = report()
    const made = aLine({ recovery, keys, replicaOver: { ...reporting(() => answer), deviceId: keys.deviceId } })
    await made.caughtUp()
    expect([made.said(), made.appended.length, made.told().includes('drain')]).toEqual(['recover', 1, false])
    const take = async (more: Partial<IngestReport>): Promise<number> => {
      answer = report(more)
      made.events.entries([])
      await made.line.idle()
      return made.appended.length
    }
    expect(await take({})).toBe(1)
    for (const type of ['accessConflict', 'wrongEpoch', 'wrongSeq', 'duplicate'])
      made.events.refused(made.appended[0]!.uuid, type, 'm')
    await made.line.idle()
    expect(made.ends).toEqual([])
    expect(await take({ accessChanged: true })).toBe(2)
    expect(made.told()).not.toContain('progress')
    made.events.refused(made.appended[1]!.uuid, 'badSignature', 'words')
    await made.line.idle()
    expect(made.ends).toEqual([{ type: 'misbehaves', failure: { type: 'badSignature', message: 'words' } }])
    expect(made.told().some((what) => what.startsWith('drain refused'))).toBe(false)
    await writeRecoveryKeys(alice.vault, recovery)
    const back = aLine({ recovery })
    await back.caughtUp()
    expect([back.ends, back.appended, await readRecoveryKeys(alice.vault)]).toEqual([
      [{ type: 'recovered' }],
      [],
      undefined,
    ])
  })

  it('whose log rests on a forged entry even at the second look stays away from it', async () => {
    const recovery = unwrap(await openRecoveryKit(alice.kit!.entropy, alice.kit!.sealed))
    let looks = 0
    const once = aLine({
      recovery,
      replicaOver: {
        deviceId: 'ff'.repeat(16),
        settled: () => Promise.resolve(++looks === 1 ? fail('rebuilt', 'again') : ok()),
      },
    })
    await once.caughtUp()
    expect([once.said(), looks]).toEqual(['recover', 2])
    const never = aLine({
      recovery,
      replicaOver: { deviceId: 'ff'.repeat(16), settled: () => Promise.resolve(fail('rebuilt', 'again')) },
    })
    await never.caughtUp()
    expect([never.appended, never.ends]).toEqual([
      [],
      [{ type: 'misbehaves', failure: { type: 'rebuilt', message: 'again' } }],
    ])
  })
})

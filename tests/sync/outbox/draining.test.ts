/** The outbox on its way out, entry by entry: what is in flight, what a refusal means, and when it goes on. */

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { epochKey } from '~/lib/crypto/epoch'
import { entryHash, readEntry, zeroHash } from '~/lib/protocol/log/entry'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import type { AccessState } from '~/lib/protocol/access/accessState'
import type { LogPort } from '~/lib/sync/connection/logPort'
import { createOutboxDrain, drainMs } from '~/lib/sync/outbox/outboxDrain'
import type { IngestReport, OutboxBatch, Replica } from '~/lib/vault/replica/replica'
import type { OutboxRow } from '~/lib/vault/store/tables'
import { random } from '../support/relay'

let secret: CryptoKey
beforeAll(async () => {
  secret = await epochKey(new Uint8Array(32).fill(7))
})
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  // In this order: what a spy puts back is the clock that was there before it.
  vi.restoreAllMocks()
  vi.useRealTimers()
})
const turn = async (): Promise<void> => {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve))
}
const uuid = (n: number): string => n.toString(16).padStart(32, '0')
/** An entry that is signed only: no key is needed for it. */
const batch = (
  n: number,
  { size = 4, name = 'test' }: { readonly size?: number; readonly name?: string } = {},
): OutboxBatch => ({
  uuid: uuid(n),
  class: 'access',
  rows: [{ name, entryUuid: uuid(n), payload: { type: 'access', body: new Uint8Array(size) } } as unknown as OutboxRow],
})
/** One that is sealed: several commands in it. */
const changes = (n: number, ...names: readonly string[]): OutboxBatch => ({
  uuid: uuid(n),
  class: 'register',
  rows: names.map(
    (name) =>
      ({
        name,
        commandId: `${n}/${name}`,
        at: 1,
        class: 'register',
        entryUuid: uuid(n),
        payload: { type: 'update', intents: '', parts: [] },
      }) as unknown as OutboxRow,
  ),
})

/** An outbox of these batches over a port that only takes them down. */
function stage(waiting: OutboxBatch[]) {
  const seen = {
    sent: [] as string[],
    entries: [] as Uint8Array[],
    refused: [] as (readonly [string, string, string])[],
    stuck: [] as (readonly (string | undefined)[])[],
    dropped: [] as string[],
    asked: [] as number[],
  }
  const now = { value: 10_000 }
  const chain = { deviceSeq: 5, prevDeviceHash: 'ab'.repeat(32) }
  const hooks = { take: undefined as (() => void) | undefined }
  const done = new Set<string>()
  const replica = {
    workspaceId: zeroHash,
    deviceId: 'cd'.repeat(16),
    ownChain: () => chain,
    head: () => ({ seq: 3, chain: 'ef'.repeat(32), verdicts: zeroHash }),
    access: () => ({ epochs: [{}, {}] }) as unknown as AccessState,
    signer: () => ({ sign: () => Promise.resolve(new Uint8Array(64)) }),
    epochKey: () => secret,
    takeBatch: (skip: ReadonlySet<string>) => {
      seen.asked.push(skip.size)
      hooks.take?.()
      return Promise.resolve(waiting.find((one) => !skip.has(one.uuid) && !done.has(one.uuid)))
    },
    refuse: (id: string, { type, message }: { type: string; message: string }) => (
      done.add(id),
      seen.refused.push([id, type, message]),
      Promise.resolve()
    ),
    exclusive: (work: () => Promise<unknown>) => work(),
    vault: {
      outbox: {
        where: () => ({
          equals: (id: string) => ({ delete: () => (done.add(id), seen.dropped.push(id), Promise.resolve(1)) }),
        }),
      },
    },
  } as unknown as Replica
  const drain = createOutboxDrain({
    replica,
    random,
    clock: { now: () => now.value },
    isAutomatic: (name) => name === 'auto',
    onStuck: (...told) => void seen.stuck.push(told),
  })
  const port = {
    append: (id: string, bytes: Uint8Array) => (seen.sent.push(id), seen.entries.push(bytes)),
  } as unknown as LogPort
  const report = (more: Partial<IngestReport>): IngestReport => ({
    head: { seq: 1, chain: '' },
    applied: 1,
    confirmed: [],
    notCounted: [],
    accessChanged: false,
    ...more,
  })
  return {
    seen,
    now,
    chain,
    hooks,
    drain,
    port,
    waiting,
    start: () => (drain.start(port), turn()),
    stored: (...ids: readonly number[]) => (
      ids.forEach((n) => done.add(uuid(n))),
      drain.ingested(report({ confirmed: ids.map(uuid) })),
      turn()
    ),
    ingested: (more: Partial<IngestReport>) => (drain.ingested(report(more)), turn()),
    refuses: (n: number, type: string) => (drain.refused(uuid(n), type, `said ${type}`), turn()),
    sent: () => seen.sent.splice(0).map((id) => Number.parseInt(id, 16)),
  }
}
const many = (count: number): OutboxBatch[] => Array.from({ length: count }, (_, at) => batch(at + 1))

describe('what waits', () => {
  it('goes out once the log was read, eight at a time, each naming the one before; the ninth when one of them is in', async () => {
    const { drain, seen, start, stored, sent, now } = stage(many(10))
    drain.nudge()
    drain.flush()
    await turn()
    expect(seen.asked).toEqual([])
    await start()
    expect([sent(), drain.inFlight]).toEqual([[1, 2, 3, 4, 5, 6, 7, 8], limits.inFlight])
    const headers = seen.entries
      .map((bytes) => readEntry(bytes))
      .map((entry) => (entry.ok ? entry.value.header : undefined)!)
    expect(headers.map(({ deviceSeq }) => deviceSeq)).toEqual([6, 7, 8, 9, 10, 11, 12, 13])
    expect(headers.map(({ prevDeviceHash }) => prevDeviceHash)).toEqual([
      'ab'.repeat(32),
      ...seen.entries.slice(0, 7).map((bytes) => entryHash(bytes)),
    ])
    expect(headers[0]).toMatchObject({ epoch: 2, head: { seq: 3 }, class: 'access' })
    await stored(1)
    expect([sent(), drain.inFlight]).toEqual([[9], 8])
    now.value += drainMs
    await stored(2, 3)
    expect([sent(), drain.inFlight]).toEqual([[10], 7])
    await stored(4, 5, 6, 7, 8, 9, 10)
    expect([sent(), drain.inFlight]).toEqual([[], 0])
  })

  it('begins at the device’s own chain again where nothing is in flight', async () => {
    const { seen, start, stored, chain, waiting, drain } = stage([batch(1)])
    await start()
    Object.assign(chain, { deviceSeq: 40, prevDeviceHash: '12'.repeat(32) })
    await stored(1)
    waiting.push(batch(2))
    drain.flush()
    await turn()
    const entry = readEntry(seen.entries[1]!)
    expect(entry.ok && entry.value.header).toMatchObject({ deviceSeq: 41, prevDeviceHash: '12'.repeat(32) })
  })

  it('goes at most twice a second while somebody keeps writing; what should not wait goes at once', async () => {
    const { drain, start, sent, waiting, now } = stage([batch(1)])
    await start()
    sent()
    waiting.push(batch(2))
    now.value += 100
    drain.nudge()
    drain.nudge()
    await turn()
    expect([sent(), vi.getTimerCount()]).toEqual([[], 1])
    vi.advanceTimersByTime(399)
    await turn()
    expect(sent()).toEqual([])
    vi.advanceTimersByTime(1)
    await turn()
    expect(sent()).toEqual([2])
    now.value += 400
    waiting.push(batch(3))
    drain.flush()
    await turn()
    expect(sent()).toEqual([3])
    now.value += drainMs
    waiting.push(batch(4))
    drain.nudge()
    await turn()
    expect([sent(), vi.getTimerCount()]).toEqual([[4], 0])
    // A clock that was set back makes nobody wait for longer.
    now.value -= 100_000
    waiting.push(batch(5))
    drain.nudge()
    vi.advanceTimersByTime(drainMs)
    await turn()
    expect(sent()).toEqual([5])
  })

  it('that comes while a round runs goes in the same one', async () => {
    const { drain, hooks, start, sent, waiting } = stage([])
    hooks.take = () => {
      hooks.take = undefined
      drain.flush()
      queueMicrotask(() => waiting.push(batch(1)))
    }
    await start()
    expect(sent()).toEqual([1])
  })

  it('stays where it is once the line is gone, also what was being sealed; the next line sends it', async () => {
    const { drain, hooks, start, sent } = stage(many(2))
    hooks.take = () => drain.stop()
    await start()
    expect([sent(), drain.inFlight]).toEqual([[], 0])
    hooks.take = () => queueMicrotask(() => queueMicrotask(() => drain.stop()))
    await start()
    expect([sent(), drain.inFlight]).toEqual([[], 0])
    hooks.take = undefined
    await start()
    expect(sent()).toEqual([1, 2])
  })

  it('a failure of this device is told, and the next nudge goes on', async () => {
    const { drain, hooks, seen, start, sent } = stage(many(1))
    hooks.take = () => {
      hooks.take = undefined
      throw new Error('the disk is full')
    }
    await start()
    expect([seen.stuck, sent()]).toEqual([[['Error: the disk is full']], []])
    drain.flush()
    await turn()
    expect(sent()).toEqual([1])
  })
})

describe('a refusal', () => {
  it('of what is not in flight, or for what is not, changes nothing', async () => {
    const { seen, start, refuses, sent, drain } = stage(many(1))
    await refuses(1, 'badSignature')
    await start()
    await refuses(7, 'badSignature')
    expect([seen.refused, sent(), drain.inFlight]).toEqual([[], [1], 1])
  })

  it('is kept with its words once nothing is in flight; what was only refused behind it goes out again', async () => {
    const { seen, start, refuses, sent } = stage(many(3))
    await start()
    expect(sent()).toEqual([1, 2, 3])
    await refuses(1, 'roleMayNotWrite')
    await refuses(2, 'wrongSeq')
    expect([seen.refused, sent()]).toEqual([[], []])
    await refuses(3, 'notThis')
    expect(seen.refused).toEqual([[uuid(1), 'roleMayNotWrite', 'said roleMayNotWrite']])
    expect([sent(), seen.stuck, vi.getTimerCount()]).toEqual([[2, 3], [], 0])
  })

  it('of what a device writes by itself drops it: nobody waits for it; with a person’s change in the same entry it is kept', async () => {
    const { seen, start, refuses, sent, drain } = stage([batch(1, { name: 'auto' }), changes(2, 'auto', 'test')])
    await start()
    await vi.waitFor(() => expect(drain.inFlight).toBe(2))
    await vi.waitFor(() => expect([seen.sent.length, seen.stuck]).toEqual([2, []]))
    await refuses(1, 'accessConflict')
    await refuses(2, 'wrongSeq')
    expect([seen.dropped, seen.refused]).toEqual([[uuid(1)], []])
    await vi.waitFor(() => expect(seen.sent).toHaveLength(3))
    await refuses(2, 'roleMayNotWrite')
    expect([sent(), seen.dropped.length, seen.refused.length]).toEqual([[1, 2, 2], 1, 1])
  })

  it.each(['wrongSeq', 'duplicate', 'wrongHead', 'wrongEpoch', 'rateLimited', 'busy', 'moved'])(
    'for %s only says: read on and send again',
    async (type) => {
      const { seen, start, refuses, sent } = stage(many(2))
      await start()
      sent()
      await refuses(1, type)
      expect(vi.getTimerCount()).toBe(0)
      await refuses(2, type)
      vi.advanceTimersByTime(99)
      await turn()
      expect(sent()).toEqual([])
      vi.advanceTimersByTime(1)
      await turn()
      expect([sent(), seen.refused]).toEqual([[1, 2], []])
    },
  )

  it('that says so again and again waits twice as long each time, eight times; then the line is made anew', async () => {
    const { seen, start, refuses, sent, stored } = stage(many(2))
    const timers = vi.spyOn(globalThis, 'setTimeout')
    await start()
    await stored(1)
    const again = async (): Promise<void> => {
      await refuses(2, 'busy')
      vi.runOnlyPendingTimers()
      await turn()
    }
    for (let i = 0; i < 8; i++) await again()
    expect(timers.mock.calls.map(([, ms]) => ms)).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800])
    expect([seen.stuck, sent()]).toEqual([[], [1, 2, 2, 2, 2, 2, 2, 2, 2, 2]])
    await again()
    expect([seen.stuck, sent()]).toEqual([
      [['The log keeps refusing entries that should fit. The connection is made again.']],
      [],
    ])
    await start()
    await again()
    expect(timers.mock.calls.at(-1)![1]).toBe(100)
  })

  it('is forgotten once something went through', async () => {
    const { start, refuses, stored, waiting, drain } = stage(many(2))
    const timers = vi.spyOn(globalThis, 'setTimeout')
    await start()
    await refuses(1, 'busy')
    await refuses(2, 'busy')
    vi.runOnlyPendingTimers()
    await turn()
    await stored(1, 2)
    waiting.push(batch(3))
    drain.flush()
    await turn()
    await refuses(3, 'busy')
    expect(timers.mock.calls.map(([, ms]) => ms)).toEqual([100, 100])
  })

  it('by a relay whose clock stands is no refusal of anything: the line ends with its word', async () => {
    const { seen, start, refuses, drain } = stage(many(1))
    await start()
    await refuses(1, 'clockPaused')
    expect([seen.stuck, seen.refused, drain.inFlight, vi.getTimerCount()]).toEqual([
      [['said clockPaused', 'clockPaused']],
      [],
      0,
      0,
    ])
  })

  it('is forgotten with the line', async () => {
    const { drain, seen, start, refuses, sent } = stage(many(2))
    await start()
    await refuses(1, 'roleMayNotWrite')
    drain.stop()
    sent()
    await start()
    expect([sent(), seen.refused]).toEqual([[1, 2], []])
    await refuses(1, 'busy')
    await refuses(2, 'busy')
    expect(vi.getTimerCount()).toBe(1)
    drain.stop()
    expect(vi.getTimerCount()).toBe(0)
    await start()
    expect(sent()).toEqual([1, 2])
  })
})

describe('an entry', () => {
  it('of 1 MiB goes out; of one byte more it is refused here, as the relay would, and the line goes on', async () => {
    const { seen, start } = stage([batch(1, { size: limits.entryBytes - 2_000 })])
    await start()
    const over = seen.entries[0]!.length - (limits.entryBytes - 2_000)
    const fits = limits.entryBytes - over
    const large = stage([batch(1, { size: fits }), batch(2, { size: fits + 1 }), batch(3)])
    await large.start()
    expect(large.seen.entries[0]).toHaveLength(limits.entryBytes)
    expect(large.sent()).toEqual([1])
    await large.stored(1)
    expect(large.seen.refused.map(([id, type]) => [id, type])).toEqual([[uuid(2), 'tooLarge']])
    expect(large.sent()).toEqual([3])
  })
})

describe('what came back in the log', () => {
  it('and did not count is in flight no more; of others it says nothing', async () => {
    const { start, ingested, drain, seen } = stage(many(2))
    await start()
    await ingested({ notCounted: [{ seq: 4, uuid: uuid(1), verdict: 'accessConflict', own: false }] })
    expect(drain.inFlight).toBe(2)
    const asked = seen.asked.length
    await ingested({ notCounted: [{ seq: 4, uuid: uuid(1), verdict: 'accessConflict', own: true }] })
    expect(seen.asked.length).toBeGreaterThan(asked)
  })

  it('lets the outbox be looked at where something of this device moved, and not otherwise', async () => {
    const { start, stored, ingested, seen, drain } = stage(many(1))
    await start()
    await stored(1)
    const asked = seen.asked.length
    await ingested({})
    expect(seen.asked).toHaveLength(asked)
    drain.stop()
    await ingested({ confirmed: [uuid(1)] })
    expect(seen.asked).toHaveLength(asked)
  })
})

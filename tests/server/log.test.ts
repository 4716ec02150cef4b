/**
 * The log of a workspace inside of a relay: what is adopted, which place an entry gets, who is told. Real entries, no
 * sockets.
 */

import { describe, expect, it, vi } from 'vitest'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { emptyHead, entryHash, readEntry, type LogHead } from '~/lib/protocol/log/entry'
import { emptyLogState, type LogState } from '~/lib/protocol/log/judge'
import { fail, unwrap } from '~/lib/shared/result'
import type { Bytes } from '~/lib/shared/bytes'
import type { ClockWatch } from '~/server/clockWatch'
import { createClockWatch } from '~/server/clockWatch'
import { createLocalFanout, type Fanout } from '~/server/fanout'
import { clockTolerance, createAdoption, type AdoptionOptions } from '~/server/log/adoption'
import { judgeBatch, type BatchContext, type Candidate } from '~/server/log/judgeBatch'
import { afterStored, loadAccess, withChainOf } from '~/server/log/logState'
import {
  openWorkspaceLog,
  type LogReader,
  type WorkspaceLog,
  type WorkspaceLogOptions,
} from '~/server/log/workspaceLog'
import { createWorkspaces } from '~/server/log/workspaces'
import { createMetrics } from '~/server/metrics'
import { createRelayKey } from '~/server/relayKey'
import { defaultRelayLimits } from '~/server/relayLimits'
import { createMemoryLog } from '~/server/store/memoryLog'
import type { BlobStore } from '~/server/store/blobStore'
import type { LogRecord, LogStore } from '~/server/store/logStore'
import { readRelayFrame } from '~/lib/protocol/wire/frames'
import { toBytes } from '~/lib/shared/bytes'
import {
  admitBody,
  found,
  invitation,
  joinBody,
  newDevice,
  random,
  sealed,
  type Device,
  type Workspace,
  type Written,
} from './support/people'

const founding = 1_700_000_000_000

const recordOf = (entry: SequencedEntry): LogRecord => {
  const { header } = unwrap(readEntry(entry.bytes))
  return {
    ...entry,
    deviceId: header.deviceId,
    deviceSeq: header.deviceSeq,
    class: header.class,
    hash: entryHash(entry.bytes),
  }
}
/** The log with what was written behind it. */
const follow = (log: readonly SequencedEntry[], ...written: readonly Written[]): readonly SequencedEntry[] =>
  written.reduce<readonly SequencedEntry[]>(
    (all, { bytes }) => [...all, sequenceEntry(all.at(-1)!, bytes, all.at(-1)!.relayTime + 1)],
    log,
  )
const headOf = (log: readonly SequencedEntry[]): LogHead => ({ seq: log.at(-1)!.seq, chain: log.at(-1)!.chain })
const stateOf = (log: readonly SequencedEntry[]): LogState => log.reduce(afterStored, emptyLogState())

async function storeWith(workspaceId: string, log: readonly SequencedEntry[]): Promise<LogStore> {
  const store = createMemoryLog()
  await store.append(workspaceId, emptyHead, log.map(recordOf))
  return store
}

/** Bob, let in as an editor: the log up to there. */
async function withBob(
  workspace: Workspace,
  role: 'editor' | 'owner' = 'editor',
): Promise<{ readonly log: readonly SequencedEntry[]; readonly bob: Device }> {
  const { alice } = workspace
  const bob = await newDevice(workspace.workspaceId)
  const invite = await invitation(alice.prevDeviceHash, role, founding + 86_400_000)
  const invited = await alice.write('access', invite.body, workspace.head)
  let log = follow(workspace.log, invited)
  const joins = await bob.write('access', await joinBody(invite, bob, invited.hash), headOf(log))
  log = follow(log, joins)
  log = follow(log, await alice.write('access', admitBody(invite, bob, joins.hash, joins.hash), headOf(log)))
  return { log, bob }
}

describe('a log that is brought', () => {
  const adoptionOf = (workspace: Workspace, over: Partial<AdoptionOptions> = {}) =>
    createAdoption({
      workspaceId: workspace.workspaceId,
      maxBytes: 1e6,
      origins: ['https://relay.example'],
      now: () => founding + 1_000,
      ...over,
    })
  const type = async (adding: Promise<{ ok: boolean; error?: { type: string } }>) =>
    (await adding).error?.type ?? 'added'

  it('is taken entry by entry, and kept as it was brought', async () => {
    const workspace = await found()
    const { log } = await withBob(workspace)
    const adoption = adoptionOf(workspace)
    expect(await type(adoption.add(log.slice(0, 2)))).toBe('added')
    expect(await type(adoption.add([]))).toBe('added')
    expect(await type(adoption.add(log.slice(2)))).toBe('added')
    expect(unwrap(adoption.finish(workspace.alice.deviceId))).toEqual(log.map(recordOf))
    expect(adoption.state().access.workspaceId).toBe(workspace.workspaceId)
  })

  it('is refused with the first entry that does not hold, and nothing after it is looked at', async () => {
    const workspace = await found()
    const { log } = await withBob(workspace)
    const other = await found()
    const spoiled = (at: number, change: Partial<SequencedEntry>) =>
      log.map((entry, n) => (n === at ? { ...entry, ...change } : entry))
    const flipped = log[1]!.bytes.map((byte, at) => (at === log[1]!.bytes.length - 1 ? byte ^ 1 : byte)) as Bytes
    // Under the place and the chain that belong to these bytes: only the signature is wrong.
    const resigned = sequenceEntry(log[0]!, flipped, log[1]!.relayTime)
    for (const [wrong, why] of [
      [spoiled(1, { bytes: toBytes(Uint8Array.of(1, 2)) }), 'malformed'],
      [spoiled(2, { seq: 9 }), 'gap'],
      [spoiled(2, { chain: 'ab'.repeat(32) }), 'fork'],
      [[log[0]!, resigned], 'badSignature'],
      [other.log, 'wrongWorkspace'],
      [[log[1]!], 'gap'],
    ] as const) {
      const adoption = adoptionOf(workspace)
      const added = await adoption.add(wrong)
      expect(added).toMatchObject({ ok: false, error: { type: why } })
    }
    const half = adoptionOf(workspace)
    await half.add([log[0]!, resigned, log[1]!])
    expect(unwrap(half.finish(workspace.alice.deviceId))).toHaveLength(1)
  })

  it('is no larger than it may be, to the byte, over all of it', async () => {
    const workspace = await found()
    const { log } = await withBob(workspace)
    const size = log.reduce((sum, { bytes }) => sum + bytes.length, 0)
    expect(await type(adoptionOf(workspace, { maxBytes: size }).add(log))).toBe('added')
    expect(await type(adoptionOf(workspace, { maxBytes: size - 1 }).add(log))).toBe('tooLarge')
  })

  it('ends where the relay gave its word: not before it, not behind it, and at no other chain', async () => {
    const workspace = await found()
    const { log } = await withBob(workspace)
    const word = (at: LogHead) => createRelayKey().receipt(workspace.workspaceId, at, 0)
    const at = async (receipt: ReturnType<typeof word>, brought = log) => {
      const adoption = adoptionOf(workspace, { receipt, origins: [], now: () => 0 })
      const added = await adoption.add(brought)
      return added.ok ? ((done) => (done.ok ? 'kept' : done.error.type))(adoption.finish('nobody')) : added.error.type
    }
    expect(await at(word(headOf(log)))).toBe('kept')
    expect(await at(word(headOf(log)), log.slice(0, -1))).toBe('incomplete')
    expect(await at(word({ seq: log.length, chain: 'ab'.repeat(32) }))).toBe('incomplete')
    expect(await at(word({ seq: log.length + 1, chain: headOf(log).chain }))).toBe('incomplete')
    expect(await at(word(headOf(log.slice(0, -1))))).toBe('beyondReceipt')
    expect(await at(word(headOf(log)), [])).toBe('incomplete')
  })

  it('of a stranger is brought by an owner or the kit, names not this relay, and runs ahead of no clock', async () => {
    const workspace = await found()
    const { log, bob } = await withBob(workspace)
    const finish = async (deviceId: string, over: Partial<AdoptionOptions> = {}, brought = log) => {
      const adoption = adoptionOf(workspace, over)
      unwrap(await adoption.add(brought))
      return ((done) => (done.ok ? 'kept' : done.error.type))(adoption.finish(deviceId))
    }
    expect([
      await finish(workspace.alice.deviceId),
      await finish(workspace.recovery),
      await finish(bob.deviceId),
      await finish('nobody'),
    ]).toEqual(['kept', 'kept', 'notOwner', 'notOwner'])
    const last = log.at(-1)!.relayTime
    expect(await finish(workspace.alice.deviceId, { now: () => last - clockTolerance })).toBe('kept')
    expect(await finish(workspace.alice.deviceId, { now: () => last - clockTolerance - 1 })).toBe('timesAhead')
    const joined = follow(
      log,
      await workspace.alice.write(
        'access',
        { type: 'relayJoined', prev: entryHash(log.at(-1)!.bytes), origin: 'https://relay.example' },
        headOf(log),
      ),
    )
    expect(await finish(workspace.alice.deviceId, {}, joined)).toBe('adoptedBefore')
    expect(await finish(workspace.alice.deviceId, { origins: ['https://other.example'] }, joined)).toBe('kept')
    expect(adoptionOf(workspace).finish(workspace.alice.deviceId)).toMatchObject({
      ok: false,
      error: { type: 'incomplete' },
    })
  })

  it('that goes on where a log ended is judged on that state, with the chains and places before it', async () => {
    const workspace = await found()
    const { log } = await withBob(workspace)
    const more = follow(
      log,
      await workspace.alice.write('register', sealed(), workspace.head),
      await workspace.alice.write('register', sealed(), headOf(log)),
    )
    const store = await storeWith(workspace.workspaceId, log)
    // As a relay has it after a start: without the chains of devices.
    const state: LogState = { ...stateOf(log), chains: {} }
    const chainAt = vi.fn((seq: number) => store.chainAt(workspace.workspaceId, seq))
    const from = {
      head: log.at(-1)!,
      state,
      withChainOf: (of: LogState, deviceId: string) => withChainOf(store, workspace.workspaceId, of, deviceId),
      chainAt,
    }
    const receipt = createRelayKey().receipt(workspace.workspaceId, headOf(more), 0)
    const adoption = adoptionOf(workspace, { receipt, from })
    expect(await type(adoption.add(more.slice(log.length)))).toBe('added')
    expect(unwrap(adoption.finish(workspace.alice.deviceId))).toEqual(more.slice(log.length).map(recordOf))
    expect(chainAt).toHaveBeenCalledWith(1)
    expect(
      await type(
        adoptionOf(workspace, { receipt, from: { ...from, chainAt: () => Promise.resolve('ab'.repeat(32)) } }).add(
          more.slice(log.length),
        ),
      ),
    ).toBe('wrongHead')
    expect(await type(adoptionOf(workspace, { receipt, from }).add(more.slice(log.length - 1)))).not.toBe('added')
  })
})

const fine: ClockWatch = { refusal: () => undefined }

describe('a batch of entries', () => {
  async function contextOf(
    log: readonly SequencedEntry[],
    workspaceId: string,
    over: Partial<BatchContext> = {},
  ): Promise<BatchContext> {
    const store = await storeWith(workspaceId, log)
    return {
      workspaceId,
      store,
      head: (await store.head(workspaceId))!,
      state: stateOf(log),
      workspaceBytes: 1e6,
      now: () => founding + 500,
      chainAt: (seq) => store.chainAt(workspaceId, seq),
      clockWatch: fine,
      ...over,
    }
  }
  const candidate = ({ bytes }: Written, signatureValid = true): Candidate => ({
    bytes,
    entry: unwrap(readEntry(bytes)),
    signatureValid: Promise.resolve(signatureValid),
  })
  const said = (judged: Awaited<ReturnType<typeof judgeBatch>>) =>
    judged.answers.map((answer) =>
      answer.type === 'stored' ? answer.seq : answer.type === 'refused' ? answer.failure.type : answer.type,
    )

  it('gets one place after the other; what is refused uses none', async () => {
    const workspace = await found()
    const { alice, head } = workspace
    const [one, two] = [await alice.write('register', sealed(), head), await alice.write('register', sealed(), head)]
    const context = await contextOf(workspace.log, workspace.workspaceId)
    const judged = await judgeBatch(
      [
        candidate(one),
        candidate(one, false),
        candidate(two),
        candidate(await alice.draft('register', sealed(), head, { epoch: 9 })),
      ],
      context,
    )
    expect(said(judged)).toEqual([2, 'badSignature', 3, 'wrongEpoch'])
    expect(judged.records.map(({ seq, deviceSeq, hash }) => [seq, deviceSeq, hash])).toEqual([
      [2, 2, one.hash],
      [3, 3, two.hash],
    ])
    expect(judged.answers[0]).toEqual({
      type: 'stored',
      seq: 2,
      relayTime: founding + 500,
      chain: judged.records[0]!.chain,
    })
    expect(judged.state.chains[alice.deviceId]).toMatchObject({ deviceSeq: 3, hash: two.hash })
    expect(said(await judgeBatch([candidate(one, false)], context))).toEqual(['badSignature'])
  })

  it('tells what was stored before its place again, from this batch or the store; another entry with its number is refused', async () => {
    const workspace = await found()
    const { alice, head } = workspace
    const rival = await alice.draft('register', sealed(), head)
    const one = await alice.write('register', sealed(), head)
    const context = await contextOf(workspace.log, workspace.workspaceId)
    expect(said(await judgeBatch([candidate(one), candidate(one), candidate(rival)], context))).toEqual([
      2,
      2,
      'duplicate',
    ])
    const log = follow(workspace.log, one)
    const stored = await contextOf(log, workspace.workspaceId)
    const again = await judgeBatch([candidate(one), candidate(rival)], stored)
    expect(said(again)).toEqual([2, 'duplicate'])
    expect(again.answers[0]).toEqual({ type: 'stored', seq: 2, relayTime: log[1]!.relayTime, chain: log[1]!.chain })
    expect([again.records, again.state.access]).toEqual([[], stored.state.access])
    expect(
      said(
        await judgeBatch([candidate(one)], {
          ...stored,
          store: { ...stored.store, findOfDevice: () => Promise.resolve(undefined) },
        }),
      ),
    ).toEqual(['duplicate'])
    expect(
      said(
        await judgeBatch([candidate(one)], { ...stored, store: { ...stored.store, read: () => Promise.resolve([]) } }),
      ),
    ).toEqual(['duplicate'])
  })

  it('fits the room of the workspace to the byte, over all of it; what is not sealed always fits', async () => {
    const workspace = await found()
    const { alice, head } = workspace
    const [one, two] = [await alice.write('register', sealed(), head), await alice.write('register', sealed(), head)]
    const size = workspace.log[0]!.bytes.length + one.bytes.length + two.bytes.length
    expect(
      said(
        await judgeBatch(
          [candidate(one), candidate(two)],
          await contextOf(workspace.log, workspace.workspaceId, { workspaceBytes: size }),
        ),
      ),
    ).toEqual([2, 3])
    expect(
      said(
        await judgeBatch(
          [candidate(one), candidate(two)],
          await contextOf(workspace.log, workspace.workspaceId, { workspaceBytes: size - 1 }),
        ),
      ),
    ).toEqual([2, 'quota'])
    const plain = await found()
    const bind = await plain.alice.write(
      'access',
      { type: 'bind', prev: plain.alice.prevDeviceHash, memberId: plain.aliceMemberId, personId: 'pe_a' },
      plain.head,
    )
    expect(
      said(await judgeBatch([candidate(bind)], await contextOf(plain.log, plain.workspaceId, { workspaceBytes: 1 }))),
    ).toEqual([2])
  })

  it('waits while the clock can not be believed, but for the word of an owner that heals it', async () => {
    const workspace = await found()
    const { alice, head } = workspace
    const reset = await alice.draft('access', { type: 'timeReset', prev: alice.prevDeviceHash }, head)
    const one = await alice.draft('register', sealed(), head)
    const paused = (healedByReset: boolean): ClockWatch => ({
      refusal: () => ({ failure: fail('clockPaused', 'Later.').error, healedByReset }),
    })
    const judged = async (what: Written, healed: boolean) =>
      said(
        await judgeBatch(
          [candidate(what)],
          await contextOf(workspace.log, workspace.workspaceId, { clockWatch: paused(healed) }),
        ),
      )
    expect([await judged(one, true), await judged(one, false), await judged(reset, false)]).toEqual([
      ['clockPaused'],
      ['clockPaused'],
      ['clockPaused'],
    ])
    expect(await judged(reset, true)).toEqual([2])
  })
})

describe('what a relay knows of a workspace', () => {
  it('is made from the entries that are not sealed, up to a place, and tells of each erasure', async () => {
    const workspace = await found()
    const { alice } = workspace
    const { log: staffed } = await withBob(workspace)
    const log = follow(
      staffed,
      await alice.write('register', sealed(), headOf(staffed)),
      await alice.erase('a'.repeat(64), headOf(staffed)),
      await alice.erase('b'.repeat(64), headOf(staffed)),
    )
    const store = await storeWith(workspace.workspaceId, log)
    const load = async (seq: number) => {
      const erased = vi.fn(() => Promise.resolve())
      const state = await loadAccess(store, workspace.workspaceId, seq, erased)
      return { state, erased: erased.mock.calls.length }
    }
    const whole = await load(log.length)
    expect([whole.state.access, whole.state.chains, whole.erased]).toEqual([stateOf(log).access, {}, 2])
    expect((await load(6)).erased).toBe(1)
    expect((await load(2)).state.access).toEqual(stateOf(log.slice(0, 2)).access)
    // Read in parts, it is the same.
    const parts: LogStore = { ...store, read: (id, range) => store.read(id, { ...range, maxBytes: 1 }) }
    const reads = vi.spyOn(parts, 'read')
    expect((await loadAccess(parts, workspace.workspaceId, log.length, () => Promise.resolve())).access).toEqual(
      stateOf(log).access,
    )
    expect(reads).toHaveBeenCalledTimes(6)
  })

  it('has the chain of a device from the store, where it does not know it', async () => {
    const workspace = await found()
    const store = await storeWith(workspace.workspaceId, workspace.log)
    const bare: LogState = { ...stateOf(workspace.log), chains: {} }
    expect((await withChainOf(store, workspace.workspaceId, bare, workspace.alice.deviceId)).chains).toEqual({
      [workspace.alice.deviceId]: { deviceSeq: 1, hash: workspace.alice.prevDeviceHash },
    })
    expect(await withChainOf(store, workspace.workspaceId, bare, 'nobody')).toBe(bare)
    const known = stateOf(workspace.log)
    expect(
      await withChainOf(
        { ...store, lastOfDevice: () => Promise.reject(new Error('asked')) },
        workspace.workspaceId,
        known,
        workspace.alice.deviceId,
      ),
    ).toBe(known)
  })
})

describe('the log of a workspace', () => {
  interface Opened {
    readonly workspace: Workspace
    readonly log: WorkspaceLog
    readonly store: LogStore
    readonly fanout: Fanout
    readonly errors: string[]
    readonly erased: string[]
    readonly options: WorkspaceLogOptions
  }
  async function open(
    over: Partial<WorkspaceLogOptions> = {},
    make: (store: LogStore) => LogStore = (store) => store,
    entries?: readonly SequencedEntry[],
    workspace?: Workspace,
  ): Promise<Opened> {
    const own = workspace ?? (await found())
    const store = make(await storeWith(own.workspaceId, entries ?? own.log))
    const fanout = createLocalFanout()
    const [errors, erased]: [string[], string[]] = [[], []]
    const now = () => founding + 1_000
    const options: WorkspaceLogOptions = {
      workspaceId: own.workspaceId,
      store,
      fanout,
      metrics: createMetrics({ processMetrics: false }),
      limits: defaultRelayLimits,
      now,
      key: createRelayKey(),
      clockWatch: createClockWatch({ now, uptime: undefined }),
      honourErasure: (entry) => Promise.resolve(void erased.push(entry.header.uuid)),
      onError: (_, what) => void errors.push(what),
      ...over,
    }
    return { workspace: own, log: (await openWorkspaceLog(options))!, store, fanout, errors, erased, options }
  }
  const append = (log: WorkspaceLog, { bytes }: Written) => log.append(bytes, unwrap(readEntry(bytes)))
  function reader(accessOnly = false): LogReader & {
    readonly seqs: () => readonly number[]
    readonly counts: number[]
    readonly heard: string[]
    readonly receipts: () => readonly (number | undefined)[]
  } {
    const frames: ReturnType<typeof frameOf>[] = []
    const counts: number[] = []
    const heard: string[] = []
    return {
      accessOnly,
      counts,
      heard,
      deliver: (prepared, entries) => {
        frames.push(frameOf(prepared))
        counts.push(entries)
      },
      present: (from) => void heard.push(from),
      seqs: () => frames.flatMap((frame) => (frame.kind === 'entries' ? frame.entries.map(({ seq }) => seq) : [])),
      receipts: () => frames.map((frame) => (frame.kind === 'entries' ? frame.receipt?.seq : undefined)),
    }
  }
  const frameOf = (prepared: Buffer) =>
    unwrap(
      readRelayFrame(
        toBytes(prepared.subarray((prepared[1]! & 0x7f) === 126 ? 4 : (prepared[1]! & 0x7f) === 127 ? 10 : 2)),
      ),
    )

  it('is none where the store has none', async () => {
    const { options } = await open()
    expect(await openWorkspaceLog({ ...options, workspaceId: 'f'.repeat(64) })).toBeUndefined()
  })

  it('tells readers of all entries, those of invitations of access entries only, each with the word for the head', async () => {
    const { workspace, log } = await open()
    const { alice } = workspace
    const [all, access] = [reader(), reader(true)]
    log.readers.add(all).add(access)
    const watch = vi.fn()
    log.watchers.add(watch)
    expect(await append(log, await alice.write('register', sealed(), workspace.head))).toMatchObject({
      type: 'stored',
      seq: 2,
      relayTime: founding + 1_000,
    })
    expect([all.seqs(), access.seqs(), watch.mock.calls.length]).toEqual([[2], [], 0])
    expect(
      await append(
        log,
        await alice.write(
          'access',
          {
            type: 'bind',
            prev: workspace.log.map(({ bytes }) => entryHash(bytes)).at(-1)!,
            memberId: workspace.aliceMemberId,
            personId: 'pe_a',
          },
          workspace.head,
        ),
      ),
    ).toMatchObject({ type: 'stored', seq: 3 })
    expect([all.seqs(), access.seqs(), watch.mock.calls.length]).toEqual([[2, 3], [3], 1])
    expect([all.receipts(), access.receipts(), all.counts]).toEqual([[2, 3], [3], [1, 1]])
    expect(log.receipt()).toMatchObject({
      ...(log.head().seq === 3 && { seq: 3 }),
      chain: log.head().chain,
      time: founding + 1_000,
    })
    expect(log.receipt()).toBe(log.receipt())
    expect(log.head().bytes).toBe((await log.read(0, false)).entries.reduce((sum, { bytes }) => sum + bytes.length, 0))
  })

  it('passes presence on to its readers until it is closed', async () => {
    const { log } = await open()
    const one = reader()
    log.readers.add(one)
    log.present('socket', random(10))
    expect([one.heard, one.seqs()]).toEqual([['socket'], []])
    log.close()
    log.present('socket', random(10))
    expect(one.heard).toHaveLength(1)
  })

  it('reads behind a place as much as fits, for invitations only access entries and where that ended', async () => {
    const workspace = await found()
    const { alice } = workspace
    const { log: staffed } = await withBob(workspace)
    const entries = follow(
      staffed,
      await alice.write('register', sealed(), headOf(staffed)),
      await alice.erase('a'.repeat(64), headOf(staffed)),
    )
    const { log } = await open({}, undefined, entries, workspace)
    const read = async (after: number, accessOnly: boolean, of = log) =>
      ((found) => [found.entries.map(({ seq }) => seq), found.at])(await of.read(after, accessOnly))
    expect([await read(0, false), await read(5, false), await read(6, false)]).toEqual([
      [[1, 2, 3, 4, 5, 6], 6],
      [[6], 6],
      [[], 6],
    ])
    expect([await read(0, true), await read(4, true), await read(6, true)]).toEqual([
      [[1, 2, 3, 4], 6],
      [[], 6],
      [[], 6],
    ])
    const small = (await open({ limits: { ...defaultRelayLimits, batchBytes: 1 } }, undefined, entries, workspace)).log
    expect([await read(0, false, small), await read(2, true, small), await read(4, true, small)]).toEqual([
      [[1], 1],
      [[3], 3],
      [[], 6],
    ])
  })

  it('knows the chain at each place up to its head, in memory or from the store, and none behind it', async () => {
    const { workspace, log, store } = await open()
    const one = await append(log, await workspace.alice.write('register', sealed(), workspace.head))
    const asked = vi.spyOn(store, 'chainAt')
    expect([await log.chainAt(0), await log.chainAt(1), await log.chainAt(2), await log.chainAt(3)]).toEqual([
      emptyHead.chain,
      workspace.head.chain,
      one.type === 'stored' && one.chain,
      undefined,
    ])
    expect(asked).not.toHaveBeenCalled()
    const again = (await openWorkspaceLog(
      (await open({}, undefined, [...workspace.log, ...(await log.read(1, false)).entries], workspace)).options,
    ))!
    expect(await again.chainAt(1)).toBe(workspace.head.chain)
  })

  it('writes in batches of so many bytes, in order, and counts them', async () => {
    const { workspace, log, store, options } = await open({ limits: { ...defaultRelayLimits, batchBytes: 700 } })
    const written = []
    for (let n = 0; n < 7; n++) written.push(await workspace.alice.write('register', sealed(200), workspace.head))
    const appends = vi.spyOn(store, 'append')
    const answers = await Promise.all(written.map((one) => append(log, one)))
    expect(answers.map((answer) => answer.type === 'stored' && answer.seq)).toEqual([2, 3, 4, 5, 6, 7, 8])
    const sizes = appends.mock.calls.map(([, , records]) => records.length)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(7)
    for (const [, , records] of appends.mock.calls)
      expect(records.slice(0, -1).reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(700)
    expect(sizes[0]).toBeGreaterThan(1)
    expect((await options.metrics.entriesStored.get()).values[0]?.value).toBe(7)
    expect(
      (await options.metrics.commitEntries.get()).values.find(({ metricName }) => metricName?.endsWith('_sum'))?.value,
    ).toBe(7)
    expect(
      (await options.metrics.commitSeconds.get()).values.find(({ metricName }) => metricName?.endsWith('_count'))
        ?.value,
    ).toBe(sizes.length)
    await log.settled()
    await log.idle()
  })

  it('takes nothing that it refused to readers, and says why to who sent it', async () => {
    const { workspace, log, options } = await open()
    const one = reader()
    log.readers.add(one)
    expect(
      await append(log, await workspace.alice.draft('register', sealed(), workspace.head, { epoch: 9 })),
    ).toMatchObject({ type: 'refused', failure: { type: 'wrongEpoch' } })
    expect(
      await append(log, await (await newDevice(workspace.workspaceId)).draft('register', sealed(), workspace.head)),
    ).toMatchObject({ type: 'refused' })
    expect([one.seqs(), log.head().seq]).toEqual([[], 1])
    expect((await options.metrics.entriesRefused.get()).values.length).toBe(2)
    expect((await options.metrics.entriesStored.get()).values[0]?.value ?? 0).toBe(0)
  })

  it('honours erasures once they are durable, and those of the past when it is opened', async () => {
    const { workspace, log, erased } = await open()
    const one = await workspace.alice.erase('a'.repeat(64), workspace.head)
    await append(log, one)
    await append(log, await workspace.alice.write('register', sealed(), workspace.head))
    expect(erased).toEqual([one.uuid])
    expect(
      (await open({}, undefined, [...workspace.log, ...(await log.read(1, false)).entries], workspace)).erased,
    ).toEqual([one.uuid])
  })

  it('reads on what another process wrote: told, asked, or overtaken', async () => {
    const { workspace, log, store, fanout } = await open()
    const one = reader()
    log.readers.add(one)
    const { alice } = workspace
    let entries = workspace.log
    const elsewhere = async (): Promise<void> => {
      const next = follow(entries, await alice.write('register', sealed(), workspace.head))
      await store.append(workspace.workspaceId, headOf(entries), next.slice(entries.length).map(recordOf))
      entries = next
    }
    await elsewhere()
    fanout.publish(workspace.workspaceId, { type: 'advanced', seq: 1 })
    await log.idle()
    expect(log.head().seq).toBe(1)
    fanout.publish(workspace.workspaceId, { type: 'advanced', seq: 2 })
    await log.idle()
    expect([log.head(), one.seqs()]).toEqual([await store.head(workspace.workspaceId), [2]])
    await elsewhere()
    await log.poll()
    await log.idle()
    expect([log.head().seq, one.seqs()]).toEqual([3, [2, 3]])
    await elsewhere()
    expect(await append(log, await alice.write('register', sealed(), workspace.head))).toMatchObject({
      type: 'stored',
      seq: 5,
    })
    expect(one.seqs()).toEqual([2, 3, 4, 5])
    await log.poll()
    expect(log.head().seq).toBe(5)
  })

  it('tells its author of a failed write, and has afterwards what the store has', async () => {
    let failing: 'before' | 'after' | 'lost' | undefined
    const { workspace, log, errors } = await open({}, (store) => ({
      ...store,
      head: (id) => (failing === 'lost' ? Promise.resolve(undefined) : store.head(id)),
      async append(...args) {
        if (failing === undefined) return store.append(...args)
        if (failing === 'after') await store.append(...args)
        throw new Error('disk full')
      },
    }))
    const one = reader()
    log.readers.add(one)
    const written = await workspace.alice.write('register', sealed(), workspace.head)
    failing = 'before'
    await expect(append(log, written)).rejects.toThrow('disk full')
    await log.idle()
    expect([log.head().seq, errors]).toEqual([1, ['append']])
    failing = 'after'
    await expect(append(log, written)).rejects.toThrow('disk full')
    await log.idle()
    expect([log.head().seq, one.seqs()]).toEqual([2, [2]])
    failing = 'lost'
    await expect(append(log, await workspace.alice.write('register', sealed(), workspace.head))).rejects.toThrow(
      'disk full',
    )
    await log.idle()
    expect(errors).toEqual(['append', 'append', 'append', 'reload'])
    failing = undefined
    await log.settled()
    expect(await append(log, written)).toMatchObject({ type: 'stored', seq: 2 })
  })

  it('takes back what it lost in one piece, and not where it went on meanwhile', async () => {
    const { workspace, log, options, store } = await open()
    const { alice } = workspace
    const one = reader()
    log.readers.add(one)
    const more = follow(
      workspace.log,
      await alice.write('register', sealed(), workspace.head),
      await alice.write('register', sealed(), workspace.head),
    )
    const after = log.head()
    const records = more.slice(1).map(recordOf)
    expect(await log.restore(after, records)).toBe(true)
    expect([log.head().seq, one.seqs()]).toEqual([3, [2, 3]])
    expect(await log.restore(after, records)).toBe(false)
    expect((await options.metrics.entriesStored.get()).values[0]?.value).toBe(2)
    expect((await store.head(workspace.workspaceId))?.seq).toBe(3)
  })
})

describe('the workspaces of a relay', () => {
  const workspacesOf = (store: LogStore) => {
    const metrics = createMetrics({ processMetrics: false })
    const now = () => founding + 1_000
    const blobs = { erase: vi.fn(() => Promise.resolve()) }
    const workspaces = createWorkspaces({
      store,
      fanout: createLocalFanout(),
      metrics,
      limits: defaultRelayLimits,
      now,
      key: createRelayKey(),
      clockWatch: createClockWatch({ now, uptime: undefined }),
      onError: () => undefined,
      blobs: blobs as unknown as BlobStore,
    })
    return { workspaces, blobs, metrics, open: async () => (await metrics.workspacesOpen.get()).values[0]?.value ?? 0 }
  }
  const turns = () => new Promise((resolve) => setTimeout(resolve, 5))

  it('are open once each, for as long as somebody is there', async () => {
    const workspace = await found()
    const { workspaces, open } = workspacesOf(await storeWith(workspace.workspaceId, workspace.log))
    const [one, two] = [
      await workspaces.acquire(workspace.workspaceId),
      await workspaces.acquire(workspace.workspaceId),
    ]
    expect(one).toBe(two)
    expect(await open()).toBe(1)
    workspaces.release(workspace.workspaceId)
    await turns()
    expect([await open(), await workspaces.acquire(workspace.workspaceId)]).toEqual([1, one])
    workspaces.release(workspace.workspaceId)
    workspaces.release(workspace.workspaceId)
    await turns()
    expect(await open()).toBe(0)
    workspaces.release(workspace.workspaceId)
    const three = await workspaces.acquire(workspace.workspaceId)
    expect(three).not.toBe(one)
    await workspaces.idle()
  })

  it('that are not known, or can not be read, are not remembered', async () => {
    const workspace = await found()
    const store = createMemoryLog()
    let broken = false
    const { workspaces, open } = workspacesOf({
      ...store,
      head: (id) => (broken ? Promise.reject(new Error('disk')) : store.head(id)),
    })
    expect(await workspaces.acquire(workspace.workspaceId)).toBeUndefined()
    expect(await open()).toBe(0)
    broken = true
    await expect(workspaces.acquire(workspace.workspaceId)).rejects.toThrow('disk')
    expect(await open()).toBe(0)
    await workspaces.idle()
    broken = false
    expect(await workspaces.found(workspace.workspaceId, workspace.log.map(recordOf))).toBe(true)
    expect(await workspaces.found(workspace.workspaceId, workspace.log.map(recordOf))).toBe(false)
    expect((await workspaces.acquire(workspace.workspaceId))?.head().seq).toBe(1)
  })

  it('erase what an owner’s entry names, each file of it, and nothing for words that are none', async () => {
    const workspace = await found()
    const { workspaces, blobs } = workspacesOf(await storeWith(workspace.workspaceId, workspace.log))
    const log = (await workspaces.acquire(workspace.workspaceId))!
    const { bytes } = await workspace.alice.erase('a'.repeat(64), workspace.head)
    await log.append(bytes, unwrap(readEntry(bytes)))
    expect(blobs.erase.mock.calls).toEqual([[{ workspaceId: workspace.workspaceId, id: 'a'.repeat(64) }]])
  })
})

/**
 * "Verify integrity" against a disk that was written by hand: the log, its end, its verdicts, the files; and what an
 * engine answers at all.
 */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sha256Hex } from '~/lib/shared/hash'
import { portPair } from '~/lib/shared/port'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { pendingFile } from '~/lib/sync/blobs/expectedFiles'
import { smuggle } from '../../hostile/support/byHand'
import {
  closeEverybody,
  createWorld,
  foundBy,
  foundUnbound,
  join,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'

let world: World
let alice: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await closeEverybody()
})
const verified = (): Promise<{ readonly entries: number; readonly failures: readonly string[] }> =>
  alice.must('integrity.verify', null)

describe('the log on this disk', () => {
  test('whole, it is counted to its head and nothing is said', async () => {
    await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    await alice.push()
    expect(await verified()).toEqual({ entries: alice.replica.head().seq, failures: [] })
  })

  test('of one entry, it is verified and derived as one of many', async () => {
    world = createWorld()
    const solo = await foundUnbound(world, 'Solo')
    expect(await solo.must('integrity.verify', null)).toEqual({ entries: 1, failures: [] })
    await solo.vault.members.clear()
    expect((await solo.must('integrity.verify', null)).failures).toHaveLength(1)
  })

  test('of which some entries have the time of this device and some that of a relay, it is derived in its order', async () => {
    await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    await alice.push()
    for (const seq of [2, 4]) await alice.vault.log.update(seq, { timeSource: 'device' })
    expect((await verified()).failures.filter((failure) => !failure.startsWith('History row'))).toEqual([])
  })

  test('that cannot be derived (the disk is full) says so; what it was derived in is let go, and every signature was asked of before', async () => {
    const beside = alice.replica.beside
    const told: string[] = []
    const deriving = vi.spyOn(alice.replica, 'beside')
    deriving.mockImplementation(async (scratch) => {
      const remove = scratch.delete.bind(scratch)
      scratch.delete = () => (told.push('deleted'), remove())
      const made = await beside(scratch)
      return {
        ...made,
        settled: async () => (told.push('settled'), made.settled()),
        close: async () => (told.push('closed'), made.close()),
      }
    })
    expect((await verified()).failures).toEqual([])
    expect(told).toEqual(['settled', 'closed', 'deleted'])
    deriving.mockImplementation(async (scratch) => ({
      ...(await beside(scratch)),
      ingest: () => Promise.resolve({ ok: false as const, error: { type: 'diskFull', message: 'The disk is full.' } }),
    }))
    expect((await verified()).failures).toEqual(['The disk is full.'])
  })

  test('an entry that must not count and is used all the same is named, and nothing is derived from such a log', async () => {
    const vera = await join(world, alice, 'Vera', 'viewer')
    const seq = await smuggle(world, vera, 'register', writeUpdatePlaintext({ commands: [] }))
    await settle(alice, vera)
    expect((await alice.vault.log.get(seq))!.verdict).not.toBe('counts')
    expect((await verified()).failures).toEqual([])
    await alice.vault.log.update(seq, { verdict: 'counts' })
    const { failures, entries } = await verified()
    expect(failures).toHaveLength(1)
    expect(failures[0]).toMatch(new RegExp(`^Entry ${seq} is used here but must not be: .`))
    expect(entries).toBe(alice.replica.head().seq)
  })

  test('cut at its end it does not end where the records do', async () => {
    await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    await alice.push()
    await alice.vault.log.delete(alice.replica.head().seq)
    expect((await verified()).failures).toContain(
      'The log on this device does not end where its records do. Restore the workspace from a backup.',
    )
  })

  test('changed in the middle, it is read up to there and no further', async () => {
    await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    await alice.push()
    const row = (await alice.vault.log.get(3))!
    const bytes = Uint8Array.from(row.bytes)
    bytes[bytes.length - 1]! ^= 1
    await alice.vault.log.put({ ...row, bytes })
    const { entries, failures } = await verified()
    expect([entries, failures[0]!.startsWith('Entry 3: ')]).toEqual([2, true])
  })

  test('a setting of ours that waits is no difference, and after they went out neither', async () => {
    const bob = await join(world, alice, 'Bob', 'editor')
    await bob.must('record.create', { kind: 'evidence', fields: { title: 'List', source: 'link' } })
    await settle(alice, bob)
    await alice.must('record.create', { kind: 'settings', fields: { evidenceMaxAge: 'P1M' } })
    expect((await verified()).failures).toEqual([])
    await alice.push()
    expect((await verified()).failures).toEqual([])
  })
})

describe('the files on this disk', () => {
  test('one that differs is named and marked; one that is as its record says, and one that is not here yet, are left alone', async () => {
    const row = (sha256: string, text: string) => ({
      sha256,
      id: sha256Hex(sha256),
      size: text.length,
      mime: 'text/plain',
      bytes: new Blob([text]),
      state: 'present' as const,
      epoch: 1,
      salt: new Uint8Array(16),
      upload: 'done' as const,
      addedAt: 1,
    })
    const other = sha256Hex('what the record says')
    await alice.vault.blobs.bulkPut([
      row(sha256Hex('a list'), 'a list'),
      row(other, 'something else'),
      pendingFile({ sha256: 'ab'.repeat(32), id: 'cd'.repeat(32), size: 3, mime: 'x' }, 1),
    ])
    expect((await verified()).failures).toEqual([
      `File ${other.slice(0, 16)} differs from what its record says. Don't rely on it.`,
    ])
    expect((await alice.vault.blobs.toArray()).map(({ sha256, state }) => [sha256, state]).sort()).toEqual(
      [
        [sha256Hex('a list'), 'present'],
        [other, 'corrupt'],
        ['ab'.repeat(32), 'pending'],
      ].sort(),
    )
  })
})

describe('what an engine answers', () => {
  test('a step it does not know, whatever its name means elsewhere', async () => {
    for (const name of ['nonsense', 'toString', 'constructor', '__proto__'])
      expect(await alice.run(name as never, null as never)).toMatchObject({
        ok: false,
        error: { type: 'unknownCommand', message: expect.stringContaining(`"${name}"`) as string },
      })
    expect(await alice.vault.commands.filter(({ commandId }) => commandId.startsWith('Alice')).count()).toBe(1)
  })

  test('while this device may not write, what stays on it is answered and all else refused before it is begun', async () => {
    const no = { ok: false as const, error: { type: 'onlySnapshot', message: 'x' } }
    vi.spyOn(alice.replica, 'writable').mockReturnValue(no)
    for (const [name, input] of [
      ['record.create', { kind: 'asset', fields: { name: 'A' } }],
      ['pack.members', null],
      ['soa.freeze', { framework: 'iso27001-2022' }],
      ['key.new', null],
    ] as const)
      expect(await alice.run(name, input as never)).toEqual(no)
    for (const [name, input] of [
      ['evidence.discardDraft', { draftId: 'x' }],
      ['kit.confirm', null],
      ['pack.fingerprint', null],
      ['invite.seen', { inviteId: 'x' }],
      ['relay.disconnect', null],
      ['relay.syncNow', null],
      ['integrity.verify', null],
      ['relay.resetTime', null],
    ] as const)
      expect(await alice.run(name, input as never), name).toMatchObject({ ok: true })
    expect(await alice.run('relay.connect', { url: 'x y' })).toMatchObject({
      ok: false,
      error: { type: 'badRelayUrl' },
    })
    expect(await alice.run('backup.export', null)).toMatchObject({ ok: true })
    expect(await alice.rows('asset')).toEqual([])
  })

  test('to somebody outside it hands nothing that rests on signatures not verified yet; inside it goes on', async () => {
    const no = { ok: false as const, error: { type: 'unsettled', message: 'x' } }
    const settled = vi.spyOn(alice.replica, 'settled').mockResolvedValue(no)
    const review = (
      await alice.must('record.create', { kind: 'managementReview', fields: { title: 'Review', heldOn: '2026-06-01' } })
    ).id
    expect(settled).not.toHaveBeenCalled()
    for (const [name, input] of [
      ['pack.members', null],
      ['pack.sign', { manifest: 'x' }],
      ['pack.record', { draftId: 'x', title: 'x', evidence: [], subjects: [], manifestHash: 'x' }],
      ['backup.export', null],
      ['soa.freeze', { framework: 'iso27001-2022' }],
      ['review.freezePack', { review }],
    ] as const)
      expect(await alice.run(name, input as never), name).toEqual(no)
    expect([await alice.rows('soaVersion'), await alice.vault.drafts.count()]).toEqual([[], 0])
  })

  test('storage that fails under a command is an answer; a bug is none', async () => {
    vi.spyOn(alice.replica, 'readRecord').mockRejectedValueOnce(
      Object.assign(new Error('full'), { name: 'QuotaExceededError' }),
    )
    expect(await alice.run('record.edit', { edits: [{ kind: 'asset', id: 'as_1', changes: [] }] })).toMatchObject({
      ok: false,
      error: { type: 'diskFull' },
    })
    vi.spyOn(alice.replica, 'readRecord').mockRejectedValueOnce(new TypeError('a bug'))
    await expect(alice.run('record.edit', { edits: [{ kind: 'asset', id: 'as_1', changes: [] }] })).rejects.toThrow(
      'a bug',
    )
    // The queue goes on behind it.
    expect(await alice.run('record.create', { kind: 'asset', fields: { name: 'A' } })).toMatchObject({ ok: true })
  })

  test('a run that was asked for while nobody looks is the only one; asked again on the same day it is written anew only where it says something else', async () => {
    const { id } = await alice.must('readiness.keep', { reason: 'asked' })
    await new Promise((resolve) => setTimeout(resolve, 150))
    const runs = async () => (await alice.rows('readinessRun')).map(({ id: own, reason }) => [own, reason])
    expect(await runs()).toEqual([[id, 'asked']])
    const [run] = (await alice.rows('readinessRun')) as unknown as {
      scores: { phases: object; groups: object }
      failing: Record<string, readonly string[]>
      counts: Record<string, number>
      packHash?: string
    }[]
    expect(run!.packHash).toBeUndefined()
    const results = (await alice.vault.readiness.toArray()).map(({ result }) => result)
    expect(run!.failing).toEqual(
      Object.fromEntries(
        results.filter(({ status }) => status === 'fail').map((result) => [result.id, result.failing]),
      ),
    )
    expect([run!.counts['checksPassing'], run!.counts['checksFailing']]).toEqual(
      ['pass', 'fail'].map((status) => results.filter((result) => result.status === status).length),
    )
    await alice.push()
    await alice.must('readiness.keep', { reason: 'asked' })
    expect(await alice.vault.outbox.count()).toBe(0)
    world.now += 60_000
    await alice.must('readiness.keep', { reason: 'soa' }, 'one-value')
    expect(
      (await alice.trail()).filter(({ commandId }) => commandId === 'one-value').map(({ field }) => field),
    ).toEqual(['reason'])
    await alice.push()
    const { id: review } = await alice.must('record.create', {
      kind: 'managementReview',
      fields: { title: 'Review', heldOn: '2026-06-01', packHash: 'ab'.repeat(32) },
    })
    await alice.must('readiness.keep', { reason: 'review', review })
    expect(await alice.rows('readinessRun')).toMatchObject([{ id, reason: 'review', packHash: 'ab'.repeat(32) }])
    const vera = await join(world, alice, 'Vera', 'viewer')
    expect(await vera.run('readiness.keep', { reason: 'asked' })).toMatchObject({
      ok: false,
      error: { type: 'notAllowed' },
    })
  })

  test('stopped, it ends the lines of its editors and follows nothing for anybody', async () => {
    const { id } = await alice.must('record.create', { kind: 'risk', fields: { title: 'T', event: 'Hello' } })
    alice.engine.uiOpen(1)
    const [page, end] = portPair()
    let closed = 0
    page.onClose(() => closed++)
    const receive = alice.engine.editor(end, { kind: 'risk', recordId: id, field: 'event' })
    end.onMessage((message) => receive(message))
    await vi.waitFor(async () => expect(await alice.vault.readiness.count()).toBeGreaterThan(50), { timeout: 5_000 })
    await alice.engine.stop()
    await vi.waitFor(() => expect(closed).toBe(1))
    // Whoever still followed would write it again, whatever it says.
    await alice.vault.meta.delete('readiness')
    await alice.vault.table('risk').update(id, { currentL: 3 })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await alice.vault.meta.get('readiness')).toBeUndefined()
  })

  test('looked at by nobody, however often that is said, it evaluates nothing', async () => {
    alice.engine.uiOpen(0)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await alice.vault.readiness.count()).toBe(0)
  })

  test('a freeze that was refused keeps no run, although somebody looks', async () => {
    alice.engine.uiOpen(1)
    await vi.waitFor(async () => expect(await alice.rows('readinessRun')).toHaveLength(1), { timeout: 5_000 })
    expect(await alice.run('soa.freeze', { framework: 'nowhere' })).toMatchObject({ ok: false })
    await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect((await alice.rows('readinessRun')).map(({ reason }) => reason)).toEqual(['month'])
  })

  test('a freeze that nobody looks at keeps no run beside it', async () => {
    await alice.must('soa.freeze', { framework: 'iso27001-2022' })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await alice.rows('readinessRun')).toEqual([])
  })

  test('after ten seconds without news its books are put in order, once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const tidy = vi.spyOn(alice.replica, 'tidy').mockResolvedValue(undefined as never)
      await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
      vi.advanceTimersByTime(20_000)
      expect(tidy).not.toHaveBeenCalled()
      await alice.push()
      vi.advanceTimersByTime(9_999)
      await alice.must('record.create', { kind: 'asset', fields: { name: 'B' } })
      await alice.push()
      vi.advanceTimersByTime(9_999)
      expect(tidy).not.toHaveBeenCalled()
      vi.advanceTimersByTime(1)
      expect(tidy).toHaveBeenCalledTimes(1)
      await alice.must('record.create', { kind: 'asset', fields: { name: 'C' } })
      await alice.push()
      await alice.engine.stop()
      vi.advanceTimersByTime(20_000)
      expect(tidy).toHaveBeenCalledTimes(1)
    } finally {
      vi.useRealTimers()
    }
  })
})

/** When a run is kept without anybody asking, and by whom: the rules over a vault whose rows say who closed what. */

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRunKeeper } from '~/lib/engine/readiness/readinessRuns'
import type { WorkspaceRole } from '~/lib/records/classes'
import type { Completed } from '~/lib/isms/readiness/completed'
import { fail, ok, type Result } from '~/lib/shared/result'
import { openVault, type TrailRow, type Vault } from '~/lib/vault/store/tables'

const today = '2026-06-15'
const dayMs = 86_400_000
const now = Date.parse(`${today}T09:00:00Z`)
let vault: Vault
let kept: [string, object][]
let role: WorkspaceRole | undefined
let answer: Result<unknown>
beforeEach(async () => {
  vault = await openVault('w', { indexedDB: new IDBFactory(), IDBKeyRange })
  kept = []
  role = 'lead'
  answer = ok(null)
  // The month has its run, so that only what was completed is asked for.
  await run('2026-06-01', 'month')
})
afterEach(() => vault.close())

const run = (day: string, reason: string) =>
  vault.table('readinessRun').put({ id: `rr_${day}`, kind: 'readinessRun', reason })
const looks = async (...completed: readonly Completed[]): Promise<readonly [string, object][]> => {
  const keep = createRunKeeper({
    vault,
    clock: { now: () => now },
    deviceId: 'mine',
    role: () => role,
    keep: (commandId, input) => {
      kept.push([commandId, input])
      return Promise.resolve(answer)
    },
  })
  await keep({ today, completed } as never)
  return kept.splice(0)
}
const audit = (id: string): Completed => ({ id, reason: 'audit' })
let rows = 0
const closed = (id: string, deviceId: string, more: Partial<TrailRow> = {}) =>
  vault.trail.put({
    id: `t-${++rows}`,
    seq: rows,
    n: 0,
    commandId: `c-${rows}`,
    kind: 'audit',
    recordId: id,
    field: 'status',
    before: 'reporting',
    after: 'completed',
    memberId: `member of ${deviceId}`,
    deviceId,
    time: now,
    relayTime: now,
    lost: false,
    concurrent: false,
    ...more,
  } as never)
const member = (of: string, memberRole: string, active = true) =>
  vault.members.put({ memberId: `member of ${of}`, role: memberRole, active, since: 1 } as never)
const keptFor = (id: string): [string, object] => [`run-${id}-${today}`, { reason: 'audit' }]

test('what others completed before this device looked for the first time is remembered, and no run is kept for it', async () => {
  await closed('a', 'mine')
  expect(await looks(audit('a'))).toEqual([])
  expect((await vault.meta.get('readinessCompleted'))!.value).toEqual(['a'])
  expect(await looks(audit('a'))).toEqual([])
})

test('the device that closed it keeps the run, once; of a review with the review', async () => {
  await looks()
  await closed('a', 'mine')
  await closed('m', 'mine')
  expect(await looks(audit('a'), { id: 'm', reason: 'review' })).toEqual([
    keptFor('a'),
    [`run-m-${today}`, { reason: 'review', review: 'm' }],
  ])
  expect(await looks(audit('a'), { id: 'm', reason: 'review' })).toEqual([])
})

test('one that is there beside another that is gone is kept; one that was opened and closed again, too', async () => {
  for (const id of ['a', 'b', 'c']) await closed(id, 'mine')
  await looks(audit('a'), audit('b'))
  expect(await looks(audit('a'), audit('c'))).toEqual([keptFor('c')])
  expect(await looks(audit('a'))).toEqual([])
  expect(await looks(audit('a'), audit('c'))).toEqual([keptFor('c')])
})

test('what could not be kept is kept at the next look', async () => {
  await looks()
  await closed('a', 'mine')
  answer = fail('diskFull', 'x')
  expect(await looks(audit('a'))).toEqual([keptFor('a')])
  answer = ok(null)
  expect(await looks(audit('a'))).toEqual([keptFor('a')])
  expect(await looks(audit('a'))).toEqual([])
})

test.each([
  ['editor', 1],
  ['lead', 1],
  ['owner', 1],
  ['auditor', 0],
  ['viewer', 0],
  [undefined, 0],
] as const)('as %s: who may write a run keeps that of an audit they closed', async (own, count) => {
  await looks()
  role = own
  await closed('a', 'mine')
  expect(await looks(audit('a'))).toHaveLength(count)
  role = 'lead'
  // Nobody comes back to it.
  expect(await looks(audit('a'))).toHaveLength(0)
})

test('closed by a member who may keep the run: they do; who left or may not leaves it to a lead, for a week', async () => {
  await looks()
  const ids: string[] = []
  const other = async (
    device: string,
    memberRole: string | undefined,
    active: boolean,
    more: Partial<TrailRow> = {},
  ): Promise<void> => {
    if (memberRole) await member(device, memberRole, active)
    await closed(device, device, more)
    ids.push(device)
  }
  await other('editor here', 'editor', true)
  await other('auditor here', 'auditor', true)
  await other('editor who left', 'editor', false)
  await other('nobody known', undefined, false)
  await other('auditor long ago', 'auditor', true, { relayTime: now - 7 * dayMs })
  await other('auditor just now', 'auditor', true, { relayTime: now - 7 * dayMs + 1 })
  await other('auditor by own clock', 'auditor', true, { relayTime: undefined as never, time: now - 8 * dayMs })
  expect(await looks(...ids.map(audit))).toEqual(
    ['auditor here', 'editor who left', 'nobody known', 'auditor just now'].map(keptFor),
  )
})

test('in the place of another a lead keeps it, an editor does not, and not where this day has such a run already', async () => {
  await looks()
  await member('theirs', 'auditor')
  await closed('a', 'theirs')
  role = 'editor'
  expect(await looks(audit('a'))).toEqual([])
  await vault.meta.delete('readinessCompleted')
  await looks()
  role = 'lead'
  await run(today, 'audit')
  expect(await looks(audit('a'))).toEqual([])
  await vault.meta.delete('readinessCompleted')
  await looks()
  await run(today, 'asked')
  expect(await looks(audit('a'))).toEqual([keptFor('a')])
})

test('who closed it is who wrote last: what waits here comes after the log, of one entry the later one, and what lost does not stand', async () => {
  await looks()
  await member('theirs', 'editor')
  await closed('a', 'mine', { seq: 5 })
  await closed('a', 'theirs', { seq: 9 })
  await closed('b', 'theirs', { seq: 20 })
  await closed('b', 'mine', { seq: undefined as never })
  await closed('c', 'theirs', { seq: 30, n: 1 })
  await closed('c', 'mine', { seq: 30, n: 2 })
  await closed('d', 'mine', { seq: 40 })
  await closed('d', 'theirs', { seq: 41, lost: true })
  await closed('e', 'theirs', { seq: 50, n: 0, time: now - 2 })
  await closed('e', 'mine', { seq: 50, n: 0, time: now - 1 })
  expect(await looks(...['a', 'b', 'c', 'd', 'e', 'never written'].map(audit))).toEqual(
    ['b', 'c', 'd', 'e'].map(keptFor),
  )
})

const month: [string, object] = ['run-2026-06-mine', { reason: 'month' }]

test('the first look of a month by a lead keeps one; any run of the month is enough, from its first day to its last', async () => {
  expect(await looks()).toEqual([])
  await vault.table('readinessRun').clear()
  for (const day of ['2026-05-31', '2026-07-01']) await run(day, 'month')
  expect(await looks()).toEqual([month])
  for (const day of ['2026-06-01', '2026-06-30', '2026-06-31']) {
    await run(day, 'asked')
    expect(await looks(), day).toEqual([])
    await vault.table('readinessRun').delete(`rr_${day}`)
  }
  for (const own of ['owner', 'lead'] as const) expect([(role = own), await looks()]).toEqual([own, [month]])
  for (const own of ['editor', 'auditor', 'viewer', undefined] as const)
    expect([(role = own), await looks()]).toEqual([own, []])
})

test('MG15: in its first week a device waits until its files are here, and not longer', async () => {
  await vault.table('readinessRun').clear()
  await vault.blobs.put({ sha256: 'ab', id: 'cd', size: 1, mime: 'x', state: 'pending' } as never)
  const joined = (since: number) =>
    vault.devices.put({ deviceId: 'mine', memberId: 'm', since, active: true, own: true } as never)
  await joined(now - 7 * dayMs + 1)
  expect(await looks()).toEqual([])
  await joined(now - 7 * dayMs)
  expect(await looks()).toEqual([month])
  await vault.devices.clear()
  expect(await looks()).toEqual([month])
  await joined(now)
  await vault.blobs.update('ab', { state: 'present' })
  expect(await looks()).toEqual([month])
})

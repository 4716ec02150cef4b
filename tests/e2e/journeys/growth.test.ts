/**
 * Looking changes nothing: a workspace that is opened again and again, by workers that die in between and by pages that
 * are loaded anew, grows no store on this device, and coming back to the relay appends no entry there. (y-indexeddb
 * alone would add a state at every opening, and an upload by state vector an entry at every reconnect.)
 */

import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BookRow, LogRow } from '~/lib/vault/store/tables'
import { chromiumProfile, startRelay, until, type ChromiumProfile, type RunningRelay } from '../driver'
import { done, found, level, rows, vaultRows } from '../support/inPage'
import { weigh, weighFolder } from '../support/weigh'
import { workerKiller } from '../support/worker'

/** Each must add nothing: what grows at all grows with the first of them. */
const openings = 4

let profile: ChromiumProfile
let relay: RunningRelay
let app: Page
let kill: () => Promise<boolean>
let workspaceId: string
let taskId: string

beforeAll(async () => {
  relay = await startRelay()
  profile = await chromiumProfile()
  kill = workerKiller(profile)
  app = await profile.app()
  workspaceId = await found(app)
  // Enough in one book for a checkpoint.
  for (let n = 0; n < 230; n += 10) {
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        done(app, 'record.create', { kind: 'task', fields: { title: `Task ${n + i}` } }, workspaceId),
      ),
    )
    if (n === 0) taskId = made[0]!.id
  }
})
afterAll(async () => {
  await profile?.close()
  await relay?.close()
})

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${relay.url}/metrics`)).text()
  return [...text.matchAll(new RegExp(`^${name}(?:\\{.*\\})? (\\d+)$`, 'gm'))].reduce(
    (sum, [, value]) => sum + Number(value),
    0,
  )
}

/** The worker dies and the workspace is opened: by a command, or by loading the whole page. */
async function openAnew(n: number): Promise<void> {
  await until(kill, 'a worker to kill')
  if (n % 5 === 0) {
    // By its address: before there was a workspace the page went to the one where workspaces are begun, and would stay
    // there.
    await app.goto('about:blank')
    await app.goto(`${profile.origin}/app.html#/`)
    await app.waitForSelector('nav a')
  }
  await done(app, 'workspace.open', { workspaceId })
  // A book is read by the first command that needs it, and reading is what y-indexeddb would grow by. This one says
  // what is said.
  expect(
    await done(
      app,
      'record.edit',
      { edits: [{ kind: 'task', id: taskId, changes: [{ op: 'set', field: 'title', value: 'Task 0' }] }] },
      workspaceId,
    ),
  ).toEqual({ changed: 0 })
}

const head = async (): Promise<number> => (await vaultRows<LogRow>(app, workspaceId, 'log')).at(-1)!.seq

describe('a workspace without edits', () => {
  it(`opened ${openings} times without a relay: every store holds as many records and bytes as before`, async () => {
    await level(app, workspaceId)
    await until(
      async () =>
        (await vaultRows<BookRow>(app, workspaceId, 'books')).some(
          ({ book, upToSeq }) => book === 'task' && upToSeq > 0,
        ),
      'a checkpoint',
      40_000,
    )
    await openAnew(0)
    // What the page keeps for itself once, a moment after it opened: the index of its search, and up to where its
    // person looked.
    await until(
      async () => ((await weigh(app))[`plumbline_${workspaceId}_search/stored`]?.[0] ?? 0) > 0,
      'the index of the search',
      60_000,
    )
    await until(
      async () =>
        (await rows<{ readonly key: string }>(app, 'plumbline', 'preferences')).some(
          ({ key }) => key === `seen.${workspaceId}`,
        ),
      'what was looked at',
    )
    const [before, headBefore] = [await weigh(app), await head()]
    expect(Object.keys(before).some((store) => /_task\/updates$/.test(store))).toBe(true)
    expect(before[`plumbline_${workspaceId}/task`]![0]).toBe(230)
    for (let n = 1; n <= openings; n++) await openAnew(n)
    expect(await weigh(app)).toEqual(before)
    expect(await head()).toBe(headBefore)
  })

  it(`back at the relay ${openings} times: no entry is appended, neither here nor there`, async () => {
    await done(app, 'relay.connect', { url: relay.url }, workspaceId)
    await level(app, workspaceId, { relay: true })
    await openAnew(0)
    await level(app, workspaceId, { relay: true })
    const before = await weigh(app)
    const [stored, present, folder, headBefore] = [
      await metric('plumbline_entries_stored_total'),
      await metric('plumbline_presence_frames_total'),
      weighFolder(relay.data),
      await head(),
    ]
    for (let n = 1; n <= openings; n++) {
      const seen = await metric('plumbline_presence_frames_total')
      await openAnew(n)
      // A device shows itself once it has caught up.
      await until(async () => (await metric('plumbline_presence_frames_total')) > seen, 'the device to be back')
    }
    await level(app, workspaceId, { relay: true })
    expect((await metric('plumbline_presence_frames_total')) - present).toBeGreaterThanOrEqual(openings)
    expect(await metric('plumbline_entries_stored_total')).toBe(stored)
    expect(await head()).toBe(headBefore)
    expect(weighFolder(relay.data)).toEqual(folder)
    expect(await weigh(app)).toEqual(before)
  })
})

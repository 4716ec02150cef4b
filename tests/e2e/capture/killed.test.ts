/**
 * The browser may end the service worker between any two steps. A client sends the same command again with the same id;
 * whatever the moment of death, every acknowledged command is there exactly once, and so is every capture.
 */

import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DraftRow, LogRow, StatementRow, TrailRow } from '~/lib/vault/store/tables'
import { chromiumProfile, startSite, until, type ChromiumProfile } from '../driver'
import { jobsPage } from '../site'
import { has, press } from '../person'
import { sees, text } from '../ui'
import { commandId, done, found, level, rows, run, vaultRows } from '../support/inPage'
import { seededRandom } from '../support/seededRandom'
import { workerKiller } from '../support/worker'

/** Delays in milliseconds, the same in every run; what they hit differs by machine, which is the point. */
const next = seededRandom(0x9e3779b9)
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

let profile: ChromiumProfile
let app: Page
let workspaceId: string
let kill: () => Promise<boolean>

beforeAll(async () => {
  profile = await chromiumProfile()
  app = await profile.app()
  workspaceId = await found(app)
  kill = workerKiller(profile)
})
afterAll(() => profile?.close())

interface Row {
  readonly id: string
  readonly ref: string
  readonly title: string
}

/** Everything this device said is in the log once: no entry twice, no gap, one chain. */
async function logHolds(): Promise<void> {
  // A worker that died after its answer sends the rest when it is next woken.
  await done(app, 'workspace.open', { workspaceId })
  await level(app, workspaceId)
  const log = await vaultRows<LogRow>(app, workspaceId, 'log')
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
  expect(new Set(log.map(({ uuid }) => uuid)).size).toBe(log.length)
  expect(log.filter(({ verdict }) => verdict !== 'counts')).toEqual([])
  expect(log.map(({ deviceSeq }) => deviceSeq)).toEqual(log.map((_, index) => index + 1))
  expect(await vaultRows(app, workspaceId, 'notSent')).toEqual([])
  expect(await done(app, 'integrity.verify', null, workspaceId)).toEqual({ entries: log.length, failures: [] })
}

describe('the worker is killed', () => {
  it('between commands: each is answered and kept once', async () => {
    for (let n = 1; n <= 8; n++) {
      expect(
        await done(app, 'record.create', { kind: 'task', fields: { title: `Between ${n}` } }, workspaceId),
      ).toMatchObject({ ref: `TK-${n}` })
      await until(kill, 'a worker to kill')
    }
    expect((await vaultRows<Row>(app, workspaceId, 'task')).map(({ title }) => title).sort()).toEqual(
      Array.from({ length: 8 }, (_, n) => `Between ${n + 1}`),
    )
    await logHolds()
  })

  it('while commands are in flight, 12 times: nothing lost, nothing twice', async () => {
    const answers = new Map<string, { id: string; ref: string }>()
    const ids: string[] = []
    let killed = 0
    for (let n = 1; n <= 12; n++) {
      const title = `In flight ${n}`
      const id = commandId()
      ids.push(id)
      const sent = done(app, 'record.create', { kind: 'task', fields: { title } }, workspaceId, { commandId: id })
      await pause(next(70))
      if (await kill()) killed++
      answers.set(title, await sent)
      // The same command once more, as a page would that missed the answer.
      expect(
        await done(app, 'record.create', { kind: 'task', fields: { title } }, workspaceId, { commandId: id }),
      ).toEqual(answers.get(title))
    }
    expect(killed).toBeGreaterThan(6)
    const tasks = (await vaultRows<Row>(app, workspaceId, 'task')).filter(({ title }) => title.startsWith('In flight'))
    expect(tasks.map(({ title, id, ref }) => [title, id, ref]).sort()).toEqual(
      [...answers].map(([title, { id, ref }]) => [title, id, ref]).sort(),
    )
    expect(new Set(tasks.map(({ ref }) => ref)).size).toBe(12)
    await logHolds()
    const trail = await vaultRows<TrailRow>(app, workspaceId, 'trail')
    for (const id of ids) {
      const titles = trail.filter((row) => row.commandId === id && row.field === 'title')
      expect(titles).toHaveLength(1)
      expect(titles[0]!.seq).toBeDefined()
    }
  })

  it('while edits race each other, some sent in one burst', async () => {
    const { id } = await done(app, 'record.create', { kind: 'task', fields: { title: 'Counted' } }, workspaceId)
    const sent: Promise<unknown>[] = []
    const values = Array.from({ length: 12 }, (_, n) => `Counted ${n + 1}`)
    for (const value of values) {
      sent.push(
        done(
          app,
          'record.edit',
          { edits: [{ kind: 'task', id, changes: [{ op: 'set', field: 'title', value }] }] },
          workspaceId,
        ),
      )
      if (sent.length % 4 === 0) {
        await pause(next(30))
        await kill()
      }
    }
    await Promise.all(sent)
    await logHolds()
    const trail = (await vaultRows<TrailRow>(app, workspaceId, 'trail')).filter(
      (row) => row.recordId === id && row.field === 'title',
    )
    expect(trail.map(({ after }) => after).sort()).toEqual(['Counted', ...values].sort())
    // One device: each edit saw the one before it, so the history is one chain, and its end is what the record says.
    const after = new Map(trail.map((row) => [row.before, row.after]))
    let value: TrailRow['after'] = 'Counted'
    let steps = 0
    for (; after.has(value); steps++) value = after.get(value)!
    expect(steps).toBe(values.length)
    expect((await vaultRows<Row>(app, workspaceId, 'task')).find((row) => row.id === id)!.title).toBe(value)
  })
})

describe('the worker is killed while a workspace is founded', () => {
  it('at any moment: one workspace per founding, whole, and nothing left over', async () => {
    const founded: string[] = []
    for (let n = 1; n <= 5; n++) {
      const sent = done(app, 'workspace.create', {
        name: `Ridgeway ${n}`,
        personName: 'Bo Haugen',
        timeZone: 'Europe/Oslo',
      })
      await pause(next(160))
      await kill()
      founded.push((await sent).workspaceId)
    }
    const listed = await rows<{ id: string; name: string }>(app, 'plumbline', 'workspaces')
    expect(
      listed
        .filter(({ name }) => name.startsWith('Ridgeway'))
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...founded].sort())
    const databases = await app.evaluate(async () =>
      (await indexedDB.databases()).flatMap(({ name }) =>
        /^plumbline_[0-9a-f]{64}$/.test(name ?? '') ? [name!.slice(10)] : [],
      ),
    )
    expect(databases.sort()).toEqual(listed.map(({ id }) => id).sort())
    for (const id of founded) {
      expect((await vaultRows(app, id, 'person')).length, id).toBe(1)
      expect((await vaultRows(app, id, 'scope')).length, id).toBe(1)
      expect(listed.find((row) => row.id === id)).toMatchObject({ kitConfirmed: false })
    }
  })
})

describe('the worker is killed while evidence is made', () => {
  it('at any moment of a capture and its seal: one evidence per capture, or a capture that says it failed', async () => {
    const site = await startSite({ '/jobs': jobsPage(8, 'Rows 1–8 of 8') })
    try {
      const page = await profile.browser.newPage()
      await page.goto(`${site.url}/jobs`)
      const popup = await profile.popup(page)
      const tabId = await popup.evaluate(
        async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]!.id!,
      )
      // How long one takes on this machine, so that the deaths fall all over it.
      const began = Date.now()
      const first = await ended(
        (await done(app, 'capture.start', { tabId, workspaceId, mode: 'visible', controls: [], reqs: [] })).draftId,
      )
      const takes = Date.now() - began
      expect(first.state).toBe('done')
      const drafts = [first]
      for (let n = 1; n <= 5; n++) {
        const { draftId } = await done(app, 'capture.start', {
          tabId,
          workspaceId,
          mode: 'visible',
          controls: [],
          reqs: [],
        })
        await pause((takes * n) / 5)
        await kill()
        await run(app, 'capture.tab', {}, workspaceId)
        drafts.push(await ended(draftId))
      }
      const evidence = await vaultRows<Row & { readonly seal: string }>(app, workspaceId, 'evidence')
      const sealed = drafts.filter(({ state }) => state === 'done')
      expect(evidence.map(({ id }) => id).sort()).toEqual(sealed.map(({ evidenceId }) => evidenceId).sort())
      expect(new Set(evidence.map(({ ref }) => ref)).size).toBe(evidence.length)
      for (const draft of drafts.filter(({ state }) => state !== 'done'))
        expect(draft.failure?.message, draft.id).toMatch(/\S/)
      expect(await vaultRows(app, workspaceId, 'draftFiles')).toEqual([])
      const statements = await vaultRows<StatementRow>(app, workspaceId, 'statements')
      for (const { id, seal } of evidence) {
        expect(seal).toBe('sealed')
        expect(
          statements
            .filter(({ subjectId }) => subjectId === id)
            .map(({ type }) => type)
            .sort(),
        ).toEqual(['captureSeal', 'custody'])
      }
      await logHolds()
      await page.close()
    } finally {
      await site.close()
    }
  })

  it('under an open popup: it says within 5 seconds that the capture stopped, and what was taken is sealed as partial', async () => {
    const site = await startSite({ '/jobs': jobsPage(140, 'Rows 1–140 of 140') })
    try {
      const page = await profile.browser.newPage()
      await page.goto(`${site.url}/jobs`)
      const before = new Set((await vaultRows<DraftRow>(app, workspaceId, 'drafts')).map(({ id }) => id))
      const popup = await profile.popup(page)
      if (!(await has(popup, 'button', 'Full page'))) await press(popup, 'Capture', { role: 'tab' })
      await press(popup, 'Full page')
      const begun = async () =>
        (await vaultRows<DraftRow>(app, workspaceId, 'drafts')).find(({ id }) => !before.has(id))
      await until(async () => ((await begun())?.step ?? 0) >= 2, 'two tiles', 30_000)
      await until(kill, 'a worker to kill')
      const died = Date.now()
      await sees(popup, 'Stopped: the browser ended the capture.', 5_000)
      expect(Date.now() - died).toBeLessThan(5_000)
      await sees(popup, /EV-\d+ · Sealed[\s\S]*Partial/)
      expect(await text(popup)).not.toMatch(/Stopped: Stopped|Completeness not known/)
      expect(await begun()).toMatchObject({
        state: 'done',
        facts: {
          completeness: 'partial',
          completenessNote: expect.stringContaining('Stopped: the browser ended the capture.') as string,
        },
      })
      await popup.close()
      await page.close()
    } finally {
      await site.close()
    }
  })

  it('at any moment of an upload: one evidence, sealed into custody once', async () => {
    const before = (await vaultRows<Row>(app, workspaceId, 'evidence')).length
    for (let n = 1; n <= 6; n++) {
      const draftId = `up_${n}`
      await app.evaluate(
        async (database, id) => {
          const db = await new Promise<IDBDatabase>((resolve) => {
            const open = indexedDB.open(database)
            open.onsuccess = () => resolve(open.result)
          })
          const put = db.transaction(['drafts', 'draftFiles'], 'readwrite')
          put.objectStore('drafts').put({
            id,
            mode: 'upload',
            state: 'captured',
            startedAt: Date.now(),
            updatedAt: Date.now(),
            step: 1,
            steps: 1,
            facts: {},
            links: {},
          })
          put.objectStore('draftFiles').put({
            draftId: id,
            name: 'report.csv',
            order: 0,
            mime: 'text/csv',
            part: 'original',
            bytes: new Blob([`${id};ok\n`.repeat(40_000)]),
          })
          await new Promise((resolve) => (put.oncomplete = resolve))
          db.close()
        },
        `plumbline_${workspaceId}`,
        draftId,
      )
      const sent = done(app, 'evidence.upload', { draftId, title: `Report ${n}`, controls: [], reqs: [] }, workspaceId)
      await pause(next(80))
      await kill()
      await sent
    }
    const evidence = (await vaultRows<Row>(app, workspaceId, 'evidence')).filter(({ title }) =>
      title.startsWith('Report'),
    )
    expect((await vaultRows<Row>(app, workspaceId, 'evidence')).length).toBe(before + 6)
    expect(evidence.map(({ title }) => title).sort()).toEqual(Array.from({ length: 6 }, (_, n) => `Report ${n + 1}`))
    const statements = await vaultRows<StatementRow>(app, workspaceId, 'statements')
    for (const { id } of evidence)
      expect(statements.filter(({ subjectId }) => subjectId === id).map(({ type }) => type)).toEqual(['custody'])
    expect(await vaultRows(app, workspaceId, 'draftFiles')).toEqual([])
    await logHolds()
  })
})

async function ended(draftId: string): Promise<DraftRow> {
  let draft: DraftRow | undefined
  await until(
    async () => {
      draft = (await vaultRows<DraftRow>(app, workspaceId, 'drafts')).find(({ id }) => id === draftId)
      return draft !== undefined && ['done', 'failed', 'cancelled'].includes(draft.state)
    },
    `draft ${draftId} to end`,
    30_000,
  )
  return draft!
}

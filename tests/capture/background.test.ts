import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBadge, reviewCounts } from '~/entrypoints/background/badge'
import { ownDue } from '~/entrypoints/background/ownDue'
import { takeReminder } from '~/entrypoints/background/remind'
import { captureCommands } from '~/entrypoints/background/captureCommands'
import { createDraftStore } from '~/entrypoints/background/draftStore'
import { earlyPort } from '~/entrypoints/background/earlyPort'
import { createOneAction } from '~/entrypoints/background/oneAction'
import { backgroundWords } from '~/entrypoints/background/backgroundWords'
import { createTabFacts } from '~/entrypoints/background/tabFacts'
import { createVaults, type Vaults } from '~/entrypoints/background/vaults'
import { browserFailure } from '~/lib/capture/control/browserErrors'
import type { CaptureController } from '~/lib/capture/control/captureController'
import type { Draft } from '~/lib/capture/control/captureStore'
import { ok } from '~/lib/shared/result'
import { portPair } from '~/lib/shared/port'
import { openDeviceDb, type DeviceDb, type WorkspaceRow } from '~/lib/vault/store/deviceDb'
import type { Vault } from '~/lib/vault/store/tables'
import { createScriptedBrowser } from './scriptedBrowser'

let storage: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
let deviceDb: DeviceDb
let vaults: Vaults
let vault: Vault

const workspace = (id: string, openedAt: number, changes: Partial<WorkspaceRow> = {}): WorkspaceRow => ({
  id,
  name: `Workspace ${id}`,
  hue: 0,
  demo: false,
  clockOffset: 0,
  createdAt: 0,
  openedAt,
  state: 'open',
  kitConfirmed: true,
  ...changes,
})

beforeEach(async () => {
  storage = { indexedDB: new IDBFactory(), IDBKeyRange }
  deviceDb = await openDeviceDb(storage)
  await deviceDb.workspaces.bulkPut([workspace('w1', 2), workspace('w2', 1), workspace('w3', 3, { state: 'joining' })])
  vaults = createVaults(deviceDb, storage)
  vault = (await vaults.open('w1'))!
})
afterEach(() => {
  vault.close()
  deviceDb.close()
})

const draft = (changes: Partial<Draft> = {}): Draft => ({
  id: 'dr_1',
  mode: 'visible',
  state: 'capturing',
  startedAt: 1,
  updatedAt: 1,
  tabId: 7,
  step: 0,
  steps: 1,
  facts: {
    workspaceId: 'w1',
    url: 'https://a.example/',
    title: 'A',
    pages: [],
    browser: { name: '', version: '', os: '', extension: '' },
    options: {},
  },
  links: { controls: [], reqs: [] },
  ...changes,
})
const file = (name: string, order: number) => ({
  draftId: 'dr_1',
  name,
  order,
  mime: 'text/plain',
  part: 'original' as const,
  bytes: new Blob([name]),
})

describe('drafts in the vault', () => {
  it('files and row change together or not at all', async () => {
    const store = createDraftStore(vault)
    await store.create(draft())
    await store.addFiles('dr_1', [file('b', 1), file('a', 0)], { step: 2 })
    await expect(store.addFiles('dr_1', [file('c', 2), file('a', 3)], { step: 9 })).rejects.toThrow()
    expect((await store.get('dr_1'))!.step).toBe(2)
    expect((await store.files('dr_1')).map((row) => row.name)).toEqual(['a', 'b'])
  })

  it('a patch takes members away by undefined, and a draft that is gone takes no files', async () => {
    const store = createDraftStore(vault)
    await store.create(draft({ failure: { type: 'x', message: 'y' } }))
    await store.update('dr_1', { failure: undefined, state: 'captured' })
    expect(await store.get('dr_1')).toEqual(draft({ state: 'captured' }))
    await expect(store.addFiles('dr_2', [{ ...file('a', 0), draftId: 'dr_2' }], {})).rejects.toThrow()
    expect(await vault.draftFiles.count()).toBe(0)
  })

  it('an upload under way is not taken up as a capture', async () => {
    const store = createDraftStore(vault)
    await store.create(draft({ mode: 'upload', state: 'captured' }))
    expect(await store.unfinished()).toEqual([])
  })

  it('discarding deletes the bytes and keeps the row', async () => {
    const store = createDraftStore(vault)
    await store.create(draft())
    await store.addFiles('dr_1', [file('a', 0), file('b', 1)], {})
    await store.removeFiles('dr_1', ['a'], { step: 1 })
    expect(await store.unfinished()).toHaveLength(1)
    await store.discard('dr_1', { state: 'cancelled' })
    expect(await store.files('dr_1')).toEqual([])
    expect(await store.unfinished()).toEqual([])
    expect((await store.get('dr_1'))!.state).toBe('cancelled')
  })
})

describe('vaults', () => {
  it('are listed by when they were opened, and one that is not here is not made by asking', async () => {
    expect(await vaults.workspaces()).toEqual(['w1', 'w2'])
    expect(await vaults.open('nowhere')).toBeUndefined()
    expect(await vaults.open('w3')).toBeUndefined()
    expect((await storage.indexedDB.databases()).map((db) => db.name).sort()).toEqual(['plumbline', 'plumbline_w1'])
  })

  it('are opened again after another context closed them', async () => {
    vault.close()
    expect((await vaults.open('w1'))!.isOpen()).toBe(true)
  })
})

describe('facts of a tab', () => {
  const evidence = (id: string, url: string, more: object) => ({
    id,
    kind: 'evidence',
    ref: id.toUpperCase(),
    url,
    controls: [],
    reqs: [],
    subjects: [],
    files: {},
    createdAt: '2026-04-28T09:00:00.000Z',
    ...more,
  })

  it('says what was captured there, how, where it went and which workspace it belongs to', async () => {
    const browser = createScriptedBrowser({ facts: { list: { pages: 5 } } })
    await vault.table('control').put({ id: 'c_1', ref: 'C-1', title: 'Restore', status: 'operating' })
    await vault.table('evidence').put(
      evidence('ev_1', 'https://console.example/backup?period=2026-04', {
        capturedAt: '2026-04-28T09:00:00.000Z',
        controls: ['c_1'],
        files: { 'tile-01.png': { part: 'original' }, 'full-page.png': { part: 'derived' } },
      }),
    )
    await deviceDb.sites.put({ origin: 'https://console.example', workspaceId: 'w2', at: 1 })
    const facts = await createTabFacts({ browser, deviceDb, vaults })(7, 'w1')
    expect(facts).toMatchObject({
      tabId: 7,
      granted: true,
      forbidden: false,
      lastMode: 'fullPage',
      seenAt: Date.parse('2026-04-28T09:00:00.000Z'),
      listPages: 5,
      otherWorkspace: { id: 'w2', name: 'Workspace w2' },
      suggested: [{ id: 'c_1', ref: 'C-1', why: 'lastCapture', preselected: true }],
    })
    expect(browser.links).toBe(0)
    expect((await createTabFacts({ browser, deviceDb, vaults })(7, 'w2'))!.otherWorkspace).toBeUndefined()
  })

  it('reads from the page who is signed in, which environment it is and whether a list scrolls inside it; changes nothing there', async () => {
    const browser = createScriptedBrowser({
      facts: { accountHint: ' platform-eng-1 ', environmentHint: 'production' },
      inner: { rect: { x: 0, y: 0, width: 60, height: 100 }, height: 900 },
    })
    const look = createTabFacts({ browser, deviceDb, vaults })
    expect(await look(7, 'w1')).toMatchObject({
      hints: { account: 'platform-eng-1', environment: 'production' },
      innerList: { label: '#jobs' },
    })
    expect(browser.calls).toEqual(['describe'])
    browser.page.facts = {
      accountHint: 7 as never,
      environmentHint: 'moon' as never,
      scroller: { label: 'x', rect: { x: 0, y: 0, width: 1, height: 1 }, scrollHeight: 9, clientHeight: 1, main: true },
    }
    const hostile = (await look(7, 'w1'))!
    expect([hostile.hints, hostile.innerList]).toEqual([undefined, undefined])
    browser.failProbe = browserFailure(
      new Error(
        'Cannot access contents of the page. Extension manifest must request permission to access the respective host.',
      ),
    )
    expect((await look(7, 'w1'))!.hints).toBeUndefined()
  })

  it('the request that the side panel has in hand is suggested and preselected, with its controls', async () => {
    const browser = createScriptedBrowser()
    await vault.table('control').put({ id: 'c_1', ref: 'C-1', title: 'Restore', status: 'operating' })
    await vault.table('evidenceRequest').put({
      id: 'er_1',
      kind: 'evidenceRequest',
      ref: 'ER-1',
      title: 'Backups of May',
      controls: ['c_1'],
      due: '2026-06-05',
    })
    await deviceDb.preferences.put({ key: 'request:w1', value: 'er_1' })
    const look = createTabFacts({ browser, deviceDb, vaults })
    expect((await look(7, 'w1'))!.suggested).toMatchObject([
      { id: 'er_1', why: 'request', preselected: true },
      { id: 'c_1', why: 'request', preselected: true },
    ])
    await deviceDb.preferences.put({ key: 'request:w1', value: null })
    expect((await look(7, 'w1'))!.suggested).toEqual([])
  })

  it('tells a page that is not granted from one that never will be', async () => {
    const browser = createScriptedBrowser()
    browser.failProbe = browserFailure(
      new Error(
        'Cannot access contents of the page. Extension manifest must request permission to access the respective host.',
      ),
    )
    const { url: _, ...hidden } = browser.tab
    browser.tab = hidden
    const look = createTabFacts({ browser, deviceDb, vaults })
    expect(await look(7, 'w1')).toMatchObject({ granted: false, forbidden: false, url: '', suggested: [] })
    browser.failProbe = browserFailure(new Error('Cannot access a chrome:// URL'))
    expect(await look(7, 'w1')).toMatchObject({ granted: false, forbidden: true })
    expect(await look(99, 'w1')).toBeNull()
    expect(await look(undefined, null)).toMatchObject({ tabId: 7 })
  })
})

describe('one action', () => {
  const started: unknown[] = []
  const flashes: string[] = []
  let asked = 0
  const controller = {
    start: async (input: unknown) => (started.push(input), ok({ draftId: 'dr_1' })),
    settled: async () => draft({ state: 'done', ref: 'EV-7' }),
  } as unknown as CaptureController
  const action = (other?: string) =>
    createOneAction({
      controller,
      tabFacts: async () => ({
        tabId: 7,
        windowId: 1,
        url: 'https://a.example/',
        title: 'A',
        granted: true,
        forbidden: false,
        suggested: [
          { kind: 'control', id: 'c_1', ref: 'C-1', title: '', why: 'lastCapture', preselected: true },
          { kind: 'control', id: 'c_2', ref: 'C-2', title: '', why: 'address', preselected: false },
          { kind: 'evidenceRequest', id: 'er_1', ref: 'ER-1', title: '', why: 'request', preselected: true },
        ],
        ...(other && { otherWorkspace: { id: other, name: 'Other' } }),
      }),
      badge: { flash: (outcome) => void flashes.push(outcome) },
      currentWorkspace: async () => 'w1',
      words: async () => backgroundWords.en,
      ask: async () => void asked++,
    })
  beforeEach(() => {
    started.length = flashes.length = asked = 0
  })

  it('captures with what would be preselected and shows a tick', async () => {
    await action()('visible', 7)
    expect(started).toEqual([
      { tabId: 7, workspaceId: 'w1', mode: 'visible', controls: ['c_1'], reqs: [], request: 'er_1' },
    ])
    expect(flashes).toEqual(['sealed'])
  })

  it('asks instead of capturing when the site belongs to another workspace', async () => {
    await action('w2')('visible', 7)
    expect(started).toEqual([])
    expect(flashes).toEqual(['ask'])
    expect(asked).toBe(1)
  })
})

describe('badge', () => {
  const evidence = (id: string, capturedBy: string, waits: number) => ({
    id,
    kind: 'evidence',
    ref: id,
    capturedBy,
    createdBy: capturedBy,
    createdAt: '2026-05-12T08:00:00.000Z',
    waits,
  })

  beforeEach(async () => {
    await vault.devices.put({ deviceId: 'd1', memberId: 'm1', code: '', active: true, since: 1, own: true })
    await vault.members.put({ memberId: 'm1', role: 'lead', personId: 'pe_1', active: true, since: 1 })
    await vault
      .table('evidence')
      .bulkPut([evidence('ev_1', 'pe_2', 1), evidence('ev_2', 'pe_2', 0), evidence('ev_3', 'pe_1', 1)])
  })

  it('counts what waits for this person, not what he captured himself', async () => {
    expect(await reviewCounts(vault, Date.parse('2026-05-12T09:00:00Z'))).toEqual({ waiting: 1, awaited: 1 })
    expect(await reviewCounts(vault, Date.parse('2026-05-14T09:00:00Z'))).toEqual({ waiting: 1, awaited: 0 })
    await vault.members.update('m1', { role: 'viewer' })
    expect((await reviewCounts(vault, 0)).waiting).toBe(0)
  })

  it('counts own dated work, and what names nobody for those who lead', async () => {
    const now = Date.parse('2026-05-14T09:00:00Z')
    const task = (id: string, values: object) => ({
      id,
      kind: 'task',
      ref: id,
      title: id,
      rules: {},
      done: {},
      skipped: {},
      links: [],
      tags: [],
      unknown: {},
      status: 'open',
      ...values,
    })
    await vault
      .table('task')
      .bulkPut([
        task('tk_1', { due: '2026-05-10', assignee: 'pe_1' }),
        task('tk_2', { due: '2026-05-10', assignee: 'pe_9' }),
        task('tk_3', { due: '2026-07-10', assignee: 'pe_1' }),
        task('tk_4', { due: '2026-05-15' }),
      ])
    const member = (await vault.members.get('m1'))!
    await vault.members.put({ ...member, personId: 'pe_1', role: 'editor' })
    expect((await ownDue(vault, now)).due.map(({ recordId }) => recordId)).toEqual(['tk_1'])
    await vault.members.put({ ...member, personId: 'pe_1', role: 'lead' })
    expect((await ownDue(vault, now)).due.map(({ recordId }) => recordId)).toEqual(['tk_1', 'tk_4'])
  })

  it('reminds once a day, only where it was turned on', async () => {
    const due = [
      {
        id: 'a',
        recordId: 'tk_1',
        kind: 'task' as const,
        ref: 'TK-1',
        title: 'Access review',
        what: 'occurrence' as const,
        date: '2026-05-10',
        settled: undefined,
        person: 'pe_1',
      },
    ]
    expect(await takeReminder(deviceDb, 'w1', { today: '2026-05-14', due })).toBeUndefined()
    await deviceDb.preferences.put({ key: 'reminders', value: true })
    expect(await takeReminder(deviceDb, 'w1', { today: '2026-05-14', due })).toEqual({
      title: '1 thing is due',
      message: 'Access review',
    })
    expect(await takeReminder(deviceDb, 'w1', { today: '2026-05-14', due })).toBeUndefined()
    expect(await takeReminder(deviceDb, 'w1', { today: '2026-05-15', due })).toBeUndefined()
  })

  it('shows a tick for two seconds, then the count again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const shown: string[] = []
    const badge = createBadge({ show: (text) => void shown.push(text) }, { now: () => 0 })
    badge.flash('sealed', 'EV-7 sealed')
    expect(shown).toEqual(['✓'])
    vi.advanceTimersByTime(1_999)
    expect(shown).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(shown).toEqual(['✓', ''])
    vi.useRealTimers()
  })
})

describe('commands from pages', () => {
  const run = captureCommands({
    controller: { start: async () => ok({ draftId: 'dr_1' }) } as unknown as CaptureController,
    tabFacts: async () => null,
  })

  it('are parsed; what is not about captures is left to the host', async () => {
    expect(run('c1', 'w1', 'record.edit', {})).toBeUndefined()
    expect(
      await run('c1', 'w1', 'capture.start', { tabId: 7, workspaceId: 'w1', mode: 'visible', controls: [], reqs: [] }),
    ).toEqual(ok({ draftId: 'dr_1' }))
    expect(
      await run('c1', 'w1', 'capture.start', {
        tabId: 7,
        workspaceId: 'w1',
        mode: 'everything',
        controls: [],
        reqs: [],
      }),
    ).toMatchObject({ ok: false, error: { type: 'inputMalformed' } })
    expect(await run('c1', 'w1', 'capture.tab', null)).toEqual(ok(null))
  })
})

describe('lines that open before the background is ready', () => {
  it('lose no message and keep the order', async () => {
    const [page, background] = portPair()
    const early = earlyPort(background)
    page.post('one')
    page.post('two')
    await new Promise((resolve) => setTimeout(resolve, 5))
    const heard: unknown[] = []
    early.onMessage((message) => heard.push(message))
    page.post('three')
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(heard).toEqual(['one', 'two', 'three'])
  })
})

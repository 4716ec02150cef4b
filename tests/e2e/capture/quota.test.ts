/**
 * A full disk and a closed database: a typed failure that says what to do, nothing half written, and the same command
 * works once there is room. In the web app by the browser's quota; in the extension, whose manifest asks for
 * `unlimitedStorage`, by a disk that really is full.
 */

import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AllCommands } from '~/lib/engine/commandMap'
import {
  chromiumProfile,
  startRelay,
  temporaryFolder,
  until,
  webProfile,
  type ChromiumProfile,
  type RunningRelay,
} from '../driver'
import { find, press, write } from '../person'
import { checked, commandId, done, found, level, rows, run, vaultRows } from '../support/inPage'
import { weigh, type Weight } from '../support/weigh'
import { sees } from '../ui'

interface Row {
  readonly id: string
  readonly ref: string
  readonly title: string
}

const titles = async (page: Page, workspaceId: string): Promise<readonly string[]> =>
  (await vaultRows<Row>(page, workspaceId, 'task')).map(({ title }) => title).sort()

const mebibyte = 1024 * 1024

/** Stores what nobody needs, in ever smaller pieces, until the browser refuses the smallest. */
const fillUp = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const open = indexedDB.open('filler', 1)
      open.onupgradeneeded = () => open.result.createObjectStore('pieces', { autoIncrement: true })
      open.onsuccess = () => resolve(open.result)
    })
    for (const size of [1_048_576, 262_144, 65_536, 16_384, 4_096, 1_024, 256]) {
      const piece = new Uint8Array(size)
      for (let fits = true; fits;) {
        for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(piece.subarray(at, at + 65_536))
        fits = await new Promise<boolean>((resolve) => {
          const put = db.transaction('pieces', 'readwrite', { durability: 'strict' })
          put.objectStore('pieces').add(piece)
          put.oncomplete = () => resolve(true)
          put.onabort = () => resolve(false)
        })
      }
    }
    db.close()
  })

/** What lies in our own databases. */
const weighOwn = (page: Page): Promise<Weight> => weigh(page, 'plumbline')

describe('the web app on a full quota', () => {
  let relay: RunningRelay
  let web: Awaited<ReturnType<typeof webProfile>>
  let page: Page
  let session: CDPSession
  let room = 30 * mebibyte
  let workspaceId: string

  beforeAll(async () => {
    relay = await startRelay()
    web = await webProfile()
    // Before anything is stored: the browser asks what room there is once, and then reckons.
    const first = await web.browser.newPage()
    session = await first.createCDPSession()
    await quota(room)
    page = await web.open(`${relay.url}/`)
    workspaceId = await found(page)
    await done(page, 'record.create', { kind: 'task', fields: { title: 'Before' } }, workspaceId)
    await level(page, workspaceId)
    await checked(page, workspaceId)
  })
  afterAll(async () => {
    await web?.close()
    await relay?.close()
  })

  /** Holds as long as the session that asked for it. */
  const quota = (bytes: number): Promise<void> =>
    session.send('Storage.overrideQuotaForOrigin', { origin: relay.url, quotaSize: bytes })

  it('says that the disk is full and what to do, keeps nothing of it, and does the same command when there is room', async () => {
    const before = await weighOwn(page)
    await fillUp(page)
    const id = commandId()
    const input = { kind: 'task', fields: { title: 'On a full disk' } } as const
    const full = await run(page, 'record.create', input, workspaceId, { commandId: id })
    expect(full).toMatchObject({
      ok: false,
      error: { type: 'diskFull', message: expect.stringContaining('Free some space') as string },
    })
    // Again and another one: the engine is alive and says the same.
    expect(await run(page, 'record.create', input, workspaceId, { commandId: id })).toMatchObject({
      ok: false,
      error: { type: 'diskFull' },
    })
    expect(await run(page, 'record.create', { kind: 'risk', fields: { title: 'Another' } }, workspaceId)).toMatchObject(
      { ok: false, error: { type: 'diskFull' } },
    )
    expect(await weighOwn(page)).toEqual(before)
    expect(await titles(page, workspaceId)).toEqual(['Before'])

    await quota((room += 50 * mebibyte))
    expect(await done(page, 'record.create', input, workspaceId, { commandId: id })).toMatchObject({ ref: 'TK-2' })
    await level(page, workspaceId)
    await checked(page, workspaceId)
    expect(await titles(page, workspaceId)).toEqual(['Before', 'On a full disk'])
    expect((await done(page, 'integrity.verify', null, workspaceId)).failures).toEqual([])
  })

  it('founds no half workspace', async () => {
    const before = await weighOwn(page)
    await fillUp(page)
    const founding = { name: 'Ridgeway Clinics', personName: 'Bo Haugen', timeZone: 'Europe/Oslo' }
    expect(await run(page, 'workspace.create', founding)).toMatchObject({ ok: false, error: { type: 'diskFull' } })
    await quota((room += 50 * mebibyte))
    expect(Object.keys(await weighOwn(page))).toEqual(Object.keys(before))
    const { workspaceId: second } = await done(page, 'workspace.create', founding)
    expect((await vaultRows(page, second, 'person')).length).toBe(1)
  })

  it('the form says so and keeps what was typed; pressed again when there is room, it goes on', async () => {
    await page.goto(`${relay.url}/#/start`)
    await page.reload()
    await write(page, 'Name of the organisation', 'Harbour Freight Forwarding')
    await write(page, 'Your name, as others will see it', 'Cleo Marsh')
    await fillUp(page)
    await press(page, 'Create workspace')
    await sees(page, 'this disk is full. Free some space')
    const typed = await page.$$eval('form input', (inputs) => inputs.map((input) => (input as HTMLInputElement).value))
    expect(typed).toEqual(expect.arrayContaining(['Harbour Freight Forwarding', 'Cleo Marsh']))
    await quota((room += 50 * mebibyte))
    await press(page, 'Create workspace')
    await find(page, 'heading', 'Dashboard', { timeout: 20_000 })
    expect(
      (await rows<{ name: string }>(page, 'plumbline', 'workspaces')).filter(
        ({ name }) => name === 'Harbour Freight Forwarding',
      ),
    ).toHaveLength(1)
  })
})

const isRoot = process.getuid?.() === 0
if (!isRoot) console.log('quota: the full disk of the extension is left out: mounting a small disk needs root.')

describe.runIf(isRoot)('the extension on a full disk', () => {
  const disk = temporaryFolder('small-disk')
  const filler = join(disk, 'filler')
  let profile: ChromiumProfile
  let app: Page
  let workspaceId: string

  beforeAll(async () => {
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=192m', 'tmpfs', disk]).status).toBe(0)
    const folder = join(disk, 'profile')
    mkdirSync(folder)
    profile = await chromiumProfile({ folder })
    app = await profile.app()
    workspaceId = await found(app)
    await done(app, 'record.create', { kind: 'task', fields: { title: 'Before' } }, workspaceId)
    await level(app, workspaceId)
  })
  afterAll(async () => {
    rmSync(filler, { force: true })
    await profile?.close({ keepFolder: true })
    spawnSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true, force: true })
  })

  /** Nothing is left, not even for the browser's own files. */
  function fillDisk(): void {
    for (let n = 0; ; n++) {
      const { bavail, bsize } = statfsSync(disk)
      if (bavail === 0) return
      writeFileSync(filler, Buffer.alloc(Math.min(bavail * bsize, 8 * mebibyte)), { flag: 'a' })
    }
  }

  it('says that the disk is full and what to do, keeps nothing of it, and does the same command when there is room', async () => {
    fillDisk()
    // The database's files may have room for a few more; whatever was acknowledged until then has to be there
    // afterwards.
    const kept = ['Before']
    let refused:
      | { readonly id: string; readonly input: AllCommands['record.create']['input']; readonly answer: unknown }
      | undefined
    for (let n = 1; !refused && n <= 400; n++) {
      const input = { kind: 'task', fields: { title: `On a full disk ${n}` } } as const
      const id = commandId()
      const answer = await run(app, 'record.create', input, workspaceId, { commandId: id })
      if (answer.ok) kept.push(input.fields.title)
      else refused = { id, input, answer }
    }
    expect(refused?.answer).toMatchObject({
      ok: false,
      error: { type: 'diskFull', message: expect.stringContaining('Free some space') as string },
    })
    const { id, input } = refused!
    expect(await run(app, 'record.create', input, workspaceId, { commandId: id })).toMatchObject({
      ok: false,
      error: { type: 'diskFull' },
    })

    // Chromium reads nothing either while it is so full; what is there shows when it can.
    rmSync(filler)
    await until(
      () =>
        titles(app, workspaceId).then(
          () => true,
          () => false,
        ),
      'the database to open',
      10_000,
    )
    expect(await titles(app, workspaceId)).toEqual([...kept].sort())
    const again = await run(app, 'record.create', input, workspaceId, { commandId: id })
    expect(again, JSON.stringify(again)).toMatchObject({ ok: true })
    await level(app, workspaceId)
    expect(await titles(app, workspaceId)).toEqual([...kept, input.fields.title].sort())
    expect((await done(app, 'integrity.verify', null, workspaceId)).failures).toEqual([])
  })
})

describe('a database that is closed', () => {
  let profile: ChromiumProfile
  let app: Page
  let workspaceId: string

  beforeAll(async () => {
    profile = await chromiumProfile()
    app = await profile.app()
    workspaceId = await found(app)
    await done(app, 'record.create', { kind: 'task', fields: { title: 'Before' } }, workspaceId)
    await level(app, workspaceId)
  })
  afterAll(() => profile?.close())

  it('by a newer version in another tab: says so, and writes nothing into it', async () => {
    await app.evaluate(
      (name) =>
        new Promise<void>((resolve, reject) => {
          const open = indexedDB.open(name, 1_000)
          open.onsuccess = () => {
            open.result.close()
            resolve()
          }
          open.onerror = () => reject(new Error('no upgrade'))
        }),
      `plumbline_${workspaceId}`,
    )
    const closed = await run(app, 'record.create', { kind: 'task', fields: { title: 'Too late' } }, workspaceId)
    expect(closed).toMatchObject({
      ok: false,
      error: { type: 'vaultClosed', message: expect.stringContaining('Reload this page') as string },
    })
    // However often somebody tries, and after the worker has started anew: asked to open it again, it knows why it
    // can't.
    const newer = {
      ok: false,
      error: {
        type: 'newerVersion',
        message: expect.stringContaining('A newer version of Plumbline has opened this workspace') as unknown,
      },
    }
    expect(await run(app, 'record.create', { kind: 'task', fields: { title: 'Too late' } }, workspaceId)).toMatchObject(
      newer,
    )
    await profile.killWorker()
    expect(await run(app, 'record.create', { kind: 'task', fields: { title: 'Too late' } }, workspaceId)).toMatchObject(
      newer,
    )
    expect(await titles(app, workspaceId)).toEqual(['Before'])
  })

  it('by the browser, which threw it away: says so, and never goes on in an empty one', async () => {
    const second = await found(app, 'Ridgeway Clinics')
    await done(app, 'record.create', { kind: 'task', fields: { title: 'Before' } }, second)
    await app.evaluate(
      (name) => new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve)),
      `plumbline_${second}`,
    )
    const lost = () => run(app, 'record.create', { kind: 'task', fields: { title: 'Too late' } }, second)
    expect(await lost()).toMatchObject({ ok: false, error: { type: 'vaultClosed' } })
    const again = await lost()
    expect(again, JSON.stringify(again)).toMatchObject({
      ok: false,
      error: { type: 'vaultLost', message: expect.stringContaining('backup') as string },
    })
    expect(await run(app, 'workspace.open', { workspaceId: second })).toMatchObject({
      ok: false,
      error: { type: 'vaultLost' },
    })
    expect(await vaultRows(app, second, 'task')).toEqual([])
    expect(await run(app, 'workspace.erase', { workspaceId: second, confirmName: 'Ridgeway Clinics' })).toMatchObject({
      ok: true,
    })
  })
})

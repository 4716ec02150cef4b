/**
 * What was captured or uploaded is hostile, and so is every page beside us. Shown in any viewer it runs nothing, asks
 * nobody and leads nowhere; and no page, no frame, no other extension and not even our own script inside a page reaches
 * the engine.
 */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  chromiumProfile,
  startRelay,
  temporaryFolder,
  until,
  webProfile,
  type ChromiumProfile,
  type RunningRelay,
} from '../driver'
import { hostileFiles, startBeacon, type Beacon } from '../support/hostileFiles'
import { done, found, level, rows, run, vaultRows } from '../support/inPage'

const hostileTitle = `<img src=x onerror="top.pwned='title'">{{constructor.constructor('top.pwned=1')()}}`

let beacon: Beacon
let relay: RunningRelay
let profile: ChromiumProfile
let web: Awaited<ReturnType<typeof webProfile>>
/** Ada leads, in the extension; Bo hands in, in the web app. */
let ada: Page
let bo: Page
let workspaceId: string

interface EvidenceRow {
  readonly id: string
  readonly ref: string
  readonly title: string
  readonly files: Readonly<Record<string, { readonly blob: { readonly sha256: string } }>>
}

beforeAll(async () => {
  ;[beacon, relay] = await Promise.all([startBeacon(), startRelay()])
  ;[profile, web] = await Promise.all([chromiumProfile(), webProfile()])
  ada = await profile.app()
  bo = await web.open(`${relay.url}/`)
  workspaceId = await found(ada)
  await done(ada, 'relay.connect', { url: relay.url }, workspaceId)
  await level(ada, workspaceId, { relay: true })
  const { link } = await done(
    ada,
    'invite.create',
    { role: 'editor', personName: hostileTitle, expiresInDays: 7, admit: 'atOnce' },
    workspaceId,
  )
  await level(ada, workspaceId, { relay: true })
  await done(bo, 'join.start', { link })
  await until(async () => (await vaultRows(bo, workspaceId, 'person')).length === 2, 'Bo to be let in', 30_000)
  for (const [n, file] of hostileFiles(beacon.url).entries()) {
    await bo.evaluate(
      async (database, draftId, { name, mime, text }) => {
        const db = await new Promise<IDBDatabase>((resolve) => {
          const open = indexedDB.open(database)
          open.onsuccess = () => resolve(open.result)
        })
        const put = db.transaction(['drafts', 'draftFiles'], 'readwrite')
        put.objectStore('drafts').put({
          id: draftId,
          mode: 'upload',
          state: 'captured',
          startedAt: Date.now(),
          updatedAt: Date.now(),
          step: 1,
          steps: 1,
          facts: {},
          links: {},
        })
        put
          .objectStore('draftFiles')
          .put({ draftId, name, order: 0, mime, part: 'original', bytes: new Blob([text], { type: mime }) })
        await new Promise((resolve) => (put.oncomplete = resolve))
        db.close()
      },
      `plumbline_${workspaceId}`,
      `up_${n}`,
      file,
    )
    await done(
      bo,
      'evidence.upload',
      {
        draftId: `up_${n}`,
        title: `${file.name} ${hostileTitle}`,
        note: hostileTitle,
        collectedFrom: `javascript:top.pwned='from'`,
        controls: [],
        reqs: [],
      },
      workspaceId,
    )
  }
  // Ada captures the page itself, as picture and as archive.
  const page = await profile.browser.newPage()
  page.on('dialog', (dialog) => void dialog.dismiss())
  await page.goto(`${beacon.url}/page`)
  const popup = await profile.popup(page)
  const tabId = await popup.evaluate(
    async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]!.id!,
  )
  for (const mode of ['visible', 'archive'] as const) {
    await done(ada, 'capture.start', { tabId, workspaceId, mode, controls: [], reqs: [] })
    await until(
      async () =>
        (await vaultRows<{ state: string }>(ada, workspaceId, 'drafts')).every(({ state }) => state === 'done'),
      `the ${mode} capture`,
      30_000,
    )
  }
  await page.close()
  const wanted = hostileFiles(beacon.url).length
  await until(
    async () =>
      (await vaultRows<{ state: string }>(ada, workspaceId, 'blobs')).filter(({ state }) => state === 'present')
        .length >= wanted,
    'Bo’s files at Ada',
    40_000,
  )
  await until(
    async () => (await vaultRows<EvidenceRow>(bo, workspaceId, 'evidence')).length === wanted + 2,
    'Ada’s captures at Bo',
    40_000,
  )
})
afterAll(async () => {
  await Promise.all([profile?.close(), web?.close()])
  await Promise.all([relay?.close(), beacon?.close()])
})

/** What gets out of a page while something is looked at. */
interface Watch {
  readonly dialogs: string[]
  readonly opened: string[]
  readonly asked: number
}

function watch(page: Page): Watch {
  const dialogs: string[] = []
  const opened: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('popup', (other) => opened.push(other?.url() ?? ''))
  return { dialogs, opened, asked: beacon.asked.length }
}

async function nothingHappened(page: Page, before: Watch, url: string, what: string): Promise<void> {
  expect(page.url(), what).toBe(url)
  for (const frame of page.frames()) {
    expect(frame.url(), what).toBe(frame === page.mainFrame() ? url : 'about:srcdoc')
    expect(
      await frame.evaluate(() => (window as { pwned?: string }).pwned ?? null),
      `${what} in ${frame.url()}`,
    ).toBeNull()
  }
  expect(before.dialogs, what).toEqual([])
  expect(before.opened, what).toEqual([])
  expect(beacon.asked.slice(before.asked), what).toEqual([])
}

/** Looks at every file of every evidence, and clicks into what is shown. Answers what was shown in a frame. */
async function lookAtAll(page: Page, base: string): Promise<readonly string[]> {
  const framed: string[] = []
  // It was opened before there was a workspace.
  await page.goto('about:blank')
  await page.goto(`${base}#/evidence`)
  const before = watch(page)
  for (const row of await vaultRows<EvidenceRow>(page, workspaceId, 'evidence')) {
    const url = `${base}#/evidence/${row.ref}`
    await page.goto(url)
    // A key pressed into the one before may still open it again.
    const shown = (): Promise<boolean> =>
      page.evaluate(
        (ref) => [...document.querySelectorAll('section header span')].some((element) => element.textContent === ref),
        row.ref,
      )
    await until(
      async () => {
        if (page.url() !== url) await page.goto(url)
        return shown()
      },
      `${row.ref} to be shown`,
      30_000,
    )
    const strip = await page.$$('nav button[title]')
    const places = strip.length === 0 ? [undefined] : strip.filter((_, index) => index < 12)
    for (const place of places) {
      const name = place ? await place.evaluate((button) => (button as HTMLElement).title) : row.title
      await place?.evaluate((button) => (button as HTMLElement).click())
      await new Promise((resolve) => setTimeout(resolve, 250))
      const frame = await page.$('iframe')
      expect(
        await page.$$eval('iframe', (all) =>
          all.map((element) => element.getAttribute('sandbox')).filter((sandbox) => sandbox !== ''),
        ),
        name,
      ).toEqual([])
      if (frame) {
        framed.push(name)
        const box = await frame.boundingBox()
        if (box) await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
        await page.keyboard.press('Enter')
        await new Promise((resolve) => setTimeout(resolve, 150))
      }
      await nothingHappened(page, before, url, `${row.ref} ${name}`)
    }
  }
  return framed
}

describe('hostile evidence', () => {
  it('does what it is made for where nobody stops it', async () => {
    const page = await profile.browser.newPage()
    page.on('dialog', (dialog) => void dialog.dismiss())
    await page.goto(`${beacon.url}/page`)
    expect(await page.evaluate(() => (window as { pwned?: string }).pwned)).toBeTruthy()
    await until(
      () => ['/style.css', '/img', '/frame'].every((path) => beacon.asked.includes(path)),
      'the page to ask around',
    )
    await page.close()
  })

  it('in the viewer of the extension: runs nothing, asks nobody, leads nowhere', async () => {
    const framed = await lookAtAll(ada, `${profile.origin}/app.html`)
    // At least the documents and the text were shown, or nothing was proven.
    expect(framed.length).toBeGreaterThanOrEqual(6)
  })

  it('in the viewer of the web app: the same', async () => {
    expect((await lookAtAll(bo, `${relay.url}/`)).length).toBeGreaterThanOrEqual(6)
  })

  it('in the popup’s review queue: the same', async () => {
    const popup = await profile.popupTab()
    const before = watch(popup)
    let shown = ''
    await popup.waitForSelector('[role="tab"]', { timeout: 10_000 })
    for (const tab of await popup.$$('[role="tab"]')) {
      await tab.click()
      await new Promise((resolve) => setTimeout(resolve, 300))
      shown += await popup.evaluate(() => document.body.innerText)
      for (let n = 0; n < hostileFiles(beacon.url).length + 1; n++) {
        await popup.keyboard.press('j')
        await new Promise((resolve) => setTimeout(resolve, 60))
      }
      await nothingHappened(popup, before, popup.url(), 'popup')
    }
    expect(shown).toContain('<img src=x onerror=')
    await popup.close()
  })
})

/** Tries to have a record made over a port. In the page it runs in, with whatever that page has. */
const intrude = `async (extensionId, workspaceId, first) => {
  const runtime = globalThis.chrome?.runtime ?? globalThis.browser?.runtime
  if (!runtime?.connect) return 'no way in'
  return new Promise((resolve) => {
    setTimeout(() => resolve('silence'), 1500)
    try {
      const port = extensionId ? runtime.connect(extensionId, { name: 'plumbline' }) : runtime.connect({ name: 'plumbline' })
      port.onMessage.addListener((message) => resolve('answered ' + JSON.stringify(message)))
      port.onDisconnect.addListener(() => { void runtime.lastError; resolve('closed') })
      port.postMessage(first)
      port.postMessage({ t: 'q', i: 'intruder', m: 'run', a: ['intruder_' + Math.random(), workspaceId, 'record.create', { kind: 'task', fields: { title: 'Intruder' } }] })
    } catch (error) { resolve('no way in') }
  })
}`
const rpc = { plumbline: { channel: 'rpc' } }
const noIntruder = async (): Promise<void> =>
  expect(
    (await vaultRows<{ title: string }>(ada, workspaceId, 'task')).filter(({ title }) => title === 'Intruder'),
  ).toEqual([])

describe('the engine is reached', () => {
  const call = (
    page: { evaluate(script: string): Promise<unknown> },
    extensionId: string | null,
    first: unknown = rpc,
  ): Promise<unknown> =>
    page.evaluate(
      `(${intrude})(${JSON.stringify(extensionId)}, ${JSON.stringify(workspaceId)}, ${JSON.stringify(first)})`,
    )
  const id = (): string => new URL(profile.origin).host

  it('by our own pages, so that the attempt below is a true one', async () => {
    expect(await call(ada, null)).toMatch(/^answered .*"ok":true/)
    const [task] = await vaultRows<{ id: string; title: string }>(ada, workspaceId, 'task')
    expect(task!.title).toBe('Intruder')
    await done(
      ada,
      'record.edit',
      { edits: [{ kind: 'task', id: task!.id, changes: [{ op: 'set', field: 'title', value: 'Ours' }] }] },
      workspaceId,
    )
  })

  it('by no web page and no frame of one', async () => {
    const page = await profile.browser.newPage()
    page.on('dialog', (dialog) => void dialog.dismiss())
    await page.goto(`${beacon.url}/page`)
    expect(await call(page, id())).toBe('no way in')
    expect(await page.title()).not.toBe('connected')
    const framed = await page.evaluate(
      async (origins) => {
        for (const src of origins) document.body.append(Object.assign(document.createElement('iframe'), { src }))
        await new Promise((resolve) => setTimeout(resolve, 800))
        return Promise.all(
          origins.map((address) =>
            fetch(address).then(
              (answer) => (answer.type === 'opaque' ? 'opaque' : `read ${address}`),
              () => 'refused',
            ),
          ),
        )
      },
      [
        `${profile.origin}/app.html`,
        `${profile.origin}/popup.html`,
        `${profile.origin}/manifest.json`,
        `${profile.origin}/demo/manifest.json`,
        `${relay.url}/`,
      ],
    )
    expect(new Set(framed)).toEqual(new Set(['refused']))
    const shown = page.frames().map((frame) => frame.url())
    expect(shown.filter((url) => url.startsWith(profile.origin) || url.startsWith(relay.url))).toEqual([])
    await page.close()
    await noIntruder()
  })

  it('by no other extension, neither its worker nor its script in a page', async () => {
    const folder = temporaryFolder('other-extension')
    mkdirSync(folder, { recursive: true })
    writeFileSync(
      join(folder, 'manifest.json'),
      JSON.stringify({
        manifest_version: 3,
        name: 'Intruder',
        version: '1',
        background: { service_worker: 'worker.js' },
        host_permissions: ['<all_urls>'],
        content_scripts: [{ matches: ['http://127.0.0.1/*'], js: ['content.js'] }],
      }),
    )
    writeFileSync(join(folder, 'worker.js'), 'chrome.runtime.onInstalled.addListener(() => undefined)')
    writeFileSync(
      join(folder, 'content.js'),
      `(${intrude})(${JSON.stringify(id())}, ${JSON.stringify(workspaceId)}, ${JSON.stringify(rpc)}).then((said) => { document.documentElement.dataset.said = said })`,
    )
    try {
      const other = await profile.browser.installExtension(folder)
      const target = await profile.browser.waitForTarget(
        (one) => one.type() === 'service_worker' && one.url().includes(other),
      )
      const worker = (await target.worker())!
      // A worker that has only just begun has no way in because it has nothing yet.
      await until(
        () =>
          worker.evaluate(
            () => typeof (globalThis as { chrome?: typeof chrome }).chrome?.runtime?.sendMessage === 'function',
          ),
        'the other extension to be there',
        10_000,
      )
      expect(await call(worker as never, id())).toMatch(/^(closed|silence)$/)
      expect(
        await worker.evaluate(
          (extensionId) =>
            chrome.runtime.sendMessage(extensionId, { plumbline: { channel: 'rpc' } }).then(
              (answer: unknown) => `answered ${JSON.stringify(answer)}`,
              () => 'closed',
            ),
          id(),
        ),
      ).toBe('closed')
      const page = await profile.browser.newPage()
      await page.goto(`${beacon.url}/plain`)
      await page.waitForFunction(() => document.documentElement.dataset['said'], { timeout: 10_000 })
      expect(await page.evaluate(() => document.documentElement.dataset['said'])).toMatch(
        /^(closed|silence|no way in)$/,
      )
      await page.close()
      await profile.browser.uninstallExtension(other)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    await noIntruder()
  })

  it('not even by our own script inside a captured page', async () => {
    const page = await profile.browser.newPage()
    await page.goto(`${beacon.url}/plain`)
    const popup = await profile.popup(page)
    const tabId = await popup.evaluate(
      async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]!.id!,
    )
    await done(ada, 'capture.start', { tabId, workspaceId, mode: 'visible', controls: [], reqs: [] })
    const session = await page.createCDPSession()
    const context = await isolatedWorld(session, profile.origin)
    const { result } = await session.send('Runtime.evaluate', {
      contextId: context,
      awaitPromise: true,
      returnByValue: true,
      expression: `(${intrude})(null, ${JSON.stringify(workspaceId)}, ${JSON.stringify(rpc)})`,
    })
    expect(result.value).toMatch(/^(closed|silence)$/)
    await page.close()
    await noIntruder()
  })

  it('by our pages only in the words of the channel', async () => {
    const firsts = [
      null,
      1,
      'rpc',
      [],
      {},
      { plumbline: null },
      { plumbline: 'rpc' },
      { plumbline: { channel: 'admin' } },
      { plumbline: { channel: ['rpc'] } },
      { plumbline: { channel: 'editor' } },
      { plumbline: { channel: 'editor', workspaceId: 1, kind: 'risk', recordId: 'x', field: 'y' } },
    ]
    for (const first of firsts) expect(await call(ada, null, first), JSON.stringify(first)).toBe('closed')
    // An editor of nothing is let go, too.
    expect(
      await call(ada, null, {
        plumbline: { channel: 'editor', workspaceId: 'nowhere', kind: 'risk', recordId: 'x', field: 'description' },
      }),
    ).toBe('closed')
    await noIntruder()
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', 'nonsense']) {
      expect(await run(ada, name as never, {} as never, workspaceId), name).toMatchObject({
        ok: false,
        error: { type: 'unknownCommand' },
      })
    }
    expect(await run(ada, 'record.create', { kind: 'constructor' as never, fields: {} }, workspaceId)).toMatchObject({
      ok: false,
    })
    expect(await run(ada, 'record.create', { kind: 'task', fields: {} }, '__proto__')).toMatchObject({
      ok: false,
      error: { type: 'unknownWorkspace' },
    })
    // And the engine is as well as before.
    expect(await done(ada, 'workspace.open', { workspaceId })).toBeNull()
    expect((await rows<{ id: string }>(ada, 'plumbline', 'workspaces')).map((row) => row.id)).toEqual([workspaceId])
  })
})

/** The world in which our script runs inside a page. */
async function isolatedWorld(session: CDPSession, origin: string): Promise<number> {
  let found: number | undefined
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === origin || context.name === 'Plumbline') found = context.id
  })
  await session.send('Runtime.enable')
  await until(() => found !== undefined, 'our script in the page')
  return found!
}

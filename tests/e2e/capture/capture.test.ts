/** Captures in a real Chromium with the shipped manifest: no host permission, activeTab by the toolbar button. */

import { createHash, createPublicKey, createVerify } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMhtml } from '~/lib/capture/record/mhtml'
import { rawToDer } from '~/lib/crypto/der'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { fromBase64Url } from '~/lib/shared/bytes'
import type { Result } from '~/lib/shared/result'
import type { DraftRow } from '~/lib/vault/store/tables'
import { chromiumProfile, startSite, temporaryFolder, until, type ChromiumProfile } from '../driver'
import { elsewhere, jobsPage, site, pdf } from '../site'
import { digestOf, pixelsOfColour } from '../support/pixels'

/** 6,000 px and more, a sticky header, a fixed button, a policy that refuses injected styles. */
const longPage = jobsPage(140, 'Rows 1–140 of 140').replace(
  '<head>',
  `<head><meta http-equiv="Content-Security-Policy" content="default-src 'self'; style-src 'unsafe-inline'">`,
)
const innerPage =
  '<!doctype html><meta charset="utf-8"><title>Console</title><style>html,body{margin:0;height:100%}#list{position:fixed;inset:60px 0 0 200px;overflow:auto}p{height:40px;margin:0}</style><div id="list">' +
  Array.from({ length: 100 }, (_, i) => `<p>row ${i}</p>`).join('') +
  '</div>'

/** A page that scrolls, with a bordered list in it that scrolls by itself, below a header that sticks. */
const listPage = `<!doctype html><meta charset="utf-8"><title>Users · prod console</title><style>body{margin:0}header{position:sticky;top:0;height:40px;background:#234}
  #space{height:900px}#list{margin:0 100px;border:3px solid #900;height:300px;overflow:auto}#list p{height:50px;margin:0;box-sizing:border-box;border-bottom:1px solid #ccc}</style>
  <header></header><p>Signed in as ada@quillmere.example.</p><div id="space"></div><div id="list" aria-label="Users">${Array.from({ length: 40 }, (_, i) => `<p style="background:rgb(${i * 6},${255 - i * 6},${(i * 37) % 256})">user ${i}</p>`).join('')}</div><div style="height:1500px"></div>`

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><rect id="r" width="24" height="24" fill="#900"/></svg>'

/**
 * Everything by which a page can paint a picture, style or font that lies elsewhere: `/lost/…` is what Chromium 156
 * leaves out of an archive.
 */
const lossyPage = `<!doctype html><meta charset="utf-8"><title>Lossy</title><style>@import url(/lost/imported.css);
  @font-face{font-family:Console;src:url(/lost/font.woff2)} @font-face{font-family:Unused;src:url(/unused/font.woff2)}
  body{margin:8px;font:14px sans-serif} i{display:inline-block;width:24px;height:24px} #b{background:url(/held/background.svg)} #set{background-image:image-set(url(/lost/set.svg) 1x,url(/unused/set.svg) 2x)} #var{--picture:url(/lost/variable.svg);background:var(--picture)}
  #f{font-family:Console} #filter{filter:url(/lost/filter.svg#f)} .none{background:url(/unused/rule.svg)} @media print{i{background:url(/unused/print.svg)}} #gone{display:none;background:url(/unused/hidden.svg)}</style>
  <link rel="stylesheet" href="/held/sheet.css"><i id="b"></i><i id="c"></i><i id="set"></i><i id="var"></i><i id="filter"></i><i id="gone"></i><i style="background:url(/lost/broken.png)"></i><b id="f">Font</b><ul style="margin:0"><li>List</ul>
  <img alt="" srcset="/lost/candidate.svg 1x"><picture><source srcset="/held/source.svg"><img alt="" src="/unused/fallback.svg"></picture><video poster="/lost/poster.svg" width="24" height="24"></video>
  <svg width="24" height="24"><image href="/lost/drawn.svg" width="24" height="24"/></svg><svg width="24" height="24"><use href="/lost/used.svg#r"/></svg><iframe title="Inner" style="width:100px;height:40px;border:0" srcdoc="<body style='margin:0'><img alt='' srcset='/lost/framed.svg 1x'>"></iframe>
  <p id="host"></p><script>host.attachShadow({mode:'open'}).innerHTML='<style>span{background:url(/lost/shadow.svg)}</style><span>Shadow</span>'</script>`

/** The same kinds, as far as the archive takes them along, and what no reader of the page sees. */
const faithfulPage = (
  other: string,
): string => `<!doctype html><meta charset="utf-8"><title>Faithful</title><style>@import url(${other}/held/imported.css);@font-face{font-family:Unused;src:url(/unused/font.woff2)}
  body{margin:8px;font:14px sans-serif} i{display:inline-block;width:24px;height:24px} #b::before{content:url(/held/content.svg)} #m{background:#900;mask-image:url(/held/mask.svg)} li{list-style-image:url(/held/list.svg)} .none{background:url(/unused/rule.svg)} @media print{i{background:url(/unused/print.svg)}} #gone{display:none;background:url(/unused/hidden.svg)}</style>
  <link rel="stylesheet" href="/held/sheet.css"><i id="b"></i><i id="c"></i><i id="m"></i><i id="gone"></i><i style="background:url(/held/attribute.svg)"></i><ul style="margin:0"><li>List</ul><img alt="" src="/held/plain.svg"><picture><source srcset="/held/source.svg"><img alt="" src="/unused/fallback.svg"></picture>`

let profile: ChromiumProfile
let other: Awaited<ReturnType<typeof startSite>>
let pages: Awaited<ReturnType<typeof startSite>>
let app: Page
let workspaceId: string
let commandNumber = 0

beforeAll(async () => {
  const files = Object.fromEntries(
    [
      'held/background',
      'held/relative',
      'held/content',
      'held/mask',
      'held/list',
      'held/attribute',
      'held/plain',
      'held/source',
      'lost/set',
      'lost/variable',
      'lost/candidate',
      'lost/poster',
      'lost/drawn',
      'lost/used',
      'lost/framed',
      'lost/shadow',
      'lost/filter',
    ].map((name) => [`/${name}.svg`, picture]),
  )
  const sheets = {
    '/held/sheet.css': '#c{background:url(relative.svg)}',
    '/held/imported.css': 'p{color:#333}',
    '/lost/imported.css': 'p{color:#333}',
  }
  other = await startSite({ ...sheets, '/elsewhere': elsewhere.page })
  pages = await startSite({
    ...site,
    ...files,
    ...sheets,
    '/report': pdf,
    '/long': longPage,
    '/inner': innerPage,
    '/users': listPage,
    '/lossy': lossyPage,
    '/faithful': faithfulPage(other.url),
  })
  profile = await chromiumProfile({
    ...(process.env.CAPTURE_EXTENSION && { extension: process.env.CAPTURE_EXTENSION }),
  })
  app = await profile.app()
  workspaceId = (
    await command<{ workspaceId: string }>(
      'workspace.create',
      { name: 'Quillmere Logistics', personName: 'Ada Lindqvist', timeZone: 'Europe/Vienna' },
      null,
    )
  ).workspaceId
})
afterAll(async () => {
  await profile.close()
  await pages.close()
  await other.close()
})

/** One command over a line of an extension page, as its client sends it. */
async function send(name: string, input: unknown, workspace: string | null = workspaceId): Promise<Result<unknown>> {
  const id = `e2e_${++commandNumber}`
  return (await app.evaluate(
    (commandId, workspaceOrNull, commandName, value) =>
      new Promise((resolve, reject) => {
        const port = chrome.runtime.connect({ name: 'plumbline' })
        port.onMessage.addListener((message: { t?: string; i?: string; r?: unknown; e?: unknown }) => {
          if (message.i !== commandId) return
          resolve(message.r)
          port.disconnect()
        })
        port.onDisconnect.addListener(() => reject(new Error('the line broke')))
        port.postMessage({ plumbline: { channel: 'rpc' } })
        port.postMessage({ t: 'q', i: commandId, m: 'run', a: [commandId, workspaceOrNull, commandName, value] })
      }),
    id,
    workspace,
    name,
    input as object,
  )) as Result<unknown>
}

async function command<T>(name: string, input: unknown, workspace: string | null = workspaceId): Promise<T> {
  const result = await send(name, input, workspace)
  if (!result.ok) throw new Error(`${name}: ${result.error.type}: ${result.error.message}`)
  return result.value as T
}

/** Rows of a table of a workspace's vault, files as base64. */
const table = <T>(name: string, workspace = workspaceId): Promise<T[]> =>
  app.evaluate(
    async (database, store) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(database)
        open.onsuccess = () => resolve(open.result)
        open.onerror = () => reject(new Error('the vault does not open'))
      })
      const rows = await new Promise<Record<string, unknown>[]>((resolve) => {
        const all = db.transaction(store).objectStore(store).getAll()
        all.onsuccess = () => resolve(all.result as Record<string, unknown>[])
      })
      db.close()
      const text = (bytes: Uint8Array): string => {
        let out = ''
        for (let i = 0; i < bytes.length; i += 0x8000) out += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
        return btoa(out)
      }
      for (const row of rows) {
        for (const [key, value] of Object.entries(row)) {
          if (value instanceof Blob) row[key] = text(new Uint8Array(await value.arrayBuffer()))
          else if (value instanceof Uint8Array) row[key] = text(value)
        }
      }
      return rows as never
    },
    `plumbline_${workspace}`,
    name,
  )

const draftOf = async (
  id: string,
): Promise<
  DraftRow & {
    facts: {
      pages: {
        tiles: unknown[]
        selfCheck: { id: string; result: string; value: never }[]
        stopped?: { type: string }
        archive?: { missing: readonly string[]; fonts?: readonly string[]; styles?: number }
      }[]
      completeness?: string
    }
  }
> => (await table<never>('drafts')).find((row: { id: string }) => row.id === id)!

interface EvidenceRow {
  readonly id: string
  readonly ref: string
  readonly title: string
  readonly seal: string
  readonly completeness: string
  readonly completenessNote?: string
  readonly files: Record<string, { blob: { sha256: string; size: number }; part: string }>
  readonly captureRecord: { sha256: string }
}

const evidence = async (id: string): Promise<EvidenceRow> =>
  (await table<EvidenceRow>('evidence')).find((row) => row.id === id)!
const fileBytes = async (sha256: string): Promise<Buffer> => {
  const row = (await table<{ sha256: string; bytes: string }>('blobs')).find((blob) => blob.sha256 === sha256)!
  const bytes = Buffer.from(row.bytes, 'base64')
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
  return bytes
}
const pngSize = (bytes: Buffer): [number, number] => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]

/** Opens a page and presses the toolbar button on it: activeTab, as a person grants it. */
async function granted(path: string): Promise<{ page: Page; tabId: number }> {
  const page = await profile.browser.newPage()
  await page.goto(pages.url + path)
  const popup = await profile.popup(page)
  const tabId = await popup.evaluate(
    async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]!.id!,
  )
  return { page, tabId }
}

const start = (tabId: number, mode: string, more: object = {}): Promise<{ draftId: string }> =>
  command('capture.start', { tabId, workspaceId, mode, controls: [], reqs: [], ...more })

async function ended(
  draftId: string,
  states = ['done', 'failed', 'cancelled'],
): Promise<Awaited<ReturnType<typeof draftOf>>> {
  await until(async () => states.includes((await draftOf(draftId)).state), `draft ${draftId} to end`, 60_000)
  return draftOf(draftId)
}

describe('capture in Chromium', () => {
  it('a tab that nobody granted is not captured, and says how to allow it', async () => {
    const page = await profile.browser.newPage()
    await page.goto(`${pages.url}/jobs`)
    const tab = await command<{ tabId: number; granted: boolean; forbidden: boolean }>('capture.tab', {})
    expect(tab).toMatchObject({ granted: false, forbidden: false })
    expect(
      await send('capture.start', { tabId: tab.tabId, workspaceId, mode: 'visible', controls: [], reqs: [] }),
    ).toMatchObject({ ok: false, error: { type: 'tabNotGranted' } })
    await page.goto('chrome://version')
    expect(await command('capture.tab', {})).toMatchObject({ granted: false, forbidden: true })
    await page.close()
  })

  it('visible area: one original, its text, a thumbnail, sealed as openssl checks it', async () => {
    const { page, tabId } = await granted('/long')
    const draft = await ended((await start(tabId, 'visible')).draftId)
    expect(draft.state).toBe('done')
    const row = await evidence(draft.evidenceId!)
    expect(row).toMatchObject({
      ref: 'EV-1',
      seal: 'sealed',
      title: 'Backup jobs · Nimbus Console',
      completeness: 'partial',
    })
    expect(Object.keys(row.files).sort()).toEqual(['page.txt', 'thumbnail.webp', 'visible.png'])
    expect((await fileBytes(row.files['page.txt']!.blob.sha256)).toString()).toContain('platform-eng-1')
    const recordBytes = await fileBytes(row.captureRecord.sha256)
    const seal = (await table<{ type: string; subjectId: string; body: string }>('statements')).find(
      (one) => one.type === 'captureSeal' && one.subjectId === row.id,
    )!
    const { seal: signature } = JSON.parse(Buffer.from(seal.body, 'base64').toString()) as { seal: string }
    const spki = await app.evaluate(async (database) => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const open = indexedDB.open(database)
        open.onsuccess = () => resolve(open.result)
      })
      const keys = await new Promise<{ value: { sign: CryptoKeyPair } }>((resolve) => {
        const got = db.transaction('keys').objectStore('keys').get('device')
        got.onsuccess = () => resolve(got.result as never)
      })
      db.close()
      return [...new Uint8Array(await crypto.subtle.exportKey('spki', keys.value.sign.publicKey))]
    }, `plumbline_${workspaceId}`)
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    expect(
      createVerify('sha256')
        .update(recordBytes)
        .verify(key, rawToDer(fromBase64Url(signature))),
    ).toBe(true)
    await page.close()
  })

  it('full page of more than 6,000 px with a sticky header: tiles kept, joined without a seam, page put back', async () => {
    const { page, tabId } = await granted('/long')
    await page.evaluate(() => window.scrollTo(0, 333))
    const draft = await ended((await start(tabId, 'fullPage')).draftId)
    const row = await evidence(draft.evidenceId!)
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    expect(height).toBeGreaterThan(6_000)
    expect(row.completeness).toBe('complete')
    expect(pngSize(await fileBytes(row.files['full-page.png']!.blob.sha256))).toEqual([1280, height])
    expect(Object.entries(row.files).filter(([, file]) => file.part === 'original').length).toBe(
      draft.facts.pages[0]!.tiles.length,
    )
    const checks = Object.fromEntries(draft.facts.pages[0]!.selfCheck.map((check) => [check.id, check]))
    expect(checks.tilesOverlap).toMatchObject({ result: 'ok' })
    expect(checks.altered).toMatchObject({ value: { fixedHidden: 1, stickyMadeStatic: 1 } })
    expect(checks.rows).toMatchObject({ result: 'ok', value: { shown: 140, total: 140 } })
    expect(
      await page.evaluate(() => [
        window.scrollY,
        document.adoptedStyleSheets.length,
        document.querySelectorAll('[data-plumbline-still]').length,
      ]),
    ).toEqual([333, 0, 0])
    await page.close()
  })

  it('a console that scrolls an inner box is followed to its end', async () => {
    const { page, tabId } = await granted('/inner')
    const draft = await ended((await start(tabId, 'fullPage')).draftId)
    const row = await evidence(draft.evidenceId!)
    expect(row.completeness).toBe('complete')
    expect(pngSize(await fileBytes(row.files['full-page.png']!.blob.sha256))).toEqual([1080, 4_000])
    await page.close()
  })

  it('the list inside a page is followed when asked: that list alone, without a seam, and the page is put back', async () => {
    const { page, tabId } = await granted('/users')
    expect(await command('capture.tab', { tabId })).toMatchObject({
      hints: { account: 'ada@quillmere.example', environment: 'production' },
      innerList: { label: 'Users' },
    })
    await page.evaluate(() => {
      window.scrollTo(0, 50)
      document.querySelector('#list')!.scrollTop = 70
    })
    const draft = await ended((await start(tabId, 'fullPage', { inner: true })).draftId)
    const row = await evidence(draft.evidenceId!)
    expect(row).toMatchObject({
      completeness: 'complete',
      completenessNote: 'Shows the list inside the page (Users), not the page around it.',
    })
    expect(pngSize(await fileBytes(row.files['full-page.png']!.blob.sha256))).toEqual([1280 - 206, 2_000])
    const record = JSON.parse((await fileBytes(row.captureRecord.sha256)).toString()) as {
      options: object
      pages: { selfCheck: { id: string }[] }[]
    }
    expect(record.options).toMatchObject({ follows: 'innerList' })
    const checks = Object.fromEntries(record.pages[0]!.selfCheck.map((check) => [check.id, check]))
    expect(checks.tilesOverlap).toMatchObject({ result: 'ok' })
    expect(checks.innerScroller).toMatchObject({ result: 'ok', value: { shown: 300, content: 2_000, only: true } })
    // Every row of the list at its place: its own colour, 5 px below its upper edge.
    const colours = await app.evaluate(
      async (png) => {
        const picture = await createImageBitmap(
          new Blob([Uint8Array.from(atob(png), (char) => char.charCodeAt(0))], { type: 'image/png' }),
        )
        const canvas = new OffscreenCanvas(picture.width, picture.height)
        const context = canvas.getContext('2d')!
        context.drawImage(picture, 0, 0)
        return Array.from({ length: 40 }, (_, i) => [...context.getImageData(700, i * 50 + 5, 1, 1).data.slice(0, 3)])
      },
      (await fileBytes(row.files['full-page.png']!.blob.sha256)).toString('base64'),
    )
    expect(colours).toEqual(Array.from({ length: 40 }, (_, i) => [i * 6, 255 - i * 6, (i * 37) % 256]))
    expect(
      await page.evaluate(() => [
        window.scrollY,
        document.querySelector('#list')!.scrollTop,
        document.adoptedStyleSheets.length,
      ]),
    ).toEqual([50, 70, 0])
    await page.close()
  })

  it('looking at a page changes nothing in it', async () => {
    const { page, tabId } = await granted('/users')
    await page.evaluate(() => {
      const seen = ((window as unknown as { seen: string[] }).seen = [])
      new MutationObserver((changes) => seen.push(...changes.map((change) => change.type as never))).observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      })
      for (const type of ['scroll', 'focusin', 'resize']) addEventListener(type, () => seen.push(type as never), true)
    })
    for (let i = 0; i < 3; i++) await command('capture.tab', { tabId })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(
      await page.evaluate(() => [
        (window as unknown as { seen: string[] }).seen,
        document.adoptedStyleSheets.length,
        Object.keys(window).filter((name) => /plumbline/i.test(name)),
      ]),
    ).toEqual([[], 0, []])
    await page.close()
  })

  it('the popup is prefilled by the page; what was cleared there is not sealed', async () => {
    const page = await profile.browser.newPage()
    await page.goto(`${pages.url}/users`)
    const popup = await profile.popup(page)
    await popup.waitForSelector('[data-inner-list]')
    const [account, environment] = [
      await popup.waitForSelector('input[maxlength="200"]'),
      await popup.waitForSelector('select'),
    ]
    expect(await account!.evaluate((input) => (input as HTMLInputElement).value)).toBe('ada@quillmere.example')
    expect(await environment!.evaluate((select) => (select as HTMLSelectElement).value)).toBe('production')
    await account!.click({ count: 3 })
    await popup.keyboard.press('Backspace')
    const before = new Set((await table<DraftRow>('drafts')).map((row) => row.id))
    await (await popup.waitForSelector('[data-inner-list] button'))!.click()
    const begun = async () => (await table<DraftRow>('drafts')).find((row) => !before.has(row.id))
    await until(async () => (await begun()) !== undefined, 'a draft', 10_000)
    const draft = await ended((await begun())!.id)
    const row = await evidence(draft.evidenceId!)
    const record = JSON.parse((await fileBytes(row.captureRecord.sha256)).toString()) as {
      stated: object
      options: object
    }
    expect(record.stated).toEqual({ environment: 'production' })
    expect(record.options).toMatchObject({ follows: 'innerList' })
    await page.close()
  })

  it('a PDF, whatever its address, is refused with the way to keep the file', async () => {
    const { page, tabId } = await granted('/report')
    for (const mode of ['visible', 'fullPage', 'archive']) {
      expect(await send('capture.start', { tabId, workspaceId, mode, controls: [], reqs: [] })).toMatchObject({
        ok: false,
        error: { type: 'pdf', message: expect.stringContaining('add it under Evidence, Upload') as string },
      })
    }
    await page.close()
  })

  it('page archive: MHTML as the browser wrote it, and no claim that it holds what only scrolling loads', async () => {
    const { page, tabId } = await granted('/jobs')
    const draft = await ended((await start(tabId, 'archive')).draftId)
    expect(draft.failure).toBeUndefined()
    const row = await evidence(draft.evidenceId!)
    expect(Object.keys(row.files).sort()).toEqual(['page.mhtml', 'page.txt', 'thumbnail.webp', 'visible.png'])
    expect((await fileBytes(row.files['page.mhtml']!.blob.sha256)).toString('latin1')).toMatch(
      /^From: <Saved by Blink>/,
    )
    expect(row).toMatchObject({
      completeness: 'unknown',
      completenessNote: expect.stringContaining('loads only while it is scrolled') as string,
    })
    await page.close()
  })

  it('page archive: what the browser left out is named, each by its address, and no archive without it is complete', async () => {
    const { page, tabId } = await granted('/lossy')
    const draft = await ended((await start(tabId, 'archive')).draftId)
    const { archive } = draft.facts.pages[0]!
    expect(archive!.missing.map((address) => address.replace(pages.url, '')).sort()).toEqual(
      [
        'broken.png',
        'candidate.svg',
        'drawn.svg',
        'filter.svg#f',
        'framed.svg',
        'imported.css',
        'poster.svg',
        'set.svg',
        'shadow.svg',
        'used.svg#r',
        'variable.svg',
      ].map((name) => `/lost/${name}`),
    )
    expect(archive).toMatchObject({ fonts: ['Console'], styles: 1 })
    expect(await evidence(draft.evidenceId!)).toMatchObject({
      completeness: 'partial',
      completenessNote: expect.stringMatching(
        /Not in the archive: http.* and 10 more\. Not in the archive: the font “Console”\. The archive lacks styles/,
      ) as string,
    })
    await page.close()
  })

  it('page archive: what is in it is complete, and a rule, font or source that nobody sees is no loss', async () => {
    const { page, tabId } = await granted('/faithful')
    const draft = await ended((await start(tabId, 'archive')).draftId)
    expect(draft.facts.pages[0]!.archive).toMatchObject({ missing: [] })
    const row = await evidence(draft.evidenceId!)
    expect(row).toMatchObject({ completeness: 'complete' })
    // Nothing is only named: the file opens as the page was, every picture in its place.
    const bytes = await fileBytes(row.files['page.mhtml']!.blob.sha256)
    const folder = temporaryFolder('archive')
    writeFileSync(join(folder, 'page.mhtml'), bytes)
    await page.goto(pathToFileURL(join(folder, 'page.mhtml')).href)
    expect(await digestOf(Buffer.from(await page.screenshot()))).toBe(
      await digestOf(await fileBytes(row.files['visible.png']!.blob.sha256)),
    )
    expect(
      readMhtml(bytes)!
        .parts.flatMap(({ location }) => (location?.includes('/held/') ? [location.replace(/^.*\/held\//, '')] : []))
        .sort(),
    ).toEqual([
      'attribute.svg',
      'content.svg',
      'imported.css',
      'list.svg',
      'mask.svg',
      'plain.svg',
      'relative.svg',
      'sheet.css',
      'source.svg',
    ])
    rmSync(folder, { recursive: true })
    await page.close()
  })

  it('series of three pages: one evidence with ordered parts, and what each page says is missing', async () => {
    const { page, tabId } = await granted('/list/1')
    expect(await command('capture.tab', { tabId })).toMatchObject({ granted: true, listPages: 3 })
    const { draftId } = await start(tabId, 'fullPage', { startsSeries: true })
    await ended(draftId, ['captured'])
    for (const n of [2, 3]) {
      // Same origin: activeTab stays.
      await page.goto(`${pages.url}/list/${n}`)
      await start(tabId, 'fullPage', { series: draftId })
      await ended(draftId, ['captured'])
    }
    const { id } = await command<{ id: string }>('capture.finishSeries', { draftId })
    const row = await evidence(id)
    expect(new Set(Object.keys(row.files).map((name) => name.slice(0, 8)))).toEqual(
      new Set(['page-01-', 'page-02-', 'page-03-']),
    )
    expect(
      (await table<{ title: string }>('evidence')).filter(
        (one) => one.title === row.title && 'page-01-tile-01.png' in (one as unknown as EvidenceRow).files,
      ).length,
    ).toBe(1)
    await page.close()
  })

  it('the worker is killed in the middle: tiles so far are sealed as partial, once, and the page is put back', async () => {
    const { page, tabId } = await granted('/long')
    const before = (await table('evidence')).length
    const { draftId } = await start(tabId, 'fullPage')
    await until(async () => (await draftOf(draftId)).step >= 3, 'three tiles', 30_000)
    await profile.killWorker()
    const kept = (await draftOf(draftId)).step
    await until(
      async () =>
        (await page.evaluate(
          () => document.adoptedStyleSheets.length + document.querySelectorAll('[data-plumbline-still]').length,
        )) === 0,
      'the page to be put back',
      15_000,
    )
    // Any line wakes the worker, which takes up what the dead one left.
    await command('capture.tab', {})
    const draft = await ended(draftId)
    expect(draft.state).toBe('done')
    const row = await evidence(draft.evidenceId!)
    expect(row).toMatchObject({ completeness: 'partial', seal: 'sealed' })
    expect(row.completenessNote).toContain('Stopped: the browser ended the capture.')
    expect(Object.keys(row.files).filter((name) => /tile-\d/.test(name)).length).toBeGreaterThanOrEqual(kept)
    expect((await table('evidence')).length).toBe(before + 1)
    expect((await table('draftFiles')).length).toBe(0)
    await page.close()
  })

  it.each([0, 250, 500])(
    'a page that leaves for another site %i ms into a tile: what was taken is sealed as partial, with that reason, and no picture of the other site',
    async (delay) => {
      const { page, tabId } = await granted('/long')
      const { draftId } = await start(tabId, 'fullPage')
      await until(async () => (await draftOf(draftId)).step >= 2, 'two tiles', 30_000)
      await new Promise((resolve) => setTimeout(resolve, delay))
      await page.goto(`${other.url}/elsewhere`)
      const draft = await ended(draftId)
      expect(draft.facts.pages[0]!.stopped).toMatchObject({
        type: 'navigated',
        message: 'The page went to another site.',
      })
      const row = await evidence(draft.evidenceId!)
      expect(row).toMatchObject({
        seal: 'sealed',
        completeness: 'partial',
        completenessNote: expect.stringContaining('The page went to another site.') as string,
      })
      expect(JSON.stringify(JSON.parse((await fileBytes(row.captureRecord.sha256)).toString()))).not.toContain(
        'elsewhere',
      )
      const originals = Object.entries(row.files).filter(([name]) => /tile-\d|full-page|thumbnail/.test(name))
      expect(originals.length).toBeGreaterThanOrEqual(4)
      for (const [name, file] of originals)
        expect(await pixelsOfColour(await fileBytes(file.blob.sha256), elsewhere.colour), name).toBe(0)
      await page.close()
    },
  )

  it('another tab in front stops the capture: no picture of it is kept', async () => {
    const { page, tabId } = await granted('/long')
    const { draftId } = await start(tabId, 'fullPage')
    await until(async () => (await draftOf(draftId)).step >= 2, 'two tiles', 30_000)
    const other = await profile.browser.newPage()
    await other.goto(`${pages.url}/hostile`)
    await other.bringToFront()
    const draft = await ended(draftId)
    expect(draft.facts.pages[0]!.stopped!.type).toBe('tabChanged')
    expect((await evidence(draft.evidenceId!)).completeness).toBe('partial')
    await other.close()
    await page.close()
  })
})

describe('one action, from context menu and keyboard', () => {
  const badge = async (): Promise<string> =>
    (await (await profile.worker()).worker())!.evaluate(() => chrome.action.getBadgeText({}))
  /** The browser's own event, delivered to our listener: what a click or a key press ends in. */
  const gesture = async (what: 'menu' | 'key', name: string, tabId: number): Promise<void> =>
    (await (await profile.worker()).worker())!.evaluate(
      async (kind, id, tab) => {
        const event = (kind === 'menu' ? chrome.contextMenus.onClicked : chrome.commands.onCommand) as unknown as {
          dispatch(...args: unknown[]): void
        }
        event.dispatch(kind === 'menu' ? { menuItemId: id } : id, await chrome.tabs.get(tab))
      },
      what,
      name,
      tabId,
    )

  it.each([
    ['menu', 'capture-visible', 'visible'],
    ['key', 'capture-full-page', 'fullPage'],
  ] as const)(
    'by %s: captured with the defaults, a tick for two seconds, no account stated by itself',
    async (what, name, mode) => {
      const { page, tabId } = await granted('/users')
      const before = new Set((await table<DraftRow>('drafts')).map((row) => row.id))
      await gesture(what, name, tabId)
      await until(async () => (await badge()) === '✓', 'a tick on the button', 60_000)
      const [draft, ...more] = (await table<DraftRow>('drafts')).filter((row) => !before.has(row.id))
      expect(more).toEqual([])
      expect(draft).toMatchObject({ state: 'done', mode })
      const row = await evidence(draft!.evidenceId!)
      const record = JSON.parse((await fileBytes(row.captureRecord.sha256)).toString()) as {
        stated: object
        pages: { page: { accountHint: string } }[]
        relayOffset?: number
      }
      expect(record.stated).toEqual({})
      expect(record.pages[0]!.page.accountHint).toBe('ada@quillmere.example')
      expect(record.relayOffset).toBeUndefined()
      await until(async () => (await badge()) === '', 'the tick to go', 5_000)
      await page.close()
    },
  )

  it('a page that may not be captured is said on the button, with why', async () => {
    const page = await profile.browser.newPage()
    await page.goto('chrome://version')
    const tab = await command<{ tabId: number }>('capture.tab', {})
    await gesture('menu', 'capture-visible', tab.tabId)
    await until(async () => (await badge()) === '!', 'an exclamation mark', 10_000)
    expect(await (await (await profile.worker()).worker())!.evaluate(() => chrome.action.getTitle({}))).toMatch(
      /^Plumbline: .+/,
    )
    await page.close()
  })

  it('the badge counts what waits for review and goes down with each decision', async () => {
    const { workspaceId: demo } = await command<{ workspaceId: string }>('demo.open', null, null)
    await command('workspace.open', { workspaceId: demo }, null)
    await until(async () => Number(await badge()) > 0, 'a count', 60_000)
    const count = Number(await badge())
    const rows = await table<Evidence & { waits: number }>('evidence', demo)
    const own = (await table<{ own: boolean; memberId: string }>('devices', demo)).find(
      (device) => device.own,
    )!.memberId
    const person = (await table<{ memberId: string; personId: string }>('members', demo)).find(
      (member) => member.memberId === own,
    )!.personId
    const waiting = rows.filter((row) => row.waits === 1 && ![own, person].includes(row.capturedBy ?? row.createdBy))
    expect(waiting.length).toBe(count)
    const [first] = waiting
    await command(
      'statement.sign',
      {
        type: 'review',
        subject: { kind: 'evidence', id: first!.id },
        profile: 'review',
        expectedHash: hashedContent(first!, 'review').contentHash,
        decision: 'accepted',
      },
      demo,
    )
    await until(async () => (await badge()) === (count === 1 ? '' : String(count - 1)), 'the count to go down', 10_000)
    await command('workspace.open', { workspaceId }, null)
    await until(async () => (await badge()) === '', 'the count of the other workspace', 10_000)
  })
})

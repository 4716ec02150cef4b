/**
 * Captures in a real Firefox. Its driver can't press the toolbar button, so the copy of the shipped build under test
 * has "Capture without asking" (`<all_urls>`) granted from the start; everything else is as shipped.
 */

import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '~/lib/shared/result'
import { firefoxProfile, geckoId, outputs, startSite, temporaryFolder, until, type Profile } from '../driver'
import { originals } from '../corpus/run'
import { elsewhere, jobsPage, pdf } from '../site'
import { pixelsOfColour } from '../support/pixels'
import { endBackground } from '../support/background'
import { sees, text } from '../ui'

const innerPage =
  '<!doctype html><meta charset="utf-8"><title>Console</title><style>html,body{margin:0;height:100%}#list{position:fixed;inset:60px 0 0 200px;overflow:auto}p{height:40px;margin:0}</style><div id="list">' +
  Array.from({ length: 100 }, (_, i) => `<p>row ${i}</p>`).join('') +
  '</div>'

interface Draft {
  readonly id: string
  readonly state: string
  readonly failure?: unknown
  readonly step?: number
  readonly evidenceId?: string
  readonly facts: {
    readonly completeness?: string
    readonly completenessNote?: string
    readonly pages: readonly {
      readonly tiles: readonly {
        readonly name: string
        readonly image: { readonly width: number; readonly height: number }
      }[]
    }[]
  }
}

let extension: string
let profile: Profile
let other: Awaited<ReturnType<typeof startSite>>
let app: Page
let pages: Awaited<ReturnType<typeof startSite>>
let workspaceId: string
let commandNumber = 0

beforeAll(async () => {
  extension = temporaryFolder('firefox-extension')
  cpSync(process.env.CAPTURE_EXTENSION_FIREFOX ?? outputs.firefox, extension, { recursive: true })
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as Record<string, unknown>
  writeFileSync(join(extension, 'manifest.json'), JSON.stringify({ ...manifest, host_permissions: ['<all_urls>'] }))
  other = await startSite({ '/elsewhere': elsewhere.page })
  pages = await startSite({ '/long': jobsPage(140, 'Rows 1–140 of 140'), '/inner': innerPage, '/report': pdf })
  profile = await firefoxProfile({ extension })
  app = await profile.app()
  workspaceId = (
    (await command(
      'workspace.create',
      { name: 'Quillmere Logistics', personName: 'Ada Lindqvist', timeZone: 'Europe/Vienna' },
      null,
    )) as { workspaceId: string }
  ).workspaceId
})
afterAll(async () => {
  await profile?.close()
  await pages?.close()
  await other?.close()
  rmSync(extension, { recursive: true, force: true })
})

async function send(name: string, input: object, workspace: string | null = workspaceId): Promise<Result<unknown>> {
  const id = `firefox_${++commandNumber}`
  return (await app.evaluate(
    (commandId, workspaceOrNull, commandName, value) =>
      new Promise((resolve, reject) => {
        const port = chrome.runtime.connect({ name: 'plumbline' })
        port.onMessage.addListener((message: { i?: string; r?: unknown }) => {
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
    input,
  )) as Result<unknown>
}

async function command(name: string, input: object, workspace: string | null = workspaceId): Promise<unknown> {
  const result = await send(name, input, workspace)
  if (!result.ok) throw new Error(`${name}: ${result.error.type}: ${result.error.message}`)
  return result.value
}

const draftOf = (id: string): Promise<Draft> =>
  app.evaluate(
    async (database, draftId) => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const open = indexedDB.open(database)
        open.onsuccess = () => resolve(open.result)
      })
      const row = await new Promise<never>((resolve) => {
        const got = db.transaction('drafts').objectStore('drafts').get(draftId)
        got.onsuccess = () => resolve(got.result as never)
      })
      db.close()
      return row
    },
    `plumbline_${workspaceId}`,
    id,
  )

async function captured(path: string, mode: string): Promise<Draft> {
  const page = await profile.browser.newPage()
  await page.goto(pages.url + path)
  await page.bringToFront()
  const tab = (await command('capture.tab', {})) as { tabId: number; url: string; granted: boolean }
  expect(tab).toMatchObject({ url: pages.url + path, granted: true })
  const { draftId } = (await command('capture.start', {
    tabId: tab.tabId,
    workspaceId,
    mode,
    controls: [],
    reqs: [],
  })) as { draftId: string }
  await until(
    async () => ['done', 'failed'].includes((await draftOf(draftId)).state),
    `draft ${draftId} to end`,
    60_000,
  )
  const draft = await draftOf(draftId)
  expect(draft.failure).toBeUndefined()
  await page.close()
  return draft
}

describe('capture in Firefox', () => {
  it('visible area', async () => {
    const draft = await captured('/long', 'visible')
    expect(draft.facts).toMatchObject({ completeness: 'partial' })
    expect(draft.facts.pages[0]!.tiles.map((tile) => tile.name)).toEqual(['visible.png'])
  })

  it('full page, tile by tile as in Chromium: what a page draws only where it is looked at is in them too', async () => {
    const draft = await captured('/long', 'fullPage')
    expect(draft.facts.completeness).toBe('complete')
    expect(draft.facts.pages[0]!.tiles.length).toBeGreaterThan(7)
  })

  it('an inner box is followed tile by tile', async () => {
    const draft = await captured('/inner', 'fullPage')
    expect(draft.facts.completeness).toBe('complete')
    expect(draft.facts.pages[0]!.tiles.length).toBeGreaterThan(4)
  })

  it('a PDF, whatever its address, is refused with the way to keep the file: its viewer lets nobody in, and no key would open it', async () => {
    const page = await profile.browser.newPage()
    await page.goto(`${pages.url}/report`)
    await page.bringToFront()
    const tab = (await command('capture.tab', {})) as { tabId: number }
    for (const mode of ['visible', 'fullPage']) {
      expect(
        await send('capture.start', { tabId: tab.tabId, workspaceId, mode, controls: [], reqs: [] }),
      ).toMatchObject({
        ok: false,
        error: { type: 'ownViewer', message: expect.stringContaining('add it under Evidence, Upload') as string },
      })
    }
    await page.close()
  })

  it('a page that leaves for another site, which the add-on may see as well: what was taken is sealed as partial, with the reason, and no picture of the other site', async () => {
    const page = await profile.browser.newPage()
    await page.goto(`${pages.url}/long`)
    await page.bringToFront()
    const tab = (await command('capture.tab', {})) as { tabId: number }
    const { draftId } = (await command('capture.start', {
      tabId: tab.tabId,
      workspaceId,
      mode: 'fullPage',
      controls: [],
      reqs: [],
    })) as { draftId: string }
    await until(async () => ((await draftOf(draftId)).step ?? 0) >= 2, 'two tiles', 30_000)
    await page.goto(`${other.url}/elsewhere`)
    await until(async () => ['done', 'failed'].includes((await draftOf(draftId)).state), 'the draft to end', 15_000)
    const draft = await draftOf(draftId)
    expect(draft).toMatchObject({
      state: 'done',
      facts: {
        completeness: 'partial',
        completenessNote: expect.stringMatching(/^The page went to another (?:site|address)\./) as string,
      },
    })
    const names = draft.facts.pages[0]!.tiles.map(({ name }) => name)
    expect(names.length).toBeGreaterThanOrEqual(2)
    for (const png of await originals(app, workspaceId, draft.evidenceId!, names))
      expect(await pixelsOfColour(png, elsewhere.colour)).toBe(0)
    await page.close()
  })

  it('the background is ended by the browser in the middle: the popup says within 5 seconds that the capture stopped, and what was taken is sealed as partial', async () => {
    const page = await profile.browser.newPage()
    await page.goto(`${pages.url}/long`)
    await page.bringToFront()
    const tab = (await command('capture.tab', {})) as { tabId: number }
    // In a window of its own: a tab in front of the page would stop the capture for another reason.
    const popup = await profile.browser.newPage({ type: 'window' })
    await popup.goto(`${profile.origin}/popup.html`, { timeout: 3_000 }).catch(() => undefined)
    await popup.waitForSelector('#app > *', { timeout: 20_000 })
    const { draftId } = (await command('capture.start', {
      tabId: tab.tabId,
      workspaceId,
      mode: 'fullPage',
      controls: [],
      reqs: [],
    })) as { draftId: string }
    await until(async () => ((await draftOf(draftId)).step ?? 0) >= 2, 'two tiles', 30_000)
    await sees(popup, /Full page, tile \d of \d+/)
    await endBackground(profile.browser, geckoId)
    const died = Date.now()
    await sees(popup, 'Stopped: the browser ended the capture.', 5_000)
    expect(Date.now() - died).toBeLessThan(5_000)
    await sees(popup, /EV-\d+ · Sealed[\s\S]*Partial/)
    expect(await text(popup)).not.toMatch(/Stopped: Stopped|Completeness not known/)
    expect(await draftOf(draftId)).toMatchObject({
      state: 'done',
      facts: {
        completeness: 'partial',
        completenessNote: expect.stringContaining('Stopped: the browser ended the capture.') as string,
      },
    })
    await popup.close()
    await page.close()
  })

  it('a page archive is Chrome’s, and Firefox says so', async () => {
    const tab = (await command('capture.tab', {})) as { tabId: number }
    expect(
      await send('capture.start', { tabId: tab.tabId, workspaceId, mode: 'archive', controls: [], reqs: [] }),
    ).toMatchObject({ ok: false, error: { type: 'notAvailable' } })
  })
})

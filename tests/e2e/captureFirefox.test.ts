/**
 * Captures in a real Firefox. Its driver can't press the toolbar button, so the copy of the shipped build under test has
 * "Capture without asking" (`<all_urls>`) granted from the start; everything else is as shipped.
 */

import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '~/lib/shared/result'
import { firefoxProfile, outputs, startSite, temporaryFolder, until, type Profile } from './driver'
import { jobsPage, pdf } from './site'

const innerPage = '<!doctype html><meta charset="utf-8"><title>Console</title><style>html,body{margin:0;height:100%}#list{position:fixed;inset:60px 0 0 200px;overflow:auto}p{height:40px;margin:0}</style><div id="list">' + Array.from({ length: 100 }, (_, i) => `<p>row ${i}</p>`).join('') + '</div>'

interface Draft {
  readonly id: string
  readonly state: string
  readonly failure?: unknown
  readonly facts: { readonly completeness?: string; readonly pages: readonly { readonly tiles: readonly { readonly name: string; readonly image: { readonly width: number; readonly height: number } }[] }[] }
}

let extension: string
let profile: Profile
let app: Page
let pages: Awaited<ReturnType<typeof startSite>>
let workspaceId: string
let commandNumber = 0

beforeAll(async () => {
  extension = temporaryFolder('firefox-extension')
  cpSync(process.env.CAPTURE_EXTENSION_FIREFOX ?? outputs.firefox, extension, { recursive: true })
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as Record<string, unknown>
  writeFileSync(join(extension, 'manifest.json'), JSON.stringify({ ...manifest, host_permissions: ['<all_urls>'] }))
  pages = await startSite({ '/long': jobsPage(140, 'Rows 1–140 of 140'), '/inner': innerPage, '/report': pdf })
  profile = await firefoxProfile({ extension })
  app = await profile.app()
  workspaceId = ((await command('workspace.create', { name: 'Quillmere Logistics', personName: 'Ada Lindqvist', timeZone: 'Europe/Vienna' }, null)) as { workspaceId: string }).workspaceId
})
afterAll(async () => {
  await profile?.close()
  await pages?.close()
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
    id, workspace, name, input,
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
    `plumbline_${workspaceId}`, id,
  )

async function captured(path: string, mode: string): Promise<Draft> {
  const page = await profile.browser.newPage()
  await page.goto(pages.url + path)
  await page.bringToFront()
  const tab = (await command('capture.tab', {})) as { tabId: number; url: string; granted: boolean }
  expect(tab).toMatchObject({ url: pages.url + path, granted: true })
  const { draftId } = (await command('capture.start', { tabId: tab.tabId, workspaceId, mode, controls: [], reqs: [] })) as { draftId: string }
  await until(async () => ['done', 'failed'].includes((await draftOf(draftId)).state), `draft ${draftId} to end`, 60_000)
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
      expect(await send('capture.start', { tabId: tab.tabId, workspaceId, mode, controls: [], reqs: [] })).toMatchObject({ ok: false, error: { type: 'ownViewer', message: expect.stringContaining('add it under Evidence, Upload') as string } })
    }
    await page.close()
  })

  it('a page archive is Chrome’s, and Firefox says so', async () => {
    const tab = (await command('capture.tab', {})) as { tabId: number }
    expect(await send('capture.start', { tabId: tab.tabId, workspaceId, mode: 'archive', controls: [], reqs: [] })).toMatchObject({ ok: false, error: { type: 'notAvailable' } })
  })
})

/** The web app as the relay serves it: a workspace without extension, offline too, under its strict policy. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRelay, until, webProfile } from '../driver'
import { connectRelay, createWorkspace } from '../firstRun'
import { find, follow, has, picture, press, write } from '../person'
import { requestsOf, sees } from '../ui'
import { inDrawer, nameTheNew } from '../work'

let relay: Awaited<ReturnType<typeof startRelay>>
let web: Awaited<ReturnType<typeof webProfile>>
let app: Page
let asked: readonly string[]
const errors: string[] = []
const folder = mkdtempSync(join(tmpdir(), 'plumbline-upload-'))
const file = join(folder, 'restore-drill-2026-05.csv')

beforeAll(async () => {
  writeFileSync(file, 'resource,restored\nroutes-db-primary,yes\n')
  relay = await startRelay()
  web = await webProfile({ width: 1440, height: 900 })
  app = await web.open('about:blank')
  asked = requestsOf(app)
  app.on('pageerror', (error) => errors.push(error instanceof Error ? error.message : String(error)))
  app.on(
    'console',
    (message) => (message.type() === 'error' || message.type() === 'warn') && errors.push(message.text()),
  )
  await app.evaluateOnNewDocument(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    ),
  )
  await app.goto(relay.url)
})
afterAll(async () => {
  await web.close()
  await relay.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('web app', () => {
  it('creates a workspace and connects it to the relay it came from', async () => {
    await createWorkspace(app, { name: 'Quillmere Logistics Cloud', person: 'Ada Lindqvist' })
    await follow(app, /^Controls/)
    await press(app, 'New control')
    await nameTheNew(app, 'Control', 'Daily backups with restore drills')
    await press(app, 'Close', inDrawer('C-1'))
    await connectRelay(app, relay.url)
    await sees(app, 'Synced')
  })

  it('adds a file as evidence, integrity only, linked to the control', async () => {
    await follow(app, /^Evidence/)
    await sees(app, 'The browser extension captures pages')
    await press(app, 'Upload')
    const [chooser] = await Promise.all([app.waitForFileChooser(), press(app, /^Drop a file here/)])
    await chooser.accept([file])
    await sees(app, 'restore-drill-2026-05.csv')
    await write(app, 'Title', 'Restore drill May 2026')
    await press(app, 'Link', { within: { role: 'dialog', name: /./ } })
    await press(app, /^C-1/, { role: 'option' })
    await picture(app, 'web-upload')
    await press(app, 'Add evidence')
    await sees(app, 'Integrity only')
    await sees(app, 'Unchanged since it was added. Nobody vouches for where it came from.')
    await find(app, 'link', /^C-1 Daily backups/)
    await picture(app, 'web-evidence')
  })

  it('is there after a reload', async () => {
    await app.reload()
    await find(app, 'link', /^C-1 Daily backups/)
    await sees(app, 'Restore drill May 2026')
  })

  it('opens without the relay, works, and says so; what was done goes out later', async () => {
    await until(
      () => app.evaluate(async () => (await caches.keys()).length > 0 && navigator.serviceWorker.controller !== null),
      'the shell to be kept',
    )
    await relay.kill()
    const before = errors.length
    await app.reload()
    await find(app, 'link', /^C-1 Daily backups/)
    // The browser itself reports sockets that find nobody; nothing else may.
    await follow(app, /^Controls/)
    await press(app, 'New control')
    await nameTheNew(app, 'Control', 'Written offline')
    await sees(app, /Offline|[Nn]ot reachable|stopped answering/)
    await picture(app, 'web-offline')
    expect(
      errors.splice(before).filter((line) => !/ERR_CONNECTION_REFUSED|WebSocket connection to/.test(line)),
    ).toEqual([])
    relay = await startRelay({ data: relay.data, port: Number(new URL(relay.url).port) })
    await sees(app, /Synced \d/, 60_000)
    await follow(app, 'Workspace')
    await follow(app, 'Sync')
    await sees(app, 'Nothing waits.')
  })

  it('compares histories by twelve words of a position, and says where there is none', async () => {
    await follow(app, 'Members')
    const words = (): Promise<readonly string[]> =>
      app.$$eval('[data-head-words] li', (items) => items.map((one) => one.textContent!.replace(/^\d+/, '').trim()))
    await until(async () => (await words()).length === 12, 'twelve words')
    const newest = await words()
    await write(app, 'Position in the log', '1')
    // The old words go at once, the new ones are worked out.
    await until(async () => {
      const now = await words()
      return now.length === 12 && now.join() !== newest.join()
    }, 'the words of position 1')
    await write(app, 'Position in the log', '99999')
    await sees(app, /The log here reaches from 1 to \d+\. Choose a position in it\./)
    expect(await words()).toEqual([])
  })

  it('makes a new key at its owner’s word, and only then', async () => {
    const made = async (): Promise<number> =>
      Number(/\d+/.exec((await app.$eval('input[name=position]', (field) => field.getAttribute('placeholder')))!)![0])
    const before = await made()
    await press(app, 'New key…')
    await press(app, 'Keep the current key')
    expect(await made()).toBe(before)
    await press(app, 'New key…')
    await press(app, 'Make a new key')
    await sees(app, 'New key made')
    await until(async () => (await made()) === before + 1, 'one more entry in the log')
  })

  it('erases files at an owner’s word with a reason; record, hash and reason stay', async () => {
    await follow(app, /^Evidence/)
    await find(app, 'link', /^C-1 Daily backups/)
    await press(app, 'Erase the files')
    await press(app, 'Erase the files', { within: { role: 'dialog', name: /^Erase the files of EV-1/ } })
    await sees(app, 'Give a reason.')
    await write(app, 'Reason', 'Uploaded to the wrong workspace')
    await press(app, 'Erase the files', { within: { role: 'dialog', name: /^Erase the files of EV-1/ } })
    await sees(app, 'Each device erases the files when it syncs.')
    await sees(app, 'Uploaded to the wrong workspace')
    await find(app, 'link', /^C-1 Daily backups/)
    await picture(app, 'web-erased')
  })

  it('verifies the log again and says how many entries verify', async () => {
    await follow(app, 'Workspace')
    await follow(app, 'Integrity')
    await press(app, 'Verify all')
    await sees(app, /\d+ entries verify\. Nothing differs\./)
    expect(await has(app, 'alert', /.+/)).toBe(false)
  })

  it('printed no error, broke no policy and asked nobody but the relay', async () => {
    expect(errors).toEqual([])
    expect(asked.filter((url) => !url.startsWith(`${relay.url}/`) && !/^(blob|data|about):/.test(url))).toEqual([])
    expect(await has(app, 'alert', /.+/)).toBe(false)
  })
})

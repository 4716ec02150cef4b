/**
 * oscal-import: an OSCAL catalog of 1,280 controls shaped like those of NIST, from the dropped file to the rendered
 * tree, through the screen as a person uses it: read and compared in the worker, taken in as one durable command,
 * drawn. Real Chromium, the built web app. The floor in the same page: parse the same file and put one row per control
 * with one strict write. Reported, with the longest time the page did not answer; no bar.
 */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle, Page } from 'puppeteer-core'
import { bench, describe } from 'vitest'
import { generatedCatalog } from '../exchange/catalogs'
import { root, startRelay, until, webProfile } from '../e2e/driver'
import { find, press } from '../e2e/person'
import { found } from '../e2e/support/inPage'
import { tell } from './figure'

const shape = { families: 20, controls: 16, enhancements: 3 } as const
const controls = shape.families * shape.controls * (1 + shape.enhancements)

/** Parses the file and writes one row per control in one strict transaction of an own database; milliseconds. */
const floor = (page: Page, text: string): Promise<number> =>
  page.evaluate(
    (json) =>
      new Promise<number>((resolve, reject) => {
        const open = indexedDB.open('bench_floor')
        open.onupgradeneeded = () => open.result.createObjectStore('rows', { keyPath: 'id' })
        open.onerror = () => reject(new Error('the floor has no database'))
        open.onsuccess = () => {
          const start = performance.now()
          const rows: { id: string }[] = []
          const visit = (list: readonly Record<string, unknown>[]): void => {
            for (const control of list) {
              rows.push({ ...control, id: String(control.id) })
              visit((control.controls ?? []) as readonly Record<string, unknown>[])
            }
          }
          for (const group of (JSON.parse(json) as { catalog: { groups: { controls: Record<string, unknown>[] }[] } })
            .catalog.groups)
            visit(group.controls)
          const transaction = open.result.transaction('rows', 'readwrite', { durability: 'strict' })
          for (const row of rows) transaction.objectStore('rows').put(row)
          transaction.oncomplete = () => {
            open.result.close()
            resolve(performance.now() - start)
          }
        }
      }),
    text,
  )

/** Starts to note the longest gap between two frames of timers: while it lasts, the page answers nobody. */
const watchGaps = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen = { longest: 0, last: performance.now() }
    Object.assign(globalThis, { benchGaps: seen })
    setInterval(() => {
      const now = performance.now()
      seen.longest = Math.max(seen.longest, now - seen.last)
      seen.last = now
    }, 10)
  })
const longestGap = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { benchGaps: { longest: number } }).benchGaps.longest)

async function measure(): Promise<void> {
  execFileSync(process.execPath, [join(root, 'server', 'dev', 'build.mjs'), 'web', 'relay'], { stdio: 'inherit' })
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-oscal-'))
  const file = join(folder, 'catalog.json')
  const text = JSON.stringify(generatedCatalog(shape))
  writeFileSync(file, text)
  const relay = await startRelay()
  const profile = await webProfile({ width: 1440, height: 900 })
  try {
    const page = await profile.open(`${relay.url}/`)
    await found(page)
    await page.goto(`${relay.url}/#/frameworks`)
    await page.reload()
    const lowest = Math.min(...[await floor(page, text), await floor(page, text), await floor(page, text)])
    await press(page, 'Import a framework')
    await find(page, 'dialog', 'Import a framework')
    await watchGaps(page)
    const input = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>
    const dropped = Date.now()
    await input.uploadFile(file)
    await until(
      () => page.evaluate((n) => document.body.innerText.includes(`${n} requirements are new`), controls),
      'the dry run',
      120_000,
    )
    const planned = Date.now() - dropped
    const licence = await find(page, 'textbox', 'Licence')
    await licence.type('Made for a benchmark.')
    const pressed = Date.now()
    await press(page, `Import ${controls} requirements`)
    await until(
      () => page.evaluate(() => document.querySelectorAll('[role=treeitem]').length > 10),
      'the tree',
      120_000,
    )
    const written = Date.now() - pressed
    tell({
      name: 'oscal-import',
      value: (planned + written) / lowest,
      unit: 'ratio',
      note: `${controls} controls, ${(text.length / 1024 / 1024).toFixed(1)} MB: dropped to dry run ${planned} ms, import to rendered tree ${written} ms ÷ ${lowest.toFixed(0)} ms to parse and put the same; longest the page did not answer ${(await longestGap(page)).toFixed(0)} ms`,
    })
  } finally {
    await profile.close()
    await relay.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('oscal-import', () => {
  bench('a catalog of 1,280 controls, file dropped to rendered tree', measure, {
    time: 0,
    iterations: 1,
    warmupTime: 0,
    warmupIterations: 0,
  })
})

/**
 * soa-grid: one of the 93 rows of the Statement of Applicability is edited with the keyboard, until the browser has
 * painted it, with 10,000 risks that name the row ÷ with 10. Real Chromium, the built web app. An edit must cost its
 * row, not what is linked to it: bar 1.5.
 */

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { bench, describe } from 'vitest'
import { requirementId } from '~/lib/records/derivedIds'
import { assembleRecord, type FlatEntry } from '~/lib/records/assembleRecord'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { annexA } from '~/lib/content/catalogue/iso27001'
import { withColumns } from '~/lib/vault/views/projection'
import { root, startRelay, until, webProfile } from '../e2e/driver'
import { found } from '../e2e/support/inPage'
import { tell } from './figure'

/** The row that is edited; every risk names it and one other. */
const code = 'A.8.13'
const bar = 1.5
const rounds = 60
const warmups = 8

interface Side {
  readonly page: Page
  readonly samples: number[]
  close(): Promise<void>
}

/**
 * A browser of its own with a workspace of `count` risks, on the grid. Risks are put where the engine keeps its rows:
 * what is measured is the page.
 */
async function openWith(count: number, address: string): Promise<Side> {
  const profile = await webProfile({ width: 1440, height: 900 })
  const page = await profile.open(`${address}/`)
  const workspaceId = await found(page)
  const settings = effectiveSettings(undefined)
  for (let from = 0; from < count; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - from) }, (_, i) => riskRow(from + i, settings))
    await page.evaluate(
      (name: string, batch: readonly object[]) =>
        new Promise<void>((resolve, reject) => {
          const open = indexedDB.open(name)
          open.onerror = () => reject(new Error('the vault does not open'))
          open.onsuccess = () => {
            const transaction = open.result.transaction('risk', 'readwrite')
            for (const row of batch) transaction.objectStore('risk').put(row)
            transaction.oncomplete = () => {
              open.result.close()
              resolve()
            }
          }
        }),
      `plumbline_${workspaceId}`,
      rows as unknown as readonly object[],
    )
  }
  await page.goto(`${address}/#/soa`)
  await page.reload()
  await until(
    () =>
      page.evaluate(
        (label) =>
          [...document.querySelectorAll('[role=grid] tbody tr')].some((row) =>
            row.getAttribute('aria-label')?.startsWith(label),
          ),
        code,
      ),
    'the grid',
    60_000,
  )
  await until(
    () =>
      page.evaluate(
        (label, n) =>
          [...document.querySelectorAll('[role=grid] tbody tr')]
            .find((row) => row.getAttribute('aria-label')?.startsWith(label))
            ?.children[7]?.textContent?.trim() === String(n),
        code,
        count,
      ),
    'the risks of the row',
    60_000,
  )
  await page.evaluate((label) => {
    const row = [...document.querySelectorAll<HTMLElement>('[role=grid] tbody tr')].find((one) =>
      one.getAttribute('aria-label')?.startsWith(label),
    )!
    const grid = document.querySelector<HTMLElement>('[role=grid]')!
    const at = [...row.parentElement!.children].indexOf(row)
    grid.focus()
    for (let i = 0; i < at; i++)
      grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))
  }, code)
  return { page, samples: [], close: () => profile.close() }
}

function riskRow(n: number, settings: ReturnType<typeof effectiveSettings>) {
  const other = annexA[n % annexA.length]!.id
  const values: readonly FlatEntry[] = [
    ['createdAt', '2026-01-01T08:00:00.000Z'],
    ['createdBy', 'pe_author'],
    ['ref', `R-${n + 1}`],
    ['title', `Risk ${n + 1}: something is lost, stopped or read by others`],
    ['event', 'It happens.'],
    ['consequence', 'It costs.'],
    ['status', 'open'],
    ['currentL', (n % 5) + 1],
    ['currentI', (n % 4) + 1],
    ['option', 'modify'],
    [`reqs/${requirementId('iso27001-2022', code)}`, true],
    [`reqs/${other}`, true],
  ]
  return withColumns(assembleRecord('risk', `r_bench${String(n).padStart(16, '0')}`, values), {
    settings,
    conflicts: [],
    statements: [],
  })
}

/** Types a letter into the decision and waits until the new word is painted; milliseconds as the page saw them. */
const edit = (page: Page): Promise<number> =>
  page.evaluate(
    (label) =>
      new Promise<number>((resolve) => {
        const row = [...document.querySelectorAll<HTMLElement>('[role=grid] tbody tr')].find((one) =>
          one.getAttribute('aria-label')?.startsWith(label),
        )!
        const cell = row.children[3] as HTMLElement
        const before = cell.textContent
        const start = performance.now()
        const seen = new MutationObserver(() => {
          if (cell.textContent === before) return
          seen.disconnect()
          // After the frame in which it changed has been painted.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now() - start)
            port2.postMessage(null)
          })
        })
        seen.observe(cell, { subtree: true, childList: true, characterData: true })
        document.querySelector('[role=grid]')!.dispatchEvent(
          new KeyboardEvent('keydown', {
            key: before?.includes('Not applicable') ? 'a' : 'n',
            bubbles: true,
            cancelable: true,
          }),
        )
      }),
    code,
  )

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/**
 * Both pages are edited in turn, so that whatever else the machine does falls on both; the first rounds warm up and are
 * dropped.
 */
async function measure(): Promise<void> {
  // Builds only what is older than its sources.
  execFileSync(process.execPath, [join(root, 'server', 'dev', 'build.mjs'), 'web', 'relay'], { stdio: 'inherit' })
  const relay = await startRelay()
  const few = await openWith(10, relay.url)
  const many = await openWith(10_000, relay.url)
  try {
    for (let round = -warmups; round < rounds; round++) {
      for (const side of round % 2 === 0 ? [few, many] : [many, few]) {
        const spent = await edit(side.page)
        if (round >= 0) side.samples.push(spent)
      }
    }
    const [a, b] = [median(few.samples), median(many.samples)]
    tell({
      name: 'soa-grid',
      value: b / a,
      bar,
      unit: 'ratio',
      note: `${b.toFixed(1)} ms with 10,000 risks ÷ ${a.toFixed(1)} ms with 10 (medians of ${rounds} edits)`,
    })
  } finally {
    await Promise.all([few.close(), many.close()])
    await relay.close()
  }
}

describe('soa-grid', () => {
  bench('an edit of one of 93 rows to its repaint, 10,000 risks linked ÷ 10', measure, {
    time: 0,
    iterations: 1,
    warmupTime: 0,
    warmupIterations: 0,
  })
})

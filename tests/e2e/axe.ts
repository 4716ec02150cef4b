/** Axe over a page: what it finds serious or critical, by WCAG 2.2 A and AA and its best practices. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'puppeteer-core'
import { until } from './driver'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const everything: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'], preload: false }
/** What a scheme changes is colour alone: structure and names were looked at in the other one. */
const colours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, resultTypes: ['violations'], preload: false }

/** What axe finds, with the elements it means. Pages of an extension run no injected element, so the source is evaluated. */
export async function violations(page: Page, only: 'everything' | 'colours' = 'everything'): Promise<string[]> {
  const session = await page.createCDPSession()
  await session.send('Runtime.evaluate', { expression: `globalThis.axe ?? ${source}` })
  await session.detach()
  const results = (await page.evaluate(
    async (options) => (await (globalThis as unknown as { axe: { run(context: unknown, options: unknown): Promise<unknown> } }).axe.run(document, options)) as never,
    (only === 'colours' ? colours : everything) as never,
  )) as AxeResults
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) => nodes.map((node) => `${impact} ${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)} ${node.any[0]?.message ?? node.all[0]?.message ?? ''}`))
}

/** Light or dark, as the system says it; nothing moves. */
export async function scheme(page: Page, value: 'light' | 'dark'): Promise<void> {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }, { name: 'prefers-reduced-motion', value: 'reduce' }])
  await until(() => page.evaluate((dark) => document.documentElement.classList.contains('dark') === dark, value === 'dark'), `${value} to be on`)
}

/** Light in full, then the colours of the dark scheme. */
export async function violationsInBoth(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const value of ['light', 'dark'] as const) {
    await scheme(page, value)
    found.push(...(await violations(page, value === 'light' ? 'everything' : 'colours')).map((line) => `${value}: ${line}`))
  }
  await scheme(page, 'light')
  return found
}

/** Waits until nothing in the page has changed for a moment. */
export const settled = (page: Page, quiet = 150): Promise<void> =>
  page.evaluate(
    (wait) => new Promise<void>((resolve) => {
      const end = (): void => {
        observer.disconnect()
        clearTimeout(last)
        resolve()
      }
      let timer = setTimeout(end, wait)
      const last = setTimeout(end, 20 * wait)
      const observer = new MutationObserver(() => {
        clearTimeout(timer)
        timer = setTimeout(end, wait)
      })
      observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    }),
    quiet,
  )

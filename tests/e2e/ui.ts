/** What a person does on a page, in the words they see: by role and accessible name, never by markup. */

import type { Page } from 'puppeteer-core'
import { until } from './driver'

export const click = (page: Page, name: string, role = 'button'): Promise<void> =>
  page.locator(`::-p-aria([name="${name}"][role="${role}"])`).setTimeout(15_000).click()

export async function fill(page: Page, label: string, value: string): Promise<void> {
  const field = await page.waitForSelector(`::-p-aria([name="${label}"])`, { timeout: 15_000 })
  if (!field) throw new Error(`no field "${label}"`)
  await field.click()
  await field.evaluate((element) => (element as HTMLInputElement).select?.())
  await field.type(value)
}

/** Waits until the page says something; fails with what it says instead. */
export async function sees(page: Page, words: string | RegExp, timeout = 15_000): Promise<void> {
  let said = ''
  await until(
    async () => {
      said = await page.evaluate(() => document.body.innerText).catch(() => 'nothing: it is gone')
      return typeof words === 'string' ? said.includes(words) : words.test(said)
    },
    () => `the page to say ${words}. It says: ${said.replace(/\s+/g, ' ').slice(0, 1_000)}`,
    timeout,
  )
}

export const text = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText)

/** Everything the page, its frames and its workers asked of the network. */
export function requestsOf(page: Page): readonly string[] {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  return asked
}

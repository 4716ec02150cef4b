/**
 * What a page says of the workspace while it draws: every verdict and figure, in the order in which they stood there.
 */

import type { Page } from 'puppeteer-core'

/** Figures of the dashboard that a workspace not read to its end would give otherwise. */
const figures = [
  '[\\d,.]+ not verified',
  '(?<!not )[\\d,.]+ verified',
  '[\\d,.]+ of [\\d,.]+ checks pass',
  '[\\d,.]+ in all',
  '(?:current|inherent|residual), [\\d,.]+ above',
]

/**
 * Runs in the page, from its first line on where it is handed to `evaluateOnNewDocument`. Each change of the document
 * is read before it is painted.
 */
function watch(patterns: readonly string[]): void {
  const said: string[] = []
  const note = (words: string): void => void (words !== '' && !said.includes(words) && said.push(words))
  const look = (): void => {
    for (const verdict of document.querySelectorAll('.type-verdict'))
      note(`verdict: ${verdict.textContent?.trim() ?? ''}`)
    const main = document.querySelector('main')?.textContent ?? ''
    for (const [index, pattern] of patterns.entries())
      for (const [words] of main.matchAll(new RegExp(pattern, 'gi'))) note(`${index}: ${words}`)
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
  ;(window as unknown as { saidVerdicts: string[] }).saidVerdicts = said
}

/** From now on, in the document that is open. */
export const watchVerdicts = (page: Page): Promise<void> => page.evaluate(watch, figures)
/** From the start of the next document. */
export const watchVerdictsFromStart = async (page: Page): Promise<void> =>
  void (await page.evaluateOnNewDocument(watch, figures))

/** Each verdict and figure that stood there, without the word for "not yet judged". */
export const saidVerdicts = async (page: Page): Promise<readonly string[]> =>
  (await page.evaluate(() => (window as unknown as { saidVerdicts: string[] }).saidVerdicts)).filter(
    (words) => words !== 'verdict: Checking',
  )

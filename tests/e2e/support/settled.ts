import type { Page } from 'puppeteer-core'

/**
 * Waits until nothing in the page has changed for so many milliseconds, fonts included; a page that never rests is
 * taken as it is after twenty times as long.
 */
export const settled = (page: Page, quiet = 100): Promise<void> =>
  page.evaluate(async (wait) => {
    await document.fonts.ready
    // No function with a name: a builder would call a helper for it that the page does not have.
    let observer: MutationObserver | undefined
    await new Promise<void>((resolve) => {
      let timer = setTimeout(resolve, wait)
      setTimeout(resolve, 20 * wait)
      observer = new MutationObserver(() => {
        clearTimeout(timer)
        timer = setTimeout(resolve, wait)
      })
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    })
    observer?.disconnect()
  }, quiet)

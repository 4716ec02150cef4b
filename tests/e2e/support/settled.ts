import type { Page } from 'puppeteer-core'

/** Waits until nothing in the page has changed for so many milliseconds, fonts included; a page that never rests is taken as it is after twenty times as long. */
export const settled = (page: Page, quiet = 100): Promise<void> =>
  page.evaluate(async (wait) => {
    await document.fonts.ready
    await new Promise<void>((resolve) => {
      const end = (): void => {
        observer.disconnect()
        clearTimeout(last)
        clearTimeout(timer)
        resolve()
      }
      let timer = setTimeout(end, wait)
      const last = setTimeout(end, 20 * wait)
      const observer = new MutationObserver(() => {
        clearTimeout(timer)
        timer = setTimeout(end, wait)
      })
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    })
  }, quiet)

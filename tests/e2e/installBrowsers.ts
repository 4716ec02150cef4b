import { browserPath } from './browsers'

/** Browsers are found or installed once, before the first journey: two installations at a time would lock each other out. */
export default async function installBrowsers(): Promise<void> {
  await browserPath('chromium')
  await browserPath('firefox')
}

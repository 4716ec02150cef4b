import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserPath } from './browsers'
import { sharedFolder } from './demoProfile'

/**
 * Browsers are found or installed once, before the first journey: two installations at a time would lock each other
 * out.
 */
export default async function installBrowsers(): Promise<() => void> {
  await browserPath('chromium')
  await browserPath('firefox')
  const shared = mkdtempSync(join(tmpdir(), 'plumbline-e2e-'))
  process.env[sharedFolder] = shared
  return () => rmSync(shared, { recursive: true, force: true, maxRetries: 3 })
}

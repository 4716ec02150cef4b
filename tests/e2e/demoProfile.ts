/**
 * A profile with the demo organisation in it. Opening it takes a while, so it is opened once for all journeys; each has
 * its own copy.
 */

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromiumProfile, copyProfile, until, type ChromiumProfile, type ProfileOptions } from './driver'
import { find } from './person'

/**
 * Where the journeys of one run keep what they share; made and thrown away by `installBrowsers.ts`. Not `PLUMBLINE_…`:
 * the relay refuses settings it does not know.
 */
export const sharedFolder = 'E2E_SHARED'

export async function demoProfile(options: ProfileOptions = {}): Promise<ChromiumProfile> {
  const shared = process.env[sharedFolder]
  if (!shared) throw new Error('journeys run by tests/e2e/vitest.config.ts')
  const [folder, ready] = [join(shared, 'demo'), join(shared, 'demo.ready')]
  if (isFirst(join(shared, 'demo.making'))) {
    const maker = await chromiumProfile({ folder })
    const app = await maker.app('/demo')
    await find(app, 'heading', 'Dashboard', { timeout: 90_000 })
    // What it computes for itself the first time, it keeps.
    await until(
      async () =>
        /\d+ of \d+ checks/.test(await app.evaluate(() => ((location.hash = '/readiness'), document.body.innerText))),
      'readiness',
      60_000,
    )
    await maker.close({ keepFolder: true })
    writeFileSync(ready, '')
  }
  await until(() => existsSync(ready), 'the demo of this run', 150_000)
  return chromiumProfile({ ...options, folder: copyProfile(folder) })
}

function isFirst(mark: string): boolean {
  try {
    mkdirSync(mark)
    return true
  } catch {
    return false
  }
}

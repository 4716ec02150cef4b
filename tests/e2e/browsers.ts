/**
 * Finds the browsers that tests drive: the path given, one that is installed, Debian's by apt (as root), else
 * @puppeteer/browsers. Run by itself, it installs what is missing.
 */

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const installed = {
  chromium: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  firefox: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
} as const

export type BrowserName = keyof typeof installed

const variable = { chromium: 'CHROME_PATH', firefox: 'FIREFOX_PATH' } as const
const debianPackage = { chromium: 'chromium', firefox: 'firefox-esr' } as const
const found = new Map<BrowserName, string>()

/** The path of a browser's program; installs one where there is none. Throws with what to do when that fails. */
export async function browserPath(name: BrowserName): Promise<string> {
  const known =
    found.get(name) ??
    process.env[variable[name]] ??
    installed[name].find((path) => existsSync(path)) ??
    byApt(name) ??
    (await byDownload(name))
  found.set(name, known)
  return known
}

function byApt(name: BrowserName): string | undefined {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined
  console.log(`Installing ${debianPackage[name]} (apt) …`)
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage[name]], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return installed[name].find((path) => existsSync(path))
}

async function byDownload(name: BrowserName): Promise<string> {
  const { Browser, computeExecutablePath, detectBrowserPlatform, install, resolveBuildId } =
    await import('@puppeteer/browsers')
  const platform = detectBrowserPlatform()
  try {
    if (!platform) throw new Error('unknown platform')
    const browser = name === 'chromium' ? Browser.CHROME : Browser.FIREFOX
    const cacheDir = join(homedir(), '.cache', 'plumbline-browsers')
    const buildId = await resolveBuildId(browser, platform, 'stable')
    await install({ browser, buildId, cacheDir })
    return computeExecutablePath({ browser, buildId, cacheDir })
  } catch (error) {
    throw new Error(
      `No ${name} to test with. Install one, or give its path in ${variable[name]}. (${error instanceof Error ? error.message : String(error)})`,
    )
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const name of ['chromium', 'firefox'] as const) await browserPath(name)

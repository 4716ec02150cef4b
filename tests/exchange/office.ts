/** LibreOffice for tests: one that is installed, its path in OFFICE_PATH, or Debian's by apt (as root). Without it tests that need it are left out, and say so. */

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const installed = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice']

let found: string | null | undefined

/** The path of LibreOffice, or null with the reason printed. */
export function officePath(): string | null {
  if (found === undefined) {
    found = process.env['OFFICE_PATH'] ?? installed.find((path) => existsSync(path)) ?? byApt() ?? null
    if (found === null) console.log('No LibreOffice: conversions are not tested here. Install one, or give its path in OFFICE_PATH.')
  }
  return found
}

function byApt(): string | undefined {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined
  console.log('Installing LibreOffice (apt) …')
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'libreoffice-calc-nogui', 'libreoffice-writer-nogui'], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  return installed.find((path) => existsSync(path))
}

/** Converts a file; returns the paths of what came out. Throws with what LibreOffice said when nothing did. */
export function convert(file: string, to: string): readonly string[] {
  const office = officePath()
  if (office === null) throw new Error('no LibreOffice')
  const out = mkdtempSync(join(tmpdir(), 'plumbline-office-'))
  // A profile of its own, so that an office that is open elsewhere does not take the job.
  const run = spawnSync(office, [`-env:UserInstallation=file://${join(out, 'profile')}`, '--headless', '--convert-to', to, '--outdir', out, file], { encoding: 'utf8', timeout: 120_000 })
  const made = readdirSync(out).filter((name) => name !== 'profile').map((name) => join(out, name))
  if (made.length === 0) throw new Error(`LibreOffice made nothing of ${file}: ${run.stderr || run.stdout}`)
  return made
}

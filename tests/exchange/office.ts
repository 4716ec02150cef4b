/** LibreOffice for tests that open what we write in a program of somebody else: an installed one, else the smallest packages through apt. */

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const has = (command: string): boolean => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0

let found: string | undefined | null = null

/** The command, or undefined after saying why there is none. */
export function office(): string | undefined {
  if (found !== null) return found
  found = ['soffice', 'libreoffice'].find(has)
  if (found === undefined && has('apt-get')) {
    const asRoot = process.getuid?.() === 0 ? [] : has('sudo') ? ['sudo', '-n'] : undefined
    const apt = (...words: readonly string[]): boolean => asRoot !== undefined && spawnSync([...asRoot, 'apt-get'][0]!, [...[...asRoot, 'apt-get'].slice(1), ...words], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 600_000 }).status === 0
    if (apt('update') && apt('install', '-y', '--no-install-recommends', 'libreoffice-calc-nogui', 'libreoffice-writer-nogui')) found = ['soffice', 'libreoffice'].find(has)
  }
  if (found === undefined) console.log('skipped: no LibreOffice here, and apt did not bring one. Files are not opened in another program.')
  return found
}

/** The file converted, headless, in a profile of its own. Throws what LibreOffice says when nothing comes out. */
export const convert = (command: string, name: string, bytes: Uint8Array, to: string, extension: string): string => {
  const made = convertAll(command, name, bytes, to).get(`${basename(name).replace(/\.\w+$/, '')}.${extension}`)
  if (!made) throw new Error(`LibreOffice made no .${extension} of ${name}`)
  return made.toString('utf8')
}

/** Every file that comes out, by name: a workbook becomes one a sheet. */
export function convertAll(command: string, name: string, bytes: Uint8Array, to: string): ReadonlyMap<string, Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-office-'))
  try {
    writeFileSync(join(folder, name), bytes)
    execFileSync(command, ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', to, '--outdir', folder, join(folder, name)], { stdio: 'pipe', timeout: 180_000 })
    return new Map(readdirSync(folder).filter((file) => file !== name && statSync(join(folder, file)).isFile()).map((file) => [file, readFileSync(join(folder, file))]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

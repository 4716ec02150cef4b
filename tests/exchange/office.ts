/**
 * LibreOffice for tests that open what we write in a program of somebody else: an installed one, else the smallest
 * packages through apt.
 */

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const has = (command: string): boolean => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0

let found: string | undefined | null = null

/** The command, or undefined after saying why there is none. */
export function office(): string | undefined {
  if (found !== null) return found
  found = ['soffice', 'libreoffice'].find(has)
  if (found === undefined && has('apt-get')) {
    const asRoot = process.getuid?.() === 0 ? [] : has('sudo') ? ['sudo', '-n'] : undefined
    const apt = (...words: readonly string[]): boolean =>
      asRoot !== undefined &&
      spawnSync([...asRoot, 'apt-get'][0]!, [...[...asRoot, 'apt-get'].slice(1), ...words], {
        stdio: 'ignore',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        timeout: 600_000,
      }).status === 0
    if (
      apt('update') &&
      apt(
        'install',
        '-y',
        '--no-install-recommends',
        'libreoffice-calc-nogui',
        'libreoffice-writer-nogui',
        'poppler-utils',
      )
    )
      found = ['soffice', 'libreoffice'].find(has)
  }
  if (found === undefined)
    console.log('skipped: no LibreOffice here, and apt did not bring one. Files are not opened in another program.')
  return found
}

/**
 * What LibreOffice makes of a file, headless, in a profile of its own: by file name. Throws what it says when nothing
 * comes out.
 */
export async function convert(
  command: string,
  name: string,
  file: Blob,
  to: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-office-'))
  const out = join(folder, 'out')
  try {
    writeFileSync(join(folder, name), new Uint8Array(await file.arrayBuffer()))
    const said = execFileSync(
      command,
      [
        '--headless',
        `-env:UserInstallation=file://${folder}/profile`,
        '--convert-to',
        to,
        '--outdir',
        out,
        join(folder, name),
      ],
      { stdio: 'pipe', timeout: 180_000, encoding: 'utf8' },
    )
    const made = existsSync(out) ? readdirSync(out) : []
    if (made.length === 0) throw new Error(`LibreOffice made nothing of ${name}: ${said}`)
    return new Map(made.sort().map((one) => [one, new Uint8Array(readFileSync(join(out, one)))]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The text of a PDF page by page, by poppler where it is here; undefined elsewhere. */
export function pagesOf(pdf: Uint8Array): readonly string[] | undefined {
  const { status, stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })
  return status === 0 ? stdout.split('\f').filter((page) => page.trim() !== '') : undefined
}

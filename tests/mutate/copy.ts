/** A copy of the sources to spoil: what stands in the repository is never touched, whatever ends the run. */

import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface SourceCopy {
  readonly root: string
  remove(): void
}

/** Everything that git knows or would add, as it stands now; packages by a link. Taken away when the process ends. */
export function copySources(root: string): SourceCopy {
  const copy = mkdtempSync(join(tmpdir(), 'plumbline-mutate-'))
  const remove = (): void => rmSync(copy, { recursive: true, force: true })
  process.on('exit', remove)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)))
  for (const path of files) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    copyFileSync(join(root, path), join(copy, path))
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir')
  return { root: copy, remove }
}

/** The product's own source files as text, for the structure tests. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export interface Source {
  /** Path from the repository's root, with forward slashes. */
  readonly path: string
  readonly text: string
}

export function sources(folders: readonly string[], endings: readonly string[]): readonly Source[] {
  const found: Source[] = []
  const visit = (folder: string): void => {
    if (!existsSync(folder)) return
    for (const name of readdirSync(folder)) {
      const full = join(folder, name)
      if (statSync(full).isDirectory()) visit(full)
      else if (endings.some((ending) => name.endsWith(ending)))
        found.push({ path: relative(root, full).replaceAll('\\', '/'), text: readFileSync(full, 'utf8') })
    }
  }
  for (const folder of folders) visit(join(root, folder))
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

export interface Import {
  readonly from: string
  /** A path from the root for our own modules, a package name for others. */
  readonly to: string
  readonly typeOnly: boolean
  /** Loaded when it is first needed: `import()`. */
  readonly later: boolean
}

const importPattern =
  /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+)['"]/g

export function importsOf(source: Source): readonly Import[] {
  const found: Import[] = []
  for (const match of source.text.matchAll(importPattern)) {
    const target = match[3] ?? match[4] ?? match[5]
    if (!target) continue
    const own = target.startsWith('.')
      ? relative(root, resolve(join(root, dirname(source.path)), target))
      : target.startsWith('~/')
        ? target.slice(2)
        : undefined
    found.push({
      from: source.path,
      to:
        own?.replaceAll('\\', '/') ??
        target
          .split('/')
          .slice(0, target.startsWith('@') ? 2 : 1)
          .join('/'),
      typeOnly: match[2] !== undefined,
      later: match[3] === undefined,
    })
  }
  return found
}

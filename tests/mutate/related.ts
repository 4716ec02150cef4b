/**
 * Which test files can notice a change of a source file: those that import it, over any number of steps, the nearest
 * first. Read from the import lines alone, so it takes no run of anything.
 */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'

const folders = ['lib', 'server', 'components', 'entrypoints', 'tests'] as const
const endings = ['', '.ts', '.mts', '.js', '.mjs', '.vue', '/index.ts'] as const

export interface ImportGraph {
  /** Test files by how near they are; of those equally near, the ones of the same layer first. Paths from the root. */
  testsOf(file: string): readonly string[]
  /** Those that import it themselves. */
  testsImporting(file: string): readonly string[]
}

const isTest = (file: string): boolean => file.endsWith('.test.ts') && !file.startsWith('tests/e2e/')

export function readImports(root: string): ImportGraph {
  const importers = new Map<string, Set<string>>()
  for (const file of folders.flatMap((folder) => sourcesBelow(root, folder))) {
    for (const imported of importsOf(root, file)) {
      const known = importers.get(imported)
      if (known) known.add(file)
      else importers.set(imported, new Set([file]))
    }
  }
  return {
    testsOf(file) {
      const steps = new Map([[file, 0]])
      for (const [at, step] of steps)
        for (const importer of importers.get(at) ?? []) if (!steps.has(importer)) steps.set(importer, step + 1)
      const layers = file.split('/').slice(0, -1)
      const name = file
        .split('/')
        .at(-1)!
        .replace(/\.\w+$/, '')
      const rank = (test: string): number =>
        steps.get(test)! * 4 -
        (layers.some((layer) => test.includes(`/${layer}/`)) ? 2 : 0) -
        (test.endsWith(`/${name}.test.ts`) ? 4 : 0)
      return [...steps.keys()].filter(isTest).sort((a, b) => rank(a) - rank(b) || sizeOf(root, a) - sizeOf(root, b))
    },
    testsImporting: (file) => [...(importers.get(file) ?? [])].filter(isTest),
  }
}

/** Source files below a folder, from the root. */
export function sourcesBelow(root: string, folder: string): readonly string[] {
  const at = join(root, folder)
  if (!existsSync(at)) return []
  if (statSync(at).isFile()) return [folder]
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mts|mjs|vue)$/.test(name) && !name.endsWith('.d.ts') && !name.includes('node_modules'))
    .map((name) => join(folder, name))
    .sort()
}

const sizeOf = (root: string, file: string): number => statSync(join(root, file)).size

function importsOf(root: string, file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const code = file.endsWith('.vue')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, one]) => one).join('\n')
    : text
  return ts
    .preProcessFile(code, true, true)
    .importedFiles.flatMap(({ fileName }) => placeOf(root, file, fileName) ?? [])
}

function placeOf(root: string, importer: string, name: string): string | undefined {
  const path = name.replace(/\?.*$/, '')
  const base = path.startsWith('~/')
    ? join(root, path.slice(2))
    : path.startsWith('.')
      ? resolve(root, dirname(importer), path)
      : undefined
  const ending =
    base === undefined ? undefined : endings.find((one) => existsSync(base + one) && statSync(base + one).isFile())
  return ending === undefined ? undefined : relative(root, base + ending)
}

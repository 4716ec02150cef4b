import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root, sources } from './sources'

const documents = [
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const files = sources(
  ['lib', 'components', 'entrypoints', 'server', 'tests', 'docs', 'public'],
  ['.ts', '.vue', '.mjs', '.js', '.css', '.md', '.json', '.sh', '.html', '.svg'],
).map(({ path }) => path)

/** `a/{b,c}.ts` names two files, `a/*.ts` and `a/<area>/x.ts` some. */
function stands(named: string): boolean {
  const alternatives = /^(.*)\{([^}]+)\}(.*)$/.exec(named)
  if (alternatives)
    return alternatives[2]!.split(',').every((part) => stands(`${alternatives[1]}${part}${alternatives[3]}`))
  const pattern = named
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/<[^>]+>/g, '[^/]+')
    .replace(/\*+/g, '[^/]*')
    .replace(/\/$/, '')
  const fits = new RegExp(`^${pattern}(/|$|\\.(ts|vue|mjs|json)$)`)
  return files.some((path) => fits.test(path))
}

describe('structure: documents', () => {
  it.each(documents)('%s names only files and folders that are there', (document) => {
    const text = readFileSync(join(root, document), 'utf8')
    const named = [...text.matchAll(/`((?:lib|components|entrypoints|server|tests)\/[\w./{},<>*-]*[\w}>*/])`/g)].map(
      ([, path]) => path!,
    )
    expect(named.filter((path) => !stands(path))).toEqual([])
  })
})

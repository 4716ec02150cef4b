import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root, sources } from './sources'

const lib = sources(['lib'], ['.ts'])
const views = sources(['components', 'entrypoints'], ['.vue'])
const tests = sources(['tests'], ['.ts'])

describe('structure: conventions', () => {
  it('keeps the top level to the card', () => {
    const card = ['.ci', '.git', '.gitignore', '.npmrc', 'LICENSE', 'README.md', 'components', 'docs', 'entrypoints', 'lib', 'package-lock.json', 'package.json', 'public', 'server', 'tests', 'tsconfig.json', 'wxt.config.ts']
    const made = ['node_modules', '.output', '.wxt', '.data']
    expect(readdirSync(root).filter((name) => !card.includes(name) && !made.includes(name))).toEqual([])
  })

  it('has a fixture for every record kind, so that what was once written stays readable', () => {
    const kinds = readdirSync(join(root, 'lib/isms/kinds')).map((name) => name.replace(/\.ts$/, ''))
    expect(kinds.length).toBeGreaterThan(10)
    expect(kinds.filter((kind) => !existsSync(join(root, 'tests/fixtures/records', `${kind}.v1.json`)))).toEqual([])
  })

  it('names every rule id of the code in a test', () => {
    const cited = new Set(lib.filter((source) => source.path.startsWith('lib/isms/')).flatMap((source) => source.text.match(/\b(?:RS|TR|SOA|EV|ST|ID|MG)\d{1,2}\b/g) ?? []))
    const named = new Set(tests.flatMap((source) => source.text.match(/\b(?:RS|TR|SOA|EV|ST|ID|MG)\d{1,2}\b/g) ?? []))
    expect(cited.size).toBeGreaterThan(20)
    expect([...cited].filter((id) => !named.has(id)).sort()).toEqual([])
  })

  it('names colours by token: no hex value outside the token file', () => {
    const allowed = /components\/theme\/|lib\/isms\/demo\/|lib\/isms\/(risk|kinds)\//
    const broken = [...views, ...sources(['components', 'entrypoints', 'lib'], ['.ts', '.css', '.html'])]
      .filter((source) => !allowed.test(source.path))
      .flatMap((source) => [...source.text.matchAll(/#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}(?=['";\s)])/g)].map((match) => `${source.path}: ${match[0]}`))
    expect(broken).toEqual([])
  })

  it('awaits nothing but the transaction inside a Dexie transaction (WebCrypto there fails in Firefox)', () => {
    const broken: string[] = []
    for (const source of lib) {
      for (const match of source.text.matchAll(/\.transaction\(\s*['"]rw/g)) {
        const body = callText(source.text, match.index + match[0].indexOf('('))
        const found = /\b(subtle|sha256Of|sealEntry|openEntry|sealBatch|sign\(|verify\(|fetch\(|setTimeout)\b/.exec(body)
        if (found) broken.push(`${source.path}: ${found[0]} inside a transaction. Make it before and hand it in.`)
      }
    }
    expect(broken).toEqual([])
  })

  it('leaves no barrel file in lib', () => {
    expect(lib.filter((source) => /\/index\.ts$/.test(source.path)).map((source) => source.path)).toEqual([])
  })
})

/** The text of a call from its opening parenthesis to the one that closes it. */
function callText(text: string, open: number): string {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++
    if (text[i] === ')' && --depth === 0) return text.slice(open, i)
  }
  return text.slice(open)
}

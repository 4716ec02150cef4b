import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root, sources } from './sources'

const lib = sources(['lib'], ['.ts'])
const views = sources(['components', 'entrypoints'], ['.vue'])
const tests = sources(['tests'], ['.ts'])

describe('structure: conventions', () => {
  it('keeps the top level to the card', () => {
    const card = [
      '.ci',
      '.git',
      '.git-blame-ignore-revs',
      '.gitignore',
      '.npmrc',
      '.prettierignore',
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'components',
      'docs',
      'entrypoints',
      'lib',
      'package-lock.json',
      'package.json',
      'public',
      'server',
      'tests',
      'tsconfig.json',
      'wxt.config.ts',
    ]
    const made = ['node_modules', '.output', '.wxt', '.data']
    expect(readdirSync(root).filter((name) => !card.includes(name) && !made.includes(name))).toEqual([])
  })

  it('has a fixture for every record kind, so that what was once written stays readable', () => {
    const kinds = readdirSync(join(root, 'lib/records/kinds')).map((name) => name.replace(/\.ts$/, ''))
    expect(kinds.length).toBeGreaterThan(10)
    expect(kinds.filter((kind) => !existsSync(join(root, 'tests/fixtures/records', `${kind}.v1.json`)))).toEqual([])
  })

  it('names every rule of the management system in a test', () => {
    const rules: Readonly<Record<string, readonly [first: number, last: number]>> = {
      ID: [1, 7],
      PL: [1, 2],
      ST: [1, 17],
      RS: [0, 11],
      TR: [1, 13],
      SOA: [1, 11],
      EV: [1, 12],
      M: [1, 7],
      AU: [1, 8],
      PO: [1, 8],
      CA: [1, 7],
      MR: [1, 7],
      RC: [1, 6],
      MG: [1, 20],
      XW: [1, 7],
      IM: [1, 4],
      RE: [1, 13],
    }
    const ids = Object.entries(rules).flatMap(([prefix, [first, last]]) =>
      Array.from({ length: last - first + 1 }, (_, index) => `${prefix}${first + index}`),
    )
    // In the name of a test, where a reader looks for it.
    const named = new Set(
      tests.flatMap((source) =>
        [...source.text.matchAll(/\b(?:it|test|describe)(?:\.\w+)*(?:\([^)]*\))?\(\s*(['"`])(.*?)\1/gs)].flatMap(
          (match) => expandRules(match[2]!),
        ),
      ),
    )
    expect(
      ids.filter((id) => !named.has(id)),
      'name the rule in the title of a test that fails when it is broken',
    ).toEqual([])
  })

  it('names colours by token: no hex value outside the token file', () => {
    const allowed = /components\/theme\/|lib\/content\/demo\/|lib\/isms\/risk\/|lib\/records\/kinds\//
    const broken = [...views, ...sources(['components', 'entrypoints', 'lib'], ['.ts', '.css', '.html'])]
      .filter((source) => !allowed.test(source.path))
      .flatMap((source) =>
        [...source.text.matchAll(/#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}(?=['";\s)])/g)].map(
          (match) => `${source.path}: ${match[0]}`,
        ),
      )
    expect(broken).toEqual([])
  })

  it('awaits nothing but the transaction inside a Dexie transaction (WebCrypto there fails in Firefox)', () => {
    const broken: string[] = []
    for (const source of lib) {
      for (const match of source.text.matchAll(/\.transaction\(\s*['"]rw/g)) {
        const body = callText(source.text, match.index + match[0].indexOf('('))
        const found = /\b(subtle|sha256Of|sealEntry|openEntry|sealBatch|sign\(|verify\(|fetch\(|setTimeout)\b/.exec(
          body,
        )
        if (found) broken.push(`${source.path}: ${found[0]} inside a transaction. Make it before and hand it in.`)
      }
    }
    expect(broken).toEqual([])
  })

  it('names workers of pages with `?worker`: the extension’s build writes the page’s address for import.meta.url', () => {
    const shipped = [...views, ...sources(['components', 'entrypoints', 'lib'], ['.ts'])].filter(
      ({ path }) => !path.startsWith('entrypoints/web/'),
    )
    expect(
      shipped.filter(({ text }) => /new (?:Shared)?Worker\(\s*new URL\([^…]/.test(text)).map(({ path }) => path),
    ).toEqual([])
  })

  it('names who signed by `useSigner`, which says beside the name what has to be said about the signature (ST12, ST16)', () => {
    const shipped = [...views, ...sources(['components'], ['.ts'])]
    expect(
      shipped
        .filter(({ text }) => /nameOfPerson\(([\w.!]+)\.personId\) \?\? \w*\.?memberName\(\1\.memberId\)/.test(text))
        .map(({ path }) => path),
    ).toEqual([])
  })

  it('begins the focus of a dialog with a field in the field, not on the closing button (startInField)', () => {
    // These two move to a field of their own once it is drawn.
    const own = /components\/(?:audit\/checklist\/AddItems|shell\/palette\/CommandPalette)\.vue$/
    const withField = views.filter(
      ({ path, text }) =>
        /<Modal\b/.test(text) &&
        /<(?:input(?![^>]*type="(?:checkbox|file)")|textarea|select|ChoiceList|ChoiceSelect)\b/.test(text) &&
        !own.test(path),
    )
    expect(withField.length).toBeGreaterThan(10)
    expect(
      withField.filter(({ text }) => !text.includes('onOpenAutoFocus: startInField')).map(({ path }) => path),
    ).toEqual([])
  })

  it('writes to a vault in the engine and below only: what pages put aside goes through vault/store/drafts', () => {
    const schema = sources(['lib/vault/store'], ['.ts']).find(({ path }) => path === 'lib/vault/store/tables.ts')!.text
    const tables = [.../const systemTables = \{([\s\S]*?)\n\}/.exec(schema)![1]!.matchAll(/^ {2}(\w+):/gm)].map(
      ([, name]) => name!,
    )
    expect(tables.length).toBeGreaterThan(15)
    const changing = 'put|add|bulkPut|bulkAdd|update|upsert|delete|bulkDelete|clear|modify'
    const write = new RegExp(
      `\\b(?:vault!?|drafts|draftFiles)\\??\\.(?:(?:${tables.join('|')})\\??\\.)?(?:where\\([^)]*\\)[\\s\\S]{0,80}?\\.)?(?:${changing})\\(|kindTable(?:<\\w+>)?\\([^)]*\\)\\.(?:${changing})\\(`,
    )
    for (const sentence of [
      'await vault.drafts.put({ id })',
      'await vault!.draftFiles.where("draftId").equals(id).delete()',
      'drafts.bulkAdd(rows)',
      'kindTable(vault, kind).put(row)',
    ])
      expect(write.test(sentence), sentence).toBe(true)
    const above = sources(
      ['lib/live', 'lib/capture', 'lib/exchange', 'lib/pack', 'lib/search', 'components', 'entrypoints'],
      ['.ts', '.vue'],
    )
    expect(above.filter(({ text }) => write.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('leaves no barrel file in lib', () => {
    expect(lib.filter((source) => /\/index\.ts$/.test(source.path)).map((source) => source.path)).toEqual([])
  })
})

/** `MG5`, and each of `MG1-MG3`. */
function expandRules(title: string): readonly string[] {
  const ranges = [...title.matchAll(/\b([A-Z]{1,3})(\d{1,2})-(?:\1)?(\d{1,2})\b/g)].flatMap(([, prefix, from, to]) =>
    Array.from(
      { length: Math.max(0, Number(to) - Number(from) + 1) },
      (_, index) => `${prefix}${Number(from) + index}`,
    ),
  )
  return [...(title.match(/\b[A-Z]{1,3}\d{1,2}\b/g) ?? []), ...ranges]
}

/** The text of a call from its opening parenthesis to the one that closes it. */
function callText(text: string, open: number): string {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++
    if (text[i] === ')' && --depth === 0) return text.slice(open, i)
  }
  return text.slice(open)
}

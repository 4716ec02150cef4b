import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { de } from '~/components/i18n/de'
import { sentences } from '~/components/i18n/de/sentences'
import { en } from '~/components/i18n/en'
import { starterThreatsDe } from '~/lib/isms/risk/starterThreatsDe'
import { locales } from '~/lib/shared/locale'
import { root, sources } from '../../structure/sources'

type Leaf = readonly [path: string, text: string]
const leaves = (value: unknown, path = ''): readonly Leaf[] =>
  typeof value === 'string'
    ? [[path, value]]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, of]) => leaves(of, path === '' ? name : `${path}.${name}`))
      : []

const english = new Map(leaves(en))
const german = new Map(leaves(de))
const pairs = [...english].flatMap(([path, text]) =>
  german.has(path) ? [{ path, en: text, de: german.get(path)! }] : [],
)
const placeholders = (text: string): string => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ')
const forms = (text: string): number => text.split(' | ').length

describe('German', () => {
  it('has the keys of English, no more and no less', () => {
    expect(locales).toEqual(['en', 'de'])
    expect(english.size).toBeGreaterThan(2500)
    expect([...english.keys()].filter((path) => !german.has(path))).toEqual([])
    expect([...german.keys()].filter((path) => !english.has(path))).toEqual([])
  })

  it('has the figures, names and plural forms of each message', () => {
    expect(
      pairs
        .filter((pair) => placeholders(pair.en) !== placeholders(pair.de))
        .map(({ path, de: text }) => `${path}: ${text}`),
    ).toEqual([])
    expect(
      pairs.filter((pair) => forms(pair.en) !== forms(pair.de)).map(({ path, de: text }) => `${path}: ${text}`),
    ).toEqual([])
  })

  it('leaves no English: a text of both languages alike is one of those that are the same word', () => {
    const same = new Set(alike)
    const left = pairs.filter(
      (pair) => pair.en === pair.de && /\p{L}{3,}/u.test(pair.en.replace(/\{\w+\}/g, '')) && !same.has(pair.en),
    )
    expect(left.map(({ path, en: text }) => `${path}: ${text}`)).toEqual([])
    expect(
      pairs
        .filter(({ de: text }) =>
          /\b(the|and|with|this|nobody|please|not|are|of)\b/i.test(text.replace(/\{\w+\}/g, '').replace(/SOC 2.*/, '')),
        )
        .map(({ path, de: text }) => `${path}: ${text}`),
    ).toEqual([])
  })

  it('speaks like a calm colleague: no "bitte", no "erfolgreich", no exclamation mark, no "du"', () => {
    expect(
      pairs
        .filter(({ de: text }) => /!|\b(bitte|erfolgreich|du|dein|dich|Benutzer|Nutzer)\b/i.test(text))
        .map(({ path, de: text }) => `${path}: ${text}`),
    ).toEqual([])
  })

  it('writes German typography: quotation marks „…“, no straight ones, no double spaces', () => {
    expect(
      pairs
        .filter(
          ({ de: text }) =>
            /["”]| {2}|\s[,.;:](\s|$)/.test(text) ||
            (text.match(/„/g) ?? []).length !== (text.match(/“/g) ?? []).length,
        )
        .map(({ path, de: text }) => `${path}: ${text}`),
    ).toEqual([])
  })
})

describe('words of German', () => {
  const glossary = readFileSync(join(root, 'components/i18n/de/README.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .slice(2)
  /**
   * Words that stand in no text, each with the word to use instead; those in brackets are right for another concept.
   */
  const unused = glossary.flatMap((row) =>
    row[3]!
      .replace(/\([^)]*\)/g, '')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '')
      .map((word) => ({
        word,
        use: row[2]!,
        found: new RegExp(`(?<!\\p{L})${word}(?:e|en|er|es|n|s)?(?!\\p{L})`, 'u'),
      })),
  )
  const said: readonly Leaf[] = [
    ...german,
    ...sentences.map(([english, text]): Leaf => [english, text]),
    ...leaves(starterThreatsDe, 'starterThreatsDe'),
    ...sources(
      ['help/de', 'starters/de', 'starters/plan/de', 'starters/risks/de', 'catalogue/de'].map(
        (folder) => `lib/isms/${folder}`,
      ),
      ['.ts'],
    ).flatMap(({ path, text }) => [...text.matchAll(/'([^'\n]*)'/g)].map((match): Leaf => [path, match[1]!])),
  ]

  it('are those of the glossary: a word it rules out stands in no message, help, starter or catalogue', () => {
    expect(unused.length).toBeGreaterThan(40)
    expect(said.length).toBeGreaterThan(4000)
    expect(
      said.flatMap(([path, text]) =>
        unused
          .filter(({ found }) => found.test(text))
          .map(({ word, use }) => `${path}: “${word}” should be “${use}”: ${text.slice(0, 80)}`),
      ),
    ).toEqual([])
  })

  it('agree with their number: a verb in the plural after a figure has its singular beside it', () => {
    expect(
      [...german]
        .filter(
          ([, text]) =>
            !text.includes(' | ') &&
            /\{n\}(?: von \{m\})?(?: \p{L}+)? (?:enden|fehlen|haben|nahmen|sind|warten|weichen)(?!\p{L})/u.test(text),
        )
        .map(([path, text]) => `${path}: ${text}`),
    ).toEqual([])
  })
})

describe('length of German', () => {
  /** What stands on buttons, tabs and in the navigation, where a longer word has no second line. */
  const labels = new Set([
    ...sources(['components', 'entrypoints'], ['.vue']).flatMap(({ text }) =>
      [...text.matchAll(/<Button\b[^>]*?:label="(?:\w+ \? )?t\('([\w.]+)'/g)].map((match) => match[1]!),
    ),
    ...[...english.keys()].filter((path) =>
      /^(app\.nav|app\.quadrant|registers\.tab|kind\.\w+\.new|\w+\.tab)\b/.test(path),
    ),
  ])
  it('keeps labels within 60 % more, short ones within eight letters; longer ones are looked at and listed', () => {
    expect(labels.size).toBeGreaterThan(150)
    const longest = (text: string): number =>
      Math.max(...text.split(' | ').map((form) => form.replace(/\{\w+\}/g, '').length))
    const long = [...labels].filter(
      (path) =>
        english.has(path) &&
        german.has(path) &&
        longest(german.get(path)!) > Math.max(longest(english.get(path)!) * 1.6, longest(english.get(path)!) + 8) &&
        !looked.includes(path),
    )
    expect(long.map((path) => `${path}: ${english.get(path)} → ${german.get(path)}`)).toEqual([])
  })
})

/** Longer labels that were looked at on the screen at 1280 px and fit. */
const looked: readonly string[] = [
  'context.begin',
  'people.training.attest',
  'record.restore',
  'review.decision.drop',
  'workspace.backup.restore',
  'kind.scope.new',
  'registers.tab.scope',
  'workspace.keys.new',
  'workspace.keys.ask',
  'workspace.recovery.new',
  'frameworks.gaps.exporting',
  'pack.dialog.save',
]

/** Words that German writes as English does. */
const alike: readonly string[] = [
  'Plumbline',
  'Filter',
  'Auditor',
  'Dashboard',
  'Audits',
  'Blocker',
  'Plan',
  'Tests',
  'Cloud',
  'Link',
  'System',
  'Browser',
  'Organisation',
  'Name',
  'Status',
  'Person',
  'Text',
  'Matrix',
  'Budget',
  'Tester',
  'Audit',
  'Test',
  'OSCAL',
  'Trend',
  'Standards',
  'SoA v{n}',
  'Normal',
  'Register',
  'Problem',
  'SOC 2',
  'https://…/#/join/…',
  'Relay',
  'April',
  'August',
  'September',
  'November',
  'Partner',
  'Standard',
  'Neutral',
  'Information',
  'Software',
  'Hardware',
  'Scan',
  'Phishing',
  'ISO/IEC 27001',
  'wss://relay.example',
  'Phase',
  'Export',
  'Import',
  '{model}, OSCAL {version}',
  'Manifest',
  'Audit {name}',
  'SHA-256',
  'ISO/IEC 27001:2022, {clause}',
  'Matrix, {stage}',
  'Version',
  'Word',
  'Excel',
  'CSV',
  'XLSX',
  'Letter',
  'Logo',
  'Version {n}',
]

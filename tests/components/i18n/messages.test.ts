import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '~/components/i18n/en'
import { navItems, navigation } from '~/components/shell/navigation'
import { isIconName } from '~/components/theme/icons'
import { commonFields } from '~/lib/records/defineRecord'
import { fieldLabelKey, formSections, valueLabelKey } from '~/lib/records/formSections'
import { kindNames, recordKind } from '~/lib/records/registry'
import { tableColumns } from '~/lib/records/lists/tableColumns'
import { riskStates } from '~/lib/isms/risk/riskState'
import { soaProblems } from '~/lib/isms/soa/soaProblems'
import { soaStatuses } from '~/lib/isms/soa/status'
import { sources } from '../../structure/sources'

const has = (key: string): boolean => {
  let at: unknown = en
  for (const part of key.split('.'))
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined
  return typeof at === 'string'
}
const missing = (keys: Iterable<string>): readonly string[] => [...new Set(keys)].filter((key) => !has(key))

const pathsOf = (messages: object, path = ''): readonly string[] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'object'
      ? pathsOf(value as object, `${path}${key}.`)
      : typeof value === 'string'
        ? [`${path}${key}`]
        : [],
  )

const hole = '\\$\\{(?:[^{}]|\\{[^{}]*\\})*\\}'
const template = new RegExp(`\`([a-z]\\w*\\.(?:[\\w.~-]|${hole})*)\``, 'g')
/** The messages a source can ask for: keys in quotes, and keys made of parts, where `*` is what a variable holds. */
const asksFor = (text: string): readonly string[] => [
  ...[...text.matchAll(/(['"`])([a-z]\w*(?:\.[\w~-]+)+)\1/g)].map((match) => match[2]!),
  ...[...text.matchAll(template)].map((match) => match[1]!.replace(new RegExp(hole, 'g'), '*')),
  ...[...text.matchAll(/(['"])([a-z]\w*\.[\w.~-]*)\1\s*\+/g)].map((match) => `${match[2]}*`),
]
/** Messages asked for in another way, by what they begin with. */
const askedElsewhere: Readonly<Record<string, string>> = {
  'search.action.print.': 'the id of an action holds a dot',
  'search.actionText.print.': 'the same id',
}

describe('messages', () => {
  it('names every kind, field, section and fixed value', () => {
    const keys = kindNames.flatMap((kind) => [
      `kind.${kind}.one`,
      `kind.${kind}.many`,
      `kind.${kind}.new`,
      ...formSections(kind).flatMap((section) => [section.labelKey, ...section.fields.map((field) => field.labelKey)]),
      ...tableColumns(kind).map((column) => column.labelKey),
      ...Object.entries(recordKind(kind).fields).flatMap(([name, field]) =>
        (field.values ?? []).map((value) => valueLabelKey(kind, name, value)),
      ),
    ])
    expect(keys.length).toBeGreaterThan(300)
    expect(
      missing([
        ...keys,
        ...Object.keys(commonFields)
          .filter((name) => name !== 'kind')
          .map((name) => fieldLabelKey('risk', name)),
      ]),
    ).toEqual([])
  })

  it('names every page, group and derived state', () => {
    expect(
      missing([
        ...navItems.map((item) => `app.nav.${item.name}`),
        ...navigation.flatMap((group) => (group.quadrant ? [`app.quadrant.${group.quadrant}`] : [])),
        ...soaStatuses.map((status) => `app.state.${status}`),
        ...soaProblems.map((problem) => `soa.problems.${problem}`),
        ...riskStates.map((state) => `risk.states.${state}`),
      ]),
    ).toEqual([])
  })

  it('has every message that a view names literally', () => {
    const used = sources(['components', 'entrypoints'], ['.vue', '.ts'])
      .filter((source) => !source.path.startsWith('components/i18n/'))
      .flatMap((source) =>
        [...source.text.matchAll(/\bt\(\s*'([a-zA-Z][\w.]+)'/g)].map((match) => ({
          path: source.path,
          key: match[1]!,
        })),
      )
    expect(used.length).toBeGreaterThan(150)
    expect(used.filter(({ key }) => !has(key)).map(({ path, key }) => `${path}: ${key}`)).toEqual([])
  })

  it('finds what a source asks for', () => {
    expect(
      asksFor("t(late ? 'a.late' : `a.${b}Text`, { c: t(`a.${of({ d })}.${e.replace('.', '_')}`) }) + t('a.f.' + g)"),
    ).toEqual(['a.late', 'a.*Text', 'a.*.*', 'a.f.*'])
  })

  it('keeps no message that nothing asks for', () => {
    const asked = new Set(
      sources(['components', 'entrypoints', 'lib'], ['.vue', '.ts'])
        .filter(({ path }) => !path.startsWith('components/i18n/'))
        .flatMap(({ text }) => asksFor(text)),
    )
    const made = [...asked].filter((key) => key.includes('*'))
    expect(made.length).toBeGreaterThan(200)
    // A variable holds one part of a path, or a piece of one.
    const fits = new RegExp(
      `^(?:${made.map((key) => key.replaceAll('.', '\\.').replaceAll('*', '[\\w~-]+')).join('|')})$`,
    )
    const idle = pathsOf(en).filter((path) => !asked.has(path) && !fits.test(path))
    const elsewhere = Object.keys(askedElsewhere)
    expect(
      idle.filter((path) => !elsewhere.some((start) => path.startsWith(start))),
      'remove it from components/i18n/en and de',
    ).toEqual([])
    expect(
      elsewhere.filter((start) => !idle.some((path) => path.startsWith(start))),
      'no longer needed here',
    ).toEqual([])
  })

  it('has no key with a sign that a path of keys can’t carry: the key itself would be shown', () => {
    const keysOf = (messages: object, path: string): readonly string[] =>
      Object.entries(messages).flatMap(([key, value]) =>
        typeof value === 'object' ? keysOf(value as object, `${path}${key}/`) : [`${path}${key}`],
      )
    const all = keysOf(en, '')
    expect(all.length).toBeGreaterThan(2000)
    expect(all.filter((key) => !/^[\w/~-]+$/.test(key))).toEqual([])
  })

  it('never promises: no "coming soon", no exclamation mark, no "successfully", no "please"', () => {
    const folder = join(import.meta.dirname, '../../../components/i18n/en')
    const broken = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) =>
        [
          ...readFileSync(join(folder, name), 'utf8').matchAll(
            /'[^'\n]*(coming soon|successfully|\bplease\b|!)[^'\n]*'/gi,
          ),
        ].map((match) => `${name}: ${match[0]}`),
      )
    expect(broken).toEqual([])
  })
})

describe('navigation', () => {
  it('keeps the groups of the working year: 7, 7, 3 and 2 items', () => {
    expect(navigation.filter((group) => group.quadrant).map((group) => [group.quadrant, group.items.length])).toEqual([
      ['plan', 7],
      ['do', 7],
      ['check', 3],
      ['act', 2],
    ])
  })

  it('bundles the icon of every kind and page', () => {
    expect(
      [...kindNames.map((kind) => recordKind(kind).icon), ...navItems.map((item) => item.icon)].filter(
        (name) => !isIconName(name),
      ),
    ).toEqual([])
  })

  it('bundles every icon a view names', () => {
    const used = sources(['components', 'entrypoints'], ['.vue', '.ts']).flatMap((source) =>
      [...source.text.matchAll(/i-lucide-([a-z0-9-]+)/g)].map((match) => match[1]!),
    )
    expect(used.length).toBeGreaterThan(20)
    expect([...new Set(used)].filter((name) => !isIconName(name))).toEqual([])
  })
})

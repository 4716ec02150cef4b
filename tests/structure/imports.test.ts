import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importsOf, root, sources, type Import } from './sources'

/** Who may import whom (docs/architecture.md, "Layers"). Paths are prefixes; every layer may import itself. */
const layers: readonly {
  readonly layer: string
  readonly may: readonly string[]
  readonly mayTypes?: readonly string[]
}[] = [
  { layer: 'lib/shared/', may: [] },
  { layer: 'lib/records/', may: ['lib/shared/'] },
  // What others published is below the rules that quote it; what we wrote about it is above them.
  { layer: 'lib/content/catalogue/', may: ['lib/shared/', 'lib/records/'] },
  { layer: 'lib/content/crosswalk/', may: ['lib/shared/', 'lib/records/', 'lib/content/catalogue/'] },
  {
    layer: 'lib/isms/',
    may: ['lib/shared/', 'lib/records/', 'lib/content/catalogue/', 'lib/content/crosswalk/'],
  },
  { layer: 'lib/content/', may: ['lib/shared/', 'lib/richText/', 'lib/records/', 'lib/isms/'] },
  { layer: 'lib/richText/', may: ['lib/shared/'] },
  { layer: 'lib/protocol/', may: ['lib/shared/'] },
  { layer: 'lib/crypto/', may: ['lib/shared/'] },
  {
    layer: 'lib/vault/',
    may: ['lib/shared/', 'lib/records/', 'lib/content/', 'lib/isms/', 'lib/protocol/', 'lib/crypto/'],
  },
  { layer: 'lib/sync/', may: ['lib/shared/', 'lib/richText/', 'lib/protocol/', 'lib/crypto/', 'lib/vault/'] },
  { layer: 'lib/capture/', may: ['lib/shared/', 'lib/records/', 'lib/content/', 'lib/isms/', 'lib/crypto/'] },
  { layer: 'lib/exchange/', may: ['lib/shared/', 'lib/records/', 'lib/content/', 'lib/isms/', 'lib/richText/'] },
  {
    layer: 'lib/search/',
    may: ['lib/shared/', 'lib/records/', 'lib/content/', 'lib/isms/', 'lib/richText/', 'lib/vault/'],
  },
  {
    layer: 'lib/pack/',
    may: [
      'lib/shared/',
      'lib/records/',
      'lib/content/',
      'lib/isms/',
      'lib/protocol/',
      'lib/crypto/',
      'lib/vault/',
      'lib/exchange/',
      'lib/capture/record/captureRecord',
    ],
  },
  {
    layer: 'lib/engine/',
    may: [
      'lib/shared/',
      'lib/records/',
      'lib/content/',
      'lib/isms/',
      'lib/protocol/',
      'lib/crypto/',
      'lib/vault/',
      'lib/sync/',
      'lib/capture/',
      'lib/exchange/',
      'lib/pack/',
    ],
    mayTypes: ['lib/platform/platform'],
  },
  { layer: 'lib/platform/', may: ['lib/shared/', 'lib/capture/'], mayTypes: ['lib/engine/', 'lib/vault/'] },
  {
    layer: 'lib/live/',
    may: [
      'lib/shared/',
      'lib/records/',
      'lib/content/',
      'lib/isms/',
      'lib/richText/',
      'lib/vault/',
      'lib/sync/',
      'lib/engine/',
      'lib/platform/',
    ],
    mayTypes: ['lib/capture/view/safeView', 'lib/search/', 'lib/exchange/', 'lib/pack/'],
  },
  {
    layer: 'components/',
    may: [
      'lib/shared/',
      'lib/records/',
      'lib/content/',
      'lib/isms/',
      'lib/live/',
      'lib/capture/view/safeView',
      'lib/protocol/',
      'lib/pack/keys',
      'lib/pack/packReport',
      // The one thing that pages write (docs/architecture.md).
      'lib/vault/store/drafts',
    ],
    mayTypes: [
      'lib/capture/record/',
      'lib/engine/',
      'lib/vault/',
      'lib/platform/',
      'lib/search/',
      'lib/exchange/',
      'lib/pack/',
    ],
  },
  { layer: 'server/', may: ['lib/shared/', 'lib/protocol/', 'lib/crypto/'] },
]

/** Packages that live in one layer, so that the design can be changed in one place. */
const homes: readonly { readonly packages: readonly string[]; readonly layers: readonly string[] }[] = [
  { packages: ['dexie'], layers: ['lib/vault/', 'lib/live/'] },
  { packages: ['yjs', 'y-indexeddb'], layers: ['lib/vault/', 'lib/sync/', 'lib/engine/'] },
  { packages: ['y-websocket'], layers: ['lib/sync/'] },
  { packages: ['marked'], layers: ['lib/richText/'] },
  {
    packages: [
      '@tiptap/core',
      '@tiptap/pm',
      '@tiptap/starter-kit',
      '@tiptap/vue-3',
      '@tiptap/extension-collaboration',
      '@tiptap/extension-collaboration-caret',
    ],
    layers: ['components/policy/'],
  },
  {
    packages: ['vue', '@nuxt/ui', 'vue-i18n', 'vue-router', 'pinia'],
    layers: ['components/', 'entrypoints/', 'lib/live/'],
  },
  { packages: ['minisearch'], layers: ['lib/search/'] },
  {
    packages: [
      'papaparse',
      'read-excel-file',
      'write-excel-file',
      'docx',
      'mammoth',
      'fflate',
      '@cfworker/json-schema',
    ],
    layers: ['lib/exchange/'],
  },
  { packages: ['ws', 'classic-level', 'pino', 'prom-client'], layers: ['server/'] },
  { packages: ['wxt'], layers: ['entrypoints/', 'lib/platform/'] },
]

const all = sources(['lib', 'components', 'server', 'entrypoints'], ['.ts', '.vue', '.mjs'])
const imports = all.flatMap(importsOf)
const own = (item: Import): boolean => /^(lib|components|server|entrypoints)\//.test(item.to)

describe('structure: import directions', () => {
  it('reads the sources', () => {
    expect(all.length).toBeGreaterThan(50)
    expect(imports.filter(own).length).toBeGreaterThan(100)
  })

  for (const { layer, may, mayTypes = [] } of layers) {
    it(`${layer} imports ${may.length === 0 ? 'no other layer' : `only ${[...may, ...mayTypes.map((path) => `${path} (types)`)].join(', ')}`}`, () => {
      const broken = imports
        .filter(
          (item) =>
            item.from.startsWith(layer) &&
            !item.from.startsWith('server/dev/') &&
            own(item) &&
            !item.to.startsWith(layer),
        )
        .filter(
          (item) =>
            !may.some((path) => item.to.startsWith(path)) &&
            !(item.typeOnly && mayTypes.some((path) => item.to.startsWith(path))),
        )
        .map(
          (item) =>
            `${item.from} imports ${item.to}: move what both need into a layer below, or hand it in from the entrypoint.`,
        )
      expect(broken).toEqual([])
    })
  }

  it('is drawn in docs/architecture.md as the imports are: each arrow of the picture, and no other', () => {
    const floors = ['lib/shared/', 'components/', 'entrypoints/', ...layers.map(({ layer }) => layer)]
    const floorOf = (path: string): string | undefined =>
      floors.filter((floor) => path.startsWith(floor)).sort((a, b) => b.length - a.length)[0]
    const below = new Map<string, Set<string>>()
    for (const item of imports.filter(own)) {
      const [from, to] = [floorOf(item.from), floorOf(item.to)]
      if (!from || !to || from === to || item.from.startsWith('server/dev/')) continue
      below.set(from, (below.get(from) ?? new Set()).add(to))
    }
    const reached = (from: string, found = new Set<string>()): ReadonlySet<string> => {
      for (const to of below.get(from) ?? [])
        if (!found.has(to)) {
          found.add(to)
          reached(to, found)
        }
      return found
    }
    expect([...below.keys()].filter((floor) => reached(floor).has(floor))).toEqual([])
    // An arrow that others imply is left out of the picture.
    const arrows = [...below].flatMap(([from, tos]) =>
      [...tos]
        .filter((to) => ![...tos].some((other) => other !== to && reached(other).has(to)))
        .map((to) => `${from.slice(0, -1)} → ${to.slice(0, -1)}`),
    )
    const picture =
      /```mermaid\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/architecture.md'), 'utf8'))?.[1] ?? ''
    const names = new Map([...picture.matchAll(/(\w+)\["([^"]+)"\]/g)].map(([, id, name]) => [id!, name!]))
    const drawn = [...picture.matchAll(/^\s*(\w+) --> (\w+)$/gm)].map(
      ([, from, to]) => `${names.get(from!)} → ${names.get(to!)}`,
    )
    expect(drawn.sort()).toEqual(arrows.sort())
  })

  it('keeps each package in its layer', () => {
    const broken = imports.flatMap((item) =>
      homes
        .filter((home) => home.packages.includes(item.to) && !home.layers.some((layer) => item.from.startsWith(layer)))
        .filter(() => !item.from.startsWith('server/dev/'))
        .map((home) => `${item.from} imports ${item.to}, which lives in ${home.layers.join(', ')}.`),
    )
    expect(broken).toEqual([])
  })

  it('keeps the pure layers pure: no clock, randomness, browser or database in records, content, rules and protocol', () => {
    const broken = all
      .filter((source) => /^lib\/(records|content|isms|protocol)\//.test(source.path))
      .flatMap((source) =>
        [
          ...source.text.matchAll(
            /\b(Date\.now|Math\.random|new Date\(\)|indexedDB|window\.(?:location|addEventListener|document)|document\.(?:querySelector|createElement|body|getElement)|crypto\.(subtle|getRandomValues|randomUUID)|globalThis\.crypto)/g,
          ),
        ].map((match) => `${source.path} uses ${match[0]}: take it as an argument.`),
      )
    expect(broken).toEqual([])
  })

  it('has no circles between files, type imports included; a component that is loaded when it is first shown closes none', () => {
    const edges = new Map<string, string[]>()
    const files = new Set(all.map((source) => source.path))
    const file = (path: string): string | undefined =>
      [path, `${path}.ts`, `${path}.vue`].find((candidate) => files.has(candidate))
    for (const item of imports) {
      const to = file(item.to)
      if (to && to !== item.from && !item.later) edges.set(item.from, [...(edges.get(item.from) ?? []), to])
    }
    const cycles: string[] = []
    const state = new Map<string, 'open' | 'done'>()
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'done') return
      if (state.get(path) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
        return
      }
      state.set(path, 'open')
      for (const next of edges.get(path) ?? []) visit(next, [...trail, path])
      state.set(path, 'done')
    }
    for (const path of edges.keys()) visit(path, [])
    expect(cycles).toEqual([])
  })
})

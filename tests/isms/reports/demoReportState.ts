/**
 * The demo organisation as input of a report: its records, statements over their content at the time, and what was
 * frozen on the way. Pure, no vault.
 */

import { type ReportLanguage } from '~/lib/isms/report/reportLanguage'
import type { ReportContext } from '~/lib/isms/report/reportLanguage'
import { createI18n } from 'vue-i18n'
import { report as deReport } from '~/components/i18n/de/report'
import { en } from '~/components/i18n/en'
import { demoNow, demoToday } from '~/lib/content/demo/demoRecord'
import { plainFiles } from '~/lib/content/demo/demoState'
import { demoMembers, person } from '~/lib/content/demo/demoPeople'
import { createReplay } from '~/lib/content/demo/demoReplay'
import { demoSteps } from '~/lib/content/demo/script'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { compareRefs } from '~/lib/records/refs'
import { kindNames, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import type { ReadinessState, ReportState, SoaCopy } from '~/lib/isms/report/reportState'
import { indexedLookup } from '~/lib/isms/statement/composites'
import { reportWords } from '~/lib/isms/report/reportWords'
import { parseReviewPack, type ReviewPack } from '~/lib/isms/review/pack'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { frozenHashes, parseFrozenSoa } from '~/lib/isms/soa/frozenSoa'
import { isFrozenIntact } from '~/lib/isms/soa/soaVersions'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { utf8ToString } from '~/lib/shared/bytes'
import { hashOfJson, sha256Hex } from '~/lib/shared/hash'

export interface DemoChange {
  /** Rows after everything else was applied, by id. */
  readonly rows?: (rows: readonly AnyRecord[]) => readonly AnyRecord[]
  readonly readiness?: ReadinessState
}

/** The year of the organisation is replayed once, with the files generated on the way. */
let kept:
  | {
      readonly rows: readonly AnyRecord[]
      readonly statements: readonly StatementFact[]
      readonly copies: ReadonlyMap<string, SoaCopy>
      readonly packs: ReadonlyMap<string, ReviewPack>
      readonly changes: ReportState['changes']
    }
  | undefined

export function demoReportState({ rows: change = (rows) => rows, readiness }: DemoChange = {}): ReportState {
  const { rows, statements, copies, packs, changes } = (kept ??= demoBase())
  const seq = statements.at(-1)!.seq!
  return {
    ...stateOf(change(rows), statements),
    changes,
    soaCopies: copies,
    packs,
    readiness,
    head: { seq, hash: hashOfJson(seq) },
  }
}

function demoBase(): NonNullable<typeof kept> {
  const replay = createReplay({ filesOf: plainFiles })
  const files = new Map<string, unknown>()
  for (const effect of replay.run(demoSteps()))
    if (effect.type === 'file') files.set(sha256Hex(effect.bytes), JSON.parse(utf8ToString(effect.bytes)))
  const { world } = replay
  const copies = new Map(
    world.all('soaVersion').map((version): [string, SoaCopy] => {
      const soa = parseFrozenSoa(files.get(version.frozen!.sha256))
      return [
        version.id,
        soa.ok
          ? { state: 'here', soa: soa.value, intact: isFrozenIntact(version, frozenHashes(soa.value)) }
          : { state: 'away' },
      ]
    }),
  )
  const packs = new Map(
    world.all('managementReview').flatMap(({ pack }) => {
      const read = pack && parseReviewPack(files.get(pack.sha256))
      return pack && read?.ok ? [[pack.sha256, read.value] as const] : []
    }),
  )
  return {
    rows: kindNames.flatMap((kind) => world.all(kind) as readonly AnyRecord[]),
    statements: [...world.statements],
    copies,
    packs,
    changes: [...replay.changes],
  }
}

function stateOf(all: readonly AnyRecord[], statements: readonly StatementFact[]): ReportState {
  const byId = new Map(all.map((one) => [one.id, one]))
  const active = new Map<Kind, AnyRecord[]>()
  for (const one of all) if (one.archivedOn === undefined) active.set(one.kind, [...(active.get(one.kind) ?? []), one])
  for (const list of active.values()) list.sort((a, b) => compareRefs(a.ref, b.ref) || (a.id < b.id ? -1 : 1))
  const rows = <K extends Kind>(kind: K): readonly RowOf<K>[] =>
    (active.get(kind) ?? []) as readonly unknown[] as readonly RowOf<K>[]
  const method = rows('riskMethod')[0]
  const bySubject = new Map<string, StatementFact[]>()
  for (const one of statements) bySubject.set(one.subjectId, [...(bySubject.get(one.subjectId) ?? []), one])
  return {
    rows,
    all: <K extends Kind>(kind: K) =>
      all.filter((one) => one.kind === kind) as readonly unknown[] as readonly RowOf<K>[],
    record: (id) => byId.get(id),
    statementsOf: (id) => bySubject.get(id) ?? [],
    lookup: indexedLookup(rows, (id) => byId.get(id)),
    settings: effectiveSettings(rows('settings')[0]),
    changes: [],
    isTopManagement: (id) => id === person('MD'),
    nameOfMember: () => undefined,
    personOfMember: () => undefined,
    hasKeys: (id) => demoMembers.some((one) => one.person === id),
    held: () => ({ state: 'present' }),
    method: { grid: method?.grid ?? defaultMethod.grid, acceptMax: method?.acceptMax ?? defaultMethod.acceptMax },
    scale: {
      likelihood: method?.likelihood ?? defaultMethod.likelihood,
      impact: method?.impact ?? defaultMethod.impact,
      levels: method?.levels ?? defaultMethod.levels,
      authority: method?.authority ?? defaultMethod.authority,
    },
    head: undefined,
    soaCopies: new Map(),
    packs: new Map(),
    readiness: undefined,
  }
}

/** English as shipped; German for everything reports use, English otherwise. */
export function language(locale: 'en' | 'de' = 'en'): ReportLanguage {
  const i18n = createI18n({
    legacy: false,
    locale,
    fallbackLocale: 'en',
    messages: { en: en as never, de: { report: deReport } as never },
    missingWarn: false,
    fallbackWarn: false,
  })
  const { t, te } = i18n.global as unknown as {
    t: (key: string, params?: object, n?: number | object) => string
    te: (key: string, locale?: string) => boolean
  }
  return {
    locale,
    timeZone: 'Europe/Berlin',
    t: (key, params, n) => (n === undefined ? t(key, params ?? {}) : t(key, params ?? {}, n)),
    has: (key) => te(key, locale) || te(key, 'en'),
  }
}

export const contextOf = (
  state: ReportState,
  { locale = 'en', today = demoToday }: { readonly locale?: 'en' | 'de'; readonly today?: string } = {},
): ReportContext => ({ state, words: reportWords(language(locale)), today, generatedAt: demoNow })

/** The demo organisation as a report reads it: its records, and statements over their contents as they stood when each was made. Pure, no vault. */

import { demoEdits, demoFreezes, demoRecords, demoStatements } from '~/lib/isms/demo/demoRecords'
import { demoId, demoNow, demoRow, demoToday } from '~/lib/isms/demo/demoRecord'
import { demoMembers, person } from '~/lib/isms/demo/people'
import { soaVersionId } from '~/lib/isms/derivedIds'
import { effectiveSettings } from '~/lib/isms/effectiveSettings'
import { compareRefs } from '~/lib/isms/refs'
import type { AnyRecord, Kind, RowOf } from '~/lib/isms/registry'
import { reviewPack } from '~/lib/isms/review/reviewPack'
import type { ReportContext } from '~/lib/isms/reports/frame'
import { liveSoa } from '~/lib/isms/reports/liveSoa'
import { indexedLookup, type ReadinessState, type ReportState, type SoaCopy } from '~/lib/isms/reports/reportState'
import { reportWords, type ReportLanguage } from '~/lib/isms/reports/reportWords'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { frozenHashes } from '~/lib/isms/soa/frozenSoa'
import { compositeRecords } from '~/lib/isms/statements/composites'
import type { StatementFact } from '~/lib/isms/statements/facts'
import { hashedContent } from '~/lib/isms/statements/hashedContent'
import { canonicalBytes } from '~/lib/shared/json'
import { hashOfJson } from '~/lib/shared/hash'
import { row } from '../rows'
import { en } from '~/components/i18n/en'
import { report as deReport } from '~/components/i18n/de/report'
import { createI18n } from 'vue-i18n'
import type { ReviewPack } from '~/lib/isms/review/pack'

export interface DemoChange {
  /** Records as they stand after everything else; by id. */
  readonly rows?: (rows: readonly AnyRecord[]) => readonly AnyRecord[]
  readonly readiness?: ReadinessState
}

/** Everything but the last changes is made once. */
let kept: { readonly edited: readonly AnyRecord[]; readonly statements: readonly StatementFact[]; readonly copies: ReadonlyMap<string, SoaCopy>; readonly packs: ReadonlyMap<string, ReviewPack>; readonly seq: number } | undefined

export function demoReportState({ rows: change = (rows) => rows, readiness }: DemoChange = {}): ReportState {
  const { edited, statements, copies, packs, seq } = (kept ??= demoBase())
  return { ...stateOf(change(edited), statements), soaCopies: copies, packs, readiness, head: { seq, hash: hashOfJson(seq) } }
}

function demoBase(): NonNullable<typeof kept> {
  const records = demoRecords().map((record) => demoRow(record) as unknown as AnyRecord)
  const statements: StatementFact[] = []
  let seq = 9000
  const before = stateOf(records, [])
  const sign = (at: string, type: string, kind: Kind, id: string, profile: string, by: string, more: Partial<StatementFact> = {}, from = before): void => {
    const subject = from.record(id)!
    const { content, contentHash } = hashedContent(subject, profile, compositeRecords(subject, profile, from.lookup))
    statements.push({ id: `st_${++seq}`, seq, type, subjectKind: kind, subjectId: id, profile, contentHash, frozen: canonicalBytes(content), personId: by, memberId: `m_${by}`, time: Date.parse(at), signatureValid: true, asTopManagement: by === person('MD'), ...more })
  }
  for (const one of demoStatements()) sign(one.at, one.type, one.kind, one.id, one.profile, one.by, { ...(one.decision && { decision: one.decision }), ...(one.reason && { reason: one.reason }), ...(one.validUntil && { validUntil: one.validUntil }) })
  for (const one of ['IA-2025-1', 'IA-2026-1']) sign('2025-11-01T08:00:00Z', 'declare', 'audit', demoId(one), 'independence', person('IA'))
  sign('2025-11-20T15:20:00Z', 'sign', 'audit', demoId('IA-2025-1'), 'main', person('IA'))

  // Frozen statements, the last one in force; three rows change after it.
  const copies = new Map<string, SoaCopy>()
  const versions: AnyRecord[] = []
  const frozenState = stateOf(records, statements)
  demoFreezes.forEach(({ at, note }, index) => {
    const soa = liveSoa(contextOf(frozenState, { today: at.slice(0, 10) }), 'iso27001-2022')
    const frozen = { ...soa, rows: soa.rows.map((one, n) => (n % (9 - index * 3) === 0 && index < 2 ? { ...one, applicability: 'undecided' as const, reasons: [] } : one)) }
    const { contentHash, decisionHash } = frozenHashes(frozen)
    const version = row('soaVersion', soaVersionId('iso27001-2022', contentHash), { framework: 'iso27001-2022', asOf: at.slice(0, 10), contentHash, decisionHash, note, frozen: { sha256: contentHash, id: contentHash.slice(0, 32), size: 1, mime: 'application/json' }, createdAt: at })
    versions.push(version as unknown as AnyRecord)
    copies.set(version.id, { state: 'here', soa: frozen, intact: true })
  })
  const withVersions = stateOf([...records, ...versions], statements)
  versions.forEach((version, index) => sign(demoFreezes[index]!.at.replace('13:00', '15:04'), 'approve', 'soaVersion', version.id, 'main', person('MD'), {}, withVersions))

  // Reviews: frozen figures of then, signed by the chair.
  const packs = new Map<string, ReviewPack>()
  const held = (records as readonly AnyRecord[]).filter((one): one is RowOf<'managementReview'> & AnyRecord => one.kind === 'managementReview' && one.status === 'held')
  const reviewed = held.map((review) => {
    const pack = reviewPack(stateOf(records, statements), review, review.packAsOf ?? review.heldOn!)
    const sha256 = hashOfJson(pack)
    packs.set(sha256, pack)
    return { ...review, packHash: sha256, pack: { sha256, id: sha256.slice(0, 32), size: 1, mime: 'application/json' } } as unknown as AnyRecord
  })
  const swapped = [...records.map((one) => reviewed.find(({ id }) => id === one.id) ?? one), ...versions]
  const signing = stateOf(swapped, statements)
  for (const review of reviewed) sign(`${(review as unknown as { heldOn: string }).heldOn}T15:00:00Z`, 'sign', 'managementReview', review.id, 'main', person('MD'), {}, signing)

  const edited = swapped.map((one) => {
    const edits = demoEdits().filter(({ id }) => id === one.id)
    return edits.length === 0 ? one : (Object.assign({}, one, ...edits.map(({ fields }) => fields)) as AnyRecord)
  })
  return { edited, statements, copies, packs, seq }
}

function stateOf(all: readonly AnyRecord[], statements: readonly StatementFact[]): ReportState {
  const byId = new Map(all.map((one) => [one.id, one]))
  const active = new Map<Kind, AnyRecord[]>()
  for (const one of all) if (one.archivedOn === undefined) active.set(one.kind, [...(active.get(one.kind) ?? []), one])
  for (const list of active.values()) list.sort((a, b) => compareRefs(a.ref, b.ref) || (a.id < b.id ? -1 : 1))
  const rows = <K extends Kind>(kind: K): readonly RowOf<K>[] => (active.get(kind) ?? []) as readonly unknown[] as readonly RowOf<K>[]
  const method = rows('riskMethod')[0]
  const bySubject = new Map<string, StatementFact[]>()
  for (const one of statements) bySubject.set(one.subjectId, [...(bySubject.get(one.subjectId) ?? []), one])
  return {
    rows, record: (id) => byId.get(id), statementsOf: (id) => bySubject.get(id) ?? [], lookup: indexedLookup(rows, (id) => byId.get(id)),
    settings: effectiveSettings(rows('settings')[0]), changes: [], isTopManagement: (id) => id === person('MD'), nameOfMember: () => undefined, hasKeys: (id) => demoMembers.some((one) => one.person === id),
    held: () => ({ state: 'present' }), method: { grid: method?.grid ?? defaultMethod.grid, acceptMax: method?.acceptMax ?? defaultMethod.acceptMax },
    scale: { likelihood: method?.likelihood ?? defaultMethod.likelihood, impact: method?.impact ?? defaultMethod.impact, levels: method?.levels ?? defaultMethod.levels, authority: method?.authority ?? defaultMethod.authority },
    head: undefined, soaCopies: new Map(), packs: new Map(), readiness: undefined,
  }
}

/** English as shipped; German as far as reports go, the rest English. */
export function language(locale: 'en' | 'de' = 'en'): ReportLanguage {
  const i18n = createI18n({ legacy: false, locale, fallbackLocale: 'en', messages: { en: en as never, de: { report: deReport } as never }, missingWarn: false, fallbackWarn: false })
  const { t, te } = i18n.global as unknown as { t: (key: string, params?: object, n?: number | object) => string; te: (key: string, locale?: string) => boolean }
  return { locale, timeZone: 'Europe/Berlin', t: (key, params, n) => (n === undefined ? t(key, params ?? {}) : t(key, params ?? {}, n)), has: (key) => te(key, locale) || te(key, 'en') }
}

export const contextOf = (state: ReportState, { locale = 'en', today = demoToday }: { readonly locale?: 'en' | 'de'; readonly today?: string } = {}): ReportContext => ({ state, words: reportWords(language(locale)), today, generatedAt: demoNow })

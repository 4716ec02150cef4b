/**
 * What reports are computed from, read from the vault's tables at one moment. Reads only; reports are made by
 * lib/isms/report.
 */

import { readHeldFiles } from './heldFiles'
import { kindNames, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import { byRef } from '~/lib/records/refs'
import type { ReviewPack } from '~/lib/isms/review/pack'
import type { ReadinessState, ReportState, SoaCopy } from '~/lib/isms/report/reportState'
import { indexedLookup } from '~/lib/isms/statement/composites'
import type { StatementHead } from '~/lib/isms/report/stateHash'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { frozenHashes, parseFrozenSoa } from '~/lib/isms/soa/frozenSoa'
import { isFrozenIntact } from '~/lib/isms/soa/soaVersions'
import { readFile } from '../store/fileBytes'
import { readPack, readReviewState } from './readReviewState'
import { kindTable, type ReadinessSummary, type Vault } from '../store/tables'

/** Kinds no report shows as records: comments are talk, runs are read as lines over time. */
const unread: ReadonlySet<Kind> = new Set(['comment'])
export async function readReportState(vault: Vault, today: string): Promise<ReportState> {
  const [review, tables, members, files, readiness] = await Promise.all([
    readReviewState(vault, { id: '', heldOn: undefined }, today),
    Promise.all(
      kindNames
        .filter((kind) => !unread.has(kind))
        .map(async (kind) => [kind, await kindTable<AnyRecord>(vault, kind).toArray()] as const),
    ),
    vault.members.toArray(),
    readHeldFiles(vault),
    readReadiness(vault),
  ])
  const byId = new Map(tables.flatMap(([, rows]) => rows.map((row) => [row.id, row] as const)))
  const active = new Map<Kind, readonly AnyRecord[]>(
    tables.map(([kind, rows]) => [kind, rows.filter((row) => row.archivedOn === undefined).sort(byRef)]),
  )
  const rows = <K extends Kind>(kind: K): readonly RowOf<K>[] =>
    (active.get(kind) ?? []) as readonly unknown[] as readonly RowOf<K>[]
  const whole = new Map<Kind, readonly AnyRecord[]>(tables)
  const method = rows('riskMethod')[0]
  const names = rows('settings')[0]?.memberNames ?? {}
  const personOf = new Map(
    members.flatMap(({ memberId, personId }) => (personId === undefined ? [] : [[memberId, personId] as const])),
  )
  const keyed = new Set(
    members.filter((member) => member.active && member.personId !== undefined).map((member) => member.personId),
  )
  return {
    ...review,
    rows,
    all: <K extends Kind>(kind: K) => (whole.get(kind) ?? []) as readonly unknown[] as readonly RowOf<K>[],
    lookup: indexedLookup(rows, (id) => byId.get(id)),
    method: { grid: method?.grid ?? defaultMethod.grid, acceptMax: method?.acceptMax ?? defaultMethod.acceptMax },
    record: (id) => byId.get(id),
    nameOfMember: (memberId) => names[memberId],
    personOfMember: (memberId) => personOf.get(memberId),
    hasKeys: (personId) => keyed.has(personId),
    held: files.of,
    scale: {
      likelihood: method?.likelihood ?? defaultMethod.likelihood,
      impact: method?.impact ?? defaultMethod.impact,
      levels: method?.levels ?? defaultMethod.levels,
      authority: method?.authority ?? defaultMethod.authority,
    },
    head: await statementHead(vault),
    soaCopies: new Map(
      await Promise.all(rows('soaVersion').map(async (row) => [row.id, await readSoaCopy(vault, row)] as const)),
    ),
    packs: await readPacks(vault, rows('managementReview')),
    readiness,
  }
}

async function statementHead(vault: Vault): Promise<StatementHead | undefined> {
  const last = (
    await vault.log
      .where('class')
      .equals('statement')
      .and((entry) => entry.verdict === 'counts')
      .sortBy('seq')
  ).at(-1)
  return last && { seq: last.seq, hash: last.hash }
}

async function readSoaCopy(vault: Vault, row: RowOf<'soaVersion'>): Promise<SoaCopy> {
  const held = row.frozen && (await readFile(vault, row.frozen.sha256))
  if (held?.type !== 'here') return { state: 'away' }
  try {
    const parsed = parseFrozenSoa(JSON.parse(await held.bytes.text()))
    return parsed.ok
      ? { state: 'here', soa: parsed.value, intact: isFrozenIntact(row, frozenHashes(parsed.value)) }
      : { state: 'away' }
  } catch {
    return { state: 'away' }
  }
}

async function readPacks(
  vault: Vault,
  reviews: readonly RowOf<'managementReview'>[],
): Promise<ReadonlyMap<string, ReviewPack>> {
  const packs = new Map<string, ReviewPack>()
  for (const { pack } of reviews) {
    const read = pack && (await readPack(vault, pack.sha256))
    if (pack && read?.ok) packs.set(pack.sha256, read.value)
  }
  return packs
}

async function readReadiness(vault: Vault): Promise<ReadinessState | undefined> {
  const summary = (await vault.meta.get('readiness'))?.value as ReadinessSummary | undefined
  return (
    summary && {
      asOf: summary.asOf,
      views: summary.views,
      results: (await vault.readiness.toArray()).map(({ result }) => result),
    }
  )
}

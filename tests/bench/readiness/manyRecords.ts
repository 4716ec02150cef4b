/**
 * The demo several times over as one workspace: the same mix of records, statements and history, each copy with ids and
 * refs of its own and every reference led to its own copy. What a workspace has once (settings, scope, method, people,
 * roles, policies, the Statement of Applicability, kept runs) stays single.
 */

import { demoState } from '~/lib/content/demo/demoState'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import type { HistoryFact } from '~/lib/isms/readiness/readinessReader'
import type { Changes } from '~/lib/isms/readiness/sources'
import { compositeRecords, type RecordLookup } from '~/lib/isms/statement/composites'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { hashedContent } from '~/lib/isms/statement/hashedContent'

const once: ReadonlySet<Kind> = new Set<Kind>([
  'settings',
  'scope',
  'riskMethod',
  'person',
  'roleAssignment',
  'policy',
  'soaEntry',
  'soaVersion',
  'readinessRun',
])

export interface ManyRecords {
  readonly state: Changes
  readonly rows: readonly AnyRecord[]
  readonly history: ReadonlyMap<string, readonly HistoryFact[]>
}

const lookupOf = (rows: readonly AnyRecord[]): RecordLookup => {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const indexes = new Map<string, Map<string, AnyRecord[]>>()
  const index = (kind: Kind, field: string): Map<string, AnyRecord[]> => {
    const key = `${kind}/${field}`
    let found = indexes.get(key)
    if (found) return found
    indexes.set(key, (found = new Map()))
    for (const row of rows) {
      if (row.kind !== kind) continue
      for (const id of [(row as unknown as Record<string, unknown>)[field] ?? []].flat() as string[])
        found.set(id, [...(found.get(id) ?? []), row])
    }
    return found
  }
  return { get: (_kind, id) => byId.get(id), referencing: (kind, field, id) => index(kind, field).get(id) ?? [] }
}

export function manyRecords(atLeast: number): ManyRecords {
  const demo = demoState('demo')
  const copied = demo.rows.filter(({ kind }) => !once.has(kind))
  const single = demo.rows.length - copied.length
  const ids = new Set(copied.map(({ id }) => id))
  const copies = Math.ceil((atLeast - single) / copied.length)
  const histories = new Map<string, HistoryFact[]>()
  for (const change of demo.changes)
    histories.set(change.recordId, [...(histories.get(change.recordId) ?? []), change as HistoryFact])

  const rows = [...demo.rows]
  const statements: StatementFact[] = [...demo.statements]
  const history = new Map<string, readonly HistoryFact[]>(histories)
  const before = lookupOf(demo.rows)
  const hashIn = (lookup: RecordLookup, row: AnyRecord, profile: string): string =>
    hashedContent(row, profile, compositeRecords(row, profile, lookup)).contentHash
  const demoById = new Map(demo.rows.map((row) => [row.id, row]))

  for (let copy = 1; copy < copies; copy++) {
    const own = (id: string): string =>
      id.replaceAll(/[a-z]+_[0-9A-Za-z]{22}(?![0-9A-Za-z])/g, (part) => (ids.has(part) ? `${part}x${copy}` : part))
    const renamed = <T>(value: T): T => JSON.parse(own(JSON.stringify(value))) as T
    const mine = copied.map(
      (row): AnyRecord =>
        ({
          ...renamed(row),
          unknown: row.unknown,
          ref:
            row.ref === '' || recordKind(row.kind).naturalKey
              ? row.ref
              : row.ref.replace(/-(?=[A-Z]*\d+$)/, `-Q${String.fromCharCode(65 + copy)}`),
        }) as AnyRecord,
    )
    const after = lookupOf([...mine, ...demo.rows.filter(({ kind }) => once.has(kind))])
    const mineById = new Map(mine.map((row) => [row.id, row]))
    rows.push(...mine)
    for (const said of demo.statements) {
      const subjectId = own(said.subjectId)
      const row = mineById.get(subjectId)
      const was = demoById.get(said.subjectId)
      if (!row || !was) continue
      const current =
        recordKind(row.kind).profiles[said.profile] !== undefined &&
        hashIn(before, was, said.profile) === said.contentHash
      statements.push({
        ...said,
        id: `${said.id}x${copy}`,
        seq: statements.length + 1,
        subjectId,
        ...(said.basedOn !== undefined && { basedOn: `${said.basedOn}x${copy}` }),
        ...(current && { contentHash: hashIn(after, row, said.profile) }),
      })
    }
    for (const id of ids) {
      const changes = histories.get(id)
      if (changes)
        history.set(
          own(id),
          changes.map((change) => ({ ...change, recordId: own(id) })),
        )
    }
  }
  return {
    rows,
    history,
    state: {
      today: demo.today,
      put: rows,
      statements,
      members: demo.members,
      conflicts: demo.conflicts,
      files: [...demo.blobs],
      history: [...history],
    },
  }
}

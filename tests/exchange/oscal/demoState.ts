/** The demo organisation as OSCAL documents are written from: its records, and the statements that its people signed. */

import { frameworks, soaRequirements } from '~/lib/isms/catalogue/catalogue'
import { demoRecords, demoStatements, type DemoStatement } from '~/lib/isms/demo/demoRecords'
import { demoId, demoRow, demoToday, iso } from '~/lib/isms/demo/demoRecord'
import { demoReviews } from '~/lib/isms/demo/evidence'
import { effectiveSettings } from '~/lib/isms/effectiveSettings'
import type { EvidenceFacts } from '~/lib/isms/evidence/usable'
import { compareRefs } from '~/lib/isms/refs'
import { kindNames, type AnyRecord, type Kind, type RowOf } from '~/lib/isms/registry'
import { compositeRecords, type RecordLookup } from '~/lib/isms/statements/composites'
import type { StatementFact } from '~/lib/isms/statements/facts'
import { hashedContent } from '~/lib/isms/statements/hashedContent'
import type { OscalState } from '~/lib/exchange/oscal/oscalState'

export const workspaceId = 'a3f1c2d4e5b60718293a4b5c6d7e8f90'
export const now = '2026-06-01T07:41:00.000Z'
export const isoFramework = 'iso27001-2022'
export { demoId, iso }

/** A state over any rows. Statements are those of the demo that speak about rows present, over their present content. */
export function stateOf(all: readonly AnyRecord[], more: Partial<OscalState> = {}): OscalState {
  const byKind = new Map<Kind, readonly AnyRecord[]>(kindNames.map((kind) => [kind, all.filter((row) => row.kind === kind && row.archivedOn === undefined).sort((a, b) => compareRefs(a.ref, b.ref) || (a.id < b.id ? -1 : 1))]))
  const rows = <K extends Kind>(kind: K): readonly RowOf<K>[] => (byKind.get(kind) ?? []) as unknown as readonly RowOf<K>[]
  const lookup: RecordLookup = {
    get: (kind, id) => (rows(kind) as readonly AnyRecord[]).find((row) => row.id === id),
    naming: (kind, field, id) => (rows(kind) as readonly AnyRecord[]).filter((row) => [(row as unknown as Readonly<Record<string, string | readonly string[] | undefined>>)[field] ?? []].flat().includes(id)),
  }
  const statements = new Map<string, StatementFact[]>()
  for (const [index, one] of demoStatements().entries()) {
    const row = lookup.get(one.kind, one.id)
    if (row) statements.set(one.id, [...(statements.get(one.id) ?? []), factOf(one, row, index + 1, lookup)])
  }
  const reviews = new Map(demoReviews().map((review) => [review.evidence, review.decision]))
  return {
    workspaceId, rows, lookup, today: demoToday, frameworks, soaRequirements, crosswalk: [],
    statementsOf: (id) => statements.get(id) ?? [],
    evidenceFacts: (id): EvidenceFacts => ({ reviewState: reviews.get(id) ?? 'unreviewed', blobState: 'present', seal: 'sealed' }),
    settings: effectiveSettings(rows('settings')[0]),
    ...more,
  }
}

const factOf = (one: DemoStatement, row: AnyRecord, seq: number, lookup: RecordLookup): StatementFact => ({
  id: `st_${seq}`, seq, type: one.type, subjectKind: one.kind, subjectId: one.id, profile: one.profile, contentHash: hashedContent(row, one.profile, compositeRecords(row, one.profile, lookup)).contentHash,
  memberId: `m_${one.by}`, personId: one.by, time: Date.parse(one.at), signatureValid: true, asTopManagement: true,
  ...(one.decision !== undefined && { decision: one.decision }), ...(one.reason !== undefined && { reason: one.reason }), ...(one.validUntil !== undefined && { validUntil: one.validUntil }),
})

/** Pictures are made in the browser: here each capture has one file of a known hash. */
const withFile = (row: AnyRecord): AnyRecord =>
  row.kind !== 'evidence' || row.source !== 'capture' ? row : { ...row, files: { 'page 1.png': { blob: { sha256: 'ab'.repeat(32), id: 'cd'.repeat(16), size: 1234, mime: 'image/png' }, mime: 'image/png', size: 1234, part: 'original' } } }

export const demoRows = (): readonly AnyRecord[] => demoRecords().map((record) => withFile(demoRow(record)))
export const demoState = (more: Partial<OscalState> = {}): OscalState => stateOf(demoRows(), more)

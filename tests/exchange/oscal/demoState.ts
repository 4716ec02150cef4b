/**
 * The demo organisation as OSCAL documents are written from: its records, and the statements that its people signed.
 */

import { soaRequirements } from '~/lib/content/catalogue/catalogue'
import { iso27001 } from '~/lib/content/catalogue/iso27001'
import { demoState as told } from '~/lib/content/demo/demoState'
import { demoId, demoToday, iso } from '~/lib/content/demo/demoRecord'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { evidenceFacts } from '~/lib/isms/evidence/evidenceFacts'
import type { EvidenceFacts } from '~/lib/isms/evidence/usable'
import { compareRefs } from '~/lib/records/refs'
import { kindNames, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import type { RecordLookup } from '~/lib/isms/statement/composites'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import type { OscalState } from '~/lib/exchange/oscal/oscalState'
import { groupBy } from '~/lib/shared/groups'

export const workspaceId = 'a3f1c2d4e5b60718293a4b5c6d7e8f90'
export const now = '2026-06-01T07:41:00.000Z'
export const isoFramework = 'iso27001-2022'
export { demoId, iso }

/** A state over any rows, with the statements of the demo that speak about them. */
export function stateOf(all: readonly AnyRecord[], more: Partial<OscalState> = {}): OscalState {
  const byKind = new Map<Kind, readonly AnyRecord[]>(
    kindNames.map((kind) => [
      kind,
      all
        .filter((row) => row.kind === kind && row.archivedOn === undefined)
        .sort((a, b) => compareRefs(a.ref, b.ref) || (a.id < b.id ? -1 : 1)),
    ]),
  )
  const rows = <K extends Kind>(kind: K): readonly RowOf<K>[] =>
    (byKind.get(kind) ?? []) as unknown as readonly RowOf<K>[]
  const lookup: RecordLookup = {
    get: (kind, id) => (rows(kind) as readonly AnyRecord[]).find((row) => row.id === id),
    referencing: (kind, field, id) =>
      (rows(kind) as readonly AnyRecord[]).filter((row) =>
        [(row as unknown as Readonly<Record<string, string | readonly string[] | undefined>>)[field] ?? []]
          .flat()
          .includes(id),
      ),
  }
  const present = new Set(all.map(({ id }) => id))
  const statements = groupBy<StatementFact>(
    told('demo').statements.filter(({ subjectId }) => present.has(subjectId)),
    ({ subjectId }) => [subjectId],
  )
  const statementsOf = (id: string): readonly StatementFact[] => statements.get(id) ?? []
  const facts = new Map(
    rows('evidence').map((row): [string, EvidenceFacts] => [
      row.id,
      evidenceFacts(row, {
        statements: statementsOf(row.id),
        held: (sha256) => told('demo').blobs.get(sha256) ?? { state: 'present' },
        today: demoToday,
      }),
    ]),
  )
  return {
    workspaceId,
    rows,
    lookup,
    statementsOf,
    today: demoToday,
    frameworks: [iso27001],
    soaRequirements,
    crosswalk: [],
    evidenceFacts: (id) => facts.get(id) ?? { reviewState: 'unreviewed', blobState: 'pending', seal: 'integrityOnly' },
    settings: effectiveSettings(rows('settings')[0]),
    ...more,
  }
}

export const demoRows = (): readonly AnyRecord[] => told('demo').rows
export const demoState = (more: Partial<OscalState> = {}): OscalState => stateOf(demoRows(), more)

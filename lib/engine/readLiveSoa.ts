/**
 * The live Statement of Applicability as the vault of this device holds it, for commands that freeze it. Pages build
 * theirs from live queries.
 */

import type { Framework } from '../content/catalogue/catalogueRequirement'
import type { HeldFile } from '../isms/evidence/evidenceFacts'
import type { AnyRecord, Kind, RowOf } from '../records/registry'
import { freezeInput, freezeKinds } from '../isms/soa/freezeInput'
import type { FreezeInput } from '../isms/soa/frozenSoa'
import { kindTable, type StatementRow, type Vault } from '../vault/store/tables'

/** Everything `freezeSoa` asks for, on a day. */
export async function liveSoa(vault: Vault, framework: Framework, today: string): Promise<FreezeInput> {
  const [tables, statements, held] = await Promise.all([
    Promise.all(freezeKinds.map(async (kind) => [kind, await kindTable<AnyRecord>(vault, kind).toArray()] as const)),
    vault.statements.toArray(),
    heldFiles(vault),
  ])
  const byKind = new Map<Kind, readonly AnyRecord[]>(tables)
  return freezeInput(
    {
      all: <K extends Kind>(kind: K) => (byKind.get(kind) ?? []) as readonly unknown[] as readonly RowOf<K>[],
      statementsOf: statementsBySubject(statements),
      held,
    },
    framework,
    today,
  )
}

export const statementsBySubject = (statements: readonly StatementRow[]): ((id: string) => readonly StatementRow[]) => {
  const groups = new Map<string, StatementRow[]>()
  for (const row of statements) {
    const group = groups.get(row.subjectId)
    if (group) group.push(row)
    else groups.set(row.subjectId, [row])
  }
  return (id) => groups.get(id) ?? []
}

export async function heldFiles(vault: Vault): Promise<(sha256: string) => HeldFile | undefined> {
  const [all, odd] = await Promise.all([
    vault.blobs.toCollection().primaryKeys(),
    vault.blobs.where('state').notEqual('present').toArray(),
  ])
  const held = new Map<string, HeldFile>(all.map((sha256) => [sha256, { state: 'present' as const }]))
  for (const row of odd) held.set(row.sha256, row)
  return (sha256) => held.get(sha256)
}

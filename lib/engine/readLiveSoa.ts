/**
 * The live Statement of Applicability as the vault of this device holds it, for commands that freeze it. Pages build
 * theirs from live queries.
 */

import { readHeldFiles } from '~/lib/vault/views/heldFiles'
import type { Framework } from '../content/catalogue/catalogueRequirement'
import { groupBy } from '~/lib/shared/groups'
import type { AnyRecord, Kind, RowOf } from '../records/registry'
import { freezeInput, freezeKinds } from '../isms/soa/freezeInput'
import type { FreezeInput } from '../isms/soa/frozenSoa'
import { kindTable, type StatementRow, type Vault } from '../vault/store/tables'

/** Everything `freezeSoa` asks for, on a day. */
export async function liveSoa(vault: Vault, framework: Framework, today: string): Promise<FreezeInput> {
  const [tables, statements, files] = await Promise.all([
    Promise.all(freezeKinds.map(async (kind) => [kind, await kindTable<AnyRecord>(vault, kind).toArray()] as const)),
    vault.statements.toArray(),
    readHeldFiles(vault),
  ])
  const byKind = new Map<Kind, readonly AnyRecord[]>(tables)
  return freezeInput(
    {
      all: <K extends Kind>(kind: K) => (byKind.get(kind) ?? []) as readonly unknown[] as readonly RowOf<K>[],
      statementsOf: statementsBySubject(statements),
      held: files.of,
    },
    framework,
    today,
  )
}

export const statementsBySubject = (statements: readonly StatementRow[]): ((id: string) => readonly StatementRow[]) => {
  const bySubject = groupBy(statements, (row) => row.subjectId)
  return (id) => bySubject.get(id) ?? []
}

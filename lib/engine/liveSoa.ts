/** The live Statement of Applicability as the vault of this device holds it, for commands that freeze it. Pages build theirs from live queries. */

import { soaRequirements } from '../isms/catalogue/catalogue'
import { testFacts } from '../isms/controls/testState'
import { effectiveSettings } from '../isms/effectiveSettings'
import { evidenceFacts } from '../isms/evidence/evidenceFacts'
import type { EvidenceFacts } from '../isms/evidence/usable'
import type { AnyRecord, Kind, RowOf } from '../isms/registry'
import { soaIndex } from '../isms/soa/soaIndex'
import { rowsFrom } from '../isms/soa/soaRows'
import type { FreezeInput } from '../isms/soa/frozenSoa'
import { completenessOf } from '../isms/statements/completeness'
import { versionsOf } from '../isms/statements/versions'
import { kindTable, type StatementRow, type Vault } from '../vault/tables'

/** Everything `freezeSoa` asks for, on a day. */
export async function liveSoa(vault: Vault, framework: string, today: string): Promise<FreezeInput> {
  const all = async <K extends Kind>(kind: K): Promise<readonly RowOf<K>[]> => {
    const rows = await kindTable<AnyRecord>(vault, kind).toArray()
    return rows.filter((row) => row.archivedOn === undefined) as unknown as readonly RowOf<K>[]
  }
  const [controls, risks, evidence, entries, actions, tests, suppliers, obligations, assets, scopes, methods, settingsRows, statements, blobs] = await Promise.all([
    all('control'), all('risk'), all('evidence'), all('soaEntry'), all('treatmentAction'), all('controlTest'), all('supplier'), all('obligation'), all('asset'),
    all('scope'), all('riskMethod'), all('settings'), vault.statements.toArray(), heldFiles(vault),
  ])
  const persons = new Map((await kindTable<AnyRecord>(vault, 'person').toArray()).map((row) => [row.id, row as unknown as RowOf<'person'>]))
  const providers = new Map((await kindTable<AnyRecord>(vault, 'supplier').toArray()).map((row) => [row.id, row as unknown as RowOf<'supplier'>]))
  const of = statementsBySubject(statements)
  const facts = new Map(evidence.map((row): [string, EvidenceFacts] => [row.id, evidenceFacts(row, { statements: of(row.id), held: blobs, today })]))
  const index = soaIndex({
    controls, risks, evidence, actions, suppliers, obligations, assets, today,
    evidenceFacts: (id) => facts.get(id) ?? { reviewState: 'unreviewed', blobState: 'pending', seal: 'integrityOnly' },
    settings: effectiveSettings(settingsRows[0]),
    scope: scopes[0],
    tests: tests.map((test) => testFacts(test, of(test.id), today)),
  })
  const scopeVersion = approvedHash('scope', scopes[0], of)
  const methodVersion = approvedHash('riskMethod', methods[0], of)
  return {
    index,
    rows: rowsFrom(index, soaRequirements(framework), entries),
    header: {
      ...(scopes[0]?.orgName !== undefined && { orgName: scopes[0].orgName }),
      framework,
      ...(scopeVersion !== undefined && { scopeVersion }),
      ...(methodVersion !== undefined && { methodVersion }),
      asOf: today,
    },
    nameOfPerson: (id) => persons.get(id)?.name,
    supplierOf: (id) => ((supplier) => supplier && { ref: supplier.ref, name: supplier.name })(providers.get(id)),
  }
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

/** Content hash of the version in force (ST7); undefined while none is approved, or the last one was taken back. */
function approvedHash(kind: 'scope' | 'riskMethod', row: AnyRecord | undefined, of: (id: string) => readonly StatementRow[]): string | undefined {
  const own = row ? of(row.id) : []
  const last = versionsOf(own, 'main', completenessOf(kind, 'main', own)).at(-1)
  return last && !last.revoked ? last.contentHash : undefined
}

export async function heldFiles(vault: Vault): Promise<Parameters<typeof evidenceFacts>[1]['held']> {
  const [all, odd] = await Promise.all([vault.blobs.toCollection().primaryKeys(), vault.blobs.where('state').notEqual('present').toArray()])
  const held = new Map<string, { readonly state: 'present' } | (typeof odd)[number]>(all.map((sha256) => [sha256, { state: 'present' as const }]))
  for (const row of odd) held.set(row.sha256, row)
  return (sha256) => held.get(sha256)
}

/**
 * What OSCAL documents are written from, read from the vault's tables; used by the worker of a page and by whoever
 * packs evidence.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { frameworks, soaRequirements } from '../content/catalogue/catalogue'
import { onePerPair } from '../isms/framework/crosswalkGraph'
import { ownPairs } from '../content/crosswalk/crosswalkPair'
import { shippedPairs } from '../content/crosswalk/shipped'
import { effectiveSettings } from '../isms/workspace/effectiveSettings'
import { evidenceFacts } from '../isms/evidence/evidenceFacts'
import type { EvidenceFacts } from '../isms/evidence/usable'
import { byRef } from '../records/refs'
import type { AnyRecord, Kind, RowOf } from '../records/registry'
import type { RecordLookup } from '../isms/statement/composites'
import { ownOscalFrameworks } from '../exchange/oscal/oscalFrameworks'
import type { OscalState } from '../exchange/oscal/oscalState'
import { kindTable, type Vault } from '../vault/store/tables'
import { readHeldFiles } from '~/lib/vault/views/heldFiles'
import { statementsBySubject } from './readLiveSoa'

/** Every kind a document speaks about. */
const kinds = [
  'scope',
  'person',
  'roleAssignment',
  'asset',
  'supplier',
  'control',
  'controlTest',
  'soaEntry',
  'policy',
  'evidence',
  'obligation',
  'risk',
  'riskMethod',
  'treatmentAction',
  'riskAcceptance',
  'audit',
  'auditItem',
  'auditProgramme',
  'finding',
  'nonconformity',
  'correctiveAction',
  'settings',
  'framework',
  'requirement',
  'crosswalk',
] as const satisfies readonly Kind[]

/** The order of a list that everybody reads the same: by ref. A table stands by id, which settles what carries none. */
/** `today` in the time zone of the workspace. */
export async function readOscalState(vault: Vault, workspaceId: string, today: string): Promise<OscalState> {
  const [tables, statements, files] = await Promise.all([
    Promise.all(
      kinds.map(
        async (kind) =>
          [
            kind,
            (await kindTable<AnyRecord>(vault, kind).toArray())
              .filter((row) => row.archivedOn === undefined)
              .sort(byRef),
          ] as const,
      ),
    ),
    vault.statements.toArray(),
    readHeldFiles(vault),
  ])
  const byKind = new Map<Kind, readonly AnyRecord[]>(tables)
  const rows = <K extends Kind>(kind: K): readonly RowOf<K>[] =>
    (byKind.get(kind) ?? []) as readonly unknown[] as readonly RowOf<K>[]
  const statementsOf = statementsBySubject(statements)
  const facts = new Map(
    rows('evidence').map((row): [string, EvidenceFacts] => [
      row.id,
      evidenceFacts(row, { statements: statementsOf(row.id), held: files.of, today }),
    ]),
  )
  const own = ownOscalFrameworks(rows('framework'), rows('requirement'))
  return {
    workspaceId,
    rows,
    statementsOf,
    today,
    lookup: lookupOver(rows),
    evidenceFacts: (id) => facts.get(id) ?? { reviewState: 'unreviewed', blobState: 'pending', seal: 'integrityOnly' },
    settings: effectiveSettings(rows('settings')[0]),
    frameworks: [...frameworks, ...own],
    soaRequirements: (id) => soaRequirements(own.find((one) => one.id === id) ?? id),
    crosswalk: onePerPair([...shippedPairs, ...ownPairs(rows('crosswalk'))]),
  }
}

/** Records that name others are found by index: an export asks for the actions of each risk. */
function lookupOver(rows: OscalState['rows']): RecordLookup {
  const byId = new Map<Kind, ReadonlyMap<string, AnyRecord>>()
  const byField = new Map<string, ReadonlyMap<string, readonly AnyRecord[]>>()
  return {
    get(kind, id) {
      let index = byId.get(kind)
      if (!index) byId.set(kind, (index = new Map((rows(kind) as readonly AnyRecord[]).map((row) => [row.id, row]))))
      return index.get(id)
    },
    referencing(kind, field, id) {
      const key = `${kind}/${field}`
      let index = byField.get(key)
      if (!index) byField.set(key, (index = namedBy(rows(kind) as readonly AnyRecord[], field)))
      return index.get(id) ?? []
    },
  }
}

function namedBy(rows: readonly AnyRecord[], field: string): ReadonlyMap<string, readonly AnyRecord[]> {
  const groups = new Map<string, AnyRecord[]>()
  for (const row of rows) {
    for (const id of [fieldValues<string | readonly string[] | undefined>(row)[field] ?? []].flat())
      groups.set(id, [...(groups.get(id) ?? []), row])
  }
  return groups
}

/**
 * Assembles the input of `freezeSoa` from records and statements on a day; shared by the engine and the demo script.
 */

import { soaRequirements } from '~/lib/content/catalogue/catalogue'
import type { Framework } from '~/lib/content/catalogue/catalogueRequirement'
import { testFacts } from '../control/testState'
import { effectiveSettings } from '../workspace/effectiveSettings'
import { evidenceFacts, type HeldFile } from '../evidence/evidenceFacts'
import type { EvidenceFacts } from '../evidence/usable'
import type { AnyRecord, Kind, RowOf } from '~/lib/records/registry'
import { completenessOf } from '../statement/statementCompleteness'
import type { StatementFact } from '../statement/statementFacts'
import { versionsOf } from '../statement/versions'
import type { FreezeInput } from './frozenSoa'
import { soaIndex } from './soaIndex'
import { rowsFrom } from './soaRows'

export interface FreezeSources {
  /** Records of a kind, including archived ones. */
  readonly all: <K extends Kind>(kind: K) => readonly RowOf<K>[]
  readonly statementsOf: (recordId: string) => readonly StatementFact[]
  /** What this device holds of a file. */
  readonly held: (sha256: string) => HeldFile | undefined
}

/** Kinds that are read through `all`. */
export const freezeKinds = [
  'control',
  'risk',
  'evidence',
  'soaEntry',
  'treatmentAction',
  'controlTest',
  'supplier',
  'obligation',
  'asset',
  'scope',
  'riskMethod',
  'settings',
  'person',
] as const satisfies readonly Kind[]

export function freezeInput(
  { all, statementsOf: of, held }: FreezeSources,
  framework: string | Framework,
  today: string,
): FreezeInput {
  const present = <K extends Kind>(kind: K): readonly RowOf<K>[] =>
    all(kind).filter((row) => row.archivedOn === undefined)
  const evidence = present('evidence')
  const scope = present('scope')[0]
  const persons = new Map(all('person').map((row) => [row.id, row]))
  const providers = new Map(all('supplier').map((row) => [row.id, row]))
  const facts = new Map(
    evidence.map((row): [string, EvidenceFacts] => [
      row.id,
      evidenceFacts(row, { statements: of(row.id), held, today }),
    ]),
  )
  const index = soaIndex({
    controls: present('control'),
    risks: present('risk'),
    evidence,
    actions: present('treatmentAction'),
    suppliers: present('supplier'),
    obligations: present('obligation'),
    assets: present('asset'),
    today,
    scope,
    evidenceFacts: (id) => facts.get(id) ?? { reviewState: 'unreviewed', blobState: 'pending', seal: 'integrityOnly' },
    settings: effectiveSettings(present('settings')[0]),
    tests: present('controlTest').map((test) => testFacts(test, of(test.id), today)),
  })
  const scopeVersion = approvedHash(scope, of)
  const methodVersion = approvedHash(present('riskMethod')[0], of)
  return {
    index,
    rows: rowsFrom(index, soaRequirements(framework), present('soaEntry')),
    header: {
      ...(scope?.orgName !== undefined && { orgName: scope.orgName }),
      framework: typeof framework === 'string' ? framework : framework.id,
      ...(scopeVersion !== undefined && { scopeVersion }),
      ...(methodVersion !== undefined && { methodVersion }),
      asOf: today,
    },
    nameOfPerson: (id) => persons.get(id)?.name,
    supplierOf: (id) => ((supplier) => supplier && { ref: supplier.ref, name: supplier.name })(providers.get(id)),
  }
}

/** Content hash of the version in force (ST7); undefined if none is approved or the last one was revoked. */
function approvedHash(row: AnyRecord | undefined, of: FreezeSources['statementsOf']): string | undefined {
  const own = row ? of(row.id) : []
  const last = row && versionsOf(own, 'main', completenessOf(row.kind, 'main', own)).at(-1)
  return last && !last.revoked ? last.contentHash : undefined
}

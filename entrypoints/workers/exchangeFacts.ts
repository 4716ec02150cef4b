/** What a dry run and an export ask of the vault, read by the worker itself. */

import { importableColumns } from '~/lib/records/lists/importKinds'
import type { ImportFacts } from '~/lib/exchange/tables/workingRow'
import { createReferences, knownOf, type References } from '~/lib/exchange/tables/references'
import { frameworks, soaRequirements } from '~/lib/content/catalogue/catalogue'
import { requirementId } from '~/lib/records/derivedIds'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { isReference } from '~/lib/records/fields'
import type { RiskMethod } from '~/lib/records/kinds/riskMethod'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { matrixHash } from '~/lib/isms/risk/level'
import { kindNames, recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { newRecordId, type Random } from '~/lib/shared/ids'
import { kindTable, type Vault } from '~/lib/vault/store/tables'
import { tableWords } from './exchangeWords'

const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length))

/** Kinds that fields of this one may point at. */
function targetsOf(kind: Kind): readonly Kind[] {
  const targets = importableColumns(kind).flatMap(({ field }) =>
    field && isReference(field) ? [field.element === 'person' ? 'person' : (field.target ?? 'person')] : [],
  )
  return targets.includes('any')
    ? kindNames
    : [...new Set([kind, 'person', ...targets])].filter((name): name is Kind =>
        (kindNames as readonly string[]).includes(name),
      )
}

export async function readReferences(
  vault: Vault,
  kind: Kind,
): Promise<{ readonly references: References; readonly frameworkIds: readonly string[] }> {
  const [own, members] = await Promise.all([
    kindTable<Extract<AnyRecord, { kind: 'requirement' }>>(vault, 'requirement').toArray(),
    vault.members.toArray(),
  ])
  const ownIds = own
    .filter(({ archivedOn }) => archivedOn === undefined)
    .map(({ framework, code }) => requirementId(framework ?? '', code ?? ''))
  const references = createReferences({
    requirements: [...frameworks.flatMap(({ requirements }) => requirements.map(({ id }) => id)), ...ownIds],
    members: members.map(({ memberId }) => memberId),
  })
  for (const target of targetsOf(kind))
    for (const row of await kindTable(vault, target).toArray()) references.add(knownOf(row))
  return { references, frameworkIds: frameworks.filter(({ soa }) => soa).map(({ id }) => id) }
}

export async function readFacts(
  vault: Vault,
  kind: Kind,
  options: { readonly locale: string; readonly files: ImportFacts['files']; readonly emptyClears: boolean },
): Promise<ImportFacts> {
  const [{ references, frameworkIds }, existing, method, settings] = await Promise.all([
    readReferences(vault, kind),
    kindTable(vault, kind).toArray(),
    kindTable<RiskMethod>(vault, 'riskMethod').get('rm_main'),
    kindTable(vault, 'settings').get('settings_main'),
  ])
  const grid = method?.grid ?? defaultMethod.grid
  return {
    kind,
    references,
    existing,
    files: options.files,
    emptyClears: options.emptyClears,
    words: tableWords(options.locale),
    timeZone: effectiveSettings(settings as Parameters<typeof effectiveSettings>[0]).timeZone,
    matrix: { likelihood: grid.length, impact: grid[0]?.length ?? 0, hash: matrixHash(grid) },
    soaRequirements: new Set(frameworkIds.flatMap((id) => soaRequirements(id).map((requirement) => requirement.id))),
    newId: () => newRecordId(recordKind(kind).prefix, random),
  }
}

/**
 * OSCAL documents are written, checked and read beside the page: the schemas are large and load when the first document
 * is asked for.
 */

import type { OscalWorker } from '~/lib/live/exchange/oscalFunctions'
import { readOscalState } from '~/lib/engine/readOscalState'
import type { PlannedRow } from '~/lib/exchange/oscal/import/planOscalImport'
import { jsonLimits } from '~/lib/exchange/oscal/guardedJson'
import { mayWrite } from '~/lib/records/classes'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { matrixHash } from '~/lib/isms/risk/level'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { serveWorker } from '~/lib/platform/workerRpc'
import { newRecordId } from '~/lib/shared/ids'
import { toBytes } from '~/lib/shared/bytes'
import { fail, ok } from '~/lib/shared/result'
import { kindTable, openVault, type Vault } from '~/lib/vault/store/tables'

let opened: { readonly id: string; readonly vault: Vault } | undefined
let lastPlan: readonly PlannedRow[] = []

async function vaultOf(id: string): Promise<Vault> {
  if (opened?.id !== id) {
    opened?.vault.close()
    opened = { id, vault: await openVault(id) }
  }
  return opened.vault
}

const progress = serveWorker<OscalWorker>({
  async write({ workspaceId, today, now }, choice) {
    progress({ job: 'oscal', step: 'write', done: 0 })
    const [{ exportOscal }, state] = await Promise.all([
      import('~/lib/exchange/oscal/exportOscal'),
      readOscalState(await vaultOf(workspaceId), workspaceId, today),
    ])
    const made = await exportOscal(state, choice, now)
    if (!made.ok) return made
    const { document: _, ...written } = made.value
    return ok(written)
  },

  async read({ workspaceId, today }, file, role, framework) {
    lastPlan = []
    if (file.size > jsonLimits.bytes)
      return fail('tooLarge', 'The file is larger than 50 MB. Split it, or export a smaller part where it comes from.')
    progress({ job: 'oscal', step: 'check', done: 0 })
    const [{ openOscal }, { importOscal }, { planImport }] = await Promise.all([
      import('~/lib/exchange/oscal/openOscal'),
      import('~/lib/exchange/oscal/import/importOscal'),
      import('~/lib/exchange/oscal/import/planOscalImport'),
    ])
    const document = await openOscal(new Uint8Array(await file.arrayBuffer()))
    if (!document.ok) return document
    progress({ job: 'oscal', step: 'compare', done: 0 })
    const vault = await vaultOf(workspaceId)
    const [state, all] = await Promise.all([readOscalState(vault, workspaceId, today), everyRow(vault)])
    const around = {
      workspaceId,
      frameworks: state.frameworks,
      soaRequirements: state.soaRequirements,
      rows: (kind: Kind) => all.get(kind) ?? [],
      newId: (kind: Kind) =>
        newRecordId(recordKind(kind).prefix, (length) => toBytes(crypto.getRandomValues(new Uint8Array(length)))),
      mayWrite: (kind: Kind) => mayWrite(role, recordKind(kind).class),
      matrixHash: matrixHash(state.rows('riskMethod')[0]?.grid ?? defaultMethod.grid),
      ...(framework !== undefined && { framework }),
    }
    const read = importOscal(document.value, around)
    if (!read.ok) return read
    const { rows, ...said } = read.value
    lastPlan = planImport(rows, around)
    const { model, version, title } = document.value
    return ok({ model, version, title, ...said, plan: lastPlan })
  },

  async edits(chosen) {
    const { editsOf } = await import('~/lib/exchange/oscal/import/planOscalImport')
    return editsOf(lastPlan, new Set(chosen))
  },
})

/** Archived records, too: an import brings none of them back but what was taken back. */
async function everyRow(vault: Vault): Promise<ReadonlyMap<Kind, readonly AnyRecord[]>> {
  const { matchedKinds } = await import('~/lib/exchange/oscal/import/oscalReader')
  return new Map(
    await Promise.all(
      matchedKinds.map(async (kind) => [kind, await kindTable<AnyRecord>(vault, kind).toArray()] as const),
    ),
  )
}

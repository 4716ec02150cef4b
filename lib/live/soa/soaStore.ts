import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useLiveQuery } from '../engine/useLiveQuery'
import { useRecords } from '../record/useRecords'
import type { SoaVersion } from '~/lib/records/kinds/soaVersion'
import { compareDecisions, decisionsOf, type SoaComparison } from '~/lib/isms/soa/compareSoa'
import {
  decisionOf,
  frozenHashes,
  freezeSoa,
  parseFrozenSoa,
  type FrozenSoa,
  type SoaDecision,
} from '~/lib/isms/soa/frozenSoa'
import { additionalControls, type SoaRow } from '~/lib/isms/soa/soaRows'
import { isFrozenIntact, soaVersions } from '~/lib/isms/soa/soaVersions'
import { canonicalJson } from '~/lib/shared/json'
import { hashOfJson } from '~/lib/shared/hash'
import type { BlobRow } from '~/lib/vault/store/tables'
import { useControlFacts } from '../control/controlFactsStore'
import { useIsms } from '../isms/ismsStore'
import { useRegisters } from '../record/registersStore'
import { useSoaRows } from './soaRowsStore'
import { useStatementRows } from '../statement/statementRowsStore'
import { useSession } from '../workspace/sessionStore'

/** A frozen copy on this device: its content, or why it is not readable. */
export type FrozenCopy =
  | {
      readonly state: 'here'
      readonly soa: FrozenSoa
      /** The bytes are those the record names. */ readonly intact: boolean
    }
  | { readonly state: 'pending' | 'missing' | 'corrupt' | 'unreadable' }

export const soaFramework = 'iso27001-2022'

/** Frozen statements: versions, their copies, and how the live statement differs from the one in force (SOA8-SOA11). */
export const useSoa = defineStore('soa', () => {
  const controlStore = useControlFacts()
  const isms = useIsms()
  const registers = useRegisters()
  const soaRows = useSoaRows()
  const statementRows = useStatementRows()
  const session = useSession()
  const records = useRecords('soaVersion')
  const versions = computed(() =>
    soaVersions(records.value ?? [], (id) => statementRows.statementsOf.get(id) ?? [], {
      framework: soaFramework,
      today: session.today,
    }),
  )

  const wanted = computed(() => (records.value ?? []).flatMap(({ frozen }) => (frozen ? [frozen.sha256] : [])))
  const blobs = useLiveQuery(async () => {
    const { vault } = session
    return (
      vault &&
      new Map(
        (await vault.blobs.bulkGet([...wanted.value])).flatMap((row) => (row ? [[row.sha256, row] as const] : [])),
      )
    )
  }, [() => session.vault, () => wanted.value.join()]).value
  /** The bytes behind a hash never change, so each copy is read once. */
  const copies = shallowRef<ReadonlyMap<string, FrozenCopy>>(new Map())
  watch(
    [blobs, records],
    async ([held, rows]) => {
      if (!held || !rows) return
      const read = await Promise.all(
        rows.map(async (record): Promise<readonly [string, FrozenCopy]> => {
          const known = copies.value.get(record.id)
          return [
            record.id,
            known?.state === 'here' ? known : await readCopy(record, record.frozen && held.get(record.frozen.sha256)),
          ]
        }),
      )
      copies.value = new Map(read)
    },
    { immediate: true },
  )

  /** Including archived ones: a frozen copy names its provider whatever has happened to it since. */
  const archivedSuppliers = useRecords('supplier', { archived: true })
  const providers = computed(
    () => new Map([...(registers.suppliers ?? []), ...(archivedSuppliers.value ?? [])].map((row) => [row.id, row])),
  )
  /** A row's decision is computed once and reused as long as the row and the providers are the same. */
  const kept = computed(() => {
    void providers.value
    return new WeakMap<SoaRow, { readonly decision: SoaDecision; readonly text: string }>()
  })
  const decided = (row: SoaRow): { readonly decision: SoaDecision; readonly text: string } => {
    const cache = kept.value
    const made = cache.get(row)
    if (made) return made
    const decision = decisionOf(row, (id) => providers.value.get(id)?.ref)
    const fresh = { decision, text: canonicalJson(decision) }
    cache.set(row, fresh)
    return fresh
  }

  const inForceCopy = computed(() =>
    versions.value.inForce ? copies.value.get(versions.value.inForce.record.id) : undefined,
  )
  const approvedTexts = computed(() =>
    inForceCopy.value?.state === 'here'
      ? new Map([...decisionsOf(inForceCopy.value.soa)].map(([id, decision]) => [id, canonicalJson(decision)]))
      : undefined,
  )
  /**
   * SOA9: requirements whose decision differs from the version in force; undefined if there is none, or its copy is not
   * present.
   */
  const changed = computed((): ReadonlySet<string> | undefined => {
    const approved = approvedTexts.value
    return (
      approved &&
      archivedSuppliers.value &&
      new Set(
        soaRows.rows
          .filter((row) => approved.get(row.requirement.id) !== decided(row).text)
          .map((row) => row.requirement.id),
      )
    )
  })
  /**
   * SOA9: compares with the copy, or only the hash if the copy is not present. Undefined without a version in force.
   */
  const outdated = computed((): boolean | undefined => {
    const { inForce } = versions.value
    if (!inForce || !isms.ready || archivedSuppliers.value === undefined) return undefined
    return changed.value
      ? changed.value.size > 0
      : hashOfJson(soaRows.rows.map((row) => decided(row).decision)) !== inForce.record.decisionHash
  })
  /** SOA9: the differences from the version in force, row by row. */
  const drift = computed((): SoaComparison | undefined => {
    const copy = inForceCopy.value
    return copy?.state === 'here'
      ? compareDecisions(
          [...decisionsOf(copy.soa).values()],
          soaRows.rows.map((row) => decided(row).decision),
        )
      : undefined
  })
  /** A frozen draft of the present decisions that awaits approval. */
  const waiting = computed(() => {
    const hash = hashOfJson(soaRows.rows.map((row) => decided(row).decision))
    return versions.value.all.find((version) => version.state === 'draft' && version.record.decisionHash === hash)
  })

  /** The live statement as it would be frozen now: for comparison, never stored. */
  const liveCopy = (): FrozenSoa =>
    freezeSoa({
      index: soaRows.index,
      rows: soaRows.rows,
      header: { framework: soaFramework, asOf: session.today },
      nameOfPerson: (id) => session.nameOfPerson(id),
      supplierOf: (id) =>
        ((supplier) => supplier && { ref: supplier.ref, name: supplier.name })(providers.value.get(id)),
    })
  const own = computed(() => additionalControls(controlStore.controls ?? [], soaFramework))

  return { records, versions, copies, changed, outdated, drift, waiting, liveCopy, own }
})

async function readCopy(record: SoaVersion, blob: BlobRow | undefined): Promise<FrozenCopy> {
  if (!blob?.bytes)
    return {
      state:
        blob?.state === 'missing' || blob?.state === 'corrupt'
          ? blob.state
          : blob?.state === 'erased'
            ? 'missing'
            : 'pending',
    }
  if (blob.state === 'corrupt') return { state: 'corrupt' }
  try {
    const parsed = parseFrozenSoa(JSON.parse(await blob.bytes.text()))
    return parsed.ok
      ? { state: 'here', soa: parsed.value, intact: isFrozenIntact(record, frozenHashes(parsed.value)) }
      : { state: 'unreadable' }
  } catch {
    return { state: 'unreadable' }
  }
}

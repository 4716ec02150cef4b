import { defineStore } from 'pinia'
import { computed } from 'vue'
import { effectiveNeed, type AssetNeed } from '~/lib/isms/risk/assetNeed'
import type { Asset } from '~/lib/records/kinds/asset'
import type { Supplier } from '~/lib/records/kinds/supplier'
import { supplierState, type SupplierState } from '~/lib/isms/supplier/supplierState'
import { useRegisters } from '../record/registersStore'
import { useSoaRows } from '../soa/soaRowsStore'
import { useSession } from '../workspace/sessionStore'

/** State of suppliers today, and the protection needs of assets (RS11). */
export const useSuppliers = defineStore('suppliers', () => {
  const registers = useRegisters()
  const soaRows = useSoaRows()
  const session = useSession()
  const computedOf = (row: Supplier): SupplierState =>
    supplierState(row, session.today, {
      timeZone: session.timeZone,
      hasUsableEvidence: soaRows.index.hasUsableEvidence,
    })
  const states = computed(
    (): ReadonlyMap<string, SupplierState> =>
      new Map((registers.suppliers ?? []).map((row) => [row.id, computedOf(row)])),
  )
  const assetById = computed(() => new Map((registers.assets ?? []).map((row) => [row.id, row])))
  const needs = computed(
    (): ReadonlyMap<string, AssetNeed> =>
      new Map((registers.assets ?? []).map((row) => [row.id, effectiveNeed(row, assetById.value)])),
  )
  return {
    stateOf: (supplier: Supplier): SupplierState => states.value.get(supplier.id) ?? computedOf(supplier),
    needOf: (asset: Asset): AssetNeed => needs.value.get(asset.id) ?? effectiveNeed(asset, assetById.value),
    /** Rows of the statement that are inherited from a supplier. */
    answersFor: (supplier: string) =>
      soaRows.rows.filter((row) => row.applicability === 'inherited' && row.entry?.provider === supplier),
    assetsOf: (supplier: string): readonly Asset[] =>
      (registers.assets ?? []).filter((row) => row.supplier === supplier),
  }
})

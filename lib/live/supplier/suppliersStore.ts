import { defineStore } from 'pinia'
import { computed } from 'vue'
import { effectiveNeed, type AssetNeed } from '~/lib/isms/risk/assetNeed'
import type { Asset } from '~/lib/records/kinds/asset'
import type { Supplier } from '~/lib/records/kinds/supplier'
import { supplierState, type SupplierState } from '~/lib/isms/supplier/supplierState'
import { useIsms } from '../isms/ismsStore'
import { useSession } from '../workspace/sessionStore'

/** State of suppliers today, and the protection needs of assets (RS11). */
export const useSuppliers = defineStore('suppliers', () => {
  const isms = useIsms()
  const session = useSession()
  const computedOf = (row: Supplier): SupplierState =>
    supplierState(row, session.today, {
      timeZone: session.timeZone,
      hasUsableEvidence: isms.soaIndex.hasUsableEvidence,
    })
  const states = computed(
    (): ReadonlyMap<string, SupplierState> => new Map((isms.suppliers ?? []).map((row) => [row.id, computedOf(row)])),
  )
  const assetById = computed(() => new Map((isms.assets ?? []).map((row) => [row.id, row])))
  const needs = computed(
    (): ReadonlyMap<string, AssetNeed> =>
      new Map((isms.assets ?? []).map((row) => [row.id, effectiveNeed(row, assetById.value)])),
  )
  return {
    stateOf: (supplier: Supplier): SupplierState => states.value.get(supplier.id) ?? computedOf(supplier),
    needOf: (asset: Asset): AssetNeed => needs.value.get(asset.id) ?? effectiveNeed(asset, assetById.value),
    /** Rows of the statement that are inherited from a supplier. */
    answersFor: (supplier: string) =>
      isms.soa.filter((row) => row.applicability === 'inherited' && row.entry?.provider === supplier),
    assetsOf: (supplier: string): readonly Asset[] => (isms.assets ?? []).filter((row) => row.supplier === supplier),
  }
})

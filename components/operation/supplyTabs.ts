import { h } from 'vue'
import AssetNeedCell from './AssetNeedCell.vue'
import AssuranceCell from './AssuranceCell.vue'
import SupplierDueCell from './SupplierDueCell.vue'
import type { KindTab } from '../register/kindTab'
import type { Asset } from '~/lib/isms/kinds/asset'
import type { AnyRecord } from '~/lib/isms/registry'
import { useSuppliers } from '~/lib/stores/suppliers'

const standing = (row: AnyRecord): 'fine' | 'attention' | 'ended' => (row.kind !== 'supplier' || row.status === 'ended' ? 'ended' : useSuppliers().stateOf(row).problems.length > 0 ? 'attention' : 'fine')

/** Suppliers: what is late stands first. */
export const supplierTab: KindTab = {
  view: 'suppliers', kind: 'supplier', prominent: ['standing', 'criticality', 'owner'], bulk: ['owner', 'criticality', 'status', 'reviewedOn'], sort: { name: 'reviewDue', descending: false }, fresh: { status: 'active' },
  columns: ({ t }) => [
    { name: 'criticality', initial: true, width: 96 }, { name: 'dataAccess', initial: true, width: 116 }, { name: 'cloud', label: t('control.supplier.cloud'), initial: true, width: 66 },
    { name: 'assured', label: t('control.supplier.assurance'), initial: true, width: 236, sortValue: (row) => (row.kind === 'supplier' ? (row.assuranceUntil ?? '0') : undefined) },
    { name: 'reviewDue', label: t('control.supplier.reviewDue'), initial: true, width: 108, sortValue: (row) => (row.kind === 'supplier' ? useSuppliers().stateOf(row).reviewDue : undefined) },
    { name: 'contractUntil', label: t('control.supplier.contract'), initial: true, width: 104 }, { name: 'owner', initial: true, width: 150 },
    { name: 'assurance', initial: false }, { name: 'assuranceUntil', initial: false }, { name: 'status', initial: false }, { name: 'reviewedOn', initial: false }, { name: 'reviewEvery', initial: false }, { name: 'subservice', initial: false }, { name: 'securityClauses', initial: false }, { name: 'contractFrom', initial: false }, { name: 'risks', initial: false }, { name: 'evidence', initial: false },
  ],
  facets: ({ t }) => [{ name: 'standing', label: t('control.supplier.state'), valuesOf: (row) => [standing(row)], options: (['attention', 'fine', 'ended'] as const).map((value) => ({ value, label: t(`control.supplier.states.${value}`) })) }],
  cells: { assured: AssuranceCell, reviewDue: SupplierDueCell },
}

const need = (property: 'c' | 'i' | 'a') => {
  const cell = ({ row }: { row: Asset }) => h(AssetNeedCell, { row, property })
  cell.props = ['row']
  return cell
}
const needColumn = (name: 'c' | 'i' | 'a', width: number) => ({ name, initial: true, width, sortValue: (row: AnyRecord) => (row.kind === 'asset' ? useSuppliers().needOf(row)[name] : undefined) })

/** Assets with what they need, own and raised by what they support (RS11). */
export const assetTab: KindTab = {
  view: 'assets', kind: 'asset', prominent: ['type', 'owner'], bulk: ['owner', 'type', 'classification', 'status'], fresh: { status: 'inUse' },
  columns: () => [{ name: 'type', initial: true, width: 110 }, { name: 'classification', initial: true, width: 110 }, needColumn('c', 134), needColumn('i', 134), needColumn('a', 134), { name: 'owner', initial: true, width: 160 }, { name: 'supplier', initial: false }, { name: 'pii', initial: false }, { name: 'status', initial: false }],
  cells: { c: need('c'), i: need('i'), a: need('a') },
}

import { h } from 'vue'
import AssetNeedCell from '../asset/AssetNeedCell.vue'
import AssuranceCell from './AssuranceCell.vue'
import { assuranceText } from './assuranceText'
import SupplierDueCell from './SupplierDueCell.vue'
import { dayCell } from '../exchange/import/shownTable'
import type { FaceWords } from '../record/face'
import type { KindTab } from '../register/kindTab'
import type { ColumnChange } from '../register/useColumns'
import type { Asset } from '~/lib/records/kinds/asset'
import type { AnyRecord } from '~/lib/records/registry'
import { useSuppliers } from '~/lib/live/supplier/suppliersStore'

const assurance = (row: AnyRecord, words: FaceWords): string | undefined =>
  row.kind === 'supplier'
    ? (({ what, until }) => [what, until].filter(Boolean).join(', '))(
        assuranceText(row, useSuppliers().stateOf(row).assurance, words),
      )
    : undefined
const standing = (row: AnyRecord): 'fine' | 'attention' | 'ended' =>
  row.kind !== 'supplier' || row.status === 'ended'
    ? 'ended'
    : useSuppliers().stateOf(row).problems.length > 0
      ? 'attention'
      : 'fine'

/** Suppliers: what is late stands first. */
export const supplierTab: KindTab = {
  view: 'suppliers',
  kind: 'supplier',
  prominent: ['standing', 'criticality', 'owner'],
  bulk: ['owner', 'criticality', 'status', 'reviewedOn'],
  sort: { name: 'reviewDue', descending: false },
  fresh: { status: 'active' },
  columns: (words) => [
    { name: 'criticality', initial: true, width: 96 },
    { name: 'dataAccess', initial: true, width: 116 },
    { name: 'cloud', label: words.t('control.supplier.cloud'), initial: true, width: 66 },
    {
      name: 'assured',
      label: words.t('control.supplier.assurance'),
      initial: true,
      width: 236,
      shown: (row) => assurance(row, words),
      sortValue: (row) => (row.kind === 'supplier' ? (row.assuranceUntil ?? '0') : undefined),
    },
    {
      name: 'reviewDue',
      label: words.t('control.supplier.reviewDue'),
      initial: true,
      width: 108,
      shown: (row) => (row.kind === 'supplier' ? dayCell(useSuppliers().stateOf(row).reviewDue) : undefined),
    },
    { name: 'contractUntil', label: words.t('control.supplier.contract'), initial: true, width: 104 },
    { name: 'owner', initial: true, width: 150 },
    { name: 'assurance', initial: false },
    { name: 'assuranceUntil', initial: false },
    { name: 'status', initial: false },
    { name: 'reviewedOn', initial: false },
    { name: 'reviewEvery', initial: false },
    { name: 'subservice', initial: false },
    { name: 'securityClauses', initial: false },
    { name: 'contractFrom', initial: false },
    { name: 'risks', initial: false },
    { name: 'evidence', initial: false },
  ],
  facets: ({ t }) => [
    {
      name: 'standing',
      label: t('control.supplier.state'),
      valuesOf: (row) => [standing(row)],
      options: (['attention', 'fine', 'ended'] as const).map((value) => ({
        value,
        label: t(`control.supplier.states.${value}`),
      })),
    },
  ],
  cells: { assured: AssuranceCell, reviewDue: SupplierDueCell },
}

const need = (property: 'c' | 'i' | 'a') => {
  const cell = ({ row }: { row: Asset }) => h(AssetNeedCell, { row, property })
  cell.props = ['row']
  return cell
}
const needOf = (row: AnyRecord, property: 'c' | 'i' | 'a'): number | undefined =>
  row.kind === 'asset' ? useSuppliers().needOf(row)[property] : undefined
const needColumn = (name: 'c' | 'i' | 'a', { t }: FaceWords): ColumnChange => ({
  name,
  initial: true,
  width: 134,
  sortValue: (row) => needOf(row, name),
  shown: (row) =>
    ((need) =>
      need === undefined || row.kind !== 'asset'
        ? undefined
        : [
            `${need} ${t(`control.asset.levels.${need}`)}`,
            ...(need === row[name] ? [] : [t('control.asset.own', { n: row[name] ?? '–' })]),
          ].join(', '))(needOf(row, name)),
})

/** Assets with what they need, own and raised by what they support (RS11). */
export const assetTab: KindTab = {
  view: 'assets',
  kind: 'asset',
  prominent: ['type', 'owner'],
  bulk: ['owner', 'type', 'classification', 'status'],
  fresh: { status: 'inUse' },
  columns: (words) => [
    { name: 'type', initial: true, width: 110 },
    { name: 'classification', initial: true, width: 110 },
    ...(['c', 'i', 'a'] as const).map((name) => needColumn(name, words)),
    { name: 'owner', initial: true, width: 160 },
    { name: 'supplier', initial: false },
    { name: 'pii', initial: false },
    { name: 'status', initial: false },
  ],
  cells: { c: need('c'), i: need('i'), a: need('a') },
}

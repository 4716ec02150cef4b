import type { Asset } from '~/lib/records/kinds/asset'
import type { Control } from '~/lib/records/kinds/control'
import type { Risk } from '~/lib/records/kinds/risk'
import type { Scope } from '~/lib/records/kinds/scope'
import type { ObligationFacts, SupplierFacts } from './soaFacts'

/** Why an exclusion is not valid: something exists that the requirement is about. */
export interface SoaContradiction {
  readonly type:
    | 'risk'
    | 'control'
    | 'supplier'
    | 'cloudSupplier'
    | 'development'
    | 'outsourcing'
    | 'remoteWork'
    | 'premises'
    | 'pii'
    | 'obligation'
  /** The contradicting records; empty if the contradiction is a fact of the scope. */
  readonly ids: readonly string[]
}

export interface ContradictionInput {
  /** Controls, without retired ones, and open risks that directly name this requirement. */
  readonly controls: readonly Control[]
  readonly risks: readonly Risk[]
  readonly scope?: Scope | undefined
  readonly assets?: readonly Asset[]
  readonly suppliers?: readonly SupplierFacts[] | undefined
  readonly obligations?: readonly ObligationFacts[]
}

const development = ['A.8.4', 'A.8.25', 'A.8.26', 'A.8.27', 'A.8.28', 'A.8.29', 'A.8.31', 'A.8.33']
const premises = ['A.7.1', 'A.7.2', 'A.7.3', 'A.7.5']
const suppliersAll = ['A.5.19', 'A.5.20', 'A.5.21', 'A.5.22']

/** SOA7: contradictions of an excluded row. `code` is an Annex A code such as `A.5.23`. */
export function contradictionsOf(
  code: string,
  { controls, risks, scope, assets = [], suppliers = [], obligations = [] }: ContradictionInput,
): readonly SoaContradiction[] {
  const found: SoaContradiction[] = []
  const add = (type: SoaContradiction['type'], ids: readonly string[]): void => {
    if (ids.length > 0) found.push({ type, ids })
  }
  const fact = (type: SoaContradiction['type'], codes: readonly string[], holds: boolean | undefined): void => {
    if (codes.includes(code) && holds) found.push({ type, ids: [] })
  }
  const active = suppliers.filter((supplier) => supplier.status !== 'ended' && supplier.archivedOn === undefined)

  add('risk', ids(risks))
  add('control', ids(controls))
  if (suppliersAll.includes(code)) add('supplier', ids(active))
  if (code === 'A.5.23') add('cloudSupplier', ids(active.filter((supplier) => supplier.cloud)))
  fact('development', development, scope?.developsSoftware)
  fact('outsourcing', ['A.8.30'], scope?.outsourcesDevelopment)
  fact('remoteWork', ['A.6.7'], scope?.remoteWork)
  fact('premises', premises, scope?.hasPremises)
  fact('pii', ['A.5.34'], scope?.handlesPii)
  if (code === 'A.5.34')
    add('pii', ids(assets.filter((asset) => asset.pii && asset.archivedOn === undefined && asset.status !== 'retired')))
  if (code === 'A.5.31')
    add(
      'obligation',
      ids(obligations.filter((obligation) => obligation.status !== 'ended' && obligation.archivedOn === undefined)),
    )
  return found
}

const ids = (records: readonly { readonly id: string }[]): readonly string[] => records.map((record) => record.id)

/** What the Statement of Applicability needs of other kinds; their rows satisfy these interfaces. */

export interface SupplierFacts {
  readonly id: string
  readonly ref: string
  readonly cloud: boolean | undefined
  readonly status: 'active' | 'ended' | undefined
  readonly assuranceUntil: string | undefined
  readonly evidence: readonly string[]
  readonly archivedOn?: string | undefined
}

export interface ObligationFacts {
  readonly id: string
  readonly status: 'active' | 'ended' | undefined
  readonly archivedOn?: string | undefined
}

export interface ActionLinks {
  readonly risks: readonly string[]
  readonly controls: readonly string[]
  readonly status: string | undefined
  readonly archivedOn?: string | undefined
}

/** One clause item, Annex A reference control or criterion of a framework. Titles are our own short forms. */
export interface Requirement {
  /** `iso27001-2022:A.5.1`. */
  readonly id: string
  readonly framework: string
  readonly code: string
  readonly title: string
  /** Theme or clause, as shown above a list. */
  readonly group: string
  /** Id of the clause or theme it belongs to. */
  readonly parent: string | undefined
  /** Whether a decision, an audit item or a check can stand on it; clauses and themes only group. */
  readonly assessable: boolean
  /** Our own words for implementers: what to have, and what an auditor looks for. */
  readonly guidance: string
  readonly types: readonly ('preventive' | 'detective' | 'corrective')[]
  readonly properties: readonly ('C' | 'I' | 'A')[]
  /** Catalogue order over the whole framework. */
  readonly order: number
}

export interface Framework {
  readonly id: string
  readonly title: string
  readonly edition: string
  readonly publisher: string
  /** Whether a Statement of Applicability is kept for it. */
  readonly soa: boolean
  readonly licenceNote: string
  readonly requirements: readonly Requirement[]
}

/** One clause item, Annex A reference control or criterion of a framework. Titles are our own short forms. */
export interface Requirement {
  /** `iso27001-2022:A.5.1`. */
  readonly id: string
  readonly framework: string
  readonly code: string
  readonly title: string
  /** Theme or clause, shown above a list. */
  readonly group: string
  /** Id of the clause or theme it belongs to. */
  readonly parent: string | undefined
  /** True if a decision, an audit item or a check can refer to it; clauses and themes only group. */
  readonly assessable: boolean
  /** Our own text for implementers: what to have, and what an auditor looks for. */
  readonly guidance: string
  readonly types: readonly ('preventive' | 'detective' | 'corrective')[]
  readonly properties: readonly ('C' | 'I' | 'A')[]
  /** Position in catalogue order, across the entire framework. */
  readonly order: number
}

export interface Framework {
  readonly id: string
  readonly title: string
  readonly edition: string
  readonly publisher: string
  /** Whether the framework has a Statement of Applicability. */
  readonly soa: boolean
  readonly licenceNote: string
  readonly requirements: readonly Requirement[]
}

/**
 * Code, our own short title, and guidance in our own words. The texts of the trust services criteria and their points
 * of focus belong to the AICPA and are not included.
 */
export type CriterionRow = readonly [code: string, title: string, guidance: string]

export interface Series {
  readonly code: string
  readonly title: string
  readonly rows: readonly CriterionRow[]
}

/**
 * Code, own short title and guidance in our own words. The texts of the trust services criteria and their points of
 * focus are AICPA's and are not here.
 */
export type CriterionRow = readonly [code: string, title: string, guidance: string]

export interface Series {
  readonly code: string
  readonly title: string
  readonly rows: readonly CriterionRow[]
}

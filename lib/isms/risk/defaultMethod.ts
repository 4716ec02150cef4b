import type { AcceptanceAuthority, LevelStep, ScaleStep } from '~/lib/records/kinds/riskMethod'

/** RS0: template grid of m likelihoods × n impacts with levels 1..4. Rules use the stored grid, never this template. */
export function templateGrid(m: number, n: number): readonly (readonly number[])[] {
  const level = (l: number, i: number): number => {
    const share = 100 * l * i
    return share <= 16 * m * n ? 1 : share <= 36 * m * n ? 2 : share <= 64 * m * n ? 3 : 4
  }
  return Array.from({ length: m }, (_, l) => Array.from({ length: n }, (_, i) => level(l + 1, i + 1)))
}

const likelihood: readonly ScaleStep[] = [
  { label: 'Rare', meaning: 'Not expected; less than once in ten years.' },
  { label: 'Unlikely', meaning: 'Could happen once in three to ten years.' },
  { label: 'Possible', meaning: 'Could happen once in one to three years.' },
  { label: 'Likely', meaning: 'Expected about once a year.' },
  { label: 'Almost certain', meaning: 'Expected several times a year.' },
]

const impact: readonly ScaleStep[] = [
  { label: 'Negligible', meaning: 'Absorbed in daily work; nobody outside notices.' },
  { label: 'Minor', meaning: 'Hours of extra work; a single customer notices.' },
  { label: 'Moderate', meaning: 'A day of disruption, or a complaint that must be answered in writing.' },
  { label: 'Major', meaning: 'Several days of disruption, breach of contract, or notice to an authority.' },
  { label: 'Severe', meaning: 'The organisation may not survive, or people come to harm.' },
]

const levels: readonly LevelStep[] = [
  { label: 'Low', colour: 'level1' },
  { label: 'Medium', colour: 'level2' },
  { label: 'High', colour: 'level3' },
  { label: 'Critical', colour: 'level4' },
]

const authority: readonly AcceptanceAuthority[] = [
  { level: 3, signer: 'riskOwner', max: 'P12M' },
  { level: 4, signer: 'topManagement', max: 'P6M' },
]

/** RS0: the method a new workspace starts with; a proposal to be changed and approved (6.1.2 a). */
export const defaultMethod = {
  likelihood,
  impact,
  levels,
  grid: templateGrid(5, 5),
  acceptMax: 2,
  authority,
  approach: 'eventBased',
  reassessEvery: 'P12M',
} as const

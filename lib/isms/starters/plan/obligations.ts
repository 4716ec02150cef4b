/** Laws and contracts that an organisation of a sector most likely answers to: proposals, never a verdict. Words in `texts.ts`. */

import type { Obligation } from '../../kinds/obligation'
import type { Sector } from '../../kinds/scope'
import type { StartAnswers } from './answers'

export interface ObligationStarter {
  readonly name: string
  readonly source: NonNullable<Obligation['source']>
  /** Controls of Annex A it bears on. */
  readonly reqs: readonly string[]
  /** Undefined: every sector. */
  readonly sectors?: readonly Sector[]
}

const obligations: readonly ObligationStarter[] = [
  { name: 'law-personalData', source: 'law', reqs: ['A.5.34', 'A.5.31'] },
  { name: 'law-customerContracts', source: 'contract', reqs: ['A.5.31', 'A.5.20'], sectors: ['software', 'services', 'finance', 'manufacturing', 'transport', 'other'] },
  { name: 'law-records', source: 'law', reqs: ['A.5.33'] },
  { name: 'law-paymentCards', source: 'contract', reqs: ['A.5.31', 'A.8.24'], sectors: ['trade', 'finance'] },
  { name: 'law-healthData', source: 'law', reqs: ['A.5.34', 'A.5.33'], sectors: ['health'] },
  { name: 'law-financial', source: 'regulation', reqs: ['A.5.31', 'A.5.22', 'A.5.30'], sectors: ['finance'] },
  { name: 'law-critical', source: 'law', reqs: ['A.5.31', 'A.5.26', 'A.5.21'], sectors: ['energy', 'transport', 'health', 'publicSector', 'finance'] },
  { name: 'law-products', source: 'regulation', reqs: ['A.5.31', 'A.8.25', 'A.8.8'], sectors: ['software', 'manufacturing'] },
  { name: 'law-publicSector', source: 'regulation', reqs: ['A.5.31', 'A.5.33'], sectors: ['publicSector'] },
  { name: 'law-education', source: 'regulation', reqs: ['A.5.34', 'A.5.33'], sectors: ['education'] },
]

/** Personal data are left out where somebody said that there are none. */
export const obligationsFor = ({ sector, handlesPii }: Pick<StartAnswers, 'sector' | 'handlesPii'>): readonly ObligationStarter[] =>
  obligations.filter((one) => (one.sectors === undefined || (sector !== undefined && one.sectors.includes(sector))) && !(one.name === 'law-personalData' && handlesPii === false))

export const obligationNamed = (name: string): ObligationStarter | undefined => obligations.find((one) => one.name === name)

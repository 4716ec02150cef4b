/**
 * Laws and contracts that an organisation of a sector most likely answers to: proposals, never a verdict. Words in
 * `texts.ts`.
 */

import type { Obligation } from '~/lib/records/kinds/obligation'
import type { Sector } from '~/lib/records/kinds/scope'
import type { StartAnswers } from './answers'

export interface ObligationStarter {
  readonly name: string
  readonly source: NonNullable<Obligation['source']>
  /** Controls of Annex A it bears on. */
  readonly reqs: readonly string[]
  /** Undefined: every sector. */
  readonly sectors?: readonly Sector[]
  /** PL2: further sectors it is asked of from this many people on, and where nobody said how many. */
  readonly larger?: { readonly sectors: readonly Sector[]; readonly from: number }
}

const obligations: readonly ObligationStarter[] = [
  { name: 'law-personalData', source: 'law', reqs: ['A.5.34', 'A.5.31'] },
  { name: 'law-customerContracts', source: 'contract', reqs: ['A.5.31', 'A.5.20'], sectors: ['software', 'services', 'finance', 'manufacturing', 'transport', 'other'] },
  { name: 'law-records', source: 'law', reqs: ['A.5.33'] },
  { name: 'law-paymentCards', source: 'contract', reqs: ['A.5.31', 'A.8.24'], sectors: ['trade', 'finance'] },
  { name: 'law-healthData', source: 'law', reqs: ['A.5.34', 'A.5.33'], sectors: ['health'] },
  { name: 'law-financial', source: 'regulation', reqs: ['A.5.31', 'A.5.22', 'A.5.30'], sectors: ['finance'] },
  { name: 'law-critical', source: 'law', reqs: ['A.5.31', 'A.5.26', 'A.5.21'], sectors: ['energy', 'transport', 'health', 'publicSector', 'finance'],
    // NIS 2 leaves out micro firms; whether a small one is in depends on turnover and services as well, so it is asked.
    larger: { sectors: ['software', 'services', 'manufacturing'], from: 11 } },
  { name: 'law-products', source: 'regulation', reqs: ['A.5.31', 'A.8.25', 'A.8.8'], sectors: ['software', 'manufacturing'] },
  { name: 'law-publicSector', source: 'regulation', reqs: ['A.5.31', 'A.5.33'], sectors: ['publicSector'] },
  { name: 'law-education', source: 'regulation', reqs: ['A.5.34', 'A.5.33'], sectors: ['education'] },
]

/** By sector and size (PL2). Personal data are left out where somebody said that there are none. */
export const obligationsFor = ({ sector, people, handlesPii }: Pick<StartAnswers, 'sector' | 'people' | 'handlesPii'>): readonly ObligationStarter[] =>
  obligations.filter((one) => isOfSector(one, sector, people) && !(one.name === 'law-personalData' && handlesPii === false))

const isOfSector = ({ sectors, larger }: ObligationStarter, sector: Sector | undefined, people: number | undefined): boolean =>
  sectors === undefined || (sector !== undefined && (sectors.includes(sector) || (larger !== undefined && larger.sectors.includes(sector) && (people ?? larger.from) >= larger.from)))

export const obligationNamed = (name: string): ObligationStarter | undefined => obligations.find((one) => one.name === name)

/**
 * Laws and contracts that probably apply to an organisation of a sector: proposals, never a verdict. The text is in
 * `texts.ts`.
 */

import type { Obligation } from '~/lib/records/kinds/obligation'
import type { Sector } from '~/lib/records/kinds/scope'
import type { StartAnswers } from './answers'

export interface ObligationStarter {
  readonly name: string
  readonly source: NonNullable<Obligation['source']>
  /** Annex A controls it affects. */
  readonly reqs: readonly string[]
  /** Undefined: every sector. */
  readonly sectors?: readonly Sector[]
  /** PL2: further sectors it applies to from this number of people on, and if the number is unknown. */
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
    // NIS 2 exempts micro firms; for small ones turnover and services matter as well, so it is proposed.
    larger: { sectors: ['software', 'services', 'manufacturing'], from: 11 } },
  { name: 'law-products', source: 'regulation', reqs: ['A.5.31', 'A.8.25', 'A.8.8'], sectors: ['software', 'manufacturing'] },
  { name: 'law-publicSector', source: 'regulation', reqs: ['A.5.31', 'A.5.33'], sectors: ['publicSector'] },
  { name: 'law-education', source: 'regulation', reqs: ['A.5.34', 'A.5.33'], sectors: ['education'] },
]

/** By sector and size (PL2). Personal data law is left out if the organisation said that it handles none. */
export const obligationsFor = ({ sector, people, handlesPii }: Pick<StartAnswers, 'sector' | 'people' | 'handlesPii'>): readonly ObligationStarter[] =>
  obligations.filter((one) => isOfSector(one, sector, people) && !(one.name === 'law-personalData' && handlesPii === false))

const isOfSector = ({ sectors, larger }: ObligationStarter, sector: Sector | undefined, people: number | undefined): boolean =>
  sectors === undefined || (sector !== undefined && (sectors.includes(sector) || (larger !== undefined && larger.sectors.includes(sector) && (people ?? larger.from) >= larger.from)))

export const obligationNamed = (name: string): ObligationStarter | undefined => obligations.find((one) => one.name === name)

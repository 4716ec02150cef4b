/**
 * Forty common risks to start a register with: cause, effect, Annex A controls that treat them, and sectors where they
 * are typical. Data only, loaded when somebody picks from it; the text is in `texts.ts`. Nothing is scored: only the
 * organisation can judge likelihood and impact (6.1.2).
 */

import type { Risk } from '~/lib/records/kinds/risk'
import type { Scope, Sector } from '~/lib/records/kinds/scope'
import { starterThreats } from '~/lib/isms/risk/starterThreats'

type Property = Risk['properties'][number]
/** A yes/no fact of the scope without which the risk is meaningless. */
export type ScopeFact = 'developsSoftware' | 'outsourcesDevelopment' | 'remoteWork' | 'hasPremises' | 'handlesPii'

export interface RiskStarter {
  readonly name: string
  /** Name of a starter threat. */
  readonly threat: string
  readonly properties: readonly Property[]
  /** Annex A codes that treat it. */
  readonly reqs: readonly string[]
  /** Sectors where it is typical. */
  readonly sectors: readonly Sector[]
  readonly fact?: ScopeFact
  /** Somebody profits from it (CC3.3). */
  readonly fraud?: true
}

const of = (name: string, threat: string, properties: string, reqs: string, sectors: string, more: Pick<RiskStarter, 'fact' | 'fraud'> = {}): RiskStarter =>
  ({ name, threat, properties: [...properties] as Property[], reqs: reqs.split(' '), sectors: sectors.split(' ').filter(Boolean) as Sector[], ...more })

/** In the order of concern for most organisations. */
export const riskStarters: readonly RiskStarter[] = [
  of('ransomware', 'Ransomware', 'IA', 'A.8.7 A.8.13 A.8.8 A.8.22', 'software services health manufacturing trade transport energy publicSector education'),
  of('phishing', 'Phishing and false identity', 'CI', 'A.6.3 A.8.5 A.8.23 A.6.8', 'services finance health publicSector education trade'),
  of('accountTakeover', 'Account takeover', 'CI', 'A.8.5 A.5.17 A.8.15', 'software finance trade education'),
  of('unpatched', 'Use of a known weakness', 'CIA', 'A.8.8 A.8.19 A.8.9', 'software health publicSector education'),
  of('misconfiguration', 'Mistake in operation', 'C', 'A.5.23 A.8.9 A.8.12', 'software services trade'),
  of('backupFailure', 'Loss of data without a usable copy', 'IA', 'A.8.13 A.5.30', 'software services health education'),
  of('leavers', 'Access kept after leaving', 'C', 'A.5.11 A.5.18 A.6.5', 'services education trade'),
  of('wideRights', 'Misuse by an insider', 'CI', 'A.8.2 A.5.15 A.5.18', 'software finance health', { fraud: true }),
  of('cloudOutage', 'Outage of a cloud or network service', 'A', 'A.5.23 A.8.14 A.5.29', 'software trade transport'),
  of('supplierAttack', 'Attack through a supplier', 'CIA', 'A.5.19 A.5.21 A.5.20', 'software manufacturing publicSector energy'),
  of('deviceTheft', 'Theft of devices or media', 'C', 'A.7.9 A.8.1 A.8.24', 'services health transport'),
  of('wrongRecipient', 'Information sent to the wrong recipient', 'C', 'A.5.14 A.5.12 A.8.12', 'services health publicSector finance'),
  of('keyPerson', 'Key person not available', 'A', 'A.5.37 A.5.2 A.6.3', 'software services manufacturing'),
  of('softwareDefect', 'Defect in own software', 'CIA', 'A.8.29 A.8.32 A.8.25', 'software finance', { fact: 'developsSoftware' }),
  of('secretsLeak', 'Leak of secrets in code or logs', 'C', 'A.8.4 A.8.28 A.8.24', 'software', { fact: 'developsSoftware' }),
  of('webAttack', 'Use of a known weakness', 'CI', 'A.8.26 A.8.28 A.8.29', 'software trade finance', { fact: 'developsSoftware' }),
  of('tenantMix', 'Defect in own software', 'C', 'A.8.3 A.8.27 A.8.31', 'software', { fact: 'developsSoftware' }),
  of('failedRelease', 'Mistake in operation', 'IA', 'A.8.32 A.8.31 A.8.29', 'software', { fact: 'developsSoftware' }),
  of('unnoticed', 'Account takeover', 'CI', 'A.8.15 A.8.16 A.5.25', 'software finance energy'),
  of('invoiceFraud', 'Payment and invoice fraud', 'I', 'A.5.3 A.6.3 A.5.14', 'services trade manufacturing finance', { fraud: true }),
  of('insiderTheft', 'Misuse by an insider', 'C', 'A.6.6 A.8.12 A.8.16', 'finance manufacturing services', { fraud: true }),
  of('unapprovedServices', 'Information sent to the wrong recipient', 'C', 'A.5.10 A.5.23 A.5.12', 'services software education'),
  of('keptTooLong', 'Obligation overlooked', 'C', 'A.8.10 A.5.34 A.5.33', 'health publicSector education trade', { fact: 'handlesPii' }),
  of('obligationMissed', 'Obligation overlooked', 'CI', 'A.5.31 A.5.36 A.5.34', 'finance health energy publicSector'),
  of('supplierEnds', 'Supplier ends or changes its service', 'A', 'A.5.22 A.5.23 A.5.20', 'software trade transport'),
  of('overload', 'Overload of a service', 'A', 'A.8.6 A.8.20 A.5.30', 'software trade finance'),
  of('hardwareFailure', 'Failure of hardware or storage', 'IA', 'A.7.13 A.8.14 A.8.13', 'manufacturing health education'),
  of('homeNetwork', 'Use of a known weakness', 'CI', 'A.6.7 A.8.1 A.8.20', 'services software', { fact: 'remoteWork' }),
  of('contractorAccess', 'Attack through a supplier', 'CI', 'A.8.30 A.5.20 A.5.18', 'software finance', { fact: 'outsourcesDevelopment' }),
  of('intrusion', 'Intrusion on the premises', 'CA', 'A.7.1 A.7.2 A.7.3', 'manufacturing health publicSector', { fact: 'hasPremises' }),
  of('fire', 'Fire or smoke', 'A', 'A.7.5 A.5.29 A.8.13', 'manufacturing trade transport', { fact: 'hasPremises' }),
  of('water', 'Water, storm or heat', 'A', 'A.7.5 A.7.8 A.5.29', 'manufacturing transport energy', { fact: 'hasPremises' }),
  of('power', 'Loss of power or lines', 'A', 'A.7.11 A.7.12 A.5.30', 'health manufacturing energy', { fact: 'hasPremises' }),
  of('epidemic', 'Epidemic or closed region', 'A', 'A.5.29 A.6.7 A.5.37', 'health transport education'),
  of('disposal', 'Information sent to the wrong recipient', 'C', 'A.7.14 A.8.10 A.7.10', 'health publicSector finance'),
  of('controlSystems', 'Use of a known weakness', 'IA', 'A.8.22 A.8.20 A.5.21', 'manufacturing energy transport'),
  of('careInterrupted', 'Outage of a cloud or network service', 'A', 'A.5.30 A.5.29 A.8.14', 'health'),
  of('foreignScript', 'Attack through a supplier', 'C', 'A.8.26 A.5.21 A.8.16', 'trade finance', { fraud: true }),
  of('falseApplicant', 'Phishing and false identity', 'CI', 'A.6.1 A.6.2 A.5.16', 'software services finance', { fraud: true }),
  of('wrongFigures', 'Mistake in operation', 'I', 'A.8.3 A.5.37 A.8.32', 'finance publicSector education energy'),
]

const threatAt = new Map(starterThreats.map(({ name }, index) => [name, index]))
/** Index of its threat in the starter threats, the same in every language. */
export const threatIndex = ({ threat }: RiskStarter): number => threatAt.get(threat)!

type Facts = Pick<Scope, 'sector'> & Partial<Pick<Scope, ScopeFact>>

/** Risks typical of the sector first, each group in its usual order; those ruled out by the scope are omitted. */
export function risksFor(facts: Facts | undefined): readonly RiskStarter[] {
  const fitting = riskStarters.filter(({ fact }) => fact === undefined || facts?.[fact] !== false)
  return [...fitting.filter((one) => isTypical(one, facts)), ...fitting.filter((one) => !isTypical(one, facts))]
}

export const isTypical = ({ sectors }: RiskStarter, facts: Facts | undefined): boolean => facts?.sector !== undefined && sectors.includes(facts.sector)

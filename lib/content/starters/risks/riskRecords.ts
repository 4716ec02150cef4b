/**
 * Selected starter risks as records: the unscored risk, its threat and its vulnerability, linked both ways. A threat
 * that is already in the register under that name is linked, not created again; risks picked before are left alone.
 * Pure.
 */

import type { JsonValue } from '~/lib/shared/json'
import type { Threat } from '~/lib/records/kinds/threat'
import type { StarterThreat } from '~/lib/isms/risk/starterThreats'
import { startId } from '../plan/startPlan'
import { iso } from '../plan/steps'
import { threatIndex, type RiskStarter } from './risks'
import type { RiskTexts } from './texts'

export interface StarterRecord {
  readonly kind: 'risk' | 'threat' | 'vulnerability'
  readonly id: string
  readonly fields: Readonly<Record<string, JsonValue>>
}

export interface RiskWords {
  readonly texts: Readonly<Record<string, RiskTexts>>
  /** Starter threats in the same language. */
  readonly threats: readonly StarterThreat[]
}

export interface RiskPresent {
  readonly threats: readonly Pick<Threat, 'id' | 'name' | 'archivedOn'>[]
  /** Ids of existing records, without archived ones. */
  readonly ids: ReadonlySet<string>
}

export const riskStarterId = ({ name }: RiskStarter): string => startId('risk', name)

export function riskRecords(chosen: readonly RiskStarter[], { texts, threats }: RiskWords, present: RiskPresent, { owner, today }: { readonly owner: string | undefined; readonly today: string }): readonly StarterRecord[] {
  const named = new Map(present.threats.flatMap(({ id, name, archivedOn }) => (name !== undefined && archivedOn === undefined ? [[name.trim().toLowerCase(), id] as const] : [])))
  const made = new Map<string, StarterRecord>()
  const add = (record: StarterRecord): string => {
    if (!present.ids.has(record.id)) made.set(record.id, record)
    return record.id
  }
  for (const one of chosen) {
    const id = riskStarterId(one)
    if (present.ids.has(id)) continue
    const { title, cause, event, consequence, weakness } = texts[one.name]!
    const threat = threats[threatIndex(one)]!
    const threatId = named.get(threat.name.toLowerCase()) ?? add({ kind: 'threat', id: startId('threat', `threat-${threatIndex(one) + 1}`), fields: { ...threat } })
    const weak = add({ kind: 'vulnerability', id: startId('vulnerability', one.name), fields: { title: weakness, status: 'open', foundOn: today, risks: [id] } })
    add({ kind: 'risk', id, fields: {
      title, cause, event, consequence, properties: [...one.properties], threats: [threatId], vulnerabilities: [weak], reqs: one.reqs.map((code) => `${iso}:${code}`), status: 'open',
      ...(one.fraud && { fraud: true }), ...(owner !== undefined && { owner }),
    } })
  }
  return [...made.values()]
}

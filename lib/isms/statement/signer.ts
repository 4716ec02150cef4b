/**
 * The facts that authority is judged on (ST6, ST12), as of the statement's log position. The engine checks before
 * signing, the log judges again on every device, and screens decide whether to offer the button: one function for all
 * three.
 */

import { fail, type Result } from '~/lib/shared/result'
import { isJsonObject, type JsonObject } from '~/lib/shared/json'
import { dateInZone } from '~/lib/shared/dates'
import { isLead, type WorkspaceRole } from '~/lib/records/classes'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { defaultMethod } from '../risk/defaultMethod'
import { borneLevel, judgeAcceptance } from '../risk/acceptance'
import { isLevel, riskLevels } from '../risk/level'
import type { Maker, SignedSubject, SignerFacts } from './authority'
import type { RecordLookup } from './composites'
import type { StatementFact } from './statementFacts'
import { isNamedTopManagement, isTopManagementNamed } from './topManagement'

export interface Signer {
  readonly role: WorkspaceRole
  readonly memberId: string
  readonly personId: string | undefined
  readonly dependsOn?: SignerFacts['dependsOn']
  readonly isOnWord?: SignerFacts['isOnWord']
}

export interface SignedNow {
  readonly type: string
  readonly kind: Kind
  readonly id: string
  readonly profile: string
  /** The record's fields, overridden by the hashed ones. */
  readonly fields: Readonly<Record<string, unknown>>
  /** `records` of the frozen copy, if the profile is composite. */
  readonly composite: JsonObject
  readonly validUntil: string | undefined
  /** From the log; needed if a rule of the statement requires independence. */
  readonly makers?: readonly Maker[] | undefined
  /** Milliseconds since the epoch: of the log position, or now. */
  readonly time: number
}

/** Records the judgement may read, as kind and id, so that they can be loaded first. */
export function recordsForAuthority(
  kind: Kind,
  fields: Readonly<Record<string, unknown>>,
): readonly (readonly [Kind, string])[] {
  const named = (of: Kind, name: string): readonly (readonly [Kind, string])[] =>
    typeof fields[name] === 'string' ? [[of, fields[name]]] : []
  if (kind === 'riskAcceptance')
    return [['riskMethod', 'rm_main'], ['settings', 'settings_main'], ...named('risk', 'risk')]
  if (kind === 'finding') return named('audit', 'audit')
  if (kind === 'exception') return [...named('policy', 'policy'), ...named('control', 'control')]
  return []
}

/**
 * Signer and subject in the form `judgeAuthority` takes. `roles`: the statements on role assignments up to that
 * position; `get`: records as of that position.
 */
export function authorityFacts(
  signer: Signer,
  signed: SignedNow,
  roles: readonly StatementFact[],
  get: RecordLookup['get'],
): { readonly signer: SignerFacts; readonly subject: SignedSubject } {
  const day = dateInZone(new Date(signed.time).toISOString(), timeZoneOf(get))
  const named = isNamedTopManagement(signer.personId, roles, day)
  // ST14: an owner stands in for top management only while nobody is named.
  const standsIn = !named && signer.role === 'owner' && !isTopManagementNamed(roles, day)
  const facts: SignerFacts = {
    ...signer,
    isTopManagement: named || standsIn,
    ...(standsIn && { standsIn }),
    isAuditor: signer.personId !== undefined && auditorsOf(signed, get).includes(signer.personId),
  }
  const rules = recordKind(signed.kind).profiles[signed.profile]?.signed[signed.type as never] as
    readonly unknown[] | undefined
  return {
    signer: facts,
    subject: {
      kind: signed.kind,
      profile: signed.profile,
      fields: signed.fields,
      linkedOwner: linkedOwner(signed, get),
      ...(signed.makers && { makers: signed.makers }),
      ...(rules?.includes('riskAuthority') && { acceptance: acceptance(facts, signed, day, get) }),
    },
  }
}

function auditorsOf({ kind, fields }: SignedNow, get: RecordLookup['get']): readonly string[] {
  const audit: AnyRecord | undefined =
    kind === 'finding' && typeof fields['audit'] === 'string' ? get('audit', fields['audit']) : undefined
  const auditors = kind === 'audit' ? fields['auditors'] : audit?.kind === 'audit' ? audit.auditors : undefined
  return Array.isArray(auditors) ? auditors : []
}

function linkedOwner({ kind, fields }: SignedNow, get: RecordLookup['get']): string | undefined {
  if (kind !== 'exception') return undefined
  const linked =
    typeof fields['policy'] === 'string'
      ? get('policy', fields['policy'])
      : typeof fields['control'] === 'string'
        ? get('control', fields['control'])
        : undefined
  return linked?.kind === 'policy' || linked?.kind === 'control' ? linked.owner : undefined
}

const timeZoneOf = (get: RecordLookup['get']): string => {
  const settings = get('settings', 'settings_main')
  return (settings?.kind === 'settings' ? settings.timeZone : undefined) ?? 'UTC'
}

/**
 * TR4, TR11. Uses the highest of the recorded level, the level of the frozen scores and the present level: nobody can
 * accept a 4 as a 3.
 */
function acceptance(
  signer: SignerFacts,
  { type, fields, composite, validUntil }: SignedNow,
  day: string,
  get: RecordLookup['get'],
): Result<void> {
  const risk = Array.isArray(composite['risk']) ? composite['risk'][0] : undefined
  if (!isJsonObject(risk))
    return fail('acceptanceRisk', 'The risk this acceptance is about is not here. Link the risk first.')
  const own = get('riskMethod', 'rm_main')
  const method = own?.kind === 'riskMethod' ? own : undefined
  const grid = method?.grid ?? defaultMethod.grid
  const levels = riskLevels(risk as never, { grid, acceptMax: method?.acceptMax ?? defaultMethod.acceptMax })
  const scored = fields['type'] === 'interim' ? levels.current.level : levels.effectiveResidual
  const written = typeof fields['frozenLevel'] === 'number' ? fields['frozenLevel'] : 0
  const level = borneLevel(Math.max(written, isLevel(scored) ? scored : 0), levels.current.level)
  return judgeAcceptance(
    { level, validUntil: type === 'reject' ? day : (validUntil ?? ''), signingDay: day },
    method?.authority ?? defaultMethod.authority,
    {
      isTopManagement: signer.isTopManagement,
      isLead: isLead(signer.role),
      isRiskOwner: signer.personId !== undefined && risk['owner'] === signer.personId,
    },
  )
}

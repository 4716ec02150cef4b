/**
 * How complete the scope is, section by section (4.3, 4.4, Amd 1:2024), and whether both sides of 4.1 and 4.2 are
 * recorded.
 */

import { isActive, isSetValue } from '~/lib/records/fieldCompleteness'
import type { Field } from '~/lib/records/fields'
import type { InterestedParty } from '~/lib/records/kinds/interestedParty'
import type { Issue } from '~/lib/records/kinds/issue'
import { scope as definition, type Scope } from '~/lib/records/kinds/scope'

/** Minimum length in characters: anything shorter does not name a scope that could be audited (isms.md 3.1 V). */
export const scopeStatementLength = 80

export interface SectionFacts {
  readonly key: string
  readonly fields: readonly string[]
  /** Required fields that are still empty. */
  readonly missing: readonly string[]
}

const fields: Readonly<Record<string, Field>> = definition.fields

export const scopeSections = (row: Scope): readonly SectionFacts[] =>
  definition.sections.map(({ key, fields: names }) => ({
    key,
    fields: names,
    missing: names.filter((name) => fields[name]!.required && !isSetValue(fields[name]!, row[name])),
  }))

/** Amd 1:2024 asks whether climate change is relevant, and why; a bare yes or no does not answer it. */
export const isClimateAnswered = (row: Pick<Scope, 'climateRelevant' | 'climateRationale'>): boolean =>
  row.climateRelevant !== undefined && (row.climateRationale ?? '').trim() !== ''

export interface ContextGaps {
  /** 4.1 asks for internal and external issues. */
  readonly noInternalIssue: boolean
  readonly noExternalIssue: boolean
  readonly noParty: boolean
  /** Climate change was declared relevant, but no active issue addresses it. */
  readonly noClimateIssue: boolean
}

export function contextGaps({
  scope,
  issues,
  parties,
}: {
  readonly scope: Pick<Scope, 'climateRelevant'> | undefined
  readonly issues: readonly Issue[]
  readonly parties: readonly InterestedParty[]
}): ContextGaps {
  const active = issues.filter(isActive)
  return {
    noInternalIssue: !active.some((row) => row.origin === 'internal'),
    noExternalIssue: !active.some((row) => row.origin === 'external'),
    noParty: !parties.some(isActive),
    noClimateIssue: scope?.climateRelevant === 'yes' && !active.some((row) => row.climate === true),
  }
}

import { dateInZone } from '~/lib/shared/dates'
import type { Settings } from '~/lib/records/kinds/settings'

/** Product defaults of isms.md 2.5. They are the product's judgement, not text of a standard. */
export const settingsDefaults = {
  timeZone: 'UTC',
  frameworks: ['iso27001-2022'],
  socReport: 'type1',
  auditInterval: 'P12M',
  reviewInterval: 'P12M',
  contextReview: 'P12M',
  policyReview: 'P12M',
  attestDays: 30,
  evidenceMaxAge: 'P12M',
  evidenceWarnDays: 30,
  requireEvidenceReview: true,
  findingToNcDays: 7,
  correctionDays: 14,
  rootCauseDays: 30,
  effectivenessWait: 'P30D',
  taskGraceDays: 14,
  improvementWindow: 'P6M',
  activityWindow: 'P90D',
  conflictDays: 14,
  readyScore: 90,
} as const

type Defaults = { -readonly [K in keyof typeof settingsDefaults]: NonNullable<Settings[K]> }
export type EffectiveSettings = Readonly<Defaults> &
  Pick<Settings, 'waivers' | 'socCategories'> & { readonly ismsStart: string | undefined }

/**
 * Settings with every default filled in. `socCategories` always includes security (SOC 2); `ismsStart` falls back to
 * the creation of the workspace.
 */
export function effectiveSettings(row: Settings | undefined): EffectiveSettings {
  const own = row
    ? Object.fromEntries(
        Object.keys(settingsDefaults)
          .map((name) => [name, row[name as keyof Defaults]])
          .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
      )
    : {}
  return {
    ...settingsDefaults,
    ...(own as Partial<Defaults>),
    socCategories: [...new Set(['security' as const, ...(row?.socCategories ?? [])])].sort(),
    waivers: row?.waivers ?? {},
    ismsStart: row?.ismsStart ?? (row?.createdAt ? dateInZone(row.createdAt, row.timeZone) : undefined),
  }
}

import * as v from 'valibot'
import { defineRecord, type RecordOf } from '../defineRecord'
import { blob, bool, date, enumOf, int, json, map, period, setOf, since, text } from '../fields'

/** RE7: a check suspended until a date, with the reason a lead gave. */
export interface Waiver {
  readonly reason: string
  readonly until: string
  readonly by: string
}

const waiverSchema: v.GenericSchema<unknown, Waiver> = v.object({
  reason: v.string(),
  until: v.string(),
  by: v.string(),
})

/** Workspace defaults and switches (isms.md 2.5), and the sealed names of members and devices (protocol.md 1). */
export const settings = defineRecord({
  kind: 'settings',
  prefix: 'settings',
  class: 'settings',
  clause: '7.5',
  icon: 'settings-2',
  singleton: 'settings_main',
  title: 'timeZone',
  indexes: [],
  fields: {
    timeZone: text(),
    ismsStart: date('*'),
    frameworks: setOf('text'),
    socCategories: setOf(['security', 'availability', 'confidentiality', 'processingIntegrity', 'privacy']),
    socReport: enumOf(['type1', 'type2']),
    auditInterval: period(),
    reviewInterval: period(),
    contextReview: period(),
    policyReview: period(),
    attestDays: int('', { min: 1, max: 365 }),
    evidenceMaxAge: period(),
    evidenceWarnDays: int('', { min: 0, max: 365 }),
    requireEvidenceReview: bool(),
    findingToNcDays: int('', { min: 0, max: 365 }),
    correctionDays: int('', { min: 0, max: 365 }),
    rootCauseDays: int('', { min: 0, max: 365 }),
    effectivenessWait: period(),
    taskGraceDays: int('', { min: 0, max: 365 }),
    improvementWindow: period(),
    activityWindow: period(),
    conflictDays: int('', { min: 0, max: 365 }),
    readyScore: int('', { min: 0, max: 100 }),
    waivers: map(json(waiverSchema)),
    deviceNames: map(text()),
    memberNames: map(text()),
    /** Report branding (lib/isms/report/look.ts): PNG, JPEG or WebP. */
    logo: since(2, blob()),
    /** `#rrggbb`. */
    accent: since(2, text()),
    /** Printed in the footer of every report. */
    classification: since(2, text()),
  },
  sections: [
    { key: 'workspace', fields: ['timeZone', 'ismsStart', 'frameworks', 'socCategories', 'socReport'] },
    { key: 'intervals', fields: ['auditInterval', 'reviewInterval', 'contextReview', 'policyReview', 'attestDays'] },
    { key: 'evidence', fields: ['evidenceMaxAge', 'evidenceWarnDays', 'requireEvidenceReview'] },
    {
      key: 'improvement',
      fields: [
        'findingToNcDays',
        'correctionDays',
        'rootCauseDays',
        'effectivenessWait',
        'taskGraceDays',
        'improvementWindow',
        'activityWindow',
        'conflictDays',
        'readyScore',
      ],
    },
    { key: 'reports', fields: ['logo', 'accent', 'classification'] },
  ],
})

export type Settings = RecordOf<typeof settings>

import { defineRecord, type RecordOf } from '../defineRecord'
import { bool, enumOf, instant, int, long, map, person, ref, refs, text } from '../fields'

/** An information security event or incident (A.5.24-A.5.28, A.6.8). */
export const incident = defineRecord({
  kind: 'incident',
  prefix: 'IN',
  class: 'register',
  clause: 'A.5.24',
  icon: 'siren',
  title: 'title',
  indexes: ['owner', 'status', 'assets', 'risks'],
  states: { field: 'status', final: ['closed'] },
  fields: {
    title: text('*'),
    description: long('*'),
    occurredAt: instant(),
    detectedAt: instant('*'),
    reportedBy: person(),
    isIncident: enumOf(['undecided', 'event', 'incident']),
    severity: int('', { min: 1, max: 4 }),
    category: enumOf(['malware', 'phishing', 'access', 'dataLoss', 'availability', 'supplier', 'physical', 'other']),
    assets: refs('asset'),
    risks: refs('risk'),
    failedControls: refs('control'),
    pii: bool(),
    notifications: map(text()),
    timeline: map(text()),
    status: enumOf(['reported', 'responding', 'resolved', 'closed'], '*'),
    resolvedAt: instant(),
    lessons: long(),
    nonconformity: ref('nonconformity'),
    owner: person('*'),
  },
  sections: [
    {
      key: 'report',
      fields: ['title', 'description', 'occurredAt', 'detectedAt', 'reportedBy', 'category', 'pii', 'assets'],
    },
    {
      key: 'response',
      fields: ['isIncident', 'severity', 'owner', 'status', 'resolvedAt', 'timeline', 'notifications'],
    },
    { key: 'lessons', fields: ['failedControls', 'risks', 'lessons', 'nonconformity'] },
  ],
  validate: (row) => [
    ...(row.status === 'closed' && (row.isIncident === undefined || row.isIncident === 'undecided')
      ? [
          {
            type: 'undecided',
            field: 'isIncident',
            message: 'Decide whether it was an event or an incident before closing it.',
          },
        ]
      : []),
    ...(row.status === 'closed' && row.isIncident === 'incident' && !row.lessons?.trim()
      ? [
          {
            type: 'lessonsMissing',
            field: 'lessons',
            message: 'Write down what was learned before closing an incident.',
          },
        ]
      : []),
    ...(row.occurredAt !== undefined && row.detectedAt !== undefined && row.detectedAt < row.occurredAt
      ? [{ type: 'dateOrder', field: 'detectedAt', message: 'It cannot be detected before it happened.' }]
      : []),
  ],
})

export type Incident = RecordOf<typeof incident>

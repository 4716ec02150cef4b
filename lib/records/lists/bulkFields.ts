import { recordKind, type Kind } from '../registry'

/** Owner, status and dates: what people change on many records at once. */
const persons = [
  'owner',
  'assignee',
  'responsible',
  'collector',
  'analyst',
  'auditor',
  'tester',
  'requestedBy',
  'holder',
]
const words = [
  'status',
  'classification',
  'criticality',
  'grade',
  'frequency',
  'category',
  'origin',
  'type',
  'purpose',
  'direction',
  'source',
  'option',
]
const days = ['due', 'validUntil', 'reviewedOn']

/**
 * Fields the bulk bar offers for a kind unless its page overrides them: at most five, without fields that are scored,
 * signed or write-once.
 */
export function bulkFields(kind: Kind): readonly string[] {
  const { fields } = recordKind(kind)
  const has = (name: string, type: string): boolean =>
    fields[name]?.type === type && fields[name].writeOnce !== true && fields[name].leadOnly !== true
  return [
    ...persons.filter((name) => has(name, 'person')).slice(0, 1),
    ...words.filter((name) => has(name, 'enum')).slice(0, 2),
    ...days.filter((name) => has(name, 'date')).slice(0, 1),
    ...['controls', 'reqs'].filter((name) => has(name, name === 'reqs' ? 'reqs' : 'refs')).slice(0, 1),
  ]
}

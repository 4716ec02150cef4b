import { recordKind, type Kind } from '../registry'

/** Whom it belongs to, how it stands and when: what people change on many records at once. */
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
 * Fields of a kind that the bulk bar offers unless its page names others: at most five, none that is scored, signed or
 * written once.
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

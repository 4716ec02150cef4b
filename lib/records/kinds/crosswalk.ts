import { defineRecord, type RecordOf } from '../defineRecord'
import { parentsOf, requirementCode } from '../derivedIds'
import { enumOf, req, text } from '../fields'

/**
 * How one requirement relates to one of another framework (XW1), as judged by the workspace. Shipped relations are
 * read-only and not records.
 */
export const crosswalk = defineRecord({
  kind: 'crosswalk',
  prefix: 'XW',
  class: 'settings',
  clause: '6.1.3',
  icon: 'columns-2',
  derivedId: 'always',
  naturalKey: (id) => parentsOf(id).map(requirementCode).join(' → '),
  title: 'rationale',
  indexes: ['source', 'target'],
  fields: {
    source: req('*'),
    target: req('*'),
    /** Read as "source R target", comparing what each requires (XW1). */
    relation: enumOf(['equal', 'subset', 'superset', 'intersects', 'none'], '*'),
    rationale: text('*'),
    confidence: enumOf(['high', 'medium', 'low'], '*'),
    status: enumOf(['draft', 'reviewed']),
  },
})

export type CrosswalkRecord = RecordOf<typeof crosswalk>

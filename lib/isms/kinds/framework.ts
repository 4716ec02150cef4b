import { defineRecord, type RecordOf } from '../defineRecord'
import { parentsOf } from '../derivedIds'
import { bool, date, text, url } from '../fields'

/** A catalogue of one's own, or brought from a file (isms.md 6.4). What ships with the product is read-only and no record. */
export const framework = defineRecord({
  kind: 'framework',
  prefix: 'FW',
  class: 'settings',
  clause: '6.1.3',
  icon: 'library',
  derivedId: 'always',
  naturalKey: (id) => parentsOf(id)[0] ?? '',
  title: 'title',
  indexes: ['frameworkId'],
  fields: {
    /** What requirement ids begin with: `<frameworkId>:<code>`. */
    frameworkId: text('*'),
    title: text('*'),
    edition: text(),
    publisher: text(),
    soa: bool(),
    licenceNote: text('*'),
    /** Where it came from: `own`, `table` or `oscal`. */
    source: text(),
    sourceVersion: text(),
    sourceUrl: url(),
    importedOn: date(),
  },
})

export type FrameworkRecord = RecordOf<typeof framework>

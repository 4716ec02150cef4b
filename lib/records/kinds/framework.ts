import * as v from 'valibot'
import { defineRecord, type RecordOf } from '../defineRecord'
import { parentsOf } from '../derivedIds'
import { bool, date, json, since, text, url } from '../fields'
import type { JsonValue } from '~/lib/shared/json'

const anyJson = v.unknown() as unknown as v.GenericSchema<unknown, JsonValue>

/** A custom or imported framework (isms.md 6.4). Shipped frameworks are read-only and not records. */
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
    /** Prefix of requirement ids: `<frameworkId>:<code>`. */
    frameworkId: text('*'),
    title: text('*'),
    edition: text(),
    publisher: text(),
    soa: bool(),
    licenceNote: text('*'),
    /** Origin: `own`, `table` or `oscal`. */
    source: text(),
    sourceVersion: text(),
    sourceUrl: url(),
    importedOn: date(),
    /**
     * What an OSCAL catalogue contains besides its controls, stored unchanged: its parameters, and its groups with
     * theirs.
     */
    oscal: since(2, json(anyJson)),
  },
})

export type FrameworkRecord = RecordOf<typeof framework>

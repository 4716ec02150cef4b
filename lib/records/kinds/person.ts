import { defineRecord, type RecordOf } from '../defineRecord'
import { bool, date, text } from '../fields'

/** People, including auditors and staff without keys. No private data beyond this. */
export const person = defineRecord({
  kind: 'person',
  prefix: 'PE',
  class: 'settings',
  clause: '7.2',
  icon: 'user-round',
  title: 'name',
  indexes: ['name', 'external'],
  fields: {
    name: text('*'),
    title: text('*'),
    unit: text(),
    external: bool(),
    firm: text(),
    activeFrom: date(),
    activeUntil: date(),
  },
})

export type Person = RecordOf<typeof person>

/** Inactive if and only if `activeUntil` is before today. */
export const isActivePerson = (row: Pick<Person, 'archivedOn' | 'activeUntil'>, today: string): boolean =>
  row.archivedOn === undefined && (row.activeUntil === undefined || row.activeUntil >= today)

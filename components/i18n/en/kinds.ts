import { kindWords, type KindFile } from '../kindWords'

const { field: labels, ...of } = kindWords(import.meta.glob<KindFile>('./kinds/*.ts', { eager: true }))

export const { kind, section, value, empty } = of
/** Field labels, `field.<kind>.<field>`. A structure test asks for one for every field of every kind. */
export const field = {
  common: {
    ref: 'Ref',
    createdAt: 'Created',
    createdBy: 'Created by',
    archivedOn: 'Archived',
    archivedBy: 'Archived by',
    legacyRef: 'Former number',
    tags: 'Tags',
    importKey: 'Import key',
    duplicateOf: 'Duplicate of',
  },
  ...labels,
}

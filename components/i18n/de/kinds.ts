import { kindWords, type KindFile } from '../kindWords'

const { field: labels, ...of } = kindWords(import.meta.glob<KindFile>('./kinds/*.ts', { eager: true }))

export const { kind, section, value, empty } = of
export const field = {
  common: {
    ref: 'Nr.',
    createdAt: 'Angelegt',
    createdBy: 'Angelegt von',
    archivedOn: 'Archiviert',
    archivedBy: 'Archiviert von',
    legacyRef: 'Frühere Nummer',
    tags: 'Schlagwörter',
    importKey: 'Importschlüssel',
    duplicateOf: 'Doppelt zu',
  },
  ...labels,
}

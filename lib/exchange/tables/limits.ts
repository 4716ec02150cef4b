import { importRowLimit } from '~/lib/records/lists/importKinds'

/** How much a table may hold. Beyond it a file is refused with words, before it fills the memory. */
export const tableLimits = {
  rows: importRowLimit,
  columns: 500,
  /** Of a file as it lies on the disk. */
  fileBytes: 64 * 1024 * 1024,
  /** Of what a packed file unpacks to, all parts together. */
  unpackedBytes: 200 * 1024 * 1024,
  /** Characters of one row: a quote that never closes would else swallow the file. */
  rowCharacters: 4 * 1024 * 1024,
} as const

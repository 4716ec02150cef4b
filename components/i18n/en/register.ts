/** Registers: toolbar, filters, columns, selection. */
export const register = {
  search: 'Filter these rows', filter: 'Filter', isAny: 'any', clearAll: 'Clear filters', columns: 'Columns',
  rows: 'no row | {n} row | {n} rows', selectAll: 'Select all', select: 'Select {ref}', nothing: 'No row matches.', nothingText: 'The filters hide {n} rows. | The filters hide {n} row. | The filters hide {n} rows.',
  archive: 'Archive', position: '{n} of {m}', density: 'Row height', compact: 'Compact', normal: 'Normal', relaxed: 'Relaxed', conflict: 'Changed by two people: {fields}',
  noWrite: '{role}s can’t write here. You read everything.',
  saved: { title: 'Saved filters', save: 'Save filter', name: 'Name of this filter', rename: 'Rename', delete: 'Take away {name}', gone: '{name} taken away', keys: '{name}: F2 renames, Delete takes it away' },
}

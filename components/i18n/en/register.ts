/** Registers: toolbar, filters, columns, selection. */
export const register = {
  search: 'Filter these rows', filter: 'Filter', isAny: 'is any', more: '+{n}', clearAll: 'Clear filters', columns: 'Columns', sortBy: 'Sort by', reset: 'As delivered',
  rows: 'no row | {n} row | {n} rows', selectAll: 'Select all', select: 'Select {ref}', nothing: 'No row matches.', nothingText: 'The filters hide {n} rows. | The filters hide {n} row. | The filters hide {n} rows.',
  archive: 'Archive', assign: 'Set {field}', position: '{n} of {m}', density: 'Row height', compact: 'Compact', normal: 'Normal', relaxed: 'Relaxed', incomplete: 'Incomplete: {fields}', conflict: 'Changed by two people: {fields}',
  noWrite: '{role}s can’t write here. You read everything.', title: { archived: 'Archived' }, unset: 'Unset',
  empty: {
    risk: { title: 'No risks yet', text: 'Five real ones are worth more than fifty copied. Write what could happen, why, and what it would cost.' },
    control: { title: 'No controls yet', text: 'Write down what you really do. Annex A rows are requirements; controls are your answers to them.' },
    asset: { title: 'No assets yet', text: 'Begin with the services customers pay for and the information they run on.' },
    task: { title: 'No tasks yet', text: 'Recurring work with an owner and a date is what keeps an ISMS alive.' },
    person: { title: 'No persons yet', text: 'Owners, assignees and auditors are chosen from here, with or without a key to this workspace.' },
    evidenceRequest: { title: 'No requests yet', text: 'An auditor asks here for what he wants to see. Captures answer it directly.' },
    evidenceSubmission: { title: 'Nothing handed in yet', text: 'Answers to requests appear here with the evidence they name.' },
  },
}

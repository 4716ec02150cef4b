/** Record drawer and page: fields, links, history, statements, conflicts. */
export const record = {
  none: 'Not set', add: 'Add', edit: 'Edit {field}', position: '{n} of {m}', untitled: 'Without a title', allFields: 'All fields', lessFields: 'Fewer fields', notFound: 'No record carries {ref}.', notFoundText: 'It may have been archived, or it is on its way here.',
  archived: 'Archived on {date} by {name}. It counts nowhere.', restore: 'Restore', archive: 'Archive', missing: 'Missing: {fields}', missingTitle: 'Not complete yet', unknownFields: 'A newer version wrote fields this one can’t show. They are kept.',
  period: { D: '{n} day | {n} days', W: '{n} week | {n} weeks', M: '{n} month | {n} months', Y: '{n} year | {n} years' },
  unit: { D: 'days', W: 'weeks', M: 'months', Y: 'years' },
  link: { title: 'Link to {ref}', placeholder: 'Search by ref or words', linked: 'linked', stay: 'link and stay', create: 'New {kind} “{q}”', none: 'Nothing matches.', remove: 'Unlink {name}', missing: 'not here yet' },
  backlinks: 'Linked from', history: 'History', historyOf: 'History of {field}', noHistory: 'No change yet.', created: 'created', comments: 'Comments', comment: 'Comment', commentPlaceholder: 'Write a comment', send: 'Send',
  by: '{name}, {time}', waiting: 'waits for sync', offline: 'neither saw the other', settled: 'settled', lostTo: 'not in use', long: 'text changed', set: 'set', unset: 'cleared', addedTo: 'added', removedFrom: 'removed',
  conflict: { title: 'Changed by two people', text: 'Neither saw the other. {value} is in use until somebody settles it.', inUse: 'in use', keep: 'Keep {value}', use: 'Use {value}', textLong: 'Neither saw the other. The first is in use until somebody settles it.', keepLong: 'Keep the one in use', useLong: 'Use the other', when: '{time}, {device}', line: 'was changed by two people. Neither saw the other.', more: 'and 1 more | and {n} more', mayNot: 'Somebody who may change this settles it.' },
  othersSet: '{name} set this to {value} just now. Keep yours?', othersCleared: '{name} cleared this just now. Keep yours?', somebody: 'Somebody', device: 'device {code}', keepMine: 'Keep mine', takeTheirs: 'Take theirs',
  statement: {
    none: 'Nobody has approved this yet', needs: 'Needs {authority}', approve: 'Approve', approveAgain: 'Approve again', current: 'Approved by {name}', covers: '{date}, covers this content', stale: 'Approval covers older content',
    staleText: 'Changed since {date}', waiting: 'Your approval waits for sync', waitingText: 'Counts for others once it is in the shared log', void: 'Approval without authority', expired: 'Approval has ended', expiredText: 'Valid until {date}',
    rejected: 'Rejected by {name}', revoked: 'Approval taken back', history: 'History', dialog: 'Approve {ref}', dialogText: 'You sign exactly what stands here now. A later change makes the approval stale; it stays readable.', confirm: 'Approve this content', hash: 'Content {hash}', firstVersion: 'This makes version 1.', makesVersion: 'This makes version {v}; version {before} is in force until then.',
    authority: { topManagement: 'top management', owner: 'an owner', lead: 'an ISMS lead', auditor: 'an auditor', any: 'anybody', riskAuthority: 'who may accept this level', holder: 'the {field}', others: 'somebody else' },
  },
  stale: {
    title: 'Changed after approval.', sentence: 'v{v} stays in force. No field differs. | v{v} stays in force. 1 field differs. | v{v} stays in force. {n} fields differ.', inForce: 'v{v} stays in force.', count: '{n} of {m} fields', putBack: 'Put back', done: '{what} put back to v{v}',
    edited: '{name}, {date}', merged: '{name}, {date}, merged from {device}', gone: 'What was approved is not on this device, so the difference can’t be shown.',
  },
  tags: 'Tags', tagPlaceholder: 'Add and press Enter', more: '+{n}', years: 'years', invalid: 'Not saved: {message}',
  editing: '{name} is writing here', editorOffline: 'Written here; goes out by itself.',
}

/** What people see after offline edits met (isms.md 4.12). */
export const merging = {
  element: { in: 'Linked', out: 'Not linked', with: 'Listed', without: 'Not listed', gone: 'No entry', keepIn: 'Keep the link', keepOut: 'Leave it out', useIn: 'Link it', useOut: 'Unlink it' },
  grid: { differs: '{n} cell differs | {n} cells differ', rows: '{n} line differs | {n} lines differ' },
  duplicate: {
    title: '{a} and {b} look like the same {kind}.', text: 'Merging keeps both histories. {kept} stays and takes over the links; {other} is archived.', merge: 'Merge into {kept}', differ: 'They are different', open: 'Open {ref}', done: '{other} merged into {kept}',
    of: 'Merged into {ref}', ofText: 'Links to this record lead there. Its own history stays here.', notOf: 'Not the same', notOfDone: '{ref} stands by itself again',
    into: '{refs} was merged into this. | {refs} were merged into this.', was: 'was {ref}', signal: 'Looks like {refs}',
  },
  archived: { title: 'Edited after archiving', text: '{name} changed {fields} on {date}, without having seen that it was archived.' },
  read: { title: 'Merged with what {names} wrote. Read it again.', done: 'Read, it is right', toast: 'Read again' },
  sameRef: { title: '{ref} is carried by more than one record.', text: 'This one was made on {device}. A device wrote on after losing its store. Cite both with the device until one is merged or archived.', other: '{title}, {device}' },
  twice: { title: 'A period was measured twice. | {n} periods were measured twice.', text: 'Two people entered different values for {periods}. Until one is settled, the metric is not certain.' },
  clock: { ahead: 'This device’s clock ran {span} ahead of the relay.', late: 'Reached the log {span} later: written offline, or the clock runs behind.', aheadShort: 'clock {span} ahead', lateShort: 'in the log {span} later', doubtful: 'The relay dated this later than this device’s clock: one of the two clocks is wrong.', doubtfulShort: 'relay time doubtful' },
  settled: 'settled', other: 'not in use: {value}',
  span: { m: '{n} min', h: '{n} h', d: '{n} d' },
  missing: { text: 'not received yet', title: 'The record this points to has not reached this device yet. It appears by itself.' },
  unknown: { title: 'Written by a newer version', text: 'Kept as it is, shown read-only. Update Plumbline on this device to change it.' },
}

/** What happened in the workspace. */
export const activity = {
  today: 'Today', yesterday: 'Yesterday',
  did: {
    changed: 'changed nothing of | changed a field of | changed {n} fields of', born: 'added', withdrawn: 'added and archived', bornMany: 'added {n} at once: {kind}', archived: 'archived', restored: 'restored', merged: 'merged a duplicate into another record:', settled: 'settled a conflict in', commented: 'commented on', settings: 'changed the settings',
  },
  changes: 'Show nothing | Show the change | Show {n} changes',
  facet: { who: 'Who', kind: 'Kind', phase: 'Phase', what: 'What', since: 'New' }, sinceSeen: 'Since I last looked', lookedAt: 'All looked at',
  what: { changed: 'Changed', born: 'Added', statement: 'Decided or signed', comment: 'Commented' },
  reading: 'Reading further back', begin: 'This is where the workspace begins.', further: 'Look further back', failed: 'The history could not be read.',
  none: 'Nothing fits these filters', noneText: 'Something else happened: take a filter away to see it.', noneYet: 'Nothing so far fits these filters', noneYetText: 'Only the newest part of the history was read.',
  empty: 'Nothing happened yet', emptyText: 'Everything somebody adds, changes or signs stands here, with who did it and when.',
}

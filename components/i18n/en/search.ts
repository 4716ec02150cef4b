/** Finding things: the palette, the page of results, links in texts. */
export const search = {
  title: 'Search', results: 'What was found', placeholder: 'Words, a ref or a code',
  group: { recent: 'Looked at last', records: 'Records', close: 'Close to what you typed', clauses: 'Codes', pages: 'Pages', actions: 'Actions', all: 'All results' },
  all: 'See the one result | See the one result | See all {n} results',
  found: 'Nothing found | {n} result | {n} results',
  archived: 'archived', commentOn: 'Comment, {kind}', allKinds: 'All kinds', ofKind: 'Show all {n}', close: 'Nothing holds these words as typed. This is close to them.',
  hints: 'Fewer words find more. A ref (R-12) or a code (A.8.13) finds its record; kind:risk and owner:me narrow it.',
  unknownFilter: '{filter} names no kind of record.',
  indexing: 'Indexing {done} of {total}; results so far', indexingNote: 'The index of this workspace is being made on this device. Results so far are shown and grow by themselves.',
  failed: 'Search stopped. What you wrote is safe.',
  none: { title: 'Nothing found for “{q}”', text: 'Fewer words find more. A ref (R-12) or a code (A.8.13) finds its record.' },
  empty: { title: 'Find anything in this workspace', text: 'Titles and texts of all records, policies, comments, and the text of captured pages. Nothing leaves this device.' },
  active: 'Without archived', filters: 'Narrow',
  example: { label: 'Try', owner: 'What is mine', policy: 'In policies', evidence: 'In evidence' },
  more: 'Show more',
  action: {
    invite: 'Invite somebody', import: 'Import a table', export: 'Export or report', backup: 'Write a backup', activity: 'See what happened', printPage: 'Print this page', light: 'Switch to light', dark: 'Switch to dark', keys: 'Show the keyboard map',
    switch: 'Switch to {name}', demo: 'Open the demo workspace', create: 'Create or join a workspace',
    print: { soa: 'Print the Statement of Applicability', risks: 'Print the risk register', readiness: 'Print the readiness report' },
  },
  actionText: {
    invite: 'member add user share', import: 'csv xlsx excel upload', export: 'csv xlsx docx report download', backup: 'export file recovery', activity: 'activity history changes feed log', printPage: 'pdf paper', theme: 'theme dark light appearance night', keys: 'shortcuts help',
    switch: 'workspace switch change', demo: 'example sample', create: 'new workspace',
    print: { soa: 'pdf soa report', risks: 'pdf report', readiness: 'pdf report' },
  },
  link: { state: 'State', unknown: 'This record is not here.', copied: 'Link to {ref} copied', pasted: 'Link to {name}' },
}

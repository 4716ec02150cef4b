export const soaVersion = {
  one: 'Version',
  many: 'Versions',
  new: 'Freeze a version',
  empty: {
    title: 'No version frozen yet',
    text: 'Freeze the Statement of Applicability when it is decided, and have it approved.',
  },
  fields: {
    framework: 'Framework',
    asOf: 'As of',
    contentHash: 'Content hash',
    decisionHash: 'Decision hash',
    frozen: 'Frozen copy',
    note: 'Note',
  },
  sections: { main: 'Version', more: 'More' },
  values: {},
}

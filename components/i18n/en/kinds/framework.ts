export const framework = {
  one: 'Framework', many: 'Frameworks', new: 'New framework',
  empty: { title: 'No framework of your own', text: 'Bring one from a spreadsheet or an OSCAL catalogue.' },
  fields: {
    frameworkId: 'Id', title: 'Title', edition: 'Edition', publisher: 'Publisher', soa: 'Statement of Applicability', licenceNote: 'Licence', source: 'Came from',
    sourceVersion: 'Version of the file', sourceUrl: 'Address', importedOn: 'Imported', oscal: 'OSCAL',
  },
  sections: { main: 'Framework', more: 'More' },
  values: {},
}

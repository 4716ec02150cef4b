export const evidence = {
  one: 'Evidence', many: 'Evidence', new: 'New evidence',
  fields: {
    title: 'Title', source: 'Source', files: 'Files', capturedAt: 'Captured', capturedBy: 'Captured by', url: 'Address',
    system: 'System', environment: 'Environment', account: 'Signed in as', captureRecord: 'Capture record', recipe: 'Recipe',
    coversFrom: 'Covers from', coversTo: 'Covers to', expiresOn: 'Ends on', freshFor: 'Fresh for', populationNote: 'Population',
    completeness: 'Completeness', completenessNote: 'What is missing', controls: 'Controls', reqs: 'Requirements', subjects: 'About',
    supersedes: 'Replaces', redactedFrom: 'Redacted from', redactionReason: 'Why redacted', sensitivity: 'Sensitivity',
    collectedFrom: 'Collected from', note: 'Note', pageText: 'Page text',
  },
  sections: { what: 'What it is', origin: 'Where it comes from', coverage: 'What it covers', links: 'Links', more: 'More' },
  values: {
    source: { capture: 'Capture', upload: 'Upload', link: 'Link', generated: 'Generated' },
    environment: { production: 'Production', staging: 'Staging', test: 'Test', other: 'Other' },
    completeness: { complete: 'Complete', partial: 'Partial', unknown: 'Unknown' },
    sensitivity: { normal: 'Normal', restricted: 'Restricted' },
  },
}

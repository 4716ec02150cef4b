export const issue = {
  one: 'Issue', many: 'Issues', new: 'New issue',
  empty: {
    title: 'No issues yet',
    text: 'Internal and external matters that bear on information security. Climate change is one that every organisation has to consider.',
  },
  fields: {
    title: 'Issue', description: 'Description', origin: 'Origin', category: 'Category', effect: 'Effect',
    effectOnIsms: 'Effect on the ISMS', climate: 'Climate change', owner: 'Owner', risks: 'Risks', improvements: 'Improvements',
    status: 'Status', reviewedOn: 'Reviewed',
  },
  sections: { description: 'Description', effect: 'Effect', state: 'State', more: 'More' },
  values: {
    origin: { internal: 'Internal', external: 'External' },
    category: {
      political: 'Political', economic: 'Economic', social: 'Social', technological: 'Technological', legal: 'Legal',
      environmental: 'Environmental', structure: 'Structure', people: 'People', process: 'Process', finance: 'Finance',
      culture: 'Culture',
    },
    effect: { threat: 'Threat', opportunity: 'Opportunity', both: 'Both' }, status: { active: 'Active', closed: 'Closed' },
  },
}

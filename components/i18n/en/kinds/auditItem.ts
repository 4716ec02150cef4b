export const auditItem = {
  one: 'Checklist item', many: 'Checklist', new: 'New item',
  empty: { title: 'No items yet', text: 'Each requirement this audit looks at.' },
  fields: {
    audit: 'Audit', requirement: 'Requirement', question: 'Question', method: 'Method', population: 'Population',
    populationSize: 'Size', sampleSize: 'Sample', selection: 'Selection', samples: 'Sample drawn', exceptionsFound: 'Exceptions',
    objectiveEvidence: 'Objective evidence', evidence: 'Evidence', result: 'Result', auditor: 'Auditor', assessedOn: 'Assessed on',
  },
  sections: { checked: 'What is checked', sample: 'Sample', result: 'Result', more: 'More' },
  values: {
    method: { interview: 'Interview', document: 'Documents', observation: 'Watching', sample: 'Sample', reperform: 'Doing it again' },
    selection: { all: 'All', random: 'Random', systematic: 'Systematic', judgemental: 'Judgemental' },
    result: {
      notAssessed: 'Not assessed', conforms: 'Conforms', nonconforms: 'Does not conform', observation: 'Observation',
      notApplicable: 'Not applicable',
    },
  },
}

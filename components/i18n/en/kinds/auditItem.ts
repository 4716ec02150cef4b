export const auditItem = {
  one: 'Checklist item', many: 'Checklist', new: 'New item',
  empty: { title: 'No items yet', text: 'Each requirement this audit looks at.' },
  fields: {
    audit: 'Audit', requirement: 'Requirement', question: 'Question', method: 'Method', population: 'Population',
    populationSize: 'Population size', sampleSize: 'Sample size', selection: 'Chosen', objectiveEvidence: 'What was seen',
    evidence: 'Evidence', result: 'Result', auditor: 'Auditor', assessedOn: 'Assessed',
  },
  sections: { main: 'Checklist item', more: 'More' },
  values: {
    method: { interview: 'Interview', document: 'Document', observation: 'Observation', sample: 'Sample', reperform: 'Reperform' },
    selection: { all: 'All', random: 'Random', systematic: 'Systematic', judgemental: 'Judgemental' },
    result: {
      notAssessed: 'Not assessed', conforms: 'Conforms', nonconforms: 'Nonconforms', observation: 'Observation',
      notApplicable: 'Not applicable',
    },
  },
}

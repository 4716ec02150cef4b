export const nonconformity = {
  one: 'Nonconformity', many: 'Nonconformities', new: 'New nonconformity',
  empty: {
    title: 'No nonconformities',
    text: 'A requirement that was not fulfilled: corrected, its cause removed, the effect checked by somebody else.',
  },
  fields: {
    title: 'Nonconformity', source: 'Source', finding: 'Finding', incident: 'Incident', test: 'Test', requirement: 'Requirement',
    grade: 'Grade', statement: 'What is not fulfilled', detectedOn: 'Detected', owner: 'Owner', correction: 'Correction',
    correctedOn: 'Corrected', consequences: 'Consequences', rootCause: 'Root cause', causeMethod: 'Found by',
    similar: 'Similar ones elsewhere', similarNote: 'Where looked', similarNcs: 'Similar nonconformities',
    noActionReason: 'Why no action is needed', effectivenessCriteria: 'Effective when', effectivenessDue: 'Judge effect on',
    effectivenessNote: 'What was seen', riskUpdate: 'Risk assessment updated', changes: 'Changes', withdrawnReason: 'Why withdrawn',
  },
  sections: { found: 'Found', correction: 'Correction', cause: 'Cause', action: 'Action', effectiveness: 'Effectiveness', end: 'End', more: 'More' },
  values: {
    source: {
      audit: 'Audit', incident: 'Incident', controlTest: 'Control test', metric: 'Metric', complaint: 'Complaint', review: 'Review',
      self: 'Self', external: 'External',
    },
    grade: { major: 'Major', minor: 'Minor' },
    causeMethod: {
      fiveWhys: '5 whys', fishbone: 'Fishbone', faultTree: 'Fault tree', barrier: 'Barrier', changeAnalysis: 'Change analysis',
      other: 'Other',
    },
    similar: { notChecked: 'Not checked', none: 'None', found: 'Found' },
    riskUpdate: { notAnswered: 'Not answered', notNeeded: 'Not needed', done: 'Done' },
  },
}

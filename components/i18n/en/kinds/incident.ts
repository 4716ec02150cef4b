export const incident = {
  one: 'Incident', many: 'Incidents', new: 'New report',
  empty: { title: 'No events or incidents reported', text: 'Report early and decide later whether it was an incident.' },
  fields: {
    title: 'What happened', description: 'Description', occurredAt: 'Occurred', detectedAt: 'Detected', reportedBy: 'Reported by',
    isIncident: 'Event or incident', severity: 'Severity', category: 'Category', assets: 'Assets', risks: 'Risks',
    failedControls: 'Controls that failed', pii: 'Personal data touched', notifications: 'Who was told', timeline: 'Timeline',
    status: 'Status', resolvedAt: 'Resolved', lessons: 'What was learned', nonconformity: 'Nonconformity', owner: 'Owner',
  },
  sections: { report: 'Report', response: 'Response', lessons: 'Lessons', more: 'More' },
  values: {
    severity: { 1: 'Low', 2: 'Moderate', 3: 'High', 4: 'Critical' },
    isIncident: { undecided: 'Undecided', event: 'Event', incident: 'Incident' },
    category: {
      malware: 'Malware', phishing: 'Phishing', access: 'Access', dataLoss: 'Data loss', availability: 'Availability',
      supplier: 'Supplier', physical: 'Physical', other: 'Other',
    },
    status: { reported: 'Reported', responding: 'Responding', resolved: 'Resolved', closed: 'Closed' },
  },
}

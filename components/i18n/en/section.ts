/** Heads of the sections of a record page, `section.<kind>.<key>`. */
export const section = {
  settings: { workspace: 'Workspace', intervals: 'Intervals', evidence: 'Evidence', improvement: 'Improvement', more: 'More' },
  scope: { organisation: 'Organisation', scope: 'Scope', climate: 'Climate change (Amd 1)', facts: 'Facts that decide Annex A', soc2: 'SOC 2', more: 'More' },
  person: { main: 'Person', more: 'More' },
  riskMethod: { matrix: 'Scales and matrix', criteria: 'Acceptance', procedure: 'Procedure', more: 'More' },
  asset: { main: 'Asset', more: 'More' },
  risk: { description: 'Description', sources: 'Sources', assessment: 'Assessment', treatment: 'Treatment', state: 'State', more: 'More' },
  control: { description: 'Description', operation: 'Operation', testing: 'Testing and evidence', links: 'Links', more: 'More' },
  soaEntry: { main: 'Decision', more: 'More' },
  evidence: { what: 'What it is', origin: 'Where it comes from', coverage: 'What it covers', links: 'Links', more: 'More' },
  evidenceRequest: { asked: 'What is asked', population: 'Population and period', verdict: 'Verdict', more: 'More' },
  evidenceSubmission: { main: 'Submission', more: 'More' },
  task: { main: 'Task', more: 'More' },
  comment: { main: 'Comment', more: 'More' },
}

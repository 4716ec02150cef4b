/** What a record kind is called, in one and in many, and the button that makes one. */
export const kind = {
  settings: { one: 'Settings', many: 'Settings', new: 'Settings' },
  scope: { one: 'Scope', many: 'Scope', new: 'Scope' },
  person: { one: 'Person', many: 'Persons', new: 'New person' },
  riskMethod: { one: 'Risk method', many: 'Risk method', new: 'Risk method' },
  asset: { one: 'Asset', many: 'Assets', new: 'New asset' },
  risk: { one: 'Risk', many: 'Risks', new: 'New risk' },
  control: { one: 'Control', many: 'Controls', new: 'New control' },
  soaEntry: { one: 'Applicability', many: 'Statement of Applicability', new: 'New decision' },
  evidence: { one: 'Evidence', many: 'Evidence', new: 'New evidence' },
  evidenceRequest: { one: 'Request', many: 'Requests', new: 'New request' },
  evidenceSubmission: { one: 'Submission', many: 'Submissions', new: 'New submission' },
  task: { one: 'Task', many: 'Tasks', new: 'New task' },
  comment: { one: 'Comment', many: 'Comments', new: 'New comment' },
  requirement: { one: 'Requirement', many: 'Requirements', new: 'Requirement' },
}

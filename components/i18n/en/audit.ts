/** Audits: programme, checklist, findings, report, requests and what was handed in. */
export const audit = {
  tab: { audits: 'Audits', programme: 'Programme', findings: 'Findings', requests: 'Requests', submissions: 'Handed in', checklist: 'Checklist', plan: 'Plan', report: 'Report' },
  state: { withdrawn: 'Withdrawn', accepted: 'Accepted', rejected: 'Sent back', submitted: 'Handed in', requested: 'Asked' },
  handedIn: 'Handed in', nothing: 'Nothing was handed in yet.', accept: 'Accept the answer', reject: 'Send back', reason: 'Why it is sent back',
  submit: 'Hand in evidence', submitted: '{n} handed in',
  assessed: 'Items assessed', assessedOf: '{n} of {m}', findings: 'Findings', performed: 'Performed', planned: 'Planned', window: 'Evidence window', declared: 'Declared independent', noAuditors: 'No auditors named', noDates: 'No dates', to: '{from} to {to}',
  grades: { major: '{n} major', minor: '{n} minor', observation: '{n} observation | {n} observations', opportunity: '{n} opportunity | {n} opportunities', strength: '{n} strength | {n} strengths' },
  open: 'Open the audit', notDeclared: '{name} has not declared independence', isDeclared: '{name} declared independence',
  conflict: {
    own: 'own work', line: '{code} was assessed by the {reason}.', lineOnWord: '{code} was assessed by somebody whose identity rests only on the word of the {reason}.', onWord: 'identity rests only on the word of the {reason}', would: '{name} is not independent here: {reason}.', brief: '{code}: {reason}', many: '{n} items assessed by somebody who owns the work', reassign: 'Reassign', look: 'Show', since: 'on {day}',
    controlOwner: 'owner of its control', policyOwner: 'owner of its policy', soaOwner: 'owner of its row in the Statement of Applicability', tester: 'tester of its control', taskDoer: 'doer of a task for its control', riskOwner: 'owner of a risk to it', ismsLead: 'ISMS lead or deputy', auditee: 'audited side',
    text: 'An item assessed by somebody who owns the work does not count in the programme.', who: 'Who else could', independent: 'independent',
  },
  checklist: {
    id: 'Id', requirement: 'Requirement', how: 'How', sample: 'Sample', result: 'Result', evidence: 'Evidence', sampleOf: '{n} of {m}', label: 'Checklist', help: 'Arrow keys move, Enter opens the item. 1 conforms, 2 does not conform, 3 observation, 4 not applicable, 0 not assessed.', filterLabel: 'Filter', filter: { all: 'All items', open: 'Not assessed', conflicts: 'Own work', nonconforms: 'Does not conform' },
    add: 'Add items', empty: 'No items yet', emptyText: 'Choose what this audit looks at: the clauses, the applicable controls, or what the programme still lacks.', nothing: 'No item matches.', showAll: 'Show all items', evidenceCount: '{n} piece of evidence | {n} pieces of evidence', missingSample: 'Sampling not recorded',
  },
  add: {
    title: 'Add items to {ref}', text: 'Each requirement becomes one item with a question to begin from.', search: 'Search by code or words', clauses: 'Clauses 4 to 10', controls: 'Applicable controls', gaps: 'Gaps of the programme', none: 'Clear', chosen: '1 chosen | {n} chosen', act: 'Add 1 item | Add {n} items', done: '1 item added | {n} items added', there: 'in this audit', gap: 'gap', all: 'All of {group}', nothing: 'Nothing matches.', noApplicable: 'No row of the Statement of Applicability is applicable yet, so only clauses are offered as a set.',
  },
  item: {
    assessed: 'Assessed by {name}, {date}', remove: 'Take off the checklist', removed: '{code} taken off the checklist',
    draw: 'Draw the sample', drawAgain: 'Draw again', drawn: 'Drawn: {numbers}.', seed: 'Seed {seed}; the same seed draws the same.', drawnDone: 'Sample of {n} drawn', link: 'Link', capture: 'Capture', captureHelp: 'Open the page that shows it and press Alt+Shift+E. Choose this requirement, then link the evidence here.', add: 'Add a file',
    raise: 'Raise a finding', raiseHint: 'It does not conform. Say what is missing in a finding.', back: 'Back to the list', guidance: 'What to look for', noResult: 'No result yet', set: '{code}: {result}',
  },
  finding: {
    raised: 'Raised', raisedAgo: '{date}, {n} day ago | {date}, {n} days ago', raisedToday: '{date}, today', age: '{n} d', state: { withdrawn: 'Withdrawn', closed: 'Closed', resolved: 'Resolved', inAction: 'In action', open: 'Open' }, stateLabel: 'State', ageLabel: 'Age', ncLabel: 'Nonconformity',
    noNc: 'No nonconformity yet. Due {date}.', noNcLate: 'No nonconformity, due since {date}.', openNc: 'Open NC', openNcDone: '{ref} opened', askNc: 'A lead or editor opens it: auditors don’t write the register.', hasNc: 'Answered by', openOi: 'Open improvement', openOiDone: '{ref} opened', askOi: 'A lead or editor takes it up: auditors don’t write the register.', noOi: 'Nobody has taken this up yet.',
    close: 'Verify and close', closedBy: 'Closed by {name}, {date}', closedByNc: 'Closed with its nonconformity', resolvedText: 'Its nonconformity is closed. The external auditor closes the finding.', stale: 'Changed after it was closed.', due: 'due {date}', late: '{n} d late', withdraw: 'Withdraw', unwithdraw: 'Reinstate', withdrawn: '{ref} withdrawn', reinstated: '{ref} reinstated', created: '{ref} raised',
    needs: 'A major or minor finding needs what is asked for, what was seen and the gap.', strength: 'A strength asks for nothing.', empty: 'No findings in this audit', emptyText: 'Findings are raised inside an item of the checklist.',
  },
  missing: {
    title: 'Before it can be signed', after: 'Before it counts as complete', complete: 'Complete. It counts in the programme.',
    noItems: 'No item on the checklist', notAssessed: '1 item not assessed | {n} items not assessed', performedDates: 'First and last day of the audit', findingText: '1 finding without requirement, evidence or gap | {n} findings without requirement, evidence or gap', summary: 'Summary', conclusion: 'Conclusion',
    declarations: '1 declaration of independence | {n} declarations of independence', dates: 'First and last day of the audit', report: 'The report as evidence', status: 'Status is not completed yet', signature: 'Signature of the lead auditor', changedAfterSignature: 'Changed after signature. Sign again.',
  },
  report: {
    open: 'Report', sign: 'Sign report', complete: 'Complete', start: 'Start', started: '{ref} under way', toReport: 'Write the report', reporting: '{ref} in reporting', signer: 'Only the lead auditor signs: {name}.', signerWay: 'To get it signed, invite {name} to this workspace as auditor, or name another lead auditor.', noLead: 'Name a lead auditor, who signs.', signed: 'Signed by {name}, {date}', stale: 'Changed after signature', staleText: 'What {name} signed on {date} is not what stands here now. The audit is not complete until it is signed again.', unsigned: 'Not signed yet', waiting: 'Signature waits for sync', waitingText: 'It counts for others once it is in the shared log.',
    void: 'Signature without authority', reported: 'Reported to top management in time.', notTop: 'Nobody of top management is among those it is reported to.', reportBy: 'Report to top management by {date}.', beforeSigning: 'To whom and when is part of what is signed: set both before.', late: 'Reported after {date}; the audit ended more than 30 days before.', noFindings: 'No findings.', revoked: 'Signature taken back',
    sections: { result: 'Result', reach: 'Reporting', findings: 'Findings' },
  },
  plan: { independence: 'Independence', declareText: 'Each auditor declares for himself that he does not audit his own work. The declaration names the scope, the criteria and the audited people as they stand.', declare: 'Declare independence', declaredOn: 'declared {date}', notYet: 'not declared', changed: 'scope or people changed since', external: 'Audits of others are not checked for independence.' },
  programme: {
    choose: 'Programme', coveredLabel: 'Covered', expected: 'Expected by today', expectedOf: '{n} of {m}', behind: 'Behind by {n}', ahead: 'On course', gaps: 'Gaps', gapsNone: 'Every requirement is in an audit', gapsSome: '1 requirement in no audit | {n} requirements in no audit', period: 'Period', document: 'Document', empty: 'No audit programme yet', emptyText: 'What is audited when over the cycle, so that every clause and every applicable control has its turn.', noPeriod: 'Set the period of the programme, so that its audits can be counted.',
    requirement: 'Requirement', standing: 'Standing', map: 'Coverage by requirement and audit', done: 'Covered', assessed: 'Audit not complete', planned: 'Planned', conflict: 'Own work, does not count', gap: 'In no audit', planned_done: '{ref} planned', filter: { all: 'All', gap: 'Gaps', open: 'Not covered' }, group: '{n} of {m}', newTitle: 'Internal audit programme {year}', auditTitle: 'Internal audit', nothing: 'Nothing here.', gapAct: 'Plan an audit of the gaps',
  },
  list: { progress: 'Assessed', findings: 'Findings', when: 'When', signed: 'Report', signedWord: 'signed', staleWord: 'changed', unsignedWord: '–', },
}

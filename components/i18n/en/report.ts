/** Reports: what stands in documents (isms.md 7.1, ux.md 12), and the page they are made from. */
export const report = {
  title: {
    soa: 'Statement of Applicability', risks: 'Risk register', treatment: 'Risk treatment plan', audit: 'Internal audit report', auditExternal: 'Audit report', review: 'Management review', nonconformities: 'Nonconformities and corrective actions',
    readiness: 'Readiness', policies: 'Policy book', metrics: 'Metrics', objectives: 'Information security objectives', attestations: 'Policy acknowledgements', suppliers: 'Suppliers', assets: 'Assets', incidents: 'Incidents', tasks: 'Tasks',
  },
  coverSheet: 'Report', version: 'version {n}', draft: 'frozen, not approved', live: 'live state', asOf: 'as of {date}', clause: 'ISO/IEC 27001:2022, {clause}', period: '{from} to {to}', performedTo: 'performed to {date}', heldOn: 'held on {date}',
  noOrganisation: 'Organisation without a name', somebody: 'somebody who is not here', notApproved: 'Nobody', statement: 'statement {n}', late: 'late', more: 'and {n} more', empty: 'No record yet.', register: 'Register, live state',
  column: { ref: 'Ref' },
  field: { approvedBy: 'Approved by', signed: 'Signed', signature: 'Signature', scope: 'Covers scope', decided: 'Decided', summary: 'In short', method: 'Risk method', criteria: 'Acceptance criteria', entries: 'Entries', open: 'Open', kind: 'Document', asOf: 'As of' },
  scope: { version: 'version {n}', rejected: 'version {n}, refused since', expired: 'version {n}, ended', stale: 'version {n}, changed since', none: 'not approved', revoked: 'approval taken back' },
  approval: {
    approved: 'Approved by {name}, {when}', approvedUntil: 'Approved by {name}, {when}, until {until}', approvedNone: 'Nobody has approved this', without: 'approved without {fields}, because: {reason}', reason: 'reason given: {reason}', noReason: 'no reason given', signed: 'Signed by {name}, {when}', signedUntil: 'Signed by {name}, {when}, until {until}', signedNone: 'Not signed',
    accepted: 'Accepted by {name}, {when}', acceptedUntil: 'Accepted by {name}, {when}, until {until}', acceptedNone: 'Nobody has accepted this', waiting: 'Waits for sync, counts for nobody yet', stale: 'Changed since {name} signed on {when}', rejected: 'Rejected by {name}, {when}',
    revoked: 'Taken back; {name} had signed on {when}', expired: 'Ended on {until}; {name} had signed on {when}', void: 'Without authority: {name}, {when}',
  },
  watermark: { live: 'Not approved, live state', draft: 'Frozen, not approved', stale: 'Changed after approval', unsigned: 'Not signed, live state', staleSigned: 'Changed after signing', replaced: 'Replaced by version {n}', withdrawn: 'Approval taken back' },
  foot: {
    state: 'State {hash} · generated {when}', pages: '{n} of {m}', internal: 'internal', head: 'Statements up to entry {n} in the log', noStatement: 'No statement in the log', approve: 'Approval, statement {n} in the log', approveTop: 'Approval by top management, statement {n} in the log',
    approveStandsIn: 'Approved by the workspace owner, top management not yet named; statement {n} in the log', signStandsIn: 'Signed by the workspace owner, top management not yet named; statement {n} in the log',
    sign: 'Signature, statement {n} in the log', signTop: 'Signature by top management, statement {n} in the log',
  },
  soa: {
    annexA: 'Annex A', sheet: 'Annex A', namedControls: 'Controls named by the rows', additionalSheet: 'Additional controls', compareSheet: 'Compare', compare: 'Changes since {version}', applies: 'Applies', why: 'Why', implementation: 'Implementation', evidence: 'Evidence', control: 'Control', proof: 'Evidence or justification', proofLive: 'Evidence or justification',
    covers: '{ref}, to {date}', more: 'and {n} more', noneReviewed: 'none reviewed', noJustification: 'no justification', undecidedRow: 'undecided', decided: '{a} apply, {i} inherited, {e} not', undecided: '{n} undecided', document: 'SoA v{n}', replaced: 'replaced by version {n}', documentLive: 'SoA, live',
    endFrozen: 'Frozen copy, not the live state. {rows} rows, then {additional} additional controls.', endLive: 'Live state, not a frozen copy. {rows} rows, then {additional} additional controls.',
    applicability: { applicable: 'Yes', notApplicable: 'No', inherited: 'Inherited', undecided: 'Undecided' }, reason: { risk: 'risk', legal: 'legal', contractual: 'contract', practice: 'practice' },
  },
  risks: {
    cia: 'C, I, A', criteria: 'Criteria', above: 'above', within: 'within', upTo: 'up to {level}', acceptedUntil: 'Accepted until', notes: 'To settle', summary: '{n} open, {above} above the criteria', unlevelled: '{n} without a level',
    matrix: 'Risk matrix', matrixCurrent: 'Open risks by current level', matrixResidual: 'Open risks by expected residual level', matrixSheet: 'Matrix, {stage}', matrixNote: 'Heavy frames lie above the acceptance criteria: more than {level}.',
  },
  treatment: { risks: 'Risks and options', actions: 'Actions', expected: 'Expected residual', ownerApproval: 'Approval by the owner', hash: 'Content hash', treats: 'Treats', noPlan: 'No plan is recorded', outside: 'Above the criteria, neither in this plan nor accepted', summary: '{risks} risks, {done} of {of} actions done' },
  audit: {
    plan: 'Plan', auditors: 'Auditors and independence', auditor: 'Auditor', lead: 'Lead auditor', role: 'Role', declaration: 'Declaration of independence', declaredOn: 'declared {date}, statement {n}', conflicts: 'Assessed by somebody who owns the work', why: 'Why', result: 'Result',
    items: 'What was looked at', samples: 'Samples', size: 'Population', sample: 'Sample', exceptions: 'Exceptions', reach: 'Reporting and signature', topManagement: 'Top management', reported: 'got the results in time', notReported: 'has not got the results in time', raised: 'Raised',
  },
  review: {
    meeting: 'Meeting', inputs: 'Inputs', frozen: 'frozen as of {date}, {hash}', notFrozen: 'not frozen', lookedBack: 'Looks back', recorded: 'Recorded', input: 'Input {letter}: {name}', groupSheet: '{letter} {name}', standing: 'How it stands', discussed: 'Discussed: {text}', notDiscussed: 'Not discussed.',
    decisions: 'Decisions', summary: 'no decision | {n} decision | {n} decisions',
  },
  nc: {
    nc: 'NC', document: 'NC log', state: 'State', days: 'Days open', closedOn: 'Closed', reviewDue: 'Review due', verified: 'Effectiveness', round: 'Round', none: 'No nonconformity is recorded.', noActions: 'No corrective action is recorded.', summary: '{closed} closed, {late} action late | {closed} closed, {late} actions late',
    states: { withdrawn: 'Withdrawn', closed: 'Closed', ineffective: 'Not effective', awaitingReview: 'Awaits review', acting: 'Acting', analysed: 'Analysed', corrected: 'Corrected', open: 'Open' },
    decision: { effective: 'Effective', notEffective: 'Not effective', changed: 'Changed after it was verified' }, dependent: 'Recorded, does not close, as who signed had a part in it: {by}', lacks: 'Closing lacks: {what}',
    need: { correction: 'correction with its day', rootCause: 'root cause', method: 'method of the analysis', similar: 'look for similar cases', criteria: 'criteria of effectiveness', actions: 'actions done' },
  },
  readiness: {
    verdicts: 'Verdicts', scores: 'Scores', fails: 'What fails', waivers: 'Settled by decision', part: 'Part', viewLabel: 'View', verdict: 'Verdict', score: 'Score', passing: 'Pass', failing: 'Fail', waived: 'Settled', noVerdict: 'nothing applies', capped: '{n}, held by a blocker', view: { stage1: 'Stage 1', stage2: 'Stage 2', soc2: 'SOC 2' },
    criteria: 'SOC 2: criteria that a report would name', criteriaSheet: 'SOC 2 criteria', criteriaNone: 'No criterion is one that a report would name.', criterion: 'Criterion', standing: 'State',
    lacks: 'Not ready, no score: {what}', notReadyCriteria: 'Not ready, {n} criterion that a report would name | Not ready, {n} criteria that a report would name',
    verdictWords: { notReady: 'Not ready | Not ready, {n} blocker | Not ready, {n} blockers', nearlyReady: 'Nearly ready', ready: 'Ready' }, phase: { P: 'Plan', D: 'Do', C: 'Check', A: 'Act' },
    group: { 4: '4 Context', 5: '5 Leadership', 6: '6 Planning', 7: '7 Support', 8: '8 Operation', 9: '9 Performance evaluation', 10: '10 Improvement', A: 'Annex A in operation', SOC: 'SOC 2' },
    severity: 'Weight', severities: { blocker: 'Blocker', warning: 'Warning', advice: 'Advice' }, escalated: 'many cases', check: 'Check', says: 'What it says', asked: 'Asked at', since: 'Since', count: 'Fail', of: '{n} of {m}', records: 'Records', fix: 'What settles it', reason: 'Reason', until: 'Until', by: 'By',
    nothingFails: 'Nothing fails.', noWaivers: 'Nothing is settled by decision.', summary: '{failing} of {of} checks fail', note: 'Weights and thresholds are the product’s judgement, not text of a standard. A certification body decides for itself.',
  },
  policies: {
    contents: 'Contents', version: 'Version', versionOf: '{ref}, version {n}', approvedOn: 'Approved', from: 'In force since', reviewDue: 'Next review', page: 'Page', none: 'No policy is in force.', outside: 'Not in this book, because nothing of them is in force: {names}.', inForce: 'Policies in force', lastApproval: 'Last approval',
    changed: '{n} with a changed working copy', unchanged: 'as approved', workingCopy: 'Working copy', differs: 'differs; this is the approved text', away: 'The approved text is not on this device yet. It arrives when a device that has it is online.',
  },
  lists: {
    lastValue: 'Last value', lastPeriod: 'Period to', target: 'Target', state: 'State', stale: 'no recent value', trend: 'Trend', trends: { improving: 'Improving', flat: 'Flat', worsening: 'Worsening', unknown: 'Too few values' }, health: 'Health', approval: 'Approval', reviewDue: 'Review due', toSettle: 'To settle', done: 'Done', doneCount: 'Times done', due: 'Due', on: 'On', overdue: 'Overdue', policies: 'Policies',
    supplier: { assuranceMissing: 'no assurance', assuranceEnded: 'assurance ended', reviewOverdue: 'review late', contractEnded: 'contract ended', clausesMissing: 'no security clauses', exitPlanMissing: 'no exit plan' },
    attestation: { signed: 'Signed', recorded: 'Recorded in a training', waiting: 'Waits for sync', overdue: 'Overdue', open: 'Open' }, noAttestations: 'No policy in force asks to be acknowledged.',
  },
  what: {
    soa: 'Every row of Annex A with decision, reason, status and proof. The document a certification body asks for first.', risks: 'All risks with levels before and after treatment, and the matrix.', treatment: 'Options, actions with days, and the approval of each owner.',
    audit: 'What was looked at, samples, findings, conclusion and signature.', review: 'Minutes with the frozen figures, decisions and judgements.', nonconformities: 'Each nonconformity with cause, actions and proof that the cause is gone.', readiness: 'Verdicts, scores and what fails, with its records.',
    policies: 'All policies in force, each with version and approvers.', metrics: 'What is measured, last values against targets.', objectives: 'Objectives with plan, health and approval.', attestations: 'Who acknowledged which policy version.', suppliers: 'Suppliers with assurance and reviews.', assets: 'The inventory of assets.', incidents: 'Incidents with lessons.', tasks: 'Recurring and single work with its next day.',
  },
  page: {
    documents: 'Documents', lists: 'Lists', exchange: 'Export and import', open: 'Open', print: 'Print or PDF', format: { print: 'Print', docx: 'Word', xlsx: 'Excel', csv: 'CSV' }, openOf: 'Open {title}', formatOf: '{title} as {format}', reading: 'Reading the workspace.', failed: 'The workspace could not be read: {message}', back: 'Reports', report: 'Report',
    option: { version: 'Version', against: 'Compare with', plan: 'Plan', audit: 'Audit', review: 'Review', from: 'From', to: 'To', lang: 'Language', paper: 'Paper' }, noCompare: 'nothing', paper: { a4: 'A4', letter: 'Letter' }, making: 'Making {name}', made: '{name} saved', notMade: '{name} was not made: {message}', cancelled: 'Nothing was saved.',
    pages: '{n} page | {n} pages', pageLabel: 'Page {n} of {m}', layout: 'Laying out pages.', printHelp: 'The print dialog saves as PDF, too. Margins and page numbers are part of the pages: leave the browser’s own headers off.', unable: 'This report can’t be made yet',
    status: {
      soa: 'Version {n}, approved {date}', soaDiffers: 'Version {n}, approved {date}; live is the same | Version {n}, approved {date}; live differs in {d} row | Version {n}, approved {date}; live differs in {d} rows', soaNone: 'No version approved', risks: '{n} open, {above} above the criteria', treatment: '{title}: {state}', treatmentNone: 'No plan recorded', current: 'approved as it stands', notApproved: 'not approved', stale: 'changed after approval',
      audit: '{ref}: {state}', auditNone: 'No audit recorded', review: '{ref}: {state}', reviewNone: 'No review recorded', signed: 'signed', unsigned: 'not signed', staleSigned: 'changed after signing', nonconformities: '{n} open of {m}', readiness: '{verdict}', readinessNone: 'Not computed yet', policies: '{n} in force', entries: 'No entry | {n} entry | {n} entries',
    },
    import: 'Import a table', importText: 'Registers from Excel or CSV, with a dry run first.', oscal: 'OSCAL', oscalText: 'Catalogues, component definition, assessment results, POA&M.', packs: 'Evidence packs', packsText: 'Evidence with its seals, to hand over and verify.',
  },
  look: {
    title: 'Look of reports', lead: 'Logo, accent and classification stand on every report of this workspace.', logo: 'Logo', choose: 'Choose a picture', replace: 'Replace', remove: 'Take away', logoHelp: 'PNG, JPEG or WebP, at most 512 KiB. It stands at the top right.', logoAlt: 'Logo of the organisation', logoAway: 'The picture is not on this device yet.', accent: 'Accent', accentHelp: 'Colour of the rule under the title, as #rrggbb.',
    notColour: 'Write the colour as # and six digits, such as {example}.', tooLight: 'Too light on white paper: the contrast is {n} to 1, and 3 to 1 is the least. Choose a darker one.', classification: 'Classification', classificationHelp: 'Stands in the foot. Empty means “internal”.', preview: 'Title rule',
  },
}

/** Statement of Applicability. */
export const soa = {
  title: 'Statement of Applicability', rows: '{n} rows', all: 'All', ownControls: 'Own controls', id: 'Id', requirement: 'Requirement', decision: 'Decision', reasons: 'Reasons', status: 'Status', controls: 'Controls', risks: 'Risks', evidence: 'Evidence', ownerOrProblem: 'Owner or problem', owner: 'Owner',
  bulk: { decision: 'Decision', reasons: 'Reasons', controls: 'Link controls', owner: 'Owner', clear: 'Clear', ask: 'Ask for evidence' }, edit: 'Edit {column} of {code}', asks: 'Risks that ask for it', noRisks: 'No open risk asks for it.', guidance: 'What auditors look for', linked: 'Controls that answer it', noControls: 'No control answers it.',
  moreRisks: 'and {n} more', provider: 'Provider', providerUntil: '{name}, assured until {date}', providerEnded: '{name}, assurance ended {date}', providerNone: '{name}, no assurance recorded', providerEvidenced: '{name}, assured by evidence', sinceVersion: 'Since v{n}',
  problems: {
    undecided: 'Undecided', reasonMissing: 'Reason missing', reasonRiskWithoutRisk: 'Reason is a risk, but none asks', justificationMissing: 'Justification missing', reasonOnExclusion: 'Reasons on an exclusion', providerMissing: 'Provider missing', providerAssuranceEnded: 'Provider’s assurance ended',
    noControl: 'No control, no action',
  },
  explain: {
    undecided: 'Somebody has to say whether this applies.', reasonMissing: 'Say why it is included: a risk, a law, a contract, or good practice.', reasonRiskWithoutRisk: 'No open risk names this requirement or one of its controls. Link a risk, or take the reason away.', justificationMissing: 'An exclusion needs a justification of at least 30 characters.',
    reasonOnExclusion: 'Reasons are for what is included. Take them away, or include it.', providerMissing: 'Name the supplier that does this for you.', providerAssuranceEnded: 'A provider answers for you only while its assurance is current. Add the new report, or its end date.', noControl: 'It applies, and nothing answers it. Link a control, or plan one.',
    contradiction: 'It is excluded although it is used or needed. Include it, or settle what stands against it.', notVerified: 'All its controls operate. What is missing is accepted evidence, or an effective test in time. That is not the same as not implemented.',
  },
  contradictions: {
    risk: 'Risks ask for it: {refs}', control: 'Controls exist: {refs}', supplier: 'Suppliers exist: {refs}', cloudSupplier: 'Cloud suppliers exist: {refs}', development: 'The scope develops software', outsourcing: 'The scope outsources development', remoteWork: 'The scope has remote work',
    premises: 'The scope has premises', pii: 'The scope handles personal data', obligation: 'An obligation asks for it: {refs}',
  },
  noneOf: 'No row here is: {state}', noneChanged: 'No row here differs', noneText: 'The statement has more rows than this view shows.', decided: '{n} of {m} decided', additionalNone: 'Every control answers to a row of Annex A.', noEvidence: 'none', cellHelp: 'Arrow keys move, Enter edits, Esc restores.', changedSince: 'Changed since v{n}',
  row: '{code} {title}: {decision}, {status}',
  view: { live: 'Live', inForce: 'v{n} in force', versions: 'Versions', compare: 'Compare' },
  banner: {
    differs: '{n} row differs from v{v} | {n} rows differ from v{v}', differsText: ', approved {date} by {name}. The approved statement stays v{v} until you freeze again.', show: 'Show the row | Show the {n} rows', showAll: 'Show all rows',
    unseen: 'The live statement differs from v{v}', unseenText: '. Which rows, this device can say when the frozen copy has arrived.', withdrawn: 'The last approval was taken back. No statement is in force until one is approved.',
    waits: 'Frozen on {date}, not approved yet', waitsText: '. Nothing was decided since, so approving it approves what you see.', open: 'Open it', fresh: 'No statement is approved yet', freshText: '. Freeze it when it is decided, and have top management or a lead approve the copy.',
  },
  freeze: {
    act: 'Freeze v{n}', title: 'Freeze the Statement of Applicability', text: 'A copy of every row is kept unchanged under its hash. Approving it is the next step; the live statement goes on.', asOf: 'As of', rows: 'Rows', additional: 'Own controls', rests: 'Rests on', scopeApproved: 'the approved scope', methodApproved: 'the approved risk method', restsNone: 'no approved scope or risk method',
    clear: 'Every row is decided, and nothing contradicts it.', undecided: '{n} row is undecided | {n} rows are undecided', contradicted: '{n} exclusion is contradicted | {n} exclusions are contradicted', incomplete: '{n} decision lacks something | {n} decisions lack something', allowed: 'You may freeze all the same. The copy says what is so, and so will the auditor.',
    note: 'Note for the reader', notePlaceholder: 'What changed, and why', confirm: 'Freeze', done: 'Frozen', existed: 'The same content was frozen before',
  },
  version: {
    none: 'No version yet', noneText: 'A version is a frozen copy of the statement, approved by signature. It stays readable word by word, whatever changes later.', pick: 'Version', draft: 'Frozen {date}, not approved', number: 'Version {n}', state: { draft: 'Not approved', approved: 'In force', superseded: 'Superseded', rejected: 'Rejected', withdrawn: 'Approval taken back' },
    approvedBy: 'Approved by', signed: 'Signed', asOf: 'As of', scope: 'Covers scope', hash: 'Content hash', notApproved: 'Nobody yet', unapproved: 'not approved', counts: '{a} applicable, {i} inherited, {e} excluded, {u} undecided', frozenOn: 'Frozen',
    copy: { pending: 'The record is here, its file is not yet. It arrives when a device that has it is online.', missing: 'The frozen copy has not arrived for more than a week. Ask for a device that has it to come online.', corrupt: 'The bytes on this device are not those that were frozen. They are fetched again; don’t rely on what is here.', unreadable: 'This version of the app can’t read the frozen copy. Update the app; the bytes stay as they are.' },
    damaged: 'The copy is not what the record names', damagedText: 'Its hash differs from the one that was approved. Don’t rely on it; fetch it again from another device.', additional: 'Additional controls', justification: 'Justification', compare: 'Compare with live', note: 'Note', unknownPerson: 'somebody who is not here',
  },
  compare: {
    from: 'From', to: 'To', live: 'Live, {date}', added: '{n} added', removed: '{n} removed', changed: '{n} changed', same: '{n} the same', none: 'No difference', noneText: 'Both say the same, row by row.', before: 'Before', after: 'After', field: 'Field', addedRow: 'Added', removedRow: 'Removed', pick: 'Freeze a version first. Then it can be compared with the live statement, or with another version.', decisions: 'Decisions only',
    nothing: 'nothing', gone: 'no longer', come: 'new',
    fields: { applicability: 'Decision', reasons: 'Reasons', justification: 'Justification', provider: 'Provider', owner: 'Owner', controls: 'Controls', risks: 'Risks', status: 'Status', evidence: 'Evidence' },
  },
  ask: { title: 'Evidence for {codes}', text: 'Asked from the Statement of Applicability: {codes}.', done: 'Asked for evidence' },
}

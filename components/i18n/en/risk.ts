/** Risks: register, map, method, threats and vulnerabilities. */
export const risk = {
  open: '{n} open', tab: { register: 'Register', map: 'Map', method: 'Method', threats: 'Threats and vulnerabilities', threat: 'Threats', vulnerability: 'Vulnerabilities' }, inherent: 'Inherent', current: 'Current', residual: 'Residual', moving: 'Current → residual', priority: 'Priority', level: 'Level', state: 'State', problem: 'Problem', signal: 'Signal',
  filterOpen: 'Open', score: '{l} × {i}', unset: 'unset', offScale: 'Off scale', scoredUnder: 'Scored {date} under the method in force', scoredOutdated: 'Scored under an earlier matrix. Score again.', notScored: 'Not scored yet. Choose a cell.', choosing: 'Choose a cell for {stage}.', rescoring: 'Scored under an earlier matrix: choose {stage} again. All are written together.',
  criteria: 'acceptance criteria: up to {level}', above: 'Above the criteria', aboveNone: 'Nothing lies above the criteria.', aboveCount: '{n} of {m}', offScaleNote: '{ref} is scored {l}×{i}, off the scale. It has no level until it is scored again.', chooseCell: 'Set {stage} to {l} × {i}: {level}',
  mapSummary: '{n} open risk on the map, {above} above the criteria. | {n} open risks on the map, {above} above the criteria.', more: '+{n}', moreHere: '{n} more in this cell', unplaced: '{n} risk has no {stage} level and is not on the map. | {n} risks have no {stage} level and are not on the map.',
  states: { closed: 'Closed', unassessed: 'Unassessed', overdue: 'Overdue', accepted: 'Accepted', treating: 'Treating', treated: 'Treated', within: 'Within criteria', untreated: 'Untreated' },
  problems: {
    offScale: 'Scored off the scale', unassessed: 'Not assessed', noOption: 'Above the criteria and no option chosen', noOwner: 'Above the criteria and without an owner', overdue: 'Treatment is late',
    notAccepted: 'Residual is {level} and nobody has accepted it', acceptanceEnded: 'The acceptance of {level} has ended', acceptanceStale: 'The risk changed after {level} was accepted', residualMissing: 'No residual level says where the treatment leads',
  },
  problemText: {
    offScale: 'The method has fewer steps than this score. Choose a cell of the matrix.', unassessed: 'Choose current likelihood and impact in the matrix below.', noOption: 'Decide: modify, retain, avoid or share (6.1.3 a).',
    noOwner: 'The owner decides and approves the treatment (6.1.2 c).', overdue: '{ref} {title} was due {date}. | {ref} {title} was due {date}, and {n} more are late.',
    acceptanceEnded: 'Accepted until {date}. That has passed, so the risk counts as unaccepted again.', acceptanceStale: '{ref} covers {fields} as it was. It counts for nothing until it is accepted again.', residualMissing: 'Score residual in the matrix: what is expected once the work is done.',
    draft: '{ref} is a draft.', authority: 'Only {who} can accept {level}, for {period} at most.', noAuthority: 'The method names nobody who may accept {level}. Complete the method first.',
  },
  who: { riskOwner: '{name}, as risk owner,', riskOwnerNone: 'the risk owner', lead: 'an owner or lead of the workspace', topManagement: 'top management' },
  settle: { accept: 'Accept this risk', ask: 'Ask the owner to accept', acceptAgain: 'Accept again', option: 'Choose an option', owner: 'Choose an owner', score: 'Score in the matrix', openAction: 'Open {ref}', addAction: 'Add an action', openDraft: 'Open {ref}' },
  warnings: {
    outdated: 'Scored under an earlier matrix', approvalStale: 'Treatment changed after the owner approved it', notApproved: 'The owner has not approved the treatment', reassess: 'All actions are done. Score the risk again: nothing is lowered by itself.',
    avoidOpen: 'What causes the risk is gone. Close the risk with a reason.', shareUnnamed: 'Shared with whom? Name the supplier or contract in the reason or an action.', selfAppointed: 'Self-appointed: who accepted had made himself owner. A lead confirms the risk.',
  },
  signals: { acceptanceEnded: 'Acceptance ended', acceptanceStale: 'Acceptance is stale: the risk changed', notAccepted: 'Not accepted', draft: 'An acceptance waits for a signature', overdue: 'An action is late' },
  flags: { residualAboveCurrent: 'Residual is scored above current', currentAboveInherent: 'Current is scored above inherent', loweredWithoutControl: 'Scored lower, with nothing that lowers it' },
  noOption: 'no option', notAccepted: 'not accepted', acceptanceEnded: 'acceptance ended', acceptanceStale: 'acceptance stale', acceptedUntil: 'accepted, {date}', actionsUntil: '{n} action, {date} | {n} actions, {date}', actionsLate: '{n} action, late | {n} actions, late', optionOf: '{option}', unassessed: 'not assessed', noOwner: 'no owner', residualMissing: 'no residual',
  treatment: {
    title: 'Treatment', done: '{n} of {m} done', none: 'No action yet.', add: 'Add an action', dueOn: 'due {date}', doneOn: 'done {date}', lateSince: '{n} d late', blocked: 'blocked', status: 'Status of {ref}: {status}',
    form: { title: 'What is done', responsible: 'Responsible', due: 'Due', add: 'Add action', nobody: 'Choose a person' }, missing: { title: 'Say what is done.', due: 'Say by when.', past: 'This day has passed. Choose today or later.' }, added: '{ref} added',
  },
  acceptances: { title: 'Acceptances', frozen: '{level} {l}×{i}', by: '{name}, {date}', renew: 'Renew', until: 'until {date}', daysLeft: '{n} d left', ended: 'ended {n} d ago' },
  accept: {
    title: 'Accept {ref}', renewTitle: 'Renew the acceptance of {ref}', text: 'Signed over the risk as it is now. A change of its scores, option or owner makes the acceptance stale.', type: 'What is accepted', justification: 'Why it is borne', conditions: 'On which conditions', until: 'Until', latest: '{date} at the latest: {level} for {period} at most.', frozen: 'Frozen with it', frozenOf: '{level}, {l} {likelihood} × {i} {impact}',
    residual: 'What remains after treatment', interim: 'The current level, while actions are open', missing: { justification: 'Say why the organisation bears this level.', validUntil: 'Say until when.', past: 'This day has passed. Choose today or later.', late: 'Choose {date} or earlier.' },
    sign: 'Accept until {date}', draft: 'Save draft and ask {name}', draftNone: 'Save draft', signed: '{ref} accepted until {date}', drafted: '{ref} waits for a signature', kept: '{ref} is kept as a draft.', request: '{name}, {ref} waits for your decision: {level} until {date}.',
    same: 'As it was', before: 'Replaces nothing: {ref} stays as it was signed.',
  },
  close: { button: 'Close risk', title: 'Close {ref}', text: 'A closed risk leaves counts, map and checks. Its history, actions and acceptances stay.', reason: 'Why it is closed', avoided: 'Stopped what causes it.', confirm: 'Close risk', done: '{ref} closed', reopen: 'Reopen', reopened: '{ref} reopened', closedBecause: 'Closed: {reason}' },
  confirm: { button: 'Confirm', done: '{ref} confirmed as it stands' },
  method: {
    own: 'The method of this workspace', proposal: 'This is a proposal to start from. Save it, change it, then have it approved (6.1.2 a).', adopt: 'Adopt this method', matrix: 'Matrix', likelihood: 'Likelihood', impact: 'Impact', meaning: 'What it means', name: 'Name', step: 'Step', levels: 'Levels', colour: 'Colour in reports', ramp: 'Standard colour', ownColour: 'Own colour', fails: 'Too light on white paper: reports use the standard colour.',
    edit: 'Edit method', size: 'Size', sizes: { m: 'Likelihood steps', n: 'Impact steps', k: 'Levels' }, template: 'Fill from template',
    cellHelp: 'Choose a cell to raise it, Shift to lower it. With the keyboard: arrows move, + and − or 1 to {k} set the level. Values never fall along a row or column; neighbours follow.', cell: '{l} × {i} is {level}', acceptMax: 'Accept up to', authority: 'Who may accept more', signerOf: 'Who may accept {level}', maxOf: 'For how long {level} may be accepted', unitOf: 'Unit of time for {level}', signer: { riskOwner: 'Risk owner', lead: 'ISMS lead', topManagement: 'Top management' }, atMost: 'for {period} at most', forAtMost: 'for at most',
    save: 'Save method', discard: 'Discard changes', saved: 'Method saved', changes: 'Saving makes {n} scored risk outdated. | Saving makes {n} scored risks outdated.', sameMatrix: 'The matrix itself is unchanged: scores stay valid.',
    unnamed: 'Give step {n} a name.', unnamedLevel: 'Give level {n} a name.', twice: 'This name occurs twice.', period: 'Enter a number from 1 to 99999.', nothing: 'Nothing was saved.',
    outdated: '{n} risk was scored under an earlier matrix. | {n} risks were scored under an earlier matrix.', outdatedText: 'Score each again in its matrix, or move all scores by a mapping you confirm.', rescale: 'Rescale scores',
  },
  rescale: {
    title: 'The matrix changed under {n} scored risk | The matrix changed under {n} scored risks', later: 'Rescale {n} risk | Rescale {n} risks', outside: '{n} risk lies outside the new scale: | {n} risks lie outside the new scale:', outsideNone: 'No score lies outside the new scale, but cells may mean other levels than before.',
    text: 'Nothing is rescored by itself. Move the scores by this mapping, or leave them: they count as outdated, clamped to the scale, until scored again.', mapping: 'Score before → score now', from: '{axis} {n} becomes', preview: '{n} risk gets another level: | {n} risks get another level:', previewNone: 'No current level changes.', change: '{ref} {before} → {after}', andMore: 'and {n} more',
    apply: 'Save and rescale {n} | Save and rescale {n}', applyLater: 'Rescale {n} | Rescale {n}', leave: 'Save, leave outdated', done: '{n} risk rescaled | {n} risks rescaled', scores: '{l}×{i}',
  },
  threats: { starter: 'Add a starter list of {n}', starterText: 'Common causes in plain words, to pick from and to cut down. Nothing is added by itself.', added: '{n} threats added', risks: 'Risks', none: 'Named by no risk' },
}

/** Risks: register, map, method. */
export const risk = {
  open: '{n} open', tab: { register: 'Register', map: 'Map', method: 'Method' }, inherent: 'Inherent', current: 'Current', residual: 'Residual', moving: 'Current → residual', priority: 'Priority', level: 'Level', state: 'State', problem: 'Problem',
  filterOpen: 'Open', score: '{l} × {i}', unset: 'unset', offScale: 'Off scale', scoredUnder: 'Scored {date} under the method in force', scoredOutdated: 'Scored under an earlier matrix. Score again.', notScored: 'Not scored yet. Choose a cell.',
  criteria: 'acceptance criteria: up to {level}', above: 'Above the criteria', aboveNone: 'Nothing lies above the criteria.', offScaleNote: '{ref} is scored {l}×{i}, off the scale. It has no level until it is scored again.', chooseCell: 'Set {stage} to {l} × {i}: {level}',
  states: { closed: 'Closed', unassessed: 'Unassessed', overdue: 'Overdue', accepted: 'Accepted', treating: 'Treating', treated: 'Treated', within: 'Within criteria', untreated: 'Untreated' },
  problems: { offScale: 'Scored off the scale', unassessed: 'Not assessed', noOption: 'Above the criteria and no option chosen', notAccepted: 'Residual is {level} and nobody has accepted it', noOwner: 'Above the criteria and without an owner' },
  problemText: {
    offScale: 'The method has fewer steps than this score. Choose a cell of the matrix.', unassessed: 'Choose current likelihood and impact in the matrix below.', noOption: 'Decide: modify, retain, avoid or share (6.1.3 a).',
    notAccepted: 'Lower the residual with controls. An acceptance above the criteria can’t be recorded in this version; keep the signed one as evidence.', noOwner: 'The owner decides and approves the treatment (6.1.2 c).',
  },
  flags: { residualAboveCurrent: 'Residual is scored above current', currentAboveInherent: 'Current is scored above inherent', loweredWithoutControl: 'Scored lower, with nothing that lowers it' },
  noOption: 'no option', notAccepted: 'not accepted', optionOf: '{option}', unassessed: 'not assessed', accept: 'Choose an option', assign: 'Choose an owner', openMatrix: 'Open the matrix',
  method: {
    own: 'The method of this workspace', proposal: 'This is a proposal to start from. Save it, change it, then have it approved (6.1.2 a).', adopt: 'Adopt this method', matrix: 'Matrix', likelihood: 'Likelihood', impact: 'Impact', meaning: 'What it means', step: 'Step', levels: 'Levels',
    cellHelp: 'A cell holds the level of its likelihood and impact. Choose a cell to raise it; values never fall along a row or column.', cell: '{l} × {i} is {level}. Raise it', acceptMax: 'Accept up to', authority: 'Who may accept more', signer: { riskOwner: 'Risk owner', lead: 'ISMS lead', topManagement: 'Top management' }, atMost: 'for {period} at most',
    rescore: 'Saving a changed matrix marks {n} risk as scored under an earlier one. | Saving a changed matrix marks {n} risks as scored under an earlier one.', save: 'Save matrix', discard: 'Put back',
  },
}

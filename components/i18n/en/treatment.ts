/** Risk treatment: plans, actions, acceptances. */
export const treatment = {
  plan: {
    progress: 'Progress', doneOf: '{n} of {m} done', none: 'No actions yet', late: '{n} late | {n} late', until: 'last one due {date}', cost: 'Cost', budget: 'Budget', ofBudget: '{cost} of {budget}', over: '{amount} over budget', left: '{amount} left', priced: 'from {n} of {m} actions', noCost: 'no costs named', risks: 'Risks of this plan', noRisks: 'No risks chosen yet.', addAbove: 'Add the {n} open risk above the criteria | Add the {n} open risks above the criteria', added: '{n} risk added | {n} risks added',
    time: { ahead: 'Begins {date}', running: 'Until {date}', ended: 'Ended {date}' }, noActions: 'No action treats this risk',
  },
  signals: { overdue: 'Overdue', blocked: 'Blocked', noCompletion: 'Completion day missing', evidenceMissing: 'Evidence missing' },
  signalText: { overdue: 'Due {date}, {n} d late', blocked: 'Blocked: {reason}', blockedNoReason: 'Blocked, without a reason', noCompletion: 'Done, but nobody says when', evidenceMissing: 'Done, but nothing shows it. Link the evidence (8.3).' },
  signal: 'Signal', nothing: 'nothing to settle', state: 'State', until: 'Until', left: 'Days left', authority: 'Authority', level: 'Level',
  states: { draft: 'Draft', valid: 'Valid', stale: 'Stale', expired: 'Expired', rejected: 'Refused', revoked: 'Taken back', void: 'Without authority' },
  left_days: '{n} d left', endedDays: 'ended {n} d ago',
  acceptance: {
    frozen: 'Accepted as', now: 'Stands at', same: 'Nothing changed since', changed: 'Changed since: {fields}', who: 'Accepted by {name} on {date}', refused: 'Refused by {name} on {date}: {reason}', revoked: 'Taken back by {name} on {date}', until: 'until {date}', proposed: 'Proposed until {date}', authority: '{who}, for {period} at most', noMethod: 'The method names nobody for this level',
    accept: 'Accept until {date}', reject: 'Refuse', renew: 'Renew', revoke: 'Take back', outdatedDraft: 'The risk moved on since this was drafted: {before} then, {after} now.', refresh: 'Freeze the present scores', noRisk: 'Choose the risk this acceptance is for.', revokedDone: '{ref} taken back', tooLate: 'The end lies after {date}, the latest this level may be accepted until.',
  },
  problems: { rxStale: 'The risk changed after it was accepted', rxExpired: 'The acceptance has ended', rxVoid: 'Accepted without authority', overdue: 'This action is late', blocked: 'This action is blocked', evidenceMissing: 'Done, but nothing shows it', noCompletion: 'Done, but nobody says when', over: 'This plan costs more than its budget', ended: 'The period of this plan has ended with work open' },
  problemText: { rxStale: 'It counts for nothing until it is accepted again as it stands now.', rxExpired: 'Accepted until {date}. That has passed, so the risk counts as unaccepted again.', rxVoid: 'It stays visible and counts for nothing.', overdue: 'Due {date}. Finish it, or agree a new day with the risk owner: the approval covers the day.', evidenceMissing: 'Link what proves the result (8.3).', noCompletion: 'Enter the day it was completed, so that the risk is assessed again after it.', over: '{amount} more than planned.', ended: '{n} action is open after {date}. | {n} actions are open after {date}.' },
}

/** Nonconformities, corrective actions, improvements and feedback (10.1, 10.2). */
export const improvement = {
  state: { withdrawn: 'Withdrawn', closed: 'Closed', ineffective: 'Not effective', awaitingReview: 'Awaits review', acting: 'Acting', analysed: 'Analysed', corrected: 'Corrected', open: 'Open' },
  path: 'Where it stands', round: 'Round {n}',
  step: {
    corrected: { done: 'Corrected', ahead: 'Correct' }, analysed: { done: 'Analysed', ahead: 'Analyse' }, acting: { done: 'Acted', ahead: 'Act' },
    awaitingReview: { done: 'Reviewed', ahead: 'Review' }, closed: { done: 'Closed', ahead: 'Close' },
  },
  stepState: { done: 'done', now: 'now', late: 'late', ahead: 'ahead', failed: 'not effective' },
  due: 'due {date}', late: '{n} d late', today: 'due today',
  openedFrom: 'Opened from',
  found: 'Found', correction: 'Correction', cause: 'Cause', actions: 'Corrective actions', effectiveness: 'Effectiveness',
  correctedToday: 'Corrected today',
  method: { fiveWhys: '5 whys', fishbone: 'Fishbone', text: 'Text' },
  whys: { first: 'Why did it happen?', next: 'Why was that so?', placeholder: 'Because …', add: 'Ask why again', remove: 'Remove this why', conclusion: 'Root cause', conclusionHint: 'The answer that, once removed, keeps it from coming back' },
  bone: { people: 'People', process: 'Process', technology: 'Technology', supplier: 'Supplier', environment: 'Environment', measurement: 'Measurement' },
  fish: { add: 'Add a cause', cause: 'Cause under {bone}', remove: 'Remove “{cause}”', effect: 'Effect' },
  causeFree: 'This text was written freely. Taking it up as {method} keeps it as the root cause.', takeUp: 'Take up as {method}', saved: '{ref} root cause saved', theirs: 'Somebody changed the text meanwhile. Saving merges both; read it again after.',
  causeProblem: {
    missing: 'No root cause yet.', restates: 'This repeats what is wrong; it does not say why. It counts as missing.', unchanged: 'A review found that this cause does not hold. The next round needs another one.',
  },
  action: {
    new: 'Add an action', placeholder: 'What removes the cause', who: 'Responsible', due: 'Due', add: 'Add', none: 'No action yet. An action removes the cause; the correction above only repaired this case.', done: 'Done', doneToast: '{ref} done', reopen: 'Reopen', evidence: 'Evidence',
    completed: 'done {date}', round: 'round {n}', noNeeded: 'No action needed?', count: '{done} of {all} done', cancelled: 'cancelled',
  },
  review: {
    due: 'Review due {date}', dueUnset: 'The review is due {n} after the last action is done.', verify: 'Review effect', closes: 'Closes when somebody else finds it effective.',
    refused: { owner: 'You own this nonconformity, so somebody else must judge whether it worked. What you sign is recorded and does not close it.', doer: 'You carried out one of its actions, so somebody else must judge whether they worked. What you sign is recorded and does not close it.', unbound: 'Your membership names no person, so nobody can tell whether you did the work. Ask an owner to choose the person.', onWord: 'You were re-admitted on the word of somebody who owns this nonconformity or carried out one of its actions. Until another owner or lead confirms who you are, what you sign is recorded and does not close it.' },
    recordAnyway: 'Record anyway', early: 'Reviewed before {date}', effective: 'Found effective by {name}, {date}', notEffective: 'Found not effective by {name}, {date}', revoked: 'Taken back; {name} had reviewed it on {date}', void: 'Counts for nothing, signed without authority: {name}, {date}', stale: 'Changed after the review. It counts again once it is reviewed again.',
    dependent: '{name} signed “effective” on {date}, but {why}. It is recorded and does not close.', because: { owner: 'owns it', doer: 'did the work', unbound: 'is a member without a person', onWord: 'was identified only by somebody who owns it or did the work' }, waiting: 'Your review waits for sync', notYet: 'Before it can close: {needs}.',
  },
  need: { correction: 'correction and its day', rootCause: 'root cause', method: 'how the cause was found', similar: 'similar cases looked for', criteria: 'when it counts as effective', actions: 'every action done' },
  problem: {
    ineffective: 'The actions did not work.', ineffectiveText: 'Find another root cause and add an action of round {n}.', correction: 'Not corrected in time.', correctionText: 'Correction was due {date}, {n} d ago.', rootCause: 'Root cause missing.', rootCauseText: 'It was due {date}, {n} d ago.',
    action: 'Corrective action overdue.', actionText: '{ref} was due {date}, {n} d ago.', review: 'Effectiveness review overdue.', reviewText: 'It was due {date}, {n} d ago. Somebody who neither owns it nor did the work signs it.', doer: 'Reviewed by somebody who took part.', stale: 'Changed after it was found effective.',
  },
  risk: { question: 'Does this change the risk assessment?', notNeeded: 'No change needed', done: 'Risks updated', notAnswered: 'Not answered yet', open: 'Open risks', linked: 'Risks of {ref}' },
  withdraw: { button: 'Withdraw', text: 'A lead withdraws what is no nonconformity, with the reason. It stays in the register.', reason: 'Why it is withdrawn', done: '{ref} withdrawn', takeBack: 'Take back' },
  column: { state: 'State', next: 'Next due', late: 'Late' },
  fromFeedback: 'Make an improvement', fromFeedbackDone: '{ref} made from {from}', improvementsOf: 'Improvements from this', realisedMissing: 'Done, but what came of it is not written yet.', realisedText: 'Management review and auditors ask for the benefit that was realised.', overdue: 'Overdue since {date}.',
}

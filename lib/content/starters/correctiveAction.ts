import { defineStarter } from './starter'

export const correctiveAction = defineStarter({
  name: 'correctiveAction', title: 'Corrective action procedure', level: 'procedure', attest: false, reqs: ['10.1', '10.2', 'A.5.27'],
  purpose: 'When something is not as required, {organisation} mends it, finds out why it happened, removes the cause, and checks later that the cause is really gone.',
  scope: 'Nonconformities from every source: internal and external audits, incidents, monitoring, reviews of suppliers, complaints, and what people notice in daily work. Suggestions for improvement use the same register with a shorter way.',
  rules: [
    ['Recording', [
      'Anybody may report a nonconformity. It is recorded within seven days with the requirement, the facts, the source and an owner.',
      'The description says what is, and what should be, so that somebody who was not there understands it. It names no culprit.',
      'The grade is set by the information security lead: major if a requirement is missing altogether, has failed as a whole or puts the ISMS in doubt; otherwise minor.',
    ]],
    ['Correcting', [
      'The immediate effect is limited and the single case is put right within 14 days, major ones within five working days. Consequences, such as for customers, are dealt with.',
      'It is checked and noted whether the same thing exists or could happen elsewhere.',
    ]],
    ['Finding the cause', [
      'Within 30 days the cause is found by asking why until the answer is something that can be changed, or with a diagram of causes. "Human error" and the statement itself in other words are not accepted as causes.',
      'If no action is taken on a cause, the reason is recorded and approved by the information security lead.',
    ]],
    ['Removing the cause', [
      'Corrective actions have an owner, a due date and a measure of success, decided before they start. They are in proportion to the effect of the nonconformity.',
      'Actions that change risks, controls or documents are entered there also.',
      'Overdue actions are reported to the owner’s manager after 14 days, and to top management after 30.',
    ]],
    ['Checking the effect', [
      'Not earlier than 30 days after the last action, somebody who did not do it checks by evidence whether the cause is gone and the measure of success is met. If not, the search for the cause begins again.',
      'Only then is the nonconformity closed. All steps stay on record for at least three years.',
      'Nonconformities that return within twelve months are treated as major.',
      'Patterns are looked at every quarter, and reported to the management review.',
    ]],
  ],
  responsibilities: [
    ['The owner of the nonconformity', 'corrects, finds the cause, and sees the actions through.'],
    ['Owners of actions', 'finish in time and hand over evidence.'],
    ['The verifier', 'judges the effect independently.'],
    ['The information security lead', 'keeps the register, sets grades, and watches times.'],
  ],
  exceptions: 'Times may be extended once, before they are over, with a recorded reason and by somebody other than the owner. The check of the effect has no exceptions.',
  review: 'Reviewed every twelve months with figures: opened and closed, median days to correction and to closure, share effective at the first check, repeated ones.',
})

import { demoId, demoRecord, type DemoFields, type DemoRecord } from './demoRecord'
import { person } from './demoPeople'

type Fields = DemoFields<'task'>
type Row = readonly [title: string, purpose: NonNullable<Fields['purpose']>, assignee: string, description: string, links: string, plan: { readonly rule?: string; readonly from?: string; readonly due?: string; readonly done?: readonly string[]; readonly skipped?: Readonly<Record<string, string>>; readonly closed?: true }]

const quarterEnds = ['2025-06-30', '2025-09-30', '2025-12-31', '2026-03-31']
const monthEnds = ['2025-11-30', '2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']

/** TK-1 to TK-24: recurring tasks, then one-off tasks. Nothing is overdue beyond the grace period (RC6). */
const rows: readonly Row[] = [
  ['Quarterly access review', 'accessReview', 'HP', 'Export every right, let owners decide, remove, and keep the page of decisions.', 'C-18', { rule: 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1', from: '2025-06-30', done: quarterEnds }],
  ['Yearly risk review', 'riskReview', 'IS', 'Go through all open risks with their owners and score them anew.', '', { rule: 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20', from: '2026-05-20', done: ['2026-05-20'] }],
  ['Internal audit', 'internalAudit', 'IA', 'Audit by programme; report within 30 days.', '', { rule: 'FREQ=YEARLY;BYMONTH=11;BYDAY=1MO', from: '2025-11-03', done: ['2025-11-03'] }],
  ['Management review', 'managementReview', 'MD', 'Prepare the pack two weeks before; hold, decide, sign.', '', { rule: 'FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=12', from: '2025-08-12', done: ['2025-08-12', '2026-02-12'] }],
  ['Policy review', 'policyReview', 'IS', 'Read each policy with its owner; confirm or change.', '', { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=2', from: '2026-02-02', done: ['2026-02-02'] }],
  ['Review of critical suppliers', 'supplierReview', 'FL', 'Read the reports of the five critical suppliers and judge them.', 'C-54 C-51', { rule: 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20', from: '2025-09-20', done: ['2025-09-20', '2025-12-20', '2026-03-20'] }],
  ['Restore test', 'backupTest', 'PE', 'Restore one dataset in full, compare checksums, write the protocol.', 'C-30', { rule: 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15', from: '2025-06-15', done: ['2025-06-15', '2025-09-15', '2025-12-15', '2026-03-15'] }],
  ['Continuity exercise', 'continuityTest', 'HP', 'Play the next scenario with platform and support; measure the times.', 'C-64', { rule: 'FREQ=MONTHLY;INTERVAL=6;BYDAY=1TU', from: '2025-10-07', done: ['2025-10-07', '2026-04-07'] }],
  ['Awareness topic of the quarter', 'awareness', 'IS', 'Choose the topic, write three questions, look at the answers.', 'C-24', { rule: 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10', from: '2025-07-10', done: ['2025-07-10', '2025-10-10', '2026-01-10', '2026-04-10'] }],
  ['Weekly log review', 'other', 'SE', 'Alarms and administrator actions of the week; sign the page.', 'C-44', { rule: 'FREQ=WEEKLY;BYDAY=MO', from: '2026-04-27', done: ['2026-04-27', '2026-05-04', '2026-05-11', '2026-05-18'], skipped: { '2026-05-25': 'Public holiday; looked at on Tuesday together with the week after.' } }],
  ['Capture backup jobs of the month', 'evidence', 'PE', 'Full page of the job list, all pages, for the month that ended.', 'C-31', { rule: 'FREQ=MONTHLY;BYMONTHDAY=-1', from: '2025-11-30', done: monthEnds }],
  ['Security figures for management', 'metric', 'IS', 'Collect the eleven figures and write a sentence on each.', 'C-16', { rule: 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5', from: '2025-07-05', done: ['2025-07-05', '2025-10-05', '2026-01-05', '2026-04-05'] }],
  ['Compare key cards with the staff list', 'accessReview', 'OM', 'Card list against people system; block what does not match.', 'C-29', { rule: 'FREQ=MONTHLY;BYMONTHDAY=3', from: '2026-01-03', done: ['2026-01-03', '2026-02-03', '2026-03-03', '2026-04-03', '2026-05-03'] }],
  ['Rehearse the recovery kit', 'continuityTest', 'IS', 'Open the safe, read the words, restore a backup on a spare device.', 'AS-61', { rule: 'FREQ=YEARLY', from: '2026-06-15' }],
  ['Second page of the backup list of May', 'evidence', 'PE', 'The capture of 1 June shows 50 of 62 rows. Capture the rest as a series.', 'EV-231', { due: '2026-06-03' }],
  ['Put contractors into the people system', 'other', 'PP', 'So that their accounts close by themselves on the last day.', 'R-12', { due: '2026-06-30' }],
  ['Decide on data leakage prevention', 'other', 'SE', 'Which ways out of the company need a block or an alarm; A.8.12 has no control yet.', 'R-6', { due: '2026-06-12' }],
  ['Find a second map provider', 'other', 'PL', 'Offer, data quality in three cities, cost of switching.', 'R-19', { due: '2026-07-31' }],
  ['Score R-11 under the matrix in force', 'riskReview', 'SE', 'It still carries scores of the earlier four-step matrix.', 'R-11', { due: '2026-06-05' }],
  ['Send the clauses of the support desk', 'evidence', 'FL', 'ER-7 was rejected: the clauses were those of another supplier.', 'ER-7', { due: '2026-05-29' }],
  ['Prepare the room and accounts for stage 2', 'other', 'OM', 'Two guests for three days, guest network, a read-only account each.', '', { due: '2026-06-19' }],
  ['Scan the acceptable use agreements again', 'evidence', 'PP', 'Two of four signatures were cut off.', 'C-10', { due: '2026-06-08' }],
  ['Move the telematics gateway behind the entrance', 'other', 'SE', 'Last public address without the common entrance.', 'R-14', { due: '2026-08-14' }],
  ['Remove the address of the old dispatcher', 'other', 'PE', 'Name and address of the host that was switched off.', 'R-24', { due: '2025-12-05', done: ['2025-12-05'], closed: true }],
]

export const demoTasks = (): readonly DemoRecord<'task'>[] =>
  rows.map(([title, purpose, assignee, description, links, plan], index) =>
    demoRecord('task', `TK-${index + 1}`, index < 14 ? '2025-05-19' : index === 23 ? '2025-11-28' : '2026-05-20', person('IS'), {
      title, purpose, description, assignee: person(assignee),
      links: links.split(' ').filter(Boolean).map(demoId).sort(),
      status: plan.closed ? 'closed' : 'open',
      due: plan.due,
      ...(plan.rule ? { rules: { [plan.from!]: plan.rule } } : {}),
      ...(plan.done ? { done: Object.fromEntries(plan.done.map((date) => [date, { on: date, by: person(assignee) }])) } : {}),
      ...(plan.skipped ? { skipped: plan.skipped } : {}),
    }),
  )

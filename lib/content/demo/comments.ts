import { demoId, demoRecord, soaId, type DemoRecord } from './demoRecord'
import { person } from './demoPeople'

/** Target as a ref, or an Annex A code for a row of the SoA; `reply` counts back: 1 answers the previous comment. */
type Row = readonly [target: string, author: string, at: string, body: string, more?: { readonly field?: string; readonly reply?: number; readonly to?: string; readonly resolvedBy?: string }]

const rows: readonly Row[] = [
  ['R-7', 'IS', '2026-05-11T09:20:00.000Z', 'I would score likelihood 4: two regional outages in one year.', { field: 'currentL', to: 'HP' }],
  ['R-7', 'HP', '2026-05-11T10:02:00.000Z', 'Agreed. The second copy covers a third so far, so impact stays 5.', { reply: 1, resolvedBy: 'IS' }],
  ['R-3', 'EL', '2026-05-11T13:40:00.000Z', 'Short-lived runners are in test for two repositories.', {}],
  ['R-12', 'IA', '2026-05-12T08:15:00.000Z', 'Which contractors ended in the first quarter? Please link the list.', { to: 'HP' }],
  ['R-12', 'HP', '2026-05-12T11:31:00.000Z', 'Three: two in January, one in March. The one in March is the account that stayed open.', { reply: 1 }],
  ['R-B4', 'PV', '2026-05-11T15:05:00.000Z', 'Eleven people can read in bulk. I want five at most.', { to: 'SE' }],
  ['R-B4', 'SE', '2026-05-12T07:50:00.000Z', 'The alert on bulk reads is drafted; threshold 200 drivers an hour.', { reply: 1 }],
  ['R-19', 'IS', '2026-05-13T09:00:00.000Z', 'High, and no option chosen. Please decide before the review in August.', { field: 'option', to: 'PL' }],
  ['R-9', 'FL', '2026-05-12T14:10:00.000Z', 'Both attempts of last year are with the insurer.', {}],
  ['R-22', 'SE', '2026-05-13T08:25:00.000Z', 'The check before commit has been live in routes-api since Monday.', { to: 'EL' }],
  ['R-11', 'IS', '2026-05-20T10:00:00.000Z', 'Still the old matrix. See TK-19.', { field: 'matrixHash', to: 'SE' }],
  ['R-30', 'IS', '2026-05-21T09:12:00.000Z', 'Likelihood 6 does not exist on our scale. "About once a year" is 4.', { field: 'currentL', to: 'EL' }],
  ['R-B2', 'IS', '2026-03-19T10:30:00.000Z', 'Exercise: 4 of 42 clicked, first report after six minutes.', {}],
  ['R-25', 'FL', '2026-05-14T12:20:00.000Z', 'The landlord plans a barrier for the door this autumn.', {}],
  ['C-12', 'IA', '2026-04-14T09:40:00.000Z', 'Eleven roles: is there a description of each?', { to: 'HP' }],
  ['C-12', 'HP', '2026-04-14T12:05:00.000Z', 'Yes, in the runbook "Roles"; linked in the description now.', { reply: 1, resolvedBy: 'IA' }],
  ['C-18', 'IS', '2026-04-02T08:45:00.000Z', 'We show one quarter of three. The reviews of autumn were done but not kept.', { to: 'HP' }],
  ['C-18', 'HP', '2026-04-02T09:30:00.000Z', 'True. From now on the page of decisions is captured on the same day.', { reply: 1 }],
  ['C-30', 'PE', '2026-05-21T07:55:00.000Z', 'The job that compares checksums broke in March. Repeating it this week.', {}],
  ['C-41', 'PV', '2026-04-28T13:15:00.000Z', 'Degraded because the new ticket view shows full addresses again. Fix is in review.', { field: 'status' }],
  ['C-54', 'FL', '2026-04-21T10:50:00.000Z', 'Two of five reports came late, so the judgement of the quarter is incomplete.', { field: 'status' }],
  ['C-59', 'IA', '2026-05-06T14:20:00.000Z', 'The only scan is of November. Anything in the last six months?', { to: 'EL' }],
  ['C-78', 'IS', '2026-05-07T09:05:00.000Z', 'A good habit, but which risk or requirement does it serve?', { to: 'HP' }],
  ['C-77', 'IS', '2026-05-18T08:00:00.000Z', 'Planned until the rules for the penetration test are agreed.', { field: 'status' }],
  ['A.8.12', 'IA', '2026-05-19T09:30:00.000Z', 'Applicable, but nothing is in place or planned. This would be a finding.', { to: 'IS' }],
  ['A.8.12', 'IS', '2026-05-19T10:15:00.000Z', 'Known; the decision is due on 12 June.', { reply: 1 }],
  ['A.5.23', 'IA', '2026-05-19T09:42:00.000Z', 'Everything you run is a cloud service. I cannot follow this exclusion.', { field: 'applicability', to: 'IS' }],
  ['A.7.12', 'IA', '2026-05-19T09:47:00.000Z', 'Please say why.', { field: 'justification', to: 'OM' }],
  ['EV-231', 'IS', '2026-06-01T07:38:00.000Z', 'The page shows 50 of 62 rows. Is the second page coming?', { field: 'completeness', to: 'PE' }],
  ['EV-230', 'IS', '2026-05-29T15:10:00.000Z', 'Six removed: were these rights used in the last month?', { to: 'HP' }],
  ['EV-226', 'IS', '2026-05-22T08:30:00.000Z', 'Without the comparison this shows that data came back, not that it is right.', { to: 'PE' }],
  ['EV-226', 'PE', '2026-05-22T09:15:00.000Z', 'Understood. New protocol by the end of the week after next.', { reply: 1 }],
  ['EV-228', 'SE', '2026-05-27T08:05:00.000Z', 'One critical of three days; the patch is in the pipeline.', {}],
  ['EV-219', 'IA', '2026-05-06T13:40:00.000Z', 'Drawn by random number from 312; seed in the note of the audit.', {}],
  ['EV-B41', 'IA', '2026-05-29T13:30:00.000Z', 'Taken with my read-only account during the walk-through.', {}],
  ['ER-7', 'IA', '2026-05-18T10:00:00.000Z', 'The due day has passed. Do you need more time?', { to: 'FL' }],
  ['ER-7', 'FL', '2026-05-18T13:25:00.000Z', 'The supplier’s legal department is slow; I expect the signed page this week.', { reply: 1 }],
  ['ER-8', 'PE', '2026-06-01T07:20:00.000Z', 'Two jobs on the 18th were retried and completed; the reason was a full queue.', {}],
  ['TK-17', 'SE', '2026-05-25T11:45:00.000Z', 'Mail and uploads first; removable media are not used.', {}],
  ['AS-7', 'PV', '2026-04-16T09:10:00.000Z', 'Retention goes from a year to 90 days on 28 April; classification stays secret.', { field: 'classification' }],
]

export const demoComments = (): readonly DemoRecord<'comment'>[] =>
  rows.map(([target, author, at, body, more = {}], index) =>
    demoRecord('comment', `CO-${index + 1}`, at, person(author), {
      target: target.startsWith('A.') ? soaId(target) : demoId(target),
      body, author: person(author), field: more.field,
      ...(more.reply ? { replyTo: demoId(`CO-${index + 1 - more.reply}`) } : {}),
      mentions: more.to ? [person(more.to)] : [],
      ...(more.resolvedBy ? { resolvedBy: person(more.resolvedBy) } : {}),
    }),
  )

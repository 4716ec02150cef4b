import { demoId, demoRecord, isoSet, type DemoRecord } from './demoRecord'
import { person } from './demoPeople'

type Verdict = 'accepted' | 'rejected' | undefined
type Row = readonly [title: string, description: string, controls: string, reqs: string, asked: string, due: string, assignee: string, verdict: Verdict, answers: readonly (readonly [evidence: string, on: string, by: string, text: string])[], more?: { readonly reason?: string; readonly population?: string; readonly sample?: string; readonly from?: string; readonly to?: string; readonly withdrawn?: boolean }]

/** ER-1 to ER-12 of the Internal Auditor, with their answers ES-1 to ES-14 in order of arrival. */
const rows: readonly Row[] = [
  ['Policies in force', 'List of all policies with version, approver and date, and the text of the top policy.', '1', 'A.5.1 5.2', '2026-03-23', '2026-04-03', 'IS', 'accepted', [['EV-1', '2026-03-27', 'IS', 'List attached; the texts are in the policy register.']]],
  ['Administrators of production', 'All principals with administrator rights on the last day of the first quarter, with the reason for each.', '12 14', 'A.8.2 A.5.15', '2026-03-23', '2026-04-10', 'HP', 'accepted', [['EV-2', '2026-04-08', 'HP', 'Export of 31 March, reasons in the second column.']]],
  ['Joiners and leavers of the first quarter', 'Movements from January to March compared with accounts.', '22', 'A.5.16 A.5.18', '2026-03-23', '2026-04-10', 'PP', 'accepted', [['EV-3', '2026-04-07', 'PP', 'Three monthly lists.']], { from: '2026-01-01', to: '2026-03-31' }],
  ['Changes to production, sample', 'For the changes drawn: record, tests, approval and the person who released.', '76 71', 'A.8.32', '2026-04-13', '2026-04-30', 'EL', 'accepted', [['EV-4', '2026-04-24', 'EL', 'Ten of the twenty-five.'], ['EV-5', '2026-04-29', 'EL', 'All twenty-five, as asked.']], { population: '1,048 merged changes in the first quarter', sample: '25 by random number', from: '2026-01-01', to: '2026-03-31' }],
  ['Restore tests of the last year', 'Protocols of restore tests with comparison.', '30', 'A.8.13', '2026-04-13', '2026-05-08', 'PE', 'accepted', [['EV-6', '2026-05-06', 'PE', 'Protocols of three quarters.']], { from: '2025-04-01', to: '2025-12-31' }],
  ['Awareness: who has not finished', 'People without a finished course in the first quarter and what was done.', '24', 'A.6.3', '2026-04-13', '2026-05-08', 'IS', 'accepted', [['EV-7', '2026-05-04', 'IS', 'Two people on parental leave; all others finished.']]],
  ['Security clauses of the support desk', 'The signed clauses with the supplier of the support desk.', '52', 'A.5.20', '2026-04-20', '2026-05-15', 'FL', 'rejected', [['EV-8', '2026-05-13', 'FL', 'Clauses of all critical suppliers.']], { reason: 'These are the clauses of the text gateway. The support desk is not among them.' }],
  ['Backups of May', 'Show that every backup job of May ended well, or what was done about those that did not.', '31', 'A.8.13', '2026-05-18', '2026-06-05', 'PE', undefined, [['EV-231', '2026-06-01', 'PE', 'Jobs of May; two were retried and completed.']], { population: '62 jobs', from: '2026-05-01', to: '2026-05-31' }],
  ['Access review of production', 'Decisions of the review that is running, with removals.', '18', 'A.5.18', '2026-05-18', '2026-06-12', 'HP', undefined, [['EV-230', '2026-05-29', 'HP', 'Decisions so far: 58 of 58, six removed.']]],
  ['Incident rehearsal', 'Scenario, people, times and lessons of the latest rehearsal.', '60', 'A.5.24', '2026-05-18', '2026-06-12', 'IS', undefined, [['EV-9', '2026-05-21', 'IS', 'Notes of 12 March.'], ['EV-10', '2026-05-28', 'IS', 'The list of people, which was missing.']]],
  ['Second factor on all accounts', 'Coverage of the second factor, with exceptions and their reasons.', '13', 'A.8.5 A.5.17', '2026-05-25', '2026-06-19', 'IS', undefined, []],
  ['Visitor log of the office', 'Visitors of April.', '29', 'A.7.2', '2026-05-04', '2026-05-22', 'OM', undefined, [['EV-221', '2026-05-12', 'OM', 'Log of April.'], ['EV-11', '2026-05-13', 'OM', 'And the card list.']], { withdrawn: true }],
]

/**
 * Answers cite evidence of the request's first control; numbers are positions in the register, looked up by control
 * below.
 */
export function demoRequests(evidenceOf: (control: number) => readonly string[]): readonly DemoRecord<'evidenceRequest' | 'evidenceSubmission'>[] {
  const answers = rows.flatMap((row, index) => row[8].map((answer) => ({ request: `ER-${index + 1}`, row, answer }))).sort((a, b) => (a.answer[1] < b.answer[1] ? -1 : a.answer[1] > b.answer[1] ? 1 : 0))
  const submissions = answers.map(({ request, row, answer: [evidence, on, by, text] }, index) => {
    const known = ['EV-231', 'EV-230', 'EV-221'].includes(evidence)
    const ids = known ? [demoId(evidence)] : evidenceOf(Number(row[2].split(' ')[0])).slice(-2)
    return { request, on, record: demoRecord('evidenceSubmission', `ES-${index + 1}`, on, person(by), { request: demoId(request), evidence: [...ids].sort(), text, submittedOn: on, submittedBy: person(by) }) }
  })
  const requests = rows.map(([title, description, controls, reqs, asked, due, assignee, verdict, , more = {}], index) => {
    const ref = `ER-${index + 1}`
    const latest = submissions.filter(({ request }) => request === ref).at(-1)
    return demoRecord('evidenceRequest', ref, asked, person('IA'), {
      title, description, due,
      controls: controls.split(' ').map((number) => demoId(`C-${number}`)).sort(),
      reqs: isoSet(reqs), assignee: person(assignee),
      population: more.population, sample: more.sample, periodFrom: more.from, periodTo: more.to,
      ...(more.withdrawn ? { withdrawn: true } : {}),
      ...(verdict && latest ? { verdict, verdictFor: latest.record.id, verdictOn: latest.on, verdictReason: more.reason } : {}),
    })
  })
  return [...requests, ...submissions.map(({ record }) => record)]
}

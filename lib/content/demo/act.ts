import { addDays } from '~/lib/shared/dates'
import { demoId, demoNamed, demoRecord, iso, type DemoFields, type DemoRecord } from './demoRecord'
import { demoTestOf, ncOfFinding } from './demoCheck'
import { lastEvidenceBefore } from './demoEvidence'
import { person } from './demoPeople'

type Nc = DemoFields<'nonconformity'>
interface Row {
  readonly id?: string
  readonly ref: string
  readonly title: string
  readonly source: NonNullable<Nc['source']>
  readonly requirement: string
  readonly statement: string
  readonly on: string
  readonly owner: string
  readonly more: Nc
}
const analysed = (rootCause: string, extra: Nc = {}): Nc => ({ rootCause, causeMethod: 'fiveWhys', similar: 'none', similarNote: 'Checked in all units.', effectivenessCriteria: 'No case in the following three months.', riskUpdate: 'notNeeded', ...extra })

/** Seven nonconformities at all stages. */
const rows: readonly Row[] = [
  { id: ncOfFinding(1), ref: 'NC-1', title: 'Restore was not tested for one quarter', source: 'audit', requirement: 'A.8.13', statement: 'No restore was tested from April to June 2025.', on: '2025-11-05', owner: 'PE', more: { finding: demoId('FN-1'), correction: 'Restore of the database tested on 12 November.', correctedOn: '2025-11-12', ...analysed('The test was in one person’s calendar and nobody stood in during leave.', { effectivenessDue: '2026-03-01', effectivenessNote: 'Two quarters tested in time.' }) } },
  { id: ncOfFinding(2), ref: 'NC-2', title: 'Access of two leavers removed late', source: 'audit', requirement: 'A.5.18', statement: 'Two of twelve leavers kept accounts for nine days.', on: '2025-11-06', owner: 'PP', more: { finding: demoId('FN-2'), correction: 'Accounts closed the same day.', correctedOn: '2025-11-06', ...analysed('The leaver list is sent by mail and waits for a person.', { effectivenessDue: '2026-06-20', effectivenessNote: 'No account of a leaver stayed open in April and May.' }) } },
  { ref: 'NC-3', title: 'Penetration test findings open beyond 30 days', source: 'external', requirement: 'A.8.8', statement: 'One medium finding stayed open for 58 days.', on: '2026-01-14', owner: 'EL', more: { correction: 'Fixed on 20 January.', correctedOn: '2026-01-20', ...analysed('Findings of testers were not in the weekly list.', { effectivenessDue: '2026-05-15', effectivenessNote: 'All findings since then are in the list with a date.' }) } },
  { ref: 'NC-4', title: 'Paths between test and production open', source: 'controlTest', requirement: 'A.8.22', statement: 'Three paths were open in the test of April.', on: '2026-04-14', owner: 'PE', more: { test: demoTestOf('C-48', '2026-04-14'), correction: 'Paths closed on 15 April.', correctedOn: '2026-04-15', ...analysed('Paths opened for a migration had no end.', { effectivenessDue: '2026-07-31' }) } },
  { ref: 'NC-5', title: 'Contractor accounts without end date', source: 'self', requirement: 'A.5.16', statement: 'Four contractor accounts had no end date.', on: '2026-04-10', owner: 'HP', more: { correction: 'End dates set.', correctedOn: '2026-04-13', rootCause: 'Four contractor accounts had no end date.', causeMethod: 'fiveWhys', similar: 'none', similarNote: 'Accounts of staff all have an end in the people system.', effectivenessCriteria: 'Every contractor account has an end date.', effectivenessDue: '2026-08-31' } },
  { ref: 'NC-6', title: 'Customer told of an incident after 31 hours', source: 'incident', requirement: 'A.5.26', statement: 'One of six customers was told late.', on: '2026-03-04', owner: 'CS', more: { incident: demoId('IN-4'), correction: 'Customer called and told why.', correctedOn: '2026-03-05', ...analysed('The contact list had an old address.', { effectivenessDue: '2026-06-30' }) } },
  { id: ncOfFinding(6), ref: 'NC-7', title: 'Scores without a reason', source: 'audit', requirement: '6.1.2', statement: 'Four of 29 risks had no sentence on the score.', on: '2026-05-08', owner: 'IS', more: { finding: demoId('FN-6'), correction: 'Sentences written by 20 May.', correctedOn: '2026-05-20', similar: 'notChecked' } },
]

/** CA-1 to CA-11: nonconformity, title, responsible, due, completed. */
const actions: readonly (readonly [string, string, string, string, string])[] = [
  ['NC-1', 'Restore test as a recurring task with a deputy', 'HP', '2025-12-15', '2025-12-09'], ['NC-1', 'Watch that rings when a quarter has no protocol', 'SE', '2026-01-31', '2026-01-28'], ['NC-2', 'People system closes accounts', 'PE', '2026-05-31', '2026-05-20'], ['NC-2', 'List of leavers in the quarterly review', 'HP', '2026-03-31', '2026-03-30'],
  ['NC-3', 'Findings of testers go to the weekly list', 'SE', '2026-02-15', '2026-02-10'], ['NC-3', 'Date per finding', 'EL', '2026-02-28', '2026-02-27'], ['NC-4', 'Paths carry an end date', 'PE', '2026-05-10', ''], ['NC-4', 'Nightly check of paths', 'SE', '2026-06-30', ''],
  ['NC-6', 'Contacts are confirmed twice a year', 'CS', '2026-05-31', '2026-05-28'], ['NC-6', 'Second contact per customer', 'CS', '2026-06-30', ''], ['NC-5', 'The end date is a field nobody can skip', 'HP', '2026-07-31', ''],
]

/** Days on which improvements were completed, by index in the list below. */
const doneOn: Readonly<Record<number, string>> = { 0: '2026-01-16', 2: '2026-03-19', 3: '2026-02-27', 5: '2026-04-15', 8: '2026-05-06', 9: '2026-05-21' }

const improvements: readonly (readonly [string, NonNullable<DemoFields<'improvement'>['source']>, string, string, NonNullable<DemoFields<'improvement'>['status']>, string])[] = [
  ['Access review takes two days instead of ten', 'staff', 'Owners get one list instead of six mails.', 'HP', 'done', 'Two days in the last two quarters.'], ['Judge supplier reports against own figures', 'finding', 'Late reports and weak ones are seen.', 'FL', 'inProgress', ''], ['Restore drill at night', 'incident', 'On-call learns it when it counts.', 'HP', 'done', 'Three people have led one.'], ['Awareness on the second day of work', 'finding', 'Nobody waits for months.', 'PP', 'done', 'All joiners since January within a week.'],
  ['Sign-in by hardware key for all', 'review', 'Phishing loses its point.', 'IS', 'inProgress', ''], ['One page per incident for customers', 'feedback', 'Customers stop asking for details.', 'CS', 'done', 'Used twice, thanked for once.'], ['Figures on the screen in the kitchen', 'finding', 'Everybody sees how it goes.', 'IS', 'accepted', ''], ['Tokens that live for an hour', 'staff', 'A leaked one is worth nothing.', 'EL', 'inProgress', ''], ['Capture recipes for monthly evidence', 'staff', 'Four hours a month saved.', 'SE', 'done', 'Eight recipes in use.'], ['Second source for bridge limits', 'review', 'Routes stay safe when the map is wrong.', 'PL', 'done', 'Eleven wrong limits found in a quarter.'],
]
const incidents: readonly (readonly [string, string, string, 'event' | 'incident', 1 | 2 | 3 | 4, NonNullable<DemoFields<'incident'>['category']>, NonNullable<DemoFields<'incident'>['status']>, string])[] = [
  ['Phone of a driver manager lost', '2025-09-18T14:20:00.000Z', '2025-09-18T15:05:00.000Z', 'event', 1, 'physical', 'closed', 'Wiped within an hour; nothing to change.'], ['Sign-ins from an unusual country', '2025-12-03T05:12:00.000Z', '2025-12-03T07:40:00.000Z', 'event', 2, 'access', 'closed', 'Colleague on holiday; rule now asks for the travel note.'],
  ['Dispatcher app slow for two hours', '2026-01-15T07:05:00.000Z', '2026-01-15T09:10:00.000Z', 'incident', 2, 'availability', 'closed', 'Alarm at 60 per cent instead of 80; one more worker in the morning.'], ['Export of a route list to the wrong customer', '2026-03-03T10:30:00.000Z', '2026-03-04T16:00:00.000Z', 'incident', 3, 'dataLoss', 'closed', 'Exports leave by the portal only; contacts are confirmed.'],
  ['Weakness in the events parser', '2026-03-03T08:00:00.000Z', '2026-03-10T12:00:00.000Z', 'event', 2, 'other', 'closed', 'Patched in seven days.'], ['Text messages doubled by the gateway', '2026-04-22T11:00:00.000Z', '2026-04-22T18:30:00.000Z', 'incident', 2, 'supplier', 'closed', ''],
]

export const demoAct = (): readonly DemoRecord[] => [
  ...rows.map(({ id, ref, title, source, requirement, statement, on, owner, more }): DemoRecord => ({
    ...(id ? { ...demoNamed('nonconformity', id, on, person('IS'), {}), ref } : demoRecord('nonconformity', ref, on, person('IS'), {})),
    fields: { title, source, grade: 'minor', requirement: iso(requirement), statement, detectedOn: on, owner: person(owner), ...more },
  })),
  ...actions.map(([nc, title, responsible, due, completedOn], index) => {
    const row = rows.find(({ ref }) => ref === nc)!
    return demoRecord('correctiveAction', `CA-${index + 1}`, `${addDays(row.on, 2)}T09:00:00.000Z`, person('IS'), {
      nonconformity: row.id ?? demoId(nc), title, responsible: person(responsible), due, round: 1, status: completedOn ? 'done' : 'inProgress', ...(completedOn && { completedOn, evidence: [lastEvidenceBefore(completedOn)] }),
    })
  }),
  ...improvements.map(([title, source, benefit, owner, status, realised], index) =>
    demoRecord('improvement', `OI-${index + 1}`, '2025-12-01', person('IS'), { title, source, benefit, owner: person(owner), status, due: '2026-09-30', ...(status === 'done' && { doneOn: doneOn[index] ?? '2026-04-15', realised }) })),
  ...incidents.map(([title, detectedAt, resolvedAt, isIncident, severity, category, status, lessons], index) =>
    demoRecord('incident', `IN-${index + 1}`, detectedAt, person('SE'), {
      title, description: `${title}; reported by staff and taken up by the person on call.`, detectedAt, resolvedAt, isIncident, severity, category, status, owner: person('SE'), reportedBy: person('SU1'), pii: category === 'dataLoss', ...(lessons && { lessons }),
      timeline: { [detectedAt]: 'Reported', [resolvedAt]: 'Resolved' },
    })),
  ...['Questionnaire answers praised', 'Wish: sign-in by own directory', 'Complaint: told late of an incident', 'Wish: shorter security annex', 'Authority: no questions on the record', 'Insurer: premium kept', 'Haulier: audit on site went well', 'Staff: too many pop-ups'].map((summary, index) =>
    demoRecord('feedback', `FB-${index + 1}`, `2025-${String(5 + (index % 7)).padStart(2, '0')}-12`, person('CS'), { party: demoId(`IP-${[1, 1, 1, 1, 5, 8, 1, 3][index]!}`), receivedOn: `2025-${String(5 + (index % 7)).padStart(2, '0')}-11`, summary, sentiment: index === 2 || index === 7 ? 'negative' : index % 3 === 0 ? 'positive' : 'neutral' })),
  ...([
    ['Restore within four hours', 'Time to restore in rehearsals stays within four hours.', 'HP', '4 hours', 'MT-5', '2026-12-31', 'inProgress'], ['Weaknesses closed in time', 'Critical weaknesses are closed within seven days.', 'SE', '7 days', 'MT-2', '2026-12-31', 'inProgress'], ['Everybody trained', 'At least 95 of 100 people finish awareness each year.', 'PP', '95 %', 'MT-7', '2026-12-31', 'inProgress'],
    ['Available when lorries roll', 'Availability of 99.9 % in each month.', 'HP', '99.9 %', 'MT-6', '2026-12-31', 'inProgress'], ['Certified by autumn', 'Certificate without major nonconformity.', 'IS', 'Certificate', 'MT-11', '2026-09-30', 'inProgress'], ['Half as many clicks', 'Clicks in phishing exercises below eight of a hundred.', 'IS', '8 %', 'MT-8', '2026-12-31', 'planned'],
  ] as const).map(([title, statement, owner, target, metric, due, status], index) =>
    demoRecord('objective', `OJ-${index + 1}`, '2026-01-19', person('IS'), { title, statement, owner: person(owner), target, metrics: [demoId(metric)], due, status, policyLink: demoId('PO-1'), plan: 'Steps are in the treatment plan and the tasks linked.', resources: 'Two days a month of the owner, budget of the plan.', evaluation: 'By the metric, each month and in the management review.' })),
  ...([
    ['Scope names the storage room', 'Storage holds spare devices.', '2026-05-20', 'implemented'], ['Change of the internal auditor', 'Contract ends with the year.', '2026-12-31', 'proposed'], ['Four levels instead of three', 'Owners could not tell High from Critical.', '2026-01-15', 'implemented'], ['SOC 2 beside ISO 27001', 'Customers overseas ask for it.', '2026-09-30', 'inProgress'], ['Key controls tested twice a year', 'One test was too late to correct.', '2025-12-31', 'implemented'], ['Platform split into two teams', 'Growth.', '2026-10-31', 'proposed'],
  ] as const).map(([title, purpose, planned, status], index) =>
    demoRecord('change', `CH-${index + 1}`, status === 'implemented' && planned < '2026-02-01' ? '2025-11-24' : '2026-03-09', person('IS'), { title, purpose, consequences: 'Records and people concerned are listed in the change.', integrity: 'Old and new run side by side for one month; links are checked.', resources: 'Within the budget.', responsible: person('IS'), planned, status, ...(status === 'implemented' && { implementedOn: planned, outcome: 'As planned.' }) })),
]

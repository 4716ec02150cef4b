/** Evidence collected over the first year: one line per series, oldest periods first. Dates end before 5 May 2026. */

import { addDays, addMonths } from '~/lib/shared/dates'
import type { DemoImageTemplate } from './images'

export interface Planned {
  readonly control: number
  readonly title: string
  readonly template: DemoImageTemplate
  readonly by: string
  readonly from: string
  readonly to: string
  /** Day it was taken. */
  readonly takenOn: string
  readonly capture: boolean
  readonly expiresOn?: string
  readonly rejected?: string
}

const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

interface Span {
  readonly from: string
  readonly to: string
  readonly name: string
}

const span = (first: string, months: number, name: string): Span => ({ from: first, to: addDays(addMonths(first, months), -1), name })
const monthsFrom = (first: string, count: number): readonly Span[] =>
  Array.from({ length: count }, (_, i) => addMonths(first, i)).map((from) => span(from, 1, `${monthNames[Number(from.slice(5, 7)) - 1]} ${from.slice(0, 4)}`))
const quartersFrom = (first: string, count: number): readonly Span[] =>
  Array.from({ length: count }, (_, i) => addMonths(first, 3 * i)).map((from) => span(from, 3, `Q${Math.ceil(Number(from.slice(5, 7)) / 3)} ${from.slice(0, 4)}`))

const year = monthsFrom('2025-06-01', 11)
const lastHalf = monthsFrom('2025-11-01', 6)
const q3 = quartersFrom('2025-07-01', 3)
const q4 = quartersFrom('2025-04-01', 4)
const q2 = quartersFrom('2025-10-01', 2)
const halves: readonly Span[] = [span('2025-07-01', 6, 'second half of 2025'), span('2026-01-01', 4, 'January to April 2026')]

/** Days between the end of the period and the capture: a few, varying by control. */
const taken = (to: string, control: number): string => {
  const day = addDays(to, 1 + (control % 4))
  return day < '2026-05-05' ? day : '2026-05-04'
}

function series(control: number, title: string, template: DemoImageTemplate, by: string, spans: readonly Span[], capture = false): readonly Planned[] {
  return spans.map(({ from, to, name }) => ({ control, title: `${title}, ${name}`, template, by, from, to, takenOn: taken(to, control), capture }))
}

/** A single piece of evidence that covers the days up to `day`. */
const once = (control: number, title: string, by: string, day: string, template: DemoImageTemplate = 'document', days = 0): Planned => ({
  control, title, template, by, from: addDays(day, -days), to: day, takenOn: day, capture: false,
})

export const plannedEvidence: readonly Planned[] = [
  // Key controls.
  ...series(7, 'Vulnerabilities by age', 'vulnerabilities', 'SE', year, true),
  ...series(22, 'Joiner and leaver list', 'joinersLeavers', 'PP', year.slice(0, 10)),
  ...series(31, 'Backup jobs completed', 'backupJobs', 'PE', year, true),
  ...series(44, 'Log review signed', 'logReview', 'SE', year),
  ...series(37, 'Malware protection coverage', 'deviceFleet', 'SE', year),
  ...series(43, 'Log pipeline health', 'logReview', 'SE', lastHalf),
  ...series(14, 'Administrator elevations', 'administrators', 'HP', q3, true),
  ...series(24, 'Awareness course completion', 'document', 'IS', q4),
  ...series(48, 'Network path test', 'document', 'PE', q3),
  ...series(30, 'Restore test protocol', 'restoreTests', 'PE', quartersFrom('2025-04-01', 3)),
  { ...once(30, 'Restore of drivers-pii-store, February 2026', 'PE', '2026-02-26', 'restoreTests'), expiresOn: '2026-05-20' },
  ...series(18, 'Access review decisions, all systems', 'accessReview', 'HP', quartersFrom('2026-01-01', 1)),
  ...series(12, 'Console administrators, all regions', 'administrators', 'PE', q4, true),
  ...series(13, 'Multi-factor policy and coverage', 'signInPolicy', 'SE', q4, true),
  ...series(36, 'Device compliance report', 'deviceFleet', 'PE', q4, true),
  ...series(56, 'Key list with rotation dates', 'encryptionKeys', 'SE', q4),
  ...series(70, 'Branch protection settings', 'branchProtection', 'EL', q4, true),
  ...series(71, 'Merge approvals, sample of 25', 'mergeApprovals', 'EL', q4, true),
  ...series(42, 'Failover rehearsal', 'document', 'HP', halves),
  once(51, 'Supplier register with ratings', 'FL', '2026-02-03'),
  once(60, 'Incident response plan, version 3', 'IS', '2026-01-22'),
  once(60, 'Notes of the incident rehearsal', 'IS', '2026-03-12'),
  // Monthly.
  ...series(5, 'Vendor notices filed', 'document', 'SE', lastHalf),
  ...series(6, 'Threat digest', 'document', 'SE', lastHalf),
  ...series(29, 'Key cards against staff list', 'document', 'OM', lastHalf),
  ...series(33, 'Evening walk notes', 'document', 'OM', lastHalf),
  ...series(34, 'Climate warnings of the region', 'document', 'HP', lastHalf),
  ...series(39, 'Configuration drift report', 'document', 'PE', lastHalf),
  ...series(50, 'Service level report', 'document', 'CS', lastHalf),
  ...series(74, 'Security tests in the pipeline', 'vulnerabilities', 'EL', lastHalf),
  ...series(76, 'Change records, sample of ten', 'document', 'EL', lastHalf),
  // Quarterly and half-yearly.
  ...series(9, 'Asset reconciliation', 'document', 'PE', q3),
  ...series(16, 'Security figures for management', 'document', 'IS', q3),
  ...series(49, 'Firewall rule review', 'document', 'PE', q3),
  ...series(41, 'Masked and full support view', 'document', 'CS', q2),
  ...series(54, 'Supplier performance judged', 'document', 'FL', q2),
  ...series(17, 'Blocked attachments at the gateway', 'document', 'CS', halves),
  ...series(32, 'Key list and photographs of locked rooms', 'document', 'OM', halves),
  ...series(57, 'Register of customer commitments', 'document', 'CS', halves),
  ...series(64, 'Continuity exercise report', 'document', 'HP', halves),
  ...series(69, 'Runbooks tried by a colleague', 'document', 'HP', halves),
  // Yearly.
  once(1, 'Approved policy list', 'IS', '2026-02-13'),
  once(2, 'Security roles and deputies', 'MD', '2026-02-13'),
  once(15, 'Classification scheme and ten samples', 'PV', '2026-01-28'),
  once(23, 'Employment contract template', 'PP', '2026-01-14'),
  once(27, 'Remote work standard and policy report', 'IS', '2026-03-03', 'deviceFleet'),
  once(52, 'Security clauses of critical suppliers', 'FL', '2026-02-18'),
  once(58, 'Register of laws and contracts', 'PV', '2026-03-19'),
  once(59, 'Licence scan of all repositories', 'EL', '2025-11-12'),
  once(63, 'Evidence handling guide and rehearsal', 'SE', '2026-03-26'),
  once(65, 'Retention schedule and settings', 'FL', '2026-02-25'),
  once(67, 'Report of the independent review', 'MD', '2026-01-30'),
  once(72, 'Secure development handbook, edition 4', 'EL', '2026-01-20'),
  // Per event and continuous.
  once(3, 'Approval settings of payments and five samples', 'FL', '2026-03-05'),
  once(8, 'Kick-off answers of three projects', 'EL', '2026-02-11'),
  once(11, 'Receipts of the latest leavers', 'PP', '2026-03-31'),
  once(19, 'Announcements on the status page', 'CS', '2026-04-09'),
  once(20, 'Letters of continuing duties', 'PP', '2026-03-31'),
  once(21, 'Screening check list of four joiners', 'PP', '2026-02-27'),
  once(26, 'Register of confidentiality agreements', 'FL', '2026-03-17'),
  once(28, 'Reports by the button with answer times, Q1 2026', 'IS', '2026-04-07', 'document', 96),
  once(45, 'Alarm from ring to closure, bulk read', 'SE', '2026-04-14', 'logReview'),
  once(47, 'Admission policy and a refused start', 'PE', '2026-03-24'),
  once(55, 'Name filter policy and blocked request', 'SE', '2026-04-16'),
  once(61, 'Event decisions, Q1 2026', 'IS', '2026-04-02', 'document', 91),
  once(62, 'Timeline and lessons of IN-4', 'IS', '2026-02-20'),
  once(73, 'Security criteria in ten stories', 'PL', '2026-03-11'),
  once(68, 'Spot check of two policies in Customer Success', 'IS', '2026-04-23'),
  once(78, 'Pairing plan of new on-call engineers', 'HP', '2026-04-20'),
  // Rejected once; all but the first were replaced by better ones above.
  { ...once(10, 'Acceptable use agreements of joiners', 'PP', '2026-04-22'), rejected: 'The signatures are cut off on two of four pages. Please scan them whole.' },
  { ...once(9, 'Asset reconciliation, draft', 'PE', '2025-10-01'), rejected: 'Notebooks are missing from the comparison.' },
  { ...once(29, 'Key cards against staff list, first try', 'OM', '2025-11-27'), rejected: 'The staff list is of September.' },
  { ...once(48, 'Network path test, guest network only', 'PE', '2025-09-18'), rejected: 'The path from office to production was not tested.' },
  { ...once(76, 'Change records, three samples', 'EL', '2025-11-20'), rejected: 'Ten were asked for, drawn at random.' },
]

import { addDays, weekday } from '~/lib/shared/dates'
import { demoControls } from './demoControls'
import { demoId, demoRecord, type DemoFields, type DemoRecord, type DemoReview } from './demoRecord'
import { plannedEvidence, type Planned } from './evidenceSeries'
import { demoSystem, demoUrl, type DemoImageTemplate } from './images'
import { person } from './demoPeople'

interface Recent extends Planned {
  readonly ref: string
  /** UTC. */
  readonly takenAt: string
  readonly review: 'waiting' | 'accepted' | 'rejected'
  readonly account?: string
  readonly partial?: string
  readonly population?: string
}

const recent = (ref: string, takenAt: string, control: number, title: string, template: DemoImageTemplate, by: string, from: string, to: string, kind: 'capture' | 'upload', review: Recent['review'], more: Pick<Recent, 'account' | 'partial' | 'population' | 'rejected'> = {}): Recent => ({
  ref, takenAt, takenOn: takenAt.slice(0, 10), control, title, template, by, from, to, capture: kind === 'capture', review, ...more,
})

/** The weeks before the audit, as the review queue shows them. */
const recentEvidence: readonly Recent[] = [
  recent('EV-215', '2026-05-05T08:20:10.000Z', 45, 'Alert rules in force', 'logReview', 'SE', '2026-05-05', '2026-05-05', 'capture', 'accepted', { account: 'security-eng' }),
  recent('EV-216', '2026-05-05T12:02:31.000Z', 3, 'Release approvals, April 2026', 'document', 'FL', '2026-04-01', '2026-04-30', 'upload', 'accepted'),
  recent('EV-217', '2026-05-05T14:41:55.000Z', 36, 'Device compliance, April 2026', 'deviceFleet', 'PE', '2026-04-01', '2026-04-30', 'capture', 'accepted', { account: 'platform-eng-1' }),
  recent('EV-218', '2026-05-06T07:15:40.000Z', 56, 'Keys and next rotations', 'encryptionKeys', 'SE', '2026-05-06', '2026-05-06', 'upload', 'accepted'),
  recent('EV-219', '2026-05-06T13:30:12.000Z', 71, 'Merge approvals, sample of 25', 'mergeApprovals', 'IA', '2026-04-01', '2026-04-30', 'capture', 'accepted', { account: 'audit-readonly', population: '312 merged changes in April, sample of 25 by random number' }),
  recent('EV-220', '2026-05-08T09:05:00.000Z', 61, 'Event decisions, April 2026', 'document', 'IS', '2026-04-01', '2026-04-30', 'upload', 'accepted'),
  recent('EV-221', '2026-05-11T08:44:20.000Z', 29, 'Visitor log, April 2026', 'document', 'OM', '2026-04-01', '2026-04-30', 'upload', 'accepted'),
  recent('EV-222', '2026-05-12T10:12:05.000Z', 12, 'Console administrators, all regions', 'administrators', 'PE', '2026-05-12', '2026-05-12', 'capture', 'accepted', { account: 'platform-eng-1' }),
  recent('EV-223', '2026-05-12T15:20:00.000Z', 44, 'Log review signed, weeks 18 and 19', 'logReview', 'SE', '2026-04-27', '2026-05-10', 'upload', 'accepted'),
  recent('EV-224', '2026-05-18T07:58:33.000Z', 7, 'Vulnerabilities by age, week 20', 'vulnerabilities', 'SE', '2026-05-11', '2026-05-17', 'capture', 'accepted', { account: 'scan-viewer' }),
  recent('EV-225', '2026-05-19T11:22:47.000Z', 22, 'Joiner and leaver list, April', 'joinersLeavers', 'PP', '2026-04-01', '2026-04-30', 'capture', 'accepted', { account: 'head-people' }),
  recent('EV-226', '2026-05-20T16:05:18.000Z', 31, 'Restore test protocol, Q1', 'restoreTests', 'PE', '2026-01-01', '2026-03-31', 'upload', 'rejected', { rejected: 'The comparison of checksums for routes-db-primary is missing.' }),
  recent('EV-227', '2026-05-26T09:31:00.000Z', 25, 'Disciplinary process with announcement', 'document', 'PP', '2026-05-18', '2026-05-18', 'upload', 'waiting'),
  recent('EV-228', '2026-05-27T07:49:02.000Z', 7, 'Vulnerabilities by age, week 22', 'vulnerabilities', 'SE', '2026-05-25', '2026-05-27', 'capture', 'waiting', { account: 'scan-viewer' }),
  recent('EV-229', '2026-05-28T13:17:26.000Z', 70, 'Branch protection of routes-api', 'branchProtection', 'EL', '2026-05-28', '2026-05-28', 'capture', 'waiting', { account: 'eng-lead' }),
  recent('EV-230', '2026-05-29T14:02:59.000Z', 18, 'Access review decisions, production', 'accessReview', 'HP', '2026-04-01', '2026-05-29', 'capture', 'waiting', { account: 'head-platform', population: '58 rights in production' }),
  recent('EV-231', '2026-06-01T07:12:44.000Z', 31, 'Backup jobs completed, May 2026', 'backupJobs', 'PE', '2026-05-01', '2026-05-31', 'capture', 'waiting', { account: 'platform-eng-1', partial: 'The page shows 50 of 62 rows; the next page was not captured.', population: '62 jobs in May 2026' }),
  recent('EV-B33', '2026-05-23T08:10:00.000Z', 4, 'Contact sheet of authorities, rung in May', 'document', 'IS', '2026-05-22', '2026-05-22', 'upload', 'waiting'),
  recent('EV-B34', '2026-05-25T09:00:00.000Z', 35, 'Certificates of disposal, eleven notebooks', 'document', 'OM', '2026-05-21', '2026-05-21', 'upload', 'waiting'),
  recent('EV-B35', '2026-05-25T10:26:11.000Z', 38, 'Capacity alarms and owners', 'capacity', 'PE', '2026-05-01', '2026-05-25', 'capture', 'waiting', { account: 'platform-eng-1' }),
  recent('EV-B36', '2026-05-25T10:33:40.000Z', 46, 'Time sources and drift, May 2026', 'capacity', 'PE', '2026-05-01', '2026-05-25', 'capture', 'waiting', { account: 'platform-eng-1' }),
  recent('EV-B37', '2026-05-26T12:45:00.000Z', 40, 'Retention job report, May 2026', 'document', 'DE', '2026-05-01', '2026-05-25', 'upload', 'waiting'),
  recent('EV-B38', '2026-05-27T15:03:19.000Z', 53, 'Signed release with list of parts', 'mergeApprovals', 'EL', '2026-05-27', '2026-05-27', 'capture', 'waiting', { account: 'eng-lead' }),
  recent('EV-B39', '2026-05-28T08:30:00.000Z', 66, 'Privacy assessment of bulk location reads', 'document', 'PV', '2026-05-20', '2026-05-27', 'upload', 'waiting'),
  recent('EV-B40', '2026-05-28T11:51:36.000Z', 75, 'Accounts of test and production', 'administrators', 'PE', '2026-05-28', '2026-05-28', 'capture', 'waiting', { account: 'platform-eng-1' }),
  recent('EV-B41', '2026-05-29T13:26:08.000Z', 13, 'Multi-factor policy, production tenant', 'signInPolicy', 'IA', '2026-05-29', '2026-05-29', 'capture', 'waiting', { account: 'audit-readonly' }),
]

const accounts: Readonly<Record<string, string>> = { PE: 'platform-eng-1', SE: 'security-eng', HP: 'head-platform', EL: 'eng-lead', PP: 'head-people', IA: 'audit-readonly' }

/** The year's series in the order they were taken, then the recent ones with their own refs. */
let made: readonly Recent[] | undefined
const all = (): readonly Recent[] => (made ??= makeAll())

function makeAll(): readonly Recent[] {
  const series = plannedEvidence
    .map((planned, index) => ({ planned, index }))
    .sort((a, b) => (a.planned.takenOn < b.planned.takenOn ? -1 : a.planned.takenOn > b.planned.takenOn ? 1 : a.index - b.index))
    .map(({ planned }, index): Recent => ({
      ...planned,
      ref: `EV-${index + 1}`,
      takenAt: `${planned.takenOn}T${String(7 + (index % 9)).padStart(2, '0')}:${String((index * 17) % 60).padStart(2, '0')}:${String((index * 29) % 60).padStart(2, '0')}.000Z`,
      review: planned.rejected ? 'rejected' : 'accepted',
      ...(planned.capture && accounts[planned.by] ? { account: accounts[planned.by] } : {}),
    }))
  return [...series, ...recentEvidence]
}

/**
 * Who files for whom: people without keys give their evidence to a colleague. Nobody may review their own filings
 * (EV6), so the reviewer files nothing.
 */
const filers: Readonly<Record<string, string>> = { IS: 'SE', OM: 'FL', CS: 'PP', DE: 'PE', PL: 'EL' }
const filedBy = (item: Recent): string => person(filers[item.by] ?? item.by)
const givenBy: Readonly<Record<string, string>> = { IS: 'Information Security Manager', OM: 'Office Manager', CS: 'Customer Success Lead', DE: 'Data Engineer', PL: 'Product Lead' }

export function demoEvidence(): readonly DemoRecord<'evidence'>[] {
  const reviews = new Map(demoReviews().map((review) => [review.evidence, review]))
  const reqsOf = new Map(demoControls().map(({ ref, fields }) => [ref, fields.reqs ?? []]))
  const requests: Readonly<Record<string, string>> = { 'EV-231': 'ER-8' }
  return all().map((item, index) => {
    const fields: DemoFields<'evidence'> = {
      title: item.title,
      source: item.capture ? 'capture' : 'upload',
      coversFrom: item.from,
      coversTo: item.to,
      controls: [demoId(`C-${item.control}`)],
      reqs: [...(reqsOf.get(`C-${item.control}`) ?? [])],
      expiresOn: item.expiresOn,
      completeness: item.partial ? 'partial' : 'complete',
      completenessNote: item.partial,
      populationNote: item.population,
      sensitivity: 'normal',
      ...(requests[item.ref] ? { subjects: [demoId(requests[item.ref]!)] } : {}),
      ...(item.capture
        ? { capturedAt: item.takenAt, capturedBy: filedBy(item), url: demoUrl(item.template), system: demoSystem(item.template), environment: 'production', account: item.account }
        : { system: item.template === 'document' ? undefined : demoSystem(item.template), collectedFrom: givenBy[item.by] ?? 'Control owner' }),
    }
    const image = { template: item.template, title: item.title, from: item.from, to: item.to, variant: (index * 7 + item.control) % 11 }
    const review = reviews.get(demoId(item.ref))
    return demoRecord('evidence', item.ref, item.takenAt, filedBy(item), fields, { image, ...(review ? { review } : {}) })
  })
}

/** Reviews of everything that is not waiting, by the Information Security Manager. */
export const demoReviews = (): readonly DemoReview[] =>
  all()
    .filter(({ review }) => review !== 'waiting')
    .map((item, index) => ({
      evidence: demoId(item.ref),
      decision: item.review === 'rejected' ? 'rejected' : 'accepted',
      ...(item.rejected ? { reason: item.rejected } : {}),
      by: person('IS'),
      at: `${reviewDay(item)}T15:${String(index % 60).padStart(2, '0')}:00.000Z`,
    }))

/** The Friday after the evidence arrived: the reviewer works through the queue once a week. */
const reviewDay = ({ takenOn }: Recent): string => addDays(takenOn, 1 + ((4 - weekday(addDays(takenOn, 1)) + 7) % 7))

/** The latest evidence taken up to a day, preferably of these controls: proof of an action or a training. */
export function lastEvidenceBefore(day: string, controls: readonly number[] = []): string {
  const before = all().filter(({ takenOn, review }) => takenOn <= day && review === 'accepted')
  return demoId((before.findLast(({ control }) => controls.includes(control)) ?? before.at(-1) ?? all().find(({ control }) => controls.includes(control)) ?? all()[0]!).ref)
}

/** Day the evidence was taken. */
export const takenOn = (id: string): string => all().find(({ ref }) => demoId(ref) === id)?.takenOn ?? ''

import { demoId, demoRecord, isoSet, type DemoFields, type DemoRecord } from './demoRecord'
import { demoMatrixHash, previousMatrixHash } from './organisation'
import { person } from './demoPeople'

type Fields = DemoFields<'risk'>
interface Row {
  readonly ref: string
  readonly title: string
  readonly owner: string
  /** inherent, current, residual as two digits each; `-` for unset. */
  readonly scores: readonly [string, string, string]
  readonly option?: NonNullable<Fields['option']>
  readonly properties: string
  readonly cause: string
  readonly event: string
  readonly consequence: string
  readonly rationale: string
  readonly reason?: string
  readonly controls: string
  readonly reqs: string
  readonly assets: string
  readonly assessedOn: string
  readonly closed?: string
}

const r = (ref: string, title: string, owner: string, scores: string, option: Row['option'], properties: string, assets: string, controls: string, reqs: string, assessedOn: string, texts: readonly [cause: string, event: string, consequence: string, rationale: string, reason?: string], closed?: string): Row => {
  const [inherent, current, residual] = scores.split(' ') as [string, string, string]
  const [cause, event, consequence, rationale, reason] = texts
  return { ref, title, owner, scores: [inherent, current, residual], option, properties, cause, event, consequence, rationale, reason, controls, reqs, assets, assessedOn, closed }
}

/**
 * 29 open, 2 closed, in their state after the review of May 2026. Intentional gaps: R-30 off the scale (6,2), R-11
 * under the old matrix, R-19 without an option, none flagged as fraud. R-12 was at 2,5 for the person who accepted it
 * offline (meetings.ts).
 */
const rows: readonly Row[] = [
  r('R-7', 'Loss of route data: primary database and backups in one region', 'HP', '55 45 24', 'modify', 'I A', '5 16 34', '31 42', 'A.8.13 A.8.14 A.5.30', '2026-05-11', ['Database, replica and two thirds of the backups sit in eu-central-2.', 'The region is lost for days, or a faulty change deletes primary and replica together.', 'Hauliers cannot plan; at peak 4,200 vehicles stand. Contracts allow termination after 24 hours.', 'Two regional outages of the provider in 2025; the copy in the second region covers a third of the data so far.', 'Copying all data to the second region is affordable and wanted by three large customers.']),
  r('R-3', 'Ransomware reaches the build pipeline', 'EL', '55 35 25', 'modify', 'C I A', '12 13 32', '37 70 71', 'A.8.7 A.8.25 A.8.28', '2026-05-11', ['Runners share a network with developer tools and keep credentials for hours.', 'Malicious code on a developer device reaches the runners and encrypts or poisons builds.', 'No releases for a week, or a poisoned release at every customer.', 'Peers were hit twice last year; runners are patched but long-lived.', 'Short-lived runners take away most of the way in.']),
  r('R-12', 'Contractor keeps production access after the contract ends', 'HP', '45 25 24', 'modify', 'C I', '48 5', '18 22', 'A.5.18 A.6.5 A.8.2', '2026-05-11', ['Contractors are not in the people system, so nothing closes their accounts by itself.', 'A former contractor signs in and reads or changes production data.', 'Breach of contract with several customers, notice to the regulator.', 'One account was found open 19 days after the end in the review of the first quarter.', 'Contractors go into the people system like staff.']),
  r('R-B4', 'Driver location history read by an unauthorised person', 'PV', '45 35 25', 'modify', 'C', '7', '12 44 45 41', 'A.5.34 A.8.3 A.8.11', '2026-05-11', ['Location history is kept for the planning of driving times and could be read by many.', 'Someone outside the support team reads the movements of a named driver.', 'Harm to the driver, notice to the regulator, two contracts at risk.', 'Bulk reads are possible for eleven people; alerts exist only for exports.', 'Role-based access, shorter retention and an alert on bulk reads.']),
  r('R-19', 'Map provider withdraws its interface at short notice', 'PL', '44 44 --', undefined, 'A', '46', '51', 'A.5.22', '2026-05-12', ['One provider supplies map data; its terms allow withdrawal with 30 days’ notice.', 'The interface ends or its price grows tenfold.', 'Routes degrade to straight lines; churn of hauliers in cities.', 'A competitor of ours lost its provider in March; ours announced new terms.']),
  r('R-9', 'Invoice fraud by a changed bank account', 'FL', '34 34 34', 'retain', 'I', '10 50', '3', 'A.5.3', '2026-05-12', ['Suppliers send changed bank details by mail.', 'A forged mail makes accounts payable pay a large invoice to a stranger.', 'Loss of up to one month of hosting cost.', 'Two attempts in a year, both noticed; a call back is made for new accounts only.', 'The insurance covers it above 10,000; calling back each supplier costs more than it saves.']),
  r('R-22', 'Secrets committed to a repository', 'EL', '54 34 24', 'modify', 'C', '12 15', '70 56', 'A.5.17 A.8.4 A.8.24', '2026-05-12', ['Local configuration files hold tokens during development.', 'A token lands in a commit and is read by somebody with access to the code.', 'Access to map, mail or payment interfaces at our cost.', 'Three tokens were found by the scan in a year, all revoked within a day.', 'A check before each commit stops most of it.']),
  r('R-5', 'Outage of the identity provider during peak hours', 'HP', '35 24 24', 'modify', 'A', '39', '42 69 50', 'A.5.29 A.8.14', '2026-05-12', ['All sign-ins depend on one provider.', 'The provider is down on a Monday morning.', 'Dispatchers cannot sign in; support is overrun.', 'Twenty minutes of outage in 2025; long sessions and a break-glass path soften it.', 'Longer sessions for dispatchers were put in place.']),
  r('R-14', 'Unpatched service exposed to the internet', 'SE', '44 24 14', 'modify', 'C I A', '23 31', '7 49', 'A.8.8 A.8.20', '2026-05-13', ['Eleven services answer on public addresses.', 'A known weakness is used before it is patched.', 'Foreign code in the production network.', 'Median age of critical findings is four days.', 'Put the telematics gateway behind the common entrance.']),
  r('R-16', 'Wrong tenant data shown after a caching error', 'EL', '35 24 14', 'modify', 'C', '5 28', '71', 'A.8.26 A.8.29', '2026-05-13', ['Answers are cached by a key that is built in four places.', 'A haulier sees the orders of another one.', 'Breach of contract, loss of trust in the market.', 'One near miss in testing; keys now come from one function.', 'One function builds all keys, with a test per tenant.']),
  r('R-B1', 'Breach at a supplier exposes customer addresses', 'PV', '35 24 24', 'share', 'C', '43 47', '51 52', 'A.5.19 A.5.20 A.5.21', '2026-05-13', ['Support desk and text gateway process consignee addresses.', 'A supplier is breached and addresses are published.', 'Notice to the regulator and to customers.', 'Both suppliers are certified; clauses ask for notice within a day.', 'Liability up to the contract value is agreed with both suppliers.']),
  r('R-1', 'Key person leaves without handover', 'MD', '33 33 23', 'modify', 'A', '63', '2', 'A.5.2 A.5.37', '2026-05-13', ['Two people know the routing solver in depth.', 'One of them leaves at short notice.', 'Defects in the solver take weeks instead of days.', 'One resignation in 2025; deputies are named, handover notes are thin.', 'Pairing on the solver for one day a week.']),
  r('R-6', 'Driver data sent to the wrong customer', 'PV', '43 33 22', 'modify', 'C', '6 20', '17', 'A.5.14', '2026-05-13', ['Support exports lists by hand when a customer asks.', 'A list goes to the wrong address.', 'Notice to the regulator and an apology to drivers.', 'Two wrong mails in a year, both with few drivers.', 'Exports leave by the portal only.']),
  r('R-B2', 'Phishing of staff with customer data access', 'IS', '53 33 23', 'modify', 'C I', '39 20', '13 24 28', 'A.6.3 A.6.8 A.8.5', '2026-05-14', ['Names and roles of staff are public.', 'Somebody gives away a session on a forged page.', 'Access to customer data of one account for hours.', 'Exercise in March: 4 of 42 clicked, all reported within an hour.', 'Hardware keys for everybody with customer data.']),
  r('R-11', 'Audit logs deleted by an administrator', 'SE', '34 23 13', 'modify', 'I', '14 37', '43 14', 'A.8.15 A.5.28', '2025-11-20', ['Administrators of the tenant can change the retention of logs.', 'Somebody deletes traces of his own actions.', 'An incident cannot be cleared up.', 'Scored under the earlier four-step matrix; the archive now refuses deletion.', 'Archive with a lock for 400 days.']),
  r('R-20', 'Office closed for more than a day', 'OM', '24 23 23', undefined, 'A', '60', '64 27', 'A.5.29 A.6.7', '2026-05-14', ['Works, strike or damage in the building.', 'Nobody can enter the office for days.', 'Post and deliveries wait; work goes on from home.', 'Closed for two days in 2025 without effect on customers.']),
  r('R-25', 'Flooding of the ground-floor network room', 'OM', '23 23 23', undefined, 'A', '54 57', '32', 'A.7.3', '2026-05-14', ['The network cabinet stands on the ground floor near the river.', 'Water reaches the cabinet.', 'No office network for a week.', 'Heavy rain in 2024 came within a metre of the door.']),
  r('R-8', 'Laptop lost or stolen with local data', 'IS', '43 32 22', 'modify', 'C', '51', '36', 'A.7.9 A.8.1', '2026-05-14', ['42 people travel and work from trains and cafés.', 'A notebook is stolen while unlocked.', 'Reading of mail and local files of one person.', 'One loss in a year; disks are encrypted and wiped from afar.', 'Lock after two minutes on battery.']),
  r('R-13', 'Expired certificate stops the driver app', 'PE', '43 32 12', 'modify', 'A', '2 25', '56', 'A.8.24', '2026-05-15', ['Certificates of the app end every year and are renewed by hand.', 'A certificate ends unnoticed.', 'Drivers cannot sign in until a new version is in the stores.', 'Happened once in 2023; the watch rings 30 days before.', 'Renewal by the pipeline.']),
  r('R-21', 'Founders disagree and decisions stall', 'MD', '14 14 14', 'retain', 'A', '17', '2', 'A.5.4', '2026-05-15', ['Two founders hold equal shares.', 'They block each other on a security investment.', 'Delays of months.', 'Never happened; the shareholders’ agreement names an umpire.', 'The umpire clause is enough.']),
  r('R-2', 'Theft of equipment from the office', 'OM', '33 13 13', undefined, 'C A', '51 53 60', '29 36', 'A.7.2', '2026-05-15', ['The office is empty at night.', 'Break-in with theft of devices.', 'Cost of devices; data is encrypted.', 'None in five years; cards and the landlord’s guard.']),
  r('R-26', 'Licence terms of a routing library breached', 'PL', '23 13 13', undefined, 'I', '19 27', '59', 'A.5.32', '2026-05-15', ['The solver links a library with conditions on distribution.', 'A customer gets an on-premises build and the licence asks for source.', 'Legal cost and publication of parts of the code.', 'The licence scan has run on each build since 2025.']),
  r('R-4', 'Test data contains real drivers', 'PE', '33 12 12', undefined, 'C', '49 6', '75', 'A.8.33 A.8.31', '2026-05-18', ['Test cases were once copied from production.', 'A developer finds real names in the test tenant.', 'Finding of the regulator.', 'Data is generated since May; a scan found nothing.']),
  r('R-10', 'Printer leaves pay slips in the tray', 'PP', '32 12 12', undefined, 'C', '53 11', '33', 'A.7.7', '2026-05-18', ['Pay slips are still printed for four people.', 'Others read them in the tray.', 'Complaint of the person concerned.', 'Release by card since autumn.']),
  r('R-15', 'Time sources drift and logs cannot be lined up', 'PE', '32 12 12', undefined, 'I', '14', '43', 'A.8.17', '2026-05-18', ['Containers took their time from the host only.', 'Clocks of two hosts differ by minutes.', 'A timeline cannot be proven.', 'One case in testing; alarm at 100 ms.']),
  r('R-17', 'Support tool shows more than support needs', 'CS', '33 22 22', undefined, 'C', '20 8', '12', 'A.8.11', '2026-05-18', ['The support view was built for administrators.', 'A support specialist reads addresses out of curiosity.', 'Complaint of a consignee.', 'Masked by default; full view needs a ticket and is logged.']),
  r('R-18', 'Public holiday leaves nobody on call', 'HP', '23 13 13', undefined, 'A', '62', '69', 'A.5.26 A.5.24', '2026-05-18', ['The rota has gaps when two regions have a holiday.', 'An alarm is not answered for hours.', 'Longer outage than promised.', 'One late answer in 2025; the rota is checked monthly.']),
  r('R-23', 'Old routing models give unsafe routes', 'PL', '24 14 14', undefined, 'I', '19 1', '71', 'A.8.29', '2026-05-19', ['Models are trained on data that ages.', 'A lorry is sent over a bridge with a lower limit.', 'Danger to the driver, damage to the bridge.', 'Limits come from a second source that is checked nightly.']),
  r('R-30', 'Depot scanners stop after a protocol change', 'EL', '-- 62 --', undefined, 'A', '4 31', '71', 'A.8.32', '2026-05-20', ['Scanners of four makers speak an old protocol.', 'A change of ours breaks one maker’s scanners.', 'Depots book by hand for a day.', 'Happens about once a year with small effect.']),
  r('R-24', 'Legacy dispatcher keeps running without updates', 'EL', '44 11 11', 'avoid', 'C I A', '64', '7', 'A.8.8', '2025-12-01', ['The old dispatcher ran on a host outside the pipeline.', 'A weakness in the old framework is used.', 'Entry into the production network.', 'The host is switched off and its address removed.', 'Last customer moved in November 2025.'], 'Service switched off on 28 November 2025; host, address and data removed with record.'),
  r('R-B3', 'Fax gateway prints orders at the wrong depot', 'CS', '22 12 12', 'avoid', 'C', '4', '17', 'A.5.14', '2026-01-19', ['Six depots took orders by fax.', 'An order is printed at the depot of a competitor.', 'Complaint of a haulier.', 'The gateway is off.', 'All depots use the portal.'], 'Fax gateway ended with the year 2025; contract cancelled.'),
]

const score = (pair: string, at: 0 | 1): number | undefined => (pair[at] === '-' ? undefined : Number(pair[at]))
const idsOf = (prefix: string, numbers: string): readonly string[] => numbers.split(' ').filter(Boolean).map((number) => demoId(`${prefix}-${number}`)).sort()

/** Causes from the short threat catalogue, by threat number. */
const threats: Readonly<Record<string, string>> = {
  'R-7': '18 22', 'R-3': '2 7', 'R-12': '5', 'R-B4': '5 12', 'R-19': '18', 'R-9': '6 1', 'R-22': '10', 'R-5': '18', 'R-14': '9', 'R-16': '13', 'R-B1': '7', 'R-1': '15', 'R-6': '11', 'R-B2': '1', 'R-11': '5 17', 'R-20': '23 4',
  'R-25': '21', 'R-8': '3 14', 'R-13': '16', 'R-2': '4 3', 'R-26': '20', 'R-10': '11', 'R-17': '5', 'R-30': '13',
}

export const demoRisks = (): readonly DemoRecord<'risk'>[] =>
  rows.map(({ ref, title, owner, scores: [inherent, current, residual], option, properties, cause, event, consequence, rationale, reason, controls, reqs, assets, assessedOn, closed }, index) =>
    demoRecord('risk', ref, index < 20 ? '2025-04-28' : '2025-09-15', person('IS'), {
      title, cause, event, consequence, rationale, assessedOn,
      owner: person(owner), assessedBy: person('IS'),
      properties: properties.split(' ').sort() as NonNullable<Fields['properties']>,
      assets: idsOf('AS', assets), threats: idsOf('TH', threats[ref] ?? ''), controls: idsOf('C', controls), reqs: isoSet(reqs),
      inherentL: score(inherent, 0), inherentI: score(inherent, 1),
      currentL: score(current, 0), currentI: score(current, 1),
      residualL: score(residual, 0), residualI: score(residual, 1),
      matrixHash: ref === 'R-11' || closed ? previousMatrixHash : demoMatrixHash,
      option, optionReason: reason, fraud: false,
      status: closed ? 'closed' : 'open', closedReason: closed,
    }),
  )

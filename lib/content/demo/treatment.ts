import { demoId, demoRecord, isoSet, type DemoFields, type DemoRecord } from './demoRecord'
import { lastEvidenceBefore } from './demoEvidence'
import { person } from './demoPeople'

type Action = DemoFields<'treatmentAction'>
type Row = readonly [title: string, risks: string, controls: string, responsible: string, due: string, status: NonNullable<Action['status']>, completedOn?: string, blocked?: string]

/** TA-1 to TA-22. */
const actions: readonly Row[] = [
  ['Copy backups to a second region', 'R-7', '30', 'PE', '2026-03-31', 'done', '2026-03-24'],
  ['Rehearse restore in the second region', 'R-7', '30', 'PE', '2026-06-30', 'inProgress'],
  ['Sign build artefacts and refuse unsigned ones', 'R-3', '46', 'PE', '2026-04-30', 'done', '2026-04-27'],
  ['Isolate build agents from the office network, shown by an agreed test', 'R-3', '48 77', 'PE', '2026-07-15', 'inProgress'],
  ['End contractor accounts by contract date', 'R-12', '22', 'PP', '2026-05-01', 'inProgress'],
  ['Review of contractors in the quarterly run, with a spot check', 'R-12', '18 68', 'HP', '2026-06-30', 'planned'],
  ['Encrypt location history per haulier', 'R-B4', '56', 'DE', '2026-08-31', 'inProgress'],
  ['Log every read of location history', 'R-B4', '43', 'SE', '2026-05-12', 'done', '2026-05-12'],
  ['Second pair of eyes for changed bank accounts', 'R-9', '11', 'FL', '2025-12-15', 'done', '2025-12-10'],
  ['Check before each commit for tokens', 'R-22', '70', 'EL', '2026-02-28', 'done', '2026-02-20'],
  ['Remove long-lived tokens of developers', 'R-22', '56', 'EL', '2026-07-31', 'planned'],
  ['Break-glass sign-in for dispatchers', 'R-5', '69', 'HP', '2026-01-31', 'done', '2026-01-22'],
  ['Telematics gateway behind the common entrance', 'R-14', '49', 'PE', '2026-06-15', 'inProgress'],
  ['One function that builds cache keys', 'R-16', '71', 'EL', '2026-03-15', 'done', '2026-03-11'],
  ['Liability clause with both suppliers', 'R-B1', '52', 'FL', '2026-02-28', 'done', '2026-02-25'],
  ['Pairing on the solver one day a week', 'R-1', '', 'EL', '2026-09-30', 'inProgress'],
  ['Exports leave by the portal only', 'R-6', '17', 'CS', '2026-06-12', 'inProgress'],
  ['Hardware keys for customer-facing staff', 'R-B2', '13', 'IS', '2026-06-30', 'inProgress'],
  ['Archive with a lock for 400 days', 'R-11', '43', 'SE', '2025-11-30', 'done', '2025-11-18'],
  ['Screen lock after two minutes on battery', 'R-8', '36', 'PE', '2026-06-20', 'planned'],
  ['Renew app certificates in the pipeline', 'R-13', '56', 'PE', '2026-06-30', 'blocked', undefined, 'Store keys are being renewed by the platform maker until 10 June.'],
  ['Rename depots in the fax list', 'R-B3', '', 'CS', '2025-12-01', 'cancelled', undefined, 'The gateway was switched off.'],
]

const threats: readonly (readonly [string, 'deliberate' | 'accidental' | 'environmental'])[] = [
  ['Phishing and forged sign-in', 'deliberate'], ['Malware and ransomware', 'deliberate'], ['Theft of devices', 'deliberate'], ['Break-in at the office', 'deliberate'], ['Abuse of rights by insiders', 'deliberate'],
  ['Fraud by forged invoices', 'deliberate'], ['Attack on a supplier', 'deliberate'], ['Flood of requests', 'deliberate'], ['Use of known weaknesses', 'deliberate'], ['Secrets found in code', 'deliberate'],
  ['Wrong recipient', 'accidental'], ['Wrong setting in the cloud', 'accidental'], ['Defect in a release', 'accidental'], ['Loss of a device', 'accidental'], ['Key person leaves', 'accidental'], ['Expired certificate', 'accidental'],
  ['Deletion by mistake', 'accidental'], ['Outage of a supplier', 'accidental'], ['Capacity reached', 'accidental'], ['Breach of licence terms', 'accidental'],
  ['Flood', 'environmental'], ['Heat', 'environmental'], ['Fire', 'environmental'], ['Power failure', 'environmental'],
]
const vulnerabilities: readonly (readonly [string, string, 'scan' | 'test' | 'audit' | 'advisory' | 'report', 'low' | 'medium' | 'high' | 'critical', 'open' | 'mitigated' | 'closed', string, string])[] = [
  ['Outdated image library in tiles-cache', 'AS-28', 'scan', 'high', 'open', '2026-05-21', '2026-06-20'], ['Telematics gateway answers on a public address', 'AS-31', 'test', 'medium', 'open', '2026-04-14', '2026-06-15'],
  ['Verbose errors in portal-web', 'AS-26', 'test', 'low', 'closed', '2025-11-18', '2026-01-31'], ['Session token without end in dispatcher-web', 'AS-24', 'test', 'medium', 'closed', '2025-11-18', '2025-12-31'],
  ['Weak cipher on the depot interface', 'AS-4', 'scan', 'medium', 'mitigated', '2026-01-12', '2026-02-28'], ['Default page of the log archive reachable', 'AS-37', 'scan', 'low', 'closed', '2025-08-04', '2025-08-20'],
  ['Build agents share a user', 'AS-32', 'audit', 'medium', 'open', '2025-11-05', '2026-07-15'], ['Firmware of the network cabinet', 'AS-54', 'advisory', 'medium', 'closed', '2026-02-10', '2026-03-10'],
  ['Parser in the events stream', 'AS-29', 'advisory', 'critical', 'closed', '2026-03-03', '2026-03-10'], ['Printer with an open share', 'AS-53', 'report', 'low', 'closed', '2025-09-22', '2025-10-15'],
  ['Old tokens in the people system', 'AS-44', 'audit', 'medium', 'mitigated', '2025-11-06', '2026-01-31'],
  // Recorded independently by two people (MG12).
  ['Telematics gateway answers on a public address', 'AS-31', 'scan', 'medium', 'open', '2026-04-14', '2026-06-15'],
]

/** RX-1 to RX-5: risk, type, justification, until, L, I, level. */
const acceptances: readonly (readonly [string, 'residual' | 'interim', string, string, number, number, number])[] = [
  ['R-9', 'residual', 'Two people check every changed account; the rest is insured.', '2026-12-31', 3, 4, 3],
  ['R-3', 'residual', 'Builds are watched by hand until artefacts are signed and the agents stand apart.', '2026-05-15', 2, 4, 3],
  ['R-12', 'interim', 'Contractors are reviewed by hand each month until accounts end by themselves.', '2026-07-31', 2, 5, 3],
  ['R-7', 'interim', 'Until the rehearsal in the second region has shown the recovery time.', '2026-09-30', 4, 5, 4],
  ['R-B4', 'residual', 'Reads are logged; encryption per haulier follows in August.', '2026-11-30', 2, 5, 3],
]
/** Day each was drafted: RX-2 is from the previous year, the others from the review of May. */
const drafted = ['2026-05-13', '2025-11-14', '2026-05-13', '2026-05-13', '2026-05-12']

export const demoVulnerabilities = (): readonly DemoRecord<'vulnerability'>[] =>
  vulnerabilities.map(([title, asset, source, severity, status, foundOn, due], index) =>
    demoRecord('vulnerability', `VU-${index + 1}`, foundOn, person(index === 11 ? 'PE' : 'SE'), { title, assets: [demoId(asset)], source, severity, status, foundOn, due }))

/** The risks TP-1 covers. R-19 has no option yet and is in no plan: an intentional gap (TR12). */
export const plannedRisks: readonly string[] = ['R-7', 'R-3', 'R-12', 'R-B4', 'R-9', 'R-22', 'R-5', 'R-14', 'R-16', 'R-B1', 'R-1', 'R-6', 'R-B2', 'R-8', 'R-13'].map(demoId).sort()

export const demoTreatment = (): readonly DemoRecord[] => [
  ...actions.map(([title, risks, controls, responsible, due, status, completedOn, blockedReason], index) =>
    demoRecord('treatmentAction', `TA-${index + 1}`, title.startsWith('Telematics') ? '2026-05-25' : index < 9 || status === 'cancelled' || (completedOn !== undefined && completedOn < '2026-01-26') ? '2025-10-06' : '2026-01-26', person('IS'), {
      title, risks: risks.split(' ').map(demoId).sort(), controls: controls.split(' ').filter(Boolean).map((number) => demoId(`C-${number}`)).sort(), responsible: person(responsible), due, status,
      ...(completedOn && { completedOn, evidence: [lastEvidenceBefore(completedOn, controls.split(' ').filter(Boolean).map(Number))] }), ...(blockedReason && { blockedReason }),
    })),
  demoRecord('treatmentPlan', 'TP-1', '2026-01-12', person('IS'), {
    title: 'Risk treatment plan 2026', from: '2026-01-01', to: '2026-12-31', budget: 84_000, currency: 'EUR',
    summary: 'Second region, signed builds, rights of contractors and location data first; the rest by owners within their budgets.',
    risks: plannedRisks,
  }),
  ...acceptances.map(([risk, type, justification, validUntil, frozenL, frozenI, frozenLevel], index) =>
    demoRecord('riskAcceptance', `RX-${index + 1}`, drafted[index]!, person('IS'), { risk: demoId(risk), type, justification, validUntil, frozenL, frozenI, frozenLevel })),
  ...threats.map(([name, origin], index) => demoRecord('threat', `TH-${index + 1}`, '2025-03-17', person('IS'), { name, origin })),
  ...demoVulnerabilities(),
]

const suppliers: readonly (readonly [string, string, 'low' | 'medium' | 'high', boolean, 'none' | 'internal' | 'confidential' | 'pii', 'none' | 'iso27001' | 'soc2' | 'questionnaire', string, string])[] = [
  ['Nimbus Cloud', 'Hosting of production and test', 'high', true, 'pii', 'soc2', '2026-12-31', '2026-02-18'], ['Corvid Identity', 'Company directory and sign-in', 'high', true, 'internal', 'iso27001', '2027-03-31', '2026-02-18'],
  ['Lettermark Mail', 'Mail and calendar', 'medium', true, 'confidential', 'iso27001', '2026-11-30', '2026-02-18'], ['Paperlane', 'Document store', 'medium', true, 'confidential', 'soc2', '2026-09-30', '2026-02-18'],
  ['Gitterwerk', 'Source code host', 'high', true, 'confidential', 'soc2', '2026-10-31', '2026-02-18'], ['Deskhelp', 'Support desk', 'high', true, 'pii', 'iso27001', '2026-08-31', '2025-02-24'],
  ['Humanly', 'People system', 'medium', true, 'pii', 'iso27001', '2026-12-31', '2026-03-10'], ['Ledgerly', 'Billing system', 'medium', true, 'confidential', 'soc2', '2026-12-31', '2026-03-10'],
  ['Terramap', 'Map data interface', 'high', true, 'none', 'iso27001', '2027-01-31', '2026-03-10'], ['Pingtext', 'Text message gateway', 'medium', true, 'pii', 'iso27001', '2026-10-31', '2026-03-10'],
  ['Paywharf', 'Payment provider', 'medium', true, 'confidential', 'soc2', '2026-12-31', '2026-03-10'], ['Harrow & Finch Assurance', 'Internal audit', 'low', false, 'internal', 'questionnaire', '2026-12-31', '2026-01-15'],
  ['Rostrevor Estates', 'Office lease and guard', 'low', false, 'none', 'none', '', '2026-01-15'], ['Greenshred', 'Disposal of devices', 'low', false, 'internal', 'questionnaire', '2026-12-31', '2026-01-15'],
  ['Brightpage', 'Website agency', 'low', false, 'none', 'none', '', '2026-01-15'],
]

export const demoSuppliers = (): readonly DemoRecord<'supplier'>[] =>
  suppliers.map(([name, service, criticality, cloud, dataAccess, assurance, assuranceUntil, reviewedOn], index) =>
    demoRecord('supplier', `SU-${index + 1}`, '2025-03-27', person('FL'), {
      name, service, criticality, cloud, dataAccess, assurance, ...(assuranceUntil && { assuranceUntil }), reviewedOn, reviewEvery: 'P12M', owner: person(index < 6 ? 'FL' : 'IS'), status: 'active',
      subservice: index === 0 ? 'carveOut' : 'no', ...(index === 0 && { userControls: 'Rights in the tenant, keys of our own, network rules and the choice of regions are ours; we review them each quarter.' }), contractFrom: '2024-01-01', securityClauses: assurance !== 'none', exitPlan: criticality === 'high' ? 'Data is exported monthly; a second source was tried in the last twelve months.' : undefined,
    }))

export const demoRecipes = (): readonly DemoRecord<'captureRecipe'>[] =>
  ['31', '18', '13', '43', '44', '36', '48', '56'].map((control, index) =>
    demoRecord('captureRecipe', `CR-${index + 1}`, '2025-09-01', person('SE'), {
      title: ['Backup jobs of the month', 'Rights of production', 'Second factor coverage', 'Log pipeline health', 'Log review page', 'Fleet compliance', 'Path test of the quarter', 'Key list'][index]!,
      url: `https://console.nimbus.example/${['backups', 'rights', 'mfa', 'logs', 'reviews', 'fleet', 'paths', 'keys'][index]}`, mode: index % 2 === 0 ? 'fullPage' : 'visible', controls: [demoId(`C-${control}`)], owner: person('SE'), reqs: isoSet(''),
    }))

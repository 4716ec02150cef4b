import { demoRecord, isoSet, type DemoFields, type DemoRecord } from './demoRecord'
import { person } from './demoPeople'

type Fields = DemoFields<'control'>
type Row = readonly [
  title: string, description: string, types: string, nature: NonNullable<Fields['nature']>, owner: string, reqs: string,
  frequency: NonNullable<Fields['frequency']>, evidenceNeeded: string,
]

/** C-1 to C-78. Types: P preventive, D detective, C corrective. Requirements are codes of ISO/IEC 27001:2022. */
const rows: readonly Row[] = [
  ['Security policy set', 'One top policy and fifteen topic policies, reviewed every year and after significant change, approved by the Managing Director.', 'P', 'administrative', 'IS', 'A.5.1', 'annual', 'Approved policy list with dates'],
  ['Named security roles and deputies', 'Every security task has a named role with a deputy; managers repeat in their quarterly talk what is expected of their people.', 'P', 'administrative', 'MD', 'A.5.2 A.5.4 5.3', 'annual', 'Role list approved by the Managing Director'],
  ['Four eyes on payments and releases', 'Payments above 500 and releases to production need a second person; the systems enforce it.', 'P', 'technical', 'FL', 'A.5.3', 'perEvent', 'Approval settings and a sample of five'],
  ['Contacts of authorities', 'Regulator, data protection authority, police and computer emergency team, with who may call them; kept on paper as well.', 'PC', 'administrative', 'IS', 'A.5.5', 'semiannual', 'Contact sheet with the date it was last rung'],
  ['Vendor notices and peer group', 'Two people follow vendor security lists and the hauliers’ software round table and file what matters.', 'P', 'people', 'SE', 'A.5.6', 'monthly', 'Filed notices of the month'],
  ['Threat digest', 'A monthly page on threats to logistics software, with what we changed because of it.', 'PD', 'administrative', 'SE', 'A.5.7', 'monthly', 'The digest and linked tickets'],
  ['Vulnerability scanning and patching', 'Hosts, images and dependencies are scanned daily; critical findings are fixed in 7 days, high in 30.', 'PD', 'technical', 'SE', 'A.8.8', 'weekly', 'Open findings by age, monthly'],
  ['Security questions at kick-off', 'Every project answers nine questions before its first sprint; red answers go to the Security Engineer.', 'P', 'administrative', 'EL', 'A.5.8', 'perEvent', 'Answered questions of the latest projects'],
  ['Asset inventory reconciliation', 'Cloud accounts, notebooks and services are compared with the inventory every quarter.', 'PD', 'administrative', 'PE', 'A.5.9', 'quarterly', 'Reconciliation sheet with differences'],
  ['Acceptable use agreement', 'Signed on the first day; covers private devices, cloud storage and AI services.', 'P', 'people', 'PP', 'A.5.10', 'perEvent', 'Signed agreements of the latest joiners'],
  ['Return of equipment', 'Leavers hand in devices, keys and cards against a receipt; access ends the same hour.', 'P', 'people', 'PP', 'A.5.11', 'perEvent', 'Receipts of the latest leavers'],
  ['Role-based access', 'Access to production and customer data follows eleven roles in the directory; nothing is granted to a single person.', 'P', 'technical', 'HP', 'A.5.15 A.8.3', 'continuous', 'Role export and list of administrators'],
  ['Multi-factor sign-in', 'All accounts need a hardware key or the authenticator app; weaker ways are switched off.', 'P', 'technical', 'SE', 'A.5.17 A.8.5', 'continuous', 'Policy page and coverage report'],
  ['Production administrators by approval', 'Administrator rights are taken for four hours, by request and approval, and are logged.', 'P', 'technical', 'HP', 'A.8.2', 'quarterly', 'Elevations of the quarter with their approvals'],
  ['Classification and labels', 'Four classes with handling rules; documents carry the class in the header, systems in the banner.', 'P', 'administrative', 'PV', 'A.5.12 A.5.13', 'annual', 'Scheme and a sample of ten documents'],
  ['Security figures for management', 'Eleven figures are put before management every quarter with a sentence on each.', 'D', 'administrative', 'IS', '9.1', 'quarterly', 'Figures and minutes'],
  ['Customer data transfer rules', 'Exports leave by the portal or an encrypted link with an end date; mail attachments with personal data are blocked.', 'P', 'technical', 'CS', 'A.5.14', 'semiannual', 'Gateway rule and blocked attempts'],
  ['Access review', 'Owners confirm or remove every right in production, directory and code host each quarter.', 'D', 'administrative', 'HP', 'A.5.15 A.5.18', 'quarterly', 'Decisions per right and the removals that followed'],
  ['Public status page', 'Incidents that customers can notice are announced within 30 minutes and explained afterwards.', 'C', 'administrative', 'CS', '7.4', 'perEvent', 'Announcements with times'],
  ['Letter of continuing duties', 'Leavers and movers get a letter that repeats what stays binding.', 'P', 'people', 'PP', 'A.6.5', 'perEvent', 'Letters of the latest leavers'],
  ['Screening before hiring', 'Identity, references and, for platform roles, a criminal record certificate, as law allows.', 'P', 'people', 'PP', 'A.6.1', 'perEvent', 'Check list without the private details'],
  ['Joiner and leaver process', 'Accounts are made from the people system, changed on moves and closed on the last day; differences are listed monthly.', 'PD', 'technical', 'PP', 'A.5.16 A.5.18', 'monthly', 'Joiner and leaver list against accounts'],
  ['Security terms in employment', 'Contracts name confidentiality, acceptable use and what follows a breach.', 'P', 'people', 'PP', 'A.6.2', 'annual', 'Contract template with its date'],
  ['Awareness programme', 'A short course at the start, then every quarter one topic with three questions; results go to managers.', 'P', 'people', 'IS', 'A.6.3', 'quarterly', 'Completion and answers'],
  ['Disciplinary process', 'Four steps from a talk to termination, announced to all, applied evenly.', 'PC', 'people', 'PP', 'A.6.4', 'annual', 'Announcement and process text'],
  ['Confidentiality agreements', 'Freelancers, visitors with access and partners sign before they see anything confidential.', 'P', 'administrative', 'FL', 'A.6.6', 'perEvent', 'Register of agreements'],
  ['Remote work standard', 'Managed device, encrypted disk, locked screen, no shared printers; checked by device policy.', 'P', 'technical', 'IS', 'A.6.7', 'annual', 'Standard and policy report'],
  ['Reporting button and hotline', 'One button in mail and chat and one phone number; reports are answered within an hour.', 'D', 'people', 'IS', 'A.6.8', 'continuous', 'Reports of the quarter with answer times'],
  ['Key cards and visitor log', 'Entry by card; visitors are met, logged and never alone. Cards are compared with staff monthly.', 'P', 'physical', 'OM', 'A.7.2', 'monthly', 'Card list against staff'],
  ['Restore from the second region', 'Backups are encrypted with our own keys and copied to a second region; one dataset is restored from there in full each quarter, with a comparison of checksums.', 'PC', 'technical', 'PE', 'A.8.13', 'quarterly', 'Restore protocol of the quarter'],
  ['Restore and backup', 'Every dataset is backed up daily; jobs are looked at each month, what failed is repeated within an hour and what was lost is restored on request.', 'C', 'technical', 'PE', 'A.8.13', 'monthly', 'Jobs of the month'],
  ['Locked rooms and cabinet', 'Server cabinet and file room are locked; keys are listed.', 'P', 'physical', 'OM', 'A.7.3', 'semiannual', 'Key list and photographs'],
  ['Clear desk and screen lock', 'Screens lock after five minutes; an evening walk each month notes what lay open.', 'PD', 'physical', 'OM', 'A.7.7', 'monthly', 'Walk notes'],
  ['Climate watch for the region', 'Heat and flood warnings of the data centre region are followed from May to October.', 'D', 'administrative', 'HP', '4.1', 'monthly', 'Warnings and decisions'],
  ['Certified disposal of devices', 'Storage is destroyed by a certified firm, with a certificate per serial number.', 'P', 'physical', 'OM', 'A.7.14', 'perEvent', 'Certificates'],
  ['Managed endpoints', 'All notebooks and phones are enrolled: encryption, patch level, lock, remote wipe.', 'P', 'technical', 'PE', 'A.8.1 A.7.9', 'continuous', 'Fleet compliance report'],
  ['Endpoint malware protection', 'Detection on every device with central alarms; devices without it lose access.', 'PDC', 'technical', 'SE', 'A.8.7', 'daily', 'Coverage and alarms of the month'],
  ['Capacity alarms', 'Thresholds at 60 and 80 per cent of compute, storage and queue length, with an owner each.', 'PD', 'technical', 'PE', 'A.8.6', 'continuous', 'Alarm settings and one followed-up alarm'],
  ['Infrastructure as code baseline', 'Settings live in the configuration repository; drift is reported nightly and corrected.', 'PD', 'technical', 'PE', 'A.8.9', 'monthly', 'Drift report of the month'],
  ['Retention jobs', 'Driver movements go after 90 days, support files after a year; jobs report what they removed.', 'P', 'technical', 'DE', 'A.8.10', 'monthly', 'Job report with counts'],
  ['Masked data in support tools', 'Support sees initials and partial addresses; full values need a ticket and are logged.', 'P', 'technical', 'CS', 'A.8.11', 'quarterly', 'Screens of both views and the log'],
  ['Two-zone production', 'Every service runs in two zones; a failover is rehearsed twice a year.', 'PC', 'technical', 'HP', 'A.8.14', 'semiannual', 'Failover protocol'],
  ['Central log pipeline', 'Sign-ins, changes and administrator actions flow into an archive that nobody can write to.', 'D', 'technical', 'SE', 'A.8.15', 'daily', 'Pipeline health and retention settings'],
  ['Log review', 'The Security Engineer goes through alarms and administrator actions every week and signs the page.', 'D', 'administrative', 'SE', 'A.8.16', 'weekly', 'Signed review of the month'],
  ['Alerting on unusual behaviour', 'Rules for mass reads, new countries and new administrators ring the person on call.', 'D', 'technical', 'SE', 'A.8.16', 'continuous', 'Rules and one alarm from ring to closure'],
  ['Time service on all hosts', 'All hosts follow the provider’s time source; drift above 100 ms raises an alarm.', 'D', 'technical', 'PE', 'A.8.17', 'continuous', 'Source list and drift chart'],
  ['Software list for production', 'Only signed artefacts of our pipeline run in production; others are refused.', 'P', 'technical', 'PE', 'A.8.19', 'continuous', 'Admission policy and a refused start'],
  ['Network segmentation', 'Production, test, office and guests are apart; paths between them are listed and tested each quarter.', 'P', 'technical', 'PE', 'A.8.22', 'quarterly', 'Path test of the quarter'],
  ['Firewall rules and network services', 'Rules are code with review; name service, certificates and content delivery have owners and service levels.', 'PD', 'technical', 'PE', 'A.8.20 A.8.21', 'quarterly', 'Rule export and review'],
  ['Service level report', 'Availability and answer times per month, sent to customers who ask.', 'D', 'administrative', 'CS', '', 'monthly', 'Report of the month'],
  ['Supplier register and rating', 'Fifteen suppliers, rated by criticality and data, with an owner and a date of review.', 'P', 'administrative', 'FL', 'A.5.19', 'annual', 'Register with ratings'],
  ['Security clauses in contracts', 'Incident notice, audit right, sub-suppliers and deletion are agreed before signing.', 'P', 'administrative', 'FL', 'A.5.20', 'annual', 'Clauses of the critical suppliers'],
  ['Dependency and build provenance', 'Dependencies are pinned and scanned; builds are signed and carry a list of parts.', 'PD', 'technical', 'EL', 'A.5.21', 'continuous', 'List of parts and signature of a release'],
  ['Supplier performance review', 'Service reports of critical suppliers are read and judged every quarter.', 'D', 'administrative', 'FL', 'A.5.22', 'quarterly', 'Judgement per supplier'],
  ['Name filter on endpoints', 'Known malicious names do not resolve on company devices, at home as well.', 'P', 'technical', 'SE', 'A.8.23', 'continuous', 'Policy and a blocked request'],
  ['Key management', 'Keys live in the key service, rotate yearly, and certificates ring 30 days before they end.', 'P', 'technical', 'SE', 'A.8.24', 'continuous', 'Key list with rotation dates'],
  ['Register of customer commitments', 'What contracts promise beyond the standard terms, with who keeps it.', 'P', 'administrative', 'CS', '4.2', 'semiannual', 'Register with dates'],
  ['Register of laws and contracts', 'Eighteen obligations with owner, source and how we meet each.', 'P', 'administrative', 'PV', 'A.5.31', 'annual', 'Register with review dates'],
  ['Licence scan of dependencies', 'Licences are checked in the pipeline; forbidden ones stop the build.', 'P', 'technical', 'EL', 'A.5.32', 'annual', 'Scan report'],
  ['Incident response plan', 'Roles, levels, contacts and steps on four pages; rehearsed once a year.', 'C', 'administrative', 'IS', 'A.5.24', 'annual', 'Plan and rehearsal notes'],
  ['Event triage', 'Events are judged within four hours against five questions; the decision is recorded.', 'D', 'administrative', 'IS', 'A.5.25', 'perEvent', 'Decisions of the quarter'],
  ['Incident handling and lessons', 'A timeline is written while it happens; causes and changes follow within ten days.', 'C', 'administrative', 'IS', 'A.5.26 A.5.27', 'perEvent', 'Timeline and lessons of an incident'],
  ['Evidence handling guide', 'Who takes which traces, how they are hashed and where they are kept.', 'C', 'administrative', 'SE', 'A.5.28', 'annual', 'Guide and a rehearsal'],
  ['Continuity exercise', 'Twice a year a scenario is played with platform and support, with measured recovery times.', 'PC', 'administrative', 'HP', 'A.5.29 A.5.30', 'semiannual', 'Exercise report with times'],
  ['Records retention schedule', 'Which record is kept where and how long, set in the systems.', 'P', 'administrative', 'FL', 'A.5.33', 'annual', 'Schedule and settings'],
  ['Privacy assessments', 'New uses of personal data are assessed before they start; the record of processing is kept.', 'P', 'administrative', 'PV', 'A.5.34', 'perEvent', 'Assessments and record of processing'],
  ['Independent review', 'An outside firm looks at the management of security every year and reports to the Managing Director.', 'PC', 'administrative', 'MD', 'A.5.35', 'annual', 'Report'],
  ['Compliance spot checks', 'Each quarter two policies are checked against practice in one unit.', 'D', 'administrative', 'IS', 'A.5.36', 'quarterly', 'Check notes'],
  ['Runbooks', 'Forty runbooks for recurring and emergency work, tried by somebody who did not write them.', 'PC', 'administrative', 'HP', 'A.5.37', 'semiannual', 'List with dates tried'],
  ['Branch protection', 'Main branches refuse direct pushes, need reviews and passing checks, and cannot be rewritten.', 'P', 'technical', 'EL', 'A.8.4', 'continuous', 'Settings of each repository'],
  ['Peer review before merge', 'No change is merged without a second developer; security relevant ones need a named reviewer.', 'PD', 'technical', 'EL', 'A.8.28 A.8.32', 'perEvent', 'Merge approvals, sample of 25'],
  ['Secure development handbook', 'Principles and steps from idea to release, with the design review that applies them.', 'P', 'administrative', 'EL', 'A.8.25 A.8.27', 'annual', 'Handbook and design reviews'],
  ['Security requirements in tickets', 'Stories that touch data or sign-in carry security criteria and are not ready without.', 'P', 'administrative', 'PL', 'A.8.26', 'perEvent', 'Sample of ten stories'],
  ['Security tests in the pipeline', 'Static and dynamic tests on every merge, a penetration test each year with proof of fixes.', 'PD', 'technical', 'EL', 'A.8.29', 'monthly', 'Test report of the month'],
  ['Separate accounts and test data', 'Test and production are separate accounts; test data is generated, never copied.', 'P', 'technical', 'PE', 'A.8.31 A.8.33', 'quarterly', 'Account list and data generator run'],
  ['Change record', 'Each change to production has a record with risk, tests, approval and way back.', 'P', 'administrative', 'EL', 'A.8.32', 'monthly', 'Changes of the month, sample of ten'],
  ['Rules for tests on live systems', 'Audits and technical tests are agreed with time, account and contact.', 'P', 'administrative', 'IS', 'A.8.34', 'perEvent', 'Agreed test orders'],
  ['Mentoring for new on-call engineers', 'New people on call are paired for their first four weeks.', 'P', 'people', 'HP', '', 'perEvent', 'Pairing plan'],
]

export const keyControls = [7, 12, 13, 14, 18, 22, 24, 30, 31, 36, 37, 42, 43, 44, 48, 51, 56, 60, 70, 71] as const
const status: Readonly<Record<number, NonNullable<Fields['status']>>> = {
  41: 'degraded', 54: 'degraded', 55: 'degraded', 65: 'degraded', 73: 'degraded', 68: 'inProgress', 77: 'planned',
}
const automated = ['technical']
const typeOf = { P: 'preventive', D: 'detective', C: 'corrective' } as const

/** Controls that started operating only after the first internal audit; the others operated by June 2025. */
const late: Readonly<Record<number, string>> = { 4: '2026-05-18', 25: '2026-05-18', 35: '2026-05-11', 38: '2026-05-13', 40: '2026-05-12', 46: '2026-05-13', 53: '2026-05-15', 66: '2026-05-14', 75: '2026-05-15' }

export const controlNumbers = rows.map((_, index) => index + 1)

export const demoControls = (): readonly DemoRecord<'control'>[] =>
  rows.map(([title, description, types, nature, owner, reqs, frequency, evidenceNeeded], index) => {
    const number = index + 1
    const state = status[number] ?? 'operating'
    const key = (keyControls as readonly number[]).includes(number)
    return demoRecord('control', `C-${number}`, number <= 60 ? '2025-03-24' : '2025-04-14', person('IS'), {
      title, description,
      types: [...types].map((letter) => typeOf[letter as keyof typeof typeOf]).sort(),
      nature, owner: person(owner), reqs: isoSet(reqs), status: state, frequency, evidenceNeeded, key,
      automation: automated.includes(nature) ? (frequency === 'continuous' || frequency === 'daily' ? 'automated' : 'partly') : 'manual',
      testEvery: 'P12M',
      // Daily controls have monthly evidence.
      ...(frequency === 'daily' ? { evidenceMaxAge: 'P2M' } : {}),
      ...(state === 'planned' || state === 'inProgress' ? {} : { implementedOn: late[number] ?? `2025-0${4 + (number % 2)}-${String(2 + (number % 25)).padStart(2, '0')}` }),
      ...(key ? { priority: 1, testProcedure: `Take ${evidenceNeeded.charAt(0).toLowerCase()}${evidenceNeeded.slice(1)}; compare with the source system; sample and note exceptions.` } : { priority: 2 + (number % 3) }),
    })
  })

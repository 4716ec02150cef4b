import { demoId, demoRecord, isoSet, type DemoFields, type DemoRecord } from './demoRecord'
import { demoMember, person } from './demoPeople'

type Level = NonNullable<DemoFields<'policy'>['level']>
type Row = readonly [title: string, level: Level, owner: string, reqs: string, purpose: string, rules: string, approvedOn: string]

/** PO-1 to PO-16; rules are separated by `|`. */
const rows: readonly Row[] = [
  ['Information security policy', 'top', 'MD', '5.2 A.5.1', 'Hauliers trust us with the routes of their lorries and the data of their drivers. This policy says how we deserve it.', 'We protect confidentiality, integrity and availability of information by risk, not by habit.|Objectives are set each year, measured, and reviewed by the Managing Director.|We keep to law, contracts and what this policy promises.|Everybody reports events at once and is never blamed for it.|We improve the ISMS from what audits, incidents and figures show.', '2026-02-12'],
  ['Access control', 'topic', 'HP', 'A.5.15 A.5.18 A.8.2 A.8.3', 'Nobody sees or changes more than the work needs.', 'Rights come by role and are asked for in a ticket.|Owners decide, administrators carry out.|Rights are reviewed each quarter; what nobody confirms is removed.|Administrators have a second account and a reason.', '2026-02-12'],
  ['Sign-in and passwords', 'topic', 'SE', 'A.5.17 A.8.5', 'An account belongs to one person and proves it.', 'Every sign-in has a second factor.|Hardware keys for whoever sees customer data.|Passwords live in the manager, never in messages.', '2026-02-12'],
  ['Acceptable use', 'topic', 'PP', 'A.5.10 A.6.2 soc2-2017r2022:CC1.1', 'What people may do with our devices and data.', 'Company data stays on managed devices.|Private use is fine while it costs nothing and risks nothing.|Lost devices are reported at once.', '2026-02-12'],
  ['Classification and handling', 'topic', 'PV', 'A.5.12 A.5.13 A.5.14', 'Four levels say how information is kept and sent.', 'Owners choose the level.|Confidential leaves by the portal or encrypted only.|Secret is named in the register with readers.', '2026-02-12'],
  ['Cryptography and keys', 'topic', 'SE', 'A.8.24', 'Encryption that is chosen once and kept up.', 'Data is encrypted at rest and on the way.|Keys live in the key service and rotate yearly.|Certificates are watched 30 days before they end.', '2026-02-12'],
  ['Remote work and devices', 'topic', 'IS', 'A.6.7 A.8.1 A.7.9', 'Work from anywhere, with the same care.', 'Only managed devices reach company data.|Screens lock after five minutes.|Calls about customers are not held in public.', '2026-02-12'],
  ['Suppliers', 'topic', 'FL', 'A.5.19 A.5.20 A.5.21 A.5.22', 'Who works for us keeps what we promised.', 'Suppliers are rated before signing.|Clauses on notice, audit, sub-suppliers and deletion.|Critical ones are reviewed each year.', '2025-03-12'],
  ['Secure development', 'topic', 'EL', 'A.8.25 A.8.26 A.8.27 A.8.28', 'Software that is safe by the way it is made.', 'Stories that touch data carry security criteria.|A second developer reviews every change.|Secrets never enter a repository.', '2026-02-12'],
  ['Changes', 'procedure', 'EL', 'A.8.32', 'Each change is known, tested and can be taken back.', 'A record with risk, tests, approval and way back.|Releases run in the pipeline only.|Emergency changes are recorded within a day.', '2026-02-12'],
  ['Weaknesses and patches', 'procedure', 'SE', 'A.8.8', 'Known weaknesses are closed before they are used.', 'Critical within 7 days, high within 30.|Exceptions need an end.|The register is read every Monday.', '2026-02-12'],
  ['Logging and monitoring', 'topic', 'SE', 'A.8.15 A.8.16', 'What happened can be told afterwards.', 'Sign-ins, changes and administrator actions are kept for 400 days.|Nobody can delete from the archive.|Alarms have an owner.', '2026-02-12'],
  ['Backup and restore', 'procedure', 'PE', 'A.8.13', 'Data that is lost comes back, in time and whole.', 'Daily backups in a second region.|A full restore each quarter with comparison.|Failed jobs are repeated within an hour.', '2026-02-12'],
  ['Incidents', 'procedure', 'SE', 'A.5.24 A.5.25 A.5.26 A.5.27', 'Quick, calm and written down.', 'Everybody reports; nobody decides alone whether it matters.|A timeline is kept while it happens.|Lessons within ten days.', '2026-02-12'],
  ['Business continuity', 'topic', 'HP', 'A.5.29 A.5.30', 'Routes are planned even on a bad day.', 'Back within four hours, at most one hour of data lost.|Two exercises a year with times.|Plans are kept outside the systems they are for.', '2026-02-12'],
  ['Personal data', 'topic', 'PV', 'A.5.34 A.8.10 A.8.11', 'Drivers and consignees are people, not rows.', 'New uses are assessed first.|Movements are deleted after 90 days.|Support sees masked data.', '2026-02-12'],
]

/** The text of a policy's working copy. */
const bodyOf = ([, , , , purpose, rules]: Row): string =>
  ['## Purpose', purpose, '## Rules', rules.split('|').map((rule, index) => `${index + 1}. ${rule}`).join('\n'), '## Exceptions', 'Deviations need an exception with a reason and an end, approved by the Information Security Manager.', '## Review', 'The owner reads this text every year and after incidents that it could have prevented.'].join('\n\n')

/**
 * Approvers: the Managing Director for the top policy, the owner for others if they have keys; the Information Security
 * Manager always.
 */
const demoApprovers = ([, level, owner]: Row): readonly string[] => [...new Set([person('IS'), ...(level === 'top' ? [person('MD')] : demoMember(person(owner)) ? [person(owner)] : [])])].sort()

/** When each policy was approved and by whom, by ref: the first edition, and the one after the yearly review. */
export const demoPolicyApprovals = (): readonly { readonly ref: string; readonly on: string; readonly by: readonly string[] }[] =>
  rows.flatMap((row, index) => [...(index === 7 ? [] : ['2025-04-14']), row[6]].map((on) => ({ ref: `PO-${index + 1}`, on, by: demoApprovers(row) })))

/** The first edition of a policy, before the yearly review made it shorter. */
export const demoFirstEdition = (number: number): DemoFields<'policy'> => ({
  body: `${bodyOf(rows[number - 1]!)}\n\n## Scope\n\nThis text is for all staff, for contractors with access and for whoever runs systems for us.`, effectiveFrom: '2025-04-15', changeSummary: 'First edition.',
})

export const demoPolicyBody = (number: number): string => bodyOf(rows[number - 1]!)

const documents: readonly (readonly [string, NonNullable<DemoFields<'document'>['type']>, 'internal' | 'external', string, string])[] = [
  ['Risk assessment procedure', 'procedure', 'internal', 'Handbook, chapter 3', 'IS'], ['Internal audit procedure', 'procedure', 'internal', 'Handbook, chapter 7', 'IS'],
  ['Document control', 'procedure', 'internal', 'Handbook, chapter 2', 'IS'], ['Incident response plan', 'plan', 'internal', 'Printed and in the emergency share', 'SE'],
  ['Continuity plan', 'plan', 'internal', 'Printed and in the emergency share', 'HP'], ['Network diagram', 'diagram', 'internal', 'Configuration repository', 'PE'],
  ['Data flow of drivers’ data', 'diagram', 'internal', 'Privacy folder', 'PV'], ['Record of processing activities', 'record', 'internal', 'Privacy folder', 'PV'],
  ['Processing agreement, version 6', 'contract', 'internal', 'Contract folder', 'FL'], ['Service agreement with annexes', 'contract', 'internal', 'Contract folder', 'FL'],
  ['Nimbus Cloud customer agreement', 'contract', 'external', 'Contract folder', 'FL'], ['Nimbus Cloud assurance report 2025', 'record', 'external', 'Supplier folder', 'FL'],
  ['Map agreement 2024', 'contract', 'external', 'Contract folder', 'FL'], ['Text gateway contract', 'contract', 'external', 'Contract folder', 'FL'],
  ['ISO/IEC 27001:2022 with Amd 1:2024', 'standard', 'external', 'Library', 'IS'], ['ISO/IEC 27002:2022', 'standard', 'external', 'Library', 'IS'],
  ['Insurance policy 55-2025', 'contract', 'external', 'Contract folder', 'FL'], ['Lease of the office', 'contract', 'external', 'Contract folder', 'OM'],
  ['Runbooks of platform', 'procedure', 'internal', 'Configuration repository', 'HP'], ['Secure development handbook', 'procedure', 'internal', 'Engineering wiki', 'EL'],
  ['Joiner and leaver checklist', 'procedure', 'internal', 'People system', 'PP'], ['Penetration test report 2025', 'record', 'external', 'Security folder', 'SE'],
]

export const demoPolicies = (): readonly DemoRecord[] => [
  ...rows.map((row, index) => {
    const [title, level, owner, reqs, , , approvedOn] = row
    return demoRecord('policy', `PO-${index + 1}`, '2025-03-10', person('IS'), {
      title, level, body: bodyOf(row), owner: person(owner), effectiveFrom: approvedOn < '2026-01-01' ? '2025-03-15' : '2026-03-01', reviewEvery: 'P12M', attest: index === 0, classification: 'internal', approvers: demoApprovers(row),
      ...(index === 0 && { reattest: true }),
      reqs: isoSet(reqs), changeSummary: index === 7 ? 'First edition.' : 'Yearly review: shorter, and with rules that can be checked.',
      ...(level === 'top' && { setsObjectives: true, commitsRequirements: true, commitsImprovement: true }),
    })
  }),
  ...documents.map(([title, type, origin, location, owner], index) =>
    demoRecord('document', `DC-${index + 1}`, '2025-04-15', person('IS'), {
      title, type, origin, location, owner: person(owner), classification: 'internal', reviewEvery: 'P12M', reviewedOn: '2026-02-02', edition: index === 8 ? '6' : '1', reqs: isoSet(index < 3 ? '7.5.3' : 'A.5.33'),
    })),
  demoRecord('exception', 'EX-1', '2026-03-02', person('PE'), { title: 'Old build agent without central log', control: demoId('C-43'), reason: 'The agent for one customer’s mobile build cannot run the collector; it is replaced in July.', compensating: [demoId('C-48')], requestedBy: person('PE'), validUntil: '2026-07-31' }),
  demoRecord('exception', 'EX-2', '2026-02-16', person('CS'), { title: 'Shared mailbox of support without hardware key', policy: demoId('PO-3'), reason: 'The desk supplier adds keys in the second quarter.', compensating: [demoId('C-13')], requestedBy: person('CS'), validUntil: '2026-06-30' }),
  demoRecord('exception', 'EX-3', '2025-11-10', person('DE'), { title: 'Copy of location data for a research partner', policy: demoId('PO-16'), reason: 'Pilot with pseudonymised data for three months.', requestedBy: person('DE'), validUntil: '2026-02-10', compensating: [demoId('C-41')] }),
]

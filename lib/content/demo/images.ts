/**
 * Descriptions of the demo's evidence images, which are generated at build time: consoles of invented suppliers with
 * rows that fit the period the evidence covers.
 */

import { addDays, daysBetween } from '~/lib/shared/dates'

export const demoImageTemplates = [
  'backupJobs', 'restoreTests', 'accessReview', 'signInPolicy', 'branchProtection', 'vulnerabilities', 'joinersLeavers', 'administrators',
  'mergeApprovals', 'logReview', 'deviceFleet', 'encryptionKeys', 'capacity', 'document',
] as const
export type DemoImageTemplate = (typeof demoImageTemplates)[number]

/** Which image a piece of evidence has. */
export interface DemoImage {
  readonly template: DemoImageTemplate
  readonly title: string
  readonly from: string
  readonly to: string
  /** Varies the rows, so that two months do not look the same. */
  readonly variant: number
}

export type Tone = 'good' | 'warning' | 'bad' | 'plain'

export interface DemoImageRow {
  readonly cells: readonly string[]
  /** Colour of the last cell. */
  readonly tone: Tone
}

/** One page to draw: a bar in `accent`, navigation, heading, filters, an optional bar chart, a table. */
export interface DemoImageContent {
  readonly template: DemoImageTemplate
  readonly product: string
  readonly accent: string
  /** Text in the bar next to the product name. */
  readonly context: readonly string[]
  readonly navigation: readonly string[]
  readonly active: string
  readonly heading: string
  readonly filters: readonly string[]
  readonly chart?: readonly { readonly label: string; readonly value: number }[]
  readonly columns: readonly string[]
  readonly rows: readonly DemoImageRow[]
  /** Running text of a document page. */
  readonly paragraphs?: readonly string[]
}

interface Product {
  readonly product: string
  readonly accent: string
  readonly context: readonly string[]
  readonly navigation: readonly string[]
  readonly active: string
  readonly heading: string
  readonly host: string
}

const products: Readonly<Record<DemoImageTemplate, Product>> = {
  backupJobs: { product: 'Nimbus Console', accent: '#1b2a3d', context: ['eu-central-2', 'platform-ops'], navigation: ['Vaults', 'Plans', 'Jobs', 'Restore tests', 'Reports', 'Settings'], active: 'Jobs', heading: 'Backup jobs', host: 'console.nimbus.example/backup/jobs' },
  restoreTests: { product: 'Nimbus Console', accent: '#1b2a3d', context: ['eu-west-1', 'platform-ops'], navigation: ['Vaults', 'Plans', 'Jobs', 'Restore tests', 'Reports', 'Settings'], active: 'Restore tests', heading: 'Restore tests', host: 'console.nimbus.example/backup/restores' },
  accessReview: { product: 'Gatehouse', accent: '#5a2ca0', context: ['quillmere', 'Production'], navigation: ['People', 'Roles', 'Reviews', 'Requests', 'Audit'], active: 'Reviews', heading: 'Access review decisions', host: 'quillmere.gatehouse.example/reviews' },
  signInPolicy: { product: 'Gatehouse', accent: '#f4f5f7', context: ['quillmere', 'Production tenant'], navigation: ['People', 'Sign-in', 'Applications', 'Devices', 'Audit'], active: 'Sign-in', heading: 'Authentication policy', host: 'quillmere.gatehouse.example/sign-in' },
  branchProtection: { product: 'Forgeyard', accent: '#16181d', context: ['quillmere', 'routes-api'], navigation: ['Code', 'Changes', 'Pipelines', 'Releases', 'Settings'], active: 'Settings', heading: 'Branch protection', host: 'forgeyard.example/quillmere/routes-api/settings/branches' },
  vulnerabilities: { product: 'Scanlight', accent: '#14532d', context: ['All assets'], navigation: ['Overview', 'Findings', 'Images', 'Dependencies', 'Policies'], active: 'Findings', heading: 'Open findings by age', host: 'app.scanlight.example/findings' },
  joinersLeavers: { product: 'Peoplewell', accent: '#5a2ca0', context: ['Quillmere Logistics Cloud'], navigation: ['Staff', 'Joiners and leavers', 'Absence', 'Documents'], active: 'Joiners and leavers', heading: 'Joiner and leaver list', host: 'quillmere.peoplewell.example/movements' },
  administrators: { product: 'Nimbus Console', accent: '#1b2a3d', context: ['all regions', 'platform-ops'], navigation: ['Users', 'Roles', 'Elevations', 'Keys', 'Activity'], active: 'Roles', heading: 'Console administrators', host: 'console.nimbus.example/identity/administrators' },
  mergeApprovals: { product: 'Forgeyard', accent: '#16181d', context: ['quillmere', 'all repositories'], navigation: ['Code', 'Changes', 'Pipelines', 'Releases', 'Settings'], active: 'Changes', heading: 'Merged changes', host: 'forgeyard.example/quillmere/changes?state=merged' },
  logReview: { product: 'Lanternlog', accent: '#243b53', context: ['quillmere-prod'], navigation: ['Search', 'Alarms', 'Reviews', 'Pipelines', 'Retention'], active: 'Reviews', heading: 'Log review', host: 'quillmere.lanternlog.example/reviews' },
  deviceFleet: { product: 'Fleetkeeper', accent: '#0f4c5c', context: ['quillmere'], navigation: ['Devices', 'Policies', 'Software', 'Alarms'], active: 'Devices', heading: 'Device compliance', host: 'quillmere.fleetkeeper.example/devices' },
  encryptionKeys: { product: 'Nimbus Console', accent: '#1b2a3d', context: ['eu-central-2', 'security'], navigation: ['Keys', 'Certificates', 'Secrets', 'Activity'], active: 'Keys', heading: 'Customer managed keys', host: 'console.nimbus.example/keys' },
  capacity: { product: 'Nimbus Console', accent: '#1b2a3d', context: ['eu-central-2', 'platform-ops'], navigation: ['Dashboards', 'Alarms', 'Metrics', 'Time'], active: 'Alarms', heading: 'Alarms', host: 'console.nimbus.example/monitor/alarms' },
  document: { product: 'Quillmere Logistics Cloud', accent: '#ffffff', context: ['Internal'], navigation: [], active: '', heading: '', host: '' },
}

/** The address that captures of this template come from. */
export const demoUrl = (template: DemoImageTemplate): string | undefined => (products[template].host === '' ? undefined : `https://${products[template].host}`)
export const demoSystem = (template: DemoImageTemplate): string => products[template].product

const day = (date: string): string => {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  return `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`
}

/** Days of a period, newest first, at most `limit`. */
const daysDown = (image: DemoImage, limit: number): readonly string[] =>
  Array.from({ length: Math.min(limit, daysBetween(image.from, image.to) + 1) }, (_, back) => addDays(image.to, -back))

const at = <T>(list: readonly T[], index: number): T => list[((index % list.length) + list.length) % list.length]!

const stores = ['routes-db-primary', 'routes-db-replica', 'drivers-pii-store', 'tiles-cache', 'billing-db', 'events-stream', 'config-store', 'audit-log-archive']
const sizes = ['214 GB', '213 GB', '38 GB', '12 GB', '61 GB', '97 GB', '1 GB', '44 GB']
const roles = ['Platform Engineer', 'Head of Platform', 'Security Engineer', 'Engineering Lead', 'Data Engineer', 'Backend Developer, Routing', 'Backend Developer, Billing', 'Support Specialist, First Line']
const repositories = ['routes-api', 'dispatcher-web', 'driver-app', 'portal-web', 'solver-workers', 'telematics-gateway', 'billing-jobs', 'infrastructure']
const findings = ['TLS library below 3.2', 'Outdated base image', 'Prototype pollution in parser', 'Verbose error page', 'Unused open port', 'Weak cookie flag', 'Old compression library', 'Missing rate limit']

type Table = Pick<DemoImageContent, 'filters' | 'columns' | 'rows' | 'chart' | 'paragraphs'>

const row = (tone: Tone, ...cells: readonly string[]): DemoImageRow => ({ cells, tone })
const period = (image: DemoImage): string => `Period: ${day(image.from)} to ${day(image.to)}`

const tables: Readonly<Record<DemoImageTemplate, (image: DemoImage) => Table>> = {
  backupJobs: (image) => ({
    filters: ['Status: Completed', period(image), `Rows 1-50 of ${2 * (daysBetween(image.from, image.to) + 1)}`],
    columns: ['Resource', 'Started', 'Size', 'Status'],
    rows: daysDown(image, 25).flatMap((date, i) => [0, 1].map((half) => {
      const pick = 2 * i + half + image.variant
      const retried = (2 * i + half + 3 * image.variant) % 13 === 12
      return row(retried ? 'warning' : 'good', at(stores, pick), `${day(date)} 02:0${pick % 6}`, at(sizes, pick), retried ? 'Retried, completed' : 'Completed')
    })),
  }),
  restoreTests: (image) => ({
    filters: [period(image), 'Comparison: checksums'],
    columns: ['Dataset', 'Restored on', 'Duration', 'Rows compared', 'Result'],
    rows: stores.slice(0, 6).map((store, i) => row('good', store, day(addDays(image.to, -3 * i - image.variant)), `${18 + 7 * i} min`, `${(1.2 + i * 0.7).toFixed(1)} million`, 'Identical')),
  }),
  accessReview: (image) => ({
    filters: ['Campaign: Production', period(image), 'Decided: 58 of 58'],
    columns: ['Person', 'Right', 'Last used', 'Decided by', 'Decision'],
    rows: Array.from({ length: 24 }, (_, i) => {
      const removed = (i + image.variant) % 9 === 5
      return row(removed ? 'bad' : 'good', at(roles, i + image.variant), at(['prod-read', 'prod-deploy', 'db-operator', 'support-view', 'billing-read', 'key-user'], i), day(addDays(image.to, -(i * 3) % 70)), 'Head of Platform', removed ? 'Removed' : 'Kept')
    }),
  }),
  signInPolicy: (image) => ({
    filters: ['Applies to: everybody', 'Enforced', `As of ${day(image.to)}`],
    columns: ['Rule', 'Setting', 'State'],
    rows: [
      row('good', 'Second factor', 'Required for every sign-in', 'On'), row('good', 'Allowed factors', 'Hardware key, authenticator app', 'On'),
      row('good', 'Text message codes', 'Not allowed', 'Off'), row('good', 'Administrators', 'Hardware key only', 'On'),
      row('good', 'New device', 'Asks again, tells the person', 'On'), row('good', 'Session length', '12 hours, 4 for administrators', 'On'),
      row('good', 'Attempts', '5, then 15 minutes', 'On'), row('good', 'Old protocols', 'Blocked', 'On'),
    ],
  }),
  branchProtection: (image) => ({
    filters: ['Branch: main', `Last changed ${day(addDays(image.from, -40))}`],
    columns: ['Repository', 'Reviews', 'Required checks', 'Rewriting history'],
    rows: repositories.map((repository, i) => row('good', repository, i % 3 === 0 ? '2, code owners' : '1, code owners', `${4 + (i % 4)} checks`, 'Blocked')),
  }),
  vulnerabilities: (image) => ({
    filters: ['Severity: all', period(image), 'State: open'],
    chart: ['0-7 d', '8-14 d', '15-30 d', '31-60 d', '61-90 d', 'over 90 d'].map((label, i) => ({ label, value: [14, 19, 11, 6, 3, 1][i]! + ((image.variant * (i + 2)) % 5) })),
    columns: ['Finding', 'Severity', 'Asset', 'Age', 'Due'],
    rows: findings.map((finding, i) => {
      const severity = at(['Critical', 'High', 'Medium', 'Low'], i + image.variant)
      return row(severity === 'Critical' ? 'bad' : severity === 'High' ? 'warning' : 'plain', finding, severity, at(repositories, i + image.variant), `${(i * 7 + image.variant * 3) % 29 + 1} d`, day(addDays(image.to, 4 + i * 3)))
    }),
  }),
  joinersLeavers: (image) => ({
    filters: [period(image), 'Compared with accounts'],
    columns: ['Movement', 'Role', 'Date', 'Accounts', 'Result'],
    rows: Array.from({ length: 5 + (image.variant % 4) }, (_, i) => {
      const leaver = (i + image.variant) % 3 === 2
      return row('good', leaver ? 'Leaver' : (i + image.variant) % 4 === 3 ? 'Move' : 'Joiner', at(roles, i * 3 + image.variant), day(addDays(image.to, -4 * i)), leaver ? '7 of 7 closed' : '7 of 7 opened', 'Matches')
    }),
  }),
  administrators: (image) => ({
    filters: ['Role: administrator', 'Regions: all', `As of ${day(image.to)}`],
    columns: ['Principal', 'Reason', 'Granted', 'Ends', 'Second factor'],
    rows: ['platform-eng-1', 'platform-eng-2', 'head-platform', 'security-eng', 'break-glass-a', 'break-glass-b'].map((name, i) =>
      row('good', name, i < 4 ? 'Elevation by approval' : 'Sealed, tested each quarter', day(addDays(image.to, -(i * 11 + image.variant) % 80)), i < 4 ? 'after 4 hours' : 'never', 'Hardware key')),
  }),
  mergeApprovals: (image) => ({
    filters: [period(image), 'Sample: 25 at random'],
    columns: ['Change', 'Repository', 'Author', 'Approved by', 'Checks'],
    rows: Array.from({ length: 25 }, (_, i) => row('good', `!${1840 + image.variant * 97 + i * 7}`, at(repositories, i + image.variant), at(roles, i + 5), at(roles, i + image.variant + 3), 'Passed')),
  }),
  logReview: (image) => ({
    filters: [period(image), 'Source: production'],
    columns: ['Day', 'Alarms', 'Administrator actions', 'Looked at by', 'Result'],
    rows: daysDown(image, 31).filter((_, i) => i % 2 === 0).map((date, i) => {
      const ticket = (i + image.variant) % 7 === 4
      return row(ticket ? 'warning' : 'good', day(date), String((i * 5 + image.variant) % 9), String((i * 3 + image.variant) % 12), 'Security Engineer', ticket ? 'Ticket opened' : 'Nothing unusual')
    }),
  }),
  deviceFleet: (image) => ({
    filters: ['Platform: all', `As of ${day(image.to)}`, '56 devices'],
    columns: ['Device', 'Role', 'Disk', 'Patch level', 'State'],
    rows: Array.from({ length: 22 }, (_, i) => {
      const behind = (i + image.variant) % 15 === 9
      return row(behind ? 'warning' : 'good', `QLC-${String(101 + i)}`, at(roles, i), 'Encrypted', behind ? '9 days behind' : 'Current', behind ? 'Grace period' : 'Compliant')
    }),
  }),
  encryptionKeys: (image) => ({
    filters: ['State: enabled', `As of ${day(image.to)}`],
    columns: ['Key', 'Use', 'Last rotated', 'Next rotation', 'Origin'],
    rows: ['routes-db', 'drivers-pii', 'backups', 'log-archive', 'artefact-signing', 'customer-exports', 'billing'].map((name, i) =>
      row('good', name, i === 4 ? 'Sign' : 'Encrypt', day(addDays(image.to, -30 - i * 29)), day(addDays(image.to, 335 - i * 29)), 'Own key')),
  }),
  capacity: (image) => ({
    filters: ['State: all', period(image)],
    chart: ['CPU', 'Memory', 'Storage', 'Queue', 'Connections'].map((label, i) => ({ label, value: 38 + ((i * 13 + image.variant * 5) % 34) })),
    columns: ['Alarm', 'Threshold', 'Owner', 'Last rang', 'State'],
    rows: ['Compute above 80 %', 'Storage above 60 %', 'Queue longer than 500', 'Connections above 70 %', 'Clock drift above 100 ms', 'Certificate ends in 30 days'].map((name, i) =>
      row('good', name, i === 4 ? '100 ms' : `${60 + i * 4} %`, 'Platform Engineer', i % 2 === 0 ? day(addDays(image.to, -9 - i)) : 'never', 'OK')),
  }),
  document: (image) => ({
    filters: [],
    columns: ['Item', 'Result'],
    rows: [row('plain', 'Period', `${day(image.from)} to ${day(image.to)}`), row('plain', 'Prepared', day(image.to)), row('plain', 'Class', 'Internal')],
    paragraphs: [
      at(['The points below were checked against the source and agreed with the owner.', 'This page sums up what was done in the period and who did it.', 'Numbers come from the system named on the right and were read on the day of preparation.'], image.variant),
      at(['No exceptions were found.', 'Two exceptions were found; both have a ticket and a date.', 'One item was late by three days and is explained in the remark.', 'All samples could be traced from request to result.'], image.variant * 3 + 1),
      at(['Next look: in the coming period, by the same person.', 'The next one is planned in the task list.', 'Questions go to the owner of the control.'], image.variant + 2),
    ],
  }),
}

/** The page of one piece of evidence. Deterministic. */
export function describeDemoImage(image: DemoImage): DemoImageContent {
  const { product, accent, context, navigation, active, heading } = products[image.template]
  return { template: image.template, product, accent, context, navigation, active, heading: heading || image.title, ...tables[image.template](image) }
}

/** One page per template, for comparing them side by side. */
export const demoEvidenceImages = (): readonly DemoImageContent[] =>
  demoImageTemplates.map((template) => describeDemoImage({ template, title: 'Minutes of the quarterly security meeting', from: '2026-05-01', to: '2026-05-31', variant: 0 }))

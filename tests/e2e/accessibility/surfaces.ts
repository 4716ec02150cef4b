/**
 * Every page and tab of the app, as the demo organisation fills it: its address, and what stands there when it is
 * whole.
 */

import type { Page } from 'puppeteer-core'
import { find, press } from '../person'

export interface Surface {
  readonly name: string
  /** Hash route. */
  readonly to: string
  /** Its first heading, or the words it begins with. */
  readonly heading: string
  /** How its chosen tabs begin; each must be there. */
  readonly tabs?: readonly string[]
  /** Label of the drawer, the rail or the part that must be there. */
  readonly part?: string
  /** Words that stand there only when what it is about has arrived. */
  readonly says?: RegExp
  /** Brings it about where no address does: a dialog, an editor, a menu. Esc must end it. */
  readonly act?: (app: Page) => Promise<unknown>
}

/** A register on a tab of its page, with the drawer of one record. */
const register = (
  path: string,
  heading: string,
  tab: string | undefined,
  view: string | undefined,
  ref: string,
): Surface => ({
  name: `${tab ?? heading}, drawer of ${ref}`,
  to: `${path}?${view === undefined ? '' : `view=${view}&`}open=${ref}`,
  heading,
  part: ref,
  ...(tab !== undefined && { tabs: [tab] }),
})
const dialog =
  (button: string | RegExp, title: string | RegExp) =>
  async (app: Page): Promise<unknown> => {
    await press(app, button)
    return find(app, 'dialog', title)
  }

const context: readonly Surface[] = [
  { name: 'Scope', to: '/context', heading: 'Context', tabs: ['Scope'], says: /Boundaries|Exclusions/ },
  register('/context', 'Context', 'Issues', 'issues', 'I-1'),
  register('/context', 'Context', 'Parties', 'parties', 'IP-1'),
  register('/context', 'Context', 'Obligations', 'obligations', 'OB-1'),
  register('/roles', 'Roles', 'Roles', undefined, 'RA-1'),
  register('/roles', 'Roles', 'Persons', 'persons', 'PE-1'),
]

const policies: readonly Surface[] = [
  register('/policies', 'Policies', 'Policies', undefined, 'PO-3'),
  {
    name: 'New policy dialog',
    to: '/policies',
    heading: 'Policies',
    tabs: ['Policies'],
    says: /PO-3/,
    act: dialog('New policy', 'New policy'),
  },
  {
    name: 'Policy, writing',
    to: '/policies/PO-1',
    heading: 'Information security policy',
    tabs: ['Edit'],
    part: 'Approval and versions',
  },
  {
    name: 'Sign dialog',
    to: '/policies/PO-1',
    heading: 'Information security policy',
    act: dialog(/^Approve version/, /^Approve PO-1/),
  },
  {
    name: 'Policy, changes',
    to: '/policies/PO-1',
    heading: 'Information security policy',
    act: (app) => press(app, /^Changes/, { role: 'tab' }),
  },
  {
    name: 'Policy, reading',
    to: '/policies/PO-3',
    heading: 'Sign-in and passwords',
    part: 'Approval and versions',
    act: (app) => press(app, /^Read/, { role: 'tab' }),
  },
  {
    name: 'Acknowledgements by people',
    to: '/policies?view=acknowledgements',
    heading: 'Policies',
    tabs: ['Acknowledgements', 'By policy'],
    says: /PO-1/,
  },
  {
    name: 'Acknowledgements as matrix',
    to: '/policies?view=acknowledgements&as=matrix',
    heading: 'Policies',
    tabs: ['Acknowledgements', 'Matrix'],
    says: /PO-1/,
  },
  {
    name: 'Policy in force, read by a member',
    to: '/policies?view=acknowledgements&read=PO-1',
    heading: 'Policies',
    says: /in force since/,
  },
  register('/policies', 'Policies', 'Documents', 'documents', 'DC-1'),
  register('/policies', 'Policies', 'Exceptions', 'exceptions', 'EX-1'),
]

const risks: readonly Surface[] = [
  register('/risks', 'Risks', 'Register', undefined, 'R-3'),
  { name: 'Risk', to: '/risks/R-3', heading: 'R-3', says: /Ransomware/ },
  {
    name: 'Acceptance dialog',
    to: '/risks?open=R-3',
    heading: 'Risks',
    part: 'R-3',
    act: dialog('Accept this risk', /R-3/),
  },
  { name: 'Risk map', to: '/risks?view=map', heading: 'Risks', tabs: ['Map'], says: /R-\d/ },
  {
    name: 'Risk map, from current to residual',
    to: '/risks?view=map',
    heading: 'Risks',
    tabs: ['Map'],
    act: (app) => press(app, /^Current →/, { role: 'tab' }),
  },
  { name: 'Risk method', to: '/risks?view=method', heading: 'Risks', tabs: ['Method'], says: /Matrix/ },
  {
    name: 'Risk method while it is edited',
    to: '/risks?view=method',
    heading: 'Risks',
    tabs: ['Method'],
    act: async (app) => {
      await press(app, 'Edit method')
      return find(app, 'button', 'Discard changes')
    },
  },
  register('/risks', 'Risks', 'Threats', 'threats', 'TH-1'),
  register('/risks', 'Risks', 'Threats', 'vulnerabilities', 'VU-1'),
  register('/treatment', 'Treatment', 'Plan', undefined, 'TP-1'),
  { name: 'Treatment plan', to: '/treatment/TP-1', heading: 'TP-1', says: /R-\d/ },
  register('/treatment', 'Treatment', 'Actions', 'actions', 'TA-1'),
  register('/treatment', 'Treatment', 'Acceptances', 'acceptances', 'RX-1'),
  {
    name: 'Statement of Applicability, drawer',
    to: '/soa?row=A.5.1',
    heading: 'Statement of Applicability',
    tabs: ['Live'],
    part: 'A.5.1',
  },
  { name: 'Own controls', to: '/soa?theme=own', heading: 'Statement of Applicability', tabs: ['Live', 'Own'] },
  {
    name: 'Freeze dialog',
    to: '/soa',
    heading: 'Statement of Applicability',
    act: dialog(/^Freeze v/, 'Freeze the Statement of Applicability'),
  },
  {
    name: 'Statement of Applicability, version',
    to: '/soa?view=versions',
    heading: 'Statement of Applicability',
    says: /A\.8\.34/,
  },
  {
    name: 'Statement of Applicability, comparison',
    to: '/soa?view=compare',
    heading: 'Statement of Applicability',
    tabs: ['Compare'],
    says: /A\.5\.22/,
  },
  register('/objectives', 'Objectives', 'Objectives', undefined, 'OJ-1'),
  register('/objectives', 'Objectives', 'Changes', 'changes', 'CH-1'),
]

const operation: readonly Surface[] = [
  register('/controls', 'Controls', 'Controls', undefined, 'C-1'),
  register('/controls', 'Controls', 'Tests', 'tests', 'CT-1'),
  { name: 'Evidence that waits', to: '/evidence', heading: 'Evidence', tabs: ['Waits'], says: /Sealed/ },
  { name: 'All evidence', to: '/evidence?tab=all', heading: 'Evidence', tabs: ['All'], says: /Sealed/ },
  { name: 'Upload dialog', to: '/evidence', heading: 'Evidence', act: dialog('Upload', /.*/) },
  { name: 'Evidence by control', to: '/evidence?tab=control', heading: 'Evidence', tabs: ['By control'], says: /C-\d/ },
  register('/evidence', 'Evidence', 'Recipes', 'recipes', 'CR-1'),
  {
    name: 'Evidence packs',
    to: '/evidence?view=packs',
    heading: 'Evidence',
    tabs: ['Packs'],
    says: /Fingerprint of this device/,
  },
  {
    name: 'New pack dialog',
    to: '/evidence?view=packs',
    heading: 'Evidence',
    tabs: ['Packs'],
    act: async (app) => {
      await press(app, 'New pack')
      await find(app, 'dialog', 'New evidence pack')
      return find(app, 'button', 'Write the pack')
    },
  },
  register('/tasks', 'Tasks', 'List', undefined, 'TK-1'),
  { name: 'Calendar', to: '/tasks?view=calendar', heading: 'Tasks', tabs: ['Calendar'], says: /June 2026/ },
  register('/assets', 'Assets', undefined, undefined, 'AS-1'),
  register('/suppliers', 'Suppliers', undefined, undefined, 'SU-1'),
  register('/incidents', 'Incidents', undefined, undefined, 'IN-1'),
  { name: 'Incident', to: '/incidents/IN-1', heading: 'IN-1', says: /Timeline|Severity/ },
  register('/people', 'People', 'Competence', undefined, 'CP-1'),
  register('/people', 'People', 'Training', 'training', 'TN-1'),
  register('/people', 'People', 'Communication', 'communication', 'CM-1'),
]

const evaluation: readonly Surface[] = [
  register('/metrics', 'Metrics', 'Metrics', undefined, 'MT-1'),
  { name: 'Metric', to: '/metrics/MT-1', heading: 'MT-1', says: /Target/ },
  {
    name: 'Measurements',
    to: '/metrics?view=measurements',
    heading: 'Metrics',
    tabs: ['Measurements'],
    says: /MT-1|2026/,
  },
  register('/audits', 'Audits', 'Audits', undefined, 'IA-2026-1'),
  { name: 'Audit programme', to: '/audits?view=programme', heading: 'Audits', tabs: ['Programme'], says: /IA-2026-1/ },
  register('/audits', 'Audits', 'Findings', 'findings', 'FN-1'),
  register('/audits', 'Audits', 'Requests', 'requests', 'ER-1'),
  { name: 'What was handed in', to: '/audits?view=submissions', heading: 'Audits', tabs: ['Handed in'] },
  { name: 'Audit, checklist', to: '/audits/IA-2026-1', heading: 'IA-2026-1', tabs: ['Checklist'], says: /Result/ },
  {
    name: 'Audit, items to add',
    to: '/audits/IA-2026-1',
    heading: 'IA-2026-1',
    tabs: ['Checklist'],
    act: dialog('Add items', /IA-2026-1/),
  },
  { name: 'Audit, findings', to: '/audits/IA-2026-1?view=findings', heading: 'IA-2026-1', tabs: ['Findings'] },
  { name: 'Audit, requests', to: '/audits/IA-2026-1?view=requests', heading: 'IA-2026-1', tabs: ['Requests'] },
  {
    name: 'Audit, plan',
    to: '/audits/IA-2026-1?view=plan',
    heading: 'IA-2026-1',
    tabs: ['Plan'],
    says: /Readiness for stage 2/,
  },
  {
    name: 'Audit, report',
    to: '/audits/IA-2025-1?view=report',
    heading: 'IA-2025-1',
    tabs: ['Report'],
    says: /restore and leavers/,
  },
  { name: 'Audit by others', to: '/audits/IA-2026-2', heading: 'IA-2026-2', tabs: ['Plan'], says: /Certification/ },
  register('/reviews', 'Reviews', 'Reviews', undefined, 'MR-2026-1'),
  {
    name: 'Management review, input a',
    to: '/reviews/MR-2026-1',
    heading: 'MR-2026-1',
    part: 'Actions from earlier reviews',
  },
  {
    name: 'Management review, input f',
    to: '/reviews/MR-2026-1?part=f',
    heading: 'MR-2026-1',
    part: 'Risk and treatment',
  },
  {
    name: 'Management review, decisions',
    to: '/reviews/MR-2026-1?part=decisions',
    heading: 'MR-2026-1',
    part: 'Decisions',
  },
  {
    name: 'Management review, judgements',
    to: '/reviews/MR-2026-1?part=judgements',
    heading: 'MR-2026-1',
    part: 'Judgements',
  },
  {
    name: 'Management review, attendance',
    to: '/reviews/MR-2026-1?part=attendance',
    heading: 'MR-2026-1',
    part: 'Attendance',
  },
  register('/reviews', 'Reviews', 'Decisions', 'decisions', 'DE-1'),
  register('/nonconformities', 'Nonconformities', 'Nonconformities', undefined, 'NC-1'),
  { name: 'Nonconformity', to: '/nonconformities/NC-1', heading: 'NC-1', says: /Root cause|Correction/ },
  register('/nonconformities', 'Nonconformities', 'Actions', 'actions', 'CA-1'),
  register('/improvements', 'Improvements', 'Improvements', undefined, 'OI-1'),
  register('/improvements', 'Improvements', 'Feedback', 'feedback', 'FB-1'),
]

const around: readonly Surface[] = [
  { name: 'Dashboard', to: '/', heading: 'Dashboard', says: /Risk map/ },
  { name: 'Needs me', to: '/needs-me', heading: 'Needs me' },
  { name: 'Readiness', to: '/readiness', heading: 'Readiness' },
  { name: 'Frameworks', to: '/frameworks', heading: 'Frameworks', says: /An aid, not an attestation/ },
  {
    name: 'Import a framework',
    to: '/frameworks',
    heading: 'Frameworks',
    act: dialog('Import a framework', 'Import a framework'),
  },
  {
    name: 'Framework, catalogue',
    to: '/frameworks/iso27001-2022?at=A.8.13',
    heading: 'ISO/IEC 27001:2022',
    tabs: ['Catalogue'],
    part: 'A.8.13',
    says: /What auditors ask for/,
  },
  {
    name: 'Framework, gaps',
    to: '/frameworks/iso27001-2022?view=gaps',
    heading: 'ISO/IEC 27001:2022',
    tabs: ['Gaps'],
    says: /What is missing/,
  },
  {
    name: 'Framework, crosswalk',
    to: '/frameworks/soc2-2017r2022?view=crosswalk&at=CC6.1',
    heading: 'SOC 2',
    tabs: ['Crosswalk'],
    part: 'CC6.1',
  },
  { name: 'Reports', to: '/reports', heading: 'Reports' },
  {
    name: 'OSCAL, plan of action',
    to: '/reports/oscal?document=plan-of-action-and-milestones',
    heading: 'OSCAL',
    tabs: ['Export'],
    says: /Follows the schema/,
  },
  {
    name: 'OSCAL, a document that can’t be written',
    to: '/reports/oscal?document=assessment-results&audit=IA-2026-2',
    heading: 'OSCAL',
    tabs: ['Export'],
    says: /can’t be written/,
  },
  {
    name: 'OSCAL, import',
    to: '/reports/oscal?view=import',
    heading: 'OSCAL',
    tabs: ['Import'],
    says: /Drop an OSCAL file/,
  },
  { name: 'Reports', to: '/reports', heading: 'Reports', says: /Version 3, approved/ },
  {
    name: 'Statement of Applicability on its pages',
    to: '/print/soa',
    heading: 'Statement of Applicability',
    says: /1 of \d/,
  },
  {
    name: 'A live report on its pages',
    to: '/print/soa?version=live',
    heading: 'Statement of Applicability',
    says: /Not approved, live state/,
  },
  { name: 'Risk register on its pages', to: '/print/risks', heading: 'Risk register', says: /Risk matrix/ },
  ...(['General', 'Members', 'Sync', 'Recovery', 'Backup', 'Integrity'] as const).map((section): Surface => ({
    name: `Workspace, ${section.toLowerCase()}`,
    to: section === 'General' ? '/workspace' : `/workspace/${section.toLowerCase()}`,
    heading: `Workspace › ${section === 'Sync' ? 'Sync and members' : section}`,
  })),
  { name: 'Invite dialog', to: '/workspace/members', heading: 'Workspace', act: dialog(/^Invite/, /.*/) },
  {
    name: 'Throw away dialog',
    to: '/readiness',
    heading: 'Readiness',
    act: async (app) => {
      await press(app, 'Throw away', { role: 'link' })
      return dialog('Throw away', 'Throw away the demo?')(app)
    },
  },
  {
    name: 'Register with a filter open',
    to: '/improvements',
    heading: 'Improvements',
    says: /OI-1/,
    act: (app) => press(app, /^Status/),
  },
  {
    name: 'Register with the columns open',
    to: '/improvements',
    heading: 'Improvements',
    says: /OI-1/,
    act: (app) => press(app, 'Columns'),
  },
  {
    name: 'Register with rows selected',
    to: '/suppliers',
    heading: 'Suppliers',
    says: /SU-1/,
    act: (app) => app.keyboard.press('j').then(() => app.keyboard.press('x')),
  },
  {
    name: 'A choice in a drawer',
    to: '/risks?open=R-3',
    heading: 'Risks',
    part: 'R-3',
    act: (app) => press(app, /^Edit Owner/),
  },
  { name: 'A page that is not there', to: '/nowhere/at/all', heading: '' },
  {
    name: 'Command palette',
    to: '/',
    heading: 'Dashboard',
    act: async (app) => {
      await app.keyboard.down('Control')
      await app.keyboard.press('k')
      await app.keyboard.up('Control')
      return find(app, 'dialog', /.*/)
    },
  },
  {
    name: 'Keyboard map',
    to: '/',
    heading: 'Dashboard',
    act: async (app) => {
      await app.keyboard.press('?')
      return find(app, 'dialog', /.*/)
    },
  },
]

/** Two parts of about the same weight: each has a browser to itself. */
export const aroundRecords: readonly Surface[] = [...around, ...context, ...policies]
export const ofRecords: readonly Surface[] = [...risks, ...operation, ...evaluation]
export const surfaces: readonly Surface[] = [...aroundRecords, ...ofRecords]

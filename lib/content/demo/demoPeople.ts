/**
 * Quillmere's 42 people and three external auditors. They are identified by role titles only; no names were invented
 * for them.
 */

import { demoId, demoRecord, type DemoRecord } from './demoRecord'

type Row = readonly [key: string, title: string, unit: string, activeFrom: string]

/** The nine with keys come first, in the order they joined the workspace; the internal auditor joined after them. */
const staff: readonly Row[] = [
  ['IS', 'Information Security Manager', 'Security', '2023-05-02'],
  ['MD', 'Managing Director', 'Management', '2019-02-01'],
  ['HP', 'Head of Platform', 'Platform', '2020-03-16'],
  ['EL', 'Engineering Lead', 'Engineering', '2020-09-01'],
  ['SE', 'Security Engineer', 'Security', '2024-01-08'],
  ['PE', 'Platform Engineer', 'Platform', '2022-04-04'],
  ['PV', 'Privacy Lead', 'Management', '2022-11-01'],
  ['FL', 'Finance Lead', 'Finance', '2019-06-03'],
  ['PP', 'Head of People', 'People', '2021-01-11'],
  ['OM', 'Office Manager', 'Office', '2019-09-02'],
  ['CS', 'Customer Success Lead', 'Customer Success', '2020-11-02'],
  ['PL', 'Product Lead', 'Product', '2020-05-04'],
  ['DE', 'Data Engineer', 'Platform', '2023-02-06'],
  ['PE2', 'Platform Engineer, On-call', 'Platform', '2023-08-14'],
  ['PE3', 'Platform Engineer, Networks', 'Platform', '2024-06-03'],
  ['BE1', 'Backend Developer, Routing', 'Engineering', '2020-10-05'],
  ['BE2', 'Backend Developer, Billing', 'Engineering', '2021-03-01'],
  ['BE3', 'Backend Developer, Integrations', 'Engineering', '2021-08-16'],
  ['BE4', 'Backend Developer, Telematics', 'Engineering', '2022-02-01'],
  ['BE5', 'Backend Developer, Depots', 'Engineering', '2024-09-02'],
  ['FE1', 'Frontend Developer, Dispatcher App', 'Engineering', '2021-05-03'],
  ['FE2', 'Frontend Developer, Customer Portal', 'Engineering', '2022-07-04'],
  ['MO1', 'Mobile Developer, Driver App', 'Engineering', '2021-11-01'],
  ['MO2', 'Mobile Developer, Scanning', 'Engineering', '2023-10-02'],
  ['QA1', 'Test Engineer, Web', 'Engineering', '2022-01-10'],
  ['QA2', 'Test Engineer, Mobile', 'Engineering', '2023-03-06'],
  ['OR1', 'Operations Researcher', 'Engineering', '2020-06-01'],
  ['OR2', 'Operations Researcher, Forecasts', 'Engineering', '2023-09-04'],
  ['UX1', 'Product Designer', 'Product', '2021-02-01'],
  ['UX2', 'User Researcher', 'Product', '2024-03-04'],
  ['PM1', 'Product Manager, Drivers', 'Product', '2022-05-02'],
  ['PM2', 'Product Manager, Depots', 'Product', '2024-02-05'],
  ['CS1', 'Customer Success Manager, North', 'Customer Success', '2021-06-01'],
  ['CS2', 'Customer Success Manager, South', 'Customer Success', '2022-09-05'],
  ['SU1', 'Support Specialist, First Line', 'Customer Success', '2022-03-07'],
  ['SU2', 'Support Specialist, Early Shift', 'Customer Success', '2023-06-05'],
  ['SU3', 'Support Specialist, Late Shift', 'Customer Success', '2024-11-04'],
  ['SA1', 'Account Executive', 'Sales', '2020-08-03'],
  ['SA2', 'Sales Engineer', 'Sales', '2023-01-09'],
  ['MK1', 'Marketing Manager', 'Sales', '2022-10-03'],
  ['AC1', 'Accountant', 'Finance', '2021-04-01'],
  ['AD1', 'Office Assistant', 'Office', '2025-05-05'],
]

const auditors: readonly (readonly [key: string, title: string, firm: string])[] = [
  ['IA', 'Internal Auditor', 'Harrow & Finch Assurance'],
  ['LA', 'Lead Auditor', 'Northgate Certification'],
  ['TA', 'Technical Auditor', 'Northgate Certification'],
]

const keys = [...staff.map(([key]) => key), ...auditors.map(([key]) => key)]

/** Person id by the short key of the role. Throws for an unknown key: the demo is code. */
export function person(key: string): string {
  const index = keys.indexOf(key)
  if (index < 0) throw new Error(`no demo person ${key}`)
  return demoId(`PE-${index + 1}`)
}

export interface DemoMember {
  /** Short key of the person's role. */
  readonly key: string
  readonly person: string
  readonly role: 'owner' | 'lead' | 'editor' | 'auditor'
  /** When the device was admitted. */
  readonly joined: string
}

/**
 * Members of the demo workspace in the order they joined: nine of staff, and the internal auditor, whose audits need a
 * declaration and a signature. The Information Security Manager founded the workspace and handed ownership to the
 * Managing Director.
 */
export const demoMembers: readonly DemoMember[] = [
  { key: 'IS', person: person('IS'), role: 'lead', joined: '2025-03-01T06:30:00.000Z' },
  { key: 'MD', person: person('MD'), role: 'owner', joined: '2025-03-03T08:10:00.000Z' },
  ...['HP', 'EL', 'SE', 'PE', 'PV', 'FL', 'PP'].map((key, index) => ({ key, person: person(key), role: 'editor' as const, joined: `2025-03-03T${String(9 + index).padStart(2, '0')}:00:00.000Z` })),
  { key: 'IA', person: person('IA'), role: 'auditor', joined: '2025-04-07T07:10:00.000Z' },
]

const byPerson = new Map(demoMembers.map((member) => [member.person, member]))
export const demoMember = (personId: string): DemoMember | undefined => byPerson.get(personId)

export const demoPeople = (): readonly DemoRecord<'person'>[] => [
  ...staff.map(([, title, unit, activeFrom], index) =>
    demoRecord('person', `PE-${index + 1}`, index === 0 ? '2025-03-01' : activeFrom > '2025-03-03' ? activeFrom : '2025-03-03', person('IS'), { name: title, title, unit, external: false, activeFrom })),
  ...auditors.map(([, title, firm], index) =>
    demoRecord('person', `PE-${staff.length + index + 1}`, index === 0 ? '2025-04-07' : '2026-03-16', person('IS'), {
      name: title, title, unit: 'External', external: true, firm, activeFrom: index === 0 ? '2025-04-07' : '2026-03-16',
    })),
]

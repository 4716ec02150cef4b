import { demoId, demoRecord, type DemoFields, type DemoRecord } from './demoRecord'
import { lastEvidenceBefore } from './demoEvidence'
import { demoMember, demoPeople, person } from './demoPeople'

type Role = DemoFields<'roleAssignment'>

/** RA-1 to RA-12: role, title, holder, deputy, responsibilities, authorities. */
const roles: readonly (readonly [NonNullable<Role['role']>, string, string, string, string, string])[] = [
  ['topManagement', 'Top management', 'MD', '', 'Policy, objectives, resources, management review.', 'Approves policies, objectives, the Statement of Applicability and critical risks.'],
  ['ismsLead', 'Information Security Manager', 'IS', 'SE', 'Runs the ISMS so that it conforms, and reports on it every quarter.', 'May stop a release and call in anybody for an incident.'],
  ['riskManager', 'Risk manager', 'IS', 'HP', 'Method, register, yearly review with the owners.', 'Sends scores back that are not reasoned.'],
  ['internalAuditor', 'Internal auditor', 'IA', '', 'Audits by programme and reports to top management.', 'Sees everything and everybody.'],
  ['incidentManager', 'Incident manager', 'SE', 'HP', 'Leads the response, keeps the timeline, holds the lessons meeting.', 'Takes systems off the network.'],
  ['continuityLead', 'Continuity lead', 'HP', 'PE', 'Plans, exercises and recovery times.', 'Declares the emergency.'],
  ['privacyLead', 'Privacy lead', 'PV', 'FL', 'Record of processing, assessments, answers to people concerned.', 'Stops a new use of personal data.'],
  ['systemOwner', 'Owner of the route planning service', 'HP', 'EL', 'Availability and settings of production.', 'Approves administrators.'],
  ['systemOwner', 'Owner of source code and pipeline', 'EL', 'PE', 'Protection of branches, review and signing.', 'Approves changes of the pipeline.'],
  ['other', 'Supplier manager', 'FL', 'IS', 'Register, clauses, reports and reviews of suppliers.', 'Refuses a contract without clauses.'],
  ['other', 'People and awareness', 'PP', 'IS', 'Screening, joiners and leavers, training.', 'Blocks access of leavers.'],
  ['other', 'Site owner', 'OM', '', 'Keys, visitors, office equipment.', 'Lets visitors in.'],
]

/** TN-1 to TN-6. */
const trainings: readonly (readonly [string, 'awareness' | 'roleTraining' | 'exercise', string, string, string])[] = [
  ['Security basics for everybody, 2025', 'awareness', '2025-06-17', 'Sign-in, reporting, devices, data of drivers.', '41 of 42 passed the questions at the first try.'],
  ['Phishing exercise, autumn 2025', 'exercise', '2025-10-09', 'Forged order confirmation to all staff.', '6 of 42 clicked; all reported within two hours.'],
  ['Secure coding for developers', 'roleTraining', '2025-11-20', 'Tenant separation, secrets, input, with own findings as cases.', 'Findings of these classes fell from nine to three a quarter.'],
  ['Restore and failover rehearsal', 'exercise', '2026-02-26', 'Region lost at noon; platform and support.', 'Service back after 3 h 10 min; target is four hours.'],
  ['Phishing exercise, spring 2026', 'exercise', '2026-03-12', 'Forged sign-in page.', '4 of 42 clicked; all reported within an hour.'],
  ['Security basics for everybody, 2026', 'awareness', '2026-05-19', 'Refreshed course with cases of the year.', 'All asked for the part on sharing links to be longer.'],
]

/** CM-1 to CM-10. */
const communications: readonly (readonly [string, 'internal' | 'external', string, string, string, string])[] = [
  ['Policies and changes of them', 'internal', 'All staff', 'On approval', 'Message with link, acknowledgement', 'IS'],
  ['State of the ISMS', 'internal', 'Managing Director', 'Every quarter', 'Written report', 'IS'],
  ['Security news and lessons', 'internal', 'All staff', 'First Monday of the month', 'Ten minutes in the company meeting', 'SE'],
  ['Risks and treatment', 'internal', 'Risk owners', 'Twice a year', 'Conversation per owner', 'IS'],
  ['Incidents', 'internal', 'Incident team', 'At once', 'Phone, then channel', 'SE'],
  ['Incidents touching customers', 'external', 'Contacts of customers', 'Within 24 hours', 'Mail and phone by script', 'CS'],
  ['Personal data breaches', 'external', 'Data protection authority', 'Within 72 hours', 'Form of the authority', 'PV'],
  ['Security questionnaires', 'external', 'Customers who ask', 'Within ten days', 'Standard answers, evidence on request', 'SA2'],
  ['Certificate and scope', 'external', 'Public', 'On issue and change', 'Website', 'MK1'],
  ['Requirements to suppliers', 'external', 'Suppliers', 'Before signing and yearly', 'Clauses and letter', 'FL'],
]

const staff = (): readonly string[] => demoPeople().filter(({ fields }) => !fields.external).map(({ id }) => id)

export const demoRoles = (): readonly DemoRecord[] => [
  ...roles.map(([role, title, holder, deputy, responsibilities, authorities], index) =>
    demoRecord('roleAssignment', `RA-${index + 1}`, index === 3 ? '2025-04-07' : '2025-03-05', person('IS'), {
      role, title, holder: person(holder), ...(deputy && { deputy: person(deputy) }), responsibilities, authorities, from: index === 3 ? '2025-04-07' : '2025-03-05',
      ensuresConformity: role === 'ismsLead', reportsPerformance: role === 'ismsLead',
    })),
  ...roles.map(([, title, holder], index) =>
    demoRecord('competence', `CP-${index + 1}`, '2025-06-02', person('PP'), {
      person: person(holder), role: demoId(`RA-${index + 1}`), needed: `What ${title.charAt(0).toLowerCase()}${title.slice(1)} needs: the standard in outline, own part of the ISMS in depth.`,
      neededLevel: index < 4 ? 4 : 3, actualLevel: index < 4 ? 4 : 3, basis: index % 2 === 0 ? ['experience', 'training'] : ['education', 'experience'],
      evidence: [lastEvidenceBefore('2025-12-09', [24])], assessedOn: '2025-12-09',
    })),
  demoRecord('competence', 'CP-13', '2026-01-12', person('PP'), { person: person('PE'), role: demoId('RA-6'), needed: 'Leading a failover alone at night.', neededLevel: 3, actualLevel: 3, basis: ['experience'], evidence: [lastEvidenceBefore('2026-02-26', [42])], assessedOn: '2026-02-26' }),
  demoRecord('competence', 'CP-14', '2026-01-12', person('PP'), { person: person('FL'), role: demoId('RA-7'), needed: 'Standing in for the Privacy Lead: notices and deadlines.', neededLevel: 2, actualLevel: 2, basis: ['training'], evidence: [lastEvidenceBefore('2026-03-20', [24])], assessedOn: '2026-03-20' }),
  ...trainings.map(([title, type, heldOn, content, effectiveness], index) => {
    const audience = type === 'roleTraining' ? staff().slice(12, 27) : index === 3 ? staff().slice(2, 16) : staff()
    return demoRecord('training', `TN-${index + 1}`, `${heldOn.slice(0, 7)}-01`, person('PP'), {
      title, type, heldOn, content, effectiveness, audience: [...audience].sort(), due: `${heldOn.slice(0, 7)}-28`,
      // People with keys sign the completion of the course instead.
      attended: Object.fromEntries(audience.filter((id, at) => at % 14 !== 13 && !(type === 'awareness' && demoMember(id))).map((id) => [id, heldOn])),
      evidence: [lastEvidenceBefore(heldOn, [24])], ...(index === 5 && { policies: [demoId('PO-1')] }),
    })
  }),
  ...communications.map(([subject, direction, audience, when, method, owner], index) =>
    demoRecord('communication', `CM-${index + 1}`, '2025-03-20', person('IS'), { subject, direction, audience, when, method, owner: person(owner) })),
]

/** Recorded participants of a training, by its ref. */
export const attendedOf = (ref: string): Readonly<Record<string, string>> => (demoRoles().find((record) => record.ref === ref)?.fields as DemoFields<'training'>).attended ?? {}

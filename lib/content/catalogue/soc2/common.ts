import type { Series } from '../criterionRow'

/** The 33 common criteria, which belong to every report (category security). Titles and guidance are our own. */
export const common: readonly Series[] = [
  {
    code: 'CC1',
    title: 'Control environment',
    rows: [
      ['CC1.1', 'Integrity and ethical values', 'A code of conduct that leaders live by, everybody agrees to, and somebody enforces. Auditors read it, check signatures of a sample of joiners, and ask what happened after the last breach.'],
      ['CC1.2', 'Board oversight', 'A body independent of daily management watches over security: a board, an audit committee or outside advisers. Minutes show that it was informed, asked questions and followed up.'],
      ['CC1.3', 'Structure, authority, reporting', 'An organisation chart and role descriptions say who decides what and who reports to whom, with security in them. The chart must match the people in the access lists.'],
      ['CC1.4', 'Competent people', 'Roles state the skills they need, hiring checks them, and training keeps them. A sample of personnel files is compared with what the roles ask for.'],
      ['CC1.5', 'Accountability', 'People know what is measured about their security duties and what follows when they are not done. Appraisals, goals or sanctions show that it is meant.'],
    ],
  },
  {
    code: 'CC2',
    title: 'Information and communication',
    rows: [
      ['CC2.1', 'Quality information', 'Controls run on data that is complete, current and traceable to its source: inventories, logs, tickets, reports. Auditors take a report you rely on and ask how you know that it is right.'],
      ['CC2.2', 'Internal communication', 'Everybody can find what security asks of them, hears of changes in time, and has a way to raise a concern. Show where it is written, when it was announced and how concerns arrive.'],
      ['CC2.3', 'External communication', 'Customers, suppliers and authorities learn what you promise, what you expect of them and whom to call. Contracts, a status page and a support channel are typical proof.'],
    ],
  },
  {
    code: 'CC3',
    title: 'Risk assessment',
    rows: [
      ['CC3.1', 'Objectives clear enough for risk work', 'Service commitments and system requirements are written so exactly that a risk to them can be named. Start from what contracts and the system description promise.'],
      ['CC3.2', 'Identify and analyse risk', 'A method, applied at least once a year across the system, that finds risks to the commitments, rates them and says how each is answered. Auditors follow one high risk to its control and back.'],
      ['CC3.3', 'Fraud risk', 'The assessment asks who could gain from misusing access, data or reports, and who could get round a control. Name fraud risks as such, or the criterion looks forgotten.'],
      ['CC3.4', 'Changes that affect control', 'New products, suppliers, leaders, technology or laws lead back into the risk assessment. Show one change of the period and what was assessed because of it.'],
    ],
  },
  {
    code: 'CC4',
    title: 'Monitoring',
    rows: [
      ['CC4.1', 'Ongoing and separate evaluations', 'Controls are watched while they run and looked at by somebody else from time to time: dashboards, control tests, internal audits, penetration tests. There is a plan for both, and results for the period.'],
      ['CC4.2', 'Deficiencies communicated and fixed', 'What an evaluation finds reaches the person who can fix it and, if serious, management; then it is followed until done. Overdue findings without a decision are the usual exception.'],
    ],
  },
  {
    code: 'CC5',
    title: 'Control activities',
    rows: [
      ['CC5.1', 'Control activities against risk', 'Each risk worth treating has controls of a fitting kind, with duties separated where one person could do and hide. The link from risk to control must be visible in both directions.'],
      ['CC5.2', 'Technology general controls', 'Access, change and operation of the technology are themselves controlled, so that automated controls can be trusted. List the systems that matter and the general controls of each.'],
      ['CC5.3', 'Policies and procedures', 'Policies say what is expected and procedures how it is done, by whom and when; both are reviewed and followed. Auditors compare what people do with what is written.'],
    ],
  },
  {
    code: 'CC6',
    title: 'Logical and physical access',
    rows: [
      ['CC6.1', 'Logical access protection', 'Assets are known, and architecture, authentication, authorisation and encryption keep everybody out who has no business there. Expect samples of configuration: login rules, network rules, keys, production roles.'],
      ['CC6.2', 'Registering and removing users', 'Accounts are created after an approval and removed when the need ends, also for suppliers and machines. A list of leavers is compared with the accounts that were still active.'],
      ['CC6.3', 'Access by role, least privilege', 'Rights follow roles, are no wider than the work needs, and are reviewed on time by somebody who knows the work. Reviews need a full population and proof that removals happened.'],
      ['CC6.4', 'Physical access', 'Only authorised people reach rooms, equipment and backups, and their rights are reviewed. Where a cloud provider runs the sites, its report is read and your own offices are still covered.'],
      ['CC6.5', 'Disposal of assets with data', 'Physical protection ends only after the data on an asset can no longer be read. Show the list of what was disposed of and the erasure record or certificate of each.'],
      ['CC6.6', 'Threats from outside the boundary', 'The border of the system is known and guarded: firewalls, remote access with more than a password, filtering, detection. Auditors look at rule sets and at who may change them.'],
      ['CC6.7', 'Moving and removing information', 'Data that moves is protected in transit, on media and on devices, and only authorised people move it. Typical proof: transport encryption settings, device encryption, rules for media and exports.'],
      ['CC6.8', 'Unauthorised or malicious software', 'Only approved software gets onto systems, and malware is prevented, detected and dealt with. Show coverage over all endpoints and servers, not one console picture.'],
    ],
  },
  {
    code: 'CC7',
    title: 'System operations',
    rows: [
      ['CC7.1', 'Detect vulnerabilities and configuration drift', 'Known baselines, scans that compare with them, and deadlines for what is found by severity. Auditors sample findings of the period and ask when each was closed.'],
      ['CC7.2', 'Monitor for anomalies', 'Systems are watched for signs of attack, failure and error, and alarms reach somebody who acts. Show sources, rules, an alarm and what was done about it.'],
      ['CC7.3', 'Evaluate events', 'Each event is judged against criteria: does it put commitments at risk, is it an incident, who is told. Keep the judgement also where the answer was no.'],
      ['CC7.4', 'Respond to incidents', 'A written response with roles: contain, remove, restore, inform, learn; followed in real incidents and exercised where there were none. Auditors read the record of one incident from first sign to closure.'],
      ['CC7.5', 'Recover from incidents', 'Service and data return to a known good state, causes are removed, and plans are improved by what was learned. Restores that were really made are better proof than a plan.'],
    ],
  },
  {
    code: 'CC8',
    title: 'Change management',
    rows: [
      ['CC8.1', 'Change management', 'Changes to software, infrastructure, data and procedures are requested, designed, tested, approved and released by separate steps, emergencies included. The sample is drawn from all changes in production, so the population must be complete.'],
    ],
  },
  {
    code: 'CC9',
    title: 'Risk mitigation',
    rows: [
      ['CC9.1', 'Disruption risk', 'Risks of business disruption are treated by plans, alternatives or insurance, and chosen on purpose. Show the analysis behind the plan and its last review.'],
      ['CC9.2', 'Vendors and partners', 'Suppliers are rated by risk, bound by contract, reviewed on time and let go in good order. Auditors take the list of vendors and ask for the latest review of the important ones.'],
    ],
  },
]

/** Registers this version can't keep: what is so, and where the matter goes meanwhile. */
export const registers = {
  goTo: 'Open {page}',
  policies: { none: 'No policies yet', text: 'This version keeps no register of policies. Keep approved policy files as evidence, linked to A.5.1 and to the controls they govern.' },
  treatment: { none: 'No treatment plan yet', text: 'This version keeps no register of treatment actions. Choose the option in the risk itself, and keep each step as a task linked to it.' },
  objectives: { none: 'No objectives yet', text: 'This version keeps no register of objectives. Keep each as a task with its due date, and the plan as evidence for clause 6.2.' },
  suppliers: { none: 'No suppliers yet', text: 'This version keeps no register of suppliers. Keep what they provide as assets of type supplier service, and contracts as evidence for A.5.20.' },
  incidents: { none: 'No incidents recorded', text: 'This version keeps no register of incidents. Keep each as a task with its date, and the report as evidence for A.5.24 to A.5.28.' },
  people: { none: 'No competence records yet', text: 'This version keeps persons, but no records of competence and training. Keep certificates and attendance as evidence for 7.2 and A.6.3.' },
  metrics: { none: 'No metrics yet', text: 'This version keeps no metrics. Keep each measurement as evidence for clause 9.1, with the period it covers.' },
  reviews: { none: 'No management review yet', text: 'This version keeps no register of management reviews. Keep signed minutes as evidence for clause 9.3.' },
  nonconformities: { none: 'No nonconformities recorded', text: 'This version keeps no register of nonconformities. Keep correction and corrective action as tasks, and what was found as evidence for 10.2.' },
  improvements: { none: 'No improvements recorded', text: 'This version keeps no register of improvements. Keep each as a task and link what it changes.' },
  readiness: {
    none: 'This version gives no readiness verdict', text: '1 thing it can see needs attention. It stands where it belongs: in the Statement of Applicability, at risks, controls, evidence, tasks and requests. | {n} things it can see need attention. They stand where they belong: in the Statement of Applicability, at risks, controls, evidence, tasks and requests.',
    nothing: 'Nothing it can see needs attention. That does not say you are ready: clauses 4 to 10 are not checked here.', go: 'Open {page}, {n} to settle',
  },
  roles: { none: 'No role assignments yet', text: 'This version keeps persons, but no register of roles and authorities. Keep the signed role descriptions as evidence for clause 5.3.' },
  issues: { none: 'No issues yet', text: 'This version keeps the scope, but no registers of issues, interested parties and obligations. Describe them in the profile and the scope statement.' },
  audits: { none: 'No audits yet', text: 'This version keeps evidence requests, but no audit programme and findings. Keep audit reports as evidence for clause 9.2.' },
  reports: { none: 'This version writes no report files', text: 'The Statement of Applicability prints from its page, live, as it stands there. Nothing printed that way is frozen or approved.' },
}

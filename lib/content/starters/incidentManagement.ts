import { defineStarter } from './starter'

export const incidentManagement = defineStarter({
  name: 'incidentManagement', title: 'Incident management policy', level: 'topic', reqs: ['A.5.5', 'A.5.24', 'A.5.25', 'A.5.26', 'A.5.27', 'A.5.28', 'A.6.8'],
  purpose: 'Incidents will happen. {organisation} wants to hear of them early, limit the harm, tell those who must know in time, and learn something each time.',
  scope: 'Every event that has harmed or could harm the confidentiality, integrity or availability of information in the scope of the ISMS, whatever its cause, at {organisation} and at suppliers.',
  rules: [
    ['Reporting', [
      'Everybody reports events and weaknesses at once, by the report address, the chat channel or the duty phone. Certainty is not needed. Nobody investigates or mends alone first.',
      'Reports are confirmed within one hour in working time and within four hours outside it. A report in good faith has no disadvantages for the person.',
    ]],
    ['Judging', [
      'The duty person decides within two hours whether it is an incident, and records time, facts and severity.',
      'Severity 1: customer data in wrong hands, or the product down for all. Severity 2: likely to become one, or considerable harm to a part. Severity 3: limited harm. Severity 4: event without harm.',
      'For severity 1 and 2 an incident manager is named at once and top management is told within two hours.',
    ]],
    ['Acting', [
      'The order is: protect people, contain, keep evidence, remove the cause, restore, watch. Systems under suspicion are separated from the network, not switched off, unless harm spreads.',
      'Decisions and actions are written into the incident record as they happen, with time and name.',
      'Evidence is copied before anything is changed, with a checksum and a record of who had it. Outside specialists are called for severity 1 unless the cause is clear.',
      'Only the incident manager, or a person he names, speaks to customers, authorities and press.',
      'Whether authorities or affected people must be told is decided within 24 hours. A personal data breach is notified to the supervisory authority within 72 hours of becoming known, unless it is unlikely to be a risk to people. Contracts with shorter times are kept.',
      'Contacts of authorities, insurer, specialists and critical suppliers are kept in the emergency list, also on paper, and checked twice a year.',
    ]],
    ['Learning', [
      'Severity 1 and 2 are reviewed within ten working days after the end: what happened, why, what went well, what changes. Cause and corrective actions are recorded and followed to their effect.',
      'Patterns of all incidents are looked at every quarter.',
      'The procedure is exercised once a year with a made-up case of severity 1.',
    ]],
  ],
  responsibilities: [
    ['Everybody', 'reports and helps.'],
    ['The duty person', 'takes reports, judges and starts the response.'],
    ['The incident manager', 'leads, decides, informs and keeps the record.'],
    ['The person responsible for privacy', 'decides about duties towards affected people and the supervisory authority.'],
    ['Top management', 'provides means and decides what the incident manager may not.'],
  ],
  exceptions: 'In an emergency the incident manager may deviate from any rule to prevent greater harm. Each deviation is recorded with its reason and is part of the review afterwards.',
  review: 'Reviewed every twelve months, and after every incident of severity 1 and every exercise.',
})

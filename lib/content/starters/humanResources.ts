import { defineStarter } from './starter'

export const humanResources = defineStarter({
  name: 'humanResources', title: 'Human resources security policy', level: 'topic', attest: false, reqs: ['7.2', 'A.6.1', 'A.6.2', 'A.6.4', 'A.6.5', 'A.6.6', 'A.5.11'],
  purpose: 'People are what {organisation} relies on most. This policy makes sure that we know whom we trust with information, that people know what is expected of them, and that changes and farewells are orderly.',
  scope: 'Applicants, employees, temporary staff, trainees, and contractors who work in our systems or premises, from the first contact until after the end.',
  rules: [
    ['Before work begins', [
      'Identity, right to work, qualifications and the last employment are checked for everybody. For roles with administrator rights or access to confidential customer data, references are taken, and a criminal record certificate is asked for where law allows.',
      'Checks are proportionate, known to the person in advance, finished before access is given, and their results are kept apart and deleted as the law says.',
      'For contractors their company confirms equal checks in writing.',
      'The contract, or an annex to it, holds: duties for information security, confidentiality also after the end, rights to work results, and what follows from breaking rules. It is signed before the first access.',
    ]],
    ['During work', [
      'Each job description names its responsibilities for security. The competence needed for roles in the ISMS is written down, compared once a year with what the person has, and gaps are closed by training.',
      'On the first day each person gets an introduction to security. Within 30 days the awareness training is done and the policies are acknowledged; if not, access is limited.',
      'When the job changes, access, devices and responsibilities are decided anew within five working days.',
      'Breaches of rules are looked into fairly: facts first, the person is heard, then measures in proportion to intent, harm and repetition. Honest mistakes that were reported have no consequences of this kind.',
    ]],
    ['When work ends', [
      'The manager tells human resources of an end as soon as it is known. A checklist covers access, devices, keys, cards, documents, handing over, and accounts at customers and suppliers.',
      'Access ends on the last working day at the latest; for a termination in conflict, before the talk.',
      'In the last talk the person is reminded of duties that remain, above all confidentiality, and signs that everything was returned.',
      'Mailboxes and files are handed over to a named colleague and deleted after 90 days, with private content respected.',
    ]],
  ],
  responsibilities: [
    ['Human resources', 'does the checks, keeps contracts and checklists, and tells IT of joiners, movers and leavers at least five working days ahead.'],
    ['Managers', 'introduce, instruct, and finish the checklist.'],
    ['IT', 'gives, changes and ends access on the stated days.'],
    ['Everybody', 'keeps the agreed confidentiality.'],
  ],
  exceptions: 'If a check cannot be finished before the start, the person begins without access to confidential information. This and other deviations are recorded with an end date and granted by human resources and the information security lead together.',
  review: 'Reviewed every twelve months and when employment law changes. Every half year five records of joiners and five of leavers are checked against the rules.',
})

import { defineStarter } from './starter'

export const riskManagement = defineStarter({
  name: 'riskManagement', title: 'Risk management procedure', level: 'procedure', attest: false, reqs: ['6.1.1', '6.1.2', '6.1.3', '8.2', '8.3'],
  purpose: 'Risks to information are found, judged and treated in the same way each time, so that results can be compared and two people with the same facts reach the same result.',
  scope: 'All risks and opportunities within the scope of the ISMS of {organisation}, for services, processes, assets, projects, changes and suppliers.',
  rules: [
    ['Finding', [
      'Once a year, and before considerable changes, owners of processes and assets look for risks in workshops led by the risk manager. They start from events that could harm confidentiality, integrity or availability, and from lists of assets, threats and weaknesses.',
      'Incidents, audit findings, vulnerabilities, changed law and new suppliers are checked for new risks as they arise.',
      'Each risk is written as cause, event and consequence, and gets one owner who can decide about it.',
    ]],
    ['Judging', [
      'Likelihood and impact are scored on the scales of the approved method, with a sentence of reason for each. The matrix gives the level; levels are not calculated by hand.',
      'Three levels are recorded: without controls, with controls as they work today, and as expected after treatment. A control lowers a level only if it is in operation.',
      'Scales, matrix, acceptance criteria, and who may accept which level are approved by top management. If they change, all risks are judged again within 60 days.',
    ]],
    ['Treating', [
      'Each risk has an option: modify, avoid, share or retain. Risks above the criteria are never retained without acceptance.',
      'Needed controls are determined first, then compared with Annex A, so that none is forgotten. The result is the Statement of Applicability, with a reason for each inclusion and exclusion.',
      'The treatment plan names action, owner, due date and resources. The risk owner approves the plan for the risk and the level that remains.',
      'A level above the criteria is accepted in writing by the person with the authority, with reason, conditions and an end date of at most twelve months.',
    ]],
    ['Keeping current', [
      'Risk owners review their risks at least every twelve months, those above the criteria every three months.',
      'After the last action, the current level is judged again by looking at evidence, and not assumed.',
      'A closed risk keeps its history and the reason for closing.',
      'Every quarter the risk manager reports to top management: risks above criteria, overdue actions, acceptances about to end, and what is new.',
    ]],
  ],
  responsibilities: [
    ['Top management', 'approves method and criteria, and accepts what is reserved for it.'],
    ['The risk manager', 'keeps method and register, leads workshops, and watches for consistency.'],
    ['Risk owners', 'judge, decide, treat and review.'],
    ['Everybody', 'reports risks they see.'],
  ],
  exceptions: 'Urgent decisions may be taken on a short assessment; the complete one follows within ten working days. Other deviations from the method are recorded with the reason at the risk concerned.',
  review: 'Reviewed every twelve months, with a check whether the results were consistent, valid and comparable, and after each considerable incident that was not in the register.',
})

/** Context of the organisation: scope, issues, parties, obligations. */
export const context = {
  none: 'No scope yet',
  text: 'What is inside, where, and for whom. Everything else follows from it (4.3).',
  begin: 'Describe the scope',
  scope: {
    sections: 'Sections',
    complete: 'complete',
    missing: '1 thing missing | 1 thing missing | {n} things missing',
    optional: 'optional',
    about: {
      organisation: 'Who you are and what you do, as a stranger would understand it after half a minute.',
      scope:
        'What is inside, where the border runs, and what lies outside. An auditor reads this first and tests the border.',
      processes:
        'The processes of the management system and how one feeds the next: assessing, treating, measuring, auditing, reviewing, correcting.',
      climate: 'Every organisation has to answer this since 2024. A no is a fine answer, as long as it says why.',
      facts:
        'Five answers that decide which rows of Annex A can be left out at all. A row left out against one of them is shown as a contradiction.',
      soc2: 'Only for a SOC 2 report: what the system is, and what you promised your customers.',
    },
    group: { inside: 'Inside', border: 'At the border', outside: 'Outside' },
    hint: {
      orgProfile: 'What you offer, to whom, with how many people, and where.',
      statement: 'One paragraph that could stand on the certificate: product, unit, places, customers.',
      interfaces:
        'What you do yourselves and what others do for you: suppliers, group companies, customers’ systems (4.3 c).',
      exclusions: 'What is not covered, and why leaving it out takes nothing away from the rest.',
      processes: 'Name each process, what goes in, what comes out, and who runs it (4.4).',
      systemDescription:
        'Services, infrastructure, software, people, procedures and data of the system that the report covers.',
      commitments: 'What contracts, terms and notices promise on security, availability and the like.',
      auditorExclusions: 'What the auditor asked to leave out of the report.',
    },
    climateQuestion: 'Does climate change matter for the security of your information?',
    climateHelp:
      'Think of heat and floods at sites and data centres, of power and water, of suppliers in places at risk, of new laws on reporting, and of customers who ask. Then think of what interested parties expect of you.',
    climateYes: 'Yes, it matters',
    climateNo: 'No, it doesn’t',
    climateOpen: 'Not answered yet',
    climateNoIssue: 'You said it matters. No issue says how: record one and mark it as climate.',
    climateIssue: 'Record an issue',
    climateIssues:
      'Climate change is named by 1 issue | Climate change is named by 1 issue | Climate change is named by {n} issues',
    fact: {
      developsSoftware: 'Do you develop software?',
      outsourcesDevelopment: 'Do others develop software for you?',
      remoteWork: 'Does anybody work outside your premises?',
      hasPremises: 'Do you have premises of your own?',
      handlesPii: 'Do you handle personal data?',
    },
    decides: {
      developsSoftware: 'weighs on A.8.4, A.8.25 to A.8.29, A.8.31, A.8.33',
      outsourcesDevelopment: 'weighs on A.8.30',
      remoteWork: 'weighs on A.6.7',
      hasPremises: 'weighs on A.7.1 to A.7.3, A.7.5',
      handlesPii: 'weighs on A.5.34; asks for a privacy lead',
    },
  },
  review: {
    column: 'Read again',
    never: 'Never read',
    overdue: '{n} d late',
    confirm: 'Still right',
    confirmText: 'Read it, compare it with the world outside, and say so. A year from then it asks again.',
    read: 'Last read {date}',
    readNever: 'Nobody has said yet that this is still right.',
    due: 'read again by {date}',
    late: 'was due {date}',
    done: '{what} still right',
    state: 'Read again',
    states: { never: 'Never read', overdue: 'Overdue', soon: 'Due soon', ok: 'Up to date', ended: 'No longer' },
    signed: 'Confirming an obligation is signed: it names who read it.',
    bulk: 'Still right',
  },
  gap: {
    internal: 'No internal issue is recorded.',
    external: 'No external issue is recorded.',
    both: 'Neither internal nor external issues are recorded.',
    party: 'No interested party is recorded.',
    climate: 'Climate change was said to matter, and no issue says how.',
    text: 'Both sides are asked for (4.1).',
    partyText: 'Begin with those who would call you after an incident (4.2).',
    climateText: 'Mark an issue as climate, or record one (Amd 1).',
  },
  notAddressed: 'Nobody decided yet whether the ISMS answers it',
}

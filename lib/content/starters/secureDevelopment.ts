import { defineStarter } from './starter'

export const secureDevelopment = defineStarter({
  name: 'secureDevelopment', title: 'Secure development policy', level: 'topic', attest: false, reqs: ['A.5.8', 'A.8.4', 'A.8.25', 'A.8.26', 'A.8.27', 'A.8.28', 'A.8.29', 'A.8.31', 'A.8.33'],
  purpose: 'Software of {organisation} is built so that weaknesses are prevented, found early, and mended quickly.',
  scope: 'All software, scripts, infrastructure code and configurations that we write or have written for us and that run in production or reach customers, and everybody who works on them.',
  rules: [
    ['Planning', [
      'Each new product, interface or considerable change has security requirements, written before the work begins: data and its class, who may do what, what must be logged, what the law asks.',
      'Designs that touch authentication, authorisation, payment, cryptography or personal data get a threat model: what can go wrong, and what we do about it. It is kept with the design.',
      'Designs follow written principles: least rights, secure defaults, deny unless allowed, several lines of defence, no secrets in the client.',
    ]],
    ['Writing', [
      'Code lives in the version control of {organisation}. The main branch is protected: no direct changes, signed in people only.',
      'Every change is reviewed by at least one other person who knows the code. The reviewer looks at security, too, by a short list.',
      'Input from outside is checked, output is encoded, queries are bound. Errors tell attackers nothing and logs hold no secrets.',
      'Secrets are not in the code. A scanner refuses commits that contain any; a secret that got in is changed at once.',
      'Third-party components come from known sources, in pinned versions, with a licence that fits. A list of components exists for every release.',
    ]],
    ['Testing', [
      'Each change runs through automatic tests, static analysis and a check of components for known vulnerabilities. Critical findings stop the release.',
      'Tests cover the security requirements, in particular that forbidden actions are refused.',
      'Products that are reachable from the internet are tested by independent people at least once a year and before considerable changes go live. Findings are mended in the times of the vulnerability policy.',
      'Test data is invented or masked.',
    ]],
    ['Separating and releasing', [
      'Development, test and production are separate, with their own accounts, keys and data.',
      'Releases are made by a pipeline from reviewed code. Nobody changes production by hand except in an emergency, which is reviewed afterwards.',
      'Each release can be traced to its changes and reviews, and can be taken back.',
      'Developers have a training in secure coding in their first three months and every year after that.',
    ]],
  ],
  responsibilities: [
    ['The head of development', 'owns this policy and provides tools, time and training for it.'],
    ['Product owners', 'include security requirements and give repairs their priority.'],
    ['Developers', 'write, review and test by these rules and report weaknesses they see, in old code also.'],
  ],
  exceptions: 'Emergency changes may skip a step if a second person agrees in the ticket; the missing step is done within two working days. Any other deviation is a recorded exception with an end date.',
  review: 'Reviewed every twelve months with the findings of tests, audits and incidents of that year.',
})

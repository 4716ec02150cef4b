import { defineStarter } from './starter'

export const changeManagement = defineStarter({
  name: 'changeManagement', title: 'Change management policy', level: 'topic', attest: false, reqs: ['6.3', '8.1', 'A.8.9', 'A.8.19', 'A.8.31', 'A.8.32'],
  purpose: 'Many outages and security gaps are made by ourselves, through changes. This policy lets {organisation} change quickly and still know what was changed, by whom, why, and how to get back.',
  scope: 'Changes of systems, networks, cloud configurations, software in production, security controls, and of processes and organisation inside the scope of the ISMS.',
  rules: [
    ['Kinds of change', [
      'Standard: frequent, with small risk and a tested procedure, on the approved list. Done without further approval, and recorded.',
      'Normal: everything else. Described, assessed, tested and approved before it is done.',
      'Emergency: needed to end or prevent an incident. Approved by one authorised person by word, and written up within one working day.',
    ]],
    ['Before the change', [
      'A normal change is recorded with purpose, what it touches, risk, effect on security and customers, test, time, way back, and the person who does it.',
      'It is approved by the owner of the system, who is not the person who does it. Changes that affect several systems or customers are approved by the head of IT.',
      'Changes are tested outside production. Where that cannot be done, they are made in steps and watched.',
      'Customers and colleagues who will notice are told at least two working days ahead.',
      'Software is installed on production systems by authorised people only, from verified sources.',
    ]],
    ['Doing and checking', [
      'Configurations of servers, network devices and cloud platforms are kept as code or as saved versions, so that a difference shows.',
      'After the change, function and security settings are checked and the result is recorded. If it fails, the way back is taken.',
      'Documentation, inventory, backup and monitoring are updated in the same change.',
      'Configurations are compared with their approved state at least every month. What nobody can explain is treated as a security event.',
    ]],
    ['Changes of the management system', [
      'Changes of the ISMS itself, such as scope, method, roles or tools, are planned: purpose, consequences, resources, responsibilities and date are recorded and approved by the information security lead.',
    ]],
  ],
  responsibilities: [
    ['The person who asks', 'describes purpose and effect.'],
    ['The person who makes it', 'tests, does, checks and records it.'],
    ['System owners', 'approve and answer for the state of their systems.'],
    ['The head of IT', 'keeps the list of standard changes and reviews emergency changes every month.'],
  ],
  exceptions: 'There is no change without a record. For systems that cannot be tested or restored the owner records an exception with compensating measures and an end date.',
  review: 'Reviewed every twelve months with figures: number of changes by kind, failed changes, and incidents caused by changes.',
})

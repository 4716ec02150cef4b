import { defineStarter } from './starter'

export const accessControl = defineStarter({
  name: 'accessControl', title: 'Access control policy', level: 'topic', attest: false, reqs: ['A.5.15', 'A.5.16', 'A.5.18', 'A.8.2', 'A.8.3', 'A.8.4', 'A.8.18'],
  purpose: 'People and systems get the access they need for their task, no more and no longer, and it can be shown at any time who has what and why.',
  scope: 'All accounts and permissions, of people and of machines, on systems that hold information of {organisation} or its customers, and physical access where the same badge or directory controls it.',
  rules: [
    ['Giving access', [
      'Every system has a named owner who decides which roles exist in it and who may hold them.',
      'Access is requested in the ticket system with person, role and reason, and approved by the system owner. Nobody approves access for himself.',
      'Rights are given by role. A right outside the role is an individual right with an end date of at most 90 days.',
      'Accounts belong to one person each. Shared accounts exist only where a system allows nothing else; they have an owner, and every use can be traced to a person.',
      'Duties that could be misused together, such as writing and releasing code, or ordering and paying, are held by different people. Where that is impossible, the actions are logged and reviewed monthly.',
    ]],
    ['Privileged access', [
      'Administrators use a separate account for administration and their ordinary one for everything else.',
      'Permanent administrator rights are held by as few people as possible, at least two and at most five a system.',
      'Emergency accounts are sealed, tested twice a year, and every use is reviewed within two working days.',
      'Tools that can bypass controls are available to administrators only.',
      'Access to source code and to production data is separate; developers read production data only in a ticketed case.',
    ]],
    ['Machine accounts', [
      'Service accounts and API keys have an owner and a stated purpose, are limited to it, and are not used by people to sign in.',
    ]],
    ['Changing and ending access', [
      'A change of job leads to a new decision about all rights within five working days. Old rights do not travel along.',
      'On the last working day all accounts are disabled by the end of the day; in a conflict, before the person is told.',
      'Accounts not used for 60 days are disabled, and deleted after 180 days.',
      'System owners review all rights every quarter for privileged and twice a year for other access. They confirm or remove each right; the result is kept as evidence.',
    ]],
  ],
  responsibilities: [
    ['System owners', 'define roles, approve requests and do the reviews on time.'],
    ['Managers', 'request access for their people and report changes and leavers before they happen.'],
    ['IT', 'sets up and removes access as approved, and nothing that was not.'],
    ['Human resources', 'tells IT about joiners, movers and leavers at least five working days ahead.'],
  ],
  exceptions: 'Deviations are recorded in the exception register with compensating measures, such as additional logging, and an end date. The system owner and the information security lead grant them together.',
  review: 'Reviewed every twelve months, and after every incident in which access was misused or remained after it should have ended.',
})

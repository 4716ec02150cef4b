import { defineStarter } from './starter'

export const logging = defineStarter({
  name: 'logging', title: 'Logging and monitoring policy', level: 'topic', attest: false, reqs: ['A.8.15', 'A.8.16', 'A.8.17', 'A.5.28', 'A.5.34'],
  purpose: 'Without records nobody can tell what happened, and without looking nobody notices. This policy says what {organisation} logs, who looks, and how people’s privacy is kept.',
  scope: 'Servers, network devices, endpoints, cloud and sign-on services, and the applications we run for customers, as far as they hold or protect internal and confidential information.',
  rules: [
    ['What is logged', [
      'Logged are at least: sign-ins and failed attempts, changes of accounts and rights, administrator actions, access to confidential customer data, changes of configuration and security settings, starts and stops of logging, alarms of security tools.',
      'Each entry says when, who, from where, what, on which object, and with which result.',
      'Passwords, keys, full card numbers and contents of messages are not logged.',
      'All clocks follow the same two time sources, and differ from them by less than one second. Entries carry the time zone or are in UTC.',
    ]],
    ['Keeping', [
      'Logs are sent within five minutes to the central log, which administrators of the sources cannot change or delete.',
      'Security logs are kept for twelve months, three of them searchable at once; application logs for 90 days. Longer only where law or an open case requires it. Then they are deleted automatically.',
      'Access to logs is limited to named people and is itself logged.',
      'Missing logs are noticed: a source that is silent for 24 hours raises an alarm.',
    ]],
    ['Watching', [
      'Rules raise alarms for at least: sign-ins from unusual places, many failed attempts, new administrators, security tools switched off, unusual amounts of outgoing data, access by emergency accounts.',
      'Alarms of high severity reach the duty person at any hour and are looked at within one hour; others on the same working day. What was found is recorded.',
      'A person looks through administrator actions every month and signs that it was done.',
      'Capacity and availability of services to customers are measured, with alarms before they are exhausted.',
      'Each rule is tested at least once a year with a made-up event.',
    ]],
    ['Privacy', [
      'Logs are used for security, operation and proof, and not to judge performance or behaviour of single people. Evaluations about a named person need a concrete suspicion and the agreement of two: the information security lead and the person responsible for privacy.',
    ]],
  ],
  responsibilities: [
    ['IT', 'connects sources, runs the central log and the alarms.'],
    ['System owners', 'see to it that their systems log what is required.'],
    ['The information security lead', 'decides on rules, reviews, and reports what was seen.'],
  ],
  exceptions: 'Systems that cannot log or send are listed as exceptions with what is done instead, such as logging in front of them, and an end date.',
  review: 'Reviewed every twelve months and after each incident: would we have seen it earlier?',
})

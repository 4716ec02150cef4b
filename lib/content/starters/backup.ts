import { defineStarter } from './starter'

export const backup = defineStarter({
  name: 'backup', title: 'Backup policy', level: 'topic', attest: false, reqs: ['A.8.13', 'A.8.14', 'A.5.33'],
  purpose: 'Whatever is deleted, broken, encrypted by attackers or burnt can be brought back in the time and to the state the business needs, and {organisation} has proved it.',
  scope: 'All data, configurations and software that {organisation} needs to serve customers, to run the organisation and to meet legal duties, on own systems and in cloud services.',
  rules: [
    ['What and how often', [
      'The owner of each system states how much data may be lost (recovery point) and how long it may be down (recovery time). Without such a statement 24 hours apply to both.',
      'The backup plan lists for each system: what, how often, where, how long it is kept, who is responsible, and when a restore was last tested.',
      'Backups are taken at least daily; databases with customer data at least every hour or continuously.',
      'Data in cloud services is backed up outside that service unless the owner has accepted the risk in writing.',
      'Configurations, infrastructure code and keys needed for a restore are backed up too, keys apart from the data.',
    ]],
    ['Three copies', [
      'There are at least three copies, on two kinds of storage, one of them at another place at least 50 kilometres away or in another region.',
      'One copy cannot be changed or deleted for at least 30 days, not even by an administrator whose account was stolen.',
      'Accounts of the backup system are separate from the ordinary directory and use a second factor.',
      'Backups are encrypted before they leave the system, and protected as their content is.',
    ]],
    ['Keeping', [
      'Daily copies are kept for 30 days, monthly ones for twelve months. Longer only as the retention schedule says; what must be deleted is also gone from backups when their time is over.',
    ]],
    ['Checking and restoring', [
      'Every backup reports success or failure. Failures are looked at on the same working day; two in a row are an incident.',
      'Single files or records are restored as a test every month, changing the system each time.',
      'Each critical system is restored completely, on empty ground, at least once a year. Time and state reached are measured against the statement of the owner, and recorded as evidence.',
      'Instructions for restoring are written so that a colleague who knows the technology, but not the system, can follow them. A copy is kept where it can be read when everything is down.',
      'Restores in production are approved by the system owner and recorded.',
    ]],
  ],
  responsibilities: [
    ['System owners', 'state recovery point and time and confirm them once a year.'],
    ['IT', 'runs, watches and tests backups and keeps the plan.'],
    ['The information security lead', 'checks that tests take place and that their findings are settled.'],
  ],
  exceptions: 'Systems without backup are listed as exceptions with a reason, such as data that can be made again, and confirmed by their owner every twelve months.',
  review: 'Reviewed every twelve months, after failed restores, and when systems or recovery times change.',
})

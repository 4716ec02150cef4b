import { defineStarter } from './starter'

export const businessContinuity = defineStarter({
  name: 'businessContinuity', title: 'Business continuity policy', level: 'topic', attest: false, reqs: ['A.5.29', 'A.5.30', 'A.8.14', 'A.7.5'],
  purpose: 'Customers rely on {organisation} on bad days, too. This policy makes sure that the important services keep running or come back in a known time, and that security is not given up on the way.',
  scope: 'The services, processes, people, places, systems and suppliers without which {organisation} could not meet its promises to customers or its legal duties.',
  rules: [
    ['Knowing what matters', [
      'Once a year the owners of processes state for each: the harm of an interruption over time, the longest tolerable interruption, the recovery time aimed at, and the data loss that can be borne.',
      'From these follow the people, systems, suppliers and places needed, in the order in which they must come back.',
      'The risk assessment covers at least: loss of a data centre or region, ransomware, loss of the office, loss of a critical supplier, absence of many people at once, and loss of power or communication.',
    ]],
    ['Preparing', [
      'For each process with a recovery time of two working days or less there is a continuity plan: who decides, first steps, way of working meanwhile, restoring, way back, contacts.',
      'Systems are built with enough redundancy for their recovery time. No important task depends on one person: each has a deputy who has done it within the last twelve months.',
      'Plans, contacts and emergency sign-ins can be reached when our own systems are down. They are kept in two other places, one of them on paper.',
      'Security holds during an interruption. Other ways of working and replacement systems meet the same rules, or the deviation and its end are decided by the crisis lead and recorded.',
    ]],
    ['Acting', [
      'The crisis lead or a deputy declares the emergency, calls the crisis team by phone, and keeps a record of decisions.',
      'Customers affected are told within four hours, and then at least every eight hours, what works, what does not, and what comes next.',
    ]],
    ['Exercising', [
      'Each plan is exercised at least once a year; the most important one technically, by really switching over or restoring, the others at the table.',
      'Times reached are compared with those aimed at. Gaps become actions with an owner and a date.',
      'Critical suppliers prove that their recovery times fit ours.',
    ]],
  ],
  responsibilities: [
    ['Top management', 'decides on tolerable interruptions and provides means.'],
    ['The continuity lead', 'keeps plans, exercises and the emergency list.'],
    ['Process owners', 'state their needs and keep their plans true.'],
    ['IT', 'builds and tests what the recovery times ask for.'],
  ],
  exceptions: 'A process whose recovery time cannot be reached today stands as a risk with an owner, an interim measure and a date. Top management accepts it in writing.',
  review: 'Plans and this policy are reviewed every twelve months, after every exercise and emergency, and when services, places or suppliers change.',
})

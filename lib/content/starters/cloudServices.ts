import { defineStarter } from './starter'

export const cloudServices = defineStarter({
  name: 'cloudServices', title: 'Cloud services policy', level: 'topic', attest: false, reqs: ['A.5.23', 'A.8.9', 'A.5.30', 'A.8.26'],
  purpose: 'Cloud services let a small organisation work like a large one. This policy says how {organisation} chooses them, sets them up, shares the duties with the provider and gets out again.',
  scope: 'All services over the internet that store or process information of {organisation} or its customers, from platforms on which we run our product to single applications that one team uses, free ones and AI services included.',
  rules: [
    ['Choosing', [
      'A cloud service is used only if it stands in the register of approved services with an owner, the highest permitted class of information, and the region of its data. Free trials with real data count as use.',
      'Requests are decided within ten working days. The decision weighs certificates and reports, encryption, sign-on and logging, location, sub-processors, and use of our data for the provider’s own purposes, such as training models.',
      'Confidential information goes only to services that support central sign-on with a second factor, and have an agreement that we may rely on.',
      'For each service it is written down which duties are the provider’s and which are ours. Backup and access are ours unless the contract says otherwise.',
      'Before use, it is written down how data comes back, in which format and time, and what would replace the service.',
    ]],
    ['Setting up', [
      'Services are configured by a written baseline: sign-on, second factor, least rights, encryption, logging, no public access unless it is the purpose.',
      'Platform resources are created from reviewed code or templates. Production, test and private trials live in separate accounts.',
      'The root or first administrator account of every service is protected by a hardware key, kept for emergencies and not used daily.',
      'Configuration is compared with the baseline automatically at least every day for platforms, and by hand every six months for other services.',
      'Budgets and alarms are set, so that misuse shows within a day.',
    ]],
    ['Running and leaving', [
      'Administrative and access logs are sent to the central log where the service allows, and kept as the logging policy says.',
      'Data that we could not do without is backed up outside the service.',
      'Notices of the provider about changes, incidents and sub-processors go to a shared mailbox that somebody reads on every working day.',
      'When a service ends, data is exported, checked, deleted there, and accounts are closed within 30 days.',
      'Services found without approval are reported without blame, and approved, replaced or ended within 30 days.',
    ]],
  ],
  responsibilities: [
    ['Service owners', 'keep the entry true, the configuration at the baseline, and the way out known.'],
    ['IT', 'keeps the register, connects sign-on and logs, and looks for services nobody approved.'],
    ['Everybody', 'asks before using something new.'],
  ],
  exceptions: 'A service that lacks a required property may be approved for public or internal information, or as a recorded exception with an end date; for confidential information top management decides.',
  review: 'Reviewed every twelve months. The list of services is reviewed every six months; those not used any more are ended.',
})

import { defineStarter } from './starter'

export const acceptableUse = defineStarter({
  name: 'acceptableUse', title: 'Acceptable use policy', level: 'topic', reqs: ['7.3', 'A.5.10', 'A.5.11', 'A.6.2', 'A.8.1', 'A.8.7', 'A.8.23'],
  purpose: 'To say plainly what everybody at {organisation} may do with the devices, accounts and information they are given, so that nobody has to guess.',
  scope: 'All staff, temporary staff and contractors; all devices, accounts, networks and services that {organisation} provides or pays for; and private devices where they are used for work.',
  rules: [
    ['Devices and accounts', [
      'Work is done on devices that {organisation} manages, or on private ones that have been registered for it. Devices are never lent to others, family included.',
      'The screen is locked whenever the person leaves it. Devices lock by themselves after five minutes at most.',
      'Software comes from the approved list or the managed store. Anything else is asked for first, browser extensions and AI assistants included.',
      'Security software, disk encryption and updates are not switched off or put off longer than the device allows.',
      'Accounts are personal. Passwords, codes and sessions are not shared with anybody, not with support or managers either.',
    ]],
    ['Information', [
      'Information of class internal or confidential is kept in the approved services only: not in private mail, private cloud storage, or personal chat groups.',
      'Confidential information is entered into external services, translators and AI assistants only if the service is approved for that class.',
      'Before information leaves {organisation}, the sender checks recipient, attachment and class.',
      'Removable media are used only with approval and encrypted. Media that were found are handed to the security contact and not plugged in.',
    ]],
    ['Internet, mail and private use', [
      'Short private use is allowed as long as it costs nothing, breaks no law and endangers nothing.',
      'Offensive, illegal or pirated content is not viewed, stored or sent.',
      'Links and attachments that surprise are not opened. They are reported with the report button or to the security contact.',
      'Network traffic, mail and device events are logged to protect {organisation}. Logs are read for a stated purpose only, as the logging policy says.',
    ]],
    ['End of work', [
      'Devices, keys, cards and documents are given back on the last day at the latest. Work results stay with {organisation}; nothing is copied to take along.',
    ]],
  ],
  responsibilities: [
    ['Everybody', 'follows these rules and reports a lost device, a wrong recipient or a suspicious message at once.'],
    ['Managers', 'explain the rules on the first day and collect everything on the last.'],
    ['IT', 'provides approved devices, services and a place to ask for more, and answers requests within three working days.'],
  ],
  exceptions: 'A different use is agreed in advance with the owner of this policy, for a named person, a reason and an end date of at most twelve months. It is recorded as an exception; the person who asks does not grant it.',
  review: 'Reviewed every twelve months, and when new kinds of devices or services come into use. New versions are acknowledged by everybody within 30 days.',
})

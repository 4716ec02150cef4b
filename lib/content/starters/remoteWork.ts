import { defineStarter } from './starter'

export const remoteWork = defineStarter({
  name: 'remoteWork', title: 'Remote work and mobile devices policy', level: 'topic', reqs: ['A.6.7', 'A.7.9', 'A.8.1', 'A.8.20'],
  purpose: 'Work at home, on the road and at customers is normal at {organisation}. It must not be less safe than work in the office.',
  scope: 'Everybody who works outside the premises of {organisation}, occasionally or always, and every laptop, tablet and phone that reaches our information, whether it belongs to us or to the person.',
  rules: [
    ['The device', [
      'Only managed devices, or private phones with the managed work profile, reach internal and confidential information.',
      'Managed devices have an encrypted disk, automatic updates, protection against malware, a firewall, screen lock after five minutes at most, and can be located, locked and wiped remotely.',
      'A device that has not installed security updates for 14 days loses access until it has.',
      'In a private phone only the work profile is managed and, at the end, wiped. {organisation} sees nothing of the private part.',
    ]],
    ['The place', [
      'Screens and calls are kept from others’ eyes and ears. In trains, cafés and shared rooms a privacy filter is used and confidential calls are not made.',
      'Devices are not left unattended in public, nor in a car overnight; on a journey they travel as hand luggage.',
      'At home, work is done so that family and guests cannot read along, and confidential paper lies in a closed place.',
      'Home routers have a password of their own, current firmware and WPA2 or WPA3. Public wireless networks are used only through the VPN or the protected access service.',
    ]],
    ['The work', [
      'Files are kept in the approved services and not on the local disk alone.',
      'Prints at home are avoided. Confidential ones are brought back or shredded as the classification policy says.',
      'Work from a country outside the European Economic Area is agreed at least ten working days ahead, so that law, tax and the risk of the country can be checked. For places of high risk a device without stored data is handed out.',
      'Loss or theft is reported by phone within one hour of noticing, at any time of the day. Nobody is blamed for reporting early.',
    ]],
  ],
  responsibilities: [
    ['Everybody', 'chooses a suitable place and takes care of the device.'],
    ['Managers', 'agree with their people where work may be done.'],
    ['IT', 'manages devices, checks their state automatically, and locks or wipes within one hour of a report.'],
    ['The information security lead', 'advises on journeys and keeps the list of countries of high risk.'],
  ],
  exceptions: 'Other devices or ways of access are allowed only as a recorded exception for a named person, with a reason, compensating measures and an end date of at most six months.',
  review: 'Reviewed every twelve months, and when new kinds of devices or ways of working are introduced. Everybody acknowledges new versions.',
})

import { defineStarter } from './starter'

export const physicalSecurity = defineStarter({
  name: 'physicalSecurity', title: 'Physical security and clear desk policy', level: 'topic', reqs: ['A.7.1', 'A.7.2', 'A.7.3', 'A.7.4', 'A.7.5', 'A.7.6', 'A.7.7', 'A.7.8', 'A.7.11', 'A.7.12', 'A.7.13'],
  purpose: 'Information also leaves through doors, windows and desks. This policy protects the premises of {organisation} and what lies in them from people who should not be there, and from fire, water and loss of power.',
  scope: 'All offices, server and network rooms, archives and stores of {organisation}, everybody who enters them, and desks and screens in shared or public places where our people work.',
  rules: [
    ['Zones and doors', [
      'Rooms belong to one of three zones: public (reception), office (staff), and restricted (server rooms, archives, rooms with keys or cash).',
      'Office and restricted zones are locked at all times. Doors are not propped open, and nobody lets in a person they do not know.',
      'Badges and keys are personal, handed out against a receipt, and blocked on the day they are lost or the person leaves.',
      'Only people on a list kept by the room’s owner enter restricted rooms. The list is reviewed every quarter, entries are logged and kept for 90 days.',
      'The last person to leave closes windows, checks restricted doors, and sets the alarm.',
    ]],
    ['Visitors and deliveries', [
      'Visitors are registered with name, company, host and time, wear a badge, and are accompanied outside the public zone.',
      'Deliveries are taken at the reception. Cleaning and maintenance staff work under an agreement of confidentiality; in restricted rooms they are accompanied.',
      'Nobody takes pictures or recordings in restricted rooms without permission.',
    ]],
    ['Clear desk and screen', [
      'Confidential paper and media are locked away when the person leaves the room, and the desk is cleared at the end of the day.',
      'Screens are locked when left, and face away from windows and visitors where the room allows.',
      'Whiteboards are wiped and prints removed before the next people enter a meeting room.',
    ]],
    ['Environment and equipment', [
      'Server and network rooms have smoke detection, a suitable extinguisher, monitored temperature, and power that carries the equipment through an orderly shutdown of at least 15 minutes.',
      'Equipment stands where water and dust do not reach it. Power and data lines are protected from damage and tapping.',
      'Detectors, alarm, power supply and air conditioning are serviced once a year, with a record.',
      'Equipment leaves the premises only with the knowledge of its owner.',
    ]],
  ],
  responsibilities: [
    ['The facility manager', 'runs locks, badges, alarm and service contracts and reviews the lists.'],
    ['Room owners', 'decide who may enter restricted rooms.'],
    ['Hosts', 'answer for their visitors from door to door.'],
    ['Everybody', 'asks unknown people whom they are visiting and reports what looks wrong.'],
  ],
  exceptions: 'Where a building does not allow a rule, for example a shared office, the lack is recorded as an exception with other measures such as locked cabinets, and decided on again at least every twelve months.',
  review: 'Reviewed every twelve months, after a move or rebuilding, and after every break-in or damage. A walk through all rooms with this list takes place twice a year and is recorded.',
})

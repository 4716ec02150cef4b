import type { AnnexRow } from '../annexRow'

/** Annex A.7: 14 physical controls. */
export const physical: readonly AnnexRow[] = [
  ['A.7.1', 'Physical security perimeters', 'P·CIA', 'Draw the line around what must be protected and make it hold: walls, doors, ceilings and shared entrances. The auditor walks it with the floor plan.'],
  ['A.7.2', 'Physical entry', 'P·CIA', 'Only people with a reason get in, visitors are received and logged, and rights end with the job. Compare badge holders with the staff list.'],
  ['A.7.3', 'Securing offices, rooms and facilities', 'P·CIA', 'Rooms are protected according to what happens in them, without signs that invite the curious. Meeting rooms with glass walls deserve a look.'],
  ['A.7.4', 'Physical security monitoring', 'PD·CIA', 'Unwanted entry is noticed: alarm, camera or guard, with someone who reacts and rules on privacy. Ask for the last false alarm and what was done.'],
  ['A.7.5', 'Protecting against physical and environmental threats', 'P·CIA', 'Fire, water, heat, storm and attack were considered for the site, and protection follows from it. Climate change belongs in this thinking.'],
  ['A.7.6', 'Working in secure areas', 'P·CIA', 'Rules for rooms with higher protection: who may work there, what may be brought in, no lone work unseen. Only relevant where such rooms exist.'],
  ['A.7.7', 'Clear desk and clear screen', 'P·C', 'Paper, media and screens show nothing to passers-by: locked drawers, automatic screen lock, printers that wait for their owner. An evening walk is the test.'],
  ['A.7.8', 'Equipment siting and protection', 'P·CIA', 'Equipment stands where heat, dust, liquids and curious eyes do not reach it. Small network cupboards are the usual weak spot.'],
  ['A.7.9', 'Security of assets off-premises', 'P·CIA', 'Devices outside the office stay protected against theft, loss and reading: encryption, tracking, and a way to report loss at night.'],
  ['A.7.10', 'Storage media', 'P·CIA', 'Media are controlled from purchase to destruction, removable ones above all. If they are forbidden, show the setting that blocks them.'],
  ['A.7.11', 'Supporting utilities', 'PD·IA', 'Power, cooling, water and lines are sized, watched and have a fallback where needed. Test dates of batteries or generators are the evidence.'],
  ['A.7.12', 'Cabling security', 'P·CA', 'Cables for power and data cannot be tapped or cut by chance. In a small office a locked cabinet and a labelled patch panel may be enough.'],
  ['A.7.13', 'Equipment maintenance', 'P·CIA', 'Equipment is serviced as its maker asks, by people allowed to, and data on it stays protected meanwhile. Keep the service records.'],
  ['A.7.14', 'Secure disposal or re-use of equipment', 'P·C', 'Before a device is given away, sold or scrapped, its data and licences are gone for good, with a record per serial number.'],
]

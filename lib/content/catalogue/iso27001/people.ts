import type { AnnexRow } from '../annexRow'

/** Annex A.6: 8 people controls. */
export const people: readonly AnnexRow[] = [
  ['A.6.1', 'Screening', 'P·CIA', 'Candidates are checked before they start, as far as law allows and in proportion to what they will be able to reach. Keep the result of the check, not the private details.'],
  ['A.6.2', 'Terms and conditions of employment', 'P·CIA', 'Contracts say what each side owes to security, also after the end of the job. Contractors need the same words as staff.'],
  ['A.6.3', 'Information security awareness, education and training', 'P·CIA', 'People learn what their role needs at the start and again over time, and you can tell that it worked. Attendance lists alone show presence, not learning.'],
  ['A.6.4', 'Disciplinary process', 'PC·CIA', 'It is known beforehand what follows a breach of the rules, and it is applied evenly. Evidence may be an anonymised case or the written process with its announcement.'],
  ['A.6.5', 'Responsibilities after termination or change of employment', 'P·CIA', 'Duties that outlast the job are named and repeated when somebody leaves or moves. Check that leavers were told in writing.'],
  ['A.6.6', 'Confidentiality or non-disclosure agreements', 'P·C', 'Those who see confidential information have signed for it, in a text that is reviewed. Sample a freelancer and a visitor.'],
  ['A.6.7', 'Remote working', 'P·CIA', 'Rules and technical means for work outside the office: devices, networks, screens others can see, and paper. Show the device settings that enforce it.'],
  ['A.6.8', 'Information security event reporting', 'D·CIA', 'Everyone can report something odd, quickly and without fear, and knows how. Count the reports: none in a year means nobody knows the way.'],
]

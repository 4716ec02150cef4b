/** Events and incidents (A.5.24 to A.5.28, A.6.8). */
export const incident = {
  path: 'Where it stands', clock: { toDetect: 'To notice', toResolve: 'To resolve', running: 'Running for', unknown: 'not known' },
  span: { m: '{n} min', h: '{n} h', hm: '{h} h {m} min', d: '{n} d', dh: '{d} d {h} h' },
  decision: { question: 'Event or incident?', undecided: 'Not decided', event: 'Event', incident: 'Incident', hint: 'An event may matter. An incident harmed, or was likely to harm, what you protect.' },
  severity: { label: 'Severity' },
  setNow: 'Now',
  timeline: { title: 'Timeline', none: 'Nothing noted yet. Short notes while it runs are worth more than a report afterwards.', when: 'When', what: 'What happened', add: 'Note', edit: 'Change this note', remove: 'Remove this note' },
  notify: { title: 'Who was told', none: 'Nobody was told yet.', day: 'Day', who: 'Whom, and how', add: 'Add', pii: 'Personal data may be touched. Check whether an authority or the people concerned must be told, and by when.' },
  nc: { open: 'Open nonconformity', done: '{ref} opened', opened: 'Nonconformity' },
  advance: { responding: 'Start response', resolved: 'Mark resolved', closed: 'Close', reopen: 'Reopen' }, blocked: 'Before closing: {needs}.', needs: { isIncident: 'decide event or incident', lessons: 'write what was learned' },
  problem: {
    undecided: 'Closed without a decision.', undecidedText: 'Decide whether it was an event or an incident.', lessonsMissing: 'Closed without lessons.', lessonsMissingText: 'Write down what was learned (A.5.27).',
    lessonsLate: 'No lessons recorded.', lessonsLateText: 'Resolved more than two weeks ago; write down what was learned (A.5.27).', notResolved: 'Resolved, but when is not set.', notResolvedText: 'Set the moment, so that the time to resolve is known.',
  },
  column: { clock: 'Clock' },
}

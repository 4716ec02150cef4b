/** Tasks: occurrences and repetition. */
export const task = {
  tab: { list: 'List', calendar: 'Calendar' }, next: 'Next', state: { done: 'Done', skipped: 'Skipped', overdue: 'Overdue', due: 'Due', upcoming: 'Upcoming' }, done: 'Mark done', doneOn: 'done {date} by {name}', skip: 'Skip', skipReason: 'Why it is skipped', occurrences: 'Occurrences', none: 'No date yet. Give it a due day or let it repeat.',
  lateBy: '{n} d late', repeat: { never: 'Doesn’t repeat', weekly: 'Every week', monthly: 'Every month', quarterly: 'Every quarter', semiannual: 'Twice a year', yearly: 'Every year', from: 'from {date}', custom: 'By rule {rule}' }, repeats: 'Repeats', counts: { overdue: '{n} late', due: '{n} due', upcoming: '{n} upcoming' },
}

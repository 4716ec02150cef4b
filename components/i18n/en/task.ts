/** Tasks: occurrences and repetition. */
export const task = {
  tab: { list: 'List', calendar: 'Calendar' }, next: 'Next', state: { done: 'Done', skipped: 'Skipped', overdue: 'Overdue', due: 'Due', upcoming: 'Upcoming' }, done: 'Mark done', doneOn: 'done {date} by {name}', skip: 'Skip', skipReason: 'Why it is skipped', occurrences: 'Occurrences', none: 'No date yet. Give it a due day or let it repeat.',
  lateBy: '{n} d late', repeat: { never: 'Doesn’t repeat', from: 'from {date}' },
  dated: { occurrence: '{title}', due: '{ref} {title}', review: 'Read again: {ref} {title}', ends: '{ref} {title} ends', planned: '{ref} {title}', effectiveness: '{ref} {title}: did it work?' },
  waits: {
    approve: 'Approve {ref} {title}', approveAgain: 'Approve again, changed since: {ref} {title}', accept: 'Accept {ref} {title}', acceptAgain: 'Accept again: {ref} {title}', attest: { policy: 'Read and acknowledge {title}', training: 'Sign that you took part in {title}' },
    noneText: 'Own work, approvals, reviews and mentions gather here as they come due.',
  },
  group: { overdue: 'Overdue', today: 'Today', week: 'Next 7 days', later: 'Later', undated: 'Without a day' },
  reminder: { turnOn: 'Remind me', on: 'Reminders on', off: 'Turn reminders off', blocked: 'This browser blocks notifications for Plumbline. Allow them in its settings for this site, then try again.', help: 'Once a day, one notification of what became due. It is made on this device; nobody else is told.', title: '1 thing is due | 1 thing is due | {n} things are due', more: 'and {n} more' },
  calendar: { previous: 'Previous month', next: 'Next month', today: 'Today', all: 'Everything', tasksOnly: 'Tasks', mine: 'Mine', label: 'Calendar, {month}', none: 'Nothing on this day.', day: '{day}: nothing | {day}: 1 thing | {day}: {n} things', keys: 'Arrows move, Page Up and Down turn the month, Enter opens the day', what: { occurrence: 'Task', due: 'Due', review: 'Read again', ends: 'Ends', planned: 'Planned', effectiveness: 'Effectiveness' }, more: '{n} more' },
  rule: {
    title: 'Repeats', from: 'From', every: 'Every', unit: { DAILY: 'day | days', WEEKLY: 'week | weeks', MONTHLY: 'month | months', YEARLY: 'year | years' }, on: 'On', same: 'the same day', last: 'the last day', nth: 'the {nth} {day}', own: 'With controls', end: 'Ends', never: 'never', after: 'after', times: 'time | times', until: 'on', raw: 'As a rule', save: 'Repeat', stop: 'Stop repeating', none: 'No day matches within five years.', invalidFrom: 'Choose the day it begins.', kept: 'What was done keeps its days; the new rule holds from {date} on.',
    ordinal: { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth', '-1': 'last', '-2': 'second last' }, ordinalOther: '{n}th', weekday: { 0: 'Monday', 1: 'Tuesday', 2: 'Wednesday', 3: 'Thursday', 4: 'Friday', 5: 'Saturday', 6: 'Sunday' }, short: { 0: 'Mo', 1: 'Tu', 2: 'We', 3: 'Th', 4: 'Fr', 5: 'Sa', 6: 'Su' }, month: { 1: 'January', 2: 'February', 3: 'March', 4: 'April', 5: 'May', 6: 'June', 7: 'July', 8: 'August', 9: 'September', 10: 'October', 11: 'November', 12: 'December' },
    say: { DAILY: 'Every day | Every {n} days', WEEKLY: 'Every week | Every {n} weeks', MONTHLY: 'Every month | Every {n} months', YEARLY: 'Every year | Every {n} years', on: 'on {days}', monthDay: 'on day {days}', lastDay: 'on the last day', dayFromEnd: 'on day {n} from the end', in: 'in {months}', position: 'of these the {positions}', count: 'once | {n} times', until: 'until {date}', and: ' and ', weekdays: 'every weekday' },
  },
}

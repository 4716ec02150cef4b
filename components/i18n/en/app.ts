/** Shell, navigation, actions, toasts: what every page of the app shares. */
export const app = {
  name: 'Plumbline',
  find: 'Find or do',
  demo: 'Demo workspace. The date is fixed at {date}, and nothing here mixes with your own workspaces.',
  demoErase: 'Throw away',
  snapshot: {
    verifying: 'Not yet verified. This is a snapshot; the log is being read behind it. Nothing can be written before both agree.',
    dropped: 'A snapshot by {name} said something else than the log. It was dropped; what you see was read from the log. Tell an owner.',
    someone: 'a former member',
  },
  kit: { lead: 'Print your recovery kit.', text: 'Without it, a lost laptop means a lost workspace. Nobody else can open it, and neither can we.', act: 'Print and confirm' },
  more: 'More', close: 'Close', cancel: 'Cancel', clear: 'Clear', undo: 'Undo', set: 'Set', retry: 'Try again', copyDetails: 'Copy details',
  open: 'Open', previous: 'Previous', next: 'Next', copyLink: 'Copy link', fullPage: 'Open as page',
  none: 'none', yes: 'Yes', no: 'No', main: 'Main', days: '{n} d',
  switcher: { title: 'Workspaces', demo: 'demo', joining: 'joining', removed: 'removed', add: 'Create or join' },
  sync: {
    none: 'On this device only', synced: 'Synced {time}', waiting: '{n} change waits | {n} changes wait', offline: 'Offline, all saved here', connecting: 'Connecting', catchingUp: 'Reading new entries',
    silent: 'The relay stopped answering', removed: 'You were removed', waitingForAdmission: 'Waiting to be let in', keyMissing: 'Waiting for a key', updateNeeded: 'Update needed', halted: 'Syncing has stopped', notSent: '{n} change not sent | {n} changes not sent',
    filesDamaged: '{n} file lost or changed here | {n} files lost or changed here', filesWaiting: '{n} file waits | {n} files wait', filesFull: 'Relay full, {n} file waits | Relay full, {n} files wait', filesRefused: 'Relay refused {n} file | Relay refused {n} files',
    open: 'Open sync centre',
    trouble: {
      unreachable: 'Relay not reachable', refusedEarly: 'Relay refused', notARelay: 'No relay found', noSockets: 'Relay blocked', quota: 'Relay is full', inviteUnknown: 'Invitation not there yet', refused: 'Refused by relay',
    },
  },
  trouble: {
    title: {
      unreachable: 'Not reachable: {host}', refusedEarly: '{host} refused the connection', notARelay: 'No relay at {host}', noSockets: 'Connection to {host} is blocked', quota: '{host} has no space left', inviteUnknown: '{host} doesn’t know this invitation yet', refused: '{host} refuses this device',
    },
    next: { seconds: 'Working offline, trying again in {n} s.', now: 'Working offline, trying again now.', secondsJoining: 'Asking again in {n} s.', nowJoining: 'Asking again now.', asked: 'Working offline. Choose Try now to try again.', what: 'What to check' },
    check: {
      unreachable: 'Check that this device is online, that the relay runs at {host}, and that its certificate is still valid. A firewall or VPN may be in the way.',
      refusedEarly: 'The address, its certificate or the network is wrong; a browser doesn’t say which. Open https://{host} in a tab: the error shown there is the reason.',
      notARelay: 'Something answers at {host}, but it is not a Plumbline relay of this version. Check the address, and that relay and app have the same version.',
      noSockets: 'The relay answers, but no connection opens. A proxy in front of {host} has to allow WebSocket connections.',
      quota: 'What you change stays on this device. Ask whoever runs {host} for more space.',
      inviteUnknown: 'It is sent as soon as the device it was made on is online. Ask the person who invited you to open Plumbline there. If that doesn’t help, check the link, or ask for a new one.',
    },
  },
  files: {
    what: 'What to do',
    full: '{host} has no room for {n} file | {host} has no room for {n} files',
    refused: '{host} did not take {n} file | {host} did not take {n} files',
    damaged: '{n} file was lost or changed on this device before it went out | {n} files were lost or changed on this device before they went out',
    damagedText: 'Others see the record, but not its file, and {host} never had it. If you have the file elsewhere, upload it again; otherwise take the evidence anew. Verify integrity, under Workspace, names each one.',
    fullText: 'On this device only: others see the record, but not its file. Ask whoever runs {host} to raise the limit for files, then choose Try now in the sync centre. Keep this browser profile until the files are out.',
    refusedText: 'On this device only: others see the record, but not its file. Choose Try now in the sync centre. If it is refused again, ask whoever runs {host}. Keep this browser profile until the files are out.',
  },
  member: { account: 'You are {name}, {role}', system: 'As the system', light: 'Light', dark: 'Dark', keys: 'Keyboard map' },
  role: { owner: 'Owner', lead: 'Lead', editor: 'Editor', auditor: 'Auditor', viewer: 'Viewer' },
  palette: { placeholder: 'Find or do', empty: 'Nothing found for “{q}”.', go: 'open', hint: 'Type a name, a ref or a clause such as A.8.13' },
  toast: {
    changed: '{what} changed', saved: '{what} created', archived: '{what} archived', restored: '{what} restored', undone: 'Taken back', kept: '{n} value was changed since and stays | {n} values were changed since and stay',
    settled: 'Settled', bulk: '{n} record changed | {n} records changed',
  },
  keymap: {
    title: 'Keyboard', group: { everywhere: 'Everywhere', list: 'In a list', record: 'In a record', evidence: 'Evidence and audits', calendar: 'Calendar', go: 'Go to' }, extend: 'Select with the next, previous', all: 'Select all', page: 'Open as page', comment: 'Comment', due: 'Day it is due', pane: 'Next pane', accept: 'Accept', reject: 'Reject', ask: 'Ask', large: 'Scroll the picture', zoom: 'Larger, smaller', arrows: 'Move', month: 'Previous, next month', today: 'Today', openDay: 'Open the day', pickMention: 'Name somebody in a comment', sendComment: 'Send a comment', renameView: 'Rename, take away a saved filter', palette: 'Find or do', move: 'Next and previous row', open: 'Open', close: 'Close', select: 'Select', edit: 'Edit field', link: 'Link', filter: 'Filter this list', new: 'New in this register',
    undo: 'Undo', theme: 'Light or dark', side: 'Collapse sidebar', help: 'This map', history: 'History', owner: 'Owner', single: 'Single letters work when no field has focus.',
  },
  language: { label: 'Language', help: 'For this device. What people wrote stays as they wrote it.' },
  error: { title: 'Something went wrong here', text: 'What you saved is safe. Open another page, or try this one again.', notFound: 'Nothing lies at this address.', toDashboard: 'Open the dashboard', noEngine: 'The engine did not start: {message}' },
  quadrant: { plan: 'Plan', do: 'Do', check: 'Check', act: 'Act' },
  nav: {
    dashboard: 'Dashboard', needsMe: 'Needs me', readiness: 'Readiness', context: 'Context', roles: 'Roles', policies: 'Policies', risks: 'Risks', treatment: 'Treatment', soa: 'Applicability',
    objectives: 'Objectives', controls: 'Controls', evidence: 'Evidence', tasks: 'Tasks', assets: 'Assets', suppliers: 'Suppliers', incidents: 'Incidents', people: 'People', metrics: 'Metrics',
    audits: 'Audits', reviews: 'Reviews', nonconformities: 'Nonconformities', improvements: 'Improvements', frameworks: 'Frameworks', reports: 'Reports', workspace: 'Workspace', search: 'Search', activity: 'Activity', import: 'Import', oscal: 'OSCAL', progress: 'Getting better',
  },
  state: {
    verified: 'Verified', notVerified: 'Not verified', partial: 'Partial', planned: 'Planned', noControl: 'No control', ineffective: 'Ineffective', inherited: 'Inherited', excluded: 'Excluded',
    inProgress: 'In progress', open: 'Open', waiting: 'Waiting', warning: 'Warning', advice: 'Advice', blocker: 'Blocker', undecided: 'Undecided',
  },
  level: { none: 'No level', offScale: 'Off scale' },
  freshness: { left: '{n} d left', leftLong: '{n} mo', endsIn: 'ends in {n} d', ended: 'ended {n} d ago', ago: '{n} d ago', none: 'none' },
  seal: {
    timed: 'Sealed and timed', sealed: 'Sealed',
    integrity: 'Integrity only', failed: 'Failed',
  },
}

/** The guided start, its plan, starter risks, and what auditors ask. */
export const guide = {
  title: 'An ISMS that runs, from day one', lead: 'Eight steps, about an hour and a half. Stop anywhere: each leaves something an auditor accepts, and tasks with dates instead of empty tables.',
  minutes: '{n} min', later: 'Later', save: 'Save and go on', done: 'done', answered: 'answered', asked: 'Readiness still asks for:', skip: 'Skip the guided start', readOnly: 'An owner or lead answers these. You can look.',
  banner: 'Guided start: {n} of {total} done.', goOn: 'Go on', hide: 'Hide', found: 'The guided start stays in the palette.',
  step: {
    scope: { title: 'Say what you protect', text: 'Scope, in two sentences. You can sharpen it later.', hint: 'Auditors ask: what is out, and where are the borders?' },
    goal: { title: 'Choose what you want to show', text: 'Frameworks, and the day if there is one.', hint: 'Auditors ask: who wants to see it, and by when?' },
    roles: { title: 'Name who decides', text: 'Top management and the person who runs the ISMS.', hint: 'Auditors ask: what may that person decide alone?' },
    have: { title: 'Say what exists already', text: 'Documents and lists that need not be written anew.', hint: 'Auditors ask: which version counts, and who approved it?' },
    plan: { title: 'Put the year in the calendar', text: 'Tasks with dates up to the audit, and what comes back.', hint: 'Auditors ask: when is the internal audit, and when does management review?' },
    risks: { title: 'Write down five risks', text: 'Pick from 40 common ones, put them in your words. {n} so far.', hint: 'Auditors ask: who owns the risk, and how was it judged?', act: 'Pick risks', own: 'Write one' },
    annex: { title: 'Decide Annex A', text: '93 rows, with what your risks ask for beside them. {n} decided so far.', hint: 'Auditors ask: why is this row out?', act: 'Open the statement' },
    capture: { title: 'Capture your first evidence', text: 'One screenshot, sealed, linked to a control.', hint: 'Auditors ask: where does this picture come from?', act: 'Open evidence' },
  },
  scope: {
    template: 'The ISMS covers the development and operation of {product} by {unit} in {places}, for {customers}.', product: 'our product', unit: 'team or unit', places: 'places', customers: 'customers', short: 'Still short: say a little more in one of the four. {n} of {least} characters.',
    sector: 'Sector', chooseSector: 'Choose', people: 'People who work for you', pii: 'Handles personal data', statement: 'Scope statement',
  },
  goal: {
    frameworks: 'Frameworks', about: { 'iso27001-2022': 'Certificate of your ISMS', 'soc2-2017r2022': 'Report by an independent accountant', csf: 'Profile of your own, no audit' }, own: 'Your own frameworks stay as they are.',
    target: { stage2: 'Day of Stage 2', soc2Type1: 'Day of the report', soc2Type2: 'Last day of the window' }, optional: 'Leave it empty if nobody named one. The plan then takes {n} weeks.', tight: 'That is soon: {n} days. Auditors want to see some months of records, so expect to show less.', past: 'Choose a day after today.', none: 'Choose at least one framework.',
  },
  roles: { topManagement: 'Top management', ismsLead: 'Runs the ISMS', chooseLabel: 'Who is it?', choose: 'Choose', somebody: 'Somebody new', name: 'Name', personTitle: 'Title', both: 'Name both. One person may hold both roles.', responsibilities: { topManagement: 'Sets direction and means, approves policy and risk criteria, reviews the ISMS.', ismsLead: 'Runs the ISMS, keeps it to the standard and reports on it to top management.' }, authorities: { topManagement: 'Decides on scope, policy, money and risks above the line of acceptance.', ismsLead: 'Sets tasks and dates, stops work that puts information at risk until management decides.' } },
  have: { policies: 'Policies', risks: 'Risk register', assets: 'List of assets', suppliers: 'List of suppliers', soa: 'Statement of Applicability', audits: 'Reports of earlier audits', nothing: 'Nothing of this', note: 'Each becomes a task that opens its import. You can import now as well.', now: 'Import now' },
  plan: {
    sum: '{n} task, done by {day}. | {n} tasks, done by {day}.', sumNote: '{again} come back each month, quarter or year. About {days} days of work for {people} people.', look: 'Look at the plan', again: 'Look for what is missing', written: 'The plan stands: {n} task. | The plan stands: {n} tasks.', open: 'Open tasks',
    title: 'Your plan', text: 'Made from your answers. Drop what does not fit, move days, then write it in one step.', group: { plan: 'Plan', do: 'Do', check: 'Check', act: 'Act', laws: 'Laws and contracts to look at' },
    lawsNote: 'Proposals for your sector, not advice. Each goes to the register of obligations, undecided.', all: 'All', of: '{n} of {total}', hours: '{n} h', every: { 1: 'each month', 3: 'each quarter', 6: 'each half-year', 12: 'each year' }, until: 'to {day}', day: 'Day of {title}', take: 'Take {title}', early: 'Before “{title}” on {day}, which it builds on.',
    chosen: '{n} chosen', effort: 'about {n} days of work', write: 'Write {n} record | Write {n} records', writing: 'Writing …', done: '{n} record written | {n} records written', nothing: 'Nothing is missing', nothingText: 'Everything the plan would propose is here already.', failed: 'The plan could not be loaded. Close it and open it again.', kind: { audit: 'Audit', managementReview: 'Review', obligation: 'Obligation', task: 'Task' },
    about: 'About {n} hour. | About {n} hours.', criteria: { soc2: 'Trust Services Criteria 2017 (revised 2022)', own: 'own rules' }, tight: 'The day is close. Everything is packed into {n} days.',
  },
  starter: {
    title: 'Forty common risks', text: 'Pick what could happen to you. Each comes with threat, weakness and proposed controls, unscored: how likely and how bad, you say.', search: 'Find a risk', typical: 'Typical for {sector}', others: 'Others', all: 'All sectors', list: 'Common risks', here: 'is here', cause: 'Cause', event: 'Event', consequence: 'Consequence', weakness: 'Weakness', threat: 'Threat', controls: 'Proposed controls', take: 'Take {title}',
    chosen: '{n} chosen', add: 'Add {n} risk | Add {n} risks', adding: 'Adding …', added: '{n} risk added | {n} risks added', none: 'No common risk holds these words.', failed: 'The list could not be loaded. Close it and open it again.', loading: 'Loading …', pick: 'Pick from 40 common risks', empty: 'Begin with common ones and put them in your words, or write the first yourself.', preview: 'The risk in full',
  },
  task: { open: 'Open {page}' },
  help: { title: 'What auditors ask', more: 'Open {code}', failed: 'This could not be loaded. Close it and open it again.' },
  aside: { lookAround: 'Or look around first', demo: 'Quillmere Logistics Cloud is an invented company of 42, three weeks before its audit, with gaps to find.', openDemo: 'Open the demo workspace', connect: 'Connect a relay', bring: 'Bring what you have', backup: 'A Plumbline backup', join: 'An invitation to a workspace' },
}

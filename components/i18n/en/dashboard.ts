/** Dashboard and what needs me. */
export const dashboard = {
  title: 'Dashboard', waits: 'Waits for you', waitsNone: 'Nothing waits for you.', riskMap: 'Risk map', currentAbove: 'current, {n} above', soa: 'Statement of Applicability', evidence: 'Evidence', inAll: '{n} in all, {m} waits for review | {n} in all, {m} wait for review',
  evidenceState: { fresh: '{n} fresh', expiring: '{n} end within {d} days', unlinked: '{n} not linked', expired: '{n} ended', followed: '{n} followed by newer' }, endsFirst: 'Ends first', next: 'Next 30 days', late: '{n} late', due: '{n} due', lateBy: '{n} d late', inDays: '{n} d', today: 'today', moreLate: '{n} more is late | {n} more are late', nothingDue: 'Nothing is due in the next 30 days.',
  controls: 'Controls', controlsOf: '{n} operating of {m}', controlState: { ok: '{n} shown', attention: '{n} without fresh evidence', failing: '{n} degraded', planned: '{n} planned' }, verdict: {
    rest: '{n} more point to settle. | {n} more points to settle.', pass: '{n} of {m} checks pass.', waived: '{n} is settled by decision. | {n} are settled by decision.', blockers: 'blocker | blockers', warnings: 'warning | warnings', advice: 'advice | advice',
  },
  wheel: 'Plan, do, check, act', byClause: 'By clause', better: 'Getting better', betterNote: 'readiness and what it comes from', patterns: 'Key controls, shown each period', patternsNote: '12 months', patternsNone: 'No key control that recurs is operating yet.', from: 'from {n}', evidenceEnds: '{title}: evidence ends',
  wait: {
    reviews: '{n} captures wait for review', review: 'Review {ref}: {title}', task: '{title}', request: 'Asked of you: {title}', submission: 'Answered: {title}', conflict: '{ref} {field}: two values', mention: 'Mentioned: {title}', risk: '{ref} {title}', blocker: 'blocker', late: '{n} d late', in: 'in {n} d', todayDue: 'today', risks: 'unaccepted',
  },
  riskCells: '{n} risk at likelihood {l}, impact {i} | {n} risks at likelihood {l}, impact {i}', guided: {
    title: 'An ISMS that runs, from day one', lead: 'Six steps, about an hour and a half. Stop anywhere: each leaves something an auditor accepts, and tasks with dates instead of empty tables.', minutes: '{n} min', later: 'Later', save: 'Save and go on', done: 'done',
    scope: { title: 'Say what you protect', text: 'Scope, in two sentences. You can sharpen it later.', hint: 'Auditors ask: what is out, and where are the borders?', template: 'The ISMS covers the development and operation of {product} by {unit} in {places}, for {customers}.', product: 'our product', unit: 'team or unit', places: 'places', customers: 'customers' },
    roles: { title: 'Name who decides', text: 'Top management and the person who runs the ISMS.', act: 'Add persons' }, risks: { title: 'Write down five risks', text: 'What could happen, why, and what it would cost. {n} so far.', act: 'Write a risk' }, annex: { title: 'Decide Annex A', text: '93 rows. {n} decided so far.', act: 'Open the statement' },
    capture: { title: 'Capture your first evidence', text: 'One screenshot, sealed, linked to a control.', act: 'Open evidence' }, calendar: { title: 'Put the audit and the review in the calendar', text: 'Two dates. The rest of the year follows from them.', act: 'Put both in the calendar', audit: 'Internal audit', review: 'Management review' },
    lookAround: 'Or look around first', demo: 'Quillmere Logistics Cloud is an invented company of 42, three weeks before its audit, with gaps to find.', openDemo: 'Open the demo workspace', connect: 'Connect a relay', bring: 'Bring what you have', backup: 'A Plumbline backup', join: 'An invitation to a workspace',
  },
}

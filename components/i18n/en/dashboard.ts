/** Dashboard and what needs me. */
export const dashboard = {
  title: 'Dashboard', waits: 'Waits for you', waitsNone: 'Nothing waits for you.', riskMap: 'Risk map', stageAbove: '{stage}, {n} above', moreAbove: '+{n}', openGroup: 'open', soa: 'Statement of Applicability', evidence: 'Evidence', inAll: '{n} in all, {m} waits for review | {n} in all, {m} wait for review', broken: '{n} whose file is missing or changed | {n} whose files are missing or changed',
  evidenceState: { fresh: '{n} fresh', expiring: '{n} ends within {d} days | {n} end within {d} days', future: '{n} of days to come', unlinked: '{n} not linked', expired: '{n} ended', followed: '{n} followed by newer' }, next: 'Next 30 days', late: '{n} late', due: '{n} due', lateBy: '{n} d late', inDays: '{n} d', today: 'today', moreLate: '{n} more is late | {n} more are late', nothingDue: 'Nothing is due in the next 30 days.',
  verdict: {
    rest: '{n} more point to settle. | {n} more points to settle.', pass: '{n} of {m} checks pass.', waived: '{n} is settled by decision. | {n} are settled by decision.', blockers: 'blocker | blockers', warnings: 'warning | warnings', advice: 'advice | advice',
  },
  wheel: 'Plan, do, check, act', byClause: 'By clause', better: 'Getting better', betterNote: 'readiness and what it comes from', patterns: 'Key controls, shown each period', patternsNote: '12 months', patternsNone: 'No key control that recurs is operating yet.', evidenceEnds: '{title}: evidence ends',
  wait: {
    reviews: '{n} captures wait for review', review: 'Review {ref}: {title}', task: '{title}', request: 'Asked of you: {title}', submission: 'Answered: {title}', conflict: '{ref} {field}: two values', mention: 'Mentioned: {title}', risk: '{ref} {title}', blocker: 'blocker', late: '{n} d late', in: 'in {n} d', todayDue: 'today',
  },
  riskCells: '{n} risk at likelihood {l}, impact {i} | {n} risks at likelihood {l}, impact {i}',
}

/** Controls, their tests, suppliers, assets and capture recipes. */
export const control = {
  health: { ok: 'Works', attention: 'Needs attention', failing: 'Failing', planned: 'Not running yet', column: 'Health' },
  problem: {
    degraded: 'Degraded', degradedText: 'It runs, but not as described. Say what is done about it, or bring it back to operating.', ineffective: 'The last test found it ineffective', ineffectiveText: 'Tested through {date}. An ineffective control needs a nonconformity, an action or an exception.',
    testOverdue: 'Test overdue since {date}', testOverdueText: 'Its effectiveness has not been tested since the period before.', evidenceNone: 'Operates without evidence', evidenceNoneText: 'Nothing accepted shows that it does.', evidenceExpired: 'Evidence ended {date}', evidenceExpiredText: 'Capture it again, so that it shows what is so today.', evidenceExpiring: 'Evidence ends {date}', evidenceExpiringText: 'A new capture before that day leaves no gap.',
  },
  tests: 'Tests', testDue: 'Next test due {date}', testLate: 'Test overdue since {date}', newTest: 'New test', noTests: 'No test yet. Its first one is due {date}.', noTestsAtAll: 'No test yet.', pattern: 'Shown as a pattern', patternOf: '{n} of {m} periods shown', patternShown: '{from} to {to}: shown', patternMissing: '{from} to {to}: nothing accepted', patternNone: 'Runs {frequency}: tests judge it, not a pattern.', patternEarly: 'No full period since it is in place.', risks: 'Works against',
  test: {
    draft: 'Draft', stale: 'Changed after signing', revoked: 'Signature taken back', rejected: 'Rejected', void: 'Signed without authority', expired: 'Expired', signed: 'Signed', self: 'Self-tested', selfText: 'The tester owns the control. That is allowed and shown; an independent test weighs more.', state: 'State', tested: 'Through', due: 'Next test', sample: 'Sample', exceptions: 'Exceptions', sampleOf: '{n} of {m}',
    draw: 'Draw a sample', drawText: 'Numbers 1 to {n} from a seed. The same seed draws the same numbers again, so anybody can repeat it.', seed: 'Seed', size: 'Sample size', usual: 'usually {n} for a control that runs {frequency}', method: 'Selection', drawn: 'Numbers drawn', write: 'Write into the test', again: 'New seed', needPopulation: 'Say first how many occurrences there are in the period.',
    line: '{method}, seed {seed}, {n} of {m}: {numbers}', written: 'Sample written',
    unsigned: 'Draft, counts for nothing yet', unsignedText: 'When the result stands, the tester signs. Only signed operating tests count for the control.', openNc: 'Open a nonconformity', ncOpened: 'Nonconformity opened', ncTitle: '{ref} ineffective: {title}', ncStatement: 'Test {test} of {ref} over {from} to {to}: {n} exceptions in a sample of {m}. {conclusion}', ncExists: 'Settled in {ref}', ineffective: 'Ineffective, and nothing follows yet', ineffectiveText: 'Open a nonconformity: correction, cause and action begin there.',
  },
  supplier: {
    cloud: 'Cloud', reviewDue: 'Review due', assurance: 'Assurance', assuranceNone: 'none', assuranceUntil: 'until {date}', assuranceEnding: 'ends {date}', assuranceEnded: 'ended {date}', assuranceOpen: 'no end date', assuranceEvidenced: 'shown by evidence', contract: 'Contract end', overdue: '{n} d late', reviewed: 'Mark as reviewed', reviewedDone: 'Reviewed today', serves: 'Serves', answers: 'Answers for',
    problem: {
      assuranceMissing: 'No assurance recorded', assuranceMissingText: 'It is critical, and nothing shows how it protects what you give it. Ask for a report or a questionnaire.', assuranceEnded: 'Its assurance ended', assuranceEndedText: 'Ask for the new report. Rows inherited from it count as unproven until then.', reviewOverdue: 'Review overdue since {date}', reviewOverdueText: 'Look at its service, incidents and assurance, then say so.', contractEnded: 'The contract ended {date}', contractEndedText: 'Renew it, or end the relation.',
      clausesMissing: 'No security clauses agreed', clausesMissingText: 'It sees data, and the contract says nothing about protecting it.', exitPlanMissing: 'No exit plan', exitPlanMissingText: 'It is critical: say how you would get your data back and go on without it.',
    },
    states: { fine: 'In order', attention: 'Needs attention', ended: 'Ended' }, state: 'State',
  },
  asset: { own: 'own {n}', raised: 'Raised by what it supports', needText: 'An asset needs at least what the most demanding asset it supports needs.', property: { c: 'Confidentiality', i: 'Integrity', a: 'Availability' }, levels: { 1: 'Low', 2: 'Medium', 3: 'High', 4: 'Very high' }, supports: 'Supported by' },
  recipe: { tab: 'Recipes', due: 'Due again', never: 'never taken', late: '{n} d ago', state: 'Due', states: { never: 'Never taken', due: 'Due', soon: 'Due soon', later: 'Later' } },
}

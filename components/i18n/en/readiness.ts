import { checkKey } from '../../readiness/checkKey'
import { checks } from './checks'

/** Readiness: verdict, scores, checks, waivers, trend. */
export const readiness = {
  title: 'Readiness', fails: '{n} of {m} checks fail', failsNone: 'All {m} checks pass or do not apply', report: 'Report', all: 'All', window: 'Evidence window {from} to {to}',
  view: { stage1: 'Stage 1', stage2: 'Stage 2', soc2: 'SOC 2' },
  verdict: { notReady: 'Not ready', nearlyReady: 'Nearly ready', ready: 'Ready', none: 'Nothing to judge yet' },
  lacks: { controls: 'no control is recorded', operating: 'no control operates', evidence: 'no evidence is recorded', note: 'No score yet: {what}.' },
  sentence: {
    lacks: 'Not ready for {view}: {what}.',
    notReady: 'Not ready for {view}. {n} blocker. | Not ready for {view}. {n} blockers.', notReadyDays: 'Not ready for {view}. {n} blocker, {days}. | Not ready for {view}. {n} blockers, {days}.', days: '{n} day | {n} days', notReadyCriteria: 'Not ready for {view}. {n} criterion that a report would name. | Not ready for {view}. {n} criteria that a report would name.', nearlyReady: 'Nearly ready. No blocker, score {score}.',
    ready: 'Ready. Nothing fails that an auditor would stop at.', none: 'Nothing to judge yet.',
  },
  capped: 'capped by {n} blocker | capped by {n} blockers', cappedAt: 'capped at 79 while a blocker fails', readyLine: 'ready {n}', of100: 'of 100', start: '{date} · {n}', now: 'today · {n}',
  severity: { blocker: 'Blocker', warning: 'Warning', advice: 'Advice' }, blockers: '{n} blocker | {n} blockers', warnings: '{n} warning | {n} warnings', advices: '{n} advice | {n} advice',
  filter: { failing: 'Failing', blocker: 'Blockers', warning: 'Warnings', advice: 'Advice', waived: 'Settled by decision' },
  group: { 4: 'Context', 5: 'Leadership', 6: 'Planning', 7: 'Support', 8: 'Operation', 9: 'Evaluation', 10: 'Improvement', A: 'Annex A in operation', SOC: 'SOC 2' },
  groupShort: { A: 'Annex A' } as Readonly<Record<string, string>>,
  count: '{n} of {m}', moreOf: '{n} more', age: { today: 'today', since: 'since {date}', seen: 'first seen {date}', after: 'after {date}' }, passes: 'passes', na: 'does not apply', waived: 'settled by decision', existence: 'missing',
  whatFails: 'What fails', nothingThere: 'There is none yet.', settledWhen: 'Settled when', ask: 'Ask {name}', asked: 'Asked {name}', askText: 'Readiness: {check}. {settled}', weight: 'weight {n} of {m}', blockerStays: 'A blocker can’t be settled by decision', escalated: 'Many fail: counts as a blocker',
  criteria: { of: 'mean of {n} criteria', gaps: 'What each criterion still needs', why: 'Each criterion counts by where it stands; the score is the mean. What blocks is said by the checks.', counts: '{n} criterion at {points} | {n} criteria at {points}' },
  phase: { P: 'Plan', D: 'Do', C: 'Check', A: 'Act' }, showAll: 'Show all {n}',
  why: 'Why {n}', whyNone: 'Why no score', whyText: 'Passing checks earn their weight: blocker 5, warning 2, advice 1. A failing blocker earns nothing, a failing warning the share that passes. {earned} of {weight} earned.', whyCapped: 'While a blocker fails, no score is above 79.', whyLost: 'What costs most', whyCost: '−{n}', whyNothing: 'Nothing is lost.',
  waive: 'Settle by decision', waiver: {
    title: 'Settle by decision', text: 'The check counts as not applying until the day you name. It comes back after that day.', reason: 'Reason', until: 'Until', save: 'Settle until then', end: 'End it', active: 'Settled by decision until {date}: {reason}. It comes back after that day.', by: 'by {name}',
    reasonMissing: 'Say why, in words an auditor accepts.', untilPast: 'Choose a day from today on, at most a year ahead.', done: 'Settled by decision', ended: 'Decision ended',
  },
  trend: { ofStage2: 'Kept over time is the score of Stage 2.', title: 'Score over time', none: 'No history yet. The score is kept every month, and at each audit, management review and frozen Statement of Applicability.', table: 'As a table', chart: 'As a chart', day: 'Day', score: 'Score', failing: 'Failing', reason: 'Kept at', summary: '{n} runs from {from} to {to}: score {first} to {last}.', keep: 'Keep today’s run', kept: 'Run of today kept' },
  note: 'Severities are this product’s judgement, in the words of certification auditors. Not a text of any standard.', emptyTitle: 'Checking', emptyText: 'The checks of this workspace run for the first time. They stay up to date from then on.',
  noneFail: 'Nothing fails here.', noneFailText: 'Every check of this view passes, does not apply, or is settled by decision.', noMatch: 'No check fits these filters.', clearFilters: 'Show failing checks', print: 'Print', settleBlockers: 'Settle the blockers', openReadiness: 'Open readiness',
  broken: 'Statement {id}',
  soc: { by: 'By criterion', state: { exception: 'Exception' } },
  check: Object.fromEntries(Object.entries(checks).map(([id, [title, act, settled]]) => [checkKey(id), { title, act, settled }])) as Readonly<Record<string, { readonly title: string; readonly act: string; readonly settled: string }>>,
}

/**
 * Turns the answers of the guided start into a plan: dated steps of a first cycle, the audits they lead up to,
 * recurring tasks, and laws to consider. Pure; the same answers on the same day give the same plan.
 *
 * - GS1 no date is before today, and no step comes before a step it depends on.
 * - GS2 dates are spread back from the certification day; without one the size of the organisation determines the
 *   duration.
 * - GS3 the first internal audit is planned within the audit interval, the first review has a date (9.2, 9.3).
 * - GS4 work that 8.1 asks to be planned recurs by a rule.
 * - GS5 only what is missing is proposed: by the id of the line, by existing plans in records, by passing checks.
 * - GS6 a type 2 report has a window: controls must operate when it starts. A type 1 report covers one day and has
 *   none.
 */

import { addDays, daysBetween, weekday } from '~/lib/shared/dates'
import { derivedId, parentsOf } from '~/lib/records/derivedIds'
import type { Task } from '~/lib/records/kinds/task'
import { recordKind, type Kind } from '~/lib/records/registry'
import { reportType, targetType, type PlanRole, type StartAnswers } from './answers'
import { compareDays, daysOf, firstOf, latest, nextWorkday, observed, toWorkday, windowFrom, windowUntil } from './days'
import { obligationsFor } from './obligations'
import { nothingPresent, type PlanPresent } from './present'
import { iso, planSteps, recurringSteps, soc2, stepNamed, type PlanPage, type PlanPhase, type PlanStep, type RecurringStep } from './steps'

export interface PlanLine {
  /** Id of the record it becomes: the same for every author, so that two devices create one record (MG11). */
  readonly id: string
  readonly name: string
  readonly kind: 'task' | 'audit' | 'managementReview' | 'obligation'
  readonly group: PlanPhase | 'laws'
  /** Undefined for undated lines. */
  readonly date: string | undefined
  /** Last day of an audit. */
  readonly until?: string
  /** First day of a report's window; the line is dated on its last day. */
  readonly windowFrom?: string
  /** Audit criteria. */
  readonly criteria?: readonly Criterion[]
  /** Months between two occurrences of a recurring task. */
  readonly months?: number
  readonly purpose?: NonNullable<Task['purpose']>
  readonly role: PlanRole
  readonly assignee: string | undefined
  readonly page: PlanPage
  readonly req: string | undefined
  readonly hours: number
  /** Names of lines it depends on. */
  readonly after: readonly string[]
  /** Whether it is selected by default. */
  readonly preset: boolean
}

/** Standards, and the organisation's own rules. */
export type Criterion = 'iso' | 'soc2' | 'own'

export interface Size {
  readonly name: 'micro' | 'small' | 'medium' | 'large'
  readonly upTo: number
  /** Weeks from the first statement to Stage 2 if no day is set. */
  readonly weeks: number
  /** Effort, as a multiple of that for forty people. */
  readonly effort: number
  readonly auditDays: number
}

export const sizes: readonly Size[] = [
  { name: 'micro', upTo: 10, weeks: 20, effort: 0.5, auditDays: 2 },
  { name: 'small', upTo: 50, weeks: 26, effort: 1, auditDays: 3 },
  { name: 'medium', upTo: 250, weeks: 39, effort: 2, auditDays: 4 },
  { name: 'large', upTo: Infinity, weeks: 52, effort: 4, auditDays: 5 },
]
export const sizeOf = (people: number | undefined): Size => sizes.find(({ upTo }) => (people ?? 40) <= upTo)!

export const startId = (kind: Kind, name: string): string => derivedId(recordKind(kind).prefix.toLowerCase(), 'start', name)
/** The name of a plan line by the id of its record; undefined for any other record. */
export const startNameOf = (id: string): string | undefined => (([start, name]) => (start === 'start' ? name : undefined))(id.includes('~') ? parentsOf(id) : [])
/** The step behind a record of the plan. */
export const startStepOf = (id: string): PlanStep | undefined => ((name) => (name === undefined ? undefined : stepNamed(name)))(startNameOf(id))

/**
 * Weeks from the first statement to the target day if none is set: a half-year window starts half way through the usual
 * time.
 */
export const weeksOf = ({ people, frameworks, socReport }: Pick<StartAnswers, 'people' | 'frameworks' | 'socReport'>): number => sizeOf(people).weeks + (targetType(frameworks, socReport) === 'soc2Type2' ? 13 : 0)

/** The day the plan leads up to (GS2). A target day in the past is ignored. */
export const targetDay = (answers: StartAnswers, today: string): string => (answers.target !== undefined && answers.target > today ? answers.target : toWorkday(addDays(today, 7 * weeksOf(answers))))

/** True if the target day leaves less than half the time organisations of this size need. */
export const isTight = (answers: StartAnswers, today: string): boolean => answers.target !== undefined && answers.target > today && daysBetween(today, answers.target) < weeksOf(answers) * 3.5

/** GS6: the day on which the window of a type 2 report starts; undefined without one, or if it has started. */
function windowDay(answers: StartAnswers, today: string): string | undefined {
  if (reportType(answers.frameworks, answers.socReport) !== 'soc2Type2') return undefined
  if (answers.observedFrom !== undefined) return answers.observedFrom > today ? answers.observedFrom : undefined
  const target = targetDay(answers, today)
  return answers.frameworks.includes(iso) ? daysOf(today, target)(observed) : windowFrom(target, today)
}

export function startPlan(answers: StartAnswers, today: string, present: PlanPresent = nothingPresent): readonly PlanLine[] {
  const window = windowDay(answers, today)
  const dayOf = daysOf(today, targetDay(answers, today), window)
  const wanted = [...planSteps, ...recurringSteps].filter((step) => isAsked(step, answers, present) && (!isWindow(step) || window !== undefined))
  const dates = orderedDates(wanted, (step) => (isWindow(step) ? window! : dayOf(step.at)))
  const lines = [
    ...wanted.map((step) => lineOf(step, dates.get(step.name)!, answers)),
    ...auditLines(answers, today, { present, dayOf, dates, window }),
    ...obligationsFor(answers).map((one): PlanLine => ({ id: startId('obligation', one.name), name: one.name, kind: 'obligation', group: 'laws', date: undefined, role: 'ismsLead', assignee: answers.persons.ismsLead, page: { kind: 'obligation' }, req: `${iso}:${one.reqs[0]!}`, hours: 0, after: [], preset: true })),
  ]
  return lines.filter(({ id }) => !present.ids.has(id)).sort((a, b) => compareDays(a.date ?? '~', b.date ?? '~') || atOf(a) - atOf(b))
}

const atOf = ({ name }: PlanLine): number => stepNamed(name)?.at ?? 1

/** GS5: whether a step is still needed. */
function isAsked(step: PlanStep, { frameworks, documents }: StartAnswers, { passed, recurring, certified }: PlanPresent): boolean {
  if (step.of && !step.of.some((one) => frameworks.includes(one))) return false
  if (step.brings && !documents.includes(step.brings)) return false
  if (isRecurring(step) && recurring.has(step.purpose)) return false
  if (certified && (step.name === 'certifier' || step.name === 'documents' || step.name === 'afterStage1')) return false
  return !(step.settled && step.settled.every((check) => passed.has(check)))
}

const isRecurring = (step: PlanStep): step is RecurringStep => 'purpose' in step
const isWindow = ({ name }: PlanStep): boolean => name === 'window'

/** GS1: in plan order, each no earlier than what it depends on; only recurring tasks may fall on a weekend. */
function orderedDates(steps: readonly PlanStep[], dayOf: (step: PlanStep) => string): Map<string, string> {
  const dates = new Map<string, string>()
  for (const step of [...steps].sort((a, b) => a.at - b.at)) {
    const date = latest(dayOf(step), ...(step.after ?? []).flatMap((name) => ((day) => (day === undefined ? [] : [nextWorkday(day)]))(dates.get(name))))
    dates.set(step.name, isRecurring(step) ? firstOf(date) : date)
  }
  return dates
}

function lineOf(step: PlanStep, date: string, { people, documents, persons }: StartAnswers): PlanLine {
  const size = sizeOf(people)
  return {
    id: startId('task', step.name), name: step.name, kind: 'task', group: step.phase, date, role: step.role, assignee: persons[step.role] ?? persons.ismsLead, page: step.page, req: step.req,
    hours: hoursOf(step.hours * size.effort * (step.eased && documents.includes(step.eased) ? 0.5 : 1)), after: step.after ?? [], preset: true,
    ...(isRecurring(step) && { purpose: step.purpose, months: step.months[sizes.indexOf(size)]! }),
  }
}

/** Whole hours, at least one; above eight in half days, since more precision would be false. */
const hoursOf = (hours: number): number => (hours <= 8 ? Math.max(1, Math.round(hours)) : Math.round(hours / 4) * 4)

interface PlanDays {
  readonly present: PlanPresent
  readonly dayOf: (at: number) => string
  readonly dates: ReadonlyMap<string, string>
  readonly window: string | undefined
}

/** Dated events: the internal audit, the review, and external audits. */
function auditLines({ people, frameworks, socReport, target, persons }: StartAnswers, today: string, { present: { audits, review }, dayOf, dates, window }: PlanDays): readonly PlanLine[] {
  const { auditDays, effort } = sizeOf(people)
  const [hasIso, named] = [frameworks.includes(iso), target !== undefined && target > today]
  const hours = hoursOf(8 * auditDays * Math.min(1, effort))
  const of = (kind: 'audit' | 'managementReview', name: string, date: string, more: Partial<PlanLine> & Pick<PlanLine, 'req'>): PlanLine =>
    ({ id: startId(kind, name), name, kind, group: 'check', date, role: 'ismsLead', assignee: persons[more.role ?? 'ismsLead'], page: { kind }, hours, after: [], preset: true, ...more })
  const through = (date: string): string => addDays(date, Array.from({ length: 2 * auditDays }, (_, index) => index).filter((index) => weekday(addDays(date, index)) < 5)[auditDays - 1] ?? 0)
  /** A workday, even if the recurring task falls on a weekend. */
  const heldOn = (name: string, at: number): string => nextWorkday(dates.get(name) ?? dayOf(at))
  const [audit, end] = [heldOn('again-internalAudit', 0.66), dayOf(1)]
  const report = reportType(frameworks, socReport)
  /**
   * In addition to a certification, a type 1 report comes four weeks after it, and a type 2 report at the end of its
   * window.
   */
  const reported = !hasIso ? end : report === 'soc2Type1' ? nextWorkday(addDays(end, 28)) : windowUntil(window ?? today)
  return [
    ...(audits.has('internal') ? [] : [of('audit', 'internal', audit, { until: through(audit), req: `${iso}:9.2.1`, criteria: [...(hasIso ? ['iso' as const] : []), ...(report ? ['soc2' as const] : []), 'own'] })]),
    ...(review ? [] : [of('managementReview', 'review', heldOn('again-managementReview', 0.76), { role: 'topManagement', req: `${iso}:9.3.1`, hours: hoursOf(stepNamed('again-managementReview')!.hours * effort) })]),
    ...(hasIso && !audits.has('stage1') && !audits.has('stage2done') ? [of('audit', 'stage1', latest(dayOf(0.84), dates.get('documents') ?? today), { preset: named, req: `${iso}:7.5.1`, criteria: ['iso', 'own'] })] : []),
    ...(hasIso && !audits.has('stage2') ? [of('audit', 'stage2', end, { until: through(end), preset: named, req: `${iso}:9.2.1`, criteria: ['iso', 'own'] })] : []),
    ...(report && !audits.has(report) ? [of('audit', report, reported, { preset: named, req: `${soc2}:CC4.1`, criteria: ['soc2'], ...(report === 'soc2Type2' && { windowFrom: window ?? today, after: ['window'] }) })] : []),
  ]
}

/** The same line on another day; an audit keeps its length, a recurring task gets a day every month has. */
export function onDay(line: PlanLine, date: string): PlanLine {
  if (line.date === undefined) return line
  const day = line.months === undefined ? date : firstOf(date)
  return { ...line, date: day, ...(line.until !== undefined && { until: addDays(day, daysBetween(line.date, line.until)) }) }
}

/** GS1 after dates were edited: lines due before one they depend on, with the latest of those. */
export function outOfOrder(lines: readonly PlanLine[]): ReadonlyMap<string, PlanLine> {
  const byName = new Map(lines.map((line) => [line.name, line]))
  const found = new Map<string, PlanLine>()
  for (const line of lines) {
    const late = line.after.flatMap((name) => byName.get(name) ?? []).filter(({ date }) => line.date !== undefined && date !== undefined && date > line.date).sort((a, b) => compareDays(a.date!, b.date!)).at(-1)
    if (late) found.set(line.name, late)
  }
  return found
}

/**
 * From the answers of the guided start to a plan: the steps of a first cycle with days on them, the audits they lead up to,
 * the work that comes back, and laws to look at. Pure; the same answers on the same day give the same plan.
 *
 * - GS1 no day lies before today, and none of a step before a step it builds on.
 * - GS2 days are spread back from the day of the certification; without one the size of the organisation says how long.
 * - GS3 the first internal audit is planned within the audit interval, the first review has a day (9.2, 9.3).
 * - GS4 work that 8.1 asks to be planned comes back by a rule.
 * - GS5 only what is not there is proposed: by the id of the line, by what records already plan, by checks that pass.
 */

import { addDays, addPeriod, daysBetween, weekday } from '../../dates'
import { derivedId, parentsOf } from '../../derivedIds'
import type { Task } from '../../kinds/task'
import { recordKind, type Kind } from '../../registry'
import { targetType, type PlanRole, type StartAnswers } from './answers'
import { obligationsFor } from './obligations'
import { nothingPresent, type PlanPresent } from './present'
import { iso, planSteps, recurringSteps, soc2, stepNamed, type PlanPage, type PlanPhase, type PlanStep, type RecurringStep } from './steps'

export interface PlanLine {
  /** Id of the record it becomes: the same whoever writes it, so that two devices make one (MG11). */
  readonly id: string
  readonly name: string
  readonly kind: 'task' | 'audit' | 'managementReview' | 'obligation'
  readonly group: PlanPhase | 'laws'
  /** Undefined for what has no day. */
  readonly date: string | undefined
  /** Last day of an audit, or of the window of a report. */
  readonly until?: string
  /** Months between occurrences of work that comes back. */
  readonly months?: number
  readonly purpose?: NonNullable<Task['purpose']>
  readonly role: PlanRole
  readonly assignee: string | undefined
  readonly page: PlanPage
  readonly req: string | undefined
  readonly hours: number
  /** Names of lines it builds on. */
  readonly after: readonly string[]
  /** Whether it is chosen until somebody says otherwise. */
  readonly preset: boolean
}

export interface Size {
  readonly name: 'micro' | 'small' | 'medium' | 'large'
  readonly upTo: number
  /** Weeks from the first sentence to Stage 2, where nobody named a day. */
  readonly weeks: number
  /** Effort, as a multiple of that of forty people. */
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

/** GS3: days within which the first internal audit ends, a fortnight inside of a year. */
const auditWithin = 350
/** Where on the way the internal audit ends. */
const audited = 0.7

export const startId = (kind: Kind, name: string): string => derivedId(recordKind(kind).prefix.toLowerCase(), 'start', name)
/** The name of a line by the id of its record; undefined for any other record. */
export const startNameOf = (id: string): string | undefined => (([start, name]) => (start === 'start' ? name : undefined))(id.includes('~') ? parentsOf(id) : [])
/** What a record of the plan is about. */
export const startStepOf = (id: string): PlanStep | undefined => ((name) => (name === undefined ? undefined : stepNamed(name)))(startNameOf(id))

/** The day everything leads up to (GS2). A day that has passed is none. */
export function targetDay({ target, people, frameworks, socReport }: StartAnswers, today: string): string {
  if (target !== undefined && target > today) return target
  const observed = targetType(frameworks, socReport) === 'soc2Type2' ? 13 : 0
  return toWorkday(addDays(today, 7 * (sizeOf(people).weeks + observed)))
}

/** Whether the day named leaves less than half of what organisations of this size need. */
export const isTight = (answers: StartAnswers, today: string): boolean =>
  answers.target !== undefined && answers.target > today && daysBetween(today, answers.target) < sizeOf(answers.people).weeks * 3.5

export function startPlan(answers: StartAnswers, today: string, present: PlanPresent = nothingPresent): readonly PlanLine[] {
  const dayOf = daysOf(today, targetDay(answers, today))
  const wanted = [...planSteps, ...recurringSteps].filter((step) => isAsked(step, answers, present))
  const dates = orderedDates(wanted, dayOf)
  const lines = [
    ...wanted.map((step) => lineOf(step, dates.get(step.name)!, answers)),
    ...auditLines(answers, today, present, dayOf, dates),
    ...obligationsFor(answers).map((one): PlanLine => ({ id: startId('obligation', one.name), name: one.name, kind: 'obligation', group: 'laws', date: undefined, role: 'ismsLead', assignee: answers.persons.ismsLead, page: { kind: 'obligation' }, req: `${iso}:${one.reqs[0]!}`, hours: 0, after: [], preset: true })),
  ]
  return lines.filter(({ id }) => !present.ids.has(id)).sort((a, b) => compare(a.date ?? '~', b.date ?? '~') || atOf(a) - atOf(b))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const atOf = ({ name }: PlanLine): number => stepNamed(name)?.at ?? 1

/** GS5. */
function isAsked(step: PlanStep, { frameworks, documents }: StartAnswers, { passed, recurring, certified }: PlanPresent): boolean {
  if (step.of && !step.of.some((one) => frameworks.includes(one))) return false
  if (step.brings && !documents.includes(step.brings)) return false
  if (isRecurring(step) && recurring.has(step.purpose)) return false
  if (certified && (step.name === 'certifier' || step.name === 'documents' || step.name === 'afterStage1')) return false
  return !(step.settled && step.settled.every((check) => passed.has(check)))
}

const isRecurring = (step: PlanStep): step is RecurringStep => 'purpose' in step

/** GS2: a share of the way as a day: never before today, never on a weekend but where today is one, never earlier for a greater share. */
function daysOf(today: string, target: string): (at: number) => string {
  const span = daysBetween(today, target)
  const knee = Math.min(audited * span, auditWithin)
  return (at) => {
    if (at >= 1) return target
    const days = at <= audited ? (at / audited) * knee : knee + ((at - audited) / (1 - audited)) * (span - knee)
    const day = toWorkday(addDays(today, Math.floor(days)))
    return day < today ? today : day
  }
}

/** Friday for a Saturday or Sunday. */
const toWorkday = (day: string): string => addDays(day, -Math.max(0, weekday(day) - 4))

/** GS1: in the order of the way, each no earlier than what it builds on. */
function orderedDates(steps: readonly PlanStep[], dayOf: (at: number) => string): Map<string, string> {
  const dates = new Map<string, string>()
  for (const step of [...steps].sort((a, b) => a.at - b.at)) {
    const before = (step.after ?? []).map((name) => dates.get(name) ?? '')
    const date = [dayOf(step.at), ...before].sort(compare).at(-1)!
    dates.set(step.name, isRecurring(step) ? firstOf(date) : date)
  }
  return dates
}

/** A day that every month has, so that a monthly or yearly rule leaves none out: the next first after a 29th, 30th or 31st. */
export function firstOf(date: string): string {
  return Number(date.slice(8)) > 28 ? `${addDays(`${date.slice(0, 8)}28`, 4).slice(0, 8)}01` : date
}

function lineOf(step: PlanStep, date: string, { people, documents, persons }: StartAnswers): PlanLine {
  const size = sizeOf(people)
  return {
    id: startId('task', step.name), name: step.name, kind: 'task', group: step.phase, date, role: step.role, assignee: persons[step.role] ?? persons.ismsLead, page: step.page, req: step.req,
    hours: hoursOf(step.hours * size.effort * (step.eased && documents.includes(step.eased) ? 0.5 : 1)), after: step.after ?? [], preset: true,
    ...(isRecurring(step) && { purpose: step.purpose, months: step.months[sizes.indexOf(size)]! }),
  }
}

/** Whole hours, at least one; beyond eight in half days: nobody knows it better. */
const hoursOf = (hours: number): number => (hours <= 8 ? Math.max(1, Math.round(hours)) : Math.round(hours / 4) * 4)

/** What is held on a day: the internal audit, the review, and the audits by others. */
function auditLines({ people, frameworks, socReport, target, persons }: StartAnswers, today: string, { audits, review }: PlanPresent, dayOf: (at: number) => string, dates: ReadonlyMap<string, string>): readonly PlanLine[] {
  const { auditDays, effort } = sizeOf(people)
  const named = target !== undefined && target > today
  const [audit, held] = ['again-internalAudit', 'again-managementReview'].map((name, index) => dates.get(name) ?? dayOf(index === 0 ? 0.66 : 0.76)) as [string, string]
  const of = (kind: 'audit' | 'managementReview', name: string, date: string, until: string | undefined, group: PlanPhase, role: PlanRole, preset: boolean, req: string): PlanLine =>
    ({ id: startId(kind, name), name, kind, group, date, ...(until !== undefined && { until }), role, assignee: persons[role], page: { kind }, req, hours: hoursOf(8 * auditDays * Math.min(1, effort)), after: [], preset })
  const through = (date: string, days: number): string => addDays(date, Array.from({ length: 2 * days }, (_, index) => index).filter((index) => weekday(addDays(date, index)) < 5)[days - 1] ?? 0)
  const type = targetType(frameworks, socReport)
  const end = dayOf(1)
  return [
    ...(audits.has('internal') ? [] : [of('audit', 'internal', audit, through(audit, auditDays), 'check', 'ismsLead', true, `${iso}:9.2.1`)]),
    ...(review ? [] : [of('managementReview', 'review', held, undefined, 'check', 'topManagement', true, `${iso}:9.3.1`)]),
    ...(frameworks.includes(iso) && !audits.has('stage1') && !audits.has('stage2done') ? [of('audit', 'stage1', [dayOf(0.84), dates.get('documents') ?? today].sort(compare)[1]!, undefined, 'check', 'ismsLead', named, `${iso}:7.5.1`)] : []),
    ...(type !== undefined && !audits.has(type) ? [of('audit', type, end, type === 'stage2' ? through(end, auditDays) : undefined, 'check', 'ismsLead', named, type === 'stage2' ? `${iso}:9.2.1` : `${soc2}:CC4.1`)] : []),
  ]
}

/** The same line on another day; an audit keeps its length, work that comes back a day every month has. */
export function onDay(line: PlanLine, date: string): PlanLine {
  if (line.date === undefined) return line
  const day = line.months === undefined ? date : firstOf(date)
  return { ...line, date: day, ...(line.until !== undefined && { until: addDays(day, daysBetween(line.date, line.until)) }) }
}

/** GS1 after somebody moved days: lines due before one they build on, with the latest of those. */
export function outOfOrder(lines: readonly PlanLine[]): ReadonlyMap<string, PlanLine> {
  const byName = new Map(lines.map((line) => [line.name, line]))
  const found = new Map<string, PlanLine>()
  for (const line of lines) {
    const late = line.after.flatMap((name) => byName.get(name) ?? []).filter(({ date }) => line.date !== undefined && date !== undefined && date > line.date).sort((a, b) => compare(a.date!, b.date!)).at(-1)
    if (late) found.set(line.name, late)
  }
  return found
}

/** A day on which a report of type 2 begins to observe: half a year before its end, never before today. */
export const windowFrom = (until: string, today: string): string => [addPeriod(until, 'P6M', -1), today].sort(compare)[1]!

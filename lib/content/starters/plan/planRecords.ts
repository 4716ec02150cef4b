/**
 * Lines of a plan as records, in the language of the person who starts it. All of them go into one command with one
 * undo. Pure.
 */

import type { JsonValue } from '~/lib/shared/json'
import { obligationNamed } from './obligations'
import { iso } from './steps'
import { startId, type Criterion, type PlanLine } from './startPlan'
import type { PlanTexts } from './texts'

export interface PlannedRecord {
  readonly kind: PlanLine['kind']
  readonly id: string
  readonly fields: Readonly<Record<string, JsonValue>>
}

export interface PlanWords {
  readonly texts: PlanTexts
  /** "About 6 hours." */
  readonly effort: (hours: number) => string
  /** Audit criteria: names of standards, and "own rules". */
  readonly criteria: Readonly<Record<Criterion, string>>
}

const auditTypes: Readonly<Record<string, string>> = { internal: 'internal', stage1: 'stage1', stage2: 'stage2', soc2Type1: 'soc2Type1', soc2Type2: 'soc2Type2' }
/** Tasks that are linked to the event they prepare. */
const about: Readonly<Record<string, readonly string[]>> = {
  'again-internalAudit': [startId('audit', 'internal')], 'again-managementReview': [startId('managementReview', 'review')], documents: [startId('audit', 'stage1')], afterStage1: [startId('audit', 'stage1')],
  lastLook: ['stage2', 'soc2Type1', 'soc2Type2'].map((name) => startId('audit', name)), certifier: [startId('audit', 'stage2')], window: [startId('audit', 'soc2Type2')],
}

/** `lines` are the chosen ones; `kept` lists which other records exist, so that links are valid. */
export function planRecords(lines: readonly PlanLine[], words: PlanWords, { today, kept = new Set() }: { readonly today: string; readonly kept?: ReadonlySet<string> }): readonly PlannedRecord[] {
  const there = new Set([...kept, ...lines.map(({ id }) => id)])
  const linksOf = (line: PlanLine): readonly string[] =>
    (line.name === 'obligations' ? lines.filter(({ kind }) => kind === 'obligation').map(({ id }) => id) : (about[line.name] ?? [])).filter((id) => there.has(id)).sort()
  // Somebody may have moved the start of the window.
  const begun = lines.find(({ name }) => name === 'window')?.date
  return lines.map((line) => ({ kind: line.kind, id: line.id, fields: fieldsOf(line, words, { today, begun, links: linksOf(line) }) }))
}

function fieldsOf(line: PlanLine, { texts, effort, criteria }: PlanWords, { today, begun, links }: { readonly today: string; readonly begun: string | undefined; readonly links: readonly string[] }): Readonly<Record<string, JsonValue>> {
  const [title, text] = texts[line.name] ?? [line.name, '']
  const person = (field: string): Record<string, string> => (line.assignee === undefined ? {} : { [field]: line.assignee })
  const said = (field: string): Record<string, string> => (text === '' ? {} : { [field]: text })
  const date = line.date ?? today
  switch (line.kind) {
    case 'obligation': {
      const starter = obligationNamed(line.name)
      return { title, summary: text, status: 'active', ...(starter && { source: starter.source, reqs: starter.reqs.map((code) => `${iso}:${code}`) }), ...person('owner') }
    }
    case 'managementReview':
      return { title, heldOn: date, status: 'planned', ...person('chair') }
    case 'audit': {
      const from = line.windowFrom === undefined ? undefined : (begun ?? line.windowFrom)
      return {
        title, type: auditTypes[line.name]!, status: 'planned', plannedFrom: date, plannedTo: line.until ?? date, criteria: (line.criteria ?? []).map((one) => criteria[one]).join(', '), ...said('objectives'),
        ...(from !== undefined && { windowFrom: from < date ? from : date, windowTo: date }),
      }
    }
    default:
      return {
        title, description: `${text} ${effort(line.hours)}`, purpose: line.purpose ?? 'other', due: date, status: 'open', ...person('assignee'), ...(links.length > 0 && { links }),
        ...(line.months !== undefined && { rules: { [date]: ruleOf(line.months) } }),
      }
  }
}

/** GS4: the same day of the month, which every month has (`firstOf`). */
export const ruleOf = (months: number): string => (months % 12 === 0 ? `FREQ=YEARLY${months === 12 ? '' : `;INTERVAL=${months / 12}`}` : `FREQ=MONTHLY${months === 1 ? '' : `;INTERVAL=${months}`}`)

/**
 * Daily figures for charts over time (isms.md 8). Stored with each run, because most of them cannot be reconstructed
 * later; computed live for today. A figure without underlying data is left out: no data is not zero.
 */

import { addPeriod, daysBetween } from '~/lib/shared/dates'
import { evidenceCurrency, newestBase, type Currency } from '../evidence/currency'
import { isLevel } from '../risk/level'
import { isRecurrence } from './checks/improvementChecks'
import { coverage } from './facts/audits'
import { applicability, annexRows, soaRow } from './facts/applicabilityFacts'
import { controlTest, isSuperseded, linkedEvidence, liveControl, operating, pattern } from './facts/controlFacts'
import { targets } from './facts/documentFacts'
import { metric, ncFacts } from './facts/improvementFacts'
import { isAboveNow, levels, openRisk } from './facts/riskCheckFacts'
import { settings } from './facts/workspace'
import { fact, factOfAll } from './readinessReader'

export const figureNames = [
  'risksOpen',
  'risksAbove',
  'worstLevel',
  'ncOpened',
  'ncClosed',
  'ncMedianDaysToCorrect',
  'ncMedianDaysToClose',
  'ncRepeatRate',
  'metricsOnTarget',
  'metricsImproving',
  'metricsFlat',
  'metricsWorsening',
  'auditCoverage',
  'testsEffective',
  'patternRatio',
  'attestationRate',
  'decisionsOnTime',
  'evidenceAll',
  'evidenceFresh',
  'evidenceExpiring',
  'evidenceExpired',
  'improvementsRealised',
  'objectivesAchieved',
  'soaVerified',
  'soaApplicable',
] as const
export type FigureName = (typeof figureNames)[number]
export type Figures = Readonly<Partial<Record<FigureName, number>>>

/**
 * Counts are integers, rates 0 to 1, spans in days. A group of figures is recomputed only if what it counts changed.
 */
export const figures = factOfAll((read): Figures => {
  const found: Some<FigureName> = {
    ...riskFigures(read),
    ...ncFigures(read),
    ...metricFigures(read),
    ...evidenceFigures(read),
    ...checkFigures(read),
    ...doneFigures(read),
    ...soaFigures(read),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
})

type Some<N extends FigureName> = Readonly<Record<N, number | undefined>>

const riskFigures = factOfAll((read): Some<'risksOpen' | 'risksAbove' | 'worstLevel'> => {
  const open = read.ids('risk').filter((id) => openRisk(read, id))
  const scored = open.map((id) => levels(read, id)!.current.level).filter(isLevel)
  return {
    risksOpen: open.length > 0 ? open.length : undefined,
    risksAbove: scored.length > 0 ? open.filter((id) => isAboveNow(read, id)).length : undefined,
    worstLevel: scored.length > 0 ? Math.max(...scored) : undefined,
  }
})

const ncFigures = factOfAll(
  (read): Some<'ncOpened' | 'ncClosed' | 'ncMedianDaysToCorrect' | 'ncMedianDaysToClose' | 'ncRepeatRate'> => {
    const all = read
      .ids('nonconformity')
      .map((id) => ncFacts(read, id)!)
      .filter(({ standing }) => standing.state !== 'withdrawn')
    const span = (day: string | undefined, from: string | undefined): readonly number[] =>
      day === undefined || from === undefined || day < from ? [] : [daysBetween(from, day)]
    const yearAgo = addPeriod(read.today(), 'P12M', -1)
    return {
      ncRepeatRate: share(
        all.filter(
          ({ row }) => row.detectedOn !== undefined && row.detectedOn > yearAgo && row.detectedOn <= read.today(),
        ),
        (nc) => isRecurrence(read, nc),
      ),
      ncOpened: some(all, () => true),
      ncClosed: some(all, ({ closedOn }) => closedOn !== undefined),
      ncMedianDaysToCorrect: median(all.flatMap(({ row }) => span(row.correctedOn, row.detectedOn))),
      ncMedianDaysToClose: median(all.flatMap(({ row, closedOn }) => span(closedOn, row.detectedOn))),
    }
  },
)

const metricFigures = factOfAll(
  (read): Some<'metricsOnTarget' | 'metricsImproving' | 'metricsFlat' | 'metricsWorsening'> => {
    const measured = read
      .ids('metric')
      .map((id) => metric(read, id))
      .filter((facts) => facts?.last !== undefined)
    const trend = (word: string): number | undefined =>
      some(
        measured.filter((facts) => facts!.trend !== 'unknown'),
        (facts) => facts!.trend === word,
      )
    return {
      metricsOnTarget: some(measured, (facts) => facts!.state === 'onTarget'),
      metricsImproving: trend('improving'),
      metricsFlat: trend('flat'),
      metricsWorsening: trend('worsening'),
    }
  },
)

const newestOf = fact((read, control): string | undefined =>
  newestBase(linkedEvidence(read, control), settings(read), read.today()),
)
const currencyOf = fact((read, id): Currency => {
  const row = read.row('evidence', id)!
  const controls = row.controls.map((control) => liveControl(read, control)).filter((control) => control !== undefined)
  return evidenceCurrency(row, {
    controls,
    superseded: isSuperseded(read, id),
    newest: (control) => newestOf(read, control),
    settings: settings(read),
    today: read.today(),
  })
})
const evidenceFigures = factOfAll(
  (read): Some<'evidenceAll' | 'evidenceFresh' | 'evidenceExpiring' | 'evidenceExpired'> => {
    const states = read.ids('evidence').map((id) => currencyOf(read, id))
    return {
      evidenceAll: some(states, () => true),
      evidenceFresh: some(states, (state) => state === 'fresh'),
      evidenceExpiring: some(states, (state) => state === 'expiring'),
      evidenceExpired: some(states, (state) => state === 'expired'),
    }
  },
)

const checkFigures = factOfAll(
  (read): Some<'auditCoverage' | 'testsEffective' | 'patternRatio' | 'attestationRate'> => ({
    auditCoverage: ratio(
      read
        .rows('auditProgramme')
        .filter(({ from, to }) => from !== undefined && to !== undefined && from <= read.today() && read.today() <= to)
        .map(({ id }) => coverage(read, id)!.share),
    ),
    testsEffective: share(
      read
        .ids('control')
        .map((id) => controlTest(read, id).result)
        .filter((result) => result !== 'none'),
      (result) => result === 'effective',
    ),
    patternRatio: ratio(
      read
        .ids('control')
        .flatMap((id) => (operating(read, id)?.key === true ? [pattern(read, id)?.ratio] : []))
        .filter((value) => value !== undefined),
    ),
    attestationRate: share(
      read.ids('policy').flatMap((id) => targets(read, id)),
      ({ state }) => state === 'signed' || state === 'recorded',
    ),
  }),
)

const doneFigures = factOfAll((read): Some<'decisionsOnTime' | 'improvementsRealised' | 'objectivesAchieved'> => ({
  decisionsOnTime: share(
    read
      .rows('decision')
      .filter(
        ({ due, status }) => due !== undefined && status !== 'dropped' && (status === 'done' || due < read.today()),
      ),
    ({ status, doneOn, due }) => status === 'done' && doneOn !== undefined && doneOn <= due!,
  ),
  improvementsRealised: some(read.rows('improvement'), ({ status }) => status === 'done'),
  objectivesAchieved: some(read.rows('objective'), ({ status }) => status === 'achieved'),
}))

const soaFigures = factOfAll((read): Some<'soaApplicable' | 'soaVerified'> => {
  const decided = annexRows.filter((row) => applicability(read, row) !== 'undecided')
  return {
    soaApplicable: some(decided, (row) => applicability(read, row) === 'applicable'),
    soaVerified: some(
      decided,
      (row) => applicability(read, row) === 'applicable' && soaRow(read, row).status === 'verified',
    ),
  }
})

/** Number of matches; undefined for an empty list. */
const some = <T>(all: readonly T[], is: (one: T) => boolean): number | undefined =>
  all.length === 0 ? undefined : all.filter(is).length
const share = <T>(all: readonly T[], is: (one: T) => boolean): number | undefined =>
  all.length === 0 ? undefined : all.filter(is).length / all.length
const ratio = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length

function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Turns check outcomes into results, scores and a verdict (isms.md 5.1). */

import { isDate } from '~/lib/shared/dates'
import { requirementById } from '~/lib/content/catalogue/catalogue'
import { hasSoc2 } from './facts/soc2Facts'
import { settings } from './facts/workspace'
import type { Check } from './readinessCheck'
import { groupOf } from './readinessCheck'
import { allChecks } from './checks'
import type { CheckOutcome } from './outcome'
import type { Reader } from './readinessReader'
import type { CheckResult } from './checkResult'
import { runChecks } from './run'
import { dueSince } from './dueDays'
import { failingSince } from './since'
import type { Changes, Sources } from './sources'
import { refSortKey } from '~/lib/records/refs'

/** RE1: results of every check for a state, computed from scratch. */
export function evaluate(state: Changes, checks: readonly Check[] = allChecks): readonly CheckResult[] {
  const { outcomes, reader, sources } = runChecks(state, checks)
  return resultsOf(outcomes, reader, sources)
}

/** Results in the order of the checks. SOC 2 checks are included only if the framework is enabled (RE6). */
export function resultsOf(outcomes: readonly CheckOutcome[], read: Reader, sources: Sources): readonly CheckResult[] {
  const { waivers } = settings(read)
  const today = read.today()
  const since = failingSince(read)
  return outcomes
    .filter(({ check }) => groupOf(check) !== 'SOC' || hasSoc2(read))
    .map((outcome): CheckResult => {
      const { check, severity, escalated, status, total } = outcome
      // RE7: neither a blocker nor a warning escalated to one can be waived; an expired waiver is ignored.
      const waiver = Object.hasOwn(waivers, check.id) ? waivers[check.id] : undefined
      const waived =
        status === 'fail' &&
        waiver !== undefined &&
        severity !== 'blocker' &&
        isDate(waiver.until) &&
        waiver.until >= today &&
        waiver.reason.trim() !== ''
      // RE12: the due day if the rule has one, otherwise the first day known from the stored runs.
      const due = status === 'fail' ? dueSince(read, check.id, outcome.failing) : undefined
      const first = status === 'fail' ? (due ?? since.get(check.id)) : undefined
      return {
        id: check.id,
        phase: check.phase,
        group: groupOf(check),
        stage: check.stage,
        severity,
        escalated,
        status: waived ? 'waived' : status,
        failing: sorted(outcome.failing, sources),
        total,
        ...(first !== undefined && { since: first }),
        ...(due !== undefined && { isDue: true as const }),
        ...(waived && { waiver }),
      }
    })
}

/** RE1: by ref, as people read lists; requirements in catalogue order. */
function sorted(ids: readonly string[], sources: Sources): readonly string[] {
  if (ids.length < 2) return ids
  const keyOf = (id: string): string => {
    const requirement = requirementById(id)
    if (requirement) return `!${requirement.framework}|${String(requirement.order).padStart(6, '0')}`
    const [first, second] = id.split('~')
    const row = sources.peek(id) ?? sources.peek(second ?? '') ?? sources.peek(first!)
    return row?.ref ? refSortKey(row.ref) : `~${id}`
  }
  return ids
    .map((id) => ({ id, key: keyOf(id) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id < b.id ? -1 : 1))
    .map(({ id }) => id)
}

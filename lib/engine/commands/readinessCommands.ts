/**
 * Keeping a readiness run (isms.md 3.5): how the checks stood on a day, as a record that lines over time are drawn
 * from.
 */

import { readinessRunId } from '~/lib/records/derivedIds'
import type { CheckResult } from '~/lib/isms/readiness/checkResult'
import type { AnyRecord } from '~/lib/records/registry'
import type { JsonValue } from '~/lib/shared/json'
import type { Result } from '~/lib/shared/result'
import { checkRole } from '~/lib/vault/books/checkIntents'
import type { CommandInput, CommandOutput, FieldChange } from '../commandMap'
import type { EngineContext, Handlers } from '../commandContext'
import type { KeptReadiness, ReadinessKeeper } from '../readiness/readinessKeeper'
import { changeIntents, creationIntents } from './records/recordIntents'
import { commitIntents } from './records/recordCommands'

export const readinessCommands = (keeper: ReadinessKeeper) =>
  ({ 'readiness.keep': (ctx, input) => keep(ctx, input, keeper) }) satisfies Partial<Handlers>

/** One record a day: kept again on the same day, it says how the day ended. Fails with `notAllowed`. */
async function keep(
  ctx: EngineContext,
  input: CommandInput<'readiness.keep'>,
  keeper: ReadinessKeeper,
): Promise<Result<CommandOutput<'readiness.keep'>>> {
  const denied = checkRole(ctx.actor?.role, 'readinessRun')
  if (denied) return denied
  const now = await keeper.current()
  const id = readinessRunId(now.today)
  const row = await ctx.replica.readRecord('readinessRun', id)
  const pack =
    input.reason === 'review' ? (await ctx.replica.readRecord('managementReview', input.review))?.packHash : undefined
  const intents = changeIntents('readinessRun', id, row as AnyRecord | undefined, [
    ...runFields(now, input.reason),
    ...(pack === undefined ? [] : [set('packHash', pack)]),
  ])
  if (!intents.ok) return intents
  return commitIntents(ctx, [...(row ? [] : creationIntents(ctx, 'readinessRun', id, '')), ...intents.value], { id })
}

function runFields(kept: KeptReadiness, reason: string): readonly FieldChange[] {
  const { overall, groups, phases } = kept.summary.views.stage2!
  const scores = {
    overall: overall.score,
    phases: Object.fromEntries(Object.entries(phases).map(([phase, { score }]) => [phase, score])),
    groups: Object.fromEntries(Object.entries(groups).map(([group, { score }]) => [group, score])),
  }
  const counts = {
    ...kept.summary.figures,
    checksPassing: count(kept.results, 'pass'),
    checksFailing: count(kept.results, 'fail'),
  }
  const failing = Object.fromEntries(
    kept.results.filter(({ status }) => status === 'fail').map((result) => [result.id, result.failing]),
  )
  return [set('scores', scores), set('failing', failing), set('counts', counts), set('reason', reason)]
}

const set = (field: string, value: unknown): FieldChange => ({ op: 'set', field, value: value as JsonValue })
const count = (results: readonly CheckResult[], status: CheckResult['status']): number =>
  results.filter((result) => result.status === status).length

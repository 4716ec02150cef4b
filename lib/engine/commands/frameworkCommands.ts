/**
 * Taking in a framework of one's own (isms.md 6.4): what the dry run showed, planned anew against what is here now, and
 * committed as one change. All of it counts or none; one undo.
 */

import { frameworks, requirementById } from '~/lib/content/catalogue/catalogue'
import { checkDraft, isFrameworkId } from '~/lib/isms/framework/frameworkDraft'
import { planImport, type PlannedRecord } from '~/lib/isms/framework/importPlan'
import { parseImport } from '~/lib/isms/framework/parseImport'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { fail, ok, type Result } from '~/lib/shared/result'
import { checkRole } from '~/lib/vault/books/checkIntents'
import { knownRequirements, presentFramework } from '~/lib/vault/views/presentFramework'
import type { Intent } from '~/lib/vault/store/tables'
import type { CommandInput, CommandOutput } from '../commandMap'
import type { EngineContext, Handlers } from '../commandContext'
import { archiveIntents, changeIntents, creationIntents, restoreIntents } from './records/recordIntents'
import { commitIntents, todayOf } from './records/recordCommands'

export const frameworkCommands = { 'framework.import': importFramework } satisfies Partial<Handlers>

/**
 * Fails with `notAllowed`, `invalidFramework`, `shippedFramework`, `licenceMissing`, `frameworkProblems`, and as a
 * commit does.
 */
async function importFramework(
  ctx: EngineContext,
  input: CommandInput<'framework.import'>,
): Promise<Result<CommandOutput<'framework.import'>>> {
  const denied = checkRole(ctx.actor?.role, 'framework')
  if (denied) return denied
  const parsed = parseImport(input.facts, input.rows)
  if (!parsed.ok) return parsed
  const { facts, draft } = parsed.value
  if (!isFrameworkId(facts.id))
    return fail('invalidFramework', 'The short name holds small letters, digits, dots and dashes, 60 at most.', {
      field: 'frameworkId',
    })
  if (frameworks.some(({ id }) => id === facts.id))
    return fail(
      'shippedFramework',
      'This short name belongs to a framework that ships with Plumbline. Choose another one.',
      { field: 'frameworkId' },
    )
  if (facts.title.trim() === '') return fail('invalidFramework', 'The framework needs a title.', { field: 'title' })
  if (facts.licenceNote.trim() === '')
    return fail('licenceMissing', 'Say under which licence you use the text. It is shown with the framework.', {
      field: 'licenceNote',
    })

  const own = await knownRequirements(
    ctx.vault,
    draft.mappings.flatMap(({ source, target }) => [source, target]),
  )
  const checked = checkDraft(draft, facts.id, (id) => requirementById(id)?.assessable === true || own.has(id))
  if (checked.problems.length > 0)
    return fail(
      'frameworkProblems',
      `${checked.problems.length} rows have problems, so nothing was taken in. Correct the file and choose it again.`,
      { detail: { problems: checked.problems.slice(0, 20) } },
    )

  const today = await todayOf(ctx)
  const plan = planImport(facts, checked, await presentFramework(ctx.vault, facts.id), today)
  const answer = { requirements: plan.counts.requirement, mappings: plan.counts.crosswalk }
  const intents: Intent[] = []
  for (const record of plan.records) {
    const made = await intentsOf(ctx, record, today)
    if (!made.ok) return made
    intents.push(...made.value)
  }
  if (input.turnOn) {
    const on = await turnOn(ctx, facts.id)
    if (!on.ok) return on
    intents.push(...on.value)
  }
  // The rows are in the intents already; the outbox keeps what they were about.
  return commitIntents(
    { ...ctx, command: { name: ctx.command.name, input: { framework: facts.id } } },
    intents,
    answer,
    { about: { kind: 'framework', id: plan.records[0]!.id, fields: ['title'] } },
  )
}

async function intentsOf(
  ctx: EngineContext,
  { kind, id, action, fields }: PlannedRecord,
  today: string,
): Promise<Result<readonly Intent[]>> {
  if (action === 'same') return ok([])
  if (action === 'archive') return ok(archiveIntents(ctx, kind, id, today))
  const row = action === 'create' ? undefined : await ctx.replica.readRecord(kind, id)
  const changed = changeIntents(
    kind,
    id,
    row,
    Object.entries(fields).map(([field, value]) => ({ op: 'set' as const, field, value })),
  )
  if (!changed.ok) return changed
  if (action === 'create') return ok([...creationIntents(ctx, kind, id, ''), ...changed.value])
  const back = action === 'restore' && row ? restoreIntents(kind, row) : []
  return ok([...back, ...changed.value])
}

/** An unset choice means ISO/IEC 27001; a first own choice says so. */
async function turnOn(ctx: EngineContext, id: string): Promise<Result<readonly Intent[]>> {
  const row = await ctx.replica.readRecord('settings', 'settings_main')
  const wanted = [...new Set([...effectiveSettings(row).frameworks, id])]
  const made = changeIntents(
    'settings',
    'settings_main',
    row,
    wanted.map((element) => ({ op: 'add' as const, field: 'frameworks', element })),
  )
  return made.ok ? ok([...(row ? [] : creationIntents(ctx, 'settings', 'settings_main', '')), ...made.value]) : made
}

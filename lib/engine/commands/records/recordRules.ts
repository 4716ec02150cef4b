/**
 * What a command may not write although each value by itself is right: an end before its beginning, a link to itself, a
 * chain of links that comes back. Asked of commands alone: what two devices made of a record together is shown, not
 * refused (MG18).
 */

import { assembleRecord, rowToEntries, type FlatEntry } from '~/lib/records/assembleRecord'
import { isReference, isSet } from '~/lib/records/fields'
import { parseFieldKey } from '~/lib/records/recordKey'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { fieldOf } from '~/lib/records/validateValue'
import { orderProblems } from '~/lib/records/validateRecord'
import { memberOfPerson } from '~/lib/protocol/access/accessBindings'
import { fail, type Err } from '~/lib/shared/result'
import type { Intent } from '~/lib/vault/store/tables'
import type { EngineContext } from '~/lib/engine/commandContext'

/** What the same command writes of other records, by id: links may swap their ends. */
export type BatchFields = ReadonlyMap<string, Readonly<Record<string, unknown>>>

/** Undefined when all is well; else `dateOrder`, `circularLink` or `twoMembers`, naming the field. */
export async function checkRules(
  ctx: EngineContext,
  kind: Kind,
  id: string,
  row: AnyRecord | undefined,
  intents: readonly Intent[],
  batch: BatchFields = new Map(),
): Promise<Err | undefined> {
  const written = intents.flatMap((intent) =>
    intent.type === 'set' && intent.after !== false
      ? [{ ...parseFieldKey(intent.key.slice(id.length + 1)), after: intent.after }]
      : [],
  )
  return (
    orderBroken(kind, id, row, intents, new Set(written.map(({ field }) => field))) ??
    (await circular(ctx, kind, id, written, batch)) ??
    twoMembers(ctx, id, written)
  )
}

/**
 * One person is one member (ST12): a merge of two persons who are members would make two. Of a merge that came about
 * otherwise, the rules count the second membership as one bound again (lib/isms/statement/onWord.ts).
 */
function twoMembers(
  { replica }: EngineContext,
  id: string,
  written: readonly { readonly field: string; readonly after: unknown }[],
): Err | undefined {
  const into = written.find(({ field }) => field === 'duplicateOf')?.after
  if (typeof into !== 'string' || !memberOfPerson(replica.access(), id) || !memberOfPerson(replica.access(), into))
    return undefined
  return fail(
    'twoMembers',
    'Both are members, and one person is one member. Remove the membership that is not theirs first, then merge.',
    { field: 'duplicateOf' },
  )
}

function orderBroken(
  kind: Kind,
  id: string,
  row: AnyRecord | undefined,
  intents: readonly Intent[],
  changed: ReadonlySet<string>,
): Err | undefined {
  const pairs = recordKind(kind).order?.filter((pair) => pair.some((name) => changed.has(name))) ?? []
  if (pairs.length === 0) return undefined
  const entries = new Map<string, FlatEntry[1]>(row ? rowToEntries(row).entries : [])
  for (const intent of intents) if (intent.type === 'set') entries.set(intent.key.slice(id.length + 1), intent.after)
  const broken = orderProblems(kind, assembleRecord(kind, id, entries)).find(({ field }) =>
    pairs.some(([, second]) => second === field),
  )
  return broken && fail(broken.type, broken.message, { field: broken.field })
}

async function circular(
  ctx: EngineContext,
  kind: Kind,
  id: string,
  written: readonly { readonly field: string; readonly element?: string | undefined; readonly after: unknown }[],
  batch: BatchFields,
): Promise<Err | undefined> {
  for (const { field: name, element, after } of written) {
    const field = fieldOf(kind, name)
    if (!field || !isReference(field)) continue
    const target = isSet(field) ? element : after
    if (target === id)
      return fail('circularLink', 'A record cannot point at itself. Choose another one.', { field: name })
    const acyclic = name === 'duplicateOf' || recordKind(kind).acyclic?.includes(name) === true
    if (acyclic && typeof target === 'string' && (await leadsBack(ctx, kind, id, name, target, batch))) {
      return fail(
        'circularLink',
        'This one already leads back to the record you are in. Choose one that does not, or clear the link there first.',
        { field: name },
      )
    }
  }
  return undefined
}

/** Follows one field from record to record; what merges made of it may already be a circle without us in it. */
async function leadsBack(
  ctx: EngineContext,
  kind: Kind,
  id: string,
  field: string,
  from: string,
  batch: BatchFields,
): Promise<boolean> {
  const seen = new Set<string>()
  for (let at: string | undefined = from; at !== undefined && !seen.has(at);) {
    if (at === id) return true
    seen.add(at)
    const written: Readonly<Record<string, unknown>> = batch.get(at) ?? {}
    const row: unknown = field in written ? written : await ctx.replica.readRecord(kind, at)
    const next: unknown = (row as Readonly<Record<string, unknown>> | undefined)?.[field]
    at = typeof next === 'string' ? next : undefined
  }
  return false
}

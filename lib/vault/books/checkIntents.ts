/**
 * Permission and validation of a change, asked by commands and again when a rebase makes a waiting change anew. Roles
 * are asked first, then values, then that what is named exists.
 */

import { isLongText, isReference, isSet, type Field } from '~/lib/records/fields'
import { parseRecordKey, recordIdOf, type RecordKey } from '~/lib/records/recordKey'
import { isKind, kindOfId, recordKind, type Kind } from '~/lib/records/registry'
import { fieldOf, validateValue } from '~/lib/records/validateValue'
import { roleMayWrite, type Role } from '~/lib/protocol/access/workspaceRoles'
import { canonicalJson, isJsonObject } from '~/lib/shared/json'
import { fail, type Err } from '~/lib/shared/result'
import { textOf, valueOf } from './book'
import type { Books } from './books'
import { settledField } from '../views/projection'
import type { Intent } from '../store/tables'
import { applySteps } from './textMerge'

/**
 * Who writes: the role in force, and every member that ever was (a member without a person record stands for itself).
 */
export interface Writer {
  readonly role: Role | undefined
  readonly members: Readonly<Record<string, unknown>>
  /** Records that other shares of the same command make. */
  readonly born?: ReadonlySet<string>
}

/**
 * Undefined when all is well; else `notAllowed`, `unknownField`, `invalidField`, `notFound`, `referenceMissing` or
 * `writeOnce`.
 */
export async function checkIntents(
  books: Books,
  { role, members, born }: Writer,
  intents: readonly Intent[],
): Promise<Err | undefined> {
  for (const kind of new Set(intents.map(({ book }) => book))) {
    const denied = checkRole(role, kind)
    if (denied) return denied
  }
  const created = new Set(
    intents
      .filter(({ type, key }) => type === 'set' && key.endsWith('/kind') && key === `${recordIdOf(key)}/kind`)
      .map(({ key }) => recordIdOf(key)),
  )
  for (const intent of intents) {
    const parts = parseRecordKey(intent.key)
    if (!parts) return fail('invalidField', 'The change names no field of a record.')
    const field = fieldOf(intent.book, parts.field)
    const wrong = parts.field === settledField ? undefined : checkValue(intent, parts, field)
    if (wrong) return wrong
    const sealed = await checkSealed(books, intent, parts.field, field)
    if (sealed) return sealed
    if (!created.has(parts.recordId) && !(await exists(books, intent.book, parts.recordId))) {
      return fail(
        'notFound',
        'The record is not here (any more). It may never have been sent; look under "Not sent".',
        { detail: { kind: intent.book, id: parts.recordId } },
      )
    }
    const named = referenceOf(intent, parts, field)
    if (!named || created.has(named.id) || born?.has(named.id) || Object.hasOwn(members, named.id)) continue
    if (!(await exists(books, named.kind, named.id))) {
      return fail(
        'referenceMissing',
        'The record this points to is not here. Choose another one, or wait until it has arrived.',
        { field: named.field, detail: { kind: named.kind, id: named.id } },
      )
    }
  }
  return undefined
}

/** Undefined when the role may write records of the kind. */
export function checkRole(role: Role | undefined, kind: Kind): Err | undefined {
  if (role === undefined)
    return fail(
      'notAllowed',
      'This device is not (or no longer) a member of the workspace, so its changes would not count. Ask an owner.',
    )
  return roleMayWrite(role, recordKind(kind).class)
    ? undefined
    : fail(
        'notAllowed',
        `Your role (${role}) may read this, but not change it. Ask an owner or lead, or write a comment.`,
        { detail: { kind, role } },
      )
}

/** Whether the book holds the record, own waiting changes included. */
export const exists = async (books: Books, kind: Kind, id: string): Promise<boolean> =>
  ((await books.open(kind)).records.get(id)?.keys.size ?? 0) > 0

function checkValue(
  intent: Intent,
  { recordId, field: name, element }: RecordKey,
  field: Field | undefined,
): Err | undefined {
  if (field && isLongText(field) !== (intent.type === 'text')) {
    return fail(
      'invalidField',
      isLongText(field) ? 'A long text is changed as text.' : 'Only long texts are changed as text.',
      { field: name },
    )
  }
  if (field && (isSet(field) || field.type === 'map') && element === undefined)
    return fail('invalidField', 'Say which entry to change.', { field: name })
  const value = intent.type === 'set' ? intent.after : applySteps(intent.before, intent.delta)
  const judged = validateValue(intent.book, intent.key.slice(recordId.length + 1), value)
  return judged.ok ? undefined : judged
}

/**
 * EV1, EV12: what was sealed is never written twice; new bytes are new evidence that supersedes. The book is asked, not
 * what the change says was there: made again by a rebase it may meet what another device has sealed meanwhile.
 */
async function checkSealed(
  books: Books,
  intent: Intent,
  name: string,
  field: Field | undefined,
): Promise<Err | undefined> {
  const isFile = intent.book === 'evidence' && name === 'files'
  if (!field?.writeOnce && !isFile) return undefined
  const { live } = await books.open(intent.book)
  const [before, after] =
    intent.type === 'set'
      ? [valueOf(live, intent.key), intent.after]
      : [textOf(live, intent.key), applySteps(intent.before, intent.delta)]
  if (before === null || before === '' || canonicalJson(before) === canonicalJson(after)) return undefined
  return field?.writeOnce || (isJsonObject(before) && before.part === 'original')
    ? fail('writeOnce', 'This was sealed when it was captured and never changes. Add new evidence that replaces it.', {
        field: name,
      })
    : undefined
}

/**
 * The record a value points to; nothing where it points to none, or to a kind of a newer version, which can't be looked
 * up here (MG14).
 */
function referenceOf(
  intent: Intent,
  { field: name, element }: RecordKey,
  field: Field | undefined,
): { readonly field: string; readonly kind: Kind; readonly id: string } | undefined {
  if (intent.type !== 'set' || intent.after === null || intent.after === false) return undefined
  if (!field || !isReference(field)) return undefined
  const id = isSet(field) ? element : intent.after
  if (typeof id !== 'string' || id === '') return undefined
  const kind = field.target === 'any' ? kindOfId(id) : (field.target ?? 'person')
  return kind !== undefined && isKind(kind) ? { field: name, kind, id } : undefined
}

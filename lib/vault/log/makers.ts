/**
 * Who made a record, as the log itself says (EV6, TR10): whose device wrote its birth, put files or the capture record
 * into it, or sealed its capture. What the record says of it (`capturedBy`, `createdBy`, `requestedBy`) is its author's
 * word. To be a maker keeps one from judging the record, and only what one's own device wrote makes one: nobody is kept
 * out by others.
 */

import type { Maker } from '~/lib/isms/statement/authority'
import { personAt, type AccessState } from '~/lib/protocol/access/accessState'
import { fieldsSingly } from '../history/births'
import { trailOfFields } from '../history/readTrail'
import type { StatementRow, StoredTrailRow, Vault } from '../store/tables'

/** Whoever writes one of these makes the record, or part of what is judged. */
const madeBy = ['kind', 'files', 'captureRecord'] as const

export interface MakersAsOf {
  /** Just before that position. */
  readonly access: AccessState
  /** The position: what comes at it or later is left out. Absent: now, with what waits here. */
  readonly before?: number
  /** Rows about to be written, which the vault does not hold yet. */
  readonly trail?: readonly StoredTrailRow[]
  readonly statements?: readonly StatementRow[]
}

/** Empty where no record of that kind and id is in the log. */
export async function makersOf(
  vault: Vault,
  { kind, id }: { readonly kind: string; readonly id: string },
  { access, before, trail = [], statements = [] }: MakersAsOf,
): Promise<readonly Maker[]> {
  const withTimeout = ({ seq }: { readonly seq?: number | undefined }): boolean =>
    before === undefined || (seq !== undefined && seq < before)
  const ids = new Set([id])
  const stored = await trailOfFields(
    vault,
    madeBy.map((field) => [id, field] as const),
  )
  const written = [...stored, ...fieldsSingly(trail, ids)].filter(
    (row) =>
      row.recordId === id && row.kind === kind && (madeBy as readonly string[]).includes(row.field) && withTimeout(row),
  )
  if (!written.some(({ field }) => field === 'kind')) return []
  const said = [
    ...(await vault.statements.where('[subjectKind+subjectId]').equals([kind, id]).toArray()),
    ...statements,
  ]
  const sealed = said.filter(
    (row) => row.type === 'captureSeal' && row.subjectKind === kind && row.subjectId === id && withTimeout(row),
  )
  const persons = new Map<string, Set<string>>()
  for (const { memberId, seq = Infinity } of [...written, ...sealed]) {
    const member = access.members[memberId]
    const own = persons.get(memberId) ?? new Set<string>()
    persons.set(memberId, own)
    for (const at of [seq, before ?? Infinity]) {
      const personId = member && personAt(member, at)?.personId
      if (personId !== undefined) own.add(personId)
    }
  }
  return [...persons].map(([memberId, personIds]) => ({ memberId, personIds: [...personIds] }))
}

/** Facts nearly every check needs: settings, age, people, authority, statements about a record. */

import { inLogOrder } from '~/lib/shared/logOrder'
import { daysBetween, dateInZone } from '~/lib/shared/dates'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { isActivePerson } from '~/lib/records/kinds/person'
import { kindOfId, type AnyRecord, type Kind } from '~/lib/records/registry'
import type { ApprovalState } from '~/lib/isms/statement/approvalState'
import type { RecordLookup } from '~/lib/isms/statement/composites'
import { counts, isType, revokedIds, type StatementFact } from '~/lib/isms/statement/statementFacts'
import { onWordOf, type OnWord, type PersonMerge } from '~/lib/isms/statement/onWord'
import { isTopManagementOn } from '~/lib/isms/statement/topManagement'
import { standingOf, type Standing } from '~/lib/isms/statement/statementStanding'
import { resolvePerson } from '~/lib/isms/improvement/actionVerifier'
import { fact, factOfAll, type Reader } from '../readinessReader'

export const settings = factOfAll((read) => effectiveSettings(read.row('settings', 'settings_main')))

/** Days since the ISMS began (2.5); 0 if no start is set. */
export const age = factOfAll((read) => {
  const start = settings(read).ismsStart
  return start === undefined ? 0 : daysBetween(start, read.today())
})

export const dayOf = (read: Reader, { relayTime, time }: Pick<StatementFact, 'relayTime' | 'time'>): string =>
  dateInZone(new Date(relayTime ?? time).toISOString(), settings(read).timeZone)
export const dayOfInstant = (read: Reader, instant: string): string => dateInZone(instant, settings(read).timeZone)

/** The person a reference resolves to: records merged as duplicates are one person (ST12, MG12). */
export const keptPerson = fact((read, id): string => resolvePerson(id, (one) => read.duplicateOf(one)))

/** On whose word alone a member is bound to their person (ST12). */
export const onWord = factOfAll((read): OnWord =>
  onWordOf(read.members(), (person) => keptPerson(read, person), merges(read)),
)
/** Who merged the person records of members: the last decision on each record, and on the records it leads to. */
const merges = factOfAll((read): readonly PersonMerge[] => {
  const ids = new Set(read.members().flatMap(({ bound = [] }) => bound.map(({ personId }) => personId)))
  // Iterating a Set also visits elements added during the loop.
  for (const id of ids) ((into) => into !== undefined && ids.add(into))(read.duplicateOf(id))
  return [...ids]
    .filter((id) => read.duplicateOf(id) !== undefined)
    .flatMap((id) =>
      ((last) => (last ? [{ personId: id, byMemberId: last.memberId, seq: last.seq ?? Infinity }] : []))(
        read.history(id).findLast(({ field, lost }) => field === 'duplicateOf' && !lost),
      ),
    )
})

/** True for a person who exists and has not left (2.1). */
export function isActive(read: Reader, person: string | undefined): boolean {
  const row = person === undefined ? undefined : read.row('person', keptPerson(read, person))
  return row !== undefined && isActivePerson(row, read.today())
}

const memberPersons = factOfAll(
  (read): ReadonlySet<string> =>
    new Set(
      read
        .members()
        .flatMap(({ active, personId }) => (active && personId !== undefined ? [keptPerson(read, personId)] : [])),
    ),
)
/** Whether a person has keys. */
export const isMember = (read: Reader, person: string): boolean => memberPersons(read).has(keptPerson(read, person))
const topManagement = fact((read, key): boolean => {
  const [person, day] = key.split('|') as [string, string]
  return isTopManagementOn(person, day, {
    members: read.members(),
    roles: read.statementsAbout('roleAssignment'),
    timeZone: settings(read).timeZone,
    kept: (one) => keptPerson(read, one),
  })
})

/** ST12, on a given day. */
export const isTopManagement = (read: Reader, person: string, day: string): boolean =>
  topManagement(read, `${person}|${day}`)

/** The records that composite profiles include in their hash, read one by one. */
export const lookupOf = (read: Reader): RecordLookup => ({
  get: (kind, id) => read.row(kind, id) as unknown as AnyRecord | undefined,
  referencing: (kind, field, id) => read.referencing(kind, field as never, id) as unknown as readonly AnyRecord[],
})

const standings = fact((read, key): Standing | undefined => {
  const [id, profile] = key.split('|') as [string, string]
  const kind = kindOfId(id)
  const row = kind && (read.row(kind, id) as unknown as AnyRecord | undefined)
  return row && standingOf(row, profile, read.statements(id), lookupOf(read), read.today())
})

/** ST4, ST7 of a record under a profile. Hashes its content: use `approval` if only the state matters. */
export const standing = (read: Reader, id: string, profile = 'main'): Standing | undefined =>
  standings(read, `${id}|${profile}`)

/** ST4 of a record under a profile; skips hashing if there are no statements. */
export function approval(read: Reader, id: string, profile = 'main'): ApprovalState {
  if (!read.statements(id).some((one) => one.profile === profile)) return 'none'
  return standing(read, id, profile)?.approval.state ?? 'none'
}

/** True if nobody with authority approved the present content, and no older content is approved either. */
export const isUnapproved = (state: ApprovalState): boolean =>
  state === 'none' || state === 'revoked' || state === 'rejected' || state === 'void'

/** Days of the valid confirms, oldest first. */
export function confirmDays(read: Reader, id: string): readonly string[] {
  const statements = read.statements(id)
  const revoked = revokedIds(statements)
  return inLogOrder(statements)
    .filter((one) => isType(one, 'confirm') && counts(one) && !revoked.has(one.id))
    .map((one) => dayOf(read, one))
}

export const filled = (text: string | undefined): boolean => text !== undefined && text.trim() !== ''

/**
 * Whether a record of a kind satisfies `holds`. Reads one record at a time, so an edit re-evaluates only that one. A
 * record with invalid dates after a merge (MG18) counts as false and does not block the others.
 */
export const some = (read: Reader, kind: Kind, holds: (id: string) => boolean): boolean =>
  read.ids(kind).some((id) => judgeable(() => holds(id), false))

/** MG18: a merge can leave an invalid day or period, which cannot be judged. Any other exception is a bug. */
export function judgeable<T>(judge: () => T, otherwise: T): T {
  try {
    return judge()
  } catch (error) {
    if (error instanceof RangeError) return otherwise
    throw error
  }
}

/** Links that count: archived records do not, records that have not arrived yet do (MG14). */
export const links = (read: Reader, kind: Kind, ids: readonly string[]): readonly string[] =>
  ids.filter((id) => read.row(kind, id) !== undefined || !read.isHere(id))

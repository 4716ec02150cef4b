import { toValue, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import { isKind, kindNames, kindOfId, type AnyRecord, type Kind, type RowOf } from '../isms/registry'
import { useSession } from '../stores/session'
import { kindTable } from '../vault/tables'
import { useAfterPaint } from './useAfterPaint'
import { useLiveQuery, type LiveQuery } from './useLiveQuery'
import { useTable } from './useTable'

/** All records of a kind that are not archived, live. Undefined until the first answer. */
export function useRecords<K extends Kind>(kind: K, options: { readonly archived?: boolean } = {}): LiveQuery<readonly RowOf<K>[]>['value'] {
  const session = useSession()
  return useTable(kind, options.archived ? 'archived' : 'active', () => session.vault) as unknown as LiveQuery<readonly RowOf<K>[]>['value']
}

/** A record as the vault has it at this moment: for what follows a command at once. */
export const readRow = async <K extends Kind>(kind: K, id: string): Promise<RowOf<K> | undefined> => {
  const { vault } = useSession()
  return vault && ((await kindTable<AnyRecord>(vault, kind).get(id)) as unknown as RowOf<K> | undefined)
}

/** One record by id, live; `null` when there is none. */
export function useRecord(id: MaybeRefOrGetter<string | undefined>): LiveQuery<AnyRecord | null>['value'] {
  const session = useSession()
  return useLiveQuery<AnyRecord | null>(async () => {
    const wanted = toValue(id)
    const kind = wanted === undefined ? undefined : kindOfId(wanted)
    if (!session.vault || wanted === undefined || kind === undefined) return null
    return (await kindTable(session.vault, kind).get(wanted)) ?? null
  }, [() => session.vault, () => toValue(id)]).value
}

/** The record that carries a ref within a kind (addresses of pages name refs). */
export function useRecordByRef(kind: MaybeRefOrGetter<Kind | undefined>, ref: MaybeRefOrGetter<string | undefined>): LiveQuery<AnyRecord | null>['value'] {
  const session = useSession()
  return useLiveQuery<AnyRecord | null>(async () => {
    const [inKind, wanted] = [toValue(kind), toValue(ref)]
    if (!session.vault || !inKind || !wanted) return null
    const table = kindTable(session.vault, inKind)
    return (await table.where('ref').equals(wanted).first()) ?? (await table.get(wanted)) ?? null
  }, [() => session.vault, () => toValue(kind), () => toValue(ref)]).value
}

/**
 * Names of all records by id, for links and pickers, kept up to date. One query a kind: a change of one kind reads that kind
 * again, not the whole vault, and the names follow once the change itself is painted.
 */
export function useDirectory(kinds: readonly Kind[] = kindNames.filter((kind) => kind !== 'comment' && kind !== 'settings')): Readonly<ShallowRef<ReadonlyMap<string, AnyRecord>>> {
  const session = useSession()
  const lists = kinds.filter(isKind).map((kind) => useTable(kind, 'all', () => session.vault))
  return useAfterPaint(() => {
    const byId = new Map<string, AnyRecord>()
    for (const list of lists) for (const row of list.value ?? []) byId.set(row.id, row)
    return byId
  })
}

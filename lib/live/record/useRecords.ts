import { computed, toValue, type MaybeRefOrGetter, type Ref, type ShallowRef } from 'vue'
import { isKind, kindNames, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import { useSession } from '../workspace/sessionStore'
import { kindTable } from '~/lib/vault/store/tables'
import { useAfterPaint } from '../ui/useAfterPaint'
import { useLiveQuery, type LiveQuery } from '../engine/useLiveQuery'
import { useTable } from '../register/useTable'

/** All records of a kind, without archived ones, live. Undefined until the first answer. */
export function useRecords<K extends Kind>(
  kind: K,
  options: { readonly archived?: boolean } = {},
): LiveQuery<readonly RowOf<K>[]>['value'] {
  const session = useSession()
  return useTable(kind, options.archived ? 'archived' : 'active', () => session.vault) as unknown as LiveQuery<
    readonly RowOf<K>[]
  >['value']
}

/** The present row of a record in the vault: for code that runs right after a command. */
export const readRow = async <K extends Kind>(kind: K, id: string): Promise<RowOf<K> | undefined> => {
  const { vault } = useSession()
  return vault && ((await kindTable<AnyRecord>(vault, kind).get(id)) as unknown as RowOf<K> | undefined)
}

/**
 * The record with a ref within a kind (page addresses contain refs); `null` if there is none. An answer is stored
 * together with its request, so that a page of one kind never receives the record of the previous page.
 */
export function useRecordByRef(
  kind: MaybeRefOrGetter<Kind | undefined>,
  ref: MaybeRefOrGetter<string | undefined>,
): Readonly<Ref<AnyRecord | null | undefined>> {
  const session = useSession()
  const asked = (): string => `${toValue(kind) ?? ''} ${toValue(ref) ?? ''}`
  const { value } = useLiveQuery(async () => {
    const [key, inKind, wanted, { vault }] = [asked(), toValue(kind), toValue(ref), session]
    if (!vault || !inKind || !wanted) return { key, row: null }
    const table = kindTable<AnyRecord>(vault, inKind)
    return { key, row: (await table.where('ref').equals(wanted).first()) ?? (await table.get(wanted)) ?? null }
  }, [() => session.vault, asked])
  return computed(() => (value.value?.key === asked() ? value.value.row : undefined))
}

/**
 * All records by id, for links and pickers, live. One query per kind: a change of one kind reloads that kind only, and
 * the names update after the change itself is painted.
 */
export function useDirectory(
  kinds: readonly Kind[] = kindNames.filter((kind) => kind !== 'comment' && kind !== 'settings'),
): Readonly<ShallowRef<ReadonlyMap<string, AnyRecord>>> {
  const session = useSession()
  const lists = kinds.filter(isKind).map((kind) => useTable(kind, 'all', () => session.vault))
  return useAfterPaint(() => {
    const byId = new Map<string, AnyRecord>()
    for (const list of lists) for (const row of list.value ?? []) byId.set(row.id, row)
    return byId
  })
}

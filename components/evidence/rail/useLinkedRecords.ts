import { computed, type ComputedRef } from 'vue'
import { useLiveQuery } from '~/lib/live/engine/useLiveQuery'
import { requirementCode } from '~/lib/records/derivedIds'
import { kindOfId, recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { titleOf } from '~/lib/records/text/searchText'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { isIconName, type IconName } from '~/components/theme/icons'

export interface LinkedRecord {
  readonly id: string
  readonly kind: Kind | 'requirement'
  readonly ref: string
  readonly title: string
  readonly icon: IconName
}

const iconOf = (kind: Kind): IconName => {
  const { icon } = recordKind(kind)
  return isIconName(icon) ? icon : 'link-2'
}

export interface Links {
  readonly controls: readonly string[]
  readonly subjects: readonly string[]
  readonly reqs: readonly string[]
}

/** Ref, title and icon of what an evidence is linked to, in reading order: controls, requirements, other records. */
export function useLinkedRecords(links: () => Links | undefined): ComputedRef<readonly LinkedRecord[]> {
  const session = useSession()
  const rows = useLiveQuery(() => {
    const { vault } = session
    const ids = [...(links()?.controls ?? []), ...(links()?.subjects ?? [])]
    return (
      vault &&
      Promise.all(
        ids.map(async (id) => {
          const kind = kindOfId(id)
          return kind && (await vault.table<AnyRecord, string>(kind).get(id))
        }),
      )
    )
  }, [() => session.vault, () => JSON.stringify(links() ?? null)]).value
  return computed(() => {
    const found = (rows.value ?? []).filter((row) => row !== undefined)
    const record = (row: AnyRecord): LinkedRecord => ({
      id: row.id,
      kind: row.kind,
      ref: row.ref,
      title: titleOf(row),
      icon: iconOf(row.kind),
    })
    return [
      ...found.filter((row) => row.kind === 'control').map(record),
      ...(links()?.reqs ?? []).map((id) => ({
        id,
        kind: 'requirement' as const,
        ref: requirementCode(id),
        title: requirementCode(id),
        icon: 'table-properties' as const,
      })),
      ...found.filter((row) => row.kind !== 'control').map(record),
    ]
  })
}

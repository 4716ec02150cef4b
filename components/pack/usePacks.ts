import { computed, type ComputedRef } from 'vue'
import { useLiveQuery } from '~/lib/composables/useLiveQuery'
import { useRecords } from '~/lib/composables/useRecords'
import type { Evidence } from '~/lib/isms/kinds/evidence'
import { isPackRecord, manifestName } from '~/lib/isms/pack/selection'
import { hashedContent } from '~/lib/isms/statements/hashedContent'
import { counts } from '~/lib/isms/statements/facts'
import { useSession } from '~/lib/stores/session'
import type { StatementRow } from '~/lib/vault/tables'
import { infoName, parsePackInfo, type PackInfo } from './packInfo'

export interface FiledPack {
  readonly row: Evidence
  readonly manifestHash: string
  /** Undefined while its list has not arrived. */
  readonly info: PackInfo | undefined
  /** The latest sign-off of exactly this manifest. */
  readonly signed: StatementRow | undefined
}

/** The exports of this workspace, the newest first: records of source `generated` that hold a manifest. */
export function usePacks(): ComputedRef<readonly FiledPack[] | undefined> {
  const session = useSession()
  const rows = useRecords('evidence')
  const own = computed(() => rows.value?.filter((row) => isPackRecord(row) && row.archivedOn === undefined))
  const key = computed(() => own.value?.map(({ id }) => id).join())
  const beside = useLiveQuery(async () => {
    const { vault } = session
    if (!vault || !own.value) return undefined
    const [blobs, statements] = await Promise.all([
      vault.blobs.bulkGet(own.value.flatMap(({ files }) => files[infoName]?.blob.sha256 ?? [])),
      vault.statements.where('[subjectKind+subjectId]').anyOf(own.value.map(({ id }) => ['evidence', id])).toArray(),
    ])
    return { infos: new Map(await Promise.all(blobs.flatMap((blob) => (blob ? [(async () => [blob.sha256, parsePackInfo(await blob.bytes?.text())] as const)()] : [])))), statements }
  }, [() => session.vault, key]).value
  return computed(() => own.value && beside.value && own.value.map((row): FiledPack => {
    const { contentHash } = hashedContent(row, 'review')
    const info = row.files[infoName]
    return {
      row, manifestHash: row.files[manifestName]!.blob.sha256, info: info && beside.value!.infos.get(info.blob.sha256),
      signed: beside.value!.statements.findLast((one) => one.subjectId === row.id && one.type === 'sign' && one.contentHash === contentHash && (counts(one) || one.seq === undefined)),
    }
  }).sort((a, b) => (a.row.createdAt < b.row.createdAt ? 1 : -1)))
}

import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { useReadFile } from '~/lib/live/evidence/useFile'
import { useLiveQuery } from '~/lib/live/engine/useLiveQuery'
import { useRecords } from '~/lib/live/record/useRecords'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { isPackRecord, manifestName } from '~/lib/isms/pack/selection'
import { counts } from '~/lib/isms/statement/statementFacts'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { StatementRow } from '~/lib/vault/store/tables'
import { infoName, parsePackInfo, type PackInfo } from './packInfo'

export interface FiledPack {
  readonly row: Evidence
  readonly manifestHash: string
  /** Undefined while its list has not arrived, and for one that this version can't read. */
  readonly info: PackInfo | undefined
  /** The latest sign-off of exactly this manifest. */
  readonly signed: StatementRow | undefined
}

/** The exports of this workspace, the newest first: records of source `generated` that hold a manifest. */
export function usePacks(): ComputedRef<readonly FiledPack[] | undefined> {
  const session = useSession()
  const read = useReadFile()
  const rows = useRecords('evidence')
  const own = computed(() => rows.value?.filter((row) => isPackRecord(row) && row.archivedOn === undefined))
  const ids = computed(() => own.value?.map(({ id }) => id).join())
  const statements = useLiveQuery(
    () =>
      session.vault?.statements
        .where('[subjectKind+subjectId]')
        .anyOf((own.value ?? []).map(({ id }) => ['evidence', id]))
        .toArray(),
    [() => session.vault, ids],
  ).value
  const files = useLiveQuery(async () => {
    const wanted = (own.value ?? []).flatMap((row) => row.files[infoName]?.blob.sha256 ?? [])
    return session.vault && Promise.all(wanted.map(async (sha256) => ({ sha256, held: await read(sha256) })))
  }, [() => session.vault, ids]).value

  /**
   * A list never changes, so each is read once, for as long as its bytes are that list; outside of the query, because
   * bytes may fail to be read.
   */
  const infos = shallowRef<ReadonlyMap<string, PackInfo | undefined>>(new Map())
  watch(
    files,
    async (found) => {
      const known = infos.value
      const read = await Promise.all(
        (found ?? []).flatMap(({ sha256, held }) =>
          held?.type !== 'here'
            ? []
            : [
                (async () =>
                  [
                    sha256,
                    known.has(sha256)
                      ? known.get(sha256)
                      : parsePackInfo(await held.bytes.text().catch(() => undefined)),
                  ] as const)(),
              ],
        ),
      )
      if (files.value === found) infos.value = new Map(read)
    },
    { immediate: true },
  )

  return computed(() =>
    own.value
      ?.map((row): FiledPack => {
        const { contentHash } = hashedContent(row, 'review')
        const info = row.files[infoName]
        return {
          row,
          manifestHash: row.files[manifestName]!.blob.sha256,
          info: info && infos.value.get(info.blob.sha256),
          signed: statements.value?.findLast(
            (one) =>
              one.subjectId === row.id &&
              one.type === 'sign' &&
              one.contentHash === contentHash &&
              (counts(one) || one.seq === undefined),
          ),
        }
      })
      .sort((a, b) => (a.row.createdAt < b.row.createdAt ? 1 : -1)),
  )
}

import { computed, type ComputedRef } from 'vue'
import type { Authority, StatementType } from '~/lib/records/defineRecord'
import { recordKind, type AnyRecord } from '~/lib/records/registry'
import { decidedProfile, type Standing } from '~/lib/isms/statement/statementStanding'
import { useSoa } from '~/lib/live/soa/soaStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { useStatements } from '~/lib/live/statement/statementsStore'

export interface RecordApproval {
  /**
   * By which word the record is decided on, and under which profile; undefined where nothing of this kind is signed.
   */
  readonly decided: ComputedRef<{ readonly type: StatementType; readonly profile: string } | undefined>
  readonly standing: ComputedRef<Standing | undefined>
  /** The rules that say who may decide; any one is enough. */
  readonly authorities: ComputedRef<readonly Authority[]>
  readonly mayDecide: ComputedRef<boolean>
  /** This person signed the present content already; where several sign, the others are waited for (ST8). */
  readonly signed: ComputedRef<boolean>
  /** Number of the version that deciding on the present content would make (ST7). */
  readonly nextVersion: ComputedRef<number>
}

/**
 * What is signed over a record, and whether the person on this device may sign it: asked of the same rule that judges
 * it later.
 */
export function useApproval(
  row: () => AnyRecord,
  chosen: () => { readonly type: StatementType; readonly profile: string } | undefined = () => undefined,
): RecordApproval {
  const statements = useStatements()
  const soaVersions = computed(() => useSoa().versions)
  const decided = computed(() => chosen() ?? decidedProfile(row().kind))
  const standing = computed(() => (decided.value ? statements.standing(row(), decided.value.profile) : undefined))
  const authorities = computed(() =>
    decided.value ? (recordKind(row().kind).profiles[decided.value.profile]?.signed[decided.value.type] ?? []) : [],
  )
  const mayDecide = computed(
    () => decided.value !== undefined && statements.maySign(row(), decided.value.type, decided.value.profile).ok,
  )
  const signed = computed(() => {
    const approval = standing.value?.approval
    // What was rejected, taken back or has ended needs the same hand again.
    if (!approval || (approval.state !== 'none' && approval.state !== 'stale')) return false
    return [...approval.signatures, ...approval.waiting].some(
      (one) =>
        one.type === decided.value?.type &&
        one.contentHash === standing.value?.contentHash &&
        one.personId === useSession().personId,
    )
  })
  const nextVersion = computed(() => {
    const one = row()
    // Every frozen statement is a record of its own; its number is counted over all of them (SOA11).
    if (one.kind === 'soaVersion')
      return soaVersions.value.all.find(({ record }) => record.id === one.id)?.number ?? soaVersions.value.next
    const last = standing.value?.versions.at(-1)
    return last === undefined ? 1 : last.contentHash === standing.value?.contentHash ? last.number : last.number + 1
  })
  return { decided, standing, authorities, mayDecide, signed, nextVersion }
}

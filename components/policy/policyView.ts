/** Which text of a policy is shown: the working copy to write, an approved text to read, or two of them compared. */

import { computed, shallowRef, watch, type ComputedRef, type ShallowRef, type WritableComputedRef } from 'vue'
import type { Policy } from '~/lib/records/kinds/policy'
import type { PolicyVersion } from '~/lib/isms/policy/policyVersions'

/** The number of an approved text, or the working copy. */
export type PolicyText = number | 'working'
export type PolicyMode = 'edit' | 'changes' | 'read'

export interface PolicyView {
  readonly mode: WritableComputedRef<PolicyMode>
  readonly shown: ComputedRef<PolicyText>
  readonly from: ShallowRef<PolicyText>
  readonly to: ShallowRef<PolicyText>
  readonly choices: ComputedRef<readonly PolicyText[]>
  textOf(which: PolicyText): string | undefined
  read(version: number): void
  compare(version: number): void
  /** Names of the other approved fields that differ between the two compared. */
  otherFields(row: Policy): readonly string[]
}

export interface PolicyTexts {
  readonly versions: ComputedRef<readonly PolicyVersion[]>
  readonly inForce: ComputedRef<PolicyVersion | undefined>
  readonly writable: ComputedRef<boolean>
  readonly body: ComputedRef<string>
}

const compared = ['title', 'level', 'approvers', 'effectiveFrom', 'reattest', 'changeSummary'] as const

/** Who may write begins with the working copy; who may not, with what is in force (PO4). */
export function policyView({ versions, inForce, writable, body }: PolicyTexts): PolicyView {
  const chosen = shallowRef<PolicyMode>()
  const picked = shallowRef<number>()
  const from = shallowRef<PolicyText>('working')
  const to = shallowRef<PolicyText>('working')
  const mode = computed<PolicyMode>({
    get: () => chosen.value ?? (writable.value ? 'edit' : 'read'),
    set(next) {
      chosen.value = next
      if (next === 'read') picked.value = undefined
    },
  })
  const newest = computed(() => versions.value.at(-1)?.number)
  watch(
    newest,
    (number) => {
      if (number === undefined) return
      from.value = number
      to.value = 'working'
    },
    { immediate: true },
  )
  const versionOf = (which: PolicyText): PolicyVersion | undefined =>
    which === 'working' ? undefined : versions.value[which - 1]

  return {
    mode,
    from,
    to,
    shown: computed(() => picked.value ?? inForce.value?.number ?? 'working'),
    choices: computed(() => [
      ...versions.value.filter((version) => version.content).map((version) => version.number),
      'working',
    ]),
    textOf: (which) => (which === 'working' ? body.value : versionOf(which)?.content?.body),
    read(version) {
      chosen.value = 'read'
      picked.value = version
    },
    compare(version) {
      from.value = version - 1
      to.value = version
      chosen.value = 'changes'
    },
    otherFields(row) {
      const valueOf = (which: PolicyText, name: (typeof compared)[number]): string =>
        JSON.stringify(
          (which === 'working' ? row : versionOf(which)?.content)?.[name] || (name === 'approvers' ? [] : null),
        )
      return compared.filter((name) => valueOf(from.value, name) !== valueOf(to.value, name))
    },
  }
}

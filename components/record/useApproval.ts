import { computed, type ComputedRef } from 'vue'
import { recordKind, type AnyRecord } from '~/lib/isms/registry'
import type { Authority } from '~/lib/isms/defineRecord'
import { approvalState, type Approval } from '~/lib/isms/statements/approvalState'
import { judgeAuthority } from '~/lib/isms/statements/authority'
import { hashedContent, type HashedContent } from '~/lib/isms/statements/hashedContent'
import { versionsOf } from '~/lib/isms/statements/versions'
import { useIsms } from '~/lib/stores/isms'
import { useSession } from '~/lib/stores/session'
import { approvedProfile } from './staleApproval'

export interface RecordApproval {
  /** The profile a person approves here; undefined where nothing of this kind is approved. */
  readonly profile: ComputedRef<string | undefined>
  readonly content: ComputedRef<HashedContent | undefined>
  readonly approval: ComputedRef<Approval | undefined>
  /** First of the rules that say who may approve. */
  readonly authority: ComputedRef<Authority | undefined>
  readonly mayApprove: ComputedRef<boolean>
  /** Number of the version an approval of the present content would make (ST7). */
  readonly nextVersion: ComputedRef<number>
}

/** What is signed over a record, and whether the person on this device may sign it: asked of the same rule that judges it later. */
export function useApproval(row: () => AnyRecord): RecordApproval {
  const isms = useIsms()
  const session = useSession()
  const profile = computed(() => approvedProfile(row().kind))
  const content = computed(() => (profile.value === undefined ? undefined : hashedContent(row(), profile.value)))
  const statements = computed(() => isms.statementsOf.get(row().id) ?? [])
  const approval = computed(() => (profile.value !== undefined && content.value ? approvalState(statements.value, { profile: profile.value, contentHash: content.value.contentHash, today: session.today }) : undefined))
  const authority = computed(() => (profile.value === undefined ? undefined : recordKind(row().kind).profiles[profile.value]?.signed.approve?.[0]))
  const mayApprove = computed(() => {
    if (profile.value === undefined || !session.ownMember?.active) return false
    const signer = { role: session.role, memberId: session.ownMember.memberId, personId: session.personId, isTopManagement: session.role === 'owner' }
    return judgeAuthority('approve', signer, { kind: row().kind, profile: profile.value, fields: row() as unknown as Readonly<Record<string, unknown>> }).ok
  })
  const nextVersion = computed(() => {
    const versions = profile.value === undefined ? [] : versionsOf(statements.value, profile.value)
    const last = versions.at(-1)
    return last === undefined ? 1 : last.contentHash === content.value?.contentHash ? last.number : last.number + 1
  })
  return { profile, content, approval, authority, mayApprove, nextVersion }
}

/** The number on the toolbar button: evidence that waits for this person's review. For two seconds, how a capture went. */

import { roleMayState } from '~/lib/isms/statements/authority'
import type { WorkspaceRole } from '~/lib/isms/classes'
import type { RowOf } from '~/lib/isms/registry'
import { kindTable, type Vault } from '~/lib/vault/tables'
import { watchQuery } from '~/lib/vault/watchQuery'

export interface BadgeFace {
  show(text: string, title?: string): void
}

export interface Badge {
  /** Counts in this workspace from now on; none without one. */
  follow(vault: Vault | undefined): void
  /** The outcome of a capture made without any surface open. */
  flash(outcome: 'sealed' | 'ask' | 'failed', words?: string): void
}

export interface ReviewCounts {
  /** Evidence this person may decide about. */
  readonly waiting: number
  /** Own captures of the last day that nobody has decided about. */
  readonly awaited: number
}

const dayMs = 86_400_000

export async function reviewCounts(vault: Vault, now: number): Promise<ReviewCounts> {
  const own = (await vault.devices.toArray()).find((device) => device.own)
  const member = own && (await vault.members.get(own.memberId))
  const mayReview = member?.active === true && roleMayState(member.role as WorkspaceRole, 'review')
  const makers = new Set([member?.personId, member?.memberId].filter((id) => id !== undefined))
  let waiting = 0
  let awaited = 0
  await kindTable<RowOf<'evidence'> & { readonly waits?: number }>(vault, 'evidence').each((row) => {
    if (row.waits !== 1) return
    if (!makers.has(row.capturedBy ?? row.createdBy)) waiting++
    else if (now - Date.parse(row.createdAt) < dayMs) awaited++
  })
  return { waiting: mayReview ? waiting : 0, awaited }
}

export function createBadge(face: BadgeFace, clock: { now(): number }, onCounts: (counts: ReviewCounts) => void = () => undefined): Badge {
  let count = 0
  let flashing: ReturnType<typeof setTimeout> | undefined
  let leave: (() => void) | undefined

  const showCount = (): void => {
    if (flashing === undefined) face.show(count === 0 ? '' : count > 99 ? '99+' : String(count))
  }

  return {
    follow(vault) {
      leave?.()
      count = 0
      leave = vault && watchQuery(() => reviewCounts(vault, clock.now()), (counts) => {
        count = counts.waiting
        onCounts(counts)
        showCount()
      })
      showCount()
    },
    flash(outcome, words) {
      clearTimeout(flashing)
      face.show({ sealed: '✓', ask: '?', failed: '!' }[outcome], words)
      flashing = setTimeout(() => {
        flashing = undefined
        showCount()
      }, outcome === 'sealed' ? 2_000 : 6_000)
    },
  }
}

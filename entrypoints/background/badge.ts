/**
 * The number on the toolbar button: what needs this person, evidence to review and own work that is late or due. For
 * two seconds, how a capture went.
 */

import { roleMayState } from '~/lib/isms/statement/authority'
import type { WorkspaceRole } from '~/lib/records/classes'
import type { RowOf } from '~/lib/records/registry'
import { ownDue } from './ownDue'
import { kindTable, type Vault } from '~/lib/vault/store/tables'
import { watchQuery } from '~/lib/vault/store/watchQuery'
import { dayMs } from '~/lib/shared/dates'

export interface BadgeFace {
  show(text: string, title?: string): void
}

export interface Badge {
  /**
   * Counts in this workspace from now on; none without one. `clockOffset` is that of the workspace (the demo's fixed
   * date).
   */
  follow(vault: Vault | undefined, clockOffset?: number): void
  /** Counts again: days pass without anything being written. */
  refresh(): void
  /** The outcome of a capture made without any surface open. */
  flash(outcome: 'sealed' | 'ask' | 'failed', words?: string): void
}

export interface ReviewCounts {
  /** Evidence this person may decide about. */
  readonly waiting: number
  /** Own captures of the last day that nobody has decided about. */
  readonly awaited: number
}

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

export function createBadge(
  face: BadgeFace,
  clock: { now(): number },
  onCounts: (counts: ReviewCounts) => void = () => undefined,
  onDue: (found: Awaited<ReturnType<typeof ownDue>>) => void = () => undefined,
): Badge {
  let count = 0
  let waiting = 0
  let due = 0
  let followed: { readonly vault: Vault; readonly clockOffset: number } | undefined
  let flashing: ReturnType<typeof setTimeout> | undefined
  let leave: (() => void) | undefined

  function watch({ vault, clockOffset }: NonNullable<typeof followed>): void {
    const add = (): void => {
      count = waiting + due
      showCount()
    }
    const ends = [
      watchQuery(
        () => reviewCounts(vault, clock.now()),
        (counts) => {
          waiting = counts.waiting
          onCounts(counts)
          add()
        },
      ),
      watchQuery(
        () => ownDue(vault, clock.now() + clockOffset),
        (found) => {
          due = found.due.length
          onDue(found)
          add()
        },
      ),
    ]
    leave = () => ends.forEach((end) => end())
  }
  const showCount = (): void => {
    if (flashing === undefined) face.show(count === 0 ? '' : count > 99 ? '99+' : String(count))
  }

  return {
    follow(vault, clockOffset = 0) {
      leave?.()
      leave = undefined
      count = waiting = due = 0
      followed = vault && { vault, clockOffset }
      if (followed) watch(followed)
      showCount()
    },
    refresh() {
      leave?.()
      if (followed) watch(followed)
    },
    flash(outcome, words) {
      clearTimeout(flashing)
      face.show({ sealed: '✓', ask: '?', failed: '!' }[outcome], words)
      flashing = setTimeout(
        () => {
          flashing = undefined
          showCount()
        },
        outcome === 'sealed' ? 2_000 : 6_000,
      )
    },
  }
}

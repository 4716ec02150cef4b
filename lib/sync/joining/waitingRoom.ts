/**
 * Where a device with an invitation is until a member lets it in: there is no log to read yet, only the invitation's
 * few entries. It connects, says how it stands (waits, reads out its words, is over, can't reach the relay), and tries
 * again.
 */

import type { DeviceKeys } from '~/lib/crypto/deviceKeys'
import type { AccessState } from '~/lib/protocol/access/accessState'
import { closeMessages } from '~/lib/protocol/wire/closeCodes'
import type { Random } from '~/lib/shared/ids'
import type { SyncStatus, SyncTrouble, Vault } from '~/lib/vault/store/tables'
import { createBackoff } from '../connection/backoff'
import { troubleOf, type Ask } from '../connection/connectTrouble'
import { openJoining, type JoiningFacts, type JoiningLine } from './joining'
import type { LogClosed } from '../connection/logPort'
import { relayAddress, type RelayAddress } from '../connection/relayAddress'
import type { Connect } from '../connection/relayConnection'
import { words } from '../session/syncWords'

export interface WaitingRoomOptions {
  readonly workspaceId: string
  readonly vault: Vault
  readonly facts: JoiningFacts
  readonly keys: DeviceKeys
  readonly connect: Connect
  /** Asks over HTTP what stands at an address that did not answer. */
  readonly ask: Ask | undefined
  readonly random: Random
  readonly clock: { now(): number }
  /** How it stands, in the status row. */
  readonly show: (how: Pick<SyncStatus, 'message' | 'trouble' | 'safetyWords' | 'inviteOver'>) => void
  readonly onAdmitted: (access: AccessState) => void
  /** Something happened that somebody may wait for. */
  readonly onTurn: () => void
}

export interface WaitingRoom {
  readonly facts: JoiningFacts
  /** A connection is held. */
  readonly connected: boolean
  /** The invitation lets nobody in any more. */
  readonly isOver: boolean
  /** Connects, unless it is connected, over, or about to try again. */
  enter(): Promise<void>
  /** Somebody looks: what was given up is tried at once. */
  again(): void
  close(): void
}

export function createWaitingRoom(options: WaitingRoomOptions): WaitingRoom {
  const { facts, show, clock } = options
  const address = relayAddress(facts.relayUrl)
  const backoff = createBackoff(options.random)
  let line: JoiningLine | undefined
  let opening = false
  let over: LogClosed | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let closed = false

  async function enter(): Promise<void> {
    if (!address.ok) return show({ message: address.error.message })
    if (closed || line || opening || over || retry !== undefined) return
    opening = true
    const opened = await openJoining({
      ...options,
      onWaiting(safetyWords) {
        backoff.reset()
        show({ message: safetyWords ? words.readOut : words.waitsForMember, ...(safetyWords && { safetyWords }) })
      },
      onSlow: (retryAt) => show({ trouble: { type: 'unreachable', host: address.value.host, retryAt } }),
      onClosed(why) {
        line = undefined
        void ended(why, address.value)
      },
    })
    opening = false
    if (!opened.ok) show({ message: opened.error.message })
    else if (closed) opened.value.close()
    else line = opened.value
  }

  async function ended(told: LogClosed, relay: RelayAddress): Promise<void> {
    if (closed) return
    // The relay has not heard of the workspace, so not of the invitation either: both come once the inviter's device is
    // online.
    const why: LogClosed =
      told.reason === 'unknownWorkspace'
        ? {
            ...told,
            reason: 'inviteUnknown',
            message: closeMessages.inviteUnknown,
            trouble: 'inviteUnknown',
            final: false,
          }
        : told
    if (why.final) {
      over = why
      show({ message: why.message, inviteOver: why.reason })
    } else {
      const pause = backoff.next()
      retry = setTimeout(() => {
        retry = undefined
        void enter()
      }, pause)
      const retryAt = clock.now() + pause
      const trouble = await troubleOf(why, relay, options.ask)
      // Meanwhile it may have been tried again, and gone better.
      if (!closed && !line && !over)
        show({ message: why.message, ...(trouble && { trouble: withRetry(trouble, retryAt) }) })
    }
    options.onTurn()
  }

  function stopRetrying(): void {
    clearTimeout(retry)
    retry = undefined
  }

  return {
    facts,
    get connected() {
      return line !== undefined
    },
    get isOver() {
      return over !== undefined
    },
    enter,
    again() {
      over = undefined
      stopRetrying()
    },
    close() {
      closed = true
      stopRetrying()
      line?.close()
    },
  }
}

const withRetry = (trouble: SyncTrouble, retryAt: number): SyncTrouble => ({ ...trouble, retryAt })

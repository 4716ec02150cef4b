/**
 * A review decision waits five seconds, in which undo takes it back, before it is signed (capture.md 4).
 *
 * The popup may be closed, or killed, inside those seconds. What was decided is what will be signed, so a decision is
 * written down with its command id before the wait begins, and sent when the first of these happens: the wait ends, the
 * surface closes, the next surface opens and finds it left over. The engine applies one command id once, so sending it
 * twice signs it once. Undo after the signature writes a revocation, and says so.
 */

import type { Failure, Result } from '~/lib/shared/result'

export interface Decision {
  /** Of the `statement.sign` command: the same at every attempt. */
  readonly commandId: string
  readonly workspaceId: string
  readonly evidenceId: string
  readonly ref: string
  readonly decision: 'accepted' | 'rejected'
  readonly reason?: string
  /** The content the reviewer saw. The engine refuses to sign another. */
  readonly expectedHash: string
  readonly decidedAt: number
}

/** Where decisions are written down. Must be durable when `put` resolves. */
export interface DecisionStore {
  list(): Promise<readonly Decision[]>
  put(decision: Decision): Promise<void>
  remove(commandId: string): Promise<void>
}

export interface DecisionSurroundings {
  readonly store: DecisionStore
  readonly sign: (decision: Decision) => Promise<Result<{ readonly id: string }>>
  readonly revoke: (statementId: string, workspaceId: string) => Promise<Result<unknown>>
  readonly now: () => number
  /** Calls back after a time; answers how to stop it. */
  readonly after: (milliseconds: number, run: () => void) => () => void
  readonly onChange: () => void
  readonly onFailed: (decision: Decision, failure: Failure) => void
}

export type UndoAnswer =
  | { readonly what: 'takenBack' | 'revoked'; readonly decision: Decision }
  | { readonly what: 'failed'; readonly failure: Failure }

export const undoTime = 5_000
/** A surface that lives has sent its decision by then. */
const abandonedAfter = undoTime + 3_000
const shownByVaultAfter = 2_000

export interface PendingDecisions {
  /** Evidence decided on and not to be shown as waiting. */
  readonly decided: ReadonlySet<string>
  readonly last: Decision | undefined
  decide(decision: Decision): Promise<void>
  /** Takes back the last decision: before it is signed by forgetting it, after by a revocation. */
  undo(): Promise<UndoAnswer | undefined>
  /** Sends everything that waits. Call when the surface is about to go. */
  flush(): Promise<void>
  /**
   * Sends what a surface that is gone left behind; answers what was signed. A young decision may belong to a surface
   * that still lives and offers its undo: it is looked at again when its time is over.
   */
  resume(): Promise<readonly Decision[]>
  /** Milliseconds until the last decision is signed; 0 when it has been. */
  remaining(): number
}

export function createPendingDecisions(surroundings: DecisionSurroundings): PendingDecisions {
  const { store, sign, revoke, now, after, onChange, onFailed } = surroundings
  const waiting = new Map<string, { readonly decision: Decision; readonly stop: () => void }>()
  const decided = new Set<string>()
  const sent = new Map<string, Promise<string | undefined>>()
  let last: Decision | undefined

  async function send(decision: Decision): Promise<string | undefined> {
    waiting.get(decision.commandId)?.stop()
    waiting.delete(decision.commandId)
    const result = await sign(decision)
    // Written down until the engine answered; refused ones are not tried again, the reviewer is told.
    if (result.ok || result.error.type !== 'engineGone') await store.remove(decision.commandId)
    if (result.ok) {
      // By then the vault says so itself; a later change of the content must bring it back into the queue.
      after(shownByVaultAfter, () => {
        decided.delete(decision.evidenceId)
        onChange()
      })
      return result.value.id
    }
    decided.delete(decision.evidenceId)
    if (last === decision) last = undefined
    onFailed(decision, result.error)
    return undefined
  }
  const sendOnce = (decision: Decision): Promise<string | undefined> => {
    let sending = sent.get(decision.commandId)
    if (!sending) sent.set(decision.commandId, (sending = send(decision).finally(onChange)))
    return sending
  }

  return {
    decided,
    get last() {
      return last
    },
    async decide(decision) {
      decided.add(decision.evidenceId)
      last = decision
      const stop = after(undoTime, () => void sendOnce(decision))
      waiting.set(decision.commandId, { decision, stop })
      onChange()
      await store.put(decision)
      // A decision the engine never answered gives way to the newer one on the same evidence.
      for (const older of await store.list()) {
        if (older.evidenceId === decision.evidenceId && older.commandId !== decision.commandId)
          await store.remove(older.commandId)
      }
    },
    async undo() {
      const decision = last
      if (!decision) return undefined
      last = undefined
      const pending = waiting.get(decision.commandId)
      if (pending) {
        pending.stop()
        waiting.delete(decision.commandId)
        decided.delete(decision.evidenceId)
        onChange()
        await store.remove(decision.commandId)
        return { what: 'takenBack', decision }
      }
      const statementId = await sent.get(decision.commandId)
      if (!statementId) return undefined
      const result = await revoke(statementId, decision.workspaceId)
      if (!result.ok) return { what: 'failed', failure: result.error }
      decided.delete(decision.evidenceId)
      onChange()
      return { what: 'revoked', decision }
    },
    async flush() {
      await Promise.all([...waiting.values()].map(({ decision }) => sendOnce(decision)))
    },
    async resume() {
      const foreign = (await store.list()).filter(
        (decision) => !waiting.has(decision.commandId) && !sent.has(decision.commandId),
      )
      const left = foreign.filter((decision) => decision.decidedAt + abandonedAfter <= now())
      const young = foreign.filter((decision) => !left.includes(decision))
      if (young.length > 0)
        after(
          Math.max(...young.map((decision) => decision.decidedAt + abandonedAfter - now())),
          () => void this.resume(),
        )
      for (const decision of left) decided.add(decision.evidenceId)
      const signed = await Promise.all(
        left.map(async (decision) => ((await sendOnce(decision)) ? decision : undefined)),
      )
      return signed.filter((decision) => decision !== undefined)
    },
    remaining: () => (last && waiting.has(last.commandId) ? Math.max(0, last.decidedAt + undoTime - now()) : 0),
  }
}

/**
 * Review decisions that a popup wrote down and could not send before it went: the background sends them, under the
 * command id they were given, so that a decision made is a decision signed even when no surface is opened again.
 */

import { decisionStore } from '~/components/evidence/review/decisionStore'
import { createPendingDecisions } from '~/components/evidence/review/pendingDecisions'
import type { JsonValue } from '~/lib/shared/json'
import type { Result } from '~/lib/shared/result'
import type { DeviceDb } from '~/lib/vault/store/deviceDb'

export interface LeftDecisionsParts {
  readonly deviceDb: DeviceDb
  run(commandId: string, workspaceId: string, name: string, input: JsonValue): Promise<Result<unknown>>
  readonly now: () => number
}

/** Sends what is left in every workspace; young ones, whose popup may still be open, when they are due. */
export async function sendLeftDecisions({ deviceDb, run, now }: LeftDecisionsParts): Promise<void> {
  for (const { id: workspaceId } of await deviceDb.workspaces.toArray()) {
    await createPendingDecisions({
      store: decisionStore(deviceDb, workspaceId),
      sign: (one) =>
        run(one.commandId, one.workspaceId, 'statement.sign', {
          type: 'review',
          subject: { kind: 'evidence', id: one.evidenceId },
          profile: 'review',
          expectedHash: one.expectedHash,
          decision: one.decision,
          ...(one.reason !== undefined && { reason: one.reason }),
        }) as Promise<Result<{ readonly id: string }>>,
      revoke: (id, workspace) => run(`revoke-${id}`, workspace, 'statement.revoke', { id }),
      now,
      after(milliseconds, then) {
        const timer = setTimeout(then, milliseconds)
        return () => clearTimeout(timer)
      },
      onChange: () => undefined,
      // A refused one stays in the queue of the person, who is told when they decide again.
      onFailed: () => undefined,
    }).resume()
  }
}

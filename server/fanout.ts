/**
 * How relay processes tell each other that a workspace moved on. It is a hint: a lost one is repaired when a
 * process looks at the store, so nothing durable depends on it. Passes tests/contract/fanout.ts.
 */

import type { Bytes } from '../lib/shared/bytes'

export type FanoutMessage =
  | { readonly type: 'advanced'; readonly seq: number }
  /** A sealed presence frame, and the socket it came from so that it isn't told to itself. */
  | { readonly type: 'presence'; readonly from: string; readonly bytes: Bytes }

export interface Fanout {
  publish(workspaceId: string, message: FanoutMessage): void
  /** Returns the function that ends the subscription. */
  subscribe(workspaceId: string, listener: (message: FanoutMessage) => void): () => void
  close(): Promise<void>
}

/** For one relay process: messages reach subscribers at once and in order. */
export function createLocalFanout(): Fanout {
  const listeners = new Map<string, Set<(message: FanoutMessage) => void>>()
  return {
    publish(workspaceId, message) {
      for (const listener of [...(listeners.get(workspaceId) ?? [])]) listener(message)
    },
    subscribe(workspaceId, listener) {
      const of = listeners.get(workspaceId) ?? new Set()
      listeners.set(workspaceId, of.add(listener))
      return () => {
        of.delete(listener)
        if (of.size === 0 && listeners.get(workspaceId) === of) listeners.delete(workspaceId)
      }
    },
    close: () => Promise.resolve(listeners.clear()),
  }
}

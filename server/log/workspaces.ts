/** The workspaces that somebody is connected to, each opened once per process. */

import { emptyHead } from '../../lib/protocol/log/entry'
import type { LogRecord } from '../store/logStore'
import type { BlobStore } from '../store/blobStore'
import { createErasure } from './erasure'
import { openWorkspaceLog, type WorkspaceLog, type WorkspaceLogOptions } from './workspaceLog'

export interface WorkspacesOptions extends Omit<WorkspaceLogOptions, 'workspaceId' | 'honourErasure'> {
  readonly blobs: BlobStore
}

export interface Workspaces {
  /** What was acquired is released once. Undefined, with nothing to release, when the relay doesn't know it. */
  acquire(workspaceId: string): Promise<WorkspaceLog | undefined>
  release(workspaceId: string): void
  /** Writes an adopted log in one piece. False when the workspace came into being meanwhile. */
  found(workspaceId: string, records: readonly LogRecord[]): Promise<boolean>
  /** Resolves when nothing is being appended anywhere. */
  idle(): Promise<void>
}

interface Held {
  readonly log: Promise<WorkspaceLog | undefined>
  users: number
}

export function createWorkspaces(options: WorkspacesOptions): Workspaces {
  const held = new Map<string, Held>()

  function hold(workspaceId: string): Held {
    const known = held.get(workspaceId)
    if (known) return known
    const log = openWorkspaceLog({ ...options, honourErasure: createErasure(workspaceId, options.blobs), workspaceId })
    const fresh: Held = { log, users: 0 }
    held.set(workspaceId, fresh)
    options.metrics.workspacesOpen.set(held.size)
    return fresh
  }

  function release(workspaceId: string): void {
    const known = held.get(workspaceId)
    if (!known) return
    known.users -= 1
    void letGo(workspaceId, known)
  }

  /** A workspace that still appends is kept, so that it is never open twice. */
  async function letGo(workspaceId: string, known: Held): Promise<void> {
    const log = await known.log.catch(() => undefined)
    await log?.idle()
    if (known.users > 0 || held.get(workspaceId) !== known) return
    drop(workspaceId, known)
    log?.close()
  }

  function drop(workspaceId: string, known: Held): void {
    if (held.get(workspaceId) === known) held.delete(workspaceId)
    options.metrics.workspacesOpen.set(held.size)
  }

  return {
    async acquire(workspaceId) {
      const known = hold(workspaceId)
      known.users += 1
      try {
        const log = await known.log
        // Not remembered: it may be founded the next moment.
        if (!log) drop(workspaceId, known)
        return log
      } catch (error) {
        drop(workspaceId, known)
        throw error
      }
    },
    release,
    async found(workspaceId, records) {
      // Nothing of it can be held: only workspaces that exist are.
      const stored = await options.store.append(workspaceId, emptyHead, records)
      if (stored === 'stored') options.metrics.entriesStored.inc(records.length)
      return stored === 'stored'
    },
    async idle() {
      for (const { log } of [...held.values()]) await (await log.catch(() => undefined))?.idle()
    },
  }
}

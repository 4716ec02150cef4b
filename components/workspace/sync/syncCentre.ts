/** What the sync centre says: one heading, one sentence, three stations. Pure; only what this device knows. */

import { noFiles, type FilesOut } from '~/lib/live/workspace/useFilesOut'
import { hostOf } from '~/lib/shared/hostOf'
import type { NotSentRow, OutboxRow, SyncStatus } from '~/lib/vault/store/tables'

export interface SyncHeading {
  readonly key: string
  readonly plural?: number
}
export interface SyncSentence {
  readonly key: string
  readonly params: Readonly<Record<string, string | number>>
}

/** Whether the relay was once level with this device: an address that never answered holds nothing. */
export const relayHoldsLog = (status: SyncStatus | undefined): boolean =>
  status?.syncedAt !== undefined && !['none', 'halted', 'removed', 'waitingForAdmission'].includes(status.state)

/** Whether the chain of the relay was followed to its end here; on the way there nobody knows. */
export const chainAgrees = (status: SyncStatus | undefined): boolean => status?.state === 'synced'

/**
 * What waits counts first: it is on this device only, whatever the connection does. A level log is all only where no
 * file is left.
 */
export function syncHeading(status: SyncStatus | undefined, waiting: number, files: FilesOut = noFiles): SyncHeading {
  const state = status?.state ?? 'none'
  if (state === 'none') return { key: 'alone' }
  if (
    state === 'halted' ||
    state === 'removed' ||
    state === 'waitingForAdmission' ||
    state === 'updateNeeded' ||
    state === 'keyMissing'
  )
    return { key: state }
  if (state === 'synced') {
    if (files.damaged > 0) return { key: 'filesDamaged', plural: files.damaged }
    // What was refused stays until somebody does something; the rest goes out by itself.
    if (files.refused > 0) return { key: files.full ? 'filesFull' : 'filesRefused', plural: files.refused }
    if (waiting > 0) return { key: 'syncedWaiting', plural: waiting }
    return files.waiting > 0 ? { key: 'filesWaiting', plural: files.waiting } : { key: 'synced' }
  }
  if (waiting > 0) return { key: 'waiting', plural: waiting }
  // Which trouble it is stands in the note below.
  return { key: state === 'silent' ? 'offline' : state }
}

export function syncSentence(
  status: SyncStatus | undefined,
  time: (ms: number | undefined) => string,
  files: FilesOut = noFiles,
): SyncSentence {
  const state = status?.state ?? 'none'
  const host = hostOf(status?.relayUrl)
  switch (state) {
    case 'none':
      return { key: 'alone', params: {} }
    case 'synced':
      return {
        key: files.waiting + files.damaged > 0 ? 'syncedFiles' : 'synced',
        params: { host, time: time(status?.syncedAt) },
      }
    case 'silent':
      return status?.lastHeardAt === undefined
        ? { key: 'silentNoTime', params: { host } }
        : { key: 'silent', params: { host, time: time(status.lastHeardAt) } }
    case 'halted':
      return { key: 'halted', params: { message: status?.message ?? '' } }
    case 'catchingUp':
      return { key: 'catchingUp', params: { n: status?.headSeq ?? 0 } }
    case 'connecting':
      return { key: 'offline', params: {} }
    default:
      return { key: state, params: {} }
  }
}

export interface Waiting {
  readonly commandId: string
  readonly name: string
  readonly kind: string | undefined
  readonly id: string | undefined
  readonly fields: readonly string[]
  readonly at: number
}

/** One line per command: a command of several classes is several rows of the outbox. Oldest first, as they go out. */
export function waitingCommands(outbox: readonly OutboxRow[]): readonly Waiting[] {
  const seen = new Map<string, Waiting>()
  for (const row of [...outbox].sort((a, b) => a.n - b.n)) {
    if (!seen.has(row.commandId))
      seen.set(row.commandId, {
        commandId: row.commandId,
        name: row.name,
        kind: row.about?.kind,
        id: row.about?.id,
        fields: row.about?.fields ?? [],
        at: row.at,
      })
  }
  return [...seen.values()]
}

/** Bytes that are to go out, roughly: payloads as they lie in the outbox. */
export const outboxBytes = (outbox: readonly OutboxRow[]): number =>
  outbox.reduce(
    (sum, { payload }) =>
      sum +
      (payload.type === 'update'
        ? payload.parts.reduce((parts, part) => parts + part.update.length, 0)
        : payload.body.length),
    0,
  )

/** A refused command as a file to keep or hand to somebody who may write it. */
export const notSentFile = (row: NotSentRow): string =>
  `${JSON.stringify({ type: 'plumbline/not-sent', v: 1, command: row.name, at: new Date(row.at).toISOString(), reason: row.reason, about: row.about ?? null, input: row.input, changes: row.intents }, null, 2)}\n`

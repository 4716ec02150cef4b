/**
 * The sync state in the few characters of a popup head: "09:41", "Offline, 3 wait". Same order of gravity as the
 * sidebar.
 */

import { syncLine, type SyncTone } from '../shell/sync/syncLineWords'
import type { FilesOut } from '~/lib/live/workspace/useFilesOut'
import type { SyncStatus } from '~/lib/vault/store/tables'

export interface ShortSyncLine {
  readonly key: string
  readonly params: Readonly<Record<string, string | number>>
  readonly plural?: number
  readonly tone: SyncTone
  readonly glyph?: 'blocker' | 'warning'
}

export function shortSyncLine(
  status: SyncStatus | undefined,
  waiting: number,
  notSent: number,
  time: string,
  files?: FilesOut,
): ShortSyncLine {
  const { key, tone, plural = 0 } = syncLine(status, waiting, notSent, time, files)
  const state = key.slice(key.lastIndexOf('.') + 1)
  switch (state) {
    case 'halted':
    case 'removed':
      return { key, params: {}, tone, glyph: 'blocker' }
    case 'notSent':
      return { key: 'popup.sync.notSent', params: { n: notSent }, plural: notSent, tone, glyph: 'warning' }
    case 'silent':
      return { key: 'popup.sync.silent', params: { n: waiting }, plural: waiting, tone, glyph: 'warning' }
    case 'offline':
      return { key: 'popup.sync.offline', params: { n: waiting }, plural: waiting, tone }
    case 'waiting':
      return { key: 'popup.sync.waiting', params: { n: waiting }, plural: waiting, tone }
    case 'filesDamaged':
    case 'filesFull':
    case 'filesRefused':
      return { key: `popup.sync.${state}`, params: { n: plural }, plural, tone, glyph: 'warning' }
    case 'filesWaiting':
      return { key: 'popup.sync.filesWaiting', params: { n: plural }, plural, tone }
    case 'synced':
      return { key: 'popup.sync.synced', params: { time }, tone }
    case 'none':
      return { key: 'popup.sync.none', params: {}, tone }
    default:
      // Which trouble it is stands in the note below the head.
      if (key.startsWith('app.sync.trouble.'))
        return { key: 'popup.sync.offline', params: { n: waiting }, plural: waiting, tone, glyph: 'warning' }
      return { key, params: {}, tone }
  }
}

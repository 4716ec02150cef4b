import { troubleWord } from './syncTrouble'
import { noFiles, type FilesOut } from '~/lib/live/workspace/useFilesOut'
import type { SyncStatus } from '~/lib/vault/store/tables'

export type SyncTone = 'ok' | 'warn' | 'fail' | 'quiet'
export interface SyncLine {
  readonly key: string
  readonly tone: SyncTone
  readonly params: Readonly<Record<string, string | number>>
  readonly plural?: number
}

/**
 * What the foot of the sidebar says (ux.md 10), worst first. `waiting` and `notSent` count changes; files travel apart
 * from them.
 */
export function syncLine(
  status: SyncStatus | undefined,
  waiting: number,
  notSent: number,
  time: string,
  files: FilesOut = noFiles,
): SyncLine {
  const line = (key: string, tone: SyncTone, rest: Partial<SyncLine> = {}): SyncLine => ({
    key: `app.sync.${key}`,
    tone,
    params: {},
    ...rest,
  })
  const state = status?.state ?? 'none'
  if (state === 'halted') return line('halted', 'fail')
  if (state === 'removed') return line('removed', 'fail')
  if (state === 'updateNeeded' || state === 'keyMissing') return line(state, 'warn')
  if (notSent > 0) return line('notSent', 'warn', { params: { n: notSent }, plural: notSent })
  if (state === 'none') return line('none', 'quiet')
  if (state === 'offline' && status?.trouble)
    return { key: `app.sync.trouble.${troubleWord(status.trouble)}`, tone: 'warn', params: {} }
  if (state === 'offline') return line('offline', 'quiet')
  if (state === 'silent') return line('silent', 'warn')
  if (state === 'waitingForAdmission') return line('waitingForAdmission', 'quiet')
  if (files.damaged > 0) return line('filesDamaged', 'warn', { params: { n: files.damaged }, plural: files.damaged })
  if (files.refused > 0)
    return line(files.full ? 'filesFull' : 'filesRefused', 'warn', {
      params: { n: files.refused },
      plural: files.refused,
    })
  if (waiting > 0) return line('waiting', 'warn', { params: { n: waiting }, plural: waiting })
  if (state === 'connecting' || state === 'catchingUp') return line(state, 'quiet')
  if (files.waiting > 0) return line('filesWaiting', 'warn', { params: { n: files.waiting }, plural: files.waiting })
  return line('synced', 'ok', { params: { time } })
}

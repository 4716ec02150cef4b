import { troubleWord } from './syncTrouble'
import type { SyncStatus } from '~/lib/vault/tables'

export type SyncTone = 'ok' | 'warn' | 'fail' | 'quiet'
export interface SyncLine {
  readonly key: string
  readonly tone: SyncTone
  readonly params: Readonly<Record<string, string | number>>
  readonly plural?: number
}

/** What the foot of the sidebar says (ux.md 10), worst first. `waiting` and `notSent` count changes. */
export function syncLine(status: SyncStatus | undefined, waiting: number, notSent: number, time: string): SyncLine {
  const line = (key: string, tone: SyncTone, rest: Partial<SyncLine> = {}): SyncLine => ({ key: `app.sync.${key}`, tone, params: {}, ...rest })
  const state = status?.state ?? 'none'
  if (state === 'halted') return line('halted', 'fail')
  if (state === 'removed') return line('removed', 'fail')
  if (state === 'updateNeeded' || state === 'keyMissing') return line(state, 'warn')
  if (notSent > 0) return line('notSent', 'warn', { params: { n: notSent }, plural: notSent })
  if (state === 'none') return line('none', 'quiet')
  if (state === 'offline' && status?.trouble) return { key: `app.sync.trouble.${troubleWord(status.trouble)}`, tone: 'warn', params: {} }
  if (state === 'offline') return line('offline', 'quiet')
  if (state === 'silent') return line('silent', 'warn')
  if (state === 'waitingForAdmission') return line('waitingForAdmission', 'quiet')
  if (waiting > 0) return line('waiting', 'warn', { params: { n: waiting }, plural: waiting })
  if (state === 'connecting' || state === 'catchingUp') return line(state, 'quiet')
  return line('synced', 'ok', { params: { time } })
}

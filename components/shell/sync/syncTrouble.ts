/**
 * Why there is no connection, in words with what to do. Pure; used by the sync centre, the sidebar, the popup and the
 * joining page.
 */

import type { SyncTrouble } from '~/lib/vault/store/tables'

/** Troubles with words of their own; any other is the relay's refusal, whose sentence the status carries. */
const own = ['unreachable', 'refusedEarly', 'notARelay', 'noSockets', 'quota', 'inviteUnknown'] as const
export type TroubleWord = (typeof own)[number] | 'refused'

export const troubleWord = ({ type }: Pick<SyncTrouble, 'type'>): TroubleWord =>
  own.find((word) => word === type) ?? 'refused'

export interface TroubleLines {
  readonly title: { readonly key: string; readonly host: string }
  /** What happens by itself: in `n` seconds, now, or only when somebody asks for it. */
  readonly next: { readonly key: string; readonly n: number }
  /** What to check or do; absent where the relay's own sentence says it. */
  readonly check: { readonly key: string; readonly host: string } | undefined
}

/**
 * Final refusals are not retried automatically. A device that is still joining has nothing to work on offline, and no
 * sync centre.
 */
export function troubleLines(
  trouble: SyncTrouble,
  nowMs: number,
  { joining = false }: { readonly joining?: boolean } = {},
): TroubleLines {
  const { host, retryAt } = trouble
  const word = troubleWord(trouble)
  const seconds = retryAt === undefined ? 0 : Math.max(0, Math.ceil((retryAt - nowMs) / 1000))
  const final = word === 'refused' || word === 'quota'
  const when = final ? 'asked' : seconds > 0 ? 'seconds' : 'now'
  return {
    title: { key: `app.trouble.title.${word}`, host },
    next: { key: `app.trouble.next.${when}${joining || word === 'inviteUnknown' ? 'Joining' : ''}`, n: seconds },
    check:
      word === 'refused'
        ? undefined
        : { key: `app.trouble.check.${word}${joining && word === 'quota' ? 'Joining' : ''}`, host },
  }
}

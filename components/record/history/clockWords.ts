/**
 * MG16: order comes from the log; a device time that can't be is marked, and so is a relay time this device has not
 * reached.
 */

import { clockMark, isDoubtful } from '~/lib/records/merge/fieldMerging'
import type { TrailRow } from '~/lib/vault/store/tables'

export interface ClockWords {
  /** Somebody's clock is wrong; otherwise it only came late. */
  readonly ahead: boolean
  readonly short: string
  readonly full: string
}

export interface ClockFacts {
  /** When the author had seen what he changed; undefined where nobody knows. */
  readonly seenTime: number | undefined
  readonly nowMs: number
  readonly t: (key: string, named?: Record<string, unknown>) => string
}

export function clockWords(
  row: Pick<TrailRow, 'time' | 'relayTime'>,
  { seenTime, nowMs, t }: ClockFacts,
): ClockWords | undefined {
  if (isDoubtful(row.relayTime, nowMs))
    return { ahead: true, short: t('merging.clock.doubtfulShort'), full: t('merging.clock.doubtful') }
  const mark = clockMark(row, seenTime)
  if (mark === undefined) return undefined
  const minutes = Math.round(Math.abs(row.time - row.relayTime!) / 60_000)
  const span =
    minutes < 60
      ? t('merging.span.m', { n: minutes })
      : minutes < 2880
        ? t('merging.span.h', { n: Math.round(minutes / 60) })
        : t('merging.span.d', { n: Math.round(minutes / 1440) })
  return {
    ahead: mark === 'ahead',
    short: t(`merging.clock.${mark}Short`, { span }),
    full: t(`merging.clock.${mark}`, { span }),
  }
}

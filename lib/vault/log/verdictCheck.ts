/**
 * Devices tell each other, sealed in their changes, what they make of the log (verdictHash.ts). Where another one says
 * otherwise, somebody is wrong, and it may be us: writing stops, the whole log is judged again from its first entry in
 * memory, and
 *   - comes out what is kept here: the other device lies, or runs another version. It is named, and work goes on;
 *   - comes out something else: what is kept here is wrong, and is made again from the log (rebuild.ts).
 *
 * Anybody who may write can say something false in every entry. So a device that was named once is not listened to
 * again until it agrees, and the log is judged again at most once a day, whoever asks for it.
 */

import type { Differing } from '~/lib/vault/replica/replicaCore'
import type { VerdictCheck } from '~/lib/vault/replica/replicaCore'
import { zeroHash } from '~/lib/protocol/log/entry'
import { fail, type Err } from '~/lib/shared/result'
import { metaKeys, type Core } from '../replica/replicaCore'
import type { JudgedEntry } from './judgeEntries'
import { dayMs } from '~/lib/shared/dates'

export const allAgree: VerdictCheck = { state: 'agreed', by: [] }
const onceIn = dayMs

export const isUnclear = ({ state }: VerdictCheck): boolean => state === 'checking'

export const verdictsDiffer = (): Err =>
  fail(
    'verdictsDiffer',
    'Nothing can be written or signed for a moment: another device judges the shared log differently, so this one reads it again from the start. Try again when that is done; the sync centre shows it.',
  )

/**
 * What each author of a change makes of the log up to its head. Those that do not count here, too: it may be here that
 * something is wrong.
 */
export function saidIn(
  entries: readonly JudgedEntry[],
  ownDeviceId: string,
): readonly (Differing & { readonly head: number; readonly verdicts: string })[] {
  return entries.flatMap(({ says, entry, sequenced, memberId }) =>
    says !== undefined && says !== zeroHash && entry!.header.deviceId !== ownDeviceId
      ? [
          {
            deviceId: entry!.header.deviceId,
            memberId: memberId ?? '',
            seq: sequenced.seq,
            head: entry!.header.head.seq,
            verdicts: says,
          },
        ]
      : [],
  )
}

/**
 * The row after these entries; the same object where nothing changed. `hereAt`: what this device made of the log up to
 * a position.
 */
export function afterHearing(
  core: Core,
  entries: readonly JudgedEntry[],
  hereAt: (seq: number) => string | undefined,
): VerdictCheck {
  let check = core.verdictCheck
  for (const { head, verdicts, ...said } of saidIn(entries, core.keys.deviceId)) {
    const here = hereAt(head)
    const named = check.by.some(({ deviceId }) => deviceId === said.deviceId)
    if (here === undefined || (here !== verdicts) === named) continue
    if (here === verdicts) check = { ...check, by: check.by.filter(({ deviceId }) => deviceId !== said.deviceId) }
    else check = { ...check, by: [...check.by, said], ...(isDue(core, check) && { state: 'checking' as const }) }
  }
  return check.by.length === 0 && check.state === 'stands' ? { ...check, state: 'agreed' } : check
}

const isDue = (core: Core, { state, checkedAt }: VerdictCheck): boolean =>
  !isUnclear({ state, by: [] }) &&
  (checkedAt === undefined || core.now() < checkedAt || core.now() - checkedAt >= onceIn)

export async function keepVerdictCheck(core: Core, check: VerdictCheck): Promise<void> {
  await core.vault.meta.put({ key: metaKeys.verdictCheck, value: check })
  core.verdictCheck = check
}

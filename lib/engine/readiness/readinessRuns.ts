/**
 * When a readiness run is kept without anybody asking (isms.md 3.5): at the first look of a lead in a month, and when
 * an audit or a management review has become complete. That is known from the checks, not from the command: a signature
 * counts once the log has it (ST11), and the status is set after it. A run is one a day; of the devices that see the
 * same, one keeps it.
 */

import { inLogOrder } from '~/lib/shared/logOrder'
import { isLead, mayWrite, type WorkspaceRole } from '~/lib/records/classes'
import { readinessRunId } from '~/lib/records/derivedIds'
import type { ReadinessRun } from '~/lib/records/kinds/readinessRun'
import type { Completed } from '~/lib/isms/readiness/completed'
import { recordKind } from '~/lib/records/registry'
import type { Result } from '~/lib/shared/result'
import { trailOfFields } from '~/lib/vault/history/readTrail'
import { kindTable, type TrailRow, type Vault } from '~/lib/vault/store/tables'
import type { CommandInput } from '../commandMap'
import type { KeptReadiness } from './readinessKeeper'
import { dayMs } from '~/lib/shared/dates'

export interface RunSurroundings {
  readonly vault: Vault
  readonly clock: { now(): number }
  readonly deviceId: string
  /** In force now; undefined while not admitted or after removal. */
  readonly role: () => WorkspaceRole | undefined
  /** Runs `readiness.keep`; the same id again keeps nothing more. */
  readonly keep: (commandId: string, input: CommandInput<'readiness.keep'>) => Promise<Result<unknown>>
}

const mayKeep = (role: string | undefined): boolean =>
  role !== undefined && mayWrite(role as WorkspaceRole, recordKind('readinessRun').class)
const weekMs = 7 * dayMs
/** Ids of what was complete when somebody last looked, in `meta`. */
const completedKey = 'readinessCompleted'

/** Takes each evaluation and keeps what it is the time for. */
export function createRunKeeper({
  vault,
  clock,
  deviceId,
  role,
  keep,
}: RunSurroundings): (kept: KeptReadiness) => Promise<void> {
  async function keepCompleted({ today, completed }: KeptReadiness): Promise<void> {
    const known = (await vault.meta.get(completedKey))?.value as readonly string[] | undefined
    const ids = completed.map(({ id }) => id)
    if (known?.length === ids.length && ids.every((id) => known.includes(id))) return
    // Whoever looks here for the first time finds what others completed before.
    for (const one of known ? completed.filter(({ id }) => !known.includes(id)) : []) {
      if (!mayKeep(role()) || !(await isOurs(one, today))) continue
      const done = await keep(
        `run-${one.id}-${today}`,
        one.reason === 'review' ? { reason: 'review', review: one.id } : { reason: 'audit' },
      )
      // What could not be kept now, on a full disk, is kept at a later look.
      if (!done.ok) return
    }
    await vault.meta.put({ key: completedKey, value: ids })
  }

  /**
   * The device that closed it keeps the run. Of who may close an audit and write no run, some lead's, unless another
   * has.
   */
  async function isOurs({ id, reason }: Completed, today: string): Promise<boolean> {
    const closing = await lastOf(vault, id, 'status')
    if (closing === undefined || closing.deviceId === deviceId) return closing !== undefined
    const member = await vault.members.get(closing.memberId)
    if (member?.active === true && mayKeep(member.role)) return false
    const isFresh = clock.now() - (closing.relayTime ?? closing.time) < weekMs
    return (
      isFresh &&
      isLead(role()!) &&
      (await kindTable<ReadinessRun>(vault, 'readinessRun').get(readinessRunId(today)))?.reason !== reason
    )
  }

  async function keepMonth(today: string): Promise<void> {
    const now = role()
    if (
      now !== undefined &&
      isLead(now) &&
      (await monthWithoutRun(vault, today)) &&
      !(await awaitsFiles(vault, deviceId, clock.now()))
    )
      await keep(`run-${today.slice(0, 7)}-${deviceId}`, { reason: 'month' })
  }

  return async (kept) => {
    await keepCompleted(kept)
    await keepMonth(kept.today)
  }
}

/** The last change of a field that stands. */
async function lastOf(vault: Vault, id: string, field: string): Promise<TrailRow | undefined> {
  const rows = (await trailOfFields(vault, [[id, field]])).filter(({ lost }) => !lost)
  return inLogOrder(rows).at(-1)
}

/** No run was kept in this month yet. */
const monthWithoutRun = async (vault: Vault, today: string): Promise<boolean> =>
  (await kindTable(vault, 'readinessRun')
    .where('id')
    .between(readinessRunId(`${today.slice(0, 7)}-01`), readinessRunId(`${today.slice(0, 7)}-31`), true, true)
    .count()) === 0

/**
 * MG15: a device that joined lately still fetches what others have long had, so its first look is not how things stand.
 * After a week what it lacks is missing (EV7).
 */
async function awaitsFiles(vault: Vault, deviceId: string, now: number): Promise<boolean> {
  const joined = (await vault.devices.get(deviceId))?.since ?? 0
  return now - joined < weekMs && (await vault.blobs.where('state').equals('pending').count()) > 0
}

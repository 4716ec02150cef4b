/**
 * Sending again what somebody was promised and did not get: a key whose wrap does not open, or the key before that
 * can't be read out of the next one. Any device that can, may (lib/protocol/access/accessHealing.ts); the one of them online
 * with the lowest id does, without anybody's click, and the next ones after a while if it doesn't.
 */

import { activeDevices } from '~/lib/protocol/access/accessState'
import { writeKeyBody, type KeyBody } from '~/lib/protocol/bodies/keyBody'
import { sha256Hex } from '~/lib/shared/hash'
import type { Replica } from '~/lib/vault/replica/replica'

/** Name in the outbox of what this device writes by itself. */
export const healCommand = 'key.heal'

/** A device not heard of for this long is not online. */
const onlineMs = 120_000
/** So long each device in the row waits for those before it. */
const turnMs = 10_000

export interface HealingOptions {
  readonly replica: Replica
  readonly clock: { now(): number }
  /** Default 10 s; tests wait less. */
  readonly turnMs?: number
}

export interface Healing {
  /**
   * Puts one healing entry into the outbox where one is due: `true` where it did, else the milliseconds until it is
   * this device's turn, `false` where nothing is.
   */
  healNext(): Promise<boolean | number>
}

export function createHealing({ replica, clock, turnMs: turn = turnMs }: HealingOptions): Healing {
  /** Since when this device knows of what is owed, by its hash. */
  const knownSince = new Map<string, number>()

  async function healNext(): Promise<boolean | number> {
    const [body] = owed(replica)
    if (!body || !replica.writable().ok) return false
    const name = sha256Hex(JSON.stringify(body)).slice(0, 22)
    const since = knownSince.get(name) ?? clock.now()
    knownSince.set(name, since)
    const wait = since + turn * (await devicesBefore()) - clock.now()
    if (wait > 0) return wait
    return replica.exclusive(async () => {
      if ((await replica.vault.outbox.filter(({ class: entryClass }) => entryClass === 'key').count()) > 0) return false
      // Once only: a member's second candidate for the same recipient does not count.
      const commandId = `heal-${name}`
      if (await replica.vault.commands.get(commandId)) return false
      const committed = await replica.commit({
        commandId,
        name: healCommand,
        input: null,
        at: clock.now(),
        keys: [writeKeyBody(body)],
        result: null,
      })
      return committed.ok
    })
  }

  /** How many devices that can do it, too, are online and have a lower id. */
  async function devicesBefore(): Promise<number> {
    const access = replica.access()
    const lockedOut = new Set(
      replica
        .keyFaults()
        .filter(({ healed }) => !healed)
        .flatMap(({ recipients }) => recipients),
    )
    const heard = new Map(
      (await replica.vault.devices.toArray()).map(({ deviceId, lastHeard = 0 }) => [deviceId, lastHeard]),
    )
    return activeDevices(access).filter(
      ({ deviceId }) =>
        deviceId < replica.deviceId && !lockedOut.has(deviceId) && clock.now() - (heard.get(deviceId) ?? 0) < onlineMs,
    ).length
  }

  return { healNext }
}

/** Bodies that this device can write for what it found, the newest epoch first. */
function owed(replica: Replica): readonly KeyBody[] {
  const access = replica.access()
  const mine = access.devices[replica.deviceId]?.memberId
  return [...replica.keyFaults()]
    .reverse()
    .flatMap(({ epoch, healed, owed: { wraps, prevSealed } }): readonly KeyBody[] => {
      if (healed) return []
      const { rewraps, reseals } = access.epochs[epoch - 1]!
      const left = Object.entries(wraps).filter(
        ([recipient]) =>
          isRecipient(replica, recipient) &&
          !rewraps?.some(({ deviceId, memberId }) => deviceId === recipient && memberId === mine),
      )
      const bodies: KeyBody[] = []
      if (left.length > 0) bodies.push({ type: 'rewrap', epoch, wraps: Object.fromEntries(left) })
      if (prevSealed !== undefined && !reseals?.some(({ memberId }) => memberId === mine))
        bodies.push({ type: 'reseal', epoch, prevSealed })
      return bodies
    })
}

/** Who left meanwhile is owed nothing any more. */
function isRecipient(replica: Replica, recipient: string): boolean {
  const access = replica.access()
  return access.recovery?.deviceId === recipient || activeDevices(access).some(({ deviceId }) => deviceId === recipient)
}

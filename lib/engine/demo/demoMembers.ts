/**
 * The members of the demo with devices of their own: invited, joined, let in and bound to their persons by ordinary
 * access entries. Their keys live as long as the log is made and are then gone; only the device that opens the demo
 * keeps its own.
 */

import { generateDeviceKeys, sign, type DeviceKeys } from '../../crypto/deviceKeys'
import { epochKey } from '../../crypto/epoch'
import { generateInviteKeys, importInviteKey } from '../../crypto/inviteKeys'
import { createRecoveryKit } from '../../crypto/recoveryKit'
import { demoMembers, person } from '~/lib/content/demo/demoPeople'
import { joinBytes } from '~/lib/protocol/access/accessBody'
import { currentEpoch, memberOfDevice } from '~/lib/protocol/access/accessState'
import { entryHash, newUuid } from '~/lib/protocol/log/entry'
import type { Role } from '~/lib/protocol/access/workspaceRoles'
import { shownHash } from '~/lib/protocol/access/shownFacts'
import { assert } from '../../shared/assert'
import { toBase64Url, toBytes } from '../../shared/bytes'
import type { Random } from '../../shared/ids'
import { unwrap } from '../../shared/result'
import { currentSecret, wrapCurrentFor } from '~/lib/sync/session/epochSecrets'
import { foundWorkspace } from '~/lib/sync/joining/founding'
import { createDemoLog, type DemoLog } from './demoLog'
import { dayMs } from '~/lib/shared/dates'

export interface DemoActor {
  readonly personId: string
  readonly memberId: string
  readonly keys: DeviceKeys
  /** Yjs client id of the device. */
  readonly clientId: number
}

export interface DemoMembers {
  readonly log: DemoLog
  readonly workspaceId: string
  /** The raw handle of the epoch's secret, for files. */
  readonly epochKey: CryptoKey
  /** Throws for somebody who has no keys or has not come yet. */
  actor(personId: string): DemoActor
  /** Lets in who came up to a moment. */
  comeUpTo(at: number): Promise<void>
  /** A further device of the Information Security Manager: the one that opens the demo. */
  letIn(keys: DeviceKeys, at: number): Promise<void>
}

const weekMs = 7 * dayMs
const [founder, ...others] = demoMembers

export async function foundDemo(random: Random): Promise<DemoMembers> {
  assert(founder, 'the demo has a founder')
  const keys = new Map(
    await Promise.all(demoMembers.map(async ({ person: id }) => [id, await generateDeviceKeys()] as const)),
  )
  const clients = clientIds(random, demoMembers.length)
  const founding = Date.parse(founder.joined)
  const first = keys.get(founder.person)!
  const kit = await createRecoveryKit(random)
  const { workspaceId, memberId, genesis } = await foundWorkspace(first, kit.sealed, {
    random,
    clock: { now: () => founding },
  })
  const log = createDemoLog(genesis, random)
  const secret = await epochKey(unwrap(await currentSecret(log.access(), first)))
  log.useEpoch(secret)
  await log.appendAccess({ type: 'bind', memberId, personId: founder.person }, first, founding + 60_000)

  const here = new Map<string, DemoActor>([
    [founder.person, { personId: founder.person, memberId, keys: first, clientId: clients[0]! }],
  ])
  const waiting = others.map((member, index) => ({ member, clientId: clients[index + 1]! }))

  async function invite(memberId: string, role: Role, device: DeviceKeys, at: number): Promise<void> {
    const once = await generateInviteKeys()
    const inviteId = newUuid(random)
    const shown = shownHash({
      organisation: 'Quillmere Logistics Cloud',
      inviter: founder!.person,
      role,
      expiresAt: at + weekMs,
      salt: toBase64Url(random(16)),
    })
    await log.appendAccess(
      {
        type: 'invite',
        inviteId,
        memberId,
        publicKey: toBase64Url(once.publicKey),
        role,
        expiresAt: at + weekMs,
        admit: 'words',
        shown,
      },
      first,
      at,
    )
    const body = { deviceId: device.deviceId, signKey: toBase64Url(device.signKey), dhKey: toBase64Url(device.dhKey) }
    const inviteSignature = toBase64Url(
      await sign(unwrap(await importInviteKey(once)), toBytes(joinBytes(workspaceId, inviteId, body))),
    )
    const joined = await log.appendAccess(
      { type: 'join', inviteId, device: body, inviteSignature },
      device,
      at + 20_000,
    )
    await log.appendAccess(
      {
        type: 'admit',
        inviteId,
        deviceId: device.deviceId,
        joinHash: entryHash(joined.bytes),
        epoch: currentEpoch(log.access()),
        wrap: unwrap(await wrapCurrentFor(log.access(), first, body)),
      },
      first,
      at + 40_000,
    )
  }

  async function come({ member, clientId }: (typeof waiting)[number]): Promise<void> {
    const id = newUuid(random)
    const device = keys.get(member.person)!
    const at = Date.parse(member.joined)
    await invite(id, member.role, device, at)
    await log.appendAccess({ type: 'bind', memberId: id, personId: member.person }, first, at + 60_000)
    here.set(member.person, { personId: member.person, memberId: id, keys: device, clientId })
    // The founder hands the ownership over and leads from then on.
    if (member.role === 'owner')
      await log.appendAccess({ type: 'setRole', memberId, role: founder!.role }, device, at + 120_000)
  }

  return {
    log,
    workspaceId,
    epochKey: secret,
    actor(personId) {
      const actor = here.get(personId)
      if (!actor) throw new Error(`${personId} has no device in the demo at this moment`)
      return actor
    },
    async comeUpTo(at) {
      while (waiting.length > 0 && Date.parse(waiting[0]!.member.joined) <= at) await come(waiting.shift()!)
    },
    async letIn(device, at) {
      const own = here.get(person('IS'))!
      await invite(own.memberId, memberOfDevice(log.access(), own.keys.deviceId)!.role, device, at)
    },
  }
}

/**
 * Ascending in the order of the members: of two values set apart, that of the later member stays, as the script says
 * (meetings.ts).
 */
function clientIds(random: Random, count: number): readonly number[] {
  const ids = new Set<number>()
  while (ids.size < count) {
    const [a, b, c, d] = random(4)
    const id = ((a! << 24) | (b! << 16) | (c! << 8) | d!) >>> 0
    if (id > 0) ids.add(id)
  }
  return [...ids].sort((x, y) => x - y)
}

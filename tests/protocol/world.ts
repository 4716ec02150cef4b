/**
 * A small workspace for tests of the pure rules: made-up keys, real ids, hashes and chain. Whether signatures
 * hold is the test's word here; with real keys it is proven in tests/crypto/workspace.test.ts.
 */

import {
  writeAccessBody,
  type AccessBody,
  type DeviceKeysBody,
  type NextEpochBody,
  type RecoveryBody,
} from '~/lib/protocol/access/accessBody'
import { currentEpoch, wrapRecipients } from '~/lib/protocol/access/accessState'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import {
  emptyHead,
  entryHash,
  isPlainClass,
  writeEntry,
  writeHeader,
  zeroHash,
  type Entry,
  type EntryHeader,
} from '~/lib/protocol/log/entry'
import { deviceChain, emptyLogState, judge, type LogState, type Verdict } from '~/lib/protocol/log/judge'
import { roleMayComeAtOnce, type EntryClass, type Role } from '~/lib/protocol/access/workspaceRoles'
import { fromHex, toBase64Url, toHex } from '~/lib/shared/bytes'
import { deviceIdOf } from '~/lib/shared/deviceId'
import { sha256Hex } from '~/lib/shared/hash'
import { curveB, fieldPrime, isCurvePoint } from '~/lib/shared/p256'

export const start = 1_780_000_000_000
const day = 86_400_000

export const hexId = (name: string): string => sha256Hex(name).slice(0, 32)
export const point = (fill: number): string => toBase64Url(Uint8Array.of(4, ...new Uint8Array(64).fill(fill)))
export const wrapText = (fill: number): string => toBase64Url(new Uint8Array(113).fill(fill))
export const signature64 = toBase64Url(new Uint8Array(64).fill(7))

/** The first point whose x is at least this byte 32 times. */
function pointFrom(fill: number): Uint8Array {
  const bytes = new Uint8Array(65).fill(fill)
  bytes[0] = 4
  for (let last = fill; ; last++) {
    bytes[32] = last
    const x = BigInt(`0x${toHex(bytes.subarray(1, 33))}`)
    // The prime is 3 modulo 4, so the root of a square is this power of it.
    let [root, power] = [1n, (fieldPrime + 1n) / 4n]
    for (
      let square = (x * x * x - 3n * x + curveB) % fieldPrime;
      power > 0n;
      power >>= 1n, square = (square * square) % fieldPrime
    )
      if (power & 1n) root = (root * square) % fieldPrime
    bytes.set(fromHex(root.toString(16).padStart(64, '0')), 33)
    if (isCurvePoint(bytes)) return bytes
  }
}

export function fakeDevice(fill: number): DeviceKeysBody {
  const signKey = pointFrom(fill)
  const dhKey = pointFrom(fill + 100)
  return { deviceId: deviceIdOf(signKey, dhKey), signKey: toBase64Url(signKey), dhKey: toBase64Url(dhKey) }
}

export function fakeRecovery(fill: number): RecoveryBody {
  const sealed = toBase64Url(new Uint8Array(166).fill(fill))
  return {
    ...fakeDevice(fill),
    salt: toBase64Url(new Uint8Array(16).fill(fill)),
    sealedSignKey: sealed,
    sealedDhKey: sealed,
  }
}

export const alice = fakeDevice(1)
export const kit = fakeRecovery(50)
export const aliceId = hexId('alice')

/** The body without `prev`, which the world fills in. */
type Draft = AccessBody extends infer B
  ? B extends { readonly prev: string }
    ? Omit<B, 'prev'> & { readonly prev?: string }
    : B
  : never

export interface World {
  readonly state: LogState
  readonly log: readonly SequencedEntry[]
  readonly now: number
}

export const emptyWorld: World = { state: emptyLogState(), log: [], now: start }

export interface AppendOptions {
  readonly header?: Partial<EntryHeader>
  readonly signatureValid?: boolean
  readonly body?: Uint8Array
}

export const headOf = (world: World) => world.log.at(-1) ?? { ...emptyHead, relayTime: 0 }

/** An entry as the device would make it now. */
export function makeEntry(
  world: World,
  deviceId: string,
  entryClass: EntryClass,
  { header = {}, body }: AppendOptions = {},
): Entry {
  const chain = deviceChain(world.state, deviceId)
  const { seq, chain: headChain } = headOf(world)
  const full: EntryHeader = {
    version: 2,
    workspaceId: world.state.access.workspaceId || zeroHash,
    deviceId,
    deviceSeq: chain.deviceSeq + 1,
    prevDeviceHash: chain.hash,
    head: { seq, chain: headChain },
    epoch: currentEpoch(world.state.access) || 1,
    class: entryClass,
    uuid: hexId(`${deviceId}/${chain.deviceSeq + 1}`),
    ...header,
  }
  return {
    header: full,
    headerBytes: writeHeader(full),
    nonce: new Uint8Array(isPlainClass(full.class) ? 0 : 12),
    ciphertext: Uint8Array.from(body ?? [1, 2, 3]),
    signature: new Uint8Array(64).fill(9),
  }
}

/** Puts an entry into the log, whatever the verdict: a log may hold what does not count. */
export function append(
  world: World,
  entry: Entry,
  { signatureValid = true }: AppendOptions = {},
): { readonly world: World; readonly verdict: Verdict } {
  const sequenced = sequenceEntry(headOf(world), writeEntry(entry), world.now)
  const { verdict, state } = judge(world.state, entry, {
    signatureValid,
    seq: sequenced.seq,
    relayTime: sequenced.relayTime,
    chainAt: chainAt(world),
  })
  return { verdict, world: { ...world, state, log: [...world.log, sequenced] } }
}

export const chainAt =
  (world: World) =>
  (seq: number): string | undefined =>
    seq === 0 ? zeroHash : world.log[seq - 1]?.chain

export const write = (world: World, deviceId: string, entryClass: EntryClass, options: AppendOptions = {}) =>
  append(world, makeEntry(world, deviceId, entryClass, options), options)

export function access(world: World, deviceId: string, draft: Draft, options: AppendOptions = {}) {
  const body = {
    ...draft,
    ...(draft.type === 'genesis' ? {} : { prev: draft.prev ?? world.state.access.head.accessHash }),
  } as AccessBody
  return write(world, deviceId, 'access', { ...options, body: writeAccessBody(body) })
}

/** As `access`, where the test needs it to count. */
export function must(world: World, deviceId: string, draft: Draft, options: AppendOptions = {}): World {
  const done = access(world, deviceId, draft, options)
  if (!done.verdict.counts) throw new Error(`${draft.type}: ${done.verdict.type}: ${done.verdict.message}`)
  return done.world
}

export const genesisDraft: Extract<Draft, { type: 'genesis' }> = {
  type: 'genesis',
  protocolVersion: 2,
  memberId: aliceId,
  device: alice,
  recovery: kit,
  random: toBase64Url(new Uint8Array(32).fill(3)),
  epoch: { commit: sha256Hex('secret 1'), wraps: { [alice.deviceId]: wrapText(1), [kit.deviceId]: wrapText(2) } },
}

export const founded = (): World => must(emptyWorld, alice.deviceId, genesisDraft)

export const invite = (name: string, role: Role, over: Partial<Extract<Draft, { type: 'invite' }>> = {}): Draft => ({
  type: 'invite',
  inviteId: hexId(`invite ${name}`),
  memberId: hexId(name),
  publicKey: point(77),
  role,
  expiresAt: start + 7 * day,
  admit: roleMayComeAtOnce(role) ? 'atOnce' : 'words',
  shown: sha256Hex('shown'),
  ...over,
})

export const join = (name: string, device: DeviceKeysBody): Draft => ({
  type: 'join',
  inviteId: hexId(`invite ${name}`),
  device,
  inviteSignature: signature64,
})

export function admit(world: World, name: string, over: Partial<Extract<Draft, { type: 'admit' }>> = {}): Draft {
  const inviteId = hexId(`invite ${name}`)
  const joined = world.state.access.invites[inviteId]?.join
  return {
    type: 'admit',
    inviteId,
    deviceId: joined?.deviceId ?? hexId('nobody'),
    joinHash: joined?.joinHash ?? zeroHash,
    epoch: currentEpoch(world.state.access),
    wrap: wrapText(9),
    ...over,
  }
}

/** The same world some days later. */
export const later = (world: World, days: number): World => ({ ...world, now: world.now + days * day })

/** Invites, joins and admits, all by an owner or lead device. */
export function withMember(world: World, name: string, role: Role, device: DeviceKeysBody, by = alice.deviceId): World {
  const invited = must(world, by, invite(name, role, { expiresAt: world.now + 7 * day }))
  const joined = must(invited, device.deviceId, join(name, device))
  return must(joined, by, admit(joined, name))
}

/** The next epoch, wrapped for everybody but those who leave. */
export function nextEpoch(
  world: World,
  leaving: { readonly members?: readonly string[]; readonly devices?: readonly string[] } = {},
  over: Partial<NextEpochBody> = {},
): NextEpochBody {
  const { access: state } = world.state
  const current = currentEpoch(state)
  const staying = wrapRecipients(state).filter(
    ({ deviceId }) =>
      !leaving.devices?.includes(deviceId) && !leaving.members?.includes(state.devices[deviceId]?.memberId ?? ''),
  )
  return {
    epoch: current + 1,
    commit: sha256Hex(`secret ${current + 1}`),
    prevEpoch: current,
    prevSealed: toBase64Url(new Uint8Array(60).fill(4)),
    wraps: Object.fromEntries(staying.map(({ deviceId }) => [deviceId, wrapText(current + 1)])),
    ...over,
  }
}

export const bob = fakeDevice(2)
export const carol = fakeDevice(3)
export const dave = fakeDevice(4)
export const erin = fakeDevice(5)

/** Alice owns, Bob leads, Carol edits, Dave audits, Erin views. */
export const staffed = (): World =>
  [
    ['bob', 'lead', bob],
    ['carol', 'editor', carol],
    ['dave', 'auditor', dave],
    ['erin', 'viewer', erin],
  ].reduce(
    (world, [name, role, device]) => withMember(world, name as string, role as Role, device as DeviceKeysBody),
    founded(),
  )

export const deviceByRole: Readonly<Record<Role, string>> = {
  owner: alice.deviceId,
  lead: bob.deviceId,
  editor: carol.deviceId,
  auditor: dave.deviceId,
  viewer: erin.deviceId,
}

export const hashOf = (entry: Entry): string => entryHash(writeEntry(entry))
export const hexOf = toHex

/**
 * The bodies of access entries: who may be here, with which keys, and which epoch secrets exist. They are
 * signed but not sealed, RFC 8785 JSON, and carry no names. What they do to the workspace is accessReducer.ts.
 *
 * Every body but the first names in `prev` the entry it was made on (hash of the last access entry that
 * counted), so of two made at once only one can count and the other is made again by its author.
 */

import * as v from 'valibot'
import { concatBytes, fromHex, toHex, utf8ToString, type Bytes } from '~/lib/shared/bytes'
import { sha256 } from '~/lib/shared/hash'
import { canonicalBytes, canonicalJson } from '~/lib/shared/json'
import { ok, type Result } from '~/lib/shared/result'
import { limits } from '../wire/protocolLimits'
import { roles } from './workspaceRoles'
import { tag } from '../wire/protocolTags'
import { malformedFailure } from '../wire/wireReader'

export const protocolVersion = 2

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T

const hex = (digits: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${digits}}$`)))
/** Base64url without padding of a known number of bytes. */
const base64Url = (bytes: number) =>
  v.pipe(v.string(), v.regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`)))
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
/** Milliseconds, up to the last moment a date can name. */
const moment = v.pipe(count, v.maxValue(limits.update.time))

const hash = hex(64)
/** Devices, members and invitations: 32 digits. */
export const id = hex(32)
/** A P-256 point, uncompressed: 65 bytes that begin with 4. */
const publicKey = v.pipe(base64Url(65), v.startsWith('B'))
/** HPKE: encapsulated key (65) and sealed secret (32 + 16). */
export const wrap = base64Url(113)
/** AES-GCM: nonce (12) and sealed secret (32 + 16). */
export const sealedSecret = base64Url(60)
/** A record id of the person kind; a value, never a key of an object. */
const personId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_~.-]{1,160}$/))

const device = v.strictObject({ deviceId: id, signKey: publicKey, dhKey: publicKey })

/** An owner-role key pair whose private halves the words of the kit open (AES-GCM over PKCS#8). */
const recovery = v.strictObject({
  ...device.entries,
  salt: base64Url(16),
  sealedSignKey: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{100,400}$/)),
  sealedDhKey: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{100,400}$/)),
})

const firstEpoch = v.strictObject({ commit: hash, wraps: v.record(id, wrap) })

/** The next generation of the workspace secret; `prevSealed` is the secret of `prevEpoch`, sealed under it. */
const nextEpoch = v.strictObject({
  epoch: count,
  commit: hash,
  prevEpoch: count,
  prevSealed: sealedSecret,
  wraps: v.record(id, wrap),
})

const accessBody = v.variant('type', [
  v.strictObject({
    type: v.literal('genesis'),
    protocolVersion: v.literal(protocolVersion),
    memberId: id,
    device,
    recovery,
    random: base64Url(32),
    /** Not part of the workspace id: the commitment and the wraps contain that id. */
    epoch: firstEpoch,
  }),
  v.strictObject({
    type: v.literal('invite'),
    prev: hash,
    inviteId: id,
    /** A new member, or one that is here already and gets another device. */
    memberId: id,
    publicKey,
    role: v.picklist(roles),
    /** Milliseconds, compared with the relay's time. */
    expiresAt: moment,
    admit: v.picklist(['atOnce', 'words']),
    /** `shownHash` of what the link tells its reader: names stay out of the entry, and can't be changed on the way. */
    shown: hash,
  }),
  v.strictObject({ type: v.literal('revokeInvite'), prev: hash, inviteId: id }),
  v.strictObject({
    type: v.literal('join'),
    prev: hash,
    inviteId: id,
    device,
    /** By the invitation's key over `joinBytes`. */
    inviteSignature: base64Url(64),
  }),
  v.strictObject({
    type: v.literal('admit'),
    prev: hash,
    inviteId: id,
    deviceId: id,
    /** Hash of the join entry: what was compared is what is admitted. */
    joinHash: hash,
    epoch: count,
    /** The current secret for the joined device; older ones follow through the sealed chain. */
    wrap,
  }),
  v.strictObject({ type: v.literal('bind'), prev: hash, memberId: id, personId }),
  /**
   * Another member's word that who was bound again is that person; and those as well, whose records were merged with
   * it.
   */
  v.strictObject({
    type: v.literal('confirmBind'),
    prev: hash,
    memberId: id,
    personId,
    alsoPersonIds: v.optional(v.pipe(v.array(personId), v.minLength(1), v.maxLength(16))),
  }),
  v.strictObject({ type: v.literal('setRole'), prev: hash, memberId: id, role: v.picklist(roles) }),
  v.strictObject({
    type: v.literal('remove'),
    prev: hash,
    memberIds: v.array(id),
    deviceIds: v.array(id),
    /** By device that leaves here: milliseconds from which what it signed is doubtful. By owners. */
    compromised: v.optional(v.record(id, moment)),
    nextEpoch,
  }),
  /** The same of devices that left before. */
  v.strictObject({ type: v.literal('compromised'), prev: hash, devices: v.record(id, moment) }),
  v.strictObject({ type: v.literal('newEpoch'), prev: hash, nextEpoch }),
  v.strictObject({ type: v.literal('rotateRecovery'), prev: hash, recovery, nextEpoch }),
  /** By an owner, first thing on a relay that took the log in: what stands before it has the times of devices. */
  v.strictObject({
    type: v.literal('relayJoined'),
    prev: hash,
    origin: v.pipe(v.string(), v.regex(/^https?:\/\/[A-Za-z0-9.:[\]-]{1,255}$/)),
  }),
  /** By an owner: relay time, which else never falls, may fall at this entry. */
  v.strictObject({ type: v.literal('timeReset'), prev: hash }),
  /** By an owner: from here on entries count by version n of the rules. */
  v.strictObject({ type: v.literal('rules'), prev: hash, n: count }),
  v.strictObject({
    type: v.literal('recover'),
    prev: hash,
    /** A fresh one: who returns is a new member, so what the lost devices say stays apart from it. */
    memberId: id,
    /** The owner who returns. That membership ends here, and its person becomes the new one's. */
    replaces: v.optional(id),
    device,
    /** Further devices that leave in the same step. */
    deviceIds: v.array(id),
    nextEpoch,
  }),
])

export type AccessBody = DeepReadonly<v.InferOutput<typeof accessBody>>
export type AccessBodyOf<T extends AccessBody['type']> = Extract<AccessBody, { readonly type: T }>
export type DeviceKeysBody = DeepReadonly<v.InferOutput<typeof device>>
export type RecoveryBody = DeepReadonly<v.InferOutput<typeof recovery>>
export type NextEpochBody = DeepReadonly<v.InferOutput<typeof nextEpoch>>

export const writeAccessBody = (body: AccessBody): Bytes => canonicalBytes(body)

/** Fails with `malformed` on anything but the canonical bytes of a known body without further members. */
export function readAccessBody(bytes: Uint8Array): Result<AccessBody> {
  const value = parseJson(bytes)
  const parsed = v.safeParse(accessBody, value)
  if (!parsed.success) return { ok: false, error: malformedFailure('an access entry', parsed.issues[0].message) }
  if (canonicalJson(value) !== utf8ToString(bytes)) {
    return { ok: false, error: malformedFailure('an access entry', 'not in canonical form') }
  }
  return ok(parsed.output)
}

/**
 * The workspace id: SHA-256(tag ‖ canonical genesis body without its epoch). Whoever opens, joins or recovers
 * computes it again, so the founder's and the recovery keys can't be other than those the link names.
 */
export function workspaceIdOf(genesis: AccessBodyOf<'genesis'>): string {
  const { epoch: _epoch, ...founding } = genesis
  return toHex(sha256(concatBytes(tag('workspace'), canonicalBytes(founding))))
}

/** What the invitation's key signs: these keys, for this invitation, in this workspace. */
export const joinBytes = (workspaceId: string, inviteId: string, joining: DeviceKeysBody): Bytes =>
  concatBytes(tag('join'), fromHex(workspaceId), fromHex(inviteId), canonicalBytes(joining))

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8ToString(bytes))
  } catch {
    return undefined
  }
}

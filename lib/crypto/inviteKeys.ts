/**
 * Invitations: a one-time signing key that travels in the fragment of a link, which browsers do not send to any
 * server. The link names the workspace in full and the log position its author knew, so a joiner can't be led into
 * another workspace or an older history, and says who invites to what. It holds no key of the workspace itself.
 */

import {
  concatBytes,
  equalBytes,
  fromBase64Url,
  fromHex,
  toBase64Url,
  toBytes,
  toHex,
  utf8,
  utf8ToString,
  type Bytes,
} from '../shared/bytes'
import { sha256 } from '../shared/hash'
import { fail, ok, type Err, type Result } from '../shared/result'
import { ecdsa, exportPublic } from './deviceKeys'

export interface InviteKeys {
  /** Raw point, 65 bytes: goes into the invite entry. */
  readonly publicKey: Bytes
  /** The private number, 32 bytes: goes into the link only. */
  readonly secret: Bytes
}

export interface InviteLink extends InviteKeys {
  readonly workspaceId: string
  readonly inviteId: string
  readonly head: { readonly seq: number; readonly accessHash: string }
  readonly relayUrl: string
  /** `writeShownFacts`: who invites to what. */
  readonly shown: Bytes
}

const version = 2
const checkBytes = 4

export async function generateInviteKeys(): Promise<InviteKeys> {
  const pair = await crypto.subtle.generateKey(ecdsa, true, ['sign', 'verify'])
  const { d } = await crypto.subtle.exportKey('jwk', pair.privateKey)
  return { publicKey: await exportPublic(pair.publicKey), secret: fromBase64Url(d ?? '') }
}

/** The signing key of a link, non-extractable. Fails with `badKey`. */
export async function importInviteKey({ publicKey, secret }: InviteKeys): Promise<Result<CryptoKey>> {
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: toBase64Url(publicKey.subarray(1, 33)),
    y: toBase64Url(publicKey.subarray(33, 65)),
    d: toBase64Url(secret),
  }
  try {
    return ok(await crypto.subtle.importKey('jwk', jwk, ecdsa, false, ['sign']))
  } catch {
    return fail('badKey', 'The key in the invitation is damaged. Ask for a new one.')
  }
}

/** The fragment of an invitation: `#/join/…`. */
export function writeInviteLink(link: InviteLink): string {
  const seq = new Uint8Array(8)
  new DataView(seq.buffer).setBigUint64(0, BigInt(link.head.seq))
  const relayUrl = utf8(link.relayUrl)
  const payload = concatBytes(
    Uint8Array.of(version),
    fromHex(link.workspaceId),
    fromHex(link.inviteId),
    seq,
    fromHex(link.head.accessHash),
    link.publicKey,
    link.secret,
    Uint8Array.of(relayUrl.length >> 8, relayUrl.length & 0xff),
    relayUrl,
    link.shown,
  )
  return `#/join/${toBase64Url(concatBytes(payload, check(payload)))}`
}

/**
 * Reads a whole link, its fragment, or what follows `#/join/`. Fails with `malformed`, which a cut link is too, and
 * `oldWorkspace`.
 */
export function readInviteLink(text: string): Result<InviteLink> {
  try {
    const bytes = fromBase64Url(text.trim().replace(/^.*#\/join\//, ''))
    const payload = toBytes(bytes.subarray(0, -checkBytes))
    const whole = equalBytes(check(payload), bytes.subarray(-checkBytes))
    if (whole && payload[0] === 1) return oldLink()
    return whole && payload[0] === version ? ok(parsePayload(payload)) : damaged()
  } catch {
    return damaged()
  }
}

/** Throws where a part is missing. */
function parsePayload(payload: Bytes): InviteLink {
  let at = 1
  const take = (length: number): Bytes => {
    if (at + length > payload.length) throw new Error('the payload ends early')
    return toBytes(payload.subarray(at, (at += length)))
  }
  const workspaceId = toHex(take(32))
  const inviteId = toHex(take(16))
  const seq = Number(new DataView(take(8).buffer).getBigUint64(0))
  const head = { seq, accessHash: toHex(take(32)) }
  const keys = { publicKey: take(65), secret: take(32) }
  const [high, low] = take(2)
  const relayUrl = utf8ToString(take(high! * 256 + low!))
  return { workspaceId, inviteId, head, ...keys, relayUrl, shown: toBytes(payload.subarray(at)) }
}

/** Finds a link that lost characters on its way; it is no protection against anybody. */
const check = (payload: Bytes): Bytes => toBytes(sha256(payload).subarray(0, checkBytes))

const oldLink = (): Err =>
  fail(
    'oldWorkspace',
    'This invitation leads to a workspace of an early version of Plumbline that this one no longer reads. Ask for an invitation to a new workspace.',
  )
const damaged = (): Err =>
  fail('malformed', 'This is not a whole invitation link. Copy it again, with everything after the #.')

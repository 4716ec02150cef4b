/**
 * Which entries count (protocol.md 3): one pure rule over the log alone, run by the relay and by every device,
 * so that all agree. It covers signature, device chain, head, epoch, role and access bodies.
 *
 * What it does not cover, because it needs the decrypted update: that each Yjs client id belongs to the device
 * that first used it, that clocks have no gaps, and that the update decodes. The vault asks those questions
 * only for entries that count here, and an entry counts in the end only if both say so. Whether a statement has
 * authority is judged by lib/isms on entries that count (ST6); whether an erasure is asked by the author of the
 * blob or an owner, by whoever holds the blob.
 */

import { fromBase64Url, type Bytes } from '~/lib/shared/bytes'
import { fail, ok, type Failure, type Result } from '~/lib/shared/result'
import { joinBytes, readAccessBody, type AccessBody, type DeviceKeysBody } from '../access/accessBody'
import { judgeAccess } from '../access/accessReducer'
import {
  currentEpoch,
  emptyAccess,
  isActiveDevice,
  memberOfDevice,
  type AccessContext,
  type AccessState,
} from '../access/accessState'
import { entryHash, isPlainClass, signedBytes, tooLarge, writeEntry, zeroHash, type Entry } from './entry'
import { judgeKey } from '../access/accessHealing'
import { readEraseBody } from '../bodies/eraseBody'
import { readKeyBody } from '../bodies/keyBody'
import { limits } from '../wire/protocolLimits'
import { roleMayWrite } from '../access/workspaceRoles'

/** Where a device's own chain stands: the count and the hash of its last entry in the log. */
export interface DeviceChain {
  readonly deviceSeq: number
  readonly hash: string
  /** Epochs under which it wrote sealed entries that count by this rule, ascending. */
  readonly sealed?: readonly number[]
}

/** Everything the next verdict depends on. Plain data: it is stored as JSON beside the log. */
export interface LogState {
  readonly access: AccessState
  readonly chains: Readonly<Record<string, DeviceChain>>
}

export const emptyLogState = (): LogState => ({ access: emptyAccess(), chains: {} })

export const deviceChain = (state: LogState, deviceId: string): DeviceChain =>
  state.chains[deviceId] ?? { deviceSeq: 0, hash: zeroHash }

export interface JudgeContext {
  /** Whether all of `signaturesOf(state, entry)` hold. */
  readonly signatureValid: boolean
  readonly seq: number
  readonly relayTime: number
  /** The log's chain value at an earlier position, `zeroHash` at 0, `undefined` where the log has none. */
  readonly chainAt: (seq: number) => string | undefined
  /**
   * For somebody who waits for admission and can read access entries only: chain values and the entries between
   * them can't be checked yet. The whole log is judged again, without this, after admission.
   */
  readonly accessOnly?: boolean
  /** As in `AccessContext`; the state's own chains tell it, which a relay does not keep whole. */
  readonly sealedBy?: (epoch: number) => readonly string[]
}

export type Verdict = { readonly counts: true; readonly access?: AccessBody } | ({ readonly counts: false } & Failure)

export interface Signature {
  /** Raw P-256 point. */
  readonly publicKey: Bytes
  readonly message: Bytes
  readonly signature: Bytes
}

/**
 * What has to be verified before `judge`: the device's signature and, in a join, the invitation's. Fails with
 * `unknownDevice`, `unknownInvite` or `malformed` when it is not even known whose key to use.
 */
export function signaturesOf(state: LogState, entry: Entry): Result<readonly Signature[]> {
  const byDevice = (signKey: string): Signature => ({
    publicKey: fromBase64Url(signKey),
    message: signedBytes(entry),
    signature: entry.signature,
  })
  const { deviceId, workspaceId } = entry.header
  const known =
    state.access.devices[deviceId] ?? (state.access.recovery?.deviceId === deviceId ? state.access.recovery : undefined)
  if (known) return ok([byDevice(known.signKey)])
  if (entry.header.class !== 'access') return unknownDevice()
  const body = readAccessBody(entry.ciphertext)
  if (!body.ok) return body
  if (body.value.type === 'genesis')
    return namesItself(entry, body.value.device) ? ok([byDevice(body.value.device.signKey)]) : unknownDevice()
  if (body.value.type !== 'join' || !namesItself(entry, body.value.device)) return unknownDevice()
  const invite = state.access.invites[body.value.inviteId]
  if (!invite) return fail('unknownInvite', 'The invitation is not known here. Check the link, or ask for a new one.')
  return ok([
    byDevice(body.value.device.signKey),
    {
      publicKey: fromBase64Url(invite.publicKey),
      message: joinBytes(workspaceId, body.value.inviteId, body.value.device),
      signature: fromBase64Url(body.value.inviteSignature),
    },
  ])
}

/**
 * The verdict on the entry at `context.seq`, and the state after it. An entry with valid signature and device
 * chain advances that chain whether it counts or not; any other leaves the state as it was.
 */
export function judge(
  state: LogState,
  entry: Entry,
  context: JudgeContext,
): { readonly verdict: Verdict; readonly state: LogState } {
  const hash = entryHash(writeEntry(entry))
  const authentic = checkAuthentic(state, entry, context)
  if (!authentic.ok) return { verdict: { counts: false, ...authentic.error }, state }

  const { deviceId, deviceSeq } = entry.header
  const advanced = withChain(state, deviceId, { ...state.chains[deviceId], deviceSeq, hash })
  const fits = checkRights(state.access, entry, context)
  if (!fits.ok) return { verdict: { counts: false, ...fits.error }, state: advanced }
  if (entry.header.class === 'erase') {
    const body = readEraseBody(entry.ciphertext)
    if (!body.ok) return { verdict: { counts: false, ...body.error }, state: advanced }
  }
  if (entry.header.class === 'key') {
    const healed = judgeKeyEntry(state.access, entry, context)
    return healed.ok
      ? { verdict: { counts: true }, state: { ...advanced, access: healed.value } }
      : { verdict: { counts: false, ...healed.error }, state: advanced }
  }
  if (entry.header.class !== 'access') return { verdict: { counts: true }, state: withSealed(advanced, entry) }

  const sealedBy = context.sealedBy ?? (context.accessOnly ? undefined : (epoch: number) => sealedUnder(state, epoch))
  const judged = judgeAccessEntry(state.access, entry, {
    deviceId,
    seq: context.seq,
    relayTime: context.relayTime,
    entryHash: hash,
    ...(sealedBy && { sealedBy }),
  })
  if (!judged.ok) return { verdict: { counts: false, ...judged.error }, state: advanced }
  return { verdict: { counts: true, access: judged.value.body }, state: { ...advanced, access: judged.value.access } }
}

/**
 * What the relay asks before it gives an entry a place: the same rule, with nothing let in that would not count.
 * The state after the entry, or the reason of the refusal: those of `judge`, `tooLarge`, and for entries sent
 * again `duplicate` (the relay looks up whether it holds the very same entry and then answers `stored`).
 */
export function admitForAppend(state: LogState, entry: Entry, context: JudgeContext): Result<LogState> {
  if (writeEntry(entry).length > limits.entryBytes) return tooLarge
  const { verdict, state: next } = judge(state, entry, context)
  if (verdict.counts) return ok(next)
  const { counts: _counts, ...failure } = verdict
  return { ok: false, error: failure }
}

/** Of this workspace, signed by the device it names, and the next of that device. */
function checkAuthentic(state: LogState, entry: Entry, context: JudgeContext): Result<void> {
  const { header } = entry
  if (header.workspaceId !== (state.access.workspaceId || zeroHash)) {
    return fail('wrongWorkspace', 'The entry belongs to another workspace. It is ignored.')
  }
  const signatures = signaturesOf(state, entry)
  if (!signatures.ok) return signatures
  if (!context.signatureValid)
    return fail('badSignature', 'The signature does not belong to this device. The entry is ignored; tell the owner.')
  if (context.accessOnly) return ok()
  const chain = deviceChain(state, header.deviceId)
  if (header.deviceSeq <= chain.deviceSeq)
    return fail('duplicate', 'An entry with this number of the same device is in the log already.')
  if (header.deviceSeq !== chain.deviceSeq + 1 || header.prevDeviceHash !== chain.hash) {
    return fail(
      'wrongSeq',
      `The device's entries do not connect: after ${chain.deviceSeq} comes ${header.deviceSeq}. Read the log to its head, then send again.`,
      {
        detail: { expected: chain.deviceSeq + 1, found: header.deviceSeq },
      },
    )
  }
  return ok()
}

/** The device is active, its role may write the class, the epoch is current and the author's head is in this log. */
function checkRights(access: AccessState, entry: Entry, context: JudgeContext): Result<void> {
  const { header } = entry
  const device = access.devices[header.deviceId]
  if (device && !isActiveDevice(access, header.deviceId)) {
    return fail('removed', 'This device was removed from the workspace. Its later changes do not count.')
  }
  if (
    !context.accessOnly &&
    (header.head.seq >= context.seq || context.chainAt(header.head.seq) !== header.head.chain)
  ) {
    return fail(
      'wrongHead',
      'The author had seen another history than this log. Compare the words of both devices before going on.',
    )
  }
  const founding = access.workspaceId === ''
  if (header.epoch !== (founding ? 1 : currentEpoch(access))) {
    return fail('wrongEpoch', 'The key was renewed meanwhile. The change is sealed again and sent.')
  }
  // The founder, a joining device and the recovery key have rights to one body each; the access reducer knows which.
  if (!device) return header.class === 'access' ? ok() : unknownDevice()
  const member = memberOfDevice(access, header.deviceId)
  if (!member || !roleMayWrite(member.role, header.class)) {
    return fail(
      'roleMayNotWrite',
      `The role ${member?.role ?? 'none'} may not write entries of class ${header.class}. Ask an owner or lead.`,
    )
  }
  return ok()
}

function judgeAccessEntry(
  access: AccessState,
  entry: Entry,
  context: AccessContext,
): Result<{ readonly access: AccessState; readonly body: AccessBody }> {
  const body = readAccessBody(entry.ciphertext)
  if (!body.ok) return body
  const judged = judgeAccess(access, body.value, context)
  return judged.ok ? ok({ access: judged.value, body: body.value }) : judged
}

function judgeKeyEntry(access: AccessState, entry: Entry, { seq }: Pick<JudgeContext, 'seq'>): Result<AccessState> {
  const body = readKeyBody(entry.ciphertext)
  return body.ok ? judgeKey(access, body.value, { deviceId: entry.header.deviceId, seq }) : body
}

/** Devices that wrote sealed entries under an epoch, of those whose chains the state holds. */
export const sealedUnder = ({ chains }: LogState, epoch: number): readonly string[] =>
  Object.entries(chains).flatMap(([deviceId, { sealed }]) => (sealed?.includes(epoch) ? [deviceId] : []))

const withChain = (state: LogState, deviceId: string, chain: DeviceChain): LogState => ({
  ...state,
  chains: { ...state.chains, [deviceId]: chain },
})

function withSealed(state: LogState, { header }: Entry): LogState {
  if (isPlainClass(header.class)) return state
  const chain = state.chains[header.deviceId]!
  return chain.sealed?.at(-1) === header.epoch
    ? state
    : withChain(state, header.deviceId, { ...chain, sealed: [...(chain.sealed ?? []), header.epoch] })
}

const namesItself = (entry: Entry, device: DeviceKeysBody): boolean => device.deviceId === entry.header.deviceId

const unknownDevice = () => fail('unknownDevice', 'The entry is of a device that was never admitted. It is ignored.')

/**
 * A device with an invitation, until it is let in: it reads the access entries, checks that they are the workspace and
 * the history its link names, says "I am here" once (`join`), and waits for a member's device to answer (`admit`).
 * It holds no key of the workspace before that, so it can neither read nor write anything else.
 */

import type { DeviceKeys } from '~/lib/crypto/deviceKeys'
import { sign } from '~/lib/crypto/deviceKeys'
import { englishWords } from '~/lib/crypto/recoveryKit'
import { createVerifier } from '~/lib/crypto/verifier'
import { joinBytes, writeAccessBody } from '~/lib/protocol/access/accessBody'
import { checkStillValid } from '~/lib/protocol/access/accessInvites'
import { currentEpoch, isActiveDevice, type AccessState, type Invite } from '~/lib/protocol/access/accessState'
import type { SequencedEntry } from '~/lib/protocol/log/chain'
import { closeMessages } from '~/lib/protocol/wire/closeCodes'
import { emptyHead, entryHash, newUuid, readEntry, zeroHash, type LogHead } from '~/lib/protocol/log/entry'
import { safetyWords } from '~/lib/protocol/log/fingerprint'
import { emptyLogState, judge, signaturesOf, type LogState } from '~/lib/protocol/log/judge'
import { shownHash, type ShownFacts } from '~/lib/protocol/access/shownFacts'
import { toBase64Url, toBytes } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import { fail, ok, type Failure, type Result } from '~/lib/shared/result'
import type { Vault } from '~/lib/vault/store/tables'
import type { LogClosed, LogPort } from '../connection/logPort'
import { relayAddress } from '../connection/relayAddress'
import { createRelayConnection, misbehaviours, type Connect } from '../connection/relayConnection'
import { writeSignedEntry } from '../outbox/sealBatch'

/** Kept in the vault while the device waits. The one-time key is a non-extractable handle beside the device's keys. */
export interface JoiningFacts {
  readonly relayUrl: string
  readonly inviteId: string
  /** The access head the inviter knew; a log without it is refused. */
  readonly head: { readonly seq: number; readonly accessHash: string }
  readonly deviceName?: string
  /** What the link told its reader. */
  readonly shown: ShownFacts
}

const factsRow = 'joining'
const inviteKeyRow = 'invite'

export const readJoining = async (vault: Vault): Promise<JoiningFacts | undefined> =>
  (await vault.meta.get(factsRow))?.value as JoiningFacts | undefined

export async function writeJoining(vault: Vault, facts: JoiningFacts, inviteKey: CryptoKey): Promise<void> {
  await vault.keys.put({ id: inviteKeyRow, value: inviteKey })
  await vault.meta.put({ key: factsRow, value: facts })
}

/** The invitation is used: its key is of no more use to anybody. */
export async function endJoining(vault: Vault): Promise<void> {
  await vault.keys.delete(inviteKeyRow)
  await vault.meta.delete(factsRow)
}

export interface JoiningOptions {
  readonly workspaceId: string
  readonly vault: Vault
  readonly facts: JoiningFacts
  readonly keys: DeviceKeys
  readonly connect: Connect
  readonly random: Random
  readonly clock: { now(): number }
  /**
   * The join is in the log: it now depends on a member, who types these words unless the invitation lets in at once.
   */
  readonly onWaiting: (safetyWords?: readonly string[]) => void
  /** As `RelayEvents.slow`. */
  readonly onSlow?: (until: number) => void
  /** With the access entries read so far: this device's keys are in them. */
  readonly onAdmitted: (access: AccessState) => void
  readonly onClosed: (why: LogClosed) => void
}

export interface JoiningLine {
  close(): void
}

/** One connection of the waiting device; `onAdmitted` or `onClosed` ends it, exactly one of them. */
export async function openJoining(options: JoiningOptions): Promise<Result<JoiningLine>> {
  const { facts, keys, workspaceId } = options
  const address = relayAddress(facts.relayUrl)
  if (!address.ok) return address
  const inviteKey = (await options.vault.keys.get(inviteKeyRow))?.value as CryptoKey | undefined
  if (!inviteKey) return fail('unknownInvite', 'The invitation is not on this device any more. Open its link again.')

  const verifier = createVerifier()
  let state = emptyLogState()
  let head: LogHead = emptyHead
  let sawInvitersHead = facts.head.seq === 0
  let caughtUp = false
  let sent = false
  let ended = false
  let work: Promise<void> = Promise.resolve()

  const port: LogPort = createRelayConnection({
    connect: options.connect,
    address: address.value,
    workspaceId,
    speaker: { as: 'invite', deviceId: keys.deviceId, inviteId: facts.inviteId },
    sign: (message) => sign(inviteKey, toBytes(message)),
    random: options.random,
    clock: options.clock,
    accessOnly: true,
    events: {
      entries: (entries) => inOrder(() => take(entries)),
      caughtUp: () =>
        inOrder(() => {
          caughtUp = true
          return act()
        }),
      // What follows from it is said once the entry is read.
      stored: () => undefined,
      refused: (_uuid, type, message) => inOrder(() => refused(type, message)),
      presence: () => undefined,
      welcome: () => undefined,
      heard: () => undefined,
      ...(options.onSlow && { slow: options.onSlow }),
      closed: (why) => inOrder(() => close(why)),
    },
  })

  function inOrder(step: () => Promise<void> | void): void {
    work = work
      .then(() => (ended ? undefined : step()))
      .catch((error: unknown) => close(closedBy({ type: 'failed', message: String(error) }, false)))
  }

  function close(why: LogClosed): void {
    if (ended) return
    ended = true
    port.close()
    options.onClosed(why)
  }

  async function take(entries: readonly SequencedEntry[]): Promise<void> {
    for (const entry of entries) {
      const next = await judged(state, entry, workspaceId, verifier.verifyAll)
      if (!next.ok) return close(closedBy(next.error, true))
      state = next.value
      head = { seq: entry.seq, chain: entry.chain }
      if (entry.seq === facts.head.seq) sawInvitersHead = entryHash(entry.bytes) === facts.head.accessHash
    }
    if (caughtUp) await act()
  }

  async function act(): Promise<void> {
    const { access } = state
    if (access.workspaceId !== workspaceId || !sawInvitersHead) {
      return close(
        closedBy(
          {
            type: 'fork',
            message:
              'The relay shows another history of this workspace than the one who invited you has. Do not join; tell them.',
          },
          true,
        ),
      )
    }
    if (isActiveDevice(access, keys.deviceId)) {
      ended = true
      port.close()
      return options.onAdmitted(access)
    }
    const invite = access.invites[facts.inviteId]
    const over = inviteOver(access, invite, keys.deviceId)
    if (over) return close(closedBy(over, over.type !== 'inviteUnknown'))
    if (invite!.shown !== shownHash(facts.shown)) {
      return close(
        closedBy(
          {
            type: 'shownDiffers',
            message:
              'The link does not match the invitation: it was changed on its way. Do not join; tell the person who invited you.',
          },
          true,
        ),
      )
    }
    if (invite!.state === 'joined')
      return options.onWaiting(invite!.admit === 'words' ? wordsOf(access, invite!, facts) : undefined)
    if (!sent) await join(access)
  }

  async function join(access: AccessState): Promise<void> {
    sent = true
    const device = { deviceId: keys.deviceId, signKey: toBase64Url(keys.signKey), dhKey: toBase64Url(keys.dhKey) }
    const body = writeAccessBody({
      type: 'join',
      prev: access.head.accessHash,
      inviteId: facts.inviteId,
      device,
      inviteSignature: toBase64Url(await sign(inviteKey!, joinBytes(workspaceId, facts.inviteId, device))),
    })
    const place = {
      workspaceId,
      deviceId: keys.deviceId,
      deviceSeq: 1,
      prevDeviceHash: zeroHash,
      head,
      epoch: currentEpoch(access),
    }
    const signing = {
      sign: (message: Uint8Array) => sign(keys.sign.privateKey, toBytes(message)),
      epochKey: () => undefined,
    }
    const entry = await writeSignedEntry('access', newUuid(options.random), body, place, signing, options.random)
    port.append(entry.uuid, entry.bytes)
  }

  /** Members changed in the same moment: said again on the new state, which is on its way. */
  function refused(type: string, message: string): void {
    if (type === 'accessConflict' || type === 'wrongEpoch') sent = false
    // Our own join, of a connection before; it is in the log that is being read.
    else if (type !== 'duplicate') close(closedBy({ type, message }, true))
  }

  port.open({ ...emptyHead, relayTime: 0 })
  return ok({
    close() {
      ended = true
      port.close()
    },
  })
}

/** The state after one access entry that the relay let in; a joiner takes no entry that does not hold. */
async function judged(
  state: LogState,
  sequenced: SequencedEntry,
  workspaceId: string,
  verifyAll: (checks: Parameters<ReturnType<typeof createVerifier>['verifyAll']>[0]) => Promise<boolean>,
): Promise<Result<LogState>> {
  const entry = readEntry(sequenced.bytes)
  if (!entry.ok) return entry
  const signatures = signaturesOf(state, entry.value)
  const signatureValid = signatures.ok && (await verifyAll(signatures.value))
  const { verdict, state: next } = judge(state, entry.value, {
    signatureValid,
    seq: sequenced.seq,
    relayTime: sequenced.relayTime,
    chainAt: () => undefined,
    accessOnly: true,
  })
  if (next.access.workspaceId !== workspaceId) {
    return fail(
      'otherWorkspace',
      'The relay shows another workspace under the name in your link. Do not join; tell who invited you.',
    )
  }
  // What was refused by its rights stays without effect; a forged entry means that the relay is not to be trusted.
  if (!verdict.counts && misbehaviours.includes(verdict.type)) return fail(verdict.type, verdict.message)
  return ok(next)
}

/** Why an invitation lets this device in no more; undefined where it still may. */
function inviteOver(access: AccessState, invite: Invite | undefined, deviceId: string): Failure | undefined {
  if (!invite) return { type: 'inviteUnknown', message: closeMessages.inviteUnknown }
  if (invite.state === 'revoked') return { type: 'inviteWithdrawn', message: closeMessages.inviteWithdrawn }
  if (invite.join && invite.join.deviceId !== deviceId) return { type: 'inviteUsed', message: closeMessages.inviteUsed }
  return checkStillValid(access, invite).ok ? undefined : { type: 'inviteVoid', message: closeMessages.inviteVoid }
}

/** From what this device read and was shown itself: whoever changed any of it makes other words. */
const wordsOf = (access: AccessState, invite: Invite, facts: JoiningFacts): readonly string[] =>
  safetyWords(
    {
      genesisHash: access.genesisHash,
      inviteHash: invite.hash,
      shown: shownHash(facts.shown),
      joinHash: invite.join!.joinHash,
    },
    englishWords,
  )

const closedBy = ({ type, message }: Failure, final: boolean): LogClosed => ({
  code: final ? 4400 : 1011,
  reason: type,
  final,
  message,
})

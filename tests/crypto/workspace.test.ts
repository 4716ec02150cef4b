/** Protocol and crypto together, with real keys: what one device writes, another verifies, judges and opens. */

import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { generateDeviceKeys, sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { deriveKey, epochCommit, epochKey, newEpochSecret, sealPrevious } from '~/lib/crypto/epoch'
import { wrap, wrapForAll } from '~/lib/crypto/hpke'
import { generateInviteKeys, importInviteKey } from '~/lib/crypto/inviteKeys'
import { openEpochs } from '~/lib/crypto/openEpochs'
import { createRecoveryKit, openRecoveryKit, type RecoveryKit } from '~/lib/crypto/recoveryKit'
import { openEntry, sealEntry } from '~/lib/crypto/sealEntry'
import { createVerifier } from '~/lib/crypto/verifier'
import {
  joinBytes,
  workspaceIdOf,
  writeAccessBody,
  type AccessBody,
  type AccessBodyOf,
  type NextEpochBody,
} from '~/lib/protocol/access/accessBody'
import { currentEpoch, wrapRecipients, type AccessState } from '~/lib/protocol/access/accessState'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { emptyHead, newUuid, readEntry, signedBytes, writeEntry, writeHeader, zeroHash } from '~/lib/protocol/log/entry'
import { deviceChain, emptyLogState, judge, signaturesOf, type LogState, type Verdict } from '~/lib/protocol/log/judge'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import { readUpdatePlaintext, writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { fromBase64Url, toBase64Url, type Bytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { random } from './random'

const now = 1_780_000_000_000
const verifier = createVerifier()
const idOf = (): string => newUuid(random)
const publicOf = (keys: DeviceKeys) => ({
  deviceId: keys.deviceId,
  signKey: toBase64Url(keys.signKey),
  dhKey: toBase64Url(keys.dhKey),
})
const update = writeUpdatePlaintext({
  commands: [
    { commandId: 'c1', time: now, parts: [{ class: 'register', book: 'risk', update: Uint8Array.of(1, 2, 3) }] },
  ],
})

/** One log, as the relay keeps it, with the state every reader gets. */
class Log {
  entries: SequencedEntry[] = []
  state: LogState = emptyLogState()

  get access(): AccessState {
    return this.state.access
  }

  async judgeBytes(bytes: Bytes): Promise<{ readonly verdict: Verdict; readonly state: LogState }> {
    const entry = readEntry(bytes)
    if (!entry.ok) return { verdict: { counts: false, ...entry.error }, state: this.state }
    const signatures = signaturesOf(this.state, entry.value)
    const signatureValid = signatures.ok && (await verifier.verifyAll(signatures.value))
    const chainAt = (seq: number) => (seq === 0 ? zeroHash : this.entries[seq - 1]?.chain)
    return judge(this.state, entry.value, { signatureValid, seq: this.entries.length + 1, relayTime: now, chainAt })
  }

  async append(bytes: Bytes): Promise<string> {
    const { verdict, state } = await this.judgeBytes(bytes)
    this.entries.push(sequenceEntry(this.entries.at(-1) ?? { ...emptyHead, relayTime: 0 }, bytes, now))
    this.state = state
    return verdict.counts ? 'counts' : verdict.type
  }
}

async function entryOf(
  log: Log,
  keys: DeviceKeys,
  entryClass: EntryClass,
  content: { readonly plain: Bytes } | { readonly sealed: Bytes; readonly key: CryptoKey },
): Promise<Bytes> {
  const chain = deviceChain(log.state, keys.deviceId)
  const head = log.entries.at(-1) ?? emptyHead
  const header = {
    version: 2,
    workspaceId: log.access.workspaceId || zeroHash,
    deviceId: keys.deviceId,
    deviceSeq: chain.deviceSeq + 1,
    prevDeviceHash: chain.hash,
    head: { seq: head.seq, chain: head.chain },
    epoch: currentEpoch(log.access) || 1,
    class: entryClass,
    uuid: idOf(),
  } as const
  const headerBytes = writeHeader(header)
  const body =
    'plain' in content
      ? { nonce: new Uint8Array(0), ciphertext: content.plain }
      : await sealEntry(content.key, headerBytes, content.sealed, random)
  const unsigned = { headerBytes, ...body }
  return writeEntry({ header, ...unsigned, signature: await sign(keys.sign.privateKey, signedBytes(unsigned)) })
}

const access = async (log: Log, keys: DeviceKeys, body: AccessBody): Promise<string> =>
  log.append(await entryOf(log, keys, 'access', { plain: writeAccessBody(body) }))
const prevOf = (log: Log) => ({ prev: log.access.head.accessHash })
const secretsOf = (log: Log, keys: DeviceKeys) =>
  openEpochs(log.access.epochs, { workspaceId: log.access.workspaceId, deviceId: keys.deviceId, dh: keys.dh })
const entryKey = async (log: Log, secret: Bytes, epoch: number) =>
  deriveKey(await epochKey(secret), log.access.workspaceId, 'entry', epoch)

async function found(alice: DeviceKeys, kit: RecoveryKit): Promise<Log> {
  const secret = newEpochSecret(random)
  const draft: AccessBodyOf<'genesis'> = {
    type: 'genesis',
    protocolVersion: 2,
    memberId: idOf(),
    device: publicOf(alice),
    recovery: kit.sealed,
    random: toBase64Url(random(32)),
    epoch: { commit: zeroHash, wraps: {} },
  }
  const workspaceId = workspaceIdOf(draft)
  const recipients = [alice, { deviceId: kit.sealed.deviceId, dhKey: fromBase64Url(kit.sealed.dhKey) }]
  const wraps = unwrap(await wrapForAll(secret, recipients, { workspaceId, epoch: 1, prevEpoch: 0 }))
  const log = new Log()
  expect(await access(log, alice, { ...draft, epoch: { commit: epochCommit(workspaceId, 1, secret), wraps } })).toBe(
    'counts',
  )
  expect(log.access.workspaceId).toBe(workspaceId)
  return log
}

async function bringIn(log: Log, by: DeviceKeys, joining: DeviceKeys): Promise<string> {
  const inviteId = idOf()
  const memberId = idOf()
  const link = await generateInviteKeys()
  const invite = {
    type: 'invite',
    ...prevOf(log),
    inviteId,
    memberId,
    publicKey: toBase64Url(link.publicKey),
    role: 'editor',
    expiresAt: now + 1000,
    admit: 'atOnce',
    shown: zeroHash,
  } as const
  expect(await access(log, by, invite)).toBe('counts')
  const inviteKey = unwrap(await importInviteKey(link))
  const inviteSignature = toBase64Url(
    await sign(inviteKey, joinBytes(log.access.workspaceId, inviteId, publicOf(joining))),
  )
  expect(
    await access(log, joining, { type: 'join', ...prevOf(log), inviteId, device: publicOf(joining), inviteSignature }),
  ).toBe('counts')
  const secrets = await secretsOf(log, by)
  const epoch = currentEpoch(log.access)
  const wrapped = unwrap(
    await wrap(secrets.get(epoch)!, joining, { workspaceId: log.access.workspaceId, epoch, prevEpoch: epoch - 1 }),
  )
  const { joinHash } = log.access.invites[inviteId]!.join!
  expect(
    await access(log, by, {
      type: 'admit',
      ...prevOf(log),
      inviteId,
      deviceId: joining.deviceId,
      joinHash,
      epoch,
      wrap: toBase64Url(wrapped),
    }),
  ).toBe('counts')
  return memberId
}

async function nextEpoch(
  log: Log,
  by: DeviceKeys,
  recipients: readonly { readonly deviceId: string; readonly dhKey: Bytes }[],
): Promise<NextEpochBody> {
  const { workspaceId } = log.access
  const prevEpoch = currentEpoch(log.access)
  const epoch = prevEpoch + 1
  const secret = newEpochSecret(random)
  const previous = (await secretsOf(log, by)).get(prevEpoch)!
  return {
    epoch,
    commit: epochCommit(workspaceId, epoch, secret),
    prevEpoch,
    prevSealed: toBase64Url(await sealPrevious(secret, previous, { workspaceId, epoch, prevEpoch })),
    wraps: unwrap(await wrapForAll(secret, recipients, { workspaceId, epoch, prevEpoch })),
  }
}

let alice: DeviceKeys
let bob: DeviceKeys
let kit: RecoveryKit
let log: Log
beforeAll(async () => {
  alice = await generateDeviceKeys()
  bob = await generateDeviceKeys()
  kit = await createRecoveryKit(random)
  log = await found(alice, kit)
})

describe('a workspace with real keys', () => {
  it('is founded, joined, read, left and recovered', async () => {
    const bobId = await bringIn(log, alice, bob)
    const epochOne = (await secretsOf(log, bob)).get(1)!
    const sealed = await entryOf(log, alice, 'register', { sealed: update, key: await entryKey(log, epochOne, 1) })
    expect(await log.append(sealed)).toBe('counts')
    const entry = unwrap(readEntry(sealed))
    expect(
      unwrap(readUpdatePlaintext(unwrap(await openEntry(await entryKey(log, epochOne, 1), entry.headerBytes, entry)))),
    ).toMatchObject({ commands: [{ commandId: 'c1' }] })

    const staying = wrapRecipients(log.access).filter(({ deviceId }) => deviceId !== bob.deviceId)
    const removal = {
      type: 'remove',
      ...prevOf(log),
      memberIds: [bobId],
      deviceIds: [],
      nextEpoch: await nextEpoch(log, alice, staying),
    } as const
    expect(await access(log, alice, removal)).toBe('counts')
    expect([...(await secretsOf(log, bob)).keys()]).toEqual([1])
    expect(
      await log.append(await entryOf(log, bob, 'register', { sealed: update, key: await entryKey(log, epochOne, 1) })),
    ).toBe('removed')

    const recovered = unwrap(await openRecoveryKit(kit.entropy, kit.sealed))
    const phone = await generateDeviceKeys()
    const recipients = [...wrapRecipients(log.access).filter(({ deviceId }) => deviceId !== alice.deviceId), phone]
    const memberId = log.access.devices[alice.deviceId]!.memberId
    const back = {
      type: 'recover',
      ...prevOf(log),
      memberId: idOf(),
      replaces: memberId,
      device: publicOf(phone),
      deviceIds: [],
      nextEpoch: await nextEpoch(log, recovered, recipients),
    } as const
    expect(await access(log, recovered, back)).toBe('counts')
    const opened = await secretsOf(log, phone)
    expect([...opened.keys()].sort()).toEqual([1, 2, 3])
    expect(opened.get(1)).toEqual(epochOne)
  })

  it("lets nobody join without the invitation's key", async () => {
    const fresh = await found(alice, kit)
    const inviteId = idOf()
    const link = await generateInviteKeys()
    await access(fresh, alice, {
      type: 'invite',
      ...prevOf(fresh),
      inviteId,
      memberId: idOf(),
      publicKey: toBase64Url(link.publicKey),
      role: 'editor',
      expiresAt: now + 1000,
      admit: 'atOnce',
      shown: zeroHash,
    })
    const otherKey = unwrap(await importInviteKey(await generateInviteKeys()))
    const inviteSignature = toBase64Url(
      await sign(otherKey, joinBytes(fresh.access.workspaceId, inviteId, publicOf(bob))),
    )
    expect(
      await access(fresh, bob, { type: 'join', ...prevOf(fresh), inviteId, device: publicOf(bob), inviteSignature }),
    ).toBe('badSignature')
    expect(fresh.access.invites[inviteId]).toMatchObject({ state: 'open' })
  })
})

describe('a changed entry', () => {
  it('neither counts nor opens, whichever byte was changed (fast-check)', async () => {
    const fresh = await found(alice, kit)
    const secret = (await secretsOf(fresh, alice)).get(1)!
    const key = await entryKey(fresh, secret, 1)
    const bytes = await entryOf(fresh, alice, 'register', { sealed: update, key })
    expect((await fresh.judgeBytes(bytes)).verdict).toEqual({ counts: true })
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = Uint8Array.from(bytes)
        changed[at] = changed[at]! ^ flip
        const { verdict, state } = await fresh.judgeBytes(changed)
        expect(verdict.counts).toBe(false)
        expect(state).toBe(fresh.state)
        const entry = readEntry(changed)
        const opened = entry.ok ? await openEntry(key, entry.value.headerBytes, entry.value) : entry
        // The signature stands outside of what is sealed: it alone was asked above.
        expect(opened.ok).toBe(at >= bytes.length - 64)
      }),
      { numRuns: 150 },
    )
  })

  it('is not opened under another header, key or purpose', async () => {
    const fresh = await found(alice, kit)
    const epochOneKey = await epochKey((await secretsOf(fresh, alice)).get(1)!)
    const key = await deriveKey(epochOneKey, fresh.access.workspaceId, 'entry', 1)
    const header = Uint8Array.of(1, 2, 3)
    const sealed = await sealEntry(key, header, update, random)
    expect(await openEntry(key, header, sealed)).toEqual({ ok: true, value: update })
    expect(await openEntry(key, Uint8Array.of(1, 2, 4), sealed)).toMatchObject({ ok: false })
    expect(
      await openEntry(await deriveKey(epochOneKey, fresh.access.workspaceId, 'snapshot', 1), header, sealed),
    ).toMatchObject({ ok: false })
    expect(await openEntry(key, header, { ...sealed, nonce: random(12) })).toMatchObject({ ok: false })
  })
})

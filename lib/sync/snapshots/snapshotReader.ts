/**
 * Before a device that was just let in reads the whole log, it looks at its last entries for snapshots and fetches
 * them, so that there is something to see at once. Everything here is provisional: signatures and roles are checked
 * with the access entries that the joiner has verified, all else when the log was read (lib/vault/snapshots/snapshotEarly.ts).
 * Whatever goes wrong here, the log is read as if there were none.
 */

import { type SnapshotClaim } from '~/lib/vault/replica/replicaCore'
import { decryptBlob } from '~/lib/crypto/blobCrypto'
import { sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { sha256HexOf } from '~/lib/crypto/digest'
import { createVerifier } from '~/lib/crypto/verifier'
import { isActiveDevice, memberOfDevice, type AccessState } from '~/lib/protocol/access/accessState'
import type { SequencedEntry } from '~/lib/protocol/log/chain'
import { emptyHead, readEntry } from '~/lib/protocol/log/entry'
import { signaturesOf } from '~/lib/protocol/log/judge'
import { roleMayWrite } from '~/lib/protocol/access/workspaceRoles'
import type { SnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import { concatBytes, toBytes, type Bytes } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import { readAccessAhead, replicaKeysOf } from '~/lib/vault/store/deviceKeyStore'
import { createEntryKeys, openContent } from '~/lib/vault/log/openEntry'
import type { Replica } from '~/lib/vault/replica/replica'
import { claimOf } from '~/lib/vault/snapshots/snapshotClaims'
import type { EarlySnapshot } from '~/lib/vault/snapshots/snapshotEarly'
import type { BlobTransfer } from '../blobs/blobTransfer'
import type { RelayAddress } from '../connection/relayAddress'
import { createRelayConnection, type Connect } from '../connection/relayConnection'

export interface SnapshotReaderOptions {
  readonly replica: Replica
  readonly keys: DeviceKeys
  readonly blobs: BlobTransfer
  readonly address: RelayAddress
  readonly connect: Connect
  readonly random: Random
  readonly clock: { now(): number }
  /** How many of the last entries are looked at. */
  readonly lastEntries: number
  /** Gives up: the log is there all the same. */
  readonly signal: AbortSignal
}

/** Larger states are left to the log. */
const mostBytes = 64 * 1024 * 1024

type Book = SnapshotClaim['book']
type Found = SnapshotClaim & { readonly blob: SnapshotPlaintext['blob'] }

/** Shows what snapshots the relay has, on a device that has read nothing of the log yet. The kinds shown. */
export async function readSnapshots(options: SnapshotReaderOptions): Promise<readonly Book[]> {
  const { replica, keys, blobs } = options
  const access = replica.head().seq === 0 ? await readAccessAhead(replica.vault) : undefined
  if (!access) return []
  const epochs = await replicaKeysOf(keys, replica.vault).openEpochs(access, new Set())
  const snapshots: EarlySnapshot[] = []
  await lookAt(options, async (entries) => {
    for (const { blob, ...claim } of await newestClaims(entries, access, epochs, replica.workspaceId)) {
      if (options.signal.aborted) return
      const encrypted = blob.size <= mostBytes ? await blobs.fetchEncrypted(blob) : undefined
      const state = encrypted?.ok ? await decrypted(encrypted.value, blob, epochs, replica.workspaceId) : undefined
      if (state) snapshots.push({ ...claim, state })
    }
  })
  if (options.signal.aborted || snapshots.length === 0) return []
  const shown = await replica.snapshots.show(snapshots)
  return shown.ok ? shown.value : []
}

/** One short connection; `work` runs while it is open, because files are only given out in a session. */
function lookAt(
  { replica, keys, blobs, address, connect, random, clock, lastEntries, signal }: SnapshotReaderOptions,
  work: (entries: readonly SequencedEntry[]) => Promise<void>,
): Promise<void> {
  const entries: SequencedEntry[] = []
  return new Promise((resolve) => {
    const port = createRelayConnection({
      connect,
      address,
      random,
      clock,
      lastEntries,
      workspaceId: replica.workspaceId,
      speaker: { as: 'device', deviceId: keys.deviceId },
      sign: (message) => sign(keys.sign.privateKey, toBytes(message)),
      events: {
        welcome: ({ token }) => blobs.connected({ address, token }),
        entries: (more) => void entries.push(...more),
        caughtUp: () =>
          void work(entries)
            .catch(() => undefined)
            .finally(() => port.close()),
        heard: () => undefined,
        stored: () => undefined,
        refused: () => undefined,
        presence: () => undefined,
        closed() {
          signal.removeEventListener('abort', port.close)
          blobs.disconnected()
          resolve()
        },
      },
    })
    signal.addEventListener('abort', port.close)
    port.open({ ...emptyHead, relayTime: 0 })
  })
}

/** The newest snapshot of each book that an owner or lead of now has signed, and that fits the entries around it. */
export async function newestClaims(
  entries: readonly SequencedEntry[],
  access: AccessState,
  epochs: ReadonlyMap<number, CryptoKey>,
  workspaceId: string,
): Promise<readonly Found[]> {
  const { verifyAll } = createVerifier()
  const entryKeys = createEntryKeys(workspaceId, (epoch) => epochs.get(epoch))
  const chains = new Map(entries.map(({ seq, chain }) => [seq, chain]))
  const newest = new Map<Book, Found>()
  for (const { seq, bytes } of entries.toReversed()) {
    const entry = readEntry(bytes)
    if (!entry.ok || entry.value.header.class !== 'snapshot' || entry.value.header.workspaceId !== workspaceId) continue
    const { deviceId } = entry.value.header
    const member = memberOfDevice(access, deviceId)
    if (!member || !isActiveDevice(access, deviceId) || !roleMayWrite(member.role, 'snapshot')) continue
    const signatures = signaturesOf({ access, chains: {} }, entry.value)
    if (!signatures.ok || !(await verifyAll(signatures.value))) continue
    const content = await openContent(entry.value, entryKeys)
    if (!content.ok || content.value.type !== 'snapshot') continue
    const { snapshot } = content.value
    const claim = claimOf(snapshot, { seq, deviceId, memberId: member.memberId })
    // Nobody knows what comes after the head he has seen; what lies beyond its own entry would never be reached.
    if (
      !claim ||
      newest.has(claim.book) ||
      claim.upToSeq > entry.value.header.head.seq ||
      claim.upToSeq >= seq ||
      (chains.get(claim.upToSeq) ?? claim.chain) !== claim.chain
    )
      continue
    newest.set(claim.book, { ...claim, blob: snapshot.blob })
  }
  return [...newest.values()]
}

async function decrypted(
  parts: readonly Uint8Array[],
  blob: Found['blob'],
  epochs: ReadonlyMap<number, CryptoKey>,
  workspaceId: string,
): Promise<Bytes | undefined> {
  const plain: Bytes[] = []
  const opened = await decryptBlob(
    parts,
    { workspaceId, id: blob.id, epochKeyOf: (epoch) => Promise.resolve(epochs.get(epoch)) },
    (part) => void plain.push(part),
  )
  if (!opened.ok) return undefined
  const state = concatBytes(...plain)
  return (await sha256HexOf(state)) === blob.sha256 ? state : undefined
}

/**
 * Writes snapshots for those who join later (protocol.md 4): after every 500 entries, by one device, which is the
 * online owner's or lead's with the lowest id. Two may think so in the same moment; then there are two snapshots, and
 * no harm. Who is online is presence, which anybody can pretend: it only lets this device wait, and not for ever.
 *
 * The bytes travel as an encrypted file like any other; the row goes once it was uploaded, because this device has the
 * log.
 */

import { encryptBlob, newBlobSalt } from '~/lib/crypto/blobCrypto'
import { sha256HexOf } from '~/lib/crypto/digest'
import { activeDevices, currentEpoch, memberOfDevice } from '~/lib/protocol/access/accessState'
import { roleMayWrite } from '~/lib/protocol/access/workspaceRoles'
import { writeSnapshotPlaintext, type SnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import type { Bytes } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import type { Replica } from '~/lib/vault/replica/replica'
import type { SnapshotRow, TakenSnapshot } from '~/lib/vault/snapshots/snapshotClaims'
import type { BlobRow } from '~/lib/vault/store/tables'

/** Name in the outbox of what this device writes by itself. */
export const snapshotCommand = 'snapshot.write'
export const snapshotMime = 'application/vnd.plumbline.snapshot'

export interface SnapshotWriterOptions {
  readonly replica: Replica
  readonly random: Random
  readonly clock: { now(): number }
  /** Entries between two snapshots. */
  readonly every?: number
  /** How long to listen who else is there: every device tells its presence once a minute. */
  readonly listenMs?: number
}

export interface SnapshotWriter {
  /** The head was reached on a new connection: who is online is to be heard first. */
  listen(): void
  /** That device said just now that it is here. */
  heard(deviceId: string): void
  /** Puts snapshots into the outbox where they are due and this device's to write. Whether it did. */
  writeDue(): Promise<boolean>
}

export const snapshotEvery = 500
const listenDefaultMs = 70_000
/** A device not heard of for this long is not online: two missed words of presence and some. */
const onlineMs = 150_000

export function createSnapshotWriter({
  replica,
  random,
  clock,
  every = snapshotEvery,
  listenMs = listenDefaultMs,
}: SnapshotWriterOptions): SnapshotWriter {
  const { vault } = replica
  let listensUntil = Infinity
  let sweeps = true
  const heard = new Map<string, number>()

  async function isDue(): Promise<boolean> {
    if (clock.now() < listensUntil || !replica.writable().ok) return false
    const rows = await replica.snapshots.rows()
    // A false one is none.
    const last = Math.max(0, ...rows.filter(({ state }) => state !== 'differs').map(({ upToSeq }) => upToSeq))
    const since = replica.head().seq - last
    // Whose turn it is had as many entries again to write; from then on, who can writes.
    if (since < every || (since < 2 * every && !(await isOurs()))) return false
    return (await vault.outbox.filter((row) => row.class === 'snapshot').count()) === 0
  }

  /** Whether this device has the lowest id among those of owners and leads that are online. */
  async function isOurs(): Promise<boolean> {
    const access = replica.access()
    for (const { deviceId, lastHeard = 0 } of await vault.devices.toArray())
      heard.set(deviceId, Math.max(lastHeard, heard.get(deviceId) ?? 0))
    const isOnline = (deviceId: string): boolean =>
      deviceId === replica.deviceId || clock.now() - (heard.get(deviceId) ?? 0) < onlineMs
    const [first] = activeDevices(access)
      .filter(({ deviceId }) => roleMayWrite(memberOfDevice(access, deviceId)!.role, 'snapshot') && isOnline(deviceId))
      .map(({ deviceId }) => deviceId)
      .sort()
    return first === replica.deviceId
  }

  async function write(): Promise<boolean> {
    const known = new Map((await replica.snapshots.rows()).map((row) => [row.book, row]))
    const taken = await replica.snapshots.take()
    const blobs: BlobRow[] = []
    const snapshots: Bytes[] = []
    for (const snapshot of taken) {
      const same = reusable(known.get(snapshot.book), snapshot)
      const row = same ? undefined : await fileOf(snapshot.state)
      if (row) blobs.push(row)
      snapshots.push(writeSnapshotPlaintext({ ...snapshot, blob: same ?? refOf(row!) }))
    }
    const [first] = taken
    if (!first) return false
    const committed = await replica.exclusive(() =>
      replica.commit({
        commandId: `snapshot-${first.upToSeq}-${first.chain.slice(0, 16)}`,
        name: snapshotCommand,
        input: null,
        at: clock.now(),
        snapshots,
        extra: { blobs },
        result: null,
      }),
    )
    sweeps ||= committed.ok
    return committed.ok
  }

  async function fileOf(state: Bytes): Promise<BlobRow> {
    const epoch = currentEpoch(replica.access())
    const epochKey = replica.epochKey(epoch)!
    const bytes = new Blob([state], { type: snapshotMime })
    const salt = newBlobSalt(random)
    const parts = encryptBlob(bytes, { epochKey, workspaceId: replica.workspaceId, epoch, salt })
    let part = await parts.next()
    while (!part.done) part = await parts.next()
    return {
      sha256: await sha256HexOf(bytes),
      id: part.value,
      size: bytes.size,
      mime: snapshotMime,
      bytes,
      state: 'present',
      epoch,
      salt,
      upload: 'waiting',
      addedAt: clock.now(),
    }
  }

  /** Rows of files that are at the relay. */
  async function sweep(): Promise<void> {
    const mine = vault.blobs.filter(({ mime }) => mime === snapshotMime)
    await mine.and(({ upload }) => upload !== 'waiting').delete()
    sweeps = (await vault.blobs.filter(({ mime }) => mime === snapshotMime).count()) > 0
  }

  return {
    listen() {
      listensUntil = clock.now() + listenMs
    },
    heard: (deviceId) => void heard.set(deviceId, clock.now()),
    async writeDue() {
      if (sweeps) await sweep()
      return (await isDue()) && (await write())
    },
  }
}

const refOf = ({ id, sha256, size }: BlobRow): SnapshotPlaintext['blob'] => ({ id, sha256, size })

/** The file of the snapshot before, where the book has not changed since and the log agreed with it. */
const reusable = (
  before: SnapshotRow | undefined,
  { rowsHash }: TakenSnapshot,
): SnapshotPlaintext['blob'] | undefined =>
  before?.state === 'matches' && before.rowsHash === rowsHash ? before.blob : undefined

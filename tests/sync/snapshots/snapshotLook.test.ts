/** Snapshots as a device finds them that has read nothing yet: whose word they may be, and what they may not say. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encryptBlob } from '~/lib/crypto/blobCrypto'
import { sha256HexOf } from '~/lib/crypto/digest'
import type { AccessState } from '~/lib/protocol/access/accessState'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { newUuid } from '~/lib/protocol/log/entry'
import { writeSnapshotPlaintext, type SnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import { toBytes, type Bytes } from '~/lib/shared/bytes'
import { fail, ok, unwrap } from '~/lib/shared/result'
import type { BlobTransfer } from '~/lib/sync/blobs/blobTransfer'
import { relayAddress } from '~/lib/sync/connection/relayAddress'
import { readLogAfter } from '~/lib/sync/session/readLog'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import { newestClaims, readSnapshots } from '~/lib/sync/snapshots/snapshotReader'
import { writeAccessAhead } from '~/lib/vault/store/deviceKeyStore'
import type { EarlySnapshot } from '~/lib/vault/snapshots/snapshotEarly'
import { foundDevice, type Device } from '../support/device'
import { random } from '../support/relay'
import { scriptedRelay, serving } from '../support/scriptedRelay'

let alice: Device
let access: AccessState
let own: string
let log: SequencedEntry[]
beforeEach(async () => {
  alice = await foundDevice('Alice')
  await alice.sync.stop()
  access = alice.replica.access()
  own = alice.keys.deviceId
  log = [...(await readLogAfter(alice.vault, 0))]
  for (const seq of [2, 3]) log.push(sequenceEntry(log.at(-1)!, Uint8Array.of(seq), log[0]!.relayTime))
})
afterEach(() => alice.stop())

const snapshot = (more: Partial<SnapshotPlaintext> = {}): SnapshotPlaintext => ({
  book: 'risk',
  upToSeq: 2,
  chain: log[1]!.chain,
  verdicts: 'cd'.repeat(32),
  stateVector: Uint8Array.of(0),
  rowsHash: 'ef'.repeat(32),
  blob: { id: '11'.repeat(32), sha256: '22'.repeat(32), size: 9 },
  ...more,
})
interface Wrong {
  readonly workspaceId?: string
  readonly entryClass?: 'snapshot' | 'register'
  readonly headSeq?: number
  readonly sign?: (message: Uint8Array) => Promise<Bytes>
}
/** At the end of the log, by Alice's device. */
async function say(what: SnapshotPlaintext, wrong: Wrong = {}): Promise<void> {
  const plaintext = writeSnapshotPlaintext(what)
  const sealed = await writeSignedEntry(
    wrong.entryClass ?? 'snapshot',
    newUuid(random),
    plaintext,
    {
      workspaceId: wrong.workspaceId ?? alice.workspaceId,
      deviceId: own,
      deviceSeq: 2,
      prevDeviceHash: 'ab'.repeat(32),
      head: { seq: wrong.headSeq ?? 3, chain: log[2]!.chain },
      epoch: 1,
    },
    {
      sign: wrong.sign ?? ((message) => alice.replica.signer().sign(message)),
      epochKey: (epoch) => alice.replica.epochKey(epoch),
    },
    random,
  )
  log.push(sequenceEntry(log.at(-1)!, sealed.bytes, log[0]!.relayTime))
}
const epochs = () => new Map([[1, alice.replica.epochKey(1)!]])
const found = async (state: Partial<AccessState> = {}, entries = log) =>
  (await newestClaims(entries, { ...access, ...state }, epochs(), alice.workspaceId)).map(
    ({ book, upToSeq, seq, deviceId }) => [book, upToSeq, seq, deviceId === own],
  )

describe('a snapshot among the last entries', () => {
  it('is the newest of each book, by who signed it, whether or not the entries it names are among them', async () => {
    await say(snapshot({ upToSeq: 1, chain: log[0]!.chain }))
    await say(snapshot())
    await say(snapshot({ book: 'comment', upToSeq: 3, chain: log[2]!.chain }))
    expect(await found()).toEqual([
      ['comment', 3, 6, true],
      ['risk', 2, 5, true],
    ])
    expect(await found({}, log.slice(3))).toHaveLength(2)
    expect(await found({}, log.slice(0, 4))).toEqual([['risk', 1, 4, true]])
  })

  it('counts only of an owner or lead of now', async () => {
    await say(snapshot())
    const { memberId } = access.devices[own]!
    const as = (role: 'lead' | 'editor') => ({
      members: { ...access.members, [memberId]: { ...access.members[memberId]!, role } },
    })
    expect([(await found(as('lead'))).length, (await found(as('editor'))).length]).toEqual([1, 0])
    expect(await found({ devices: {} })).toEqual([])
    expect(await found({ devices: { [own]: { ...access.devices[own]!, removedAt: 2 } } })).toEqual([])
    expect(
      await found({ members: { ...access.members, [memberId]: { ...access.members[memberId]!, removedAt: 2 } } }),
    ).toEqual([])
  })

  it.each<[string, () => Promise<void>]>([
    ['of another workspace', () => say(snapshot(), { workspaceId: 'ab'.repeat(32) })],
    ['under another class', () => say(snapshot(), { entryClass: 'register' })],
    [
      'with a signature that does not hold',
      () => say(snapshot(), { sign: () => Promise.resolve(new Uint8Array(64).fill(1)) }),
    ],
    ['of a book that nobody knows', () => say(snapshot({ book: 'nonsense' }))],
    ['beyond what its author had seen', () => say(snapshot({ upToSeq: 3, chain: log[2]!.chain }), { headSeq: 2 })],
    ['up to its own entry', () => say(snapshot({ upToSeq: 4, chain: 'ab'.repeat(32) }), { headSeq: 9 })],
    ['of another history', () => say(snapshot({ chain: 'ab'.repeat(32) }))],
  ])('%s is none, and one before it counts', async (_what, wrong) => {
    await say(snapshot({ upToSeq: 1, chain: log[0]!.chain }))
    await wrong()
    expect(await found()).toEqual([['risk', 1, 4, true]])
  })

  it('up to the head its author had seen counts; under a key that is not here it can’t be read', async () => {
    await say(snapshot({ upToSeq: 3, chain: log[2]!.chain }))
    expect(await found()).toEqual([['risk', 3, 4, true]])
    expect(await newestClaims(log, access, new Map(), alice.workspaceId)).toEqual([])
  })
})

describe('a look at a relay’s last entries', () => {
  const state = Uint8Array.of(1, 2, 3)
  async function sealed(
    content: Uint8Array,
  ): Promise<{ readonly parts: Bytes[]; readonly blob: SnapshotPlaintext['blob'] }> {
    const file = new Blob([toBytes(content)])
    const parts: Bytes[] = []
    const made = encryptBlob(file, {
      epochKey: alice.replica.epochKey(1)!,
      workspaceId: alice.workspaceId,
      epoch: 1,
      salt: new Uint8Array(16),
    })
    let part = await made.next()
    for (; !part.done; part = await made.next()) parts.push(part.value)
    return { parts, blob: { id: part.value, sha256: await sha256HexOf(file), size: file.size } }
  }
  async function look(parts: readonly Uint8Array[] | undefined, { seq = 0, abort = false } = {}) {
    const shown: (readonly EarlySnapshot[])[] = []
    const calls: string[] = []
    const asked: number[] = []
    const controller = new AbortController()
    const replica = {
      ...alice.replica,
      head: () => ({ ...alice.replica.head(), seq }),
      snapshots: {
        ...alice.replica.snapshots,
        show: (snapshots: readonly EarlySnapshot[]) => (
          shown.push(snapshots),
          Promise.resolve(ok(snapshots.map(({ book }) => book)))
        ),
      },
    }
    const blobs = {
      connected: ({ token }: { readonly token: string }) => void calls.push(`connected ${token}`),
      disconnected: () => void calls.push('disconnected'),
      fetchEncrypted: ({ size }: { readonly size: number }) => {
        asked.push(size)
        if (abort) controller.abort()
        return Promise.resolve(parts ? ok(parts) : fail('absent', ''))
      },
    } as unknown as BlobTransfer
    const relay = scriptedRelay(serving(log))
    const books = await readSnapshots({
      replica,
      keys: alice.keys,
      blobs,
      address: unwrap(relayAddress('http://127.0.0.1:1')),
      connect: relay.connect,
      random,
      clock: { now: Date.now },
      lastEntries: 3,
      signal: controller.signal,
    })
    return {
      books,
      shown,
      calls,
      asked,
      resumed: relay.received.flatMap((frame) => (frame.kind === 'resume' ? [frame.fromSeq] : [])),
    }
  }

  it('shows what it finds, over one short connection, on a device that was let in and has read nothing', async () => {
    const file = await sealed(state)
    await say(snapshot({ blob: file.blob }))
    expect(await look(file.parts)).toMatchObject({ books: [], calls: [], resumed: [] })
    await writeAccessAhead(alice.vault, access)
    expect(await look(file.parts, { seq: 1 })).toMatchObject({ books: [], calls: [] })
    const { books, shown, calls, resumed } = await look(file.parts)
    expect([books, calls, resumed]).toEqual([['risk'], ['connected token', 'disconnected'], [1]])
    expect(shown).toMatchObject([[{ book: 'risk', upToSeq: 2, state }]])
  })

  it('shows nothing of a file that is not to be had, is too large or another than was named, or once it was given up', async () => {
    await writeAccessAhead(alice.vault, access)
    const [file, other] = [await sealed(state), await sealed(Uint8Array.of(9))]
    await say(snapshot({ blob: file.blob }))
    for (const parts of [undefined, other.parts, [Uint8Array.of(1)]])
      expect(await look(parts)).toMatchObject({ books: [], shown: [], asked: [3] })
    expect(await look(file.parts, { abort: true })).toMatchObject({ books: [], shown: [] })
    await say(snapshot({ blob: { ...file.blob, sha256: '33'.repeat(32) } }))
    expect(await look(file.parts)).toMatchObject({ books: [], shown: [] })
    await say(snapshot({ blob: { ...file.blob, size: 64 * 1024 * 1024 + 1 } }))
    expect(await look(file.parts)).toMatchObject({ books: [], asked: [] })
    await say(snapshot({ blob: { ...file.blob, size: 64 * 1024 * 1024 } }))
    expect(await look(file.parts)).toMatchObject({ asked: [64 * 1024 * 1024] })
  })
})

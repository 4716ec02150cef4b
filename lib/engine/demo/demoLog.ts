/**
 * A log made in memory by several devices at once: every entry is sealed and signed with the keys of its device and has
 * to pass the judge, as a relay would ask it to. Nothing is stored here; a device takes the log in afterwards like any
 * other.
 */

import { sign, type DeviceKeys } from '../../crypto/deviceKeys'
import { writeAccessBody, type AccessBody } from '~/lib/protocol/access/accessBody'
import { currentEpoch, type AccessState } from '~/lib/protocol/access/accessState'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { emptyHead, newUuid, readEntry, zeroHash, type LogHead } from '~/lib/protocol/log/entry'
import { admitForAppend, deviceChain, emptyLogState } from '~/lib/protocol/log/judge'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import { toBytes, type Bytes } from '../../shared/bytes'
import type { Random } from '../../shared/ids'
import { unwrap } from '../../shared/result'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'

/** An access body without the head it is made on: the log knows that. */
export type NewAccessBody = {
  readonly [T in AccessBody['type']]: T extends 'genesis'
    ? never
    : Omit<Extract<AccessBody, { readonly type: T }>, 'prev'>
}[AccessBody['type']]

export interface DemoLog {
  readonly entries: readonly SequencedEntry[]
  access(): AccessState
  head(): LogHead
  /** The secret of the first epoch, once the founder's device opened it. */
  useEpoch(secret: CryptoKey): void
  /** `seen`: the last position the author knew, where that is not the head. */
  append(entryClass: EntryClass, plaintext: Bytes, by: DeviceKeys, at: number, seen?: LogHead): Promise<SequencedEntry>
  appendAccess(body: NewAccessBody, by: DeviceKeys, at: number): Promise<SequencedEntry>
}

export function createDemoLog(genesis: SequencedEntry, random: Random): DemoLog {
  const entries: SequencedEntry[] = []
  const chains = new Map<number, string>([[0, zeroHash]])
  let state = emptyLogState()
  let last = { ...emptyHead, relayTime: 0 }
  let epoch: CryptoKey | undefined

  function take(entry: SequencedEntry): SequencedEntry {
    // Signed here a moment ago; whoever takes the log in verifies it.
    state = unwrap(
      admitForAppend(state, unwrap(readEntry(entry.bytes)), {
        signatureValid: true,
        seq: entry.seq,
        relayTime: entry.relayTime,
        chainAt: (seq) => chains.get(seq),
      }),
    )
    last = { seq: entry.seq, chain: entry.chain, relayTime: entry.relayTime }
    chains.set(entry.seq, entry.chain)
    entries.push(entry)
    return entry
  }
  take(genesis)

  const log: DemoLog = {
    entries,
    access: () => state.access,
    head: () => ({ seq: last.seq, chain: last.chain }),
    useEpoch: (secret) => void (epoch = secret),
    async append(entryClass, plaintext, by, at, seen = log.head()) {
      const chain = deviceChain(state, by.deviceId)
      const place = {
        workspaceId: state.access.workspaceId,
        deviceId: by.deviceId,
        deviceSeq: chain.deviceSeq + 1,
        prevDeviceHash: chain.hash,
        head: seen,
        epoch: currentEpoch(state.access),
      }
      const keys = { sign: (message: Uint8Array) => sign(by.sign.privateKey, toBytes(message)), epochKey: () => epoch }
      const { bytes } = await writeSignedEntry(entryClass, newUuid(random), plaintext, place, keys, random)
      return take(sequenceEntry(last, bytes, at))
    },
    appendAccess: (body, by, at) =>
      log.append('access', writeAccessBody({ ...body, prev: state.access.head.accessHash } as AccessBody), by, at),
  }
  return log
}

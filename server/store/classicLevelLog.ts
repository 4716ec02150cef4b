/**
 * The embedded log store, on LevelDB. Keys, numbers as 8 bytes big-endian:
 *
 *   'h' workspace                    → seq · relayTime · bytes · chain
 *   'e' workspace seq                → relayTime · chain · entry
 *   'p' workspace seq                → (empty) positions of entries that are signed but not sealed
 *   'd' workspace device deviceSeq   → seq · entry hash
 *
 * All keys of an append are in one atomic batch, synced before it is acknowledged. A write that was torn by a
 * crash is dropped whole when LevelDB opens, so the log is always a gap-free prefix that holds every
 * acknowledged entry. One process per folder: LevelDB locks it.
 */

import { ClassicLevel } from 'classic-level'
import { concatBytes, fromHex, toBytes, toHex, type Bytes } from '../../lib/shared/bytes'
import type { SequencedEntry } from '../../lib/protocol/log/chain'
import { emptyHead, isPlainClass, type LogHead } from '../../lib/protocol/log/entry'
import { createGroupCommit } from './groupCommit'
import type { DeviceTip, LogRecord, LogStore, StoredHead } from './logStore'

type Put = { readonly type: 'put'; readonly key: Uint8Array; readonly value: Uint8Array }

const empty = new Uint8Array(0)
const maxSeq = Number.MAX_SAFE_INTEGER

export function createClassicLevelLog(options: {
  readonly folder: string
  /** How long appends gather while another is being synced. */
  readonly gatherMs?: number
}): LogStore {
  const level = new ClassicLevel<Uint8Array, Uint8Array>(options.folder, { keyEncoding: 'view', valueEncoding: 'view' })
  const commit = createGroupCommit<readonly Put[]>({
    gatherMs: options.gatherMs ?? 2,
    write: (groups) => level.batch(groups.flat(), { sync: true }),
  })
  const heads = new Map<string, StoredHead>()
  const appending = new Set<string>()

  const head = async (workspaceId: string): Promise<StoredHead | undefined> => {
    const known = heads.get(workspaceId)
    if (known) return known
    const value = await level.get(headKey(workspaceId))
    // An append may have ended while this was read: its head is the newer one.
    const stored = heads.get(workspaceId) ?? (value && readHead(value))
    if (stored) heads.set(workspaceId, stored)
    return stored
  }

  async function append(
    workspaceId: string,
    after: LogHead,
    records: readonly LogRecord[],
  ): Promise<'stored' | 'moved'> {
    if (appending.has(workspaceId)) return 'moved'
    appending.add(workspaceId)
    try {
      const last = records.at(-1)
      const now = (await head(workspaceId)) ?? { ...emptyHead, relayTime: 0, bytes: 0 }
      if (now.seq !== after.seq || now.chain !== after.chain) return 'moved'
      if (!last) return 'stored'
      const bytes = records.reduce((sum, record) => sum + record.bytes.length, now.bytes)
      const next: StoredHead = { seq: last.seq, chain: last.chain, relayTime: last.relayTime, bytes }
      await commit.add([
        ...records.flatMap((record) => putsOf(workspaceId, record)),
        { type: 'put', key: headKey(workspaceId), value: writeHead(next) },
      ])
      heads.set(workspaceId, next)
      return 'stored'
    } finally {
      appending.delete(workspaceId)
    }
  }

  async function read(workspaceId: string, after: number, maxBytes: number): Promise<readonly SequencedEntry[]> {
    const out: SequencedEntry[] = []
    let bytes = 0
    const range = { gt: entryKey('e', workspaceId, after), lte: entryKey('e', workspaceId, maxSeq) }
    for await (const [key, value] of level.iterator(range)) {
      const entry = readEntryValue(readUint64(key, key.length - 8), value)
      out.push(entry)
      bytes += entry.bytes.length
      if (bytes >= maxBytes) break
    }
    return out
  }

  async function readPlain(workspaceId: string, after: number, maxBytes: number): Promise<readonly SequencedEntry[]> {
    const out: SequencedEntry[] = []
    let bytes = 0
    const range = { gt: entryKey('p', workspaceId, after), lte: entryKey('p', workspaceId, maxSeq) }
    for await (const key of level.keys(range)) {
      const seq = readUint64(key, key.length - 8)
      const value = await level.get(entryKey('e', workspaceId, seq))
      if (!value) throw new Error(`log ${workspaceId} has no entry at ${seq} that its index names`)
      const entry = readEntryValue(seq, value)
      out.push(entry)
      bytes += entry.bytes.length
      if (bytes >= maxBytes) break
    }
    return out
  }

  return {
    open: () => level.open(),
    close: async () => {
      await commit.idle()
      await level.close()
    },
    head,
    append,
    read: (workspaceId, { after, maxBytes, plainOnly }) => (plainOnly ? readPlain : read)(workspaceId, after, maxBytes),
    async chainAt(workspaceId, seq) {
      if (seq === 0) return emptyHead.chain
      const value = await level.get(entryKey('e', workspaceId, seq))
      return value && toHex(value.subarray(8, 40))
    },
    async lastOfDevice(workspaceId, deviceId) {
      const range = {
        gte: deviceKey(workspaceId, deviceId, 0),
        lte: deviceKey(workspaceId, deviceId, maxSeq),
        reverse: true,
        limit: 1,
      }
      for await (const [key, value] of level.iterator(range)) return readTip(readUint64(key, key.length - 8), value)
      return undefined
    },
    async findOfDevice(workspaceId, deviceId, deviceSeq) {
      const value = await level.get(deviceKey(workspaceId, deviceId, deviceSeq))
      return value && readTip(deviceSeq, value)
    },
  }
}

function putsOf(workspaceId: string, record: LogRecord): readonly Put[] {
  const puts: Put[] = [
    {
      type: 'put',
      key: entryKey('e', workspaceId, record.seq),
      value: concatBytes(uint64(record.relayTime), fromHex(record.chain), record.bytes),
    },
    {
      type: 'put',
      key: deviceKey(workspaceId, record.deviceId, record.deviceSeq),
      value: concatBytes(uint64(record.seq), fromHex(record.hash)),
    },
  ]
  if (isPlainClass(record.class)) puts.push({ type: 'put', key: entryKey('p', workspaceId, record.seq), value: empty })
  return puts
}

const readEntryValue = (seq: number, value: Uint8Array): SequencedEntry => ({
  seq,
  relayTime: readUint64(value, 0),
  chain: toHex(value.subarray(8, 40)),
  bytes: toBytes(value.subarray(40)),
})

const readTip = (deviceSeq: number, value: Uint8Array): DeviceTip => ({
  deviceSeq,
  seq: readUint64(value, 0),
  hash: toHex(value.subarray(8, 40)),
})

const writeHead = (head: StoredHead): Bytes =>
  concatBytes(uint64(head.seq), uint64(head.relayTime), uint64(head.bytes), fromHex(head.chain))

const readHead = (value: Uint8Array): StoredHead => ({
  seq: readUint64(value, 0),
  relayTime: readUint64(value, 8),
  bytes: readUint64(value, 16),
  chain: toHex(value.subarray(24, 56)),
})

const letter = (text: 'h' | 'e' | 'p' | 'd'): Uint8Array => Uint8Array.of(text.charCodeAt(0))
const headKey = (workspaceId: string): Bytes => concatBytes(letter('h'), fromHex(workspaceId))
const entryKey = (kind: 'e' | 'p', workspaceId: string, seq: number): Bytes =>
  concatBytes(letter(kind), fromHex(workspaceId), uint64(seq))
const deviceKey = (workspaceId: string, deviceId: string, deviceSeq: number): Bytes =>
  concatBytes(letter('d'), fromHex(workspaceId), fromHex(deviceId), uint64(deviceSeq))

function uint64(value: number): Bytes {
  const out = new Uint8Array(8)
  new DataView(out.buffer).setBigUint64(0, BigInt(value))
  return out
}

const readUint64 = (bytes: Uint8Array, at: number): number =>
  Number(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(at))

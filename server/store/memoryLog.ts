/** A log store without a disk, for tests. */

import { emptyHead, isPlainClass } from '../../lib/protocol/log/entry'
import type { LogRecord, LogStore, StoredHead } from './logStore'

export function createMemoryLog(): LogStore {
  const logs = new Map<string, LogRecord[]>()
  const recordsOf = (workspaceId: string): readonly LogRecord[] => logs.get(workspaceId) ?? []
  const tip = (record: LogRecord) => ({ deviceSeq: record.deviceSeq, hash: record.hash, seq: record.seq })

  return {
    open: () => Promise.resolve(),
    close: () => Promise.resolve(),
    head(workspaceId) {
      const last = recordsOf(workspaceId).at(-1)
      return Promise.resolve<StoredHead | undefined>(
        last && {
          seq: last.seq,
          chain: last.chain,
          relayTime: last.relayTime,
          bytes: recordsOf(workspaceId).reduce((sum, record) => sum + record.bytes.length, 0),
        },
      )
    },
    append(workspaceId, after, records) {
      const log = logs.get(workspaceId) ?? []
      const head = log.at(-1) ?? emptyHead
      if (head.seq !== after.seq || head.chain !== after.chain) return Promise.resolve('moved')
      logs.set(workspaceId, [...log, ...records])
      return Promise.resolve('stored')
    },
    read(workspaceId, { after, maxBytes, plainOnly }) {
      const out: LogRecord[] = []
      let bytes = 0
      for (const record of recordsOf(workspaceId).slice(after)) {
        if (plainOnly && !isPlainClass(record.class)) continue
        out.push(record)
        bytes += record.bytes.length
        if (bytes >= maxBytes) break
      }
      return Promise.resolve(
        out.map(({ seq, relayTime, chain, bytes: entry }) => ({ seq, relayTime, chain, bytes: entry })),
      )
    },
    chainAt: (workspaceId, seq) =>
      Promise.resolve(seq === 0 ? emptyHead.chain : recordsOf(workspaceId)[seq - 1]?.chain),
    lastOfDevice(workspaceId, deviceId) {
      const last = recordsOf(workspaceId).findLast((record) => record.deviceId === deviceId)
      return Promise.resolve(last && tip(last))
    },
    findOfDevice(workspaceId, deviceId, deviceSeq) {
      const found = recordsOf(workspaceId).find(
        (record) => record.deviceId === deviceId && record.deviceSeq === deviceSeq,
      )
      return Promise.resolve(found && tip(found))
    },
  }
}

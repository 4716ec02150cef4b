/** What a relay knows of a workspace: the state of the one reducer, made again from what the store holds. */

import { readAccessBody } from '../../lib/protocol/access/accessBody'
import { judgeKey } from '../../lib/protocol/access/accessHealing'
import { judgeAccess } from '../../lib/protocol/access/accessReducer'
import type { SequencedEntry } from '../../lib/protocol/log/chain'
import { entryHash, readEntry, type Entry } from '../../lib/protocol/log/entry'
import { readKeyBody } from '../../lib/protocol/bodies/keyBody'
import { emptyLogState, type LogState } from '../../lib/protocol/log/judge'
import { unwrap } from '../../lib/shared/result'
import type { LogStore } from '../store/logStore'

const readBytes = 1024 * 1024

/**
 * The state after an entry that is in the store. Signatures, heads and epochs were judged before it got its
 * place; whether an access body counts depends on the access state alone and is judged again.
 */
export function afterStored(state: LogState, stored: SequencedEntry): LogState {
  const entry = unwrap(readEntry(stored.bytes))
  const { deviceId, deviceSeq } = entry.header
  const hash = entryHash(stored.bytes)
  const advanced: LogState = { ...state, chains: { ...state.chains, [deviceId]: { deviceSeq, hash } } }
  if (entry.header.class === 'key') {
    const healing = readKeyBody(entry.ciphertext)
    const healed = healing.ok ? judgeKey(state.access, healing.value, { deviceId, seq: stored.seq }) : healing
    return healed.ok ? { ...advanced, access: healed.value } : advanced
  }
  if (entry.header.class !== 'access') return advanced
  const body = readAccessBody(entry.ciphertext)
  if (!body.ok) return advanced
  const judged = judgeAccess(state.access, body.value, {
    deviceId,
    seq: stored.seq,
    relayTime: stored.relayTime,
    entryHash: hash,
  })
  return judged.ok ? { ...advanced, access: judged.value } : advanced
}

/**
 * The access state up to `seq`, read from the few entries that make it. Device chains are read when asked for.
 * `onErase` is told of each erasure.
 */
export async function loadAccess(
  store: LogStore,
  workspaceId: string,
  seq: number,
  onErase: (entry: Entry) => Promise<void>,
): Promise<LogState> {
  let state = emptyLogState()
  for (let after = 0; ;) {
    const entries = await store.read(workspaceId, { after, maxBytes: readBytes, plainOnly: true })
    for (const stored of entries) {
      if (stored.seq > seq) break
      state = { ...afterStored(state, stored), chains: {} }
      const entry = unwrap(readEntry(stored.bytes))
      if (entry.header.class === 'erase') await onErase(entry)
    }
    const last = entries.at(-1)
    if (!last || last.seq >= seq) return state
    after = last.seq
  }
}

/** The state with the chain of a device in it. */
export async function withChainOf(
  store: LogStore,
  workspaceId: string,
  state: LogState,
  deviceId: string,
): Promise<LogState> {
  if (state.chains[deviceId]) return state
  const tip = await store.lastOfDevice(workspaceId, deviceId)
  return tip
    ? { ...state, chains: { ...state.chains, [deviceId]: { deviceSeq: tip.deviceSeq, hash: tip.hash } } }
    : state
}

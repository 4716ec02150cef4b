/**
 * Who wrote sealed entries under an epoch that an owner would leave out of the chain (lib/protocol/access/accessEpochs.ts). A
 * relay keeps no list of it: it is read from the store in the rare case that somebody asks.
 */

import { readAccessBody } from '../../lib/protocol/access/accessBody'
import { currentEpoch } from '../../lib/protocol/access/accessState'
import type { SequencedEntry } from '../../lib/protocol/log/chain'
import { isPlainClass, readEntry, type Entry } from '../../lib/protocol/log/entry'
import type { LogState } from '../../lib/protocol/log/judge'
import type { LogStore } from '../store/logStore'

const readBytes = 1024 * 1024

/** `fresh`: entries of the same batch that have a place and are not in the store yet. */
export async function sealedUnder(
  store: LogStore,
  workspaceId: string,
  { access }: LogState,
  { entry, fresh }: { readonly entry: Entry; readonly fresh: readonly SequencedEntry[] },
): Promise<(epoch: number) => readonly string[]> {
  const body = entry.header.class === 'access' ? readAccessBody(entry.ciphertext) : undefined
  const prevEpoch = body?.ok && 'nextEpoch' in body.value ? body.value.nextEpoch.prevEpoch : currentEpoch(access)
  const first = access.epochs[prevEpoch]
  if (!first) return () => []
  const devices = new Map<number, Set<string>>()
  const note = ({ bytes }: SequencedEntry): void => {
    const read = readEntry(bytes)
    if (!read.ok || isPlainClass(read.value.header.class)) return
    const { epoch, deviceId } = read.value.header
    devices.set(epoch, (devices.get(epoch) ?? new Set()).add(deviceId))
  }
  for (let after = first.seq; ;) {
    const entries = await store.read(workspaceId, { after, maxBytes: readBytes })
    const last = entries.at(-1)
    if (!last) break
    entries.forEach(note)
    after = last.seq
  }
  fresh.forEach(note)
  return (epoch) => [...(devices.get(epoch) ?? [])]
}

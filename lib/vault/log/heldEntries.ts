/**
 * Entries that wait for a key. A missing key is no verdict: others may hold it, and a member may send it yet. Records,
 * statements and files wait in their order; who may be here and with which keys is not sealed, so that is judged on,
 * exactly as it will be once the key is here, shown, and may be changed meanwhile. Nothing of it is durable: the
 * entries are read from the log again. So are those that are too many for memory, once the key is here.
 */

import type { AccessState } from '~/lib/protocol/access/accessState'
import { checkFall, followChain, type SequencedEntry } from '~/lib/protocol/log/chain'
import { readEntry, zeroHash, type LogHead } from '~/lib/protocol/log/entry'
import { judge, signaturesOf, type LogState } from '~/lib/protocol/log/judge'
import { fail, ok, type Result } from '~/lib/shared/result'
import { accessRows, positionsNeeded } from './accessRows'
import type { Core, HeldEntries } from '../replica/replicaCore'
import { readAndVerify } from './verifySignatures'

/** Classes that are signed and not sealed, and may be written while a key is missing. */
export const writtenWithoutKey: readonly string[] = ['access', 'key']

/** How much of what waits is kept in memory. A key may be missing for months, while everybody else writes on. */
const mostHeldBytes = 8 * 1024 * 1024

/** The first entries, at least one, up to what is kept. */
export function thoseKept(entries: readonly SequencedEntry[]): readonly SequencedEntry[] {
  let bytes = 0
  const tooMany = entries.findIndex((entry, n) => (bytes += entry.bytes.length) > mostHeldBytes && n > 0)
  return tooMany === -1 ? entries : entries.slice(0, tooMany)
}

/** Whether nothing of what waits was let go. */
export const isWhole = ({ entries, places }: HeldEntries): boolean => entries.length === places.length

export const placeOf = ({ seq, relayTime, chain }: SequencedEntry): HeldEntries['places'][number] => ({
  seq,
  relayTime,
  chain,
})

/** Whether among these may be what brings a missing key, or makes it needless. */
export const mayBringKeys = (entries: readonly SequencedEntry[]): boolean =>
  entries.some(({ bytes }) =>
    ((entry) => entry.ok && writtenWithoutKey.includes(entry.value.header.class))(readEntry(bytes)),
  )

export const keyMissing = () =>
  fail(
    'keyMissing',
    'Only members and keys can be changed now: the key that opens the newest changes has not reached this device. Keep it connected until a member who has the key is online, or make a new key as an owner.',
  )

/** The epoch whose key is waited for; undefined where none is. */
export function epochAwaited({ held }: Pick<Core, 'held'>): number | undefined {
  const first = held?.admitted ? readEntry(held.entries[0]!.bytes) : undefined
  return first?.ok ? first.value.header.epoch : undefined
}

/**
 * Entries behind those that are held already, judged in all that needs no key: the state behind them, and own entries
 * of `writtenWithoutKey` that count. Fails with `gap`, `fork` or `timeFell`.
 */
export async function judgeAhead(
  core: Core,
  before: HeldEntries | undefined,
  fresh: readonly SequencedEntry[],
): Promise<Result<{ readonly ahead: LogState; readonly ownCounted: readonly string[] }>> {
  const chains = new Map([
    [0, zeroHash],
    [core.head.seq, core.head.chain],
    ...(before?.places ?? []).map(({ seq, chain }) => [seq, chain] as const),
  ])
  let ahead = before?.ahead ?? core.log
  let head: LogHead & { readonly relayTime: number } = before?.places.at(-1) ?? core.head
  const ownCounted: string[] = []
  for (const { sequenced, entry, valid } of await readAndVerify(core.verifier, ahead, fresh)) {
    const follows = followChain(head, sequenced)
    if (!follows.ok) return follows
    const behind = head
    head = sequenced
    chains.set(sequenced.seq, sequenced.chain)
    if (!entry) continue
    const { header } = entry
    const signatures = signaturesOf(ahead, entry)
    const chain = chains.get(header.head.seq) ?? (await core.vault.log.get(header.head.seq))?.chain
    const judged = judge(ahead, entry, {
      signatureValid: valid ?? (signatures.ok && (await core.verifier.verifyAll(signatures.value))),
      seq: sequenced.seq,
      relayTime: sequenced.relayTime,
      chainAt: () => chain,
    })
    const fell = checkFall(behind, sequenced, judged.verdict.counts)
    if (!fell.ok) return fell
    ahead = judged.state
    if (judged.verdict.counts && header.deviceId === core.keys.deviceId && writtenWithoutKey.includes(header.class))
      ownCounted.push(header.uuid)
  }
  return ok({ ahead, ownCounted })
}

/**
 * Whether the entries behind leave out epochs that were waited for: what is sealed under them needs no key, it counts
 * for nobody.
 */
export function noteForsaken(core: Core, { epochs }: AccessState): boolean {
  const fresh = epochs.filter(
    ({ epoch, leftOutAt }) => leftOutAt !== undefined && !core.leftOut.has(epoch) && !core.epochKeys.has(epoch),
  )
  core.leftOut = new Set([...core.leftOut, ...fresh.map(({ epoch }) => epoch)])
  return fresh.length > 0
}

/** Members, devices and invitations as the entries behind have them; own entries among those leave the outbox. */
export async function showAhead(
  core: Core,
  { places, ahead }: HeldEntries,
  ownCounted: readonly string[],
): Promise<readonly string[]> {
  const { vault } = core
  const { access } = ahead
  const times = new Map(places.map(({ seq, relayTime }) => [seq, relayTime]))
  for (const row of await vault.log.bulkGet(positionsNeeded(access).filter((seq) => !times.has(seq))))
    if (row) times.set(row.seq, row.relayTime)
  const { members, devices, invites } = accessRows(access, {
    ownDeviceId: core.keys.deviceId,
    timeAt: (seq) => times.get(seq) ?? 0,
    heard: (deviceId) => core.heard.get(deviceId),
  })
  const sent =
    ownCounted.length === 0
      ? []
      : await vault.outbox
          .where('entryUuid')
          .anyOf([...ownCounted])
          .toArray()
  await vault.transaction('rw', [vault.members, vault.devices, vault.invites, vault.outbox], async () => {
    await Promise.all([
      vault.members.bulkPut([...members]),
      vault.devices.bulkPut([...devices]),
      vault.invites.bulkPut([...invites]),
    ])
    await vault.outbox.bulkDelete(sent.map(({ n }) => n))
  })
  return ownCounted
}

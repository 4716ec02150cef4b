/**
 * What every log port does, whoever keeps the log. Run against the device's own log and against a relay. A harness
 * gives a founded workspace of one device and ports to its log; sealing is the suite's own, by the one sealing file.
 */

import { afterEach, describe, expect, it } from 'vitest'
import { epochKey as importEpoch } from '~/lib/crypto/epoch'
import { sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { openEpochs } from '~/lib/crypto/openEpochs'
import { followChain, type SequencedEntry } from '~/lib/protocol/log/chain'
import { emptyHead, entryHash, newUuid, readEntry, type LogHead } from '~/lib/protocol/log/entry'
import { readAccessBody } from '~/lib/protocol/access/accessBody'
import { toBytes, utf8 } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import type { LogClosed, LogPort, LogPortEvents, LogPosition } from '~/lib/sync/connection/logPort'
import { writeSignedEntry, type SealedEntry } from '~/lib/sync/outbox/sealBatch'
import { random, until } from '../sync/support/relay'

export interface LogPortHarness {
  readonly workspaceId: string
  readonly keys: DeviceKeys
  readonly genesis: SequencedEntry
  /** A fresh port of the founding device. */
  port(events: LogPortEvents): Promise<LogPort>
  close(): Promise<void>
}

export function logPortContract(name: string, createHarness: () => Promise<LogPortHarness>): void {
  describe(`${name} is a log port`, () => {
    let harness: LogPortHarness | undefined
    const ports: LogPort[] = []
    afterEach(async () => {
      for (const port of ports.splice(0)) port.close()
      await harness?.close()
      harness = undefined
    })

    async function open(from?: LogPosition) {
      harness ??= await createHarness()
      const seen = {
        entries: [] as SequencedEntry[],
        caughtUp: [] as LogHead[],
        stored: new Map<string, number>(),
        refused: new Map<string, string>(),
        closed: [] as LogClosed[],
      }
      const port = await harness.port({
        entries: (entries) => seen.entries.push(...entries),
        caughtUp: (head) => seen.caughtUp.push(head),
        stored: (uuid, seq) => seen.stored.set(uuid, seq),
        refused: (uuid, type) => seen.refused.set(uuid, type),
        presence: () => undefined,
        closed: (why) => seen.closed.push(why),
      })
      ports.push(port)
      port.open(from ?? positionOf(harness.genesis))
      await until(() => seen.caughtUp.length > 0 || seen.closed.length > 0, 'caught up')
      return { port, seen, harness }
    }

    it('hands over nothing to who has everything, and says so', async () => {
      const { seen, harness } = await open()
      expect(seen.entries).toEqual([])
      expect(seen.caughtUp).toEqual([{ seq: 1, chain: harness.genesis.chain }])
    })

    it('gives entries places in the order they were sent, one chain, and hands them back', async () => {
      const { port, seen, harness } = await open()
      const author = await createAuthor(harness)
      const sent: SealedEntry[] = []
      for (let i = 0; i < 5; i++) sent.push(await author.entry())
      for (const { uuid, bytes } of sent) port.append(uuid, bytes)
      await until(() => seen.stored.size === 5 && seen.entries.length === 5, 'five entries')
      expect(seen.entries.map(({ bytes }) => entryHash(bytes))).toEqual(sent.map(({ hash }) => hash))
      expect(sent.map(({ uuid }) => seen.stored.get(uuid))).toEqual([2, 3, 4, 5, 6])
      let head = positionOf(harness.genesis)
      for (const entry of seen.entries) {
        unwrap(followChain(head, entry))
        head = positionOf(entry)
      }
    })

    it('refuses what would not count, uses no place for it, and takes the next', async () => {
      const { port, seen, harness } = await open()
      const author = await createAuthor(harness)
      const retired = await author.entry({ epoch: 7, keep: false })
      const skipped = await author.entry({ deviceSeq: 9, keep: false })
      const otherHead = await author.entry({ head: { seq: 1, chain: 'ab'.repeat(32) }, keep: false })
      const good = await author.entry()
      for (const { uuid, bytes } of [retired, skipped, otherHead, good]) port.append(uuid, bytes)
      await until(() => seen.stored.has(good.uuid), 'the good one')
      expect(seen.refused.get(retired.uuid)).toBe('wrongEpoch')
      expect(seen.refused.get(skipped.uuid)).toBe('wrongSeq')
      expect(seen.refused.get(otherHead.uuid)).toBe('wrongHead')
      expect(seen.stored.get(good.uuid)).toBe(2)
      expect(seen.entries).toHaveLength(1)
    })

    it('refuses an entry whose bytes were changed after signing', async () => {
      const { port, seen, harness } = await open()
      const author = await createAuthor(harness)
      const { uuid, bytes } = await author.entry({ keep: false })
      const changed = toBytes(bytes)
      changed[changed.length - 70]! ^= 1
      port.append(uuid, changed)
      await until(() => seen.refused.size + seen.closed.length > 0, 'refused')
      expect(seen.refused.get(uuid)).toBe('badSignature')
      expect(seen.entries).toEqual([])
    })

    it('gives times that never fall, by the clock that it names', async () => {
      const { port, seen, harness } = await open()
      const author = await createAuthor(harness)
      const before = Date.now()
      for (let i = 0; i < 3; i++) {
        const { uuid, bytes } = await author.entry()
        port.append(uuid, bytes)
      }
      await until(() => seen.entries.length === 3, 'three entries')
      const times = seen.entries.map(({ relayTime }) => relayTime)
      expect([...times].sort((a, b) => a - b)).toEqual(times)
      expect(times[0]).toBeGreaterThanOrEqual(Math.min(before, harness.genesis.relayTime))
      expect(['relay', 'device']).toContain(port.timeSource)
    })

    it('says nothing more after it was closed', async () => {
      const { port, seen, harness } = await open()
      const author = await createAuthor(harness)
      port.close()
      const { uuid, bytes } = await author.entry()
      port.append(uuid, bytes)
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(seen.entries).toEqual([])
      expect(seen.stored.size).toBe(0)
    })
  })
}

export const positionOf = ({ seq, chain, relayTime }: SequencedEntry): LogPosition => ({ seq, chain, relayTime })

/** Writes entries of the founding device, one behind the other. */
export async function createAuthor({
  workspaceId,
  keys,
  genesis,
}: Pick<LogPortHarness, 'workspaceId' | 'keys' | 'genesis'>) {
  const body = unwrap(readAccessBody(unwrap(readEntry(genesis.bytes)).ciphertext))
  if (body.type !== 'genesis') throw new Error('not a founding')
  const secrets = await openEpochs([{ epoch: 1, ...body.epoch }], { workspaceId, deviceId: keys.deviceId, dh: keys.dh })
  const secret = await importEpoch(secrets.get(1)!)
  let tip = { deviceSeq: 1, hash: entryHash(genesis.bytes) }
  return {
    async entry(
      wrong: {
        readonly epoch?: number
        readonly deviceSeq?: number
        readonly head?: LogHead
        readonly keep?: boolean
        readonly text?: string
      } = {},
    ): Promise<SealedEntry> {
      const place = {
        workspaceId,
        deviceId: keys.deviceId,
        deviceSeq: wrong.deviceSeq ?? tip.deviceSeq + 1,
        prevDeviceHash: tip.hash,
        head: wrong.head ?? { seq: genesis.seq, chain: genesis.chain },
        epoch: wrong.epoch ?? 1,
      }
      const signing = {
        sign: (message: Uint8Array) => sign(keys.sign.privateKey, toBytes(message)),
        epochKey: () => secret,
      }
      const sealed = await writeSignedEntry(
        'register',
        newUuid(random),
        utf8(wrong.text ?? 'anything'),
        place,
        signing,
        random,
      )
      if (wrong.keep !== false) tip = { deviceSeq: place.deviceSeq, hash: sealed.hash }
      return sealed
    },
    emptyHead,
  }
}

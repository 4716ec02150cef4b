/** What every log store keeps. `reopen` closes and opens the same storage; stores that forget leave it out. */

import { beforeEach, describe, expect, it } from 'vitest'
import { sequenceEntry } from '~/lib/protocol/log/chain'
import { emptyHead, entryHash } from '~/lib/protocol/log/entry'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import { toBytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import type { LogRecord, LogStore, StoredHead } from '~/server/store/logStore'

const workspaceA = sha256Hex('workspace a')
const workspaceB = sha256Hex('workspace b')
const deviceId = (name: string): string => sha256Hex(name).slice(0, 32)
const start: StoredHead = { ...emptyHead, relayTime: 0, bytes: 0 }

/** Continues a log from `after`: a store looks at neither signature nor content. */
export function makeRecords(
  after: StoredHead,
  count: number,
  options: {
    readonly device?: string
    readonly firstDeviceSeq?: number
    readonly classOf?: (index: number) => EntryClass
    readonly size?: number
  } = {},
): readonly LogRecord[] {
  const records: LogRecord[] = []
  let head = after
  for (let i = 0; i < count; i++) {
    const bytes = toBytes(
      new Uint8Array(options.size ?? 64).fill(i).map((value, index) => (index < 8 ? head.seq : value)),
    )
    const sequenced = sequenceEntry(head, bytes, 1_000 + head.seq)
    records.push({
      ...sequenced,
      deviceId: deviceId(options.device ?? 'alice'),
      deviceSeq: (options.firstDeviceSeq ?? 1) + i,
      class: options.classOf?.(i) ?? 'register',
      hash: entryHash(bytes),
    })
    head = { ...sequenced, bytes: head.bytes + bytes.length }
  }
  return records
}

export const headOf = (records: readonly LogRecord[]): StoredHead => {
  const { seq, chain, relayTime } = records.at(-1)!
  return { seq, chain, relayTime, bytes: records.reduce((sum, record) => sum + record.bytes.length, 0) }
}

const asRead = ({ seq, relayTime, chain, bytes }: LogRecord) => ({ seq, relayTime, chain, bytes })

export function logStoreContract(
  name: string,
  create: () => Promise<{ readonly store: LogStore; readonly reopen?: () => Promise<LogStore> }>,
): void {
  describe(`${name} keeps the contract of log stores`, () => {
    let store: LogStore
    let reopen: (() => Promise<LogStore>) | undefined

    beforeEach(async () => {
      const made = await create()
      store = made.store
      reopen = made.reopen
      return () => store.close()
    })

    it('knows nothing of a workspace before its first entry', async () => {
      expect(await store.head(workspaceA)).toBeUndefined()
      expect(await store.read(workspaceA, { after: 0, maxBytes: 1e6 })).toEqual([])
      expect(await store.lastOfDevice(workspaceA, deviceId('alice'))).toBeUndefined()
      expect(await store.chainAt(workspaceA, 0)).toBe(emptyHead.chain)
      expect(await store.chainAt(workspaceA, 1)).toBeUndefined()
    })

    it('gives back what was appended, in order and byte for byte', async () => {
      const records = makeRecords(start, 5)
      expect(await store.append(workspaceA, emptyHead, records)).toBe('stored')
      expect(await store.head(workspaceA)).toEqual(headOf(records))
      expect(await store.read(workspaceA, { after: 0, maxBytes: 1e6 })).toEqual(records.map(asRead))
      expect(await store.read(workspaceA, { after: 3, maxBytes: 1e6 })).toEqual(records.slice(3).map(asRead))
      expect(await store.read(workspaceA, { after: 5, maxBytes: 1e6 })).toEqual([])
      expect(await store.chainAt(workspaceA, 4)).toBe(records[3]!.chain)
    })

    it('appends only behind the head it was asked for: places have no gaps and no two owners', async () => {
      const records = makeRecords(start, 2)
      await store.append(workspaceA, emptyHead, records)
      const rival = makeRecords(start, 1, { device: 'bob' })
      expect(await store.append(workspaceA, emptyHead, rival)).toBe('moved')
      expect(await store.append(workspaceA, { seq: 2, chain: 'ab'.repeat(32) }, makeRecords(headOf(records), 1))).toBe(
        'moved',
      )
      expect(await store.read(workspaceA, { after: 0, maxBytes: 1e6 })).toEqual(records.map(asRead))
      expect(
        await store.append(workspaceA, headOf(records), makeRecords(headOf(records), 1, { firstDeviceSeq: 3 })),
      ).toBe('stored')
      expect((await store.head(workspaceA))?.seq).toBe(3)
    })

    it('lets one of several at once win, and none twice', async () => {
      const rivals = ['alice', 'bob', 'carol', 'dave'].map((device) =>
        makeRecords(start, 3, { device, size: 64 + device.length }),
      )
      const answers = await Promise.all(rivals.map((records) => store.append(workspaceA, emptyHead, records)))
      expect(answers.filter((answer) => answer === 'stored')).toHaveLength(1)
      const winner = rivals[answers.indexOf('stored')]!
      expect(await store.read(workspaceA, { after: 0, maxBytes: 1e6 })).toEqual(winner.map(asRead))
    })

    it('keeps workspaces apart', async () => {
      const a = makeRecords(start, 2)
      const b = makeRecords(start, 3, { device: 'bob', size: 80 })
      await Promise.all([store.append(workspaceA, emptyHead, a), store.append(workspaceB, emptyHead, b)])
      expect(await store.read(workspaceA, { after: 0, maxBytes: 1e6 })).toEqual(a.map(asRead))
      expect(await store.read(workspaceB, { after: 0, maxBytes: 1e6 })).toEqual(b.map(asRead))
      expect(await store.lastOfDevice(workspaceA, deviceId('bob'))).toBeUndefined()
    })

    it('finds a device’s entries by its own count', async () => {
      const alice = makeRecords(start, 300, { size: 40 })
      const bob = makeRecords(headOf(alice), 2, { device: 'bob', firstDeviceSeq: 1 })
      await store.append(workspaceA, emptyHead, alice)
      await store.append(workspaceA, headOf(alice), bob)
      expect(await store.lastOfDevice(workspaceA, deviceId('alice'))).toEqual({
        deviceSeq: 300,
        seq: 300,
        hash: alice[299]!.hash,
      })
      expect(await store.lastOfDevice(workspaceA, deviceId('bob'))).toEqual({
        deviceSeq: 2,
        seq: 302,
        hash: bob[1]!.hash,
      })
      expect(await store.findOfDevice(workspaceA, deviceId('alice'), 256)).toEqual({
        deviceSeq: 256,
        seq: 256,
        hash: alice[255]!.hash,
      })
      expect(await store.findOfDevice(workspaceA, deviceId('alice'), 301)).toBeUndefined()
    })

    it('reads in parts: each ends with the entry that reaches the size, none is skipped', async () => {
      const records = makeRecords(start, 10, { size: 100 })
      await store.append(workspaceA, emptyHead, records)
      expect((await store.read(workspaceA, { after: 0, maxBytes: 1 })).map(({ seq }) => seq)).toEqual([1])
      expect((await store.read(workspaceA, { after: 1, maxBytes: 250 })).map(({ seq }) => seq)).toEqual([2, 3, 4])
    })

    it('reads what is signed but not sealed by itself', async () => {
      const classes: readonly EntryClass[] = ['access', 'register', 'erase', 'register', 'access']
      const records = makeRecords(start, 5, { classOf: (index) => classes[index]! })
      await store.append(workspaceA, emptyHead, records)
      expect(
        (await store.read(workspaceA, { after: 0, maxBytes: 1e6, plainOnly: true })).map(({ seq }) => seq),
      ).toEqual([1, 3, 5])
      expect((await store.read(workspaceA, { after: 1, maxBytes: 1, plainOnly: true })).map(({ seq }) => seq)).toEqual([
        3,
      ])
    })

    it('ends a part with the entry that reaches the size to the byte, of all entries and of those that are not sealed', async () => {
      const records = makeRecords(start, 6, {
        size: 100,
        classOf: (index) => (index % 2 === 0 ? 'access' : 'register'),
      })
      await store.append(workspaceA, emptyHead, records)
      const seqs = async (range: Parameters<LogStore['read']>[1]) =>
        (await store.read(workspaceA, range)).map(({ seq }) => seq)
      expect([
        await seqs({ after: 0, maxBytes: 200 }),
        await seqs({ after: 0, maxBytes: 201 }),
        await seqs({ after: 2, maxBytes: 100 }),
      ]).toEqual([[1, 2], [1, 2, 3], [3]])
      expect([
        await seqs({ after: 0, maxBytes: 200, plainOnly: true }),
        await seqs({ after: 0, maxBytes: 201, plainOnly: true }),
        await seqs({ after: 1, maxBytes: 1e6, plainOnly: true }),
      ]).toEqual([
        [1, 3],
        [1, 3, 5],
        [3, 5],
      ])
      expect(await store.read(workspaceA, { after: 0, maxBytes: 1, plainOnly: true })).toEqual([asRead(records[0]!)])
      expect(await store.read(workspaceB, { after: 0, maxBytes: 1e6, plainOnly: true })).toEqual([])
    })

    it('changes nothing by appending nothing, and finds nobody’s entries under another name', async () => {
      const records = makeRecords(start, 2)
      expect(await store.append(workspaceA, emptyHead, [])).toBe('stored')
      expect(await store.head(workspaceA)).toBeUndefined()
      await store.append(workspaceA, emptyHead, records)
      expect(await store.append(workspaceA, headOf(records), [])).toBe('stored')
      expect(await store.append(workspaceA, { seq: 1, chain: records[1]!.chain }, [])).toBe('moved')
      expect(await store.head(workspaceA)).toEqual(headOf(records))
      expect([
        await store.findOfDevice(workspaceA, deviceId('bob'), 1),
        await store.findOfDevice(workspaceB, deviceId('alice'), 1),
        await store.findOfDevice(workspaceA, deviceId('alice'), 1),
      ]).toEqual([undefined, undefined, { deviceSeq: 1, seq: 1, hash: records[0]!.hash }])
      expect([
        await store.chainAt(workspaceA, 2),
        await store.chainAt(workspaceA, 3),
        await store.chainAt(workspaceB, 1),
      ]).toEqual([records[1]!.chain, undefined, undefined])
    })

    it('has after reopening what it acknowledged', async () => {
      if (!reopen) return
      const records = makeRecords(start, 4)
      await store.append(workspaceA, emptyHead, records.slice(0, 2))
      await store.append(workspaceA, headOf(records.slice(0, 2)), records.slice(2))
      store = await reopen()
      expect(await store.head(workspaceA)).toEqual(headOf(records))
      expect(await store.read(workspaceA, { after: 0, maxBytes: 1e6 })).toEqual(records.map(asRead))
      expect(
        await store.append(workspaceA, headOf(records), makeRecords(headOf(records), 1, { firstDeviceSeq: 5 })),
      ).toBe('stored')
    })
  })
}

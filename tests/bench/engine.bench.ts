/**
 * The engine against the least that the same work needs without it, in the same run, so that the ratio means something
 * on any machine: a Dexie transaction with the same rows, a bare document with the same updates, `bulkPut` with the
 * same rows. The store is fake-indexeddb, in memory: what is measured is our own part, not a disk.
 */

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { bench, describe } from 'vitest'
import * as Y from 'yjs'
import { createVerifier } from '~/lib/crypto/verifier'
import type { AnyRecord } from '~/lib/records/registry'
import { currentEpoch } from '~/lib/protocol/access/accessState'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { newUuid, readEntry } from '~/lib/protocol/log/entry'
import { signaturesOf } from '~/lib/protocol/log/judge'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import type { EarlySnapshot } from '~/lib/vault/snapshots/snapshotEarly'
import { openVault, type Vault } from '~/lib/vault/store/tables'
import { readAndVerify } from '~/lib/vault/log/verifySignatures'
import { createPerson, createWorld, foundBy, join, random, type Person, type World } from '../vault/support/person'

const entries = 5_000
const records = 2_000
/** As the relay sends them: a frame holds about this many entries of this size. */
const perFrame = 400

interface LongLog {
  readonly world: World
  readonly alice: Person
  readonly updates: readonly Uint8Array[]
}

/** Alice's device writes `entries` entries, each a field or two of one of `records` risks. */
async function longLog(): Promise<LongLog> {
  const world = createWorld()
  const alice = await foundBy(world, 'Alice')
  const ann = await join(world, alice, 'Ann', 'editor')
  await alice.pull()
  const authors = [alice, ann]
  const lines = await Promise.all(
    authors.map(async (person) => {
      await person.pull()
      const doc = newBookDoc()
      const line = { person, doc, tip: person.replica.ownChain(), update: new Uint8Array() as Uint8Array }
      doc.on('update', (update: Uint8Array, origin: unknown) => void (origin !== 'other' && (line.update = update)))
      return line
    }),
  )
  const head = { seq: alice.replica.head().seq, chain: alice.replica.head().chain }
  const log: SequencedEntry[] = [...world.log.entries]
  const updates: Uint8Array[] = []
  for (let i = 0; i < entries; i++) {
    const line = lines[i % 2]!
    const { person, doc } = line
    const id = `ri_${i % records}`
    doc.transact(() => {
      if (i < records) {
        recordsOf(doc).set(`${id}/kind`, 'risk')
        recordsOf(doc).set(`${id}/createdAt`, '2026-06-01T09:00:00Z')
      }
      recordsOf(doc).set(`${id}/title`, `A risk with a title of usual length, revision ${i}`)
    })
    const { update } = line
    Y.applyUpdate(lines[(i + 1) % 2]!.doc, update, 'other')
    updates.push(update)
    const plaintext = writeUpdatePlaintext({
      commands: [
        {
          commandId: `bench-${i}`,
          time: 1_000 * i,
          parts: [{ class: 'register', book: 'risk', update: toBytes(update) }],
        },
      ],
    })
    const place = {
      workspaceId: world.workspaceId,
      deviceId: person.keys.deviceId,
      deviceSeq: line.tip.deviceSeq + 1,
      prevDeviceHash: line.tip.prevDeviceHash,
      head,
      epoch: currentEpoch(person.replica.access()),
    }
    const entry = await writeSignedEntry(
      'register',
      newUuid(random),
      plaintext,
      place,
      { sign: person.replica.signer().sign, epochKey: (epoch) => person.replica.epochKey(epoch) },
      random,
    )
    line.tip = { deviceSeq: place.deviceSeq, prevDeviceHash: entry.hash }
    const last = log.at(-1)!
    log.push(sequenceEntry({ seq: last.seq, chain: last.chain, relayTime: last.relayTime }, entry.bytes, world.now))
  }
  const served: World = {
    ...world,
    now: world.now,
    workspaceId: world.workspaceId,
    log: { ...world.log, entries: log, state: world.log.state },
  }
  await ann.close()
  return { world: served, alice, updates }
}

let made: Promise<LongLog> | undefined
const theLog = (): Promise<LongLog> => (made ??= longLog())

async function replayed(log: LongLog): Promise<Person> {
  const reader = await createPerson(log.world, 'Reader', log.alice.keys)
  while (reader.replica.head().seq < log.world.log.entries.length) await reader.pull(perFrame)
  const refused = await reader.vault.refused.count()
  if (refused > 0) throw new Error(`${refused} entries of the bench do not count: it would measure something else`)
  return reader
}

const once = { iterations: 3, warmupIterations: 0, time: 0, warmupTime: 0 }

describe('a command: record.edit until durable', () => {
  let person: Person
  let id = ''
  let plain: Vault
  let rows: readonly (readonly [table: string, row: object])[] = []
  let n = 0
  const options = {
    iterations: 200,
    warmupIterations: 20,
    time: 0,
    warmupTime: 0,
    async setup() {
      if (rows.length > 0) return
      person = await foundBy(createWorld(), 'Alice')
      id = (await person.must('record.create', { kind: 'risk', fields: { title: 'A risk' } })).id
      await person.push()
      const commandId = 'measured'
      await person.must(
        'record.edit',
        { edits: [{ kind: 'risk', id, changes: [{ op: 'set', field: 'title', value: 'Measured' }] }] },
        commandId,
      )
      const { vault } = person
      rows = [
        ...(await vault.outbox.toArray()).map((row) => ['outbox', row] as const),
        ...(await vault.trail.where('commandId').equals(commandId).toArray()).map((row) => ['trail', row] as const),
        ['risk', (await vault.table('risk').get(id)) as object],
        ['commands', (await vault.commands.get(commandId))!],
        ['meta', (await vault.meta.get('clientId'))!],
      ]
      await person.push()
      plain = await openVault('f'.repeat(64), { indexedDB: new IDBFactory(), IDBKeyRange })
    },
  }

  bench(
    'Dexie alone: the same rows in one transaction (floor)',
    async () => {
      n++
      await plain.transaction(
        'rw',
        [plain.outbox, plain.trail, plain.table('risk'), plain.commands, plain.meta],
        async () => {
          for (const [table, row] of rows) {
            const own =
              table === 'outbox'
                ? { ...row, n }
                : table === 'trail'
                  ? { ...row, id: `trail-${n}` }
                  : table === 'commands'
                    ? { ...row, commandId: `c-${n}` }
                    : row
            await plain.table(table).put(own)
          }
        },
      )
    },
    options,
  )

  bench(
    'record.edit',
    async () => {
      await person.must('record.edit', {
        edits: [{ kind: 'risk', id, changes: [{ op: 'set', field: 'title', value: `Measured ${++n}` }] }],
      })
    },
    options,
  )
})

describe(`a cold start: ${entries.toLocaleString('en')} entries of two devices`, () => {
  let log: LongLog
  let early: readonly EarlySnapshot[]
  let stored: readonly (readonly [table: string, rows: readonly object[]])[]
  const setup = async (): Promise<void> => {
    if (early) return
    log = await theLog()
    const reader = await replayed(log)
    const memberId = log.alice.replica.access().devices[log.alice.keys.deviceId]!.memberId
    early = (await reader.replica.snapshots.take()).map((taken, i) => ({
      ...taken,
      seq: taken.upToSeq + 1 + i,
      deviceId: log.alice.keys.deviceId,
      memberId,
    }))
    stored = await Promise.all(
      ['log', 'tail', 'trail', 'clients', 'risk'].map(
        async (table) => [table, await reader.vault.table(table).toArray()] as const,
      ),
    )
    await reader.close()
  }

  bench(
    'Yjs alone: the same updates in one transaction (floor)',
    () => {
      const doc = newBookDoc()
      doc.transact(() => {
        for (const update of log.updates) Y.applyUpdate(doc, update)
      })
      doc.destroy()
    },
    { ...once, setup },
  )

  bench(
    'Yjs and the same rows by bulkPut, a frame at a time, nothing judged or opened',
    async () => {
      const doc = newBookDoc()
      doc.transact(() => {
        for (const update of log.updates) Y.applyUpdate(doc, update)
      })
      const vault = await openVault('d'.repeat(64), { indexedDB: new IDBFactory(), IDBKeyRange })
      const frames = Math.ceil(entries / perFrame)
      for (let frame = 0; frame < frames; frame++) {
        await vault.transaction(
          'rw',
          stored.map(([table]) => table),
          async () => {
            for (const [table, rows] of stored) {
              const each = Math.ceil(rows.length / frames)
              await vault.table(table).bulkPut(rows.slice(frame * each, (frame + 1) * each))
            }
          },
        )
      }
      doc.destroy()
      vault.close()
    },
    { ...once, setup },
  )

  bench(
    'replay: judged, opened, applied, rows and trail durable',
    async () => {
      await (await replayed(log)).close()
    },
    { ...once, setup },
  )

  bench(
    'rows from a snapshot, before anything is read',
    async () => {
      const reader = await createPerson(log.world, 'Reader', log.alice.keys)
      const shown = unwrap(await reader.replica.snapshots.show(early))
      if (!shown.includes('risk')) throw new Error('nothing was shown')
      await reader.close()
    },
    { ...once, setup },
  )
})

describe(`signatures of ${entries.toLocaleString('en')} entries, a frame at a time`, () => {
  let log: LongLog
  const setup = async (): Promise<void> => void (log = await theLog())
  const frames = function* (): Iterable<readonly SequencedEntry[]> {
    for (let at = 0; at < log.world.log.entries.length; at += perFrame)
      yield log.world.log.entries.slice(at, at + perFrame)
  }

  bench(
    'every one by itself, as it was before',
    async () => {
      const verifier = createVerifier()
      const state = log.world.log.state
      for (const frame of frames()) {
        for (const { bytes } of frame) {
          const signatures = signaturesOf(state, unwrap(readEntry(bytes)))
          if (!signatures.ok || !(await verifier.verifyAll(signatures.value)))
            throw new Error('a true signature did not hold')
        }
      }
    },
    { ...once, iterations: 10, setup },
  )

  bench(
    'chains, and the newest of each device',
    async () => {
      const verifier = createVerifier()
      for (const frame of frames()) {
        if (!(await readAndVerify(verifier, log.world.log.state, frame)).every(({ valid }) => valid !== false))
          throw new Error('a true signature did not hold')
      }
    },
    { ...once, iterations: 10, setup },
  )
})

describe(`projection of ${records.toLocaleString('en')} rows`, () => {
  let reader: Person
  let rows: readonly AnyRecord[]
  let plain: Vault
  const setup = async (): Promise<void> => {
    if (plain) return
    const log = await theLog()
    reader = await replayed(log)
    rows = (await reader.vault.table('risk').toArray()) as readonly AnyRecord[]
    if (rows.length !== records) throw new Error(`${rows.length} rows instead of ${records}`)
    plain = await openVault('e'.repeat(64), { indexedDB: new IDBFactory(), IDBKeyRange })
  }

  bench(
    'bulkPut alone of the finished rows (floor)',
    async () => {
      await plain.table('risk').bulkPut([...rows])
    },
    { ...once, iterations: 5, setup },
  )

  bench(
    'book → rows → bulkPut, all made again',
    async () => {
      // What the engine does when the rules that make rows changed.
      await reader.vault.meta.delete('rulesVersion')
      await reader.restart()
      if ((await reader.vault.table('risk').count()) !== records) throw new Error('rows are missing')
    },
    { ...once, iterations: 5, setup },
  )
})

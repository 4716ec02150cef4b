/** What a hostile or broken member puts into the log is kept, named the same on every device, and never applied. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { isKind, recordKind } from '~/lib/records/registry'
import { writeAccessBody } from '~/lib/protocol/access/accessBody'
import { currentEpoch } from '~/lib/protocol/access/accessState'
import { newUuid } from '~/lib/protocol/log/entry'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import { writeStatementPlaintext } from '~/lib/protocol/bodies/statementPlaintext'
import { writeUpdatePlaintext, type UpdateCommand } from '~/lib/protocol/bodies/updatePlaintext'
import { canonicalBytes } from '~/lib/shared/json'
import { toBytes, type Bytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import { closeEverybody, createWorld, foundBy, join, random, settle, type Person, type World } from '../support/person'

let world: World
let alice: Person
let mallory: Person

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  mallory = await join(world, alice, 'Mallory', 'editor')
  await alice.pull()
})
afterEach(closeEverybody)

/** An entry truly signed and sealed by the person's device, whatever it says. */
async function smuggle(by: Person, entryClass: EntryClass, plaintext: Bytes): Promise<void> {
  await by.pull()
  const { deviceSeq, prevDeviceHash } = by.replica.ownChain()
  const { seq, chain } = by.replica.head()
  const epoch = currentEpoch(by.replica.access())
  const place = {
    workspaceId: world.workspaceId,
    deviceId: by.keys.deviceId,
    deviceSeq: deviceSeq + 1,
    prevDeviceHash,
    head: { seq, chain },
    epoch,
  }
  const entry = await writeSignedEntry(
    entryClass,
    newUuid(random),
    plaintext,
    place,
    { sign: by.replica.signer().sign, epochKey: (of) => by.replica.epochKey(of) },
    random,
  )
  unwrap(await world.log.append(entry.bytes))
}
const updates = (...commands: readonly UpdateCommand[]): Bytes => writeUpdatePlaintext({ commands })
const command = (book: string, update: Uint8Array, commandId = 'evil'): UpdateCommand => ({
  commandId,
  time: 1,
  parts: [{ class: isKind(book) ? recordKind(book).class : 'register', book, update: toBytes(update) }],
})
function assetUpdate(clientId: number, ...values: readonly string[]): Uint8Array[] {
  const doc = newBookDoc()
  doc.clientID = clientId
  const made: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => made.push(update))
  for (const value of values) recordsOf(doc).set('as_x/name', value)
  return made
}
const refusedOn = async (person: Person) =>
  (await person.vault.refused.toArray()).map(({ verdict, deviceId, memberId, class: of, content }) => ({
    verdict,
    deviceId,
    memberId,
    class: of,
    content,
  }))
async function expectRefused(verdict: string): Promise<void> {
  await alice.pull()
  await mallory.pull()
  expect(await refusedOn(alice)).toMatchObject([
    {
      verdict,
      deviceId: mallory.keys.deviceId,
      memberId: alice.replica.access().devices[mallory.keys.deviceId]!.memberId,
    },
  ])
  expect(await refusedOn(mallory)).toEqual(await refusedOn(alice))
  expect((await alice.vault.log.toArray()).at(-1)).toMatchObject({ verdict })
  expect(await alice.trail()).toEqual(await mallory.trail())
  // The device chain went on: what comes after still counts.
  await mallory.must('record.create', { kind: 'asset', fields: { name: 'honest' } })
  await settle(alice, mallory)
  expect((await alice.rows('asset')).map(({ name }) => name)).toEqual(['honest'])
}

describe('updates', () => {
  test('a client id of another device: foreignClient', async () => {
    const { id } = await alice.must('record.create', { kind: 'risk', fields: { title: 'Alice' } })
    await settle(alice, mallory)
    const clientId = (await alice.vault.clients.where('book').equals('risk').toArray())[0]!
    const doc = newBookDoc()
    doc.clientID = clientId.clientId
    Y.applyUpdate(
      doc,
      (await alice.vault.tail.where('[book+seq+part]').between(['risk', 0, 0], ['risk', Infinity, Infinity]).first())!
        .update,
    )
    doc.clientID = clientId.clientId
    let forged = new Uint8Array()
    doc.on('update', (update: Uint8Array) => void (forged = update as never))
    recordsOf(doc).set(`${id}/title`, 'forged')
    await smuggle(mallory, 'register', updates(command('risk', forged)))
    await expectRefused('foreignClient')
    expect(await alice.rows('risk')).toMatchObject([{ title: 'Alice' }])
  })

  test('a clock that leaves a gap; all or nothing per entry', async () => {
    const [first, , third] = assetUpdate(77, 'one', 'two', 'three')
    await smuggle(mallory, 'register', updates(command('asset', first!, 'fine'), command('asset', third!, 'gap')))
    await expectRefused('clockGap')
  })

  test('what hangs in something that is not in the log: pendingStructs', async () => {
    const [first] = assetUpdate(77, 'one')
    const doc = newBookDoc()
    Y.applyUpdate(doc, first!)
    doc.clientID = 78
    let second = new Uint8Array()
    doc.on('update', (update: Uint8Array) => void (second = update as never))
    recordsOf(doc).set('as_x/name', 'two')
    await smuggle(mallory, 'register', updates(command('asset', second)))
    await expectRefused('pendingStructs')
  })

  test('settings inside a register entry: wrongClass; garbage: malformedUpdate', async () => {
    const [first] = assetUpdate(77, 'one')
    await smuggle(mallory, 'register', updates(command('settings', first!)))
    await expectRefused('wrongClass')
  })

  test('a book of a newer version counts, is kept, and comes up in no register (MG19)', async () => {
    const [first] = assetUpdate(77, 'one')
    await smuggle(mallory, 'register', updates(command('hologram', first!)))
    await settle(alice, mallory)
    expect((await alice.vault.log.toArray()).at(-1)).toMatchObject({ verdict: 'counts' })
    expect(
      await alice.vault.tail
        .where('[book+seq+part]')
        .between(['register/hologram', 0, 0], ['register/hologram', Infinity, Infinity])
        .count(),
    ).toBe(1)
    await alice.replica.checkpoint()
    expect(
      await alice.vault.tail
        .where('[book+seq+part]')
        .between(['register/hologram', 0, 0], ['register/hologram', Infinity, Infinity])
        .count(),
    ).toBe(1)
  })

  test('MG18, MG19: values no form would write are shown as they are and break nothing', async () => {
    const doc = newBookDoc()
    doc.clientID = 77
    let update = new Uint8Array()
    doc.on('update', (bytes: Uint8Array) => void (update = bytes as never))
    doc.transact(() => {
      const map = recordsOf(doc)
      map.set('ev_x/kind', 'evidence')
      map.set('ev_x/freshFor', 'for ever')
      map.set('ev_x/capturedAt', 'yesterday')
      map.set('ev_x/source', 'telepathy')
      map.set('ev_x/newField', { a: 1 })
    })
    await smuggle(mallory, 'evidence', updates(command('evidence', update)))
    await settle(alice, mallory)
    expect(await alice.rows('evidence')).toMatchObject([
      {
        id: 'ev_x',
        freshFor: undefined,
        freshUntil: '0001-01-01',
        unknown: { capturedAt: 'yesterday', freshFor: 'for ever', source: 'telepathy', newField: { a: 1 } },
      },
    ])
  })
})

describe('what came in is kept as it came', () => {
  const asset = (by: Person, name: string) => by.must('record.create', { kind: 'asset', fields: { name } })
  const names = async (person: Person) => (await person.rows('asset')).map(({ name }) => name).sort()

  test('behind a checkpoint: another’s change moves nothing of it, and a restart reads both', async () => {
    await asset(alice, 'Before')
    await settle(alice, mallory)
    await alice.replica.checkpoint()
    const note = (await alice.vault.books.get('asset'))!
    expect(note.upToSeq).toBe(world.log.entries.length)
    await asset(mallory, 'After')
    await mallory.push()
    await alice.pull()
    expect(await alice.vault.books.get('asset')).toEqual({ ...note, foreignSeq: world.log.entries.length })
    await alice.restart()
    await alice.must('record.edit', {
      edits: (await alice.rows('asset')).map(({ id }) => ({
        kind: 'asset',
        id: String(id),
        changes: [{ op: 'set', field: 'location', value: 'Bern' }],
      })),
    })
    expect((await alice.rows('asset')).map(({ name, location }) => [name, location]).sort()).toEqual([
      ['After', 'Bern'],
      ['Before', 'Bern'],
    ])
  })

  test('or not at all: of a piece that breaks off nothing is remembered, and it counts when it comes whole', async () => {
    const head = alice.replica.head()
    for (const name of ['one', 'two']) {
      await asset(mallory, name)
      await mallory.push()
    }
    const [one, two] = world.log.entries.slice(head.seq)
    expect(await alice.replica.ingest([one!, { ...two!, chain: 'ab'.repeat(32) }], 'relay')).toMatchObject({
      ok: false,
      error: { type: 'fork' },
    })
    expect([alice.replica.head(), await names(alice)]).toEqual([head, []])
    await alice.pull()
    expect(await names(alice)).toEqual(['one', 'two'])
    expect(await alice.vault.refused.count()).toBe(0)
  })

  test('what one device’s memory had wrong is no verdict: asked once more of books made anew, it counts', async () => {
    await asset(mallory, 'before')
    await settle(alice, mallory)
    for (const name of ['one', 'two', 'three']) {
      await asset(mallory, name)
      await mallory.push()
    }
    const { clientId } = (await alice.vault.clients.where('book').equals('asset').toArray()).find(
      ({ deviceId }) => deviceId === mallory.keys.deviceId,
    )!
    ;(await alice.replica.books.open('asset')).live.store.clients.delete(clientId)
    await alice.pull()
    expect(await alice.vault.refused.count()).toBe(0)
    expect(await names(alice)).toEqual(['before', 'one', 'three', 'two'])
    expect(alice.replica.head()).toEqual(mallory.replica.head())
  })

  test('who did not sign it was not heard, and a word in one’s own name is not one’s own', async () => {
    const lastHeard = async (of: Person) => (await alice.vault.devices.get(of.keys.deviceId))?.lastHeard
    await alice.pull()
    const before = await lastHeard(mallory)
    world.now += 5_000
    const [update] = assetUpdate(77, 'forged')
    for (const of of [mallory, alice]) {
      const { deviceSeq, prevDeviceHash } = of.replica.ownChain()
      const { seq, chain } = alice.replica.head()
      const place = {
        workspaceId: world.workspaceId,
        deviceId: of.keys.deviceId,
        deviceSeq: deviceSeq + 1,
        prevDeviceHash,
        head: { seq, chain },
        epoch: 1,
      }
      const by = of === alice ? mallory : alice
      const entry = await writeSignedEntry(
        'register',
        newUuid(random),
        updates(command('asset', update!)),
        place,
        { sign: by.replica.signer().sign, epochKey: (epoch) => by.replica.epochKey(epoch) },
        random,
      )
      await world.log.force(entry.bytes)
    }
    await alice.must('record.create', { kind: 'asset', fields: { name: 'waits' } })
    const report = unwrap(await alice.replica.ingest(world.log.entries.slice(alice.replica.head().seq), 'relay'))
    expect(report).toMatchObject({
      notCounted: [
        { verdict: 'badSignature', own: false },
        { verdict: 'badSignature', own: false },
      ],
      confirmed: [],
    })
    expect(report).not.toHaveProperty('rebased')
    expect(await lastHeard(mallory)).toBe(before)
    expect(await names(alice)).toEqual(['waits'])
    await settle(alice, mallory)
    expect(await lastHeard(alice)).toBe(world.now)
  })

  test('with the time of devices where it came from a file, whatever relay the log names', async () => {
    await alice.replica.exclusive(async () =>
      unwrap(
        await alice.replica.commit({
          commandId: 'relay',
          name: 't',
          input: null,
          at: 1,
          result: null,
          access: [
            writeAccessBody({
              type: 'relayJoined',
              prev: alice.replica.access().head.accessHash,
              origin: 'https://one.example',
            }),
          ],
        }),
      ),
    )
    await alice.push()
    await asset(alice, 'A')
    await alice.push()
    const at = world.log.entries.length
    unwrap(await mallory.replica.ingest(world.log.entries.slice(mallory.replica.head().seq), 'device'))
    expect([(await alice.vault.log.get(at))!.timeSource, (await mallory.vault.log.get(at))!.timeSource]).toEqual([
      'relay',
      'device',
    ])
  })
})

describe('statements', () => {
  const evidence = async () => {
    const { id } = await mallory.must('record.create', { kind: 'evidence', fields: { title: 'x', source: 'link' } })
    await settle(alice, mallory)
    return id
  }

  test('a forged inner signature, a foreign member, another device: it does not count, and makes no row', async () => {
    const id = await evidence()
    const boss = alice.replica.access().devices[alice.keys.deviceId]!
    const body = {
      v: 1,
      workspaceId: world.workspaceId,
      deviceId: boss.deviceId,
      memberId: boss.memberId,
      type: 'review',
      subject: { kind: 'evidence', id },
      profile: 'review',
      contentHash: '0'.repeat(64),
      decision: 'accepted',
      time: '2026-06-01T09:00:00.000Z',
    }
    await smuggle(
      mallory,
      'statement',
      writeStatementPlaintext({
        body: canonicalBytes(body),
        innerSignature: toBytes(new Uint8Array(64)),
        frozen: { in: 'none' },
      }),
    )
    await settle(alice, mallory)
    expect((await refusedOn(alice)).map(({ verdict }) => verdict)).toEqual(['foreignStatement'])
    expect(await alice.vault.statements.count()).toBe(0)
    expect(await alice.rows('evidence')).toMatchObject([{ reviewState: 'unreviewed', waits: 1 }])
    expect(await refusedOn(mallory)).toEqual(await refusedOn(alice))
  })

  test('a body in other than canonical bytes does not count', async () => {
    await evidence()
    const bytes = new TextEncoder().encode('{ "v": 1 }')
    await smuggle(
      mallory,
      'statement',
      writeStatementPlaintext({
        body: toBytes(bytes),
        innerSignature: toBytes(new Uint8Array(64)),
        frozen: { in: 'none' },
      }),
    )
    await settle(alice, mallory)
    expect((await alice.vault.refused.toArray()).map(({ verdict }) => verdict)).toEqual(['statementMalformed'])
    expect(await alice.vault.statements.count()).toBe(0)
  })
})

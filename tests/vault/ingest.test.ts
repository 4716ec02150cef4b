/** What a hostile or broken member puts into the log is kept, named the same on every device, and never applied. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { isKind, recordKind } from '~/lib/isms/registry'
import { currentEpoch } from '~/lib/protocol/accessState'
import { newUuid } from '~/lib/protocol/entry'
import type { EntryClass } from '~/lib/protocol/roles'
import { writeStatementPlaintext } from '~/lib/protocol/statementPlaintext'
import { writeUpdatePlaintext, type UpdateCommand } from '~/lib/protocol/updatePlaintext'
import { canonicalBytes } from '~/lib/shared/json'
import { toBytes, type Bytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { writeSignedEntry } from '~/lib/sync/sealBatch'
import { newBookDoc, recordsOf } from '~/lib/vault/book'
import { closeEverybody, createWorld, foundBy, join, random, settle, type Person, type World } from './support/person'

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
  const place = { workspaceId: world.workspaceId, deviceId: by.keys.deviceId, deviceSeq: deviceSeq + 1, prevDeviceHash, head: { seq, chain }, epoch }
  const entry = await writeSignedEntry(entryClass, newUuid(random), plaintext, place, { sign: by.replica.signer().sign, epochKey: (of) => by.replica.epochKey(of) }, random)
  unwrap(await world.log.append(entry.bytes))
}
const updates = (...commands: readonly UpdateCommand[]): Bytes => writeUpdatePlaintext({ commands })
const command = (book: string, update: Uint8Array, commandId = 'evil'): UpdateCommand => ({ commandId, time: 1, parts: [{ class: isKind(book) ? recordKind(book).class : 'register', book, update: toBytes(update) }] })
function assetUpdate(clientId: number, ...values: readonly string[]): Uint8Array[] {
  const doc = newBookDoc()
  doc.clientID = clientId
  const made: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => made.push(update))
  for (const value of values) recordsOf(doc).set('as_x/name', value)
  return made
}
const refusedOn = async (person: Person) => (await person.vault.refused.toArray()).map(({ verdict, deviceId, memberId, class: of, content }) => ({ verdict, deviceId, memberId, class: of, content }))
async function expectRefused(verdict: string): Promise<void> {
  await alice.pull()
  await mallory.pull()
  expect(await refusedOn(alice)).toMatchObject([{ verdict, deviceId: mallory.keys.deviceId, memberId: alice.replica.access().devices[mallory.keys.deviceId]!.memberId }])
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
    Y.applyUpdate(doc, (await alice.vault.tail.where('[book+seq+part]').between(['risk', 0, 0], ['risk', Infinity, Infinity]).first())!.update)
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
    expect(await alice.vault.tail.where('[book+seq+part]').between(['register/hologram', 0, 0], ['register/hologram', Infinity, Infinity]).count()).toBe(1)
    await alice.replica.checkpoint()
    expect(await alice.vault.tail.where('[book+seq+part]').between(['register/hologram', 0, 0], ['register/hologram', Infinity, Infinity]).count()).toBe(1)
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
    expect(await alice.rows('evidence')).toMatchObject([{ id: 'ev_x', freshFor: undefined, freshUntil: '0001-01-01', unknown: { capturedAt: 'yesterday', freshFor: 'for ever', source: 'telepathy', newField: { a: 1 } } }])
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
      v: 1, workspaceId: world.workspaceId, deviceId: boss.deviceId, memberId: boss.memberId, type: 'review', subject: { kind: 'evidence', id },
      profile: 'review', contentHash: '0'.repeat(64), decision: 'accepted', time: '2026-06-01T09:00:00.000Z',
    }
    await smuggle(mallory, 'statement', writeStatementPlaintext({ body: canonicalBytes(body), innerSignature: toBytes(new Uint8Array(64)), frozen: { in: 'none' } }))
    await settle(alice, mallory)
    expect((await refusedOn(alice)).map(({ verdict }) => verdict)).toEqual(['foreignStatement'])
    expect(await alice.vault.statements.count()).toBe(0)
    expect(await alice.rows('evidence')).toMatchObject([{ reviewState: 'unreviewed', waits: 1 }])
    expect(await refusedOn(mallory)).toEqual(await refusedOn(alice))
  })

  test('a body in other than canonical bytes does not count', async () => {
    await evidence()
    const bytes = new TextEncoder().encode('{ "v": 1 }')
    await smuggle(mallory, 'statement', writeStatementPlaintext({ body: toBytes(bytes), innerSignature: toBytes(new Uint8Array(64)), frozen: { in: 'none' } }))
    await settle(alice, mallory)
    expect((await alice.vault.refused.toArray()).map(({ verdict }) => verdict)).toEqual(['statementMalformed'])
    expect(await alice.vault.statements.count()).toBe(0)
  })
})

/** The whole log judged once more: entry by entry or all at once, it comes out what every honest device made of it. */

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createVerifier } from '~/lib/crypto/verifier'
import { statementBytes, writeStatementPlaintext } from '~/lib/protocol/bodies/statementPlaintext'
import { canonicalBytes } from '~/lib/shared/json'
import { recordsOf } from '~/lib/vault/books/book'
import type { Core } from '~/lib/vault/replica/replicaCore'
import { createEntryKeys } from '~/lib/vault/log/openEntry'
import { replayVerdicts } from '~/lib/vault/log/replayLog'
import { letterBeside, smuggle, smuggleUpdate, updateOn } from '../../hostile/support/smuggle'
import { replicaKeysOf } from '~/lib/vault/store/deviceKeyStore'
import { createWorld, foundBy, join, settle, type Person, type World } from '../support/person'

let world: World
let alice: Person
let mallory: Person
const position: Record<string, number> = {}
beforeAll(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  mallory = await join(world, alice, 'Mallory', 'editor')
  const { deviceId, memberId } = mallory.replica.access().devices[mallory.keys.deviceId]!
  const body = canonicalBytes({
    v: 1,
    workspaceId: world.workspaceId,
    deviceId,
    memberId,
    type: 'attest',
    subject: { kind: 'scope', id: 'sc_main' },
    profile: 'main',
    contentHash: '0'.repeat(64),
    time: '2026-06-01T09:00:00.000Z',
  })
  const statement = writeStatementPlaintext({
    body,
    innerSignature: await mallory.replica.signer().sign(statementBytes(body)),
    frozen: { in: 'none' },
  })
  const asset = (clientId: number, work: (doc: Y.Doc) => void) => updateOn(mallory, 'asset', clientId, work)
  const put = async (update: Promise<Uint8Array> | Uint8Array, book = 'asset') =>
    smuggleUpdate(world, mallory, 'register', { book, update: await update })
  /** An update of two books, the first of which is sound. */
  const broken = async (update: Promise<Uint8Array>) =>
    smuggleUpdate(
      world,
      mallory,
      'register',
      { book: 'asset', update: await update },
      { book: 'risk', update: letterBeside({ client: 95, clock: 0 }, 92) },
    )

  await put(asset(81, (doc) => doc.getText('as_t/notes').insert(0, 'a')))
  await put(
    updateOn(mallory, 'risk', 95, (doc) => void recordsOf(doc).set('ri_1/title', 'R')),
    'risk',
  )
  await smuggle(world, mallory, 'statement', statement)
  // On what was there before, under an id that had a change already.
  await put(asset(82, (doc) => doc.getText('as_t/notes').insert(1, 'b')))
  position['unappliable'] = await broken(
    asset(91, (doc) => void recordsOf(doc).set('as_m/name', 'of the one that does not count')),
  )
  position['repeatedStatement'] = await smuggle(world, mallory, 'statement', statement)
  // What stood in the book for a moment is not there: this is the first change of that id, and the next one stands on
  // it.
  await put(asset(91, (doc) => doc.getText('as_m/notes').insert(0, 'xy')))
  await mallory.pull()
  await put(asset(83, (doc) => doc.getText('as_m/notes').insert(2, 'z')))
  await put(asset(84, (doc) => doc.getText('as_t/notes').insert(2, 'c')))
  position['foreignClient'] = await smuggleUpdate(world, alice, 'register', {
    book: 'asset',
    update: await updateOn(alice, 'asset', 91, (doc) => void recordsOf(doc).set('as_b/name', 'under her id')),
  })
  // Books that nobody here knows are kept, and nothing is made of them.
  await put(
    updateOn(mallory, 'hologram', 93, (doc) => void recordsOf(doc).set('ho_1/name', 'x')),
    'hologram',
  )
  await put(letterBeside({ client: 93, clock: 0 }, 94), 'hologram')
  await settle(alice, mallory)
})
afterAll(async () => {
  for (const person of [alice, mallory]) await person.close()
})

/** A device that reads its own log again, so many entries at a time. */
function coreOf(person: Person, { atOnce = 400, upTo = person.replica.head().seq, locked = false } = {}): Core {
  const { log } = person.vault
  const where = () => ({
    between: (from: number, to: number, lower: boolean, upper: boolean) => ({
      limit: () => log.where('seq').between(from, to, lower, upper).limit(atOnce),
    }),
  })
  const epochKeys = new Map<number, CryptoKey>(locked ? [] : [[1, person.replica.epochKey(1)!]])
  return {
    workspaceId: world.workspaceId,
    vault: { log: { where, bulkGet: (places: number[]) => log.bulkGet(places) } },
    keys: { ...replicaKeysOf(person.keys, person.vault), openEpochs: () => Promise.resolve(new Map()) },
    verifier: createVerifier(),
    now: () => world.now,
    clientId: 1,
    epochKeys,
    entryKeys: createEntryKeys(world.workspaceId, (epoch) => epochKeys.get(epoch)),
    leftOut: new Set(),
    head: { ...person.replica.head(), seq: upTo },
  } as never
}
const madeOf = async (seq: number) => (await alice.vault.log.get(seq))!.verdicts

test('what does not count is found for the reason it was, and nothing else is', async () => {
  const rows = await alice.vault.log.toArray()
  expect(
    Object.fromEntries(rows.flatMap(({ seq, verdict }) => (verdict === 'counts' ? [] : [[verdict, seq]]))),
  ).toEqual(position)
})

test.each([400, 1, 2, 3, 5])('%i entries at a time', async (atOnce) => {
  for (const person of [alice, mallory])
    expect(await replayVerdicts(coreOf(person, { atOnce }))).toBe(alice.replica.head().verdicts)
})

test('up to where the log was read, and no further', async () => {
  for (const upTo of [1, position['unappliable']! - 1, position['unappliable']!, position['repeatedStatement']!])
    expect(await replayVerdicts(coreOf(alice, { upTo }))).toBe(await madeOf(upTo))
})

test('a log that can’t be read here is no verdict: a hole in it, a key that is missing, an end of memory', async () => {
  await expect(replayVerdicts(coreOf(alice, { locked: true }))).rejects.toThrow("the log can't be judged again: noKey")
  const full = vi.spyOn(Y.Doc.prototype, 'transact').mockImplementation(() => {
    throw new RangeError('Array buffer allocation failed')
  })
  await expect(replayVerdicts(coreOf(alice))).rejects.toThrow('Array buffer allocation failed')
  full.mockRestore()
  const row = (await alice.vault.log.get(3))!
  await alice.vault.log.delete(3)
  await expect(replayVerdicts(coreOf(alice))).rejects.toThrow("the log can't be judged again: gap")
  await alice.vault.log.put(row)
  expect(await replayVerdicts(coreOf(alice))).toBe(alice.replica.head().verdicts)
})

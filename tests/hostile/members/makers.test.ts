/**
 * Who makes a record can't judge it, whomever they name in it: the log knows its author, and those who sealed it (EV6,
 * TR10).
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AnyRecord } from '~/lib/records/registry'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import type { JsonValue } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { bulkBirths, isBirthRow } from '~/lib/vault/history/births'
import {
  createPerson,
  createWorld,
  foundBy,
  join,
  random,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'
import { sayByHand as sayStatement } from '../support/byHand'

let world: World
let alice: Person
let mallory: Person
const more: Person[] = []
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  mallory = await join(world, alice, 'Mallory', 'lead')
  await settle(alice, mallory)
})
afterEach(async () => {
  for (const person of [alice, mallory, ...more.splice(0)]) await person.close()
})

const memberOf = (person: Person): string => person.replica.access().devices[person.keys.deviceId]!.memberId
const personOf = (person: Person): string => person.replica.access().members[memberOf(person)]!.persons.at(-1)!.personId

type Made = 'evidence' | 'exception'
type Fields = Readonly<Record<string, JsonValue>>

/** Writes fields as a client does that says whatever it likes about who made them. */
async function write(by: Person, kind: Made, records: Readonly<Record<string, Fields>>): Promise<void> {
  await by.replica.exclusive(async () =>
    unwrap(
      await by.replica.commit({
        commandId: `w${random(8).join('')}`,
        name: 'test',
        input: null,
        at: world.now,
        result: null,
        intents: Object.entries(records).flatMap(([id, fields]) =>
          Object.entries(fields).map(([field, after]) => ({
            type: 'set' as const,
            book: kind,
            key: `${id}/${field}`,
            before: null,
            after,
          })),
        ),
      }),
    ),
  )
}

/** Evidence whose maker, as it says, is Alice. */
const sayingAlice = (): Fields => ({
  kind: 'evidence',
  title: 'Backup list',
  source: 'link',
  url: 'https://example.org/list',
  createdAt: '2026-05-31T08:00:00.000Z',
  createdBy: personOf(alice),
  capturedAt: '2026-05-31T08:00:00.000Z',
  capturedBy: personOf(alice),
})

async function hashOf(by: Person, kind: Made, id: string): Promise<string> {
  return hashedContent((await by.replica.readRecord(kind, id)) as AnyRecord, kind === 'evidence' ? 'review' : 'main')
    .contentHash
}

interface Said {
  readonly type: string
  readonly kind: Made
  readonly id: string
  readonly contentHash: string
}

/** A statement past the checks of the author's own engine. */
const sayByHand = (by: Person, said: Said): Promise<void> =>
  sayStatement(world, by, { ...said, profile: { review: 'review', captureSeal: 'seal' }[said.type] ?? 'main' })

const selfMade = 'This can be signed by a member other than the one who made it only.'

/** On both devices and on one that reads the whole log at once. */
async function expectReviews(
  id: string,
  reviewState: string,
  ...voidReasons: readonly (string | undefined)[]
): Promise<void> {
  await settle(alice, mallory)
  const again = await createPerson(world, 'Alice again', alice.keys)
  more.push(again)
  await again.pull()
  for (const person of [alice, mallory, again]) {
    const said = (
      await person.vault.statements.where('[subjectKind+subjectId]').equals(['evidence', id]).sortBy('seq')
    ).filter(({ type }) => type === 'review')
    expect(said.map(({ voidReason }) => voidReason)).toEqual(voidReasons)
    expect((await person.rows('evidence')).find((row) => row.id === id)).toMatchObject({ reviewState })
  }
}

describe('EV6: evidence that names another as who captured and recorded it', () => {
  test('is not reviewed by whose device wrote it, neither by the command nor in the log; another may', async () => {
    await write(mallory, 'evidence', { ev_1: sayingAlice() })
    await settle(alice, mallory)
    const contentHash = await hashOf(mallory, 'evidence', 'ev_1')
    const review = {
      type: 'review',
      subject: { kind: 'evidence', id: 'ev_1' },
      profile: 'review',
      expectedHash: contentHash,
      decision: 'accepted',
    } as const
    expect(await mallory.run('statement.sign', review)).toMatchObject({
      ok: false,
      error: { type: 'selfReview', message: 'Somebody else must review this: you captured it.' },
    })
    expect(await mallory.replica.waiting()).toBe(0)
    await sayByHand(mallory, { type: 'review', kind: 'evidence', id: 'ev_1', contentHash })
    await expectReviews('ev_1', 'unreviewed', selfMade)

    const bob = await join(world, alice, 'Bob', 'editor')
    more.push(bob)
    await bob.pull()
    await bob.must('statement.sign', review)
    await settle(alice, mallory, bob)
    await expectReviews('ev_1', 'accepted', selfMade, undefined)
  })

  test('is not reviewed by its author before it is in the log', async () => {
    await write(mallory, 'evidence', { ev_1: sayingAlice() })
    const contentHash = await hashOf(mallory, 'evidence', 'ev_1')
    await sayByHand(mallory, { type: 'review', kind: 'evidence', id: 'ev_1', contentHash })
    await expectReviews('ev_1', 'unreviewed', selfMade)
  })

  test('is not reviewed by who put its files there, whoever recorded it', async () => {
    await write(alice, 'evidence', { ev_1: sayingAlice() })
    await settle(alice, mallory)
    await write(mallory, 'evidence', {
      ev_1: {
        'files/list.txt': {
          id: 'aa'.repeat(32),
          sha256: 'bb'.repeat(32),
          size: 3,
          mime: 'text/plain',
          part: 'original',
        },
      },
    })
    await settle(alice, mallory)
    await sayByHand(mallory, {
      type: 'review',
      kind: 'evidence',
      id: 'ev_1',
      contentHash: await hashOf(mallory, 'evidence', 'ev_1'),
    })
    await expectReviews('ev_1', 'unreviewed', selfMade)
  })

  test('is not reviewed by whose device sealed the capture, whoever recorded it', async () => {
    await write(alice, 'evidence', { ev_1: sayingAlice() })
    await settle(alice, mallory)
    const contentHash = await hashOf(mallory, 'evidence', 'ev_1')
    await sayByHand(mallory, { type: 'captureSeal', kind: 'evidence', id: 'ev_1', contentHash: 'cc'.repeat(32) })
    await sayByHand(mallory, { type: 'review', kind: 'evidence', id: 'ev_1', contentHash })
    await expectReviews('ev_1', 'unreviewed', selfMade)
  })

  test('is not reviewed by who brought it in among hundreds', async () => {
    await write(
      mallory,
      'evidence',
      Object.fromEntries(Array.from({ length: bulkBirths }, (_, n) => [`ev_${n}`, sayingAlice()])),
    )
    await settle(alice, mallory)
    expect((await alice.vault.trail.toArray()).some(isBirthRow)).toBe(true)
    await sayByHand(mallory, {
      type: 'review',
      kind: 'evidence',
      id: 'ev_7',
      contentHash: await hashOf(mallory, 'evidence', 'ev_7'),
    })
    await expectReviews('ev_7', 'unreviewed', selfMade)
  })

  test('nobody is kept from a review by what others write or seal', async () => {
    await write(alice, 'evidence', { ev_1: sayingAlice() })
    await settle(alice, mallory)
    await sayByHand(alice, { type: 'captureSeal', kind: 'evidence', id: 'ev_1', contentHash: 'cc'.repeat(32) })
    await sayByHand(mallory, {
      type: 'review',
      kind: 'evidence',
      id: 'ev_1',
      contentHash: await hashOf(alice, 'evidence', 'ev_1'),
    })
    await expectReviews('ev_1', 'accepted', undefined)
  })
})

describe('TR10: an exception that names another as who asked for it', () => {
  test('is not granted by whose device wrote it, neither by the command nor in the log; another lead may', async () => {
    await write(mallory, 'exception', {
      ex_1: {
        kind: 'exception',
        title: 'No second factor',
        reason: 'Old machine',
        validUntil: '2026-12-31',
        requestedBy: personOf(alice),
        createdAt: '2026-05-31T08:00:00.000Z',
        createdBy: personOf(alice),
      },
    })
    await settle(alice, mallory)
    const contentHash = await hashOf(mallory, 'exception', 'ex_1')
    const approve = {
      type: 'approve',
      subject: { kind: 'exception', id: 'ex_1' },
      profile: 'main',
      expectedHash: contentHash,
      reason: 'The machine is replaced in December, all facts are known.',
    } as const
    expect(await mallory.run('statement.sign', approve)).toMatchObject({
      ok: false,
      error: { type: 'noAuthority', message: expect.stringContaining('an owner or lead who did not ask for it') },
    })
    expect(await mallory.replica.waiting()).toBe(0)
    await sayByHand(mallory, { type: 'approve', kind: 'exception', id: 'ex_1', contentHash })
    const bob = await join(world, alice, 'Bob', 'lead')
    more.push(bob)
    await bob.pull()
    await bob.must('statement.sign', approve)
    await settle(alice, mallory, bob)
    for (const person of [alice, mallory, bob]) {
      const said = (await person.vault.statements.toArray())
        .filter(({ subjectKind }) => subjectKind === 'exception')
        .sort((a, b) => a.seq! - b.seq!)
      expect(said.map(({ memberId, voidReason }) => [memberId, voidReason])).toEqual([
        [memberOf(mallory), expect.stringContaining('an owner or lead who did not ask for it')],
        [memberOf(bob), undefined],
      ])
    }
  })
})

/** Freezing a review pack (MR2, MR5) and the sign-off by the chair (MR3), over the real log. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { measurementId } from '~/lib/records/derivedIds'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import { parseReviewPack } from '~/lib/isms/review/pack'
import { standing } from '~/lib/isms/review/managementReviewState'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalJson } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { readPack, readReviewState } from '~/lib/vault/views/readReviewState'
import { openConflictRows } from '~/lib/vault/history/readTrail'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person
let bob: Person
let id: string

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  id = (
    await alice.must('record.create', {
      kind: 'managementReview',
      fields: {
        title: 'Spring review',
        heldOn: '2026-06-10',
        inputE: 'Nothing was said against it.',
        status: 'planned',
      },
    })
  ).id
  await alice.must('record.create', { kind: 'issue', fields: { title: 'Cloud prices', status: 'active' } })
  await settle(alice, bob)
})
afterEach(closeEverybody)

const review = async (person: Person) => (await person.replica.readRecord('managementReview', id)) as ManagementReview
const bytesOf = async (person: Person, sha256: string) =>
  new Uint8Array(await (await person.vault.blobs.get(sha256))!.bytes!.arrayBuffer())

describe('review.freezePack', () => {
  test('MR2: the pack is canonical JSON, kept as a file; record, hash and bytes agree; another device finds them expected', async () => {
    const frozen = await alice.must('review.freezePack', { review: id })
    const row = await review(alice)
    expect(row).toMatchObject({
      packAsOf: '2026-06-01',
      packHash: frozen.packHash,
      pack: { sha256: frozen.packHash, size: frozen.bytes, mime: 'application/json' },
    })
    const bytes = await bytesOf(alice, frozen.packHash)
    expect(sha256Hex(bytes)).toBe(frozen.packHash)
    const text = new TextDecoder().decode(bytes)
    const pack = unwrap(parseReviewPack(JSON.parse(text)))
    expect(canonicalJson(pack)).toBe(text)
    expect(pack).toMatchObject({ v: 1, asOf: '2026-06-01', since: null })
    expect(pack.inputs.b.groups[0]!.lines).toMatchObject([{ title: 'Cloud prices', state: 'new' }])
    expect(unwrap(await readPack(alice.vault, frozen.packHash))).toEqual(pack)
    await settle(alice, bob)
    expect((await review(bob)).packHash).toBe(frozen.packHash)
    expect(await readPack(bob.vault, frozen.packHash)).toMatchObject({ ok: false, error: { type: 'packPending' } })
  })

  test('MR2: two devices with the same records freeze the same bytes; freezing again without a change writes nothing', async () => {
    const [one, other] = [
      await alice.must('review.freezePack', { review: id }),
      await bob.must('review.freezePack', { review: id }),
    ]
    expect(other.packHash).toBe(one.packHash)
    const trail = (await alice.trail()).length
    expect(await alice.must('review.freezePack', { review: id })).toEqual(one)
    expect((await alice.trail()).length).toBe(trail)
    // Where only the day was written over, it is set right.
    await alice.must('record.edit', {
      edits: [{ kind: 'managementReview', id, changes: [{ op: 'set', field: 'packAsOf', value: '2026-05-01' }] }],
    })
    await alice.must('review.freezePack', { review: id })
    expect((await review(alice)).packAsOf).toBe('2026-06-01')
    await alice.must('record.create', { kind: 'issue', fields: { title: 'New law', status: 'active' } })
    const again = await alice.must('review.freezePack', { review: id })
    expect(again.packHash).not.toBe(one.packHash)
    expect(await alice.vault.blobs.get(one.packHash)).toBeDefined()
  })

  test('a worker that dies while freezing leaves the record and what was said as they were', async () => {
    alice.dieAt('command:checked')
    await expect(alice.run('review.freezePack', { review: id }, 'freeze-1')).rejects.toThrow()
    await alice.restart()
    expect(await review(alice)).toMatchObject({
      pack: undefined,
      packHash: undefined,
      packAsOf: undefined,
      inputE: 'Nothing was said against it.',
    })
    expect(await alice.vault.blobs.count()).toBe(0)
    const frozen = await alice.must('review.freezePack', { review: id }, 'freeze-1')
    expect((await review(alice)).packHash).toBe(frozen.packHash)
  })

  test('refused for who may not write, for a review that is not here', async () => {
    const viewer = await join(world, alice, 'Vera', 'viewer')
    await settle(alice, viewer)
    expect(await viewer.run('review.freezePack', { review: id })).toMatchObject({ ok: false })
    expect(await review(viewer)).toMatchObject({ packHash: undefined, inputE: 'Nothing was said against it.' })
    expect(await alice.run('review.freezePack', { review: 'mr_none' })).toMatchObject({
      ok: false,
      error: { type: 'notFound' },
    })
    await alice.must('record.archive', { kind: 'managementReview', ids: [id] })
    expect(await alice.run('review.freezePack', { review: id })).toMatchObject({
      ok: false,
      error: { type: 'notFound' },
    })
    expect(await review(alice)).toMatchObject({ packHash: undefined })
    await viewer.close()
  })

  test('MR3, MR5: the chair signs as top management; while that is current the pack stays, when content changes it is stale', async () => {
    const alicePerson = (await alice.vault.members.toArray()).find((member) => member.role === 'owner')!
    const person =
      alicePerson.personId ??
      (await alice.must('record.create', { kind: 'person', fields: { name: 'Managing Director' } })).id
    if (alicePerson.personId === undefined)
      await alice.must('member.bind', { memberId: alicePerson.memberId, personId: person })
    await settle(alice, bob)
    await alice.must('review.freezePack', { review: id })
    await alice.must('record.edit', {
      edits: [
        {
          kind: 'managementReview',
          id,
          changes: [
            { op: 'set', field: 'chair', value: person },
            { op: 'add', field: 'attendees', element: person },
          ],
        },
      ],
    })
    await alice.must('record.create', {
      kind: 'decision',
      fields: { review: id, type: 'resources', text: 'A second region', status: 'open' },
    })
    await settle(alice, bob)
    const standingOf = async (who: Person) =>
      standing(
        await readReviewState(who.vault, await review(who), '2026-06-01'),
        await review(who),
        'main',
        '2026-06-01',
      )
    const sign = async (who: Person) =>
      who.run('statement.sign', {
        type: 'sign',
        subject: { kind: 'managementReview', id },
        profile: 'main',
        expectedHash: (await standingOf(who)).contentHash,
      })
    expect(await sign(bob)).toMatchObject({ ok: false, error: { type: 'noAuthority' } })
    expect(await sign(alice)).toMatchObject({ ok: true })
    await settle(alice, bob)
    expect((await standingOf(bob)).approval.state).toBe('current')
    for (const who of [alice, bob])
      expect(await who.run('review.freezePack', { review: id })).toMatchObject({
        ok: false,
        error: { type: 'reviewSigned' },
      })
    const decision = (await bob.rows('decision'))[0]!
    await bob.must('record.edit', {
      edits: [
        {
          kind: 'decision',
          id: String(decision['id']),
          changes: [
            { op: 'set', field: 'status', value: 'done' },
            { op: 'set', field: 'doneOn', value: '2026-06-01' },
          ],
        },
      ],
    })
    await settle(alice, bob)
    expect((await standingOf(alice)).approval.state).toBe('current')
    await bob.must('record.edit', {
      edits: [
        {
          kind: 'decision',
          id: String(decision['id']),
          changes: [{ op: 'text', field: 'text', base: 'A second region', value: 'A third region' }],
        },
      ],
    })
    await settle(alice, bob)
    expect((await standingOf(alice)).approval.state).toBe('stale')
  })
})

describe('measurements', () => {
  test('MG20, MG11: one period entered on two devices is one record; differing values stay open as a conflict', async () => {
    const metric = (
      await alice.must('record.create', {
        kind: 'metric',
        fields: { title: 'Patched', direction: 'higher', every: 'monthly', start: '2026-01-01', status: 'active' },
      })
    ).id
    await settle(alice, bob)
    const measurement = measurementId(metric, '2026-05-31')
    const enter = (who: Person, value: number) =>
      who.must('record.edit', {
        edits: [
          {
            kind: 'measurement',
            id: measurement,
            changes: [
              { op: 'set', field: 'metric', value: metric },
              { op: 'set', field: 'periodFrom', value: '2026-05-01' },
              { op: 'set', field: 'periodTo', value: '2026-05-31' },
              { op: 'set', field: 'value', value },
            ],
          },
        ],
      })
    await enter(alice, 94)
    await enter(bob, 96)
    await settle(alice, bob)
    const [a, b] = [await alice.rows('measurement'), await bob.rows('measurement')]
    expect(a).toHaveLength(1)
    expect(a[0]).toMatchObject({ id: measurement, metric, periodTo: '2026-05-31', value: b[0]!['value']! })
    const open = (who: Person) => openConflictRows(who.vault, 'measurement')
    for (const who of [alice, bob]) expect((await open(who)).filter(({ field }) => field === 'value')).toHaveLength(1)
    expect((await open(alice)).some(({ field }) => field === 'periodTo' || field === 'metric')).toBe(false)
    await alice.must('conflict.settle', {
      trailId: (await open(alice)).find(({ field }) => field === 'value')!.id,
      use: 'kept',
    })
    await settle(alice, bob)
    for (const who of [alice, bob]) expect((await open(who)).filter(({ field }) => field === 'value')).toHaveLength(0)
  })
})

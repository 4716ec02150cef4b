/** What documents and packs are written from, read from the tables of a vault. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { readHeldFiles } from '~/lib/vault/views/heldFiles'
import { readOscalState } from '~/lib/engine/readOscalState'
import type { Kind } from '~/lib/records/registry'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { pendingFile } from '~/lib/sync/blobs/expectedFiles'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterEach(closeEverybody)
const made = async (kind: Kind, fields: object, ref?: string): Promise<string> =>
  (await alice.must('record.create', { kind, fields: fields as never, ...(ref && { ref }) })).id
const state = () => readOscalState(alice.vault, world.workspaceId, '2026-06-01')

test('rows stand in the order of their refs, numbers as numbers, and none of them is archived', async () => {
  const [ten, two, gone] = [
    await made('control', { title: 'Ten' }, 'C-10'),
    await made('control', { title: 'Two' }, 'C-2'),
    await made('control', { title: 'Gone' }, 'C-1'),
  ]
  await alice.must('record.archive', { kind: 'control', ids: [gone] })
  const read = await state()
  expect(read.rows('control').map(({ id }) => id)).toEqual([two, ten])
  expect(read.rows('comment')).toEqual([])
  expect([read.workspaceId, read.today]).toEqual([world.workspaceId, '2026-06-01'])
  expect([
    read.lookup.get('control', ten)?.id,
    read.lookup.get('control', two)?.id,
    read.lookup.get('control', gone),
  ]).toEqual([ten, two, undefined])
})

test('of those without a ref, the order is that of their ids', async () => {
  await alice.vault.table('risk').bulkPut(['r_c', 'r_a', 'r_b'].map((id) => ({ id, kind: 'risk', ref: '' })))
  expect((await state()).rows('risk').map(({ id }) => id)).toEqual(['r_a', 'r_b', 'r_c'])
})

test('records that name another are found by a field of one or of many, as often as they are asked for', async () => {
  const [risk, other] = [await made('risk', { title: 'A' }), await made('risk', { title: 'B' })]
  const [one, both] = [
    await made('control', { title: 'One', reqs: ['iso27001-2022:A.5.1'] }),
    await made('control', { title: 'Both', reqs: ['iso27001-2022:A.5.1', 'iso27001-2022:A.5.2'] }),
  ]
  const acceptance = await made('riskAcceptance', { risk, type: 'residual' })
  const { lookup } = await state()
  const naming = (kind: Kind, field: string, id: string) => lookup.referencing(kind, field, id).map((row) => row.id)
  for (let again = 0; again < 2; again++) {
    expect(naming('riskAcceptance', 'risk', risk)).toEqual([acceptance])
    expect(naming('riskAcceptance', 'risk', other)).toEqual([])
    expect(naming('control', 'reqs', 'iso27001-2022:A.5.1')).toEqual([one, both])
    expect(naming('control', 'reqs', 'iso27001-2022:A.5.2')).toEqual([both])
    expect(naming('control', 'title', 'One')).toEqual([one])
  }
})

test('EV6, EV7: evidence says how it was judged and whether its files are here; one that is not there says nothing', async () => {
  const bob = await join(world, alice, 'Bob', 'editor')
  const id = await made('evidence', { title: 'List', source: 'link' })
  await settle(alice, bob)
  await bob.must('statement.sign', {
    type: 'review',
    subject: { kind: 'evidence', id },
    profile: 'review',
    expectedHash: hashedContent((await bob.replica.readRecord('evidence', id))!, 'review', {}).contentHash,
    decision: 'accepted',
  })
  await settle(alice, bob)
  const read = await state()
  expect(read.evidenceFacts(id)).toMatchObject({ reviewState: 'accepted' })
  expect(read.evidenceFacts('ev_nowhere')).toEqual({
    reviewState: 'unreviewed',
    blobState: 'pending',
    seal: 'integrityOnly',
  })
  expect(read.statementsOf(id).map(({ type, decision }) => [type, decision])).toEqual([['review', 'accepted']])
  expect(read.statementsOf('ev_nowhere')).toEqual([])
  await bob.close()
})

test('what a file is, is known of those that are here and of those that are not; of others nothing', async () => {
  await alice.vault.blobs.bulkPut([
    { ...pendingFile({ sha256: 'aa', id: 'a', size: 1, mime: 'x' }, 5) },
    { ...pendingFile({ sha256: 'bb', id: 'b', size: 1, mime: 'x' }, 5), state: 'present' },
  ] as never)
  const { of: held } = await readHeldFiles(alice.vault)
  expect([held('aa')?.state, held('bb'), held('cc')]).toEqual(['pending', { state: 'present' }, undefined])
})

test('frameworks of one’s own stand behind the shipped ones, with a Statement of Applicability where they keep one', async () => {
  const facts = { title: 'Ours', edition: '1', publisher: 'We', licenceNote: 'Own', source: 'table' }
  const rows = JSON.stringify({
    requirements: [{ place: { sheet: 'requirements', row: 2 }, code: '1', title: 'First', assessable: true, order: 0 }],
    mappings: [
      {
        place: { sheet: 'mappings', row: 2 },
        source: '1',
        target: 'iso27001-2022:A.5.1',
        relation: 'subset',
        rationale: 'x',
        confidence: 'low',
      },
    ],
  })
  await alice.must('framework.import', { facts: { ...facts, id: 'ours', soa: true } as never, rows })
  const read = await state()
  expect(read.frameworks.at(-1)).toMatchObject({ id: 'ours', requirements: [{ id: 'ours:1' }] })
  expect(read.frameworks.length).toBeGreaterThan(1)
  expect(read.soaRequirements('ours').map(({ id }) => id)).toEqual(['ours:1'])
  expect(read.soaRequirements('iso27001-2022')).toHaveLength(93)
  expect(read.soaRequirements('nowhere')).toEqual([])
  expect(read.crosswalk.filter(({ origin }) => origin === 'own')).toMatchObject([
    { source: 'ours:1', target: 'iso27001-2022:A.5.1' },
  ])
})

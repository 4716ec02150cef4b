/** MG11 for the long texts a record is born with: two devices make it apart, and the text stands once. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import type { CommandInput } from '~/lib/engine/commandMap'
import { nonconformityIdOfFinding, requirementRecordId } from '~/lib/records/derivedIds'
import type { JsonValue } from '~/lib/shared/json'
import { birthText, birthTextsIn, hasDerivedId, isBirthId, writeBirthText } from '~/lib/vault/books/birthTexts'
import { newBookDoc } from '~/lib/vault/books/book'
import { createClients } from '~/lib/vault/books/clients'
import { bulkBirths } from '~/lib/vault/history/births'
import { decodeUpdate } from '~/lib/vault/books/decodedUpdate'
import { trailOfFields } from '~/lib/vault/history/readTrail'
import { newRecordId } from '~/lib/shared/ids'
import { unwrap } from '~/lib/shared/result'
import { createWorld, foundBy, join, random, settle, type Person, type World } from '../support/person'

let world: World
let alice: Person
let bob: Person
const others: Person[] = []

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'lead')
  await alice.must('record.edit', {
    edits: [{ kind: 'settings', id: 'settings_main', changes: [{ op: 'set', field: 'timeZone', value: 'UTC' }] }],
  })
  await settle(alice, bob)
})
afterEach(async () => {
  for (const person of [alice, bob, ...others.splice(0)]) await person.close()
})

/** A framework of one's own, as a file brings it; `texts` are the guidance of its requirements. */
const framework = (...texts: readonly string[]): CommandInput<'framework.import'> => ({
  facts: {
    id: 'ours',
    title: 'Ours',
    edition: '1',
    publisher: 'Us',
    licenceNote: 'Written by us.',
    soa: true,
    source: 'table',
  },
  rows: JSON.stringify({
    requirements: texts.map((guidance, n) => ({
      place: { sheet: 'requirements', row: n + 2 },
      code: String(n),
      title: `Requirement ${n}`,
      assessable: true,
      order: n,
      ...(guidance !== '' && { guidance }),
    })),
    mappings: [],
  }),
  turnOn: true,
})
const id = (n: number): string => requirementRecordId(`ours:${n}`)
const guidance = async (person: Person, n = 0): Promise<JsonValue | undefined> =>
  (await person.rows('requirement')).find((row) => row.id === id(n))?.guidance
const write = (person: Person, base: string, value: string, n = 0) =>
  person.must('record.edit', {
    edits: [{ kind: 'requirement', id: id(n), changes: [{ op: 'text', field: 'guidance', base, value }] }],
  })
const texts = (person: Person, n = 0) => trailOfFields(person.vault, [[id(n), 'guidance']])
const late = async (): Promise<Person> => {
  const carol = await join(world, alice, `Carol ${others.length}`, 'editor')
  others.push(carol)
  await settle(alice, bob, carol)
  return carol
}

/** Rows, history and verdicts are the same on both devices and on one that reads the whole log later. */
async function everywhere(): Promise<void> {
  await settle(alice, bob)
  for (const person of [bob, await late()]) {
    for (const kind of ['framework', 'requirement', 'soaEntry', 'nonconformity'] as const)
      expect(await person.rows(kind)).toEqual(await alice.rows(kind))
    expect(await person.trail()).toEqual(await alice.trail())
    expect(await person.vault.refused.count()).toBe(0)
    expect(await person.vault.outbox.count()).toBe(0)
  }
  expect((await alice.trail()).every(({ seq }) => seq !== undefined)).toBe(true)
  for (const person of [alice, bob]) {
    expect(await person.vault.notSent.count()).toBe(0)
    // What is durable says the same as what was in memory. (Writing into what was taken back would make it anew.)
    const rows = await person.rows('requirement')
    await person.restart()
    await person.must('record.edit', {
      edits: (await person.rows('requirement'))
        .filter(({ archivedOn }) => archivedOn === undefined)
        .map((row) => ({
          kind: 'requirement',
          id: String(row.id),
          changes: [{ op: 'set', field: 'group', value: `by ${person.name}` }],
        })),
    })
    expect((await person.rows('requirement')).map(({ id: at, guidance: text }) => [at, text])).toEqual(
      rows.map(({ id: at, guidance: text }) => [at, text]),
    )
  }
}

describe('the same record made on two devices', () => {
  test('MG11: the text it is born with stands once, on both and on one that joins late', async () => {
    await alice.must('framework.import', framework('Guide 0', 'Guide 1 🙂', ''))
    await bob.must('framework.import', framework('Guide 0', 'Guide 1 🙂', ''))
    await everywhere()
    expect([await guidance(alice, 0), await guidance(alice, 1), await guidance(alice, 2)]).toEqual([
      'Guide 0',
      'Guide 1 🙂',
      undefined,
    ])
    // Told once, by whose came first; nobody is asked to read it again.
    expect(await texts(alice)).toMatchObject([
      { deviceId: alice.keys.deviceId, before: '', after: 'Guide 0', concurrent: false },
    ])
  })

  test('MG11, MG5: edits made before the two meet merge as in any text, whoever made them', async () => {
    await alice.must('framework.import', framework('Guide one two three', 'Stays'))
    await bob.must('framework.import', framework('Guide one two three', 'Stays'))
    await write(alice, 'Guide one two three', 'Guide 1 two three')
    await write(bob, 'Guide one two three', 'Guide one two three. More.')
    await write(bob, 'Guide one two three. More.', 'Guide one three. More.')
    await everywhere()
    expect(await guidance(alice)).toBe('Guide 1 three. More.')
    expect(await guidance(alice, 1)).toBe('Stays')
  })

  test('MG11: hundreds at once, in a row of history each, too', async () => {
    const many = Array.from({ length: bulkBirths + 5 }, (_, n) => `Guide ${n}`)
    await alice.must('framework.import', framework(...many))
    await bob.must('framework.import', framework(...many))
    await write(bob, 'Guide 7', 'Guide 7 of ours', 7)
    await everywhere()
    expect(await guidance(alice, 7)).toBe('Guide 7 of ours')
    expect(await guidance(alice, bulkBirths)).toBe(`Guide ${bulkBirths}`)
    expect((await texts(alice, 8)).map(({ before, after }) => [before, after])).toEqual([['', 'Guide 8']])
  }, 60_000)

  test('MG11: records opened from one finding, and entries of a Statement of Applicability made by editing', async () => {
    const { id: audit } = await alice.must('record.create', {
      kind: 'audit',
      fields: { title: 'Audit', type: 'internal' },
    })
    const { id: finding } = await alice.must('record.create', {
      kind: 'finding',
      fields: { audit, grade: 'minor', title: 'Keys' },
    })
    await settle(alice, bob)
    const nc = nonconformityIdOfFinding(finding)
    for (const person of [alice, bob]) {
      await person.must('record.create', {
        kind: 'nonconformity',
        id: nc,
        fields: { title: 'Keys', statement: 'Keys were too old.' },
      })
      await person.must('record.edit', {
        edits: [
          {
            kind: 'soaEntry',
            id: 'soa_iso27001-2022:A.5.1',
            changes: [{ op: 'set', field: 'justification', value: 'Asked for by risks.' }],
          },
        ],
      })
    }
    await everywhere()
    expect(await alice.rows('nonconformity')).toMatchObject([{ statement: 'Keys were too old.' }])
    expect(await alice.rows('soaEntry')).toMatchObject([{ justification: 'Asked for by risks.' }])
  })

  test('MG11: texts that differ both stand, marked to be read again; no device drops what somebody wrote', async () => {
    await alice.must('framework.import', framework('Ours.', 'Same'))
    await bob.must('framework.import', framework('Theirs.', 'Same'))
    await everywhere()
    expect(['Ours.Theirs.', 'Theirs.Ours.']).toContain(await guidance(alice))
    expect((await texts(alice)).filter(({ concurrent }) => concurrent)).toMatchObject([{ deviceId: bob.keys.deviceId }])
    expect(await guidance(alice, 1)).toBe('Same')
  })
})

describe('births that are taken back, archived, made again', () => {
  test('MG11, MG7: taken back on one device, it is archived for both, its text as it was; written again it comes back with it', async () => {
    await alice.must('framework.import', framework('Guide 0'), 'import-a')
    world.now += 1_000
    await alice.must('command.undo', { commandId: 'import-a' })
    await bob.must('framework.import', framework('Guide 0'))
    await settle(alice, bob)
    expect(await alice.rows('requirement')).toMatchObject([{ guidance: 'Guide 0', archivedOn: '2026-06-01' }])
    await bob.must('framework.import', framework('Guide 0'))
    await everywhere()
    expect(await alice.rows('requirement')).toMatchObject([{ guidance: 'Guide 0', archivedOn: undefined }])
  })

  test('MG11: taken back by the device that came second it stays: the other made it, too, and its text is as it was', async () => {
    await alice.must('framework.import', framework('Guide 0'))
    await bob.must('framework.import', framework('Guide 0'), 'import-b')
    await settle(alice, bob)
    await bob.must('command.undo', { commandId: 'import-b' })
    await everywhere()
    expect(await alice.rows('requirement')).toMatchObject([{ guidance: 'Guide 0', archivedOn: undefined }])
  })

  test('MG11: archived, emptied and born anew by a device that knew nothing of it', async () => {
    await alice.must('framework.import', framework('Guide 0', 'Guide 1'))
    await write(alice, 'Guide 1', '', 1)
    await alice.must('record.archive', { kind: 'requirement', ids: [id(0)] })
    await bob.must('framework.import', framework('Guide 0', 'Guide 1'))
    await everywhere()
    expect([await guidance(alice, 0), (await guidance(alice, 1)) ?? '']).toEqual(['Guide 0', ''])
    // Somebody writes the same words into the emptied text: an edit as any.
    await write(alice, '', 'Guide 1', 1)
    await settle(alice, bob)
    expect(await guidance(bob, 1)).toBe('Guide 1')
  })
})

describe('death and repair', () => {
  test("MG11: a device that dies at any step of its birth, or while the other one's comes in, ends the same", async () => {
    await alice.must('framework.import', framework('Guide 0'))
    await alice.push()
    for (const [n, step] of ['commit:applied', 'commit:inTransaction', 'commit:afterTransaction'].entries()) {
      bob.dieAt(step)
      await bob.run('framework.import', framework('Guide 0'), `die-${n}`).catch(() => undefined)
      await bob.restart()
    }
    await bob.must('framework.import', framework('Guide 0'), 'die-2')
    for (const step of ['ingest:judged', 'ingest:inTransaction', 'ingest:afterTransaction']) {
      bob.dieAt(step)
      await bob.push().catch(() => undefined)
      await bob.restart()
    }
    await everywhere()
    expect(await guidance(bob)).toBe('Guide 0')
  })

  test("MG11: made again by a rebase after the other one's is in the log: nothing is doubled, edits come along", async () => {
    await bob.must('record.create', { kind: 'asset', fields: { name: 'refused' } })
    const batch = await bob.replica.takeBatch(new Set())
    await bob.must('framework.import', framework('Guide 0', 'Guide 1'), 'import-b')
    await write(bob, 'Guide 0', 'Guide 0 of Bob')
    await alice.must('framework.import', framework('Guide 0', 'Guide 1'))
    await write(alice, 'Guide 0', 'The Guide 0')
    await alice.push()
    await bob.pull()
    await bob.replica.refuse(batch!.uuid, { type: 'quota', message: 'The relay is full.' })
    await bob.vault.notSent.clear()
    expect([await guidance(bob, 0), await guidance(bob, 1)]).toEqual(['The Guide 0 of Bob', 'Guide 1'])
    await everywhere()
    expect([await guidance(alice, 0), await guidance(alice, 1)]).toEqual(['The Guide 0 of Bob', 'Guide 1'])
  })

  test("MG11: a rebase before the other one's is known writes the same birth again", async () => {
    await bob.must('record.create', { kind: 'asset', fields: { name: 'refused' } })
    const batch = await bob.replica.takeBatch(new Set())
    await bob.must('framework.import', framework('Guide 0'))
    await alice.must('framework.import', framework('Guide 0'))
    await bob.replica.refuse(batch!.uuid, { type: 'quota', message: 'The relay is full.' })
    await bob.vault.notSent.clear()
    await bob.push()
    await everywhere()
    expect(await guidance(alice)).toBe('Guide 0')
  })

  test('MG11: a restored copy whose birth is in the log already', async () => {
    await bob.must('framework.import', framework('Guide 0'))
    const copy = await bob.copy()
    await bob.push()
    await bob.restore(copy)
    await write(bob, 'Guide 0', 'Guide 0, later')
    await alice.must('framework.import', framework('Guide 0'))
    await everywhere()
    expect(await guidance(alice)).toBe('Guide 0, later')
  })
})

describe('ids of birth texts', () => {
  const updateOf = (work: (doc: Y.Doc) => void): Uint8Array => {
    const doc = newBookDoc()
    let update = new Uint8Array()
    doc.on('update', (bytes: Uint8Array) => void (update = bytes as never))
    doc.transact(() => work(doc))
    return update
  }
  const births = (update: Uint8Array, book = 'requirement') => [
    ...birthTextsIn(book, unwrap(decodeUpdate(update))).keys(),
  ]

  test('MG11: the same update on every device, under an id above those that devices draw', () => {
    const { clientId } = birthText('requirement', 'rq_x/guidance', 'Guide')
    expect(isBirthId(clientId) && Number.isSafeInteger(clientId)).toBe(true)
    expect(isBirthId(2 ** 32 - 1)).toBe(false)
    const [one, two] = [1, 2].map(() => updateOf((doc) => writeBirthText(doc, 'rq_x/guidance', 'Guide', clientId)))
    expect(one).toEqual(two)
    expect(births(one!)).toEqual([clientId])
  })

  test('MG11: the id is that of one text of one field of one book, whole', () => {
    const { clientId } = birthText('requirement', 'rq_x/guidance', 'Guide')
    const honest = updateOf((doc) => writeBirthText(doc, 'rq_x/guidance', 'Guide', clientId))
    expect(births(honest, 'soaEntry')).toEqual([])
    expect(births(updateOf((doc) => writeBirthText(doc, 'rq_x/guidance', 'Other', clientId)))).toEqual([])
    expect(births(updateOf((doc) => writeBirthText(doc, 'rq_y/guidance', 'Guide', clientId)))).toEqual([])
    expect(
      births(
        updateOf((doc) => {
          writeBirthText(doc, 'rq_x/guidance', 'Guide', clientId)
          writeBirthText(doc, 'rq_y/guidance', 'more under the same id', clientId)
        }),
      ),
    ).toEqual([])
    const half = updateOf((doc) => {
      doc.getText('rq_x/guidance').insert(0, 'seen before')
      writeBirthText(doc, 'rq_x/guidance', 'Guide', clientId)
    })
    expect(decodeUpdate(half)).toMatchObject({
      ok: false,
      error: { type: 'malformedUpdate', message: expect.stringContaining('it stands beside what comes with it') },
    })
  })

  test('MG11: two texts with one id: the one that came first has it; the other does not count until it comes under another', async () => {
    const clients = createClients((book) => alice.vault.clients.where('book').equals(book).toArray())
    await clients.load('requirement')
    const { clientId } = birthText('requirement', 'rq_x/guidance', 'Guide')
    const part = {
      book: 'requirement',
      decoded: unwrap(decodeUpdate(updateOf((doc) => writeBirthText(doc, 'rq_x/guidance', 'Guide', clientId)))),
    }
    expect(clients.take('one', [part])).toMatchObject({ ok: true })
    expect(clients.take('two', [part])).toMatchObject({ ok: true })
    const edit = updateOf((doc) => {
      writeBirthText(doc, 'rq_x/guidance', 'Guide', clientId)
      doc.clientID = 7
      doc.getText('rq_x/guidance').insert(5, 's')
    })
    expect(clients.take('two', [{ book: 'requirement', decoded: unwrap(decodeUpdate(edit)) }])).toMatchObject({
      ok: true,
    })
    expect(clients.changed().map(({ clientId: client, deviceId }) => [client, deviceId])).toEqual([
      [clientId, 'one'],
      [7, 'two'],
    ])
    // 2^26 tries find such a pair; here what is stored is made to be the other one's.
    await alice.vault.clients.put({ book: 'requirement', clientId, deviceId: 'one', clock: 5, birth: 'f'.repeat(64) })
    clients.reset()
    await clients.load('requirement')
    expect(clients.take('two', [part])).toMatchObject({ ok: false, error: { type: 'foreignClient' } })
    expect(clients.take('two', [{ book: 'soaEntry', decoded: part.decoded }])).toMatchObject({
      ok: false,
      error: { type: 'foreignClient' },
    })
  })

  test('ID1: derived ids and singletons are made by many, random ids by one device', () => {
    expect(hasDerivedId('risk', newRecordId('r', random))).toBe(false)
    expect(hasDerivedId('risk', 'r_start~phishing')).toBe(true)
    expect(hasDerivedId('nonconformity', nonconformityIdOfFinding(newRecordId('fi', random)))).toBe(true)
    expect(hasDerivedId('scope', 'sc_main')).toBe(true)
    expect(hasDerivedId('framework', `fw_${'a'.repeat(22)}`)).toBe(true)
  })
})

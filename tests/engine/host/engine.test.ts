/** The engine as contexts run it: its own log without a relay, long texts over ports, reopening. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { portPair } from '~/lib/shared/port'
import { connectEditor, type EditorConnection } from '~/lib/sync/editors/connectEditor'
import { writeDeviceKeys } from '~/lib/vault/store/deviceKeyStore'
import type { DraftRow } from '~/lib/vault/store/tables'
import { closeEverybody, createWorld, foundBy, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  await writeDeviceKeys(alice.vault, alice.keys)
  await alice.engine.start()
})
afterEach(closeEverybody)

async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 5_000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`did not happen: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
const drained = (): Promise<void> => until(async () => (await alice.replica.waiting()) === 0, 'the outbox is empty')

/** A page's editor on a long text of the engine. */
const openEditor = (recordId: string, field: string): EditorConnection =>
  connectEditor(
    () => {
      const [page, engine] = portPair()
      const receive = alice.engine.editor(engine, { kind: 'risk', recordId, field })
      engine.onMessage((message) => receive(message))
      return page
    },
    { onDocument: () => undefined },
  )

describe('without a relay the device is its own log', () => {
  test('commands are durable at once, then in the log with device time, and the outbox is empty', async () => {
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    await alice.must('record.edit', {
      edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'B' }] }],
    })
    await drained()
    const last = (await alice.vault.log.toArray()).at(-1)!
    expect(last).toMatchObject({ class: 'register', verdict: 'counts', timeSource: 'device' })
    expect((await alice.trail()).every(({ seq }) => seq !== undefined)).toBe(true)
    await alice.restart()
    expect(await alice.rows('asset')).toMatchObject([{ name: 'B' }])
  })

  test('whatever a command has for the log goes out by itself: a record, a decision, a change of members, what is erased', async () => {
    const { id } = await alice.must('record.create', {
      kind: 'policy',
      fields: { title: 'P', level: 'topic', body: 'One.' },
    })
    await drained()
    const expectedHash = hashedContent((await alice.replica.readRecord('policy', id))!, 'main', {}).contentHash
    await alice.must('statement.sign', {
      type: 'approve',
      subject: { kind: 'policy', id },
      profile: 'main',
      expectedHash,
    })
    await drained()
    await alice.must('key.new', null)
    await drained()
    expect(alice.replica.access().epochs).toHaveLength(2)
    await alice.vault.drafts.put({
      id: 'up',
      mode: 'upload',
      state: 'captured',
      startedAt: 1,
      updatedAt: 1,
      step: 1,
      steps: 1,
      facts: {},
      links: {},
    } as DraftRow)
    await alice.vault.draftFiles.put({
      draftId: 'up',
      name: 'list.txt',
      order: 0,
      mime: 'text/plain',
      part: 'original',
      bytes: new Blob(['a list']),
    })
    const { id: evidence } = await alice.must('evidence.upload', {
      draftId: 'up',
      title: 'List',
      controls: [],
      reqs: [],
    })
    await drained()
    await alice.must('evidence.erase', { id: evidence, reason: 'Shows a customer' })
    await drained()
    expect((await alice.vault.log.toArray()).slice(-6).map((row) => row.class)).toEqual([
      'statement',
      'access',
      'evidence',
      'statement',
      'statement',
      'erase',
    ])
  })

  test('commands of a workspace run one at a time, in the order they came', async () => {
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: '0' } })
    await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        alice.must('record.edit', {
          edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: String(i + 1) }] }],
        }),
      ),
    )
    await drained()
    expect(await alice.rows('asset')).toMatchObject([{ name: '30', conflicts: [] }])
    const trail = (await alice.trail())
      .filter(({ field, recordId }) => field === 'name' && recordId === id)
      .sort((a, b) => Number(a.after) - Number(b.after))
    expect(trail.map(({ before, after }) => [before, after])).toEqual([
      [null, '0'],
      ...Array.from({ length: 30 }, (_, i) => [String(i), String(i + 1)]),
    ])
  })

  test('the same command id sent twice at once is applied once', async () => {
    const input = { kind: 'asset', fields: { name: 'twice' } } as const
    const [a, b] = await Promise.all([
      alice.must('record.create', input, 'same'),
      alice.must('record.create', input, 'same'),
    ])
    expect(a).toEqual(b)
    expect(await alice.rows('asset')).toHaveLength(1)
  })
})

describe('long texts in pages', () => {
  test('what is typed becomes durable as one session of the history; what others write appears', async () => {
    const { id } = await alice.must('record.create', { kind: 'risk', fields: { title: 'T', event: 'Hello' } })
    const editor = openEditor(id, 'event')
    await until(() => editor.synced, 'the text is in the page')
    const { text } = editor.current
    expect(text.toJSON()).toBe('Hello')
    for (const letter of ' world') text.insert(text.length, letter)
    await until(async () => editor.saved && (await alice.rows('risk'))[0]!.event === 'Hello world', 'saved')
    text.insert(text.length, '!')
    await until(async () => (await alice.rows('risk'))[0]!.event === 'Hello world!', 'saved again')

    await alice.must('record.edit', {
      edits: [
        {
          kind: 'risk',
          id,
          changes: [{ op: 'text', field: 'event', base: 'Hello world!', value: 'Oh! Hello world!' }],
        },
      ],
    })
    await until(() => text.toJSON() === 'Oh! Hello world!', 'the other change is in the page')
    await drained()
    const rows = (await alice.trail()).filter(({ field }) => field === 'event')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ before: '', after: 'Oh! Hello world!', long: true })
    expect(rows[0]!.also!.length).toBeGreaterThanOrEqual(3)
    editor.destroy()
  })

  test('two pages on one text see each other’s letters', async () => {
    const { id } = await alice.must('record.create', { kind: 'risk', fields: { title: 'T', event: 'x' } })
    const one = openEditor(id, 'event')
    const two = openEditor(id, 'event')
    await until(() => one.synced && two.synced, 'both synced')
    one.current.text.insert(1, 'A')
    two.current.text.insert(0, 'B')
    await until(
      () => one.current.text.toJSON() === two.current.text.toJSON() && one.current.text.toJSON() === 'BxA',
      'both equal',
    )
    await until(async () => (await alice.rows('risk'))[0]!.event === 'BxA', 'and durable')
    one.destroy()
    two.destroy()
  })
})

/**
 * Rooms of long texts as the engine opens them: for which field, who is shown in them, when they are written, and when
 * they end.
 */

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  createEditorSessions,
  writeEveryMs,
  type EditorSessions,
  type EditorSurroundings,
} from '~/lib/engine/editorSession'
import { ok } from '~/lib/shared/result'
import { portPair } from '~/lib/shared/port'
import { connectEditor, type EditorConnection } from '~/lib/sync/editors/connectEditor'
import type { RemoteWriter, Writers } from '~/lib/sync/editors/writers'
import { createWorld, foundBy, join, random, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person
let risk: string
let sessions: EditorSessions
const ends: (() => unknown)[] = []
/** What was told of this device's place, and who hears of others. */
let told: (readonly [string, object | undefined])[]
let watchers: Map<string, (there: readonly RemoteWriter[]) => void>
let watched: number
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  ends.push(() => alice.close())
  risk = (await alice.must('record.create', { kind: 'risk', fields: { title: 'T', event: 'Hello' } })).id
  told = []
  watchers = new Map()
  watched = 0
})
afterEach(async () => {
  vi.restoreAllMocks()
  for (const end of ends.splice(0).reverse()) await end()
})

const writers = {
  here: (name: string, place: object | undefined) => void told.push([name, place]),
  watch: (name: string, listener: (there: readonly RemoteWriter[]) => void) => {
    watched++
    watchers.set(name, listener)
    return () => void watchers.delete(name)
  },
} as unknown as Writers
let commands = 0
const open = (more: Partial<EditorSurroundings> = {}): EditorSessions => {
  sessions = createEditorSessions({
    replica: alice.replica,
    random,
    writers,
    edit: (_, input) => alice.run('record.edit', input, `typed-${++commands}`),
    pause: () => Promise.resolve(),
    ...more,
  })
  ends.push(() => sessions.close())
  return sessions
}
function page(
  field: { readonly kind?: string; readonly recordId?: string; readonly field?: string } = {},
  shape: 'text' | 'rich' = 'text',
): EditorConnection & { readonly closed: () => number } {
  let closed = 0
  const connection = connectEditor(
    () => {
      const [near, far] = portPair()
      near.onClose(() => closed++)
      const receive = sessions.join(far, { kind: 'risk', recordId: risk, field: 'event', ...field })
      far.onMessage((message) => receive(message))
      return near
    },
    { shape, onDocument: () => undefined },
  )
  ends.push(() => connection.destroy())
  return Object.assign(connection, { closed: () => closed })
}
const until = (condition: () => unknown) =>
  vi.waitFor(async () => expect(await condition()).toBe(true), { timeout: 5_000 })
const event = async () => (await alice.rows('risk'))[0]!.event

test('a kind that this version does not know opens no room: the line is closed', async () => {
  open()
  const [near, far] = portPair()
  let closed = 0
  near.onClose(() => closed++)
  const receive = sessions.join(far, { kind: 'nonsense', recordId: risk, field: 'event' })
  receive({ t: 'data', data: 'AA' })
  await until(() => closed === 1)
  expect(watchers.size).toBe(0)
})

test('a field that cannot be read closes the line, and nothing else', async () => {
  open()
  vi.spyOn(alice.replica, 'readText').mockRejectedValue(new Error('the disk failed'))
  const [near, far] = portPair()
  let closed = 0
  near.onClose(() => closed++)
  sessions.join(far, { kind: 'risk', recordId: risk, field: 'event' })
  await until(() => closed === 1)
})

test('what is typed is written under an id of its own, with what stood before; the next time only after a rest', async () => {
  const rests: number[] = []
  let rested: () => void = () => undefined
  const inputs: unknown[] = []
  open({
    pause: (ms) => {
      rests.push(ms)
      return new Promise((resolve) => (rested = resolve))
    },
    edit: (commandId, input) => {
      inputs.push([/^edit-[0-9A-Za-z]{22}$/.test(commandId), input])
      return alice.run('record.edit', input, commandId)
    },
  })
  const editor = page()
  await until(() => editor.synced)
  editor.current.text.insert(5, '!')
  await until(async () => (await event()) === 'Hello!')
  expect(inputs).toEqual([
    [
      true,
      {
        edits: [{ kind: 'risk', id: risk, changes: [{ op: 'text', field: 'event', base: 'Hello', value: 'Hello!' }] }],
      },
    ],
  ])
  editor.current.text.insert(6, '?')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect([await event(), rests]).toEqual(['Hello!', [writeEveryMs]])
  rested()
  await until(async () => (await event()) === 'Hello!?')
  expect(rests).toEqual([writeEveryMs, writeEveryMs])
  rested()
})

test('two pages share one room; a rich text opens as one, a long one as text', async () => {
  open()
  const [one, two] = [page(), page()]
  await until(() => one.synced && two.synced)
  expect(watched).toBe(1)
  one.current.text.insert(0, 'A')
  await until(() => two.current.text.toJSON() === 'AHello')
  const { id } = await alice.must('record.create', { kind: 'policy', fields: { title: 'P', body: '# Purpose' } })
  const rich = page({ kind: 'policy', recordId: id, field: 'body' }, 'rich')
  await until(() => rich.synced && rich.current.fragment.length > 0)
  expect(rich.current.fragment.toJSON()).toContain('Purpose')
})

test('what others write appears in the page; what is written of other tables does not ask for it', async () => {
  open()
  const editor = page()
  await until(() => editor.synced)
  await alice.must('record.edit', {
    edits: [{ kind: 'risk', id: risk, changes: [{ op: 'text', field: 'event', base: 'Hello', value: 'Oh, Hello' }] }],
  })
  await until(() => editor.current.text.toJSON() === 'Oh, Hello')
})

test('the last page that leaves ends the room: nobody is watched, and nobody is told that this device writes', async () => {
  open()
  const [one, two] = [page(), page()]
  await until(() => one.synced && two.synced)
  one.current.text.insert(0, 'A')
  await until(() => told.some(([name, place]) => name === `risk/${risk}/event` && place !== undefined))
  expect(told.at(-1)).toMatchObject([`risk/${risk}/event`, { kind: 'risk', recordId: risk, field: 'event' }])
  one.destroy()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(watchers.size).toBe(1)
  two.destroy()
  await until(() => watchers.size === 0)
  expect(told.at(-1)).toEqual([`risk/${risk}/event`, undefined])
  const again = page()
  await until(() => again.synced && watchers.size === 1)
})

test('who writes on another device is shown under the name of its member; a device of nobody is not shown', async () => {
  const bob = await join(world, alice, 'Bob', 'editor')
  ends.push(() => bob.close())
  await alice.pull()
  open()
  const editor = page()
  await until(() => editor.synced)
  const place = { kind: 'risk', recordId: risk, field: 'event' } as never
  watchers.get(`risk/${risk}/event`)!([
    { deviceId: bob.keys.deviceId, place },
    { deviceId: 'ff'.repeat(16), place },
  ])
  const others = () =>
    [...editor.current.awareness.getStates()]
      .filter(([client]) => client !== editor.current.doc.clientID)
      .map(([, state]) => (state as { user?: { id: string; name: string } }).user)
  await until(() => others().length === 1)
  const member = alice.replica.access().devices[bob.keys.deviceId]!.memberId
  const personId = alice.replica.access().members[member]!.persons.at(-1)!.personId
  expect(others()).toEqual([{ id: personId, name: 'Bob' }])
  // A person that is not in the register (yet): the beginning of the member's id.
  await alice.vault.table('person').delete(personId)
  watchers.get(`risk/${risk}/event`)!([{ deviceId: bob.keys.deviceId, place }])
  await until(() => others()[0]?.name === member.slice(0, 8))
  watchers.get(`risk/${risk}/event`)!([])
  await until(() => others().length === 0)
})

test('the end of the engine ends every room, and what changes afterwards asks for none', async () => {
  open()
  const editor = page()
  await until(() => editor.synced)
  sessions.close()
  const read = vi.spyOn(alice.replica, 'readText')
  await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(read).not.toHaveBeenCalled()
  const other = createEditorSessions({ replica: alice.replica, random, edit: () => Promise.resolve(ok()) })
  other.close()
})

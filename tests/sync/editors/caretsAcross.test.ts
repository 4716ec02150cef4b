/** Two people on two devices in one policy, over a real relay: carets with names, and words that meet. */

import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { foundDevice, joinDevice, level, type Device } from '../support/device'
import { connectWs, random, startRelay, until, type TestRelay } from '../support/relay'
import { readClientFrame } from '~/lib/protocol/wire/frames'
import { createEngine, type Engine } from '~/lib/engine/createEngine'
import { portPair } from '~/lib/shared/port'
import { unwrap } from '~/lib/shared/result'
import type { Connect } from '~/lib/sync/connection/relayConnection'
import { connectEditor, type EditorConnection } from '~/lib/sync/editors/connectEditor'

let relay: TestRelay
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await relay.close()
})

/** The device with a whole engine over its vault. */
async function engineOf(
  device: Device,
  {
    clock = { now: () => Date.now() },
    connect = connectWs,
  }: { readonly clock?: { now(): number }; readonly connect?: Connect } = {},
): Promise<Engine> {
  await device.sync.stop()
  await device.replica.close()
  const engine = await createEngine({
    workspaceId: device.workspaceId,
    vault: device.vault,
    keys: device.keys,
    random,
    clock,
    browser: { name: 'test', version: '1', os: 'test' } as never,
    connect,
  })
  engine.uiOpen(1)
  await engine.start()
  closing.push(async () => {
    await engine.stop()
    device.vault.close()
  })
  await until(() => engine.status()?.state === 'synced', `${device.name} synced`)
  return engine
}
function openPage(engine: Engine, recordId: string, field = 'body'): EditorConnection {
  const connection = connectEditor(
    () => {
      const [page, end] = portPair()
      const receive = engine.editor(end, { kind: 'policy', recordId, field })
      end.onMessage((message) => receive(message))
      return page
    },
    { shape: field === 'body' ? 'rich' : 'text', onDocument: () => undefined },
  )
  closing.push(() => connection.destroy())
  return connection
}
interface State {
  readonly name?: string
  readonly user?: { readonly id: string; readonly name: string }
  readonly cursor?: { readonly anchor: unknown; readonly head: unknown } | null
}
const othersOf = (page: EditorConnection): State[] =>
  [...page.current.awareness.getStates()]
    .filter(([client]) => client !== page.current.doc.clientID)
    .map(([, state]) => state as State)
const paragraph = (page: EditorConnection): Y.XmlText =>
  (page.current.fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText

/** Appends of a device wait until they are let out; presence goes its way. */
function heldAppends(): { readonly connect: Connect; hold(): void; letOut(): void } {
  let held: (() => void)[] | undefined
  const connect: Connect = (url, protocols) => {
    const socket = connectWs(url, protocols)
    const send = socket.send.bind(socket)
    socket.send = (bytes) => {
      if (held && unwrap(readClientFrame(bytes as Uint8Array)).kind === 'append') held.push(() => send(bytes))
      else send(bytes)
    }
    return socket
  }
  return {
    connect,
    hold: () => void (held ??= []),
    letOut: () => {
      const waiting = held ?? []
      held = undefined
      waiting.forEach((go) => go())
    },
  }
}

/** Alice and Bob with one policy open, Bob's caret at the seventh letter, seen by Alice. */
async function twoPages(options: Parameters<typeof engineOf>[1] = {}) {
  relay = await startRelay()
  const alice = await foundDevice('Alice')
  unwrap(await alice.sync.connectRelay(relay.url))
  await until(() => alice.status()?.state === 'synced', 'Alice synced')
  const bob = await joinDevice('Bob', await alice.invite('editor', { relayUrl: relay.url }))
  await until(() => bob.status()?.state === 'synced', 'Bob synced')
  await level(alice, bob)
  const [a, b] = [await engineOf(alice), await engineOf(bob, options)]
  const { id } = unwrap(
    await a.run('make', 'record.create', {
      kind: 'policy',
      fields: { title: 'P', level: 'top', body: 'Access is given for a task.' },
    }),
  )
  await until(async () => (await bob.vault.table('policy').count()) === 1, 'Bob has the policy')
  const [atAlice, atBob] = [openPage(a, id), openPage(b, id)]
  await until(() => atAlice.synced && atBob.synced, 'both pages')
  const move = (index: number): void => {
    const place = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(paragraph(atBob), index))
    atBob.current.awareness.setLocalState({ user: { id: 'b', name: 'Bob' }, cursor: { anchor: place, head: place } })
  }
  const seen = (): number | undefined => {
    const head = othersOf(atAlice)[0]?.cursor?.head
    return head === undefined
      ? undefined
      : Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(head), atAlice.current.doc)?.index
  }
  move(6)
  await until(() => seen() === 6, 'Alice sees the caret')
  return { atAlice, atBob, move, seen }
}

describe('a policy open on two devices', () => {
  it('shows the caret of the other person with the name the log knows, moves it, and lets it go', async () => {
    relay = await startRelay()
    const alice = await foundDevice('Alice')
    unwrap(await alice.sync.connectRelay(relay.url))
    await until(() => alice.status()?.state === 'synced', 'Alice synced')
    const person = await alice.create('person', { name: 'Head of Platform' })
    const invitation = await alice.invite('editor', { relayUrl: relay.url })
    const bob = await joinDevice('Bob', invitation)
    await until(() => bob.status()?.state === 'synced', 'Bob synced')
    await alice.access((prev) => ({ type: 'bind', prev, memberId: invitation.memberId, personId: person }))
    await level(alice, bob)
    const [a, b] = [await engineOf(alice), await engineOf(bob)]
    const { id } = unwrap(
      await a.run('make', 'record.create', {
        kind: 'policy',
        fields: { title: 'P', level: 'top', body: 'Access is given for a task.' },
      }),
    )
    await until(async () => (await bob.vault.table('policy').count()) === 1, 'Bob has the policy')

    const [atAlice, atBob] = [openPage(a, id), openPage(b, id)]
    await until(() => atAlice.synced && atBob.synced, 'both pages')
    const run = paragraph(atBob)
    const caret = (index: number): object =>
      Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(run, index)) as object
    atBob.current.awareness.setLocalState({
      user: { id: 'somebody', name: 'The Managing Director' },
      cursor: { anchor: caret(6), head: caret(6) },
    })
    await until(() => othersOf(atAlice).length === 1, 'Alice sees a caret')
    expect(othersOf(atAlice)[0]!.user).toEqual({ id: person, name: 'Head of Platform' })
    const index = (): number =>
      Y.createAbsolutePositionFromRelativePosition(
        Y.createRelativePositionFromJSON(othersOf(atAlice)[0]!.cursor!.head),
        atAlice.current.doc,
      )!.index
    expect(index()).toBe(6)

    run.insert(6, ' to systems')
    await until(() => paragraph(atAlice).toString() === 'Access to systems is given for a task.', 'Bob’s words')
    atBob.current.awareness.setLocalStateField('cursor', { anchor: caret(17), head: caret(17) })
    await until(() => index() === 17, 'the caret moves')

    atBob.destroy()
    await until(() => othersOf(atAlice).length === 0, 'the caret leaves with its page')
    // Nothing of it is in the log, and what passed the relay was sealed.
    expect((await alice.vault.log.toArray()).every((entry) => !JSON.stringify(entry).includes('writing'))).toBe(true)
  })

  it('says who writes in a long field of another device', async () => {
    relay = await startRelay()
    const alice = await foundDevice('Alice')
    unwrap(await alice.sync.connectRelay(relay.url))
    await until(() => alice.status()?.state === 'synced', 'Alice synced')
    const bob = await joinDevice('Bob', await alice.invite('editor', { relayUrl: relay.url }))
    await until(() => bob.status()?.state === 'synced', 'Bob synced')
    await level(alice, bob)
    const [a, b] = [await engineOf(alice), await engineOf(bob)]
    const { id } = unwrap(
      await a.run('make', 'record.create', {
        kind: 'policy',
        fields: { title: 'P', level: 'top', body: 'x', changeSummary: 'First.' },
      }),
    )
    await until(async () => (await bob.vault.table('policy').count()) === 1, 'Bob has the policy')
    const [atAlice, atBob] = [openPage(a, id, 'changeSummary'), openPage(b, id, 'changeSummary')]
    await until(() => atAlice.synced && atBob.synced, 'both pages')
    atAlice.current.awareness.setLocalState({ name: 'Alice' })
    await until(
      () => othersOf(atBob).some((state) => typeof state.name === 'string' && state.name !== ''),
      'Bob is told',
    )
  })

  it('a caret that came before the words stands right within two seconds of them', async () => {
    const line = heldAppends()
    const { atAlice, atBob, seen } = await twoPages({ connect: line.connect })
    line.hold()
    paragraph(atBob).insert(6, ' to systems')
    await until(() => seen() === 17, 'the caret moves in the text without the words')
    expect(paragraph(atAlice).toString()).toBe('Access is given for a task.')
    line.letOut()
    await until(() => paragraph(atAlice).toString() === 'Access to systems is given for a task.', 'the words')
    await until(() => seen() === 17, 'the caret stands where Bob has it', 2_000)
  })

  it('a caret is told by a device whose clock was set back, too', async () => {
    let behind = 0
    const { move, seen } = await twoPages({ clock: { now: () => Date.now() - behind } })
    behind = 5_000
    move(12)
    await until(() => seen() === 12, 'the caret moves', 2_500)
  })
})

/** Two people on two devices in one policy, over a real relay: carets with names, and words that meet. */

import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { foundDevice, joinDevice, level, type Device } from './support/device'
import { connectWs, random, startRelay, until, type TestRelay } from './support/relay'
import { createEngine, type Engine } from '~/lib/engine/createEngine'
import { portPair } from '~/lib/shared/port'
import { unwrap } from '~/lib/shared/result'
import { connectEditor, type EditorConnection } from '~/lib/sync/connectEditor'

let relay: TestRelay
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await relay.close()
})

/** The device with a whole engine over its vault. */
async function engineOf(device: Device): Promise<Engine> {
  await device.sync.stop()
  await device.replica.close()
  const engine = await createEngine({ workspaceId: device.workspaceId, vault: device.vault, keys: device.keys, random, clock: { now: () => Date.now() }, browser: { name: 'test', version: '1', os: 'test' } as never, connect: connectWs })
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
  const connection = connectEditor(() => {
    const [page, end] = portPair()
    const receive = engine.editor(end, { kind: 'policy', recordId, field })
    end.onMessage((message) => receive(message))
    return page
  }, { shape: field === 'body' ? 'rich' : 'text', onDocument: () => undefined })
  closing.push(() => connection.destroy())
  return connection
}
interface State {
  readonly name?: string
  readonly user?: { readonly id: string; readonly name: string }
  readonly cursor?: { readonly anchor: unknown; readonly head: unknown } | null
}
const othersOf = (page: EditorConnection): State[] => [...page.current.awareness.getStates()].filter(([client]) => client !== page.current.doc.clientID).map(([, state]) => state as State)
const paragraph = (page: EditorConnection): Y.XmlText => (page.current.fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText

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
    const { id } = unwrap(await a.run('make', 'record.create', { kind: 'policy', fields: { title: 'P', level: 'top', body: 'Access is given for a task.' } }))
    await until(async () => (await bob.vault.table('policy').count()) === 1, 'Bob has the policy')

    const [atAlice, atBob] = [openPage(a, id), openPage(b, id)]
    await until(() => atAlice.synced && atBob.synced, 'both pages')
    const run = paragraph(atBob)
    const caret = (index: number): object => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(run, index)) as object
    atBob.current.awareness.setLocalState({ user: { id: 'somebody', name: 'The Managing Director' }, cursor: { anchor: caret(6), head: caret(6) } })
    await until(() => othersOf(atAlice).length === 1, 'Alice sees a caret')
    expect(othersOf(atAlice)[0]!.user).toEqual({ id: person, name: 'Head of Platform' })
    const index = (): number => Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(othersOf(atAlice)[0]!.cursor!.head), atAlice.current.doc)!.index
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
    const { id } = unwrap(await a.run('make', 'record.create', { kind: 'policy', fields: { title: 'P', level: 'top', body: 'x', changeSummary: 'First.' } }))
    await until(async () => (await bob.vault.table('policy').count()) === 1, 'Bob has the policy')
    const [atAlice, atBob] = [openPage(a, id, 'changeSummary'), openPage(b, id, 'changeSummary')]
    await until(() => atAlice.synced && atBob.synced, 'both pages')
    atAlice.current.awareness.setLocalState({ name: 'Alice' })
    await until(() => othersOf(atBob).some((state) => typeof state.name === 'string' && state.name !== ''), 'Bob is told')
  })
})

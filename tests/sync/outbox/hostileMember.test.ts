import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { sign } from '~/lib/crypto/deviceKeys'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { newUuid, type LogHead } from '~/lib/protocol/log/entry'
import type { EntryClass, Role } from '~/lib/protocol/access/workspaceRoles'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { relayAddress } from '~/lib/sync/connection/relayAddress'
import { createRelayConnection } from '~/lib/sync/connection/relayConnection'
import { readLogAfter } from '~/lib/sync/session/readLog'
import { writeSignedEntry, type SealedEntry } from '~/lib/sync/outbox/sealBatch'
import { positionOf } from '../../contract/logPort'
import { foundDevice, joinDevice, level, type Device } from '../support/device'
import { connectWs, random, startRelay, until, wait, type TestRelay } from '../support/relay'
import { scriptedRelay, serving } from '../support/scriptedRelay'

const devices: Device[] = []
let relay: TestRelay | undefined
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop()
  await relay?.close()
  relay = undefined
})

/** Alice (owner) and Bob, level; Bob then leaves the honest road: his entries are made by hand. */
async function aliceAndMallory(role: Role) {
  relay = await startRelay()
  const a = await foundDevice('Alice')
  devices.push(a)
  unwrap(await a.sync.connectRelay(relay.url))
  await until(() => a.status()?.state === 'synced', 'synced')
  const invitation = await a.invite(role, { relayUrl: relay.url })
  const b = await joinDevice('Mallory', invitation)
  devices.push(b)
  if (invitation.admit === 'words') await a.admit(invitation, b)
  await until(() => b.status()?.state === 'synced', 'synced')
  const risk = await a.create('risk', { title: 'True' })
  await level(a, b)
  await b.sync.stop()
  return { a, b, risk }
}

interface Wrong {
  readonly class?: EntryClass
  readonly epoch?: number
  readonly head?: LogHead
  readonly clientId?: number
  readonly update?: (doc: Y.Doc) => void
  readonly skip?: number
}

/** An entry as a patched client would write it, properly signed. */
async function byHand(device: Device, key: string, value: string, wrong: Wrong = {}): Promise<SealedEntry> {
  const doc = new Y.Doc({ gc: false })
  doc.clientID = wrong.clientId ?? 7_777
  const map = doc.getMap('records')
  for (let i = 0; i < (wrong.skip ?? 0); i++) map.set(`gap/${i}`, i)
  const before = Y.encodeStateVector(doc)
  if (wrong.update) wrong.update(doc)
  else map.set(key, value)
  const { deviceSeq, prevDeviceHash } = device.replica.ownChain()
  const { seq, chain } = device.replica.head()
  const plaintext = writeUpdatePlaintext({
    commands: [
      {
        commandId: newUuid(random),
        time: Date.now(),
        parts: [{ class: 'register', book: 'risk', update: toBytes(Y.encodeStateAsUpdate(doc, before)) }],
      },
    ],
  })
  return writeSignedEntry(
    wrong.class ?? 'register',
    newUuid(random),
    plaintext,
    {
      workspaceId: device.workspaceId,
      deviceId: device.keys.deviceId,
      deviceSeq: deviceSeq + 1,
      prevDeviceHash,
      head: wrong.head ?? { seq, chain },
      epoch: wrong.epoch ?? 1,
    },
    {
      sign: (message) => sign(device.keys.sign.privateKey, toBytes(message)),
      epochKey: () => device.replica.epochKey(1),
    },
    random,
  )
}

/** What the honest relay answers to it. */
async function relayAnswers(device: Device, entry: SealedEntry): Promise<string> {
  const answers: string[] = []
  const port = createRelayConnection({
    connect: connectWs,
    address: unwrap(relayAddress(relay!.url)),
    workspaceId: device.workspaceId,
    random,
    clock: { now: () => Date.now() },
    speaker: { as: 'device', deviceId: device.keys.deviceId },
    sign: (message) => sign(device.keys.sign.privateKey, toBytes(message)),
    events: {
      entries: () => undefined,
      presence: () => undefined,
      welcome: () => undefined,
      heard: () => undefined,
      caughtUp: () => port.append(entry.uuid, entry.bytes),
      stored: () => answers.push('stored'),
      refused: (_uuid, type) => answers.push(type),
      closed: ({ reason }) => answers.push(reason),
    },
  })
  port.open(device.replica.head())
  await until(() => answers.length > 0, 'an answer')
  port.close()
  return answers[0]!
}

/** Alice reads from a relay that lets everything in: only her own judgement is left. */
async function readsFromAccomplice(a: Device, ...added: readonly Uint8Array[]): Promise<Device> {
  const entries: SequencedEntry[] = [...(await readLogAfter(a.vault, 0))]
  for (const bytes of added) entries.push(sequenceEntry(positionOf(entries.at(-1)!), toBytes(bytes), Date.now()))
  const again = await a.restart({ connect: scriptedRelay(serving(entries, { key: relay!.key })).connect })
  devices[devices.indexOf(a)] = again
  await until(() => again.status()?.headSeq === entries.length || again.status()?.state === 'halted', 'read')
  return again
}

describe('a member with a patched client', () => {
  it('a viewer writes a record: the relay refuses; let in by an accomplice, no device applies it, and owners see its content', async () => {
    const { a, b, risk } = await aliceAndMallory('viewer')
    const entry = await byHand(b, `${risk}/title`, 'False')
    expect(await relayAnswers(b, entry)).toBe('roleMayNotWrite')
    const reader = await readsFromAccomplice(a, entry.bytes)
    expect(await reader.vault.table('risk').get(risk)).toMatchObject({ title: 'True' })
    const [refused] = await reader.vault.refused.toArray()
    expect(refused).toMatchObject({ verdict: 'roleMayNotWrite', deviceId: b.keys.deviceId })
    expect(JSON.stringify(refused!.content)).toContain('False')
    expect(reader.status()?.state).not.toBe('halted')
  })

  it.each<[string, Role, Wrong, string, string]>([
    ['a record under the class of another', 'auditor', { class: 'evidence' }, 'stored', 'wrongClass'],
    ['a retired or invented epoch', 'editor', { epoch: 2 }, 'wrongEpoch', 'wrongEpoch'],
    ['another history as head', 'editor', { head: { seq: 1, chain: 'cd'.repeat(32) } }, 'wrongHead', 'wrongHead'],
    ['a gap in its clock', 'editor', { skip: 3 }, 'stored', 'clockGap'],
    [
      'a nested document',
      'editor',
      { update: (doc) => void doc.getMap('records').set('x/title', new Y.Map()) },
      'stored',
      'malformedUpdate',
    ],
  ])(
    '%s: relay and receiving devices name it, nothing of it is applied',
    async (_what, role, wrong, atRelay, verdict) => {
      const { a, b, risk } = await aliceAndMallory(role)
      const entry = await byHand(b, `${risk}/title`, 'False', wrong)
      // What is sealed the relay can't see; what it can see, it refuses.
      expect(await relayAnswers(b, entry)).toBe(atRelay)
      const reader = atRelay === 'stored' ? a : await readsFromAccomplice(a, entry.bytes)
      await until(async () => (await reader.vault.refused.count()) > 0, 'refused')
      expect((await reader.vault.refused.toArray()).map((row) => row.verdict)).toEqual([verdict])
      expect(reader.status()?.state).not.toBe('halted')
      expect(await reader.vault.table('risk').get(risk)).toMatchObject({ title: 'True' })
      expect(await reader.vault.table('risk').count()).toBe(1)
    },
  )

  it("a client id of somebody else: the second device's use of it does not count", async () => {
    const { a, b, risk } = await aliceAndMallory('editor')
    const { clientId } = (await a.vault.clients.toArray()).find(({ deviceId }) => deviceId === a.keys.deviceId)!
    const entry = await byHand(b, `${risk}/title`, 'False', { clientId })
    expect(await relayAnswers(b, entry)).toBe('stored')
    await until(async () => (await a.vault.refused.count()) > 0, 'refused')
    expect(await a.vault.table('risk').get(risk)).toMatchObject({ title: 'True' })
    expect((await a.vault.refused.toArray())[0]!.verdict).toBe('foreignClient')
  })

  it('equivocation: two entries with one number, of which the relay takes one', async () => {
    const { b, risk } = await aliceAndMallory('editor')
    const one = await byHand(b, `${risk}/title`, 'One', { clientId: 7_001 })
    const two = await byHand(b, `${risk}/title`, 'Two', { clientId: 7_002 })
    expect(await relayAnswers(b, one)).toBe('stored')
    expect(await relayAnswers(b, two)).toBe('duplicate')
    expect(await relayAnswers(b, one)).toBe('stored')
  })
})

describe('a relay that lets in what no relay may', () => {
  it.each([
    ['the same entry a second time', 'sent an entry a second time', (own: SealedEntry) => [own.bytes, own.bytes]],
    [
      'an entry with a changed signature',
      'sent an entry with a wrong signature',
      (own: SealedEntry) => {
        const changed = toBytes(own.bytes)
        changed[changed.length - 1]! ^= 1
        return [changed]
      },
    ],
  ])('%s: nothing of it is used, the state says so, and nothing more is sent', async (_what, words, bytesOf) => {
    const { a, b, risk } = await aliceAndMallory('editor')
    const reader = await readsFromAccomplice(a, ...bytesOf(await byHand(b, `${risk}/title`, 'Changed')))
    await until(() => reader.status()?.state === 'halted', 'halted')
    expect(reader.status()!.message).toContain(words)
    expect(reader.status()!.message).toContain('Stop using this relay, compare the words, tell the owner.')
    await reader.create('risk', { title: 'Written meanwhile' })
    await wait(300)
    expect(await reader.replica.waiting()).toBe(1)
    expect(await reader.sync.wanted()).toBeUndefined()
    // It stays so after the worker died, until somebody connects a relay anew.
    const again = await reader.restart({ connect: connectWs })
    devices[devices.indexOf(reader)] = again
    await wait(200)
    expect(again.status()?.state).toBe('halted')
  })

  it('another history: the words of the state name position and what to do', async () => {
    const { a } = await aliceAndMallory('editor')
    const entries = await readLogAfter(a.vault, 0)
    const other: SequencedEntry[] = []
    for (const { bytes, relayTime } of entries)
      other.push(
        sequenceEntry(
          other.length > 0 ? positionOf(other.at(-1)!) : { seq: 0, chain: '0'.repeat(64), relayTime: 0 },
          bytes,
          relayTime + 5,
        ),
      )
    const again = await a.restart({ connect: scriptedRelay(serving(other, { key: relay!.key })).connect })
    devices[devices.indexOf(a)] = again
    await until(() => again.status()?.state === 'halted', 'halted')
    expect(again.status()!.message).toContain(
      `The relay signed two histories: for entry ${entries.length} it signed ${entries.at(-1)!.chain.slice(0, 8)} and now shows ${other.at(-1)!.chain.slice(0, 8)}.`,
    )
    expect((await again.vault.log.toArray()).map(({ chain }) => chain)).toEqual(entries.map(({ chain }) => chain))
  })
})

/**
 * The relay's word, and what becomes of a relay that breaks it, loses what it gave it for, or is not the one it was.
 */

import { afterEach, describe, expect, it } from 'vitest'
import { sequenceEntry } from '~/lib/protocol/log/chain'
import type { LogHead } from '~/lib/protocol/log/entry'
import { receiptBytes, type Receipt } from '~/lib/protocol/log/receipt'
import { unwrap } from '~/lib/shared/result'
import { readRelayProofs, readRelayWord } from '~/lib/sync/connection/relayWord'
import { readLogAfter } from '~/lib/sync/session/readLog'
import { createRelayKey, loadRelayKey, type RelayKey } from '~/server/relayKey'
import { createMemoryLog } from '~/server/store/memoryLog'
import type { LogRecord, LogStore } from '~/server/store/logStore'
import { verifySignature } from '~/server/verifySignature'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { adopt, bring, Client, hello, signIn } from '../../server/support/client'
import { admitMember } from '../../server/support/members'
import { found, sealed } from '../../server/support/people'
import { startRelay as startServer } from '../../server/support/relay'
import { positionOf } from '../../contract/logPort'
import { foundDevice, joinDevice, level, sealFile, type Device } from '../../sync/support/device'
import { startRelay, until, wait, type TestRelay } from '../../sync/support/relay'
import { scriptedRelay, serving } from '../../sync/support/scriptedRelay'

const devices: Device[] = []
const relays: TestRelay[] = []
const own = (device: Device): Device => {
  devices.push(device)
  return device
}
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop()
  for (const relay of relays.splice(0)) await relay.close().catch(() => undefined)
})

async function relayOn(options: Parameters<typeof startRelay>[0] = {}): Promise<TestRelay> {
  const relay = await startRelay(options)
  relays.push(relay)
  return relay
}

const synced = (device: Device): Promise<void> =>
  until(
    () => device.status()?.state === 'synced',
    `${device.name} synced, not ${JSON.stringify(device.status())}`,
    15_000,
  )

async function aliceOn(relay: TestRelay): Promise<Device> {
  const a = own(await foundDevice('Alice'))
  unwrap(await a.sync.connectRelay(relay.url))
  await synced(a)
  return a
}

/** A store that can be set back to what it held before, as a backup does. */
function restorable(): LogStore & { backup(): () => LogStore } {
  const batches: { readonly workspaceId: string; readonly after: LogHead; readonly records: readonly LogRecord[] }[] =
    []
  const log = createMemoryLog()
  return {
    ...log,
    async append(workspaceId, after, records) {
      const stored = await log.append(workspaceId, after, records)
      if (stored === 'stored') batches.push({ workspaceId, after, records })
      return stored
    },
    backup() {
      const held = [...batches]
      return () => {
        const old = createMemoryLog()
        for (const { workspaceId, after, records } of held) void old.append(workspaceId, after, records)
        return old
      }
    },
  }
}

/** The relay stops and comes back at the same address. */
async function restart(relay: TestRelay, log: LogStore, key: RelayKey): Promise<TestRelay> {
  await relay.close()
  return relayOn({ log, key, port: Number(new URL(relay.url).port) })
}

describe('a relay restored from a backup', () => {
  it('gets the entries it lost back verbatim, from whoever holds its word for them, and all go on', async () => {
    const log = restorable()
    const relay = await relayOn({ log })
    const a = await aliceOn(relay)
    const b = own(await joinDevice('Bob', await a.invite('editor', { relayUrl: relay.url })))
    await synced(b)
    await level(a, b)
    const restore = log.backup()
    for (const title of ['Lost by the relay', 'This one, too'])
      await (title.startsWith('Lost') ? a : b).create('risk', { title })
    await level(a, b)
    const before = (await a.vault.log.toArray()).map(({ seq, chain, relayTime }) => ({ seq, chain, relayTime }))
    const restored = restore()
    const again = await restart(relay, restored, relay.key)
    await Promise.all([synced(a), synced(b)])
    const after = (await again.log.read(a.workspaceId, { after: 0, maxBytes: 1e9 })).map(
      ({ seq, chain, relayTime }) => ({ seq, chain, relayTime }),
    )
    expect(after).toEqual(before)
    expect(
      [...a.statuses, ...b.statuses].some(({ message }) =>
        /^The relay lost .* as after a restored backup\. This device gives (?:it|them) back\.$/.test(message ?? ''),
      ),
    ).toBe(true)
    expect([...a.statuses, ...b.statuses].some(({ state }) => state === 'halted')).toBe(false)
    const returned = await Promise.all(
      [a, b].map(async ({ vault }) => (await readRelayWord(vault, relay.url))?.returned),
    )
    expect(returned.find((note) => note !== undefined)).toMatchObject({ to: before.length })
    await a.create('risk', { title: 'Afterwards' })
    await level(a, b)
    expect((await b.rows('risk')).map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Lost by the relay', 'This one, too', 'Afterwards']),
    )
  })

  it('is offered the files again by whoever gives entries back: it may have lost them, too', async () => {
    const log = restorable()
    const relay = await relayOn({ log })
    const asked: string[] = []
    const a = own(
      await foundDevice('Alice', {
        fetch: (url, init) => {
          asked.push(init?.method ?? 'GET')
          return fetch(url, init)
        },
      }),
    )
    unwrap(await a.sync.connectRelay(relay.url))
    await synced(a)
    await sealFile(a, 100)
    a.sync.nudge()
    await until(async () => (await a.vault.blobs.where('upload').equals('done').count()) === 1, 'out')
    const restore = log.backup()
    await a.create('risk', { title: 'Lost by the relay' })
    await level(a)
    await restart(relay, restore(), relay.key)
    await until(() => asked.filter((method) => method === 'PUT').length === 2, 'sent again')
    await synced(a)
    expect(asked).toEqual(['HEAD', 'PUT', 'HEAD', 'PUT'])
  })

  it('that lost the whole workspace, and still has its key, gets all of it back', async () => {
    const relay = await relayOn()
    const a = await aliceOn(relay)
    await a.create('risk', { title: 'Kept' })
    await level(a)
    const before = (await a.vault.log.toArray()).map(({ chain }) => chain)
    const again = await restart(relay, createMemoryLog(), relay.key)
    await synced(a)
    expect((await again.log.read(a.workspaceId, { after: 0, maxBytes: 1e9 })).map(({ chain }) => chain)).toEqual(before)
    expect(a.statuses.some(({ state }) => state === 'halted')).toBe(false)
  })

  it('that lost its key, too, is told apart in words, and does not get to say it had kept the log', async () => {
    const relay = await relayOn()
    const a = await aliceOn(relay)
    await restart(relay, createMemoryLog(), createRelayKey())
    await until(
      () => /says that this relay had it before/.test(a.status()?.message ?? ''),
      `words, not ${JSON.stringify(a.status())}`,
      15_000,
    )
    expect(a.status()).toMatchObject({ state: 'offline' })
  })

  it('whose end went on otherwise meanwhile is left, with the words, and nothing is given back', async () => {
    const relay = await relayOn()
    const a = await aliceOn(relay)
    await a.create('risk', { title: 'Seen by Alice alone' })
    await level(a)
    const entries = await readLogAfter(a.vault, 0)
    const other = [
      ...entries.slice(0, -2),
      sequenceEntry(positionOf(entries.at(-3)!), entries.at(-2)!.bytes, entries.at(-2)!.relayTime + 9),
    ]
    const hostile = scriptedRelay(serving(other, { key: relay.key }))
    const again = own(await a.restart({ connect: hostile.connect }))
    await until(() => again.status()?.state === 'halted', 'halted')
    expect(again.status()!.message).toMatch(
      /^The relay shows two histories: its entry \d+ is not the one this device holds\./,
    )
    expect(hostile.received.some(({ kind }) => kind === 'offer' || kind === 'adopt')).toBe(false)
    expect(await again.replica.head()).toMatchObject({ seq: entries.length, chain: entries.at(-1)!.chain })
  })
})

describe('a relay that gives its word twice', () => {
  it('for two histories is left; what it signed is kept as proof that anybody can check', async () => {
    const relay = await relayOn()
    const a = await aliceOn(relay)
    await a.create('risk', { title: 'One history' })
    await level(a)
    const entries = await readLogAfter(a.vault, 0)
    const last = entries.at(-1)!
    const forked = [...entries.slice(0, -1), sequenceEntry(positionOf(entries.at(-2)!), last.bytes, last.relayTime + 3)]
    const again = own(await a.restart({ connect: scriptedRelay(serving(forked, { key: relay.key })).connect }))
    await until(() => again.status()?.state === 'halted', 'halted')
    expect(again.status()!.message).toBe(
      `The relay signed two histories: for entry ${last.seq} it signed ${last.chain.slice(0, 8)} and now shows ${forked.at(-1)!.chain.slice(0, 8)}. What it signed is kept on this device as proof. Stop using this relay and tell the owner. Nothing was applied.`,
    )
    await again.sync.stop()
    const word = (await readRelayWord(again.vault, relay.url))!
    expect(word.against).toMatchObject({ seq: last.seq, chain: forked.at(-1)!.chain })
    const holds = (receipt: Receipt) =>
      verifySignature({
        publicKey: word.key,
        message: receiptBytes(a.workspaceId, receipt),
        signature: receipt.signature,
      })
    expect([await holds(word.receipt), await holds(word.against!)]).toEqual([true, true])
    // Whoever connects anew begins anew with it; the proof stays.
    unwrap(await again.sync.connectRelay(relay.url))
    expect(await readRelayProofs(again.vault)).toMatchObject([
      { receipt: { chain: last.chain }, against: { chain: forked.at(-1)!.chain } },
    ])
    expect(await readRelayWord(again.vault, relay.url)).toBeUndefined()
  })

  it.each<[string, (key: RelayKey) => RelayKey, string]>([
    [
      'with a signature of somebody else',
      (key) => ({ ...createRelayKey(), publicKey: key.publicKey }),
      'The receipt of the relay is not signed by its key.',
    ],
    [
      'for another workspace',
      (key) => ({ ...key, receipt: (_workspaceId, head, time) => key.receipt('ab'.repeat(32), head, time) }),
      'The receipt of the relay is not signed by its key.',
    ],
    [
      'for another position than it shows',
      (key) => ({
        ...key,
        receipt: (workspaceId, head, time) => key.receipt(workspaceId, { seq: head.seq + 40, chain: head.chain }, time),
      }),
      'The receipt of the relay is for another history than the one it shows.',
    ],
  ])('%s: nothing is applied', async (_what, bend, words) => {
    const relay = await relayOn()
    const a = await aliceOn(relay)
    const entries = await readLogAfter(a.vault, 0)
    const again = own(await a.restart({ connect: scriptedRelay(serving(entries, { key: bend(relay.key) })).connect }))
    await until(() => again.status()?.state === 'halted', 'halted')
    expect(again.status()!.message).toContain(words)
    expect(again.replica.head().seq).toBe(entries.length)
  })
})

describe('a relay that asks for a log', () => {
  it('which nobody offered gets none and is left', async () => {
    const relay = await relayOn()
    const a = await aliceOn(relay)
    const honest = serving(await readLogAfter(a.vault, 0), { key: relay.key })
    const asking = scriptedRelay((frame, socket) =>
      frame.kind === 'resume' ? socket.send({ kind: 'bring', what: 'log', fromSeq: 0 }) : honest(frame, socket),
    )
    const again = own(await a.restart({ connect: asking.connect }))
    await until(() => again.status()?.state === 'halted', 'halted')
    expect(again.status()!.message).toBe('The relay asks for a log that nobody offered. Check the address.')
    expect(asking.received.map(({ kind }) => kind)).toEqual(['hello', 'auth', 'resume'])
  })
})

describe('the key of a relay', () => {
  it('is pinned at first use: another one under the same address is said in words, and nothing is sent to it until somebody connects anew', async () => {
    const relay = await relayOn()
    const a = await aliceOn(relay)
    const log = await relay.log
    const other = await restart(relay, log, createRelayKey())
    await until(() => a.status()?.state === 'halted', 'halted', 15_000)
    expect(a.status()!.message).toMatch(
      /^The relay at 127\.0\.0\.1:\d+ has another key than the one this device has known since \d+ \w+ \d{4}\. It was set up again, or something else answers in its place\./,
    )
    await a.create('risk', { title: 'Not for that one' })
    await wait(200)
    expect(await a.replica.waiting()).toBe(1)
    unwrap(await a.sync.connectRelay(other.url))
    await synced(a)
    await level(a)
    expect((await readRelayWord(a.vault, other.url))!.key).toEqual(other.key.publicKey)
  })

  it('is made once and kept in the data folder, for its owner only; a file that is none stops the start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-key-'))
    try {
      const [first, second] = await Promise.all([loadRelayKey(folder), loadRelayKey(folder)])
      expect(second.publicKey).toEqual(first.publicKey)
      expect((await loadRelayKey(folder)).publicKey).toEqual(first.publicKey)
      expect((await stat(join(folder, 'relay-key.pem'))).mode & 0o077).toBe(0)
      expect(await readFile(join(folder, 'relay-key.pem'), 'utf8')).toContain('BEGIN PRIVATE KEY')
      await writeFile(join(folder, 'relay-key.pem'), 'something else')
      await expect(loadRelayKey(folder)).rejects.toThrow(/is not the P-256 key of a relay/)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('signs with the lower s only, as every signature here', () => {
    const key = createRelayKey()
    for (let i = 0; i < 40; i++)
      expect(key.receipt('ab'.repeat(32), { seq: i, chain: 'cd'.repeat(32) }, i).signature[32]!).toBeLessThan(0x80)
  })
})

describe('a member who offers what was never lost', () => {
  it('needs the relay’s own word: with another’s, an old one or none nothing is taken', async () => {
    const relay = await startServer()
    const workspace = await found()
    const client = await adopt(relay.origin, workspace)
    const early = (await client.first('welcome')).receipt
    const { device, head } = await admitMember(workspace, client, {
      role: 'editor',
      head: workspace.head,
      accessHash: workspace.alice.prevDeviceHash,
      now: relay.clock.now(),
    })
    // An entry with the time of 2100, as if the relay had given it.
    const written = await device.draft('register', sealed(), head)
    const forged = sequenceEntry({ ...head, relayTime: relay.clock.now() }, written.bytes, Date.UTC(2100, 0, 1))
    const lie = createRelayKey().receipt(
      workspace.workspaceId,
      { seq: forged.seq, chain: forged.chain },
      forged.relayTime,
    )
    for (const receipt of [lie, early, { ...early, seq: forged.seq, chain: forged.chain }]) {
      const member = new Client(relay.origin)
      await hello(member, {
        workspaceId: workspace.workspaceId,
        speaker: { as: 'device', deviceId: device.deviceId },
        signKey: device.keys.sign.privateKey,
      })
      await member.first('welcome')
      member.send({ kind: 'offer', receipt })
      expect((await member.closed).code).toBe(4400)
    }
    const after = await signIn(relay.origin, workspace.alice)
    expect((await after.first('welcome')).head).toEqual(head)
  })

  it.each([
    ['offers', 'what another device gave back since the welcome'],
    ['brings', 'what another device gave back meanwhile'],
  ])('a device that %s %s is told that nothing is missing any more, and goes on', async (when) => {
    const store = restorable()
    const relay = await startServer({ log: store })
    const workspace = await found()
    const { alice } = workspace
    const client = await adopt(relay.origin, workspace)
    const { device, head: before } = await admitMember(workspace, client, {
      role: 'editor',
      head: workspace.head,
      accessHash: alice.prevDeviceHash,
      now: relay.clock.now(),
    })
    const restore = store.backup()
    const lost = await alice.write('register', sealed(), before)
    const head = await client.store(lost)
    const { receipt } = (await client.answerTo(lost.uuid)) as { readonly receipt: Receipt }
    const entry = await client.entryAt(head.seq)
    const key = createRelayKey()
    const old = await startServer({ log: restore(), key })
    const word = key.receipt(workspace.workspaceId, head, receipt.time)
    const enter = async ({ deviceId, keys }: typeof alice): Promise<Client> => {
      const socket = new Client(old.origin)
      await hello(socket, {
        workspaceId: workspace.workspaceId,
        speaker: { as: 'device', deviceId },
        signKey: keys.sign.privateKey,
      })
      expect((await socket.first('welcome')).head).toEqual(before)
      return socket
    }
    const [first, second] = [await enter(alice), await enter(device)]
    const offer = async (socket: Client): Promise<void> => {
      socket.send({ kind: 'offer', receipt: word })
      expect(await socket.first('bring')).toMatchObject({ what: 'log', fromSeq: before.seq })
    }
    const welcomes = (socket: Client) =>
      socket.frames.filter((frame) => frame.kind === 'welcome').map(({ head }) => head)
    await offer(first)
    if (when === 'brings') await offer(second)
    first.send({ kind: 'adopt', entries: [entry], last: true })
    await until(() => welcomes(first).length === 2, 'the first is welcomed again')
    second.send(when === 'brings' ? { kind: 'adopt', entries: [entry], last: true } : { kind: 'offer', receipt: word })
    await until(() => welcomes(second).length === 2, 'the second is welcomed again')
    expect([welcomes(first)[1], welcomes(second)[1]]).toEqual([head, head])
    second.send({ kind: 'resume', fromSeq: before.seq })
    expect(await second.entryAt(head.seq)).toMatchObject({ chain: head.chain })
  })

  it('may not bring more, or other entries, than the word is for', async () => {
    const store = restorable()
    const relay = await startServer({ log: store })
    const workspace = await found()
    const { alice } = workspace
    const client = await adopt(relay.origin, workspace)
    const restore = store.backup()
    const two = await alice.write('register', sealed(), workspace.head)
    const head = await client.store(two)
    const { receipt } = (await client.answerTo(two.uuid)) as { readonly receipt: Receipt }
    const truth = await client.entryAt(2)
    const key = createRelayKey()
    const old = await startServer({ log: restore(), key })
    const word = key.receipt(workspace.workspaceId, head, receipt.time)
    const more = sequenceEntry(
      positionOf(truth),
      (await alice.draft('register', sealed(), head)).bytes,
      truth.relayTime,
    )
    const other = sequenceEntry(positionOf(workspace.log[0]!), truth.bytes, truth.relayTime + 1)
    const offer = async (entries: readonly (typeof truth)[]): Promise<Client> => {
      const socket = new Client(old.origin)
      await hello(socket, {
        workspaceId: workspace.workspaceId,
        speaker: { as: 'device', deviceId: alice.deviceId },
        signKey: alice.keys.sign.privateKey,
      })
      await socket.first('welcome')
      socket.send({ kind: 'offer', receipt: word })
      expect(await socket.first('bring')).toMatchObject({ what: 'log', fromSeq: 1 })
      socket.send({ kind: 'adopt', entries, last: true })
      return socket
    }
    for (const wrong of [[truth, more], [other], []]) expect((await (await offer(wrong)).closed).code).toBe(4400)
    const right = await offer([truth])
    await right.until('a second welcome', () => right.frames.filter(({ kind }) => kind === 'welcome')[1])
    expect(right.frames.findLast((frame) => frame.kind === 'welcome')).toMatchObject({ head, deviceSeq: 2 })
  })

  it('a founder’s word for a log is only this relay’s: with another’s the log is a stranger’s', async () => {
    const relay = await startServer()
    const workspace = await found()
    const client = new Client(relay.origin)
    await hello(client, {
      workspaceId: workspace.workspaceId,
      speaker: { as: 'founder', deviceId: workspace.alice.deviceId },
      signKey: workspace.alice.keys.sign.privateKey,
    })
    const joined = await workspace.alice.write(
      'access',
      { type: 'relayJoined', prev: workspace.alice.prevDeviceHash, origin: relay.origin },
      workspace.head,
    )
    const log = [
      ...workspace.log,
      sequenceEntry(positionOf(workspace.log[0]!), joined.bytes, workspace.log[0]!.relayTime),
    ]
    await bring(client, log, { receipt: createRelayKey().receipt(workspace.workspaceId, log[1]!, 0) })
    expect((await client.closed).code).toBe(4410)
  })
})

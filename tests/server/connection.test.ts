import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createConnection as connectTcp } from 'node:net'
import { frameVersion, writeClientFrame } from '~/lib/protocol/wire/frames'
import { zeroHash } from '~/lib/protocol/log/entry'
import { closeReasonOf } from '~/lib/protocol/wire/closeCodes'
import type { LogStore } from '~/server/store/logStore'
import { createMemoryLog } from '~/server/store/memoryLog'
import { Client, adopt, bring, hello, signIn } from './support/client'
import { admitMember } from './support/members'
import {
  admitBody,
  found,
  invitation,
  joinBody,
  newDevice,
  random,
  removeBody,
  sealed,
  type Device,
  type Invitation,
  type Workspace,
} from './support/people'
import { startRelay, type TestRelay } from './support/relay'

const day = 86_400_000

/** Alice online with the workspace on the relay. */
async function start(options: Parameters<typeof startRelay>[0] = {}) {
  const relay = await startRelay(options)
  const workspace = await found()
  const client = await adopt(relay.origin, workspace)
  return { relay, workspace, alice: workspace.alice, client, accessHash: workspace.alice.prevDeviceHash }
}

const asDevice = (device: Device) => ({
  workspaceId: device.workspaceId,
  speaker: { as: 'device' as const, deviceId: device.deviceId },
  signKey: device.keys.sign.privateKey,
})
const asInvite = (invite: Invitation, device: Device) => ({
  workspaceId: device.workspaceId,
  speaker: { as: 'invite' as const, deviceId: device.deviceId, inviteId: invite.inviteId },
  signKey: invite.signKey,
})

/** Bob, invited by Alice and admitted. */
async function admitted(
  { relay, workspace, client, accessHash }: Awaited<ReturnType<typeof start>>,
  role: 'editor' | 'viewer' | 'auditor' = 'editor',
) {
  const { device: bob, ...rest } = await admitMember(workspace, client, {
    role,
    head: workspace.head,
    accessHash,
    now: relay.clock.now(),
  })
  return { bob, ...rest }
}

const alive = async (relay: TestRelay): Promise<void> => {
  expect((await fetch(`${relay.origin}/readyz`)).status).toBe(200)
}

describe('relay: signing in', () => {
  it('closes with 4401 for a signature by another key, over another relay, workspace or nonce', async () => {
    const { relay, workspace, alice } = await start()
    const mallory = await newDevice(workspace.workspaceId)
    for (const options of [
      { ...asDevice(alice), signKey: mallory.keys.sign.privateKey },
      { ...asDevice(alice), signedOrigin: 'https://relay.example' },
      asDevice(mallory),
    ]) {
      const client = new Client(relay.origin)
      await hello(client, options)
      expect((await client.closed).code).toBe(4401)
      expect(client.frames.at(-1)).toMatchObject({ kind: 'bye', code: 4401 })
    }
    await alive(relay)
  })

  it('takes the signature over any of its loopback names, and over the configured origin only when there is one', async () => {
    const { relay, alice } = await start()
    const { port } = new URL(relay.origin)
    const client = new Client(relay.origin)
    await hello(client, { ...asDevice(alice), signedOrigin: `http://localhost:${port}` })
    await client.first('welcome')

    const configured = await startRelay({ origin: 'https://relay.example' })
    const workspace = await found()
    const direct = new Client(configured.origin)
    await hello(direct, {
      ...asDevice(workspace.alice),
      speaker: { as: 'founder', deviceId: workspace.alice.deviceId },
      signedOrigin: configured.origin,
    })
    await bring(direct, workspace.log)
    expect((await direct.closed).code).toBe(4401)
  })

  it('closes with 4404 for a workspace it does not know, 4426 for another version', async () => {
    const relay = await startRelay()
    const stranger = await newDevice('ab'.repeat(32))
    const client = new Client(relay.origin)
    await hello(client, asDevice(stranger))
    expect((await client.closed).code).toBe(4404)

    const newer = new Client(relay.origin)
    await newer.opened
    newer.send({
      kind: 'hello',
      version: frameVersion + 1,
      workspaceId: zeroHash,
      speaker: { as: 'device', deviceId: stranger.deviceId },
      clientNonce: random(32),
      features: [],
    })
    expect((await newer.closed).code).toBe(4426)
  })

  it('closes with 4408 who does not sign in in time', async () => {
    const relay = await startRelay({ limits: { authMs: 60 } })
    const silent = new Client(relay.origin)
    expect((await silent.closed).code).toBe(4408)
    const halfway = new Client(relay.origin)
    await halfway.opened
    halfway.send({
      kind: 'hello',
      version: frameVersion,
      workspaceId: zeroHash,
      speaker: { as: 'device', deviceId: '00'.repeat(16) },
      clientNonce: random(32),
      features: [],
    })
    expect((await halfway.closed).code).toBe(4408)
  })

  it('closes the older of two sockets of one device with 4409', async () => {
    const { relay, alice, client } = await start()
    const second = await signIn(relay.origin, alice)
    expect((await client.closed).code).toBe(4409)
    second.send({ kind: 'ping', n: 7 })
    expect(await second.first('pong')).toMatchObject({ n: 7 })
  })

  it('welcomes a device with all that its older socket had sent, and nothing of it comes later', async () => {
    const log = createMemoryLog()
    const slow: LogStore = {
      ...log,
      append: async (...args) => {
        await new Promise((resolve) => setTimeout(resolve, 60))
        return log.append(...args)
      },
    }
    const { relay, workspace, alice, client } = await start({ log: slow })
    const all = []
    for (let i = 0; i < 60; i++) all.push(await alice.write('register', sealed(), workspace.head))
    for (const { bytes } of all) client.send({ kind: 'append', entry: bytes })
    await client.answerTo(all[0]!.uuid)
    const second = await signIn(relay.origin, alice)
    const welcome = await second.first('welcome')
    expect((await client.closed).code).toBe(4409)
    const next = { deviceSeq: welcome.deviceSeq + 1, prevDeviceHash: welcome.prevDeviceHash }
    const head = { seq: welcome.head.seq, chain: welcome.head.chain }
    expect(await second.append(await alice.draft('register', sealed(), head, next))).toMatchObject({
      kind: 'stored',
      seq: welcome.head.seq + 1,
    })
    expect(welcome.deviceSeq).toBeGreaterThan(2)
    expect(welcome.head.seq).toBe(welcome.deviceSeq)
  })

  it('draws a new challenge each time, so an answer can’t be used again', async () => {
    const { relay, alice } = await start()
    const { workspaceId, speaker } = asDevice(alice)
    const recorded = new Client(relay.origin)
    await hello(recorded, asDevice(alice))
    const first = await recorded.first('challenge')
    const replay = new Client(relay.origin)
    await replay.opened
    replay.send({ kind: 'hello', version: frameVersion, workspaceId, speaker, clientNonce: random(32), features: [] })
    const second = await replay.first('challenge')
    expect(second.relayNonce).not.toEqual(first.relayNonce)
    replay.send({ kind: 'auth', signature: random(64) })
    expect((await replay.closed).code).toBe(4401)
  })
})

describe('relay: what it is sent wrongly', () => {
  const whole = writeClientFrame({ kind: 'ping', n: 1 })
  const wrong: readonly (readonly [string, Uint8Array | string])[] = [
    ['nothing', new Uint8Array(0)],
    ['an unknown kind', Uint8Array.of(200)],
    ['a relay’s frame', Uint8Array.of(16, ...new Uint8Array(32))],
    ['a cut frame', Uint8Array.of(0, 1, 2, 3)],
    ['trailing bytes', Uint8Array.of(...whole, 0)],
    ['a list longer than its bytes', Uint8Array.of(2, 0, 0xff, 0xff, 0xff, 0x7f)],
    ['a number in a long spelling', Uint8Array.of(3, 0x80, 0x00)],
    ['text', 'hello'],
    ['a frame before its turn', whole],
  ]
  for (const [what, bytes] of wrong) {
    it(`closes with 4400: ${what}, before signing in`, async () => {
      const { relay } = await start()
      const stranger = new Client(relay.origin)
      await stranger.opened
      stranger.socket.send(bytes)
      expect((await stranger.closed).code).toBe(4400)
      await alive(relay)
    })
  }
  for (const [what, bytes] of wrong.filter(([, one]) => one !== whole)) {
    it(`closes with 4400: ${what}, after signing in`, async () => {
      const { relay, client } = await start()
      client.socket.send(bytes)
      expect((await client.closed).code).toBe(4400)
      await alive(relay)
    })
  }

  it('closes with 4413 for a frame over 2 MiB and an entry over 1 MiB', async () => {
    const { relay, workspace, alice, client } = await start()
    client.sendBytes(new Uint8Array(2 * 1024 * 1024 + 1))
    expect((await client.closed).code).toBe(4413)
    const second = await signIn(relay.origin, alice)
    const written = await alice.draft('register', sealed(1000), workspace.head)
    second.send({ kind: 'append', entry: new Uint8Array(1024 * 1024 + 1).fill(1) })
    expect((await second.closed).code).toBe(4413)
    const third = await signIn(relay.origin, alice)
    expect((await third.append(written)).kind).toBe('stored')
  })

  it('survives random bytes on the socket and on the port', async () => {
    const relay = await startRelay()
    for (let i = 0; i < 30; i++) {
      const client = new Client(relay.origin)
      await client.opened
      client.sendBytes(random(1 + i * 13))
      await client.closed
    }
    await new Promise<void>((resolve) => {
      const tcp = connectTcp(Number(new URL(relay.origin).port), '127.0.0.1', () => tcp.end(random(400)))
      tcp
        .resume()
        .on('error', () => undefined)
        .on('close', () => resolve())
    })
    await alive(relay)
  })

  it('refuses upgrades of foreign pages, elsewhere, and without the subprotocol', async () => {
    const relay = await startRelay()
    const statusOf = (
      path: string,
      headers: Record<string, string>,
      protocols: string[] = ['plumbline.v2'],
    ): Promise<number> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${relay.origin.replace('http', 'ws')}${path}`, protocols, { headers })
        socket
          .on('open', () => resolve(101))
          .on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
          .on('error', () => undefined)
      })
    expect(await statusOf('/v1/sync', { Origin: 'https://evil.example' })).toBe(403)
    expect(await statusOf('/v1/sync', { Origin: 'null' })).toBe(403)
    expect(await statusOf('/v1/other', {})).toBe(404)
    expect(await statusOf('/v1/sync', {}, ['other'])).toBe(400)
    expect(await statusOf('/v1/sync', { Origin: relay.origin })).toBe(101)
    expect(await statusOf('/v1/sync', { Origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop' })).toBe(101)
    expect(await statusOf('/v1/sync', { Origin: 'moz-extension://6b5b3a2e-1111-4222-8333-944455566677' })).toBe(101)
  })

  it('limits the sockets of one address', async () => {
    const relay = await startRelay({ limits: { connectionsPerAddress: 3 } })
    const clients = [new Client(relay.origin), new Client(relay.origin), new Client(relay.origin)]
    await Promise.all(clients.map((client) => client.opened))
    await expect(new Client(relay.origin).opened).rejects.toThrow(/429/)
    clients[0]!.close()
    await clients[0]!.closed
    await new Promise((resolve) => setTimeout(resolve, 20))
    await new Client(relay.origin).opened
  })
})

describe('relay: sockets', () => {
  const open = async (relay: TestRelay, headers: Record<string, string> = {}): Promise<Client> => {
    const client = new Client(relay.origin, headers)
    await client.opened
    return client
  }

  it('are counted for the last address that our own proxy names, and for the caller where there is none', async () => {
    const proxied = await startRelay({
      trustProxy: true,
      limits: { connectionsPerAddress: 1, rawConnectionsPerAddress: 2 },
    })
    await open(proxied, { 'X-Forwarded-For': 'a, b' })
    await expect(open(proxied, { 'X-Forwarded-For': 'c, b ' })).rejects.toThrow(/429/)
    await open(proxied, { 'X-Forwarded-For': 'b, a' })
    await open(proxied, { 'X-Forwarded-For': '' })
    await expect(open(proxied)).rejects.toThrow(/429/)
    // What a stranger claims without a proxy is not asked.
    const direct = await startRelay({ limits: { connectionsPerAddress: 1 } })
    await open(direct, { 'X-Forwarded-For': 'a' })
    await expect(open(direct, { 'X-Forwarded-For': 'b' })).rejects.toThrow(/429/)
  })

  it('are read on after as many frames at once as wait at most: each is answered', async () => {
    const { client } = await start()
    for (let n = 0; n < 150; n++) client.send({ kind: 'ping', n })
    await client.until('all pongs', () =>
      client.frames.filter(({ kind }) => kind === 'pong').length === 150 ? true : undefined,
    )
    expect(client.frames.flatMap((frame) => (frame.kind === 'pong' ? [frame.n] : []))).toEqual(
      Array.from({ length: 150 }, (_, n) => n),
    )
  })

  it('are counted as long as they are open', async () => {
    const relay = await startRelay()
    const count = async () => (await relay.relay.metrics.connections.get()).values[0]?.value
    const clients = [await open(relay), await open(relay)]
    expect(await count()).toBe(2)
    clients[0]!.close()
    await expect.poll(count).toBe(1)
    clients[1]!.close()
    await expect.poll(count).toBe(0)
  })

  it('may ask with a query, and offer other protocols besides', async () => {
    const relay = await startRelay()
    const said = (path: string, protocols: string[]): Promise<string> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${relay.origin.replace('http', 'ws')}${path}`, protocols)
        socket
          .on('open', () => {
            resolve(socket.protocol)
            socket.terminate()
          })
          .on('unexpected-response', (_request, response) => resolve(String(response.statusCode)))
          .on('error', () => undefined)
      })
    expect(await said('/v1/sync?a=b', ['other', 'plumbline.v2'])).toBe('plumbline.v2')
    expect(await said('/v1/sync/x', ['plumbline.v2'])).toBe('404')
    expect(await said('/x?/v1/sync', ['plumbline.v2'])).toBe('404')
  })

  it('are refused with 400 where the upgrade is none', async () => {
    const relay = await startRelay()
    const said = await new Promise<string>((resolve) => {
      const tcp = connectTcp(Number(new URL(relay.origin).port), '127.0.0.1', () =>
        tcp.write(
          'GET /v1/sync HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\nSec-WebSocket-Protocol: plumbline.v2\r\n\r\n',
        ),
      )
      let text = ''
      tcp
        .on('data', (bytes: Buffer) => {
          text += bytes.toString()
        })
        .on('close', () => resolve(text))
        .on('error', () => undefined)
    })
    expect(said).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nConnection: close\r\n/)
  })

  it('take little from a stranger in parts of frames, and from who signed in as much as ever', async () => {
    const { relay, alice, client, workspace } = await start({ limits: { strangerBytes: 4_096 } })
    const stranger = await open(relay)
    for (let n = 0; n < 45; n++) stranger.socket.ping(new Uint8Array(100))
    expect((await stranger.closed).code).toBe(1006)
    for (let n = 0; n < 60; n++) client.socket.ping(new Uint8Array(100))
    expect((await client.append(await alice.write('register', sealed(5_000), workspace.head))).kind).toBe('stored')
    const patient = await open(relay)
    for (let n = 0; n < 35; n++) patient.socket.ping(new Uint8Array(100))
    await new Promise((resolve) => setTimeout(resolve, 60))
    await hello(patient, asDevice(alice))
    expect((await patient.first('welcome')).head.seq).toBe(2)
  })
})

describe('relay: members', () => {
  it('lets an invitation read access entries and append one join, nothing else, and admits', async () => {
    const world = await start()
    const { relay, workspace, alice, client } = world
    const secret = await client.store(await alice.write('register', sealed(), workspace.head))
    const bob = await newDevice(workspace.workspaceId)
    const invite = await invitation(world.accessHash, 'editor', relay.clock.now() + day)
    const invited = await alice.write('access', invite.body, secret)
    const head = await client.store(invited)

    const socket = new Client(relay.origin)
    await hello(socket, asInvite(invite, bob))
    expect((await socket.first('welcome')).token).toBe('')
    socket.send({ kind: 'resume', fromSeq: 0 })
    await socket.first('caughtUp')
    expect(socket.entries.map(({ seq }) => seq)).toEqual([1, 3])

    expect(await socket.append(await bob.draft('register', sealed(), head))).toMatchObject({
      kind: 'refused',
      type: 'roleMayNotWrite',
    })
    expect(await socket.append(await bob.draft('access', invite.body, head))).toMatchObject({
      kind: 'refused',
      type: 'roleMayNotWrite',
    })
    const forged = await joinBody({ ...invite, signKey: bob.keys.sign.privateKey }, bob, invited.hash)
    expect(await socket.append(await bob.draft('access', forged, head))).toMatchObject({
      kind: 'refused',
      type: 'badSignature',
    })
    const join = await bob.write('access', await joinBody(invite, bob, invited.hash), head)
    const joined = await socket.store(join)
    await client.entryAt(joined.seq)

    // Neither records nor presence reach an invitation.
    client.send({ kind: 'presence', bytes: random(40) })
    const hidden = await client.store(await alice.write('register', sealed(), joined))
    const admit = await alice.write('access', admitBody(invite, bob, join.hash, join.hash), hidden)
    const after = await client.store(admit)
    await socket.entryAt(after.seq)
    expect(socket.entries.map(({ seq }) => seq)).toEqual([1, 3, 4, 6])
    expect(socket.frames.some((frame) => frame.kind === 'presence')).toBe(false)

    const member = await signIn(relay.origin, bob)
    expect(member.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
    expect((await member.append(await bob.write('register', sealed(), after))).kind).toBe('stored')
  })

  it("shuts out invitations that are unknown, expired, withdrawn or used by another device, and says which; a stranger without the invitation's key learns nothing", async () => {
    const world = await start()
    const { relay, workspace, alice, client } = world
    const { bob, invite, head, accessHash } = await admitted(world)
    const carol = await newDevice(workspace.workspaceId)
    const said = async (used: Invitation, device: Device): Promise<string | undefined> => {
      const socket = new Client(relay.origin)
      await hello(socket, asInvite(used, device))
      return closeReasonOf((await socket.closed).code)
    }
    expect(await said(invite, carol)).toBe('inviteUsed')
    expect(await said(await invitation(accessHash, 'editor', relay.clock.now() + day), carol)).toBe('inviteUnknown')
    const guessed = { ...(await invitation(accessHash, 'editor', relay.clock.now() + day)), inviteId: invite.inviteId }
    expect(await said(guessed, carol)).toBe('notMember')

    const late = await invitation(accessHash, 'viewer', relay.clock.now() + 1_000)
    const lateHead = await client.store(await alice.write('access', late.body, head))
    relay.clock.advance(2_000)
    expect(await said(late, carol)).toBe('inviteExpired')
    const withdrawn = await invitation(alice.prevDeviceHash, 'viewer', relay.clock.now() + day)
    const withdrawnHead = await client.store(await alice.write('access', withdrawn.body, lateHead))
    await client.store(
      await alice.write(
        'access',
        { type: 'revokeInvite', prev: alice.prevDeviceHash, inviteId: withdrawn.inviteId },
        withdrawnHead,
      ),
    )
    expect(await said(withdrawn, carol)).toBe('inviteWithdrawn')
    expect(bob.deviceId).not.toBe(carol.deviceId)
  })

  it('refuses classes that a role may not write: roleMayNotWrite', async () => {
    const world = await start()
    const { bob, head } = await admitted(world, 'viewer')
    const member = await signIn(world.relay.origin, bob)
    for (const entryClass of ['settings', 'register', 'audit', 'evidence', 'discussion', 'snapshot'] as const) {
      expect(await member.append(await bob.draft(entryClass, sealed(), head))).toMatchObject({
        kind: 'refused',
        type: 'roleMayNotWrite',
      })
    }
    expect((await member.append(await bob.write('statement', sealed(), head))).kind).toBe('stored')
  })

  it('closes a removed device with 4403 at once and lets it in no more', async () => {
    const world = await start()
    const { relay, workspace, alice, client } = world
    const { bob, head, accessHash } = await admitted(world)
    const live = await signIn(relay.origin, bob)
    const gone = removeBody(accessHash, [bob.deviceId], [alice.deviceId, workspace.recovery], 2)
    const after = await client.store(await alice.write('access', gone, head))
    expect((await live.closed).code).toBe(4403)

    const again = new Client(relay.origin)
    await hello(again, asDevice(bob))
    expect((await again.closed).code).toBe(4403)
    // Entries under the old epoch are refused from now on; the new one is taken.
    expect(await client.append(await alice.draft('register', sealed(), after))).toMatchObject({
      kind: 'refused',
      type: 'wrongEpoch',
    })
    alice.epoch = 2
    expect((await client.append(await alice.write('register', sealed(), after))).kind).toBe('stored')
  })

  it('closes a removed device with 4403 also before it reads anything', async () => {
    const world = await start()
    const { relay, workspace, alice, client } = world
    const { bob, head, accessHash } = await admitted(world)
    const welcomed = new Client(relay.origin)
    await hello(welcomed, asDevice(bob))
    await welcomed.first('welcome')
    await client.store(
      await alice.write(
        'access',
        removeBody(accessHash, [bob.deviceId], [alice.deviceId, workspace.recovery], 2),
        head,
      ),
    )
    expect((await welcomed.closed).code).toBe(4403)
  })

  it('hands presence to the other members as it is, not to its author', async () => {
    const world = await start()
    const { bob } = await admitted(world)
    const member = await signIn(world.relay.origin, bob)
    const bytes = random(120)
    world.client.send({ kind: 'presence', bytes })
    expect((await member.first('presence')).bytes).toEqual(bytes)
    world.client.send({ kind: 'ping', n: 1 })
    await world.client.first('pong')
    expect(world.client.frames.some((frame) => frame.kind === 'presence')).toBe(false)
  })
})

describe('relay: founding', () => {
  const brings = async (
    relay: TestRelay,
    workspace: Workspace,
    log = workspace.log,
    createToken = '',
    signKey = workspace.alice.keys.sign.privateKey,
  ): Promise<Client> => {
    const client = new Client(relay.origin)
    await hello(client, {
      workspaceId: workspace.workspaceId,
      speaker: { as: 'founder', deviceId: workspace.alice.deviceId },
      signKey,
    })
    await bring(client, log, { createToken })
    return client
  }

  it('refuses a log that does not hold from its first entry, and keeps nothing of it', async () => {
    const relay = await startRelay()
    const workspace = await found()
    const [genesis] = workspace.log
    const other = await found()
    const flipped = genesis!.bytes.map((byte, at) => (at === genesis!.bytes.length - 1 ? byte ^ 1 : byte))
    for (const log of [
      [{ ...genesis!, chain: 'ab'.repeat(32) }],
      [{ ...genesis!, relayTime: genesis!.relayTime + 1 }],
      [{ ...genesis!, seq: 2 }],
      [{ ...genesis!, bytes: flipped }],
      other.log,
      [genesis!, genesis!],
    ]) {
      const client = await brings(relay, workspace, log)
      expect([4400, 4401]).toContain((await client.closed).code)
    }
    const stranger = new Client(relay.origin)
    await hello(stranger, asDevice(workspace.alice))
    expect((await stranger.closed).code).toBe(4404)
    await (await brings(relay, workspace)).first('welcome')
  })

  it('takes a log only from a device of it', async () => {
    const relay = await startRelay()
    const workspace = await found()
    const mallory = await newDevice(workspace.workspaceId)
    const client = await brings(relay, workspace, workspace.log, '', mallory.keys.sign.privateKey)
    expect((await client.closed).code).toBe(4401)
  })

  it('asks for the token where one is set', async () => {
    const relay = await startRelay({ createToken: 'a-long-enough-token' })
    const workspace = await found()
    for (const token of ['', 'a-long-enough-tokeN', 'a-long-enough-token-']) {
      expect((await (await brings(relay, workspace, workspace.log, token)).closed).code).toBe(4405)
    }
    await (await brings(relay, workspace, workspace.log, 'a-long-enough-token')).first('welcome')
  })

  it('welcomes a founder whose log it has already as a device: the answer to the first upload was lost', async () => {
    const { relay, workspace, alice, client } = await start()
    const head = await client.store(await alice.write('register', sealed(), workspace.head))
    const again = await brings(relay, workspace)
    expect((await again.first('welcome')).head).toEqual(head)
    again.send({ kind: 'resume', fromSeq: 1 })
    await again.entryAt(2)
  })

  it('lets one of two founders at once found', async () => {
    const relay = await startRelay()
    const workspace = await found()
    const both = await Promise.all([brings(relay, workspace), brings(relay, workspace)])
    await Promise.all(both.map((client) => Promise.race([client.first('welcome'), client.closed])))
    const last = await signIn(relay.origin, workspace.alice)
    expect(last.entries).toHaveLength(1)
  })
})

describe('relay: readers', () => {
  it('catches up a long log in parts and goes on live without a gap', async () => {
    const { relay, workspace, alice, client } = await start()
    let head = workspace.head
    for (let i = 0; i < 40; i++) head = await client.store(await alice.write('register', sealed(100_000), head))
    const reader = new Client(relay.origin)
    await hello(reader, asDevice(alice))
    await reader.first('welcome')
    reader.send({ kind: 'resume', fromSeq: 3 })
    await reader.first('caughtUp')
    expect(reader.frames.filter((frame) => frame.kind === 'entries').length).toBeGreaterThan(4)
    const next = await reader.append(await alice.write('register', sealed(), head))
    expect(next).toMatchObject({ kind: 'stored', seq: 42 })
    await reader.entryAt(42)
    expect(reader.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 39 }, (_, index) => index + 4))
  })

  it('closes a client that claims a place the log does not reach', async () => {
    const { relay, alice } = await start()
    const client = new Client(relay.origin)
    await hello(client, asDevice(alice))
    await client.first('welcome')
    client.send({ kind: 'resume', fromSeq: 2 })
    expect((await client.closed).code).toBe(4400)
  })

  it('cuts a reader that does not read, and only that one', async () => {
    const world = await start({ limits: { slowReaderBytes: 600_000 } })
    const { bob, head } = await admitted(world)
    const slow = await signIn(world.relay.origin, bob)
    slow.socket.pause()
    let at = head
    for (let i = 0; i < 40; i++) at = await world.client.store(await world.alice.write('register', sealed(400_000), at))
    await expect
      .poll(async () => (await world.relay.relay.metrics.closes.get()).values)
      .toContainEqual({ labels: { code: 'slow' }, value: 1 })
    await world.client.entryAt(at.seq)
  })

  it('slows down a device that appends faster than it may, and loses nothing', async () => {
    const { workspace, alice, client } = await start({ limits: { entriesPerMinute: 600 } })
    const all = []
    for (let i = 0; i < 620; i++) all.push(await alice.write('register', sealed(20), workspace.head))
    const began = performance.now()
    for (const { bytes } of all) client.send({ kind: 'append', entry: bytes })
    const last = await client.answerTo(all.at(-1)!.uuid)
    expect(last).toMatchObject({ kind: 'stored', seq: 621 })
    // 600 at once, then ten a second: the last twenty take about two seconds.
    expect(performance.now() - began).toBeGreaterThan(1_500)
  })

  it('stores nothing more with 4429 when the room is used up, but still removes members', async () => {
    const world = await start({ limits: { workspaceBytes: 20_000 } })
    const { bob, head, accessHash } = await admitted(world)
    const stored = await world.client.store(await world.alice.write('register', sealed(14_000), head))
    const full = await signIn(world.relay.origin, bob)
    full.send({ kind: 'append', entry: (await bob.draft('register', sealed(9_000), stored)).bytes })
    expect((await full.closed).code).toBe(4429)
    const gone = removeBody(accessHash, [bob.deviceId], [world.alice.deviceId, world.workspace.recovery], 2)
    expect((await world.client.append(await world.alice.write('access', gone, stored))).kind).toBe('stored')
  })
})

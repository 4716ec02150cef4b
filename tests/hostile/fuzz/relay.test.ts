/**
 * Strangers and a member with a patched client at the relay as it is built and run: seeded garbage on HTTP, on upgrades
 * and on sockets at every point of signing in. Afterwards the process lives, its memory is what it was, and an honest
 * client was served all the while in a time of the order of before.
 */

import { connect as connectTcp } from 'node:net'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { authBytes, frameVersion, subprotocol, writeClientFrame, type ClientFrame } from '~/lib/protocol/wire/frames'
import { sign } from '~/lib/crypto/deviceKeys'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { concatBytes } from '~/lib/shared/bytes'
import { encrypted } from '../../contract/blobStore'
import { seeds } from '../seeds'
import { adopt, Client, hello, signIn } from '../../server/support/client'
import { admitMember } from '../../server/support/members'
import { found, random, sealed, type Device, type Workspace } from '../../server/support/people'
import { testFolder } from '../../server/support/relay'
import { buildRelay, startRelayProcess, type RelayProcess } from '../../server/support/relayProcess'

const MiB = 1024 * 1024
/** Appends that are timed, undisturbed and during the attack. */
const timed = 120
const attackers = 6
const blows = 25

const running: RelayProcess[] = []
afterEach(async () => {
  for (const relay of running.splice(0))
    if (relay.process.exitCode === null && relay.process.signalCode === null) await relay.end('SIGKILL')
})
beforeAll(buildRelay, 60_000)

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function drawsOf(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number): number => Math.floor(next() * n)
  const of = <T>(items: readonly T[]): T => items[below(items.length)]!
  const bytes = (most: number): Uint8Array => Uint8Array.from({ length: below(most + 1) }, () => below(256))
  return { below, of, bytes }
}
type Draws = ReturnType<typeof drawsOf>

/** Nearly right: flipped, cut, longer. */
function damaged(bytes: Uint8Array, { below, of, bytes: drawn }: Draws): Uint8Array {
  const at = below(Math.max(1, bytes.length))
  return of([
    () => bytes.map((byte, index) => (index === at ? byte ^ (1 << below(8)) : byte)),
    () => bytes.slice(0, at),
    () => concatBytes(bytes.slice(0, at), drawn(12), bytes.slice(at)),
    () => bytes,
  ])()
}

const paths = [
  '//',
  '/',
  '/%',
  '/v1/sync',
  '/v1/sync?x=%',
  '/v1/blobs/',
  `/v1/blobs/${'a'.repeat(64)}/${'b'.repeat(64)}`,
  '/v1/timestamp',
  '/metrics',
  '/%2e%2e/%2e%2e/etc/passwd',
  'http://[',
  '*',
  `/${'x'.repeat(9_000)}`,
]
const headers = [
  'Host: relay',
  'Host: [',
  'Host:',
  'Origin: null',
  'Origin: http://[',
  'Content-Length: 99999999999999999999',
  'Content-Length: -1',
  'Content-Length: 100',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: x',
  'Content-Range: bytes 0-1/99999999999',
  'Content-Range: bytes a',
  'Range: bytes=-5',
  'Range: bytes=9-1',
  'Authorization: Bearer x',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Upgrade: h2c',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Version: 99',
  `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`,
  'Sec-WebSocket-Key: x',
  `Sec-WebSocket-Protocol: ${subprotocol}`,
  'Sec-WebSocket-Protocol: ,,,',
  'Expect: 100-continue',
  'X-Forwarded-For: 1',
  `X: ${'y'.repeat(20_000)}`,
]

/**
 * One connection with a request that no client of ours sends; it hangs, drips, resets or ends. The status of the
 * answer, if one came.
 */
function strike(
  port: number,
  { below }: Draws,
  head: Buffer,
  body: Uint8Array,
  patienceMs = 20,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connectTcp({ port, host: '127.0.0.1', allowHalfOpen: below(2) === 0 })
    const done = setTimeout(() => socket.destroy(), patienceMs + below(150))
    let said = ''
    socket
      .on('error', () => undefined)
      .on('data', (bytes: Buffer) => {
        if (said.length < 20) said += bytes.toString('latin1')
      })
      .on('close', () => {
        clearTimeout(done)
        resolve(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1])
      })
    socket.on('connect', () => {
      socket.write(head)
      socket.write(body)
      if (below(5) === 0) socket.resetAndDestroy()
      else if (below(3) === 0) socket.end()
    })
  })
}

function httpBlow(port: number, draws: Draws): Promise<unknown> {
  const { below, of, bytes } = draws
  const lines = Array.from({ length: below(8) }, () => of(headers))
  const method = of(['GET', 'PUT', 'POST', 'HEAD', 'OPTIONS', 'CONNECT', 'DELETE', 'GE T', ''])
  const head = Buffer.from(
    `${method} ${of(paths)} HTTP/1.${below(3)}\r\n${lines.join('\r\n')}${lines.length > 0 ? '\r\n' : ''}\r\n`,
    'latin1',
  )
  return strike(port, draws, below(4) === 0 ? Buffer.from(damaged(head, draws)) : head, bytes(of([0, 40, 4_000])))
}

interface Filer {
  readonly workspaceId: string
  readonly token: string
  /** Lies at the relay; no attacker may change it. */
  readonly kept: Awaited<ReturnType<typeof encrypted>>
}

/** A request about a file by somebody who is signed in: true or nearly so in its address, its range and its bytes. */
async function fileBlow(port: number, draws: Draws, { workspaceId, token, kept }: Filer): Promise<string | undefined> {
  const { below, of } = draws
  const method = of(['GET', 'HEAD', 'PUT', 'PUT', 'PUT'])
  const { id, bytes } = method === 'PUT' && below(4) > 0 ? await encrypted(1 + below(40_000), 3 + below(200)) : kept
  const [from, to] = [
    of([0, 0, 0, below(bytes.length)]),
    of([bytes.length - 1, below(bytes.length), bytes.length, 999_999_999_999_999]),
  ]
  const [sent, place] =
    method !== 'PUT'
      ? [
          new Uint8Array(0),
          of([
            [],
            [`Range: bytes=${from}-${of([to, '', 'x'])}`],
            [`Range: bytes=${bytes.length}-`],
            ['Range: bytes=5-1'],
          ]),
        ]
      : of([
          () => [bytes, []] as const,
          () => [damaged(bytes, draws), []] as const,
          () =>
            [
              bytes.slice(from, to + 1),
              [`Content-Range: bytes ${from}-${Math.min(to, bytes.length - 1)}/${bytes.length}`],
            ] as const,
          () =>
            [
              bytes.slice(from, to + 1),
              [`Content-Range: bytes ${from}-${to}/${of([bytes.length, below(9), 10 ** 14, '*'])}`],
            ] as const,
        ])()
  const lines = [
    'Host: relay',
    `Authorization: Bearer ${token}`,
    ...place,
    ...of([
      [`Content-Length: ${sent.length}`],
      [`Content-Length: ${sent.length}`],
      [`Content-Length: ${sent.length}`],
      [`Content-Length: ${below(5_000_000)}`],
      ['Transfer-Encoding: chunked'],
      [],
    ]),
    ...(below(6) === 0 ? [of(headers)] : []),
  ]
  const head = Buffer.from(
    `${method} /v1/blobs/${workspaceId}/${of([id, id, id, id, id.toUpperCase(), `${id}/`])} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`,
    'latin1',
  )
  return strike(port, draws, below(8) === 0 ? Buffer.from(damaged(head, draws)) : head, sent, 200)
}

/** A socket that goes some way towards signing in, rightly or nearly so, and then sends what it likes. */
async function socketBlow(origin: string, workspace: Workspace, member: Device, draws: Draws): Promise<void> {
  const { below, of, bytes } = draws
  const client = new Client(origin)
  await client.opened.catch(() => undefined)
  if (client.socket.readyState !== WebSocket.OPEN) return
  const clientNonce = random(32)
  const speaker = of([
    { as: 'device' as const, deviceId: member.deviceId },
    { as: 'founder' as const, deviceId: member.deviceId },
    { as: 'invite' as const, deviceId: member.deviceId, inviteId: 'ab'.repeat(16) },
  ])
  const workspaceId = of([workspace.workspaceId, 'cd'.repeat(32)])
  const send = (frame: ClientFrame): void =>
    client.sendBytes(below(3) === 0 ? damaged(writeClientFrame(frame), draws) : writeClientFrame(frame))
  send({
    kind: 'hello',
    version: frameVersion,
    workspaceId,
    speaker,
    clientNonce,
    features: Array.from({ length: below(18) }, () => 'word'),
  })
  const challenge = await Promise.race([
    client.first('challenge').catch(() => undefined),
    client.closed.then(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(resolve, 60)),
  ])
  if (challenge && below(4) > 0) {
    const signature = await sign(
      member.keys.sign.privateKey,
      authBytes({ relayNonce: challenge.relayNonce, clientNonce, workspaceId, speaker, relayOrigin: origin }),
    )
    send({ kind: 'auth', signature })
  }
  const receipt = { seq: below(9), chain: 'ef'.repeat(32), time: 0, signature: random(64) }
  const frames: readonly ClientFrame[] = [
    { kind: 'resume', fromSeq: of([0, 1, 2 ** 40]) },
    { kind: 'ping', n: below(9) },
    { kind: 'presence', bytes: random(below(20_000)) },
    { kind: 'append', entry: (await member.draft('register', sealed(below(3_000)), workspace.head)).bytes },
    { kind: 'append', entry: random(below(200_000)) },
    {
      kind: 'create',
      createToken: 'x'.repeat(below(300)),
      genesis: workspace.log[0]!.bytes,
      ...(below(2) === 0 && { receipt }),
    },
    { kind: 'adopt', entries: [...workspace.log, ...workspace.log], last: below(2) === 0 },
    { kind: 'offer', receipt },
  ]
  for (let i = below(12); i > 0 && client.socket.readyState === WebSocket.OPEN; i--) {
    of([
      () => send(of(frames)),
      () => client.sendBytes(bytes(600)),
      () => client.sendBytes(new Uint8Array(below(of([2_000, 40_000, 3 * MiB])))),
      () => client.socket.send(bytes(50), { fin: false }),
      () => client.socket.ping(bytes(120)),
      () => client.socket.send('text'),
    ])()
    if (below(3) === 0) await new Promise((resolve) => setTimeout(resolve, below(20)))
  }
  if (below(2) === 0) await new Promise((resolve) => setTimeout(resolve, below(100)))
  client.close()
}

/** Milliseconds of each of some appends by an honest client, one after the other. */
async function honest(
  client: Client,
  workspace: Workspace,
  from: { head: Awaited<ReturnType<Client['store']>> },
): Promise<number[]> {
  const took: number[] = []
  for (let i = 0; i < timed; i++) {
    const written = await workspace.alice.write('register', sealed(300), from.head)
    const begin = performance.now()
    from.head = await client.store(written)
    took.push(performance.now() - begin)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return took
}

/** What so many in a hundred stay under. */
const percentile = (took: readonly number[], share: number): number =>
  took.toSorted((a, b) => a - b)[Math.floor((took.length * share) / 100)]!

async function residentBytes(origin: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text()
  return Number(/^plumbline_process_resident_memory_bytes (\S+)$/m.exec(text)![1])
}

describe('a relay among strangers', () => {
  it.each(seeds([1, 2]))(
    'seed %i: alive, of the same size, and quick for an honest client',
    async (seed) => {
      const relay = await startRelayProcess(await testFolder(), { PLUMBLINE_CONNECTIONS_PER_ADDRESS: '64' })
      running.push(relay)
      const port = Number(new URL(relay.origin).port)
      const workspace = await found()
      const client = await adopt(relay.origin, workspace)
      const one = await admitMember(workspace, client, {
        role: 'editor',
        head: workspace.head,
        accessHash: workspace.alice.prevDeviceHash,
        now: Date.now(),
      })
      const two = await admitMember(workspace, client, {
        role: 'editor',
        head: one.head,
        accessHash: one.accessHash,
        now: Date.now(),
      })
      const member = one.device
      // Its socket stays open and its token good: what is behind the sign-in of files is beaten on as well.
      const { token } = await (await signIn(relay.origin, two.device)).first('welcome')
      const [kept, fresh] = [await encrypted(40_000, 1), await encrypted(60_000, 2)]
      const honestly = { Authorization: `Bearer ${(await client.first('welcome')).token}` }
      const urlOf = (id: string): string => `${relay.origin}/v1/blobs/${workspace.workspaceId}/${id}`
      expect((await fetch(urlOf(kept.id), { method: 'PUT', headers: honestly, body: kept.bytes })).status).toBe(201)
      const answers = new Map<string, number>()
      const from = { head: two.head }
      await honest(client, workspace, from)
      const quiet = await honest(client, workspace, from)
      const before = await residentBytes(relay.origin)

      // Answers that nobody has who is not signed in: stored, a piece, a range, another offset, other bytes. Where a
      // seed draws few of them, it draws on.
      const behind = (): readonly number[] =>
        ['200', '201', '202', '206', '409', '416', '422']
          .map((status) => answers.get(status) ?? 0)
          .filter((count) => count > 0)
      const gotBehind = (): boolean => behind().length >= 2 && behind().reduce((sum, count) => sum + count) >= 3

      let over = false
      const attack = Promise.all(
        Array.from({ length: attackers }, async (_none, who) => {
          const draws = drawsOf(seed * 1_000 + who)
          for (let i = 0; i < blows || !over || (!gotBehind() && i < 20 * blows); i++) {
            const blow = draws.below(4)
            if (blow === 0) await httpBlow(port, draws)
            else if (blow === 1) {
              const status =
                (await fileBlow(port, draws, { workspaceId: workspace.workspaceId, token, kept })) ?? 'none'
              answers.set(status, (answers.get(status) ?? 0) + 1)
            } else await socketBlow(relay.origin, workspace, member, draws)
          }
        }),
      )
      const disturbed = await honest(client, workspace, from)
      over = true
      await attack

      expect(relay.process.exitCode, relay.output()).toBeNull()
      expect((await fetch(`${relay.origin}/readyz`)).status).toBe(200)
      expect(relay.output()).not.toContain('"failed"')
      const [read, sent] = [
        await fetch(urlOf(kept.id), { headers: honestly }),
        await fetch(urlOf(fresh.id), { method: 'PUT', headers: honestly, body: fresh.bytes }),
      ]
      expect(new Uint8Array(await read.arrayBuffer())).toEqual(kept.bytes)
      expect(sent.status).toBe(201)
      expect(new Uint8Array(await (await fetch(urlOf(fresh.id), { headers: honestly })).arrayBuffer())).toEqual(
        fresh.bytes,
      )
      console.log(`seed ${seed}: requests about files were answered ${JSON.stringify(Object.fromEntries(answers))}`)
      expect(gotBehind(), JSON.stringify(Object.fromEntries(answers))).toBe(true)
      // What one attacker can have it hold at a time is a message of twice a frame, in parts and put together; as much
      // again for memory that a process gives back late.
      const held = attackers * 2 * (2 * limits.frameBytes)
      await expect
        .poll(async () => (await residentBytes(relay.origin)) - before, { timeout: 10_000 })
        .toBeLessThan(2 * held)
      // Attackers, honest client and relay share the cores of this machine: the order of magnitude is what is promised
      // here, and the slowest one in a hundred is told only.
      const [quietMost, most] = [quiet, disturbed].map((took) => percentile(took, 90)) as [number, number]
      console.log(
        `seed ${seed}: an append takes up to ${most.toFixed(0)} ms for 90 in 100 (undisturbed ${quietMost.toFixed(0)}), ${percentile(disturbed, 99).toFixed(0)} ms for 99 (${percentile(quiet, 99).toFixed(0)})`,
      )
      expect(most, `undisturbed ${quietMost.toFixed(1)} ms`).toBeLessThan(Math.max(20 * quietMost, 400))

      const last = await signIn(relay.origin, workspace.alice)
      expect((await last.first('welcome')).head.seq).toBeGreaterThanOrEqual(from.head.seq)
      await hello(new Client(relay.origin), {
        workspaceId: workspace.workspaceId,
        speaker: { as: 'device', deviceId: member.deviceId },
        signKey: member.keys.sign.privateKey,
      })
      expect(await relay.end('SIGTERM')).toBe(0)
    },
    90_000,
  )
})

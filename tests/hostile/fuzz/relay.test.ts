/**
 * Strangers and a member with a patched client at the relay as it is built and run: seeded garbage on HTTP, on upgrades
 * and on sockets at every point of signing in. Afterwards the process lives, its memory is what it was, and an honest
 * client was served all the while in a time of the order of before.
 */

import { connect as connectTcp } from 'node:net'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { authBytes, frameVersion, subprotocol, writeClientFrame, type ClientFrame } from '~/lib/protocol/frames'
import { sign } from '~/lib/crypto/deviceKeys'
import { concatBytes } from '~/lib/shared/bytes'
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
  for (const relay of running.splice(0)) if (relay.process.exitCode === null && relay.process.signalCode === null) await relay.end('SIGKILL')
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

const paths = ['//', '/', '/%', '/v1/sync', '/v1/sync?x=%', '/v1/blobs/', `/v1/blobs/${'a'.repeat(64)}/${'b'.repeat(64)}`, '/v1/timestamp', '/metrics', '/%2e%2e/%2e%2e/etc/passwd', 'http://[', '*', `/${'x'.repeat(9_000)}`]
const headers = ['Host: relay', 'Host: [', 'Host:', 'Origin: null', 'Origin: http://[', 'Content-Length: 99999999999999999999', 'Content-Length: -1', 'Content-Length: 100', 'Transfer-Encoding: chunked', 'Transfer-Encoding: x',
  'Content-Range: bytes 0-1/99999999999', 'Content-Range: bytes a', 'Range: bytes=-5', 'Range: bytes=9-1', 'Authorization: Bearer x', 'Connection: Upgrade', 'Upgrade: websocket', 'Upgrade: h2c', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Version: 99',
  `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`, 'Sec-WebSocket-Key: x', `Sec-WebSocket-Protocol: ${subprotocol}`, 'Sec-WebSocket-Protocol: ,,,', 'Expect: 100-continue', 'X-Forwarded-For: 1', `X: ${'y'.repeat(20_000)}`]

/** One connection with a request that no client of ours sends; it hangs, drips, resets or ends. */
function httpBlow(port: number, draws: Draws): Promise<void> {
  const { below, of, bytes } = draws
  return new Promise((resolve) => {
    const socket = connectTcp({ port, host: '127.0.0.1', allowHalfOpen: below(2) === 0 })
    const done = setTimeout(() => socket.destroy(), 20 + below(150))
    socket.on('error', () => undefined).on('close', () => {
      clearTimeout(done)
      resolve()
    }).resume()
    socket.on('connect', () => {
      const lines = Array.from({ length: below(8) }, () => of(headers))
      const method = of(['GET', 'PUT', 'POST', 'HEAD', 'OPTIONS', 'CONNECT', 'DELETE', 'GE T', ''])
      const head = Buffer.from(`${method} ${of(paths)} HTTP/1.${below(3)}\r\n${lines.join('\r\n')}${lines.length > 0 ? '\r\n' : ''}\r\n`, 'latin1')
      socket.write(below(4) === 0 ? damaged(head, draws) : head)
      socket.write(bytes(of([0, 40, 4_000])))
      if (below(5) === 0) socket.resetAndDestroy()
      else if (below(3) === 0) socket.end()
    })
  })
}

/** A socket that goes some way towards signing in, rightly or nearly so, and then sends what it likes. */
async function socketBlow(origin: string, workspace: Workspace, member: Device, draws: Draws): Promise<void> {
  const { below, of, bytes } = draws
  const client = new Client(origin)
  await client.opened.catch(() => undefined)
  if (client.socket.readyState !== WebSocket.OPEN) return
  const clientNonce = random(32)
  const speaker = of([
    { as: 'device' as const, deviceId: member.deviceId }, { as: 'founder' as const, deviceId: member.deviceId },
    { as: 'invite' as const, deviceId: member.deviceId, inviteId: 'ab'.repeat(16) },
  ])
  const workspaceId = of([workspace.workspaceId, 'cd'.repeat(32)])
  const send = (frame: ClientFrame): void => client.sendBytes(below(3) === 0 ? damaged(writeClientFrame(frame), draws) : writeClientFrame(frame))
  send({ kind: 'hello', version: frameVersion, workspaceId, speaker, clientNonce, features: Array.from({ length: below(18) }, () => 'word') })
  const challenge = await Promise.race([client.first('challenge').catch(() => undefined), client.closed.then(() => undefined), new Promise<undefined>((resolve) => setTimeout(resolve, 60))])
  if (challenge && below(4) > 0) {
    const signature = await sign(member.keys.sign.privateKey, authBytes({ relayNonce: challenge.relayNonce, clientNonce, workspaceId, speaker, relayOrigin: origin }))
    send({ kind: 'auth', signature })
  }
  const receipt = { seq: below(9), chain: 'ef'.repeat(32), time: 0, signature: random(64) }
  const frames: readonly ClientFrame[] = [
    { kind: 'resume', fromSeq: of([0, 1, 2 ** 40]) }, { kind: 'ping', n: below(9) }, { kind: 'presence', bytes: random(below(20_000)) },
    { kind: 'append', entry: (await member.draft('register', sealed(below(3_000)), workspace.head)).bytes }, { kind: 'append', entry: random(below(200_000)) },
    { kind: 'create', createToken: 'x'.repeat(below(300)), genesis: workspace.log[0]!.bytes, ...(below(2) === 0 && { receipt }) },
    { kind: 'adopt', entries: [...workspace.log, ...workspace.log], last: below(2) === 0 }, { kind: 'offer', receipt },
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
async function honest(client: Client, workspace: Workspace, from: { head: Awaited<ReturnType<Client['store']>> }): Promise<number[]> {
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
const percentile = (took: readonly number[], share: number): number => took.toSorted((a, b) => a - b)[Math.floor((took.length * share) / 100)]!

async function residentBytes(origin: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text()
  return Number(/^plumbline_process_resident_memory_bytes (\S+)$/m.exec(text)![1])
}

describe('a relay among strangers', () => {
  it.each(seeds(2))('seed %i: alive, of the same size, and quick for an honest client', async (seed) => {
    const relay = await startRelayProcess(await testFolder(), { PLUMBLINE_CONNECTIONS_PER_ADDRESS: '64' })
    running.push(relay)
    const port = Number(new URL(relay.origin).port)
    const workspace = await found()
    const client = await adopt(relay.origin, workspace)
    const { device: member, head } = await admitMember(workspace, client, { role: 'editor', head: workspace.head, accessHash: workspace.alice.prevDeviceHash, now: Date.now() })
    const from = { head }
    await honest(client, workspace, from)
    const quiet = await honest(client, workspace, from)
    const before = await residentBytes(relay.origin)

    let over = false
    const attack = Promise.all(Array.from({ length: attackers }, async (_none, who) => {
      const draws = drawsOf(seed * 1_000 + who)
      for (let i = 0; i < blows || !over; i++) {
        if (draws.below(2) === 0) await httpBlow(port, draws)
        else await socketBlow(relay.origin, workspace, member, draws)
      }
    }))
    const disturbed = await honest(client, workspace, from)
    over = true
    await attack

    expect(relay.process.exitCode, relay.output()).toBeNull()
    expect((await fetch(`${relay.origin}/readyz`)).status).toBe(200)
    expect(relay.output()).not.toContain('"failed"')
    // What it holds is what it may hold: one frame and its parts for each socket, no more after they are gone.
    await expect.poll(async () => (await residentBytes(relay.origin)) - before, { timeout: 10_000 }).toBeLessThan(192 * MiB)
    // Attackers, honest client and relay share the cores of this machine: the order of magnitude is what is promised here, and the slowest one in a hundred is told only.
    const [quietMost, most] = [quiet, disturbed].map((took) => percentile(took, 90)) as [number, number]
    console.log(`seed ${seed}: an append takes up to ${most.toFixed(0)} ms for 90 in 100 (undisturbed ${quietMost.toFixed(0)}), ${percentile(disturbed, 99).toFixed(0)} ms for 99 (${percentile(quiet, 99).toFixed(0)})`)
    expect(most, `undisturbed ${quietMost.toFixed(1)} ms`).toBeLessThan(Math.max(20 * quietMost, 400))

    const last = await signIn(relay.origin, workspace.alice)
    expect((await last.first('welcome')).head.seq).toBeGreaterThanOrEqual(from.head.seq)
    await hello(new Client(relay.origin), { workspaceId: workspace.workspaceId, speaker: { as: 'device', deviceId: member.deviceId }, signKey: member.keys.sign.privateKey })
    expect(await relay.end('SIGTERM')).toBe(0)
  }, 90_000)
})

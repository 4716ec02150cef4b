/** Strangers at the relay: what they send before they have shown who they are, and what they keep open. */

import { connect as connectTcp, type Socket } from 'node:net'
import { request as httpRequest } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { sequenceEntry } from '~/lib/protocol/log/chain'
import { emptyHead, zeroHash } from '~/lib/protocol/log/entry'
import { frameVersion, readClientFrame, subprotocol, writeClientFrame } from '~/lib/protocol/wire/frames'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { concatBytes, toBytes } from '~/lib/shared/bytes'
import { sha256 } from '~/lib/shared/hash'
import { tag } from '~/lib/shared/tag'
import { mayReadMetrics } from '~/server/http/handleRequest'
import { readBounded } from '~/lib/shared/readBounded'
import { sha256Of } from '~/lib/crypto/digest'
import { toHex } from '~/lib/shared/bytes'
import { encrypted } from '../../contract/blobStore'
import { Client, adopt, bring, hello, signIn } from '../../server/support/client'
import { found, newDevice, random, sealed, type Workspace } from '../../server/support/people'
import { startRelay, type TestRelay } from '../../server/support/relay'

const open: Socket[] = []
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy()
})

const portOf = (origin: string): number => Number(new URL(origin).port)

/** Sends bytes on a fresh connection; what came back when the other side ended it, or after `ms`. */
function raw(origin: string, text: string, ms = 1_000): Promise<{ readonly said: string; readonly closed: boolean }> {
  return new Promise((resolve) => {
    const socket = connectTcp({ port: portOf(origin), host: '127.0.0.1', allowHalfOpen: true }, () =>
      socket.write(text),
    )
    open.push(socket)
    let said = ''
    const timer = setTimeout(() => resolve({ said, closed: false }), ms)
    socket.on('data', (bytes: Buffer) => {
      said += bytes.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve({ said, closed: true })
    })
    // Our half stays open: only a side that let go of the connection answers what is sent now with a reset.
    socket.on('end', () => {
      const more = setInterval(() => (socket.destroyed ? clearInterval(more) : socket.write('x')), 20)
      socket.once('close', () => clearInterval(more))
    })
  })
}

const upgrade = (target: string, headers: readonly string[] = ['Host: relay']): string =>
  `GET ${target} HTTP/1.1\r\n${headers.join('\r\n')}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.from(random(16)).toString('base64')}\r\nSec-WebSocket-Protocol: ${subprotocol}\r\n\r\n`

const alive = async (relay: TestRelay): Promise<void> => {
  expect((await fetch(`${relay.origin}/readyz`)).status).toBe(200)
}

const helloOf = (features: readonly string[] = []) =>
  writeClientFrame({
    kind: 'hello',
    version: frameVersion,
    workspaceId: zeroHash,
    speaker: { as: 'device', deviceId: '00'.repeat(16) },
    clientNonce: random(32),
    features,
  })

describe('addresses that are none', () => {
  it.each([
    ['//', ['Host: relay']],
    ['//[', ['Host: relay']],
    ['/%', ['Host: relay']],
    ['/v1/%ff%fe', ['Host: relay']],
    ['http://[', ['Host: relay']],
    ['*', ['Host: relay']],
    ['/v1/sync', ['Host: [::::']],
    ['/v1/sync', ['Host: %%%', 'Origin: http://[']],
    ['/v1/blobs/%00/%2f', ['Host: relay']],
  ])('an upgrade or a request to %s with %j is refused, and the process goes on', async (target, headers) => {
    const relay = await startRelay()
    const upgraded = await raw(relay.origin, upgrade(target, headers))
    expect(upgraded.said).toMatch(
      target === '/v1/sync' && headers.length === 1 ? /^HTTP\/1\.1 (?:101|400)/ : /^HTTP\/1\.1 40[034]/,
    )
    const asked = await raw(
      relay.origin,
      `GET ${target} HTTP/1.1\r\n${headers.join('\r\n')}\r\nConnection: close\r\n\r\n`,
    )
    expect(asked.said).toMatch(/^HTTP\/1\.1 4\d\d/)
    await alive(relay)
    expect(relay.logged()).not.toContain('failed')
  })

  it('an upgrade whose connection breaks off in the middle ends nothing', async () => {
    const relay = await startRelay()
    for (let i = 0; i < 20; i++) {
      const socket = connectTcp(portOf(relay.origin), '127.0.0.1', () => {
        socket.write(upgrade(i % 2 === 0 ? '/v1/sync' : '//'))
        setTimeout(() => socket.resetAndDestroy(), i % 5)
      })
      await new Promise((resolve) => socket.on('error', () => undefined).on('close', resolve))
    }
    await alive(relay)
  })
})

describe('before signing in', () => {
  it('a frame over 1 KiB ends the socket with 4413; signed in, the same device sends large ones', async () => {
    const relay = await startRelay()
    const stranger = new Client(relay.origin)
    await stranger.opened
    stranger.sendBytes(new Uint8Array(limits.signInBytes + 1))
    expect((await stranger.closed).code).toBe(4413)
    const workspace = await found()
    const client = await adopt(relay.origin, workspace)
    expect((await client.append(await workspace.alice.write('register', sealed(200_000), workspace.head))).kind).toBe(
      'stored',
    )
  })

  it('a hello of 2 MiB is neither read nor kept: the socket is gone, others are served meanwhile', async () => {
    const relay = await startRelay()
    const stranger = new Client(relay.origin)
    await stranger.opened
    const begin = performance.now()
    stranger.sendBytes(
      concatBytes(helloOf().slice(0, -1), Uint8Array.of(0x80, 0x80, 0x80, 1), new Uint8Array(2 * 1024 * 1024)),
    )
    await alive(relay)
    await stranger.closed
    expect(performance.now() - begin).toBeLessThan(2_000)
  })

  it('sixteen features of 32 letters are taken, one more or one longer is not', async () => {
    const words = Array.from({ length: 16 }, (_, at) => `${at}`.padStart(32, 'x'))
    expect(readClientFrame(helloOf(words))).toMatchObject({ ok: true, value: { features: words } })
    for (const features of [[...words, 'one more'], ['x'.repeat(33)]]) {
      expect(readClientFrame(helloOf(features))).toMatchObject({
        ok: false,
        error: { type: 'malformed', message: expect.stringContaining('longer than this place holds') as string },
      })
    }
  })

  it('parts of a frame, pings and empty messages do not go on for ever', async () => {
    const relay = await startRelay()
    const drips: readonly ((socket: WebSocket) => void)[] = [
      (socket) => socket.send(new Uint8Array(8), { fin: false }),
      (socket) => socket.ping(new Uint8Array(100)),
    ]
    for (const drip of drips) {
      const stranger = new Client(relay.origin)
      await stranger.opened
      const timer = setInterval(() => {
        for (let i = 0; i < 200 && stranger.socket.readyState === WebSocket.OPEN; i++) drip(stranger.socket)
      }, 1)
      const { code } = await stranger.closed
      clearInterval(timer)
      expect(code).toBe(1006)
    }
    await alive(relay)
  })

  it('a log is taken only behind its token and a founding entry that holds', async () => {
    const relay = await startRelay({ createToken: 'a-long-enough-token' })
    const workspace = await found()
    const other = await found()
    const founder = async (): Promise<Client> => {
      const client = new Client(relay.origin)
      await hello(client, {
        workspaceId: workspace.workspaceId,
        speaker: { as: 'founder', deviceId: workspace.alice.deviceId },
        signKey: workspace.alice.keys.sign.privateKey,
      })
      expect(await client.first('bring')).toMatchObject({ what: 'genesis' })
      return client
    }
    const early = await founder()
    early.send({ kind: 'adopt', entries: workspace.log, last: true })
    expect((await early.closed).code).toBe(4400)
    const large = await founder()
    large.sendBytes(new Uint8Array(limits.foundingBytes + 1))
    expect((await large.closed).code).toBe(4413)
    const guess = await founder()
    guess.send({ kind: 'create', createToken: 'a-long-enough-tokeN', genesis: workspace.log[0]!.bytes })
    expect((await guess.closed).code).toBe(4405)
    const foreign = await founder()
    foreign.send({ kind: 'create', createToken: 'a-long-enough-token', genesis: other.log[0]!.bytes })
    expect((await foreign.closed).code).toBe(4400)
    const mallory = await newDevice(workspace.workspaceId)
    const thief = new Client(relay.origin)
    await hello(thief, {
      workspaceId: workspace.workspaceId,
      speaker: { as: 'founder', deviceId: workspace.alice.deviceId },
      signKey: mallory.keys.sign.privateKey,
    })
    await thief.first('bring')
    thief.send({ kind: 'create', createToken: 'a-long-enough-token', genesis: workspace.log[0]!.bytes })
    expect((await thief.closed).code).toBe(4401)
    const right = await founder()
    await bring(right, workspace.log, { createToken: 'a-long-enough-token' })
    await right.first('welcome')
  })

  it('few logs are brought at once, each for so long: the next client comes again', async () => {
    const relay = await startRelay({ limits: { adoptionsAtOnce: 1, adoptMs: 300 } })
    const begin = async (): Promise<{ readonly client: Client; readonly workspace: Workspace }> => {
      const workspace = await found()
      const client = new Client(relay.origin)
      await hello(client, {
        workspaceId: workspace.workspaceId,
        speaker: { as: 'founder', deviceId: workspace.alice.deviceId },
        signKey: workspace.alice.keys.sign.privateKey,
      })
      await client.first('bring')
      client.send({ kind: 'create', createToken: '', genesis: workspace.log[0]!.bytes })
      return { client, workspace }
    }
    const first = await begin()
    await first.client.until('bring the log', () =>
      first.client.frames.find((frame) => frame.kind === 'bring' && frame.what === 'log'),
    )
    const second = await begin()
    expect((await second.client.closed).code).toBe(1013)
    expect((await first.client.closed).code).toBe(4408)
    await adopt(relay.origin, second.workspace)
  })
})

describe('connections', () => {
  it('a refused upgrade is closed at once, also where the other side keeps its half', async () => {
    const relay = await startRelay()
    for (const target of ['/', '//', '/v1/other']) {
      const { said, closed } = await raw(relay.origin, upgrade(target))
      expect(said).toMatch(/^HTTP\/1\.1 404/)
      expect(closed, target).toBe(true)
    }
  })

  /**
   * Connections that say nothing, every second one of `halves` half a request; `gone` counts those that the relay
   * closed.
   */
  function silent(relay: TestRelay, count: number, halves = false) {
    const sockets = Array.from({ length: count }, (_, at) => {
      const socket = connectTcp(
        { port: portOf(relay.origin), host: '127.0.0.1', allowHalfOpen: true },
        () => halves && at % 2 === 0 && socket.write('GET /readyz HTTP/1.1\r\nX: '),
      )
      socket.on('error', () => undefined).resume()
      open.push(socket)
      return socket
    })
    return { sockets, gone: () => sockets.filter((socket) => socket.readableEnded || socket.destroyed).length }
  }

  it('300 connections that say nothing, or half a request, are gone after the time for headers', async () => {
    const relay = await startRelay({ limits: { headersMs: 300, rawConnectionsPerAddress: 400 } })
    const { gone } = silent(relay, 300, true)
    await vi.waitFor(() => expect(gone()).toBe(300), { timeout: 10_000 })
    await alive(relay)
  })

  it('one address has only so many connections, before any says a word: the next is closed at once, those before it stay, and a place that is left is taken', async () => {
    // With the time for headers that a relay has by itself, which ends nothing here.
    const relay = await startRelay({ limits: { rawConnectionsPerAddress: 3 } })
    const first = silent(relay, 3)
    await vi.waitFor(() => expect(first.sockets.every(({ readyState }) => readyState === 'open')).toBe(true))
    const more = silent(relay, 2)
    await vi.waitFor(() => expect(more.gone()).toBe(2), { timeout: 2_000 })
    expect(first.gone()).toBe(0)
    await expect(fetch(`${relay.origin}/readyz`)).rejects.toThrow()
    first.sockets[0]!.destroy()
    await vi.waitFor(() => alive(relay), { timeout: 2_000 })
    expect(first.gone()).toBe(1)
  })

  it('a socket whose other side is gone without a word dies', async () => {
    const relay = await startRelay({ limits: { idleMs: 300 } })
    const workspace = await found()
    const client = await adopt(relay.origin, workspace)
    const begin = performance.now()
    await client.closed
    expect(performance.now() - begin).toBeLessThan(2_000)
    const talking = await signIn(relay.origin, workspace.alice)
    for (let i = 0; i < 8; i++) {
      talking.send({ kind: 'ping', n: i })
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(talking.socket.readyState).toBe(WebSocket.OPEN)
  })

  it('a body that drips, or stops, is cut', async () => {
    const relay = await startRelay({ limits: { stalledMs: 200 } })
    const workspace = await found()
    const client = await adopt(relay.origin, workspace)
    const { token } = await client.first('welcome')
    const { id, bytes } = await encrypted(50_000)
    const url = `${relay.origin}/v1/blobs/${workspace.workspaceId}/${id}`
    for (const everyMs of [60, 100_000]) {
      const closed = await new Promise<number>((resolve) => {
        const begin = performance.now()
        const request = httpRequest(url, {
          method: 'PUT',
          headers: { 'Authorization': `Bearer ${token}`, 'Content-Length': bytes.length },
        })
        const timer = setInterval(() => request.write(bytes.slice(0, 1)), everyMs)
        request.write(bytes.slice(0, 1))
        request
          .on('error', () => undefined)
          .on('close', () => {
            clearInterval(timer)
            resolve(performance.now() - begin)
          })
      })
      expect(closed, `a byte every ${everyMs} ms`).toBeLessThan(2_000)
    }
    await alive(relay)
  })
})

describe('files made to cost', () => {
  it('a chunk size of one byte is refused in no time, and so is every other but 1 MiB', async () => {
    // In one request, as a relay that takes such pieces would have it.
    const relay = await startRelay({ limits: { blobPieceBytes: 8 * 1024 * 1024 } })
    const workspace = await found()
    const client = await adopt(relay.origin, workspace)
    const { token } = await client.first('welcome')
    const { bytes } = await encrypted(4 * 1024 * 1024)
    for (const chunkSize of [1, 1024 * 1024 - 1, 1024 * 1024 + 1, 4 * 1024 * 1024]) {
      const forged = toBytes(bytes)
      new DataView(forged.buffer).setUint32(21, chunkSize)
      // The id that belongs to these bytes under the forged size: nothing else is wrong with them.
      const hashes = []
      for (let at = 25; at < forged.length && hashes.length < 5_000; at += chunkSize + 16)
        hashes.push(await sha256Of(forged.slice(at, at + chunkSize + 16)))
      const id = toHex(sha256(concatBytes(tag('blob'), forged.slice(0, 25), ...hashes)))
      const begin = performance.now()
      const put = await fetch(`${relay.origin}/v1/blobs/${workspace.workspaceId}/${id}`, {
        method: 'PUT',
        headers: { Authorization: `Bearer ${token}` },
        body: forged,
      })
      expect([put.status, ((await put.json()) as { type: string }).type]).toEqual([422, 'wrongContent'])
      expect(performance.now() - begin).toBeLessThan(3_000)
    }
  })

  it('an answer from elsewhere is held only as far as it may be', async () => {
    let pulled = 0
    const endless = new Response(
      new ReadableStream({
        pull: (controller) => {
          pulled += 1_000
          controller.enqueue(new Uint8Array(1_000))
        },
      }),
    )
    expect(await readBounded(endless, 5_000)).toBeUndefined()
    expect(pulled).toBeLessThan(10_000)
    expect(await readBounded(new Response(new Uint8Array(5_000)), 5_000)).toHaveLength(5_000)
    expect(await readBounded(new Response(null), 5_000)).toHaveLength(0)
  })
})

describe('numbers of the relay', () => {
  const statusOf = (origin: string, headers: Readonly<Record<string, string>>): Promise<number> =>
    new Promise((resolve) => {
      httpRequest(`${origin}/metrics`, { headers: { ...headers } }, (response) =>
        resolve(response.resume().statusCode ?? 0),
      ).end()
    })

  it('are read on its own machine only: not through a proxy, not by a page under a foreign name', async () => {
    const relay = await startRelay()
    expect(await statusOf(relay.origin, {})).toBe(200)
    expect(await statusOf(relay.origin, { 'X-Forwarded-For': '203.0.113.9' })).toBe(403)
    expect(await statusOf(relay.origin, { Forwarded: 'for=203.0.113.9' })).toBe(403)
    expect(await statusOf(relay.origin, { Host: 'evil.example' })).toBe(403)
    expect(await statusOf((await startRelay({ trustProxy: true })).origin, {})).toBe(403)
  })

  it.each([
    ['127.0.0.1', 'localhost', true],
    ['::1', '[::1]:8787', true],
    ['::ffff:127.0.0.1', '127.0.0.1:8787', true],
    ['203.0.113.9', 'localhost', false],
    ['::ffff:203.0.113.9', 'localhost', false],
    ['2001:db8::9', '[::1]', false],
    ['10.0.0.7', '127.0.0.1', false],
    [undefined, 'localhost', false],
    ['127.0.0.1', undefined, false],
  ])('asked from %s for the host %s: %s, whatever name a stranger writes there', (remoteAddress, host, may) => {
    expect(
      mayReadMetrics({ headers: { host }, socket: { remoteAddress } }, { metricsToken: undefined, trustProxy: false }),
    ).toBe(may)
  })

  it('are read with their token where one is set, and not without', async () => {
    const relay = await startRelay({ metricsToken: 'a-long-enough-token' })
    expect(await statusOf(relay.origin, {})).toBe(403)
    expect(await statusOf(relay.origin, { Authorization: 'Bearer a-long-enough-tokeN' })).toBe(403)
    expect(
      await statusOf(relay.origin, { 'Authorization': 'Bearer a-long-enough-token', 'X-Forwarded-For': '203.0.113.9' }),
    ).toBe(200)
  })
})

describe('bounds of what is read', () => {
  it('a list of entries is no longer than a frame could hold, and is refused before it is made', () => {
    const place = sequenceEntry({ ...emptyHead, relayTime: 0 }, new Uint8Array(0), 0)
    const frame = writeClientFrame({ kind: 'adopt', entries: [place], last: true })
    // The count alone is changed: to more than any frame holds, with bytes for all of them.
    const many = concatBytes(frame.slice(0, 1), Uint8Array.of(0xff, 0xff, 0x07), new Uint8Array(1_000_000))
    const begin = performance.now()
    expect(readClientFrame(many)).toMatchObject({
      ok: false,
      error: { type: 'malformed', message: expect.stringContaining('list longer than this place holds') as string },
    })
    expect(performance.now() - begin).toBeLessThan(50)
  })
})

import { createServer, request as httpRequest } from 'node:http'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { connect as connectTcp, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { encrypted } from '../contract/blobStore'
import { writeEraseBody } from '~/lib/protocol/bodies/eraseBody'
import { subprotocol } from '~/lib/protocol/wire/frames'
import { contentSecurityPolicy } from '~/server/http/webApp'
import type { BlobStore } from '~/server/store/blobStore'
import { createFolderBlobs } from '~/server/store/folderBlobs'
import { createMemoryLog } from '~/server/store/memoryLog'
import { adopt, signIn } from './support/client'
import { admitMember } from './support/members'
import { found, sealed } from './support/people'
import { startRelay, testFolder } from './support/relay'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function start(options: Parameters<typeof startRelay>[0] = {}) {
  const relay = await startRelay(options)
  const workspace = await found()
  const client = await adopt(relay.origin, workspace)
  const { token } = await client.first('welcome')
  const url = (id: string): string => `${relay.origin}/v1/blobs/${workspace.workspaceId}/${id}`
  return { relay, workspace, client, token, url, bearer: { Authorization: `Bearer ${token}` } }
}

/** A second member with a role; its own token. */
async function member({ relay, workspace, client }: Awaited<ReturnType<typeof start>>, role: 'editor' | 'viewer') {
  const { device, head } = await admitMember(workspace, client, {
    role,
    head: workspace.head,
    accessHash: workspace.alice.prevDeviceHash,
    now: relay.clock.now(),
  })
  const own = await signIn(relay.origin, device)
  return { device, head, client: own, bearer: { Authorization: `Bearer ${(await own.first('welcome')).token}` } }
}

const piece = (bytes: Uint8Array<ArrayBuffer>, from: number, to: number) => ({
  body: bytes.slice(from, to + 1),
  headers: { 'Content-Range': `bytes ${from}-${to}/${bytes.length}` },
})

describe('relay: blobs', () => {
  it('takes a file whole, answers its size and any range of it', async () => {
    const { url, bearer } = await start()
    const { id, bytes } = await encrypted(5_000)
    expect((await fetch(url(id), { method: 'HEAD', headers: bearer })).status).toBe(404)
    const put = await fetch(url(id), { method: 'PUT', headers: bearer, body: bytes })
    expect([put.status, put.headers.get('upload-offset')]).toEqual([201, String(bytes.length)])
    expect((await fetch(url(id), { method: 'PUT', headers: bearer, body: bytes })).status).toBe(200)

    const head = await fetch(url(id), { method: 'HEAD', headers: bearer })
    expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
      200,
      String(bytes.length),
      'bytes',
    ])
    const whole = await fetch(url(id), { headers: bearer })
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(new Uint8Array(bytes))
    const part = await fetch(url(id), { headers: { ...bearer, Range: 'bytes=1000-1999' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 1000-1999/${bytes.length}`])
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(new Uint8Array(bytes.slice(1_000, 2_000)))
    const rest = await fetch(url(id), { headers: { ...bearer, Range: 'bytes=4900-' } })
    expect((await rest.arrayBuffer()).byteLength).toBe(bytes.length - 4_900)
    expect((await fetch(url(id), { headers: { ...bearer, Range: `bytes=${bytes.length}-` } })).status).toBe(416)
  })

  it('goes on with an upload that broke off, piece by piece', async () => {
    const { url, bearer, token } = await start()
    const { id, bytes } = await encrypted(9_000)
    // A socket that dies in the middle of its body.
    const arrived = async () => (await fetch(url(id), { method: 'HEAD', headers: bearer })).headers.get('upload-offset')
    const broken = httpRequest(url(id), {
      method: 'PUT',
      headers: { 'Authorization': `Bearer ${token}`, 'Content-Length': bytes.length },
    })
    const closed = new Promise<void>((resolve) => broken.on('error', () => undefined).on('close', () => resolve()))
    broken.write(bytes.slice(0, 3_000))
    await expect.poll(arrived, { timeout: 8_000 }).toBe('3000')
    broken.destroy()
    await closed
    await expect.poll(arrived).toBe('3000')
    const offset = 3_000

    const wrong = await fetch(url(id), { method: 'PUT', ...withHeaders(piece(bytes, 0, bytes.length - 1), bearer) })
    expect([wrong.status, wrong.headers.get('upload-offset')]).toEqual([409, '3000'])
    const middle = await fetch(url(id), { method: 'PUT', ...withHeaders(piece(bytes, offset, 5_999), bearer) })
    expect([middle.status, middle.headers.get('upload-offset')]).toEqual([202, '6000'])
    const last = await fetch(url(id), { method: 'PUT', ...withHeaders(piece(bytes, 6_000, bytes.length - 1), bearer) })
    expect(last.status).toBe(201)
    expect(new Uint8Array(await (await fetch(url(id), { headers: bearer })).arrayBuffer())).toEqual(
      new Uint8Array(bytes),
    )
  })

  it('refuses a swapped file with 422 and keeps nothing of it', async () => {
    const { url, bearer } = await start()
    const { id } = await encrypted(3_000)
    const other = await encrypted(3_000, 9)
    const put = await fetch(url(id), { method: 'PUT', headers: bearer, body: other.bytes })
    expect(put.status).toBe(422)
    expect(await put.json()).toMatchObject({ type: 'wrongContent' })
    expect((await fetch(url(id), { headers: bearer })).status).toBe(404)
  })

  it('asks for the token of an open socket of this workspace; it dies with the socket', async () => {
    const { relay, url, bearer, client } = await start()
    const { id, bytes } = await encrypted(1_000)
    await fetch(url(id), { method: 'PUT', headers: bearer, body: bytes })
    const wrong: readonly Record<string, string>[] = [
      {},
      { Authorization: 'Bearer x' },
      { Authorization: `Bearer ${'A'.repeat(43)}` },
    ]
    for (const headers of wrong) {
      const refused = await fetch(url(id), { headers })
      expect(refused.status).toBe(401)
      expect(await refused.json()).toMatchObject({ type: 'noSession' })
    }
    const other = await found()
    const stranger = await adopt(relay.origin, other)
    const foreign = { Authorization: `Bearer ${(await stranger.first('welcome')).token}` }
    expect((await fetch(url(id), { headers: foreign })).status).toBe(401)

    client.close()
    await expect.poll(async () => (await fetch(url(id), { headers: bearer })).status).toBe(401)
  })

  it('lets viewers read and not upload', async () => {
    const world = await start()
    const { id, bytes } = await encrypted(1_000)
    await fetch(world.url(id), { method: 'PUT', headers: world.bearer, body: bytes })
    const viewer = await member(world, 'viewer')
    expect((await fetch(world.url(id), { headers: viewer.bearer })).status).toBe(200)
    const other = await encrypted(1_200)
    const put = await fetch(world.url(other.id), { method: 'PUT', headers: viewer.bearer, body: other.bytes })
    expect([put.status, ((await put.json()) as { type: string }).type]).toEqual([403, 'roleMayNotWrite'])
  })

  it('erases by an owner’s signed entry, of nobody else, whoever uploaded it', async () => {
    const world = await start()
    const { alice } = world.workspace
    const editor = await member(world, 'editor')
    const byEditor = await encrypted(1_000, 4)
    await fetch(world.url(byEditor.id), { method: 'PUT', headers: editor.bearer, body: byEditor.bytes })

    const own = await editor.device.draft(
      'erase',
      writeEraseBody({ blobIds: [byEditor.id], reason: 'mine' }),
      editor.head,
    )
    expect(await editor.client.append(own)).toMatchObject({ kind: 'refused', type: 'roleMayNotWrite' })
    expect((await fetch(world.url(byEditor.id), { headers: world.bearer })).status).toBe(200)

    await world.client.store(await alice.erase(byEditor.id, editor.head))
    expect((await fetch(world.url(byEditor.id), { headers: world.bearer })).status).toBe(410)
    const back = await fetch(world.url(byEditor.id), { method: 'PUT', headers: editor.bearer, body: byEditor.bytes })
    expect(back.status).toBe(410)
  })

  it('holds to the sizes it announced', async () => {
    const { url, bearer } = await start({ limits: { blobBytes: 5_000, workspaceBlobBytes: 6_000 } })
    const large = await encrypted(6_000)
    expect((await fetch(url(large.id), { method: 'PUT', headers: bearer, body: large.bytes })).status).toBe(413)
    const first = await encrypted(3_500)
    expect((await fetch(url(first.id), { method: 'PUT', headers: bearer, body: first.bytes })).status).toBe(201)
    const second = await encrypted(3_500, 2)
    const full = await fetch(url(second.id), { method: 'PUT', headers: bearer, body: second.bytes })
    expect([full.status, ((await full.json()) as { type: string }).type]).toEqual([413, 'quota'])
  })

  it('answers nonsense with a 4xx, whatever it is', async () => {
    const { relay, url, bearer, workspace } = await start()
    const { id, bytes } = await encrypted(1_000)
    const range = (value: string) =>
      fetch(url(id), { method: 'PUT', headers: { ...bearer, 'Content-Range': value }, body: bytes })
    for (const value of [
      'bytes 5-1/10',
      'bytes 0-0/0',
      'bytes a-b/c',
      `bytes 0-${bytes.length}/${bytes.length}`,
      'bytes 0-99999999999999999999/3',
    ]) {
      expect((await range(value)).status, value).toBe(400)
    }
    for (const path of [
      '/v1/blobs/',
      '/v1/blobs/x/y',
      `/v1/blobs/${workspace.workspaceId}/..%2f..%2fetc%2fpasswd`,
      '/v1/blobs/%00',
      '/%ff',
    ]) {
      const { status } = await fetch(`${relay.origin}${path}`, { headers: bearer })
      expect(status, path).toBeGreaterThanOrEqual(400)
      expect(status, path).toBeLessThan(500)
    }
    expect((await fetch(url(id), { method: 'DELETE', headers: bearer })).status).toBe(405)
    expect((await fetch(`${relay.origin}/`, { method: 'POST' })).status).toBe(405)
    expect((await fetch(`${relay.origin}/readyz`)).status).toBe(200)
  })

  it('lets extension pages in by CORS, other sites not', async () => {
    const { url, bearer } = await start()
    const { id } = await encrypted(1_000)
    const preflight = (origin: string) =>
      fetch(url(id), {
        method: 'OPTIONS',
        headers: {
          'Origin': origin,
          'Access-Control-Request-Method': 'PUT',
          'Access-Control-Request-Headers': 'authorization,content-range',
        },
      })
    for (const origin of [
      'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
      'moz-extension://6b5b3a2e-1111-4222-8333-944455566677',
    ]) {
      const allowed = await preflight(origin)
      expect(allowed.status).toBe(204)
      expect(allowed.headers.get('access-control-allow-origin')).toBe(origin)
      expect(allowed.headers.get('access-control-allow-headers')).toMatch(/Authorization.*Content-Range/)
      const got = await fetch(url(id), { headers: { ...bearer, Origin: origin } })
      expect(got.headers.get('access-control-expose-headers')).toContain('Upload-Offset')
    }
    const foreign = await preflight('https://evil.example')
    expect(foreign.status).toBe(403)
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
    expect((await fetch(url(id), { headers: { ...bearer, Origin: 'https://evil.example' } })).status).toBe(403)
  })
})

describe('relay: blobs, to the byte', () => {
  const put = (url: string, headers: Record<string, string>, body?: Uint8Array<ArrayBuffer>) =>
    fetch(url, { method: 'PUT', headers, ...(body && { body }) })

  it('takes a file and a piece as large as it says, and none that is a byte larger', async () => {
    const file = await encrypted(1_000)
    const { length } = file.bytes
    const fits = await start({ limits: { blobBytes: length, blobPieceBytes: length } })
    expect((await put(fits.url(file.id), fits.bearer, file.bytes)).status).toBe(201)
    const small = await start({ limits: { blobBytes: length - 1 } })
    const refused = await put(small.url(file.id), small.bearer, file.bytes)
    expect([
      refused.status,
      ((await refused.json()) as { type: string }).type,
      refused.headers.get('connection'),
    ]).toEqual([413, 'tooLarge', 'close'])
    const pieces = await start({ limits: { blobPieceBytes: length - 1 } })
    const whole = await put(pieces.url(file.id), pieces.bearer, file.bytes)
    expect([whole.status, ((await whole.json()) as { type: string }).type]).toEqual([413, 'pieceTooLarge'])
    expect(
      (
        await put(
          pieces.url(file.id),
          { ...pieces.bearer, ...piece(file.bytes, 0, length - 2).headers },
          piece(file.bytes, 0, length - 2).body,
        )
      ).status,
    ).toBe(202)
    const last = await put(
      pieces.url(file.id),
      { ...pieces.bearer, ...piece(file.bytes, length - 1, length - 1).headers },
      piece(file.bytes, length - 1, length - 1).body,
    )
    expect(last.status).toBe(201)
  })

  it('asks how much is sent, and that it is what is sent', async () => {
    const { url, bearer, token } = await start()
    const { id, bytes } = await encrypted(1_000)
    const { length } = bytes
    expect((await put(url(id), { ...bearer, 'Content-Length': '0' })).status).toBe(400)
    const status = (headers: Record<string, string | number>, body: Uint8Array): Promise<number> =>
      new Promise((resolve) => {
        const request = httpRequest(
          url(id),
          { method: 'PUT', headers: { Authorization: `Bearer ${token}`, ...headers } },
          (response) => resolve(response.resume().statusCode ?? 0),
        )
        request.on('error', () => undefined)
        request.end(body)
      })
    // Without a length and without a range nobody knows.
    expect(await status({ 'Transfer-Encoding': 'chunked' }, bytes)).toBe(400)
    expect(await status({ 'Content-Length': 10, 'Content-Range': `bytes 0-10/${length}` }, bytes.slice(0, 10))).toBe(
      400,
    )
    expect(await status({ 'Content-Length': 10, 'Content-Range': `bytes 0-8/${length}` }, bytes.slice(0, 10))).toBe(400)
    expect(await status({ 'Content-Range': `bytes 1-0/${length}`, 'Content-Length': 0 }, new Uint8Array(0))).toBe(400)
    expect(await status({ 'Content-Length': 10, 'Content-Range': 'bytes 0-9/9' }, bytes.slice(0, 10))).toBe(400)
    expect((await fetch(url(id), { method: 'HEAD', headers: bearer })).headers.get('upload-offset')).toBe('0')
    expect(
      await status({ 'Transfer-Encoding': 'chunked', 'Content-Range': `bytes 0-9/${length}` }, bytes.slice(0, 10)),
    ).toBe(202)
    expect((await fetch(url(id), { method: 'HEAD', headers: bearer })).headers.get('upload-offset')).toBe('10')
  })

  it('answers each range of bytes with those, and what it can not have with the size', async () => {
    const { relay, url, bearer } = await start()
    const { id, bytes } = await encrypted(1_000)
    const { length } = bytes
    await put(url(id), bearer, bytes)
    const get = async (range: string, method = 'GET') => {
      const answer = await fetch(url(id), { method, headers: { ...bearer, Range: range } })
      return [
        answer.status,
        answer.headers.get('content-range'),
        answer.headers.get('content-length'),
        (await answer.arrayBuffer()).byteLength,
      ]
    }
    expect(await get('bytes=0-0')).toEqual([206, `bytes 0-0/${length}`, '1', 1])
    expect(await get(`bytes=${length - 1}-`)).toEqual([206, `bytes ${length - 1}-${length - 1}/${length}`, '1', 1])
    expect(await get(`bytes=10-${length + 5}`)).toEqual([
      206,
      `bytes 10-${length - 1}/${length}`,
      String(length - 10),
      length - 10,
    ])
    expect(await get('bytes=5-4')).toEqual([416, `bytes */${length}`, '0', 0])
    expect(await get('bytes=5-7', 'HEAD')).toEqual([206, `bytes 5-7/${length}`, '3', 0])
    expect(await get('bytes=-5')).toEqual([200, null, String(length), length])
    const sent = (await relay.relay.metrics.blobBytes.get()).values
    expect(sent).toEqual([
      { labels: { direction: 'in' }, value: length },
      { labels: { direction: 'out' }, value: 1 + 1 + (length - 10) + length },
    ])
  })

  it('says how far an upload is only where it is one, and gives a slot back with each', async () => {
    const world = await start({ limits: { uploadsAtOnce: 1 } })
    const { id, bytes } = await encrypted(1_000)
    const other = await encrypted(1_000, 9)
    const wrong = await put(world.url(id), world.bearer, other.bytes)
    expect([wrong.status, wrong.headers.get('upload-offset'), wrong.headers.get('connection')]).toEqual([
      422,
      null,
      'close',
    ])
    expect((await put(world.url(id), world.bearer, bytes)).status).toBe(201)
    const again = await put(world.url(id), world.bearer, bytes)
    expect([again.status, again.headers.get('upload-offset')]).toEqual([200, String(bytes.length)])
    expect((await put(world.url(other.id), world.bearer, other.bytes)).status).toBe(201)
    await world.client.store(await world.workspace.alice.erase(id, world.workspace.head))
    for (const method of ['GET', 'PUT'] as const) {
      const gone = await fetch(world.url(id), {
        method,
        headers: world.bearer,
        ...(method === 'PUT' && { body: bytes }),
      })
      expect([gone.status, ((await gone.json()) as { type: string }).type, gone.headers.get('upload-offset')]).toEqual([
        410,
        'erased',
        null,
      ])
    }
  })

  it('is a 500 without a detail where the store fails, and an end in the middle where it fails later', async () => {
    const blobs = createFolderBlobs({ folder: await testFolder() })
    let fails: 'stat' | 'read' | undefined
    const store: BlobStore = {
      ...blobs,
      stat: (...args) =>
        fails === 'stat'
          ? Promise.reject(Object.assign(new Error('/secret/path'), { code: 'EIO' }))
          : blobs.stat(...args),
      read: async (...args) => (fails === 'read' ? Promise.reject(new TypeError('/secret/path')) : blobs.read(...args)),
    }
    const { relay, url, bearer } = await start({ blobs: store })
    const { id, bytes } = await encrypted(1_000)
    await put(url(id), bearer, bytes)
    fails = 'stat'
    const failed = await fetch(url(id), { headers: bearer })
    expect([failed.status, await failed.json()]).toEqual([
      500,
      { type: 'failed', message: expect.not.stringContaining('secret') as string },
    ])
    expect(failed.headers.get('connection')).toBe('close')
    fails = 'read'
    await expect(fetch(url(id), { headers: bearer }).then((answer) => answer.arrayBuffer())).rejects.toThrow()
    fails = undefined
    expect((await fetch(url(id), { headers: bearer })).status).toBe(200)
    expect(relay.logged()).toContain('"what":"http blobs","error":"Error EIO"')
    expect(relay.logged()).toContain('"what":"http blobs","error":"TypeError"')
    expect(relay.logged()).not.toContain('secret')
  })

  it('lets the recovery kit and invitations at no file', async () => {
    const world = await start()
    const { id, bytes } = await encrypted(1_000)
    await put(world.url(id), world.bearer, bytes)
    for (const token of ['', 'undefined', ' '])
      expect((await fetch(world.url(id), { headers: { Authorization: `Bearer ${token}` } })).status).toBe(401)
  })
})

describe('relay: what is asked of it', () => {
  it('is answered by route and method, and counted by both', async () => {
    const { relay, bearer } = await start()
    const status = async (method: string, path: string) => {
      const answer = await fetch(relay.origin + path, { method, headers: bearer })
      await answer.arrayBuffer()
      return [answer.status, answer.headers.get('allow')]
    }
    expect(await status('GET', '/v1/timestamp')).toEqual([405, 'POST'])
    expect(await status('OPTIONS', '/v1/timestamp')).toEqual([204, null])
    expect(await status('POST', '/v1/blobs/x')).toEqual([405, 'GET, HEAD, PUT'])
    expect(await status('GET', '/v1/blobs/x')).toEqual([404, null])
    expect(await status('OPTIONS', '/healthz')).toEqual([405, 'GET, HEAD'])
    expect(await status('PUT', '/v1/sync')).toEqual([405, 'GET, HEAD'])
    expect(await status('HEAD', '/healthz')).toEqual([200, null])
    expect(await status('HEAD', '/v1/sync')).toEqual([426, null])
    expect(await status('GET', '/v1/timestamp/x')).toEqual([404, null])
    expect(await status('GET', '/%ff')).toEqual([400, null])
    const numbers = await fetch(`${relay.origin}/metrics`)
    expect(numbers.headers.get('content-type')).toContain('version=0.0.4')
    const told = await numbers.text()
    for (const label of [
      'route="timestamp",status="405"',
      'route="timestamp",status="204"',
      'route="blobs",status="405"',
      'route="blobs",status="404"',
      'route="healthz",status="405"',
      'route="healthz",status="200"',
      'route="sync",status="426"',
      'route="web",status="404"',
      'route="web",status="400"',
    ])
      expect(told).toMatch(new RegExp(`http_requests_total\\{${label}\\} [1-9]`))
    await expect
      .poll(async () => (await fetch(`${relay.origin}/metrics`)).text())
      .toMatch(/route="metrics",status="200"/)
  })

  it('has the numbers only by a name of this machine', async () => {
    const { origin } = await startRelay()
    const { port } = new URL(origin)
    const status = (host: string): Promise<number> =>
      new Promise((resolve) => {
        httpRequest({ host: '127.0.0.1', port, path: '/metrics', headers: { Host: host } }, (response) =>
          resolve(response.resume().statusCode ?? 0),
        ).end()
      })
    for (const host of ['localhost', `localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
      expect(await status(host), host).toBe(200)
    for (const host of ['localhost.evil.example', 'evil.example', '127.0.0.1.evil', 'xlocalhost'])
      expect(await status(host), host).toBe(403)
  })

  it('is not ready, and takes no socket, from the moment it stops', async () => {
    const log = createMemoryLog()
    let letGo: () => void = () => undefined
    let slow = false
    const relay = await startRelay({
      limits: { drainMs: 5_000 },
      log: {
        ...log,
        append: async (...args) => {
          if (slow)
            await new Promise<void>((resolve) => {
              letGo = resolve
            })
          return log.append(...args)
        },
      },
    })
    const workspace = await found()
    const client = await adopt(relay.origin, workspace)
    const half = (rest: string): Promise<{ readonly finish: () => Promise<string> }> =>
      new Promise((resolve) => {
        const socket = connectTcp({ port: Number(new URL(relay.origin).port), host: '127.0.0.1' }, () =>
          socket.write(`${rest.slice(0, 20)}`, () =>
            setTimeout(
              () =>
                resolve({
                  finish: () =>
                    new Promise((said) => {
                      let text = ''
                      socket
                        .on('data', (bytes: Buffer) => {
                          text += bytes.toString('latin1')
                        })
                        .on('close', () => said(text))
                        .on('error', () => undefined)
                      socket.write(rest.slice(20))
                    }),
                }),
              20,
            ),
          ),
        )
        closers.push(() => void socket.destroy())
      })
    const asks = await half('GET /readyz HTTP/1.1\r\nHost: relay\r\nConnection: close\r\n\r\n')
    const joins = await half(
      `GET /v1/sync HTTP/1.1\r\nHost: relay\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\nSec-WebSocket-Protocol: ${subprotocol}\r\n\r\n`,
    )
    slow = true
    const last = await workspace.alice.write('register', sealed(), workspace.head)
    client.send({ kind: 'append', entry: last.bytes })
    await new Promise((resolve) => setTimeout(resolve, 30))
    const stopped = relay.relay.close()
    expect(await asks.finish()).toMatch(/^HTTP\/1\.1 503 .*stopping/s)
    expect(await joins.finish()).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n/)
    letGo()
    // What was received is answered before the socket ends.
    expect(await client.answerTo(last.uuid)).toMatchObject({ kind: 'stored', seq: 2 })
    expect((await client.closed).code).toBe(1012)
    await stopped
    await relay.relay.close()
    expect(relay.logged().split('"msg":"stopped"').length - 1).toBe(1)
  })
})

describe('relay: time stamps', () => {
  const query = new Uint8Array([0x30, 0x03, 0x02, 0x01, 0x01])
  const post = (origin: string, headers: Record<string, string>, body: Uint8Array<ArrayBuffer> = query) =>
    fetch(`${origin}/v1/timestamp`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/timestamp-query', ...headers },
      body,
    })

  /** An authority that answers with what it was sent, or as told. */
  async function authority(reply: { status?: number; type?: string; body?: Uint8Array } = {}) {
    const asked: { body: Buffer; headers: Record<string, unknown> }[] = []
    const server = createServer((request, response) => {
      const parts: Buffer[] = []
      request
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => {
          asked.push({ body: Buffer.concat(parts), headers: request.headers })
          response.writeHead(reply.status ?? 200, { 'Content-Type': reply.type ?? 'application/timestamp-reply' })
          response.end(reply.body ?? Uint8Array.of(0x30, 0x01, 0x00))
        })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closers.push(() => void server.close())
    return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa` }
  }

  it('says so when no authority is set', async () => {
    const { relay, bearer } = await start()
    const answer = await post(relay.origin, bearer)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({
      type: 'noTimestampAuthority',
      message: expect.stringContaining('PLUMBLINE_TSA_URL') as string,
    })
  })

  it('passes the request on as it is, with nothing of the session, and the reply back', async () => {
    const tsa = await authority()
    const { relay, bearer } = await start({ timestampUrl: tsa.url })
    const answer = await post(relay.origin, { ...bearer, Cookie: 'a=b' })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/timestamp-reply'])
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(Uint8Array.of(0x30, 0x01, 0x00))
    expect(new Uint8Array(tsa.asked[0]!.body)).toEqual(query)
    expect(tsa.asked[0]!.headers).not.toHaveProperty('authorization')
    expect(tsa.asked[0]!.headers).not.toHaveProperty('cookie')
  })

  it('passes on for members only, and only what can be a request', async () => {
    const tsa = await authority()
    const { relay, bearer } = await start({ timestampUrl: tsa.url })
    expect((await post(relay.origin, {})).status).toBe(401)
    expect((await post(relay.origin, { ...bearer, 'Content-Type': 'text/plain' })).status).toBe(415)
    expect((await post(relay.origin, bearer, Uint8Array.of(1, 2, 3))).status).toBe(400)
    expect((await post(relay.origin, bearer, new Uint8Array(5_000).fill(0x30))).status).toBe(400)
    expect(tsa.asked).toEqual([])
  })

  it('takes requests and replies as large as they may be, with a type that says more, and none that is a byte larger', async () => {
    const sized = (length: number) => new Uint8Array(length).fill(0x30)
    const tsa = await authority({ type: 'application/timestamp-reply; x=y', body: sized(64 * 1024) })
    const { relay, bearer } = await start({ timestampUrl: tsa.url })
    const answer = await post(relay.origin, bearer, sized(4 * 1024))
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('content-length')]).toEqual([
      200,
      'no-store',
      String(64 * 1024),
    ])
    expect((await post(relay.origin, bearer, sized(4 * 1024 + 1))).status).toBe(400)
    expect((await post(relay.origin, bearer, new Uint8Array(0))).status).toBe(400)
    const large = await authority({ body: sized(64 * 1024 + 1) })
    const other = await start({ timestampUrl: large.url })
    expect((await post(other.relay.origin, other.bearer)).status).toBe(502)
    const silent = await start({
      timestampUrl: 'http://127.0.0.1:9',
      fetch: () => Promise.reject(new Error('no route')),
    })
    const failed = await post(silent.relay.origin, silent.bearer)
    expect([failed.status, ((await failed.json()) as { type: string }).type]).toEqual([502, 'timestampFailed'])
  })

  it('answers 502 for an authority that fails, redirects or says something else', async () => {
    for (const reply of [
      { status: 500 },
      { status: 302 },
      { type: 'text/html' },
      { type: 'x application/timestamp-reply' },
      { body: new Uint8Array([0x41]) },
      { body: new Uint8Array(0) },
    ]) {
      const tsa = await authority(reply)
      const { relay, bearer } = await start({ timestampUrl: tsa.url })
      expect((await post(relay.origin, bearer)).status).toBe(502)
    }
  })
})

describe('relay: web app', () => {
  async function withWebApp() {
    const folder = await testFolder()
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>app</title>')
    await writeFile(join(folder, 'sw.js'), 'self')
    await writeFile(join(folder, 'manifest.webmanifest'), '{}')
    await writeFile(join(folder, 'assets', 'main-Ab3dE6_h.js'), 'export {}')
    await writeFile(join(folder, 'assets', 'geist-Ab3dE6_h.woff2'), 'x')
    await writeFile(join(folder, '..', 'secret.txt'), 'secret')
    return startRelay({ webRoot: folder })
  }

  it('serves its files with type, caching and a strict policy', async () => {
    const { origin } = await withWebApp()
    const get = async (path: string) => {
      const answer = await fetch(`${origin}${path}`)
      return [answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]
    }
    expect(await get('/')).toEqual([200, 'text/html; charset=utf-8', 'no-cache'])
    expect(await get('/sw.js')).toEqual([200, 'text/javascript; charset=utf-8', 'no-cache'])
    expect(await get('/manifest.webmanifest')).toEqual([200, 'application/manifest+json', 'no-cache'])
    expect(await get('/assets/main-Ab3dE6_h.js')).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ])
    expect(await get('/assets/geist-Ab3dE6_h.woff2')).toEqual([
      200,
      'font/woff2',
      'public, max-age=31536000, immutable',
    ])
    expect((await get('/missing.js'))[0]).toBe(404)

    const page = await fetch(`${origin}/`)
    const headers = Object.fromEntries(page.headers)
    expect(headers).toMatchObject({
      'content-security-policy': contentSecurityPolicy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
    const again = await fetch(`${origin}/`, { headers: { 'If-None-Match': page.headers.get('etag')! } })
    expect(again.status).toBe(304)
  })

  it('has a policy that starts at nothing and allows no foreign host, no eval and no inline script', () => {
    const directives = Object.fromEntries(
      contentSecurityPolicy.split('; ').map((part) => [part.split(' ')[0]!, part.split(' ').slice(1)]),
    )
    expect(directives['default-src']).toEqual(["'none'"])
    expect(directives['script-src']).toEqual(["'self'"])
    expect(directives['connect-src']).toEqual(["'self'"])
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(directives[name]).toEqual(["'none'"])
    expect(contentSecurityPolicy).not.toMatch(/https?:|\*|unsafe-eval/)
  })

  it('gives nothing outside its folder', async () => {
    const { origin } = await withWebApp()
    const { port } = new URL(origin)
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '//etc/passwd',
      '/assets',
      '/assets/',
    ]) {
      const status = await new Promise<number>((resolve) => {
        // Sent as it is: fetch would tidy the path first.
        httpRequest({ host: '127.0.0.1', port, path }, (response) => resolve(response.resume().statusCode ?? 0)).end()
      })
      expect(status, path).toBe(404)
    }
  })

  it('serves the page of a folder, has each file for HEAD without its bytes, and says which version it is', async () => {
    const folder = await testFolder()
    await mkdir(join(folder, 'sub'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'sub', 'index.html'), '<!doctype html>')
    await writeFile(join(folder, 'sub', 'main-Ab3dE6_h.js'), 'x')
    await writeFile(join(folder, 'assets', 'plain.JS'), 'x')
    await writeFile(join(folder, 'data.bin'), 'bytes')
    await writeFile(join(folder, 'gone.txt'), 'x')
    const { origin } = await startRelay({ webRoot: folder })
    const of = async (path: string, init: RequestInit = {}) => {
      const answer = await fetch(origin + path, init)
      return [
        answer.status,
        answer.headers.get('content-type'),
        answer.headers.get('cache-control'),
        answer.headers.get('content-length'),
        await answer.text(),
      ]
    }
    expect(await of('/sub/')).toEqual([200, 'text/html; charset=utf-8', 'no-cache', '15', '<!doctype html>'])
    expect((await of('/sub'))[0]).toBe(404)
    expect(await of('/')).toEqual([
      404,
      'text/plain; charset=utf-8',
      'no-store',
      '34',
      'There is nothing at this address.\n',
    ])
    // Only what lies in assets under a name with its hash never changes.
    expect(await of('/sub/main-Ab3dE6_h.js')).toEqual([200, 'text/javascript; charset=utf-8', 'no-cache', '1', 'x'])
    expect(await of('/assets/plain.JS')).toEqual([200, 'text/javascript; charset=utf-8', 'no-cache', '1', 'x'])
    expect(await of('/data.bin', { method: 'HEAD' })).toEqual([200, 'application/octet-stream', 'no-cache', '5', ''])
    const tag = (await fetch(`${origin}/data.bin`)).headers.get('etag')!
    const same = await fetch(`${origin}/data.bin`, { headers: { 'If-None-Match': tag } })
    expect([same.status, same.headers.get('etag'), await same.text()]).toEqual([304, tag, ''])
    expect((await of('/data.bin', { headers: { 'If-None-Match': '"other"' } }))[0]).toBe(200)
    await rm(join(folder, 'gone.txt'))
    await expect(of('/gone.txt')).rejects.toThrow()
  })

  it('says what to set when there is none', async () => {
    const { origin } = await startRelay()
    const answer = await fetch(`${origin}/`)
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('PLUMBLINE_WEB')])
  })
})

describe('relay: what operators see', () => {
  it('says neither ids nor content in log lines and metrics', async () => {
    const world = await start()
    const { relay, workspace, client, bearer, url, token } = world
    const body = sealed(300)
    await client.store(await workspace.alice.write('register', body, workspace.head))
    await client.append(await workspace.alice.draft('register', body, workspace.head, { epoch: 9 }))
    const { id, bytes } = await encrypted(1_000)
    await fetch(url(id), { method: 'PUT', headers: bearer, body: bytes })
    await fetch(url(id), { headers: bearer })
    client.sendBytes(Uint8Array.of(99))
    await client.closed

    const metrics = await (await fetch(`${relay.origin}/metrics`)).text()
    expect(metrics).toMatch(/^plumbline_entries_stored_total 2$/m)
    expect(metrics).toMatch(/^plumbline_entries_refused_total\{reason="wrongEpoch"\} 1$/m)
    expect(metrics).toMatch(/^plumbline_http_requests_total\{route="blobs",status="201"\} 1$/m)
    expect(metrics).toMatch(/^plumbline_closes_total\{code="4400"\} 1$/m)
    expect(relay.logged()).toContain('listening')
    const told = `${metrics}\n${relay.logged()}`
    for (const secret of [
      workspace.workspaceId,
      workspace.alice.deviceId,
      workspace.aliceMemberId,
      id,
      token,
      Buffer.from(body).toString('base64'),
      Buffer.from(body).toString('hex'),
    ]) {
      expect(told).not.toContain(secret.slice(0, 16))
    }
    expect(told).not.toMatch(/[0-9a-f]{32}/)
  })

  it('is healthy, ready while it runs', async () => {
    const { relay, origin } = await startRelay()
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    expect((await fetch(`${origin}/readyz`)).status).toBe(200)
    expect((await fetch(`${origin}/v1/sync`)).status).toBe(426)
    await relay.close()
    await expect(fetch(`${origin}/readyz`)).rejects.toThrow()
  })
})

function withHeaders(sent: ReturnType<typeof piece>, more: Record<string, string>) {
  return { body: sent.body, headers: { ...sent.headers, ...more } }
}

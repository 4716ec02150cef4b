/** Room for files at the relay: a member who may upload holds none by announcing, and others still send theirs. */

import { request as httpRequest, type ClientRequest } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { toHex } from '~/lib/shared/bytes'
import { encrypted } from '../../contract/blobStore'
import { adopt, signIn } from '../../server/support/client'
import { admitMember } from '../../server/support/members'
import { found, random } from '../../server/support/people'
import { startRelay } from '../../server/support/relay'

const MiB = 1024 * 1024

const running: ClientRequest[] = []
afterEach(() => {
  for (const request of running.splice(0)) request.destroy()
})

async function world(workspaceBlobBytes: number) {
  const relay = await startRelay({ limits: { workspaceBlobBytes, blobBytes: 8 * MiB } })
  const workspace = await found()
  const client = await adopt(relay.origin, workspace)
  const { device } = await admitMember(workspace, client, {
    role: 'editor',
    head: workspace.head,
    accessHash: workspace.alice.prevDeviceHash,
    now: relay.clock.now(),
  })
  const bearer = async (of: typeof client) => ({ Authorization: `Bearer ${(await of.first('welcome')).token}` })
  const url = (id: string) => `${relay.origin}/v1/blobs/${workspace.workspaceId}/${id}`
  return {
    relay,
    url,
    editor: device,
    alice: await bearer(client),
    mallory: await bearer(await signIn(relay.origin, device)),
    put: (of: Readonly<Record<string, string>>, { id, bytes }: Awaited<ReturnType<typeof encrypted>>) =>
      fetch(url(id), { method: 'PUT', headers: of, body: bytes }),
  }
}

/** Announces a file, sends a first byte and no more. The status and word of the answer, if there is one. */
function announce(
  url: string,
  headers: Readonly<Record<string, string | number>>,
): Promise<{ readonly status: number; readonly type: string } | 'waits'> {
  return new Promise((resolve) => {
    const request = httpRequest(url, { method: 'PUT', headers: { ...headers } })
    running.push(request)
    request.on('error', () => undefined)
    request.on('response', (response) => {
      let text = ''
      response.on('data', (part: Buffer) => {
        text += part.toString()
      })
      response.on('end', () =>
        resolve({ status: response.statusCode!, type: (JSON.parse(text) as { type: string }).type }),
      )
    })
    request.write('x')
    setTimeout(() => resolve('waits'), 700)
  })
}

const someId = (): string => toHex(random(32))
const range = (total: number) => ({ 'Content-Range': `bytes 0-${MiB - 1}/${total}`, 'Content-Length': MiB })

describe('a member who announces many large files', () => {
  it('holds eight pieces and no more, from whichever device: another member sends theirs meanwhile', async () => {
    const { relay, url, put, alice, mallory, editor } = await world(32 * MiB)
    const first = await Promise.all(
      Array.from({ length: 12 }, () => announce(url(someId()), { ...mallory, ...range(8 * MiB) })),
    )
    const again = await (await signIn(relay.origin, editor)).first('welcome')
    const second = await announce(url(someId()), { Authorization: `Bearer ${again.token}`, ...range(8 * MiB) })
    const file = await encrypted(300_000)
    expect((await put(alice, file)).status).toBe(201)
    expect(first.filter((answer) => answer === 'waits')).toHaveLength(8)
    expect([...first.filter((answer) => answer !== 'waits'), second]).toEqual(
      Array(5).fill({ status: 429, type: 'tooManyUploads' }),
    )
    // The slots come back with the requests.
    for (const request of running.splice(0)) request.destroy()
    await expect.poll(async () => (await put(mallory, await encrypted(1_000, 3))).status).not.toBe(429)
  })

  it('sends no file in a request that would hold its whole room', async () => {
    const { url, put, alice, mallory } = await world(8 * MiB)
    const id = someId()
    expect(await announce(url(id), { ...mallory, 'Content-Length': 8 * MiB })).toEqual({
      status: 413,
      type: 'pieceTooLarge',
    })
    expect(
      await announce(url(id), {
        ...mallory,
        'Content-Range': `bytes 0-${8 * MiB - 1}/${8 * MiB}`,
        'Content-Length': 8 * MiB,
      }),
    ).toEqual({ status: 413, type: 'pieceTooLarge' })
    expect((await fetch(url(id), { method: 'HEAD', headers: mallory })).headers.get('upload-offset')).toBe('0')
    expect((await put(alice, await encrypted(2_000))).status).toBe(201)
  })

  it('keeps no room with uploads that rest: they make way for what another sends, and only then', async () => {
    const { relay, url, put, alice, mallory } = await world(3 * MiB)
    const begun = Array.from({ length: 3 }, someId)
    for (const id of begun) {
      const { status } = await fetch(url(id), {
        method: 'PUT',
        headers: { ...mallory, 'Content-Range': 'bytes 0-999999/1050000' },
        body: random(1_000_000),
      })
      expect(status).toBe(202)
    }
    const offsets = () =>
      Promise.all(
        begun.map(async (id) =>
          (await fetch(url(id), { method: 'HEAD', headers: mallory })).headers.get('upload-offset'),
        ),
      )
    const file = await encrypted(500_000)
    expect((await put(alice, file)).status).toBe(413)
    expect(await offsets()).toEqual(['1000000', '1000000', '1000000'])
    relay.clock.advance(3_600_000 + 60_000)
    expect((await put(alice, file)).status).toBe(201)
    expect(await offsets()).toEqual(['0', '1000000', '1000000'])
  })
})

describe('a member who knows the id of a file that another is sending', () => {
  const part = (bytes: Uint8Array<ArrayBuffer>, from: number, to: number) => ({
    headers: { 'Content-Range': `bytes ${from}-${to - 1}/${bytes.length}` },
    body: bytes.slice(from, to),
  })
  const send = (url: string, of: Readonly<Record<string, string>>, { headers, body }: ReturnType<typeof part>) =>
    fetch(url, { method: 'PUT', headers: { ...of, ...headers }, body })

  it('spoils nothing with a first piece of nonsense', async () => {
    const { url, alice, mallory } = await world(8 * MiB)
    const { id, bytes } = await encrypted(6_000)
    expect((await send(url(id), mallory, part(new Uint8Array(bytes.length), 0, 3_000))).status).toBe(202)
    expect((await fetch(url(id), { method: 'HEAD', headers: alice })).headers.get('upload-offset')).toBe('0')
    expect((await send(url(id), alice, part(bytes, 0, 3_000))).status).toBe(202)
    expect((await send(url(id), mallory, part(new Uint8Array(bytes.length), 3_000, bytes.length))).status).toBe(422)
    expect((await send(url(id), alice, part(bytes, 3_000, bytes.length))).status).toBe(201)
    expect(new Uint8Array(await (await fetch(url(id), { headers: mallory })).arrayBuffer())).toEqual(
      new Uint8Array(bytes),
    )
  })

  it('stops nothing by sending it, too', async () => {
    const { url, alice, mallory } = await world(8 * MiB)
    const { id, bytes } = await encrypted(6_000)
    const sent = new Promise<number>((resolve) => {
      const request = httpRequest(url(id), { method: 'PUT', headers: { ...alice, 'Content-Length': bytes.length } })
      running.push(request)
      request.on('error', () => resolve(0)).on('response', (response) => resolve(response.statusCode!))
      request.write(bytes.slice(0, 3_000))
      void (async () => {
        await expect
          .poll(async () => (await fetch(url(id), { method: 'HEAD', headers: alice })).headers.get('upload-offset'))
          .toBe('3000')
        expect(await announce(url(id), { ...mallory, 'Content-Length': bytes.length })).toBe('waits')
        request.end(bytes.slice(3_000))
      })()
    })
    expect(await sent).toBe(201)
  })
})

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { reviewFiles } from '~/lib/engine/reviewFiles'
import { fromBase64Url, toBytes, utf8 } from '~/lib/shared/bytes'
import type { Connect, WebSocketLike } from '~/lib/sync/connection/relayConnection'
import { createClassicLevelLog } from '~/server/store/classicLevelLog'
import { joins, levelProfiles, openProfile, stopProfiles } from '../support/profile'
import { random, startRelay, until, type TestRelay } from '../support/relay'

let relay: TestRelay | undefined
let folder = ''
afterEach(async () => {
  await stopProfiles()
  await relay?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Every byte that passes between this device and the relay, frames and files, either way. */
function tappedLine() {
  const seen: Buffer[] = []
  const connect: Connect = (url, protocols) => {
    seen.push(Buffer.from(url))
    const ws = new WebSocket(url, [...protocols])
    ws.on('message', (data: ArrayBuffer | Buffer) => seen.push(Buffer.from(toBytes(data))))
    const send = ws.send.bind(ws)
    ws.send = ((data: Uint8Array) => {
      seen.push(Buffer.from(data))
      send(data)
    }) as typeof ws.send
    return ws as unknown as WebSocketLike
  }
  const tappedFetch: typeof fetch = async (url, init) => {
    seen.push(Buffer.from(`${String(url)} ${JSON.stringify(init?.headers ?? {})}`))
    if (init?.body instanceof Uint8Array) seen.push(Buffer.from(init.body))
    const response = await fetch(url, init)
    const body = Buffer.from(await response.arrayBuffer())
    seen.push(body)
    return new Response(init?.method === 'HEAD' ? null : body, { status: response.status, headers: response.headers })
  }
  return { seen, connect, fetch: tappedFetch }
}

async function bytesOfFolder(path: string): Promise<Buffer> {
  const files = (await readdir(path, { recursive: true, withFileTypes: true })).filter((item) => item.isFile())
  return Buffer.concat([
    ...(await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name))))),
    Buffer.from(files.map(({ name }) => name).join('\n')),
  ])
}

describe('what the relay stores and sees', () => {
  it('holds none of 200 planted strings: names, records, long texts, file names and contents, comments', async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-planted-'))
    relay = await startRelay({ folder, log: createClassicLevelLog({ folder: join(folder, 'log') }) })
    const planted: string[] = []
    const plant = (what: string): string => {
      const word = `${what}-${Buffer.from(random(9)).toString('hex')}`
      planted.push(word)
      return word
    }
    const [left, right] = [tappedLine(), tappedLine()]
    const alice = await openProfile(plant('browser'), left)
    const ws = await alice.found(plant('organisation'), plant('founder'))
    const words = alice.wordsOf(ws)
    await alice.run(ws, 'relay.connect', { url: relay.url })
    await alice.shows(ws, 'synced')

    for (let i = 0; i < 25; i++) {
      await alice.run(ws, 'record.create', {
        kind: 'risk',
        fields: {
          title: plant('risk'),
          event: `${plant('event')} ${plant('event')}`,
          consequence: plant('consequence'),
        },
      })
      await alice.run(ws, 'record.create', { kind: 'asset', fields: { name: plant('asset') } })
    }
    for (let i = 0; i < 8; i++)
      await alice.run(ws, 'record.create', { kind: 'person', fields: { name: plant('person'), title: plant('job') } })
    const vault = await alice.parts.openVault(ws)
    for (let i = 0; i < 6; i++) {
      const [draftId, name] = [`draft-${i}`, `${plant('file')}.txt`]
      await vault.drafts.put({
        id: draftId,
        mode: 'upload',
        state: 'captured',
        startedAt: Date.now(),
        updatedAt: Date.now(),
        step: 1,
        steps: 1,
        facts: {},
        links: {},
      })
      await vault.draftFiles.put({
        draftId,
        name,
        order: 0,
        mime: 'text/plain',
        part: 'original',
        bytes: new Blob([utf8(`${plant('content')}\n`.repeat(50 + i * 20_000))]),
      })
      await alice.run(ws, 'evidence.upload', {
        draftId,
        title: plant('evidence'),
        note: plant('note'),
        controls: [],
        reqs: [],
        collectedFrom: plant('source'),
      })
    }
    const { link } = await alice.run(ws, 'invite.create', {
      role: 'editor',
      personName: plant('member'),
      personTitle: plant('job'),
      expiresInDays: 1,
      admit: 'atOnce',
    })
    await levelProfiles(ws, alice)

    const bob = await openProfile(plant('browser'), right)
    await joins(bob, link)
    await bob.shows(ws, 'synced')
    for (let i = 0; i < 30; i++) await bob.run(ws, 'record.create', { kind: 'risk', fields: { title: plant('bob') } })
    const [ownDevice] = (await vault.devices.toArray()).filter(({ own }) => own)
    await alice.run(ws, 'device.name', { deviceId: ownDevice!.deviceId, name: plant('device') })
    await levelProfiles(ws, alice, bob)
    const theirs = await bob.parts.openVault(ws)
    await until(
      async () =>
        (await theirs.blobs.count()) === 6 && (await theirs.blobs.where('state').equals('present').count()) === 6,
      'files at Bob',
      15_000,
    )
    expect(await theirs.table('risk').count()).toBe(55)
    expect((await reviewFiles(theirs)).size).toBe(6)

    expect(planted.length).toBeGreaterThanOrEqual(200)
    const stored = await bytesOfFolder(folder)
    const frames = Buffer.concat([...left.seen, ...right.seen])
    // It can fail: what is public is there, and was looked for in the same way.
    expect(stored.length).toBeGreaterThan(100_000)
    expect(stored.includes('"type":"genesis"')).toBe(true)
    expect(frames.includes('"type":"admit"')).toBe(true)
    const fragment = link.slice(link.indexOf('#/join/') + 7)
    const inviteSecret = Buffer.from(fromBase64Url(fragment)).subarray(
      1 + 32 + 16 + 8 + 32 + 65,
      1 + 32 + 16 + 8 + 32 + 65 + 32,
    )
    const found = [...planted, fragment.slice(-60), words.slice(0, 3).join(' ')].flatMap((word) =>
      [word, Buffer.from(word).toString('base64').slice(2, -4), Buffer.from(word, 'utf16le')].filter(
        (form) => stored.includes(form) || frames.includes(form),
      ),
    )
    expect(found).toEqual([])
    expect(stored.includes(inviteSecret) || frames.includes(inviteSecret)).toBe(false)
  }, 180_000)
})

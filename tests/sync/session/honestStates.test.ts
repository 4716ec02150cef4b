/**
 * What a person is told within 5 s when no connection comes about: against sockets and servers that hang, refuse,
 * answer otherwise.
 */

import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { shortSyncLine } from '~/components/popup/shortSync'
import { troubleLines } from '~/components/shell/sync/syncTrouble'
import { syncLine } from '~/components/shell/sync/syncLineWords'
import { syncHeading, syncSentence } from '~/components/workspace/sync/syncCentre'
import { removeDevices } from '~/lib/protocol/access/accessDevices'
import { subprotocol } from '~/lib/protocol/wire/frames'
import { unwrap } from '~/lib/shared/result'
import { whatAnswers } from '~/lib/sync/connection/connectTrouble'
import { makeNextEpoch } from '~/lib/sync/session/epochSecrets'
import { relayAddress } from '~/lib/sync/connection/relayAddress'
import { noFiles, readFilesOut } from '~/lib/vault/views/filesOut'
import type { SyncStatus, SyncTroubleType } from '~/lib/vault/store/tables'
import { foundDevice, joinDevice, level, sealFile, type Device } from '../support/device'
import { random, startRelay, until, type TestRelay } from '../support/relay'
import { selfSigned } from '../support/selfSigned'

const devices: Device[] = []
const servers: Server[] = []
const held = new Set<Socket>()
let relay: TestRelay | undefined
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop()
  for (const socket of held) socket.destroy()
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
  await relay?.close()
  relay = undefined
})

async function listening(server: Server): Promise<string> {
  servers.push(server)
  server.on('connection', (socket) => held.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}
/** Synced with a relay that has no room for the file the device then offers. */
async function offersTooMuch(): Promise<Device> {
  const full = (relay = await startRelay({ limits: { workspaceBlobBytes: 20_000 } }))
  const device = await foundDevice('Alice')
  devices.push(device)
  unwrap(await device.sync.connectRelay(full.url))
  await until(() => device.status()?.state === 'synced', 'synced')
  await sealFile(device, 30_000)
  device.sync.nudge()
  return device
}

const http = (answer: RequestListener): HttpServer => createHttpServer(answer)

/** What a device says of that address, and how long it took to say it; every word until then was no "synced". */
async function toldOf(
  url: string,
  type: SyncTroubleType,
): Promise<{ readonly status: SyncStatus; readonly ms: number; readonly states: readonly string[] }> {
  const device = await foundDevice('Alice')
  devices.push(device)
  const from = device.statuses.length
  const began = Date.now()
  unwrap(await device.sync.connectRelay(url))
  await until(
    () => device.status()?.trouble?.type === type,
    `${type}, not ${JSON.stringify(device.status())}`,
    7_000,
  ).catch(() => {
    throw new Error(`${type} was not said: ${JSON.stringify(device.statuses.slice(from))}`)
  })
  return {
    status: device.status()!,
    ms: Date.now() - began,
    states: device.statuses.slice(from).map(({ state }) => state),
  }
}
/** A loaded machine may take its time to run a test; the product's own clock is 5 s. */
const within = 6_500
const shownBy = (status: SyncStatus) => ({
  foot: syncLine(status, 0, 0, '09:41').key,
  popup: shortSyncLine(status, 2, 0, '09:41'),
  lines: troubleLines(status.trouble!, status.trouble!.retryAt === undefined ? 0 : status.trouble!.retryAt - 4_200),
})

describe('a relay that does not answer', () => {
  it('takes the connection and says nothing: not reachable, working offline, tried again in n seconds', async () => {
    const host = await listening(createTcpServer())
    const { status, ms, states } = await toldOf(`http://${host}`, 'unreachable')
    expect(ms).toBeGreaterThan(4_000)
    expect(ms).toBeLessThan(within)
    expect(status).toMatchObject({ state: 'offline', trouble: { host, retryAt: expect.any(Number) } })
    expect(new Set(states)).toEqual(new Set(['connecting', 'offline']))
    const { foot, popup, lines } = shownBy(status)
    expect(foot).toBe('app.sync.trouble.unreachable')
    expect(popup).toMatchObject({ key: 'popup.sync.offline', params: { n: 2 }, glyph: 'warning' })
    expect(lines).toEqual({
      title: { key: 'app.trouble.title.unreachable', host },
      next: { key: 'app.trouble.next.seconds', n: 5 },
      check: { key: 'app.trouble.check.unreachable', host },
    })
  })

  it('opens the socket and never says who it is: not reachable, too', async () => {
    const server = http((_request, response) => response.writeHead(404).end())
    const sockets = new WebSocketServer({ server, handleProtocols: () => subprotocol })
    const host = await listening(server)
    const { status, ms } = await toldOf(`http://${host}`, 'unreachable')
    expect(ms).toBeLessThan(within)
    expect(status.state).toBe('offline')
    sockets.close()
  })

  it('refuses the connection: refused before it answered, and as away where it had answered before', async () => {
    const server = createTcpServer()
    const host = await listening(server)
    await new Promise((resolve) => server.close(resolve))
    servers.pop()
    const { status, ms } = await toldOf(`http://${host}`, 'refusedEarly')
    expect(ms).toBeLessThan(within)
    expect(shownBy(status).lines).toMatchObject({
      title: { key: 'app.trouble.title.refusedEarly', host },
      check: { key: 'app.trouble.check.refusedEarly', host },
    })

    relay = await startRelay()
    const device = await foundDevice('Bea')
    devices.push(device)
    unwrap(await device.sync.connectRelay(relay.url))
    await until(() => device.status()?.state === 'synced', 'synced')
    await relay.close()
    relay = undefined
    await until(() => device.status()?.trouble?.type === 'unreachable', 'away', 7_000)
  })

  it('has a certificate that nobody signed: refused before it answered, because a browser says no more', async () => {
    const host = await listening(
      createTlsServer(selfSigned(), (_request, response) =>
        response.writeHead(426).end(`Speak WebSocket with the subprotocol ${subprotocol} here.\n`),
      ),
    )
    const { status, ms } = await toldOf(`https://${host}`, 'refusedEarly')
    expect(ms).toBeLessThan(within)
    expect(status.state).toBe('offline')
  })
})

describe('an address that is wrong', () => {
  it('answers 404: something is there, but no relay', async () => {
    const host = await listening(http((_request, response) => response.writeHead(404).end('not here')))
    const { status, ms } = await toldOf(`http://${host}`, 'notARelay')
    expect(ms).toBeLessThan(within)
    expect(shownBy(status)).toMatchObject({
      foot: 'app.sync.trouble.notARelay',
      lines: { check: { key: 'app.trouble.check.notARelay', host } },
    })
  })

  it('lets nobody read its answer: still no relay, asked as browsers allow it', async () => {
    // Fetch, "main fetch": without CORS, a request that does not follow redirects is a network error.
    const asBrowsersDo: typeof fetch = (_url, init) =>
      init?.mode === 'no-cors' && init.redirect === 'follow'
        ? Promise.resolve(Response.error())
        : Promise.reject(new TypeError('Failed to fetch'))
    expect(await whatAnswers(unwrap(relayAddress('wss://relay.example')), asBrowsersDo)).toBe('notARelay')
  })

  it('a WebSocket of something else: no relay, and nothing is halted by it', async () => {
    const server = http((_request, response) => response.writeHead(404).end())
    const sockets = new WebSocketServer({ server, handleProtocols: () => subprotocol })
    sockets.on('connection', (socket) => socket.send('welcome to the chat'))
    const host = await listening(server)
    const { status } = await toldOf(`http://${host}`, 'notARelay')
    expect(status.state).toBe('offline')
    sockets.close()
  })

  it('a relay of another version says so', async () => {
    const host = await listening(
      http((_request, response) =>
        response.writeHead(426).end('Speak WebSocket with the subprotocol plumbline.v1 here.\n'),
      ),
    )
    const { status, ms } = await toldOf(`http://${host}`, 'unsupportedVersion')
    expect(ms).toBeLessThan(within)
    expect(shownBy(status).foot).toBe('app.sync.trouble.refused')
  })

  it('a relay behind a proxy that lets no WebSocket through', async () => {
    const host = await listening(
      http((_request, response) =>
        response.writeHead(426).end(`Speak WebSocket with the subprotocol ${subprotocol} here.\n`),
      ),
    )
    const { ms } = await toldOf(`http://${host}`, 'noSockets')
    expect(ms).toBeLessThan(within)
  })
})

describe('a relay that turns this device away', () => {
  it('is out of room: said with what to do, and tried again when somebody asks for it', async () => {
    const server = http((_request, response) => response.writeHead(404).end())
    const sockets = new WebSocketServer({ server, handleProtocols: () => subprotocol })
    sockets.on('connection', (socket) => socket.close(4429, 'quota'))
    const host = await listening(server)
    const { status, ms } = await toldOf(`http://${host}`, 'quota')
    expect(ms).toBeLessThan(within)
    expect(status).toMatchObject({
      state: 'offline',
      message: 'The relay is out of room for this workspace. Ask whoever runs it to raise the limit.',
    })
    expect(shownBy(status)).toMatchObject({
      foot: 'app.sync.trouble.quota',
      lines: { next: { key: 'app.trouble.next.asked' }, check: { key: 'app.trouble.check.quota', host } },
    })
    sockets.close()
  })

  it.each(['while it is connected', 'at its next start'])(
    'a removed device hears it within 5 s, in every place: %s',
    async (when) => {
      relay = await startRelay()
      const a = await foundDevice('Alice')
      devices.push(a)
      unwrap(await a.sync.connectRelay(relay.url))
      await until(() => a.status()?.state === 'synced', 'synced')
      const b = await joinDevice('Bob', await a.invite('editor', { relayUrl: relay.url }))
      devices.push(b)
      await until(() => b.status()?.state === 'synced', 'synced')
      await level(a, b)
      if (when === 'at its next start') await b.sync.stop()
      const access = a.replica.access()
      const nextEpoch = unwrap(
        await makeNextEpoch(access, removeDevices(access, [b.keys.deviceId], a.replica.head().seq + 1), a.keys, {
          random,
        }),
      )
      await a.access((prev) => ({ type: 'remove', prev, memberIds: [], deviceIds: [b.keys.deviceId], nextEpoch }))
      const told = Date.now()
      await level(a)
      const again = when === 'at its next start' ? await b.restart() : b
      devices[devices.indexOf(b)] = again
      await until(() => again.status()?.state === 'removed', 'removed', 5_000 - (Date.now() - told))
      expect(syncLine(again.status(), 0, 0, '').key).toBe('app.sync.removed')
      expect(shortSyncLine(again.status(), 0, 0, '')).toMatchObject({ key: 'app.sync.removed', glyph: 'blocker' })
    },
  )
})

describe('a relay that has no room for files', () => {
  const words = async (device: Device) => {
    const [status, files] = [device.status(), await readFilesOut(device.vault)]
    return {
      foot: syncLine(status, 0, 0, '', files).key,
      popup: shortSyncLine(status, 0, 0, '', files),
      heading: syncHeading(status, 0, files),
      sentence: syncSentence(status, () => '', files).key,
    }
  }

  it('keeps the log level, and within 5 s no place says that all is there; with more room it is', async () => {
    const a = await offersTooMuch()
    await until(async () => (await words(a)).heading.key === 'filesFull', 'told', 5_000)
    expect(a.status()?.state).toBe('synced')
    expect(await words(a)).toEqual({
      foot: 'app.sync.filesFull',
      popup: { key: 'popup.sync.filesFull', params: { n: 1 }, plural: 1, tone: 'warn', glyph: 'warning' },
      heading: { key: 'filesFull', plural: 1 },
      sentence: 'syncedFiles',
    })

    const { log, key, url } = relay!
    await relay!.close()
    relay = await startRelay({ log, key, port: Number(new URL(url).port) })
    await until(async () => (await readFilesOut(a.vault)).waiting === 0, 'out', 20_000)
    await until(() => a.status()?.state === 'synced', 'synced again')
    expect(await words(a)).toMatchObject({ foot: 'app.sync.synced', heading: { key: 'synced' }, sentence: 'synced' })
  })

  it('is asked again on the same connection by Try now', async () => {
    relay = await startRelay()
    let full = true
    const a = await foundDevice('Alice', {
      fetch: (url, init) =>
        full && init?.method === 'PUT' ? Promise.resolve(new Response(null, { status: 413 })) : fetch(url, init),
    })
    devices.push(a)
    unwrap(await a.sync.connectRelay(relay.url))
    await until(() => a.status()?.state === 'synced', 'synced')
    await sealFile(a, 100)
    a.sync.nudge()
    await until(async () => (await readFilesOut(a.vault)).full, 'refused', 5_000)
    full = false
    await a.sync.syncOnce()
    await until(async () => (await readFilesOut(a.vault)).waiting === 0, 'out', 5_000)
    expect(await readFilesOut(a.vault)).toEqual(noFiles)
  })
})

it('a relay that is chosen while something else wakes the sync is connected: the log of this device alone is left', async () => {
  relay = await startRelay()
  const a = await foundDevice('Alice')
  devices.push(a)
  await until(() => a.replica.head().seq > 0, 'founded')
  const chosen = a.sync.connectRelay(relay.url)
  a.sync.nudge()
  unwrap(await chosen)
  await until(() => a.status()?.state === 'synced', 'synced', 5_000)
})

describe('another relay', () => {
  it('gets the files of every device that goes over to it, also of one that did not bring the log', async () => {
    relay = await startRelay()
    const a = await foundDevice('Alice')
    devices.push(a)
    unwrap(await a.sync.connectRelay(relay.url))
    await until(() => a.status()?.state === 'synced', 'synced')
    const puts: string[] = []
    const b = await joinDevice('Bob', await a.invite('editor', { relayUrl: relay.url }), {
      fetch: (url, init) => {
        if (init?.method === 'PUT') puts.push(new URL(url as string).host)
        return fetch(url, init)
      },
    })
    devices.push(b)
    await level(a, b)
    await until(() => b.status()?.state === 'synced', 'Bob synced')
    // Alice has not heard of it: it is with Bob and on this relay alone.
    await sealFile(b, 100)
    b.sync.nudge()
    await until(async () => (await readFilesOut(b.vault)).waiting === 0, 'out', 5_000)
    const second = await startRelay()
    const first = relay
    relay = second
    try {
      unwrap(await a.sync.connectRelay(second.url))
      await until(() => a.status()?.state === 'synced' && a.status()?.relayUrl === second.url, 'brought')
      unwrap(await b.sync.connectRelay(second.url))
      await until(() => b.status()?.state === 'synced' && b.status()?.relayUrl === second.url, 'went over')
      await until(async () => (await readFilesOut(b.vault)).waiting === 0, 'out again', 5_000)
      expect(puts).toEqual([new URL(first.url).host, new URL(second.url).host])
    } finally {
      await first.close()
    }
  })

  it('is not said to have refused a file that it was never asked to take', async () => {
    const a = await offersTooMuch()
    await until(async () => (await readFilesOut(a.vault)).full, 'refused', 5_000)
    unwrap(await a.sync.connectRelay('http://127.0.0.1:9'))
    expect(await readFilesOut(a.vault)).toEqual({ waiting: 1, refused: 0, full: false, damaged: 0 })
  })
})

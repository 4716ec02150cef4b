/**
 * What a person reads within 5 s where the relay can't be used, in a browser: it hangs, is no relay, shows a
 * certificate that nobody signed, is full, goes away. Beside an attempt nothing says that anything is synced or
 * verified.
 */

import { createServer as createHttpServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { selfSigned } from '../../sync/support/selfSigned'
import { chromiumProfile, startRelay, type ChromiumProfile, type RunningRelay } from '../driver'
import { find, picture } from '../person'
import { done, found, level } from '../support/inPage'
import { sees, text } from '../ui'

const servers: Server[] = []
const held = new Set<Socket>()
let profile: ChromiumProfile
let app: Page
let workspaceId: string
let relay: RunningRelay | undefined

beforeAll(async () => {
  profile = await chromiumProfile({ width: 1440, height: 900 })
  app = await profile.app()
  workspaceId = await found(app)
  await done(app, 'record.create', { kind: 'task', fields: { title: 'Renew the certificate' } }, workspaceId)
  // By its address: before there was a workspace the page went to the one where workspaces are begun, and would stay there.
  await app.goto('about:blank')
  await app.goto(`${profile.origin}/app.html#/workspace/sync`)
  await sees(app, 'On this device only')
})
afterAll(async () => {
  await profile?.close()
  await relay?.close()
  for (const socket of held) socket.destroy()
  for (const server of servers) await new Promise((resolve) => server.close(resolve))
})

afterEach(() => done(app, 'relay.disconnect', null, workspaceId))

async function listening(server: Server): Promise<string> {
  servers.push(server)
  server.on('connection', (socket) => held.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/**
 * The product's own clock is 5 s, to which tests/sync/session/honestStates.test.ts holds it; several browsers at once take
 * their time to draw.
 */
const within = 10_000

/** Every line of the page from now on that says a thing is synced or verified. */
const watchClaims = (): Promise<void> =>
  app.evaluate(() => {
    const said: string[] = []
    const look = (): void => {
      for (const line of document.body.innerText.split('\n'))
        if (/\bsynced\b|verified|in the shared log|agrees|level with/i.test(line) && !said.includes(line))
          said.push(line)
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    look()
    Object.assign(window, { claims: () => (observer.disconnect(), said) })
  })
const claims = (): Promise<readonly string[]> =>
  app.evaluate(() => (window as unknown as { claims(): string[] }).claims())

/** Connects to that address and reads what the sync centre and the foot of the navigation say. */
async function told(
  url: string,
  { title, foot, check }: { readonly title: string; readonly foot: string; readonly check: RegExp },
): Promise<void> {
  await watchClaims()
  await done(app, 'relay.connect', { url }, workspaceId)
  await sees(app, title, within)
  await sees(app, foot)
  await sees(app, /Working offline, trying again (?:in \d+ s|now)\./)
  await find(app, 'button', 'Try now')
  expect(await text(app)).toMatch(check)
  expect(await claims()).toEqual([])
  await picture(app, `trouble-${foot.replaceAll(' ', '-')}`)
}

describe('a relay that can’t be used', () => {
  it('takes the connection and says nothing: not reachable', async () => {
    const host = await listening(createTcpServer())
    await told(`ws://${host}`, {
      title: `Not reachable: ${host}`,
      foot: 'Relay not reachable',
      check: /that the relay runs at 127/,
    })
  })

  it('is another server: no relay at that address', async () => {
    const host = await listening(createHttpServer((_request, response) => response.writeHead(404).end('not here')))
    await told(`ws://${host}`, { title: `No relay at ${host}`, foot: 'No relay found', check: /Check the address/ })
  })

  it('shows a certificate that nobody signed: the connection is refused, and where the reason can be read', async () => {
    const host = await listening(createTlsServer(selfSigned(), (_request, response) => response.writeHead(426).end()))
    await told(`wss://${host}`, {
      title: `${host} refused the connection`,
      foot: 'Relay refused',
      check: /its certificate or the network is wrong.*Open https:\/\/127/,
    })
  })

  it('is full, then goes away: what is changed waits on this device, and nothing says that it went out', async () => {
    relay = await startRelay({ settings: { PLUMBLINE_MAX_WORKSPACE_BYTES: String(1024 * 1024) } })
    const { host } = new URL(relay.url)
    await done(app, 'relay.connect', { url: relay.url }, workspaceId)
    await level(app, workspaceId, { relay: true })
    await sees(app, 'Everything is in the shared log')
    const letters = (): string =>
      Array.from(crypto.getRandomValues(new Uint8Array(65_536)), (byte) => byte.toString(16).padStart(2, '0')).join('')
    for (let n = 1; n <= 12; n++)
      await done(
        app,
        'record.create',
        { kind: 'task', fields: { title: `Task ${n}`, description: letters() } },
        workspaceId,
      )
    await sees(app, `${host} has no space left`, within)
    await sees(app, 'Relay is full')
    await watchClaims()
    await sees(app, `Ask whoever runs ${host} for more space.`)
    await sees(app, /\d+ changes? (?:is|are) on this device only/)
    expect(await claims()).toEqual([])

    await watchClaims()
    await relay.kill()
    await done(app, 'relay.syncNow', null, workspaceId)
    await sees(app, `Not reachable: ${host}`, within)
    await sees(app, 'Relay not reachable')
    expect(await claims()).toEqual([])
  })
})

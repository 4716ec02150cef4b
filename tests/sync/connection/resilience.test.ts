import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { readClientFrame, readRelayFrame } from '~/lib/protocol/wire/frames'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import type { Connect, WebSocketLike } from '~/lib/sync/connection/relayConnection'
import { buildRelay, startRelayProcess, type RelayProcess } from '../../server/support/relayProcess'
import { foundDevice, joinDevice, level, type Device } from '../support/device'
import { startRelay, until, wait, type TestRelay } from '../support/relay'

const devices: Device[] = []
let relay: TestRelay | undefined
let relayProcess: RelayProcess | undefined
let folder: string | undefined
const own = (device: Device): Device => {
  devices.push(device)
  return device
}
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop()
  await relay?.close()
  await relayProcess?.end('SIGKILL')
  if (folder) await rm(folder, { recursive: true, force: true })
  relay = relayProcess = folder = undefined
})

/** A line that breaks: after the n-th append was sent (its answer never arrives), or before the n-th entries arrive. */
function breakingLine(rule: { afterAppend?: number; beforeEntries?: number; beforeStored?: number }) {
  const counts = { appends: 0, entries: 0, stored: 0, sockets: 0 }
  const appended: string[] = []
  const connect: Connect = (url, protocols) => {
    counts.sockets++
    const ws = new WebSocket(url, [...protocols])
    let dead = false
    const sever = (): void => {
      dead = true
      ws.terminate()
      line.onclose?.({ code: 1006, reason: '' })
    }
    const line: WebSocketLike = {
      binaryType: 'arraybuffer',
      get readyState() {
        return dead ? 3 : ws.readyState
      },
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      send(data) {
        if (dead) return
        ws.send(data)
        const frame = unwrap(readClientFrame(toBytes(data)))
        if (frame.kind !== 'append') return
        appended.push(Buffer.from(frame.entry).toString('base64'))
        // The frame has left; what the relay answers is lost.
        if (++counts.appends === rule.afterAppend) setTimeout(sever, 5)
      },
      close: () => ws.close(),
    }
    ws.binaryType = 'arraybuffer'
    ws.on('open', () => !dead && line.onopen?.(undefined as never))
    ws.on('close', (code, reason) => !dead && line.onclose?.({ code, reason: String(reason) }))
    ws.on('error', () => undefined)
    ws.on('message', (data: ArrayBuffer) => {
      if (dead) return
      const frame = unwrap(readRelayFrame(toBytes(data)))
      if (frame.kind === 'entries' && ++counts.entries === rule.beforeEntries) return sever()
      if (frame.kind === 'stored' && ++counts.stored === rule.beforeStored) return sever()
      line.onmessage?.({ data })
    })
    return line
  }
  return { connect, counts, appended }
}

/** Every command is in the log of everybody exactly once. */
async function exactlyOnce(titles: readonly string[], ...everybody: readonly Device[]): Promise<void> {
  for (const device of everybody) {
    expect((await device.rows('risk')).map(({ title }) => title).sort(), device.name).toEqual([...titles].sort())
    const log = await device.vault.log.toArray()
    expect(new Set(log.map(({ uuid }) => uuid)).size).toBe(log.length)
    expect(
      log.every(({ verdict }) => verdict === 'counts'),
      'all count',
    ).toBe(true)
    expect(await device.vault.outbox.count()).toBe(0)
    expect(await device.vault.notSent.count()).toBe(0)
  }
}

describe('a line that breaks in the middle of sending', () => {
  it.each([
    ['after an append left, before its answer', { afterAppend: 2 }],
    ['before "stored" arrives', { beforeStored: 2 }],
    ['before the entries come back', { beforeEntries: 2 }],
  ])('%s: nothing is lost and nothing is there twice', async (_when, rule) => {
    relay = await startRelay()
    const line = breakingLine(rule)
    const a = own(await foundDevice('Alice', { connect: line.connect }))
    unwrap(await a.sync.connectRelay(relay.url))
    await until(() => a.status()?.state === 'synced', 'synced')
    const titles = Array.from({ length: 6 }, (_, i) => `Risk ${i}`)
    for (const title of titles) {
      await a.create('risk', { title })
      await wait(60)
    }
    await until(
      async () => line.counts.sockets >= 2 && (await a.replica.waiting()) === 0,
      'all out after a break',
      15_000,
    )
    const b = own(await joinDevice('Bob', await a.invite('viewer', { relayUrl: relay.url })))
    await until(() => b.status()?.state === 'synced', 'Bob synced')
    await level(a, b)
    await exactlyOnce(titles, a, b)
  })
})

describe('the worker dies in the middle of sending', () => {
  it('the next one sends the same entry under the same uuid, or finds it in the log', async () => {
    relay = await startRelay()
    const line = breakingLine({})
    let a = own(await foundDevice('Alice', { connect: line.connect }))
    unwrap(await a.sync.connectRelay(relay.url))
    await until(() => a.status()?.state === 'synced', 'synced')
    const titles: string[] = []
    const seen = new Map<string, string>()
    for (let life = 0; life < 8; life++) {
      for (let i = 0; i < 3; i++) {
        titles.push(`Life ${life} risk ${i}`)
        await a.create('risk', { title: titles.at(-1)! })
      }
      // Somewhere between sealing, sending and taking in.
      await wait(life * 7)
      for (const { commandId, entryUuid } of await a.vault.outbox.toArray()) {
        if (entryUuid === undefined) continue
        expect(seen.get(commandId) ?? entryUuid, 'a row keeps the uuid it was first sent with').toBe(entryUuid)
        seen.set(commandId, entryUuid)
      }
      const next = await a.restart()
      devices[devices.indexOf(a)] = next
      a = next
      await until(() => a.status()?.state === 'synced', 'synced again')
    }
    await until(async () => (await a.replica.waiting()) === 0, 'all out')
    await exactlyOnce(titles, a)
  })
})

describe('the relay is killed (SIGKILL) between append and stored', () => {
  beforeAll(buildRelay)

  it('comes back with every entry it acknowledged; the device sends the rest, once', async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-kill-'))
    relayProcess = await startRelayProcess(folder)
    const url = relayProcess.origin
    const port = new URL(url).port
    const a = own(await foundDevice('Alice'))
    unwrap(await a.sync.connectRelay(url))
    await until(() => a.status()?.state === 'synced', 'synced')
    const titles: string[] = []
    const acknowledged = new Set<string>()
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < 10; i++) {
        titles.push(`Round ${round} risk ${i}`)
        await a.create(i % 2 ? 'evidence' : 'risk', { title: titles.at(-1)! })
      }
      await wait(round * 4)
      const killed = relayProcess.end('SIGKILL')
      await killed
      for (const { uuid } of await a.vault.log.toArray()) acknowledged.add(uuid)
      relayProcess = await startRelayProcess(folder, { PLUMBLINE_PORT: port })
      expect(relayProcess.origin).toBe(url)
      await until(
        async () => a.status()?.state === 'synced' && (await a.replica.waiting()) === 0,
        `synced after kill ${round}`,
        15_000,
      )
    }
    const b = own(await joinDevice('Bob', await a.invite('viewer', { relayUrl: url })))
    await until(() => b.status()?.state === 'synced', 'Bob synced')
    await level(a, b)
    const uuids = new Set((await b.vault.log.toArray()).map(({ uuid }) => uuid))
    expect(
      [...acknowledged].filter((uuid) => !uuids.has(uuid)),
      'no acknowledged entry is lost',
    ).toEqual([])
    const written = (device: Device) =>
      Promise.all([device.rows('risk'), device.rows('evidence')]).then(([risks, evidence]) =>
        [...risks, ...evidence].map(({ title }) => title).sort(),
      )
    expect(await written(a)).toEqual([...titles].sort())
    expect(await written(b)).toEqual([...titles].sort())
    expect(await a.vault.notSent.count()).toBe(0)
  }, 60_000)
})

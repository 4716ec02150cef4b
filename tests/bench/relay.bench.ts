/**
 * The relay against the least any relay on `ws` has to do, in the same run, so that the ratio means something on
 * any machine. Entries are signed beforehand: what is measured is the relay, not its clients.
 */

import { createDecoder, readVarUint } from 'lib0/decoding'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { bench, describe } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { LogHead } from '~/lib/protocol/log/entry'
import { writeClientFrame } from '~/lib/protocol/wire/frames'
import { createRelay } from '~/server/createRelay'
import { createLocalFanout } from '~/server/fanout'
import { createRelayKey } from '~/server/relayKey'
import { createClassicLevelLog } from '~/server/store/classicLevelLog'
import { createFolderBlobs } from '~/server/store/folderBlobs'
import { createMemoryLog } from '~/server/store/memoryLog'
import type { LogStore } from '~/server/store/logStore'
import { adopt, signIn } from '../server/support/client'
import { admitMember } from '../server/support/members'
import { found, random, sealed, type Workspace } from '../server/support/people'

const readers = 150
const burst = 200
const rounds = 12
const options = { iterations: rounds, warmupIterations: 1, time: 0, warmupTime: 0 }

interface Side {
  /** Sends one burst; resolves when every reader has all of it. */
  run(): Promise<void>
}

async function benchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Counts what arrives without reading it, as cheaply as for the floor. */
function counter(sockets: readonly WebSocket[], countOf: (data: Buffer) => number): (each: number) => Promise<void> {
  let missing = 0
  let done: () => void = () => undefined
  for (const socket of sockets)
    socket.on('message', (data: Buffer) => {
      missing -= countOf(data)
      if (missing <= 0) done()
    })
  return (each) =>
    new Promise((resolve) => {
      missing = each * sockets.length
      done = resolve
    })
}

/** Receives and writes on, per message and reader; no order, no disk; one signature per message where asked. */
async function bareSide(count: number, { verified = false } = {}): Promise<Side> {
  // As long as an entry with 200 bytes of ciphertext.
  const message = random(480)
  const server = createServer()
  const wss = new WebSocketServer({ server, perMessageDeflate: false })
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signature = sign('sha256', message, privateKey)
  wss.on('connection', (ws) =>
    ws.on('message', (data: Buffer) => {
      if (verified && !verify('sha256', data, publicKey, signature)) throw new Error('the floor must verify')
      for (const reader of wss.clients) if (reader !== ws || count === 0) reader.send(data)
    }),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  const connect = async (): Promise<WebSocket> => {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    await once(socket, 'open')
    return socket
  }
  const writer = await connect()
  const sockets = await Promise.all(Array.from({ length: count }, connect))
  const arrived = counter(count === 0 ? [writer] : sockets, () => 1)
  return {
    run() {
      const all = arrived(burst)
      for (let i = 0; i < burst; i++) writer.send(message)
      return all
    },
  }
}

async function relaySide(log: LogStore, count: number): Promise<Side> {
  const folder = await benchFolder()
  const relay = createRelay({
    log,
    fanout: createLocalFanout(),
    blobs: createFolderBlobs({ folder }),
    key: createRelayKey(),
    clock: { now: () => Date.now() },
    random,
    logger: pino({ level: 'silent' }),
    limits: { entriesPerMinute: 1e9, connectionsPerAddress: 1_000, drainMs: 200, slowReaderBytes: 1e9 },
  })
  const { port } = await relay.listen('127.0.0.1', 0)
  const origin = `http://127.0.0.1:${port}`
  const workspace: Workspace = await found()
  const writer = await adopt(origin, workspace)
  const sockets: WebSocket[] = []
  let member: { readonly head: LogHead; readonly accessHash: string } = {
    head: workspace.head,
    accessHash: workspace.alice.prevDeviceHash,
  }
  for (let i = 0; i < count; i++) {
    const admitted = await admitMember(workspace, writer, { role: 'editor', ...member, now: Date.now() })
    sockets.push((await signIn(origin, admitted.device, admitted.head.seq)).socket)
    member = admitted
  }
  for (const socket of [writer.socket, ...sockets]) socket.removeAllListeners('message')
  const bursts: Uint8Array[][] = []
  for (let round = 0; round < rounds + 3; round++) {
    const frames: Uint8Array[] = []
    for (let i = 0; i < burst; i++)
      frames.push(
        writeClientFrame({
          kind: 'append',
          entry: (await workspace.alice.write('register', sealed(200), workspace.head)).bytes,
        }),
      )
    bursts.push(frames)
  }
  const stored = counter([writer.socket], (data) => (data[0] === 20 ? 1 : 0))
  const arrived = sockets.length > 0 ? counter(sockets, entriesIn) : undefined
  return {
    async run() {
      const all = Promise.all([stored(burst), arrived?.(burst)])
      for (const frame of bursts.shift()!) writer.socket.send(frame)
      await all
    },
  }
}

/** Kinds as on the wire (lib/protocol/wire/frames.ts): 18 is `entries`, followed by how many; 20 is `stored`. */
const entriesIn = (data: Buffer): number => (data[0] === 18 ? readVarUint(createDecoder(data.subarray(1))) : 0)

/** Hooks don't run in benchmark mode: the sides are made while the file is read, and end with the process. */
async function compare(what: string, sides: Readonly<Record<string, () => Promise<Side>>>): Promise<void> {
  const made: (readonly [string, Side])[] = []
  for (const [name, make] of Object.entries(sides)) made.push([name, await make()])
  describe(what, () => {
    for (const [name, side] of made) bench(name, () => side.run(), options)
  })
}

await compare(`1 writer, ${readers} readers, ${burst} entries`, {
  'relay, in memory': () => relaySide(createMemoryLog(), readers),
  'relay, on disk with sync': async () => relaySide(createClassicLevelLog({ folder: await benchFolder() }), readers),
  'bare ws, nothing checked or kept': () => bareSide(readers),
})

await compare(`${burst} appends of one device, all at once`, {
  'relay, in memory': () => relaySide(createMemoryLog(), 0),
  'relay, on disk with sync': async () => relaySide(createClassicLevelLog({ folder: await benchFolder() }), 0),
  'bare ws, echo, one signature verified': () => bareSide(0, { verified: true }),
  'bare ws, echo': () => bareSide(0),
})

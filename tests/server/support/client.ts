/** A client on the wire, one frame at a time: it can also say what no client of ours would. */

import { WebSocket } from 'ws'
import { sign } from '~/lib/crypto/deviceKeys'
import type { LogHead } from '~/lib/protocol/log/entry'
import type { SequencedEntry } from '~/lib/protocol/log/chain'
import type { Receipt } from '~/lib/protocol/log/receipt'
import {
  authBytes,
  frameVersion,
  readRelayFrame,
  subprotocol,
  writeClientFrame,
  type ClientFrame,
  type RelayFrame,
  type Speaker,
} from '~/lib/protocol/wire/frames'
import { unwrap } from '~/lib/shared/result'
import { random, type Device, type Workspace, type Written } from './people'

export type FrameOf<K extends RelayFrame['kind']> = Extract<RelayFrame, { readonly kind: K }>

const patienceMs = 8_000

export class Client {
  readonly frames: RelayFrame[] = []
  readonly entries: SequencedEntry[] = []
  readonly opened: Promise<void>
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  private waiting: (() => void)[] = []
  private isClosed = false
  readonly socket: WebSocket

  constructor(
    readonly origin: string,
    headers: Readonly<Record<string, string>> = {},
    protocols: readonly string[] = [subprotocol],
  ) {
    this.socket = new WebSocket(`${origin.replace('http', 'ws')}/v1/sync`, [...protocols], {
      headers: { ...headers },
      perMessageDeflate: false,
    })
    this.opened = new Promise((resolve, reject) => {
      this.socket.once('open', resolve)
      this.socket.once('error', reject)
    })
    this.opened.catch(() => undefined)
    this.closed = new Promise((resolve) =>
      this.socket.once('close', (code, reason) => {
        this.isClosed = true
        this.wake()
        resolve({ code, reason: reason.toString() })
      }),
    )
    this.socket.on('error', () => undefined)
    this.socket.on('message', (data: Buffer) => {
      const frame = unwrap(readRelayFrame(data))
      this.frames.push(frame)
      if (frame.kind === 'entries') this.entries.push(...frame.entries)
      this.wake()
    })
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve()
  }

  send(frame: ClientFrame): void {
    this.socket.send(writeClientFrame(frame))
  }

  sendBytes(bytes: Uint8Array): void {
    this.socket.send(bytes)
  }

  /** Waits until something holds; fails with what was received so far. */
  async until<T>(what: string, find: () => T | undefined): Promise<T> {
    const end = Date.now() + patienceMs
    for (;;) {
      const found = find()
      if (found !== undefined) return found
      const rest = end - Date.now()
      if (rest <= 0 || this.isClosed)
        throw new Error(
          `waited for ${what}; ${this.isClosed ? 'socket closed; ' : ''}received ${this.frames.map((frame) => frame.kind).join(' ')}`,
        )
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, rest)
        this.waiting.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }

  async first<K extends RelayFrame['kind']>(kind: K): Promise<FrameOf<K>> {
    return this.until(kind, () => this.frames.find((frame): frame is FrameOf<K> => frame.kind === kind))
  }

  answerTo(uuid: string): Promise<FrameOf<'stored'> | FrameOf<'refused'>> {
    return this.until(`the answer to ${uuid}`, () =>
      this.frames.find(
        (frame): frame is FrameOf<'stored'> | FrameOf<'refused'> =>
          (frame.kind === 'stored' || frame.kind === 'refused') && frame.uuid === uuid,
      ),
    )
  }

  entryAt(seq: number): Promise<SequencedEntry> {
    return this.until(`the entry at ${seq}`, () => this.entries.find((entry) => entry.seq === seq))
  }

  append(written: Written): Promise<FrameOf<'stored'> | FrameOf<'refused'>> {
    this.send({ kind: 'append', entry: written.bytes })
    return this.answerTo(written.uuid)
  }

  /** Appends what must be stored and answers the head there. */
  async store(written: Written): Promise<LogHead> {
    const answer = await this.append(written)
    if (answer.kind === 'refused') throw new Error(`refused: ${answer.type} ${answer.message}`)
    return { seq: answer.seq, chain: answer.chain }
  }

  close(): void {
    this.socket.terminate()
  }
}

export interface HelloOptions {
  readonly workspaceId: string
  readonly speaker: Speaker
  readonly signKey: CryptoKey
  /** The origin that is signed, when it is not the one connected to. */
  readonly signedOrigin?: string
}

/** Hello and auth; what follows is the caller's. */
export async function hello(client: Client, options: HelloOptions): Promise<void> {
  await client.opened
  const clientNonce = random(32)
  client.send({
    kind: 'hello',
    version: frameVersion,
    workspaceId: options.workspaceId,
    speaker: options.speaker,
    clientNonce,
    features: [],
  })
  const { relayNonce } = await client.first('challenge')
  const message = authBytes({
    relayNonce,
    clientNonce,
    workspaceId: options.workspaceId,
    speaker: options.speaker,
    relayOrigin: options.signedOrigin ?? client.origin,
  })
  client.send({ kind: 'auth', signature: await sign(options.signKey, message) })
}

/** A device signed in, reading from `fromSeq`, caught up. */
export async function signIn(origin: string, device: Device, fromSeq = 0): Promise<Client> {
  const client = new Client(origin)
  await hello(client, {
    workspaceId: device.workspaceId,
    speaker: { as: 'device', deviceId: device.deviceId },
    signKey: device.keys.sign.privateKey,
  })
  await client.first('welcome')
  client.send({ kind: 'resume', fromSeq })
  await client.first('caughtUp')
  return client
}

/** What a founder sends once the relay asks for it, as far as the relay asks. */
export async function bring(
  client: Client,
  log: readonly SequencedEntry[],
  options: { readonly createToken?: string; readonly receipt?: Receipt } = {},
): Promise<void> {
  const asked = await Promise.race([
    client.until('bring or welcome', () => client.frames.find(({ kind }) => kind === 'bring' || kind === 'welcome')),
    client.closed,
  ])
  if (!('kind' in asked) || asked.kind !== 'bring') return
  client.send({
    kind: 'create',
    createToken: options.createToken ?? '',
    genesis: log[0]!.bytes,
    ...(options.receipt && { receipt: options.receipt }),
  })
  await Promise.race([
    client.until('bring the log', () => client.frames.find((frame) => frame.kind === 'bring' && frame.what === 'log')),
    client.closed,
  ]).catch(() => undefined)
  for (const entry of log) client.send({ kind: 'adopt', entries: [entry], last: false })
  client.send({ kind: 'adopt', entries: [], last: true })
}

/** Brings a founding log to the relay; signed in and caught up. */
export async function adopt(
  origin: string,
  workspace: Workspace,
  options: { readonly createToken?: string; readonly log?: readonly SequencedEntry[] } = {},
): Promise<Client> {
  const client = new Client(origin)
  const { alice } = workspace
  await hello(client, {
    workspaceId: workspace.workspaceId,
    speaker: { as: 'founder', deviceId: alice.deviceId },
    signKey: alice.keys.sign.privateKey,
  })
  await bring(client, options.log ?? workspace.log, options)
  await client.first('welcome')
  client.send({ kind: 'resume', fromSeq: 0 })
  await client.first('caughtUp')
  return client
}

/**
 * A WebSocket-shaped thing over a `Port`, so that the stock y-websocket provider speaks to the engine without knowing
 * it. Binary frames travel as base64url text, because ports carry JSON. This file moves frames; what they mean is the
 * provider's business on one side and `editorRoom.ts`'s on the other.
 */

import { fromBase64Url, toBase64Url, type Bytes } from '~/lib/shared/bytes'
import { isJsonObject } from '~/lib/shared/json'
import type { Port } from '~/lib/shared/port'

/** What travels on an editor port, either way. */
export type EditorFrame =
  /**
   * First from the engine: which life of the room this is. A page that knew another life starts from a fresh document.
   */
  | { readonly t: 'room'; readonly session: string }
  /** A y-websocket frame. */
  | { readonly t: 'data'; readonly data: string }
  /** From the engine: the first `frames` data frames of this port are durable. */
  | { readonly t: 'saved'; readonly frames: number }
  /** From a page whose room died: what it had and had not seen saved. */
  | { readonly t: 'recover'; readonly base: string; readonly value: string }
  | { readonly t: 'close'; readonly code: number; readonly reason: string }

export const writeEditorFrame = (port: Port, frame: EditorFrame): void => port.post(frame)

/** The frame in a message; undefined for anything else. */
export function readEditorFrame(message: unknown): EditorFrame | undefined {
  if (!isJsonObject(message)) return undefined
  const { t, session, data, frames, base, value, code, reason } = message
  if (t === 'room' && typeof session === 'string') return { t, session }
  if (t === 'data' && typeof data === 'string') return { t, data }
  if (t === 'saved' && typeof frames === 'number') return { t, frames }
  if (t === 'recover' && typeof base === 'string' && typeof value === 'string') return { t, base, value }
  if (t === 'close' && typeof code === 'number' && typeof reason === 'string') return { t, code, reason }
  return undefined
}

export interface PortSocketOptions {
  /** A fresh port whose channel is opened already; called for every connection the provider makes. */
  readonly connect: () => Port
  /** Called with the room's first word. Answering false ends the connection for good (code 4410). */
  readonly onRoom?: (session: string, port: Port) => boolean
  /** Called before a frame goes, with how many of this connection it makes. */
  readonly onSent?: (frames: number, frame: Uint8Array) => void
  readonly onSaved?: (frames: number) => void
}

/** The room of this document is gone; the page has to start from a fresh document. Final, so the provider stops. */
export const roomGone = 4410

/** A class for `WebSocketPolyfill`: one instance per connection. */
export function portSocketClass(options: PortSocketOptions): typeof WebSocket {
  const { connect, onRoom, onSent, onSaved } = options

  class PortSocket {
    static readonly CONNECTING = 0
    static readonly OPEN = 1
    static readonly CLOSING = 2
    static readonly CLOSED = 3
    readonly CONNECTING = 0
    readonly OPEN = 1
    readonly CLOSING = 2
    readonly CLOSED = 3
    readonly extensions = ''
    readonly protocol = ''
    readonly bufferedAmount = 0
    readyState: 0 | 1 | 2 | 3 = 0
    binaryType: BinaryType = 'arraybuffer'
    onopen: ((event: Event) => void) | null = null
    onmessage: ((event: MessageEvent) => void) | null = null
    onclose: ((event: CloseEvent) => void) | null = null
    onerror: ((event: Event) => void) | null = null
    readonly #port: Port
    #sent = 0

    constructor(readonly url: string) {
      this.#port = connect()
      this.#port.onMessage((message) => this.#receive(message))
      this.#port.onClose(() => this.#closed(1006, 'the line to the engine broke'))
    }

    send(data: Uint8Array | ArrayBuffer): void {
      if (this.readyState !== 1) return
      const bytes = data instanceof Uint8Array ? data : new Uint8Array(data)
      this.#sent++
      onSent?.(this.#sent, bytes)
      try {
        writeEditorFrame(this.#port, { t: 'data', data: toBase64Url(bytes) })
      } catch {
        // A post on a dead port throws whatever its platform throws; the provider connects again.
        this.#closed(1006, 'the line to the engine broke')
      }
    }

    close(): void {
      this.#closed(1000, '')
    }

    #receive(message: unknown): void {
      const frame = readEditorFrame(message)
      if (frame === undefined || this.readyState > 1) return
      if (frame.t === 'room' && this.readyState === 0) {
        if (onRoom && !onRoom(frame.session, this.#port)) {
          this.#closed(roomGone, 'the room started anew')
          return
        }
        this.readyState = 1
        this.onopen?.(new Event('open'))
      } else if (frame.t === 'data') {
        this.onmessage?.(new MessageEvent('message', { data: arrayBuffer(fromBase64Url(frame.data)) }))
      } else if (frame.t === 'saved') {
        onSaved?.(frame.frames)
      } else if (frame.t === 'close') {
        this.#closed(frame.code, frame.reason)
      }
    }

    #closed(code: number, reason: string): void {
      if (this.readyState === 3) return
      this.readyState = 3
      this.#port.close()
      // The provider may set its handlers only after the constructor returned.
      queueMicrotask(() => this.onclose?.(closeEvent(code, reason)))
    }
  }

  return PortSocket as unknown as typeof WebSocket
}

const arrayBuffer = (bytes: Bytes): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)

/** Node 20 has no CloseEvent; the provider reads `code` and `reason` only. */
const closeEvent = (code: number, reason: string): CloseEvent =>
  Object.assign(new Event('close'), { code, reason, wasClean: code === 1000 })

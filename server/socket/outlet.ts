/** The sending half of a socket: frames in order, as prepared bytes, with an end for readers that don't read. */

import type { Duplex } from 'node:stream'
import { closeCodes, closeMessages, closeReasonOf, type CloseReason } from '../../lib/protocol/wire/closeCodes'
import { writeRelayFrame, type RelayFrame } from '../../lib/protocol/wire/frames'
import type { Metrics } from '../metrics'
import type { RelayLimits } from '../relayLimits'
import { prepareFrame } from './prepareFrame'

/** The part of `ws` that is used besides receiving. */
export interface ClosableSocket {
  close(code: number, reason: string): void
  terminate(): void
}

export interface Outlet {
  send(frame: RelayFrame): void
  /** Bytes of `prepareFrame`. */
  write(prepared: Buffer): void
  /** Says why, then closes. `restart`, `failed` and `busy` are not final: the client comes back. */
  close(reason: CloseReason | keyof typeof retryable): void
  /** For what may be left out: false when the reader is behind. */
  isReady(): boolean
  /** Resolves when the reader has taken most of what was sent, or is gone. */
  drained(): Promise<void>
  readonly open: boolean
}

/** 1012: the service restarts; 1011: it failed; 1013: it has too much to do. All are tried again. */
const retryable = { restart: 1012, failed: 1011, busy: 1013 } as const
const closingMs = 2_000

export function createOutlet(options: {
  /** The raw connection under the WebSocket: no library frames what is already framed. */
  readonly stream: Duplex
  readonly socket: ClosableSocket
  readonly limits: RelayLimits
  readonly metrics: Metrics
}): Outlet {
  const { stream, socket, limits, metrics } = options
  let open = true
  stream.once('close', () => {
    open = false
  })

  function write(prepared: Buffer): void {
    if (!open || !stream.writable) return
    stream.write(prepared)
    if (stream.writableLength <= limits.slowReaderBytes) return
    open = false
    metrics.closes.inc({ code: 'slow' })
    // A close frame would queue behind what isn't being read.
    socket.terminate()
  }

  const send = (frame: RelayFrame): void => write(prepareFrame(writeRelayFrame(frame)))

  return {
    send,
    write,
    close(reason) {
      if (!open) return
      const code = reason in retryable ? retryable[reason as keyof typeof retryable] : closeCodes[reason as CloseReason]
      const word = closeReasonOf(code)
      send({ kind: 'bye', code, reason: word ? closeMessages[word] : reason })
      open = false
      metrics.closes.inc({ code: String(code) })
      socket.close(code, reason)
      setTimeout(() => socket.terminate(), closingMs).unref()
    },
    isReady: () => open && stream.writableLength <= limits.catchUpBytes,
    async drained() {
      while (open && stream.writableLength > limits.catchUpBytes) {
        await new Promise<void>((resolve) => {
          const done = (): void => {
            stream.off('drain', done).off('close', done)
            resolve()
          }
          stream.on('drain', done).on('close', done)
        })
      }
    },
    get open() {
      return open
    },
  }
}

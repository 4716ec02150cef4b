/**
 * A two-way channel between a page and the engine's context. Values are JSON, because extension ports carry nothing
 * else: bytes travel as base64 text, or through the vault by id.
 */

import type { JsonValue } from './json'

export interface Port {
  post(message: JsonValue): void
  onMessage(listener: (message: unknown) => void): void
  /** Calls the listener once, when the other side is gone or `close` was called here. */
  onClose(listener: () => void): void
  close(): void
}

/**
 * Two connected ports in the same context; messages are copied as JSON and arrive in a later microtask. For tests and
 * in-process use.
 */
export function portPair(): readonly [Port, Port] {
  const ends = [createEnd(), createEnd()] as const
  ends[0].peer = ends[1]
  ends[1].peer = ends[0]
  return [ends[0].port, ends[1].port]
}

interface End {
  peer?: End
  readonly port: Port
  deliver(message: string): void
  shut(): void
}

function createEnd(): End {
  const listeners: ((message: unknown) => void)[] = []
  const closers: (() => void)[] = []
  const early: string[] = []
  let closed = false
  const end: End = {
    deliver(message) {
      if (closed) return
      if (listeners.length === 0) early.push(message)
      else for (const listener of listeners) listener(JSON.parse(message))
    },
    shut() {
      if (closed) return
      closed = true
      for (const closer of closers) closer()
    },
    port: {
      post(message) {
        if (closed) throw new Error('port is closed')
        const copy = JSON.stringify(message)
        queueMicrotask(() => end.peer?.deliver(copy))
      },
      onMessage(listener) {
        listeners.push(listener)
        for (const message of early.splice(0)) listener(JSON.parse(message))
      },
      onClose(listener) {
        closers.push(listener)
      },
      close() {
        end.shut()
        end.peer?.shut()
      },
    },
  }
  return end
}

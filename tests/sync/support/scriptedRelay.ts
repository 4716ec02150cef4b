/** A relay that says whatever a test wants: the hostile one of protocol.md 7. It is a WebSocket in memory. */

import { readClientFrame, writeRelayFrame, type ClientFrame, type RelayFrame } from '~/lib/protocol/wire/frames'
import type { SequencedEntry } from '~/lib/protocol/log/chain'
import type { LogHead } from '~/lib/protocol/log/entry'
import { zeroHash } from '~/lib/protocol/log/entry'
import { createRelayKey, type RelayKey } from '~/server/relayKey'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import type { Connect, WebSocketLike } from '~/lib/sync/connection/relayConnection'

export interface ScriptedSocket {
  send(frame: RelayFrame): void
  sendBytes(bytes: Uint8Array): void
  close(code: number, reason?: string): void
}

/** Answers each frame of the client; what it does not answer, the client waits for in vain. */
export type Script = (frame: ClientFrame, socket: ScriptedSocket) => void

export function scriptedRelay(script: Script): {
  readonly connect: Connect
  readonly received: ClientFrame[]
  readonly sockets: ScriptedSocket[]
} {
  const received: ClientFrame[] = []
  const sockets: ScriptedSocket[] = []
  const connect: Connect = () => {
    let state = 0
    const client: WebSocketLike = {
      binaryType: '',
      get readyState() {
        return state
      },
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      send(data) {
        const frame = unwrap(readClientFrame(toBytes(data)))
        received.push(frame)
        queueMicrotask(() => state === 1 && script(frame, socket))
      },
      close() {
        state = 3
      },
    }
    const sendBytes = (bytes: Uint8Array): void =>
      void (state === 1 && client.onmessage?.({ data: toBytes(bytes).buffer }))
    const socket: ScriptedSocket = {
      sendBytes,
      send: (frame) => sendBytes(writeRelayFrame(frame)),
      close(code, reason = '') {
        state = 3
        client.onclose?.({ code, reason })
      },
    }
    sockets.push(socket)
    queueMicrotask(() => {
      state = 1
      client.onopen?.(undefined as never)
    })
    return client
  }
  return { connect, received, sockets }
}

/** Of every scripted relay. */
export const scriptedKey = createRelayKey()

export const welcome = (
  head: LogHead,
  workspaceId = zeroHash,
  key = scriptedKey,
): Extract<RelayFrame, { kind: 'welcome' }> => ({
  kind: 'welcome',
  head,
  accessHead: { seq: 1, accessHash: zeroHash },
  deviceSeq: 1,
  prevDeviceHash: zeroHash,
  token: 'token',
  limits: { entryBytes: 1 << 20, frameBytes: 2 << 20, blobBytes: 1 << 29, inFlight: 8 },
  relayTime: 0,
  relayKey: key.publicKey,
  receipt: key.receipt(workspaceId, head, 0),
})

/** A well-behaved one that serves these entries; `change` makes it lie. `key`: of the relay that turned hostile. */
export function serving(
  entries: readonly SequencedEntry[],
  change: {
    readonly key?: RelayKey
    readonly head?: LogHead
    readonly after?: (from: number) => readonly SequencedEntry[]
  } = {},
): Script {
  const last = entries.at(-1)
  const head = change.head ?? (last ? { seq: last.seq, chain: last.chain } : { seq: 0, chain: zeroHash })
  let workspaceId = zeroHash
  return (frame, socket) => {
    if (frame.kind === 'hello') {
      ;({ workspaceId } = frame)
      socket.send({ kind: 'challenge', relayNonce: new Uint8Array(32) })
    }
    if (frame.kind === 'auth') socket.send(welcome(head, workspaceId, change.key))
    if (frame.kind === 'resume') {
      const next = change.after?.(frame.fromSeq) ?? entries.filter(({ seq }) => seq > frame.fromSeq)
      if (next.length > 0) socket.send({ kind: 'entries', entries: next })
      socket.send({ kind: 'caughtUp', seq: head.seq })
    }
    if (frame.kind === 'ping') socket.send({ kind: 'pong', n: frame.n, relayTime: 0 })
  }
}

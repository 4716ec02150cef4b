/**
 * SharedWorker ports as `Port`. A MessagePort never says that its other side is gone, so each side holds a Web Lock for
 * as long as it lives and the other waits for it: getting the lock means the holder died.
 */

import type { JsonValue } from '~/lib/shared/json'
import type { Port } from '~/lib/shared/port'
import { isJsonObject } from '~/lib/shared/json'

const workerLock = 'plumbline-worker'

/** A line from a page of the web app to the worker. */
export function connectToWorker(createWorker: () => SharedWorker): Port {
  const pageLock = `plumbline-page-${crypto.randomUUID()}`
  const worker = createWorker()
  const line = messagePort(worker.port, () => release())
  let release: () => void = () => undefined
  void navigator.locks.request(pageLock, () => {
    worker.port.postMessage({ pageLock })
    return new Promise<void>((resolve) => {
      release = resolve
    })
  })
  // Only once the worker holds its own lock does getting it mean that the worker died.
  worker.port.addEventListener('message', function ready(event: MessageEvent) {
    if (!isJsonObject(event.data) || event.data['workerReady'] !== true) return
    worker.port.removeEventListener('message', ready)
    void navigator.locks.request(workerLock, { mode: 'shared' }, () => line.shut())
  })
  worker.addEventListener('error', () => line.shut())
  return line.port
}

/** Hands over every line that a page opens; call at the top of the SharedWorker. */
export function acceptPages(
  scope: { onconnect: ((event: MessageEvent) => void) | null },
  accept: (port: Port) => void,
): void {
  const held = new Promise<void>((resolve) => {
    void navigator.locks.request(workerLock, () => {
      resolve()
      return new Promise<never>(() => undefined)
    })
  })
  scope.onconnect = (event) => {
    const raw = event.ports[0]
    if (!raw) return
    const line = messagePort(raw, () => undefined)
    raw.addEventListener('message', function first(message: MessageEvent) {
      if (!isJsonObject(message.data) || typeof message.data['pageLock'] !== 'string') return
      raw.removeEventListener('message', first)
      void navigator.locks.request(message.data['pageLock'], () => line.shut())
    })
    void held.then(() => raw.postMessage({ workerReady: true }))
    accept(line.port)
  }
}

function messagePort(raw: MessagePort, onShut: () => void): { readonly port: Port; shut(): void } {
  const closers: (() => void)[] = []
  let closed = false
  const shut = (): void => {
    if (closed) return
    closed = true
    raw.close()
    onShut()
    for (const closer of closers) closer()
  }
  raw.start()
  return {
    shut,
    port: {
      post(message: JsonValue) {
        if (closed) throw new Error('port is closed')
        raw.postMessage(message)
      },
      onMessage(listener) {
        raw.addEventListener('message', (event: MessageEvent) => {
          const data: unknown = event.data
          if (isJsonObject(data) && ('pageLock' in data || 'workerReady' in data || 'bye' in data)) {
            if ('bye' in data) shut()
            return
          }
          listener(data)
        })
      },
      onClose(listener) {
        if (closed) listener()
        else closers.push(listener)
      },
      close() {
        if (!closed) raw.postMessage({ bye: true })
        shut()
      },
    },
  }
}

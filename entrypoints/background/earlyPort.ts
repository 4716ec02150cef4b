/** A line whose messages wait until somebody listens: the worker wakes faster than its databases open. */

import type { Port } from '~/lib/shared/port'

export function earlyPort(port: Port): Port {
  const early: unknown[] = []
  const listeners: ((message: unknown) => void)[] = []
  port.onMessage((message) => {
    if (listeners.length === 0) early.push(message)
    else for (const listener of listeners) listener(message)
  })
  return {
    post: (message) => port.post(message),
    onClose: (listener) => port.onClose(listener),
    close: () => port.close(),
    onMessage(listener) {
      listeners.push(listener)
      for (const message of early.splice(0)) listener(message)
    },
  }
}

/** The platform of the web app that the relay serves. */

import { browserFactsOf, type Platform } from '../platform'
import { connectToWorker } from './webPorts'

/** `createWorker` is handed in because bundlers must see `new SharedWorker(new URL(…))` where it is composed. */
export function webPlatform(createWorker: () => SharedWorker, version: string): Platform {
  return {
    kind: 'web',
    browser: browserFactsOf(navigator.userAgent, version),
    connect: () => connectToWorker(createWorker),
    appUrl: new URL('.', location.href.split('#')[0]).href,
    openApp: async (route) => {
      location.hash = route
    },
    ...('Notification' in globalThis && {
      notifications: {
        permission: () => Promise.resolve(Notification.permission),
        ask: () => Notification.requestPermission(),
        show({ title, body, tag }, open) {
          // Some browsers leave notifications to service workers and throw here: then there is none to show.
          try {
            const note = new Notification(title, { body, tag })
            note.onclick = () => {
              window.focus()
              note.close()
              open()
            }
          } catch {
            return
          }
        },
      },
    }),
  }
}

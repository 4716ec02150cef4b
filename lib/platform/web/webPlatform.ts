/** The platform of the web app that the relay serves. */

import { browserFactsOf, type Platform } from '../platform'
import { connectToWorker } from './ports'

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
  }
}

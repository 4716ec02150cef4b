/** What a browser asked of the network: as its own net log wrote it, and as its targets saw it over CDP. */

import { readFileSync } from 'node:fs'
import type { Browser, Target } from 'puppeteer-core'

export interface Asked {
  readonly url: string
  /** Who asked: an origin, or what Chromium says where there is none. */
  readonly initiator: string
}

/** Requests in a log of `--log-net-log`, read after the browser ended. Its own pages and files never get there. */
export function readNetLog(path: string): readonly Asked[] {
  const text = readFileSync(path, 'utf8')
  // A browser that was ended in a hurry leaves the list open.
  const log = parse(text) ?? parse(`${text.replace(/,\s*$/, '')}]}`)
  if (!log) throw new Error('the net log does not read')
  const start = log.constants.logEventTypes['URL_REQUEST_START_JOB']
  return log.events.flatMap(({ type, params }) =>
    type === start && params?.url ? [{ url: params.url, initiator: params.initiator ?? '' }] : [],
  )
}

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> }
  readonly events: readonly {
    readonly type: number
    readonly params?: { readonly url?: string; readonly initiator?: string }
  }[]
}

function parse(text: string): NetLog | undefined {
  try {
    return JSON.parse(text) as NetLog
  } catch {
    return undefined
  }
}

/** Addresses that pages, service workers and shared workers ask from now on, sockets included. */
export function watchTargets(browser: Browser): readonly string[] {
  const asked: string[] = []
  const watch = async (target: Target): Promise<void> => {
    if (!['page', 'background_page', 'service_worker', 'shared_worker', 'other'].includes(target.type() as string))
      return
    const session = await target.createCDPSession()
    session.on('Network.requestWillBeSent', ({ request }) => asked.push(request.url))
    session.on('Network.webSocketCreated', ({ url }) => asked.push(url))
    await session.send('Network.enable')
  }
  // A target may be gone before it is watched.
  browser.on('targetcreated', (target) => void watch(target).catch(() => undefined))
  for (const target of browser.targets()) void watch(target).catch(() => undefined)
  return asked
}

/** `http://127.0.0.1:8080` of any address on it, sockets counted with their page. */
export const hostOf = (url: string): string => new URL(url).origin.replace(/^ws/, 'http')

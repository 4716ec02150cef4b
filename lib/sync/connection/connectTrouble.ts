/**
 * Why a connection did not come about. A browser tells a page only that a WebSocket failed, so what answers at the
 * address is asked over HTTP: a relay says there which subprotocol it speaks. A certificate that is refused, a name
 * nobody has and a network that is down look alike to us, and are said to.
 */

import { subprotocol } from '~/lib/protocol/wire/frames'
import type { SyncTrouble, SyncTroubleType } from '~/lib/vault/store/tables'
import type { LogClosed } from './logPort'
import type { RelayAddress } from './relayAddress'

/** Milliseconds after which nobody is left without a word. */
export const tellWithinMs = 5_000
/** Less than that, because the socket had its part of it. */
const askMs = 3_000
const longestAnswer = 400

export type Ask = typeof globalThis.fetch

/** What stands at the address: one of the troubles, or undefined where a relay of this version answers after all. */
export async function whatAnswers(address: RelayAddress, ask: Ask): Promise<SyncTroubleType | undefined> {
  const url = `${address.origin}/v1/sync`
  const readable = await answerTo(ask, url, 'cors')
  if (readable === 'late') return 'unreachable'
  if (readable !== 'refused') return speaks(readable)
  // Some page that lets nobody read it, or nothing at all: an answer that can't be read tells them apart.
  const any = await answerTo(ask, url, 'no-cors')
  return any === 'late' ? 'unreachable' : any === 'refused' ? 'refusedEarly' : 'notARelay'
}

/** The trouble behind a connection that ended, as the status shows it; undefined for an ordinary loss. */
export async function troubleOf(
  why: LogClosed,
  address: RelayAddress,
  ask: Ask | undefined,
): Promise<SyncTrouble | undefined> {
  const { host } = address
  if (why.trouble) return { type: why.trouble, host }
  if (!why.unanswered || !ask) return undefined
  return { type: (await whatAnswers(address, ask)) ?? 'noSockets', host }
}

async function answerTo(ask: Ask, url: string, mode: 'cors' | 'no-cors'): Promise<string> {
  try {
    // Browsers refuse to ask for what can't be read without following redirects.
    const response = await ask(url, {
      mode,
      cache: 'no-store',
      credentials: 'omit',
      redirect: mode === 'cors' ? 'manual' : 'follow',
      signal: AbortSignal.timeout(askMs),
    })
    return await beginningOf(response)
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError' ? 'late' : 'refused'
  }
}

/** A page that is no relay may be of any length, or never end. */
async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  const first = await reader?.read()
  void reader?.cancel().catch(() => undefined)
  return `${response.status} ${new TextDecoder().decode(first?.value?.subarray(0, longestAnswer))}`
}

function speaks(answer: string): SyncTroubleType | undefined {
  const version = /^426 Speak WebSocket with the subprotocol (plumbline\.v\d+) here/.exec(answer)?.[1]
  if (version === undefined) return 'notARelay'
  return version === subprotocol ? undefined : 'unsupportedVersion'
}

/** The appends of one socket: who may send what, how fast, how many at once, and the answer to each. */

import { readAccessBody } from '../../lib/protocol/access/accessBody'
import { readEntry, type Entry } from '../../lib/protocol/log/entry'
import { limits as wireLimits } from '../../lib/protocol/wire/protocolLimits'
import type { Bytes } from '../../lib/shared/bytes'
import { fail, ok, type Result } from '../../lib/shared/result'
import type { AppendAnswer } from '../log/judgeBatch'
import type { Metrics } from '../metrics'
import { createRateLimit } from '../rateLimit'
import type { RelayLimits } from '../relayLimits'
import type { Outlet } from './outlet'
import type { Session } from './sessions'

export interface Appends {
  /** Resolves when the next frame may be looked at; the answer comes later. */
  take(bytes: Bytes, session: Session): Promise<void>
  unanswered(): number
}

export interface AppendsOptions {
  readonly outlet: Outlet
  readonly metrics: Metrics
  readonly limits: RelayLimits
  readonly now: () => number
  /** Ends the socket. */
  readonly close: Outlet['close']
  readonly isClosed: () => boolean
  /** More are unanswered than the client was told: reading stops until `onAnswered`. */
  readonly onFull: () => void
  readonly onAnswered: () => void
}

const retryMs = 50

export function createAppends({
  outlet,
  metrics,
  limits,
  now,
  close,
  isClosed,
  onFull,
  onAnswered,
}: AppendsOptions): Appends {
  const rate = createRateLimit({ perSecond: limits.entriesPerMinute / 60, burst: limits.entriesPerMinute, now })
  let unanswered = 0

  async function take(bytes: Bytes, session: Session): Promise<void> {
    const entry = readEntry(bytes)
    // Without its uuid there is nothing to answer to; a client of ours never sends this.
    if (!entry.ok) return close(entry.error.type === 'tooLarge' ? 'tooLarge' : 'badRequest')
    const { uuid } = entry.value.header
    const mayTry = mayBeSentBy(session, entry.value)
    if (!mayTry.ok) {
      metrics.entriesRefused.inc({ reason: mayTry.error.type })
      return answer(uuid, { type: 'refused', failure: mayTry.error }, session)
    }
    // Nothing is refused for speed: it waits, and with it the socket.
    while (!rate.take()) await new Promise((resolve) => setTimeout(resolve, retryMs))
    // A device that was taken over must not write behind the back of its newer socket.
    if (isClosed()) return
    unanswered += 1
    if (unanswered >= wireLimits.inFlight) onFull()
    session.workspace
      .append(bytes, entry.value)
      .then(
        (given) => answer(uuid, given, session),
        () => close('failed'),
      )
      .finally(() => {
        unanswered -= 1
        onAnswered()
      })
  }

  function answer(uuid: string, given: AppendAnswer, session: Session): void {
    if (given.type === 'stored')
      outlet.send({
        kind: 'stored',
        uuid,
        seq: given.seq,
        relayTime: given.relayTime,
        chain: given.chain,
        receipt: session.workspace.receipt(),
      })
    else if (given.type === 'refused')
      outlet.send({ kind: 'refused', uuid, type: given.failure.type, message: given.failure.message })
    else close('quota')
  }

  return { take, unanswered: () => unanswered }
}

/** A socket speaks for one device; an invitation for one join. What else must hold is judged with the log. */
function mayBeSentBy({ speaker }: Session, entry: Entry): Result<void> {
  if (entry.header.deviceId !== speaker.deviceId) {
    return fail('wrongDevice', 'The entry is of another device than this connection. Each device sends its own.')
  }
  if (speaker.as !== 'invite') return ok()
  const body = entry.header.class === 'access' ? readAccessBody(entry.ciphertext) : undefined
  if (body?.ok && body.value.type === 'join' && body.value.inviteId === speaker.inviteId) return ok()
  return fail('roleMayNotWrite', 'An invitation allows to join, nothing else, until a member admits the device.')
}

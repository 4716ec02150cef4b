import { describe, expect, it } from 'vitest'
import { createPendingDecisions, undoTime, type Decision } from '~/components/evidence/review/pendingDecisions'
import { fail, type Failure, type Result } from '~/lib/shared/result'

const decision = (n: number, changes: Partial<Decision> = {}): Decision => ({
  commandId: `cmd${n}`,
  workspaceId: 'w',
  evidenceId: `ev_${n}`,
  ref: `EV-${n}`,
  decision: 'accepted',
  expectedHash: 'h',
  decidedAt: 0,
  ...changes,
})

function surface(
  rows = new Map<string, Decision>(),
  answer: (one: Decision) => Result<{ id: string }> = (one) => ({ ok: true, value: { id: `st_${one.evidenceId}` } }),
) {
  let clock = 0
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  const signed: string[] = []
  const revoked: string[] = []
  const failed: Failure[] = []
  const pending = createPendingDecisions({
    store: {
      list: async () => [...rows.values()],
      put: async (one) => void rows.set(one.commandId, one),
      remove: async (commandId) => void rows.delete(commandId),
    },
    sign: async (one) => {
      signed.push(one.commandId)
      return answer(one)
    },
    revoke: async (id) => {
      revoked.push(id)
      return { ok: true, value: null }
    },
    now: () => clock,
    after: (milliseconds, run) => {
      const timer = { at: clock + milliseconds, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    onChange: () => undefined,
    onFailed: (_one, failure) => failed.push(failure),
  })
  const pass = async (milliseconds: number): Promise<void> => {
    clock += milliseconds
    for (const timer of [...timers]) {
      if (timer.at > clock) continue
      timers.delete(timer)
      timer.run()
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { pending, pass, signed, revoked, failed, rows }
}

describe('a review decision waits five seconds before it is signed', () => {
  it('signs after the wait, not before', async () => {
    const { pending, pass, signed, rows } = surface()
    await pending.decide(decision(1))
    await pass(undoTime - 1)
    expect(signed).toEqual([])
    expect(pending.decided.has('ev_1')).toBe(true)
    expect(rows.size).toBe(1)
    await pass(1)
    expect(signed).toEqual(['cmd1'])
    expect(rows.size).toBe(0)
  })

  it('stops hiding the item once the vault tells it, so that changed content comes back', async () => {
    const { pending, pass } = surface()
    await pending.decide(decision(1))
    await pass(undoTime)
    expect(pending.decided.has('ev_1')).toBe(true)
    await pass(2_000)
    expect(pending.decided.has('ev_1')).toBe(false)
  })

  it('undo within the wait leaves no trace', async () => {
    const { pending, pass, signed, revoked, rows } = surface()
    await pending.decide(decision(1))
    expect(await pending.undo()).toMatchObject({ what: 'takenBack' })
    await pass(undoTime * 2)
    expect([signed, revoked, rows.size, pending.decided.size]).toEqual([[], [], 0, 0])
  })

  it('undo after the signature writes a revocation', async () => {
    const { pending, pass, revoked } = surface()
    await pending.decide(decision(1))
    await pass(undoTime)
    expect(await pending.undo()).toMatchObject({ what: 'revoked' })
    expect(revoked).toEqual(['st_ev_1'])
  })

  it('closing the surface signs what waits, once', async () => {
    const { pending, pass, signed } = surface()
    await pending.decide(decision(1))
    await pending.decide(decision(2, { decision: 'rejected', reason: 'Wrong period' }))
    await pending.flush()
    await pass(undoTime)
    expect(signed).toEqual(['cmd1', 'cmd2'])
  })

  it('a killed surface leaves its decision to the next one, under the same command id', async () => {
    const first = surface()
    await first.pending.decide(decision(1))
    const next = surface(first.rows)
    await next.pass(60_000)
    expect((await next.pending.resume()).map((one) => one.ref)).toEqual(['EV-1'])
    expect(next.signed).toEqual(['cmd1'])
    expect(next.rows.size).toBe(0)
  })

  it('leaves a young decision to the surface that may still live, and looks again when its time is over', async () => {
    const first = surface()
    await first.pending.decide(decision(1))
    const second = surface(first.rows)
    expect(await second.pending.resume()).toEqual([])
    expect(second.signed).toEqual([])
    expect(await first.pending.undo()).toMatchObject({ what: 'takenBack' })
    await second.pass(60_000)
    expect(second.signed).toEqual([])

    await first.pending.decide(decision(2))
    const third = surface(first.rows)
    await third.pending.resume()
    await third.pass(60_000)
    expect(third.signed).toEqual(['cmd2'])
  })

  it('a refusal puts the item back and is told', async () => {
    const { pending, pass, failed, rows } = surface(new Map(), () =>
      fail('contentChanged', 'It changed while you looked. Read it again.'),
    )
    await pending.decide(decision(1))
    await pass(undoTime)
    expect(failed.map((failure) => failure.type)).toEqual(['contentChanged'])
    expect([pending.decided.size, rows.size, pending.last]).toEqual([0, 0, undefined])
  })

  it('a dead engine keeps the decision for later', async () => {
    const { pending, rows } = surface(new Map(), () => fail('engineGone', 'No answer.'))
    await pending.decide(decision(1))
    await pending.flush()
    expect(rows.size).toBe(1)
  })

  it('a newer decision on the same evidence replaces one the engine never answered', async () => {
    const { pending, rows } = surface(new Map(), () => fail('engineGone', 'No answer.'))
    await pending.decide(decision(1))
    await pending.flush()
    await pending.decide(decision(2, { evidenceId: 'ev_1', decision: 'rejected' }))
    expect([...rows.keys()]).toEqual(['cmd2'])
  })

  it('tells how long undo is free', async () => {
    const { pending, pass } = surface()
    await pending.decide(decision(1))
    await pass(2_000)
    expect(pending.remaining()).toBe(3_000)
    await pass(3_000)
    expect(pending.remaining()).toBe(0)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeClientFrame } from '~/lib/protocol/wire/frames'
import { adopt, signIn, type Client } from './support/client'
import { found, random, sealed } from './support/people'
import { startRelay } from './support/relay'

/** Anywhere alike: left to itself, fast-check prefers the ends. */
const place = fc.noBias(fc.nat(1_000_000))

/** Changes of a frame that leave it nearly right: where a reader or a judge slips, it slips there. */
const damage = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('flip' as const), at: place, bit: fc.nat(7) }) },
  fc.record({ type: fc.constant('cut' as const), at: place }),
  fc.record({ type: fc.constant('insert' as const), at: place, bytes: fc.uint8Array({ minLength: 1, maxLength: 9 }) }),
)

describe('relay: nearly right frames', () => {
  it('answers or closes, stores none of them, and nothing fails inside', async () => {
    const { origin, logged, relay } = await startRelay()
    const workspace = await found()
    let client: Client = await adopt(origin, workspace)
    const { alice } = workspace
    const append = writeClientFrame({
      kind: 'append',
      entry: (await alice.draft('register', sealed(60), workspace.head)).bytes,
    })
    const access = writeClientFrame({
      kind: 'append',
      entry: (
        await alice.draft(
          'access',
          { type: 'bind', prev: alice.prevDeviceHash, memberId: workspace.aliceMemberId, personId: 'person_a' },
          workspace.head,
        )
      ).bytes,
    })
    const frames = [
      append,
      access,
      writeClientFrame({ kind: 'resume', fromSeq: 1 }),
      writeClientFrame({ kind: 'presence', bytes: random(30) }),
      writeClientFrame({ kind: 'ping', n: 5 }),
      writeClientFrame({ kind: 'adopt', entries: workspace.log, last: true }),
    ]

    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...frames), damage, async (frame, change) => {
        const at = change.at % frame.length
        const bytes =
          change.type === 'cut'
            ? frame.slice(0, at)
            : change.type === 'insert'
              ? Uint8Array.of(...frame.slice(0, at), ...change.bytes, ...frame.slice(at))
              : frame.map((byte, index) => (index === at ? byte ^ (1 << change.bit) : byte))
        const pings = client.frames.filter((received) => received.kind === 'pong').length
        client.sendBytes(bytes)
        client.send({ kind: 'ping', n: 1 })
        const closed = await Promise.race([
          client.closed,
          client
            .until('a pong', () =>
              client.frames.filter((received) => received.kind === 'pong').length > pings ? true : undefined,
            )
            .then(
              () => undefined,
              () => client.closed,
            ),
        ])
        expect(closed?.code ?? 4400).toBeGreaterThanOrEqual(4400)
        if (closed) client = await signIn(origin, alice)
      }),
      { numRuns: 400, seed: 20_261_123 },
    )

    client.close()
    const last = await signIn(origin, alice)
    expect((await last.first('welcome')).head.seq).toBe(1)
    expect(logged()).not.toContain('failed')
    const refused = (await relay.metrics.entriesRefused.get()).values
    expect(refused.reduce((sum, { value }) => sum + value, 0)).toBeGreaterThan(20)
    // Undamaged, the same frame is stored: what was refused was refused for its damage.
    last.sendBytes(append)
    expect((await last.first('stored')).seq).toBe(2)
  }, 60_000)
})

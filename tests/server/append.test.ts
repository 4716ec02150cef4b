import { describe, expect, it } from 'vitest'
import { followChain } from '~/lib/protocol/log/chain'
import { emptyHead, zeroHash } from '~/lib/protocol/log/entry'
import { unwrap } from '~/lib/shared/result'
import { adopt, signIn } from './support/client'
import { found, newDevice, sealed } from './support/people'
import { startRelay } from './support/relay'

describe('relay: appending', () => {
  it('adopts a founding log, gives places without gaps, and every reader follows the same chain', async () => {
    const { origin } = await startRelay()
    const workspace = await found()
    const alice = await adopt(origin, workspace)
    let head = workspace.head
    for (let i = 0; i < 5; i++) head = await alice.store(await workspace.alice.write('register', sealed(), head))
    expect(head.seq).toBe(6)
    await alice.entryAt(6)

    const again = await signIn(origin, workspace.alice)
    expect(again.entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6])
    let at = { ...emptyHead, relayTime: 0 }
    for (const entry of again.entries) {
      unwrap(followChain(at, entry))
      at = entry
    }
    expect(at.chain).toBe(head.chain)
    expect(alice.entries.map((entry) => entry.chain)).toEqual(again.entries.map((entry) => entry.chain))
    const welcome = await again.first('welcome')
    expect(welcome.head).toEqual(head)
    expect(welcome.deviceSeq).toBe(6)
    expect(welcome.prevDeviceHash).toBe(workspace.alice.prevDeviceHash)
  })

  it('keeps adopted places, times and chain as they were', async () => {
    const { origin } = await startRelay()
    const workspace = await found(1_600_000_000_000)
    const alice = await adopt(origin, workspace)
    expect(alice.entries).toEqual(workspace.log)
  })

  it('answers an entry that is sent again with its first place', async () => {
    const { origin } = await startRelay()
    const workspace = await found()
    const alice = await adopt(origin, workspace)
    const written = await workspace.alice.write('register', sealed(), workspace.head)
    const first = await alice.append(written)
    const again = await signIn(origin, workspace.alice)
    expect(await again.append(written)).toEqual(first)
    expect((await again.first('welcome')).head.seq).toBe(2)
  })

  it('stores 200 entries sent at once in order, in few commits', async () => {
    const { origin, relay } = await startRelay()
    const workspace = await found()
    const alice = await adopt(origin, workspace)
    const all = []
    for (let i = 0; i < 200; i++) all.push(await workspace.alice.write('register', sealed(), workspace.head))
    for (const { bytes } of all) alice.send({ kind: 'append', entry: bytes })
    const answers = await Promise.all(all.map(({ uuid }) => alice.answerTo(uuid)))
    expect(answers.map((answer) => answer.kind === 'stored' && answer.seq)).toEqual(all.map((_, index) => index + 2))
    await alice.entryAt(201)
    expect(alice.entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 201 }, (_, index) => index + 1))
    expect(alice.frames.filter((frame) => frame.kind === 'entries').length).toBeLessThan(150)
    expect(await relay.metrics.entriesStored.get()).toMatchObject({ values: [{ value: 201 }] })
  })

  it('gives times that never fall, whatever its clock does', async () => {
    const { origin, clock } = await startRelay()
    const workspace = await found()
    const alice = await adopt(origin, workspace)
    let head = workspace.head
    for (const jump of [0, -3_600_000, 7_200_000, -86_400_000]) {
      clock.advance(jump)
      head = await alice.store(await workspace.alice.write('register', sealed(), head))
    }
    await alice.entryAt(5)
    const times = alice.entries.map(({ relayTime }) => relayTime)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times[3]! - times[2]!).toBeGreaterThan(3_000_000)
    expect(times[4]).toBe(times[3])
  })

  describe('refuses, with the reason, and goes on', () => {
    const cases: readonly (readonly [
      string,
      string,
      (w: Awaited<ReturnType<typeof found>>) => Promise<{ uuid: string; bytes: Uint8Array<ArrayBuffer>; hash: string }>,
    ])[] = [
      [
        'a gap in the device sequence',
        'wrongSeq',
        ({ alice, head }) => alice.draft('register', sealed(), head, { deviceSeq: 3 }),
      ],
      [
        'a chain that does not connect',
        'wrongSeq',
        ({ alice, head }) => alice.draft('register', sealed(), head, { prevDeviceHash: zeroHash }),
      ],
      [
        'a number used before with other content',
        'duplicate',
        ({ alice, head }) => alice.draft('register', sealed(), head, { deviceSeq: 1, prevDeviceHash: zeroHash }),
      ],
      [
        'a head of another history',
        'wrongHead',
        ({ alice, head }) => alice.draft('register', sealed(), { seq: head.seq, chain: 'ab'.repeat(32) }),
      ],
      [
        'a head that lies ahead',
        'wrongHead',
        ({ alice, head }) => alice.draft('register', sealed(), { seq: 99, chain: head.chain }),
      ],
      ['a wrong epoch', 'wrongEpoch', ({ alice, head }) => alice.draft('register', sealed(), head, { epoch: 2 })],
      [
        'another workspace',
        'wrongWorkspace',
        ({ alice, head }) => alice.draft('register', sealed(), head, { workspaceId: 'cd'.repeat(32) }),
      ],
      [
        'an access entry on an old access head',
        'accessConflict',
        ({ alice, head, aliceMemberId }) =>
          alice.draft('access', { type: 'bind', prev: zeroHash, memberId: aliceMemberId, personId: 'person_a' }, head),
      ],
      ['an access entry that is none', 'malformed', ({ alice, head }) => alice.draft('access', sealed(), head)],
      ['an erasure that is none', 'malformed', ({ alice, head }) => alice.draft('erase', sealed(), head)],
      [
        'an entry of another device',
        'wrongDevice',
        async ({ workspaceId, head }) => (await newDevice(workspaceId)).draft('register', sealed(), head),
      ],
      [
        'a wrong signature',
        'badSignature',
        async ({ alice, head }) => {
          const good = await alice.draft('register', sealed(), head)
          const bytes = good.bytes.slice()
          bytes[bytes.length - 1]! ^= 1
          return { ...good, bytes }
        },
      ],
      [
        'a changed ciphertext',
        'badSignature',
        async ({ alice, head }) => {
          const good = await alice.draft('register', sealed(), head)
          const bytes = good.bytes.slice()
          bytes[bytes.length - 70]! ^= 1
          return { ...good, bytes }
        },
      ],
    ]
    for (const [what, type, make] of cases) {
      it(`${what}: ${type}`, async () => {
        const { origin, relay } = await startRelay()
        const workspace = await found()
        const alice = await adopt(origin, workspace)
        const answer = await alice.append(await make(workspace))
        expect(answer).toMatchObject({ kind: 'refused', type })
        expect(answer.kind === 'refused' && answer.message.length).toBeGreaterThan(20)
        // The refused entry used no place and no number: the next good one is the second.
        const head = await alice.store(await workspace.alice.write('register', sealed(), workspace.head))
        expect(head.seq).toBe(2)
        expect((await relay.metrics.entriesRefused.get()).values).toEqual([{ labels: { reason: type }, value: 1 }])
      })
    }
  })
})

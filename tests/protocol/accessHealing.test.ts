import { describe, expect, it } from 'vitest'
import { readKeyBody, writeKeyBody, type KeyBody } from '~/lib/protocol/bodies/keyBody'
import { utf8 } from '~/lib/shared/bytes'
import { canonicalJson } from '~/lib/shared/json'
import {
  access,
  alice,
  bob,
  carol,
  dave,
  deviceByRole,
  erin,
  fakeDevice,
  hexId,
  kit,
  must,
  nextEpoch,
  staffed,
  withMember,
  wrapText,
  write,
  type World,
} from './world'

const heal = (world: World, deviceId: string, body: KeyBody) =>
  write(world, deviceId, 'key', { body: writeKeyBody(body) })
const refusal = (done: ReturnType<typeof write>) => (done.verdict.counts ? 'counts' : done.verdict.type)
const rewrap = (wraps: Readonly<Record<string, string>>, epoch = 1): KeyBody => ({ type: 'rewrap', epoch, wraps })
const counted = (world: World, deviceId: string, body: KeyBody): World => {
  const done = heal(world, deviceId, body)
  expect(refusal(done)).toBe('counts')
  return done.world
}
/** Carol left, so the second key is there. */
const second = (): World =>
  must(staffed(), bob.deviceId, {
    type: 'remove',
    memberIds: [hexId('carol')],
    deviceIds: [],
    nextEpoch: nextEpoch(staffed(), { members: [hexId('carol')] }),
  })

describe('key bodies', () => {
  it('are refused in any other spelling, with other members or other types', () => {
    const body = rewrap({ [alice.deviceId]: wrapText(1) })
    expect(readKeyBody(writeKeyBody(body))).toEqual({ ok: true, value: body })
    for (const text of [
      JSON.stringify(body, null, 1),
      canonicalJson({ ...body, prev: 'a'.repeat(64) } as never),
      canonicalJson({ ...body, epoch: 0 } as never),
      canonicalJson({ ...body, type: 'crown' } as never),
      canonicalJson({ ...body, wraps: { [alice.deviceId]: 'short' } } as never),
      canonicalJson({ ...body, wraps: { alice: wrapText(1) } } as never),
      '',
      'null',
      '{',
    ])
      expect(readKeyBody(utf8(text)), text.slice(0, 40)).toMatchObject({
        ok: false,
        error: { type: 'malformed', message: expect.stringContaining('a key entry') as unknown },
      })
  })
})

describe('key entries', () => {
  it('add candidates, by any active device, and change nothing else: not the original, not the access head', () => {
    const world = staffed()
    const healed = Object.values(deviceByRole).reduce(
      (now, deviceId) => counted(now, deviceId, rewrap({ [kit.deviceId]: wrapText(7), [alice.deviceId]: wrapText(8) })),
      world,
    )
    const { epochs, head } = healed.state.access
    expect(head).toEqual(world.state.access.head)
    expect(epochs[0]!.wraps).toEqual(world.state.access.epochs[0]!.wraps)
    expect(epochs[0]!.rewraps).toHaveLength(10)
    expect(epochs[0]!.rewraps!.find(({ deviceId }) => deviceId === kit.deviceId)).toEqual({
      memberId: hexId('alice'),
      byDeviceId: alice.deviceId,
      seq: healed.log.length - 4,
      deviceId: kit.deviceId,
      wrap: wrapText(7),
    })
    // An access entry made on the head before still counts: nothing was compared and swapped.
    expect(
      refusal(
        access(healed, alice.deviceId, {
          type: 'bind',
          memberId: hexId('bob'),
          personId: 'prs_bob',
          prev: world.state.access.head.accessHash,
        }),
      ),
    ).toBe('counts')
  })

  it('hold one candidate of each member for each recipient', () => {
    const world = counted(staffed(), erin.deviceId, rewrap({ [kit.deviceId]: wrapText(7) }))
    const refused = heal(world, erin.deviceId, rewrap({ [kit.deviceId]: wrapText(9) }))
    expect(refused.verdict).toMatchObject({ type: 'knownCandidate' })
    expect(refused.world.state.access).toBe(world.state.access)
    expect(
      refusal(heal(world, erin.deviceId, rewrap({ [alice.deviceId]: wrapText(9), [kit.deviceId]: wrapText(9) }))),
    ).toBe('knownCandidate')
    expect(refusal(heal(world, erin.deviceId, rewrap({ [alice.deviceId]: wrapText(9) })))).toBe('counts')
    const sealed = counted(second(), dave.deviceId, { type: 'reseal', epoch: 2, prevSealed: 'B'.repeat(80) })
    expect(sealed.state.access.epochs[1]!.reseals).toMatchObject([
      { memberId: hexId('dave'), prevSealed: 'B'.repeat(80) },
    ])
    expect(refusal(heal(sealed, dave.deviceId, { type: 'reseal', epoch: 2, prevSealed: 'C'.repeat(80) }))).toBe(
      'knownCandidate',
    )
  })

  it('stand beside those of others, and each member adds one for each recipient of each epoch', () => {
    const reseal = (fill: string): KeyBody => ({ type: 'reseal', epoch: 2, prevSealed: fill.repeat(80) })
    let world = counted(counted(second(), dave.deviceId, reseal('B')), erin.deviceId, reseal('C'))
    expect(world.state.access.epochs[1]!.reseals!.map(({ memberId, prevSealed }) => [memberId, prevSealed])).toEqual([
      [hexId('dave'), 'B'.repeat(80)],
      [hexId('erin'), 'C'.repeat(80)],
    ])
    expect(refusal(heal(world, dave.deviceId, reseal('D')))).toBe('knownCandidate')
    world = counted(
      counted(world, dave.deviceId, rewrap({ [kit.deviceId]: wrapText(7) }, 2)),
      erin.deviceId,
      rewrap({ [alice.deviceId]: wrapText(8) }, 2),
    )
    expect(world.state.access.epochs[0]).toEqual(second().state.access.epochs[0])
    expect(refusal(heal(world, dave.deviceId, rewrap({ [kit.deviceId]: wrapText(9) }, 2)))).toBe('knownCandidate')
    expect(refusal(heal(world, erin.deviceId, rewrap({ [kit.deviceId]: wrapText(9) }, 2)))).toBe('counts')
    expect(refusal(heal(world, dave.deviceId, rewrap({ [kit.deviceId]: wrapText(9) }, 1)))).toBe('counts')
  })

  it('are for recipients of that epoch who are still here, and for nobody else', () => {
    const world = second()
    for (const [body, type] of [
      [rewrap({ [fakeDevice(9).deviceId]: wrapText(7) }, 2), 'unknownDevice'],
      [rewrap({ [carol.deviceId]: wrapText(7) }, 1), 'unknownDevice'],
      [rewrap({ [alice.deviceId]: wrapText(7), [fakeDevice(9).deviceId]: wrapText(7) }, 2), 'unknownDevice'],
      [rewrap({}, 2), 'unknownDevice'],
      [rewrap({ [alice.deviceId]: wrapText(7) }, 3), 'unknownEpoch'],
      [{ type: 'reseal', epoch: 1, prevSealed: 'B'.repeat(80) }, 'unknownEpoch'],
    ] as const) {
      const refused = heal(world, dave.deviceId, body)
      expect(refusal(refused)).toBe(type)
      expect(refused.world.state.access).toBe(world.state.access)
    }
    expect(refusal(heal(world, dave.deviceId, rewrap({ [alice.deviceId]: wrapText(7) }, 1)))).toBe('counts')
    expect(refusal(heal(world, carol.deviceId, rewrap({ [alice.deviceId]: wrapText(7) }, 2)))).toBe('removed')
    expect(refusal(write(world, dave.deviceId, 'key'))).toBe('malformed')
  })

  it('bring nobody a key from before they came, however active they are', () => {
    const world = withMember(second(), 'frank', 'editor', fakeDevice(9))
    expect(world.state.access.epochs.map(({ wraps }) => wraps[fakeDevice(9).deviceId] !== undefined)).toEqual([
      false,
      true,
    ])
    const refused = heal(world, dave.deviceId, rewrap({ [fakeDevice(9).deviceId]: wrapText(7) }, 1))
    expect(refusal(refused)).toBe('unknownDevice')
    expect(refused.world.state.access).toBe(world.state.access)
    expect(refusal(heal(world, dave.deviceId, rewrap({ [fakeDevice(9).deviceId]: wrapText(7) }, 2)))).toBe('counts')
  })
})

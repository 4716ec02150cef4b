/**
 * Invitations and devices without end: what any member may make stays small, so that nobody's list, state or next key
 * grows by one member.
 */

import { describe, expect, it } from 'vitest'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import type { DeviceKeysBody } from '~/lib/protocol/access/accessBody'
import {
  access,
  admit,
  alice,
  bob,
  erin,
  fakeDevice,
  hexId,
  invite,
  join,
  must,
  nextEpoch,
  staffed,
  start,
  type World,
} from '../../protocol/world'

const { restMs, ownDevices, newMembers } = limits.invites
const own = (name: string, over: Parameters<typeof invite>[2] = {}) =>
  invite(name, 'viewer', { memberId: hexId('erin'), ...over })
const revoke = (name: string) => ({ type: 'revokeInvite', inviteId: hexId(`invite ${name}`) }) as const
const later = (world: World, ms: number): World => ({ ...world, now: world.now + ms })

/** Refused, and nothing changed but the chain of the device that tried. */
function refuses(world: World, deviceId: string, draft: Parameters<typeof access>[2], words: RegExp): void {
  const { verdict, world: after } = access(world, deviceId, draft)
  expect(verdict.counts ? 'counts' : `${verdict.type}: ${verdict.message}`).toMatch(words)
  expect(after.state.access).toBe(world.state.access)
}
const tooMany = /^tooManyInvites: You have made as many invitations as a member may have at a time\./

describe('a viewer who invites devices of their own all day', () => {
  const many = (): World =>
    Array.from({ length: ownDevices }).reduce<World>(
      (world, _, n) => must(world, erin.deviceId, own(`own ${n}`)),
      staffed(),
    )

  it('has so many open and no more; others invite on', () => {
    refuses(many(), erin.deviceId, own('one more'), tooMany)
    must(
      must(many(), bob.deviceId, invite('new', 'editor')),
      alice.deviceId,
      invite('laptop', 'owner', { memberId: hexId('alice') }),
    )
  })

  it('gets no place back at once by withdrawing or using one, but a day later', () => {
    const device = fakeDevice(60)
    let world = many()
    for (let n = 1; n < ownDevices; n++) world = must(world, erin.deviceId, revoke(`own ${n}`))
    const joined = must(world, device.deviceId, join('own 0', device))
    world = must(joined, erin.deviceId, admit(joined, 'own 0'))
    refuses(world, erin.deviceId, own('one more'), tooMany)
    refuses(later(world, restMs - 1), erin.deviceId, own('one more'), tooMany)
    must(later(world, restMs), erin.deviceId, own('one more'))
  })

  it('gets places back with the end of those that were not used', () => {
    const short = Array.from({ length: ownDevices }).reduce<World>(
      (world, _, n) => must(world, erin.deviceId, own(`own ${n}`, { expiresAt: start + 3 * restMs })),
      staffed(),
    )
    refuses(later(short, 2 * restMs), erin.deviceId, own('one more', { expiresAt: start + 9 * restMs }), tooMany)
    must(later(short, 3 * restMs), erin.deviceId, own('one more', { expiresAt: start + 9 * restMs }))
  })
})

it('a lead has more places for new members, and an end of them, too', () => {
  let world = staffed()
  const made = Object.values(world.state.access.invites).filter(({ issuerId }) => issuerId === hexId('bob')).length
  for (let n = made; n < newMembers; n++) world = must(world, bob.deviceId, invite(`new ${n}`, 'viewer'))
  refuses(world, bob.deviceId, invite('one more', 'viewer'), tooMany)
  must(
    must(world, bob.deviceId, invite('laptop', 'lead', { memberId: hexId('bob') })),
    alice.deviceId,
    invite('by another', 'viewer'),
  )
})

it('a member has so many devices and no more, so that the next key fits into its entry; one that leaves makes room', () => {
  let world = staffed()
  const comes = (name: string, device: DeviceKeysBody): World => {
    const joined = must(
      must(world, erin.deviceId, own(name, { expiresAt: world.now + restMs })),
      device.deviceId,
      join(name, device),
    )
    return must(joined, erin.deviceId, admit(joined, name))
  }
  for (let n = 1; n < limits.devicesOfMember; n++) {
    // Places for invitations come back with the days.
    if (n % ownDevices === 0) world = later(world, 2 * restMs)
    world = comes(`own ${n}`, fakeDevice(100 + n))
  }
  world = later(world, 2 * restMs)
  const last = fakeDevice(99)
  const joined = must(
    must(world, erin.deviceId, own('one more', { expiresAt: world.now + restMs })),
    last.deviceId,
    join('one more', last),
  )
  refuses(
    joined,
    erin.deviceId,
    admit(joined, 'one more'),
    /^tooManyDevices: A member has at most 32 devices at a time\./,
  )
  const gone = fakeDevice(101).deviceId
  const fewer = must(joined, erin.deviceId, {
    type: 'remove',
    memberIds: [],
    deviceIds: [gone],
    nextEpoch: nextEpoch(joined, { devices: [gone] }),
  })
  must(fewer, erin.deviceId, admit(fewer, 'one more'))
})

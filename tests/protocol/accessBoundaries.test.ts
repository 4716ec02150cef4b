/** Where the rules about members, invitations, devices and epochs begin and end: at the boundary, and one beyond. */

import { describe, expect, it } from 'vitest'
import { judgeGenesis } from '~/lib/protocol/access/accessGenesis'
import { judgeAccess } from '~/lib/protocol/access/accessReducer'
import { knownRules, rulesAreKnown } from '~/lib/protocol/access/accessRules'
import {
  emptyAccess,
  isActiveDevice,
  memberOfDevice,
  timeSourceAt,
  wrapRecipients,
  type AccessState,
  type Device,
  type Invite,
} from '~/lib/protocol/access/accessState'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { toBase64Url, fromBase64Url } from '~/lib/shared/bytes'
import { deviceIdOf } from '~/lib/shared/deviceId'
import type { DeviceKeysBody } from '~/lib/protocol/access/accessBody'
import { refuses } from './refuses'
import {
  access,
  admit,
  alice,
  aliceId,
  bob,
  carol,
  dave,
  emptyWorld,
  erin,
  fakeDevice,
  fakeRecovery,
  founded,
  genesisDraft,
  hexId,
  invite,
  join,
  kit,
  later,
  must,
  nextEpoch,
  staffed,
  start,
  withMember,
  wrapText,
  write,
  type World,
} from './world'

const frank = fakeDevice(6)
const [grace, heidi] = [fakeDevice(9), fakeDevice(10)]
const counts = (world: World, deviceId: string, draft: Parameters<typeof access>[2]): void =>
  expect(access(world, deviceId, draft).verdict).toMatchObject({ counts: true })
const withAccess = (world: World, change: (state: AccessState) => Partial<AccessState>): World => ({
  ...world,
  state: { ...world.state, access: { ...world.state.access, ...change(world.state.access) } },
})
const removal = (world: World, members: readonly string[], devices: readonly string[] = []) =>
  ({
    type: 'remove',
    memberIds: members,
    deviceIds: devices,
    nextEpoch: nextEpoch(world, { members, devices }),
  }) as const
const invited = (world = staffed(), by = alice.deviceId): World => must(world, by, invite('frank', 'editor'))
const joined = (world = invited()): World => must(world, frank.deviceId, join('frank', frank))
const withdraw = (name: string) => ({ type: 'revokeInvite', inviteId: hexId(`invite ${name}`) }) as const

describe('a device', () => {
  const offCurve = new Uint8Array(65).fill(77)
  offCurve[0] = 4
  const onCurve = fromBase64Url(frank.signKey)
  const keysOf = (signKey: Uint8Array, dhKey: Uint8Array): DeviceKeysBody => ({
    deviceId: deviceIdOf(signKey, dhKey),
    signKey: toBase64Url(signKey),
    dhKey: toBase64Url(dhKey),
  })
  const bad = [keysOf(offCurve, onCurve), keysOf(onCurve, offCurve), keysOf(offCurve, offCurve)]

  it("with a key that is no point of the curve is nobody's: founder's, kit's, invited or recovered", () => {
    for (const device of bad) {
      refuses(emptyWorld, device.deviceId, { ...genesisDraft, device }, 'badDeviceKey')
      refuses(emptyWorld, alice.deviceId, { ...genesisDraft, recovery: { ...kit, ...device } }, 'badDeviceKey')
      refuses(invited(), device.deviceId, join('frank', device), 'badDeviceKey')
      refuses(
        staffed(),
        alice.deviceId,
        { type: 'rotateRecovery', recovery: { ...fakeRecovery(52), ...device }, nextEpoch: nextEpoch(staffed()) },
        'badDeviceKey',
      )
      refuses(
        staffed(),
        kit.deviceId,
        { type: 'recover', memberId: hexId('heir'), device, deviceIds: [], nextEpoch: nextEpoch(staffed()) },
        'badDeviceKey',
      )
    }
  })

  it('is active while neither it nor its member left', () => {
    const world = must(staffed(), alice.deviceId, removal(staffed(), [hexId('carol')], [dave.deviceId]))
    expect(
      [alice, bob, carol, dave, frank].map(({ deviceId }) => isActiveDevice(world.state.access, deviceId)),
    ).toEqual([true, true, false, false, false])
    expect([alice, carol, frank].map(({ deviceId }) => memberOfDevice(world.state.access, deviceId)?.memberId)).toEqual(
      [aliceId, hexId('carol'), undefined],
    )
    expect(wrapRecipients(emptyAccess())).toEqual([])
  })

  it('that left is marked as doubtful; one that is here or was never, is not', () => {
    const world = must(staffed(), alice.deviceId, removal(staffed(), [], [carol.deviceId]))
    refuses(world, alice.deviceId, { type: 'compromised', devices: { [hexId('x')]: start } }, 'unknownDevice')
    refuses(
      world,
      alice.deviceId,
      { type: 'compromised', devices: { [carol.deviceId]: start, [dave.deviceId]: start } },
      'unknownDevice',
    )
    counts(world, alice.deviceId, { type: 'compromised', devices: { [carol.deviceId]: start } })
  })
})

describe('founding', () => {
  it('is the first entry of a log: after another one it does not count', () => {
    const second = write(emptyWorld, frank.deviceId, 'register').world
    refuses(second, alice.deviceId, genesisDraft, 'secondGenesis')
  })

  it('is by the device it names, with epoch 1 for exactly its recipients, before anything else', () => {
    const context = { deviceId: bob.deviceId, seq: 1, relayTime: start, entryHash: 'a'.repeat(64) }
    expect(judgeGenesis(emptyAccess(), genesisDraft, context)).toMatchObject({
      ok: false,
      error: { type: 'badDeviceId' },
    })
    expect(
      judgeAccess(emptyAccess(), { ...withdraw('frank'), prev: emptyAccess().head.accessHash }, context),
    ).toMatchObject({ ok: false, error: { type: 'noGenesis' } })
    refuses(emptyWorld, alice.deviceId, { ...genesisDraft, epoch: { ...genesisDraft.epoch, wraps: {} } }, 'badWraps')
  })
})

describe('an invitation', () => {
  it('is over at the moment it names, and not before', () => {
    refuses(staffed(), alice.deviceId, invite('frank', 'editor', { expiresAt: start }), 'expired')
    counts(staffed(), alice.deviceId, invite('frank', 'editor', { expiresAt: start + 1 }))
    refuses(later(invited(), 7), frank.deviceId, join('frank', frank), 'expired')
    const last = later(invited(), 7)
    counts({ ...last, now: last.now - 1 }, frank.deviceId, join('frank', frank))
  })

  it('is for nobody who left', () => {
    const gone = must(staffed(), alice.deviceId, removal(staffed(), [hexId('carol')]))
    const body = {
      ...invite('laptop', 'editor', { memberId: hexId('carol') }),
      prev: gone.state.access.head.accessHash,
    } as Parameters<typeof judgeAccess>[1]
    const context = {
      deviceId: carol.deviceId,
      seq: gone.log.length + 1,
      relayTime: gone.now,
      entryHash: 'a'.repeat(64),
    }
    expect(judgeAccess(gone.state.access, body, context)).toMatchObject({ ok: false, error: { type: 'wrongMember' } })
  })

  it('is withdrawn by its issuer, also one who may invite nobody any more, and by others who may make it', () => {
    const world = must(invited(staffed(), bob.deviceId), alice.deviceId, {
      type: 'setRole',
      memberId: hexId('bob'),
      role: 'editor',
    })
    counts(world, bob.deviceId, withdraw('frank'))
    counts(world, alice.deviceId, withdraw('frank'))
    refuses(world, carol.deviceId, withdraw('frank'), 'roleMayNotWrite')
    refuses(
      must(staffed(), carol.deviceId, invite('laptop', 'editor', { memberId: hexId('carol') })),
      alice.deviceId,
      withdraw('laptop'),
      'notOwnDevice',
    )
    counts(joined(), alice.deviceId, withdraw('frank'))
  })

  it('is joined once, by the device that the join names and that is new here', () => {
    refuses(joined(), grace.deviceId, join('frank', grace), 'inviteUsed')
    refuses(
      must(joined(), alice.deviceId, admit(joined(), 'frank')),
      grace.deviceId,
      join('frank', grace),
      'inviteUsed',
    )
    refuses(invited(), alice.deviceId, join('nobody', frank), 'unknownInvite')
    refuses(invited(), alice.deviceId, join('frank', frank), 'badDeviceId')
    refuses(invited(), alice.deviceId, join('frank', alice), 'knownDevice')
    const { deviceId, signKey, dhKey } = kit
    refuses(invited(), kit.deviceId, join('frank', { deviceId, signKey, dhKey }), 'knownDevice')
    expect(joined().state.access.invites[hexId('invite frank')]).toMatchObject({
      state: 'joined',
      join: { ...frank, seq: joined().log.length },
    })
  })

  it('is answered where somebody joined, by who may bring in its role', () => {
    refuses(staffed(), alice.deviceId, admit(staffed(), 'frank'), 'unknownInvite')
    refuses(invited(), alice.deviceId, admit(invited(), 'frank'), 'wrongJoin')
    refuses(joined(), carol.deviceId, admit(joined(), 'frank'), 'roleMayNotWrite')
    const asLead = must(must(staffed(), alice.deviceId, invite('frank', 'lead')), frank.deviceId, join('frank', frank))
    refuses(asLead, bob.deviceId, admit(asLead, 'frank'), 'roleMayNotGrant')
    counts(asLead, alice.deviceId, admit(asLead, 'frank'))
  })

  it('of a further device leaves its member as it was', () => {
    const world = must(
      must(staffed(), alice.deviceId, { type: 'bind', memberId: hexId('carol'), personId: 'pe_carol' }),
      carol.deviceId,
      invite('laptop', 'editor', { memberId: hexId('carol') }),
    )
    const both = must(world, frank.deviceId, join('laptop', frank))
    const admitted = must(both, carol.deviceId, admit(both, 'laptop'))
    expect(admitted.state.access.members).toEqual(world.state.access.members)
    expect(admitted.state.access.invites[hexId('invite laptop')]!.state).toBe('admitted')
  })
})

describe('the places of an issuer', () => {
  const { restMs, ownDevices, newMembers } = limits.invites
  const own = invite('laptop', 'editor', { memberId: hexId('carol') })
  /** So many invitations, made a rest ago and open, are there already. */
  const made = (count: number, over: Partial<Invite>): World =>
    withAccess({ ...staffed(), now: start + restMs }, ({ invites }) => ({
      invites: {
        ...invites,
        ...Object.fromEntries(
          Array.from({ length: count }, (_, n): [string, Invite] => [
            `${n}`,
            {
              inviteId: `${n}`,
              memberId: hexId('carol'),
              publicKey: alice.signKey,
              role: 'editor',
              expiresAt: start + 2 * restMs,
              admit: 'atOnce',
              shown: '',
              issuerId: hexId('carol'),
              seq: 1,
              madeAt: start,
              hash: '',
              state: 'open',
              ...over,
            },
          ]),
        ),
      },
    }))

  it('are sixteen for own devices and five hundred for new members, each for itself and of each issuer', () => {
    counts(made(ownDevices - 1, {}), carol.deviceId, own)
    refuses(made(ownDevices, {}), carol.deviceId, own, 'tooManyInvites')
    counts(made(ownDevices, { issuerId: hexId('dave') }), carol.deviceId, own)
    const forNew = { issuerId: aliceId, memberId: hexId('somebody') }
    counts(made(newMembers - 1, forNew), alice.deviceId, invite('frank', 'editor'))
    refuses(made(newMembers, forNew), alice.deviceId, invite('frank', 'editor'), 'tooManyInvites')
    counts(made(newMembers, forNew), alice.deviceId, invite('laptop', 'owner', { memberId: aliceId }))
    counts(made(newMembers, { issuerId: aliceId, memberId: aliceId }), alice.deviceId, invite('frank', 'editor'))
    counts(made(newMembers, forNew), bob.deviceId, invite('frank', 'editor'))
  })

  it.each<[string, Partial<Invite>, boolean]>([
    ['open', { state: 'open' }, true],
    ['joined', { state: 'joined' }, true],
    ['admitted', { state: 'admitted' }, false],
    ['withdrawn', { state: 'revoked' }, false],
    ['open up to a moment from now', { expiresAt: start + restMs + 1 }, true],
    ['over now', { expiresAt: start + restMs }, false],
    ['withdrawn, and made less than a day ago', { state: 'revoked', madeAt: start + 1 }, true],
    ['over, and made less than a day ago', { expiresAt: start + restMs, madeAt: start + 1 }, true],
    [
      'admitted, and made less than a day ahead of a clock that was turned back',
      { state: 'admitted', madeAt: start + 2 * restMs - 1 },
      true,
    ],
    ['admitted, and made a day ahead', { state: 'admitted', madeAt: start + 2 * restMs }, false],
  ])('are taken, or not, by an invitation that is %s', (_name, over, taken) => {
    if (taken) refuses(made(ownDevices, over), carol.deviceId, own, 'tooManyInvites')
    else counts(made(ownDevices, over), carol.deviceId, own)
  })
})

it('a member has thirty-two active devices at most', () => {
  const world = must(
    must(staffed(), carol.deviceId, invite('laptop', 'editor', { memberId: hexId('carol') })),
    frank.deviceId,
    join('laptop', frank),
  )
  const having = (count: number, over: Partial<Device> = {}): World =>
    withAccess(world, ({ devices }) => ({
      devices: {
        ...devices,
        ...Object.fromEntries(
          Array.from({ length: count }, (_, n) => [`${n}`, { ...devices[carol.deviceId]!, deviceId: `${n}`, ...over }]),
        ),
      },
    }))
  counts(having(limits.devicesOfMember - 2), carol.deviceId, admit(world, 'laptop'))
  refuses(having(limits.devicesOfMember - 1), carol.deviceId, admit(world, 'laptop'), 'tooManyDevices')
  counts(having(limits.devicesOfMember, { removedAt: 2 }), carol.deviceId, admit(world, 'laptop'))
  counts(having(limits.devicesOfMember, { memberId: hexId('dave') }), carol.deviceId, admit(world, 'laptop'))
})

describe('removal', () => {
  it('names members and devices that are here, each once', () => {
    const gone = must(staffed(), alice.deviceId, removal(staffed(), [hexId('carol')], [dave.deviceId]))
    refuses(gone, alice.deviceId, removal(gone, [hexId('carol')]), 'unknownMember')
    refuses(gone, alice.deviceId, removal(gone, [hexId('erin'), hexId('nobody')]), 'unknownMember')
    refuses(gone, alice.deviceId, removal(gone, [hexId('erin'), hexId('erin')]), 'unknownMember')
    refuses(gone, alice.deviceId, removal(gone, [], [dave.deviceId]), 'unknownDevice')
    refuses(gone, alice.deviceId, removal(gone, [], [erin.deviceId, hexId('x')]), 'unknownDevice')
    refuses(gone, alice.deviceId, removal(gone, [], [erin.deviceId, erin.deviceId]), 'unknownDevice')
    refuses(gone, alice.deviceId, { type: 'setRole', memberId: hexId('carol'), role: 'lead' }, 'unknownMember')
    counts(gone, alice.deviceId, removal(gone, [hexId('erin')]))
    counts(gone, alice.deviceId, removal(gone, [], [erin.deviceId]))
  })

  it('is of those all of whom one may remove', () => {
    const world = withMember(staffed(), 'grace', 'lead', grace)
    refuses(world, bob.deviceId, removal(world, [hexId('carol'), hexId('grace')]), 'roleMayNotGrant')
    refuses(world, bob.deviceId, removal(world, [], [carol.deviceId, grace.deviceId]), 'roleMayNotGrant')
    refuses(world, carol.deviceId, removal(world, [], [erin.deviceId]), 'roleMayNotWrite')
    counts(world, bob.deviceId, removal(world, [], [carol.deviceId, bob.deviceId]))
    counts(world, alice.deviceId, removal(world, [hexId('grace'), hexId('carol')], [erin.deviceId]))
  })

  it('leaves an owner who has a device: one without is as good as none', () => {
    const two = withMember(staffed(), 'heidi', 'owner', heidi)
    counts(two, alice.deviceId, removal(two, [aliceId]))
    counts(two, alice.deviceId, { type: 'setRole', memberId: aliceId, role: 'lead' })
    const without = must(two, alice.deviceId, removal(two, [], [heidi.deviceId]))
    refuses(without, alice.deviceId, removal(without, [aliceId]), 'lastOwner')
    refuses(without, alice.deviceId, removal(without, [], [alice.deviceId]), 'lastOwner')
    refuses(without, alice.deviceId, { type: 'setRole', memberId: aliceId, role: 'lead' }, 'lastOwner')
  })
})

describe('epochs', () => {
  const epochOf = (world: World, over = {}) => ({ type: 'newEpoch', nextEpoch: nextEpoch(world, {}, over) }) as const
  const two = (): World => must(staffed(), alice.deviceId, epochOf(staffed()))

  it('follow by one, on one that is there', () => {
    const world = two()
    for (const over of [{ epoch: 2 }, { epoch: 4 }, { prevEpoch: 3 }])
      refuses(world, alice.deviceId, epochOf(world, over), 'wrongEpoch')
    counts(world, alice.deviceId, epochOf(world))
    const left = must(world, alice.deviceId, epochOf(world, { prevEpoch: 1 }))
    expect(left.state.access.epochs.map(({ epoch, leftOutAt, byDeviceId }) => [epoch, leftOutAt, byDeviceId])).toEqual([
      [1, undefined, alice.deviceId],
      [2, left.log.length, alice.deviceId],
      [3, undefined, alice.deviceId],
    ])
  })

  it('are not left out together where others than its maker wrote under one of them', () => {
    const used = write(two(), dave.deviceId, 'evidence').world
    const third = must(used, alice.deviceId, epochOf(used))
    refuses(third, alice.deviceId, epochOf(third, { prevEpoch: 1 }), 'epochInUse')
    counts(third, alice.deviceId, epochOf(third, { prevEpoch: 2 }))
  })

  it('are left out where a further device of their maker wrote under them', () => {
    const asked = must(two(), alice.deviceId, invite('laptop', 'owner', { memberId: aliceId }))
    const came = must(asked, frank.deviceId, join('laptop', frank))
    const world = write(must(came, alice.deviceId, admit(came, 'laptop')), frank.deviceId, 'register').world
    expect(world.state.chains[frank.deviceId]!.sealed).toEqual([2])
    counts(world, alice.deviceId, epochOf(world, { prevEpoch: 1 }))
  })

  it('may be left out with a new kit and with a recovery, too', () => {
    const world = two()
    const recovery = fakeRecovery(52)
    const { [kit.deviceId]: _old, ...rest } = nextEpoch(world).wraps
    counts(world, alice.deviceId, {
      type: 'rotateRecovery',
      recovery,
      nextEpoch: nextEpoch(world, {}, { prevEpoch: 1, wraps: { ...rest, [recovery.deviceId]: wrapText(3) } }),
    })
    counts(world, kit.deviceId, {
      type: 'recover',
      memberId: hexId('heir'),
      device: frank,
      deviceIds: [],
      nextEpoch: nextEpoch(
        world,
        {},
        { prevEpoch: 1, wraps: { ...nextEpoch(world).wraps, [frank.deviceId]: wrapText(3) } },
      ),
    })
  })

  it('name who is missing and who is one too many', () => {
    const world = staffed()
    const { [dave.deviceId]: _dave, ...wraps } = nextEpoch(world).wraps
    const { verdict } = access(world, alice.deviceId, {
      type: 'newEpoch',
      nextEpoch: nextEpoch(world, {}, { wraps: { ...wraps, [frank.deviceId]: wrapText(3) } }),
    })
    expect(verdict).toMatchObject({ type: 'badWraps', detail: { missing: [dave.deviceId], extra: [frank.deviceId] } })
    const { verdict: wrong } = access(world, alice.deviceId, epochOf(world, { epoch: 7 }))
    expect(wrong).toMatchObject({
      type: 'wrongEpoch',
      message: expect.stringContaining('The next epoch is 2.') as unknown,
    })
  })
})

describe('who comes back by the kit', () => {
  const recover = (world: World, over: object = {}) => {
    const epoch = nextEpoch(world, { members: 'replaces' in over ? [aliceId] : [], devices: [erin.deviceId] })
    return {
      type: 'recover',
      memberId: hexId('heir'),
      device: frank,
      deviceIds: [erin.deviceId],
      nextEpoch: { ...epoch, wraps: { ...epoch.wraps, [frank.deviceId]: wrapText(5) } },
      ...over,
    } as const
  }

  it('is a member of their own, and nothing else is new', () => {
    const world = must(staffed(), kit.deviceId, recover(staffed()))
    const seq = world.log.length
    const { members, devices } = world.state.access
    expect(members).toStrictEqual({
      ...staffed().state.access.members,
      [hexId('heir')]: {
        memberId: hexId('heir'),
        role: 'owner',
        roles: [{ seq, role: 'owner', at: start }],
        persons: [],
      },
    })
    expect(devices[erin.deviceId]!.removedAt).toBe(seq)
    const back = must(staffed(), kit.deviceId, recover(staffed(), { replaces: aliceId }))
    expect(Object.keys(back.state.access.members).sort()).toEqual(
      [aliceId, ...['bob', 'carol', 'dave', 'erin', 'heir'].map(hexId)].sort(),
    )
    expect(back.state.access.members[hexId('heir')]).toMatchObject({ returnedFrom: aliceId, persons: [] })
  })

  it('is neither a member that was there nor a device that was, and ends devices that are here', () => {
    const world = must(staffed(), alice.deviceId, removal(staffed(), [], [dave.deviceId]))
    refuses(world, kit.deviceId, recover(world, { memberId: hexId('bob') }), 'knownMember')
    refuses(world, kit.deviceId, recover(world, { device: dave }), 'knownDevice')
    const { deviceId, signKey, dhKey } = kit
    refuses(world, kit.deviceId, recover(world, { device: { deviceId, signKey, dhKey } }), 'knownDevice')
    refuses(world, kit.deviceId, recover(world, { deviceIds: [erin.deviceId, dave.deviceId] }), 'unknownDevice')
    refuses(world, kit.deviceId, recover(world, { replaces: hexId('bob') }), 'notAnOwner')
    refuses(world, alice.deviceId, recover(world), 'roleMayNotWrite')
    const other = fakeRecovery(52)
    refuses(
      world,
      alice.deviceId,
      { type: 'rotateRecovery', recovery: { ...other, ...dave }, nextEpoch: nextEpoch(world) },
      'knownDevice',
    )
  })
})

describe('what owners say about time and rules', () => {
  const joins = (origin: string) => ({ type: 'relayJoined', origin }) as const

  it('a relay joins by an owner, not twice in a row, and its time begins there', () => {
    const world = founded()
    refuses(staffed(), bob.deviceId, joins('https://a.example'), 'roleMayNotWrite')
    const one = must(world, alice.deviceId, joins('https://a.example'))
    refuses(one, alice.deviceId, joins('https://a.example'), 'knownRelay')
    const seq = one.log.length
    expect(one.state.access.relays).toEqual([{ seq, origin: 'https://a.example' }])
    const back = must(must(one, alice.deviceId, joins('https://b.example')), alice.deviceId, joins('https://a.example'))
    expect(back.state.access.relays.map(({ origin }) => origin)).toEqual([
      'https://a.example',
      'https://b.example',
      'https://a.example',
    ])
    expect(timeSourceAt(world.state.access, 1)).toBe('device')
    expect([seq - 1, seq, seq + 1].map((at) => timeSourceAt(one.state.access, at))).toEqual([
      'device',
      'relay',
      'relay',
    ])
    expect(timeSourceAt(back.state.access, seq + 1)).toBe('device')
  })

  it("time falls by an owner's word only, and nothing else changes", () => {
    refuses(staffed(), bob.deviceId, { type: 'timeReset' }, 'roleMayNotWrite')
    const { access: before } = staffed().state
    const world = must(staffed(), alice.deviceId, { type: 'timeReset' })
    expect(world.state.access).toEqual({ ...before, head: world.state.access.head })
  })

  it('the rules go on by one, by an owner', () => {
    refuses(staffed(), bob.deviceId, { type: 'rules', n: 2 }, 'roleMayNotWrite')
    for (const n of [1, 3]) {
      expect(access(staffed(), alice.deviceId, { type: 'rules', n }).verdict).toMatchObject({
        type: 'wrongRules',
        message: 'The next version of the rules is 2.',
      })
      refuses(staffed(), alice.deviceId, { type: 'rules', n }, 'wrongRules')
    }
    const world = must(staffed(), alice.deviceId, { type: 'rules', n: 2 })
    expect(world.state.access.rules).toEqual({ n: 2, seq: world.log.length })
    expect(knownRules).toBe(1)
    expect(rulesAreKnown(staffed().state.access)).toEqual({ ok: true, value: undefined })
    expect(rulesAreKnown(world.state.access)).toMatchObject({ ok: false, error: { type: 'updateNeeded' } })
  })
})

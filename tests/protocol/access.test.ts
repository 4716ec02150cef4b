import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAccessBody, workspaceIdOf, writeAccessBody, type AccessBody } from '~/lib/protocol/access/accessBody'
import { letInBy } from '~/lib/protocol/access/accessDevices'
import { activeDevices, deviceCode, personAt, roleAt, wrapRecipients } from '~/lib/protocol/access/accessState'
import { roles, roleMayGrant } from '~/lib/protocol/access/workspaceRoles'
import { utf8 } from '~/lib/shared/bytes'
import { canonicalJson } from '~/lib/shared/json'
import {
  access,
  admit,
  alice,
  aliceId,
  bob,
  carol,
  dave,
  deviceByRole,
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
  must,
  nextEpoch,
  signature64,
  staffed,
  start,
  withMember,
  wrapText,
  write,
  type World,
} from './world'

const day = 86_400_000
const refusal = (done: ReturnType<typeof access>) => (done.verdict.counts ? 'counts' : done.verdict.type)
const later = (world: World, days: number): World => ({ ...world, now: world.now + days * day })
const frank = fakeDevice(6)

describe('access bodies', () => {
  const genesis = genesisDraft as AccessBody

  it('are read back from their canonical bytes', () => {
    const read = readAccessBody(writeAccessBody(genesis))
    expect(read).toEqual({ ok: true, value: genesis })
  })

  it('are refused in any other spelling, with other members or other types', () => {
    for (const text of [
      JSON.stringify(genesis, null, 1),
      canonicalJson({ ...genesis, extra: 1 }),
      canonicalJson({ ...genesis, memberId: 'me' }),
      canonicalJson({ ...genesis, type: 'crown' }),
      canonicalJson([genesis]),
      '',
      'null',
      '{"type":"genesis"}',
      `${canonicalJson(genesis)} `,
    ])
      expect(readAccessBody(utf8(text)), text.slice(0, 40)).toMatchObject({ ok: false, error: { type: 'malformed' } })
    expect(readAccessBody(Uint8Array.of(0xff, 0xfe))).toMatchObject({ ok: false, error: { type: 'malformed' } })
  })

  it('never throw on bytes of any kind', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(utf8)), (bytes) => {
        expect(readAccessBody(bytes).ok).toBe(false)
      }),
    )
  })

  it('name the workspace by keys and randomness, not by the epoch that contains the name', () => {
    const id = workspaceIdOf(genesisDraft)
    expect(workspaceIdOf({ ...genesisDraft, epoch: { ...genesisDraft.epoch, commit: 'f'.repeat(64) } })).toBe(id)
    expect(workspaceIdOf({ ...genesisDraft, recovery: fakeRecovery(51) })).not.toBe(id)
    expect(workspaceIdOf({ ...genesisDraft, device: bob })).not.toBe(id)
  })
})

describe('founding', () => {
  it('makes an owner, a device without code, a recovery key and epoch 1', () => {
    const { access: state } = founded().state
    expect(state.workspaceId).toBe(workspaceIdOf(genesisDraft))
    expect(state.members[aliceId]).toMatchObject({ role: 'owner' })
    expect(deviceCode(state.devices[alice.deviceId]!.position)).toBe('')
    expect(
      wrapRecipients(state)
        .map((to) => to.deviceId)
        .sort(),
    ).toEqual([alice.deviceId, kit.deviceId].sort())
    expect(state.epochs).toHaveLength(1)
  })

  it('happens once, under the own device, with keys that fit their ids and wraps for exactly both', () => {
    const world = founded()
    expect(refusal(access(world, alice.deviceId, genesisDraft))).toBe('secondGenesis')
    expect(refusal(access(emptyWorld, bob.deviceId, genesisDraft))).toBe('unknownDevice')
    expect(
      refusal(access(emptyWorld, alice.deviceId, { ...genesisDraft, device: { ...alice, dhKey: bob.dhKey } })),
    ).toBe('badDeviceId')
    expect(
      refusal(access(emptyWorld, alice.deviceId, { ...genesisDraft, recovery: { ...kit, dhKey: bob.dhKey } })),
    ).toBe('badDeviceId')
    const wraps = { ...genesisDraft.epoch.wraps, [bob.deviceId]: wrapText(1) }
    expect(
      refusal(access(emptyWorld, alice.deviceId, { ...genesisDraft, epoch: { ...genesisDraft.epoch, wraps } })),
    ).toBe('badWraps')
    expect(
      refusal(
        access(emptyWorld, alice.deviceId, {
          ...genesisDraft,
          epoch: { ...genesisDraft.epoch, wraps: { [alice.deviceId]: wrapText(1) } },
        }),
      ),
    ).toBe('badWraps')
  })

  it('comes first', () => {
    expect(refusal(access(emptyWorld, frank.deviceId, { ...invite('frank', 'editor') }))).toBe('unknownDevice')
  })
})

describe('compare-and-swap on the access head', () => {
  it('lets one of two access entries made at once count', () => {
    const world = founded()
    const prev = world.state.access.head.accessHash
    const first = must(world, alice.deviceId, { ...invite('bob', 'lead'), prev } as never)
    const second = access(first, alice.deviceId, { ...invite('carol', 'editor'), prev } as never)
    expect(refusal(second)).toBe('accessConflict')
    expect(second.world.state.access).toBe(first.state.access)
  })

  it('is not moved by an access entry that does not count', () => {
    const world = founded()
    const refused = access(world, alice.deviceId, { type: 'bind', memberId: hexId('nobody'), personId: 'prs_1' })
    expect(refusal(refused)).toBe('unknownMember')
    expect(refused.world.state.access.head).toEqual(world.state.access.head)
  })
})

describe('invitations', () => {
  it('bring a member in by invite, join and admit, with a code of its own (ID2)', () => {
    const { access: state } = staffed().state
    expect(activeDevices(state).map((device) => deviceCode(device.position))).toEqual(['', 'B', 'C', 'D', 'E'])
    expect(state.members[hexId('bob')]).toMatchObject({ role: 'lead' })
    expect(Object.keys(state.epochs.at(-1)!.wraps)).toContain(bob.deviceId)
  })

  it('follow the grant rules for every role by every role', () => {
    const world = staffed()
    for (const by of roles)
      for (const role of roles) {
        const expected =
          by !== 'owner' && by !== 'lead' ? 'roleMayNotWrite' : roleMayGrant(by, role) ? 'counts' : 'roleMayNotGrant'
        expect(refusal(access(world, deviceByRole[by], invite('frank', role))), `${by} invites ${role}`).toBe(expected)
      }
  })

  it("expire by the relay's time", () => {
    const world = must(founded(), alice.deviceId, invite('frank', 'editor'))
    expect(refusal(access(later(world, 8), frank.deviceId, join('frank', frank)))).toBe('expired')
    expect(refusal(access(founded(), alice.deviceId, invite('frank', 'editor', { expiresAt: start })))).toBe('expired')
    const joined = must(later(world, 6), frank.deviceId, join('frank', frank))
    expect(refusal(access(later(joined, 30), alice.deviceId, admit(joined, 'frank')))).toBe('counts')
  })

  it('are used once', () => {
    const invited = must(founded(), alice.deviceId, invite('frank', 'editor'))
    expect(refusal(access(invited, alice.deviceId, invite('frank', 'editor')))).toBe('knownInvite')
    const joined = must(invited, frank.deviceId, join('frank', frank))
    expect(refusal(access(joined, fakeDevice(7).deviceId, join('frank', fakeDevice(7))))).toBe('inviteUsed')
    const admitted = must(joined, alice.deviceId, admit(joined, 'frank'))
    expect(refusal(access(admitted, alice.deviceId, admit(joined, 'frank')))).toBe('inviteUsed')
    expect(refusal(access(admitted, alice.deviceId, { type: 'revokeInvite', inviteId: hexId('invite frank') }))).toBe(
      'inviteUsed',
    )
  })

  it('are over when withdrawn', () => {
    const invited = must(founded(), alice.deviceId, invite('frank', 'editor'))
    const revoke = { type: 'revokeInvite', inviteId: hexId('invite frank') } as const
    const revoked = must(invited, alice.deviceId, revoke)
    expect(refusal(access(revoked, alice.deviceId, revoke))).toBe('inviteRevoked')
    expect(refusal(access(revoked, frank.deviceId, join('frank', frank)))).toBe('inviteRevoked')
    const joined = must(invited, frank.deviceId, join('frank', frank))
    const late = must(joined, alice.deviceId, revoke)
    expect(refusal(access(late, alice.deviceId, admit(joined, 'frank')))).toBe('inviteRevoked')
    expect(refusal(access(invited, alice.deviceId, { type: 'revokeInvite', inviteId: hexId('other') }))).toBe(
      'unknownInvite',
    )
    const byOwner = must(staffed(), alice.deviceId, invite('frank', 'owner'))
    expect(refusal(access(byOwner, bob.deviceId, revoke))).toBe('roleMayNotGrant')
  })

  it('are void once their issuer may no longer grant the role, before the join and after', () => {
    const invited = must(staffed(), bob.deviceId, invite('frank', 'editor'))
    const demote = { type: 'setRole', memberId: hexId('bob'), role: 'editor' } as const
    expect(refusal(access(must(invited, alice.deviceId, demote), frank.deviceId, join('frank', frank)))).toBe(
      'inviteVoid',
    )
    const joined = must(invited, frank.deviceId, join('frank', frank))
    const demoted = must(joined, alice.deviceId, demote)
    expect(refusal(access(demoted, alice.deviceId, admit(joined, 'frank')))).toBe('inviteVoid')
    const removed = must(joined, alice.deviceId, {
      type: 'remove',
      memberIds: [hexId('bob')],
      deviceIds: [],
      nextEpoch: nextEpoch(joined, { members: [hexId('bob')] }),
    })
    expect(refusal(access(removed, alice.deviceId, admit(removed, 'frank')))).toBe('inviteVoid')
  })

  it('add a device to a member who is here, in the present role only, by that member', () => {
    const second = fakeDevice(8)
    const further = (role: 'editor' | 'viewer') => invite('laptop', role, { memberId: hexId('carol') })
    expect(refusal(access(staffed(), carol.deviceId, further('viewer')))).toBe('wrongMember')
    const invited = must(staffed(), carol.deviceId, further('editor'))
    const joined = must(invited, second.deviceId, join('laptop', second))
    const admitted = must(joined, carol.deviceId, admit(joined, 'laptop'))
    expect(admitted.state.access.devices[second.deviceId]).toMatchObject({ memberId: hexId('carol'), position: 5 })
    const changed = must(joined, alice.deviceId, { type: 'setRole', memberId: hexId('carol'), role: 'viewer' })
    expect(refusal(access(changed, carol.deviceId, admit(changed, 'laptop')))).toBe('inviteVoid')
  })

  it("of an own device are every member's right, whatever the role: made, withdrawn, let in and removed again", () => {
    for (const [at, role] of roles.entries()) {
      const [memberId, device, second] = [
        role === 'owner' ? aliceId : hexId(['', 'bob', 'carol', 'dave', 'erin'][at]!),
        deviceByRole[role],
        fakeDevice(20 + at),
      ]
      const invited = must(staffed(), device, invite('laptop', role, { memberId }))
      expect(refusal(access(invited, device, { type: 'revokeInvite', inviteId: hexId('invite laptop') })), role).toBe(
        'counts',
      )
      const joined = must(invited, second.deviceId, join('laptop', second))
      const admitted = must(joined, device, admit(joined, 'laptop'))
      const removed = must(admitted, device, {
        type: 'remove',
        memberIds: [],
        deviceIds: [second.deviceId],
        nextEpoch: nextEpoch(admitted, { devices: [second.deviceId] }),
      })
      expect(
        activeDevices(removed.state.access).map(({ deviceId }) => deviceId),
        role,
      ).not.toContain(second.deviceId)
    }
  })

  it('come with the six words for owners, leads and auditors; at once only for editors and viewers', () => {
    for (const role of roles) {
      expect(refusal(access(founded(), alice.deviceId, invite('frank', role, { admit: 'atOnce' }))), role).toBe(
        role === 'editor' || role === 'viewer' ? 'counts' : 'wordsNeeded',
      )
      expect(refusal(access(founded(), alice.deviceId, invite('frank', role, { admit: 'words' }))), role).toBe('counts')
    }
  })

  it('admit exactly what joined, under the current epoch', () => {
    const joined = must(
      must(founded(), alice.deviceId, invite('frank', 'editor')),
      frank.deviceId,
      join('frank', frank),
    )
    expect(refusal(access(joined, alice.deviceId, admit(joined, 'frank', { joinHash: 'a'.repeat(64) })))).toBe(
      'wrongJoin',
    )
    expect(refusal(access(joined, alice.deviceId, admit(joined, 'frank', { deviceId: bob.deviceId })))).toBe(
      'wrongJoin',
    )
    const renewed = must(joined, alice.deviceId, { type: 'newEpoch', nextEpoch: nextEpoch(joined) })
    expect(refusal(access(renewed, alice.deviceId, admit(joined, 'frank')))).toBe('wrongEpoch')
    expect(refusal(access(renewed, alice.deviceId, admit(renewed, 'frank')))).toBe('counts')
  })

  it('let one device in once, and only under the id of its keys', () => {
    let world = must(
      must(founded(), alice.deviceId, invite('frank', 'editor')),
      alice.deviceId,
      invite('again', 'viewer'),
    )
    world = must(must(world, frank.deviceId, join('frank', frank)), frank.deviceId, join('again', frank))
    const admitted = must(world, alice.deviceId, admit(world, 'frank'))
    expect(refusal(access(admitted, alice.deviceId, admit(admitted, 'again')))).toBe('knownDevice')
    const invited = must(founded(), alice.deviceId, invite('frank', 'editor'))
    expect(refusal(access(invited, frank.deviceId, join('frank', { ...frank, dhKey: bob.dhKey })))).toBe('badDeviceId')
    expect(refusal(access(invited, frank.deviceId, join('nobody', frank)))).toBe('unknownInvite')
    expect(
      refusal(access(invited, alice.deviceId, { ...join('frank', alice), inviteSignature: signature64 } as never)),
    ).toBe('knownDevice')
  })
})

describe('removal and epochs', () => {
  const removeCarol = (world: World, over = {}) =>
    ({
      type: 'remove',
      memberIds: [hexId('carol')],
      deviceIds: [],
      nextEpoch: nextEpoch(world, { members: [hexId('carol')] }, over),
    }) as const

  it('are one entry: who is removed can write nothing after it', () => {
    const world = staffed()
    const removed = must(world, bob.deviceId, removeCarol(world))
    expect(removed.state.access.epochs).toHaveLength(2)
    expect(Object.keys(removed.state.access.epochs[1]!.wraps)).not.toContain(carol.deviceId)
    expect(refusal(write(removed, carol.deviceId, 'register'))).toBe('removed')
    expect(refusal(write(removed, carol.deviceId, 'register', { header: { epoch: 1 } }))).toBe('removed')
    expect(refusal(write(removed, dave.deviceId, 'evidence', { header: { epoch: 1 } }))).toBe('wrongEpoch')
    expect(refusal(write(removed, dave.deviceId, 'evidence'))).toBe('counts')
  })

  it('wrap exactly for the active devices and the recovery key', () => {
    const world = staffed()
    const all = nextEpoch(world)
    expect(refusal(access(world, bob.deviceId, { ...removeCarol(world), nextEpoch: all }))).toBe('badWraps')
    const { [kit.deviceId]: _kit, ...withoutKit } = removeCarol(world).nextEpoch.wraps
    expect(refusal(access(world, bob.deviceId, removeCarol(world, { wraps: withoutKit })))).toBe('badWraps')
    const { [dave.deviceId]: _dave, ...withoutDave } = all.wraps
    const tooFew = access(world, alice.deviceId, {
      type: 'newEpoch',
      nextEpoch: nextEpoch(world, {}, { wraps: withoutDave }),
    })
    expect(tooFew.verdict).toMatchObject({
      counts: false,
      type: 'badWraps',
      detail: { missing: [dave.deviceId], extra: [] },
    })
  })

  it('follow one another', () => {
    const world = staffed()
    expect(refusal(access(world, bob.deviceId, removeCarol(world, { epoch: 3 })))).toBe('wrongEpoch')
    expect(refusal(access(world, bob.deviceId, removeCarol(world, { prevEpoch: 2 })))).toBe('wrongEpoch')
  })

  it('are left out only where nobody but their maker wrote under them, and are marked so', () => {
    const second = must(staffed(), bob.deviceId, removeCarol(staffed()))
    const own = write(second, bob.deviceId, 'register').world
    const skipping = (world: World) =>
      ({ type: 'newEpoch', nextEpoch: nextEpoch(world, {}, { prevEpoch: 1 }) }) as const
    const left = must(own, alice.deviceId, skipping(own))
    expect(left.state.access.epochs.map(({ leftOutAt }) => leftOutAt)).toEqual([undefined, left.log.length, undefined])
    const used = write(own, dave.deviceId, 'evidence').world
    const refused = access(used, alice.deviceId, skipping(used))
    expect(refused.verdict).toMatchObject({
      type: 'epochInUse',
      message: expect.stringContaining('is in use: others than its maker wrote with it') as unknown,
    })
    expect(refused.world.state.access).toBe(used.state.access)
    // Under the epoch before, everybody may have written.
    expect(write(staffed(), dave.deviceId, 'evidence').world.state.chains[dave.deviceId]!.sealed).toEqual([1])
  })

  it('can be superseded by an owner, who may leave a broken epoch out of the chain; nobody else may', () => {
    const second = must(staffed(), alice.deviceId, { type: 'newEpoch', nextEpoch: nextEpoch(staffed()) })
    const skipping = nextEpoch(second, {}, { prevEpoch: 1 })
    expect(refusal(access(second, alice.deviceId, { type: 'newEpoch', nextEpoch: skipping }))).toBe('counts')
    expect(refusal(access(second, bob.deviceId, { type: 'newEpoch', nextEpoch: nextEpoch(second) }))).toBe(
      'roleMayNotWrite',
    )
    expect(refusal(access(second, bob.deviceId, removeCarol(second, { prevEpoch: 1 })))).toBe('wrongEpoch')
  })

  it('mark what a removed device signed as doubtful: an owner does, of devices that leave or left', () => {
    const world = staffed()
    const since = { [carol.deviceId]: start }
    expect(refusal(access(world, bob.deviceId, { ...removeCarol(world), compromised: since }))).toBe('roleMayNotWrite')
    expect(
      refusal(access(world, alice.deviceId, { ...removeCarol(world), compromised: { [dave.deviceId]: start } })),
    ).toBe('unknownDevice')
    expect(refusal(access(world, alice.deviceId, { type: 'compromised', devices: since }))).toBe('unknownDevice')
    const removed = must(world, alice.deviceId, { ...removeCarol(world), compromised: since })
    expect(removed.state.access.devices[carol.deviceId]).toMatchObject({ compromisedSince: start })
    expect(removed.state.access.devices[dave.deviceId]!.compromisedSince).toBeUndefined()
    expect(
      refusal(access(removed, bob.deviceId, { type: 'compromised', devices: { [carol.deviceId]: start - day } })),
    ).toBe('roleMayNotWrite')
    expect(refusal(access(removed, alice.deviceId, { type: 'compromised', devices: {} }))).toBe('malformed')
    const earlier = must(removed, alice.deviceId, { type: 'compromised', devices: { [carol.deviceId]: start - day } })
    expect(earlier.state.access.devices[carol.deviceId]!.compromisedSince).toBe(start - day)
  })

  it('tell which devices a device let in, directly and through others', () => {
    const world = withMember(
      withMember(staffed(), 'grace', 'editor', fakeDevice(9), bob.deviceId),
      'heidi',
      'lead',
      fakeDevice(10),
    )
    const ivan = withMember(world, 'ivan', 'viewer', fakeDevice(11), fakeDevice(10).deviceId)
    const state = ivan.state.access
    expect(state.devices[carol.deviceId]!.admittedBy).toBe(alice.deviceId)
    expect(letInBy(state, [bob.deviceId])).toEqual([fakeDevice(9).deviceId])
    expect(letInBy(state, [fakeDevice(10).deviceId])).toEqual([fakeDevice(11).deviceId])
    expect([...letInBy(state, [alice.deviceId])].sort()).toEqual(
      Object.keys(state.devices)
        .filter((id) => id !== alice.deviceId)
        .sort(),
    )
    const gone = must(ivan, alice.deviceId, {
      type: 'remove',
      memberIds: [],
      deviceIds: [fakeDevice(9).deviceId],
      nextEpoch: nextEpoch(ivan, { devices: [fakeDevice(9).deviceId] }),
    })
    expect(letInBy(gone.state.access, [bob.deviceId])).toEqual([])
  })

  it('keep leads from removing owners and leads, and everybody from removing nobody', () => {
    const world = withMember(staffed(), 'grace', 'lead', fakeDevice(9))
    const remove = (members: readonly string[], devices: readonly string[] = []) =>
      ({
        type: 'remove',
        memberIds: members,
        deviceIds: devices,
        nextEpoch: nextEpoch(world, { members, devices }),
      }) as const
    expect(refusal(access(world, bob.deviceId, remove([aliceId])))).toBe('roleMayNotGrant')
    expect(refusal(access(world, bob.deviceId, remove([hexId('grace')])))).toBe('roleMayNotGrant')
    expect(refusal(access(world, bob.deviceId, remove([], [alice.deviceId])))).toBe('roleMayNotGrant')
    expect(refusal(access(world, bob.deviceId, remove([], [bob.deviceId])))).toBe('counts')
    expect(refusal(access(world, bob.deviceId, remove([hexId('carol')], [erin.deviceId])))).toBe('counts')
    expect(refusal(access(world, bob.deviceId, remove([])))).toBe('malformed')
    expect(refusal(access(world, bob.deviceId, remove([hexId('carol'), hexId('carol')])))).toBe('unknownMember')
    expect(refusal(access(world, bob.deviceId, remove([], [hexId('x')])))).toBe('unknownDevice')
    expect(refusal(access(world, carol.deviceId, remove([hexId('erin')])))).toBe('roleMayNotWrite')
  })

  it('keep an owner with a device', () => {
    const world = staffed()
    const remove = (members: readonly string[], devices: readonly string[]) =>
      ({
        type: 'remove',
        memberIds: members,
        deviceIds: devices,
        nextEpoch: nextEpoch(world, { members, devices }),
      }) as const
    expect(refusal(access(world, alice.deviceId, remove([aliceId], [])))).toBe('lastOwner')
    expect(refusal(access(world, alice.deviceId, remove([], [alice.deviceId])))).toBe('lastOwner')
    expect(refusal(access(world, alice.deviceId, { type: 'setRole', memberId: aliceId, role: 'lead' }))).toBe(
      'lastOwner',
    )
  })

  it('never reuse a position (ID2)', () => {
    const world = staffed()
    const removed = must(world, bob.deviceId, removeCarol(world))
    expect(withMember(removed, 'frank', 'editor', frank).state.access.devices[frank.deviceId]!.position).toBe(5)
    expect(
      refusal(access(must(removed, alice.deviceId, invite('back', 'editor')), carol.deviceId, join('back', carol))),
    ).toBe('removed')
  })
})

describe('members', () => {
  it("are bound to persons by those who manage them, with the binder's role kept (ST12)", () => {
    const world = staffed()
    const bind = (name: string) => ({ type: 'bind', memberId: hexId(name), personId: 'prs_Zk3' }) as const
    expect(refusal(access(world, bob.deviceId, bind('bob')))).toBe('roleMayNotGrant')
    expect(refusal(access(world, bob.deviceId, bind('alice')))).toBe('roleMayNotGrant')
    expect(refusal(access(world, carol.deviceId, bind('carol')))).toBe('roleMayNotWrite')
    expect(refusal(access(world, alice.deviceId, bind('nobody')))).toBe('unknownMember')
    const bound = must(world, bob.deviceId, bind('carol'))
    const member = bound.state.access.members[hexId('carol')]!
    const seq = bound.log.length
    expect(personAt(member, seq)).toBeUndefined()
    expect(personAt(member, seq + 1)).toMatchObject({ personId: 'prs_Zk3', byRole: 'lead' })
  })

  it('have the role in force at a position, for statements made there (ST6)', () => {
    const world = staffed()
    const changed = must(world, alice.deviceId, { type: 'setRole', memberId: hexId('carol'), role: 'lead' })
    const removed = must(changed, alice.deviceId, {
      type: 'remove',
      memberIds: [hexId('carol')],
      deviceIds: [],
      nextEpoch: nextEpoch(changed, { members: [hexId('carol')] }),
    })
    const member = removed.state.access.members[hexId('carol')]!
    const at = changed.log.length
    expect([roleAt(member, 1), roleAt(member, at), roleAt(member, at + 1), roleAt(member, at + 2)]).toEqual([
      undefined,
      'editor',
      'lead',
      undefined,
    ])
  })

  it('change roles by owners only, and only where there is a change', () => {
    const world = staffed()
    expect(refusal(access(world, bob.deviceId, { type: 'setRole', memberId: hexId('carol'), role: 'viewer' }))).toBe(
      'roleMayNotWrite',
    )
    expect(refusal(access(world, alice.deviceId, { type: 'setRole', memberId: hexId('carol'), role: 'editor' }))).toBe(
      'sameRole',
    )
    expect(refusal(access(world, alice.deviceId, { type: 'setRole', memberId: hexId('nobody'), role: 'editor' }))).toBe(
      'unknownMember',
    )
  })
})

describe('recovery', () => {
  const recover = (world: World, over = {}) => {
    const epoch = nextEpoch(world, { members: [aliceId] })
    return {
      type: 'recover',
      memberId: hexId('alice again'),
      replaces: aliceId,
      device: frank,
      deviceIds: [],
      nextEpoch: { ...epoch, wraps: { ...epoch.wraps, [frank.deviceId]: wrapText(5) } },
      ...over,
    } as const
  }

  it('brings an owner back as a new member of the same person, and ends the lost membership with its devices, in one entry', () => {
    const bound = must(staffed(), alice.deviceId, { type: 'bind', memberId: aliceId, personId: 'prs_alice' })
    const back = must(bound, kit.deviceId, recover(bound))
    const seq = back.log.length
    const { members, devices } = back.state.access
    expect(devices[frank.deviceId]).toMatchObject({
      memberId: hexId('alice again'),
      position: 5,
      admittedBy: kit.deviceId,
    })
    expect(members[hexId('alice again')]).toMatchObject({
      role: 'owner',
      returnedFrom: aliceId,
      persons: [{ seq, personId: 'prs_alice', byRole: 'owner' }],
    })
    expect(members[aliceId]!.removedAt).toBe(seq)
    expect(personAt(members[hexId('alice again')]!, seq)).toBeUndefined()
    expect(refusal(write(back, alice.deviceId, 'register'))).toBe('removed')
    expect(refusal(write(back, frank.deviceId, 'settings'))).toBe('counts')
  })

  it("may come back as a new owner whom nobody replaces, not as a member that is here, and in nobody else's place", () => {
    const world = staffed()
    const epoch = nextEpoch(world)
    const all = { ...epoch, wraps: { ...epoch.wraps, [frank.deviceId]: wrapText(5) } }
    const heir = must(world, kit.deviceId, recover(world, { replaces: undefined, nextEpoch: all }))
    expect(heir.state.access.members[hexId('alice again')]).toMatchObject({ role: 'owner', persons: [] })
    expect(heir.state.access.members[aliceId]!.removedAt).toBeUndefined()
    expect(refusal(access(world, kit.deviceId, recover(world, { memberId: aliceId })))).toBe('knownMember')
    expect(refusal(access(world, kit.deviceId, recover(world, { replaces: hexId('carol') })))).toBe('notAnOwner')
    const back = must(world, kit.deviceId, recover(world))
    const again = nextEpoch(back)
    expect(
      refusal(
        access(back, kit.deviceId, {
          ...recover(back),
          memberId: hexId('third'),
          device: fakeDevice(8),
          nextEpoch: { ...again, wraps: { ...again.wraps, [fakeDevice(8).deviceId]: wrapText(5) } },
        }),
      ),
    ).toBe('notAnOwner')
  })

  it('needs the newest kit, new keys and active devices', () => {
    const world = staffed()
    expect(refusal(access(world, alice.deviceId, recover(world)))).toBe('roleMayNotWrite')
    expect(refusal(access(world, kit.deviceId, recover(world, { device: carol })))).toBe('knownDevice')
    expect(refusal(access(world, kit.deviceId, recover(world, { deviceIds: [hexId('x')] })))).toBe('unknownDevice')
    expect(refusal(access(world, kit.deviceId, recover(world, { device: { ...frank, dhKey: bob.dhKey } })))).toBe(
      'badDeviceId',
    )
    const recovery = fakeRecovery(52)
    const epoch = nextEpoch(world)
    const { [kit.deviceId]: _old, ...rest } = epoch.wraps
    const rotate = {
      type: 'rotateRecovery',
      recovery,
      nextEpoch: { ...epoch, wraps: { ...rest, [recovery.deviceId]: wrapText(6) } },
    } as const
    expect(refusal(access(world, bob.deviceId, rotate))).toBe('roleMayNotWrite')
    expect(refusal(access(world, alice.deviceId, { ...rotate, nextEpoch: epoch }))).toBe('badWraps')
    const rotated = must(world, alice.deviceId, rotate)
    expect(refusal(access(rotated, kit.deviceId, recover(rotated)))).toBe('unknownDevice')
    expect(refusal(access(rotated, alice.deviceId, { ...rotate, nextEpoch: nextEpoch(rotated) }))).toBe('knownDevice')
  })

  it('gives the recovery key no other right', () => {
    const world = staffed()
    expect(refusal(access(world, kit.deviceId, invite('frank', 'editor')))).toBe('roleMayNotWrite')
    expect(refusal(write(world, kit.deviceId, 'register'))).toBe('unknownDevice')
  })
})

it("device codes count as letters after the founder's empty one (ID2)", () => {
  expect([0, 1, 2, 25, 26, 27, 51, 52, 701, 702].map(deviceCode)).toEqual([
    '',
    'B',
    'C',
    'Z',
    'AA',
    'AB',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
  ])
})

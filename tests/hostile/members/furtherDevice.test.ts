/**
 * A member who brings in devices can sign as that member: so nobody but the member itself does, and who a member is, is
 * never one person's word.
 */

import { describe, expect, it } from 'vitest'
import { judgeAuthority } from '~/lib/isms/statement/authority'
import { unconfirmedAt } from '~/lib/protocol/access/accessState'
import { dependenceIn } from '../support/dependence'
import {
  access,
  admit,
  alice,
  aliceId,
  bob,
  carol,
  dave,
  erin,
  fakeDevice,
  hexId,
  invite,
  join,
  must,
  nextEpoch,
  later,
  staffed,
  withMember,
  type World,
} from '../../protocol/world'

const verdictOf = (done: ReturnType<typeof access>): string =>
  done.verdict.counts ? 'counts' : `${done.verdict.type}: ${done.verdict.message}`
/** Refused, and nothing changed but the chain of the device that tried. */
function refuses(world: World, deviceId: string, draft: Parameters<typeof access>[2], words: RegExp): void {
  const done = access(world, deviceId, draft)
  expect(verdictOf(done)).toMatch(words)
  expect(done.world.state.access).toBe(world.state.access)
}
const notOwn = /^notOwnDevice: Only a device of the same member can invite another one and let it in\./
const puppet = fakeDevice(40)
const remove = (world: World, name: string) =>
  ({
    type: 'remove',
    memberIds: [hexId(name)],
    deviceIds: [],
    nextEpoch: nextEpoch(world, { members: [hexId(name)] }),
  }) as const

describe('a further device of somebody else', () => {
  it('a lead does not become the auditor by inviting a further device of theirs', () => {
    refuses(staffed(), bob.deviceId, invite('laptop', 'auditor', { memberId: hexId('dave') }), notOwn)
  })

  it('not even an owner adds a device to another member', () => {
    for (const [name, role] of [
      ['bob', 'lead'],
      ['carol', 'editor'],
      ['dave', 'auditor'],
      ['erin', 'viewer'],
    ] as const) {
      refuses(staffed(), alice.deviceId, invite('laptop', role, { memberId: hexId(name) }), notOwn)
    }
  })

  it("what the auditor invited is let in by no device but the auditor's", () => {
    const invited = must(staffed(), dave.deviceId, invite('laptop', 'auditor', { memberId: hexId('dave') }))
    const joined = must(invited, puppet.deviceId, join('laptop', puppet))
    refuses(joined, bob.deviceId, admit(joined, 'laptop'), notOwn)
    refuses(joined, alice.deviceId, admit(joined, 'laptop'), notOwn)
    expect(verdictOf(access(joined, dave.deviceId, admit(joined, 'laptop')))).toBe('counts')
  })

  it('two invitations for one new member bring in one: the second is void once somebody came by the first', () => {
    // Made before the member is there, when each of them is still an invitation of somebody new.
    const once = must(staffed(), bob.deviceId, invite('first', 'auditor', { memberId: hexId('new auditor') }))
    const twice = must(once, bob.deviceId, invite('second', 'auditor', { memberId: hexId('new auditor') }))
    const genuine = fakeDevice(41)
    const came = must(must(twice, genuine.deviceId, join('first', genuine)), puppet.deviceId, join('second', puppet))
    const admitted = must(came, bob.deviceId, admit(came, 'first'))
    refuses(admitted, bob.deviceId, admit(admitted, 'second'), /^inviteVoid: The invitation no longer holds/)
    const late = must(must(twice, genuine.deviceId, join('first', genuine)), bob.deviceId, {
      ...admit(must(twice, genuine.deviceId, join('first', genuine)), 'first'),
    })
    refuses(late, puppet.deviceId, join('second', puppet), /^inviteVoid: The invitation no longer holds/)
  })

  it('a member who was removed gets no device any more, by nobody', () => {
    const removed = must(staffed(), alice.deviceId, remove(staffed(), 'dave'))
    refuses(removed, alice.deviceId, invite('back', 'auditor', { memberId: hexId('dave') }), notOwn)
  })

  it("editors, auditors and viewers bring in nobody else, and remove nobody else's device", () => {
    const managers = /^roleMayNotWrite: Only owners and leads add, change or remove other members\./
    for (const device of [carol, dave, erin]) {
      refuses(staffed(), device.deviceId, invite('frank', 'viewer'), managers)
      refuses(
        staffed(),
        device.deviceId,
        {
          type: 'remove',
          memberIds: [],
          deviceIds: [bob.deviceId],
          nextEpoch: nextEpoch(staffed(), { devices: [bob.deviceId] }),
        },
        managers,
      )
      refuses(staffed(), device.deviceId, { type: 'newEpoch', nextEpoch: nextEpoch(staffed()) }, managers)
      refuses(staffed(), device.deviceId, { type: 'bind', memberId: hexId('erin'), personId: 'pe_x' }, managers)
    }
  })
})

describe('the person of somebody else', () => {
  const bound = (): World => {
    const world = must(staffed(), alice.deviceId, { type: 'bind', memberId: hexId('dave'), personId: 'pe_dave' })
    // Long after, so that everybody's role is one of their own.
    return later(must(world, alice.deviceId, { type: 'bind', memberId: hexId('bob'), personId: 'pe_bob' }), 31)
  }

  it('a person who is an active member is nobody else: neither an owner nor a puppet takes it on', () => {
    const taken = /^personTaken: Another member is this person already\./
    refuses(bound(), alice.deviceId, { type: 'bind', memberId: aliceId, personId: 'pe_dave' }, taken)
    const world = withMember(bound(), 'puppet', 'auditor', puppet, bob.deviceId)
    refuses(world, bob.deviceId, { type: 'bind', memberId: hexId('puppet'), personId: 'pe_dave' }, taken)
    refuses(
      world,
      bob.deviceId,
      { type: 'bind', memberId: hexId('dave'), personId: 'pe_dave' },
      /^samePerson: The member is this person already\./,
    )
  })

  /** Bob removes the auditor and brings in a device of his own in their place, as the same person. */
  const replaced = (): World => {
    const gone = must(bound(), bob.deviceId, remove(bound(), 'dave'))
    const came = withMember(gone, 'puppet', 'auditor', puppet, bob.deviceId)
    return must(came, bob.deviceId, { type: 'bind', memberId: hexId('puppet'), personId: 'pe_dave' })
  }
  const standing = (world: World, name: string) =>
    unconfirmedAt(world.state.access.members[hexId(name)]!, world.log.length + 1)

  it('who is bound again hangs on the word of who bound them, from that position on', () => {
    expect(standing(replaced(), 'puppet')).toMatchObject({
      personId: 'pe_dave',
      byMemberId: hexId('bob'),
      byRole: 'lead',
      again: true,
    })
    expect(standing(bound(), 'dave')).toBeUndefined()
    // A member who becomes another person is such a one, too.
    const renamed = must(bound(), alice.deviceId, { type: 'bind', memberId: hexId('bob'), personId: 'pe_other' })
    expect(standing(renamed, 'bob')).toMatchObject({ personId: 'pe_other', byMemberId: aliceId })
  })

  it('neither who bound them, nor they themselves, nor somebody whose own binding waits, confirms it', () => {
    const confirm = { type: 'confirmBind', memberId: hexId('puppet'), personId: 'pe_dave' } as const
    const ownWord =
      /^ownWord: Somebody else has to confirm this: an owner or lead who is not this member and did not choose the person\./
    refuses(replaced(), bob.deviceId, confirm, ownWord)
    refuses(replaced(), puppet.deviceId, confirm, /^roleMayNotWrite: /)
    refuses(replaced(), erin.deviceId, confirm, /^roleMayNotWrite: /)
    // Alice puts a lead of her own in the place of Bob, who is to confirm an auditor of hers.
    let world = must(bound(), alice.deviceId, remove(bound(), 'bob'))
    world = must(withMember(world, 'second bob', 'lead', fakeDevice(42)), alice.deviceId, {
      type: 'bind',
      memberId: hexId('second bob'),
      personId: 'pe_bob',
    })
    world = must(world, alice.deviceId, remove(world, 'dave'))
    world = must(withMember(world, 'puppet', 'auditor', puppet), alice.deviceId, {
      type: 'bind',
      memberId: hexId('puppet'),
      personId: 'pe_dave',
    })
    refuses(world, fakeDevice(42).deviceId, confirm, ownWord)
  })

  it('another owner or lead confirms it, and only that person', () => {
    const world = replaced()
    refuses(
      world,
      alice.deviceId,
      { type: 'confirmBind', memberId: hexId('puppet'), personId: 'pe_other' },
      /^notBoundAgain: This member needs no confirmation\./,
    )
    refuses(
      world,
      alice.deviceId,
      { type: 'confirmBind', memberId: hexId('carol'), personId: 'pe_carol' },
      /^notBoundAgain: /,
    )
    const confirmed = must(world, alice.deviceId, {
      type: 'confirmBind',
      memberId: hexId('puppet'),
      personId: 'pe_dave',
    })
    expect(standing(confirmed, 'puppet')).toBeUndefined()
    // What was signed before the word stays as it was then.
    expect(unconfirmedAt(confirmed.state.access.members[hexId('puppet')]!, world.log.length + 1)).toMatchObject({
      byMemberId: hexId('bob'),
    })
    refuses(
      confirmed,
      alice.deviceId,
      { type: 'confirmBind', memberId: hexId('puppet'), personId: 'pe_dave' },
      /^notBoundAgain: /,
    )
  })

  it("a word about records that were merged is any other owner's or lead's, once for the same persons, and never that of who bound them", () => {
    const world = bound()
    const same = {
      type: 'confirmBind',
      memberId: hexId('dave'),
      personId: 'pe_dave',
      alsoPersonIds: ['pe_twin'],
    } as const
    const binder = world.state.access.members[hexId('dave')]!.persons.at(-1)!.byMemberId
    const [by, other] = binder === aliceId ? [alice.deviceId, bob.deviceId] : [bob.deviceId, alice.deviceId]
    refuses(world, by, same, /^ownWord: /)
    refuses(world, carol.deviceId, same, /^roleMayNotWrite: /)
    refuses(world, other, { ...same, alsoPersonIds: ['pe_dave'] }, /^malformed: /)
    refuses(world, other, { ...same, alsoPersonIds: ['pe_twin', 'pe_twin'] }, /^malformed: /)
    refuses(world, other, { ...same, personId: 'pe_other' }, /^notBoundAgain: /)
    // Without further persons there is nothing to confirm: the member was bound once.
    refuses(world, other, { type: 'confirmBind', memberId: hexId('dave'), personId: 'pe_dave' }, /^notBoundAgain: /)
    const confirmed = must(world, other, same)
    expect(confirmed.state.access.members[hexId('dave')]!.persons.at(-1)).toMatchObject({
      same: [{ byMemberId: binder === aliceId ? hexId('bob') : aliceId, personIds: ['pe_twin'] }],
    })
    refuses(confirmed, other, same, /^notBoundAgain: /)
  })

  it('does not count as independent of who bound them: neither grants what the binder asked for, nor declares to be independent', () => {
    const world = must(replaced(), alice.deviceId, { type: 'bind', memberId: hexId('carol'), personId: 'pe_carol' })
    const at = world.log.length + 1
    const signerOf = (name: string, role: 'auditor' | 'editor') => {
      const member = world.state.access.members[hexId(name)]!
      return {
        role,
        memberId: member.memberId,
        personId: member.persons.at(-1)?.personId,
        isTopManagement: false,
        isAuditor: true,
        ...dependenceIn(world, member.memberId, at),
      }
    }
    const puppetSigner = signerOf('puppet', 'auditor')
    expect(puppetSigner.dependsOn).toEqual([{ memberId: hexId('bob'), personId: 'pe_bob' }])
    const declares = { kind: 'audit', profile: 'independence', fields: { auditors: ['pe_dave'] } } as const
    expect(judgeAuthority('declare', puppetSigner, declares)).toMatchObject({
      ok: false,
      error: {
        type: 'boundAgain',
        message: expect.stringMatching(/^Somebody re-admitted as this person can't declare independence/),
      },
    })
    expect(judgeAuthority('declare', { ...puppetSigner, dependsOn: undefined, isOnWord: false }, declares).ok).toBe(
      true,
    )
    // Evidence that the binder collected is reviewed by somebody else than the binder, and by nobody who hangs on them.
    const reviewed = (collector: string) =>
      ({
        kind: 'evidence',
        profile: 'review',
        fields: { capturedBy: collector },
        makers: [{ memberId: hexId('alice'), personIds: ['pe_alice'] }],
      }) as const
    const carols = signerOf('carol', 'editor')
    expect(carols.dependsOn).toEqual([])
    for (const maker of ['pe_bob', hexId('bob')]) {
      expect(judgeAuthority('review', puppetSigner, reviewed(maker)), maker).toMatchObject({
        ok: false,
        error: { type: 'noAuthority' },
      })
      expect(judgeAuthority('review', carols, reviewed(maker)).ok, maker).toBe(true)
    }
  })
})

import { describe, expect, it } from 'vitest'
import { memberOfPerson } from '~/lib/protocol/access/accessBindings'
import { unconfirmedAt, type Binding } from '~/lib/protocol/access/accessState'
import { refuses } from './refuses'
import {
  access,
  alice,
  aliceId,
  bob,
  carol,
  fakeDevice,
  hexId,
  kit,
  later,
  must,
  nextEpoch,
  staffed,
  withMember,
  type World,
} from './world'

const [grace, second, third, zoe] = [fakeDevice(40), fakeDevice(41), fakeDevice(42), fakeDevice(43)]
const bobId = hexId('bob')
const bind = (name: string, personId: string) => ({ type: 'bind', memberId: hexId(name), personId }) as const
const confirm = (name: string, personId: string, ...also: string[]) =>
  ({ type: 'confirmBind', memberId: hexId(name), personId, ...(also.length > 0 && { alsoPersonIds: also }) }) as const
const setRole = (name: string, role: 'owner' | 'lead' | 'editor') =>
  ({ type: 'setRole', memberId: hexId(name), role }) as const
const remove = (world: World, name: string) =>
  ({
    type: 'remove',
    memberIds: [hexId(name)],
    deviceIds: [],
    nextEpoch: nextEpoch(world, { members: [hexId(name)] }),
  }) as const
const bindingsOf = (world: World, name: string): readonly Binding[] => world.state.access.members[hexId(name)]!.persons
const bindingOf = (world: World, name: string): Binding => bindingsOf(world, name).at(-1)!
const waits = (world: World, name: string): boolean =>
  unconfirmedAt(world.state.access.members[hexId(name)]!, world.log.length + 1) !== undefined

/** Dave is a person by Alice's word. */
const bound = (world = staffed()): World => must(world, alice.deviceId, bind('dave', 'pe_dave'))
/** Dave goes, and somebody else comes in. */
const left = (world: World): World =>
  withMember(must(world, alice.deviceId, remove(world, 'dave')), 'second', 'auditor', second)
/** A year in, Dave's person is somebody else's by Alice's word; Bob was a lead all the while. */
const replaced = (world = later(bound(), 365)): World => must(left(world), alice.deviceId, bind('second', 'pe_dave'))

describe('a first binding', () => {
  it('says who bound whom and nothing else, by whomever', () => {
    const world = must(staffed(), bob.deviceId, bind('carol', 'pe_carol'))
    expect(bindingsOf(world, 'carol')).toStrictEqual([
      { seq: world.log.length, personId: 'pe_carol', byRole: 'lead', byMemberId: bobId },
    ])
    expect(memberOfPerson(world.state.access, 'pe_carol')?.memberId).toBe(hexId('carol'))
    expect(memberOfPerson(world.state.access, 'pe_nobody')).toBeUndefined()
  })

  it('is of an active member, who is not that person yet, and of a person whom no other active member is', () => {
    const world = bound()
    refuses(world, alice.deviceId, bind('nobody', 'pe_x'), 'unknownMember')
    refuses(must(world, alice.deviceId, remove(world, 'carol')), alice.deviceId, bind('carol', 'pe_x'), 'unknownMember')
    refuses(world, alice.deviceId, bind('dave', 'pe_dave'), 'samePerson')
    refuses(world, alice.deviceId, bind('carol', 'pe_dave'), 'personTaken')
    refuses(world, bob.deviceId, bind('alice', 'pe_alice'), 'roleMayNotGrant')
    // Whom somebody was before is free.
    const renamed = must(world, alice.deviceId, bind('dave', 'pe_other'))
    expect(memberOfPerson(renamed.state.access, 'pe_dave')).toBeUndefined()
    expect(access(renamed, alice.deviceId, bind('carol', 'pe_dave')).verdict.counts).toBe(true)
  })
})

describe('a further binding of a person or member', () => {
  it('names where the earlier one ended: with the membership, with the next binding, or here', () => {
    const gone = later(left(bound()), 60)
    const removedAt = gone.state.access.members[hexId('dave')]!.removedAt
    const again = must(gone, alice.deviceId, bind('second', 'pe_dave'))
    expect(bindingsOf(again, 'second')).toStrictEqual([
      {
        seq: again.log.length,
        personId: 'pe_dave',
        byRole: 'owner',
        byMemberId: aliceId,
        again: true,
        earlierEnd: removedAt,
      },
    ])

    const renamed = must(bound(), alice.deviceId, bind('dave', 'pe_other'))
    expect(bindingOf(renamed, 'dave')).toMatchObject({ again: true, earlierEnd: renamed.log.length })
    const free = must(must(renamed, alice.deviceId, remove(renamed, 'dave')), alice.deviceId, bind('carol', 'pe_dave'))
    expect(bindingOf(free, 'carol')).toMatchObject({ again: true, earlierEnd: renamed.log.length })
  })

  it('counts of several ends the last that nobody has to confirm, so a puppet in between makes it no later', () => {
    const first = bound().log.length + 1
    const between = must(left(bound()), alice.deviceId, bind('second', 'pe_dave'))
    const last = (world: World): World =>
      must(
        withMember(must(world, alice.deviceId, remove(world, 'second')), 'third', 'auditor', third),
        alice.deviceId,
        bind('third', 'pe_dave'),
      )
    expect(bindingOf(last(between), 'third').earlierEnd).toBe(first)
    const confirmed = must(later(between, 365), bob.deviceId, confirm('second', 'pe_dave'))
    const ended = last(confirmed)
    expect(bindingOf(ended, 'third').earlierEnd).toBe(ended.state.access.members[hexId('second')]!.removedAt)
    expect(bindingOf(ended, 'third').earlierEnd).toBeGreaterThan(first)
  })

  it('goes back to the first binding of a person whom every binding so far only claims', () => {
    let world = must(must(staffed(), alice.deviceId, bind('erin', 'pe_erin')), alice.deviceId, bind('erin', 'pe_y'))
    const claimed = world.log.length
    world = must(must(world, alice.deviceId, bind('erin', 'pe_z')), alice.deviceId, bind('carol', 'pe_y'))
    expect(bindingOf(world, 'carol').earlierEnd).toBe(claimed)
    world = must(must(world, alice.deviceId, bind('carol', 'pe_c')), alice.deviceId, bind('dave', 'pe_y'))
    expect(bindingOf(world, 'dave').earlierEnd).toBe(claimed)
  })

  it('is the word of who made the binder a lead, too, until the binder was one for thirty days and before the earlier end', () => {
    const gone = left(bound())
    const by = (world: World) => bindingOf(must(world, bob.deviceId, bind('second', 'pe_dave')), 'second')
    expect(by({ ...gone, now: gone.now + 30 * 86_400_000 - 1 }).via).toEqual([aliceId])
    expect(by(later(gone, 30))).not.toHaveProperty('via')
    // A lead before, and one again for long, but only since the person is free.
    const lowered = must(gone, alice.deviceId, setRole('bob', 'editor'))
    expect(by(later(must(lowered, alice.deviceId, setRole('bob', 'lead')), 365)).via).toEqual([aliceId])
    // Carol becomes a lead in time: what she was as an editor is no part of it.
    const raised = left(later(must(bound(), alice.deviceId, setRole('carol', 'lead')), 29))
    const byCarol = (world: World) => bindingOf(must(world, carol.deviceId, bind('second', 'pe_dave')), 'second')
    expect(byCarol(raised).via).toEqual([aliceId])
    expect(byCarol(later(raised, 1))).not.toHaveProperty('via')
  })

  it('names everybody above the binder once, and never the binder', () => {
    // Alice makes Zoe an owner, Zoe takes the role from Alice and gives it back.
    let world = left(later(bound(withMember(staffed(), 'zoe', 'owner', zoe)), 365))
    world = must(must(world, zoe.deviceId, setRole('alice', 'lead')), zoe.deviceId, setRole('alice', 'owner'))
    world = must(must(world, zoe.deviceId, setRole('alice', 'editor')), zoe.deviceId, setRole('alice', 'owner'))
    expect(bindingOf(must(world, alice.deviceId, bind('second', 'pe_dave')), 'second').via).toEqual([hexId('zoe')])
    const fresh = withMember(world, 'grace', 'lead', grace)
    expect(bindingOf(must(fresh, grace.deviceId, bind('second', 'pe_dave')), 'second').via).toEqual([
      aliceId,
      hexId('zoe'),
    ])
  })
})

describe('a word of confirmation', () => {
  it('is kept with the binding: that it stands, which persons are the same, or both', () => {
    const world = replaced()
    const before = bindingOf(world, 'second')
    const confirmed = must(world, bob.deviceId, confirm('second', 'pe_dave'))
    const seq = confirmed.log.length
    expect(bindingsOf(confirmed, 'second')).toStrictEqual([{ ...before, confirmed: { seq, byMemberId: bobId } }])
    expect(
      [seq, seq + 1].map((at) => unconfirmedAt(confirmed.state.access.members[hexId('second')]!, at) !== undefined),
    ).toEqual([true, false])

    const merged = must(confirmed, bob.deviceId, confirm('second', 'pe_dave', 'pe_twin'))
    const word = { seq: merged.log.length, byMemberId: bobId, personIds: ['pe_twin'] }
    expect(bindingsOf(merged, 'second')).toStrictEqual([
      { ...before, confirmed: { seq, byMemberId: bobId }, same: [word] },
    ])
    const both = must(world, bob.deviceId, confirm('second', 'pe_dave', 'pe_twin', 'pe_other'))
    expect(bindingOf(both, 'second')).toMatchObject({
      confirmed: { byMemberId: bobId },
      same: [{ personIds: ['pe_twin', 'pe_other'] }],
    })
    const only = must(later(bound(), 30), bob.deviceId, confirm('dave', 'pe_dave', 'pe_twin'))
    expect(bindingsOf(only, 'dave')).toStrictEqual([
      { ...bindingOf(bound(), 'dave'), same: [{ seq: only.log.length, byMemberId: bobId, personIds: ['pe_twin'] }] },
    ])
  })

  it('is about an active member who is that person, names nobody twice, and is needed', () => {
    const world = replaced()
    refuses(world, bob.deviceId, confirm('nobody', 'pe_dave'), 'unknownMember')
    refuses(
      must(world, alice.deviceId, remove(world, 'second')),
      bob.deviceId,
      confirm('second', 'pe_dave'),
      'unknownMember',
    )
    refuses(world, bob.deviceId, confirm('second', 'pe_dave', 'pe_dave'), 'malformed')
    refuses(world, bob.deviceId, confirm('second', 'pe_dave', 'pe_twin', 'pe_twin'), 'malformed')
    refuses(world, bob.deviceId, confirm('second', 'pe_other'), 'notBoundAgain')
    refuses(world, bob.deviceId, confirm('second', 'pe_other', 'pe_twin'), 'notBoundAgain')
    refuses(world, bob.deviceId, confirm('carol', 'pe_carol'), 'notBoundAgain')
    refuses(bound(), bob.deviceId, confirm('dave', 'pe_dave'), 'notBoundAgain')
    refuses(
      must(world, bob.deviceId, confirm('second', 'pe_dave')),
      bob.deviceId,
      confirm('second', 'pe_dave'),
      'notBoundAgain',
    )
  })

  it('about merged records is said once by each, whatever others said, and again with further persons', () => {
    const world = must(
      later(must(bound(), alice.deviceId, setRole('carol', 'lead')), 60),
      bob.deviceId,
      confirm('dave', 'pe_dave', 'pe_twin'),
    )
    refuses(world, bob.deviceId, confirm('dave', 'pe_dave', 'pe_twin'), 'notBoundAgain')
    const more = must(world, bob.deviceId, confirm('dave', 'pe_dave', 'pe_twin', 'pe_third'))
    expect(bindingOf(more, 'dave').same?.map(({ personIds }) => personIds)).toEqual([
      ['pe_twin'],
      ['pe_twin', 'pe_third'],
    ])
    const two = must(world, alice.deviceId, bind('erin', 'pe_erin'))
    const byBoth = must(
      must(two, bob.deviceId, confirm('erin', 'pe_erin', 'pe_e')),
      bob.deviceId,
      confirm('erin', 'pe_erin', 'pe_f'),
    )
    const byCarol = must(byBoth, carol.deviceId, confirm('erin', 'pe_erin', 'pe_e'))
    expect(bindingOf(byCarol, 'erin').same?.map(({ byMemberId, personIds }) => [byMemberId, ...personIds])).toEqual([
      [bobId, 'pe_e'],
      [bobId, 'pe_f'],
      [hexId('carol'), 'pe_e'],
    ])
    refuses(byCarol, bob.deviceId, confirm('erin', 'pe_erin', 'pe_e'), 'notBoundAgain')
    refuses(byCarol, carol.deviceId, confirm('erin', 'pe_erin', 'pe_e'), 'notBoundAgain')
  })

  it('is not that of who chose the person, of who stands behind them, of the member, or of somebody whose own binding waits', () => {
    refuses(replaced(), alice.deviceId, confirm('second', 'pe_dave'), 'ownWord')
    refuses(bound(), alice.deviceId, confirm('dave', 'pe_dave', 'pe_twin'), 'ownWord')
    // Bob is a fresh lead: his word is Alice's.
    refuses(
      must(left(bound()), bob.deviceId, bind('second', 'pe_dave')),
      alice.deviceId,
      confirm('second', 'pe_dave'),
      'ownWord',
    )
    const self = later(must(staffed(), alice.deviceId, bind('bob', 'pe_bob')), 60)
    refuses(self, bob.deviceId, confirm('bob', 'pe_bob', 'pe_twin'), 'ownWord')
    const waiting = must(replaced(), alice.deviceId, bind('bob', 'pe_bob'))
    refuses(
      must(waiting, alice.deviceId, bind('bob', 'pe_robert')),
      bob.deviceId,
      confirm('second', 'pe_dave'),
      'ownWord',
    )
    expect(waits(must(waiting, bob.deviceId, confirm('second', 'pe_dave')), 'second')).toBe(false)
  })

  it('is too new from who owes the role to the binder, for thirty days and where the earlier end came first', () => {
    const gone = left(bound())
    const again = must(gone, alice.deviceId, bind('second', 'pe_dave'))
    const thirty = later(again, 30)
    refuses({ ...thirty, now: thirty.now - 1 }, bob.deviceId, confirm('second', 'pe_dave'), 'tooNew')
    expect(waits(must(thirty, bob.deviceId, confirm('second', 'pe_dave')), 'second')).toBe(false)
    refuses(
      later(withMember(again, 'grace', 'lead', grace), 365),
      grace.deviceId,
      confirm('second', 'pe_dave'),
      'tooNew',
    )
    // Where nothing ended, the binding itself is what the role has to be older than.
    refuses(
      later(withMember(bound(), 'grace', 'lead', grace), 365),
      grace.deviceId,
      confirm('dave', 'pe_dave', 'pe_twin'),
      'tooNew',
    )
    expect(
      access(
        later(bound(withMember(staffed(), 'grace', 'lead', grace)), 365),
        grace.deviceId,
        confirm('dave', 'pe_dave', 'pe_twin'),
      ).verdict.counts,
    ).toBe(true)
  })

  it('is too new from who owes the role to anybody whose word the binding is', () => {
    const again = must(
      left(bound(must(staffed(), alice.deviceId, setRole('carol', 'lead')))),
      bob.deviceId,
      bind('second', 'pe_dave'),
    )
    expect(bindingOf(again, 'second').via).toEqual([aliceId])
    refuses(again, carol.deviceId, confirm('second', 'pe_dave'), 'tooNew')
  })

  it('is not too new from who owes the role to others, the founder included who got it back', () => {
    const world = withMember(later(bound(withMember(staffed(), 'zoe', 'owner', zoe)), 365), 'grace', 'lead', grace)
    const again = must(left(world), bob.deviceId, bind('second', 'pe_dave'))
    expect(bindingOf(again, 'second')).not.toHaveProperty('via')
    expect(waits(must(again, grace.deviceId, confirm('second', 'pe_dave')), 'second')).toBe(false)
    const restored = must(
      must(again, zoe.deviceId, setRole('alice', 'editor')),
      zoe.deviceId,
      setRole('alice', 'owner'),
    )
    expect(waits(must(restored, alice.deviceId, confirm('second', 'pe_dave')), 'second')).toBe(false)
  })

  it('is too new from who came back by the recovery kit, and from whom they let in', () => {
    const world = must(left(later(bound(), 365)), bob.deviceId, bind('second', 'pe_dave'))
    const epoch = nextEpoch(world)
    const wrapped = { ...epoch, wraps: { ...epoch.wraps, [zoe.deviceId]: epoch.wraps[alice.deviceId]! } }
    const heir = must(world, kit.deviceId, {
      type: 'recover',
      memberId: hexId('heir'),
      device: zoe,
      deviceIds: [],
      nextEpoch: wrapped,
    })
    refuses(heir, zoe.deviceId, confirm('second', 'pe_dave'), 'tooNew')

    const byAlice = replaced()
    const next = nextEpoch(byAlice, { members: [aliceId] })
    const back = must(byAlice, kit.deviceId, {
      type: 'recover',
      memberId: hexId('heir'),
      replaces: aliceId,
      device: zoe,
      deviceIds: [],
      nextEpoch: { ...next, wraps: { ...next.wraps, [zoe.deviceId]: epoch.wraps[alice.deviceId]! } },
    })
    refuses(
      withMember(back, 'grace', 'lead', grace, zoe.deviceId),
      grace.deviceId,
      confirm('second', 'pe_dave'),
      'tooNew',
    )
  })
})

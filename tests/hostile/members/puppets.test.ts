/** Puppets: somebody whom an owner makes an owner or lead, to say what the owner's own word is not enough for. */

import { describe, expect, it } from 'vitest'
import { judgeAuthority, type SignerFacts } from '~/lib/isms/statement/authority'
import { onWordOf } from '~/lib/isms/statement/onWord'
import { unconfirmedAt } from '~/lib/protocol/access/accessState'
import type { Role } from '~/lib/protocol/access/workspaceRoles'
import { accessRows } from '~/lib/vault/log/accessRows'
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
} from '../../protocol/world'
import { dependenceIn } from '../support/dependence'

const puppet = fakeDevice(40)
const second = fakeDevice(41)
const other = fakeDevice(42)
const confirm = { type: 'confirmBind', memberId: hexId('second dave'), personId: 'pe_dave' } as const
const bind = (name: string, person: string) => ({ type: 'bind', memberId: hexId(name), personId: person }) as const
const remove = (world: World, name: string) =>
  ({
    type: 'remove',
    memberIds: [hexId(name)],
    deviceIds: [],
    nextEpoch: nextEpoch(world, { members: [hexId(name)] }),
  }) as const

/** A year in: Alice owns, Bob leads, Carol edits, Dave audits and is a person. */
const grown = (): World =>
  later(must(must(staffed(), alice.deviceId, bind('dave', 'pe_dave')), alice.deviceId, bind('alice', 'pe_alice')), 365)
/** Dave goes, and a device of somebody's own comes in as the person Dave was. */
function replaced(world: World, by = alice.deviceId): World {
  const gone = must(world, by, remove(world, 'dave'))
  return must(withMember(gone, 'second dave', 'auditor', second, by), by, bind('second dave', 'pe_dave'))
}
function refuses(world: World, deviceId: string, words: RegExp): void {
  const { verdict, world: after } = access(world, deviceId, confirm)
  expect(verdict.counts ? 'counts' : `${verdict.type}: ${verdict.message}`).toMatch(words)
  expect(after.state.access).toBe(world.state.access)
}
const tooNew =
  /^tooNew: You became an owner or lead through the member who chose this person, and too recently to confirm it\./
const waits = (world: World): boolean =>
  unconfirmedAt(world.state.access.members[hexId('second dave')]!, world.log.length + 1) !== undefined
const dependence = (world: World) => dependenceIn(world, hexId('second dave'), world.log.length + 1)
const dependsOn = (world: World) => dependence(world).dependsOn

describe('an owner who replaces an auditor', () => {
  it.each(['owner', 'lead'] as const)(
    'finds no word in a fresh %s of their own, let in after or just before, not after a year either where the auditor was gone by then',
    (role: Role) => {
      refuses(withMember(replaced(grown()), 'puppet', role, puppet), puppet.deviceId, tooNew)
      refuses(later(withMember(replaced(grown()), 'puppet', role, puppet), 365), puppet.deviceId, tooNew)
      refuses(later(replaced(withMember(grown(), 'puppet', role, puppet)), 29), puppet.deviceId, tooNew)
    },
  )

  it('nor in an old editor who is made a lead for it, or was one before and became one again', () => {
    const raised = must(replaced(grown()), alice.deviceId, { type: 'setRole', memberId: hexId('carol'), role: 'lead' })
    refuses(later(raised, 365), carol.deviceId, tooNew)
    const lowered = must(replaced(grown()), alice.deviceId, { type: 'setRole', memberId: hexId('bob'), role: 'editor' })
    refuses(
      must(lowered, alice.deviceId, { type: 'setRole', memberId: hexId('bob'), role: 'lead' }),
      bob.deviceId,
      tooNew,
    )
  })

  it('nor through a chain: a puppet owner of theirs who lets in the lead', () => {
    const chain = withMember(
      withMember(replaced(grown()), 'puppet', 'owner', puppet),
      'third',
      'lead',
      other,
      puppet.deviceId,
    )
    refuses(chain, other.deviceId, tooNew)
  })

  it("nor with a second puppet in between, so that the auditor's membership would seem to end later", () => {
    const once = withMember(replaced(grown()), 'puppet', 'lead', puppet)
    const twice = must(later(once, 365), alice.deviceId, remove(once, 'second dave'))
    const third = must(withMember(twice, 'third dave', 'auditor', other), alice.deviceId, bind('third dave', 'pe_dave'))
    const { verdict } = access(third, puppet.deviceId, { ...confirm, memberId: hexId('third dave') })
    expect(verdict).toMatchObject({ counts: false, type: 'tooNew' })
  })

  it('nor by the recovery kit, as somebody who came back', () => {
    const world = replaced(grown())
    const back = must(world, kit.deviceId, {
      type: 'recover',
      memberId: hexId('back'),
      device: other,
      deviceIds: [],
      nextEpoch: nextEpoch(
        world,
        {},
        { wraps: { ...nextEpoch(world).wraps, [other.deviceId]: nextEpoch(world).wraps[alice.deviceId]! } },
      ),
    })
    refuses(back, other.deviceId, tooNew)
  })

  it('does not become independent of the auditor by letting a fresh lead choose the person: it is the word of both', () => {
    const world = replaced(withMember(grown(), 'puppet', 'lead', puppet), puppet.deviceId)
    expect(dependsOn(world)).toEqual([
      { memberId: hexId('puppet'), personId: undefined },
      { memberId: aliceId, personId: 'pe_alice' },
    ])
    const signer: SignerFacts = {
      role: 'auditor',
      memberId: hexId('second dave'),
      personId: 'pe_dave',
      isTopManagement: false,
      isAuditor: true,
      ...dependence(world),
    }
    const reviewed = {
      kind: 'evidence',
      profile: 'review',
      fields: { capturedBy: 'pe_alice' },
      makers: [{ memberId: aliceId, personIds: ['pe_alice'] }],
    } as const
    expect(judgeAuthority('review', signer, reviewed)).toMatchObject({ ok: false, error: { type: 'noAuthority' } })
    refuses(world, alice.deviceId, /^ownWord: /)
    const rows = accessRows(world.state.access, {
      ownDeviceId: alice.deviceId,
      timeAt: () => 0,
      heard: () => undefined,
    }).members
    expect(onWordOf(rows, (person) => person).ofPerson('pe_dave')).toEqual(['pe_alice'])
  })
})

describe('an honest word', () => {
  it('of a lead who was there before the auditor left, and for long, ends the doubt', () => {
    const confirmed = must(replaced(grown()), bob.deviceId, confirm)
    expect([waits(replaced(grown())), waits(confirmed), dependsOn(confirmed)]).toEqual([true, false, []])
  })

  it('of a fresh lead who owes the role to others than the binder does, too', () => {
    const world = withMember(replaced(grown(), bob.deviceId), 'new', 'lead', other)
    expect(dependsOn(world)).toEqual([{ memberId: hexId('bob'), personId: undefined }])
    expect(waits(must(world, other.deviceId, confirm))).toBe(false)
    expect(waits(must(world, alice.deviceId, confirm))).toBe(false)
  })
})

it('what an owner who plans for it can still do: a puppet that was a lead for thirty days, and while the auditor was there, confirms', () => {
  const planned = replaced(later(withMember(grown(), 'puppet', 'lead', puppet), 30))
  expect(waits(must(planned, puppet.deviceId, confirm))).toBe(false)
})

/** What somebody reads who joins, and who is without a relay: in both languages, nothing unsaid. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import InviteFacts from '~/components/start/InviteFacts.vue'
import { isPast, joinStep } from '~/components/start/joinFacts'
import JoinWaiting from '~/components/start/JoinWaiting.vue'
import SyncTroubleNote from '~/components/shell/sync/SyncTroubleNote.vue'
import {
  liveInvites,
  mayConfirmPerson,
  mayLetIn,
  mayWithdraw,
  unseenInvites,
} from '~/components/workspace/members/memberRows'
import { demoNow } from '~/lib/content/demo/demoRecord'
import type { Dependence } from '~/lib/isms/statement/onWord'
import type { InviteRow, MemberRow, SyncStatus } from '~/lib/vault/store/tables'
import { demoSurface, text, type DemoSurface } from '../demoSurface'

let surface: DemoSurface
beforeAll(async () => {
  surface = await demoSurface()
})
afterAll(() => surface.close())

const now = Date.parse(demoNow)
const facts = {
  organisation: 'Quillmere',
  inviter: 'Ada Lindqvist',
  role: 'auditor',
  expiresAt: now + 86_400_000,
  salt: 'A'.repeat(22),
} as const
const status = (more: Partial<SyncStatus>): SyncStatus => ({ state: 'waitingForAdmission', headSeq: 0, ...more })

describe('the joining page', () => {
  it("shows organisation, inviter, role and end before anything else, as the link's word", async () => {
    const en = text(await surface.draw(InviteFacts, { facts, relay: 'relay.example' }, 'en'))
    for (const word of ['Quillmere', 'Ada Lindqvist', 'auditor', 'relay.example', 'This is what the link says.'])
      expect(en).toContain(word)
    const de = text(await surface.draw(InviteFacts, { facts, relay: 'relay.example' }, 'de'))
    for (const word of ['Eingeladen von', 'Auditor', 'So steht es im Link.']) expect(de).toContain(word)
  })

  it('says what it waits for: the relay, a member, six words read out, or nothing any more', async () => {
    const words = ['empty', 'hole', 'mouse', 'dolphin', 'feel', 'wagon']
    const draw = async (given: SyncStatus | undefined, locale: 'en' | 'de' = 'en', admitted = false) =>
      text(await surface.draw(JoinWaiting, { status: given, facts, admitted }, locale))
    expect(await draw(undefined)).toContain('Checking the invitation with the relay')
    expect(await draw(status({ message: 'Waiting for a member to come online and let this device in.' }))).toContain(
      'Waiting to be let in A member has to come online and let this device in.',
    )
    const read = await draw(status({ message: 'x', safetyWords: words }))
    expect(read).toContain('Call Ada Lindqvist and read them in this order.')
    expect(words.every((word) => read.includes(word))).toBe(true)
    const over = await draw(
      status({
        message: 'The invitation was withdrawn. Ask for a new one.',
        inviteOver: 'inviteWithdrawn',
        safetyWords: words,
      }),
    )
    expect(over).toContain('This invitation is no longer valid The invitation was withdrawn. Ask for a new one.')
    expect(over).not.toContain('mouse')
    expect(await draw(status({ trouble: { type: 'unreachable', host: 'relay.example' } }))).toContain(
      'Not reachable: relay.example',
    )
    const unknown = status({
      message: 'x',
      trouble: { type: 'inviteUnknown', host: 'relay.example', retryAt: now + 4_000 },
    })
    expect(await draw(unknown)).toContain(
      'relay.example doesn’t know this invitation yet Asking again in 4 s. It is sent as soon as the device it was made on is online. Ask the person who invited you to open Plumbline there.',
    )
    expect(await draw(unknown, 'de')).toContain(
      'relay.example kennt diese Einladung noch nicht Neue Anfrage in 4 s. Sie wird gesendet, sobald das Gerät online ist, auf dem sie erstellt wurde.',
    )
    // Who is not in yet has nothing to work on offline, and no sync centre with a button.
    for (const [type, locale, said] of [
      ['unreachable', 'en', 'Asking again now.'],
      [
        'quota',
        'en',
        'Nothing is retried automatically: cancel, and open the link again later. Ask whoever runs relay.example for more space, or tell the person who invited you.',
      ],
      ['quota', 'de', 'Kein automatischer neuer Versuch'],
      ['takenOver', 'de', 'Kein automatischer neuer Versuch'],
    ] as const) {
      const drawn = await draw(status({ message: 'x', trouble: { type, host: 'relay.example' } }), locale)
      expect(drawn).toContain(said)
      expect(drawn).not.toMatch(/[Oo]ffline|Try now|Jetzt versuchen|stays on this device|bleibt auf diesem Gerät/)
    }
    expect(await draw(status({}), 'en', true)).toContain('You are in.')
  })

  it('knows by the link alone that it is over', () => {
    expect([isPast(undefined, now), isPast(facts, now), isPast(facts, facts.expiresAt)]).toEqual([false, false, true])
    expect(
      [
        undefined,
        status({ message: 'x' }),
        status({ safetyWords: [] }),
        status({ inviteOver: 'inviteUsed', trouble: { type: 'quota', host: 'h' } }),
      ].map(joinStep),
    ).toEqual(['connecting', 'waits', 'words', 'over'])
  })
})

describe('a connection that does not come about', () => {
  it("is named with the relay, what happens by itself, and what to check; a refusal in the relay's own words", async () => {
    const draw = async (props: Record<string, unknown>, locale: 'en' | 'de' = 'en') =>
      text(await surface.draw(SyncTroubleNote, props, locale))
    expect(await draw({ trouble: { type: 'unreachable', host: 'relay.example', retryAt: now + 12_000 } })).toMatch(
      /^Not reachable: relay\.example Working offline, trying again in 12 s\. Check that this device is online/,
    )
    expect(await draw({ trouble: { type: 'notARelay', host: 'relay.example' } }, 'de')).toMatch(
      /^Kein Relay unter relay\.example Arbeitet offline, neuer Versuch läuft\. Unter relay\.example antwortet etwas/,
    )
    expect(await draw({ trouble: { type: 'refusedEarly', host: 'relay.example' } })).toContain(
      'The address, its certificate or the network is wrong',
    )
    expect(
      await draw({
        trouble: { type: 'takenOver', host: 'relay.example' },
        message:
          'Another window or a copy of this profile uses the same device. Close it, or make this one a new device.',
      }),
    ).toBe(
      'relay.example refuses this device Working offline. Choose Try now to try again. Another window or a copy of this profile uses the same device. Close it, or make this one a new device.',
    )
  })

  it('takes two lines in the popup: what to check is asked for in the sync centre', async () => {
    const brief = await surface.draw(
      SyncTroubleNote,
      { brief: true, trouble: { type: 'unreachable', host: 'relay.example', retryAt: now + 12_000 } },
      'en',
    )
    expect(text(brief)).toBe('Not reachable: relay.example Working offline, trying again in 12 s. What to check')
    expect(brief).toMatch(/title="[^"]*Check that this device is online/)
  })
})

describe('invitations in the member list', () => {
  const row = (more: Partial<InviteRow>): InviteRow => ({
    inviteId: 'i',
    memberId: 'bob',
    role: 'editor',
    expiresAt: now + 1,
    issuer: 'ada',
    state: 'open',
    admit: 'words',
    furtherDevice: false,
    ...more,
  })
  const member = (memberId: string, more: Partial<MemberRow> = {}): MemberRow => ({
    memberId,
    role: 'editor',
    active: true,
    since: 0,
    ...more,
  })

  it('say that an open one is over once its day has come', () => {
    expect(
      liveInvites(
        [
          row({}),
          row({ expiresAt: now }),
          row({ state: 'joined' }),
          row({ state: 'admitted' }),
          row({ state: 'revoked' }),
        ],
        now,
      ).map(({ state }) => state),
    ).toEqual(['open', 'expired', 'joined'])
  })

  it('ask the inviter, and nobody else, about who came in at once, until it is answered or they are gone', () => {
    const came = row({ state: 'admitted', admit: 'atOnce' })
    const ask = (by: string, members: readonly MemberRow[], seen = false) =>
      unseenInvites([came, row({ state: 'admitted' })], by, members, () => seen).length
    expect([
      ask('ada', [member('bob')]),
      ask('lea', [member('bob')]),
      ask('ada', [member('bob')], true),
      ask('ada', [member('bob', { active: false })]),
    ]).toEqual([1, 0, 0, 0])
  })

  it('offer letting in to who may: of a further device its member alone', () => {
    expect([
      mayLetIn({ role: 'owner', memberId: 'ada' }, row({})),
      mayLetIn({ role: 'lead', memberId: 'lea' }, row({ role: 'lead' })),
      mayLetIn({ role: 'owner', memberId: 'ada' }, row({ furtherDevice: true })),
      mayLetIn({ role: 'viewer', memberId: 'bob' }, row({ furtherDevice: true })),
    ]).toEqual([true, false, false, true])
    expect([
      mayWithdraw({ role: 'editor', memberId: 'ada' }, row({})),
      mayWithdraw({ role: 'editor', memberId: 'eve' }, row({})),
    ]).toEqual([true, false])
  })

  it('offer confirming a person to another owner or lead only', () => {
    const bob = { member: member('bob') }
    const again: Dependence = { onWordOf: ['lea'], mergedWith: [], parties: [{ memberId: 'lea', personId: undefined }] }
    const may = (role: string, memberId: string, isOnWord = false, found: Dependence | undefined = again) =>
      mayConfirmPerson({ role, memberId, isOnWord }, bob, found)
    expect([
      may('owner', 'ada'),
      may('lead', 'lea'),
      may('owner', 'bob'),
      may('editor', 'eve'),
      may('lead', 'max', true),
      mayConfirmPerson({ role: 'owner', memberId: 'ada' }, bob, undefined),
    ]).toEqual([true, false, false, false, false, false])
    // ST17: of records that were merged, neither who merged nor the other membership; and nothing is left to say once
    // it is confirmed.
    const merged: Dependence = {
      onWordOf: ['lea', 'max'],
      mergedWith: ['pe_2'],
      parties: ['lea', 'max', 'twin'].map((memberId) => ({ memberId, personId: undefined })),
    }
    expect(['ada', 'lea', 'max', 'twin'].map((memberId) => may('owner', memberId, false, merged))).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect(may('owner', 'ada', false, { ...merged, onWordOf: [], mergedWith: [] })).toBe(false)
  })
})

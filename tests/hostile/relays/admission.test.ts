/**
 * Who gets in: a found or stolen link opens nothing where six words are asked for, and what became of an invitation is
 * said at once.
 */

import { afterEach, describe, expect, it } from 'vitest'
import { currentSecret } from '~/lib/sync/session/epochSecrets'
import { readInvitation } from '~/lib/sync/joining/invitation'
import type { Connect, WebSocketLike } from '~/lib/sync/connection/relayConnection'
import { readDeviceKeys } from '~/lib/vault/store/deviceKeyStore'
import { fromBase64Url } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { writeInviteLink } from '~/lib/crypto/inviteKeys'
import { writeShownFacts } from '~/lib/protocol/access/shownFacts'
import { joins, letsIn, levelProfiles, openProfile, stopProfiles, type Profile } from '../../sync/support/profile'
import { connectWs, startRelay, until, wait, type TestRelay } from '../../sync/support/relay'

let relay: TestRelay | undefined
afterEach(async () => {
  await stopProfiles()
  await relay?.close()
})
async function aliceConnected(connect: Connect = connectWs, clock = { now: () => Date.now() }) {
  relay = await startRelay({ clock })
  const alice = await openProfile('Alice', { connect })
  const workspaceId = await alice.found('Quillmere Logistics', 'Alice Owner')
  await alice.run(workspaceId, 'relay.connect', { url: relay.url })
  await alice.shows(workspaceId, 'synced')
  const invited = async (
    role: string,
    more: { readonly admit?: 'atOnce' | 'words'; readonly expiresInDays?: number } = {},
  ) => {
    const made = await alice.run(workspaceId, 'invite.create', { role, personName: 'Bob', expiresInDays: 7, ...more })
    await levelProfiles(workspaceId, alice)
    return made
  }
  return { alice, workspaceId, invited, engine: await alice.engine(workspaceId) }
}
const statusOf = async (profile: Profile, workspaceId: string) => (await profile.engine(workspaceId)).status()
const said = (result: Awaited<ReturnType<Profile['attempt']>>): string =>
  result.ok ? 'ok' : `${result.error.type}: ${result.error.message}`

describe('the six words', () => {
  it('a thief with the link of an owner is let in by nobody: the words are typed from what the joiner reads out, and wrong ones admit nothing', async () => {
    const { alice, workspaceId, invited, engine } = await aliceConnected()
    const { link, inviteId } = await invited('owner')
    const thief = await openProfile('Thief')
    await joins(thief, link)
    await until(async () => (await statusOf(thief, workspaceId))?.safetyWords !== undefined, 'the thief waits')
    await until(
      () => engine.replica.access().invites[inviteId]?.join !== undefined,
      'Alice sees that somebody opened the link',
    )
    const before = engine.replica.access()
    expect(
      said(
        await alice.attempt(workspaceId, 'invite.admit', {
          inviteId,
          words: 'abandon ability able about above absent',
        }),
      ),
    ).toBe(
      'wrongWords: These are not the words shown to whoever opened this invitation. Have them read out again; if they are still wrong, somebody else opened the link: withdraw the invitation.',
    )
    expect(engine.replica.access()).toBe(before)
    await wait(500)
    expect(await statusOf(thief, workspaceId)).toMatchObject({ state: 'waitingForAdmission' })
    // Who was invited comes second, is told so at once, and the link is withdrawn from the thief.
    const bob = await openProfile('Bob')
    await joins(bob, link)
    await until(async () => (await statusOf(bob, workspaceId))?.inviteOver === 'inviteUsed', 'Bob is told', 5_000)
    await alice.run(workspaceId, 'invite.revoke', { inviteId })
    await until(
      async () => (await statusOf(thief, workspaceId))?.inviteOver === 'inviteWithdrawn',
      'the thief is out',
      5_000,
    )
    expect(engine.replica.access().devices[(await thief.engine(workspaceId)).replica.deviceId]).toBeUndefined()
    expect(
      said(
        await alice.attempt(workspaceId, 'invite.admit', {
          inviteId,
          words: (await statusOf(thief, workspaceId))?.safetyWords?.join(' ') ?? '',
        }),
      ),
    ).toMatch(/^wrongWords: |^inviteRevoked: /)
  })

  it('whoever reads out the words that the joining device shows is let in, in any case and spacing', async () => {
    const { alice, workspaceId, invited, engine } = await aliceConnected()
    const { link, inviteId } = await invited('auditor')
    const bob = await openProfile('Bob')
    await joins(bob, link)
    await until(async () => (await statusOf(bob, workspaceId))?.safetyWords !== undefined, 'Bob waits')
    await until(
      () => engine.replica.access().invites[inviteId]?.join !== undefined,
      'Alice sees that somebody opened the link',
    )
    const words = (await statusOf(bob, workspaceId))!.safetyWords!
    expect(words).toHaveLength(6)
    await alice.run(workspaceId, 'invite.admit', { inviteId, words: `  ${words.join(', ').toUpperCase()} ` })
    await bob.shows(workspaceId, 'synced')
    expect(
      Object.values(engine.replica.access().members)
        .map(({ role }) => role)
        .sort(),
    ).toEqual(['auditor', 'owner'])
  })

  it('owners, leads and auditors are never let in at once, and an invitation asks for the words unless somebody chose otherwise', async () => {
    const { alice, workspaceId, invited, engine } = await aliceConnected()
    for (const role of ['owner', 'lead', 'auditor']) {
      expect(
        said(await alice.attempt(workspaceId, 'invite.create', { role, expiresInDays: 7, admit: 'atOnce' })),
      ).toMatch(/^wordsNeeded: Only editors and viewers can get in by the link alone\./)
    }
    const { inviteId } = await invited('viewer')
    expect(engine.replica.access().invites[inviteId]!.admit).toBe('words')
  })

  it('whom a link let in at once is asked about, once, and only the inviter', async () => {
    const { alice, workspaceId, invited } = await aliceConnected()
    const { link, inviteId } = await invited('editor', { admit: 'atOnce' })
    const bob = await openProfile('Bob')
    await joins(bob, link)
    await bob.shows(workspaceId, 'synced')
    const vault = await alice.parts.openVault(workspaceId)
    await until(async () => (await vault.invites.get(inviteId))?.state === 'admitted', 'admitted')
    expect(await vault.invites.get(inviteId)).toMatchObject({
      admit: 'atOnce',
      furtherDevice: false,
      issuer: (await vault.members.toArray()).find(({ role }) => role === 'owner')!.memberId,
    })
    expect(await vault.meta.get(`seen/${inviteId}`)).toBeUndefined()
    await alice.run(workspaceId, 'invite.seen', { inviteId })
    expect(await vault.meta.get(`seen/${inviteId}`)).toBeDefined()
  })
})

describe('what a link shows', () => {
  it('organisation, inviter, role and end; none of it is readable in the entry', async () => {
    const { invited, engine } = await aliceConnected()
    const { link, inviteId } = await invited('editor')
    const { shown } = unwrap(readInvitation(link))
    const invite = engine.replica.access().invites[inviteId]!
    expect(shown).toMatchObject({
      organisation: 'Quillmere Logistics',
      inviter: 'Alice Owner',
      role: 'editor',
      expiresAt: invite.expiresAt,
    })
    expect(JSON.stringify(invite)).not.toMatch(/Quillmere|Alice/)
  })

  it.each(['atOnce', 'words'] as const)(
    'a link (%s) holds no key of the workspace, and no key is wrapped for what it holds',
    async (admit) => {
      const { alice, workspaceId, invited, engine } = await aliceConnected()
      const { link, inviteId } = await invited('editor', { admit })
      const access = engine.replica.access()
      const secret = unwrap(
        await currentSecret(access, (await readDeviceKeys(await alice.parts.openVault(workspaceId)))!),
      )
      const bytes = Buffer.from(fromBase64Url(link.replace(/^.*#\/join\//, '')))
      // It can fail: what the link does hold is found in the same way.
      expect(bytes.includes(Buffer.from(workspaceId, 'hex'))).toBe(true)
      expect(bytes.includes(Buffer.from(secret))).toBe(false)
      expect(access.invites[inviteId]!.state).toBe('open')
      expect(access.epochs.map(({ wraps }) => Object.keys(wraps).sort())).toEqual([
        [engine.replica.deviceId, access.recovery!.deviceId].sort(),
      ])
    },
  )

  it('a link whose words were changed on its way joins nothing', async () => {
    const { workspaceId, invited, engine } = await aliceConnected()
    const { link, inviteId } = await invited('viewer')
    const { shown, ...rest } = unwrap(readInvitation(link))
    const changed = writeInviteLink({ ...rest, shown: writeShownFacts({ ...shown, organisation: 'Another Company' }) })
    const bob = await openProfile('Bob')
    await joins(bob, changed)
    await until(async () => (await statusOf(bob, workspaceId))?.inviteOver === 'shownDiffers', 'Bob is told', 5_000)
    expect((await statusOf(bob, workspaceId))!.message).toBe(
      'The link does not match the invitation: it was changed on its way. Do not join; tell the person who invited you.',
    )
    expect(engine.replica.access().invites[inviteId]!.state).toBe('open')
  })
})

describe('the history that the inviter knew', () => {
  it('a relay that shows another entry at that position is not joined', async () => {
    const { workspaceId, invited, engine } = await aliceConnected()
    const { link, inviteId } = await invited('viewer')
    const { shown, head, ...rest } = unwrap(readInvitation(link))
    // What the inviter had there is another entry than the one in this log.
    const other = writeInviteLink({
      ...rest,
      head: { seq: head.seq, accessHash: 'ab'.repeat(32) },
      shown: writeShownFacts(shown),
    })
    const bob = await openProfile('Bob')
    await joins(bob, other)
    await until(async () => (await statusOf(bob, workspaceId))?.inviteOver === 'fork', 'Bob is told', 5_000)
    expect((await statusOf(bob, workspaceId))!.message).toBe(
      'The relay shows another history of this workspace than the one who invited you has. Do not join; tell them.',
    )
    await wait(200)
    expect(engine.replica.access().invites[inviteId]!.state).toBe('open')
  })
})

describe('what became of an invitation is said on the joining page within 5 s', () => {
  const opened = async (name: string, link: string, workspaceId: string, word: string) => {
    const profile = await openProfile(name)
    await joins(profile, link)
    await until(async () => (await statusOf(profile, workspaceId))?.inviteOver === word, `${name} hears ${word}`, 5_000)
    return (await statusOf(profile, workspaceId))!.message
  }

  it("expired, by the relay's clock: this device's own may be days behind", async () => {
    let ahead = 0
    const { workspaceId, invited } = await aliceConnected(connectWs, { now: () => Date.now() + ahead })
    const late = await invited('viewer', { expiresInDays: 1 })
    ahead = 25 * 3_600_000
    expect(await opened('Late', late.link, workspaceId, 'inviteExpired')).toBe(
      'The invitation is over. Ask for a new one.',
    )
  })

  it('withdrawn, used (withdrawn while somebody waits: the thief above)', async () => {
    const { alice, workspaceId, invited } = await aliceConnected()
    const withdrawn = await invited('viewer')
    await alice.run(workspaceId, 'invite.revoke', { inviteId: withdrawn.inviteId })
    await levelProfiles(workspaceId, alice)
    expect(await opened('Late', withdrawn.link, workspaceId, 'inviteWithdrawn')).toBe(
      'The invitation was withdrawn. Ask for a new one.',
    )

    const used = await invited('viewer')
    const bob = await openProfile('Bob')
    await joins(bob, used.link)
    await letsIn(alice, bob, workspaceId, used.inviteId)
    await bob.shows(workspaceId, 'synced')
    expect(await opened('Second', used.link, workspaceId, 'inviteUsed')).toMatch(
      /^The invitation was used by another device\./,
    )
  })

  it('not known to the relay yet, because it was made without a connection: said, asked again, and taken once it is there', async () => {
    const line = { up: true, sockets: [] as WebSocketLike[] }
    const { alice, workspaceId, engine } = await aliceConnected((url, protocols) => {
      const socket = connectWs(line.up ? url : url.replace(/:\d+\//, ':9/'), protocols)
      line.sockets.push(socket)
      return socket
    })
    line.up = false
    for (const socket of line.sockets) socket.close()
    await alice.shows(workspaceId, 'offline')
    const { link, inviteId } = await alice.run(workspaceId, 'invite.create', {
      role: 'viewer',
      personName: 'Bob',
      expiresInDays: 7,
    })
    const bob = await openProfile('Bob')
    await joins(bob, link)
    await until(async () => (await statusOf(bob, workspaceId))?.trouble?.type === 'inviteUnknown', 'Bob is told', 5_000)
    const told = (await statusOf(bob, workspaceId))!
    expect(told).toMatchObject({
      state: 'waitingForAdmission',
      message: expect.stringMatching(
        /^The relay does not know this invitation yet\. Plumbline keeps asking\. /,
      ) as unknown,
      trouble: { host: new URL(relay!.url).host },
    })
    expect(told.trouble!.retryAt).toBeGreaterThan(0)
    expect(told.inviteOver).toBeUndefined()
    expect(engine.replica.access().invites[inviteId]).toBeUndefined()
    line.up = true
    await alice.run(workspaceId, 'relay.syncNow', null)
    await until(
      () => engine.replica.access().invites[inviteId]?.join !== undefined,
      'the invitation went out, and Bob took it',
      20_000,
    )
    await until(async () => (await statusOf(bob, workspaceId))?.safetyWords !== undefined, 'Bob waits for the words')
    expect((await statusOf(bob, workspaceId))!.trouble).toBeUndefined()
  })

  it('of a workspace not known to the relay yet is no end either: said in the same words, asked again, and taken once it is there', async () => {
    const { workspaceId, invited, engine } = await aliceConnected()
    const { link, inviteId } = await invited('viewer')
    // A real relay that has never heard of the workspace, as the one in the link is before the inviter's device reached
    // it.
    const empty = await startRelay()
    try {
      const way = { toEmpty: true }
      const bob = await openProfile('Bob', {
        connect: (url, protocols) =>
          connectWs(way.toEmpty ? url.replace(new URL(relay!.url).host, new URL(empty.url).host) : url, protocols),
      })
      await joins(bob, link)
      await until(
        async () => (await statusOf(bob, workspaceId))?.trouble?.type === 'inviteUnknown',
        'Bob is told',
        5_000,
      )
      const told = (await statusOf(bob, workspaceId))!
      expect(told).toMatchObject({
        state: 'waitingForAdmission',
        message: expect.stringMatching(
          /^The relay does not know this invitation yet\. Plumbline keeps asking\. /,
        ) as unknown,
      })
      expect(told.inviteOver).toBeUndefined()
      expect(told.trouble!.retryAt).toBeGreaterThan(0)
      expect(engine.replica.access().invites[inviteId]!.join).toBeUndefined()
      way.toEmpty = false
      await until(
        () => engine.replica.access().invites[inviteId]?.join !== undefined,
        'Bob asked again, and took it',
        20_000,
      )
      await until(async () => (await statusOf(bob, workspaceId))?.safetyWords !== undefined, 'Bob waits for the words')
      expect((await statusOf(bob, workspaceId))!.trouble).toBeUndefined()
    } finally {
      await empty.close()
    }
  })
})

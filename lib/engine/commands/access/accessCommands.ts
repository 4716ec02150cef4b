/**
 * Members, devices, invitations and the relay. What each role may do is the log's rule (lib/protocol); here the bodies
 * are made, tried on the present state, and put into the outbox. Names never go into access entries: those are readable
 * by the relay, so names of members and devices are sealed records.
 */

import { generateInviteKeys, writeInviteLink } from '~/lib/crypto/inviteKeys'
import { englishWords } from '~/lib/crypto/recoveryKit'
import { memberOfPerson } from '~/lib/protocol/access/accessBindings'
import { newUuid } from '~/lib/protocol/log/entry'
import { areSafetyWords, safetyWords } from '~/lib/protocol/log/fingerprint'
import { roles, type Role } from '~/lib/protocol/access/workspaceRoles'
import { shownHash, writeShownFacts, type ShownFacts } from '~/lib/protocol/access/shownFacts'
import { toBase64Url } from '~/lib/shared/bytes'
import { fail, ok, type Err, type Result } from '~/lib/shared/result'
import { admitBody, bindOnAdmitKey, inviteSeenKey } from '~/lib/sync/joining/admission'
import { readRelaySettings } from '~/lib/sync/connection/relaySettings'
import type { Handlers } from '~/lib/engine/commandContext'
import { commitAccess, deviceKeysOf, mayChangeAccess } from './accessChange'
import { backupCommands } from './accessBackup'
import { keyCommands } from './accessKeys'
import { kitCommands } from './accessKit'
import { createPerson, nameDevice, nameMember } from './accessNames'
import { lookAtFile, verifyIntegrity } from './accessVerify'
import { dayMs } from '~/lib/shared/dates'

const longestDays = 90

export const accessCommands = {
  ...keyCommands,
  ...kitCommands,
  ...backupCommands,

  'integrity.verify': (ctx) => verifyIntegrity(ctx),

  async 'integrity.look'(ctx, { sha256 }) {
    await lookAtFile(ctx, sha256)
    return ok(null)
  },

  async 'relay.connect'(ctx, { url, createToken }) {
    const connected = await ctx.sync.connectRelay(url, createToken)
    return connected.ok ? ok(null) : connected
  },

  async 'relay.disconnect'(ctx) {
    await ctx.sync.disconnectRelay()
    return ok(null)
  },

  /** Said at the next entry, before anything that waits; only an owner's counts. */
  async 'relay.resetTime'(ctx) {
    if (ctx.actor?.role !== 'owner') return fail('roleMayNotWrite', 'Only an owner does this. Ask one.')
    await ctx.sync.resetTime()
    return ok(null)
  },

  async 'relay.syncNow'(ctx) {
    // Not awaited: reading on needs the queue this command stands in. How it goes is the `sync` row.
    void ctx.sync.syncOnce().catch(() => undefined)
    return ok(null)
  },

  /** Holds no keys of the workspace: who finds the link can ask to come in, and is seen doing so. */
  async 'invite.create'(ctx, input) {
    const { actor } = ctx
    if (!actor) return notMember()
    const { url } = await readRelaySettings(ctx.vault)
    if (url === undefined)
      return fail('noRelay', 'Connect a relay first: the other device needs a place to meet this one.')
    const role = input.forOwnDevice ? actor.role : roleOf(input.role)
    if (!role) return fail('badRole', 'Choose a role: owner, lead, editor, auditor or viewer.', { field: 'role' })
    if (!(input.expiresInDays >= 1 && input.expiresInDays <= longestDays)) {
      return fail('badExpiry', `An invitation is valid for 1 to ${longestDays} days.`, { field: 'expiresInDays' })
    }
    const { head, workspaceId } = ctx.replica.access()
    const { publicKey, secret } = await generateInviteKeys()
    const inviteId = newUuid(ctx.random)
    const memberId = input.forOwnDevice ? actor.memberId : newUuid(ctx.random)
    const expiresAt = ctx.clock.now() + Math.round(input.expiresInDays * dayMs)
    const shown = await shownFactsOf(ctx, actor, { role, expiresAt })
    const body = {
      type: 'invite',
      prev: head.accessHash,
      inviteId,
      memberId,
      publicKey: toBase64Url(publicKey),
      role,
      expiresAt,
      admit: input.admit ?? 'words',
      shown: shownHash(shown),
    } as const
    const may = await mayChangeAccess(ctx, body)
    if (!may.ok) return may

    const person = input.forOwnDevice ? ok(undefined) : await personOf(ctx, input)
    if (!person.ok) return person
    const name = input.personName ?? (person.value && (await ctx.replica.readRecord('person', person.value))?.name)
    if (name && !input.forOwnDevice) {
      const named = await nameMember(ctx, memberId, name)
      if (!named.ok) return named
    }
    const link = `${url}/${writeInviteLink({ workspaceId, inviteId, head, publicKey, secret, relayUrl: url, shown: writeShownFacts(shown) })}`
    return commitAccess(ctx, body, {
      result: { inviteId, link },
      extra: person.value ? { meta: [{ key: bindOnAdmitKey(memberId), value: person.value }] } : undefined,
    })
  },

  'invite.revoke': (ctx, { inviteId }) =>
    commitAccess(ctx, { type: 'revokeInvite', prev: ctx.replica.access().head.accessHash, inviteId }, { result: null }),

  async 'invite.admit'(ctx, { inviteId, words }) {
    const access = ctx.replica.access()
    const invite = access.invites[inviteId]
    if (!invite) return fail('unknownInvite', 'The invitation is not known here. Check the link, or ask for a new one.')
    if (!invite.join) return fail('wrongJoin', 'Nobody has opened this invitation yet.')
    const expected = safetyWords(
      { genesisHash: access.genesisHash, inviteHash: invite.hash, shown: invite.shown, joinHash: invite.join.joinHash },
      englishWords,
    )
    if (!areSafetyWords(words, expected)) {
      return fail(
        'wrongWords',
        'These are not the words shown to whoever opened this invitation. Have them read out again; if they are still wrong, somebody else opened the link: withdraw the invitation.',
        { field: 'words' },
      )
    }
    const keys = await deviceKeysOf(ctx)
    if (!keys.ok) return keys
    const body = await admitBody(access, invite, keys.value)
    return body.ok ? commitAccess(ctx, body.value, { result: null, logged: { inviteId } }) : body
  },

  async 'invite.seen'(ctx, { inviteId }) {
    await ctx.vault.meta.put({ key: inviteSeenKey(inviteId), value: ctx.clock.now() })
    return ok(null)
  },

  async 'member.setRole'(ctx, { memberId, role: word }) {
    const role = roleOf(word)
    if (!role) return fail('badRole', 'Choose a role: owner, lead, editor, auditor or viewer.', { field: 'role' })
    return commitAccess(
      ctx,
      { type: 'setRole', prev: ctx.replica.access().head.accessHash, memberId, role },
      { result: null },
    )
  },

  async 'member.bind'(ctx, { memberId, personId }) {
    if (!(await ctx.replica.readRecord('person', personId)))
      return fail('unknownRecord', 'This person is not in the register. Choose one, or add the person first.', {
        field: 'personId',
      })
    return commitAccess(
      ctx,
      { type: 'bind', prev: ctx.replica.access().head.accessHash, memberId, personId },
      { result: null },
    )
  },

  'member.confirmPerson': (ctx, { memberId, personId, alsoPersonIds }) =>
    commitAccess(
      ctx,
      {
        type: 'confirmBind',
        prev: ctx.replica.access().head.accessHash,
        memberId,
        personId,
        ...(alsoPersonIds && { alsoPersonIds: [...alsoPersonIds] }),
      },
      { result: null },
    ),

  async 'device.name'(ctx, { deviceId, name }) {
    if (!ctx.replica.access().devices[deviceId])
      return fail('unknownDevice', 'This device is not in the list any more. Look at the list and try again.')
    return nameDevice(ctx, deviceId, name)
  },
} satisfies Partial<Handlers>

type Context = Parameters<Handlers['invite.create']>[0]

async function personOf(
  ctx: Context,
  {
    personId,
    personName,
    personTitle,
  }: { readonly personId?: string; readonly personName?: string; readonly personTitle?: string },
): Promise<Result<string | undefined>> {
  if (personId) {
    if (memberOfPerson(ctx.replica.access(), personId))
      return fail(
        'personTaken',
        'Another member is this person already. Remove that member first, or choose another person.',
        { field: 'personId' },
      )
    if (await ctx.replica.readRecord('person', personId)) return ok(personId)
    return fail('unknownRecord', 'This person is not in the register. Choose one, or add the person first.', {
      field: 'personId',
    })
  }
  return personName ? createPerson(ctx, personName, personTitle) : ok(undefined)
}

/** What the link tells its reader: names as members see them. */
async function shownFactsOf(
  ctx: Context,
  actor: NonNullable<Context['actor']>,
  { role, expiresAt }: Pick<ShownFacts, 'role' | 'expiresAt'>,
): Promise<ShownFacts> {
  const scope = await ctx.replica.readRecord('scope', 'sc_main')
  const person = actor.personId === undefined ? undefined : await ctx.replica.readRecord('person', actor.personId)
  const settings = await ctx.replica.readRecord('settings', 'settings_main')
  return {
    organisation: scope?.orgName ?? '',
    inviter: person?.name ?? settings?.memberNames[actor.memberId] ?? '',
    role,
    expiresAt,
    salt: toBase64Url(ctx.random(16)),
  }
}

const roleOf = (word: string): Role | undefined => roles.find((role) => role === word)
const notMember = (): Err =>
  fail('notMember', 'This device is not a member of the workspace any more. What it holds stays readable.')

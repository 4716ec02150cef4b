/**
 * Members, devices, invitations and the relay. What each role may do is the log's rule (lib/protocol); here the bodies
 * are made, tried on the present state, and put into the outbox. Names never go into access entries: those are readable
 * by the relay, so names of members and devices are sealed records.
 */

import { generateInviteKeys, writeInviteLink } from '../../crypto/inviteKeys'
import { newUuid } from '../../protocol/entry'
import { roles, type Role } from '../../protocol/roles'
import { toBase64Url } from '../../shared/bytes'
import { fail, ok, type Err, type Result } from '../../shared/result'
import { bindOnAdmitKey } from '../../sync/admission'
import { readRelaySettings } from '../../sync/relaySettings'
import type { Handlers } from '../context'
import { commitAccess, mayChangeAccess } from './accessChange'
import { backupCommands } from './accessBackup'
import { keyCommands } from './accessKeys'
import { kitCommands } from './accessKit'
import { createPerson, nameDevice, nameMember } from './accessNames'
import { verifyIntegrity } from './accessVerify'

const dayMs = 86_400_000
const longestDays = 90

export const accessCommands: Partial<Handlers> = {
  ...keyCommands,
  ...kitCommands,
  ...backupCommands,

  'integrity.verify': (ctx) => verifyIntegrity(ctx),

  async 'relay.connect'(ctx, { url, createToken }) {
    const connected = await ctx.sync.connectRelay(url, createToken)
    return connected.ok ? ok(null) : connected
  },

  async 'relay.disconnect'(ctx) {
    await ctx.sync.disconnectRelay()
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
    if (url === undefined) return fail('noRelay', 'Connect a relay first: the other device needs a place to meet this one.')
    const role = input.forOwnDevice ? actor.role : roleOf(input.role)
    if (!role) return fail('badRole', 'Choose a role: owner, lead, editor, auditor or viewer.', { field: 'role' })
    if (!(input.expiresInDays >= 1 && input.expiresInDays <= longestDays)) {
      return fail('badExpiry', `An invitation is valid for 1 to ${longestDays} days.`, { field: 'expiresInDays' })
    }
    const { head, workspaceId } = ctx.replica.access()
    const { publicKey, secret } = await generateInviteKeys()
    const inviteId = newUuid(ctx.random)
    const memberId = input.forOwnDevice ? actor.memberId : newUuid(ctx.random)
    const body = {
      type: 'invite', prev: head.accessHash, inviteId, memberId, publicKey: toBase64Url(publicKey), role,
      expiresAt: ctx.clock.now() + Math.round(input.expiresInDays * dayMs), admit: 'atOnce',
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
    const link = `${url}/${writeInviteLink({ workspaceId, inviteId, head, publicKey, secret, relayUrl: url })}`
    return commitAccess(ctx, body, {
      result: { inviteId, link },
      extra: person.value ? { meta: [{ key: bindOnAdmitKey(memberId), value: person.value }] } : undefined,
    })
  },

  'invite.revoke': (ctx, { inviteId }) =>
    commitAccess(ctx, { type: 'revokeInvite', prev: ctx.replica.access().head.accessHash, inviteId }, { result: null }),

  async 'member.setRole'(ctx, { memberId, role: word }) {
    const role = roleOf(word)
    if (!role) return fail('badRole', 'Choose a role: owner, lead, editor, auditor or viewer.', { field: 'role' })
    return commitAccess(ctx, { type: 'setRole', prev: ctx.replica.access().head.accessHash, memberId, role }, { result: null })
  },

  async 'member.bind'(ctx, { memberId, personId }) {
    if (!(await ctx.replica.readRecord('person', personId))) return fail('unknownRecord', 'This person is not in the register. Choose one, or add the person first.', { field: 'personId' })
    return commitAccess(ctx, { type: 'bind', prev: ctx.replica.access().head.accessHash, memberId, personId }, { result: null })
  },

  async 'device.name'(ctx, { deviceId, name }) {
    if (!ctx.replica.access().devices[deviceId]) return fail('unknownDevice', 'This device is not in the list any more. Look at the list and try again.')
    return nameDevice(ctx, deviceId, name)
  },
}

type Context = Parameters<Handlers['invite.create']>[0]

async function personOf(
  ctx: Context,
  { personId, personName, personTitle }: { readonly personId?: string; readonly personName?: string; readonly personTitle?: string },
): Promise<Result<string | undefined>> {
  if (personId) {
    if (await ctx.replica.readRecord('person', personId)) return ok(personId)
    return fail('unknownRecord', 'This person is not in the register. Choose one, or add the person first.', { field: 'personId' })
  }
  return personName ? createPerson(ctx, personName, personTitle) : ok(undefined)
}

const roleOf = (word: string): Role | undefined => roles.find((role) => role === word)
const notMember = (): Err => fail('notMember', 'This device is not a member of the workspace any more. What it holds stays readable.')

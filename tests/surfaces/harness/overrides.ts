/** States of a workspace that are seldom seen, laid over the seed: no connection, a relay that errs, devices that disagree, somebody at the door. */

import { fail, type Result } from '~/lib/shared/result'
import type { DeviceDb } from '~/lib/vault/deviceDb'
import type { DraftRow, LogRow, SyncStatus, Vault } from '~/lib/vault/tables'
import { now, workspaceId } from './seed'

const host = 'relay.quillmere.example'
const base: SyncStatus = { state: 'offline', headSeq: 18_204, relayUrl: `wss://${host}`, lastHeardAt: now - 900_000 }
const shown = { organisation: 'Quillmere Logistics Cloud', inviter: 'Information Security Manager', role: 'auditor', expiresAt: now + 6 * 86_400_000, salt: 'A'.repeat(22) } as const
const joining: SyncStatus = { ...base, state: 'waitingForAdmission', headSeq: 0, message: 'Waiting for a member to come online and let this device in.' }
const safetyWords = ['empty', 'hole', 'mouse', 'dolphin', 'feel', 'wagon']
const words = { key: new Uint8Array(32).fill(7), since: now, receipt: { seq: 18_204, chain: 'b'.repeat(64), time: now, signature: new Uint8Array(64) } }

const trouble = (type: string, message?: string): SyncStatus => ({ ...base, ...(message !== undefined && { message }), trouble: { type, host, retryAt: now + 12_000 } as never })

const statuses: Readonly<Record<string, SyncStatus>> = {
  unreachable: trouble('unreachable'),
  refusedEarly: trouble('refusedEarly'),
  notARelay: trouble('notARelay'),
  noSockets: trouble('noSockets'),
  quota: trouble('quota', 'The relay has no room left for this workspace.'),
  refused: trouble('takenOver', 'Another window or a copy of this profile uses the same device. Close it, or make this one a new device.'),
  removed: { ...base, state: 'removed', message: 'You were removed from this workspace on 12 May 2026. What this device holds stays readable.' },
  halted: { ...base, state: 'halted', message: 'The relay shows two histories. Your device saw entry 18204 otherwise than another device. Stop using this relay, compare the words, tell the owner.' },
  keyMissing: { ...base, state: 'keyMissing' },
  updateNeeded: { ...base, state: 'updateNeeded' },
  paused: { ...base, state: 'synced', syncedAt: now, cause: 'clockPaused', message: 'The clock of the relay shows a time before its last entry. It takes no changes until whoever runs it has set it right; yours wait on this device.' },
  joinWaits: joining,
  joinWords: { ...joining, safetyWords },
  joinOver: { ...joining, message: 'The invitation was withdrawn. Ask for a new one.', inviteOver: 'inviteWithdrawn' },
  joinTrouble: { ...joining, trouble: { type: 'unreachable', host, retryAt: now + 12_000 } as never },
}

/** Lays the state of that name over the seed; an unknown name changes nothing. */
export async function overrides(vault: Vault, device: DeviceDb, state: string): Promise<void> {
  const status = statuses[state]
  if (status) await vault.meta.put({ key: 'sync', value: status })
  if (state.startsWith('join')) {
    await device.workspaces.update(workspaceId, { state: 'joining' })
    await vault.meta.put({ key: 'joining', value: { shown } })
  }
  if (['checking', 'stands', 'mended'].includes(state)) await vault.meta.put({ key: 'verdictCheck', value: { state, by: [{ deviceId: 'd_pe_ia', memberId: 'm_pe_ia', seq: 18_011 }] } })
  if (state === 'relay') {
    await vault.meta.bulkPut([
      { key: 'relay', value: { url: `wss://${host}`, shared: true } },
      { key: 'relayClock', value: { url: `wss://${host}`, offset: 42 * 60_000 } },
      { key: 'relayWord', value: { ...words, url: `wss://${host}`, returned: { from: 17_811, to: 18_204, at: now - 3_600_000 }, against: { ...words.receipt, chain: 'c'.repeat(64) } } },
    ])
  }
  if (state === 'members') {
    await vault.members.update('m_pe_ia', { boundAgain: { byMemberId: 'm_pe_is', at: now - 2 * 86_400_000 } })
    await vault.members.update('m_pe_ea', { boundAgain: { byMemberId: 'm_pe_md', at: now - 2 * 86_400_000 } })
    await vault.members.bulkPut(['m_new', 'm_once', 'm_open'].map((memberId) => ({ memberId, role: 'viewer', active: memberId === 'm_once', since: now, ...(memberId === 'm_once' && { personId: 'pe_se' }) })))
    const invite = { role: 'editor', expiresAt: now + 5 * 86_400_000, issuer: 'm_pe_is', furtherDevice: false } as const
    await vault.invites.bulkPut([
      { ...invite, inviteId: 'i_open', memberId: 'm_pe_hp', state: 'open', admit: 'words', furtherDevice: true },
      { ...invite, inviteId: 'i_wait', memberId: 'm_pe_pv', role: 'auditor', state: 'joined', admit: 'words', deviceId: 'd_new' },
      { ...invite, inviteId: 'i_once', memberId: 'm_once', role: 'viewer', state: 'admitted', admit: 'atOnce', deviceId: 'd_once' },
    ])
    await vault.log.put({ seq: 18_204, uuid: 'u', deviceId: 'd_is', deviceSeq: 1, class: 'register', epoch: 1, relayTime: now, timeSource: 'relay', chain: 'ab'.repeat(32), hash: 'cd'.repeat(32), bytes: new Uint8Array(), verdict: 'counts', verdicts: 'ef'.repeat(32) } satisfies LogRow)
  }
  if (state === 'rebuilt') await vault.meta.put({ key: 'rebuilt', value: { reason: 'forgedEntry', upTo: 18_204, at: now, about: { seq: 18_011, deviceId: 'd_pe_ia' }, leftOut: [] } })
  if (state === 'captured') {
    const draft: DraftRow = { id: 'dr_1', mode: 'fullPage', state: 'done', startedAt: now, updatedAt: now, step: 9, steps: 9, facts: {}, links: {}, evidenceId: 'ev_231', ref: 'EV-231' }
    await vault.drafts.put(draft)
  }
}

/** What the engine refuses in a state; undefined where it answers as ever. */
export const answered = (name: string, state: string): Result<never> | undefined =>
  name === 'invite.admit' && state === 'members' ? fail('wrongWords', 'These are not the words shown to whoever opened this invitation. Have them read out again; if they are still wrong, somebody else opened the link: withdraw the invitation.') : undefined

/**
 * States of a workspace that are seldom seen, laid over the seed: no connection, a relay that errs, devices that
 * disagree, somebody at the door.
 */

import { type KeyFaults } from '~/lib/vault/replica/replicaCore'
import { evaluate } from '~/lib/isms/readiness/evaluate'
import { createIncremental } from '~/lib/isms/readiness/incremental'
import { summaryOf } from '~/lib/isms/readiness/summary'
import { kindNames, type AnyRecord } from '~/lib/records/registry'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalBytes, type JsonValue } from '~/lib/shared/json'
import { fail, type Result } from '~/lib/shared/result'
import { keyFaultsKey } from '~/lib/vault/log/keyFaults'
import { settingsOf, withColumns } from '~/lib/vault/views/projection'
import type { DeviceDb } from '~/lib/vault/store/deviceDb'
import type { DraftRow, LogRow, StatementRow, SyncStatus, Vault } from '~/lib/vault/store/tables'
import { removedWords, twoHistories, words as syncWords } from '~/lib/sync/session/syncWords'
import { closeMessages } from '~/lib/protocol/wire/closeCodes'
import { now, record, workspaceId } from './seed'

const host = 'relay.quillmere.example'
const base: SyncStatus = { state: 'offline', headSeq: 18_204, relayUrl: `wss://${host}`, lastHeardAt: now - 900_000 }
const shown = {
  organisation: 'Quillmere Logistics Cloud',
  inviter: 'Information Security Manager',
  role: 'auditor',
  expiresAt: now + 6 * 86_400_000,
  salt: 'A'.repeat(22),
} as const
const joining: SyncStatus = { ...base, state: 'waitingForAdmission', headSeq: 0, message: syncWords.waitsForMember }
const safetyWords = ['empty', 'hole', 'mouse', 'dolphin', 'feel', 'wagon']
const words = {
  key: new Uint8Array(32).fill(7),
  since: now,
  receipt: { seq: 18_204, chain: 'b'.repeat(64), time: now, signature: new Uint8Array(64) },
}

const trouble = (type: string, message?: string): SyncStatus => ({
  ...base,
  ...(message !== undefined && { message }),
  trouble: { type, host, retryAt: now + 12_000 } as never,
})

export const statuses: Readonly<Record<string, SyncStatus>> = {
  unreachable: trouble('unreachable'),
  refusedEarly: trouble('refusedEarly'),
  notARelay: trouble('notARelay'),
  noSockets: trouble('noSockets'),
  quota: trouble('quota', closeMessages.quota),
  refused: trouble('takenOver', closeMessages.takenOver),
  removed: {
    ...base,
    state: 'removed',
    message: removedWords(undefined, { relayTime: Date.parse('2026-05-12T09:00:00.000Z') } as LogRow),
  },
  halted: { ...base, state: 'halted', message: twoHistories(18_204) },
  keyMissing: { ...base, state: 'keyMissing' },
  updateNeeded: { ...base, state: 'updateNeeded' },
  paused: {
    ...base,
    state: 'synced',
    syncedAt: now,
    cause: 'clockPaused',
    message:
      'The clock of the relay is more than a day behind the last entry of this workspace. It takes no changes until whoever runs it has set it right; yours wait on this device.',
  },
  joinWaits: joining,
  joinConnecting: { ...joining, state: 'connecting', message: undefined } as SyncStatus,
  joinUnknown: {
    ...joining,
    message: closeMessages.inviteUnknown,
    trouble: { type: 'inviteUnknown', host, retryAt: now + 12_000 } as never,
  },
  joinExpired: { ...joining, message: closeMessages.inviteExpired, inviteOver: 'inviteExpired' } as SyncStatus,
  joinWords: { ...joining, safetyWords },
  joinOver: { ...joining, message: closeMessages.inviteWithdrawn, inviteOver: 'inviteWithdrawn' },
  joinQuota: { ...joining, message: closeMessages.quota, trouble: { type: 'quota', host } as never },
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
  if (['checking', 'stands', 'mended'].includes(state))
    await vault.meta.put({
      key: 'verdictCheck',
      value: { state, by: [{ deviceId: 'd_pe_ia', memberId: 'm_pe_ia', seq: 18_011 }] },
    })
  if (state === 'filesOut') {
    const file = {
      size: 3,
      mime: 'image/png',
      bytes: new Blob(['abc']),
      state: 'present',
      epoch: 1,
      salt: new Uint8Array(16),
      upload: 'waiting',
      addedAt: 0,
    } as const
    await vault.meta.put({ key: 'sync', value: { ...base, state: 'synced', syncedAt: now } })
    await vault.blobs.bulkPut([
      { ...file, sha256: 'lost', id: 'lost', state: 'corrupt' },
      { ...file, sha256: 'full', id: 'full', relayAnswered: 413 },
    ])
  }
  if (state === 'relay') {
    await vault.meta.bulkPut([
      { key: 'relay', value: { url: `wss://${host}`, shared: true } },
      { key: 'relayClock', value: { url: `wss://${host}`, offset: 42 * 60_000 } },
      {
        key: 'relayWord',
        value: {
          ...words,
          url: `wss://${host}`,
          returned: { from: 17_811, to: 18_204, at: now - 3_600_000 },
          against: { ...words.receipt, chain: 'c'.repeat(64) },
        },
      },
    ])
  }
  if (state === 'members') {
    const at = now - 2 * 86_400_000
    const bound = (memberId: string, personId: string, byMemberId: string, again = false) =>
      vault.members.update(memberId, {
        ...(again && { boundAgain: { byMemberId, at } }),
        bound: [{ seq: 900, personId, byMemberId, ...(again && { again }) }],
      })
    await bound('m_pe_ia', 'pe_ia', 'm_pe_is', true)
    await bound('m_pe_ea', 'pe_ea', 'm_pe_md', true)
    // Two memberships of one person, whose records somebody merged: one mark to read, one to confirm.
    await bound('m_pe_pp', 'pe_pp', 'm_pe_is')
    await bound('m_pe_pv', 'pe_pv', 'm_pe_md')
    await vault.table('person').update('pe_pp', { duplicateOf: 'pe_pv' } as never)
    await vault.members.bulkPut(
      ['m_new', 'm_once', 'm_open'].map((memberId) => ({
        memberId,
        role: 'viewer',
        active: memberId === 'm_once',
        since: now,
        ...(memberId === 'm_once' && { personId: 'pe_se' }),
      })),
    )
    const invite = { role: 'editor', expiresAt: now + 5 * 86_400_000, issuer: 'm_pe_is', furtherDevice: false } as const
    await vault.invites.bulkPut([
      { ...invite, inviteId: 'i_open', memberId: 'm_pe_hp', state: 'open', admit: 'words', furtherDevice: true },
      {
        ...invite,
        inviteId: 'i_wait',
        memberId: 'm_pe_pv',
        role: 'auditor',
        state: 'joined',
        admit: 'words',
        deviceId: 'd_new',
      },
      {
        ...invite,
        inviteId: 'i_once',
        memberId: 'm_once',
        role: 'viewer',
        state: 'admitted',
        admit: 'atOnce',
        deviceId: 'd_once',
      },
    ])
    await vault.log.put({
      seq: 18_204,
      uuid: 'u',
      deviceId: 'd_is',
      deviceSeq: 1,
      class: 'register',
      epoch: 1,
      relayTime: now,
      timeSource: 'relay',
      chain: 'ab'.repeat(32),
      hash: 'cd'.repeat(32),
      bytes: new Uint8Array(),
      verdict: 'counts',
      verdicts: 'ef'.repeat(32),
    } satisfies LogRow)
  }
  if (state === 'keyFaults') {
    const fault = {
      epoch: 3,
      byDeviceId: 'd_pe_is',
      at: now - 2 * 86_400_000,
      recipients: ['d_pe_ia', 'd_kit'],
      chain: false,
      healed: false,
      owed: { wraps: {} },
    }
    await vault.meta.put({
      key: keyFaultsKey,
      value: {
        faults: [fault, { ...fault, epoch: 2, at: now - 3 * 86_400_000, recipients: ['d_pe_ia'], healed: true }],
        looked: {},
      } satisfies KeyFaults,
    })
    await vault.devices.update('d_pe_is', { active: false })
  }
  if (state === 'fileDiffers' || state === 'fileGone') {
    const { files } = (await vault.table('evidence').get('ev_231')) as unknown as {
      readonly files: Readonly<Record<string, { readonly blob: { readonly sha256: string } }>>
    }
    for (const { blob } of Object.values(files).slice(0, 2))
      await vault.blobs.update(blob.sha256, {
        bytes: state === 'fileGone' ? undefined : new Blob(['something else']),
      } as never)
  }
  if (state === 'archive') {
    const captureRecord = await keptRecord(vault)
    await vault.table('evidence').update('ev_231', { captureRecord } as never)
    await vault.statements.update('seal_ev_231', { contentHash: captureRecord.sha256 })
  }
  if (state === 'auditVoid' || state === 'auditStale') await signedAudit(vault, state === 'auditStale')
  if (state === 'rebuilt')
    await vault.meta.put({
      key: 'rebuilt',
      value: { reason: 'forgedEntry', upTo: 18_204, at: now, about: { seq: 18_011, deviceId: 'd_pe_ia' }, leftOut: [] },
    })
  if (state === 'captured') await vault.drafts.put(draft)
  if (state === 'noScore') await Promise.all([vault.table('control').clear(), vault.table('evidence').clear()])
  if (state === 'noScore' || state === 'soc')
    await judge(vault, state === 'soc' ? ['iso27001-2022', 'soc2-2017r2022'] : ['iso27001-2022'])
  if (state === 'blanks') {
    const rows = [
      record('objective', 'oj_1', {
        ref: 'OJ-1',
        title: 'Restore within four hours',
        statement: 'A restore of the routing database takes four hours at most.',
      }),
      record('change', 'ch_1', {
        ref: 'CH-1',
        title: 'A second data centre joins the scope',
        purpose: 'Customers in Switzerland ask for storage in their country.',
      }),
    ]
    for (const row of rows)
      await vault
        .table<AnyRecord>(row.kind)
        .put(withColumns(row, { settings: settingsOf(undefined), conflicts: [], statements: [] }))
  }
}

/** An archive that lacks something, in the place of a capture of pictures. */
async function keptRecord(vault: Vault): Promise<{ sha256: string; id: string; size: number; mime: string }> {
  const page = {
    mode: 'archive',
    tiles: [],
    selfCheck: [
      { id: 'archive', result: 'ok', value: { parts: 14, documents: 1, bytes: 812_004 } },
      { id: 'archiveMissing', result: 'warn', value: { n: 3, first: 'https://console.nimbus.example/logo.svg' } },
      { id: 'archiveUnscrolled', result: 'warn', value: {} },
    ],
  }
  const bytes = new Blob(
    [
      canonicalBytes({
        type: 'plumbline/capture',
        v: 1,
        id: 'ev_231',
        mode: 'archive',
        url: 'https://console.nimbus.example/backup/jobs',
        title: 'Backup jobs · Nimbus Console',
        pages: [page],
      } as never),
    ],
    { type: 'application/json' },
  )
  const sha256 = sha256Hex(new Uint8Array(await bytes.arrayBuffer()))
  const stored = { sha256, id: sha256, size: bytes.size, mime: bytes.type }
  await vault.blobs.put({
    ...stored,
    bytes,
    state: 'present',
    epoch: 1,
    salt: new Uint8Array(),
    upload: 'done',
    addedAt: now,
  })
  return stored
}

/**
 * An internal audit whose lead auditor has no keys: signed by somebody whose signature does not count, or before it
 * changed.
 */
async function signedAudit(vault: Vault, stale: boolean): Promise<void> {
  const row = record('audit', 'ia_1', {
    ref: 'IA-2026-1',
    title: 'Internal audit 2026',
    type: 'internal',
    leadAuditor: 'pe_ea',
    auditors: ['pe_ea'],
    plannedFrom: '2026-04-01',
    plannedTo: '2026-04-10',
    performedFrom: '2026-04-02',
    performedTo: '2026-04-09',
    status: 'reporting',
    summary: 'Access reviews are late in two of four quarters.',
    conclusion: 'conformsWithMinors',
  })
  const contentHash = stale ? 'e'.repeat(64) : hashedContent(row, 'main').contentHash
  const sign = {
    id: 'st_audit',
    seq: 18_100,
    relayTime: now - 86_400_000,
    timeSource: 'relay',
    type: 'sign',
    subjectKind: 'audit',
    subjectId: 'ia_1',
    profile: 'main',
    contentHash,
    memberId: 'm_pe_is',
    personId: 'pe_is',
    deviceId: 'd_is',
    time: now - 86_400_000,
    signatureValid: true,
    body: new Uint8Array(),
    innerSignature: new Uint8Array(),
    ...(!stale && { voidReason: 'The signer was not a member at that time.' }),
  } as unknown as StatementRow
  await vault.statements.put(sign)
  await vault.members.delete('m_pe_ea')
  await vault
    .table<AnyRecord>('audit')
    .put(withColumns(row, { settings: settingsOf(undefined), conflicts: [], statements: [sign] as never }))
}

/** What a capture found missing, each by its name. */
const misses: readonly JsonValue[] = [
  { id: 'region', result: 'warn', value: { kind: 'box', label: 'Audit trail', below: 1_240 } },
  {
    id: 'region',
    result: 'warn',
    value: { kind: 'layer', label: 'cookie notice', n: 3, quotes: ['routes-db-primary', '214 GB'] },
  },
  { id: 'region', result: 'warn', value: { kind: 'frame', label: 'Status board', unread: true } },
  { id: 'rows', result: 'warn', value: { shown: 50, total: 62 } },
  { id: 'heightReached', result: 'ok', value: { shown: 5310, page: 5310 } },
]
const draft: DraftRow = {
  id: 'dr_1',
  mode: 'fullPage',
  state: 'sealing',
  startedAt: now,
  updatedAt: now,
  step: 9,
  steps: 9,
  facts: { completeness: 'partial', pages: [{ selfCheck: misses }] } as never,
  links: {},
  evidenceId: 'ev_231',
  ref: 'EV-231',
}

/** A surface meets a capture that runs; it ends while it is looked at. */
export async function meanwhile(vault: Vault, state: string): Promise<void> {
  if (state === 'captured') await vault.drafts.update('dr_1', { state: 'done' })
}

/** Readiness of these rows, as the engine keeps it. */
async function judge(vault: Vault, frameworks: readonly string[]): Promise<void> {
  await vault.table('settings').update('settings_main', { frameworks, ismsStart: '2026-03-01' })
  const put = (await Promise.all(kindNames.map((kind) => vault.table<AnyRecord>(kind).toArray()))).flat()
  const state = {
    today: '2026-06-01',
    put,
    members: [{ memberId: 'm_pe_is', role: 'lead', active: true, personId: 'pe_is' }],
  } as const
  const results = evaluate(state)
  await vault.readiness.bulkPut(results.map((result, order) => ({ id: result.id, order, result })))
  await vault.meta.put({
    key: 'readiness',
    value: { ...summaryOf(results, createIncremental(state).reader), asOf: '2026-06-01', headSeq: 18_204 },
  })
}

/** What the engine refuses in a state; undefined where it answers as ever. */
export const answered = (name: string, state: string): Result<never> | undefined =>
  name === 'invite.admit' && state === 'members'
    ? fail(
        'wrongWords',
        'These are not the words shown to whoever opened this invitation. Have them read out again; if they are still wrong, somebody else opened the link: withdraw the invitation.',
      )
    : undefined

import { describe, expect, it } from 'vitest'
import {
  freePersons,
  grantableRoles,
  heardAgo,
  mayBind,
  mayManage,
  shownMembers,
} from '~/components/workspace/members/memberRows'
import { backupWorth } from '~/components/workspace/keys/backupNote'
import { hostOf } from '~/lib/shared/hostOf'
import {
  chainAgrees,
  notSentFile,
  outboxBytes,
  relayHoldsLog,
  syncHeading,
  syncSentence,
  waitingCommands,
} from '~/components/workspace/sync/syncCentre'
import { formatOf } from '~/lib/shared/locale'
import { workspace } from '~/components/i18n/en/workspace'
import type { DeviceRow, MemberRow, NotSentRow, OutboxRow, SyncStatus } from '~/lib/vault/store/tables'

const member = (memberId: string, role: string, active = true): MemberRow => ({
  memberId,
  role,
  active,
  since: 0,
  personId: `pe_${memberId}`,
})
const device = (deviceId: string, memberId: string, more: Partial<DeviceRow> = {}): DeviceRow => ({
  deviceId,
  memberId,
  code: '',
  active: true,
  since: 0,
  own: false,
  ...more,
})
const names = { nameOf: (id: string) => id.toUpperCase(), isExternal: (id: string | undefined) => id === 'pe_x' }

describe('members', () => {
  const rows = shownMembers(
    [
      member('x', 'auditor'),
      member('a', 'owner'),
      member('z', 'editor'),
      member('b', 'editor'),
      member('old', 'editor', false),
    ],
    [
      device('d1', 'a', { own: true, lastHeard: 5 }),
      device('d2', 'a', { lastHeard: 9 }),
      device('d3', 'z', { active: false }),
    ],
    names,
  )
  it('by role, then name; former ones apart', () => {
    expect(rows.active.map((row) => row.name)).toEqual(['A', 'B', 'Z', 'X'])
    expect(rows.former.map((row) => row.name)).toEqual(['OLD'])
  })
  it('knows oneself, who is external, and counts live devices', () => {
    expect(rows.active.map((row) => [row.own, row.external, row.devices.length, row.lastHeard])).toEqual([
      [true, false, 2, 9],
      [false, false, 0, undefined],
      [false, false, 0, undefined],
      [false, true, 0, undefined],
    ])
  })
  it('the only owner stays; leads manage editors, auditors, viewers; others nobody', () => {
    const [owner, editor] = rows.active
    expect([
      mayManage('owner', owner!),
      mayManage('owner', editor!),
      mayManage('lead', editor!),
      mayManage('lead', { ...editor!, member: member('l', 'lead') }),
      mayManage('editor', editor!),
    ]).toEqual([false, true, true, false, false])
    expect(
      shownMembers([member('a', 'owner'), member('b', 'owner')], [], names).active.every((row) => !row.lastOwner),
    ).toBe(true)
    expect([grantableRoles('owner').length, grantableRoles('lead'), grantableRoles('auditor')]).toEqual([
      5,
      ['editor', 'auditor', 'viewer'],
      [],
    ])
  })
  it('an owner says which person anybody is, also himself; a lead of those whom he manages', () => {
    const [owner, editor] = rows.active
    const lead = { member: member('l', 'lead') }
    expect([
      mayBind('owner', owner!),
      mayBind('owner', lead),
      mayBind('lead', editor!),
      mayBind('lead', lead),
      mayBind('lead', owner!),
      mayBind('editor', editor!),
    ]).toEqual([true, true, true, false, false, false])
  })
  it('offers persons who are nobody else', () => {
    const persons = [
      { id: 'pe_a' },
      { id: 'pe_z' },
      { id: 'pe_old' },
      { id: 'pe_free' },
      { id: 'pe_gone', archivedOn: '2026-01-01' },
    ]
    const members = [member('a', 'owner'), member('z', 'editor'), member('old', 'editor', false)]
    expect(freePersons(persons, members, 'z').map((person) => person.id)).toEqual(['pe_z', 'pe_old', 'pe_free'])
  })
  it('says how long ago', () => {
    const minute = 60_000
    expect(
      [undefined, 100 * minute, 99 * minute, 96 * minute, 40 * minute, -100 * minute].map(
        (at) => heardAgo(at, 100 * minute).kind,
      ),
    ).toEqual(['never', 'now', 'now', 'minutes', 'hours', 'hours'])
    expect(heardAgo(0, 6 * 1440 * minute)).toEqual({ kind: 'days', n: 6 })
    expect(heardAgo(200 * minute, 100 * minute).kind).toBe('now')
  })
})

describe('sync centre', () => {
  const status = (state: SyncStatus['state'], more: Partial<SyncStatus> = {}): SyncStatus => ({
    state,
    headSeq: 7,
    relayUrl: 'wss://relay.example:8080/x',
    ...more,
  })
  const time = (ms: number | undefined): string => (ms === undefined ? '' : 'T')
  it('a relay that never answered holds no log, and no chain agrees before it was followed to its end', () => {
    expect(
      (['connecting', 'offline', 'silent', 'catchingUp'] as const).map((state) => relayHoldsLog(status(state))),
    ).toEqual([false, false, false, false])
    expect([
      relayHoldsLog(undefined),
      relayHoldsLog(status('offline', { syncedAt: 5 })),
      relayHoldsLog(status('synced', { syncedAt: 5 })),
      relayHoldsLog(status('removed', { syncedAt: 5 })),
    ]).toEqual([false, true, true, false])
    expect((['synced', 'catchingUp', 'offline'] as const).map((state) => chainAgrees(status(state)))).toEqual([
      true,
      false,
      false,
    ])
  })
  it('a backup is worth something to who holds the newest kit only where that kit opens it', () => {
    expect([
      backupWorth(undefined, undefined, 'new'),
      backupWorth(5, 'new', 'new'),
      backupWorth(5, 'old', 'new'),
      backupWorth(5, undefined, 'new'),
    ]).toEqual(['none', 'opens', 'oldKit', 'opens'])
  })
  it('says first what is on this device only', () => {
    expect(syncHeading(undefined, 5)).toEqual({ key: 'alone' })
    expect(syncHeading(status('silent'), 3)).toEqual({ key: 'waiting', plural: 3 })
    expect(syncHeading(status('synced'), 0)).toEqual({ key: 'synced' })
    expect(syncHeading(status('synced'), 2)).toEqual({ key: 'syncedWaiting', plural: 2 })
    expect(syncHeading(status('halted'), 3)).toEqual({ key: 'halted' })
    expect(syncHeading(status('offline'), 0)).toEqual({ key: 'offline' })
  })
  it('names the relay and the time it knows, never one it does not', () => {
    expect(syncSentence(status('silent', { lastHeardAt: 1 }), time)).toEqual({
      key: 'silent',
      params: { host: 'relay.example:8080', time: 'T' },
    })
    expect(syncSentence(status('silent'), time)).toEqual({
      key: 'silentNoTime',
      params: { host: 'relay.example:8080' },
    })
    expect(syncSentence(status('halted', { message: 'Two histories.' }), time).params).toEqual({
      message: 'Two histories.',
    })
  })
  it('has a heading and a sentence for every state', () => {
    for (const state of [
      'none',
      'connecting',
      'catchingUp',
      'synced',
      'offline',
      'silent',
      'removed',
      'waitingForAdmission',
      'halted',
    ] as const)
      for (const waiting of [0, 2]) {
        expect(Object.keys(workspace.sync.heading)).toContain(syncHeading(status(state), waiting).key)
        expect(Object.keys(workspace.sync.sentence)).toContain(syncSentence(status(state), time).key)
      }
  })
  it('one line per command, in the order they go out', () => {
    const row = (n: number, commandId: string): OutboxRow => ({
      n,
      commandId,
      name: 'record.edit',
      input: null,
      class: 'register',
      at: n,
      base: 0,
      payload: { type: 'update', intents: '[]', parts: [{ book: 'risk', update: new Uint8Array(700) }] },
    })
    const outbox = [row(3, 'b'), row(1, 'a'), row(2, 'a')]
    expect(waitingCommands(outbox).map((one) => one.commandId)).toEqual(['a', 'b'])
    expect(outboxBytes(outbox)).toBe(2100)
    expect([12, 2100, 420_000, 4_200_000].map(formatOf('en').bytes)).toEqual(['12 B', '2 KB', '410 KB', '4.0 MB'])
  })
  it('exports what was not sent with all its content', () => {
    const row: NotSentRow = {
      id: '1',
      commandId: 'c',
      at: 0,
      name: 'record.edit',
      input: { x: 1 },
      intents: [{ type: 'set', book: 'risk', key: 'r/title', before: null, after: 'A' }],
      reason: { type: 'roleMayNot', message: 'No.' },
    }
    expect(JSON.parse(notSentFile(row))).toMatchObject({
      command: 'record.edit',
      input: { x: 1 },
      changes: [{ key: 'r/title', after: 'A' }],
      reason: { type: 'roleMayNot' },
    })
  })
  it('reads the host of an address', () =>
    expect([hostOf('wss://a.b/c'), hostOf(undefined), hostOf('nonsense')]).toEqual(['a.b', '', 'nonsense']))
})

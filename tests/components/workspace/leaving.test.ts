import { describe, expect, it } from 'vitest'
import { doubtFrom, goneDevices, lastDayOf, letInRows, noRemoval, removalInput } from '~/components/workspace/leaving'
import type { DeviceRow } from '~/lib/vault/store/tables'

const row = (deviceId: string, admittedBy?: string, active = true): DeviceRow => ({
  deviceId,
  memberId: `m-${deviceId}`,
  code: '',
  active,
  since: 0,
  own: false,
  ...(admittedBy !== undefined && { admittedBy }),
})
const devices = [row('d', 'c'), row('a'), row('b', 'a'), row('c', 'b'), row('e', 'b', false)]

describe('a removal', () => {
  it('takes along what the device let in, directly and through others, active ones only', () => {
    expect(
      letInRows(devices, ['b'])
        .map(({ deviceId }) => deviceId)
        .sort(),
    ).toEqual(['c', 'd'])
    expect(letInRows(devices, ['c']).map(({ deviceId }) => deviceId)).toEqual(['d'])
    expect(letInRows(devices, ['d'])).toEqual([])
    expect(letInRows(devices, ['b', 'c']).map(({ deviceId }) => deviceId)).toEqual(['d'])
  })
  it('leaves out what was unticked, and counts a day from its first moment', () => {
    const letIn = letInRows(devices, ['b'])
    expect(removalInput(noRemoval, letIn, 'UTC')).toEqual({ alsoDevices: letIn.map(({ deviceId }) => deviceId) })
    expect(removalInput({ kept: new Set(['d']), since: '2026-11-03' }, letIn, 'UTC')).toEqual({
      alsoDevices: ['c'],
      compromisedSince: Date.UTC(2026, 10, 3),
    })
    // In the zone of the workspace: the day began an hour earlier in Berlin, five hours later in New York.
    expect(removalInput({ kept: new Set(), since: '2026-11-03' }, [], 'Europe/Berlin').compromisedSince).toBe(
      Date.UTC(2026, 10, 2, 23),
    )
    expect(removalInput({ kept: new Set(), since: '2026-11-03' }, [], 'America/New_York').compromisedSince).toBe(
      Date.UTC(2026, 10, 3, 5),
    )
  })
})

describe('a removed device', () => {
  const until = Date.UTC(2026, 10, 5, 23, 30)
  const gone = (deviceId: string, values: Partial<DeviceRow> = {}): DeviceRow => ({
    ...row(deviceId, undefined, false),
    until,
    ...values,
  })
  it('is in doubt from a day up to that of its removal; a moment behind it says that nothing is', () => {
    const days = goneDevices([
      row('here'),
      gone('a', { until: until - 1 }),
      gone('b', { compromisedSince: Date.UTC(2026, 10, 1) }),
      gone('c', { compromisedSince: until + 1, until: until + 5 }),
      gone('d', { compromisedSince: until + 1 }),
    ])
    expect(days.map(({ device, doubtfulSince }) => [device.deviceId, doubtfulSince])).toEqual([
      ['c', until + 1],
      ['b', Date.UTC(2026, 10, 1)],
      ['d', undefined],
      ['a', undefined],
    ])
    expect(doubtFrom('2026-11-05', { until }, 'Europe/Berlin')).toBe(Date.UTC(2026, 10, 4, 23))
    expect(doubtFrom(undefined, { until }, 'Europe/Berlin')).toBe(until + 1)
    // Half past eleven at night in UTC is the next day in Berlin.
    expect([lastDayOf({ until }, 'UTC'), lastDayOf({ until }, 'Europe/Berlin')]).toEqual(['2026-11-05', '2026-11-06'])
  })
})

import { describe, expect, it } from 'vitest'
import { letInRows, noRemoval, removalInput } from '~/components/workspace/leaving'
import type { DeviceRow } from '~/lib/vault/tables'

const row = (deviceId: string, admittedBy?: string, active = true): DeviceRow =>
  ({ deviceId, memberId: `m-${deviceId}`, code: '', active, since: 0, own: false, ...(admittedBy !== undefined && { admittedBy }) })
const devices = [row('d', 'c'), row('a'), row('b', 'a'), row('c', 'b'), row('e', 'b', false)]

describe('a removal', () => {
  it('takes along what the device let in, directly and through others, active ones only', () => {
    expect(letInRows(devices, ['b']).map(({ deviceId }) => deviceId).sort()).toEqual(['c', 'd'])
    expect(letInRows(devices, ['c']).map(({ deviceId }) => deviceId)).toEqual(['d'])
    expect(letInRows(devices, ['d'])).toEqual([])
    expect(letInRows(devices, ['b', 'c']).map(({ deviceId }) => deviceId)).toEqual(['d'])
  })
  it('leaves out what was unticked, and counts a day from its first moment', () => {
    const letIn = letInRows(devices, ['b'])
    expect(removalInput(noRemoval, letIn)).toEqual({ alsoDevices: letIn.map(({ deviceId }) => deviceId) })
    expect(removalInput({ kept: new Set(['d']), since: '2026-11-03' }, letIn)).toEqual({ alsoDevices: ['c'], compromisedSince: Date.UTC(2026, 10, 3) })
  })
})

/** What goes along with a removal, as the person who removes reads it. */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { noRemoval } from '~/components/workspace/leaving'
import RemovalChoices from '~/components/workspace/members/RemovalChoices.vue'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { DeviceRow, Vault } from '~/lib/vault/store/tables'
import { demoSurface, type DemoSurface } from '../demoSurface'

let surface: DemoSurface
let vault: Vault
beforeAll(async () => {
  surface = await demoSurface()
  vault = surface.inPage(() => useSession()).vault!
})
afterAll(() => surface.close())

const text = (html: string): string =>
  html
    .replace(/<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
const session = () => surface.inPage(() => useSession())
const device = (deviceId: string, more: Partial<DeviceRow> = {}): DeviceRow => ({
  deviceId,
  memberId: 'MD',
  code: deviceId.toUpperCase(),
  active: true,
  since: 0,
  own: false,
  ...more,
})
async function devices(...rows: readonly DeviceRow[]): Promise<void> {
  await vault.devices.clear()
  await vault.devices.bulkPut([...rows])
  await vi.waitFor(() =>
    expect(
      session()
        .devices?.map(({ deviceId }) => deviceId)
        .sort(),
    ).toEqual(rows.map(({ deviceId }) => deviceId).sort()),
  )
}

describe('a removal', () => {
  it('takes along what was let in from there unless it is unticked; the day is asked of an owner once it is said that somebody else may have used them', async () => {
    await devices(device('here', { own: true }))
    const draw = (model: object, letIn: readonly DeviceRow[] = []): Promise<string> =>
      surface.draw(RemovalChoices, { modelValue: model, letIn }, 'en')
    const both = await draw(noRemoval, [device('x'), device('y')])
    expect(both.match(/data-also="[xy]"[^>]*|checked[^>]*data-also="[xy]"/g)).toHaveLength(2)
    expect(both.match(/ checked/g)).toHaveLength(2)
    expect((await draw({ kept: new Set(['x']) }, [device('x'), device('y')])).match(/ checked/g)).toHaveLength(1)
    expect(await draw(noRemoval)).not.toContain('type="date"')
    const asked = await draw({ kept: new Set(), since: '2026-05-03' })
    expect(asked).toContain('value="2026-05-03"')
    expect(text(asked)).toMatch(/Counts from 00:00 of this day, [A-Z]\w+\/\w+\./)
    await devices(device('b'))
    expect(text(await draw(noRemoval))).toBe('')
  })
})

/**
 * The daily reminder while no page of the app is open. Only where the person turned it on; a page that told it today
 * leaves nothing to tell.
 */

import { browser } from 'wxt/browser'
import type { Dated } from '~/lib/isms/task/dated'
import { becameDue } from '~/lib/isms/task/reminders'
import type { DeviceDb } from '~/lib/vault/store/deviceDb'
import { backgroundWords, readLocale } from './backgroundWords'

export interface Reminder {
  readonly title: string
  readonly message: string
}

const keep = 400
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/**
 * What to tell now, marked as told in one transaction, so that no other page tells it again. Undefined when there is
 * nothing.
 */
export async function takeReminder(
  deviceDb: DeviceDb,
  workspaceId: string,
  { today, due }: { readonly today: string; readonly due: readonly Dated[] },
): Promise<Reminder | undefined> {
  return deviceDb.transaction('rw', deviceDb.preferences, deviceDb.workspaces, async () => {
    // The demo lives on a day of its own: nothing there is due today.
    if ((await deviceDb.workspaces.get(workspaceId))?.demo === true) return undefined
    const get = async (key: string): Promise<unknown> => (await deviceDb.preferences.get(key))?.value
    if ((await get('reminders')) !== true) return undefined
    const day = await get(`reminded.day.${workspaceId}`)
    const told = texts(await get(`reminded.ids.${workspaceId}`))
    const ids = becameDue(
      due.map(({ id, date }) => ({ id, due: date })),
      { today, lastDay: typeof day === 'string' ? day : undefined, reminded: new Set(told) },
    )
    if (ids.length === 0) return undefined
    await deviceDb.preferences.put({ key: `reminded.day.${workspaceId}`, value: today })
    await deviceDb.preferences.put({ key: `reminded.ids.${workspaceId}`, value: [...told, ...ids].slice(-keep) })
    const titles = due.filter(({ id }) => ids.includes(id)).map(({ title }) => title)
    const words = backgroundWords[await readLocale(deviceDb)]
    return {
      title: words.due(ids.length),
      message: [...titles.slice(0, 3), ...(titles.length > 3 ? [words.more(titles.length - 3)] : [])].join('\n'),
    }
  })
}

/** Shows it, where the optional permission was given. */
export async function showReminder(workspaceId: string, { title, message }: Reminder): Promise<void> {
  if (!(await browser.permissions.contains({ permissions: ['notifications'] }))) return
  await browser.notifications.create(`plumbline-${workspaceId}`, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png' as '/'),
    title,
    message,
  })
}

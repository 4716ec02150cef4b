/** Wakes the worker to sync: every five minutes, every minute while somebody's review is awaited (protocol.md 4). */

import { browser } from 'wxt/browser'

const syncAlarm = 'sync'

export interface SyncAlarm {
  setPeriod(minutes: 1 | 5): void
}

export function registerSyncAlarm(sync: () => Promise<void>): SyncAlarm {
  let minutes = 0
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === syncAlarm) void sync()
  })
  const setPeriod = (wanted: 1 | 5): void => {
    if (wanted === minutes) return
    minutes = wanted
    void browser.alarms.get(syncAlarm).then((alarm) => {
      if (alarm?.periodInMinutes !== wanted) return browser.alarms.create(syncAlarm, { periodInMinutes: wanted })
    })
  }
  setPeriod(5)
  return { setPeriod }
}

/** The death of an extension's service worker, waited for. */

import { until, type ChromiumProfile } from '../driver'

/**
 * Answers what kills the worker: resolves when the one that ran has ended, false when none ran, or the browser has not
 * yet told us of it.
 */
export function workerKiller(profile: ChromiumProfile): () => Promise<boolean> {
  let deaths = 0
  profile.browser.on('targetdestroyed', (target) => {
    if (target.type() === 'service_worker') deaths++
  })
  return async () => {
    const before = deaths
    if (!profile.browser.targets().some((target) => target.type() === 'service_worker')) return false
    for (let attempt = 1; deaths === before; attempt++) {
      if (attempt > 20) throw new Error('the worker does not end')
      // One that is only just starting does not hear it.
      await profile.killWorker()
      await until(() => deaths > before, 'the worker to end', 500).catch(() => undefined)
    }
    return true
  }
}

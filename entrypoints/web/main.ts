import { mountApp } from '../app/mountApp'
import { webPlatform } from '~/lib/platform/web/webPlatform'

declare const __APP_VERSION__: string

const createWorker = (): SharedWorker =>
  new SharedWorker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'plumbline' })

void mountApp(webPlatform(createWorker, __APP_VERSION__))

if (import.meta.env.PROD && 'serviceWorker' in navigator) void keepShell()

/** Until the shell is kept the app does not open offline: an attempt that fails is made again, less often each time. */
async function keepShell(): Promise<void> {
  for (let wait = 5_000; ; wait = Math.min(wait * 2, 300_000)) {
    const worker = await navigator.serviceWorker.register('/sw.js').then(
      ({ installing }) => installing,
      () => undefined,
    )
    if (worker === null || (worker && (await installs(worker)))) return
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

const installs = (worker: ServiceWorker): Promise<boolean> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (worker.state === 'redundant') resolve(false)
      else if (worker.state !== 'installing' && worker.state !== 'parsed') resolve(true)
    }
    worker.addEventListener('statechange', look)
    look()
  })

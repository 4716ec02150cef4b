import { mountApp } from '../app/mountApp'
import { webPlatform } from '~/lib/platform/web/webPlatform'

declare const __APP_VERSION__: string

const createWorker = (): SharedWorker => new SharedWorker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'plumbline' })

void mountApp(webPlatform(createWorker, __APP_VERSION__))

if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js')

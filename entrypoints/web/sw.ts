/**
 * Keeps the shell of the web app, so that it opens offline. It stores our own static files and nothing else: not the
 * socket, not blobs, not what the relay's API answers. A page is asked for fresh first; files with a hash in their name
 * never change and come from the cache.
 */

/** The part of the service worker scope used here; its own type library clashes with the one of pages. */
interface WorkerScope {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void
  addEventListener(type: 'fetch', listener: (event: { readonly request: Request; respondWith(answer: Promise<Response>): void }) => void): void
}
declare const self: WorkerScope

const cacheName = 'plumbline-shell'

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(['/', '/manifest.webmanifest', '/icon/48.png']))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate' && url.pathname === '/') event.respondWith(freshPage(request))
  else if (/^\/(assets|icon)\/|^\/manifest\.webmanifest$/.test(url.pathname)) event.respondWith(keptFile(request))
})

async function freshPage(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  try {
    const answer = await fetch(request)
    if (answer.ok) {
      await cache.put('/', answer.clone())
      void dropOldFiles(cache, await answer.clone().text())
    }
    return answer
  } catch {
    return (await cache.match('/')) ?? Response.error()
  }
}

async function keptFile(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

/** Once the page names other entry files, files of the version before it are of no use; they are fetched again if asked for. */
async function dropOldFiles(cache: Cache, page: string): Promise<void> {
  const entries = new Set([...page.matchAll(/\/assets\/[\w.-]+/g)].map((match) => match[0]))
  const marker = await cache.match('/shell-entries')
  const known = marker ? await marker.text() : ''
  const now = [...entries].sort().join('\n')
  if (known !== '' && known !== now) {
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url)
      if (pathname.startsWith('/assets/') && !entries.has(pathname)) await cache.delete(request)
    }
  }
  await cache.put('/shell-entries', new Response(now))
}

export {}

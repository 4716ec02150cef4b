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
  addEventListener(
    type: 'install' | 'activate',
    listener: (event: { waitUntil(work: Promise<unknown>): void }) => void,
  ): void
  addEventListener(
    type: 'fetch',
    listener: (event: { readonly request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void
}
declare const self: WorkerScope

const cacheName = 'plumbline-shell'
const atOnce = 4
const attempts = 3

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => keepShell(cache))
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
      const before = await (await cache.match('/'))?.text()
      await cache.put('/', answer.clone())
      if ((await answer.clone().text()) !== before) void keepShell(cache)
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

/** Every file of this build, also those a page loads only when it gets there; files of builds before are dropped. */
async function keepShell(cache: Cache): Promise<void> {
  const answer = await fetch('/shell.json', { cache: 'no-store' })
  if (!answer.ok) throw new Error(`shell.json: ${answer.status}`)
  const files = (await answer.json()) as readonly string[]
  const kept = new Set((await cache.keys()).map((request) => new URL(request.url).pathname))
  const wanted = ['/', '/manifest.webmanifest', '/icon/48.png', ...files].filter(
    (file) => file === '/' || !kept.has(file),
  )
  // A few at a time, each kept as it comes: what fails is tried again, and what is here need not come again.
  const keepNext = async (): Promise<void> => {
    for (let file = wanted.pop(); file !== undefined; file = wanted.pop()) await keep(cache, file)
  }
  await Promise.all(Array.from({ length: atOnce }, keepNext))
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/assets/') && !files.includes(pathname)) await cache.delete(request)
  }
}

async function keep(cache: Cache, file: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await cache.add(file)
    } catch (error) {
      if (attempt === attempts) throw error
      await new Promise((resolve) => setTimeout(resolve, attempt * 500))
    }
  }
}

export {}

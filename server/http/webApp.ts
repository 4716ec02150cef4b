/**
 * The built web app: files of one folder, nothing outside it. The policy lets the page load its own files, speak
 * with its own relay, and nothing else, so that even injected markup has nowhere to send what it reads.
 */

import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, posix, relative, sep } from 'node:path'
import { answer, safeHeaders } from './httpAnswer'

/**
 * `style-src 'unsafe-inline'`: Vue and Reka UI set style attributes. `img-src blob: data:` and `frame-src blob:`:
 * decrypted evidence is shown from memory. No script but our own files, and no `eval`.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const pageHeaders: Readonly<Record<string, string>> = {
  ...safeHeaders,
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'X-Frame-Options': 'DENY',
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

/** Names that Vite gives to built files carry a hash of their content: they never change. */
const isHashed = (path: string): boolean => /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/.test(path) && path.includes('/assets/')

interface WebFile {
  readonly file: string
  readonly size: number
  readonly headers: Readonly<Record<string, string>>
  readonly etag: string
}

export interface WebApp {
  /** Answers a GET or HEAD; false when there is no such file. */
  serve(request: IncomingMessage, response: ServerResponse, path: string): boolean
}

/** Lists the folder once: what isn't in the list can't be asked for, whatever the path says. */
export async function createWebApp(folder: string): Promise<WebApp> {
  const files = new Map<string, WebFile>()
  for (const item of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!item.isFile()) continue
    const file = join(item.parentPath, item.name)
    const path = posix.join('/', ...relative(folder, file).split(sep))
    const { size, mtimeMs } = await stat(file)
    files.set(path, {
      file,
      size,
      etag: `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`,
      headers: {
        ...pageHeaders,
        'Content-Type': types[extname(file).toLowerCase()] ?? 'application/octet-stream',
        'Cache-Control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      },
    })
  }
  return {
    serve(request, response, path) {
      const found = files.get(path.endsWith('/') ? `${path}index.html` : path)
      if (!found) return false
      if (request.headers['if-none-match'] === found.etag) {
        response.writeHead(304, { ...found.headers, ETag: found.etag }).end()
        return true
      }
      response.writeHead(200, { ...found.headers, 'ETag': found.etag, 'Content-Length': String(found.size) })
      if (request.method === 'HEAD') response.end()
      else
        createReadStream(found.file)
          .on('error', () => response.destroy())
          .pipe(response)
      return true
    },
  }
}

/** What `GET /` says when no web app was built. */
export const answerNoWebApp = (response: ServerResponse): void =>
  answer(response, 404, 'This relay serves no web app. Set PLUMBLINE_WEB to the folder of a built one.\n')

/**
 * How a captured or uploaded file may be shown. It is hostile: it is never put into the app's own document, never
 * opened by navigating to it, and asks no network. Three ways only (capture.md 4):
 *
 * - `frame`: text for `<iframe sandbox="" srcdoc="…">`: no scripts, an origin of its own, and a policy that knows
 *   pictures inside the document and nothing else;
 * - `raster`: a bitmap format, for `<img>`, in which browsers run nothing;
 * - `download`: everything else.
 */

import { escapeValue, neutraliseHtml } from './neutraliseHtml'
import { partText, readMhtml, type MhtmlPart } from '../record/mhtml'

export type SafeView =
  | { readonly type: 'frame'; readonly srcdoc: string; readonly sandbox: '' }
  | { readonly type: 'raster'; readonly mime: string }
  | { readonly type: 'download'; readonly why: 'unknownType' | 'tooLarge' | 'tooSlow' | 'unreadable' }

/** The value of the frame's `sandbox` attribute: every restriction, no exception. */
export const viewerSandbox = '' as const
export const viewerPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

const rasters = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif', 'image/bmp'])
/** A document beyond this is not rebuilt in memory. */
export const viewLimit = 48 * 1024 * 1024
/** Of pictures and styles that are put into a page, each time they are named. */
export const putInLimit = 64 * 1024 * 1024

export interface ViewedFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
}

export function safeView({ mime, name, bytes }: ViewedFile): SafeView {
  const type = mime.split(';')[0]!.trim().toLowerCase()
  if (rasters.has(type)) return { type: 'raster', mime: type }
  if (bytes.length > viewLimit) return { type: 'download', why: 'tooLarge' }
  if (type === 'multipart/related' || type === 'message/rfc822' || /\.mht(ml)?$/i.test(name)) return viewMhtml(bytes)
  if (type === 'text/html' || type === 'application/xhtml+xml') return frame(neutraliseHtml(decode(bytes)))
  if (type === 'image/svg+xml')
    return frame(`<img alt="" style="max-width:100%" src="data:image/svg+xml;base64,${base64(bytes)}">`)
  if (type.startsWith('text/') || type === 'application/json' || type === 'application/xml')
    return frame(`<pre style="white-space:pre-wrap;font:13px/1.5 monospace">${escapeValue(decode(bytes))}</pre>`)
  return { type: 'download', why: 'unknownType' }
}

/** The only way a document for the frame is made: the policy stands before anything that was captured. */
function frame(body: string): SafeView {
  const policy = `<meta http-equiv="Content-Security-Policy" content="${viewerPolicy}">`
  return {
    type: 'frame',
    sandbox: viewerSandbox,
    srcdoc: `<!doctype html><meta charset="utf-8">${policy}<meta name="referrer" content="no-referrer">${body}`,
  }
}

function viewMhtml(bytes: Uint8Array): SafeView {
  const archive = readMhtml(bytes)
  if (!archive?.root) return { type: 'download', why: 'unreadable' }
  const { root } = archive
  const parts = new Map<string, MhtmlPart>()
  for (const part of archive.parts) {
    if (part.location) parts.set(part.location, part)
    if (part.contentId) parts.set(`cid:${part.contentId}`, part)
  }
  const find = (address: string): MhtmlPart | undefined =>
    parts.get(address) ?? parts.get(resolve(address, root.location))
  // A page may name one picture a thousand times: what is put in is bounded together.
  let left = putInLimit
  const within = (size: number): boolean => (left -= size) >= 0
  const picture = (address: string): string | undefined => {
    const part = find(address)
    return part && (rasters.has(part.mime) || part.mime === 'image/svg+xml') && within(part.bytes.length)
      ? `data:${part.mime};base64,${base64(part.bytes)}`
      : undefined
  }
  const styles = (address: string): string | undefined => {
    const part = find(address)
    return part?.mime === 'text/css' && within(part.bytes.length) ? partText(part) : undefined
  }
  return frame(neutraliseHtml(partText(root), { picture, styles }))
}

function resolve(address: string, base: string | undefined): string {
  try {
    return new URL(address, base).href
  } catch {
    return address
  }
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(binary)
}

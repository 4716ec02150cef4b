/**
 * Reads MHTML (RFC 2557) as browsers write it: multipart/related, quoted-printable, base64 or binary parts. It only
 * takes apart; how a part may be shown is `safeView.ts`'s business. Undefined for anything that is not such a file.
 */

import { toBytes, type Bytes } from '~/lib/shared/bytes'

export interface MhtmlPart {
  readonly mime: string
  readonly charset?: string
  /** Address the part was loaded from. */
  readonly location?: string
  readonly contentId?: string
  readonly bytes: Bytes
}

export interface Mhtml {
  readonly address?: string
  readonly parts: readonly MhtmlPart[]
  /** The page itself. */
  readonly root?: MhtmlPart
}

const partLimit = 5_000

export function readMhtml(bytes: Uint8Array): Mhtml | undefined {
  // Latin-1 keeps every byte as one character, so positions in the text are positions in the file.
  const text = latin1(bytes)
  const head = splitHeaders(text)
  if (!head) return undefined
  const boundary = parameter(head.headers.get('content-type') ?? '', 'boundary')
  if (!/^multipart\/related/i.test(head.headers.get('content-type') ?? '') || !boundary) return undefined
  const parts = split(head.body, boundary)
    .slice(0, partLimit)
    .flatMap((part) => readPart(part) ?? [])
  const start = parameter(head.headers.get('content-type') ?? '', 'start')?.replace(/^<|>$/g, '')
  const root =
    parts.find((part) => start !== undefined && part.contentId === start) ??
    parts.find((part) => part.mime === 'text/html')
  const address = head.headers.get('snapshot-content-location')
  return { parts, ...(root && { root }), ...(address && { address }) }
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return text
}

const fromLatin1 = (text: string): Bytes => {
  const out = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i)
  return toBytes(out)
}

function splitHeaders(
  text: string,
): { readonly headers: ReadonlyMap<string, string>; readonly body: string } | undefined {
  const end = /\r?\n\r?\n/.exec(text)
  if (!end) return undefined
  const headers = new Map<string, string>()
  for (const line of text
    .slice(0, end.index)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return { headers, body: text.slice(end.index + end[0].length) }
}

function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header)
  return found?.[1] ?? found?.[2]
}

function split(body: string, boundary: string): readonly string[] {
  const mark = `--${boundary}`
  const starts: { from: number; after: number; last: boolean }[] = []
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    if (at > 0 && body[at - 1] !== '\n') continue
    const lineEnd = body.indexOf('\n', at)
    const rest = body.slice(at + mark.length, lineEnd < 0 ? undefined : lineEnd).trim()
    if (rest !== '' && rest !== '--') continue
    starts.push({ from: at, after: lineEnd < 0 ? body.length : lineEnd + 1, last: rest === '--' })
    if (rest === '--') break
  }
  return starts.flatMap((start, index) => {
    if (start.last) return []
    const end = starts[index + 1]?.from ?? body.length
    return [body.slice(start.after, end).replace(/\r?\n$/, '')]
  })
}

function readPart(text: string): MhtmlPart | undefined {
  const part = splitHeaders(text)
  if (!part) return undefined
  const type = part.headers.get('content-type') ?? 'application/octet-stream'
  const mime = type.split(';')[0]!.trim().toLowerCase()
  const charset = parameter(type, 'charset')
  const location = part.headers.get('content-location')
  const contentId = part.headers.get('content-id')?.replace(/^<|>$/g, '')
  return {
    mime,
    bytes: decode(part.body, (part.headers.get('content-transfer-encoding') ?? '').toLowerCase()),
    ...(charset && { charset }),
    ...(location && { location }),
    ...(contentId && { contentId }),
  }
}

function decode(body: string, encoding: string): Bytes {
  if (encoding === 'base64') {
    try {
      return fromLatin1(atob(body.replace(/[^A-Za-z0-9+/=]/g, '')))
    } catch {
      return fromLatin1('')
    }
  }
  if (encoding !== 'quoted-printable') return fromLatin1(body)
  // Line by line: a long run of blanks would else be tried from each of them.
  const lines = body
    .split('\n')
    .map((line, index, all) => (index === all.length - 1 ? line : `${line.replace(/\r$/, '').trimEnd()}\r\n`))
  return fromLatin1(
    lines
      .join('')
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  )
}

/** Text of a part in its own character set; UTF-8 where it names none or an unknown one. */
export function partText(part: MhtmlPart): string {
  try {
    return new TextDecoder(part.charset ?? 'utf-8').decode(part.bytes)
  } catch {
    return new TextDecoder().decode(part.bytes)
  }
}

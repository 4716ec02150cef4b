/** The frame of a pack: BagIt 1.0 (RFC 8493). What stands in its tag files, and how they are read back. */

import type { WrittenFile } from '../exchange/zip/writeZip'

export const bagitText = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

export interface BagInfo {
  readonly organisation: string
  /** What was chosen, in words. */
  readonly description: string
  /** Day of the export. */
  readonly date: string
  readonly software: string
  readonly payload: readonly Pick<WrittenFile, 'bytes'>[]
}

/** Values are one line each; long ones are not folded, which the RFC allows. */
export function bagInfoText({ organisation, description, date, software, payload }: BagInfo): string {
  const bytes = payload.reduce((sum, file) => sum + file.bytes, 0)
  const lines: readonly (readonly [string, string])[] = [
    ['Source-Organization', organisation],
    ['External-Description', description],
    ['Bagging-Date', date],
    ['Bag-Software-Agent', software],
    ['Bag-Size', `${Math.max(1, Math.round(bytes / 1024))} KiB`],
    ['Payload-Oxum', `${bytes}.${payload.length}`],
  ]
  return lines
    .filter(([, value]) => value.trim() !== '')
    .map(([label, value]) => `${label}: ${value.replace(/\s+/g, ' ').trim()}\n`)
    .join('')
}

/** `sha256sum` and BagIt agree on this form: two spaces, forward slashes, by path. */
export const manifestText = (files: readonly WrittenFile[]): string =>
  [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('')

/**
 * Hash by path; undefined for text that is no manifest, or names a path twice. Percent signs stand for the RFC's three
 * escapes.
 */
export function readManifest(text: string): ReadonlyMap<string, string> | undefined {
  const files = new Map<string, string>()
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line === '') continue
    const match = /^([0-9a-fA-F]{64})[ \t]+\*?(?:\.\/)?(.+)$/.exec(line)
    if (!match) return undefined
    const path = match[2]!.replace(/%0D/gi, '\r').replace(/%0A/gi, '\n').replace(/%25/g, '%')
    if (files.has(path)) return undefined
    files.set(path, match[1]!.toLowerCase())
  }
  return files
}

/** Labels and values of `bag-info.txt` and `bagit.txt`; lines that begin with a space go on with the one before. */
export function readTags(text: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>()
  let last: string | undefined
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)) {
    const match = /^([^:\s][^:]*):[ \t]*(.*)$/.exec(line)
    if (match) tags.set((last = match[1]!.trim()), match[2]!.trim())
    else if (last !== undefined && /^[ \t]/.test(line)) tags.set(last, `${tags.get(last)} ${line.trim()}`)
  }
  return tags
}

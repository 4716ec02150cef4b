/**
 * Names inside a pack. Titles and file names are untrusted: anything a file system, a manifest line or a shell could
 * misread is replaced, and no two names collide on a case-insensitive disk.
 */

import type { Evidence } from '~/lib/records/kinds/evidence'

/** Names that Windows reserves for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const longest = 100

/** One segment of a path: letters, digits and a few signs of any script; never empty, hidden, reserved or too long. */
export function safeName(name: string): string {
  const kept = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._()+,=@-]+/gu, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.-]+/, '')
    .replace(/[\s.]+$/, '')
  const cut = shorten(kept)
  return cut === '' ? 'file' : reserved.test(cut) ? `_${cut}` : cut
}

/** Shortened before the extension, so that the extension is kept. Counted in UTF-8 bytes, as file systems do. */
function shorten(name: string): string {
  const size = (text: string): number => new TextEncoder().encode(text).length
  if (size(name) <= longest) return name
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? ''
  let stem = [...name.slice(0, name.length - ending.length)]
  while (stem.length > 0 && size(stem.join('')) > longest - size(ending)) stem = stem.slice(0, -1)
  return `${stem.join('').replace(/[\s.]+$/, '')}${ending}`
}

/** Returns a function that makes names unique: a name that is taken gets a number before its extension. */
export function createNames(): (name: string) => string {
  const taken = new Set<string>()
  return (name) => {
    const safe = safeName(name)
    const dot = safe.lastIndexOf('.')
    const [stem, ending] = dot > 0 ? [safe.slice(0, dot), safe.slice(dot)] : [safe, '']
    for (let n = 1; ; n++) {
      const candidate = n === 1 ? safe : `${stem}-${n}${ending}`
      const key = candidate.toLowerCase()
      if (taken.has(key)) continue
      taken.add(key)
      return candidate
    }
  }
}

/**
 * Validates a path supplied by others for their files: at most eight segments, each unchanged by `safeName`. Undefined
 * for any other path.
 */
export function safePath(path: string): string | undefined {
  const parts = path.split('/')
  return parts.length > 0 && parts.length <= 8 && parts.every((part) => part !== '' && safeName(part) === part)
    ? path
    : undefined
}

/** The folder of a piece of evidence below `evidence/`, valid while no other shares its ref (ID6). */
export const evidenceFolderName = ({ ref, id }: Pick<Evidence, 'ref' | 'id'>): string => safeName(ref || id)

/**
 * Path of each file of a piece of evidence inside its folder: `original/…` or `derived/…`, so that no upload can take
 * the place of a seal and no later file passes for a sealed one. Files whose bytes are not present get a path, too.
 */
export function evidenceFilePaths({ files }: Pick<Evidence, 'files'>): ReadonlyMap<string, string> {
  const names = { original: createNames(), derived: createNames() }
  return new Map(
    Object.keys(files)
      .sort()
      .map((name) => [name, `${files[name]!.part}/${names[files[name]!.part](name)}`]),
  )
}

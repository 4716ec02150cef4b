/**
 * Names inside a pack. Titles and file names come from anywhere: what a file system, a manifest line or a shell would
 * take for something else is replaced, and no two names are one on a disk that knows no capitals.
 */

import type { Evidence } from '~/lib/records/kinds/evidence'

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const longest = 100

/** One part of a path: letters, digits and a few signs of any script; never empty, hidden, reserved or too long. */
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

/** Cut in the middle, so that the ending stays. Counted in UTF-8 bytes, as file systems do. */
function shorten(name: string): string {
  const size = (text: string): number => new TextEncoder().encode(text).length
  if (size(name) <= longest) return name
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? ''
  let stem = [...name.slice(0, name.length - ending.length)]
  while (stem.length > 0 && size(stem.join('')) > longest - size(ending)) stem = stem.slice(0, -1)
  return `${stem.join('').replace(/[\s.]+$/, '')}${ending}`
}

/** Gives each name its place once: a name that is taken gets a number before its ending. */
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

/** A path that others hand in for their files: parts of `safeName`, at most eight of them. Undefined for any other. */
export function safePath(path: string): string | undefined {
  const parts = path.split('/')
  return parts.length > 0 && parts.length <= 8 && parts.every((part) => part !== '' && safeName(part) === part)
    ? path
    : undefined
}

/** The folder of an evidence below `evidence/`, as long as no other has its ref (ID6). */
export const evidenceFolderName = ({ ref, id }: Pick<Evidence, 'ref' | 'id'>): string => safeName(ref || id)

/**
 * Where each file of an evidence lies in its folder: `original/…` and `derived/…`, so that no upload takes the place of
 * a seal, and nobody takes a later file for one that was sealed. All files are named, also those that are not here.
 */
export function evidenceFilePaths({ files }: Pick<Evidence, 'files'>): ReadonlyMap<string, string> {
  const names = { original: createNames(), derived: createNames() }
  return new Map(
    Object.keys(files)
      .sort()
      .map((name) => [name, `${files[name]!.part}/${names[files[name]!.part](name)}`]),
  )
}

/** How a person looks without a picture: two initials and a hue that follows from the id. */

const small = new Set(['of', 'the', 'and', 'for', 'der', 'die', 'das', 'und', 'von', 'de'])

export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '' && !small.has(word.toLowerCase()))
  const [first = '?', second] = words
  return (second ? first.slice(0, 1) + second.slice(0, 1) : first.slice(0, 2)).toUpperCase()
}

/** Degrees; FNV-1a over the id, in 24 steps so that neighbours stay apart. */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193)
  return ((hash >>> 0) % 24) * 15
}

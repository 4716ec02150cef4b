/** `@name` while a comment is written. Pure: text and caret in, what to offer and what to write out. */

export interface MentionQuery {
  /** Where the `@` stands. */
  readonly at: number
  readonly query: string
}

export interface Named {
  readonly id: string
  readonly name: string
}

/** The mention being typed at the caret: an `@` at the beginning of a word, with at most two words behind it. */
export function mentionAt(text: string, caret: number): MentionQuery | undefined {
  const match = /(?:^|[\s(])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*)?)$/u.exec(text.slice(0, caret))
  return match ? { at: caret - match[1]!.length - 1, query: match[1]! } : undefined
}

/** Persons whose name, or a word of it, begins with what was typed. */
export function matchMentions<N extends Named>(persons: readonly N[], query: string): readonly N[] {
  const wanted = query.toLowerCase()
  return persons
    .filter(
      ({ name }) =>
        name.toLowerCase().startsWith(wanted) ||
        name
          .toLowerCase()
          .split(/\s+/)
          .some((word) => word.startsWith(wanted)),
    )
    .slice(0, 6)
}

/** The text with the name in place of what was typed, and where the caret then stands. */
export function insertMention(
  text: string,
  caret: number,
  { at }: MentionQuery,
  name: string,
): { readonly text: string; readonly caret: number } {
  const before = `${text.slice(0, at)}@${name} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}

/** Who is mentioned in a text. Of names that begin alike the longest counts: `@Ana Lopez` is not `@Ana`. */
export function mentionsIn(text: string, persons: readonly Named[]): readonly string[] {
  const found = new Set<string>()
  const longest = [...persons].filter(({ name }) => name.trim() !== '').sort((a, b) => b.name.length - a.name.length)
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const hit = longest.find(
      ({ name }) => text.startsWith(name, at + 1) && !/[\p{L}\p{N}]/u.test(text.charAt(at + 1 + name.length)),
    )
    if (hit) found.add(hit.id)
  }
  return [...found]
}

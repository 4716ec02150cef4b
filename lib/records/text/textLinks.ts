/** Refs, codes and addresses of this app inside free text: shown as links, stored as written. Pure. */

export type TextLink =
  | { readonly type: 'ref'; readonly start: number; readonly end: number; readonly ref: string }
  | { readonly type: 'code'; readonly start: number; readonly end: number; readonly code: string }
  /** A pasted address of the app: the part after `#`, whichever installation it points to. */
  | {
      readonly type: 'address'
      readonly start: number
      readonly end: number
      readonly path: string
      readonly query: Readonly<Record<string, string>>
    }

const address = String.raw`(?:(?:https?|chrome-extension|moz-extension):\/\/[^\s#<>"']{1,200})?#\/[a-z][a-z-]{1,30}(?:\/[^\s?#<>"']{1,120})?(?:\?[^\s#<>"']{1,400})?`
const ref = String.raw`[A-Z]{1,4}-(?:\d{4}-)?[A-Z]{0,3}[1-9]\d{0,8}`
/** Codes need a letter: a bare `6.1` could be a version of anything. */
const code = String.raw`A\.\d{1,2}(?:\.\d{1,3})?|(?:CC|PI|A|C|P)\d{1,2}\.\d{1,2}|[A-Z]{2}\.[A-Z]{2}-\d{1,2}`
const links = new RegExp(
  String.raw`(?<address>${address})|(?<![\p{L}\p{N}._/-])(?:(?<ref>${ref})|(?<code>${code}))(?![\p{L}\p{N}_]|[-.]\d)`,
  'gu',
)

/** Links in text order. Whether a ref or code exists is for the caller to check. */
export function findLinks(text: string, most = 500): readonly TextLink[] {
  const found: TextLink[] = []
  for (const match of text.matchAll(links)) {
    const start = match.index
    const groups = match.groups!
    if (groups['ref']) found.push({ type: 'ref', start, end: start + groups['ref'].length, ref: groups['ref'] })
    else if (groups['code'])
      found.push({ type: 'code', start, end: start + groups['code'].length, code: groups['code'] })
    else if (groups['address']) {
      // Punctuation after an address ends the sentence and is not part of the address.
      const whole = groups['address'].replace(/[.,;:!?)\]}]+$/, '')
      const hash = whole.slice(whole.indexOf('#') + 1)
      const [path = '', search = ''] = hash.split('?')
      found.push({
        type: 'address',
        start,
        end: start + whole.length,
        path: decoded(path),
        query: Object.fromEntries(new URLSearchParams(search)),
      })
    }
    if (found.length >= most) break
  }
  return found
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/**
 * Rewrites captured style text so that it asks no network: no imports, no address that is not a picture of the page
 * itself. It reads tokens as CSS Syntax Level 3 does and writes each anew: names and strings with their escapes
 * resolved and put back in one spelling, so that what a browser reads is what was judged here, whether the text stands
 * in a style element, in an attribute or in a style element inside a drawing, where references like `&#x75;` would
 * count. Every character is looked at once.
 */

export interface CssOptions {
  /** The `data:` address of a picture that came with the page; undefined leaves the picture out. */
  picture?(address: string): string | undefined
}

/** Functions that fetch what a plain string names, or that draw what is not here: left out with all that is in them. */
const fetching = new Set([
  'image-set',
  '-webkit-image-set',
  'image',
  'src',
  'element',
  '-moz-element',
  'cross-fade',
  '-webkit-cross-fade',
  'paint',
  'expression',
  'url-prefix',
  'domain',
  'regexp',
  'attr',
])

export const isPicture = (value: string): boolean =>
  /^data:image\/(?:png|jpeg|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon|svg\+xml)[;,]/i.test(value)

export function neutraliseCss(css: string, options: CssOptions = {}): string {
  const out: string[] = []
  let at = 0
  /**
   * Inside a function or statement that is left out whole: what is in it is counted, not judged, so that nesting costs
   * no stack.
   */
  let dropping = false
  /** Writes what begins here, or leaves it out; always goes on by at least one character. */
  const step = (write: (text: string) => void): void => {
    const char = css[at]!
    if (css.startsWith('/*', at)) {
      at = endOf('*/', at + 2)
      write('/**/')
    } else if (char === '"' || char === "'") write(quoted(readString()))
    else if (char === '@') {
      at++
      const name = readName()
      if (dropping || !/^(?:import|charset|namespace)$/i.test(name)) return write(`@${spelled(name)}`)
      dropping = true
      skipStatement()
      dropping = false
      // What is left out never lets what stood around it grow together.
      write(' ')
    } else if (char === '#') {
      at++
      write(`#${spelled(readName())}`)
    } else if (startsName()) readWord(write)
    else {
      at++
      // Neither a tag nor a reference begins in what is written, wherever it will stand.
      write(char === '<' || char === '&' || char === '\\' || char === '\0' ? ' ' : char)
    }
  }
  while (at < css.length) step((text) => void out.push(text))
  return out.join('')

  function readWord(write: (text: string) => void): void {
    const name = readName()
    if (css[at] !== '(') return write(spelled(name))
    at++
    const word = name.toLowerCase()
    if (word === 'url') return write(picture(readUrl()))
    if (dropping || !fetching.has(word)) return write(`${spelled(name)}(`)
    // What is in it is read like anything else and thrown away; a bracket in a string or an address closes nothing.
    dropping = true
    for (let depth = 1; at < css.length && depth > 0;) {
      const closes = css[at] === ')'
      let written = ''
      step((text) => (written = text))
      if (closes) depth--
      else if (written.endsWith('(')) depth++
    }
    dropping = false
    write('none')
  }

  function picture(address: string | undefined): string {
    const target = address?.trim()
    const kept =
      target === undefined
        ? undefined
        : target.startsWith('#') || isPicture(target)
          ? target
          : options.picture?.(target)
    return kept === undefined ? 'none' : `url(${quoted(kept)})`
  }

  /** After `url(`, up to its end; undefined where it is none that a browser takes. */
  function readUrl(): string | undefined {
    skip(isBlank)
    if (css[at] === '"' || css[at] === "'") {
      const value = readString()
      skip(isBlank)
      if (css[at] === ')' || at >= css.length) return (at++, value)
      return skipUrl()
    }
    let value = ''
    for (; at < css.length && css[at] !== ')';) {
      const char = css[at]!
      if (isBlank(char)) {
        skip(isBlank)
        if (at < css.length && css[at] !== ')') return skipUrl()
      } else if (char === '\\') value += readEscape() ?? ''
      else if (char === '"' || char === "'" || char === '(' || char < ' ') return skipUrl()
      else {
        value += char
        at++
      }
    }
    at++
    return value
  }

  function skipUrl(): undefined {
    for (; at < css.length && css[at] !== ')'; at++) if (css[at] === '\\') at++
    at++
    return undefined
  }

  /** Up to the semicolon, or the end of the block it stands in. */
  function skipStatement(): void {
    let depth = 0
    for (; at < css.length;) {
      const char = css[at]!
      if (depth === 0 && char === ';') return void at++
      if (char === '}' && depth === 0) return
      if (char === '{' || char === '(' || char === '[') depth++
      if ((char === '}' || char === ')' || char === ']') && depth > 0) {
        depth--
        at++
        // A block ends the statement as a semicolon does.
        if (char === '}' && depth === 0) return
        continue
      }
      step(() => undefined)
    }
  }

  /** From its quote to the next, to an end of line (which browsers take for a broken string), or to the end. */
  function readString(): string {
    const quote = css[at++]!
    let value = ''
    for (; at < css.length && css[at] !== quote && !isNewline(css[at]!);) {
      if (css[at] !== '\\') value += css[at++]
      else if (isNewline(css[at + 1] ?? '')) at += css.startsWith('\r\n', at + 1) ? 3 : 2
      else value += readEscape() ?? ''
    }
    if (css[at] === quote) at++
    return value
  }

  function readName(): string {
    let name = ''
    for (; at < css.length;) {
      if (isNameChar(css[at]!)) name += css[at++]
      else if (css[at] === '\\' && !isNewline(css[at + 1] ?? '\n')) name += readEscape() ?? ''
      else break
    }
    return name
  }

  /** A backslash and up to six hexadecimal digits with one blank after them, or the next character itself. */
  function readEscape(): string | undefined {
    const hex = /[0-9a-f]{1,6}/iy
    hex.lastIndex = at + 1
    const digits = hex.exec(css)?.[0]
    if (digits === undefined) {
      const char = String.fromCodePoint(css.codePointAt(at + 1) ?? 0xfffd)
      at += 1 + char.length
      return at > css.length ? undefined : char
    }
    at += 1 + digits.length
    if (css.startsWith('\r\n', at)) at += 2
    else if (isBlank(css[at] ?? '')) at++
    const code = Number.parseInt(digits, 16)
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code)
  }

  function startsName(): boolean {
    const char = css[at]!
    return isNameChar(char) || (char === '\\' && at + 1 < css.length && !isNewline(css[at + 1]!))
  }

  function skip(wanted: (char: string) => boolean): void {
    while (at < css.length && wanted(css[at]!)) at++
  }

  function endOf(mark: string, from: number): number {
    const found = css.indexOf(mark, from)
    return found < 0 ? css.length : found + mark.length
  }
}

const isNewline = (char: string): boolean => char === '\n' || char === '\r' || char === '\f'
const isBlank = (char: string): boolean => char === ' ' || char === '\t' || isNewline(char)
const isNameChar = (char: string): boolean => /[\w-]/.test(char) || char > '\u007f'

/**
 * A name in one spelling: letters of ASCII, digits and hyphens as they are, anything else as an escape, so that no
 * browser takes it for the end of the name.
 */
const spelled = (name: string): string => name.replace(/[^\w-]/gu, escaped)

const quoted = (value: string): string => `"${value.replace(/["'\\<>&\u0000-\u001f]/g, escaped)}"`

const escaped = (char: string): string => `\\${char.codePointAt(0)!.toString(16)} `

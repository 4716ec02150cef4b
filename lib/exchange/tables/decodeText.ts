/** Text of a file piece by piece: UTF-8 with or without mark, UTF-16 with one. Anything else is said, never shown as mojibake. */

import { fail, type Err } from '../../shared/result'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be'

export function encodingOf(start: Uint8Array): TextEncoding {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8'
}

export const wrongEncoding = (): Err =>
  fail('encoding', 'This text is neither UTF-8 nor UTF-16 with a byte order mark, so its letters can’t be told. In the spreadsheet choose “CSV UTF-8” when saving, or save as XLSX.')

/** Pieces of text as the bytes come. Throws a `TypeError` where a byte is no letter of the encoding; the mark in front is left out. */
export async function* textOf(file: Blob, onBytes: (read: number) => void = () => undefined): AsyncGenerator<string> {
  const encoding = encodingOf(new Uint8Array(await file.slice(0, 4).arrayBuffer()))
  const decoder = new TextDecoder(encoding, { fatal: true })
  let read = 0
  const reader = file.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    read += value.length
    const text = decoder.decode(value, { stream: true })
    onBytes(read)
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

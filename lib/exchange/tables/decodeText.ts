/**
 * Text of a file piece by piece: UTF-8 with or without mark, UTF-16 with one, and Windows-1252 where a caller shows
 * that it was taken for that (IM1). Anything else is said, never shown as mojibake.
 */

import { fail, type Err } from '../../shared/result'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export function encodingOf(start: Uint8Array): TextEncoding {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8'
}

export const wrongEncoding = (): Err =>
  fail(
    'encoding',
    'This text is neither UTF-8 nor UTF-16 with a byte order mark, so its letters can’t be told. In the spreadsheet choose “CSV UTF-8” when saving, or save as XLSX.',
  )

/** Of a file that somebody said is in an encoding, and whose bytes say otherwise. */
export const notThatEncoding = (): Err =>
  fail(
    'encoding',
    'This file is not in the encoding you chose: some of its bytes are no letters there. Choose another one.',
  )

/**
 * IM1: bytes that are no UTF-8 and no letter of Windows-1252 either: control characters, and the five places it leaves
 * open.
 */
const isNoLetter = (byte: number): boolean =>
  byte < 0x09 ||
  byte === 0x0b ||
  byte === 0x0c ||
  (byte > 0x0d && byte < 0x20) ||
  byte === 0x7f ||
  byte === 0x81 ||
  byte === 0x8d ||
  byte === 0x8f ||
  byte === 0x90 ||
  byte === 0x9d

/**
 * IM1: how to read a file: by its mark, as UTF-8 where all of it is that, else as Windows-1252 where every byte is a
 * letter of it. Undefined: nobody can tell. What old spreadsheets save as CSV is Windows-1252, and none of its umlauts
 * is UTF-8.
 */
export async function detectEncoding(file: Blob): Promise<TextEncoding | undefined> {
  const marked = encodingOf(new Uint8Array(await file.slice(0, 4).arrayBuffer()))
  if (marked !== 'utf-8') return marked
  const strict = new TextDecoder('utf-8', { fatal: true })
  let isUtf8 = true
  let isWindows = true
  const reader = file.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    if (isUtf8) {
      try {
        strict.decode(value, { stream: true })
      } catch {
        isUtf8 = false
      }
    }
    isWindows &&= !value.some(isNoLetter)
  }
  try {
    if (isUtf8) strict.decode()
  } catch {
    isUtf8 = false
  }
  return isUtf8 ? 'utf-8' : isWindows ? 'windows-1252' : undefined
}

/**
 * Pieces of text as the bytes come. Throws a `TypeError` where a byte is no letter of the encoding; the mark in front
 * is left out.
 */
export async function* textOf(
  file: Blob,
  onBytes: (read: number) => void = () => undefined,
  encoding?: TextEncoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding ?? encodingOf(new Uint8Array(await file.slice(0, 4).arrayBuffer())), {
    fatal: true,
  })
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

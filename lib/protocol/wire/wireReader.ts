/**
 * Strict binary reading on lib0. lib0 alone would read past the end, take several spellings of one number
 * and ignore what follows; bytes that are hashed or signed must have exactly one spelling.
 */

import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { fromHex, toBytes, toHex, type Bytes } from '~/lib/shared/bytes'
import { fail, ok, type Failure, type Result } from '~/lib/shared/result'
import { limits } from './protocolLimits'

export type Decoder = decoding.Decoder
export type Encoder = encoding.Encoder

/** Thrown inside readers and turned into a failure by `readAll`; never leaves this layer. */
export class MalformedError extends Error {}

export function malformed(what: string): never {
  throw new MalformedError(what)
}

export function writeAll(write: (encoder: Encoder) => void): Bytes {
  const encoder = encoding.createEncoder()
  write(encoder)
  return toBytes(encoding.toUint8Array(encoder))
}

/** Runs a reader over the whole of `bytes`. Fails with `malformed` on missing, wrong or trailing bytes. */
export function readAll<T>(bytes: Uint8Array, what: string, read: (decoder: Decoder) => T): Result<T> {
  try {
    const decoder = decoding.createDecoder(bytes)
    const value = read(decoder)
    if (decoder.pos !== bytes.length) malformed('trailing bytes')
    return ok(value)
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    return { ok: false, error: malformedFailure(what, error.message) }
  }
}

export const malformedFailure = (what: string, why: string): Failure =>
  fail(
    'malformed',
    `This is not ${what} of a version known here (${why}). It is not used; update the app if it comes from a newer one.`,
  ).error

export const writeUint = (encoder: Encoder, value: number): void => {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a whole number from 0: ${value}`)
  encoding.writeVarUint(encoder, value)
}

/** Milliseconds since 1970, up to the last moment a date can name: later ones would stop whoever asks for their day. */
export function readTime(decoder: Decoder): number {
  const time = readUint(decoder)
  if (time > limits.update.time) malformed('a time that no date can name')
  return time
}

/** A variable-length whole number in its shortest spelling. */
export function readUint(decoder: Decoder): number {
  let value = 0
  let weight = 1
  for (let length = 1; length <= 8; length++) {
    const byte = readByte(decoder)
    value += (byte & 0x7f) * weight
    if (byte < 0x80) {
      if (byte === 0 && length > 1) malformed('number not in its shortest form')
      if (!Number.isSafeInteger(value)) malformed('number out of range')
      return value
    }
    weight *= 128
  }
  return malformed('number out of range')
}

export const writeByte = (encoder: Encoder, value: number): void => encoding.writeUint8(encoder, value)

export function readByte(decoder: Decoder): number {
  const byte = decoder.arr[decoder.pos]
  if (byte === undefined) malformed('ends too early')
  decoder.pos++
  return byte
}

export const writeBool = (encoder: Encoder, value: boolean): void => writeByte(encoder, value ? 1 : 0)

export function readBool(decoder: Decoder): boolean {
  const byte = readByte(decoder)
  if (byte > 1) malformed('neither yes nor no')
  return byte === 1
}

/** Bytes whose length the format fixes. */
export function writeFixed(encoder: Encoder, bytes: Uint8Array, length: number): void {
  if (bytes.length !== length) throw new Error(`expected ${length} bytes, have ${bytes.length}`)
  encoding.writeUint8Array(encoder, bytes)
}

export function readFixed(decoder: Decoder, length: number): Bytes {
  if (decoder.arr.length - decoder.pos < length) malformed('ends too early')
  const bytes = toBytes(decoder.arr.subarray(decoder.pos, decoder.pos + length))
  decoder.pos += length
  return bytes
}

/** A hexadecimal id or hash, as its raw bytes. */
export const writeHex = (encoder: Encoder, hex: string, length: number): void =>
  writeFixed(encoder, fromHex(hex), length)
export const readHex = (decoder: Decoder, length: number): string => toHex(readFixed(decoder, length))

export const writeBytes = (encoder: Encoder, bytes: Uint8Array): void => encoding.writeVarUint8Array(encoder, bytes)
/** Bytes that carry their length, at most `most` of them. */
export function readBytes(decoder: Decoder, most = Number.MAX_SAFE_INTEGER): Bytes {
  const length = readUint(decoder)
  if (length > most) malformed('longer than this place holds')
  return readFixed(decoder, length)
}

export const writeText = (encoder: Encoder, text: string): void => encoding.writeVarString(encoder, text)

const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text of at most `most` bytes. */
export function readText(decoder: Decoder, most?: number): string {
  const bytes = readBytes(decoder, most)
  try {
    return utf8Decoder.decode(bytes)
  } catch {
    return malformed('text is not UTF-8')
  }
}

export function writeList<T>(
  encoder: Encoder,
  items: readonly T[],
  writeItem: (encoder: Encoder, item: T) => void,
): void {
  writeUint(encoder, items.length)
  for (const item of items) writeItem(encoder, item)
}

/**
 * A counted list of at most `most` items. An item takes at least one byte, so a count beyond the bytes left is refused
 * before any work, too.
 */
export function readList<T>(
  decoder: Decoder,
  readItem: (decoder: Decoder) => T,
  most = Number.MAX_SAFE_INTEGER,
): readonly T[] {
  const count = readUint(decoder)
  if (count > most) malformed('list longer than this place holds')
  if (count > decoder.arr.length - decoder.pos) malformed('list longer than its bytes')
  return Array.from({ length: count }, () => readItem(decoder))
}

/** Ids of records, commands and entries (ID1). Randomness is injected. */

import { toHex, type Bytes } from './bytes'

/** Returns `length` random bytes. In the browser: `crypto.getRandomValues`. */
export type Random = (length: number) => Bytes

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** 128 bits in base62, always 22 characters. */
export function base62Id(random: Random): string {
  let value = BigInt(`0x${toHex(random(16))}`)
  let out = ''
  for (let i = 0; i < 22; i++) {
    out = alphabet[Number(value % 62n)]! + out
    value /= 62n
  }
  return out
}

/** Whether an id is random, so that no other device can create it; derived ids are built from parents. */
export const isRandomId = (id: string): boolean => /^[a-z]+_[0-9A-Za-z]{22}$/.test(id)

/** ID1: lower-case prefix, underscore, 128 random bits. */
export const newRecordId = (prefix: string, random: Random): string => `${prefix.toLowerCase()}_${base62Id(random)}`

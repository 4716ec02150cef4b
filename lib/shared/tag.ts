/**
 * Domain separation. Every signed, hashed or derived message starts with its tag, so that bytes made for one purpose
 * cannot be used for another: without it, a challenge chosen by a relay could be the bytes of an access entry.
 */

import { utf8, type Bytes } from './bytes'

export const tagNames = [
  'entry',
  'auth',
  'join',
  'statement',
  'presence',
  'access',
  'workspace',
  'epoch',
  'wrap',
  'chain',
  'snapshot',
  'blob',
  'recovery',
  'safety',
  'fingerprint',
  'receipt',
  'ephemeral',
  'nonce',
  'shown',
  'verdicts',
] as const

export type TagName = (typeof tagNames)[number]

/** UTF-8 of `plumbline/v2/<name>` and a NUL byte. */
export const tag = (name: TagName): Bytes => utf8(`plumbline/v2/${name}\0`)

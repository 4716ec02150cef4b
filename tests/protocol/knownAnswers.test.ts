/**
 * Known answers of what is hashed, signed, read out or sent beside the wire formats of samples/: another tag, another
 * order of the parts or other numbers would still agree with themselves, and with no log, link or relay there is. Each
 * is worked out here a second time, by node:crypto and by hand.
 */

import { wordlist } from '@scure/bip39/wordlists/english.js'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { joinBytes, workspaceIdOf, type AccessBodyOf } from '~/lib/protocol/access/accessBody'
import { nextChain } from '~/lib/protocol/log/chain'
import { entryHash } from '~/lib/protocol/log/entry'
import { headWords, safetyWords } from '~/lib/protocol/log/fingerprint'
import { authBytes } from '~/lib/protocol/wire/frames'
import { presenceBytes } from '~/lib/protocol/bodies/presenceFrame'
import { readPresenceBody, writePresenceBody } from '~/lib/protocol/bodies/presenceBody'
import { receiptBytes } from '~/lib/protocol/log/receipt'
import { readShownFacts, shownHash, writeShownFacts } from '~/lib/protocol/access/shownFacts'
import { toHex, utf8, utf8ToString } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import pinned from './knownAnswers.json'
import * as samples from './samples'

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(64)) as [string, string, string, string]
const seq = 18_205
const time = 1_780_000_000_123
const tagged = (name: string, ...parts: readonly (Uint8Array | string)[]): Buffer =>
  Buffer.concat([
    Buffer.from(`plumbline/v2/${name}\0`),
    ...parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part)),
  ])
const hashed = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const number = (value: number): string => value.toString(16).padStart(16, '0')
const wordsOf = (bytes: Uint8Array, count: number): readonly string[] => {
  const bits = BigInt(`0x${hashed(bytes)}`)
    .toString(2)
    .padStart(256, '0')
  return Array.from({ length: count }, (_, at) => wordlist[Number.parseInt(bits.slice(at * 11, at * 11 + 11), 2)]!)
}
/** Keys in order, nothing between: enough of RFC 8785 for plain ASCII. */
const canonical = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(canonical).join(',')}]`
    : typeof value === 'object' && value !== null
      ? `{${Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
          .join(',')}}`
      : JSON.stringify(value)

const genesis = samples.accessBodies.find((body): body is AccessBodyOf<'genesis'> => body.type === 'genesis')!
const join = samples.accessBodies.find((body): body is AccessBodyOf<'join'> => body.type === 'join')!
const facts = {
  organisation: 'Quillmere Logistics',
  inviter: 'Alice',
  role: 'auditor',
  expiresAt: time,
  salt: 'AAECAwQFBgcICQoLDA0ODw',
} as const
const admission = { genesisHash: a, inviteHash: b, shown: c, joinHash: d }
const place = { kind: 'risk', recordId: 'rk_1', field: 'event', anchor: [0, 3], head: [1, 0] } as const
const speakers = samples.clientFrames.flatMap((frame) => (frame.kind === 'hello' ? [frame.speaker] : []))
const nonces = { relayNonce: new Uint8Array(32).fill(8), clientNonce: new Uint8Array(32).fill(4) }
const auth = (speaker: (typeof speakers)[number]): string =>
  toHex(authBytes({ ...nonces, workspaceId: a, speaker, relayOrigin: 'wss://relay.example' }))

describe('known answers', () => {
  it('of the running hash over a log, and of an entry in it', () => {
    expect(entryHash(utf8('an entry'))).toBe(pinned.entryHash)
    expect(nextChain(a, seq, time, b)).toBe(pinned.chain)
    expect(pinned.entryHash).toBe(hashed(Buffer.from('an entry')))
    expect(pinned.chain).toBe(hashed(tagged('chain', a, number(seq), number(time), b)))
  })

  it('of a workspace’s id, which is its founding without the first key', () => {
    const { epoch: _epoch, ...founding } = genesis
    expect(workspaceIdOf(genesis)).toBe(pinned.workspaceId)
    expect(pinned.workspaceId).toBe(hashed(tagged('workspace', Buffer.from(canonical(founding)))))
  })

  it('of what a relay signs', () => {
    expect(toHex(receiptBytes(a, { seq, chain: b, time }))).toBe(pinned.receipt)
    expect(pinned.receipt).toBe(tagged('receipt', a, number(seq), number(time), b).toString('hex'))
  })

  it('of what a device, an invited one and a founder sign to be let in at a relay', () => {
    expect(speakers.map(({ as }) => as)).toEqual(['device', 'invite', 'founder'])
    expect(speakers.map(auth)).toEqual(pinned.auth)
    const ids = speakers.map((speaker) =>
      (speaker.as === 'invite' ? [speaker.deviceId, speaker.inviteId] : [speaker.deviceId]).join(''),
    )
    expect(pinned.auth).toEqual(
      ids.map((id, at) =>
        tagged(
          'auth',
          nonces.relayNonce,
          nonces.clientNonce,
          a,
          `0${at}`,
          id,
          Buffer.from('wss://relay.example'),
        ).toString('hex'),
      ),
    )
  })

  it('of what an invitation’s key signs', () => {
    expect(toHex(joinBytes(a, join.inviteId, join.device))).toBe(pinned.join)
    expect(pinned.join).toBe(tagged('join', a, join.inviteId, Buffer.from(canonical(join.device))).toString('hex'))
  })

  it('of what a device signs about where it writes, and of what is sealed in it', () => {
    const { headerBytes, nonce, ciphertext } = samples.presence
    expect(toHex(presenceBytes(a, samples.presence))).toBe(pinned.presence)
    expect(pinned.presence).toBe(tagged('presence', a, headerBytes, nonce, ciphertext).toString('hex'))
    const text = pinned.presenceBody.replace('"pad":""', `"pad":"${' '.repeat(512 - pinned.presenceBody.length)}"`)
    expect(utf8ToString(writePresenceBody({ writing: [place] }))).toBe(text)
    expect(readPresenceBody(utf8(text))).toEqual({ writing: [place] })
  })

  it('of what an invitation shows, and of its hash', () => {
    expect(utf8ToString(writeShownFacts(facts))).toBe(pinned.shownFacts)
    expect(unwrap(readShownFacts(utf8(pinned.shownFacts)))).toEqual(facts)
    expect(shownHash(facts)).toBe(pinned.shown)
    expect(pinned.shown).toBe(hashed(tagged('shown', Buffer.from(pinned.shownFacts))))
  })

  it('of the words that two people compare', () => {
    expect(safetyWords(admission, wordlist).join(' ')).toBe(pinned.safetyWords)
    expect(pinned.safetyWords).toBe(wordsOf(tagged('safety', a, b, c, d), 6).join(' '))
    expect(headWords(a, { seq, chain: b }, wordlist).join(' ')).toBe(pinned.headWords)
    expect(pinned.headWords).toBe(wordsOf(tagged('fingerprint', a, number(seq), b), 12).join(' '))
  })
})

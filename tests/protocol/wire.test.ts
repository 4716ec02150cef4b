import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAccessBody } from '~/lib/protocol/access'
import { closeCodes, closeMessages, closeReasonOf, isFinalClose } from '~/lib/protocol/closeCodes'
import { readEntry, readHeader, signedBytes, writeEntry, writeHeader } from '~/lib/protocol/entry'
import { readEraseBody } from '~/lib/protocol/eraseBody'
import { readKeyBody } from '~/lib/protocol/keyBody'
import { authBytes, readClientFrame, readRelayFrame, writeClientFrame, type ClientFrame } from '~/lib/protocol/frames'
import { limits } from '~/lib/protocol/limits'
import { readPresence, presenceBytes } from '~/lib/protocol/presence'
import { readSnapshotPlaintext } from '~/lib/protocol/snapshotPlaintext'
import { readStatementPlaintext, statementBytes, writeStatementPlaintext } from '~/lib/protocol/statementPlaintext'
import { readUpdatePlaintext, writeUpdatePlaintext } from '~/lib/protocol/updatePlaintext'
import { tag, tagNames } from '~/lib/protocol/tags'
import { concatBytes, toHex, utf8ToString } from '~/lib/shared/bytes'
import { padmeLength, padPlaintext, unpadPlaintext } from '~/lib/shared/padme'
import type { Result } from '~/lib/shared/result'
import * as samples from './samples'

const readers: readonly [RegExp, (bytes: Uint8Array) => Result<unknown>][] = [
  [/^header/, readHeader], [/^entry/, readEntry], [/^update/, readUpdatePlaintext], [/^snapshot/, readSnapshotPlaintext],
  [/^presence/, readPresence], [/^erase/, readEraseBody], [/^statement/, readStatementPlaintext], [/^access/, readAccessBody], [/^key/, readKeyBody],
  [/^client/, readClientFrame], [/^relay/, readRelayFrame],
]
const readerOf = (name: string) => readers.find(([pattern]) => pattern.test(name))![1]

const values: Readonly<Record<string, unknown>> = {
  'header-v2': samples.header, 'entry-v2': samples.entry, 'update-v2': samples.update, 'snapshot-v2': samples.snapshot,
  'presence-v2': samples.presence, 'erase-v2': { blobIds: ['a'.repeat(64), 'b'.repeat(64)], reason: 'Taken by mistake' },
  ...Object.fromEntries(samples.statements.map((value) => [`statement-${value.frozen.in}-v2`, value])),
  ...Object.fromEntries(samples.accessBodies.map((value) => [`access-${value.type}-v2`, value])),
  ...Object.fromEntries(samples.keyBodies.map((value) => [`key-${value.type}-v2`, value])),
  ...Object.fromEntries(samples.clientFrames.map((value) => [`client-${value.kind}${value.kind === 'hello' ? `-${value.speaker.as}` : ''}-v2`, value])),
  ...Object.fromEntries(samples.relayFrames.map((value) => [`relay-${value.kind}-v2`, value])),
}

describe.each(Object.keys(samples.written))('%s', (name) => {
  const bytes = samples.written[name]!
  const read = readerOf(name)

  it('is written as pinned and read back', () => {
    expect(toHex(bytes)).toBe(toHex(samples.pinned(name)))
    expect(read(samples.pinned(name))).toEqual({ ok: true, value: values[name] })
  })

  it('is refused with a byte more, and at every cut', () => {
    expect(read(concatBytes(bytes, Uint8Array.of(0)))).toMatchObject({ ok: false, error: { type: 'malformed' } })
    for (let length = 0; length < bytes.length; length += 1 + Math.floor(bytes.length / 200)) {
      expect(read(bytes.subarray(0, length)), `cut at ${length}`).toMatchObject({ ok: false, error: { type: 'malformed' } })
    }
  })

  it('never throws on changed bytes', () => {
    fc.assert(fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Uint8Array.from(bytes)
      changed[at] = changed[at]! ^ flip
      expect(typeof read(changed).ok).toBe('boolean')
    }), { numRuns: 60 })
  })
})

describe('readers', () => {
  it('never throw on random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(24), (random, kind) => {
      for (const [, read] of readers) {
        expect(typeof read(random).ok).toBe('boolean')
        expect(typeof read(concatBytes(Uint8Array.of(kind), random)).ok).toBe('boolean')
      }
    }), { numRuns: 500 })
  })

  it('take each number in its shortest form only, so that no entry has two spellings', () => {
    const bytes = samples.written['entry-v2']!
    const length = bytes[0]! + (bytes[1]! - 1) * 128
    expect(length).toBe(samples.entry.headerBytes.length)
    const longer = concatBytes(Uint8Array.of(bytes[0]!, bytes[1]! | 0x80, 0), bytes.subarray(2))
    expect(readEntry(longer)).toMatchObject({ ok: false, error: { type: 'malformed' } })
  })

  it('refuse other versions', () => {
    for (const name of ['header-v2', 'update-v2', 'snapshot-v2', 'statement-none-v2']) {
      const other = Uint8Array.from(samples.written[name]!)
      other[0] = 1
      expect(readerOf(name)(other), name).toMatchObject({ ok: false, error: { type: 'malformed' } })
    }
  })

  it('refuse what is too large before reading it', () => {
    const { header, headerBytes, nonce, signature } = samples.entry
    const large = writeEntry({ header, headerBytes, nonce, ciphertext: new Uint8Array(limits.entryBytes), signature })
    expect(readEntry(large)).toMatchObject({ error: { type: 'tooLarge' } })
    // As large as it may be is taken; one byte more is not.
    const around = large.length - limits.entryBytes
    const whole = (length: number) => readEntry(writeEntry({ header, headerBytes, nonce, ciphertext: new Uint8Array(length - around), signature }))
    expect(whole(limits.entryBytes)).toMatchObject({ ok: true })
    expect(whole(limits.entryBytes + 1)).toMatchObject({ error: { type: 'tooLarge' } })
    expect(readClientFrame(new Uint8Array(limits.frameBytes + 1))).toMatchObject({ error: { type: 'tooLarge' } })
    expect(readRelayFrame(new Uint8Array(limits.frameBytes + 1))).toMatchObject({ error: { type: 'tooLarge' } })
    expect(readClientFrame(writeClientFrame({ kind: 'presence', bytes: new Uint8Array(limits.presenceBytes + 1) }))).toMatchObject({ error: { type: 'malformed' } })
    const frozen = { in: 'entry', bytes: new Uint8Array(limits.frozenBytes + 1) } as const
    expect(readStatementPlaintext(writeStatementPlaintext({ ...samples.statements[0]!, frozen }))).toMatchObject({ error: { type: 'malformed' } })
  })

  it('want a nonce for sealed classes and none for plain ones', () => {
    const plain = { ...samples.header, class: 'access' } as const
    expect(readEntry(writeEntry({ ...samples.entry, headerBytes: writeHeader(plain) }))).toMatchObject({ error: { type: 'malformed' } })
    expect(readEntry(writeEntry({ ...samples.entry, nonce: new Uint8Array(0) }))).toMatchObject({ error: { type: 'malformed' } })
  })

  it('want at least one command in an update', () => {
    expect(readUpdatePlaintext(writeUpdatePlaintext({ commands: [] }))).toMatchObject({ error: { type: 'malformed' } })
  })

  it('refuse text that is not UTF-8', () => {
    expect(readRelayFrame(Uint8Array.of(24, 0, 2, 0xc3, 0x28))).toMatchObject({ error: { type: 'malformed' } })
  })
})

describe('what is signed', () => {
  it('begins with its own tag, ended by NUL, so no message is another one', () => {
    const tags = tagNames.map((name) => utf8ToString(tag(name)))
    expect(tags.every((text) => /^plumbline\/v2\/[a-z]+\0$/.test(text))).toBe(true)
    for (const a of tags) for (const b of tags) expect(a !== b && a.startsWith(b)).toBe(false)
    const auth = authBytes({ relayNonce: new Uint8Array(32), clientNonce: new Uint8Array(32), workspaceId: 'a'.repeat(64), speaker: { as: 'device', deviceId: 'b'.repeat(32) }, relayOrigin: 'wss://relay.example' })
    const messages = [signedBytes(samples.entry), statementBytes(samples.statements[0]!.body), presenceBytes('a'.repeat(64), samples.presence), auth]
    expect(messages.map((message) => utf8ToString(message.subarray(0, message.indexOf(0) + 1)))).toEqual(
      ['entry', 'statement', 'presence', 'auth'].map((name) => `plumbline/v2/${name}\0`))
  })

  it('covers every part of auth', () => {
    const base = { relayNonce: new Uint8Array(32), clientNonce: new Uint8Array(32), workspaceId: 'a'.repeat(64), speaker: { as: 'device', deviceId: 'b'.repeat(32) } as ClientSpeaker, relayOrigin: 'wss://relay.example' }
    const others = [
      { ...base, relayNonce: new Uint8Array(32).fill(1) }, { ...base, clientNonce: new Uint8Array(32).fill(1) }, { ...base, workspaceId: 'c'.repeat(64) },
      { ...base, speaker: { as: 'founder', deviceId: 'b'.repeat(32) } as const }, { ...base, speaker: { as: 'device', deviceId: 'c'.repeat(32) } as const },
      { ...base, speaker: { as: 'invite', deviceId: 'b'.repeat(32), inviteId: 'd'.repeat(32) } as const }, { ...base, relayOrigin: 'wss://relay.example:8443' },
    ]
    expect(new Set([base, ...others].map((auth) => toHex(authBytes(auth)))).size).toBe(others.length + 1)
  })
})

describe('padding', () => {
  it('is of the PADMÉ series and comes off again', () => {
    expect([0, 1, 2, 8, 9, 10, 33, 100, 1000, 1_000_000].map(padmeLength)).toEqual([0, 1, 2, 8, 10, 10, 36, 104, 1024, 1_015_808])
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (plaintext) => {
      const padded = padPlaintext(plaintext)
      expect(padmeLength(padded.length)).toBe(padded.length)
      expect(padded.length).toBeLessThanOrEqual(Math.ceil((plaintext.length + 1) * 1.12) + 1)
      expect(unpadPlaintext(padded)).toEqual({ ok: true, value: plaintext })
    }))
  })

  it('is refused in any other form', () => {
    for (const bad of [[], [0, 0], [1, 2, 3], [1, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0]]) {
      expect(unpadPlaintext(Uint8Array.from(bad))).toMatchObject({ ok: false, error: { type: 'badPadding' } })
    }
  })
})

describe('close codes', () => {
  it('of ours are final but for an invitation that may still come, have a message, and others are retried', () => {
    for (const [reason, code] of Object.entries(closeCodes)) {
      expect(isFinalClose(code), reason).toBe(reason !== 'inviteUnknown')
      expect(closeReasonOf(code)).toBe(reason)
      expect(closeMessages[reason as keyof typeof closeMessages]).toMatch(/\.$/)
    }
    expect([1000, 1006, 1011, 1013, 4399, 4500].some(isFinalClose)).toBe(false)
  })
})

type ClientSpeaker = Extract<ClientFrame, { kind: 'hello' }>['speaker']
